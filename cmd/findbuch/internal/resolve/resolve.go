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
//     it says what will be. A day without a month is of the month that was named
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
	"strconv"
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
	r := resolver{body: body, passages: passages, facts: out, anchor: dayOf(anchor.Date), because: anchor.Premise}
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

// yearless is what is stated as EDTF would have it, if it took seasons of unknown
// years and intervals over their turn.
func yearless(v evidence.Value) string {
	if v.EDTF != "" {
		return v.EDTF
	}
	return partCodes.Replace(v.TIMEX3)
}

var partCodes = strings.NewReplacer("-SP", "-21", "-SU", "-22", "-FA", "-23", "-WI", "-24", "-Q1", "-33", "-Q2", "-34", "-Q3", "-35", "-Q4", "-36",
	"-H1", "-40", "-H2", "-41")

func dayValue(t time.Time) evidence.Value {
	s := t.Format(time.DateOnly)
	return evidence.Value{EDTF: s, TIMEX3: s}
}

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
		day := g.Kind == evidence.Time || g.Kind == evidence.Date && (g.Rule == "day-offset" || strings.HasPrefix(g.Rule, "weekday"))
		exact = exact || k != i && day && from <= g.Span.Start && g.Span.End <= to
	}
	switch {
	case exact:
		r.set(i, dayValue(r.anchor.time()), true)
	case past == isPast:
		r.set(i, dayValue(r.anchor.time()), true, verb)
	}
}

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
		return evidence.Value{EDTF: four(t.Year()) + "-" + strconv.Itoa(39+h), TIMEX3: four(t.Year()) + "-H" + strconv.Itoa(h)}
	}
	return evidence.Value{EDTF: four(t.Year()) + "-" + strconv.Itoa(32+q), TIMEX3: four(t.Year()) + "-Q" + strconv.Itoa(q)}
}

// weekValue is the week of ISO 8601 with a day in it, or its weekend.
func weekValue(t time.Time, weekend bool) evidence.Value {
	year, week := t.ISOWeek()
	monday := evidence.Monday(year, week)
	v := evidence.Value{EDTF: interval(monday, monday.AddDate(0, 0, 6)), TIMEX3: four(year) + "-W" + two(week)}
	if weekend {
		v = evidence.Value{EDTF: interval(monday.AddDate(0, 0, 5), monday.AddDate(0, 0, 6)), TIMEX3: v.TIMEX3 + "-WE"}
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
			edtf = time.Date(t.Year()+n.years, t.Month()+time.Month(n.months), 1, 0, 0, 0, 0, time.UTC).Format("2006-01") + approximately
		}
	case 'M':
		if from.month == 0 {
			return
		}
		edtf = time.Date(t.Year(), t.Month()+time.Month(n.months), 1, 0, 0, 0, 0, time.UTC).Format("2006-01") + approximately
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
	y := r.yearBy(t, func(y int) time.Time { return time.Date(y, time.Month(month), max(dom, 1), 0, 0, 0, 0, time.UTC) }, places)
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
		if g.Kind == evidence.Date && g.Resolved == nil && len(g.Stated.EDTF) >= 7 && dayOf(g.Stated.EDTF).month != 0 {
			return k, true
		}
	}
	// "Juli und August 1999"
	if i+1 < len(r.facts) {
		f, g := r.facts[i], r.facts[i+1]
		if gap := g.Span.Start - f.Span.End; g.Kind == evidence.Date && gap > 0 && gap < 7 && len(f.Stated.EDTF) == 7 && len(g.Stated.EDTF) == 7 && dayOf(g.Stated.EDTF).year != 0 {
			return i + 1, true
		}
	}
	// "Im März 1992 … am 5. März"
	month, _ := monthAndDay(yearless(r.facts[i].Stated))
	for k := i - 1; k >= 0 && k > i-32 && r.near(k, i); k-- {
		g := r.facts[k]
		if d := dayOf(g.Stated.EDTF); g.Kind == evidence.Date && d.month == month && month != 0 && g.Span != r.because.Span {
			return k, true
		}
	}
	return 0, false
}

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
	r.set(i, evidence.Value{EDTF: edtf, TIMEX3: strings.ReplaceAll(s.TIMEX3, "XXXX-XX", month)}, anchored, spans...)
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
	for k := i + 1; k < len(r.facts) && r.facts[k].Span.End <= to && r.facts[k].Span.Start < f.Span.End+16; k++ {
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
