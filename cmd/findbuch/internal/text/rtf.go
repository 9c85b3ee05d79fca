package text

import (
	"bytes"
	"fmt"
	"strings"

	"findbuch/store/span"
)

// rtfReader reads the Rich Text Format 1.9.1 of Microsoft.
//
// The Body holds the text of the document, of headers, footers, footnotes,
// annotations and text boxes, in the order of the file: a footnote stands where
// its mark does and divides its paragraph in two passages. Line ends of the
// file mean nothing; paragraphs are lines. Styles called "heading 1" and so on,
// and outline levels, make headings, a style called "Title" the title.
//
// Literal ASCII is copied. \'hh and other bytes are decoded by the charset of
// their font (\fcharset), else the document's (\ansicpg); those side by side
// are one run. So are \u1234 and what stands for it in readers that don't know
// Unicode, which is skipped. Pictures, objects, hidden and deleted text are
// left out and counted. Without its last brackets, what there is is read and
// noted.
var rtfReader = Reader{
	Name: "rtf", Version: 1,
	Types:   []string{"text/rtf", "application/rtf"},
	Hostile: true,
	Read:    readRTF,
}

func readRTF(in Input) (Text, error) {
	if !bytes.HasPrefix(bytes.TrimLeft(in.Data, "\xEF\xBB\xBF \t\r\n"), []byte(`{\rtf`)) {
		return Text{}, fmt.Errorf(`%w: the document does not begin with {\rtf`, ErrDamaged)
	}
	r := rtf{splice: &splice{doc: string(in.Data)}, codepage: "windows-1252"}
	r.fonts, r.styles = map[int]string{}, map[int]Kind{}
	if err := r.read(in.Limits.Depth); err != nil {
		return Text{}, err
	}
	r.end()
	t, err := r.text(in.Limits)
	t.Properties, t.Notes = r.properties, r.notes()
	return t, err
}

type rtf struct {
	*splice
	at       int
	group    rtfGroup
	outer    []rtfGroup // those around it
	codepage string
	deffont  int
	fonts    map[int]string // charsets by number
	styles   map[int]Kind
	font     int // that the font table defines

	star    bool // \* came before
	skip    int  // characters that stand for a \u before
	pending rtfPending
	open    bool // a passage
	start   int  // of it
	gap     int  // where the last text ended
	list    bool // the paragraph has a number or bullet
	titled  bool

	captured   strings.Builder
	stamp      rtfStamp
	properties []Property

	pictures, objects, hidden, deleted int
	unclosed                           int
}

// rtfGroup is what a bracket saves and its partner restores.
type rtfGroup struct {
	dest     rtfDest
	name     string // of a property
	kind     Kind   // of the passages in it; "": by the paragraph
	style    int
	outline  bool
	table    bool
	hidden   bool
	deleted  bool
	font     int
	fallback int // characters after each \u
	fresh    bool
}

// rtfDest is where the text of a group goes.
type rtfDest int

const (
	rtfBody rtfDest = iota
	rtfSkip
	rtfFonts
	rtfStyles
	rtfProperty
	rtfInfo
	rtfTime
	rtfObject // skipped but for its result
)

func (r *rtf) read(depth int) error {
	r.group = rtfGroup{font: -1, fallback: 1}
	for r.at = strings.IndexByte(r.doc, '{'); r.at < len(r.doc); {
		switch c := r.doc[r.at]; c {
		case '{':
			if len(r.outer) == depth {
				return fmt.Errorf("%w: RTF groups nested more than %d deep", ErrOverBudget, depth)
			}
			r.flush()
			r.skip = 0
			r.outer = append(r.outer, r.group)
			r.group.fresh = true
			r.at++
		case '}':
			r.flush()
			r.skip = 0
			r.at++
			if r.close(); len(r.outer) == 0 {
				return nil
			}
		case '\\':
			r.control()
		case '\r', '\n', 0:
			r.at++
		default:
			r.characters()
		}
	}
	r.flush()
	r.unclosed = len(r.outer)
	return nil
}

// close ends the group.
func (r *rtf) close() {
	before := r.outer[len(r.outer)-1]
	r.star = false
	if r.group.kind != before.kind {
		r.end()
	}
	switch r.group.dest {
	case rtfProperty:
		if value := strings.TrimSpace(r.captured.String()); value != "" && before.dest == rtfInfo {
			r.properties = append(r.properties, Property{r.group.name, value})
			r.captured.Reset()
		}
	case rtfTime:
		if before.dest == rtfInfo {
			r.properties = append(r.properties, Property{r.group.name, r.stamp.String()})
		}
	case rtfStyles:
		r.endStyle()
	}
	r.group = before
	r.outer = r.outer[:len(r.outer)-1]
}

// endStyle takes the name of a style, which ends with a semicolon.
func (r *rtf) endStyle() {
	name := strings.ToLower(strings.Trim(r.captured.String(), " ;"))
	r.captured.Reset()
	switch {
	case name == "title":
		r.styles[r.group.style] = KindTitle
	case strings.HasPrefix(name, "heading "), strings.HasPrefix(name, "überschrift "):
		r.styles[r.group.style] = KindHeading
	}
}

// characters takes literal text up to the next sign.
func (r *rtf) characters() {
	start := r.at
	r.group.fresh, r.star = false, false
	for r.skip > 0 && r.at < len(r.doc) && strings.IndexByte("\\{}\r\n", r.doc[r.at]) < 0 {
		r.at++
		r.skip--
	}
	if r.at > start {
		r.pending.next = r.at
		return
	}
	if c := r.doc[r.at]; c >= 0x80 || r.pending.lead {
		r.at++
		r.encoded(c, start)
		return
	}
	for r.at < len(r.doc) && r.doc[r.at] < 0x80 && strings.IndexByte("\\{}\r\n\x00", r.doc[r.at]) < 0 {
		r.at++
	}
	r.flush()
	r.ascii(start, r.at)
}

// ascii adds doc[from:to] as it stands.
func (r *rtf) ascii(from, to int) {
	if r.capture(r.doc[from:to]) && r.visible() {
		r.separate(from)
		r.literal(from, to)
		r.gap = to
	}
}

// capture keeps text that is not for the Body, and tells whether text is.
func (r *rtf) capture(text string) bool {
	const longest = 4096
	switch r.group.dest {
	case rtfBody:
		return true
	case rtfProperty, rtfStyles:
		if r.captured.Len() < longest {
			r.captured.WriteString(text)
		}
	}
	return false
}

// visible tells whether text is to be read, and counts it if not.
func (r *rtf) visible() bool {
	switch {
	case r.group.deleted:
		r.deleted++
	case r.group.hidden:
		r.hidden++
	default:
		return true
	}
	return false
}

func (r *rtf) separate(from int) {
	if !r.open {
		r.blank("\n", r.gap, from)
		r.open, r.start = true, len(r.body)
	}
}

// white adds white space for the control word before at, which began at from.
func (r *rtf) white(text string, from int) {
	if r.group.dest == rtfBody && r.open {
		r.blank(text, from, r.at)
		r.gap = r.at
	}
}

// end ends the passage.
func (r *rtf) end() { r.endAs(r.kind()) }

func (r *rtf) endAs(kind Kind) {
	if r.open {
		r.passage(kind, r.start)
		r.titled = r.titled || kind == KindTitle
	}
	r.open, r.list = false, false
}

// kind returns what the paragraph is.
func (r *rtf) kind() Kind {
	g := r.group
	switch {
	case g.kind != "":
		return g.kind
	case g.table:
		return KindCell
	case r.styles[g.style] == KindTitle:
		if r.titled {
			return KindHeading
		}
		return KindTitle
	case r.styles[g.style] != "" || g.outline:
		return KindHeading
	case r.list:
		return KindItem
	}
	return KindParagraph
}

func (r *rtf) notes() (notes []string) {
	for _, n := range []struct {
		count int
		what  string
	}{
		{r.pictures, "picture"}, {r.objects, "object"}, {r.hidden, "stretch of hidden text|stretches of hidden text"},
		{r.deleted, "tracked deletion"},
	} {
		if n.count > 0 {
			one, many, ok := strings.Cut(n.what, "|")
			what := plural(n.count, one)
			if ok && n.count > 1 {
				what = fmt.Sprintf("%d %s", n.count, many)
			}
			notes = append(notes, what+" left out")
		}
	}
	switch {
	case r.unclosed > 0:
		notes = append(notes, fmt.Sprintf("damaged: the end is missing after byte %d", len(r.doc)))
	case strings.Trim(r.doc[r.at:], " \t\r\n\x00") != "":
		notes = append(notes, fmt.Sprintf("%d bytes after the end of the document, at byte %d, left out", len(r.doc)-r.at, r.at))
	}
	return notes
}

// rtfPending is text in a charset or in UTF-16 that more may follow.
type rtfPending struct {
	how    How
	source span.Span
	next   int  // where what goes on with it must begin
	lead   bool // it ends in the middle of a character
}

// extend makes doc[from:r.at] part of what is pending.
func (r *rtf) extend(how How, from int) {
	if p := &r.pending; p.how != how || p.next != from && strings.Trim(r.doc[p.next:from], "\r\n") != "" {
		r.flush()
		r.pending = rtfPending{how: how, source: span.Span{Start: from}}
	}
	r.pending.source.End, r.pending.next = r.at, r.at
}

// encoded takes a byte in the font's charset.
func (r *rtf) encoded(b byte, from int) {
	charset := r.charset()
	lead := r.pending.lead
	r.extend(RTFBytes+"+"+How(charset), from)
	r.pending.lead = !lead && rtfLead(charset, b)
}

// flush adds what is pending.
func (r *rtf) flush() {
	p := r.pending
	r.pending = rtfPending{}
	if p.how == "" {
		return
	}
	text, err := p.how.Decode([]byte(p.source.Of(r.doc)))
	if err != nil { // of none of our charsets
		text, p.how = strings.Repeat("\uFFFD", p.source.Len()), Replaced
	}
	if !r.capture(text) || !r.visible() {
		return
	}
	r.separate(p.source.Start)
	r.add(text, Run{Source: p.source.Start, Length: p.source.Len(), How: p.how})
	r.gap = p.source.End
}
