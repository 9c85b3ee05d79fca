package text

import (
	"bytes"
	"strings"

	"golang.org/x/net/html/atom"
)

// htmlTag is a tag.
type htmlTag struct {
	raw   []byte // from < to >
	at    int    // place in the page, bytes
	name  atom.Atom
	empty bool // has its end in itself
}

// htmlTagName returns the name that data begins with; 0 when it is not known.
func htmlTagName(data []byte) atom.Atom {
	var name [24]byte
	for i, b := range data {
		switch {
		case isHTMLSpace(b) || b == '/' || b == '>':
			return atom.Lookup(name[:i])
		case i == len(name):
			return 0
		case 'A' <= b && b <= 'Z':
			b |= 0x20
		}
		name[i] = b
	}
	return 0
}

// attribute returns the place of the value of an attribute in the tag, bytes,
// as the HTML Standard finds it in 13.2.5.32 to 13.2.5.39.
func (t htmlTag) attribute(name string) (from, to int, ok bool) {
	raw := bytes.TrimSuffix(t.raw, []byte(">"))
	i := 1
	for i < len(raw) && !isHTMLSpace(raw[i]) && raw[i] != '/' {
		i++
	}
	for {
		for i < len(raw) && (isHTMLSpace(raw[i]) || raw[i] == '/') {
			i++
		}
		if i >= len(raw) {
			return 0, 0, false
		}
		key := i
		for i++; i < len(raw) && raw[i] != '=' && raw[i] != '/' && !isHTMLSpace(raw[i]); {
			i++
		}
		keyEnd := i
		from, to, i = htmlAttributeValue(raw, i)
		if keyEnd-key == len(name) && strings.EqualFold(string(raw[key:keyEnd]), name) {
			return from, to, true
		}
	}
}

// htmlAttributeValue returns where the value after a key that ends at i is, and
// what follows it.
func htmlAttributeValue(raw []byte, i int) (from, to, next int) {
	skip := func() {
		for i < len(raw) && isHTMLSpace(raw[i]) {
			i++
		}
	}
	if skip(); i >= len(raw) || raw[i] != '=' {
		return i, i, i
	}
	i++
	if skip(); i >= len(raw) {
		return i, i, i
	}
	if quote := raw[i]; quote == '"' || quote == '\'' {
		from = i + 1
		n := bytes.IndexByte(raw[from:], quote)
		if n < 0 {
			n = len(raw) - from
		}
		return from, from + n, min(len(raw), from+n+1)
	}
	for from = i; i < len(raw) && !isHTMLSpace(raw[i]); {
		i++
	}
	return from, i, i
}

func (t htmlTag) has(name string) bool {
	_, _, ok := t.attribute(name)
	return ok
}

// value returns the bytes of an attribute as they stand; "" without it.
func (t htmlTag) value(name string) string {
	from, to, _ := t.attribute(name)
	return string(t.raw[from:to])
}
