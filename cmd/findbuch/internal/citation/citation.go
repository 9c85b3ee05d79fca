// Package citation makes, writes, reads and proves references to passages of
// documents that anybody can check without a catalogue. It knows no store and no
// files: bytes and texts come in, verdicts go out.
//
// # What is cited
//
// A document is named by the SHA-256 of its bytes; where a name led to is for
// others to keep. In it, as far as its format allows, a passage is named by
//
//   - its bytes: those of the document, or of one of its parts, that the text was
//     made from (see package text, Map);
//   - else its part, where a text was put together in another order than the
//     document's, and its page;
//   - and always by its quote: the text itself. Where the text says the same
//     elsewhere too, what stands before and after it is added.
//
// # One line
//
// The short form is a URI of scheme "findbuch" (RFC 3986; the rules in capitals
// are those of its appendix A):
//
//	citation  = "findbuch:" document [ "#" field { "&" field } ]
//	document  = "sha256-" 64 * ( DIGIT | "a" … "f" )
//	field     = "part=" text | "bytes=" number "," number | "page=" number
//	          | "quote=" text | "prefix=" text | "suffix=" text
//	          | "in=" document member { member }
//	member    = "!/" { char | "/" }                (without "!")
//	text      = ( char | "/" | "?" ) { char | "/" | "?" }
//	number    = "0" | ( "1" … "9" ) { DIGIT }
//	char      = PCHAR without "&"
//
//	findbuch:sha256-758f…c3bc#bytes=806,817&quote=11.%20bis%2013.
//
// Each field comes at most once, in any order when read and in the order above
// when written. Bytes are half-open, counted between bytes from 0 as RFC 5147
// counts characters; the end is after the beginning. Pages begin with 1. Prefix
// and suffix come with a quote. In says where the document was found: in a
// container, by the names of the members down to it, which may be empty, the
// outermost first; the document remains the one that the SHA-256 names.
//
// Quote, prefix, suffix and part are UTF-8 and members' names bytes as found;
// each byte but letters, digits, "-", ".", "_", "~" and, in parts and names, "/"
// is written as "%" and two capital hexadecimal digits. When read, small ones
// pass too, and so do the other characters that PCHAR allows: "+" is a plus.
// White space and anything beyond ASCII do not. What String writes, Parse reads
// to the same Citation.
//
// # Long form
//
// Annotation returns a W3C Web Annotation
// (https://www.w3.org/TR/annotation-model/): see there.
//
// # Proof
//
// See Prove for what each outcome means.
package citation

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"unicode/utf8"

	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store/span"
)

// SHA256 names a document by its bytes.
type SHA256 [sha256.Size]byte

// Sum returns the name of a document.
func Sum(data []byte) SHA256 { return sha256.Sum256(data) }

// String returns the SHA-256 in small hexadecimal digits.
func (s SHA256) String() string { return hex.EncodeToString(s[:]) }

// Citation is a reference to a passage.
type Citation struct {
	Document SHA256
	Part     string     // of a document made of several, "word/document.xml"; else ""
	Bytes    *span.Span // of the document, or of Part of it; nil: the format has none
	Page     int        // from 1; 0 when the format has no pages
	Quote    string     // UTF-8; "": the citation has none
	Prefix   string     // what stands before and after the quote, or ""
	Suffix   string
	In       *Container // nil: the document was not found in another one
}

// Container is where a document was found that is a member of another one.
type Container struct {
	Document SHA256
	Members  []string // names down to the document, as found
}

// maxQuote bounds the quotes that are made, and maxLine what is read, bytes.
const (
	maxQuote = 64 << 10
	maxLine  = 1 << 20
)

// around is how much of the text a prefix or suffix repeats, characters.
const around = 32

// Errors of Make.
var (
	ErrSpan    = errors.New("no range of the text")
	ErrTooLong = errors.New("a quote of more than 65,536 bytes")
)

// Make cites s, bytes of t's Body, in the document that t was read from. It fails
// with ErrSpan when s is empty, lies outside of the Body or cuts a UTF-8
// sequence, and with ErrTooLong. For a member of a container set In afterwards.
func Make(t text.Text, s span.Span, document SHA256) (Citation, error) {
	if s.Start < 0 || s.End <= s.Start || len(t.Body) < s.End || !utf8.ValidString(s.Of(t.Body)) {
		return Citation{}, ErrSpan
	}
	if s.Len() > maxQuote {
		return Citation{}, ErrTooLong
	}
	c := Citation{Document: document, Quote: s.Of(t.Body), Page: pageAt(t.Passages, s.Start)}
	if source, part, ok := t.Map.Source(t.Body, s); ok && source.Len() > 0 {
		c.Bytes, c.Part = &source, part
	} else {
		c.Part = partOf(t.Map, s)
	}
	if isTwice(t.Body, c.Quote) {
		c.Prefix, c.Suffix = contextOf(t.Body, s)
	}
	return c, nil
}

func isTwice(body, quote string) bool {
	first := strings.Index(body, quote)
	return strings.Contains(body[first+1:], quote)
}

func contextOf(body string, s span.Span) (prefix, suffix string) {
	start, end := s.Start, s.End
	for range around {
		_, before := utf8.DecodeLastRuneInString(body[:start])
		_, after := utf8.DecodeRuneInString(body[end:])
		start, end = start-before, end+after
	}
	return body[start:s.Start], body[s.End:end]
}
