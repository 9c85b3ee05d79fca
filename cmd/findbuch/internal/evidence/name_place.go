package evidence

import "strings"

// How a cue stands to the name of a place or facility: the value of its lexeme.
const (
	beforeName = iota // "Provinz Liaoning"
	beforeOf          // "the city of Panjin"
	afterName         // "Liaoning Province": not of the name
	endOfName         // "Orange County": of the name
)

// place reads the name of a place beside the cue at token i.
func (s *scan) place(i int) (mention, bool) {
	for _, l := range s.tokens[i].entry.lexemes {
		if l.sense != placeCue {
			continue
		}
		if from, to, ok := s.beside(i, l.value); ok {
			return mention{from: from, to: to, kind: Place, rule: "place-cue", cued: true, value: Value{Type: l.text}}, true
		}
	}
	return mention{}, false
}

// facility reads the name of a building, a plant or the like.
func (s *scan) facility(i int) (mention, bool) {
	l, _ := s.tokens[i].entry.of(facilityWord)
	from, to, ok := s.beside(i, l.value)
	if ok && l.value == beforeName {
		from = i // "Flughafen Tegel"
	}
	return mention{from: from, to: to, kind: Facility, rule: "facility-cue", value: Value{Type: l.text}}, ok
}

// beside returns the tokens of the name beside the cue at token i.
func (s *scan) beside(i int, how int64) (from, to int, ok bool) {
	german := s.may("de")
	switch how {
	case beforeName:
		if !german || !s.looks(i, capital) || !s.follows(i+1) || !s.isPlaceName(i+1) {
			return 0, 0, false
		}
		words := 1
		if s.detail(i+1, placeStart) {
			words = 2
		}
		to = s.run(i+1, words, noLinks)
		if words == 2 && to == i+2 { // "St. Gallen"
			if s.is(to, ".") && s.joined(to) && s.isNameWord(to+1) {
				return i + 1, to + 2, true
			}
			return 0, 0, false
		}
		return i + 1, to, true
	case beforeOf:
		if !s.may("en") || !s.is(i+1, "of") || !s.follows(i+2) || !s.isPlaceName(i+2) || s.looks(i, capital) && !s.first(i) {
			return 0, 0, false
		}
		return i + 2, s.run(i+2, 4, noLinks), true
	case afterName, endOfName:
		if !s.may("en") || !s.looks(i, capital) || s.looks(i, allCaps) {
			return 0, 0, false
		}
		from = s.back(i, 3, noLinks)
		if from == i || s.first(from) && s.looks(from-1, newLine) {
			return 0, 0, false
		}
		if how == afterName {
			return from, i, true
		}
		return from, i + 1, true
	}
	return 0, 0, false
}

// isPlaceName tells whether token i may begin a place's name behind its cue.
func (s *scan) isPlaceName(i int) bool {
	return s.isNameWord(i) && s.tokens[i].sense&(placeCue|organisationHead|office|honorific|languageNoun|facilityWord) == 0 &&
		s.tokens[i].end-s.tokens[i].start > 1 && !s.isCamel(i)
}

// isCamel tells whether a word has a capital letter behind a small one, as
// identifiers do.
func (s *scan) isCamel(i int) bool {
	word := s.text(i)
	for k := 1; k < len(word); k++ {
		if 'a' <= word[k-1] && word[k-1] <= 'z' && 'A' <= word[k] && word[k] <= 'Z' {
			return true
		}
	}
	return false
}

// dateline reads the place that a news item begins with, in capitals, before its
// country or date: "SHENYANG, China, 26. Oktober".
func (s *scan) dateline(found []mention) []mention {
	to := s.run(0, 3, noLinks)
	if to == 0 || !s.is(to, ",") || !s.shouted(0) {
		return found
	}
	for i := range to {
		if !s.looks(i, allCaps) && !s.is(i, "-") || strings.ContainsAny(s.text(i), "0123456789") {
			return found
		}
	}
	const named = month | weekdayName
	dated := s.has(to+1, named) && s.looks(to+1, capital) || s.looks(to+1, isDigits) && (s.is(to+2, ".") || s.has(to+2, temporalSenses))
	if s.startsCountry(0) || !dated && !s.startsCountry(to+1) {
		return found
	}
	n := mention{from: 0, to: to, kind: Place, rule: "dateline"}
	n.value.Name = oneLine(s.span(0, to).Of(s.body))
	return append(found, n)
}
