package text

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// HTML: the bytes are a character reference of HTML, such as "&auml;" or
// "&#228;", and the text what it stands for as the HTML Standard says, 13.2.5.72
// and following. NUL, which HTML does not let be text, becomes U+FFFD.
const HTML How = "html"

func decodeHTML(source []byte) (string, error) {
	return strings.ReplaceAll(html.UnescapeString(string(source)), "\x00", "\uFFFD"), nil
}

// htmlReader reads pages of HTML and XHTML, broken ones too: there is no error
// in HTML, only text. Tags are told from text as the HTML Standard's tokenizer
// does; no tree is built, and depth costs nothing.
//
// # Text
//
// White space between words is the page's. That between blocks, which no
// browser shows, is replaced by a line end for each block, or by a tab between
// the cells of a row. <br> is a line end; two of them end a passage. A blank
// is put between words and the alternative text of an image, and before
// a raised digit or bracket, since 10<sup>3</sup> is not 103. References are
// decoded; those which the page declares itself are not.
//
// Text are <noscript> and <noframes>, since nothing here runs scripts or shows
// frames; <textarea>; what CSS or the attribute hidden hides; alternative texts
// of images, <area> and <input>; what stands on buttons. No text
// are comments, scripts, styles, <template>, <annotation> of MathML, what
// <iframe> and <noembed> hold for browsers that know neither, and every other
// attribute.
//
// # Passages
//
// The start and the end of every element that is a block ends the passage,
// so that end tags may be missing as HTML allows. <title> is the title, or else
// the first <h1>; other kinds are those of the elements. A paragraph in an item
// of a list is an item; one in a cell is a cell when it is alone in it, else,
// in the layout tables of old, a paragraph. A text that is the alternative of
// an image is a caption where it stands alone, else part of the sentence.
// Paragraphs in a page's <header> or <footer> are so called; buttons and options
// are navigation.
//
// # Navigation
//
// What is navigation is told by a score; see score in html_score.go. Navigation
// stays in the text.
var htmlReader = Reader{
	Name: "html", Version: 1, Hostile: true,
	Types: []string{"text/html", "application/xhtml+xml"},
	Read: func(in Input) (Text, error) {
		charset := htmlCharset(in.Data, in.Charset)
		page, err := htmlPassages(in.Data, charset, in.Limits)
		guess, _ := htmlCodingOf(in.Charset)
		if err == nil && in.Charset != "" && charset != in.Charset && charset != string(guess.how) {
			page.Notes = append(page.Notes, "read as "+charset+", as the page declares")
		}
		return page, err
	},
}

// htmlPassages reads a page, or a part of one, in a charset of the Encoding
// Standard; "" or an unknown one is what the page declares. The map is relative
// to data. More than limits.Text bytes of text, or more than 4,194,304 runs in
// the map, are ErrOverBudget; more than 100,000 bytes that are no UTF-8 in
// a page of UTF-8 are ErrDamaged.
func htmlPassages(data []byte, charset string, limits Limits) (Text, error) {
	coding, ok := htmlCodingOf(charset)
	if !ok {
		coding, _ = htmlCodingOf(htmlCharset(data, ""))
	}
	if coding.how == UTF16LE || coding.how == UTF16BE {
		return htmlOfUTF16(data, coding.how, limits)
	}
	p := newHTMLPage(data, coding, limits)
	p.tokens()
	return p.close()
}

// heavyTag is the length of a tag, bytes, after which the tokenizer is made
// anew: it empties a table of the attributes at every tag, which takes as long
// as the table was ever large.
const heavyTag = 1 << 10

// tokens walks the tokens. Their raw bytes follow each other without a gap, so
// that the sum of their lengths is the place of the next.
func (p *htmlPage) tokens() {
	at := 0
	if bytes.HasPrefix(p.data, []byte("\xEF\xBB\xBF")) {
		at = 3
	}
	z := p.tokenizer(at)
	for heavy := false; p.err == nil; {
		kind := z.Next()
		start := at
		at += len(z.Raw())
		raw := p.data[start:at]
		switch kind {
		case html.ErrorToken:
			if len(raw) > 0 {
				p.note("the page ends inside a tag at byte %d", start)
			}
			return
		case html.TextToken:
			p.textToken(start, at)
		case html.StartTagToken, html.SelfClosingTagToken:
			t := htmlTag{raw: raw, at: start, name: htmlTagName(raw[1:])}
			t.empty = kind == html.SelfClosingTagToken && p.xml
			if p.isMarkupInside(t, at) {
				z.NextIsNotRawText()
			} else {
				p.raw = htmlRawText(t.name)
			}
			p.startTag(t)
			if t.empty {
				p.endTag(t)
			}
		case html.EndTagToken:
			p.raw = 0 // there was no text in it
			p.endTag(htmlTag{raw: raw, at: start, name: htmlTagName(raw[2:])})
		case html.DoctypeToken:
			p.subset = bytes.IndexByte(raw, '[') >= 0
		case html.CommentToken:
			p.comment(raw, start)
		}
		if heavy = heavy || kind != html.TextToken && len(raw) > heavyTag; heavy && p.raw == 0 {
			z, heavy = p.tokenizer(at), false
		}
	}
}

func (p *htmlPage) tokenizer(at int) *html.Tokenizer {
	z := html.NewTokenizer(bytes.NewReader(p.data[at:]))
	z.AllowCDATA(p.xml)
	return z
}

// htmlRawText returns name when the text in such an element holds no tags.
func htmlRawText(name atom.Atom) atom.Atom {
	switch name {
	case atom.Script, atom.Style, atom.Title, atom.Textarea, atom.Iframe, atom.Noembed,
		atom.Xmp, atom.Plaintext:
		return name
	}
	return 0
}

// isMarkupInside tells whether tags in the element are tags although the
// tokenizer would take them for text: where scripts do not run, in an element
// that XML says is empty, and after a <title> and the like that nothing closes,
// which would swallow the page.
func (p *htmlPage) isMarkupInside(t htmlTag, end int) bool {
	switch t.name {
	case atom.Noscript, atom.Noframes:
		return true
	case atom.Title, atom.Textarea, atom.Iframe, atom.Noembed, atom.Xmp:
		return t.empty || !p.closes(t.name, end)
	}
	return t.empty
}

// closes tells whether an end tag of name follows. It looks no further when
// there was none before, so that many open ones take no longer than one.
func (p *htmlPage) closes(name atom.Atom, from int) bool {
	if slices.Contains(p.unclosed, name) {
		return false
	}
	for i := from; ; {
		n := bytes.Index(p.data[i:], []byte("</"))
		if n < 0 {
			p.unclosed = append(p.unclosed, name)
			return false
		}
		i += n + 2
		if htmlTagName(p.data[i:]) == name {
			return true
		}
	}
}

// textToken reads text, and the insides of elements that hold nothing else.
func (p *htmlPage) textToken(from, to int) {
	raw := p.raw
	p.raw = 0
	if p.skipped != 0 {
		return
	}
	switch raw {
	case atom.Script, atom.Style, atom.Iframe, atom.Noembed:
		if to == len(p.data) {
			p.note("the page ends inside <%s>, which begins at byte %d", raw, from)
		}
		return
	case atom.Xmp, atom.Plaintext:
		p.read(from, to, asText{})
		return
	}
	if cdata := []byte("<![CDATA["); bytes.HasPrefix(p.data[from:to], cdata) {
		from += len(cdata)
		to -= len(p.data[from:to]) - len(bytes.TrimSuffix(p.data[from:to], []byte("]]>")))
		p.read(from, to, asText{})
		return
	}
	if p.subset && bytes.Equal(bytes.TrimSpace(p.data[from:to]), []byte("]>")) {
		p.subset = false // the end of a DOCTYPE that declares something
		return
	}
	p.read(from, to, asText{references: true})
}

func (p *htmlPage) comment(raw []byte, at int) {
	if bytes.HasPrefix(raw, []byte("<!--")) {
		p.count("comment left out", "comments left out")
	}
	if !bytes.HasSuffix(raw, []byte(">")) {
		p.note("the page ends inside a comment, which begins at byte %d", at)
	}
}
