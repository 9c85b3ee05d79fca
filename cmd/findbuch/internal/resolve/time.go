package resolve

import (
	"strings"

	"findbuch/cmd/findbuch/internal/evidence"
)

// today is the anchor's day when something in its sentence happens at a time;
// "heute gibt es mehr davon" speaks of these times.
func (r *resolver) today(i int) {
	if !r.known(3) {
		return
	}
	f := r.facts[i]
	past, verb := r.clause(f.Span)
	from, to := r.sentence(f.Span)
	exact := false
	for k := max(i-3, 0); k < min(i+4, len(r.facts)); k++ {
		g := r.facts[k]
		day := g.Kind == evidence.Time || g.Kind == evidence.Date && (g.Rule == "day-offset" ||
			strings.HasPrefix(g.Rule, "weekday"))
		exact = exact || k != i && day && from <= g.Span.Start && g.Span.End <= to
	}
	switch {
	case exact:
		r.set(i, dayValue(r.anchor.time()), true)
	case past == isPast:
		r.set(i, dayValue(r.anchor.time()), true, verb)
	}
}

// timeOfDay gives a time its day: the one that its sentence names, else the
// anchor's.
func (r *resolver) timeOfDay(i int) {
	f := r.facts[i]
	s := f.Stated
	switch f.Rule {
	case "weekday":
		r.weekday(i)
		return
	case "day-offset", "today":
		if n, _, ok := distance(s.ISO8601); ok && r.known(3) {
			v := dayValue(r.anchor.time().AddDate(0, 0, n.days))
			v.TIMEX3 += strings.TrimPrefix(s.TIMEX3, "XXXX-XX-XX")
			r.set(i, v, true)
		}
		return
	}
	from, to := r.sentence(f.Span)
	for k := i - 1; k >= 0 && k > i-8; k-- {
		if r.facts[k].Span.Start < from {
			break
		}
		if r.timeOn(i, k) {
			return
		}
	}
	for k := i + 1; k < len(r.facts) && r.facts[k].Span.End <= to &&
		r.facts[k].Span.Start < f.Span.End+16; k++ {
		if r.facts[k].Kind == evidence.Date {
			r.date(k)
			if r.timeOn(i, k) {
				return
			}
		}
	}
	if f.Rule == "day-part" {
		p := r.passageOf(i)
		for k := i - 1; k >= 0 && k > i-32 && r.passageOf(k) == p; k-- {
			if r.timeOn(i, k) {
				return
			}
		}
	}
	if r.known(3) {
		v := dayValue(r.anchor.time())
		v.TIMEX3 += s.TIMEX3
		r.set(i, v, true)
	}
}

// timeOn resolves time i to be on the day of fact k, if that is a day.
func (r *resolver) timeOn(i, k int) bool {
	g := r.facts[k]
	d := dayOf(r.edtfOf(k))
	if g.Kind != evidence.Date && g.Kind != evidence.Time || d.day == 0 {
		return false
	}
	v := dayValue(d.time())
	v.TIMEX3 += r.facts[i].Stated.TIMEX3
	r.set(i, v, false, g.Span)
	r.inherit(i, k)
	return true
}
