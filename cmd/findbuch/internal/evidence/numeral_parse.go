package evidence

import "math/bits"

// numeral reads the number that begins with token i, in digits or words. When
// there is none, next is where to look on.
func (s *scan) numeral(i int) (n numeral, ok bool) {
	t := &s.tokens[i]
	if c := s.folded[t.from]; isDigit(c) && isDigit(s.body[t.start]) {
		if n, ok = s.digits(i); !ok {
			return n, false
		}
		if !n.glued && !n.is(listed|fraction|powered|ambiguous) {
			s.scaleBehind(&n)
			s.halfBehind(&n)
			s.oneOverDigit(&n)
		} else if n.glued {
			s.scaleGlued(&n)
		}
		return n, true
	}
	n.next = i + 1
	if t.shape&isWord == 0 || s.joined(i) && !s.opensWord(i-1) {
		return n, false
	}
	switch {
	case t.sense&numeralStart != 0:
	case t.sense&numeralSense == 0 && parseCompoundAt(s, i).sense&(cardinalWord|mixedWord) != 0:
	default:
		return n, false
	}
	n.form = inWords
	n.start = int(t.start)
	at := i
	if _, ok := s.lexeme(i, minusWord); ok {
		if at++; !s.looks(at, isWord) || isDigit(s.folded[s.tokens[at].from]) {
			return n, false
		}
		n.value.negative, n.form = true, n.form|signed
	}
	next := s.numberWords(&n, at)
	if next == at {
		return n, false
	}
	n.next, n.end = next, int(s.tokens[next-1].end)
	return n, true
}

// oneOverDigit reads "1 over 3".
func (s *scan) oneOverDigit(n *numeral) {
	if n.form&^signed != inDigits || n.value.String() != "1" {
		return
	}
	if next := s.oneOver(n, 1, n.next); next > n.next {
		n.next, n.end = next, int(s.tokens[next-1].end)
	}
}

func parseCompoundAt(s *scan, i int) compound {
	if s.options.Language == "en" {
		return compound{}
	}
	return parseCompound(s.fold(i))
}

// opensWord tells whether a sign may stand directly before a number word.
func (s *scan) opensWord(i int) bool {
	if s.tokens[i].shape&isSign == 0 {
		return false
	}
	switch c := s.folded[s.tokens[i].from]; c {
	case '(', '[', '{', '"', '\'', '<', '>', '~', '*', '`':
		return true
	case '-':
		return s.tokens[i].shape&spaced != 0 || s.has(i-1, cardinalWord)
	default:
		return c >= 0x80
	}
}

// counted is a whole number in words on its way.
type counted struct {
	value, low uint64 // in all; since the last scale word
	room       uint64 // low may grow by numbers below it
	scale      int    // the last scale word's
	front      uint64 // value before the last "and"
	joint      int    // the token of that "and"; 0: none
	lone       bool   // a single plain word
	tens       uint64 // value of the last word, if it is a multiple of ten below hundred
}

// wholeWords reads a whole number in words from token i on. next is i if there
// is none.
func (s *scan) wholeWords(i int) (c counted, next int) {
	c = counted{room: 1000, scale: 99}
	next = i
	for at := i; at < len(s.tokens); {
		word, joint := at, 0
		if next > i {
			if s.tokens[at].shape&isSign != 0 {
				if s.is(at, "-") && (s.joined(at) == s.joined(at+1)) && s.looks(at+1, isWord) {
					word++
				} else {
					return c, next
				}
			} else if s.has(at, andWord) && c.room != 1 && c.tens == 0 && c.value > 0 && !s.is(i-1, "between") && !s.is(i-1, "zwischen") {
				word, joint = at+1, at
			}
		}
		before := c
		after, ok := s.addWord(&c, word, next == i, joint > 0)
		if !ok {
			return before, next
		}
		if joint > 0 {
			c.front, c.joint = before.value, joint
		}
		c.lone = next == i && after == i+1
		at, next = after, after
	}
	return c, next
}

// addWord takes the word at token i into c.
func (s *scan) addWord(c *counted, i int, first, joint bool) (next int, ok bool) {
	if !s.looks(i, isWord|isDigits) || !first && s.tokens[i].shape&newLine != 0 && s.tokens[i].shape&isDigits != 0 {
		return i, false
	}
	value, isNumber := s.cardinalAt(i, first)
	if isNumber {
		return i + 1, s.addCardinal(c, value, i, first, joint)
	}
	if l, ok := s.lexeme(i, scaleWord|manyWord); ok && !joint {
		return i + 1, s.addScale(c, l, first)
	}
	if _, ok := s.lexeme(i, articleWord); ok && first {
		if l, ok := s.lexeme(i+1, scaleWord); ok && s.looks(i+1, spaced) {
			c.low = 1
			return i + 2, s.addScale(c, l, false)
		}
	}
	return i, false
}

// cardinalAt returns the value of the cardinalWord at token i; digits go on only
// from words before them ("4 thousand 3 hundred and 21").
func (s *scan) cardinalAt(i int, first bool) (uint64, bool) {
	t := &s.tokens[i]
	if t.shape&isDigits != 0 {
		v, end := small(s.body[:t.end], int(t.start))
		if first || end < 0 || s.joined(i) || s.joined(i+1) && !s.tokens[i+1].closes(s) {
			return 0, false
		}
		return uint64(v), true
	}
	if l, ok := s.lexeme(i, cardinalWord); ok {
		return uint64(l.value), true
	}
	if l, ok := s.lexeme(i, articleWord); ok && !first && l.text == "" && s.is(i, "ein") {
		return 0, false
	}
	if t.sense&(numeralStart|ordinalWord) == 0 {
		if p := parseCompoundAt(s, i); p.sense == cardinalWord {
			return p.value, true
		}
	}
	return 0, false
}

// closes tells whether a sign may follow a number directly.
func (t *token) closes(s *scan) bool {
	switch s.folded[t.from] {
	case '.', ',', ';', ')', '!', '?', ':', '"':
		return t.shape&isSign != 0
	}
	return false
}

func (s *scan) addCardinal(c *counted, value uint64, i int, first, joint bool) bool {
	c.tens = 0
	if first {
		c.value, c.low = value, value
		c.room = roomBehind(value)
		if c.room == 10 && value < 100 {
			c.tens = value
		}
		return true
	}
	if value == 0 || c.value == 0 || value >= c.room {
		return false
	}
	if joint || s.looks(i, isDigits) {
		if l, ok := s.lexeme(i+1, scaleWord|manyWord); ok && (l.value == 2 && c.room <= 100 || int(l.value) >= c.scale) {
			return false // "one hundred and two hundred"
		}
		if s.is(i+1, ".") && s.joined(i+2) && s.looks(i+2, isDigits) {
			return false
		}
	}
	if c.room == 10 && s.looks(i, isDigits) {
		return false
	}
	c.value, c.low = c.value+value, c.low+value
	c.room = roomBehind(value)
	if c.room == 10 && value < 100 {
		c.tens = value
	}
	return true
}

// roomBehind returns below what a number must be that goes on from value.
func roomBehind(value uint64) uint64 {
	switch {
	case value >= 1000:
		return 1
	case value >= 100 && value%100 == 0:
		return 100
	case value >= 20 && value < 100 && value%10 == 0:
		return 10
	}
	return 1
}

func (s *scan) addScale(c *counted, l lexeme, first bool) bool {
	c.tens = 0
	if first {
		if l.word != "hundert" && l.word != "tausend" {
			return false // "hundred", "Million" alone are no number
		}
		c.low = 1
	}
	if c.low == 0 || l.value == 2 && (c.low >= 100 || c.room == 100) || l.value > 2 && int(l.value) >= c.scale {
		return false
	}
	factor := uint64(1)
	for range l.value {
		factor *= 10
	}
	high, grown := bits.Mul64(c.low, factor)
	if high != 0 || grown > 1e18 || c.value > 1e18 {
		return false
	}
	c.value += grown - min(c.low, c.value)
	if l.value == 2 {
		c.low, c.room = grown, 100
		return true
	}
	c.low, c.room, c.scale = 0, 1000, int(l.value)
	if l.value > 3 {
		c.room = 1e6 // "zwei Millionen dreitausend"
	}
	return true
}

// numberWords reads a number in words, whole or not.
func (s *scan) numberWords(n *numeral, i int) (next int) {
	if next = s.partOfScale(n, i); next > i {
		return next
	}
	c, next := s.wholeWords(i)
	if next == i {
		return s.oddWords(n, i)
	}
	s.set(n, c.value, 1)
	if c.lone && c.value == 1 && !n.is(signed) {
		n.form |= bare
	}
	if c.scale < 99 {
		n.scale = c.scale
	}
	if end := s.oneOver(n, c.value, next); end > next {
		return end
	}
	if end := s.divided(n, c, next); end > next {
		n.form = n.form&^bare | fraction
		return s.scaled(n, end, 99)
	}
	if end := s.pointed(n, c.value, next); end > next {
		n.form &^= bare
		return s.scaled(n, end, 99)
	}
	if end := s.andPart(n, c.value, c.scale, next); end > next {
		n.form = n.form&^bare | fraction
		return end
	}
	if l, ok := s.lexeme(next, dozenWord); ok {
		n.form &^= bare
		if c.joint > 0 { // "three hundred and two dozens"
			s.set(n, c.front+(c.value-c.front)*uint64(l.value), 1)
		} else {
			s.set(n, c.value*uint64(l.value), 1)
		}
		return next + 1
	}
	if l, ok := s.lexeme(next, vulgarWord); ok {
		den := uint64(l.value % 1000)
		s.set(n, c.value*den+uint64(l.value/1000), den)
		return next + 1
	}
	return next
}

func (s *scan) set(n *numeral, num, den uint64) {
	negative := n.value.negative
	n.value = whole(num)
	n.value.negative = negative
	n.value.den = den
}

// scaled reads a scale word below a power of ten behind a number.
func (s *scan) scaled(n *numeral, i, below int) int {
	l, ok := s.lexeme(i, scaleWord|manyWord)
	if !ok || l.value < 2 || int(l.value) >= below {
		return i
	}
	n.value.exp += int(l.value)
	n.scale = int(l.value)
	return i + 1
}

// partOfScale reads "eine halbe Million", "half a million", "a quarter million",
// "ein halbes Dutzend", and "ein halbes", "a half".
func (s *scan) partOfScale(n *numeral, i int) int {
	at, count := i, uint64(1)
	counts := false
	if _, ok := s.lexeme(at, articleWord); ok {
		at++
	} else if l, ok := s.lexeme(at, cardinalWord); ok && s.has(at+1, halfWord) {
		at, count, counts = at+1, uint64(l.value), true
	}
	l, ok := s.lexeme(at, halfWord)
	if !ok || at > i && s.tokens[at].shape&spaced == 0 {
		return i
	}
	s.set(n, count, uint64(l.value))
	n.form |= fraction
	end := at + 1
	if _, ok := s.lexeme(end, articleWord); ok && !counts {
		end++
	}
	if scaled := s.scaled(n, end, 99); scaled > end {
		return scaled
	}
	if d, ok := s.lexeme(end, dozenWord); ok {
		s.set(n, count*uint64(d.value), uint64(l.value))
		return end + 1
	}
	if at == i && end > at+1 {
		if u, _ := phrase(s, end, units().names, units().begins); u != nil {
			return end // "half a mile"
		}
	}
	if at == i && !s.is(i-1, "than") && !s.is(i-1, "nearly") && !s.is(i-1, "almost") {
		n.form |= bare // "half" alone
	}
	return at + 1
}

// oddWords reads "anderthalb", "dreieinhalb", "dreiviertel", "½", "a dozen" and
// "a fifth".
func (s *scan) oddWords(n *numeral, i int) int {
	if l, ok := s.lexeme(i, vulgarWord); ok {
		s.set(n, uint64(l.value/1000), uint64(l.value%1000))
		n.form |= fraction
		return s.scaled(n, i+1, 99)
	}
	if l, ok := s.lexeme(i, mixedWord); ok {
		s.set(n, uint64(l.value), 2)
		return s.scaled(n, i+1, 99)
	}
	if p := parseCompoundAt(s, i); p.sense == mixedWord {
		s.set(n, p.value, 2)
		return s.scaled(n, i+1, 99)
	}
	if l, ok := s.lexeme(i, dozenWord); ok && l.word == "dutzend" {
		s.set(n, uint64(l.value), 1)
		return i + 1
	}
	if _, ok := s.lexeme(i, articleWord); !ok {
		return i
	}
	if l, ok := s.lexeme(i+1, dozenWord); ok {
		s.set(n, uint64(l.value), 1)
		return i + 2
	}
	if den, next := s.divisor(i+1, 0, true); den > 0 && s.partEnds(next) {
		s.set(n, 1, den)
		n.form |= fraction
		return s.ofScale(n, next)
	}
	s.set(n, 1, 1)
	n.form |= article
	return i + 1
}

// divided reads what divides the number before it: "drei Viertel", "five
// eighths", "one hundred thirty-fifths".
func (s *scan) divided(n *numeral, c counted, i int) int {
	at := i
	if s.is(at, "-") {
		at++
	}
	singular := c.value == 1
	den, next := s.divisor(at, c.tens, singular)
	if den == 0 || singular && !s.partEnds(next) && s.tokens[next-1].sense&partWord == 0 {
		return i
	}
	num := c.value
	if c.tens > 0 && den > c.tens && den < c.tens+10 && next == at+1 { // "one hundred thirty fifths", "thirty-fifths"
		num -= c.tens
		if num == 0 || c.joint > 0 && num == c.front {
			num, den = c.value, den-c.tens
		}
	}
	part := c.value - c.front
	if high, _ := bits.Mul64(c.value, den); high != 0 {
		return i
	}
	switch {
	case c.joint > 0 && part < den && c.scale >= 6 && c.scale < 99 && c.front > 0:
		s.set(n, c.front, 1)
		return s.addPart(n, c.front, c.scale, part, den, next)
	case c.joint > 0 && part < den && num == c.value:
		s.set(n, c.front*den+part, den)
	default:
		s.set(n, num, den)
	}
	return s.ofScale(n, next)
}

// oneOver reads "over 20" behind a one and "out of three" behind less than three.
func (s *scan) oneOver(n *numeral, num uint64, i int) int {
	at := i + 1
	if s.is(i, "out") && s.is(at, "of") {
		at++
	} else if !s.is(i, "over") || num != 1 {
		return i
	}
	if at >= len(s.tokens) || !s.near(at) {
		return i
	}
	den, next := uint64(0), at
	if s.looks(at, isDigits) {
		if d, found := s.digits(at); found && !d.glued && d.form == inDigits {
			den, _ = uint64Of(d.value.String())
			next = d.next
		}
	} else if c, end := s.wholeWords(at); end > at {
		den, next = c.value, end
	}
	if den <= num || s.has(next, partWord|manyWord) || n.is(inWords) && s.has(next, scaleWord) {
		return i
	}
	s.set(n, num, den)
	n.form = n.form&^bare | fraction
	return next
}

// divisor returns what the words from token i on divide by, 0 if they do not.
// With tens before them a unit may belong to these.
func (s *scan) divisor(i int, tens uint64, singular bool) (den uint64, next int) {
	if l, ok := s.lexeme(i, partWord); ok && (l.value > 1 || tens > 0) {
		den, next = uint64(l.value), i+1
		if tens > 0 && den < 10 {
			den += tens
		}
		return den, next
	}
	if singular {
		if l, ok := s.lexeme(i, ordinalWord); ok && l.value > 2 && isEnglishOrdinal(l.word) {
			return uint64(l.value), i + 1
		}
	}
	if l, ok := s.lexeme(i, cardinalWord); ok && l.value >= 20 { // "twenty-fifths"
		at := i + 1
		if s.is(at, "-") {
			at++
		}
		if p, ok := s.lexeme(at, partWord); ok && p.value < 10 {
			return uint64(l.value + p.value), at + 1
		}
		if p, ok := s.lexeme(at, ordinalWord); ok && singular && p.value < 10 && isEnglishOrdinal(p.word) {
			return uint64(l.value + p.value), at + 1
		}
	}
	if p := s.compoundPart(i); p > 0 {
		return p, i + 1
	}
	return 0, i
}

func (s *scan) compoundPart(i int) uint64 {
	if !s.looks(i, isWord) || s.tokens[i].sense&numeralSense != 0 {
		return 0
	}
	if p := parseCompoundAt(s, i); p.sense == partWord {
		return p.value
	}
	return 0
}

// isEnglishOrdinal tells the English ordinals, which name parts too, from the
// German ones.
func isEnglishOrdinal(word string) bool {
	end := word[max(0, len(word)-2):]
	return end == "th" || end == "rd" || end == "st" || word == "second"
}

// partEnds tells whether a part in the singular ("a fifth") is one: a noun behind
// it would make it an ordinal.
func (s *scan) partEnds(i int) bool {
	return i >= len(s.tokens) || s.looks(i, isSign) || s.is(i, "of") || s.is(i, "and") || s.is(i, "or")
}

// ofScale reads "of a million" and "Millionen" behind parts.
func (s *scan) ofScale(n *numeral, i int) int {
	if s.is(i, "of") && s.is(i+1, "a") {
		if next := s.scaled(n, i+2, 99); next > i+2 {
			return next
		}
		return i
	}
	return s.scaled(n, i, 99)
}

// andPart reads "and a half", "und drei Viertel" behind a whole number.
func (s *scan) andPart(n *numeral, value uint64, scale, i int) int {
	if !s.has(i, andWord) {
		return i
	}
	at, num := i+1, uint64(1)
	singular := true
	if _, ok := s.lexeme(at, articleWord); ok {
		at++
	} else {
		c, next := s.wholeWords(at)
		if next == at || c.value > 99 {
			return i
		}
		at, num, singular = next, c.value, c.value == 1
	}
	den, next := s.divisor(at, 0, singular)
	if den <= num || singular && !s.partEnds(next) && !s.has(next-1, partWord) {
		return i
	}
	return s.addPart(n, value, scale, num, den, next)
}

// addPart adds num/den, of the scale that the number has ("one million and a
// half") or that follows ("five and a half million").
func (s *scan) addPart(n *numeral, value uint64, scale int, num, den uint64, i int) int {
	if scale == 99 || scale < 6 {
		s.set(n, value*den+num, den)
		return s.scaled(n, i, 99)
	}
	unit := uint64(1)
	for range scale {
		unit *= 10
	}
	next := i
	if l, ok := s.lexeme(i, scaleWord|manyWord); ok && l.value > 2 && int(l.value) < scale {
		unit, next = 1, i+1
		for range l.value {
			unit *= 10
		}
	}
	high, low := bits.Mul64(value, den)
	if _, over := bits.Mul64(unit, num); high != 0 || low > 1<<62 || over > 1<<62 {
		return i
	}
	s.set(n, low+unit*num, den)
	return next
}

// pointed reads "Komma drei", "point nought four".
func (s *scan) pointed(n *numeral, value uint64, i int) int {
	if !s.has(i, pointWord) {
		return i
	}
	digits, next := whole(value).digits, i
	for at := i + 1; ; {
		c, end := s.wholeWords(at)
		if end == at || c.value > 99 || len(digits) > 40 {
			break
		}
		digits += whole(c.value).digits
		at, next = end, end
		if c.value > 9 {
			break
		}
	}
	if next > i {
		negative := n.value.negative
		n.value = exact{negative: negative, digits: digits, exp: len(whole(value).digits) - len(digits)}
		n.decimals = -n.value.exp
	}
	return next
}

// scaleBehind takes the scale word behind a number in digits, and what goes on
// from it in words.
func (s *scan) scaleBehind(n *numeral) {
	i := n.next
	if i >= len(s.tokens) || !s.looks(i, spaced) && !s.is(i, "-") || s.tokens[i].shape&newLine != 0 && s.is(i, "-") {
		return
	}
	at := i
	if s.is(at, "-") && s.joined(at) && s.joined(at+1) {
		at++
	}
	if d, ok := s.lexeme(at, dozenWord); ok && n.decimals == 0 {
		if v, ok := uint64Of(n.value.digits); ok {
			s.set(n, v*uint64(d.value), 1)
			n.end, n.next = int(s.tokens[at].end), at+1
		}
		return
	}
	l, ok := s.lexeme(at, scaleWord|manyWord)
	if !ok || s.unspokenScale(at, l) {
		return
	}
	n.scale = int(l.value)
	value, isWhole := uint64Of(n.value.digits)
	n.value.exp += n.scale
	n.end, n.next = int(s.tokens[at].end), at+1
	if s.is(at+1, ".") && s.joined(at+1) && isShortScale(l.word) && s.abbreviates(at+1) {
		n.end, n.next = n.end+1, at+2
	}
	if isWhole && n.decimals == 0 && at == i {
		s.wordsBehind(n, value, l)
	}
}

// unspokenScale tells whether a word that is a scale in one language only stands
// in a text of no known language: "Billion".
func (s *scan) unspokenScale(i int, l lexeme) bool {
	if l.text == "" || s.options.Language == "de" || s.options.Language == "en" {
		return false
	}
	return l.word != "bn" && l.word != "tn" && s.tokens[i].shape&capital != 0
}

func isShortScale(word string) bool {
	switch word {
	case "mio", "mill", "mrd", "mia", "tsd", "bio":
		return true
	}
	return false
}

// abbreviates tells whether a full stop belongs to the abbreviation before it:
// always, but at the end of a passage.
func (s *scan) abbreviates(i int) bool { return i+1 < len(s.tokens) }

// wordsBehind goes on from "4 thousand" with "3 hundred and 21".
func (s *scan) wordsBehind(n *numeral, value uint64, l lexeme) {
	c := counted{room: 1000, scale: 99, value: value, low: value}
	if !s.addScale(&c, lexeme{value: l.value, sense: scaleWord}, false) {
		return
	}
	scale := c.scale
	next := n.next
	for at := next; at < len(s.tokens); {
		word, joint := at, s.has(at, andWord)
		if joint {
			word++
		} else if s.tokens[at].shape&isSign != 0 {
			break
		}
		if s.looks(word, isDigits) && !joint {
			if k, ok := s.lexeme(word+1, scaleWord); !ok || k.value > 2 {
				break // "1 million 5 ...": digits go on only with "and" or "3 hundred"
			}
		}
		before := c
		after, ok := s.addWord(&c, word, false, joint)
		if !ok {
			c = before
			break
		}
		at, next = after, after
	}
	if next > n.next {
		s.set(n, c.value, 1)
		n.next, n.end = next, int(s.tokens[next-1].end)
		return
	}
	if end := s.andPart(n, c.value, scale, n.next); end > n.next {
		n.next, n.end = end, int(s.tokens[end-1].end)
	}
}

// halfBehind reads "3 million and a half" where no scale did.
func (s *scan) halfBehind(n *numeral) {
	if n.scale != 0 || n.decimals > 0 || n.is(fraction) || !s.has(n.next, andWord) {
		return
	}
	if value, ok := uint64Of(n.value.digits); ok && value < 1000 && s.has(n.next+1, articleWord) {
		if end := s.andPart(n, value, 99, n.next); end > n.next {
			n.next, n.end = end, int(s.tokens[end-1].end)
		}
	}
}

// scaleGlued reads "10k", "2mil", "5bn".
func (s *scan) scaleGlued(n *numeral) {
	t := &s.tokens[n.next]
	switch rest := s.body[n.end:t.end]; rest {
	case "k":
		n.value.exp += 3
	case "mil", "mln", "mn", "Mio", "MM":
		n.value.exp += 6
		n.scale = 6
	case "bn", "bln", "Mrd":
		n.value.exp += 9
		n.scale = 9
	case "tn", "tln":
		n.value.exp += 12
		n.scale = 12
	default:
		return
	}
	n.end, n.next, n.glued = int(t.end), n.next+1, false
}

func uint64Of(digits string) (v uint64, ok bool) {
	if len(digits) > 18 {
		return 0, false
	}
	for i := range len(digits) {
		v = v*10 + uint64(digits[i]-'0')
	}
	return v, true
}
