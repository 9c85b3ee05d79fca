package resolve

import (
	"strings"
	"time"

	"findbuch/cmd/findbuch/internal/evidence"
	"findbuch/store/span"
)

// dayOfMonth gives month and year to "11.", "11. bis 13.": those of the date that
// follows in a list, else of the one named before.
func (r *resolver) dayOfMonth(i int) {
	s := r.facts[i].Stated
	if k, c, ok := r.listed(i); ok {
		r.setMonth(i, c, k, s)
		return
	}
	_, dom := monthAndDay("XXXX-01" + s.EDTF[7:])
	if r.series.ok && r.series.day.day <= dom {
		r.setMonth(i, r.series.day, r.series.fact, s)
		return
	}
	if r.last.ok && r.last.month != 0 {
		r.setMonth(i, r.last.day, r.last.fact, s)
		return
	}
	if !r.known(3) {
		return
	}
	tense, verb := r.tense(r.facts[i].Span)
	m := r.anchor.month
	switch {
	case tense == isPast && dom > r.anchor.day:
		m--
	case tense == isFuture && dom < r.anchor.day:
		m++
	}
	t := time.Date(r.anchor.year, time.Month(m), 1, 0, 0, 0, 0, time.UTC)
	r.fill(i, day{year: t.Year(), month: int(t.Month())}, s, true, verb)
}

// listed finds the month that "3." shares with "4. Mai" behind it.
func (r *resolver) listed(i int) (int, day, bool) {
	if r.facts[i].Kind != evidence.Date {
		return 0, day{}, false
	}
	end := r.facts[i].Span.End
	for k := i + 1; k < len(r.facts) && r.facts[k].Span.Start-end < 8; k++ {
		g := r.facts[k]
		if g.Kind != evidence.Date {
			continue
		}
		if strings.HasPrefix(g.Stated.EDTF, "XXXX-XX") {
			end = g.Span.End
			continue
		}
		r.resolve(k)
		d := dayOf(r.edtfOf(k))
		return k, d, d.month != 0
	}
	return 0, day{}, false
}

func (r *resolver) setMonth(i int, d day, k int, s evidence.Value) {
	r.fill(i, d, s, false, r.facts[k].Span)
	r.inherit(i, k)
	if f := r.facts[i]; f.Resolved != nil {
		last := f.Resolved.EDTF[strings.IndexByte(f.Resolved.EDTF, '/')+1:]
		r.series = mention{day: dayOf(last), fact: k, ok: true}
	}
}

// fill puts year and month where XXXX-XX stands, if there are such days.
func (r *resolver) fill(i int, d day, s evidence.Value, anchored bool, spans ...span.Span) {
	month := four(d.year) + "-" + two(d.month)
	edtf := strings.ReplaceAll(s.EDTF, "XXXX-XX", month)
	for _, end := range strings.Split(edtf, "/") {
		if dayOf(end).day == 0 {
			return
		}
	}
	r.set(i, evidence.Value{EDTF: edtf, TIMEX3: strings.ReplaceAll(s.TIMEX3, "XXXX-XX", month)},
		anchored, spans...)
}
