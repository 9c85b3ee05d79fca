package edtf

import "errors"

var errTime = errors.New("no time of day")

// parseDateTime reads a complete date with a time of day.
func parseDateTime(day, time string) (Value, error) {
	d, err := scanDate(day)
	if err != nil {
		return Value{}, err
	}
	if d.n != 3 || !d.plain() {
		return Value{}, errors.New("a time is only told of a complete date")
	}
	if !isTime(time) {
		return Value{}, errTime
	}
	return d.value()
}

// isTime checks "hh:mm" and "hh:mm:ss", with a zone or without.
func isTime(s string) bool {
	if _, ok := cutNumber(&s, "", 23); !ok {
		return false
	}
	if _, ok := cutNumber(&s, ":", 59); !ok {
		return false
	}
	if s != "" && s[0] == ':' {
		if _, ok := cutNumber(&s, ":", 59); !ok {
			return false
		}
	}
	return isZone(s)
}

// isZone checks what follows a time: nothing, Z, or a difference from UTC of -12
// to +14 hours. ISO 8601 has no -00:00.
func isZone(s string) bool {
	if s == "" || s == "Z" {
		return true
	}
	most := 14
	switch {
	case s[0] == '-':
		most = 12
	case s[0] != '+':
		return false
	}
	sign := s[0]
	s = s[1:]
	hours, ok := cutNumber(&s, "", most)
	if !ok {
		return false
	}
	minutes := 0
	if s != "" {
		if minutes, ok = cutNumber(&s, ":", 59); !ok || s != "" {
			return false
		}
	}
	return !(hours == most && minutes > 0) && !(sign == '-' && hours == 0 && minutes == 0)
}

// cutNumber cuts prefix and two digits, at most most, from the beginning of s.
func cutNumber(s *string, prefix string, most int) (int, bool) {
	n := len(prefix)
	if len(*s) < n+2 || (*s)[:n] != prefix {
		return 0, false
	}
	two := pattern((*s)[n : n+2])
	number, ok := two.number()
	if !two.valid() || !ok || number > most {
		return 0, false
	}
	*s = (*s)[n+2:]
	return number, true
}
