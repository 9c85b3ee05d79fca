// Package text turns the bytes of a document into UTF-8 text, a map from the
// text back to the bytes, and passages. There is one file for each format; the
// table in reader.go names them all.
//
// # Text
//
// A Text's Body is valid UTF-8 and holds what the document says, unaltered:
// line ends, white space and the composition of characters stay as they are.
// A byte order mark is no part of it, nor is markup.
//
// # Map
//
// Every Span of the Body that cuts no UTF-8 sequence leads to bytes of the
// document, or of one of its parts: those which decode to it. See Map and How.
// Formats that allow no such map, such as PDF, have one that leads nowhere, and
// passages with pages.
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

// The kinds of passages.
const (
	KindTitle      Kind = "title"
	KindDateline   Kind = "dateline"
	KindHeading    Kind = "heading"
	KindParagraph  Kind = "paragraph"
	KindItem       Kind = "item"       // of a list
	KindCell       Kind = "cell"       // of a table, or a value of a record
	KindName       Kind = "name"       // of a value: a JSON object's key
	KindCaption    Kind = "caption"    // of a picture or table, its alternative text too
	KindNote       Kind = "note"       // footnotes, endnotes, a slide's notes
	KindComment    Kind = "comment"    // somebody's on the text
	KindHeader     Kind = "header"     // of a page, a message or a file
	KindFooter     Kind = "footer"     // of a page
	KindCode       Kind = "code"       // text to be kept as it is
	KindNavigation Kind = "navigation" // menus and the like, which say nothing of their own
)

// Passage is a part of a text.
type Passage struct {
	Kind Kind
	Span span.Span // bytes of the Body
	Page int       // from 1; 0 when the format has no pages
}

// Text is what a reader took from a document.
type Text struct {
	Body       string
	Map        Map // nil: the Body is the document, byte for byte
	Passages   []Passage
	Properties []Property // what the document says of itself
	Notes      []string   // what is not in the Body, for people: "3 tracked deletions left out"
	Members    []Member   // documents inside it
}

// Property is something that a document says of itself outside its text. Names
// are those of Dublin Core where there is one (title, creator, subject,
// description, date, modified, language, publisher, identifier), else the
// format's own; one may come several times.
type Property struct{ Name, Value string }

// Member is a document inside another one, such as an attachment.
type Member struct {
	Name   string // as found; may be empty
	Data   []byte // nil when Unread
	Unread string // why it could not be taken out; else ""
	// Start and Length are where the bytes stand in the container as they are;
	// Length -1: they do not, being packed or encoded.
	Start, Length int
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
