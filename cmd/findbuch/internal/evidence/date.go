package evidence

import "strconv"

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
	(*reader).dayMonth, (*reader).pointedDate, (*reader).slashedDate, (*reader).countedPart, (*reader).bareDay,
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
	if digits != 4 || !(r.is(i+1, "-") && r.is(i+3, "-") || r.is(i+1, "/") && r.is(i+3, "/")) || !r.joined(i+1) || !r.joined(i+2) || !r.joined(i+3) || !r.joined(i+4) {
		return moment{}, false
	}
	m, md, _ := r.number(i + 2)
	d, dd, ok := r.number(i + 4)
	cut := 0
	if w := r.foldAt(i + 4); !ok && len(w) == 5 && w[2] == 't' && w[0]-'0' <= 3 && w[1]-'0' <= 9 && w[3]-'0' <= 9 {
		d, dd, cut = int(w[0]-'0')*10+int(w[1]-'0'), 2, 3 // "12T10" of 2019-10-12T10:11
	}
	if md != 2 || dd != 2 || m < 1 || d < 1 {
		return moment{}, false
	}
	out := moment{calendar: calendar{year: y, dated: true, part: m, day: d}, to: i + 5, rule: "iso", cut: cut}
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
	case ok && yd == 2 && r.joined(i+4) && (digits == 2 && md == 2 || r.preposition(i-1, isOn, isFrom, isUntil, isTo, isArticle)) && !(r.is(i+5, ".") && r.joined(i+5) && r.looks(i+6, isDigits)):
		// Two digits do not say the century; ISO 8601-2 can leave it open.
		m.to, m.rule = i+5, "full"
		m.more.EDTF, m.more.TIMEX3 = twoDigitYear(y, m.calendar)
	case r.joined(i+4) && r.looks(i+4, isWord|isDigits), !r.de || !r.preposition(i-1, isOn, isFrom, isUntil, isTo, isSince, isAfter, isBefore, isArticle):
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
	if digits > 2 || !r.is(i+1, "/") || !r.is(i+3, "/") || !r.joined(i+1) || !r.joined(i+2) || !r.joined(i+3) || !r.joined(i+4) {
		return moment{}, false
	}
	b, bd, _ := r.number(i + 2)
	y, yd, _ := r.number(i + 4)
	if bd < 1 || bd > 2 || yd != 4 || r.runsOn(i+5) || r.is(i+5, "/") {
		return moment{}, false
	}
	european := calendar{year: y, dated: true, part: b, day: a}
	american := calendar{year: y, dated: true, part: a, day: b}
	e, us := b >= 1 && b <= 12 && a >= 1 && european.possible(), a >= 1 && a <= 12 && b >= 1 && american.possible()
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
	if r.is(at, "-") && r.is(at+2, "-") && r.joined(at) && r.joined(at+1) && r.joined(at+2) && r.joined(at+3) && r.has(at+1, month) {
		mth, _ := r.value(at+1, month)
		y, n, _ := r.number(at + 3)
		m := moment{calendar: calendar{year: y, dated: true, part: mth % 100, day: d}, to: at + 4, rule: "full"}
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
	if short := r.tokens[at].to-r.tokens[at].from <= 3 && mth != 105; short && !m.dated && m.to == at+1 && r.looks(m.to, capital) {
		return moment{}, false // "9. Jan Weber"
	}
	if !pointed && !m.dated && (!r.en || r.looks(m.to, isDigits) || mth > 100 && !r.looks(m.to, isSign)) {
		return moment{}, false
	}
	return m, m.possible()
}

// year takes the year behind a month, if there is one: "1999", ", 1999", "dieses
// Jahres", "des Jahres 1999".
func (r *reader) year(m *moment) {
	at := m.to
	if r.is(at, ".") && r.joined(at) && r.has(at-1, abbreviation) {
		at++
		m.to = at
	}
	if mm, ok := r.yearAt(at); ok {
		m.take(mm)
		return
	}
	if m.day != 0 && r.is(at+1, ":") && r.is(at+3, ":") && r.joined(at+4) && r.looks(at+5, isDigits) {
		if mm, ok := r.bareYear(at+5, true); ok {
			m.take(mm) // "Tue May 13 22:12:27 2008"
			return
		}
	}
	if r.is(at, ",") && r.joined(at) && m.day != 0 && r.en {
		if y, n, ok := r.number(at + 1); ok && n == 4 && y >= 1000 && y < 2200 && !r.runsOn(at+2) && !r.joined(at+1) && !r.decimal(at+2) &&
			!(r.joined(at+2) && (r.is(at+2, "-") || r.is(at+2, "–"))) {
			m.year, m.dated, m.to, m.rule = y, true, at+2, m.fullRule()
		}
	}
}

func (m *moment) take(y moment) {
	m.to = y.to
	if y.dated {
		m.year, m.dated, m.rule = y.year, true, m.fullRule()
		return
	}
	m.more.ISO8601 = y.more.ISO8601
}

func (m *moment) fullRule() string {
	if m.day != 0 {
		return "full"
	}
	return m.rule
}

// yearAt reads a year that another word makes one: "1999" behind a month, "des
// Jahres 1999", "dieses Jahres", "im Jahr 1999", "of this year".
func (r *reader) yearAt(at int) (moment, bool) {
	if y, n, ok := r.number(at); ok && n == 4 && y >= 1000 && y < 2200 && !r.runsOn(at+1) && !r.joined(at) && !r.counts(at+1) && !r.decimal(at+1) {
		return moment{calendar: calendar{year: y, dated: true}, to: at + 1}, true
	}
	of, m0 := r.is(at, "of"), at
	for r.preposition(at, isArticle, isOf, isIn) {
		at++
	}
	if of && r.looks(at, isDigits) {
		if m, ok := r.bareYear(at, true); ok {
			return m, true // "the spring of 1995"
		}
	}
	if v, ok := r.value(at, deicticDay); ok && v >= 290 && v < 310 && at > m0 {
		return r.nearDay(at) // "des Vorjahres"
	}
	if r.has(at, deictic) && r.has(at+1, timeUnit) {
		if m, ok := r.relative(at); ok && len(m.more.ISO8601) > 0 && m.more.ISO8601[len(m.more.ISO8601)-1] == 'Y' && m.part == 0 {
			return m, true
		}
		return moment{}, false
	}
	return r.namedYear(at)
}

// counts tells whether token i is a unit or the like, so that the number before
// it is neither year nor day.
func (r *reader) counts(i int) bool {
	if v, ok := r.value(i, softener); ok && v == noUnit {
		return true
	}
	return r.is(i, "%") || r.is(i, "€") || r.is(i, "$") || r.is(i, "°") || r.has(i, timeUnit) && !r.de || r.plural(i)
}

func (r *reader) plural(i int) bool {
	u, ok := r.value(i, timeUnit)
	return ok && u > 100
}

// decimal tells whether a sign at token i goes on with digits: 1999,5.
func (r *reader) decimal(i int) bool {
	return r.joined(i) && (r.is(i, ".") || r.is(i, ",") || r.is(i, ":")) && r.joined(i+1) && r.looks(i+1, isDigits|isWord)
}

// countedPart reads what an ordinal number counts: "19. Jahrhundert", "3.
// Quartal 2014".
func (r *reader) countedPart(i, n, digits int) (moment, bool) {
	if digits > 2 || n < 1 || !r.is(i+1, ".") || !r.joined(i+1) {
		return moment{}, false
	}
	return r.partNumber(i+2, n)
}

// partNumber reads the century, quarter or half year that is the nth.
func (r *reader) partNumber(at, n int) (moment, bool) {
	if r.is(at, "-") && r.joined(at) {
		at++
	}
	u, _ := r.value(at, timeUnit)
	m := moment{to: at + 1, article: true}
	switch {
	case u == century && n <= 30:
		m.calendar, m.rule = calendar{year: (n - 1) * 100, dated: true, century: true}, "century"
		if before, to := r.beforeChrist(m.to); before {
			m.to, m.more.TIMEX3 = to, "BC"+fourDigits(n - 1)[2:]
		}
	case u == quarter && n <= 4:
		m.part, m.rule = 32+n, "quarter"
		r.year(&m)
	case u == halfYear && n <= 2:
		m.part, m.rule = 39+n, "half"
		r.year(&m)
	default:
		return moment{}, false
	}
	return m, true
}

// beforeChrist reads "v. Chr." and "BC".
func (r *reader) beforeChrist(at int) (bool, int) {
	switch {
	case r.is(at, "v") && r.is(at+1, ".") && r.is(at+2, "chr") && r.is(at+3, "."):
		return true, at + 4
	case r.is(at, "bc") && r.looks(at, allCaps):
		return true, at + 1
	}
	return false, at
}

// numbered reads words that begin with digits: "1990er Jahre", "90er-Jahren",
// "1990s", "19th century", "3rd of May 1999".
func (r *reader) numbered(i int) (moment, bool) {
	w := r.fold(i)
	n, k := 0, 0
	for k < len(w) && k < 4 && w[k] >= '0' && w[k] <= '9' {
		n = n*10 + int(w[k]-'0')
		k++
	}
	if r.joined(i) && !r.is(i-1, "'") && !r.is(i-1, "’") && !r.is(i-1, "(") && !r.is(i-1, "-") {
		return moment{}, false
	}
	switch suffix := string(w[k:]); {
	case (suffix == "er" || suffix == "ern" || suffix == "s") && n%10 == 0 && (k == 4 || k == 2 && n >= 20):
		return r.decadeOf(i+1, n, k, suffix == "s")
	case suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th":
		if m, ok := r.partNumber(i+1, n); ok {
			return m, true
		}
		if n >= 1 && n <= 31 && k <= 2 {
			return r.dayOf(i+1, n, true)
		}
	}
	return moment{}, false
}

// decadeOf reads what is behind "1990er" or "90er"; the century is open with two
// digits.
func (r *reader) decadeOf(at, n, digits int, english bool) (moment, bool) {
	m := moment{calendar: calendar{year: n, dated: digits == 4, decade: true}, to: at, rule: "decade", article: true}
	if digits == 4 && (n < 1500 || n >= 2100) {
		return m, false
	}
	if english {
		return m, digits == 4 || r.is(at-2, "'") || r.is(at-2, "’") || r.is(at-2, "the")
	}
	if r.is(at, "-") && r.joined(at) {
		at++
	}
	if r.is(at, "jahre") || r.is(at, "jahren") {
		m.to = at + 1
		return m, true
	}
	// "die 60er", "in den Neunzigern"
	named := r.startsWithDigit(m.to-1) || r.looks(m.to-1, capital)
	return m, named && r.de && r.preposition(m.to-2, isArticle) && !r.looks(m.to, capital|isDigits) && !r.joined(m.to+1)
}

// inDecade reads "zwanziger Jahre" and "the twenties".
func (r *reader) inDecade(i int) (moment, bool) {
	v, ok := r.value(i, softener)
	if !ok || v < decadeWord {
		return moment{}, false
	}
	if v%10 == 1 {
		m, _ := r.decadeOf(i+1, v-decadeWord-1, 2, true)
		return m, r.en && r.is(i-1, "the")
	}
	return r.decadeOf(i+1, v/10*10-decadeWord, 2, false)
}

// yearContext are the prepositions that a bare year may follow.
func (r *reader) yearContext(i int) bool {
	return r.preposition(i-1, isIn, isSince, isUntil, isBefore, isAfter, isFrom, isBetween, isAbout, isFor, isTo, isOf, isArticle) ||
		r.has(i-1, seasonName|month|holidayName)
}

// bareYear reads a number that is a year by what stands around it. German texts
// name years without a preposition ("1951 gehörte er"); there a noun must not
// follow, which the number would count.
func (r *reader) bareYear(i int, cued bool) (moment, bool) {
	y, digits, ok := r.number(i)
	if !ok || digits != 4 || y < 1000 || y > 2150 || r.runsOn(i+1) || r.counts(i+1) || r.decimal(i+1) ||
		r.joined(i+1) && (r.is(i+1, "-") || r.is(i+1, "/")) && r.looks(i+2, isDigits|isWord) && r.joined(i+2) {
		return moment{}, false
	}
	m := moment{calendar: calendar{year: y, dated: true}, to: i + 1, rule: "year"}
	if before, to := r.beforeChrist(m.to); before {
		m.year, m.to = 1-y, to
		return m, true
	}
	if r.listed(i+1) || r.is(i+1, "bis") || r.is(i+1, "to") || r.is(i+1, "-") || r.is(i+1, "–") {
		if r.looks(i+2, isDigits) && r.counts(i+3) {
			return moment{}, false // "1450 bis 1850 Mark"
		}
	}
	next := i + 1
	closed := next == len(r.tokens) || r.looks(next, isSign) && !r.is(next, "(") && !(r.is(next, ".") && r.joined(next+1) && r.looks(next+1, isWord|isDigits))
	switch {
	case r.has(i-1, month) && r.is(i-2, ".") && r.looks(i-3, isDigits):
		return m, false // "31. Februar 1999"
	case cued:
		return m, closed || !r.looks(next, isDigits)
	case r.softened(i) || r.is(i-1, "nr") || r.is(i-2, "nr") || r.is(i-1, "§") || r.is(i-1, "$") || r.is(i-1, "€") || r.is(i-1, "+") || r.is(i-1, "#") || r.is(i-1, "="):
		return m, false
	case r.is(i-1, "(") && (r.is(next, ")") || r.is(next, ",") || r.is(next, ";")):
		return m, y >= 1400 && y < 2050
	case !r.de || r.options.Language != "de" && !r.germanContext(i):
		return m, r.englishYear(i, y, closed)
	case r.looks(next, isDigits):
		return m, false
	case r.preposition(i-1, isSince) && y > 1400:
		return m, true
	case y < 1100 || y > 2060:
		return m, false
	case r.looks(next, capital) && r.tokens[next].shape&endsClause == 0:
		return m, y%100 != 0 && (y > 1500 && y < 2030) && !r.preposition(i-1, isBetween, isFrom, isAbout, isArticle)
	}
	return m, y%100 != 0 || r.yearContext(i) || closed && y >= 1500
}

// germanContext tells whether the sentence of an unknown language looks German
// at token i: a preposition that English has not.
func (r *reader) germanContext(i int) bool {
	return r.is(i-1, "im") || r.is(i-1, "seit") || r.is(i-1, "von") || r.is(i-1, "bis") || r.is(i-1, "nach") || r.is(i-1, "vor") || r.is(i-1, "um")
}

// englishYear tells whether a preposition stands before the year and nothing
// that it could count behind it.
func (r *reader) englishYear(i, y int, closed bool) bool {
	if y < 1500 || y > 2060 || y == 2048 || y == 2047 {
		return false
	}
	if !r.is(i-1, "in") && !r.is(i-1, "since") && !r.is(i-1, "until") && !r.is(i-1, "of") && !r.is(i-1, "by") && !r.is(i-1, "during") &&
		!r.is(i-1, "before") && !r.is(i-1, "after") && !r.is(i-1, "from") && !r.is(i-1, "c") && !r.is(i-1, "copyright") && !r.has(i-1, seasonName) {
		return false
	}
	switch {
	case closed:
		return true
	case r.looks(i+1, capital):
		return r.is(i-1, "in") || r.is(i-1, "since")
	}
	switch string(r.fold(i + 1)) {
	case "and", "to", "the", "was", "were", "is", "for", "by", "with", "when", "as", "he", "she", "it", "they", "in", "at", "after", "before", "on",
		"had", "has", "would", "a", "because", "while", "but", "or", "that", "which", "who", "until", "through":
		return true
	}
	return false
}

// softened tells whether "etwa" or the like stands before token i.
func (r *reader) softened(i int) bool {
	v, ok := r.value(i-1, softener)
	return ok && v == softens
}

// bareDay reads "23." behind "am" or "zum", when nothing follows that it could
// count.
func (r *reader) bareDay(i, d, digits int) (moment, bool) {
	if !r.de || digits > 2 || d < 1 || d > 31 || !r.is(i+1, ".") || !r.joined(i+1) || !r.is(i-1, "am") && !r.is(i-1, "vom") {
		return moment{}, false
	}
	if next := i + 2; next < len(r.tokens) && (r.listed(next) || r.is(next, "bis") || r.looks(next, capital|isDigits) || r.joined(next) || r.counts(next)) {
		return moment{}, false
	}
	return moment{calendar: calendar{day: d}, to: i + 2, rule: "day"}, true
}

// monthFirst reads "Oktober 1999", "October 26, 1999", "im Oktober", and, behind
// a preposition, "Mai".
func (r *reader) monthFirst(i int, cued bool) (moment, bool) {
	mth, ok := r.value(i, month)
	if !ok || !r.looks(i, capital) || r.joined(i) && r.looks(i-1, isWord|isDigits) || r.joined(i) && r.is(i-1, "-") && r.joined(i-1) {
		return moment{}, false
	}
	if r.is(i-1, ".") && r.joined(i-1) && r.looks(i-2, isDigits) {
		return moment{}, false // "31. Februar"
	}
	m := moment{calendar: calendar{part: mth % 100}, to: i + 1, rule: "month"}
	point := r.is(i+1, ".") && r.joined(i+1) && r.has(i, abbreviation)
	short := r.tokens[i].to-r.tokens[i].from <= 3 && mth != 105
	at := i + 1
	if point {
		at++
	}
	if d, n, ok := r.number(at); ok && n <= 2 && d >= 1 && d <= 31 && r.en && !r.joined(at) && !r.is(at+1, ":") && !(r.is(at+1, ".") && r.looks(at+2, isDigits) && r.joined(at+2)) {
		m.day, m.to, m.rule = d, at+1, "day-month"
		r.year(&m)
		german := r.is(at+1, ".") && r.has(at+2, month) // "im Mai 3. Juni"
		if m.possible() && !german && !r.counts(m.to) {
			return m, true
		}
		m = moment{calendar: calendar{part: mth % 100}, to: i + 1, rule: "month"}
	}
	if day, ok := r.englishDay(at); ok && r.en {
		m.day, m.to, m.rule = day, at+1, "day-month"
		r.year(&m)
		return m, m.possible()
	}
	r.year(&m)
	if r.runsOn(m.to) || r.is(m.to, "-") && r.joined(m.to) && r.runsOn(m.to+1) && !r.has(m.to+1, month) && !r.looks(m.to+1, isDigits) {
		return moment{}, false
	}
	switch {
	case m.dated || m.more.ISO8601 != "":
		return m, true
	case short && !cued:
		return m, false
	case r.listed(i-1) && r.has(i-2, month), r.is(i+1, "/") && r.has(i+2, month):
		return m, true
	case mth > 100 && !cued:
		return m, r.preposition(i-1, isIn, isSince, isUntil, isBefore, isAfter, isFrom, isFor, isTo, isBetween) && !r.counts(m.to) && (!r.is(i, "march") && !r.is(i, "may") || r.is(i-1, "in") || r.is(i-1, "since") || r.is(i-1, "until"))
	}
	return m, true
}

// englishDay reads the "26th" of "October 26th".
func (r *reader) englishDay(at int) (int, bool) {
	if at >= len(r.tokens) || r.tokens[at].shape&isWord == 0 {
		return 0, false
	}
	w := r.fold(at)
	n, k := 0, 0
	for k < len(w) && k < 2 && w[k] >= '0' && w[k] <= '9' {
		n = n*10 + int(w[k]-'0')
		k++
	}
	switch string(w[k:]) {
	case "st", "nd", "rd", "th":
		return n, k > 0 && n >= 1 && n <= 31
	}
	return 0, false
}

// onWeekday reads "Donnerstag, 25. Februar", "Montag, dem 3.", "Montag".
func (r *reader) onWeekday(i int) (moment, bool) {
	w, ok := r.value(i, weekdayName)
	if !ok || !r.looks(i, capital) || r.is(i+1, "-") && r.joined(i+1) && r.runsOn(i+2) ||
		r.joined(i) && r.is(i-1, "-") && r.joined(i-1) || !r.en && r.fold(i)[len(r.fold(i))-1] == 'y' {
		return moment{}, false
	}
	at := i + 1
	if r.is(at, ",") {
		at++
	}
	if r.preposition(at, isArticle) && !r.has(at, timeUnit) {
		at++
	}
	if r.looks(at, isDigits) || r.has(at, month) {
		if m, ok := r.moment(at, true); ok && m.day != 0 {
			return m, true
		}
	}
	return moment{to: i + 1, rule: "weekday", more: wording{TIMEX3: "XXXX-WXX-" + string(rune('0'+w))}}, true
}

// nearDay reads "gestern", "heuer", "Vorjahr".
func (r *reader) nearDay(i int) (moment, bool) {
	v, ok := r.value(i, deicticDay)
	if !ok {
		return moment{}, false
	}
	m := moment{to: i + 1, rule: "calendar"}
	switch {
	case v >= 390:
		m.more.ISO8601 = offset(v-400, "M")
	case v >= 290:
		m.more.ISO8601 = offset(v-300, "Y")
	default:
		if r.is(i, "morgen") && (r.looks(i, capital) && (!r.opens(i) || r.is(i-1, "guten")) || r.preposition(i-1, isOn, isArticle) || r.has(i-1, everyWord)) {
			return moment{}, false // the morning
		}
		m.rule, m.more.ISO8601 = "day-offset", offset(v-100, "D")
		if v == 100 && !r.is(i, "tonight") {
			m.rule, m.more.TIMEX3 = "today", "PRESENT_REF"
			return m, true
		}
	}
	m.more.TIMEX3 = deicticTimex(m.more.ISO8601)
	return m, true
}

// offset writes a distance, -P1D.
func offset(n int, timeUnit string) string {
	if n < 0 {
		return "-P" + strconv.Itoa(-n) + timeUnit
	}
	return "P" + strconv.Itoa(n) + timeUnit
}

// deicticTimex is the TIMEX3 of what only resolution can date.
func deicticTimex(iso string) string {
	switch iso[len(iso)-1] {
	case 'D':
		return "XXXX-XX-XX"
	case 'W':
		return "XXXX-WXX"
	case 'M':
		return "XXXX-XX"
	}
	return "XXXX"
}

// ofSeason reads "Frühjahr 1995", "Sommer dieses Jahres", "im Herbst".
func (r *reader) ofSeason(i int, cued bool) (moment, bool) {
	v, ok := r.value(i, seasonName)
	if !ok {
		return moment{}, false
	}
	m := moment{calendar: calendar{part: v}, to: i + 1, rule: "season"}
	r.year(&m)
	if m.dated || m.more.ISO8601 != "" {
		return m, r.looks(i, capital) || r.en
	}
	if r.is(i+1, "-") && r.joined(i+1) {
		return m, false
	}
	if !r.en && r.english(i) {
		return m, false
	}
	switch string(r.fold(i)) {
	case "spring", "fall", "summer", "autumn", "winter":
		english := r.is(i-1, "in") || r.is(i-1, "the") && r.is(i-2, "in")
		if !r.is(i, "winter") {
			return m, r.en && (cued || english)
		}
	}
	return m, r.looks(i, capital) && (cued || r.preposition(i-1, isIn, isSince, isUntil, isBefore, isAfter, isFrom, isTo, isArticle) || r.has(i-1, deictic|extent) || r.lengthy(i-1))
}

// namedYear reads "Jahr 1999", "Jahres 578", "the year 2000".
func (r *reader) namedYear(i int) (moment, bool) {
	if r.is(i, "tags") || r.is(i, "tag") {
		switch {
		case r.is(i+1, "darauf"), r.is(i+1, "danach"):
			return moment{to: i + 2, rule: "later", more: wording{ISO8601: "P1D", TIMEX3: "XXXX-XX-XX"}}, true
		case r.is(i+1, "zuvor"), r.is(i+1, "davor"):
			return moment{to: i + 2, rule: "earlier", more: wording{ISO8601: "-P1D", TIMEX3: "XXXX-XX-XX"}}, true
		}
	}
	u, ok := r.value(i, timeUnit)
	if !ok || u%100 != year || r.is(i, "jahren") || r.is(i, "years") {
		return moment{}, false
	}
	y, n, ok := r.number(i + 1)
	if !ok || r.runsOn(i+2) || r.decimal(i+2) || n < 3 || r.joined(i+1) || n == 4 && y < 1000 {
		return moment{}, false
	}
	if r.joined(i+2) && r.is(i+2, "/") {
		return moment{}, false
	}
	m := moment{calendar: calendar{year: y, dated: true}, to: i + 2, rule: "year", article: true}
	if before, to := r.beforeChrist(m.to); before {
		m.year, m.to = 1-y, to
	}
	return m, true
}

// ordinalPart reads "dritten Quartal", "zweite Jahreshälfte", "ersten Hälfte des
// 15. Jahrhunderts", "twentieth century".
func (r *reader) ordinalPart(i int) (moment, bool) {
	n, ok := r.value(i, rankWord)
	if !ok {
		return moment{}, false
	}
	if m, ok := r.partNumber(i+1, n); ok {
		return m, true
	}
	if v, _ := r.value(i+1, extent); v != modHalf || n > 2 {
		return moment{}, false
	}
	at := i + 2
	for r.preposition(at, isArticle, isOf) {
		at++
	}
	if r.has(at, rankWord) && r.has(at+1, extent) {
		return moment{}, false // and no recursion
	}
	m, ok := r.moment(at, true)
	if !ok || m.day != 0 || m.part != 0 {
		return moment{}, false
	}
	m.article, m.rule = true, "half"
	if m.dated && !m.century && !m.decade {
		m.part = 39 + n
		return m, true
	}
	if s := m.stated(); s.EDTF != "" || s.ISO8601 != "" {
		s.Mod = [...]string{1: "START", 2: "END"}[n]
		m.more = s
		return m, true
	}
	return moment{}, false
}

// onHoliday reads "Weihnachten 1999", "Ostern". What has a fixed day says it; what
// depends on Easter says its distance from it.
func (r *reader) onHoliday(i int) (moment, bool) {
	v, ok := r.value(i, holidayName)
	if !ok || !r.looks(i, capital) || r.is(i+1, "-") && r.joined(i+1) {
		return moment{}, false
	}
	h := holidays[v]
	m := moment{calendar: calendar{part: h.month, day: h.day}, to: i + 1, rule: "day-month"}
	r.year(&m)
	if h.month != 0 {
		return m, true
	}
	if m.dated {
		d := Easter(m.year).AddDate(0, 0, h.easter)
		m.part, m.day = int(d.Month()), d.Day()
		return m, true
	}
	year := m.more.ISO8601
	m.rule, m.more = "easter", wording{ISO8601: offset(h.easter, "D"), TIMEX3: "XXXX-XX-XX"}
	if year != "" {
		m.more.ISO8601 = year + "/" + m.more.ISO8601
	}
	return m, true
}

// calendarWeek reads "KW 12", "KW 12/1999".
func (r *reader) calendarWeek(i int) (moment, bool) {
	v, ok := r.value(i, clockWord)
	if !ok || v != 5 || !r.looks(i, capital) || !r.de {
		return moment{}, false
	}
	w, n, ok := r.number(i + 1)
	if !ok || n > 2 || w < 1 || w > 53 || r.runsOn(i+2) {
		return moment{}, false
	}
	m := moment{to: i + 2, rule: "week", more: wording{TIMEX3: "XXXX-W" + fourDigits(w)[2:]}}
	at := i + 2
	if r.is(at, "/") || r.is(at, ",") {
		at++
	}
	if y, n, ok := r.number(at); ok && n == 4 && y > 1500 && y < 2200 {
		m.to = at + 1
		m.more = weekOf(y, w)
	}
	return m, true
}

// english tells whether a season is named in English, "winter" being both.
func (r *reader) english(i int) bool {
	return r.is(i, "spring") || r.is(i, "fall") || r.is(i, "summer") || r.is(i, "autumn")
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
