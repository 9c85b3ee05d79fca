package text

import (
	"bytes"
	"strings"

	"golang.org/x/net/html/atom"
)

// htmlState is what the tags read so far say of the text that follows.
type htmlState struct {
	raw      atom.Atom   // the element that holds the next token, which is text
	subset   bool        // a DOCTYPE declares something
	unclosed []atom.Atom // no end tags of these follow

	pre        int  // <pre> in each other
	preStart   bool // a line end that comes next is not shown
	link       bool // in <a href>
	raised     bool // the text that comes next is
	title      bool // in <title>
	caption    bool
	control    bool // in <button> or <option>
	heading    int  // 1 to 6, or 0
	svg, nav   int
	article    int // <article> and <main>
	region     htmlRegion
	containers []htmlContainer // lists and tables in each other

	skipped      atom.Atom // an element whose text is none
	skippedDepth int
	skippedAt    int

	titled  bool
	firstH1 int // the passage, from 1
}

// htmlRegion is an element that says what kind of text is in it; the outermost
// one counts. Its end is found by counting tags of its name.
type htmlRegion struct {
	name   atom.Atom
	depth  int
	weight int  // for navigation
	kind   Kind // of its paragraphs; or ""
}

// htmlContainer is a list or a table.
type htmlContainer struct {
	name     atom.Atom
	open     bool // an item or a cell is
	group    int
	first    int // passage of the open cell
	passages int // of the open cell
}

// htmlReach is how many containers an end tag looks through for its start,
// so that end tags in a wrong order take no quadratic time.
const htmlReach = 16

// startTag reads a start tag.
func (p *htmlPage) startTag(t htmlTag) {
	if p.skipped != 0 {
		if t.name == p.skipped {
			p.skippedDepth++
		}
		return
	}
	if t.isBlock() {
		p.endPassage(htmlSeparator(t.name))
		p.enterRegion(t)
	}
	switch t.name {
	case atom.Template, atom.Annotation, atom.AnnotationXml:
		p.skipped, p.skippedDepth, p.skippedAt = t.name, 1, t.at
		if t.name == atom.Template {
			p.count("template left out", "templates left out")
		}
	case atom.Br:
		p.breakLine()
	case atom.A:
		p.link = t.has("href")
		if p.link {
			p.score.links++
		}
	case atom.Sup:
		p.raised = p.isOpen()
	case atom.Img, atom.Area:
		p.alternative(t)
	case atom.Input:
		p.input(t)
	case atom.Html, atom.Meta:
		p.describe(t)
	case atom.Svg:
		p.svg++
	case atom.Nav:
		p.nav++
	case atom.Article, atom.Main:
		p.article++
	case atom.Title:
		p.title = p.svg == 0
	case atom.Option, atom.Button:
		p.control = true
	case atom.Figcaption, atom.Caption:
		p.caption = true
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		p.heading = int(t.name.String()[1] - '0')
	case atom.Pre, atom.Xmp, atom.Plaintext, atom.Listing, atom.Textarea:
		p.heading = 0
		p.pre++
		p.preStart = true
	case atom.P:
		p.heading = 0
	case atom.Ul, atom.Ol, atom.Dl, atom.Menu, atom.Dir, atom.Table:
		p.heading, p.caption = 0, false
		p.openContainer(t.name)
	case atom.Li, atom.Dt, atom.Dd, atom.Td, atom.Th, atom.Tr:
		p.caption = false
		p.openItem(t.name)
	}
}

// endTag reads an end tag.
func (p *htmlPage) endTag(t htmlTag) {
	if p.skipped != 0 {
		if t.name == p.skipped {
			if p.skippedDepth--; p.skippedDepth == 0 {
				p.skipped = 0
			}
		}
		return
	}
	if t.isBlock() {
		p.endPassage(htmlSeparator(t.name))
		p.leaveRegion(t.name)
	}
	switch t.name {
	case atom.Br:
		p.breakLine()
	case atom.A:
		p.link = false
	case atom.Sup:
		p.raised = false
	case atom.Svg:
		p.svg = max(0, p.svg-1)
	case atom.Nav:
		p.nav = max(0, p.nav-1)
	case atom.Article, atom.Main:
		p.article = max(0, p.article-1)
	case atom.Title:
		p.title = false
	case atom.Option, atom.Select, atom.Button:
		p.control = false
	case atom.Figcaption, atom.Caption:
		p.caption = false
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		p.heading = 0
	case atom.Pre, atom.Xmp, atom.Listing, atom.Textarea:
		p.pre = max(0, p.pre-1)
	case atom.Ul, atom.Ol, atom.Dl, atom.Menu, atom.Dir, atom.Table:
		p.closeContainer(t.name)
	case atom.Li, atom.Dt, atom.Dd, atom.Td, atom.Th, atom.Tr:
		if top := p.container(); top.name != atom.Table || !isHTMLItem(t.name) {
			top.open = false
		}
	}
}

// isBlock tells whether an element stands on lines of its own.
func (t htmlTag) isBlock() bool {
	switch t.name {
	case 0: // <text> of SVG, which package atom does not know
		return bytes.EqualFold(bytes.Trim(t.raw[:min(len(t.raw), 6)], "</> "), []byte("text"))
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Button,
		atom.Caption, atom.Center, atom.Datalist, atom.Dd, atom.Desc, atom.Details, atom.Dialog,
		atom.Dir, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption, atom.Figure,
		atom.Footer, atom.Form, atom.Frameset, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5,
		atom.H6, atom.Head, atom.Header, atom.Hgroup, atom.Hr, atom.Html, atom.Iframe,
		atom.Legend, atom.Li, atom.Listing, atom.Main, atom.Menu, atom.Nav, atom.Noframes,
		atom.Ol, atom.Optgroup, atom.Option, atom.P, atom.Plaintext, atom.Pre, atom.Search,
		atom.Section, atom.Select, atom.Summary, atom.Svg, atom.Table, atom.Tbody, atom.Td,
		atom.Template, atom.Textarea, atom.Tfoot, atom.Th, atom.Thead, atom.Title,
		atom.Tr, atom.Ul, atom.Xmp:
		return true
	}
	return false
}

// htmlSeparator is what stands between the text before a tag and that after it.
func htmlSeparator(name atom.Atom) string {
	if name == atom.Td || name == atom.Th {
		return "\t"
	}
	return "\n"
}

func isHTMLItem(name atom.Atom) bool {
	return name == atom.Li || name == atom.Dt || name == atom.Dd
}

// breakLine reads <br>; the second of two ends the passage.
func (p *htmlPage) breakLine() {
	if !p.isOpen() {
		return
	}
	if p.gap == "\n" {
		p.endPassage("\n")
		return
	}
	p.gap = "\n"
}

// alternative reads the text that stands for an image.
func (p *htmlPage) alternative(t htmlTag) {
	from, to, ok := t.attribute("alt")
	if !ok || len(bytes.TrimSpace(t.raw[from:to])) == 0 {
		return
	}
	if p.isOpen() && p.gap == "" {
		p.gap = " "
	}
	p.read(t.at+from, t.at+to, asText{references: true, attribute: true})
	if p.gap == "" {
		p.gap = " "
	}
}

// input reads what stands on a button.
func (p *htmlPage) input(t htmlTag) {
	switch strings.ToLower(t.value("type")) {
	case "image":
		p.alternative(t)
	case "submit", "reset", "button":
		from, to, _ := t.attribute("value")
		p.endPassage("\n")
		p.control = true
		p.read(t.at+from, t.at+to, asText{references: true, attribute: true})
		p.endPassage("\n")
		p.control = false
	}
}

// isRaised tells whether the text at a place of the page would make another
// word of the one before it, being raised.
func (p *htmlPage) isRaised(at int) bool {
	b := p.data[at]
	return p.raised && ('0' <= b && b <= '9' || b == '[' || b == '(')
}

// kindOf returns the kind of passage n, which ends here.
func (p *htmlPage) kindOf(n int) Kind {
	switch {
	case p.title && !p.titled:
		p.titled = true
		return KindTitle
	case p.heading > 0:
		if p.heading == 1 && p.firstH1 == 0 {
			p.firstH1 = n + 1
		}
		return KindHeading
	case p.control:
		return KindNavigation
	case p.svg > 0 || p.caption || !p.words:
		return KindCaption
	case p.pre > 0:
		return KindCode
	}
	if kind := p.kindInContainer(n); kind != "" {
		return kind
	}
	if p.region.kind != "" {
		return p.region.kind
	}
	return KindParagraph
}

func (p *htmlPage) kindInContainer(n int) Kind {
	top := p.container()
	if !top.open {
		return ""
	}
	if top.name != atom.Table {
		return KindItem
	}
	top.passages++
	switch top.passages {
	case 1:
		top.first = n
		return KindCell
	case 2:
		if first := &p.passages[top.first]; first.Kind == KindCell {
			first.Kind = KindParagraph
		}
	}
	return KindParagraph
}

// container returns the innermost list or table; outside of all, something
// that <li> may open.
func (p *htmlPage) container() *htmlContainer {
	return &p.containers[len(p.containers)-1]
}

// openContainer begins a list or a table. The items of lists in lists are one
// group.
func (p *htmlPage) openContainer(name atom.Atom) {
	outer := p.container()
	group := outer.group
	if group == 0 || name == atom.Table || outer.name == atom.Table {
		group = len(p.groups)
		p.groups = append(p.groups, htmlGroup{})
	}
	p.containers = append(p.containers, htmlContainer{name: name, group: group})
}

func (p *htmlPage) closeContainer(name atom.Atom) {
	for i := len(p.containers) - 1; i > 0 && i >= len(p.containers)-htmlReach; i-- {
		if p.containers[i].name == name {
			p.containers = p.containers[:i]
			return
		}
		if p.containers[i].name == atom.Table {
			return // which only its own end tag ends
		}
	}
}

func (p *htmlPage) openItem(name atom.Atom) {
	top := p.container()
	if top.name == atom.Table && isHTMLItem(name) {
		return
	}
	top.open = name != atom.Tr
	top.passages = 0
}
