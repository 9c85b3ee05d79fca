// Package text turns the bytes of a document into UTF-8 text, a map from the
// text back to the bytes, and passages. There is one file for each format:
// plain.go.
//
// # Text
//
// A Text's Body is valid UTF-8 and holds what the document says, unaltered:
// line ends, white space and the composition of characters stay as they are.
// A byte order mark is no part of it.
//
// # Map
//
// Every Span of the Body that cuts no UTF-8 sequence leads to exact bytes of
// the document: those which decode to it. See Map and How.
//
// # Passages
//
// Passages are disjoint and ascending Spans of the Body without white space at
// either end. Outside of them the Body contains no letter and no digit, so
// that an index of the passages is an index of the text. What makes a title, a
// dateline or a paragraph of plain text is said at Plain.
package text

import "findbuch/store/span"

// Kind says what a passage is.
type Kind string

// The kinds of passages made so far.
const (
	KindTitle     Kind = "title"
	KindDateline  Kind = "dateline"
	KindParagraph Kind = "paragraph"
)

// Passage is a part of a text.
type Passage struct {
	Kind Kind
	Span span.Span // bytes of the Body
	Page int       // from 1; 0 when the format has no pages
}

// Text is what a reader took from a document.
type Text struct {
	Body     string
	Map      Map // nil: the Body is the document, byte for byte
	Passages []Passage
}

// Title returns the text's title as it stands in the Body, or "" if it has
// none.
func Title(t Text) string {
	for _, p := range t.Passages {
		if p.Kind == KindTitle {
			return p.Span.Of(t.Body)
		}
	}
	return ""
}
