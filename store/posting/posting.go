// Package posting reads the pages that FTS5 keeps an index in: bytes only, no
// SQL. It stands on the comments and code of SQLite's fts5_index.c (public
// domain), where the names in parentheses come from.
//
// # Records
//
// An index named x is in the tables x_data (id, block) and x_idx (segid, term,
// pgno). Of x_data, the record 1 has the averages, the record 10 the structure
// (FTS5_STRUCTURE_ROWID), and all others are pages: see [LeafID] and
// [DoclistIndexID].
//
// Numbers are SQLite's variable-length integers, see [Varint], unless a size is
// said; those are big-endian.
//
// # Structure
//
//	4 bytes   a cookie
//	4 bytes   FF 00 00 01, only where rows can be deleted without their text
//	levels, segments, write counter
//	of each level: segments being merged, segments;
//	  of each segment: number, first leaf, last leaf;
//	    with FF 00 00 01 five more numbers
//
// # Leaf
//
//	2 bytes   offset of the first rowid that is written in full, 0: there is none
//	2 bytes   size: where the page index begins
//	terms with their documents and positions, and the rest of the last leaf's
//	page index: offset of the first term, then of each next one from the one
//	  before it
//
// A term is its length and its bytes. Behind the first of a page it is how many
// bytes it has in common with the one before, how many follow, and these. Every
// term of the main index begins with the byte '0' (FTS5_MAIN_PREFIX).
//
// x_idx leads from a term to the leaf that has it: it has a row for each leaf on
// which a term begins, whose term is greater than all on the leaves before and
// no greater than the first on that leaf. pgno is twice the leaf's number, and
// one more when there is a doclist index.
//
// # Doclist index
//
// Documents of a term that go on over many leaves have an index of the first
// rowid on each leaf. Its pages are:
//
//	1 byte    1: the pages of this height have a page above them
//	number of a leaf, the first rowid on it
//	then for each next leaf: 00 when no rowid begins on it, else the difference
//	  to the rowid before
//
// Above height 0 the leaves are the pages of the height below.
package posting

import (
	"errors"
	"fmt"
)

// AveragesID and StructureID are the ids of two records.
const (
	AveragesID  = 1
	StructureID = 10
)

// ErrMalformed is a record that is not as the package comment has it.
var ErrMalformed = errors.New("malformed")

const (
	pageBits   = 31
	heightBits = 5
	flagBits   = 1
)

// LeafID returns the id of a leaf (FTS5_SEGMENT_ROWID).
func LeafID(segment, page int) int64 {
	return int64(segment)<<(pageBits+heightBits+flagBits) + int64(page)
}

// DoclistIndexID returns the id of a page of the doclist index of the last
// term on a leaf (FTS5_DLIDX_ROWID).
func DoclistIndexID(segment, height, page int) int64 {
	return LeafID(segment, page) + 1<<(pageBits+heightBits) + int64(height)<<pageBits
}

// Varint decodes the number that b begins with and returns its length, 0 when
// b ends before it does. Source: https://www.sqlite.org/fileformat2.html#varint
func Varint(b []byte) (value uint64, length int) {
	for i, c := range b {
		if i == 8 {
			return value<<8 | uint64(c), 9
		}
		value = value<<7 | uint64(c&0x7F)
		if c < 0x80 {
			return value, i + 1
		}
	}
	return 0, 0
}

// numbers reads one Varint after the other.
type numbers struct {
	b   []byte
	err error
}

func (n *numbers) next() int {
	value, length := Varint(n.b)
	if length == 0 || value > 1<<40 {
		n.fail("a number is cut off or too large")
		return 0
	}
	n.b = n.b[length:]
	return int(value)
}

func (n *numbers) fail(what string) {
	if n.err == nil {
		n.err = fmt.Errorf("%w: %s", ErrMalformed, what)
	}
	n.b = nil
}
