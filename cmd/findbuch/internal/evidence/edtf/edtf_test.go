package edtf

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// say writes what Parse found in one line: level, bounds, marks.
func say(v Value) string {
	first, last, open := v.Bounds()
	side := func(d Day, flag Open) string {
		switch {
		case open&NoYear != 0:
			return strings.Replace(d.String(), "0000", "*", 1)
		case open&flag != 0:
			return ".."
		}
		return d.String()
	}
	out := string(rune('0'+v.Level())) + " " + side(first, OpenFirst) + " " + side(last, OpenLast)
	if v.Uncertain() {
		out += " ?"
	}
	if v.Approximate() {
		out += " ~"
	}
	return out
}

func TestParse(t *testing.T) {
	for s, want := range map[string]string{
		// level 0
		"1985-04-12":                "0 1985-04-12 1985-04-12",
		"1985-02":                   "0 1985-02-01 1985-02-28",
		"1984-02":                   "0 1984-02-01 1984-02-29",
		"1985":                      "0 1985-01-01 1985-12-31",
		"0000":                      "0 0000-01-01 0000-12-31",
		"1985-04-12T23:20:30":       "0 1985-04-12 1985-04-12",
		"1985-04-12T23:20:30Z":      "0 1985-04-12 1985-04-12",
		"1985-04-12T23:20:30-04":    "0 1985-04-12 1985-04-12",
		"1985-04-12T23:20:30+04:30": "0 1985-04-12 1985-04-12",
		"1985-04-12T23:20":          "0 1985-04-12 1985-04-12",
		"1964/2008":                 "0 1964-01-01 2008-12-31",
		"2004-06/2006-08":           "0 2004-06-01 2006-08-31",
		"2004-02-01/2005":           "0 2004-02-01 2005-12-31",
		// level 1
		"Y170000002":    "1 170000002-01-01 170000002-12-31",
		"Y-170000002":   "1 -170000002-01-01 -170000002-12-31",
		"2001-21":       "1 2001-03-01 2001-06-21",
		"2001-22":       "1 2001-06-01 2001-09-23",
		"2001-23":       "1 2001-09-01 2001-12-22",
		"2001-24":       "1 2001-01-01 2002-03-21",
		"1984?":         "1 1984-01-01 1984-12-31 ?",
		"2004-06~":      "1 2004-06-01 2004-06-30 ~",
		"2004-06-11%":   "1 2004-06-11 2004-06-11 ? ~",
		"201X":          "1 2010-01-01 2019-12-31",
		"20XX":          "1 2000-01-01 2099-12-31",
		"2004-XX":       "1 2004-01-01 2004-12-31",
		"1985-04-XX":    "1 1985-04-01 1985-04-30",
		"1985-XX-XX":    "1 1985-01-01 1985-12-31",
		"1985-04-12/..": "1 1985-04-12 ..",
		"1985/":         "1 1985-01-01 ..",
		"../1985-04":    "1 .. 1985-04-30",
		"/1985":         "1 .. 1985-12-31",
		"1984~/2004-06": "1 1984-01-01 2004-06-30 ~",
		"-1985":         "1 -1985-01-01 -1985-12-31",
		"-0004-02":      "1 -0004-02-01 -0004-02-29",
		"-0044-03-15":   "1 -0044-03-15 -0044-03-15",
		// level 2
		"Y-17E7":                      "2 -170000000-01-01 -170000000-12-31",
		"1950S2":                      "2 1900-01-01 1999-12-31",
		"Y171010000S3":                "2 171000000-01-01 171999999-12-31",
		"Y3388E2S3":                   "2 338000-01-01 338999-12-31",
		"Y-3388E2S3":                  "2 -338999-01-01 -338000-12-31",
		"-1950S3":                     "2 -1959-01-01 -1950-12-31",
		"2001-25":                     "2 2001-03-01 2001-06-21",
		"2001-28":                     "2 2001-01-01 2002-03-21",
		"2001-29":                     "2 2001-09-01 2001-12-22",
		"2001-30":                     "2 2001-01-01 2002-03-21",
		"2001-31":                     "2 2001-03-01 2001-06-21",
		"2001-32":                     "2 2001-06-01 2001-09-23",
		"2001-33":                     "2 2001-01-01 2001-03-31",
		"2001-34":                     "2 2001-04-01 2001-06-30",
		"2001-35":                     "2 2001-07-01 2001-09-30",
		"2001-36":                     "2 2001-10-01 2001-12-31",
		"2001-37":                     "2 2001-01-01 2001-04-30",
		"2001-38":                     "2 2001-05-01 2001-08-31",
		"2001-39":                     "2 2001-09-01 2001-12-31",
		"2001-40":                     "2 2001-01-01 2001-06-30",
		"2001-41":                     "2 2001-07-01 2001-12-31",
		"[1667,1668,1670..1672]":      "2 1667-01-01 1672-12-31",
		"[..1760-12-03]":              "2 .. 1760-12-03",
		"[1760-12..]":                 "2 1760-12-01 ..",
		"[1760-01,1760-02,1760-12..]": "2 1760-01-01 ..",
		"[1667,1760-12]":              "2 1667-01-01 1760-12-31",
		"{1960,1961-12}":              "2 1960-01-01 1961-12-31",
		"{1961-12,1960}":              "2 1960-01-01 1961-12-31",
		"{..1984}":                    "2 .. 1984-12-31",
		"{1667?,~1668}":               "2 1667-01-01 1668-12-31 ? ~",
		"2004-06~-11":                 "2 2004-06-11 2004-06-11 ~",
		"2004?-06-11":                 "2 2004-06-11 2004-06-11 ?",
		"?2004-06-~11":                "2 2004-06-11 2004-06-11 ? ~",
		"2004-%06-11":                 "2 2004-06-11 2004-06-11 ? ~",
		"?-2004-06":                   "2 -2004-06-01 -2004-06-30 ?",
		"156X-12-25":                  "2 1560-12-25 1569-12-25",
		"15XX-12-25":                  "2 1500-12-25 1599-12-25",
		"1XXX-12":                     "2 1000-12-01 1999-12-31",
		"1984-1X":                     "2 1984-10-01 1984-12-31",
		"1984-0X-3X":                  "2 1984-01-30 1984-09-30",
		"1984-02-3X/1984":             "",
		"XXXX":                        "2 *-01-01 *-12-31",
		"XXXX-12-XX":                  "2 *-12-01 *-12-31",
		"XXXX-10-11":                  "2 *-10-11 *-10-11",
		"XXXX-XX-11":                  "2 *-01-11 *-12-11",
		"XXXX-02-29":                  "2 *-02-29 *-02-29",
		"XXXX-XX-11/XXXX-XX-13":       "2 *-01-11 *-12-13",
		"XXXX-12-30/XXXX-01-02":       "2 *-12-30 *-01-02",
		"XXXX-10-11/2023-10-13":       "2 .. 2023-10-13",
		"{XXXX-10-11,XXXX-03}":        "2 *-03-01 *-10-11",
		"{XXXX-10-11,2023}":           "2 .. ..",
		"X99X":                        "2 0990-01-01 9999-12-31",
		"-000X":                       "1 -0009-01-01 -0001-12-31",
		"-XXXX":                       "2 -9999-01-01 -0001-12-31",
		"20XX-02-29":                  "2 2000-02-29 2096-02-29",
		"2XX1-XX-31":                  "2 2001-01-31 2991-12-31",
		"2004-06-~01/2004-06-~20":     "2 2004-06-01 2004-06-20 ~",
		"2004-06-XX/2004-07-03":       "2 2004-06-01 2004-07-03",
		"2004-07-XX/2004-07-03":       "2 2004-07-01 2004-07-03",
		// level 3
		"2001-21~":        "3 2001-03-01 2001-06-21 ~",
		"201X-33":         "3 2010-01-01 2019-03-31",
		"XXXX-22":         "3 *-06-01 *-09-23",
		"XXXX-24":         "3 *-01-01 *-12-31",
		"2001-21/2003-23": "3 2001-03-01 2003-12-22",
	} {
		v, err := Parse(s)
		if want == "" {
			require.Error(t, err, s)
			continue
		}
		require.NoError(t, err, s)
		require.Equal(t, want, say(v), s)
		require.Equal(t, s, v.String())
	}
}

func TestParseRefuses(t *testing.T) {
	for s, why := range map[string]string{
		"":                              "empty",
		"19":                            "no date",
		"196":                           "no date",
		"1985-4-12":                     "no date",
		"19850412":                      "no date",
		"1985-04-12-01":                 "no date",
		"1985-":                         "no date",
		" 1985":                         "no date",
		"1985??":                        "no date",
		"198x":                          "no date",
		"-0000":                         "no day",
		"1985-00":                       "no day",
		"1985-13":                       "no day",
		"1985-42":                       "no day",
		"1985-20":                       "no day",
		"1985-04-31":                    "no day",
		"1985-02-29":                    "no day",
		"2XX1-02-29":                    "no day",
		"1985-21-01":                    "no day",
		"-0000-21":                      "no day",
		"198X?":                         "both qualified and unspecified",
		"XXXX-24~":                      "both qualified and unspecified",
		"Y1985":                         "five digits",
		"Y0170000002":                   "no year",
		"Y--17E7":                       "no year",
		"Y17E999999":                    "15 digits",
		"Y99999999999999999999999":      "15 digits",
		"Y17E":                          "no year",
		"1950S5":                        "digits that the year has",
		"1950S0":                        "digits that the year has",
		"19XXS2":                        "no year",
		"-0000S1":                       "no year",
		"1985-04T10:00":                 "complete date",
		"1985-04-12?T10:00":             "complete date",
		"1985-04-12T24:00":              "time of day",
		"1985-04-12T10":                 "time of day",
		"1985-04-12T10:60":              "time of day",
		"1985-04-12T10:00:00-00:00":     "time of day",
		"1985-04-12T10:00:00+14:01":     "time of day",
		"1985-04-12T10:00:00.5":         "time of day",
		"1985-04-12T10:00:00Z/Z":        "no date",
		"/":                             "one end at least",
		"../..":                         "one end at least",
		"2004/2003":                     "ends before it begins",
		"2004/2005/2006":                "no date",
		"2004-21/2005":                  "both seasons or neither",
		"Y17E7/Y18E7":                   "no date",
		"[]":                            "no set",
		"[":                             "no set",
		"[1985}":                        "no set",
		"[..]":                          "no date",
		"[1985,]":                       "no date",
		"[1985, 1986]":                  "no date",
		"[2001-21]":                     "no seasons",
		"[1672..1670]":                  "ends before it begins",
		"[1670..1672-01]":               "same kind",
		"[167X..1680]":                  "same kind",
		"{" + strings.Repeat("1", 5000): "too many",
	} {
		_, err := Parse(s)
		require.ErrorContains(t, err, why, s)
	}
}

func TestCompare(t *testing.T) {
	ordered := []string{
		"{..1990}", "../1985", "Y-17E7", "-0044-03-15", "0044", "19XX", "1984", "1984-01", "1984-02-29", "1984-02-29?",
		"1984-12-31/..", "1984-12-31/1985", "1985", "Y20230", "XXXX-01", "XXXX-10", "XXXX-10-11",
	}
	var values []Value
	for _, s := range ordered {
		values = append([]Value{must(t, s)}, values...)
	}
	slices.SortFunc(values, Compare)
	for i, v := range values {
		require.Equal(t, ordered[i], v.String())
	}
}

func must(t require.TestingT, s string) Value {
	v, err := Parse(s)
	require.NoError(t, err)
	return v
}

func TestOverlaps(t *testing.T) {
	from, to := Day{2023, 10, 11}, Day{2023, 10, 13}
	for s, want := range map[string]bool{
		"2023":                  true,
		"202X":                  true,
		"2023-10-11":            true,
		"2023-10-13":            true,
		"2023-10-10":            false,
		"2023-10-14":            false,
		"2023-10-14/..":         false,
		"2023-10-12/":           true,
		"../2023-10-11":         true,
		"../2023-10-10":         false,
		"2023-23":               true,
		"[2020,2025]":           true, // either, and what lies between: see Bounds
		"XXXX-10-11":            false,
		"XXXX-10-11/2023-10-12": true,
	} {
		require.Equal(t, want, must(t, s).Overlaps(from, to), s)
	}
	require.False(t, Value{}.Overlaps(from, to))
}

// TestBoundsAreTight takes a date that a value with X can mean, which must lie
// within, and the bounds, which it must be able to mean.
func TestBoundsAreTight(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		year, month := rapid.Int64Range(-9999, 9999).Draw(t, "year"), rapid.IntRange(1, 12).Draw(t, "month")
		day := Day{year, month, rapid.IntRange(1, daysIn(year, month)).Draw(t, "day")}
		written := []byte(day.String())
		for i, c := range written {
			if c != '-' && rapid.IntRange(0, 2).Draw(t, "hide") == 0 {
				written[i] = 'X'
			}
		}
		v := must(t, string(written))
		first, last, open := v.Bounds()
		if open&NoYear != 0 {
			day.Year = 0
			first.Year, last.Year, day.Year = 0, 0, 0
		} else {
			require.True(t, fits(string(written), first.String()), "%s cannot be %v", written, first)
			require.True(t, fits(string(written), last.String()), "%s cannot be %v", written, last)
			require.True(t, v.Overlaps(day, day))
		}
		require.LessOrEqual(t, first.Compare(day), 0, "%s: %v", written, first)
		require.LessOrEqual(t, day.Compare(last), 0, "%s: %v", written, last)
	})
}

func fits(pattern, day string) bool {
	for i := range len(pattern) {
		if pattern[i] != 'X' && pattern[i] != day[i] {
			return false
		}
	}
	return len(pattern) == len(day)
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"1985-04-12T23:20:30+04:30", "2004-06-~01/2004-06-~20", "[..1667,1668,1670..1672]", "{1960-1X..}", "Y-3388E2S3",
		"2001-34", "?2004-06~-%11", "XXXX-02-29", "2XX1-02-29", "../1985", "1985/", "XXXX-24", "-000X",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := Parse(s)
		if err != nil {
			return
		}
		require.Equal(t, s, v.String())
		require.Zero(t, Compare(v, v))
		require.True(t, 0 <= v.Level() && v.Level() <= 3)
		first, last, open := v.Bounds()
		if open == 0 {
			require.LessOrEqual(t, first.Compare(last), 0)
			require.True(t, v.Overlaps(first, first) && v.Overlaps(last, last))
		}
		if open&NoYear == 0 {
			require.Equal(t, open&OpenFirst != 0, first == Day{})
			require.Equal(t, open&OpenLast != 0, last == Day{})
		}
	})
}

func BenchmarkParse(b *testing.B) {
	dates := []string{"1999-05-11", "XXXX-10-11", "2023-10-11/2023-10-13", "202X", "2001-34", "1984~"}
	for b.Loop() {
		for _, s := range dates {
			_, _ = Parse(s)
		}
	}
}
