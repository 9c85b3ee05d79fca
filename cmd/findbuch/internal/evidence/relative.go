package evidence

// This file reads dates that are said by their relation to another one, and
// parts of dates: "nächstes Jahr", "vergangenen Montag", "Anfang dieser Woche".

// Rules end in one of these when the direction is said.
var directions = map[int]string{98: "-last", 99: "-last", 100: "-this", 101: "-next", 102: "-next"}

// relative reads what follows "dieses", "vergangenen", "nächster", "selben".
func (r *reader) relative(i int) (moment, bool) {
	v, ok := r.value(i, deictic)
	if !ok || (r.one(i, "last", "past")) && (!r.en || r.looks(i, capital) && !r.opens(i)) {
		return moment{}, false
	}
	if v >= 198 && v <= 202 {
		m := moment{to: i + 1, rule: "day-offset", more: wording{ISO8601: offset(v-200, "D"),
			TIMEX3: "XXXX-XX-XX"}}
		if r.has(i+1, weekdayName) || r.one(i+1, "tag", "tages") {
			m.to++
		} else if v == 200 {
			m.rule, m.more.TIMEX3 = "today", "PRESENT_REF"
		}
		return m, true
	}
	at := i + 1
	if v >= 98 && v <= 102 && at+1 < len(r.tokens) && r.looks(at, isWord) &&
		r.tokens[at].shape&capital == 0 && r.tokens[at].sense&temporalTrigger == 0 &&
		r.has(at+1, seasonName) {
		at++ // "diesem strengen Winter"
	}
	m := moment{to: at + 1, article: true}
	switch {
	case r.has(at, timeUnit):
		return r.relativeUnit(at, v, m)
	case v >= 500:
		return moment{}, false
	case r.has(at, weekdayName) && r.looks(at, capital):
		w, _ := r.value(at, weekdayName)
		m.rule, m.article, m.more.TIMEX3 = "weekday"+directions[v], false, "XXXX-WXX-"+string(rune('0'+w))
		return m, true
	case r.has(at, month) && r.looks(at, capital):
		mth, _ := r.value(at, month)
		m.part, m.rule = mth%100, "month"+directions[v]
		return m, !r.looks(m.to, isDigits)
	case r.has(at, seasonName):
		m.part, _ = r.value(at, seasonName)
		m.rule = "season" + directions[v]
		return m, true
	}
	return moment{}, false
}

// onWeekend reads the "Wochenende" of "am Wochenende".
func (r *reader) onWeekend(i int) (moment, bool) {
	u, _ := r.value(i, timeUnit)
	on := r.is(i-1, "am") || r.is(i-1, "the") && (r.one(i-2, "at", "on"))
	return moment{to: i + 1, rule: "weekend", more: wording{TIMEX3: "XXXX-WXX-WE"}}, on && u == weekend
}

// relativeUnit reads "nächsten Jahr", "dieser Woche", "selben Tag".
func (r *reader) relativeUnit(at, v int, m moment) (moment, bool) {
	u, _ := r.value(at, timeUnit)
	if u < day || u > century || r.is(at, "second") || r.is(at, "tags") && v == 100 {
		return m, false
	}
	n, rule := v-100, "calendar"
	switch {
	case v == 500:
		n, rule = 0, "same"
	case v == 501:
		n, rule = 1, "later"
	case u == day && v == 101:
		n, rule = 1, "later"
	case u == day && v == 100:
		n, rule = 0, "same"
	case u == day:
		return m, false
	}
	m.rule = rule
	switch u {
	case day:
		m.more.ISO8601 = offset(n, "D")
	case week:
		m.more.ISO8601 = offset(n, "W")
	case weekend:
		m.more.ISO8601, m.rule = offset(n, "W"), rule+"-weekend"
	case monthUnit:
		m.more.ISO8601 = offset(n, "M")
	case quarter:
		m.more.ISO8601, m.rule = offset(3*n, "M"), rule+"-quarter"
	case halfYear:
		m.more.ISO8601, m.rule = offset(6*n, "M"), rule+"-half"
	case year:
		m.more.ISO8601 = offset(n, "Y")
	case decade:
		m.more.ISO8601, m.rule = offset(10*n, "Y"), rule+"-decade"
	case century:
		m.more.ISO8601, m.rule = offset(100*n, "Y"), rule+"-century"
	}
	m.more.TIMEX3 = deicticTimex(m.more.ISO8601)
	return m, true
}

// partOf reads "Anfang Oktober", "Mitte der neunziger Jahre", "Ende nächsten
// Jahres", "early 1999", "mid-1990s", "Jahresende".
func (r *reader) partOf(i int) (moment, bool) {
	v, ok := r.value(i, extent)
	if !ok || v == modHalf {
		return moment{}, false
	}
	if v > 10 {
		unit := [...]string{1: "Y", 2: "M", 3: "W"}[v/10]
		m := moment{to: i + 1, rule: "calendar", more: wording{ISO8601: offset(0, unit),
			TIMEX3: deicticTimex(unit), Mod: modifiers[v%10]}}
		if y, ok := r.yearAt(i + 1); ok && v < 20 {
			m.take(y)
			if y.dated {
				m.rule, m.more = "year", wording{Mod: modifiers[v%10]}
			}
		}
		return m, true
	}
	at := i + 1
	if r.is(at, "-") {
		at++
	}
	adjective := r.one(i, "early", "late", "mid", "fruhen", "spaten", "fruhe", "spate")
	for n := 0; !adjective && n < 2 && r.preposition(at, isArticle, isOf); n++ {
		at++
	}
	if r.has(at, extent) {
		return moment{}, false // and no recursion
	}
	m, ok := r.moment(at, true)
	if !ok && at > i+1 && !adjective {
		m, ok = r.thisUnit(at)
	}
	if !ok || m.day != 0 || m.more.Mod != "" {
		return moment{}, false
	}
	switch m.rule {
	case "weekday", "today", "day-offset", "week", "easter":
		return moment{}, false
	}
	m.more.Mod = modifiers[v]
	m.article = adjective
	if m.more.EDTF == "" && m.more.TIMEX3 == "" {
		m.more.EDTF, m.more.TIMEX3 = m.edtf(), m.timex3()
	}
	return m, true
}

// thisUnit reads the "Woche" of "Anfang der Woche": the one that is meant by who
// says no other.
func (r *reader) thisUnit(at int) (moment, bool) {
	u, ok := r.value(at, timeUnit)
	if !ok || u != week && u != monthUnit && u != year && u != century && u != decade {
		return moment{}, false
	}
	return r.relativeUnit(at, 100, moment{to: at + 1})
}

// open adds the period that a date opens or closes: "seit 1990", "bis 2005",
// "vor 1914", and the date that "um" makes an approximate one.
func (r *reader) open(from int, m *moment, v wording) {
	before := from - 1
	if v.EDTF == "" || m.more.ISO8601 != "" || m.part > 12 || m.century || m.decade || !m.dated ||
		len(v.EDTF) > 10 {
		return
	}
	if r.preposition(before, isArticle) {
		before--
	}
	if before < r.taken {
		return
	}
	rule, mod := "", v.Mod
	switch {
	case r.preposition(before, isSince):
		v.EDTF, rule = v.EDTF+"/..", "since"
	case r.preposition(before, isUntil) && !r.is(before, "by"):
		v.EDTF, rule = "../"+v.EDTF, "until"
	case r.one(before, "vor", "before"):
		v.EDTF, rule, mod = "../"+v.EDTF, "before", "BEFORE"
	case r.one(before, "nach", "after"):
		v.EDTF, rule, mod = v.EDTF+"/..", "after", "AFTER"
	case r.is(before, "um") && m.rule == "year" && before == from-1:
		last := &r.facts[len(r.facts)-1]
		last.Span.Start = int(r.tokens[before].start)
		last.Stated.EDTF, last.Stated.Mod, last.Rule = v.EDTF+"~", "APPROX", "around"
		return
	default:
		return
	}
	r.add(Period, before, m.to, rule, Value{EDTF: v.EDTF, Mod: mod})
}
