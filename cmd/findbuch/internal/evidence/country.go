package evidence

import (
	_ "embed"
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

// countryName returns the name of a country in the language of the text.
func countryName(code, language string) string {
	_, names := countries()
	if language == "en" {
		return names[code][1]
	}
	return names[code][0]
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
	n.value = Value{Code: entries[0].ID, Name: countryName(entries[0].ID, s.options.Language), List: countryList, ID: entries[0].ID}
	if entries[0].AmbiguousAlone && !s.countryCue(i, to) || s.isAcronym(i, to) && !s.acronymStands(i, to) {
		return found
	}
	if s.is(to-1, "s") && s.is(to, ".") && s.joined(to) && to-i > 1 {
		n.to++ // "U.S."
	}
	return append(found, n)
}

// countryCue tells whether an ambiguous name is a country beside these words: "the
// Republic of Georgia", "the government of Chad", "Armenia and Georgia".
func (s *scan) countryCue(from, to int) bool {
	if s.has(from-1, ofWord) && s.has(from-2, countryCueWord) || s.has(from-1, countryCueWord) {
		return true
	}
	if s.is(from-1, "in") && !s.is(from, "georgia") && !s.is(from, "jersey") { // an American state, and the short form of another
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
	if s.shouted(from-1) || s.shouted(to) || s.looks(to, isDigits) { // a patent's number
		return false
	}
	if s.is(from-1, "-") && s.joined(from) {
		return false
	}
	if s.is(to, "-") && s.joined(to) {
		return s.joined(to+1) && s.options.Language != "en" && s.looks(to+1, capital) && !s.looks(to+1, allCaps) && !s.has(to+1, languageNoun)
	}
	return true
}

// shouted tells whether token i is a word of three and more letters, all capitals.
func (s *scan) shouted(i int) bool {
	return s.looks(i, allCaps) && s.tokens[i].end-s.tokens[i].start > 2
}
