package evidence

import (
	"strconv"
	"strings"
)

// Amounts of money: "83,7 Milliarden Yuan", "$5 million", "EUR 3.000",
// "15 Dollar 50", "50 Cent" (0.5 of the currency). A currency that the words
// leave open ("Dollar") is a list of candidates. Where no number is given
// ("mehrere Milliarden Yuan") the value is empty and the order of magnitude says
// what the words say.

// amount reads numeral n, which begins with token i, with the currency before or
// behind it.
func (s *scan) amount(n *numeral, i int) (f Fact, next int, ok bool) {
	if m, start, found := s.currencyBefore(n, i); found {
		s.moneyScale(n)
		if !n.glued && (!m.shy || n.looksLikeMoney()) && !s.shellVariable(n, start) {
			s.fullStroke(n)
			n.start = start
			end, next := n.end, n.next
			return s.money(n, m, "currency-number", end), next, true
		}
	}
	return s.amountBehind(n, i)
}

func (s *scan) amountBehind(n *numeral, i int) (f Fact, next int, ok bool) {
	stroke := *n
	s.fullStroke(&stroke)
	m, next := s.currencyAt(&stroke)
	if m == nil || m.shy && !n.looksLikeMoney() || n.is(bare) && !s.moneyNoun(m) {
		return f, 0, false
	}
	if s.poundOfMass(&stroke, i, next) {
		return f, 0, false
	}
	if n.is(article) && (s.is(i, "a") || s.is(i, "an") || !s.looks(next-1, isWord) || s.codeOf(next-1) != nil) {
		return f, 0, false
	}
	end := int(s.tokens[next-1].end)
	if full, after, found := s.withParts(&stroke, m, next); found {
		return full, after, true
	}
	return s.money(&stroke, m, "number-currency", end), next, true
}

// money is the fact of an amount that ends at byte end.
func (s *scan) money(n *numeral, m *money, rule string, end int) Fact {
	shown := *n
	shown.value.exp += m.exp
	value := Value{Number: shown.number()}
	if len(m.codes) == 1 {
		value.Currency = m.codes[0]
	} else {
		value.Candidates = m.codes
	}
	return Fact{Kind: Amount, Span: spanOf(n.start, end), Rule: rule, Stated: value}
}

// moneyNoun tells whether "one" before a currency counts it: always, but for
// names with many meanings.
func (s *scan) moneyNoun(m *money) bool { return !m.shy }

// looksLikeMoney tells whether a number is written as amounts are.
func (n *numeral) looksLikeMoney() bool {
	return n.decimals == 2 || n.is(grouped) || n.scale >= 3
}

// currencyBefore finds the sign or code before a number: "$ 5", "EUR 5", "US$5".
func (s *scan) currencyBefore(n *numeral, i int) (m *money, start int, ok bool) {
	at := i - 1
	switch {
	case n.is(article), at < n.floor, !s.near(i), s.tokens[i].shape&newLine != 0:
		return nil, 0, false
	case n.is(signed) && (s.is(at, "-") && !s.is(at-1, "$") || s.has(at, minusWord)):
		return nil, 0, false
	case s.looks(at, isSign):
		return s.signBefore(i)
	case !s.looks(at, isWord), s.joined(at) && !s.opensWord(at-1), s.ranksBefore(at):
		return nil, 0, false
	}
	if m = s.codeOf(at); m == nil {
		m = currencies().signs[s.text(at)] // "DM", "Rs"
		if m != nil && (s.text(at)[0] >= 0x80 || s.otherMark(n, at)) {
			m = nil
		}
	}
	return m, int(s.tokens[at].start), m != nil
}

// signBefore finds the sign before token i, with the letters before it: "HK$".
func (s *scan) signBefore(i int) (m *money, start int, ok bool) {
	at := i - 1
	book := currencies()
	if s.looks(at-1, isWord) && (s.joined(at) || s.spokenPrefix(at-1)) {
		m := book.signs[strings.ToUpper(s.text(at-1))+s.text(at)]
		if m != nil && s.prefixes(at-1, i) {
			return m, int(s.tokens[at-1].start), true
		}
		if s.joined(at) {
			return nil, 0, false // "foo$5"
		}
	}
	m = book.signs[s.text(at)]
	if m == nil || s.joined(at) && !s.opensWord(at-1) && !s.is(at-1, "-") && !s.is(at-1, "/") {
		return nil, 0, false
	}
	return m, int(s.tokens[at].start), true
}

// prefixes tells whether token at belongs to the sign between it and token i: in
// capitals and joined, or as tokenised text has it, and no cell as in "$A$5".
func (s *scan) prefixes(at, i int) bool {
	if s.joined(at) && (!s.opensWord(at-1) || s.is(at-1, "$")) {
		return false
	}
	prefix := s.text(at)
	if prefix == "c" && !s.looks(i, spaced) {
		return false // "-c $1"
	}
	return s.joined(at+1) && prefix == strings.ToUpper(prefix) || s.spokenPrefix(at)
}

// otherMark tells whether "DM" may be something else than the Deutsche Mark.
func (s *scan) otherMark(n *numeral, i int) bool {
	return s.is(i, "dm") && s.options.Language == "en" && !n.looksLikeMoney()
}

// spokenPrefix are the words that stand before a sign in tokenised text: "hk $".
func (s *scan) spokenPrefix(i int) bool {
	switch string(s.fold(i)) {
	case "us", "c", "hk", "nz", "nt", "usd", "cad", "aud", "nzd", "mxn":
		return true
	}
	return false
}

// ranksBefore tells whether a code follows a number which it belongs to: the
// second of "5 EUR 10 USD".
func (s *scan) ranksBefore(i int) bool { return s.looks(i-1, isDigits) && s.near(i) && !s.is(i-2, "$") }

// codeOf returns the currency whose code token i is, in capitals or, for a few
// that are no words, in small letters.
func (s *scan) codeOf(i int) *money {
	t := s.text(i)
	if len(t) < 3 || len(t) > 4 {
		return nil
	}
	book := currencies()
	if m := book.codes[t]; m != nil {
		return m
	}
	switch t {
	case "usd", "eur", "gbp", "chf", "jpy", "Usd", "Eur", "rmb":
		if t == "rmb" {
			return book.names["rmb"]
		}
		return book.codes[strings.ToUpper(t)]
	}
	return nil
}

// currencyAt finds the sign, code or name behind a number and the token behind it.
func (s *scan) currencyAt(n *numeral) (m *money, next int) {
	at := n.next
	if at >= len(s.tokens) {
		return nil, 0
	}
	if n.glued {
		return s.gluedCurrency(n)
	}
	if s.is(at, "-") && s.joined(at) && s.joined(at+1) {
		at++
	} else if !s.joined(at) && !s.near(at) {
		return nil, 0
	}
	book := currencies()
	if s.looks(at, isSign) {
		m := book.signs[s.text(at)]
		if m == nil || !s.signBehind(n, at) {
			return nil, 0
		}
		return m, at + 1
	}
	if m, next := phrase(s, at, book.names, book.begins); m != nil {
		if !s.moneyWord(n, at, next) {
			return nil, 0
		}
		return m, next
	}
	if m := s.codeOf(at); m != nil {
		return m, at + 1
	}
	if m := s.millionsOf(n, s.text(at)); m != nil {
		return m, at + 1
	}
	if m := book.signs[s.text(at)]; m != nil && (!s.joined(at+1) || s.tokens[at+1].closes(s)) {
		if s.otherMark(n, at) {
			return nil, 0
		}
		return m, at + 1
	} else if m := book.signs[strings.ToUpper(s.text(at))+"$"]; m != nil && s.is(at+1, "$") && s.joined(at+1) {
		return m, at + 2
	}
	return nil, 0
}

// signBehind tells whether the sign at token i belongs to the number before it,
// and not to what follows or to a line of code.
func (s *scan) signBehind(n *numeral, i int) bool {
	if s.is(i, "$") && (n.start > 0 && s.body[n.start-1] == '$' || s.sigils(i, n.start)) {
		return false
	}
	next := i + 1
	switch {
	case s.tokens[i].shape&newLine != 0, n.is(inWords) && s.joined(i):
		return false
	case s.joined(next):
		if s.looks(next, isWord|isDigits) || s.is(next, "]") || s.is(next, "$") {
			return false
		}
		return s.joined(i) || s.tokens[next].closes(s) || s.is(next, "/")
	}
	return s.joined(i) || !s.looks(next, isDigits) || s.pricedNext(next)
}

// pricedNext tells whether the number at token i has a sign or name of money of
// its own behind it, so that the sign before it belongs to the number before.
func (s *scan) pricedNext(i int) bool {
	if i+1 >= len(s.tokens) || !s.near(i+1) {
		return false
	}
	if s.looks(i+1, isSign) {
		return currencies().signs[s.text(i+1)] != nil
	}
	m, _ := phrase(s, i+1, currencies().names, currencies().begins)
	return m != nil
}

// moneyWord tells whether the name at tokens [from, next) says money: "Mark",
// "Pfund" and the like say other things when written small in German, and
// "crown", "mark" in English.
func (s *scan) moneyWord(n *numeral, from, next int) bool {
	if next > from+1 {
		return true
	}
	switch string(s.fold(from)) {
	case "mark":
		if n.is(ranged) || s.looks(from+1, capital) && n.looksLikeYear() {
			return false // "1984-2021 Mark Miller"
		}
		fallthrough
	case "krone", "kronen", "schilling", "gulden", "franken", "groschen", "lira":
		return s.tokens[from].shape&capital != 0 && s.options.Language != "en" || s.options.Language == "en" && n.looksLikeMoney()
	case "rand", "won", "dong", "marks":
		return n.looksLikeMoney()
	case "penny":
		return n.is(inWords)
	}
	return true
}

// looksLikeYear tells whether a number may be a year of these two centuries.
func (n *numeral) looksLikeYear() bool {
	d := n.value.digits
	return n.form == inDigits && len(d) == 4 && n.decimals == 0 && (d[:2] == "19" || d[:2] == "20")
}

// millionsOf reads "MEUR", "TEUR", "MUSD" and puts the factor into n.
func (s *scan) millionsOf(n *numeral, text string) *money {
	if len(text) != 4 {
		return nil
	}
	m := currencies().codes[text[1:]]
	if m == nil || m.shy {
		return nil
	}
	switch text[0] {
	case 'M':
		n.value.exp += 6
	case 'T', 'K', 'k':
		n.value.exp += 3
	default:
		return nil
	}
	return m
}

// gluedCurrency reads "115USD", "5EUR".
func (s *scan) gluedCurrency(n *numeral) (*money, int) {
	text := s.body[n.end:s.tokens[n.next].end]
	switch text {
	case "EUR", "USD", "GBP", "CHF", "JPY", "CNY", "usd", "eur", "gbp":
		return currencies().codes[strings.ToUpper(text)], n.next + 1
	}
	return nil, 0
}

// codeAndNumber reads "EUR50" at token i.
func (s *scan) codeAndNumber(i int) (f Fact, next int, ok bool) {
	t := s.tokens[i]
	m := currencies().codes[s.body[t.start:t.start+3]]
	if m == nil || m.shy || !gluedCode(m.codes[0]) || s.joined(i) && !s.opensWord(i-1) {
		return f, 0, false
	}
	n := numeral{start: int(t.start) + 3, form: inDigits}
	var room [16]group
	if groups := s.groups(room[:0], n.start); len(groups) == 0 || !s.valueOf(&n, groups) || n.is(listed) {
		return f, 0, false
	}
	s.seek(&n, i)
	if n.glued {
		return f, 0, false
	}
	s.scaleBehind(&n)
	s.moneyScale(&n)
	n.start = int(t.start)
	return s.money(&n, m, "currency-number", n.end), n.next, true
}

// gluedCode are codes that digits are written against.
func gluedCode(code string) bool {
	switch code {
	case "EUR", "USD", "GBP", "CHF", "JPY", "CNY":
		return true
	}
	return false
}

// moneyScale reads the factor that is written behind an amount's number: "$5m",
// "£3bn", "US$ 1MM".
func (s *scan) moneyScale(n *numeral) {
	if n.scale != 0 || n.next >= len(s.tokens) {
		return
	}
	text := ""
	if n.glued {
		text = s.body[n.end:s.tokens[n.next].end]
	} else if s.near(n.next) && s.looks(n.next, isWord) && s.looks(n.next, spaced) {
		if text = s.text(n.next); len(text) < 2 && text != "M" {
			return
		}
	}
	exp := 0
	switch text {
	case "k", "K":
		exp = 3
	case "m", "M", "mn", "mio", "Mio", "mil", "MM":
		exp = 6
	case "b", "B", "bn", "Mrd":
		exp = 9
	case "tn", "T":
		exp = 12
	default:
		return
	}
	if s.joined(n.next+1) && s.is(n.next+1, "_") {
		return
	}
	n.value.exp += exp
	n.scale = exp
	n.end, n.next, n.glued = int(s.tokens[n.next].end), n.next+1, false
}

// fullStroke takes the stroke that says "and no cents": "5,- Euro".
func (s *scan) fullStroke(n *numeral) {
	rest := s.body[n.end:s.at.End]
	if n.glued || n.decimals > 0 || rest == "" || rest[0] != ',' && rest[0] != '.' {
		return
	}
	for _, stroke := range [...]string{",--", ".--", ",-", ".-", ",–", ".–", ",—", ".—"} {
		if strings.HasPrefix(rest, stroke) {
			n.end += len(stroke)
			s.seek(n, n.next)
			return
		}
	}
}

// shellVariable tells whether "$1" is none: a single digit is money only where a
// word of trade stands beside it.
func (s *scan) shellVariable(n *numeral, start int) bool {
	if !strings.HasSuffix(strings.TrimRight(s.body[start:n.start], " "), "$") {
		return false
	}
	if s.sigils(n.next, start) || s.is(n.next, ",") && s.is(n.next+1, "%") ||
		(s.is(n.next, "(") || s.is(n.next, "$")) && s.joined(n.next) || n.next < len(s.tokens) && s.text(n.next) == "us" {
		return true // a variable, an operand, a mark before microseconds
	}
	before := min(n.next, len(s.tokens)) - 1
	for before >= 0 && int(s.tokens[before].start) >= start {
		before--
	}
	if n.isPlain() && n.scale == 0 && !n.is(grouped) && s.looks(before, allCaps) && !s.looks(before+1, newLine) {
		return true // the operand of an instruction, "ADDQ $16, SP"
	}
	if n.end-n.start != 1 {
		return n.value.digits[0] == '0' && n.decimals == 0
	}
	if n.next < len(s.tokens) && s.near(n.next) {
		switch string(s.fold(n.next)) {
		case "per", "a", "an", "each", "fee", "bill", "bills", "off", "million", "billion", "pro":
			return false
		}
	}
	if before < 0 {
		return true
	}
	switch string(s.fold(before)) {
	case "for", "at", "cost", "costs", "about", "only", "pay", "paid", "worth", "around", "charge", "charged",
		"spend", "spent":
		return false
	}
	return true
}

// sigils tells whether the dollar sign is one of variables, operands or prompts
// hereabouts, or the end of a regular expression: a letter, a bracket or a quote
// follows some of them. The 1,024 bytes before and the sentence are looked at, and
// in them 50 dollar signs.
func (s *scan) sigils(i, start int) bool {
	if s.addresses(start) {
		return true
	}
	_, to := s.hereabouts(i)
	end := min(int(s.tokens[to-1].end), start+512)
	text := s.body[max(0, start-1024):end]
	at := strings.IndexByte(text, '$')
	for range 50 {
		if at < 0 || at+1 >= len(text) {
			return false
		}
		switch c := text[at+1]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', c == '{', c == '(', c == '$', c == '_', c == '?', c == '!', c == '#',
			c == '\'', c == '|', c == '`':
			return true
		case c == ' ' && at+2 < len(text) && 'a' <= text[at+2] && text[at+2] <= 'z' && (at == 0 || text[at-1] == '\n'):
			return true
		}
		next := strings.IndexByte(text[at+1:], '$')
		if next < 0 {
			return false
		}
		at += 1 + next
	}
	return false
}

// addresses tells whether the dollar sign marks numbers to the base of sixteen in
// the 4,096 bytes before and behind, of whose dollar signs 100 are looked at.
func (s *scan) addresses(start int) bool {
	text := s.body[max(0, start-4096):min(len(s.body), start+4096)]
	for range 100 {
		at := strings.IndexByte(text, '$')
		if at < 0 {
			return false
		}
		text = text[at+1:]
		if text != "" && isDigit(text[0]) && hexadecimal(text) {
			return true
		}
	}
	return false
}

// hexadecimal tells whether a text begins with a word of digits and letters that
// only a number to the base of sixteen is: "4a", "0x10", but not "5b" for billions.
func hexadecimal(text string) bool {
	if strings.HasPrefix(text, "0x") {
		return true
	}
	behind := strings.TrimLeft(text, "0123456789abcdefABCDEF")
	letters := strings.TrimLeft(text[:len(text)-len(behind)], "0123456789")
	return letters != "" && letters != "b" && letters != "B" && (behind == "" || !isLetter(behind[0]))
}

// withParts reads what goes on behind an amount m that ends before token i:
// "und 15 Cent", "30 cent", "50".
func (s *scan) withParts(n *numeral, m *money, i int) (f Fact, next int, ok bool) {
	if m.exp != 0 || !n.isPlain() || n.scale > 0 || !s.near(i) {
		return f, 0, false
	}
	at := i
	if s.has(at, andWord) {
		at++
	}
	if at >= len(s.tokens) || !s.near(at) {
		return f, 0, false
	}
	small, found := s.numeral(at)
	cents, isWhole := uint64Of(small.value.digits)
	if !found || !isWhole || cents >= 100 || !small.isPlain() || small.value.exp != 0 {
		return f, 0, false
	}
	part, next := s.currencyAt(&small)
	end := small.end
	switch {
	case part != nil && part.exp != 0:
		end = int(s.tokens[next-1].end)
	case part == nil && small.is(inDigits) && small.end-small.start == 2 && !small.glued && s.closesAmount(small.next):
		next = small.next
	case part == nil && at == i && n.is(inWords) && small.is(inWords) && cents >= 10 && s.closesAmount(small.next):
		next = small.next // "zwei Euro fünfzig"
	default:
		return f, 0, false
	}
	sum := *n
	units := n.value.String()
	sum.value = exact{digits: units + twoDigits(cents), exp: -2}
	return s.money(&sum, m, "number-currency-parts", end), next, true
}

// isPlain tells whether a number is whole and stands for itself.
func (n *numeral) isPlain() bool {
	return n.value.den <= 1 && n.decimals == 0 && !n.is(ambiguous|signed|article|listed|ranged|powered)
}

func twoDigits(n uint64) string {
	if n < 10 {
		return "0" + strconv.FormatUint(n, 10)
	}
	return strconv.FormatUint(n, 10)
}

// closesAmount tells whether nothing at token i is counted by the number before.
func (s *scan) closesAmount(i int) bool {
	return i >= len(s.tokens) || s.tokens[i].closes(s) && !(s.joined(i+1) && s.looks(i+1, isWord|isDigits))
}

// poundOfMass tells whether the pounds in tokens [n.next, next) may be a mass:
// they are money with a scale word or a money word and no word of mass.
func (s *scan) poundOfMass(n *numeral, i, next int) bool {
	if next != n.next+1 && !(s.is(n.next, "-") && next == n.next+2) {
		return false
	}
	switch string(s.fold(next - 1)) {
	case "pfund", "pound", "pounds":
		return s.is(n.next, "-") || n.scale < 6 && (!s.cued(i, moneyCue) || s.cued(i, massCue))
	}
	return false
}

// inexact appends the amount that begins with the vague number at token i,
// "mehrere Milliarden Yuan", "hundreds of millions of dollars", and returns the
// token behind it; behind a vague number of no money too; i if there is none.
func (s *scan) inexact(facts *[]Fact, i int) int {
	at, order, scales := i, 0, 0
	_, several := s.lexeme(i, severalWord)
	if several {
		at++
	}
	for at < len(s.tokens) {
		if l, ok := s.lexeme(at, scaleWord|manyWord); ok && (at == i || s.near(at)) {
			order += int(l.value)
			scales++
			at++
			if s.is(at, "of") && (s.has(at+1, manyWord) || s.has(at+1, scaleWord)) || s.is(at, "von") && s.has(at+1, manyWord) {
				at++
			}
			continue
		}
		break
	}
	if scales == 0 || at >= len(s.tokens) {
		return i
	}
	from, end := i, at
	if s.is(at, ".") && s.joined(at) && isShortScale(string(s.fold(at-1))) {
		at++
	}
	if s.is(at, "of") || s.is(at, "an") || s.is(at, "von") {
		at++
	}
	if (s.is(i, "paar") || s.is(i, "few")) && s.has(i-1, articleWord) {
		from = i - 1
	}
	n := numeral{start: int(s.tokens[from].start), next: at, form: inWords, scale: max(order, 6)}
	if at < len(s.tokens) && at > 0 {
		if m, next := s.currencyAt(&n); m != nil && !m.shy {
			f := s.money(&n, m, "vague-currency", int(s.tokens[next-1].end))
			f.Stated.Number, f.Stated.Order = "", "1e"+strconv.Itoa(order+m.exp)
			*facts = append(*facts, f)
			return next
		}
	}
	return end
}
