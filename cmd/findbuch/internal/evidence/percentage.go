package evidence

// Percentages: "5 %", "5,5 Prozent", "five percent", "3 ‰" (0.3). The value is in
// hundredths. Percentage points are a quantity, for they measure the difference
// of two percentages and are none themselves.

// percentage reads what numeral n is with the sign or word behind it.
func (s *scan) percentage(n *numeral) (f Fact, next int, ok bool) {
	if n.is(bare) && !s.has(n.next, percentWord) || n.glued {
		return f, 0, false
	}
	at := n.next
	if at >= len(s.tokens) {
		return f, 0, false
	}
	value := n.value
	rule := "percent-sign"
	switch {
	case s.is(at, "%") || s.is(at, "％"):
		if !s.percentSign(at) || n.is(article) {
			return f, 0, false
		}
	case s.is(at, "‰"):
		value.exp--
	case s.is(at, "per") && s.is(at+1, "cent") && s.near(at) && s.near(at+1) && !n.is(article):
		at++
		rule = "percent-word"
	default:
		if s.is(at, "-") && s.joined(at) && s.joined(at+1) {
			at++
		}
		l, isWord := s.lexeme(at, percentWord)
		if !isWord || !s.near(at) || n.is(article) && (s.is(at-1, "a") || s.is(at-1, "an")) || s.is(at+1, "point") || s.is(at+1, "points") {
			return f, 0, false
		}
		if l.value == 1000 {
			value.exp--
		}
		rule = "percent-word"
	}
	shown := *n
	shown.value = value
	f = Fact{Kind: Percentage, Span: spanOf(n.start, int(s.tokens[at].end)), Rule: rule, Stated: Value{Number: shown.number()}}
	return f, at + 1, true
}

// percentSign tells whether the sign at token i is no remainder ("7 % 3"), no
// format ("5%d"), no escape ("5%20") and no comment or prompt at the beginning of
// a line.
func (s *scan) percentSign(i int) bool {
	if !s.joined(i) && (!s.near(i) || s.looks(i, newLine)) {
		return false
	}
	if i+1 == len(s.tokens) {
		return true
	}
	next := &s.tokens[i+1]
	if next.shape&spaced == 0 {
		return next.shape&isSign != 0 && s.folded[next.from] != '%' && s.folded[next.from] != '_' && s.folded[next.from] != '\\' ||
			len(s.fold(i+1)) >= 2 && string(s.fold(i + 1)[:2]) == "ig"
	}
	return s.joined(i) || next.shape&isDigits == 0
}
