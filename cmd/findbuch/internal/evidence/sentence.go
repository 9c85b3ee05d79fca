package evidence

import "findbuch/store/span"

// Sentence returns the sentence of a passage that a range lies in, or begins in,
// without white space at either end.
func Sentence(body string, passage, at span.Span) span.Span {
	s := newScan(body, Options{})
	defer s.done()
	s.passage(passage)
	for i := range s.tokens {
		if int(s.tokens[i].end) <= at.Start {
			continue
		}
		from, to := s.sentence(i)
		return s.span(from, to)
	}
	return passage
}
