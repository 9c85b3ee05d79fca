package edtf

import (
	"errors"
	"strconv"
)

// qualifier says how sure a part of a date is.
type qualifier uint8

const (
	uncertain   qualifier = 1 << iota // ?
	approximate                       // ~
)

func qualifierOf(c byte) qualifier {
	switch c {
	case '?':
		return uncertain
	case '~':
		return approximate
	case '%':
		return uncertain | approximate
	}
	return 0
}

// part is a year, month or day as written: digits and X.
type part struct {
	digits        pattern
	before, after qualifier
}

// date is one as written, taken apart. Whether it means anything is not checked.
type date struct {
	negative bool
	parts    [3]part // year, month or season, day
	n        int     // parts there are
}

var (
	errDate  = errors.New("no date")
	errNoDay = errors.New("no day of the calendar fits it")
	errBoth  = errors.New("a date is not both qualified and unspecified")
)

// scanDate takes a date or season apart.
func scanDate(s string) (d date, err error) {
	for d.n < len(d.parts) {
		p := &d.parts[d.n]
		s = cutQualifier(s, &p.before)
		width := 2
		if d.n == 0 {
			width = 4
			if d.negative = s != "" && s[0] == '-'; d.negative {
				s = s[1:]
			}
		}
		if len(s) < width || !pattern(s[:width]).valid() {
			return date{}, errDate
		}
		p.digits = pattern(s[:width])
		s = cutQualifier(s[width:], &p.after)
		d.n++
		if s == "" {
			return d, nil
		}
		if s[0] != '-' {
			break
		}
		s = s[1:]
	}
	return date{}, errDate
}

func cutQualifier(s string, q *qualifier) string {
	if s == "" {
		return s
	}
	if *q = qualifierOf(s[0]); *q != 0 {
		return s[1:]
	}
	return s
}

// value returns what a date or season means.
func (d date) value() (Value, error) {
	v := Value{q: d.qualifier(), level: d.level()}
	if v.q != 0 && d.unspecified() {
		return Value{}, errBoth
	}
	if season, ok := d.season(); ok {
		return d.inSeason(v, season)
	}
	first, ok := d.earliest()
	if !ok {
		return Value{}, errNoDay
	}
	v.within = within{first: first, last: d.latest()}
	if d.anyYear() {
		v.first.Year, v.last.Year, v.open = 0, 0, OpenFirst|OpenLast|NoYear
	}
	return v, nil
}

func (d date) qualifier() (q qualifier) {
	for _, p := range d.parts[:d.n] {
		q |= p.before | p.after
	}
	return q
}

func (d date) unspecified() bool {
	for _, p := range d.parts[:d.n] {
		if p.digits.unspecified() {
			return true
		}
	}
	return false
}

// plain tells whether d is of level 0, but for the sign of its year.
func (d date) plain() bool { return d.qualifier() == 0 && !d.unspecified() }

// anyYear tells whether no digit of d's year is known, not even its sign.
func (d date) anyYear() bool { return d.parts[0].digits == "XXXX" && !d.negative }

// level returns the level of a date.
func (d date) level() int {
	switch {
	case !d.plain() && !d.isLevel1():
		return 2
	case !d.plain() || d.negative:
		return 1
	}
	return 0
}

// isLevel1 tells whether a date is qualified as a whole, by one sign at its end,
// or has X in one of the places that level 1 allows.
func (d date) isLevel1() bool {
	if !d.unspecified() {
		for i, p := range d.parts[:d.n] {
			if p.before != 0 || p.after != 0 && i < d.n-1 {
				return false
			}
		}
		return true
	}
	year, month, day := d.parts[0].digits, d.parts[1].digits, d.parts[2].digits
	switch d.n {
	case 1:
		return !year[:2].unspecified() && year[3] == 'X'
	case 2:
		return !year.unspecified() && month == "XX"
	}
	return !year.unspecified() && day == "XX" && (month == "XX" || !month.unspecified())
}

// earliest returns the first day that d can mean; of any year, that of a leap
// year. ok is false when there is none.
func (d date) earliest() (day Day, ok bool) {
	for year := range d.years(false) {
		for month := 1; month <= 12; month++ {
			if d.n > 1 && !d.parts[1].digits.matches(month) {
				continue
			}
			for day := 1; day <= daysIn(year, month); day++ {
				if d.n < 3 || d.parts[2].digits.matches(day) {
					return Day{year, month, day}, true
				}
			}
		}
	}
	return Day{}, false
}

// latest returns the last day that d can mean, which has one.
func (d date) latest() Day {
	for year := range d.years(true) {
		for month := 12; month >= 1; month-- {
			if d.n > 1 && !d.parts[1].digits.matches(month) {
				continue
			}
			for day := daysIn(year, month); day >= 1; day-- {
				if d.n < 3 || d.parts[2].digits.matches(day) {
					return Day{year, month, day}
				}
			}
		}
	}
	return Day{}
}

// years yields the years that d's year can mean, at most 10,000, in order or
// from the last to the first. "-0000" is no year.
func (d date) years(backwards bool) func(yield func(int64) bool) {
	return func(yield func(int64) bool) {
		if d.anyYear() {
			yield(2000)
			return
		}
		p := d.parts[0].digits
		n := p.count()
		for i := range n {
			if backwards != d.negative {
				i = n - 1 - i
			}
			year := p.nth(i)
			if d.negative {
				if year == 0 {
					continue
				}
				year = -year
			}
			if !yield(year) {
				return
			}
		}
	}
}

// pattern is digits, some of which are X.
type pattern string

func (p pattern) valid() bool {
	for i := range len(p) {
		if c := p[i]; c != 'X' && (c < '0' || '9' < c) {
			return false
		}
	}
	return true
}

func (p pattern) unspecified() bool {
	for i := range len(p) {
		if p[i] == 'X' {
			return true
		}
	}
	return false
}

// matches tells whether p, of two digits, can mean n.
func (p pattern) matches(n int) bool {
	return (p[0] == 'X' || int(p[0]-'0') == n/10) && (p[1] == 'X' || int(p[1]-'0') == n%10)
}

// count returns the number of numbers that p can mean.
func (p pattern) count() int {
	n := 1
	for i := range len(p) {
		if p[i] == 'X' {
			n *= 10
		}
	}
	return n
}

// nth returns the number that p means with the digits of i for its X; these
// numbers ascend with i.
func (p pattern) nth(i int) (n int64) {
	for k, place := len(p)-1, int64(1); k >= 0; k, place = k-1, place*10 {
		digit := int64(p[k] - '0')
		if p[k] == 'X' {
			digit, i = int64(i%10), i/10
		}
		n += digit * place
	}
	return n
}

// number returns what p means if no digit is unspecified.
func (p pattern) number() (int, bool) {
	n, err := strconv.Atoi(string(p))
	return n, err == nil
}
