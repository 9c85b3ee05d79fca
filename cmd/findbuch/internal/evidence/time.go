package evidence

// dayParts are TimeML's signs.
var dayParts = [...]string{1: "TMO", 2: "TMO", 3: "TMI", 4: "TAF", 5: "TEV", 6: "TNI"}

// clock reads times of day and parts of days. They are facts on demand only;
// without it, of "Montagabend" the Monday is a date all the same.
func (r *reader) clock(i int) int {
	if to := r.partOfDay(i); to != 0 {
		return to
	}
	if !r.looks(i, isDigits) && !r.startsWithDigit(i) {
		return r.spokenHour(i)
	}
	if to := r.hours(i); to != 0 {
		return to
	}
	return r.englishHour(i)
}

func (r *reader) time(from, to int, rule, timex string) {
	if r.options.OnDemand {
		r.add(Time, from, to, rule, Value{TIMEX3: timex})
	}
}

func clockTimex(h, m int) string {
	return string(appendDigits(append(appendDigits([]byte{'T'}, h, 2), ':'), m, 2))
}

// hourAt reads 20, 20.30 or 20:30.
func (r *reader) hourAt(i int) (h, m, to int) {
	h, n, ok := r.number(i)
	if !ok || n > 2 || h > 24 {
		return 0, 0, 0
	}
	if (r.one(i+1, ".", ":")) && r.joined(i+1) && r.joined(i+2) {
		if m, n, ok := r.number(i + 2); ok && n == 2 && m < 60 && !(r.joined(i+3) &&
			(r.looks(i+3, isDigits|isWord) || r.is(i+3, ":") && r.joined(i+4))) {
			return h, m, i + 3
		}
		return 0, 0, 0
	}
	return h, 0, i + 1
}

// hours reads "20.30 Uhr", "14-18 Uhr", "von 10 bis 12.30 Uhr", "Montag um 9".
func (r *reader) hours(i int) int {
	h, m, to := r.hourAt(i)
	if to == 0 || r.joined(i) && r.midNumber(i) && !r.is(i-1, "?") {
		return 0
	}
	if r.is(to, "uhr") {
		if r.is(to+1, "-") && r.joined(to+1) || r.is(i-1, "position") {
			return 0 // "die 12 Uhr-Position" of a dial
		}
		end := to + 1
		if minutes, n, ok := r.number(end); ok && n == 2 && minutes < 60 && to == i+1 &&
			!r.is(end+1, ".") && !r.counts(end+1) && !r.is(end+1, "-") {
			m, end = minutes, end+1
		}
		h, end = r.half(h, end)
		r.time(i, end, "clock", clockTimex(h, m))
		return end
	}
	if end := r.hourList(i); end != 0 {
		return end
	}
	if to == i+3 && r.is(i+1, ":") && (r.one(i-1, "um", "ab", "at", "bis", "gegen", "until")) &&
		!r.has(to, dayPart) && !r.meridiem(to) {
		r.time(i, to, "clock", clockTimex(h, m))
		return to
	}
	if to == i+3 && r.de && m%5 == 0 && h >= 6 && (r.one(i-1, "um", "ab", "gegen")) &&
		!r.counts(to) && !r.looks(to, capital) {
		r.time(i, to, "clock", clockTimex(h, m)) // "um 19.30"
		return to
	}
	if r.is(i-1, "um") && i-1 == r.taken && i > 1 && !r.counts(to) && !(r.looks(to, isWord) &&
		r.tokens[to].shape&capital != 0) && !r.is(to, "%") {
		r.time(i, to, "clock", clockTimex(h, m))
		return to
	}
	return 0
}

// hourList reads the hours that share an "Uhr": "8.30-12 und 14-18 Uhr".
func (r *reader) hourList(i int) int {
	var list [6]struct{ from, to, h, m int }
	at := i
	for n := range list {
		h, m, to := r.hourAt(at)
		if to == 0 {
			return 0
		}
		list[n] = struct{ from, to, h, m int }{at, to, h, m}
		if r.is(to, "uhr") && n > 0 {
			list[n].to++
			for _, hour := range list[:n+1] {
				r.time(hour.from, hour.to, "clock", clockTimex(hour.h, hour.m))
			}
			return to + 1
		}
		switch {
		case r.one(to, "-", "–", "—", "bis", "und", "/", "oder", "to"):
			at = to + 1
		default:
			return 0
		}
	}
	return 0
}

// half takes the "abends" of "8 Uhr abends" and counts the hour from midnight.
func (r *reader) half(h, at int) (int, int) {
	p, ok := r.value(at, dayPart)
	if !ok || p < 100 {
		return h, at
	}
	if (p == 104 || p == 105) && h < 12 {
		h += 12
	}
	return h, at + 1
}

// spokenHour reads "neun Uhr", "halb neun", "viertel nach drei", "Mitternacht".
func (r *reader) spokenHour(i int) int {
	if v, ok := r.value(i, clockWord); ok {
		switch v {
		case 2:
			if !r.is(i+1, "-") && !(r.is(i, "midnight") && r.looks(i, capital) && r.looks(i+1, capital)) {
				r.time(i, i+1, "clock", "T24:00")
				return i + 1
			}
		case 3:
			if h, ok := r.value(i+1, howMany); ok && h >= 2 && h <= 24 && h%2 == 0 &&
				(r.one(i-1, "um", "gegen", "ab", "nach") || r.is(i+2, "uhr")) {
				r.time(i, i+2, "clock", clockTimex(h/2-1, 30))
				return i + 2
			}
		case 4:
			h, ok := r.value(i+2, howMany)
			if ok && h >= 2 && h <= 24 && (r.one(i+1, "nach", "vor")) {
				m := 15
				if r.is(i+1, "vor") {
					h, m = h-2, 45
				}
				r.time(i, i+3, "clock", clockTimex(h/2, m))
				return i + 3
			}
		}
		return 0
	}
	if h, ok := r.value(i, howMany); ok && r.is(i+1, "uhr") && !r.one(i, "eine", "einer", "eines") {
		if h%10000%2 == 0 && h%10000 <= 48 && h > 0 {
			r.time(i, i+2, "clock", clockTimex(h%10000/2, 0))
			return i + 2
		}
	}
	return 0
}

// meridiem tells whether token i is am or pm, with points or without.
func (r *reader) meridiem(i int) bool {
	return r.en && (r.one(i, "am", "pm") || (r.one(i, "a", "p")) && r.is(i+1, ".") &&
		r.is(i+2, "m") && r.joined(i+1) && r.joined(i+2))
}

// englishHour reads "8 p.m.", "8:30 am", "8pm".
func (r *reader) englishHour(i int) int {
	if !r.en {
		return 0
	}
	if w := r.fold(i); !r.looks(i, isDigits) && len(w) >= 3 && len(w) <= 4 &&
		(string(w[len(w)-2:]) == "am" || string(w[len(w)-2:]) == "pm") && !r.joined(i) {
		h := 0
		for _, c := range w[:len(w)-2] {
			if c < '0' || c > '9' {
				return 0
			}
			h = h*10 + int(c-'0')
		}
		if h < 1 || h > 12 {
			return 0
		}
		r.time(i, i+1, "clock", clockTimex(h%12+12*b2i(w[len(w)-2] == 'p'), 0))
		return i + 1
	}
	h, m, to := r.hourAt(i)
	if to == 0 || h < 1 || h > 12 || !r.meridiem(to) || r.midNumber(i) {
		return 0
	}
	// "am" is a German preposition too.
	if r.is(to, "am") && r.de && r.has(to+1, weekdayName|rankWord|dayPart) {
		return 0
	}
	pm := r.fold(to)[0] == 'p'
	end := to + 1
	if !r.is(to, "am") && !r.is(to, "pm") {
		end = to + 3
		if r.is(end, ".") && r.joined(end) {
			end++
		}
	}
	r.time(i, end, "clock", clockTimex(h%12+12*b2i(pm), m))
	return end
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// partOfDay reads "Montagabend", "gestern Abend", "am frühen Abend", "in der
// Nacht", "abends", "this morning", "Monday evening".
func (r *reader) partOfDay(i int) int {
	switch {
	case r.has(i, dayWithPart):
		w, _ := r.value(i, dayWithPart)
		v := Value{TIMEX3: "XXXX-WXX-" + string(rune('0'+w/10))}
		if r.options.OnDemand {
			v.TIMEX3 += dayParts[w%10]
			r.add(Time, i, i+1, "weekday", v)
		} else {
			r.add(Date, i, i+1, "weekday", v)
		}
		return i + 1
	case r.has(i, weekdayName|deicticDay) && r.has(i+1, dayPart) && !(r.is(i, "morgen") &&
		r.is(i+1, "morgen")):
		p, _ := r.value(i+1, dayPart)
		m, ok := r.onWeekday(i)
		if !ok {
			m, ok = r.nearDay(i)
		}
		if !ok || m.to != i+1 {
			return 0
		}
		v := m.stated().value()
		if !r.options.OnDemand {
			r.add(Date, i, i+1, m.rule, v)
			return i + 2
		}
		if m.rule == "today" {
			m.rule, v.TIMEX3 = "day-offset", "XXXX-XX-XX"
		}
		v.TIMEX3 += dayParts[p%100]
		r.add(Time, i, i+2, m.rule, v)
		return i + 2
	case r.has(i, dayPart):
		return r.bareDayPart(i)
	case r.has(i, extent) && r.has(i+1, dayPart) && r.looks(i+1, capital):
		p, _ := r.value(i+1, dayPart)
		r.time(r.article(i), i+2, "day-part", dayParts[p%100])
		return i + 2
	}
	return 0
}

func (r *reader) bareDayPart(i int) int {
	p, _ := r.value(i, dayPart)
	switch {
	case p > 300:
		return 0
	case p > 100 && r.looks(i, isWord):
		if p == 106 {
			r.add(Recurrence, i, i+1, "adverb", Value{ISO8601: "R/P1D", TIMEX3: "TNI"})
		} else {
			r.time(i, i+1, "day-part", dayParts[p%100])
		}
		return i + 1
	case r.looks(i, capital) && (r.is(i-1, "am") || r.is(i-1, "der") && r.is(i-2, "in") ||
		r.is(i-1, "uber") && r.is(i, "nacht")):
		r.time(i, i+1, "day-part", dayParts[p])
		return i + 1
	case r.en && r.is(i-1, "this"):
		if r.options.OnDemand {
			r.add(Time, i-1, i+1, "day-offset", Value{ISO8601: "P0D", TIMEX3: "XXXX-XX-XX" + dayParts[p]})
		}
		return i + 1
	case r.en && r.is(i-1, "the") && r.is(i-2, "in"):
		r.time(i, i+1, "day-part", dayParts[p])
		return i + 1
	}
	return 0
}
