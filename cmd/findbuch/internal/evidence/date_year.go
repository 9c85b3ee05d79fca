package evidence

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
	if behind := r.behindClock(at); m.day != 0 && behind != 0 {
		if mm, ok := r.bareYear(behind, true); ok {
			m.take(mm) // "Tue May 13 22:12:27 2008"
			return
		}
	}
	named := m.day == 0 && m.part > 0 && m.part <= 12 && m.rule == "month" && r.en && !r.counts(at+2)
	if r.is(at, ",") && r.joined(at) && (named || m.day != 0 && (r.en || r.looks(at-1, isDigits))) {
		if y, n, ok := r.number(at + 1); ok && n == 4 && y >= 1000 && y < 2200 && !r.runsOn(at+2) &&
			!r.joined(at+1) && !r.decimal(at+2) &&
			!(r.joined(at+2) && (r.one(at+2, "-", "–"))) {
			m.year, m.dated, m.to, m.rule = y, true, at+2, m.fullRule()
		}
	}
}

// behindClock returns the token behind the "22:12", "22:12:27" or "22:12:27 CEST" at
// token i, or 0.
func (r *reader) behindClock(i int) int {
	if !r.looks(i, isDigits) || !r.is(i+1, ":") || !r.joined(i+1) || !r.looks(i+2, isDigits) || !r.joined(i+2) {
		return 0
	}
	at := i + 3
	if r.is(at, ":") && r.joined(at) && r.joined(at+1) && r.looks(at+1, isDigits) {
		at += 2
	}
	if n := len(r.foldAt(at)); r.looks(at, allCaps) && n >= 2 && n <= 4 && !r.joined(at) {
		at++ // a time zone
	}
	return at
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
	if y, n, ok := r.number(at); ok && n == 4 && y >= 1000 && y < 2200 && !r.runsOn(at+1) &&
		!r.joined(at) && !r.counts(at+1) && !r.decimal(at+1) {
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
		if m, ok := r.relative(at); ok && len(m.more.ISO8601) > 0 &&
			m.more.ISO8601[len(m.more.ISO8601)-1] == 'Y' && m.part == 0 {
			return m, true
		}
		return moment{}, false
	}
	return r.namedYear(at)
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
		if !m.dated && m.more.ISO8601 == "" && r.is(at, "quarter") {
			return m, !r.is(m.to, "of") && r.is(at-2, "the") && r.one(at-3, "in", "during", "for")
		}
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
	case r.is(at, "bc") && r.looks(at, allCaps) && !(at+1 < len(r.tokens) && r.startsWithDigit(at+1)):
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
	case suffix == "s" && r.body[r.tokens[i].end-1] == 'S':
		return moment{}, false // "the 2000S", a model
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
	m := moment{calendar: calendar{year: n, dated: digits == 4, decade: true}, to: at,
		rule: "decade", article: true}
	if digits == 4 && (n < 1500 || n >= 2100) {
		return m, false
	}
	if english {
		return m, digits == 4 || r.one(at-2, "'", "’", "the")
	}
	if r.is(at, "-") && r.joined(at) {
		at++
	}
	if r.one(at, "jahre", "jahren") {
		m.to = at + 1
		return m, true
	}
	// "die 60er", "in den Neunzigern"
	named := r.startsWithDigit(m.to-1) || r.looks(m.to-1, capital)
	return m, named && r.de && r.preposition(m.to-2, isArticle) && !r.looks(m.to, capital|isDigits) &&
		!r.joined(m.to+1)
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
	return r.preposition(i-1, isIn, isSince, isUntil, isBefore, isAfter, isFrom, isBetween, isAbout,
		isFor, isTo, isOf, isArticle) ||
		r.has(i-1, seasonName|month|holidayName)
}

// bareYear reads a number that is a year by what stands around it. German texts
// name years without a preposition ("1951 gehörte er"); there a noun must not
// follow, which the number would count.
func (r *reader) bareYear(i int, cued bool) (moment, bool) {
	y, digits, ok := r.number(i)
	if !ok || digits != 4 || y < 1000 || y > 2150 || r.runsOn(i+1) || r.counts(i+1) || r.decimal(i+1) ||
		r.joined(i+1) && (r.one(i+1, "-", "/")) && r.looks(i+2, isDigits|isWord) && r.joined(i+2) {
		return moment{}, false
	}
	m := moment{calendar: calendar{year: y, dated: true}, to: i + 1, rule: "year"}
	if before, to := r.beforeChrist(m.to); before {
		m.year, m.to = 1-y, to
		return m, true
	}
	if (r.one(i+1, "'", "’")) && r.joined(i+1) && r.joined(i+2) {
		m.to, m.rule, m.decade, m.article = i+3, "decade", true, true
		return m, y%10 == 0 && (r.one(i+2, "s", "er", "ern")) // "the 1990's"
	}
	if r.listed(i+1) || r.one(i+1, "bis", "to", "-", "–") {
		if r.looks(i+2, isDigits) && r.counts(i+3) {
			return moment{}, false // "1450 bis 1850 Mark"
		}
	}
	next := i + 1
	closed := next == len(r.tokens) || r.looks(next, isSign) && !r.is(next, "(") &&
		!(r.is(next, ".") && r.joined(next+1) && r.looks(next+1, isWord|isDigits))
	switch {
	case r.has(i-1, month) && r.is(i-2, ".") && r.looks(i-3, isDigits):
		return m, false // "31. Februar 1999"
	case cued:
		return m, closed || !r.looks(next, isDigits)
	case r.softened(i) || r.is(i-1, "nr") || r.is(i-2, "nr") || r.one(i-1, "§", "$", "€", "+", "#", "="):
		return m, false
	case r.numbers(i - 1), r.is(i-1, "(") && r.joined(i-1) && r.looks(i-2, isWord) && !r.is(next, ")"):
		return m, false // "RFC 1918"; an argument of a function
	case r.is(i-1, "(") && (r.one(next, ")", ",", ";")):
		return m, y >= 1400 && y < 2045 && (y >= 1700 || !r.looks(i-2, isDigits))
	case !r.de || r.options.Language != "de" && !r.germanContext(i):
		return m, r.englishYear(i, y, closed)
	case r.looks(next, isDigits):
		return m, false
	case r.preposition(i-1, isSince) && y > 1400:
		return m, true
	case y < 1100 || y > 2060 || !r.yearContext(i) && !r.likelyYear(i, y):
		return m, false
	case y <= 1500 && r.preposition(i-1, isFrom, isFor, isTo, isOf, isArticle):
		return m, false // "eine MTU von 1460"
	case r.looks(next, capital) && r.tokens[next].shape&endsClause == 0:
		return m, y%100 != 0 && (y > 1500 && y < 2030) &&
			!r.preposition(i-1, isBetween, isFrom, isAbout, isArticle)
	}
	return m, y%100 != 0 || r.yearContext(i) || closed && y >= 1500
}

// likelyYear tells whether a number that no word makes a year may be one: it is of
// the last centuries, and neither stands it alone nor is a number before it, as in a
// table.
func (r *reader) likelyYear(i, y int) bool {
	return y >= 1750 && len(r.tokens) > 1 && y < 2040 && !(i > 0 && r.startsWithDigit(i-1))
}

// numbers tells whether token i says what the number behind it numbers: "RFC 1918",
// "line 1603".
func (r *reader) numbers(i int) bool {
	return r.one(i, "rfc", "ieee", "iso", "iec", "din", "ansi", "ecma", "itu", "fips", "nist", "cp", "std",
		"standard", "numbers", "zahlen", "nummern", "werte", "ports", "port", "pid", "line", "lines", "zeile",
		"zeilen", "page", "pages", "seite", "seiten")
}

// amounts tells whether the "of" or "by" at token i says how much: "a length of
// 1519", "incremented by 1900".
func (r *reader) amounts(i int) bool {
	if r.is(i, "by") {
		w := r.foldAt(max(i-1, 0))
		return i > 0 && len(w) > 3 && string(w[len(w)-2:]) == "ed"
	}
	return r.is(i, "of") && r.one(i-1, "value", "values", "length", "size", "range", "default", "maximum",
		"minimum", "total", "number", "count", "limit", "width", "height", "mtu", "rate", "frequency", "multiple",
		"offset", "speed", "address", "resolution", "max", "min", "sum", "factor", "group", "block")
}

// germanContext tells whether the sentence of an unknown language looks German
// at token i: a preposition that English has not.
func (r *reader) germanContext(i int) bool {
	return r.one(i-1, "im", "seit", "von", "bis", "nach", "vor", "um")
}

// englishYear tells whether a preposition stands before the year and nothing
// that it could count behind it.
func (r *reader) englishYear(i, y int, closed bool) bool {
	if y < 1500 || y > 2060 || y == 2048 || y == 2047 || r.amounts(i-1) {
		return false
	}
	if !r.is(i-1, "in") && !r.is(i-1, "since") && !r.is(i-1, "until") && !r.is(i-1, "of") &&
		!r.is(i-1, "by") && !r.is(i-1, "during") &&
		!r.is(i-1, "before") && !r.is(i-1, "after") && !r.is(i-1, "from") && !r.is(i-1, "c") &&
		!r.is(i-1, "copyright") && !r.has(i-1, seasonName) {
		return false
	}
	switch {
	case closed:
		return true
	case r.looks(i+1, capital):
		return r.one(i-1, "in", "since")
	}
	switch string(r.fold(i + 1)) {
	case "and", "to", "the", "was", "were", "is", "for", "by", "with", "when", "as", "he", "she",
		"it", "they", "in", "at", "after", "before", "on",
		"had", "has", "would", "a", "because", "while", "but", "or", "that", "which", "who",
		"until", "through":
		return true
	}
	return false
}

// softened tells whether "etwa" or the like stands before token i.
func (r *reader) softened(i int) bool {
	v, ok := r.value(i-1, softener)
	return ok && v == softens
}

// namedYear reads "Jahr 1999", "Jahres 578", "the year 2000".
func (r *reader) namedYear(i int) (moment, bool) {
	if r.one(i, "tags", "tag") {
		switch {
		case r.one(i+1, "darauf", "danach"):
			return moment{to: i + 2, rule: "later", more: wording{ISO8601: "P1D",
				TIMEX3: "XXXX-XX-XX"}}, true
		case r.one(i+1, "zuvor", "davor"):
			return moment{to: i + 2, rule: "earlier", more: wording{ISO8601: "-P1D",
				TIMEX3: "XXXX-XX-XX"}}, true
		}
	}
	if r.is(i, "vortag") && r.looks(i, capital) {
		return moment{to: i + 1, rule: "earlier", more: wording{ISO8601: "-P1D",
			TIMEX3: "XXXX-XX-XX"}}, true
	}
	u, ok := r.value(i, timeUnit)
	if !ok || u%100 != year || r.one(i, "jahren", "years") {
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
