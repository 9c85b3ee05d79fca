package evidence

import (
	"fmt"
	"time"
)

// calendar is a year, a part of it, and a day, as far as they are said. It
// writes itself in EDTF and in TIMEX3.
type calendar struct {
	year    int // astronomical: 0 is 1 BC
	dated   bool
	part    int // 1-12 a month; 21-24 a season, 33-36 a quarter, 40-41 a half, as EDTF counts them; 0
	day     int // of the month; 0
	approx  bool
	century bool // year/100 and year/10 are what is said
	decade  bool
}

// possible tells whether there is such a day in some year, or in the year said.
func (c calendar) possible() bool {
	if c.day == 0 {
		return true
	}
	if c.day > 31 || c.part > 12 {
		return false
	}
	if c.part == 0 {
		return true
	}
	year := 2000
	if c.dated {
		year = c.year
	}
	return time.Date(year, time.Month(c.part), c.day, 0, 0, 0, 0, time.UTC).Day() == c.day
}

// edtf is "" for the season or quarter of a year that is not said: of EDTF only the
// extensions have that.
func (c calendar) edtf() string {
	if c.part > 12 && !c.dated {
		return ""
	}
	b := make([]byte, 0, 16)
	switch {
	case c.century && c.dated:
		b = append(appendDigits(b, c.year/100, 2), "XX"...)
	case c.decade && c.dated:
		b = append(appendDigits(b, c.year/10, 3), 'X')
	case c.decade:
		b = append(b, 'X', 'X', '0'+byte(c.year/10%10), 'X')
	default:
		b = c.appendYear(b)
	}
	switch {
	case c.part != 0:
		b = appendDigits(append(b, '-'), c.part, 2)
	case c.day != 0:
		b = append(b, "-XX"...)
	}
	if c.day != 0 {
		b = appendDigits(append(b, '-'), c.day, 2)
	}
	if c.approx {
		b = append(b, '~')
	}
	return string(b)
}

func (c calendar) appendYear(b []byte) []byte {
	switch {
	case !c.dated:
		return append(b, "XXXX"...)
	case c.year < 0:
		return appendDigits(append(b, '-'), -c.year, 4)
	}
	return appendDigits(b, c.year, 4)
}

// appendDigits appends a number of at most that many digits.
func appendDigits(b []byte, n, digits int) []byte {
	for k := range digits {
		p := 1
		for range digits - 1 - k {
			p *= 10
		}
		b = append(b, '0'+byte(n/p%10))
	}
	return b
}

// timex3 has the signs of TimeML: FA for autumn, Q3, H1; decades and centuries
// are years cut short.
func (c calendar) timex3() string {
	b := make([]byte, 0, 16)
	switch {
	case c.century && c.dated:
		b = appendDigits(b, c.year/100, 2)
	case c.decade && c.dated:
		b = appendDigits(b, c.year/10, 3)
	case c.decade:
		b = append(b, 'X', 'X', '0'+byte(c.year/10%10))
	case c.dated && c.year <= 0:
		b = appendDigits(append(b, "BC"...), 1-c.year, 4)
	default:
		b = c.appendYear(b)
	}
	switch {
	case c.part == 0 && c.day != 0:
		b = append(b, "-XX"...)
	case c.part == 0:
	case c.part <= 12:
		b = appendDigits(append(b, '-'), c.part, 2)
	default:
		b = append(append(b, '-'), partSigns[c.part]...)
	}
	if c.day != 0 {
		b = appendDigits(append(b, '-'), c.day, 2)
	}
	return string(b)
}

var partSigns = [...]string{21: "SP", 22: "SU", 23: "FA", 24: "WI", 33: "Q1", 34: "Q2", 35: "Q3", 36: "Q4", 40: "H1", 41: "H2"}

// fourDigits writes a year as ISO 8601 does: year 0 is 1 BC.
func fourDigits(year int) string {
	return string(calendar{year: year, dated: true}.appendYear(make([]byte, 0, 8)))
}

// value is what is stated by a calendar.
func (c calendar) value() Value { return Value{EDTF: c.edtf(), TIMEX3: c.timex3()} }

// Easter returns Easter Sunday of a Gregorian year, by the algorithm that Meeus
// prints in Astronomical Algorithms (1991), chapter 8.
func Easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return time.Date(year, time.Month(n/31), n%31+1, 0, 0, 0, 0, time.UTC)
}

// weekOf is a week of ISO 8601's calendar, which EDTF can only name by its days.
func weekOf(year, week int) wording {
	monday := Monday(year, week)
	return wording{
		EDTF:   monday.Format(time.DateOnly) + "/" + monday.AddDate(0, 0, 6).Format(time.DateOnly),
		TIMEX3: fmt.Sprintf("%04d-W%02d", year, week),
	}
}

// Monday returns the first day of a week of a year as ISO 8601 counts them: the
// first has January 4.
func Monday(year, week int) time.Time {
	fourth := time.Date(year, 1, 4, 0, 0, 0, 0, time.UTC)
	return fourth.AddDate(0, 0, 7*(week-1)-(int(fourth.Weekday())+6)%7)
}
