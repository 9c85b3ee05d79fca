package evidence

import "strings"

// recurrence reads "täglich", "montags", "jeden Montag", "alle zwei Jahre", "pro
// Jahr", "jeden zweiten Donnerstag", "every year". ISO8601 is R/ and the distance;
// TIMEX3 what TimeML has for a SET.
func (r *reader) recurrence(i int) int {
	if v, ok := r.value(i, recurs); ok {
		return r.recurs(i, v)
	}
	v, ok := r.value(i, everyWord)
	if !ok {
		return r.timesA(i)
	}
	at := i + 1
	step := 2
	if n, ok := r.value(at, rankWord); ok && v == 1 && (r.has(at+1, weekdayName|timeUnit|dayWithPart)) {
		step, at = 2*n, at+1
	} else if r.one(at, "letzten", "last") {
		step, at = 0, at+1
	}
	if v == 3 || r.is(i, "every") {
		if d, ok := r.measured(at); ok && !d.article {
			iso := ""
			if d.iso != "" && d.halves > 0 {
				iso = "R/" + d.iso
			}
			r.add(Recurrence, i, d.to, "every", Value{ISO8601: iso, TIMEX3: d.timex})
			return d.to
		}
		if v == 3 {
			return 0
		}
	}
	return r.everyOne(i, at, step, v)
}

// timesA reads "zweimal im Jahr", "dreimal in der Woche", and the "a week" of "twice
// a week" and "7 days a week".
func (r *reader) timesA(i int) int {
	from := i
	switch {
	case r.is(i, "a") && r.en && r.has(i+1, timeUnit) && (r.one(i-1, "once", "twice", "times") ||
		r.plural(i-1)):
		if !r.plural(i - 1) {
			from--
		}
		i++
	case !r.has(i, timeUnit):
		return 0
	case r.one(i-1, "im", "am"):
		from = i - 2
	case r.is(i-1, "der") && r.is(i-2, "in"):
		from = i - 3
	default:
		return 0
	}
	u, _ := r.value(i, timeUnit)
	if u > 100 || u < day || from < r.taken {
		return 0
	}
	if w := r.fold(from); from < i-1 && r.de && !r.is(i-1, "a") && (len(w) < 4 ||
		!strings.HasSuffix(string(w), "mal")) {
		return 0
	}
	iso, timex := isoDuration(2, u)
	r.add(Recurrence, from, i+1, "times", Value{ISO8601: "R/" + iso, TIMEX3: timex})
	return i + 1
}

// often tells whether token i says how many times: "einmal", "twice".
func (r *reader) often(i int) bool {
	return i >= 0 && (r.one(i, "once", "twice", "times") || strings.HasSuffix(string(r.fold(i)), "mal"))
}

// everyOne reads what follows "jeder" or "pro".
func (r *reader) everyOne(i, at, step, kind int) int {
	if u, ok := r.value(at, timeUnit); ok && u < 100 && u >= second && !r.is(at, "second") {
		iso, timex := isoDuration(step, u)
		if kind == 2 && u < day && !r.often(i-1) {
			return 0 // a speed more often: "Bit pro Sekunde"
		}
		if iso != "" {
			iso = "R/" + iso
		}
		r.add(Recurrence, i, at+1, "every", Value{ISO8601: iso, TIMEX3: timex})
		return at + 1
	}
	if kind != 1 {
		return 0
	}
	if w, ok := r.value(at, weekdayName); ok && r.looks(at, capital) {
		to := at + 1
		v := Value{ISO8601: "R/" + offset(max(step/2, 1), "W"), TIMEX3: "XXXX-WXX-" + string(rune('0'+w))}
		if (r.one(to, "im", "des")) && (r.one(to+1, "monat", "monats")) {
			v, to = Value{ISO8601: "R/P1M", TIMEX3: "P1M"}, to+2
		}
		r.add(Recurrence, i, to, "every-weekday", v)
		return to
	}
	if w, ok := r.value(at, dayWithPart); ok {
		r.add(Recurrence, i, at+1, "every-weekday", Value{ISO8601: "R/P1W",
			TIMEX3: "XXXX-WXX-" + string(rune('0'+w/10)) + dayParts[w%10]})
		return at + 1
	}
	if p, ok := r.value(at, dayPart); ok && p < 100 && r.looks(at, capital|isWord) && step == 2 {
		r.add(Recurrence, i, at+1, "every", Value{ISO8601: "R/P1D", TIMEX3: "XXXX-XX-XX" + dayParts[p]})
		return at + 1
	}
	if p, ok := r.value(at, seasonName); ok && step == 2 {
		r.add(Recurrence, i, at+1, "every", Value{ISO8601: "R/P1Y", TIMEX3: "XXXX-" + partSigns[p]})
		return at + 1
	}
	return 0
}

// inName tells whether signs make the word at token i a part of a file's name or the
// like: /etc/cron.daily, apt-daily.timer.
func (r *reader) inName(i int) bool {
	return r.joined(i) && r.joined(i-1) && (r.one(i-1, ".", "-", "/", "@")) ||
		r.joined(i+1) && r.joined(i+2) && (r.one(i+1, ".", "/", "@"))
}

func (r *reader) recurs(i, v int) int {
	from := i
	value := Value{}
	switch {
	case r.inName(i):
		return 0
	case v >= 300:
		value = Value{ISO8601: "R/P1D", TIMEX3: "XXXX-WXX-WD"}
	case v >= 200:
		value = Value{ISO8601: "R/P1W", TIMEX3: "XXXX-WXX-" + string(rune('0'+(v-200)/10)) + dayParts[(v-200)%10]}
	case v >= 100:
		// "des Montags" and "Mondays" have a capital, "montags" has none.
		if r.looks(i, capital) && !r.opens(i) && (!r.en || r.tokens[i].to-r.tokens[i].from < 4 ||
			!strings.HasSuffix(string(r.fold(i)), "days")) {
			return 0
		}
		if r.is(i-1, "des") {
			return 0
		}
		value = Value{ISO8601: "R/P1W", TIMEX3: "XXXX-WXX-" + string(rune('0'+v-100))}
	default:
		iso, timex := isoDuration(2, v)
		value = Value{ISO8601: "R/" + iso, TIMEX3: timex}
		if from-1 >= r.taken && from > 0 && strings.HasSuffix(string(r.fold(i-1)), "mal") &&
			len(r.fold(i-1)) > 3 {
			from-- // "dreimal täglich"
		}
	}
	r.add(Recurrence, from, i+1, "adverb", value)
	return i + 1
}
