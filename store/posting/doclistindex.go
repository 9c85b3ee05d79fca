package posting

// First is a leaf and the first rowid on it.
type First struct {
	Page  int
	Rowid int64
}

// DoclistIndexPage decodes a page of a doclist index. above tells whether the
// pages of its height have one above them.
func DoclistIndexPage(page []byte) (firsts []First, above bool, err error) {
	n := &numbers{}
	if len(page) == 0 {
		return nil, false, n.cut()
	}
	above = page[0]&1 != 0
	n.b = page[1:]
	leaf := n.next()
	rowid := n.rowid()
	firsts = append(firsts, First{leaf, rowid})
	for n.err == nil {
		for len(n.b) > 0 && n.b[0] == 0 {
			n.b = n.b[1:]
			leaf++
		}
		if len(n.b) == 0 {
			break
		}
		leaf++
		rowid += n.rowid()
		firsts = append(firsts, First{leaf, rowid})
	}
	return firsts, above, n.err
}

// rowid reads a Varint of 64 bits.
func (n *numbers) rowid() int64 {
	value, length := Varint(n.b)
	if length == 0 {
		n.fail("a rowid is cut off")
		return 0
	}
	n.b = n.b[length:]
	return int64(value)
}
