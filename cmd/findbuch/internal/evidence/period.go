package evidence

import "findbuch/cmd/findbuch/internal/evidence/edtf"

// period reads "11. bis 13. Mai", "3. Mai bis 5. Juni 1999", "1914-1918", "1990
// und 1995" behind "zwischen". The end says what the beginning leaves out.
func (r *reader) period(i int) int {
	if to := r.years(i); to != 0 {
		return to
	}
	if _, n, _ := r.number(i); n == 4 && !r.is(i+1, "-") && !r.is(i+1, "/") {
		return 0 // years alone have their own rule
	}
	first, ok := r.moment(i, true)
	if !ok {
		first, ok = r.dayAlone(i)
	}
	if ok && first.rule == "year" && r.looks(i, isDigits) {
		return 0 // the rule of years has refused them
	}
	if !ok || first.more.EDTF != "" && first.more.Mod == "" || first.more.ISO8601 != "" {
		return 0
	}
	at := r.through(i, first.to)
	if at == 0 {
		return 0
	}
	last, ok := r.moment(at, true)
	if m, yes := r.sameMonth(first, at); yes {
		last, ok = m, true
	}
	if !ok || last.day == 0 && first.day != 0 {
		last, ok = r.dayAlone(at)
		ok = ok && first.day != 0 && first.part == 0 && r.daysOnly(i, at, last.to)
	}
	if !ok || (first.day == 0) != (last.day == 0) || last.more.ISO8601 != "" ||
		first.rule == "weekday" || last.rule == "weekday" {
		return 0
	}
	if first.day == 0 && (first.part == 0) != (last.part == 0) {
		return 0
	}
	return r.addPeriod(i, first, last)
}

// sameMonth reads the "5, 1999" of "May 3-5, 1999".
func (r *reader) sameMonth(first moment, at int) (moment, bool) {
	if !r.en || first.day == 0 || first.part == 0 || first.dated || !r.looks(first.to-1, isDigits) ||
		!r.looks(at, isDigits) {
		return moment{}, false
	}
	d, n, ok := r.number(at)
	if !ok || n > 2 || d <= first.day || r.has(at+1, month) || r.is(at+1, ".") &&
		r.has(at+2, month) || r.runsOn(at+1) || r.decimal(at+1) {
		return moment{}, false
	}
	m := moment{calendar: calendar{part: first.part, day: d}, to: at + 1, rule: "day-month"}
	r.year(&m)
	return m, true
}

func (r *reader) startsWithDigit(i int) bool { return r.folded[r.tokens[i].from]-'0' <= 9 }

func (r *reader) addPeriod(i int, first, last moment) int {
	if first.dated && !last.dated || first.century || last.century || first.decade != last.decade ||
		last.more.TIMEX3 != "" && last.more.Mod == "" ||
		first.day+first.part == 0 && !first.dated || last.day+last.part == 0 && !last.dated {
		return 0
	}
	if first.day != 0 && first.part == 0 {
		first.part = last.part
	}
	if first.part != 0 && !first.dated && last.dated {
		first.year, first.dated = last.year, true
		if first.part > last.part {
			first.year--
		}
	}
	if !first.possible() || !last.possible() {
		return 0
	}
	v := Value{EDTF: first.edtf() + "/" + last.edtf(), TIMEX3: first.timex3() + "/" + last.timex3()}
	if first.dated && last.dated && first.edtf() >= last.edtf() || first.day == last.day &&
		first.part == last.part && first.dated == last.dated && !first.dated ||
		first.part == last.part && !first.dated && first.day > last.day {
		return 0
	}
	if first.part > 12 || last.part > 12 || !first.dated && first.edtf() > last.edtf() {
		v.EDTF = "" // nor has it intervals of seasons, or over the turn of an unknown year
	} else if _, err := edtf.Parse(v.EDTF); err != nil {
		v.EDTF = ""
	}
	r.add(Period, i, last.to, "from-to", v)
	return last.to
}

// through returns the token behind what joins two ends, or 0.
func (r *reader) through(first, at int) int {
	between := r.preposition(first-1, isBetween) || r.preposition(first-1, isArticle) &&
		r.preposition(first-2, isBetween)
	switch {
	case at >= len(r.tokens):
		return 0
	case r.is(at, "bis"), r.is(at, "to") && r.en, r.one(at, "until", "till", "through"):
		at++
	case between && (r.one(at, "und", "and")):
		at++
	case r.one(at, "-", "–", "—"):
		if r.tokens[at].shape&spaced != 0 && (at+1 >= len(r.tokens) || r.tokens[at+1].shape&spaced == 0) {
			return 0
		}
		at++
	default:
		return 0
	}
	for n := 0; n < 2 && r.preposition(at, isArticle, isTo); n++ {
		at++
	}
	return at
}

// dayAlone reads the "11." or "11" of "11. bis 13. Mai".
func (r *reader) dayAlone(i int) (moment, bool) {
	d, n, ok := r.number(i)
	if !ok || n > 2 || d < 1 || d > 31 || r.midDay(i) {
		return moment{}, false
	}
	m := moment{calendar: calendar{day: d}, to: i + 1, rule: "day"}
	if r.is(i+1, ".") && r.joined(i+1) {
		m.to++
	}
	return m, true
}

// midDay is midNumber, but that the sign which joins a range may stand before.
func (r *reader) midDay(i int) bool {
	return r.joined(i) && !r.is(i-1, "-") && !r.is(i-1, "–") && !r.is(i-1, "—") && !r.is(i-1, "/") &&
		r.midNumber(i)
}

// daysOnly tells whether "11. bis 13." without a month is two days: "vom" stands
// before it, and behind it no noun that they could count ("vom 11. bis 13.
// Platz").
func (r *reader) daysOnly(i, last, to int) bool {
	return r.de && r.is(i-1, "vom") && r.is(i+1, ".") && to == last+2 && !r.counts(to) &&
		!r.has(to, timeUnit|month) &&
		!(to < len(r.tokens) && r.joined(to) && r.looks(to, isWord|isDigits))
}

// years reads two years: "1914-1918", "1914–18", "1995/96", "1926 bis 1995".
func (r *reader) years(i int) int {
	a, n, ok := r.number(i)
	if !ok || n != 4 || a < 1000 || a > 2150 || r.midNumber(i) {
		return 0
	}
	at := i + 1
	slash := r.is(at, "/") && r.joined(at) && r.joined(at+1)
	hyphen := r.is(at, "-") && r.joined(at)
	if slash {
		at++
	} else if at = r.through(i, at); at == 0 {
		return 0
	}
	b, n, ok := r.number(at)
	if !ok || n != 4 && n != 2 || r.runsOn(at+1) || r.counts(at+1) || r.decimal(at+1) ||
		r.has(at+1, month|clockWord) || r.joined(at+1) && (r.one(at+1, "-", "/")) {
		return 0
	}
	if r.is(at+1, ".") && r.joined(at+1) && n == 2 && r.has(at+2, month) {
		return 0
	}
	if n == 2 {
		// "2010-12" is December 2010 as well.
		if !r.joined(at) || hyphen && b <= 12 || b <= a%100 {
			return 0
		}
		b += a / 100 * 100
	}
	prepositions := r.preposition(i-1, isBetween, isFrom) || r.is(i-1, "(")
	if r.numbers(i-1) || !prepositions && (a < 1500 || b > 2060 || r.looks(i-1, allCaps) && !r.opens(i-1)) {
		return 0
	}
	if n == 2 && (a%100 == 0 || r.is(i-2, "(") && r.is(i-1, "(")) || r.options.Language == "en" &&
		prepositions && (a < 1500 || b > 2060) {
		return 0 // a difference, "1500-48", or other numbers
	}
	round := a%50 == 0 && b%50 == 0
	if b <= a || b > 2150 || slash && a < 1500 || slash && b != a+1 || round && !r.is(i-1, "(") &&
		!r.preposition(i-1, isBetween, isFrom) ||
		r.softened(i) || r.options.Language == "en" && round {
		return 0
	}
	first, last := calendar{year: a, dated: true}, calendar{year: b, dated: true}
	r.add(Period, i, at+1, "years", Value{EDTF: first.edtf() + "/" + last.edtf(),
		TIMEX3: first.timex3() + "/" + last.timex3()})
	return at + 1
}

// days reads days that share a month: "3., 4. und 5. Oktober", "3./4. Mai". Each
// is a date; those before the last do not say the month by themselves.
func (r *reader) days(i int) int {
	if d, ok := r.dayAlone(i); !ok || !r.listed(d.to) {
		return 0
	}
	at := i
	var list [31]struct{ day, from, to int }
	n := 0
	for n < len(list) {
		d, ok := r.dayAlone(at)
		if !ok {
			return 0
		}
		if n > 0 {
			if m, ok := r.dayMonth(at, d.day, 2); ok {
				for k := range n {
					r.add(Date, list[k].from, list[k].to, "day", calendar{day: list[k].day}.value())
				}
				r.add(Date, at, m.to, m.rule, m.stated().value())
				return m.to
			}
		}
		if !r.listed(d.to) {
			return 0
		}
		if r.is(d.to, ",") && !r.is(d.to-1, ".") {
			return 0
		}
		list[n] = struct{ day, from, to int }{d.day, at, d.to}
		n++
		at = d.to + 1
		for r.preposition(at, isOn, isArticle, isFrom) {
			at++ // "am 16. sowie am 17. Mai"
		}
	}
	return 0
}

// listed tells whether token i joins the days of a list.
func (r *reader) listed(i int) bool {
	return r.one(i, ",", "und", "and", "oder", "/", "sowie")
}
