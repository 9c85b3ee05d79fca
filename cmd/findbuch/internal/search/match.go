package search

import (
	"cmp"
	"slices"

	"findbuch/cmd/findbuch/internal/word"
	"findbuch/store/span"
)

// Spans tells whether the document with this text matches q, and where: the spans
// (bytes of text) of the words and phrases that it matches by, in order of start,
// then end, without repetition. A phrase is one span, from its first word to its
// last, and lies in one of the passages, which are spans of text. Other text is
// not looked at. What stands under a NOT has no spans, nor have the parts of a
// branch of OR that does not match.
//
// Each passage is scanned once. Memory grows with the query and the hits.
func (q Query) Spans(text string, passages []span.Span) (hits []span.Span, ok bool) {
	if q.Root == nil {
		return nil, false
	}
	f := newFinder(q.Root)
	for _, passage := range passages {
		f.scan(text, passage)
	}
	if !f.holds(q.Root) {
		return nil, false
	}
	hits = f.collect(q.Root, make([]bool, len(f.found)), nil)
	slices.SortFunc(hits, func(a, b span.Span) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
	})
	return slices.Compact(hits), true
}

// A finder finds all phrases of a query in one pass over the words of a passage,
// however many they are. It is the automaton of Aho and Corasick, "Efficient
// string matching" (CACM 18, 1975), with words for letters. State 0 is its root.
type finder struct {
	numbers map[string]int // of a phrase, by its canonical form
	found   []bool         // by number
	hits    [][]span.Span  // by number, of phrases that stand under no NOT
	wanted  []bool         // by number: whether hits are kept

	words  map[string]int // the letters
	edges  map[edge]int   // the trie
	states []state

	prefixes      map[string]int // number by the folded prefix
	prefixLengths []int          // bytes, ascending

	starts []int // of the last words, as many as the longest phrase has; a ring
}

type edge struct{ state, word int }

type state struct {
	depth  int // words
	fail   int // the state of the longest proper suffix
	accept int // the state of the longest suffix that ends a phrase, itself included, or 0
	number int // of the phrase that ends here, or -1
}

func newFinder(root Node) *finder {
	f := &finder{
		numbers:  make(map[string]int),
		words:    make(map[string]int),
		edges:    make(map[edge]int),
		states:   []state{{number: -1}},
		prefixes: make(map[string]int),
	}
	f.add(root, true)
	slices.Sort(f.prefixLengths)
	f.prefixLengths = slices.Compact(f.prefixLengths)
	f.link()
	return f
}

// add takes the phrases of n into the trie and the prefixes.
func (f *finder) add(n Node, wanted bool) {
	switch n := n.(type) {
	case And:
		for _, part := range n {
			f.add(part, wanted)
		}
	case Or:
		for _, part := range n {
			f.add(part, wanted)
		}
	case Not:
		f.add(n.Node, false)
	case Phrase:
		key := n.String()
		number, known := f.numbers[key]
		if !known {
			number = len(f.found)
			f.numbers[key] = number
			f.found = append(f.found, false)
			f.hits = append(f.hits, nil)
			f.wanted = append(f.wanted, false)
			f.addPhrase(n, number)
		}
		f.wanted[number] = f.wanted[number] || wanted
	}
}

func (f *finder) addPhrase(p Phrase, number int) {
	if p.Prefix {
		f.prefixes[p.Words[0]] = number
		f.prefixLengths = append(f.prefixLengths, len(p.Words[0]))
		return
	}
	at := 0
	for _, w := range p.Words {
		letter, ok := f.words[w]
		if !ok {
			letter = len(f.words)
			f.words[w] = letter
		}
		next, ok := f.edges[edge{at, letter}]
		if !ok {
			next = len(f.states)
			f.edges[edge{at, letter}] = next
			f.states = append(f.states, state{depth: f.states[at].depth + 1, number: -1})
		}
		at = next
	}
	f.states[at].number = number
	f.starts = make([]int, max(len(f.starts), len(p.Words)))
}

// link sets fail and accept of all states, the shallow before the deep.
func (f *finder) link() {
	edges := make([]edge, 0, len(f.edges))
	for e := range f.edges {
		edges = append(edges, e)
	}
	slices.SortFunc(edges, func(a, b edge) int {
		return cmp.Compare(f.states[a.state].depth, f.states[b.state].depth)
	})
	for _, e := range edges {
		at := f.edges[e]
		s := &f.states[at]
		if e.state != 0 {
			s.fail = f.step(f.states[e.state].fail, e.word)
		}
		s.accept = f.states[s.fail].accept
		if s.number >= 0 {
			s.accept = at
		}
	}
}

// step returns the state behind a word.
func (f *finder) step(at, letter int) int {
	for {
		if next, ok := f.edges[edge{at, letter}]; ok {
			return next
		}
		if at == 0 {
			return 0
		}
		at = f.states[at].fail
	}
}

// scan looks at one passage.
func (f *finder) scan(text string, passage span.Span) {
	var s word.Scanner
	s.Reset(passage.Of(text))
	at := 0
	for n := 0; s.Next(); n++ {
		here, folded := s.Span().Shift(passage.Start), s.Folded()
		for _, length := range f.prefixLengths {
			if length > len(folded) {
				break
			}
			if number, ok := f.prefixes[string(folded[:length])]; ok {
				f.hit(number, here)
			}
		}
		if len(f.starts) == 0 {
			continue // prefixes only
		}
		f.starts[n%len(f.starts)] = here.Start
		letter, ok := f.words[string(folded)]
		if !ok {
			at = 0
			continue
		}
		at = f.step(at, letter)
		for i := f.states[at].accept; i != 0; i = f.states[f.states[i].fail].accept {
			first := n + 1 - f.states[i].depth
			f.hit(f.states[i].number, span.Span{Start: f.starts[first%len(f.starts)], End: here.End})
		}
	}
}

func (f *finder) hit(number int, at span.Span) {
	f.found[number] = true
	if f.wanted[number] {
		f.hits[number] = append(f.hits[number], at)
	}
}

// holds tells whether n is true of what was scanned.
func (f *finder) holds(n Node) bool {
	switch n := n.(type) {
	case And:
		return !slices.ContainsFunc(n, func(n Node) bool { return !f.holds(n) })
	case Or:
		return slices.ContainsFunc(n, f.holds)
	case Not:
		return !f.holds(n.Node)
	case Phrase:
		return f.found[f.numbers[n.String()]]
	}
	return false
}

// collect appends the hits of n, which holds, but for the phrases already done.
func (f *finder) collect(n Node, done []bool, hits []span.Span) []span.Span {
	switch n := n.(type) {
	case And:
		for _, part := range n {
			hits = f.collect(part, done, hits)
		}
	case Or:
		for _, part := range n {
			if f.holds(part) {
				hits = f.collect(part, done, hits)
			}
		}
	case Phrase:
		number := f.numbers[n.String()]
		if !done[number] {
			done[number] = true
			hits = append(hits, f.hits[number]...)
		}
	}
	return hits
}
