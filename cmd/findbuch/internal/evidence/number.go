package evidence

import "strings"

// Numbers, read on demand: what is neither an amount nor measured, in digits
// ("1.000,50", "1 000", "3/4", "1e9", "2^32") or words ("dreiundzwanzig",
// "one and a half"). What a language leaves open stays so: "1.000" in a text of
// unknown language has two candidates. The article is no number, nor is a lone
// "one"; versions, dates, times, addresses and what hangs together with letters
// are none.

// number is numeral n by itself.
func (s *scan) number(n *numeral, i int) (f Fact, ok bool) {
	if n.glued || n.is(article|bare) || s.partOfCode(n, i) || s.counts(n, i) {
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

// counts tells whether a number in digits labels or is a telephone number, the
// day of a date, a time of day, a version: "1. Wahl", "1.1 Wahlen", "select(2)",
// "Tel. 0711/285 82", "09:30", "17.45 Uhr", "Version 1.2".
func (s *scan) counts(n *numeral, i int) bool {
	if !n.is(inDigits) {
		return false
	}
	digits, next := n.value.digits, n.next
	switch {
	case len(digits) > 1 && digits[0] == '0' && n.decimals == 0 && strings.Trim(digits, "0") != "":
		return true
	case s.is(next, ".") && s.joined(next) && s.looks(next+1, spaced):
		if i == 0 || s.tokens[next].shape&endsClause == 0 {
			return true
		}
	case i == 0 && (s.is(next, ")") || n.decimals > 0 && s.looks(next, capital)):
		return true
	case s.is(next, "uhr"), s.is(next, "h") && n.decimals == 2:
		return true
	case s.is(i-1, "$") && s.joined(i), s.is(i-1, "version"), i > 0 && s.text(i-1) == "v":
		return true
	case s.is(i-1, "(") && s.joined(i-1) && s.joined(i) && s.looks(i-2, isWord) && s.is(next, ")"):
		return true
	}
	from, _ := s.hereabouts(i)
	for at := i - 1; at >= max(from, i-9); at-- {
		switch string(s.fold(at)) {
		case "tel", "fax", "telefon", "telephone", "phone", "telefonisch", "mobil", "isbn", "issn":
			return true
		}
		if s.looks(at, isWord) {
			break
		}
	}
	return false
}

// partOfCode tells whether what touches a number in digits on its right makes it
// part of something else: "12:30", "5-a", "3.x", "24/7".
func (s *scan) partOfCode(n *numeral, i int) bool {
	at := n.next
	if !n.is(inDigits) || at+1 >= len(s.tokens) || !s.joined(at) || !s.joined(at+1) || s.tokens[at].shape&isSign == 0 {
		return false
	}
	switch s.folded[s.tokens[at].from] {
	case ':', '_', '=', '@', '/', '\\', '%':
		return true
	case '.':
		return s.looks(at+1, isWord|isDigits)
	case '-':
		return s.looks(at+1, isWord)
	}
	return false
}
