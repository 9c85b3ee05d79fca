package text

import (
	"sort"
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
