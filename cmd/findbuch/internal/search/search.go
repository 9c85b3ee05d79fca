package search

import (
	"context"
	"fmt"
	"slices"

	"findbuch/store"
	"findbuch/store/span"
)

// Found is a document that matches, with the places in its text where it does.
type Found struct {
	store.Candidate
	Hits []Hit // ascending, at least one
}

// Hit is a word or phrase that a query matched.
type Hit struct {
	Span    span.Span // bytes of the text
	Passage int       // index of the passage that it lies in, from 0
}

// Answer is what a search has to say beside its hits.
type Answer struct {
	Coverage store.Coverage
	Hits     int
	More     bool // the limit kept hits back
}

// Search visits the documents that are present and match q, best first, until
// there were limit hits; 0 is no limit. The index only proposes documents: each
// one's text is looked at before it is visited, so that phrases lie in one
// passage.
func (q Query) Search(ctx context.Context, c *store.Catalogue, limit int, visit func(Found) error) (Answer, error) {
	if limit < 0 {
		return Answer{}, fmt.Errorf("the limit %d is negative", limit)
	}
	var a Answer
	coverage, err := c.Candidates(ctx, q.relaxed().Match(), func(candidate store.Candidate) error {
		found, ok := q.find(candidate)
		if !ok {
			return nil
		}
		if limit > 0 && a.Hits+len(found.Hits) > limit {
			a.More = true
			found.Hits = found.Hits[:limit-a.Hits]
		}
		a.Hits += len(found.Hits)
		if len(found.Hits) > 0 {
			if err := visit(found); err != nil {
				return err
			}
		}
		if a.More {
			return store.ErrEnough
		}
		return nil
	})
	a.Coverage = coverage
	return a, err
}

// find looks at the text of a candidate.
func (q Query) find(candidate store.Candidate) (Found, bool) {
	passages := make([]span.Span, len(candidate.Passages))
	for i, p := range candidate.Passages {
		passages[i] = p.Span
	}
	spans, ok := q.Spans(candidate.Body, passages)
	if !ok {
		return Found{}, false
	}
	found := Found{Candidate: candidate, Hits: make([]Hit, len(spans))}
	for i, s := range spans {
		found.Hits[i] = Hit{Span: s, Passage: passageAt(passages, s.Start)}
	}
	return found, true
}

// passageAt returns the index of the passage with the byte at start, one of
// the ascending passages.
func passageAt(passages []span.Span, start int) int {
	after, _ := slices.BinarySearchFunc(passages, start+1, func(p span.Span, at int) int { return p.Start - at })
	return after - 1
}
