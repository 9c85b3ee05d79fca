package text

import (
	"fmt"
	"strings"
	"time"
	"unicode"
)

// months are the names and abbreviations of the months in German and English,
// in lower case and without a full stop.
var months = map[string]time.Month{
	"januar": 1, "jänner": 1, "jaenner": 1, "january": 1, "jan": 1, "jän": 1,
	"februar": 2, "feber": 2, "february": 2, "feb": 2,
	"märz": 3, "maerz": 3, "march": 3, "mrz": 3, "mär": 3, "mar": 3,
	"april": 4, "apr": 4,
	"mai": 5, "may": 5,
	"juni": 6, "june": 6, "jun": 6,
	"juli": 7, "july": 7, "jul": 7,
	"august": 8, "aug": 8,
	"september": 9, "sept": 9, "sep": 9,
	"oktober": 10, "october": 10, "okt": 10, "oct": 10,
	"november": 11, "nov": 11,
	"dezember": 12, "december": 12, "dez": 12, "dec": 12,
}

// weekdays may stand before a date, where they say nothing new.
var weekdays = map[string]bool{
	"Montag": true, "Dienstag": true, "Mittwoch": true, "Donnerstag": true, "Freitag": true,
	"Samstag": true, "Sonnabend": true, "Sonntag": true,
	"Monday": true, "Tuesday": true, "Wednesday": true, "Thursday": true, "Friday": true,
	"Saturday": true, "Sunday": true,
}

// date parses a date ahead, after white space, into d.Date:
//
//  26. Oktober 2023   den 26. Okt. 2023   26 October 2023   26th Oct 2023
//     Oct. 26, 2023      October 26 2023     26.10.2023
//
// The year may be missing where the month is a word; the date is then one, but
// d.Date stays empty. A day that does not exist is no date.
func (c *cursor) date(d *Dateline) bool {
	p := *c
	p.skip("den ")
	year, month, day, ok := p.dayFirst()
	if !ok {
		p = *c
		year, month, day, ok = p.monthFirst()
	}
	if !ok || !exists(year, month, day) || p.insideWord() {
		return false
	}
	if year != 0 {
		d.Date = fmt.Sprintf("%04d-%02d-%02d", year, month, day)
	}
	*c = p
	return true
}

// dayFirst parses "26. Oktober 2023" and the like, and "26.10.2023".
func (c *cursor) dayFirst() (year int, month time.Month, day int, ok bool) {
	if day, ok = c.number(1, 2); !ok {
		return 0, 0, 0, false
	}
	numeric := *c
	if year, month, ok = numeric.monthAndYear(); ok {
		*c = numeric
		return year, month, day, true
	}
	c.ordinal()
	c.skip(".")
	month, ok = c.month()
	return c.year(), month, day, ok
}

// monthAndYear parses the ".10.2023" of "26.10.2023".
func (c *cursor) monthAndYear() (int, time.Month, bool) {
	if !c.skip(".") {
		return 0, 0, false
	}
	month, ok := c.number(1, 2)
	if !ok || !c.skip(".") {
		return 0, 0, false
	}
	year, ok := c.number(4, 4)
	return year, time.Month(month), ok
}

// monthFirst parses "Oct. 26, 2023" and the like.
func (c *cursor) monthFirst() (year int, month time.Month, day int, ok bool) {
	if month, ok = c.month(); !ok {
		return 0, 0, 0, false
	}
	if day, ok = c.number(1, 2); !ok {
		return 0, 0, 0, false
	}
	c.ordinal()
	return c.year(), month, day, true
}

// month parses the name of a month, with a full stop or without.
func (c *cursor) month() (time.Month, bool) {
	word, end := c.word()
	month, ok := months[strings.TrimSuffix(strings.ToLower(word), ".")]
	if ok {
		c.at = end
	}
	return month, ok
}

// year parses a year of four digits, which a comma may precede, or returns 0.
func (c *cursor) year() int {
	p := *c
	p.skip(",")
	year, ok := p.number(4, 4)
	if !ok {
		return 0
	}
	*c = p
	return year
}

// ordinal passes the ending of an English ordinal number.
func (c *cursor) ordinal() {
	for _, ending := range []string{"st", "nd", "rd", "th"} {
		if strings.HasPrefix(c.s[c.at:], ending) {
			c.at += len(ending)
			return
		}
	}
}

// number parses a number of least to most digits after white space.
func (c *cursor) number(least, most int) (int, bool) {
	rest := strings.TrimLeftFunc(c.s[c.at:], unicode.IsSpace)
	n, value := 0, 0
	for n < len(rest) && '0' <= rest[n] && rest[n] <= '9' {
		if value = value*10 + int(rest[n]-'0'); n == most {
			return 0, false
		}
		n++
	}
	if n < least {
		return 0, false
	}
	c.at = len(c.s) - len(rest) + n
	return value, true
}

// insideWord tells whether a letter or digit follows directly.
func (c cursor) insideWord() bool {
	for _, r := range c.s[c.at:] {
		return unicode.IsLetter(r) || unicode.IsDigit(r)
	}
	return false
}

// exists tells whether there is such a day; without a year, in a leap year.
func exists(year int, month time.Month, day int) bool {
	if year == 0 {
		year = 2000
	}
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	return month >= 1 && t.Month() == month && t.Day() == day
}
