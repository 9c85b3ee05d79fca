package text

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// QuotedPrintable: the bytes are quoted-printable (RFC 2045 6.7), with soft line
// breaks between them perhaps.
const QuotedPrintable How = "quoted-printable"

// unquotePrintable visits the stretches of quoted-printable text that stand for
// bytes: those that stand for themselves, and escapes. What is no escape stands
// for itself, as RFC 2045 6.7 suggests; white space before a line end is none of
// the text there.
func unquotePrintable(data []byte, visit func(from, to int, decoded []byte)) {
	literal := 0
	var escaped [1]byte
	flush := func(to, next int) {
		if literal < to {
			visit(literal, to, data[literal:to])
		}
		literal = next
	}
	for i := 0; i < len(data); {
		n := bytes.IndexAny(data[i:], "= \t")
		if n < 0 {
			break
		}
		i += n
		blank := blankLength(data[i:])
		if blank > 0 {
			if i+blank < len(data) && mailLineEnd(data[i+blank:]) > 0 {
				flush(i, i+blank)
			}
			i += blank
			continue
		}
		if i+2 < len(data) && isMailHex(data[i+1], data[i+2]) {
			flush(i, i+3)
			escaped[0] = mailHex(data[i+1], data[i+2])
			visit(i, i+3, escaped[:])
			i += 3
			continue
		}
		after := i + 1 + blankLength(data[i+1:])
		if end := mailLineEnd(data[after:]); end > 0 || after == len(data) {
			flush(i, after+end)
			i = after + end
			continue
		}
		i++
	}
	flush(len(data), len(data))
}

func decodeQuotedPrintable(source []byte) (string, error) {
	var out strings.Builder
	unquotePrintable(source, func(_, _ int, decoded []byte) { out.Write(decoded) })
	return out.String(), nil
}

// blankLength returns the number of blanks and tabs that data begins with.
func blankLength(data []byte) int {
	return len(data) - len(bytes.TrimLeft(data, " \t"))
}

// mailLineEnd returns the length of the line end that data begins with.
func mailLineEnd(data []byte) int {
	switch {
	case bytes.HasPrefix(data, []byte("\r\n")):
		return 2
	case bytes.HasPrefix(data, []byte("\n")):
		return 1
	}
	return 0
}

func isMailHex(high, low byte) bool {
	return strings.IndexByte(mailHexDigits, high) >= 0 && strings.IndexByte(mailHexDigits, low) >= 0
}

const mailHexDigits = "0123456789ABCDEFabcdef"

func mailHex(high, low byte) byte {
	digit := func(b byte) byte {
		n := strings.IndexByte(mailHexDigits, b)
		if n > 15 {
			n -= 6
		}
		return byte(n)
	}
	return digit(high)<<4 | digit(low)
}

// quoted leads a run on through quoted-printable.
func (c *composer) quoted(run Run, text string) bool {
	at, end, place := run.Source, run.Source+run.Length, run.Text
	first := len(c.out)
	class := classOther
	for text != "" {
		if at >= end {
			return false
		}
		was := class
		class = classOther
		n := c.literal(text, at, end)
		size := n
		if n == 0 {
			n, size = c.step(text, c.data[at:end])
		}
		next := c.quotedRun(at, size)
		next.Text = place
		if next.How == c.packed {
			class = classOf(text[:n])
			if c.whole && n == len(text) && !c.gives(next, text) {
				return false
			}
		}
		if k := len(c.out); k > first && c.goesOn(c.out[k-1], next, was, class) {
			c.out[k-1].Length = next.Source + next.Length - c.out[k-1].Source
		} else {
			c.out = append(c.out, next)
		}
		text, at, place = text[n:], at+size, place+n
	}
	return true
}

// literal returns the length of the whole characters that text begins with and
// that stand in the message as they are, when they are UTF-8.
func (c *composer) literal(text string, at, end int) int {
	p := c.seek(at)
	if c.how != Copy || p.size != p.length {
		return 0
	}
	n := min(p.end(), end) - at
	if n > len(text) {
		return 0
	}
	for n > 0 && !isBoundary(text, n) {
		n--
	}
	return n
}

// quotedRun returns the run of so many decoded bytes from at on.
func (c *composer) quotedRun(at, size int) Run {
	from, last := c.seek(at), c.seek(at+size-1)
	if from == last && from.size == from.length {
		return Run{Source: from.source + at - from.at, Length: size, How: c.how}
	}
	source := from.source + (at-from.at)*from.length/from.size
	end := last.source + (at+size-last.at)*last.length/last.size
	return Run{Source: source, Length: end - source, How: c.packed}
}

// goesOn tells whether next makes one run with the run before it.
func (c *composer) goesOn(before, next Run, was, class charClass) bool {
	if before.How != next.How {
		return false
	}
	if next.How == c.packed {
		return was == classLetter && class == classLetter
	}
	return before.Source+before.Length == next.Source && (c.how == Copy || before.Length < runLength)
}

// gives tells whether a run decodes to text.
func (c *composer) gives(run Run, text string) bool {
	got, err := run.How.Decode(c.message[run.Source : run.Source+run.Length])
	return err == nil && got == text
}

// charClass says which characters make one word.
type charClass int

const (
	classOther charClass = iota
	classLetter
)

// classOf returns the class of one character. Where a character is a word, it
// is no letter.
func classOf(char string) charClass {
	r, n := utf8.DecodeRuneInString(char)
	switch {
	case n < len(char), !isWord(r) && !unicode.IsMark(r),
		r > 0xDFF && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai):
		return classOther
	}
	return classLetter
}

// quotedAt returns where decoded byte at begins in quoted-printable.
func (c *composer) quotedAt(at int) int {
	p := c.seek(at)
	return p.source + (at-p.at)*p.length/p.size
}
