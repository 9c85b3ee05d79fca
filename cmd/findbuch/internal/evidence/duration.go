package evidence

// duration reads "drei Tage", "fast zehn Jahren", "den letzten fünf Jahren",
// "zwei Jahre und neun Monate", "35-Stunden-Woche", "dreitägig", "jahrelang",
// "seit Monaten"; and the date that it makes with "vor" or "später".
func (r *reader) duration(i int) int {
	if r.has(i, lasting) {
		return r.lastingWord(i)
	}
	if u, ok := r.value(i+2, lasting); ok && u >= countBefore && r.looks(i, isDigits) &&
		r.is(i+1, "-") && r.joined(i+1) && r.joined(i+2) {
		n, _, ok := r.number(i)
		if u -= countBefore; !ok || n == 0 || r.midNumber(i) || r.looks(i+2, capital) || u == year &&
			!r.lasts(i+3) {
			return 0
		}
		iso, timex := isoDuration(2*n, u)
		r.add(Duration, i, i+3, "adjective", Value{ISO8601: iso, TIMEX3: timex})
		return i + 3
	}
	from, at := i, i
	if r.softener(at) {
		at++
	}
	direction := 0
	if v, ok := r.value(at, deictic); ok {
		if v < 98 || v > 102 || r.is(at, "last") && r.one(at-1, "to", "should", "will", "would", "can",
			"could", "may", "might", "must", "not") {
			return 0 // the verb
		}
		direction = v
		at++
		if r.softener(at) {
			at++
		}
	}
	d, ok := r.measured(at)
	if !ok && at == i+1 && direction != 0 && r.plural(at) {
		u, _ := r.value(at, timeUnit)
		if v := u % 100; v >= day && v != weekend && !(r.is(i, "this")) &&
			(direction != 100 || r.is(i-1, "in")) {
			if r.is(at, "tage") && r.is(i, "dieser") {
				r.add(Date, i, at+1, "reference", Value{TIMEX3: "PRESENT_REF"})
				return at + 1
			}
			iso, timex := isoDuration(0, v)
			r.add(Duration, r.article(i), at+1, "vague", Value{ISO8601: iso, TIMEX3: timex})
			return at + 1
		}
		return 0
	}
	if !ok && at == i && r.lengthy(i) && r.plural(i+1) && (r.one(i, "lange", "langen")) {
		u, _ := r.value(i+1, timeUnit)
		iso, timex := isoDuration(0, u%100)
		r.add(Duration, i, i+2, "vague", Value{ISO8601: iso, TIMEX3: timex})
		return i + 2
	}
	if !ok && at == i && r.lengthy(i) && (r.one(i, "ganze", "ganzen", "whole")) &&
		r.has(i+1, timeUnit) && !r.plural(i+1) {
		u, _ := r.value(i+1, timeUnit)
		iso, timex := isoDuration(2, u)
		r.add(Duration, r.article(i), i+2, "whole", Value{ISO8601: iso, TIMEX3: timex})
		return i + 2
	}
	if !ok && at == i && r.plural(i) && r.looks(i, capital) {
		return r.vaguePlural(i)
	}
	if !ok {
		return 0
	}
	if direction != 0 {
		from = r.article(i)
	}
	return r.addDuration(from, d, direction)
}

func (r *reader) softener(i int) bool {
	v, ok := r.value(i, softener)
	return ok && v == softens
}

// A timeSpan is a count of a unit, or of two.
type timeSpan struct {
	iso, timex string
	halves     int // of the (first) unit; 0: not exact
	unit       int
	to         int
	article    bool // the count is "ein"
}

// measured reads "drei Tage", "17 lange Jahre", "zwei Jahre und neun Monate",
// "1 week, 21 hours, 18 minutes", "35-Stunden".
func (r *reader) measured(i int) (timeSpan, bool) {
	d, ok := r.countAndUnit(i)
	if !ok {
		return d, false
	}
	for last, parts := d.unit, 1; d.halves > 0; parts++ {
		at := d.to
		joint := r.one(at, "und", "and")
		digits := r.looks(i, isDigits)
		switch {
		case joint, digits && r.is(at, ",") && r.looks(at+1, isDigits):
			at++
		case !digits || !r.looks(at, isDigits):
			return d, true
		}
		e, ok := r.countAndUnit(at)
		if !ok || e.unit >= last || e.halves == 0 || joint && parts == 1 && !follows(last, e.unit) ||
			!addable(last) || !addable(e.unit) {
			return d, true
		}
		iso, timex := e.iso[1:], e.timex[1:]
		if last <= hour {
			iso, timex = e.iso[2:], e.timex[2:]
		}
		d.iso, d.timex, d.to, last = d.iso+iso, d.timex+timex, e.to, e.unit
	}
	return d, true
}

// addable tells whether ISO 8601 has a sign for a unit, so that others may follow.
func addable(u int) bool {
	return u <= week || u == monthUnit || u == year
}

// follows tells whether a unit is the next one below another, so that "and" makes
// one length of both.
func follows(u, next int) bool {
	return u == year && next == monthUnit || u <= day || u == week && next == day
}

func (r *reader) countAndUnit(i int) (d timeSpan, ok bool) {
	if i >= len(r.tokens) {
		return d, false
	}
	at := i + 1
	switch {
	case r.looks(i, isDigits):
		n, _, ok := r.number(i)
		if !ok || n == 0 || r.midNumber(i) {
			return d, false
		}
		d.halves = 2 * n
		if r.is(at, ",") && r.joined(at) && r.joined(at+1) && r.looks(at+1, isDigits) {
			if !r.is(at+1, "5") {
				return d, false
			}
			d.halves++
			at += 2
		}
	case r.has(i, howMany):
		v, _ := r.value(i, howMany)
		d.halves = v % 10000
		d.article = v >= 10000
		if d.article && (r.one(at, "halbes", "halbe", "halben", "halber")) {
			d.halves = 1
			at++
		} else if d.article && (r.one(at, "paar", "few")) {
			d.halves, d.article = 0, false
			at++
		}
		if v == 0 && (r.looks(i, capital) && !r.opens(i) || r.one(i-1, "how", "wie")) ||
			r.is(i, "eines") && r.is(at, "tages") {
			return d, false
		}
	default:
		return d, false
	}
	if v, _ := r.value(at, softener); v == lengthy {
		at++
	}
	hyphen := r.is(at, "-") && r.joined(at)
	if hyphen {
		at++
	}
	u, isUnit := r.value(at, timeUnit)
	if !isUnit {
		return d, false
	}
	if hyphen && !(r.is(at+1, "-") || r.en) {
		return d, false
	}
	plural := u > 100
	if u%100 == quarter && r.is(at+1, "of") || u == quarter && r.is(at, "quarter") && r.looks(at+1, isWord) && !r.one(at+1, "ago", "later", "earlier") ||
		u == day && r.is(i, "one") && r.opens(i) && r.is(at+1, ",") || d.halves == 0 && !plural && !d.article && r.has(i, howMany) {
		return d, false // a share of something; some day; "viele Tags"
	}
	if r.is(i, "eines") && (r.has(i-1, timeUnit|extent)) {
		return d, false // "der letzte Tag eines Monats" is no length
	}
	d.unit, d.to = u%100, at+1
	if !hyphen {
		if d.halves > 3 && !plural && d.unit != weekend && d.unit != quarter || d.halves == 2 &&
			plural || r.one(d.to, "alt", "alte", "alten", "alter", "old", "young") {
			return d, false
		}
		if d.article && d.unit <= minute && d.halves == 2 {
			if r.is(at, "second") {
				return d, false // the ordinal, or a saying
			}
		}
	}
	if hyphen && r.is(d.to, "-") && r.joined(d.to) && r.looks(d.to+1, isWord) {
		d.to += 2
		if r.one(d.to-1, "format", "system", "anzeige", "modus", "uhr") {
			return d, false // a clock, no duration
		}
	}
	if hyphen && (r.one(d.to, "clock", "format", "mode", "notation", "system")) {
		return d, false
	}
	if hyphen && r.is(d.to, "old") || hyphen && r.is(d.to-1, "old") {
		return d, false
	}
	d.iso, d.timex = isoDuration(d.halves, d.unit)
	return d, true
}

// addDuration adds a duration and, where the words around it say so, the date
// that is so far from another.
func (r *reader) addDuration(from int, d timeSpan, direction int) int {
	if r.age(from, d) {
		return d.to
	}
	if direction == 0 && r.is(from-1, "vor") && from-1 >= r.taken {
		if d.halves == 0 {
			r.add(Date, from-1, d.to, "reference", Value{TIMEX3: "PAST_REF"})
			return d.to
		}
		r.add(Date, from-1, d.to, "distance", Value{ISO8601: "-" + d.iso})
	} else if to, sign, rule := r.away(d.to); to != 0 && direction == 0 {
		if d.halves == 0 {
			if rule == "distance" {
				r.add(Date, from, to, "reference", Value{TIMEX3: "PAST_REF"})
				return to
			}
		} else {
			r.add(Date, from, to, rule, Value{ISO8601: sign + d.iso})
		}
	}
	if at, ok := r.rangeBefore(from); ok && direction == 0 {
		// "two or three days" has no one length.
		_, timex := isoDuration(0, d.unit)
		r.add(Duration, at, d.to, "range", Value{TIMEX3: timex})
		return d.to
	}
	rule := "count-unit"
	if direction != 0 {
		rule += directions[direction]
	}
	r.add(Duration, from, d.to, rule, Value{ISO8601: d.iso, TIMEX3: d.timex})
	return d.to
}

// rangeBefore finds the "two or" of "two or three days".
func (r *reader) rangeBefore(from int) (int, bool) {
	if from-2 < r.taken || !r.is(from-1, "or") && !r.is(from-1, "to") && !r.is(from-1, "oder") &&
		!r.is(from-1, "bis") && !r.is(from-1, "–") && !r.is(from-1, "-") {
		return 0, false
	}
	_, _, digits := r.number(from - 2)
	v, words := r.value(from-2, howMany)
	return from - 2, (digits && !r.midNumber(from-2) || words && v > 0) && !r.has(from-1, timeUnit)
}

// age tells whether the years are somebody's: "bis 15 Jahre", "ab 16 Jahren",
// "im Alter von 20 Jahren".
func (r *reader) age(from int, d timeSpan) bool {
	if r.is(from-1, "mit") && (d.unit == year || d.unit == monthUnit || d.unit == week) {
		return true // "mit elf Wochen begann das Baby"
	}
	if d.unit != year {
		return false
	}
	return r.is(from-1, "von") && r.is(from-2, "alter") || r.one(from-1, "ab", "unter", "mit") ||
		r.is(from-1, "bis") && r.looks(from, isDigits) || r.is(from-1, "aged") ||
		r.is(from-1, "age") || r.is(from-1, "von") && (r.one(from-2, "kind", "kinder"))
}

// away reads what makes a duration a distance: "später", "zuvor", "ago".
func (r *reader) away(i int) (to int, sign, rule string) {
	if i >= len(r.tokens) || r.tokens[i].shape&isWord == 0 {
		return 0, "", ""
	}
	if r.one(i+1, "als", "than") {
		return 0, "", "" // "eine Stunde früher als dort"
	}
	switch string(r.fold(i)) {
	case "spater", "danach", "darauf", "later", "afterwards":
		return i + 1, "", "later"
	case "zuvor", "davor", "fruher", "earlier":
		return i + 1, "-", "earlier"
	case "ago":
		return i + 1, "-", "distance"
	}
	return 0, "", ""
}

// vaguePlural reads the "Jahren" of "seit Jahren", "über Jahre", "vor Monaten".
func (r *reader) vaguePlural(i int) int {
	u, _ := r.value(i, timeUnit)
	u -= 100
	if u < day && u != hour || u == weekend || !r.de {
		return 0
	}
	iso, timex := isoDuration(0, u)
	switch {
	case r.is(i-1, "vor") && i-1 >= r.taken:
		r.add(Date, i-1, i+1, "reference", Value{TIMEX3: "PAST_REF"})
	case r.one(i+1, "spater", "zuvor", "danach"), r.one(i-1, "seit", "uber", "binnen", "nach"):
		r.add(Duration, i, i+1, "vague", Value{ISO8601: iso, TIMEX3: timex})
	default:
		return 0
	}
	return i + 1
}

// lastingWord reads "dreitägig", "jahrelang"; "zweijährig" only before a noun that
// takes time, for it is said of children too.
func (r *reader) lastingWord(i int) int {
	v, _ := r.value(i, lasting)
	u, halves := v%100, v/100
	if r.looks(i, capital) && !r.opens(i) || v >= countBefore {
		return 0
	}
	if u == year && halves > 0 && !r.lasts(i+1) {
		return 0
	}
	iso, timex := isoDuration(halves, u)
	r.add(Duration, i, i+1, "adjective", Value{ISO8601: iso, TIMEX3: timex})
	return i + 1
}

// lasts tells whether the noun behind an adjective is by its end one that takes
// time.
func (r *reader) lasts(i int) bool {
	for k := i; k < i+3 && k < len(r.tokens); k++ {
		if !r.looks(k, capital) {
			continue
		}
		w := string(r.fold(k))
		for _, end := range []string{"ung", "ungen", "schaft", "zeit", "strafe", "strafen", "haft",
			"frist", "krieg", "krieges", "phase", "pause", "projekt", "projekts",
			"vertrag", "vertrags", "vertrages", "plan", "programm", "programms", "studium",
			"studiums", "kurs", "reise", "dauer", "jubilaum", "bestehen", "bestehens", "arbeit",
			"garantie", "exil", "moratorium", "amtszeit"} {
			if len(w) >= len(end) && w[len(w)-len(end):] == end {
				return true
			}
		}
		return false
	}
	return false
}
