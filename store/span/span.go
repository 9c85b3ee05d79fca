// Package span holds the one type that every package of Findbuch may use: a
// half-open range of bytes. What the bytes belong to (a text, a document, a
// query) is said where a Span is kept, never in the Span itself.
package span

// Span is the half-open range [Start, End) in bytes.
type Span struct {
	Start, End int
}

// Len returns the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Contains tells whether every byte of inner lies in s.
func (s Span) Contains(inner Span) bool {
	return s.Start <= inner.Start && inner.End <= s.End
}

// Shift returns s moved by n bytes, which may be negative.
func (s Span) Shift(n int) Span { return Span{s.Start + n, s.End + n} }

// Of returns the bytes of text that s covers. It panics where a slice
// expression would: a Span is made by the package that read the text.
func (s Span) Of(text string) string { return text[s.Start:s.End] }
