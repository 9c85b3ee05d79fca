package edtf

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestMade makes values of every form, and some that are none, and reads them:
// what is made by the grammar of the package comment with days that exist must
// be a value. With FINDBUCH_EDTF_OUT it makes a million of them and writes each
// to that file with what Parse says, for a comparison with another
// implementation: value, TAB, "no" or level, first day, last day, and Open as a
// number.
func TestMade(t *testing.T) {
	m := maker{rand.New(rand.NewPCG(8601, 2))}
	name := os.Getenv("FINDBUCH_EDTF_OUT")
	if name == "" {
		for range 20_000 {
			s := m.value()
			_, err := Parse(s)
			require.NoError(t, err)
			_, _ = Parse(m.spoilt(s))
		}
		return
	}
	file, err := os.Create(name)
	require.NoError(t, err)
	out := bufio.NewWriter(file)
	for i := range 1_000_000 {
		s := m.value()
		if i%4 == 3 {
			s = m.spoilt(s)
		}
		_, err := fmt.Fprintln(out, line(s))
		require.NoError(t, err)
	}
	require.NoError(t, out.Flush())
	require.NoError(t, file.Close())
}

func line(s string) string {
	v, err := Parse(s)
	if err != nil {
		return s + "\tno\t\t\t"
	}
	first, last, open := v.Bounds()
	return fmt.Sprintf("%s\t%d\t%v\t%v\t%d", s, v.Level(), first, last, open)
}

// maker makes values of EDTF.
type maker struct{ *rand.Rand }

func (m maker) oneIn(n int) bool { return m.IntN(n) == 0 }

func (m maker) value() string {
	switch m.IntN(9) {
	case 0:
		return m.season(m.oneIn(3))
	case 1:
		return m.longYear()
	case 2:
		return m.interval()
	case 3:
		return m.set()
	case 4:
		return m.dateTime()
	case 5:
		return m.hidden()
	case 6:
		return m.qualified()
	}
	return m.date(m.day(), 1+m.IntN(3))
}

func (m maker) day() Day {
	year := int64(1700 + m.IntN(400))
	if m.oneIn(5) {
		year = int64(m.IntN(19_980) - 9_999)
	}
	month := 1 + m.IntN(12)
	return Day{year, month, 1 + m.IntN(daysIn(year, month))}
}

// date writes the year of d, its month too, or all of it.
func (m maker) date(d Day, n int) string {
	s := d.String()
	return s[:len(s)-3*(3-n)]
}

func (m maker) dateTime() string {
	s := fmt.Sprintf("%sT%02d:%02d", m.day(), m.IntN(24), m.IntN(60))
	if !m.oneIn(4) {
		s += fmt.Sprintf(":%02d", m.IntN(60))
	}
	return s + []string{"", "Z", "+01:00", "-05", "+14:00", "+05:30"}[m.IntN(6)]
}

// hidden is a date with X for some digits of a day that exists.
func (m maker) hidden() string {
	s := []byte(m.date(m.day(), 1+m.IntN(3)))
	if m.oneIn(2) { // from the right, a part at a time
		for i := len(s) - 1; i >= 0 && (s[i] != '-' || m.oneIn(2)); i-- {
			if s[i] != '-' {
				s[i] = 'X'
			}
		}
		return string(s)
	}
	for i := range s {
		if s[i] != '-' && m.oneIn(3) {
			s[i] = 'X'
		}
	}
	return string(s)
}

func (m maker) mark(n int) string {
	if m.oneIn(n) {
		return string("?~%"[m.IntN(3)])
	}
	return ""
}

func (m maker) qualified() string {
	s := m.date(m.day(), 1+m.IntN(3))
	if m.oneIn(2) {
		return s + m.mark(1)
	}
	negative := ""
	if s[0] == '-' {
		negative, s = "-", s[1:]
	}
	var out strings.Builder
	for i, part := range strings.Split(s, "-") {
		if i > 0 {
			out.WriteByte('-')
		}
		out.WriteString(m.mark(3))
		if i == 0 {
			out.WriteString(negative)
		}
		out.WriteString(part + m.mark(3))
	}
	return out.String()
}

// season is one that the specification foresees, or one of level 3.
func (m maker) season(beyond bool) string {
	year, n := m.date(m.day(), 1), 21+m.IntN(21)
	if !beyond {
		return fmt.Sprintf("%s-%d", year, n)
	}
	switch m.IntN(3) {
	case 0:
		return fmt.Sprintf("%s%s-%s%d%s", year, m.mark(3), m.mark(3), n, m.mark(2))
	case 1:
		return fmt.Sprintf("%sX-%d", year[:len(year)-1], n)
	}
	later := m.IntN(100)
	return fmt.Sprintf("%04d-%d/%04d-%d", 1900+m.IntN(100), n, 2001+later, 21+m.IntN(21))
}

func (m maker) longYear() string {
	sign := []string{"", "-"}[m.IntN(2)]
	n := 10_000 + m.IntN(1_000_000_000)
	switch m.IntN(5) {
	case 0:
		return fmt.Sprintf("Y%s%d", sign, n)
	case 1:
		return fmt.Sprintf("Y%s%dS%d", sign, n, 1+m.IntN(5))
	case 2:
		return fmt.Sprintf("Y%s%dE%d", sign, 1+m.IntN(999), 3+m.IntN(6))
	case 3:
		return fmt.Sprintf("Y%s%dE%dS%d", sign, 100+m.IntN(899), 3+m.IntN(6), 1+m.IntN(3))
	}
	return fmt.Sprintf("%s%04dS%d", sign, 1+m.IntN(9999), 1+m.IntN(4))
}

func (m maker) interval() string {
	a, b := m.day(), m.day()
	if a.Compare(b) > 0 {
		a, b = b, a
	}
	n, k := 1+m.IntN(3), 1+m.IntN(3)
	from, to := m.date(a, n), m.date(b, k)
	switch m.IntN(8) {
	case 0:
		return from + m.mark(3) + "/.."
	case 1:
		return "../" + to + m.mark(3)
	case 2:
		return from + "/"
	case 3:
		return "/" + to
	case 4:
		return from + m.mark(2) + "/" + to + m.mark(2)
	case 5: // days and months of any year
		return fmt.Sprintf("XXXX-%02d-%02d/XXXX-%02d-%02d", a.Month, a.Day, b.Month, b.Day)
	}
	return from + "/" + to
}

func (m maker) set() string {
	var members []string
	for range 1 + m.IntN(3) {
		a := m.day()
		n := 1 + m.IntN(3)
		member := m.date(a, n)
		switch m.IntN(4) {
		case 0:
			b := Day{a.Year + 1 + int64(m.IntN(9)), a.Month, 1}
			member += ".." + m.date(b, n)
		case 1:
			member = m.mark(1) + member
		case 2:
			member = m.hidden()
		}
		members = append(members, member)
	}
	out := strings.Join(members, ",")
	if m.oneIn(4) {
		out = ".." + out
	} else if m.oneIn(4) {
		out += ".."
	}
	if m.oneIn(2) {
		return "[" + out + "]"
	}
	return "{" + out + "}"
}

// spoilt changes, adds or takes a byte.
func (m maker) spoilt(s string) string {
	const signs = "0123456789X?~%-/.,[]{}TYES:Z+"
	i, c := m.IntN(len(s)), signs[m.IntN(len(signs))]
	switch m.IntN(3) {
	case 0:
		return s[:i] + s[i+1:]
	case 1:
		return s[:i] + string(c) + s[i:]
	}
	return s[:i] + string(c) + s[i+1:]
}
