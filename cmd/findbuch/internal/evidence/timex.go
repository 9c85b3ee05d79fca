package evidence

import (
	"strings"

	"findbuch/store/span"
)

// Timex is a temporal expression as TimeML annotates it.
type Timex struct {
	Span  span.Span
	Type  string // DATE, TIME, DURATION, SET
	Value string
}

// Timexes returns the TIMEX3 expressions of a temporal fact, by what is resolved,
// else stated. A period is two dates, its ends, as TimeML annotates it; "1995/96"
// is one. A fact whose TIMEX3 is that of another one inside of it has none.
func Timexes(body string, f Fact) []Timex {
	v := f.Stated.TIMEX3
	if f.Resolved != nil {
		v = f.Resolved.TIMEX3
	}
	if v == "" {
		return nil
	}
	switch f.Kind {
	case Date:
		return []Timex{{f.Span, "DATE", v}}
	case Time:
		return []Timex{{f.Span, "TIME", v}}
	case Duration:
		return []Timex{{f.Span, "DURATION", v}}
	case Recurrence:
		return []Timex{{f.Span, "SET", v}}
	case Period:
		first, last, _ := strings.Cut(v, "/")
		a, b := ends(f.Span.Of(body))
		if b == 0 {
			return []Timex{{f.Span, "DATE", v}}
		}
		return []Timex{{span.Span{Start: f.Span.Start, End: f.Span.Start + a}, "DATE", first},
			{span.Span{Start: f.Span.Start + b, End: f.Span.End}, "DATE", last}}
	}
	return nil
}

// ends returns where the first end of a period ends and the last one begins, in
// bytes of its quote.
func ends(quote string) (a, b int) {
	for _, joint := range []string{" bis zum ", " bis ", " und ", " and ", " to ", " until ", " till ", " through ", " – ", " — ", " - ", "–", "—", "-"} {
		if k := indexFold(quote, joint); k > 0 {
			return k, k + len(joint)
		}
	}
	return 0, 0
}

// indexFold finds an ASCII string without regard to its case.
func indexFold(s, part string) int {
	for i := 0; i+len(part) <= len(s); i++ {
		if strings.EqualFold(s[i:i+len(part)], part) {
			return i
		}
	}
	return -1
}
