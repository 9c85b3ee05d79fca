package text

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
)

// compose leads a map from body into the decoded bytes of a transfer encoding on
// to the bytes of the message. ok is false when some run cannot be led on so
// that its How still gives its text.
//
// # Quoted-printable
//
// Literal stretches stay runs of their How. Escapes side by side make one run
// when they are letters of one word, which may be broken by soft line ends;
// other characters make a run each.
//
// # Base64
//
// A run is cut where a line of base64 ends, at the next character, and has the
// whole groups that hold its text. Two runs share the group that holds
// something of both.
func compose(message []byte, body string, inner Map, t *transfer) (m Map, ok bool) {
	if inner == nil {
		inner = Map{{Length: len(t.data), How: Copy}}
	}
	if body == "" {
		return Map{}, true
	}
	c := composer{transfer: t, message: message, out: make(Map, 0, len(inner)+len(t.pieces))}
	for i, run := range inner {
		end := len(body)
		if i+1 < len(inner) {
			end = inner[i+1].Text
		}
		if t.encoding == mailAsIs {
			run.Source += t.start
			c.out = append(c.out, run)
			continue
		}
		if !c.run(run, body[run.Text:end]) || len(c.out) > maxRuns {
			return nil, false
		}
	}
	return c.out, true
}

// composer leads one run after the other on.
type composer struct {
	*transfer
	message []byte
	out     Map
	piece   int // the last one looked at

	how     How // of the inner run
	packed  How // its How with the transfer encoding before it
	way     way
	whole   bool              // pieces of what it decodes may decode to something else
	several *encoding.Decoder // of a charset whose characters are ASCII or told by their own bytes
}

func (c *composer) run(run Run, text string) bool {
	if c.how != run.How {
		c.prepare(run.How)
	}
	switch {
	case run.How == Markup:
		c.markup(run)
		return true
	case c.encoding == mailQuoted:
		return c.quoted(run, text)
	}
	return c.grouped(run, text)
}

// prepare notes what is to be known of a How.
func (c *composer) prepare(how How) {
	c.how = how
	c.way, _ = wayOf(how)
	after := how
	if how == Copy {
		after = "utf-8" // which forgives the half characters of a group
	}
	c.packed = Base64 + "+" + after
	if c.encoding == mailQuoted {
		c.packed = QuotedPrintable + "+" + after
	}
	c.several = nil
	if hasSeveralBytes(how) {
		charset, _ := htmlindex.Get(string(how))
		c.several = charset.NewDecoder()
	}
	c.whole = c.way.length == nil || how == UTF16LE || how == UTF16BE
}

// hasSeveralBytes tells of a charset whose characters are ASCII or of several
// bytes, independent of what stood before them.
func hasSeveralBytes(how How) bool {
	switch how {
	case "big5", "gbk", "gb18030", "euc-jp", "euc-kr", "shift_jis":
		return true
	}
	return false
}

// step returns the length of the first character of text, and of the decoded
// bytes that it came from; of all when it cannot be told.
func (c *composer) step(text string, decoded []byte) (n, size int) {
	switch {
	case c.how == Copy:
		_, n = utf8.DecodeRuneInString(text)
		return n, n
	case c.way.length != nil:
		_, n = utf8.DecodeRuneInString(text)
		return n, c.way.length(text[:n])
	case c.several != nil:
		if n, size = c.character(text, decoded); n > 0 {
			return n, size
		}
	}
	return len(text), len(decoded)
}

// character is step for a charset of several bytes; 0 when it cannot be told.
func (c *composer) character(text string, decoded []byte) (n, size int) {
	if decoded[0] < utf8.RuneSelf && text[0] == decoded[0] {
		return 1, 1
	}
	_, n = utf8.DecodeRuneInString(text)
	var char [8]byte
	for size = 1; size <= min(4, len(decoded)); size++ {
		c.several.Reset()
		got, used, err := c.several.Transform(char[:], decoded[:size], true)
		if err == nil && used == size && string(char[:got]) == text[:n] && text[:n] != "\uFFFD" {
			return n, size
		}
	}
	return 0, 0
}

// seek makes piece the one that holds decoded byte at.
func (c *composer) seek(at int) transferPiece {
	if p := c.pieces[c.piece]; p.at <= at && at < p.end() {
		return p
	}
	if next := c.piece + 1; next < len(c.pieces) && c.pieces[next].at <= at && at < c.pieces[next].end() {
		c.piece = next
		return c.pieces[next]
	}
	c.piece = max(0, sort.Search(len(c.pieces), func(i int) bool { return c.pieces[i].at > at })-1)
	return c.pieces[c.piece]
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

// grouped leads a run on through base64.
func (c *composer) grouped(run Run, text string) bool {
	at, end := run.Source, run.Source+run.Length
	from, done := at, 0
	if at >= end {
		return false
	}
	line := c.seek(at).end()
	for i := 0; i < len(text); {
		if at >= end {
			return false
		}
		n, size := c.step(text[i:], c.data[at:end])
		i, at = i+n, at+size
		if i < len(text) && (at < line || c.whole && at%3 != 0) {
			continue
		}
		if !c.group(run.Text+done, text[done:i], from, at) {
			return false
		}
		if from, done = at, i; i < len(text) && at < end {
			line = c.seek(at).end()
		}
	}
	return true
}

// maxGroups is how many groups before its own a run may take in, so that its
// characters are told as they were.
const maxGroups = 16

// group adds a run of the groups that hold decoded bytes from to to.
func (c *composer) group(place int, text string, from, to int) bool {
	unit := 3
	if strings.HasPrefix(string(c.how), "utf-16") {
		unit = 6 // half a unit is none
	}
	from -= from % unit
	to = min(len(c.data), (to+unit-1)/unit*unit)
	for tries := 0; c.whole; tries++ {
		got, err := c.way.decode(c.data[from:to])
		if err == nil && strings.Contains(got, text) {
			break
		}
		if from == 0 || tries == maxGroups {
			return false
		}
		from = max(0, from-unit)
	}
	source, _ := c.groupAt(from)
	_, end := c.groupAt(to - 1)
	c.out = append(c.out, Run{Text: place, Source: source, Length: end - source, How: c.packed})
	return true
}

// groupAt returns where the group of base64 stands that holds decoded byte at.
func (c *composer) groupAt(at int) (source, end int) {
	p := c.seek(at)
	length := p.length * 3 / p.size
	source = p.source + (at-p.at)/3*length
	return source, min(source+length, p.source+p.length)
}

// markup leads a run on that stands for markup, or for none at all.
func (c *composer) markup(run Run) {
	from, to := run.Source, run.Source+run.Length
	if len(c.pieces) == 0 {
		return
	}
	if c.encoding == mailQuoted {
		run.Source = c.quotedAt(from)
		run.Length = max(0, c.quotedAt(to)-run.Source)
	} else {
		run.Source, run.Length = c.groupsAt(from, to)
	}
	c.out = append(c.out, run)
}

// quotedAt returns where decoded byte at begins in quoted-printable.
func (c *composer) quotedAt(at int) int {
	p := c.seek(at)
	return p.source + (at-p.at)*p.length/p.size
}

// groupsAt returns where the groups are that hold decoded bytes from to to; none
// at the border of two groups.
func (c *composer) groupsAt(from, to int) (source, length int) {
	if from == to && from%3 == 0 || from == len(c.data) {
		if from == 0 {
			return c.pieces[0].source, 0
		}
		_, end := c.groupAt(from - 1)
		return end, 0
	}
	source, _ = c.groupAt(from)
	_, end := c.groupAt(max(from, to-1))
	return source, end - source
}
