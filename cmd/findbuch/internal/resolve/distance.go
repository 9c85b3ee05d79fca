package resolve

import "strings"

// step is a distance in the calendar.
type step struct{ years, months, days int }

// distance reads a distance of package evidence: "P1Y", "-P3D", "P2Y3M", "P1.5Y".
// The unit is that of its first part. Hours have none.
func distance(iso string) (n step, unit byte, ok bool) {
	s, negative := strings.CutPrefix(iso, "-")
	s, found := strings.CutPrefix(s, "P")
	if !found {
		return n, 0, false
	}
	for s != "" {
		value, half := 0, false
		k := 0
		for k < len(s) && s[k] >= '0' && s[k] <= '9' && value < 100000 {
			value = value*10 + int(s[k]-'0')
			k++
		}
		if k+1 < len(s) && s[k] == '.' && s[k+1] == '5' {
			half, k = true, k+2
		}
		if k == 0 || k >= len(s) {
			return step{}, 0, false
		}
		switch s[k] {
		case 'Y':
			n.years += value
			if half {
				n.months += 6
			}
		case 'M':
			n.months += value
			if half {
				n.days += 15
			}
		case 'W':
			n.days += 7 * value
		case 'D':
			n.days += value
		default:
			return step{}, 0, false
		}
		if unit == 0 {
			unit = s[k]
		}
		s = s[k+1:]
	}
	if negative {
		n = step{-n.years, -n.months, -n.days}
	}
	return n, unit, unit != 0
}
