package text

import (
	"bytes"
	"strings"
)

// base64Values are the values of the characters of base64, and else noBase64.
var base64Values = func() (values [256]byte) {
	for i := range values {
		values[i] = noBase64
	}
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	for i := range len(alphabet) {
		values[alphabet[i]] = byte(i)
	}
	for _, white := range " \t\r\n" {
		values[white] = whiteInBase64
	}
	return values
}()

const (
	noBase64      = 0xFF
	whiteInBase64 = 0xFE
)

// unpack decodes base64 up to its padding, which is its end (RFC 2045 6.8).
// Bytes that are none of it are passed over.
func (t *transfer) unpack(body []byte, pieces bool) {
	group, begin, n := uint32(0), 0, 0
	emit := func(end int) {
		size := n - 1
		if pieces {
			t.piece(transferPiece{len(t.data), size, t.start + begin, end - begin})
		}
		group <<= 6 * (4 - n)
		decoded := [3]byte{byte(group >> 16), byte(group >> 8), byte(group)}
		t.data = append(t.data, decoded[:size]...)
		group, n = 0, 0
	}
	for i, b := range body {
		value := base64Values[b]
		switch {
		case value < 64:
			if n == 0 {
				begin = i
			}
			group = group<<6 | uint32(value)
			if n++; n == 4 {
				emit(i + 1)
			}
		case b == '=' && n >= 2:
			end := i + 1
			if n == 2 {
				end = min(len(body), end+len(body[end:])-len(bytes.TrimPrefix(body[end:], []byte("="))))
			}
			emit(end)
			t.behind = len(bytes.TrimSpace(bytes.TrimLeft(body[end:], "=")))
			return
		case value == noBase64:
			t.ignored++
		}
	}
	if t.cut = n == 1; n > 1 {
		t.cut = true
		emit(len(bytes.TrimRight(body, " \t\r\n")))
	}
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
