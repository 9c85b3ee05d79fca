package resolve

import (
	"strconv"
	"strings"
	"time"

	"findbuch/cmd/findbuch/internal/evidence"
	"findbuch/store/span"
)

// yearless is what is stated as EDTF would have it, if it took seasons of unknown
// years and intervals over their turn.
func yearless(v evidence.Value) string {
	if v.EDTF != "" {
		return v.EDTF
	}
	return partCodes.Replace(v.TIMEX3)
}

var partCodes = strings.NewReplacer("-SP", "-21", "-SU", "-22", "-FA", "-23", "-WI", "-24", "-Q1",
	"-33", "-Q2", "-34", "-Q3", "-35", "-Q4", "-36",
	"-H1", "-40", "-H2", "-41")

// easter resolves a holiday by its distance from Easter Sunday.
func (r *resolver) easter(i int) {
	f := r.facts[i]
	year, iso, both := strings.Cut(f.Stated.ISO8601, "/")
	if !both {
		iso = year
	}
	n, _, ok := distance(iso)
	if !ok || !r.known(1) {
		return
	}
	y := r.anchor.year
	if both {
		o, _, _ := distance(year)
		r.set(i, dayValue(evidence.Easter(y+o.years).AddDate(0, 0, n.days)), true)
		return
	}
	if !r.known(3) {
		return
	}
	on := func(y int) time.Time { return evidence.Easter(y).AddDate(0, 0, n.days) }
	tense, verb := r.tense(f.Span)
	r.set(i, dayValue(on(r.yearBy(tense, on, 1))), true, verb)
}

// yearBy returns the year in which what comes once a year is the last before the
// anchor, the next, or the nearest. Places is how long it lasts, in days.
func (r *resolver) yearBy(t tense, on func(year int) time.Time, places int) int {
	a := r.anchor.time()
	y := r.anchor.year
	switch t {
	case isPast:
		if on(y).After(a) {
			return y - 1
		}
		return y
	case isFuture:
		if on(y).AddDate(0, 0, places-1).Before(a) {
			return y + 1
		}
		return y
	}
	best, gap := y, time.Duration(1<<62)
	for _, c := range []int{y, y - 1, y + 1} {
		g := a.Sub(on(c)).Abs()
		if g < gap {
			best, gap = c, g
		}
	}
	return best
}

// partOfYear gives the year to "März", "11. Oktober", "Herbst", "XXXX-Q3", and to
// periods of these.
func (r *resolver) partOfYear(i int) {
	f := &r.facts[i]
	if !r.known(1) && !r.last.ok {
		return
	}
	if n, _, ok := distance(f.Stated.ISO8601); ok && f.Stated.ISO8601 != "" {
		if r.known(1) {
			r.setYear(i, r.anchor.year+n.years, true)
		}
		return
	}
	// A list or sentence that has said the year: "am 5. März 1992 … am 7. März".
	if k, ok := r.yearNearby(i); ok {
		d := dayOf(r.edtfOf(k))
		r.setYear(i, d.year, false, r.facts[k].Span)
		r.inherit(i, k)
		return
	}
	if !r.known(2) {
		return
	}
	month, dom := monthAndDay(yearless(f.Stated))
	if month == 0 {
		return
	}
	places := 1
	if dom == 0 {
		places = 28
	}
	a := r.anchor.time()
	if dom == 0 || !r.known(3) {
		a = time.Date(r.anchor.year, time.Month(r.anchor.month), 1, 0, 0, 0, 0, time.UTC)
	}
	_, direction, _ := strings.Cut(f.Rule, "-")
	var t tense
	var verb span.Span
	switch {
	case f.Rule == "day-month":
		t, verb = r.tense(f.Span)
	case direction == "last":
		t = isPast
		a = a.AddDate(0, 0, -1)
	case direction == "next":
		t = isFuture
		a = a.AddDate(0, 0, places)
	case direction == "this":
		r.setYear(i, r.anchor.year, true)
		return
	default:
		t, verb = r.tense(f.Span)
	}
	save := r.anchor
	if dom == 0 {
		r.anchor = day{a.Year(), int(a.Month()), a.Day()}
	}
	y := r.yearBy(t, func(y int) time.Time {
		return time.Date(y, time.Month(month), max(dom, 1), 0,
			0, 0, 0, time.UTC)
	}, places)
	r.anchor = save
	if t == isUnknown {
		verb = span.Span{}
	}
	r.setYear(i, withDay(y, month, dom, t), true, verb)
}

// withDay goes on from a year to the next that has a February 29, if that is the
// day, back in time for the past.
func withDay(y, month, dom int, t tense) int {
	if month != 2 || dom != 29 {
		return y
	}
	step := 1
	if t == isPast {
		step = -1
	}
	for n := 0; n < 8 && time.Date(y, 2, 29, 0, 0, 0, 0, time.UTC).Month() != 2; n++ {
		y += step
	}
	return y
}

// monthAndDay reads XXXX-10-11, XXXX-10, and of seasons and the like the month
// that they begin in.
func monthAndDay(edtf string) (month, day int) {
	edtf, _, _ = strings.Cut(edtf, "/")
	if len(edtf) < 7 {
		return 0, 0
	}
	m, err := strconv.Atoi(edtf[5:7])
	if err != nil {
		return 0, 0
	}
	if len(edtf) >= 10 {
		day, _ = strconv.Atoi(edtf[8:10])
	}
	switch {
	case m >= 33 && m <= 36:
		m = (m-33)*3 + 1
	case m == 40 || m == 41:
		m = (m-40)*6 + 1
	case m == 24:
		m = 12
	case m >= 21 && m <= 23:
		m = (m-21)*3 + 3
	}
	return m, day
}

// setYear puts the year where XXXX stands; a period that ends earlier in the year
// than it begins ends in the next.
func (r *resolver) setYear(i, year int, anchored bool, spans ...span.Span) {
	s := r.facts[i].Stated
	s.EDTF = yearless(s)
	fill := func(s string) string {
		first, last, period := strings.Cut(s, "/")
		first = strings.Replace(first, "XXXX", four(year), 1)
		if !period {
			return first
		}
		next := year
		if last < "XXXX"+first[4:] {
			next++
		}
		return first + "/" + strings.Replace(last, "XXXX", four(next), 1)
	}
	r.set(i, evidence.Value{EDTF: fill(s.EDTF), TIMEX3: fill(s.TIMEX3)}, anchored, spans...)
}

func (r *resolver) edtfOf(i int) string {
	f := r.facts[i]
	if f.Resolved != nil {
		return f.Resolved.EDTF
	}
	return f.Stated.EDTF
}

// yearNearby finds a date that says its year and month in the sentence, or before
// it in the passage the same month or the day's neighbour.
func (r *resolver) yearNearby(i int) (int, bool) {
	from, _ := r.sentence(r.facts[i].Span)
	for k := i - 1; k >= 0 && k > i-6; k-- {
		g := r.facts[k]
		if g.Span.Start < from {
			break
		}
		if g.Kind == evidence.Date && g.Resolved == nil && len(g.Stated.EDTF) >= 7 &&
			dayOf(g.Stated.EDTF).month != 0 {
			return k, true
		}
	}
	// "Juli und August 1999"
	if i+1 < len(r.facts) {
		f, g := r.facts[i], r.facts[i+1]
		if gap := g.Span.Start - f.Span.End; g.Kind == evidence.Date && gap > 0 && gap < 7 &&
			len(f.Stated.EDTF) == 7 && len(g.Stated.EDTF) == 7 && dayOf(g.Stated.EDTF).year != 0 {
			return i + 1, true
		}
	}
	// "Im März 1992 … am 5. März"
	month, _ := monthAndDay(yearless(r.facts[i].Stated))
	for k := i - 1; k >= 0 && k > i-32 && r.near(k, i); k-- {
		g := r.facts[k]
		if d := dayOf(g.Stated.EDTF); g.Kind == evidence.Date && d.month == month && month != 0 &&
			g.Span != r.because.Span {
			return k, true
		}
	}
	return 0, false
}

// openCentury gives its century to "neunziger Jahre", "11.3.99": the latest that
// is not after the anchor.
func (r *resolver) openCentury(i int) {
	s := r.facts[i].Stated
	if !r.known(1) {
		return
	}
	low, err := strconv.Atoi(strings.ReplaceAll(s.EDTF[2:4], "X", "0"))
	if err != nil || strings.Contains(s.EDTF, "/") {
		return
	}
	century := r.anchor.year / 100
	if century*100+low > r.anchor.year {
		century--
	}
	fill := func(s string) string {
		if len(s) < 2 {
			return s
		}
		return two(century) + s[2:]
	}
	r.set(i, evidence.Value{EDTF: fill(s.EDTF), TIMEX3: fill(s.TIMEX3)}, true)
}
