package resolve

import (
	"strings"
	"time"

	"findbuch/cmd/findbuch/internal/evidence"
	"findbuch/store/span"
)

// step is a distance in the calendar.
type step struct{ years, months, days int }

// distance reads a distance of package evidence: "P1Y", "-P3D", "P2Y3M", "P1.5Y".
// The unit is that of its first part. Hours have none.
func distance(iso string) (n step, unit byte, ok bool) {
	s, negative := strings.CutPrefix(iso, "-")
	s, found := strings.CutPrefix(s, "P")
	if !found {
		return n, 0, false
	}
	for s != "" {
		value, half := 0, false
		k := 0
		for k < len(s) && s[k] >= '0' && s[k] <= '9' && value < 100000 {
			value = value*10 + int(s[k]-'0')
			k++
		}
		if k+1 < len(s) && s[k] == '.' && s[k+1] == '5' {
			half, k = true, k+2
		}
		if k == 0 || k >= len(s) {
			return step{}, 0, false
		}
		switch s[k] {
		case 'Y':
			n.years += value
			if half {
				n.months += 6
			}
		case 'M':
			n.months += value
			if half {
				n.days += 15
			}
		case 'W':
			n.days += 7 * value
		case 'D':
			n.days += value
		default:
			return step{}, 0, false
		}
		if unit == 0 {
			unit = s[k]
		}
		s = s[k+1:]
	}
	if negative {
		n = step{-n.years, -n.months, -n.days}
	}
	return n, unit, unit != 0
}

// distance counts off from a day. Beyond days it is approximate.
func (r *resolver) distance(i int, from day, anchored bool, spans ...span.Span) {
	n, unit, ok := distance(r.facts[i].Stated.ISO8601)
	if !ok || from.year == 0 {
		return
	}
	t := from.time()
	approximately := "~"
	if !anchored {
		approximately = ""
	}
	var edtf string
	switch unit {
	case 'Y':
		edtf = four(t.Year()+n.years) + approximately
		if n.months != 0 {
			if from.month == 0 {
				return
			}
			edtf = time.Date(t.Year()+n.years, t.Month()+time.Month(n.months), 1, 0, 0, 0, 0,
				time.UTC).Format("2006-01") + approximately
		}
	case 'M':
		if from.month == 0 {
			return
		}
		edtf = time.Date(t.Year(), t.Month()+time.Month(n.months), 1, 0, 0, 0, 0,
			time.UTC).Format("2006-01") + approximately
	case 'W', 'D':
		if from.day == 0 {
			return
		}
		edtf = t.AddDate(0, 0, n.days).Format(time.DateOnly)
		if unit == 'W' {
			edtf += approximately
		}
	default:
		return
	}
	v := evidence.Value{EDTF: edtf}
	if r.facts[i].Stated.TIMEX3 != "" {
		v.TIMEX3 = strings.TrimSuffix(edtf, "~")
	}
	r.set(i, v, anchored, spans...)
}

// fromLast starts from the date that was named before, in this passage or the
// one before it.
func (r *resolver) fromLast(i int) {
	if !r.last.ok || !r.near(r.last.fact, i) {
		return
	}
	f := &r.facts[i]
	at := r.facts[r.last.fact].Span
	if strings.HasPrefix(f.Rule, "same") || strings.Contains(f.Rule, "-") {
		r.calendar(i, r.last.day, false, at)
	} else {
		r.distance(i, r.last.day, false, at)
	}
	r.inherit(i, r.last.fact)
}

// inherit adds the premises of the fact that another one rests on.
func (r *resolver) inherit(i, from int) {
	f := &r.facts[i]
	if f.Resolved == nil {
		return
	}
	for _, p := range r.facts[from].Because {
		if p == r.because {
			f.Because = append(f.Because, p)
		}
	}
}

// near tells whether two facts are in one passage or in neighbours.
func (r *resolver) near(a, b int) bool { return r.passageOf(b)-r.passageOf(a) <= 1 }

// passageOf returns the passage that holds a fact.
func (r *resolver) passageOf(i int) int { return r.passageAt(r.facts[i].Span.Start) }
