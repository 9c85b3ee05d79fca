package resolve

import (
	"strconv"
	"strings"
	"time"

	"findbuch/cmd/findbuch/internal/evidence"
	"findbuch/store/span"
)

// calendar resolves "nächstes Jahr", "dieser Woche": the unit that lies so far
// from the one with the anchor in it.
func (r *resolver) calendar(i int, from day, anchored bool, spans ...span.Span) {
	f := &r.facts[i]
	n, unit, ok := distance(f.Stated.ISO8601)
	if !ok || from.year == 0 {
		return
	}
	_, sub, _ := strings.Cut(f.Rule, "-")
	if unit != 'Y' && from.month == 0 || (unit == 'W' || unit == 'D') && from.day == 0 {
		return
	}
	t := from.time()
	var v evidence.Value
	switch {
	case sub == "century":
		c := t.Year()/100 + n.years/100
		v = evidence.Value{EDTF: two(c) + "XX", TIMEX3: two(c)}
	case sub == "decade":
		d := t.Year()/10 + n.years/10
		v = evidence.Value{EDTF: strconv.Itoa(d) + "X", TIMEX3: strconv.Itoa(d)}
	case unit == 'Y':
		y := four(t.Year() + n.years)
		v = evidence.Value{EDTF: y, TIMEX3: y}
	case sub == "quarter" || sub == "half":
		v = partValue(t, n.months, sub == "half")
	case unit == 'M':
		m := time.Date(t.Year(), t.Month()+time.Month(n.months), 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
		v = evidence.Value{EDTF: m, TIMEX3: m}
	case unit == 'W':
		v = weekValue(t.AddDate(0, 0, n.days), sub == "weekend")
	case unit == 'D':
		v = dayValue(t.AddDate(0, 0, n.days))
	}
	if v.EDTF != "" {
		r.set(i, v, anchored, spans...)
	}
}

// partValue is the quarter or half year that is so many months away.
func partValue(t time.Time, months int, half bool) evidence.Value {
	t = time.Date(t.Year(), t.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	q := (int(t.Month())-1)/3 + 1
	if half {
		h := (q + 1) / 2
		return evidence.Value{EDTF: four(t.Year()) + "-" + strconv.Itoa(39+h),
			TIMEX3: four(t.Year()) + "-H" + strconv.Itoa(h)}
	}
	return evidence.Value{EDTF: four(t.Year()) + "-" + strconv.Itoa(32+q),
		TIMEX3: four(t.Year()) + "-Q" + strconv.Itoa(q)}
}

// weekValue is the week of ISO 8601 with a day in it, or its weekend.
func weekValue(t time.Time, weekend bool) evidence.Value {
	year, week := t.ISOWeek()
	monday := evidence.Monday(year, week)
	v := evidence.Value{EDTF: interval(monday, monday.AddDate(0, 0, 6)),
		TIMEX3: four(year) + "-W" + two(week)}
	if weekend {
		v = evidence.Value{EDTF: interval(monday.AddDate(0, 0, 5), monday.AddDate(0, 0, 6)),
			TIMEX3: v.TIMEX3 + "-WE"}
	}
	return v
}

func interval(a, b time.Time) string { return a.Format(time.DateOnly) + "/" + b.Format(time.DateOnly) }

func two(n int) string { return four(n)[2:] }

func four(n int) string {
	s := strconv.Itoa(n)
	return "0000"[min(len(s), 4):] + s
}

// weekday is the last or next one, by what is said ("vergangenen") or by tense.
func (r *resolver) weekday(i int) {
	f := r.facts[i]
	at := strings.Index(f.Stated.TIMEX3, "WXX-")
	if at < 0 || !r.known(3) {
		return
	}
	w := int(f.Stated.TIMEX3[at+4] - '0')
	t := r.anchor.time()
	ahead := (w - isoWeekday(t) + 7) % 7 // 0-6
	_, direction, _ := strings.Cut(f.Rule, "-")
	var verb span.Span
	days := ahead
	switch direction {
	case "last":
		days = ahead - 7
	case "next":
		if days == 0 {
			days = 7
		}
	case "this":
	default:
		tense, v := r.tense(f.Span)
		verb = v
		if tense == isPast {
			days = ahead - 7
		} else if tense == isUnknown {
			verb = span.Span{}
		}
	}
	v := dayValue(t.AddDate(0, 0, days))
	v.TIMEX3 += f.Stated.TIMEX3[at+5:] // TEV of "Montagabend"
	r.set(i, v, true, verb)
}

func isoWeekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// weekend is the last one when told in the past, else this week's.
func (r *resolver) weekend(i int) {
	if !r.known(3) {
		return
	}
	t := r.anchor.time()
	tense, verb := r.tense(r.facts[i].Span)
	if tense == isPast && isoWeekday(t) < 6 {
		t = t.AddDate(0, 0, -7)
	}
	r.set(i, weekValue(t, true), true, verb)
}

// week is "KW 12" of the anchor's year.
func (r *resolver) week(i int) {
	w, err := strconv.Atoi(r.facts[i].Stated.TIMEX3[len("XXXX-W"):])
	if err != nil || !r.known(1) {
		return
	}
	r.set(i, weekValue(evidence.Monday(r.anchor.year, w), false), true)
}
