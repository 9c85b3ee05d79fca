package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"findbuch/store/posting"
)

// A search goes to a word's documents by way of fulltext_idx and, in long
// lists, by doclist indexes, while the comparison of the words reads the leaves
// one after the other. So both are compared with the leaves, of which there is
// one in memory at a time.

const segmentIndex = `SELECT term, pgno / 2, pgno % 2 FROM fulltext_idx WHERE segid = ? ORDER BY term`
const segmentLeaves = `SELECT id, block FROM fulltext_data WHERE id BETWEEN ? AND ? ORDER BY id`

// pages looks at the leaves of every segment.
func (k *check) pages(ctx context.Context) error {
	var record []byte
	if err := k.q.QueryRowContext(ctx, dataRecord, posting.StructureID).Scan(&record); err != nil {
		return fmt.Errorf("structure record: %w", err)
	}
	segments, err := posting.Segments(record)
	if err != nil {
		return fmt.Errorf("structure record: %w", err)
	}
	for _, s := range segments {
		c := checkedSegment{check: k, Segment: s}
		if err := c.leaves(ctx); err != nil {
			return err
		}
	}
	return nil
}

// checkedSegment is one run over the leaves of a segment.
type checkedSegment struct {
	*check
	posting.Segment
	entries []segmentEntry // of fulltext_idx, those to come
	last    []byte         // term
	long    *longList      // of the last term, if it has a doclist index
	amiss   int            // pages
}

// namedPages is how many pages of a segment are named that are not as they
// should be.
const namedPages = 10

// segmentEntry is a row of fulltext_idx.
type segmentEntry struct {
	term    []byte
	page    int
	indexed bool // the page's last term has a doclist index
}

// longList is a list of documents that goes on over several leaves.
type longList struct {
	page   int // that it begins on
	firsts []posting.First
}

func (c *checkedSegment) leaves(ctx context.Context) error {
	if err := c.load(ctx); err != nil {
		return err
	}
	next := c.First
	err := each(ctx, c.q, func(rows *sql.Rows) error {
		var id int64
		var block sql.RawBytes
		if err := rows.Scan(&id, &block); err != nil {
			return err
		}
		page := int(id - posting.LeafID(c.Number, 0))
		if page != next {
			return c.missing(next)
		}
		next++
		leaf, err := posting.ParseLeaf(block)
		if err != nil {
			c.entries = slices.DeleteFunc(c.entries, func(e segmentEntry) bool { return e.page == page })
			return c.foundAt(page, err.Error())
		}
		return c.leaf(ctx, page, leaf)
	}, segmentLeaves, posting.LeafID(c.Number, c.First), posting.LeafID(c.Number, c.Last))
	if err == nil && next <= c.Last {
		err = c.missing(next)
	}
	if err == nil {
		err = c.end(ctx)
	}
	if errors.Is(err, errPageMissing) {
		err = nil
	}
	if more := c.amiss - namedPages; err == nil && more > 0 {
		return c.found(Finding{Part: "index", What: fmt.Sprintf("%d more pages of segment %d are amiss", more, c.Number)})
	}
	return err
}

// end looks at what is left behind the last leaf.
func (c *checkedSegment) end(ctx context.Context) error {
	for _, e := range c.entries {
		if err := c.noneBegins(e); err != nil {
			return err
		}
	}
	return c.endLong(ctx)
}

func (c *checkedSegment) noneBegins(e segmentEntry) error {
	return c.foundAt(e.page, "words are looked for here, but none begins here")
}

// errPageMissing ends the look at a segment, once said.
var errPageMissing = errors.New("page missing")

func (c *checkedSegment) missing(page int) error {
	if err := c.foundAt(page, "it is missing"); err != nil {
		return err
	}
	return errPageMissing
}

func (c *checkedSegment) foundAt(page int, what string) error {
	if c.amiss++; c.amiss > namedPages {
		return nil
	}
	return c.found(Finding{Part: "index", What: fmt.Sprintf("page %d of segment %d: %s", page, c.Number, what)})
}

// load reads the entries. Those of leaves that a merge has done with may stay.
func (c *checkedSegment) load(ctx context.Context) error {
	return each(ctx, c.q, func(rows *sql.Rows) error {
		var e segmentEntry
		if err := rows.Scan(&e.term, &e.page, &e.indexed); err != nil || e.page < c.First {
			return err
		}
		c.entries = append(c.entries, e)
		return nil
	}, segmentIndex, c.Number)
}

func (c *checkedSegment) leaf(ctx context.Context, page int, leaf posting.Leaf) error {
	if c.long != nil && leaf.Continues() {
		c.long.add(page, leaf)
	}
	first := leaf.FirstTerm()
	if first == nil {
		return nil
	}
	if err := c.endLong(ctx); err != nil {
		return err
	}
	for len(c.entries) > 0 && c.entries[0].page < page {
		if err := c.noneBegins(c.entries[0]); err != nil {
			return err
		}
		c.entries = c.entries[1:]
	}
	if len(c.entries) == 0 || c.entries[0].page != page {
		return c.foundAt(page, "no way leads to it, its words are not found")
	}
	e := c.entries[0]
	c.entries = c.entries[1:]
	if bytes.Compare(e.term, first) > 0 || c.last != nil && bytes.Compare(e.term, c.last) <= 0 {
		if err := c.foundAt(page, "the way to it is wrong, words of it are not found"); err != nil {
			return err
		}
	}
	c.last = bytes.Clone(leaf.LastTerm())
	if e.indexed {
		c.long = &longList{page: page}
		if leaf.OfLastTerm() {
			c.long.add(page, leaf)
		}
	}
	return nil
}

func (l *longList) add(page int, leaf posting.Leaf) {
	if rowid, ok := leaf.FirstRowid(); ok {
		l.firsts = append(l.firsts, posting.First{Page: page, Rowid: rowid})
	}
}

// endLong compares a doclist index with the leaves that it is of.
func (c *checkedSegment) endLong(ctx context.Context) error {
	long := c.long
	c.long = nil
	if long == nil {
		return nil
	}
	have, err := c.doclistIndex(ctx, long.page)
	switch {
	case errors.Is(err, posting.ErrMalformed) || errors.Is(err, sql.ErrNoRows):
		return c.foundAt(long.page, "the index of its long list of documents cannot be read")
	case err != nil:
		return err
	case !slices.Equal(have, long.firsts):
		return c.foundAt(long.page, "the index of its long list of documents is not that of the list")
	}
	return nil
}

// maxHeight is more than the leaves of any segment need.
const maxHeight = 31

// doclistIndex returns what the doclist index of the last term of a leaf says.
func (c *checkedSegment) doclistIndex(ctx context.Context, leaf int) (firsts []posting.First, err error) {
	height := 0
	for above := true; above; height++ { // to the height of a single page
		if height > maxHeight {
			return nil, posting.ErrMalformed
		}
		if _, above, err = c.doclistPage(ctx, height, leaf); err != nil {
			return nil, err
		}
	}
	pages := []posting.First{{Page: leaf}}
	for height--; height >= 0; height-- {
		firsts = nil
		for _, p := range pages {
			below, _, err := c.doclistPage(ctx, height, p.Page)
			if err != nil {
				return nil, err
			}
			if firsts = append(firsts, below...); len(firsts) > c.Last {
				return nil, posting.ErrMalformed // it names a leaf twice
			}
		}
		pages = firsts
	}
	return firsts, nil
}

func (c *checkedSegment) doclistPage(ctx context.Context, height, page int) ([]posting.First, bool, error) {
	var block []byte
	err := c.q.QueryRowContext(ctx, dataRecord, posting.DoclistIndexID(c.Number, height, page)).Scan(&block)
	if err != nil {
		return nil, false, err
	}
	return posting.DoclistIndexPage(block)
}
