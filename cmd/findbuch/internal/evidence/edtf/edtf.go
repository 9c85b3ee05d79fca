// Package edtf reads dates of the Extended Date/Time Format, ISO 8601-2, at the
// levels 0 to 2 of the Library of Congress's specification of 2019
// (https://www.loc.gov/standards/datetime/), and says between which days they
// lie. It is pure and has no clock.
//
// # Grammar
//
//	value     = date | datetime | season | year | interval | set
//	date      = q? "-"? YYYY q? [ "-" q? MM q? [ "-" q? DD q? ] ]
//	q         = "?" (uncertain) | "~" (approximate) | "%" (both)
//	YYYY, MM, DD: digits, any of which may be X (unspecified)
//	datetime  = "-"? YYYY "-" MM "-" DD "T" hh ":" mm [ ":" ss ] [ "Z" | ("+"|"-") hh [ ":" mm ] ]
//	season    = q? "-"? YYYY q? "-" q? ("21" … "41") q?
//	year      = "Y" "-"? digits [ "E" digits ] [ "S" digits ] | "-"? YYYY "S" digits
//	interval  = end "/" end         end = date | datetime | ".." (open) | "" (unknown)
//	          | season "/" season
//	set       = ("[" | "{") ".."? member { "," member } ".."? ("]" | "}")
//	member    = date | date ".." date, both with the same members and without X or q
//
// A date has X or q but not both; there must be a day in the Gregorian calendar,
// carried on before 1582, that it fits: 2023-02-29 is none, 20XX-02-29 is. An
// interval and a range end no earlier than they begin, and one end at least is
// no "..", nor unknown.
//
// # Levels
//
// Level is that of the specification. Level 3 is what it does not foresee, yet
// texts say: seasons that are qualified (2001-21~), of an unspecified year
// (XXXX-22), or the ends of an interval. ISO 8601-2 allows it.
//
// # Bounds
//
// Bounds are the earliest and latest day that a value can mean. A qualified date
// has those of the date as written, since how far off it may be, EDTF does not
// say. A time of day and its zone play no part. See Open for values without a
// bound or without a year. Of a set they are those of the earliest and the
// latest member.
//
// A season is as long as both the meteorologists' and the astronomers' take it
// to be. 21 to 24 are those of the northern hemisphere, like 25 to 28: the
// specification leaves their place open, and whoever means the south has 29 to
// 32. A winter, or a southern summer, is at the beginning of its year or goes on
// from its end into the next. Quarters, 33 to 36, and thirds and halves of a
// year, 37 to 41, are whole months.
//
// # What other implementations do
//
// The JavaScript library edtf 4.11.1, which serves as a reference, takes years
// of two and three digits for centuries and decades, fractions of a second,
// 24:00, zones without a colon, 29 February of any year, intervals and ranges
// that run backwards, intervals without a date, spaces in sets, exponential years
// of any size or with leading zeros, and more significant digits than there are:
// errors here. It does not take, and we do: a year with a mark at its end inside
// a set and beside X, or with one on either side (2004?/20XX; it takes
// ?2004/20XX); months from X3 to X9 without a day; and the day 3X of a month with
// 30. It counts negative years to level 0, and years that are all X to level 1.
package edtf

import (
	"cmp"
	"errors"
	"fmt"
	"strings"
)

// maxLength bounds what Parse looks at, bytes. Sets are the only long values.
const maxLength = 4096

// Value is a date of EDTF. The zero Value is none. Values are equal if they are
// written alike.
type Value struct {
	text  string
	level int
	q     qualifier
	within
}

// Parse reads a value. The error says what is wrong, without the value's text
// when that is long.
func Parse(s string) (Value, error) {
	if len(s) > maxLength {
		return Value{}, fmt.Errorf("edtf: %d bytes are too many", len(s))
	}
	v, err := parse(s)
	if err != nil {
		return Value{}, fmt.Errorf("edtf: %.40q: %w", s, err)
	}
	v.text = s
	return v, nil
}

func parse(s string) (Value, error) {
	switch {
	case s == "":
		return Value{}, errors.New("empty")
	case s[0] == '[' || s[0] == '{':
		return parseSet(s)
	case strings.ContainsRune(s, '/'):
		return parseInterval(s)
	case s[0] == 'Y' || strings.ContainsRune(s, 'S'):
		return parseYear(s)
	}
	return parsePoint(s)
}

// parsePoint reads what can be the end of an interval: a date with or without a
// time, or a season.
func parsePoint(s string) (Value, error) {
	if day, time, ok := strings.Cut(s, "T"); ok {
		return parseDateTime(day, time)
	}
	d, err := scanDate(s)
	if err != nil {
		return Value{}, err
	}
	return d.value()
}

// String returns the value as it was written.
func (v Value) String() string { return v.text }

// Level returns the level of the specification that v needs, from 0 to 2, or 3:
// see the package comment.
func (v Value) Level() int { return v.level }

// Uncertain tells whether some of v is marked with "?" or "%".
func (v Value) Uncertain() bool { return v.q&uncertain != 0 }

// Approximate tells whether some of v is marked with "~" or "%".
func (v Value) Approximate() bool { return v.q&approximate != 0 }

// Bounds returns the first and the last day that v can mean. A day on a side
// that open says is open is the zero Day, but with NoYear both are set.
func (v Value) Bounds() (first, last Day, open Open) {
	return v.first, v.last, v.open
}

// Overlaps tells whether v can mean a day from first to last. A value without a
// year can mean no such day for certain, and never overlaps.
func (v Value) Overlaps(first, last Day) bool {
	if v.text == "" || v.open&NoYear != 0 {
		return false
	}
	return (v.open&OpenFirst != 0 || v.first.Compare(last) <= 0) &&
		(v.open&OpenLast != 0 || first.Compare(v.last) <= 0)
}

// Compare orders values for a timeline, as cmp.Compare does numbers: by the first
// day, then the longer before the shorter, so that a year comes before its months.
// What has no first day comes before all others, and what has no last one before
// all that begin together with it. Values without a year come after those with
// one, by month and day. What is left is ordered by how it is written.
func Compare(a, b Value) int {
	return cmp.Or(
		cmp.Compare(a.open&NoYear, b.open&NoYear),
		cmp.Compare(b.open&OpenFirst, a.open&OpenFirst), a.first.Compare(b.first),
		cmp.Compare(b.open&OpenLast, a.open&OpenLast), b.last.Compare(a.last),
		strings.Compare(a.text, b.text),
	)
}
