package edtf

// The parts of a year that have numbers, in the specification "sub-year
// groupings".
const (
	firstSeason = 21
	lastSeason  = 41
)

// season is from a month and day to another, in some later year perhaps.
type season struct {
	from, to  [2]int // month, day
	yearAfter bool   // to is in the next year
}

// See the package comment for why they overlap.
var (
	spring = season{from: [2]int{3, 1}, to: [2]int{6, 21}}
	summer = season{from: [2]int{6, 1}, to: [2]int{9, 23}}
	autumn = season{from: [2]int{9, 1}, to: [2]int{12, 22}}
	winter = season{from: [2]int{1, 1}, to: [2]int{3, 21}, yearAfter: true}
)

var seasons = [lastSeason - firstSeason + 1]season{
	spring, summer, autumn, winter, // 21 to 24, of no place
	spring, summer, autumn, winter, // 25 to 28, northern
	autumn, winter, spring, summer, // 29 to 32: the southern spring begins in September
	months(1, 3), months(4, 6), months(7, 9), months(10, 12), // 33 to 36
	months(1, 4), months(5, 8), months(9, 12), // 37 to 39
	months(1, 6), months(7, 12), // 40, 41
}

// months returns whole months; none of those that end a season is February.
func months(first, last int) season {
	return season{from: [2]int{first, 1}, to: [2]int{last, daysIn(1, last)}}
}

// season returns d's season if it has a year and one.
func (d date) season() (season, bool) {
	if d.n != 2 {
		return season{}, false
	}
	n, ok := d.parts[1].digits.number()
	if !ok || n < firstSeason || lastSeason < n {
		return season{}, false
	}
	return seasons[n-firstSeason], true
}

// inSeason completes v, the value of a season.
func (d date) inSeason(v Value, s season) (Value, error) {
	switch {
	case !d.plain():
		v.level = 3
	case d.parts[1].digits <= "24":
		v.level = 1
	default:
		v.level = 2
	}
	year := date{negative: d.negative, parts: [3]part{d.parts[0]}, n: 1}
	first, ok := year.earliest()
	if !ok {
		return Value{}, errNoDay
	}
	last := year.latest()
	if year.anyYear() {
		first.Year, last.Year, v.open = 0, 0, OpenFirst|OpenLast|NoYear
		if s.yearAfter { // round the year's end: any day of a year without one
			v.first, v.last = Day{0, 1, 1}, Day{0, 12, 31}
			return v, nil
		}
	}
	if s.yearAfter {
		last.Year++
	}
	v.first = Day{first.Year, s.from[0], s.from[1]}
	v.last = Day{last.Year, s.to[0], s.to[1]}
	return v, nil
}
