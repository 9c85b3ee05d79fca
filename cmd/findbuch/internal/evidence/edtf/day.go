package edtf

import (
	"cmp"
	"fmt"
)

// Day is a day of the Gregorian calendar, carried on before 1582. The year
// before 1 is 0, as in ISO 8601.
type Day struct {
	Year       int64
	Month, Day int
}

// Compare orders days as cmp.Compare does numbers.
func (d Day) Compare(e Day) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// String returns the day as EDTF of level 0 or 1 if its year has four digits,
// and in the same manner if it has more.
func (d Day) String() string {
	if d.Year < 0 {
		return fmt.Sprintf("-%04d-%02d-%02d", -d.Year, d.Month, d.Day)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Open says which bounds a Value lacks.
type Open uint8

// What a Value lacks.
const (
	// OpenFirst: it has no first day: "..", unknown, or in a year not given.
	OpenFirst Open = 1 << iota
	// OpenLast: it has no last day, for the same reasons.
	OpenLast
	// NoYear: no year is given anywhere, as in XXXX-10-11 or the interval
	// XXXX-10-11/XXXX-10-13. Both sides are open then, and the bounds are those in
	// a leap year, with 0 for the year.
	NoYear
)

// within is where a Value lies.
type within struct {
	first, last Day
	open        Open
}

// years returns where the years from first to last lie.
func years(first, last int64) within {
	return within{first: Day{first, 1, 1}, last: Day{last, 12, 31}}
}

// reaches tells whether something in w can be no later than something in end.
func (w within) reaches(end within) bool {
	if w.open&OpenFirst == 0 && end.open&OpenLast == 0 {
		return w.first.Compare(end.last) <= 0
	}
	// Without a year nothing is wrong: XXXX-12-30/XXXX-01-02 ends in the next.
	return true
}

// until returns where an interval from w to end lies.
func (w within) until(end within) within {
	out := within{first: w.first, last: end.last, open: w.open&OpenFirst | end.open&OpenLast}
	if w.open&end.open&NoYear != 0 {
		out.open |= NoYear
		return out
	}
	return out.closed()
}

// union returns where members of a set lie.
func (w within) union(v within) within {
	out := within{first: w.first, last: w.last, open: w.open | v.open}
	if v.first.Compare(w.first) < 0 {
		out.first = v.first
	}
	if v.last.Compare(w.last) > 0 {
		out.last = v.last
	}
	if w.open&v.open&NoYear == 0 {
		out = out.closed()
	}
	return out
}

// closed takes back NoYear, and with it the days on open sides.
func (w within) closed() within {
	w.open &^= NoYear
	if w.open&OpenFirst != 0 {
		w.first = Day{}
	}
	if w.open&OpenLast != 0 {
		w.last = Day{}
	}
	return w
}

func daysIn(year int64, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}
