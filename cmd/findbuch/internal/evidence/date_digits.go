package evidence

// numeric reads what begins with digits: "26. Oktober 2023", "11.3.1999",
// "1999-03-11", "3/11/1999", "19. Jahrhundert", "3. Quartal 2014", "1999".
func (r *reader) numeric(i int, cued bool) (moment, bool) {
	if r.midNumber(i) {
		return moment{}, false
	}
	n, digits, ok := r.number(i)
	if !ok {
		return moment{}, false
	}
	if before, to := r.beforeChrist(i + 1); before && n > 0 {
		return moment{calendar: calendar{year: 1 - n, dated: true}, to: to, rule: "year"}, true
	}
	if digits == 4 {
		if m, ok := r.isoDate(i, n, digits); ok {
			return m, true
		}
		return r.bareYear(i, cued)
	}
	for _, rule := range dayRules {
		if m, ok := rule(r, i, n, digits); ok {
			return m, true
		}
	}
	return moment{}, false
}

// dayRules read what begins with a day, or another number of one or two digits.
var dayRules = [...]func(r *reader, i, n, digits int) (moment, bool){
	(*reader).dayMonth, (*reader).pointedDate, (*reader).slashedDate, (*reader).countedPart,
	(*reader).bareDay,
}

// midNumber tells whether the digits are a part of something longer: a decimal,
// a telephone number, a version.
func (r *reader) midNumber(i int) bool {
	if !r.joined(i) {
		return false
	}
	switch string(r.fold(i - 1)) {
	case "(", "[", "\"", "'", "»", "«", "„", "“", "‘", "’", "–", "—", "©":
		return false
	case "-", "/":
		return r.joined(i-1) || !r.looks(i-2, isWord) && i > 1
	}
	return true
}

// isoDate reads 1999-03-11.
func (r *reader) isoDate(i, y, digits int) (moment, bool) {
	if digits != 4 || !(r.is(i+1, "-") && r.is(i+3, "-") || r.is(i+1, "/") && r.is(i+3, "/")) ||
		!r.joined(i+1) || !r.joined(i+2) || !r.joined(i+3) || !r.joined(i+4) {
		return moment{}, false
	}
	m, md, _ := r.number(i + 2)
	d, dd, ok := r.number(i + 4)
	cut := 0
	if w := r.foldAt(i + 4); !ok && len(w) == 5 && w[2] == 't' && w[0]-'0' <= 3 && w[1]-'0' <= 9 &&
		w[3]-'0' <= 9 {
		d, dd, cut = int(w[0]-'0')*10+int(w[1]-'0'), 2, 3 // "12T10" of 2019-10-12T10:11
	}
	if md != 2 || dd != 2 || m < 1 || d < 1 {
		return moment{}, false
	}
	out := moment{calendar: calendar{year: y, dated: true, part: m, day: d}, to: i + 5, rule: "iso",
		cut: cut}
	return out, out.possible() && !r.runsOn(out.to)
}

// runsOn tells whether digits or a word go on without a space at token i.
func (r *reader) runsOn(i int) bool {
	return r.joined(i) && r.looks(i, isWord|isDigits)
}

// pointedDate reads 11.3.1999, "11. 3. 99", and 11.3. behind a preposition.
func (r *reader) pointedDate(i, d, digits int) (moment, bool) {
	if digits > 2 || d < 1 || !r.is(i+1, ".") || !r.joined(i+1) || !r.is(i+3, ".") || !r.joined(i+3) {
		return moment{}, false
	}
	mth, md, ok := r.number(i + 2)
	if !ok || md > 2 || mth < 1 || mth > 12 {
		return moment{}, false
	}
	m := moment{calendar: calendar{part: mth, day: d}, to: i + 4, rule: "day-month"}
	if !r.de && (md != 2 || digits != 2) {
		return moment{}, false // a version more often than a date
	}
	y, yd, ok := r.number(i + 4)
	switch {
	case ok && yd == 4 && !(r.is(i+5, ".") && r.runsOn(i+6)):
		m.year, m.dated, m.to, m.rule = y, true, i+5, "full"
	case ok && yd == 2 && (r.de || d > 12 && y > 50) && r.joined(i+4) && (digits == 2 && md == 2 ||
		r.preposition(i-1, isOn, isFrom, isTo, isArticle)) && !(r.is(i+5, ".") &&
		r.joined(i+5) && r.looks(i+6, isDigits)):
		// Two digits do not say the century; ISO 8601-2 can leave it open.
		m.to, m.rule = i+5, "full"
		m.more.EDTF, m.more.TIMEX3 = twoDigitYear(y, m.calendar)
	case r.is(i+4, "*") && r.joined(i+4):
		return moment{}, false // "2.6.*"
	case r.is(i-1, "bis") && r.looks(i-2, isDigits) && r.is(i-3, ".") && r.joined(i-2):
		return moment{}, false // "5.0 bis 6.4."
	case r.joined(i+4) && r.looks(i+4, isWord|isDigits), !r.de ||
		!r.preposition(i-1, isOn, isFrom, isUntil, isTo, isSince, isAfter, isBefore, isArticle):
		return moment{}, false
	}
	return m, m.possible() && !r.runsOn(m.to)
}

func twoDigitYear(y int, c calendar) (edtf, timex string) {
	rest := c.edtf()[4:]
	century := "XX" + string(rune('0'+y/10)) + string(rune('0'+y%10))
	return century + rest, century + rest
}

// slashedDate reads 3/11/1999, of which both readings stay when neither number
// is above 12.
func (r *reader) slashedDate(i, a, digits int) (moment, bool) {
	if digits > 2 || !r.is(i+1, "/") || !r.is(i+3, "/") || !r.joined(i+1) || !r.joined(i+2) ||
		!r.joined(i+3) || !r.joined(i+4) {
		return moment{}, false
	}
	b, bd, _ := r.number(i + 2)
	y, yd, _ := r.number(i + 4)
	if bd < 1 || bd > 2 || yd != 4 || r.runsOn(i+5) || r.is(i+5, "/") {
		return moment{}, false
	}
	european := calendar{year: y, dated: true, part: b, day: a}
	american := calendar{year: y, dated: true, part: a, day: b}
	e, us := b >= 1 && b <= 12 && a >= 1 && european.possible(), a >= 1 && a <= 12 && b >= 1 &&
		american.possible()
	m := moment{calendar: european, to: i + 5, rule: "full"}
	switch {
	case e && us && a != b && r.en:
		first, second := european, american
		if american.part < european.part {
			first, second = american, european
		}
		m.rule, m.more.EDTF, m.more.TIMEX3 = "either", "["+first.edtf()+","+second.edtf()+"]", fourDigits(y)
	case us && !e:
		m.calendar = american
	}
	return m, e || us
}

// dayMonth reads "26. Oktober 2023", "26 October 2023", "3. Mai".
func (r *reader) dayMonth(i, d, digits int) (moment, bool) {
	if digits > 2 || d < 1 || d > 31 {
		return moment{}, false
	}
	at, pointed := i+1, false
	if r.is(at, "-") && r.is(at+2, "-") && r.joined(at) && r.joined(at+1) && r.joined(at+2) &&
		r.joined(at+3) && r.has(at+1, month) {
		mth, _ := r.value(at+1, month)
		y, n, _ := r.number(at + 3)
		m := moment{calendar: calendar{year: y, dated: true, part: mth % 100, day: d}, to: at + 4,
			rule: "full"}
		return m, n == 4 && m.possible() && !r.runsOn(m.to) // 12-Oct-2019
	}
	if r.is(at, ".") && r.joined(at) {
		at, pointed = at+1, true
	}
	return r.dayOf(at, d, pointed)
}

// dayOf reads the month, and year if there is one, behind a day. Without the
// point of an ordinal it is English, or has a year.
func (r *reader) dayOf(at, d int, pointed bool) (moment, bool) {
	if r.is(at, "of") {
		at++
	}
	mth, ok := r.value(at, month)
	if !ok || !r.looks(at, capital) {
		return moment{}, false
	}
	m := moment{calendar: calendar{part: mth % 100, day: d}, to: at + 1, rule: "day-month"}
	r.year(&m)
	if short := r.tokens[at].to-r.tokens[at].from <= 3 && mth != 105; short && !m.dated &&
		m.to == at+1 && r.looks(m.to, capital) {
		return moment{}, false // "9. Jan Weber"
	}
	if !pointed && !m.dated && (!r.en || r.looks(m.to, isDigits) || mth > 100 && !r.looks(m.to, isSign)) {
		return moment{}, false
	}
	return m, m.possible()
}

// counts tells whether token i is a unit or the like, so that the number before
// it is neither year nor day.
func (r *reader) counts(i int) bool {
	if v, ok := r.value(i, softener); ok && v == noUnit {
		return true
	}
	if r.is(i, "$") && r.looks(i+1, isWord) && !r.joined(i+1) {
		return false // a prompt
	}
	return r.one(i, "%", "€", "$", "°") || r.has(i, timeUnit) && !r.de || r.plural(i)
}

func (r *reader) plural(i int) bool {
	u, ok := r.value(i, timeUnit)
	return ok && u > 100
}

// decimal tells whether a sign at token i goes on with digits: 1999,5.
func (r *reader) decimal(i int) bool {
	return r.joined(i) && (r.one(i, ".", ",", ":")) && r.joined(i+1) && r.looks(i+1, isDigits|isWord)
}

// bareDay reads "23." behind "am" or "zum", when nothing follows that it could
// count.
func (r *reader) bareDay(i, d, digits int) (moment, bool) {
	if !r.de || digits > 2 || d < 1 || d > 31 || !r.is(i+1, ".") || !r.joined(i+1) ||
		!r.is(i-1, "am") && !r.is(i-1, "vom") {
		return moment{}, false
	}
	if next := i + 2; next < len(r.tokens) && (r.listed(next) || r.is(next, "bis") ||
		r.looks(next, capital|isDigits) || r.has(next, everyWord) || r.joined(next) || r.counts(next)) {
		return moment{}, false
	}
	return moment{calendar: calendar{day: d}, to: i + 2, rule: "day"}, true
}
