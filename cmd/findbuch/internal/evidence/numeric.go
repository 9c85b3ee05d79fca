package evidence

import (
	"cmp"
	"slices"

	"findbuch/store/span"
)

// numeric appends amounts, percentages and quantities, and on demand numbers and
// ordinals.
func numeric(s *scan, facts []Fact) []Fact {
	times := s.temporalSpans(facts)
	floor := 0
	for i := 0; i < len(s.tokens); {
		t := &s.tokens[i]
		if t.entry == nil && t.end-t.start > 3 && t.shape&capital != 0 && isDigit(s.body[t.start+3]) {
			if f, next, ok := s.codeAndNumber(i); ok {
				facts = append(facts, f)
				i, floor = next, next
				continue
			}
		}
		if !s.mayCount(i) {
			i++
			continue
		}
		if t.sense&(severalWord|manyWord) != 0 {
			if next := s.inexact(&facts, i); next > i {
				i, floor = next, next
				continue
			}
		}
		if s.options.OnDemand {
			var inTime bool
			if times, inTime = meets(times, int(t.start)); !inTime {
				if next := s.ordinal(&facts, i); next > i {
					i = next
					continue
				}
			}
		}
		n, ok := s.numeral(i)
		if !ok {
			i = max(n.next, i+1)
			continue
		}
		n.floor = floor
		before := len(facts)
		inTime := false
		times, inTime = meets(times, n.start)
		i = max(s.said(&facts, &n, i, inTime), i+1)
		if len(facts) > before {
			floor = i
		}
	}
	return facts
}

// mayCount tells whether a number of some kind may begin with token i.
func (s *scan) mayCount(i int) bool {
	t := &s.tokens[i]
	switch {
	case isDigit(s.folded[t.from]), t.sense&(numeralStart|severalWord|manyWord|ordinalWord) != 0:
		return true
	case t.sense&numeralSense == 0 && mayCompound(s.fold(i)):
		return true
	}
	return s.options.OnDemand && s.is(i-1, "zu") // "zu dritt"
}

// temporalSpans returns where the dates and times are that were read in the
// passage: their numbers are no numbers of their own.
func (s *scan) temporalSpans(facts []Fact) (spans []span.Span) {
	if !s.options.OnDemand {
		return nil
	}
	from := len(facts)
	for from > 0 && facts[from-1].Span.Start >= s.at.Start {
		from--
	}
	for _, f := range facts[from:] {
		switch f.Kind {
		case Date, Period, Time, Recurrence:
			spans = append(spans, f.Span)
		}
	}
	slices.SortFunc(spans, func(a, b span.Span) int { return cmp.Compare(a.Start, b.Start) })
	return spans
}

// meets drops the spans that end before a byte and tells whether the next has it.
func meets(spans []span.Span, at int) ([]span.Span, bool) {
	for len(spans) > 0 && spans[0].End <= at {
		spans = spans[1:]
	}
	return spans, len(spans) > 0 && spans[0].Start <= at
}

// said appends what numeral n, which begins with token i, says with what
// stands before and behind it, and returns the token to go on from.
func (s *scan) said(facts *[]Fact, n *numeral, i int, inTime bool) int {
	if !n.is(listed) && s.promises(n, i) {
		if f, next, ok := s.amount(n, i); ok {
			*facts = append(*facts, f)
			return next
		}
		if f, next, ok := s.percentage(n); ok {
			*facts = append(*facts, f)
			return next
		}
		if f, next, ok := s.quantity(n, i); ok {
			*facts = append(*facts, f)
			return next
		}
	}
	if s.options.OnDemand && !inTime {
		if f, ok := s.number(n, i); ok {
			*facts = append(*facts, f)
		}
	}
	if n.glued {
		return n.next + 1
	}
	return n.next
}

// promises tells whether what stands beside numeral n can make it more than a
// number: a quick look before the long ones.
func (s *scan) promises(n *numeral, i int) bool {
	if next := n.next; n.glued || next < len(s.tokens) && (!s.tokens[next].closes(s) || s.joined(next+1)) {
		return true
	}
	if i == 0 {
		return false
	}
	before := &s.tokens[i-1]
	return before.shape&isSign != 0 || before.end-before.start <= 4
}

// near tells whether token i stands in the line of the token before it, or but
// one line end after it, never behind an empty line, and what is between is
// white space.
func (s *scan) near(i int) bool {
	if i <= 0 || i >= len(s.tokens) {
		return false
	}
	gap := s.body[s.tokens[i-1].end:s.tokens[i].start]
	switch gap {
	case "", " ", "\u00a0", "\u202f", "\u2009":
		return true
	}
	return len(gap) < 12 && s.tokens[i].shape&newLine != 0
}

// number is the value as it is stated: none if it is ambiguous.
func (n *numeral) number() string {
	if n.is(ambiguous) {
		return ""
	}
	return n.value.String()
}

func spanOf(start, end int) span.Span { return span.Span{Start: start, End: end} }

// hereabouts returns the tokens [from, to) of the sentence of token i that are at
// most 40 tokens away, so that long lists cost no more than short ones.
func (s *scan) hereabouts(i int) (from, to int) {
	i = min(i, len(s.tokens)-1)
	from, to = i, i
	for from > max(0, i-40) && s.tokens[from-1].shape&endsClause == 0 {
		from--
	}
	for to < min(len(s.tokens)-1, i+40) && s.tokens[to].shape&endsClause == 0 {
		to++
	}
	return from, to + 1
}

// cued tells whether a word near token i, in its sentence, has a sense.
func (s *scan) cued(i int, cue sense) bool {
	from, to := s.hereabouts(i)
	for _, t := range s.tokens[from:to] {
		if t.sense&cue != 0 {
			return true
		}
	}
	return false
}
