package text

import (
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"strings"
)

// XML: the bytes are a reference of XML to a character: "&amp;", "&#228;",
// "&#xE4;". Where the part is not UTF-8, it is joined to its charset:
// "utf-16le+xml".
const XML How = "xml"

// xmlTokens reads the tokens of a part that is XML:
//
//	x, err := newXML(data, b.part, in.Limits)
//	for x.next() {
//		switch x.kind {
//		case xmlStart: … x.name.Local, x.attr("val"), x.depth …
//		case xmlText:  x.addTo(b)      // or string(x.chars)
//		}
//	}
//	return x.done(b)
//
// It is encoding/xml, strict, with byte ranges. Comments, processing
// instructions and document type declarations are passed over, no external
// entity is ever fetched, and entities that a document declares are not
// expanded, so none can grow: a reference to one stays in the text as it is
// written, "&name;", and is counted in the notes.
type xmlTokens struct {
	kind  xmlKind
	name  xml.Name // of a start or end; Space is the namespace's name
	attrs []xml.Attr
	chars []byte // the text, decoded; only until next
	depth int    // elements around the token, a start or end counted in
	err   error  // why next was false; nil: at the end

	part       xmlPart
	decoder    *xml.Decoder
	start, end int // of the token in part.text, bytes
	known      xmlPlace
	maxDepth   int
}

// xmlPlace is one place in the decoded text and in the part itself, bytes.
type xmlPlace struct{ text, source int }

type xmlKind int

const (
	xmlStart xmlKind = iota + 1
	xmlEnd           // comes for <a/>, too
	xmlText
)

// newXML begins to read a part; name is for people and may be empty. It is
// ErrDamaged when the charset that the part declares is unknown.
func newXML(data []byte, name string, limits Limits) (*xmlTokens, error) {
	part, err := decodeXMLPart(data, name)
	if err != nil {
		return nil, err
	}
	decoder := xml.NewDecoder(strings.NewReader(part.text[part.begin:]))
	decoder.Entity = part.entities()
	x := &xmlTokens{part: part, decoder: decoder, maxDepth: limits.Depth}
	x.start, x.end = part.begin, part.begin
	x.known = xmlPlace{0, part.mark}
	return x, nil
}

// next moves to the next token.
func (x *xmlTokens) next() bool {
	if x.err != nil {
		return false
	}
	if x.kind == xmlEnd {
		x.depth--
	}
	for {
		token, err := x.decoder.Token()
		x.offset(x.end) // is known then
		x.start, x.end = x.end, x.part.begin+int(x.decoder.InputOffset())
		if err != nil {
			x.fail(err)
			return false
		}
		switch t := token.(type) {
		case xml.StartElement:
			x.kind, x.name, x.attrs = xmlStart, t.Name, t.Attr
			if x.depth++; x.depth > x.maxDepth {
				x.err = fmt.Errorf("%w: more than %d elements in each other in %s", ErrOverBudget, x.maxDepth, x.part)
				return false
			}
			return true
		case xml.EndElement:
			x.kind, x.name, x.attrs = xmlEnd, t.Name, nil
			return true
		case xml.CharData:
			x.kind, x.chars = xmlText, t
			return true
		}
	}
}

// fail keeps the error of the decoder.
func (x *xmlTokens) fail(err error) {
	x.kind = 0
	if err == io.EOF {
		return
	}
	reason := err.Error()
	if syntax, ok := err.(*xml.SyntaxError); ok {
		reason = syntax.Msg
	}
	x.err = fmt.Errorf("%w at byte %d of %s, which is no XML from there on (%s)",
		ErrDamaged, x.offset(x.start), x.part, reason)
}

// done returns why reading ended, nil at the end of the part. Damage after some
// text is no error, but a note of b: the text before it is sound.
func (x *xmlTokens) done(b *builder) error {
	if x.err == nil || b.isBlank() || !isDamaged(x.err) {
		return x.err
	}
	b.note("%v; what follows is missing", x.err)
	return nil
}

// skip passes over the rest of the element that the token, a start, begins.
func (x *xmlTokens) skip() {
	for depth := x.depth; x.next(); {
		if x.kind == xmlEnd && x.depth == depth {
			return
		}
	}
}

// attr returns the value of the attribute with that local name, whatever its
// namespace, or "".
func (x *xmlTokens) attr(local string) string {
	for _, a := range x.attrs {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// sourceRange returns where the token is in the part: its offset and length in
// bytes.
func (x *xmlTokens) sourceRange() (source, length int) {
	source = x.offset(x.start)
	return source, x.offset(x.end) - source
}

// space adds white space to b that stands for the token.
func (x *xmlTokens) space(b *builder, white string) {
	source, length := x.sourceRange()
	b.space(white, source, length)
}

// addTo adds the token, a text, to b.
func (x *xmlTokens) addTo(b *builder) {
	const open, end = "<![CDATA[", "]]>"
	if strings.HasPrefix(x.part.text[x.start:x.end], open) {
		x.addLiteral(b, x.start+len(open), x.end-len(end))
		return
	}
	x.addCharacters(b, x.start, x.end)
}

// addAttr adds the value of the attribute with that local name to b, if the
// token, a start, has it. Its white space stays as it is, too.
func (x *xmlTokens) addAttr(b *builder, local string) {
	for i, a := range x.attrs {
		if a.Name.Local == local {
			x.addCharacters(b, x.attrStart(i), x.attrEnd(i))
			return
		}
	}
}

// addCharacters adds literal text and references.
func (x *xmlTokens) addCharacters(b *builder, start, end int) {
	for start < end {
		stretch := x.part.text[start:end]
		literal := strings.IndexByte(stretch, '&')
		if literal < 0 {
			literal = len(stretch)
		}
		x.addLiteral(b, start, start+literal)
		start += literal
		if start == end {
			return
		}
		n := strings.IndexByte(stretch[literal:], ';') + 1
		if n == 0 { // cannot be: the decoder is strict
			n = end - start
		}
		x.addReference(b, start, start+n)
		start += n
	}
}

func (x *xmlTokens) addLiteral(b *builder, start, end int) {
	source := x.offset(start)
	b.add(x.part.text[start:end], source, x.offset(end)-source, x.part.how)
}

func (x *xmlTokens) addReference(b *builder, start, end int) {
	character, ok := xmlReference(x.part.text[start:end])
	if !ok {
		b.count("reference to an entity of the document's own left as it stands",
			"references to entities of the document's own left as they stand")
		x.addLiteral(b, start, end)
		return
	}
	how := XML
	if x.part.how != Copy {
		how = x.part.how + "+" + XML
	}
	source := x.offset(start)
	b.add(character, source, x.offset(end)-source, how)
}

// offset returns where offset i of the decoded text is in the part itself. It
// counts from the place that it was asked for last, so as not to count all the
// text for each of many references.
func (x *xmlTokens) offset(i int) int {
	if x.part.how == Copy {
		return x.part.mark + i
	}
	if i < x.known.text {
		x.known.source -= x.part.length(x.part.text[i:x.known.text])
	} else {
		x.known.source += x.part.length(x.part.text[x.known.text:i])
	}
	x.known.text = i
	return x.known.source
}

// attrStart returns where the value of attribute i is in the decoded text. The
// decoder has found the tag to be well formed: name="value" or name='value'.
func (x *xmlTokens) attrStart(i int) int {
	at := x.start
	for ; ; i-- {
		at += strings.IndexAny(x.part.text[at:x.end], `"'`) + 1
		if i == 0 {
			return at
		}
		at = x.valueEnd(at) + 1
	}
}

func (x *xmlTokens) attrEnd(i int) int { return x.valueEnd(x.attrStart(i)) }

// valueEnd returns where the value ends that begins at offset start, after its
// quotation mark.
func (x *xmlTokens) valueEnd(start int) int {
	return start + strings.IndexByte(x.part.text[start:x.end], x.part.text[start-1])
}

// xmlReference returns the character that a reference stands for: one of the
// five that XML defines, or a number.
func xmlReference(reference string) (string, bool) {
	switch reference {
	case "&amp;", "&lt;", "&gt;", "&apos;", "&quot;":
		return html.UnescapeString(reference), true
	}
	return numberReference(reference)
}
