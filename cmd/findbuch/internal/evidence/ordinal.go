package evidence

import (
	"bytes"
	"slices"
)

// Ordinals, read on demand: "dritte", "third", "21st", and "3." before a German
// noun where an article or preposition makes it one. The days of dates are none.
// Places that are relative ("last", "nächste") are none either.

// ordinal appends the ordinal that begins with token i and returns the token
// behind it, or i.
func (s *scan) ordinal(facts *[]Fact, i int) int {
	t := &s.tokens[i]
	value, next, rule := uint64(0), i, "words"
	switch {
	case isDigit(s.folded[t.from]):
		value, next, rule = s.digitOrdinal(i)
	case s.joined(i) && !s.opensWord(i-1):
	default:
		value, next = s.wordOrdinal(i)
	}
	if next == i {
		return i
	}
	*facts = append(*facts, Fact{Kind: Ordinal, Span: s.span(i, next), Rule: rule, Stated: Value{Number: whole(value).String()}})
	return next
}

// digitOrdinal reads "21st" and "3.".
func (s *scan) digitOrdinal(i int) (value uint64, next int, rule string) {
	var n numeral
	if !s.cleanBefore(i, &n) || n.is(listed|ranged) {
		return 0, i, ""
	}
	w := s.fold(i)
	digits := bytes.TrimRight(w, "abcdefghijklmnopqrstuvwxyz")
	value, ok := uint64Of(string(digits))
	if !ok || len(digits) == 0 || bytes.ContainsFunc(digits, func(r rune) bool { return r < '0' || r > '9' }) {
		return 0, i, ""
	}
	if len(digits) < len(w) {
		if string(w[len(digits):]) == ordinalSuffix(value) {
			return value, i + 1, "digits-suffix"
		}
		return 0, i, ""
	}
	if s.options.Language == "en" || !s.is(i+1, ".") || !s.joined(i+1) || !s.dotOrdinal(i, value) {
		return 0, i, ""
	}
	return value, i + 2, "digits-point"
}

func ordinalSuffix(value uint64) string {
	if value/10%10 != 1 {
		switch value % 10 {
		case 1:
			return "st"
		case 2:
			return "nd"
		case 3:
			return "rd"
		}
	}
	return "th"
}

// dotOrdinal tells whether "3." before a word is an ordinal: an article or
// preposition stands before it, a noun behind it that is no month.
func (s *scan) dotOrdinal(i int, value uint64) bool {
	next := i + 2
	if value == 0 || !s.looks(next, capital) || s.tokens[next].shape&(spaced|newLine) != spaced || i == 0 || s.has(next, month) {
		return false
	}
	switch string(s.fold(i - 1)) {
	case "der", "die", "das", "dem", "den", "des", "im", "zum", "zur", "beim", "ins", "ihr", "ihre", "ihrem", "ihren",
		"sein", "seinem", "seinen", "jeder", "jede", "jedes", "jeden", "ein", "eine", "einen", "einem", "einer":
		return true
	}
	return false
}

// wordOrdinal reads "fünfundzwanzigste", "twenty-fifth", "three trillionth".
func (s *scan) wordOrdinal(i int) (value uint64, next int) {
	c, at := s.wholeWords(i)
	word := at
	if at > i && s.is(word, "-") && s.joined(word) == s.joined(word+1) {
		word++
	}
	if !s.looks(word, isWord) {
		return 0, i
	}
	own := uint64(0)
	if at == i && s.is(i-1, "zu") && s.options.Language != "en" && s.tokens[i].sense&ordinalWord == 0 {
		own = groupOf(s.fold(word))
	} else if l, ok := s.lexeme(word, ordinalWord); ok {
		own = uint64(l.value)
	} else if s.tokens[word].sense&numeralSense == 0 {
		if p := parseCompoundAt(s, word); p.sense == ordinalWord {
			own = p.value
		}
	}
	switch {
	case own == 0:
		return 0, i
	case at == i && own == 2 && s.is(word, "second") && s.timeSecond(word):
		return 0, i
	case at == i:
		return own, word + 1
	case own >= 100 && c.low > 0 && own%100 == 0 && !c.isPart(s, word):
		return c.value - c.low + c.low*own, word + 1
	case own < c.room && c.room < 1000 && c.value >= 20:
		return c.value + own, word + 1
	}
	return 0, i
}

// groupOf returns how many "zu dritt" are.
func groupOf(w []byte) uint64 {
	for i, names := range [...][]string{{"zweit"}, {"dritt"}, {"viert"}, {"funft", "fuenft"}, {"sechst"}, {"siebt"}, {"acht"},
		{"neunt"}, {"zehnt"}, {"elft"}, {"zwolft", "zwoelft"}} {
		if slices.Contains(names, string(w)) {
			return uint64(i + 2)
		}
	}
	return 0
}

// isPart tells whether "one hundredth" is a part.
func (c *counted) isPart(s *scan, i int) bool { return c.value == 1 && s.partEnds(i+1) }

// timeSecond tells whether "second" is one of time.
func (s *scan) timeSecond(i int) bool {
	if i == 0 {
		return false
	}
	switch string(s.fold(i - 1)) {
	case "a", "one", "per", "each", "every", "half", "split", "/", "-":
		return true
	}
	return s.looks(i-1, isDigits)
}
