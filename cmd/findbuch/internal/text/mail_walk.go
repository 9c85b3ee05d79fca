package text

import (
	"bytes"
	"fmt"
	"strings"
)

// mailPart is a part of a message, or the message itself.
type mailPart struct {
	number      int    // 0: the message itself
	kind        string // media type, lower case
	parameters  mailParameters
	disposition string // lower case
	name        string // of the file
	declared    string // transfer encoding
	encoding    mailEncoding
	start, end  int // of its body in the message, bytes

	multipart bool
	parts     []*mailPart
	boundary  string
	found     bool // a boundary of it
	closed    bool
	tooDeep   bool
	sealed    bool  // encrypted, as the multipart around it says
	text      *Text // of a body, when it was read
	wasRead   bool
}

// String names a part for people.
func (p *mailPart) String() string {
	if p.number == 0 {
		return "the message"
	}
	return fmt.Sprintf("part %d", p.number)
}

func (p *mailPart) isHTML() bool { return p.kind == "text/html" }

func (p *mailPart) form() string {
	if p.isHTML() {
		return "HTML"
	}
	return "plain text"
}

// charset returns the charset that a part declares, or the first in it does.
func (p *mailPart) charset() string {
	if label := p.parameters.value("charset"); label != "" {
		return label
	}
	for _, child := range p.parts {
		if label := child.charset(); label != "" {
			return label
		}
	}
	return ""
}

// isBody tells whether a part is text of the message rather than a member.
func (p *mailPart) isBody() bool {
	if p.kind != "text/plain" && !p.isHTML() || p.sealed || p.tooDeep || p.encoding == mailUnknown {
		return false
	}
	return p.number == 0 || p.disposition != "attachment" && p.name == ""
}

// envelopedData is the OBJECT IDENTIFIER of encrypted content as it stands in
// it (RFC 5652 6).
const envelopedData = "\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x03"

// isEnveloped tells whether a part is encrypted by S/MIME (RFC 8551 3.2).
func (p *mailPart) isEnveloped(data []byte) bool {
	if p.kind != "application/pkcs7-mime" && p.kind != "application/x-pkcs7-mime" {
		return false
	}
	switch strings.ToLower(p.parameters.value("smime-type")) {
	case "enveloped-data", "authenveloped-data":
		return true
	case "":
		return bytes.Contains(data[:min(len(data), 64)], []byte(envelopedData))
	}
	return false
}

// mailWalk finds the parts of a message in one pass: lines that begin with "--"
// are looked up among the boundaries of the multiparts around them.
type mailWalk struct {
	lines  mailLines
	limits Limits
	from   int // where the header begins
	root   *mailPart
	open   []*mailPart      // multiparts around the place, outermost first
	levels map[string][]int // of open, by boundary
	leaf   *mailPart        // the part whose body the place is in; nil: in none
	count  int              // parts

	outside   int // bytes of text in no part
	headless  int // parts whose header has no blank line at its end
	endless   int // multiparts whose end boundary is missing
	shapeless int // multiparts without any boundary
	envelope  bool
}

func newMailWalk(in Input) *mailWalk {
	return &mailWalk{lines: newMailLines(in.Data), limits: in.Limits, levels: map[string][]int{}}
}

func (w *mailWalk) walk() error {
	data := w.lines.data
	if bytes.HasPrefix(data, []byte("From ")) || bytes.HasPrefix(data, []byte(">From ")) {
		_, w.from = w.lines.line(0)
		w.envelope = true
	}
	at := w.part(w.from, nil)
	outside := at
	for len(w.open) > 0 {
		at = w.lines.dashes(at)
		if at == len(data) {
			break
		}
		end, next := w.lines.line(at)
		level, closes := w.boundary(data[at+2 : end])
		if level < 0 {
			at = next
			continue
		}
		w.leave(at, outside, level)
		p := w.open[level]
		p.found = true
		if closes {
			p.closed = true
			w.pop(at)
			at, outside = next, next
			continue
		}
		if w.count >= w.limits.Entries {
			return fmt.Errorf("%w: a message of more than %d parts", ErrOverBudget, w.limits.Entries)
		}
		at = w.part(next, p)
		outside = at
	}
	w.leave(len(data), outside, -1)
	return nil
}

// boundary tells whether a line that begins with "--" and goes on with rest is
// the boundary of an open multipart, its end boundary perhaps; level -1: it is
// none.
func (w *mailWalk) boundary(rest []byte) (level int, closes bool) {
	rest = bytes.TrimRight(rest, " \t\r")
	if levels := w.levels[string(rest)]; len(levels) > 0 {
		return levels[len(levels)-1], false
	}
	if before, ok := bytes.CutSuffix(rest, []byte("--")); ok {
		if levels := w.levels[string(before)]; len(levels) > 0 {
			return levels[len(levels)-1], true
		}
	}
	return -1, false
}

// leave ends what is open at a place, down to a level.
func (w *mailWalk) leave(at, outside, level int) {
	end := at
	if level >= 0 {
		end = w.lines.before(at)
	}
	if w.leaf != nil {
		w.leaf.end = max(w.leaf.start, end)
		w.leaf = nil
	} else if n := len(w.open); outside < end && (n == 0 || w.open[n-1].found || n-1 == level) {
		if between := bytes.TrimSpace(w.lines.data[outside:end]); bytes.ContainsFunc(between, isWord) {
			w.outside += len(between)
		}
	}
	for len(w.open) > level+1 {
		w.pop(end)
	}
}

// pop closes the innermost multipart.
func (w *mailWalk) pop(end int) {
	n := len(w.open) - 1
	p := w.open[n]
	w.open = w.open[:n]
	levels := w.levels[p.boundary]
	w.levels[p.boundary] = levels[:len(levels)-1]
	switch {
	case !p.found:
		w.shapeless++
		p.multipart, p.kind, p.end = false, "text/plain", max(p.start, end)
	case !p.closed:
		w.endless++
	}
}

// part reads the header of a part and opens it. It returns where the body
// begins.
func (w *mailWalk) part(from int, around *mailPart) int {
	p := &mailPart{number: w.count}
	w.count++
	if around == nil {
		w.root = p
	} else {
		around.parts = append(around.parts, p)
	}
	p.kind = "text/plain"
	if around != nil && around.kind == "multipart/digest" {
		p.kind = "message/rfc822"
	}
	body, sound := w.lines.fields(from, func(f mailField) { p.describe(f, w.lines.data) })
	if !sound && body > from {
		w.headless++
	}
	p.start, p.end = body, len(w.lines.data)
	p.resolve()
	switch {
	case !p.multipart:
		w.leaf = p
	case len(w.open) >= w.limits.Depth:
		p.multipart, p.tooDeep = false, true
		w.leaf = p
	case p.boundary == "":
		w.shapeless++
		p.multipart, p.kind = false, "text/plain"
		w.leaf = p
	default:
		w.levels[p.boundary] = append(w.levels[p.boundary], len(w.open))
		w.open = append(w.open, p)
	}
	return body
}

// notes tells what the walk left out, and what is damaged.
func (w *mailWalk) notes() []string {
	var notes []string
	add := func(n int, one, many string) {
		switch {
		case n == 1:
			notes = append(notes, one)
		case n > 1:
			notes = append(notes, fmt.Sprintf(many, n))
		}
	}
	if w.envelope {
		notes = append(notes, `the line "From " before the header left out`)
	}
	if w.outside > 0 {
		notes = append(notes, plural(w.outside, "byte")+" of text outside of all parts left out")
	}
	add(w.headless, "damaged: no blank line ends a header", "damaged: no blank line ends %d headers")
	add(w.endless, "damaged: the end boundary of a multipart is missing: the message may be cut off",
		"damaged: the end boundaries of %d multiparts are missing: the message may be cut off")
	add(w.shapeless, "damaged: a multipart without boundaries is read as plain text",
		"damaged: %d multiparts without boundaries are read as plain text")
	return notes
}
