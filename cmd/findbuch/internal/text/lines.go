package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"findbuch/store/span"
)

// lines walks the lines of a text. Each of the three line ends is looked for
// apart and its next place kept, so that every search passes over the text
// once, as fast as memory allows, whichever of them occur.
type lines struct {
	body             string
	next             int // where the next line begins
	lf, cr, formFeed int // the next one at or after next; len(body): none
	content          span.Span
	page             bool // the line ends with a form feed
}

func newLines(body string) *lines {
	return &lines{body: body, lf: -1, cr: -1, formFeed: -1}
}

// scan moves to the next line, whose content is then without its end.
func (l *lines) scan() bool {
	if l.next >= len(l.body) {
		return false
	}
	l.seek(&l.lf, '\n')
	l.seek(&l.cr, '\r')
	l.seek(&l.formFeed, '\f')
	end := min(l.lf, l.cr, l.formFeed)
	l.content = span.Span{Start: l.next, End: end}
	l.page = end == l.formFeed && end < len(l.body)
	l.next = end + 1
	if end == l.cr && l.lf == end+1 {
		l.next++
	}
	return true
}

// seek sets place to the next b, unless it is known.
func (l *lines) seek(place *int, b byte) {
	if *place >= l.next {
		return
	}
	if n := strings.IndexByte(l.body[l.next:], b); n >= 0 {
		*place = l.next + n
	} else {
		*place = len(l.body)
	}
}

// trim returns s without the white space of Unicode at its ends; where there
// is nothing else, the result is empty.
func trim(body string, s span.Span) span.Span {
	for s.Start < s.End {
		r, n := rune(body[s.Start]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(body[s.Start:s.End])
		}
		if !unicode.IsSpace(r) {
			break
		}
		s.Start += n
	}
	for s.Start < s.End {
		r, n := utf8.DecodeLastRuneInString(body[s.Start:s.End])
		if !unicode.IsSpace(r) {
			break
		}
		s.End -= n
	}
	return s
}
