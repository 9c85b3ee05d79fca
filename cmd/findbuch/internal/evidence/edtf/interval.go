package edtf

import (
	"errors"
	"strings"
)

var (
	errBackwards = errors.New("it ends before it begins")
	errNothing   = errors.New("an interval has a date at one end at least")
	errMixed     = errors.New("the ends of an interval are both seasons or neither")
	errSet       = errors.New("no set")
	errRange     = errors.New("a range goes from one plain date to another of the same kind")
)

// parseInterval reads "start/end".
func parseInterval(s string) (Value, error) {
	before, after, _ := strings.Cut(s, "/")
	start, err := parseEnd(before)
	if err != nil {
		return Value{}, err
	}
	end, err := parseEnd(after)
	if err != nil {
		return Value{}, err
	}
	switch {
	case !start.dated && !end.dated:
		return Value{}, errNothing
	case start.season != end.season:
		return Value{}, errMixed
	case !start.reaches(end.within):
		return Value{}, errBackwards
	}
	v := Value{level: max(start.level, end.level), q: start.q | end.q, within: start.until(end.within)}
	if start.season {
		v.level = 3
	}
	return v, nil
}

// end is one end of an interval.
type end struct {
	Value
	dated, season bool
}

func parseEnd(s string) (end, error) {
	if s == "" || s == ".." {
		return end{Value: Value{level: 1, within: within{open: OpenFirst | OpenLast}}}, nil
	}
	v, err := parsePoint(s)
	if err != nil {
		return end{}, err
	}
	e := end{Value: v, dated: true}
	if d, err := scanDate(s); err == nil {
		_, e.season = d.season()
		if d.unspecified() {
			e.level = max(e.level, 2)
		}
	}
	return e, nil
}

// parseSet reads "[…]" and "{…}".
func parseSet(s string) (Value, error) {
	if brackets := s[:1] + s[len(s)-1:]; len(s) < 3 || brackets != "[]" && brackets != "{}" {
		return Value{}, errSet
	}
	inner, earlier := strings.CutPrefix(s[1:len(s)-1], "..")
	inner, later := strings.CutSuffix(inner, "..")
	v := Value{}
	for i, member := range strings.Split(inner, ",") {
		m, err := parseMember(member)
		if err != nil {
			return Value{}, err
		}
		if i == 0 {
			v.within = m.within
		} else {
			v.within = v.union(m.within)
		}
		v.q |= m.q
	}
	v.level = 2
	if earlier {
		v.open |= OpenFirst
	}
	if later {
		v.open |= OpenLast
	}
	if earlier || later {
		v.within = v.closed()
	}
	return v, nil
}

// parseMember reads a date or a range of dates.
func parseMember(s string) (Value, error) {
	from, to, isRange := strings.Cut(s, "..")
	first, v, err := parseDate(from)
	if err != nil || !isRange {
		return v, err
	}
	last, w, err := parseDate(to)
	if err != nil {
		return Value{}, err
	}
	switch {
	case first.n != last.n || !first.plain() || !last.plain():
		return Value{}, errRange
	case v.first.Compare(w.first) > 0:
		return Value{}, errBackwards
	}
	v.within = v.until(w.within)
	return v, nil
}

// parseDate reads a date that is no season.
func parseDate(s string) (date, Value, error) {
	d, err := scanDate(s)
	if err != nil {
		return date{}, Value{}, err
	}
	if _, ok := d.season(); ok {
		return date{}, Value{}, errors.New("a set has no seasons")
	}
	v, err := d.value()
	return d, v, err
}
