package evidence

// This file is the walk of the temporal family and what its rules share. Dates
// are read in date.go, periods in period.go, durations in duration.go,
// recurrences in recurrence.go, times of day in time.go; the words are in
// temporal_words.go and the signs of EDTF and TIMEX3 in calendar.go.
//
// # What is stated
//
// Value.EDTF holds what the range says by itself, in EDTF (ISO 8601-2, up to
// level 2): "11. Oktober" is XXXX-10-11. What says when it was only by its
// distance from another day has no EDTF, and says the distance in ISO8601:
// "gestern" is -P1D, "nächstes Jahr" P1Y, "im März dieses Jahres" XXXX-03 with
// P0Y. Mod is START, MID or END of it ("Anfang Oktober"), APPROX, BEFORE or AFTER.
// Weekdays are only in TIMEX3 (XXXX-WXX-1), EDTF having no sign for them.
//
// # Ranges
//
// Prepositions stay outside ("im März": "März"), but where they are what is
// said: "vor drei Tagen" is a date, "seit 1990" a period. Then what it is made
// of, "drei Tagen" and "1990", is a fact too, inside, and has the TIMEX3, which
// in TimeML is that of the inner one. An article stands inside before what an
// adjective or a noun like "Jahrhundert" makes of a word ("den zwanziger Jahren").

// temporal appends the dates, periods, durations, recurrences and, on demand,
// times of a passage.
func temporal(s *scan, facts []Fact) []Fact {
	r := reader{scan: s, facts: facts, de: s.options.Language != "en", en: s.options.Language != "de"}
	r.gate()
	for i := 0; i < len(s.tokens); {
		t := &s.tokens[i]
		if t.sense&temporalTrigger == 0 && (t.shape&isSign != 0 || s.folded[t.from]-'0' > 9) {
			i++
			continue
		}
		i = max(r.at(i), i+1)
	}
	return alternatives(s.body, r.facts, len(facts))
}

// reader reads the temporal facts of a passage. Its rules take the token where
// they begin and return the one behind what they took, or 0.
type reader struct {
	*scan
	facts  []Fact
	de, en bool // whether the rules that need the language run
	taken  int  // the tokens before it are part of a fact already
}

// gate takes from words the senses that they cannot have where they stand: German
// nouns have a capital, and of words that both languages have one reads the
// document's.
func (r *reader) gate() {
	for i := range r.tokens {
		t := &r.tokens[i]
		if t.sense&temporalTrigger != 0 && (r.is(i-1, "_") && r.joined(i) || r.is(i+1, "_") && r.joined(i+1)) {
			t.sense &^= temporalTrigger // of a name in a program: REC_SEQ_MONDAY
		}
		if t.sense&(timeUnit|seasonName|deictic|dayPart|recurs|rankWord) == 0 {
			continue
		}
		switch w := r.fold(i); len(w) {
		case 3:
			if string(w) == "tag" && (!r.de || t.shape&capital == 0) {
				t.sense &^= timeUnit
			}
		case 4:
			if string(w) == "fall" && (!r.en || r.has(i-1, everyWord|deictic) && !r.is(i-1, "this") &&
				!r.is(i-1, "last") && !r.is(i-1, "next") && !r.is(i-1, "every")) ||
				string(w) == "last" && (!r.en || r.de && t.shape&capital != 0) {
				t.sense &^= seasonName | deictic
			}
		case 6:
			if !r.en && (string(w) == "spring" || string(w) == "second") || !r.de && string(w) == "abends" {
				t.sense &^= seasonName | timeUnit | rankWord | dayPart
			}
		}
		if t.sense&recurs != 0 && t.shape&capital != 0 && t.shape&allCaps == 0 && !r.opens(i) &&
			!r.has(i, weekdayName) {
			// "Linux Weekly News", "der Name des Wochentags"; but "on Mondays"
			if v, _ := r.value(i, recurs); v < 100 || v >= 300 {
				t.sense &^= recurs
			}
		}
	}
}

// at reads what begins at token i, by the rules that its senses and shape allow.
func (r *reader) at(i int) int {
	t := &r.tokens[i]
	digits := t.shape&isDigits != 0 || r.folded[t.from]-'0' <= 9
	for k := range rules {
		if rule := &rules[k]; digits && rule.digits || t.sense&rule.words != 0 {
			if to := rule.read(r, i); to > i {
				r.taken = to
				return to
			}
		}
	}
	return 0
}

// rules are tried in this order.
var rules = [...]struct {
	digits bool // whether it may begin with digits
	words  sense
	read   func(r *reader, i int) int
}{
	{true, dayWithPart | weekdayName | deicticDay | dayPart | extent | howMany | clockWord,
		(*reader).clock},
	{true, month | weekdayName | extent | softener | seasonName, (*reader).period},
	{false, recurs | everyWord | timeUnit | howMany, (*reader).recurrence},
	{true, 0, (*reader).days},
	{true, dateWords, (*reader).date},
	{true, lasting | softener | deictic | howMany | timeUnit, (*reader).duration},
	{false, referenceWord, (*reader).reference},
}

// add appends a fact of the tokens [from, to).
func (r *reader) add(kind Kind, from, to int, rule string, v Value) {
	r.facts = append(r.facts, Fact{Kind: kind, Span: r.span(from, to), Rule: rule, Stated: v})
}

// number returns the value of a token of at most 4 digits.
func (r *reader) number(i int) (n, digits int, ok bool) {
	if !r.looks(i, isDigits) {
		return 0, 0, false
	}
	w := r.fold(i)
	if len(w) > 4 {
		return 0, len(w), false
	}
	for _, c := range w {
		n = n*10 + int(c-'0')
	}
	return n, len(w), true
}

// value returns the value of a word in one of these senses.
func (r *reader) value(i int, any sense) (int, bool) {
	if !r.has(i, any) {
		return 0, false
	}
	l, ok := r.tokens[i].entry.of(any)
	return int(l.value), ok
}

// opens tells whether token i begins a sentence.
func (r *reader) opens(i int) bool {
	return i == 0 || r.tokens[i-1].shape&endsClause != 0 || r.is(i-1, ":")
}

// article returns the token where a range that may begin with an article begins.
func (r *reader) article(from int) int {
	if from > r.taken && r.has(from-1, smallWord) {
		if v, _ := r.value(from-1, smallWord); v == isArticle {
			return from - 1
		}
	}
	return from
}

// preposition tells whether token i is one of a kind.
func (r *reader) preposition(i int, kinds ...int) bool {
	if i < 0 || !r.has(i, smallWord) {
		return false
	}
	v, _ := r.value(i, smallWord)
	for _, k := range kinds {
		if v == k {
			return true
		}
	}
	return false
}

func (r *reader) lengthy(i int) bool {
	v, ok := r.value(i, softener)
	return ok && v == lengthy
}

// foldAt is fold, but "" where there is no token.
func (r *reader) foldAt(i int) []byte {
	if i >= len(r.tokens) {
		return nil
	}
	return r.fold(i)
}

// one tells whether token i is one of these folded words or signs.
func (r *reader) one(i int, words ...string) bool {
	if i < 0 || i >= len(r.tokens) {
		return false
	}
	w := r.fold(i)
	for _, word := range words {
		if string(w) == word {
			return true
		}
	}
	return false
}
