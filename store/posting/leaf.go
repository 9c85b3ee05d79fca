package posting

import (
	"encoding/binary"
	"slices"
)

// Leaf is a page of terms.
type Leaf struct {
	Page     []byte
	rowid    int // its offset, 0: none
	size     int // of the terms; the page index follows
	firstAt  int // offset of the first term, 0: none begins here
	lastAt   int
	lastTerm []byte
}

const leafHeader = 4

// ParseLeaf reads a page to its last term. The Leaf refers to page.
func ParseLeaf(page []byte) (l Leaf, err error) {
	n := &numbers{}
	if len(page) < leafHeader {
		return l, n.cut()
	}
	l = Leaf{Page: page, rowid: int(binary.BigEndian.Uint16(page)), size: int(binary.BigEndian.Uint16(page[2:]))}
	if l.size < leafHeader || l.size > len(page) || l.rowid >= max(l.size, 1) {
		n.fail("the header of a leaf does not fit it")
		return l, n.err
	}
	n.b = page[l.size:]
	for len(n.b) > 0 && n.err == nil {
		l.term(n, l.lastAt+n.next())
	}
	return l, n.err
}

// term reads the term at an offset.
func (l *Leaf) term(n *numbers, at int) {
	if n.err != nil {
		return
	}
	if at < leafHeader || at >= l.size {
		n.fail("a term lies outside of its leaf")
		return
	}
	t := &numbers{b: l.Page[at:l.size]}
	kept := 0
	if l.firstAt == 0 {
		l.firstAt = at
	} else {
		kept = t.next()
	}
	length := t.next()
	if t.err != nil || kept > len(l.lastTerm) || length == 0 || length > len(t.b) {
		n.fail("a term does not fit its leaf")
		return
	}
	l.lastAt, l.lastTerm = at, append(slices.Clip(l.lastTerm[:kept]), t.b[:length]...)
}

// FirstTerm returns the first term that begins on the leaf, nil when none does.
func (l Leaf) FirstTerm() []byte {
	if l.firstAt == 0 {
		return nil
	}
	length, n := Varint(l.Page[l.firstAt:])
	return l.Page[l.firstAt+n:][:length]
}

// LastTerm returns the last term that begins on the leaf.
func (l Leaf) LastTerm() []byte { return l.lastTerm }

// FirstRowid returns the first rowid of the leaf that is written in full; ok is
// false when there is none.
func (l Leaf) FirstRowid() (rowid int64, ok bool) {
	if l.rowid == 0 {
		return 0, false
	}
	value, n := Varint(l.Page[l.rowid:l.size])
	return int64(value), n > 0
}

// Continues tells whether the first rowid is one of the term that the leaves
// before have begun.
func (l Leaf) Continues() bool { return l.rowid != 0 && (l.firstAt == 0 || l.rowid < l.firstAt) }

// OfLastTerm tells whether the first rowid is one of the last term.
func (l Leaf) OfLastTerm() bool { return l.rowid != 0 && l.firstAt != 0 && l.rowid > l.lastAt }
