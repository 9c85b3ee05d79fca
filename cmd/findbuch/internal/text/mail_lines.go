package text

import (
	"bytes"
)

// mailLines are the lines of a message. They end with LF or CRLF, or with CR in
// a message that has no LF at all.
type mailLines struct {
	data []byte
	eol  byte
}

func newMailLines(data []byte) mailLines {
	if bytes.IndexByte(data, '\n') < 0 && bytes.IndexByte(data, '\r') >= 0 {
		return mailLines{data, '\r'}
	}
	return mailLines{data, '\n'}
}

// line returns where the content of the line that begins at a place ends, and
// where the next one begins.
func (l mailLines) line(at int) (end, next int) {
	n := bytes.IndexByte(l.data[at:], l.eol)
	if n < 0 {
		return len(l.data), len(l.data)
	}
	end, next = at+n, at+n+1
	if l.eol == '\n' && end > at && l.data[end-1] == '\r' {
		end--
	}
	return end, next
}

// before returns where the line before the one that begins at a place ends,
// without its end, which belongs to a boundary that follows (RFC 2046 5.1.1).
func (l mailLines) before(at int) int {
	if at > 0 && l.data[at-1] == l.eol {
		at--
		if l.eol == '\n' && at > 0 && l.data[at-1] == '\r' {
			at--
		}
	}
	return at
}

// dashes returns where the next line begins, from the line at a place on, that
// begins with "--", or the end of the message.
func (l mailLines) dashes(at int) int {
	if bytes.HasPrefix(l.data[at:], []byte("--")) {
		return at
	}
	n := bytes.Index(l.data[at:], []byte{l.eol, '-', '-'})
	if n < 0 {
		return len(l.data)
	}
	return at + n + 1
}

// mailField is a header field. It begins with its name and ends before its last
// line end.
type mailField struct {
	name                    string
	start, colon, end, next int // bytes of the message
}

// value returns the field's value, unfolded and trimmed.
func (f mailField) value(data []byte) string {
	folded := data[f.colon+1 : f.end]
	unfolded := make([]byte, 0, len(folded))
	for _, b := range folded {
		if b != '\r' && b != '\n' {
			unfolded = append(unfolded, b)
		}
	}
	return string(bytes.TrimSpace(unfolded))
}

// fields visits the header fields from a place on, and returns where the body
// begins. sound is false when no blank line ends the header: the body begins
// with the first line that is no header field.
func (l mailLines) fields(at int, visit func(mailField)) (body int, sound bool) {
	var open *mailField
	flush := func() {
		if open != nil {
			visit(*open)
		}
		open = nil
	}
	for at < len(l.data) {
		end, next := l.line(at)
		switch name, colon := l.fieldName(at, end); {
		case end == at:
			flush()
			return next, true
		case (l.data[at] == ' ' || l.data[at] == '\t') && open != nil:
			open.end, open.next = end, next
		case name == "":
			flush()
			return at, false
		default:
			flush()
			open = &mailField{name, at, colon, end, next}
		}
		at = next
	}
	flush()
	return at, true
}

// maxFieldName is the length of a field's name, bytes; a line may not be
// longer than 998 (RFC 5322 2.1.1).
const maxFieldName = 998

// fieldName returns the name of the header field in a line and the place of its
// colon; "" when it is none.
func (l mailLines) fieldName(at, end int) (string, int) {
	line := l.data[at:min(end, at+maxFieldName)]
	n := bytes.IndexByte(line, ':')
	if n < 0 || bytes.HasPrefix(line, []byte("--")) {
		return "", 0
	}
	name := bytes.TrimRight(line[:n], " \t")
	for _, b := range name {
		if b <= ' ' || b > '~' {
			return "", 0
		}
	}
	return string(name), at + n
}
