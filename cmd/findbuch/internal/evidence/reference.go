package evidence

var references = [...]string{1: "PAST_REF", 2: "PRESENT_REF", 3: "FUTURE_REF"}

// reference reads what says past, present or future and no more: "damals",
// "derzeit", "demnächst", "in letzter Zeit".
func (r *reader) reference(i int) int {
	v, ok := r.value(i, referenceWord)
	if !ok {
		return 0
	}
	from := i
	switch {
	case r.is(i, "fruher"):
		if r.is(i+1, "oder") || r.is(i-1, "je") || r.is(i+1, "als") {
			return 0
		}
	case v == 10: // Moment
		if !r.is(i-1, "im") && !(r.is(i-1, "the") && r.is(i-2, "at")) {
			return 0
		}
		from, v = i-1, 2
		if r.is(i-1, "the") {
			from--
		}
	case v == 11: // Zeit
		return r.inTime(i)
	case v == 12: // kurzem
		if !r.is(i-1, "vor") || i-1 < r.taken {
			return 0
		}
		from, v = i-1, 1
	case v == 13: // present
		if !r.is(i-1, "at") {
			return 0
		}
		from, v = i-1, 2
	case v == 14: // Stunde
		if !r.is(i-1, "zur") {
			return 0
		}
		from, v = i-1, 2
	case r.one(i, "future", "past"):
		if !r.en || !r.is(i-1, "the") || !r.is(i-2, "in") || r.looks(i+1, isWord) &&
			r.has(i+1, timeUnit|howMany) {
			return 0
		}
		from = i - 1
		if v == 4 {
			v = 1
		}
	case r.one(i, "vergangenheit", "zukunft", "gegenwart"):
		from = r.article(i)
	}
	if from < r.taken {
		return 0
	}
	r.add(Date, from, i+1, "reference", Value{TIMEX3: references[v]})
	return i + 1
}

// inTime reads "zur Zeit", "letzter Zeit", "dieser Zeit".
func (r *reader) inTime(i int) int {
	if i-1 < r.taken || i == 0 {
		return 0
	}
	switch {
	case r.is(i-1, "zur") && !(i+1 < len(r.tokens) && (r.one(i+1, "der", "des", "von"))):
		r.add(Date, i-1, i+1, "reference", Value{TIMEX3: "PRESENT_REF"})
	case r.one(i-1, "letzter", "jungster"):
		r.add(Date, i-1, i+1, "reference", Value{TIMEX3: "PAST_REF"})
	case r.is(i-1, "dieser") && (r.one(i-2, "zu", "in")):
		r.add(Date, i-1, i+1, "reference", Value{TIMEX3: "PAST_REF"})
	default:
		return 0
	}
	return i + 1
}
