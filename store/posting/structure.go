package posting

import "bytes"

// Segment is a part of an index with leaves of its own, First to Last.
type Segment struct{ Number, First, Last int }

const (
	cookieSize   = 4
	maxSegments  = 2000 // FTS5_MAX_SEGMENT
	withDeleting = "\xFF\x00\x00\x01"
)

// Segments decodes the structure record.
func Segments(record []byte) (segments []Segment, err error) {
	if len(record) < cookieSize {
		return nil, (&numbers{}).cut()
	}
	rest, more := bytes.CutPrefix(record[cookieSize:], []byte(withDeleting))
	n := &numbers{b: rest}
	levels, all := n.next(), n.next()
	n.next() // the write counter
	if levels > maxSegments || all > maxSegments {
		n.fail("too many segments")
	}
	for level := 0; level < levels && n.err == nil; level++ {
		n.next() // being merged
		for left := n.next(); left > 0 && n.err == nil; left-- {
			segments = append(segments, Segment{n.next(), n.next(), n.next()})
			for i := 0; more && i < 5; i++ {
				n.next()
			}
		}
	}
	if n.err == nil && len(segments) != all {
		n.fail("there are not as many segments as it says")
	}
	return segments, n.err
}

func (n *numbers) cut() error {
	n.fail("it is cut off")
	return n.err
}
