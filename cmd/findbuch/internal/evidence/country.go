package evidence

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"findbuch/cmd/findbuch/internal/evidence/authority"
)

// Countries are those of ISO 3166-1 by their German and English names. They are a
// list of names as any other, of two files: countries.csv is made from CLDR,
// country_aliases.csv is written by hand. There, the id "-" is of what only looks
// like a country ("New Mexico", "Air France"), and a name under two ids ("Korea")
// stays ambiguous.

//go:generate sh -c "go run cldr/countries.go node_modules > countries.csv"

//go:embed countries.csv
var countriesCSV string

//go:embed country_aliases.csv
var countryAliasesCSV string

const noCountry = "-" // the id

// countryList is the list's name in facts.
const countryList = "ISO 3166-1"

// countries finds countries; names has their German and English name by code.
var countries = sync.OnceValues(func() (*authority.Matcher, map[string][2]string) {
	var b authority.Builder
	names := map[string][2]string{}
	for _, file := range []string{countriesCSV, countryAliasesCSV} {
		for e, err := range authority.CSV(strings.NewReader(file), authority.Options{}) {
			if err == nil {
				err = b.Add(countryList, e)
			}
			if err != nil {
				panic(err) // the files are our own, and a test reads them
			}
			// CLDR's rows: first the German name, then the English, if it is another.
			if both, seen := names[e.ID]; !seen {
				names[e.ID] = [2]string{e.Names[0], e.Names[0]}
			} else if file == countriesCSV && both[0] == both[1] {
				names[e.ID] = [2]string{both[0], e.Names[0]}
			}
		}
	}
	return b.Matcher(), names
})

// countryName returns the name of a country: German in a text that is, or may be;
// else English.
func countryName(code, language string) string {
	_, names := countries()
	if language == "de" || language == "" {
		return names[code][0]
	}
	return names[code][1]
}

// country looks for a country that begins at token i.
func (s *scan) country(m *authority.Matcher, i int, found []mention) []mention {
	to, entries := s.longest(m, i)
	if to == 0 {
		return found
	}
	n := mention{from: i, to: to, kind: Country, rule: "country", genitive: entries[0].Genitive, builtIn: true}
	if entries[0].ID == noCountry {
		n.kind = "" // takes the place of the country in it
		return append(found, n)
	}
	if len(entries) > 1 {
		n.rule = "country-ambiguous"
		for _, e := range entries {
			n.value.Candidates = append(n.value.Candidates, e.ID)
		}
		return append(found, n)
	}
	n.value = Value{Code: entries[0].ID, Name: countryName(entries[0].ID, s.language()), List: countryList, ID: entries[0].ID}
	if entries[0].AmbiguousAlone && !s.countryCue(i, to, entries[0].ID) || s.partOfName(i, to) || s.isAcronym(i, to) && !s.acronymStands(i, to) {
		return found
	}
	if s.endsName(i, to) || s.isForeign(i, to, entries[0].ID) && (s.afterCapital(i) || s.looks(to, capital) && !s.looks(to, allCaps) && s.follows(to)) {
		return found
	}
	if s.isPeople(i, to) {
		n.kind, n.rule = Nationality, "people"
	}
	if s.is(to-1, "s") && s.is(to, ".") && s.joined(to) && to-i > 1 {
		n.to++ // "U.S."
	}
	return append(found, n)
}

// namesakes are countries whose name another place has as often, so that "in" is no
// cue: Georgia and New Jersey are American, St. Martin and Montserrat are anywhere.
var namesakes = []string{"GE", "JE", "MF", "MS"}

// partOfName tells whether a country's name is part of another one that nobody
// knows: in English before a word with a capital letter ("Austria Microsystems",
// "Canada Day"), unless that is an office; and "Island" in German behind one.
func (s *scan) partOfName(from, to int) bool {
	if s.is(from, "island") && s.looks(from-1, capital) && s.follows(from) && to-from == 1 {
		return true
	}
	return s.only("en") && !s.isAcronym(from, to) && s.looks(to, capital) && s.follows(to) && !s.looks(to, allCaps|newLine) &&
		!s.has(to, office|notInName)
}

// endsName tells whether a country's name ends one that nobody knows: in English
// behind a word with a capital letter ("Steve Greenland", "Acme Holland"), unless
// that word says which part of the country it is, or begins the sentence.
func (s *scan) endsName(from, to int) bool {
	return s.only("en") && !s.isAcronym(from, to) && s.afterCapital(from) && !s.has(from-1, office|notInName|temporalSenses|nationalEnglish) &&
		!s.detail(from-1, partOfCountry) && !s.first(from-1)
}

// afterCapital tells whether a word with a capital letter, but not all of them, is
// before token i in its line.
func (s *scan) afterCapital(i int) bool {
	return i > 0 && s.looks(i-1, capital) && !s.looks(i-1, allCaps) && s.follows(i) && !s.looks(i, newLine)
}

// isForeign tells whether a German text has a country by its English name, as names
// do ("Debian France") and addresses.
func (s *scan) isForeign(from, to int, code string) bool {
	if !s.only("de") {
		return false
	}
	_, names := countries()
	both := names[code]
	return both[0] != both[1] && s.span(from, to).Of(s.body) == both[1]
}

// isPeople tells whether the name of a country is that of its people: "die Polen",
// "zwei Schweden". The country has no article.
func (s *scan) isPeople(from, to int) bool {
	return to-from == 1 && s.may("de") && (s.is(from, "polen") || s.is(from, "schweden") || s.is(from, "ungarn")) &&
		(s.looks(from-1, isDigits) || s.detail(from-1, beforePeople))
}

// countryCue tells whether an ambiguous name is a country beside these words: "the
// Republic of Georgia", "the government of Chad", "Armenia and Georgia".
func (s *scan) countryCue(from, to int, code string) bool {
	if s.has(from-1, ofWord) && s.has(from-2, countryCueWord) || s.has(from-1, countryCueWord) {
		return true
	}
	if s.is(from-1, "in") && !slices.Contains(namesakes, code) {
		return true
	}
	m, _ := countries()
	if s.is(from-1, "and") || s.is(from-1, "und") || s.is(from-1, ",") {
		if from >= 2 && s.looks(from-2, capital) {
			if end, e := s.longest(m, from-2); end == from-1 && !e[0].AmbiguousAlone && e[0].ID != noCountry {
				return true
			}
		}
	}
	if s.is(to, "and") || s.is(to, "und") || s.is(to, ",") {
		if s.looks(to+1, capital) {
			if end, e := s.longest(m, to+1); end > 0 && !e[0].AmbiguousAlone && e[0].ID != noCountry {
				return true
			}
		}
	}
	return false
}

// isAcronym tells whether a country is written by its initials ("US", "U.K."): all
// of its words are capitals.
func (s *scan) isAcronym(from, to int) bool {
	for i := from; i < to; i++ {
		if s.looks(i, isWord) && !s.looks(i, allCaps) && s.tokens[i].end-s.tokens[i].start > 1 {
			return false
		}
	}
	return s.tokens[to-1].end-s.tokens[from].start <= 6
}

// acronymStands tells whether initials are those of a country: not in a run of
// words that are all capitals ("TELL US NOW"), and in compounds only before a
// German noun ("US-Präsident", but "US-ASCII", "en-US").
func (s *scan) acronymStands(from, to int) bool {
	if to-from > 1 && !s.is(from+1, ".") { // spaced letters
		return false
	}
	if s.shouted(from-1) || s.shouted(to) || s.looks(to, isDigits) { // a patent's number
		return false
	}
	if s.tokens[from].end-s.tokens[from].start == 2 && s.looks(from-1, allCaps) && s.has(from-1, notInName) { // "TIME IN US"
		return false
	}
	if s.is(from-1, "-") && s.joined(from) {
		return false
	}
	if s.is(to, "-") && s.joined(to) {
		return s.joined(to+1) && s.may("de") && s.looks(to+1, capital) && !s.looks(to+1, allCaps) && !s.has(to+1, languageNoun)
	}
	return true
}

// shouted tells whether token i is a word of three and more letters, all capitals.
func (s *scan) shouted(i int) bool {
	return s.looks(i, allCaps) && s.tokens[i].end-s.tokens[i].start > 2
}
