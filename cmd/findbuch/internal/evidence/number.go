package evidence

// Numbers, read on demand: what is neither an amount nor measured, in digits
// ("1.000,50", "1 000", "3/4", "1e9", "2^32") or words ("dreiundzwanzig",
// "one and a half"). What a language leaves open stays so: "1.000" in a text of
// unknown language has two candidates. The article is no number, nor is a lone
// "one"; versions, dates, times, addresses and what hangs together with letters
// are none.

// number is numeral n by itself.
func (s *scan) number(n *numeral, i int) (f Fact, ok bool) {
	if n.glued || n.is(article|bare) || s.partOfCode(n, i) {
		return f, false
	}
	value := Value{Number: n.number()}
	if n.is(ambiguous) {
		low := n.value
		low.exp -= 3
		value.Candidates = []string{n.value.String(), low.String()}
	}
	rule := "digits"
	if n.is(inWords) {
		rule = "words"
	}
	return Fact{Kind: Number, Span: spanOf(n.start, n.end), Rule: rule, Stated: value}, true
}

// partOfCode tells whether what touches a number in digits on its right makes it
// part of something else: "12:30", "5-a", "3.x", "24/7".
func (s *scan) partOfCode(n *numeral, i int) bool {
	at := n.next
	if !n.is(inDigits) || at+1 >= len(s.tokens) || !s.joined(at) || !s.joined(at+1) || s.tokens[at].shape&isSign == 0 {
		return false
	}
	switch s.folded[s.tokens[at].from] {
	case ':', '_', '=', '@', '/', '\\':
		return true
	case '.':
		return s.looks(at+1, isWord|isDigits)
	case '-':
		return s.looks(at+1, isWord)
	}
	return false
}
