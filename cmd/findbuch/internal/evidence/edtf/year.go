package edtf

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

// maxYear bounds years: the universe is younger by five digits.
const maxYear = 999_999_999_999_999

var (
	errYear        = errors.New("no year")
	errLongYear    = errors.New("a year after Y has five digits or more, or an exponent")
	errBigYear     = errors.New("a year of more than 15 digits")
	errSignificant = errors.New("after S comes a number of digits that the year has")
)

// parseYear reads a year that begins with Y or has significant digits.
func parseYear(s string) (Value, error) {
	s, significant, hasS := strings.Cut(s, "S")
	year, level, err := scanYear(s)
	if err != nil {
		return Value{}, err
	}
	v := Value{level: level, within: years(year, year)}
	if !hasS {
		return v, nil
	}
	v.level = 2
	digits, ok := positive(significant)
	all := int64(len(strconv.FormatInt(magnitude(year), 10)))
	if !strings.HasPrefix(s, "Y") {
		all = 4
	}
	if !ok || digits > all {
		return Value{}, errSignificant
	}
	v.within = about(year, all-digits)
	return v, nil
}

// scanYear reads a year after Y, with or without exponent, or a plain one.
func scanYear(s string) (year int64, level int, err error) {
	long := strings.HasPrefix(s, "Y")
	s = strings.TrimPrefix(s, "Y")
	digits, negative := strings.CutPrefix(s, "-")
	switch {
	case !long:
		year, level, err = plainYear(digits)
	case strings.Contains(digits, "E"):
		year, level, err = exponential(digits)
	default:
		year, level, err = longYear(digits)
	}
	if negative {
		if year == 0 {
			err = errors.Join(err, errYear)
		}
		year = -year
	}
	return year, level, err
}

func plainYear(digits string) (int64, int, error) {
	n, ok := pattern(digits).number()
	if len(digits) != 4 || !pattern(digits).valid() || !ok {
		return 0, 0, errYear
	}
	return int64(n), 0, nil
}

func longYear(digits string) (int64, int, error) {
	n, ok := positive(digits)
	switch {
	case !ok:
		return 0, 0, errYear
	case n > maxYear:
		return 0, 0, errBigYear
	case n < 10_000:
		return 0, 0, errLongYear
	}
	return n, 1, nil
}

// exponential reads "17E7".
func exponential(digits string) (int64, int, error) {
	mantissa, exponent, _ := strings.Cut(digits, "E")
	n, okN := positive(mantissa)
	e, okE := positive(exponent)
	if !okN || !okE {
		return 0, 0, errYear
	}
	for ; e > 0 && n <= maxYear; e-- {
		n *= 10
	}
	if n > maxYear {
		return 0, 0, errBigYear
	}
	return n, 2, nil
}

// about returns the years that begin with the digits of year less the last few:
// 1950 without its last 2 is one from 1900 to 1999.
func about(year, few int64) within {
	unit := int64(math.Pow10(int(few)))
	low := magnitude(year) / unit * unit
	high := low + unit - 1
	if year < 0 {
		return years(-high, -low)
	}
	return years(low, high)
}

func magnitude(n int64) int64 { return max(n, -n) }

// positive reads a number above 0 without leading zeros. Numbers that exceed the
// range become greater than maxYear.
func positive(digits string) (int64, bool) {
	if digits == "" || digits[0] == '0' {
		return 0, false
	}
	for i := range len(digits) {
		if digits[i] < '0' || '9' < digits[i] {
			return 0, false
		}
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return math.MaxInt64, true
	}
	return n, true
}
