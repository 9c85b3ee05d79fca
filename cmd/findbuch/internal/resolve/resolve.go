// Package resolve says what the temporal facts of a text mean in their place:
// which year "im März" was in, which day "gestern". It is a second, pure pass
// over facts; what is stated stays as it is.
//
// # What it rests on
//
// An Anchor: the date in the text's dateline, or one that a person asserted.
// Without one only what another date of the text settles is resolved ("im selben
// Jahr", the 3. of "3. und 4. Mai 1999"). Neither the clock nor anything outside
// is looked at. Because names the premises: the anchor, the other expressions,
// and the verb that tells past from future.
//
// # How
//
//   - A distance or a place in the calendar beside the anchor is counted off:
//     "gestern", "nächstes Jahr", "vergangene Woche", "März dieses Jahres".
//     "vor zwei Jahren" is approximate ("2021~"), "vor drei Tagen" a day.
//   - A weekday, month, season or day of a month without a year is the last one
//     before the anchor when the sentence is told in the past, the next one when
//     it says what will be. With no verb that we know, weekdays are the next, all
//     else is the nearest. "seit" speaks of the past. A day without a month is of the month that was named
//     before it, or is named next in its list; later days that count on are of the
//     same one, whatever month is spoken of in between.
//   - "zwei Jahre später", "im selben Jahr", "am nächsten Tag" start from the date
//     named before.
//   - A time of day is of the day that its sentence names, else of the anchor's.
//   - "heute" is the anchor's day where the sentence reports or names an hour;
//     else it may mean these times, and stays PRESENT_REF.
//
// A fact that says its whole date is not resolved: Resolved stays nil.
package resolve

import (
	"strings"
	"time"

	"findbuch/cmd/findbuch/internal/evidence"
	"findbuch/cmd/findbuch/internal/evidence/edtf"
	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store/span"
)

// Version grows whenever the same facts resolve to others.
const Version = 1

// Anchor is the day that a text was written on. The zero Anchor stands for the
// date of the dateline, if there is one.
type Anchor struct {
	Date    string // YYYY-MM-DD, YYYY-MM or YYYY; "" for the dateline's
	Premise evidence.Premise
}

// Asserted is the anchor that a person gives.
func Asserted(date string) Anchor {
	return Anchor{Date: date, Premise: evidence.Premise{Asserted: true}}
}

// Dateline returns the date in the text's dateline: the first full date there.
func Dateline(passages []text.Passage, facts []evidence.Fact) (Anchor, bool) {
	for _, p := range passages {
		if p.Kind != text.KindDateline {
			continue
		}
		for _, f := range facts {
			if f.Kind == evidence.Date && p.Span.Start <= f.Span.Start && f.Span.End <= p.Span.End {
				if _, err := time.Parse(time.DateOnly, f.Stated.EDTF); err == nil {
					return Anchor{Date: f.Stated.EDTF, Premise: evidence.Premise{Span: f.Span}}, true
				}
			}
		}
	}
	return Anchor{}, false
}

// Resolve returns the facts with Resolved and Because as anchor has them; the
// facts given are not changed. Facts must be in the order of evidence.Read. A
// date of the anchor that is none resolves nothing.
func Resolve(body string, passages []text.Passage, facts []evidence.Fact, anchor Anchor) []evidence.Fact {
	if anchor.Date == "" {
		anchor, _ = Dateline(passages, facts)
	}
	out := make([]evidence.Fact, len(facts))
	copy(out, facts)
	r := resolver{body: body, passages: passages, facts: out, anchor: dayOf(anchor.Date),
		because: anchor.Premise}
	for i := range out {
		out[i].Resolved, out[i].Because = nil, nil
	}
	for i := range out {
		r.resolve(i)
	}
	return out
}

// resolver walks the facts of a text in order.
type resolver struct {
	body     string
	passages []text.Passage
	facts    []evidence.Fact
	anchor   day
	because  evidence.Premise

	last   mention // the date named last that has a year
	series mention // the day named last without its month, and where that came from
}

// mention is a date of the text that others rest on.
type mention struct {
	day
	fact int
	ok   bool
}

// day is a day, a month or a year, by what is not 0.
type day struct{ year, month, day int }

// dayOf reads YYYY-MM-DD, YYYY-MM and YYYY; the zero day is none.
func dayOf(s string) (d day) {
	s = strings.TrimRight(s, "~?%")
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			d.year = t.Year()
			if len(layout) > 4 {
				d.month = int(t.Month())
			}
			if len(layout) > 7 {
				d.day = t.Day()
			}
			return d
		}
	}
	return day{}
}

func (d day) time() time.Time {
	return time.Date(d.year, time.Month(max(d.month, 1)), max(d.day, 1), 0, 0, 0, 0, time.UTC)
}

// known tells whether the anchor says the year, the month (2), the day (3).
func (r *resolver) known(parts int) bool {
	a := r.anchor
	return a.year != 0 && (parts < 2 || a.month != 0) && (parts < 3 || a.day != 0)
}

func (r *resolver) resolve(i int) {
	f := &r.facts[i]
	switch f.Kind {
	case evidence.Date, evidence.Period:
		r.date(i)
	case evidence.Time:
		r.timeOfDay(i)
		return
	default:
		return
	}
	v := f.Stated
	if f.Resolved != nil {
		v = *f.Resolved
	}
	start, _, _ := strings.Cut(v.EDTF, "/")
	if d := dayOf(start); d.year != 0 && f.Kind == evidence.Date || d.year != 0 && d.month != 0 {
		r.last = mention{day: d, fact: i, ok: true}
	}
}

// set resolves a fact; the premises besides the anchor are spans. What is no date
// ("29. Februar" in a year without one, a year beyond 9999) is not set.
func (r *resolver) set(i int, v evidence.Value, anchored bool, spans ...span.Span) {
	if p, err := edtf.Parse(v.EDTF); v.EDTF != "" && (err != nil || p.Level() > 2) {
		return
	}
	f := &r.facts[i]
	v.Mod = f.Stated.Mod
	f.Resolved = &v
	for _, s := range spans {
		if s.End > 0 {
			f.Because = append(f.Because, evidence.Premise{Span: s})
		}
	}
	if anchored {
		f.Because = append(f.Because, r.because)
	}
}

// date resolves a date or period by its rule.
func (r *resolver) date(i int) {
	f := &r.facts[i]
	rule := f.Rule
	switch {
	case rule == "reference":
	case rule == "today":
		r.today(i)
	case rule == "day-offset":
		if n, _, ok := distance(f.Stated.ISO8601); ok && r.known(3) {
			r.set(i, dayValue(r.anchor.time().AddDate(0, 0, n.days)), true)
		}
	case strings.HasPrefix(rule, "calendar"):
		r.calendar(i, r.anchor, true)
	case strings.HasPrefix(rule, "weekday"):
		r.weekday(i)
	case rule == "weekend":
		r.weekend(i)
	case rule == "week" && strings.HasPrefix(f.Stated.TIMEX3, "XXXX-W"):
		r.week(i)
	case rule == "distance":
		if r.known(3) {
			r.distance(i, r.anchor, true)
		}
	case strings.HasPrefix(rule, "later"), rule == "earlier", strings.HasPrefix(rule, "same"):
		r.fromLast(i)
	case rule == "easter":
		r.easter(i)
	case strings.HasPrefix(yearless(f.Stated), "XXXX-XX"):
		r.dayOfMonth(i)
	case strings.HasPrefix(yearless(f.Stated), "XXXX"):
		r.partOfYear(i)
	case strings.HasPrefix(f.Stated.EDTF, "XX"):
		r.openCentury(i)
	}
}

func dayValue(t time.Time) evidence.Value {
	s := t.Format(time.DateOnly)
	return evidence.Value{EDTF: s, TIMEX3: s}
}
