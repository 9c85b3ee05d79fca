package evidence

import "strconv"

// monthFirst reads "Oktober 1999", "October 26, 1999", "im Oktober", and, behind
// a preposition, "Mai".
func (r *reader) monthFirst(i int, cued bool) (moment, bool) {
	mth, ok := r.value(i, month)
	if !ok || !r.looks(i, capital) || r.joined(i) && r.looks(i-1, isWord|isDigits) || r.joined(i) &&
		r.is(i-1, "-") && r.joined(i-1) {
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
	if d, n, ok := r.number(at); ok && n <= 2 && d >= 1 && d <= 31 && !r.joined(at) &&
		(r.en || r.one(i, "january", "february", "march", "may", "june", "july", "october", "december") ||
			r.behindClock(at+1) != 0) &&
		!r.is(at+1, ":") && !(r.is(at+1, ".") && r.looks(at+2, isDigits) && r.joined(at+2)) {
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
	if r.runsOn(m.to) || r.is(m.to, "-") && r.joined(m.to) && r.runsOn(m.to+1) &&
		!r.has(m.to+1, month) && !r.looks(m.to+1, isDigits) {
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
		return m, r.preposition(i-1, isIn, isSince, isUntil, isBefore, isAfter, isFrom, isFor, isTo,
			isBetween) && !r.counts(m.to) && (!r.is(i, "march") && !r.is(i, "may") ||
			r.one(i-1, "in", "since", "until"))
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
	return moment{to: i + 1, rule: "weekday",
		more: wording{TIMEX3: "XXXX-WXX-" + string(rune('0'+w))}}, true
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
		if r.is(i, "morgen") && (r.looks(i, capital) && (!r.opens(i) || r.is(i-1, "guten")) ||
			r.preposition(i-1, isOn, isArticle) || r.has(i-1, everyWord)) {
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
	return m, r.looks(i, capital) && (cued ||
		r.preposition(i-1, isIn, isSince, isUntil, isBefore, isAfter, isFrom, isTo, isArticle) ||
		r.has(i-1, deictic|extent) || r.lengthy(i-1))
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
	if r.one(at, "/", ",") {
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
	return r.one(i, "spring", "fall", "summer", "autumn")
}
