package evidence

// This file reads what a date is by its first word; dates in digits are in
// date_digits.go, years and what is made of years in date_year.go, words in
// date_words.go and relative.go.

// A moment is a date being read: what of the calendar it says, and what else.
type moment struct {
	calendar
	to   int // the token behind it
	rule string
	more wording // Mod, ISO8601, and EDTF and TIMEX3 where the calendar does not say it
	cut  int     // bytes of the last token that are no part of it
	// article tells whether an article before it belongs to it.
	article bool
}

// wording is what a date says besides its calendar: the temporal members of Value.
type wording struct{ EDTF, Mod, ISO8601, TIMEX3 string }

func (w wording) value() Value {
	return Value{EDTF: w.EDTF, Mod: w.Mod, ISO8601: w.ISO8601, TIMEX3: w.TIMEX3}
}

func (m *moment) stated() wording {
	w := m.more
	if w.EDTF == "" && w.TIMEX3 == "" {
		w.EDTF, w.TIMEX3 = m.edtf(), m.timex3()
	}
	return w
}

// date reads a date and, where a preposition says so, the period that it opens
// or closes.
func (r *reader) date(i int) int {
	m, ok := r.moment(i, false)
	if !ok {
		return 0
	}
	from := i
	if m.article {
		from = r.article(i)
	}
	w := m.stated()
	r.add(Date, from, m.to, m.rule, w.value())
	r.facts[len(r.facts)-1].Span.End -= m.cut
	r.open(from, &m, w)
	return m.to
}

// moment reads a date that begins at token i. With cued, something before it
// makes clear that it is one.
func (r *reader) moment(i int, cued bool) (moment, bool) {
	if i >= len(r.tokens) {
		return moment{}, false
	}
	t := &r.tokens[i]
	switch {
	case t.shape&isDigits != 0:
		return r.numeric(i, cued)
	case t.shape&isSign != 0:
		return moment{}, false
	case r.folded[t.from]-'0' <= 9:
		return r.numbered(i)
	case t.sense&dateWords == 0:
		return moment{}, false
	}
	for senses := t.sense & dateWords; senses != 0; senses &= senses - 1 {
		if m, ok := r.worded(i, senses&-senses, cued); ok {
			return m, true
		}
	}
	return moment{}, false
}

const dateWords = extent | deictic | month | weekdayName | deicticDay | seasonName | timeUnit | rankWord | softener | holidayName | clockWord

// worded reads a date that begins with a word, by one of the word's senses.
func (r *reader) worded(i int, by sense, cued bool) (moment, bool) {
	switch by {
	case extent:
		return r.partOf(i)
	case deictic:
		return r.relative(i)
	case month:
		return r.monthFirst(i, cued)
	case weekdayName:
		return r.onWeekday(i)
	case deicticDay:
		return r.nearDay(i)
	case seasonName:
		return r.ofSeason(i, cued)
	case timeUnit:
		if m, ok := r.onWeekend(i); ok {
			return m, true
		}
		return r.namedYear(i)
	case rankWord:
		return r.ordinalPart(i)
	case softener:
		return r.inDecade(i)
	case holidayName:
		return r.onHoliday(i)
	}
	return r.calendarWeek(i)
}
