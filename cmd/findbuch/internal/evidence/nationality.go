package evidence

import (
	"strings"
	"sync"
)

// nationality looks at the adjective or noun at token i.
//
// In German, adjectives count when they are inflected ("deutschen", small) or first
// of a compound ("deutsch-französischen"): "deutsch" and "auf Deutsch" are the
// language. So is what stands before a word for something written ("die deutsche
// Übersetzung"), and what has become a noun without a person ("im Deutschen").
// A capital letter ("Deutsche Bank") is that of a name, or of a sentence's first
// word, which is no better known. In English, an adjective that is a language's
// name, too, counts before a small word that may be its noun ("the German
// companies"), or an office ("Chinese President"). Before a capital letter it is
// part of a name.
func (s *scan) nationality(i int, found []mention) []mention {
	n := mention{from: i, to: i + 1, kind: Nationality, rule: "adjective", builtIn: true}
	l, _ := s.tokens[i].entry.of(nationalAdjective | nationalStem | nationalEnglish | nationals)
	switch t := &s.tokens[i]; {
	case t.sense&nationals != 0 && t.shape&capital != 0 && s.isNational(i):
		l, _ = t.entry.of(nationals)
		n.rule = "people"
	case t.sense&nationalAdjective != 0 && t.shape&capital == 0 && s.may("de"):
		l, _ = t.entry.of(nationalAdjective)
		if s.ofLanguage(i+1, false) {
			return found
		}
	case t.sense&nationalStem != 0 && t.shape&capital == 0 && s.may("de"):
		l, _ = t.entry.of(nationalStem)
		if !s.is(i+1, "-") || !s.joined(i+1) || !s.joined(i+2) || !s.has(i+2, nationalAdjective|nationalStem) || s.ofLanguage(i+3, false) {
			return found
		}
	case t.sense&nationalEnglish != 0 && t.shape&(capital|allCaps) == capital && s.may("en"):
		l, _ = t.entry.of(nationalEnglish)
		if !s.englishAdjective(i, l.value == 1) {
			return found
		}
	default:
		return found
	}
	if l.sense&(nationalAdjective|nationalStem) != 0 && l.value > 0 {
		if !s.compound(i, compoundStarts[l.value]) {
			return found
		}
		n.from -= 2
	} else if l.text == "US" && s.compound(i, "us") {
		n.from -= 2
	}
	if codes := strings.Fields(l.text); len(codes) > 1 {
		n.value.Candidates = codes
	} else {
		n.value = Value{Code: l.text, Name: countryName(l.text, s.language()), List: countryList, ID: l.text}
	}
	return append(found, n)
}

// compound tells whether the word is there before token i, with a hyphen.
func (s *scan) compound(i int, word string) bool {
	return s.is(i-1, "-") && s.joined(i) && s.joined(i-1) && s.is(i-2, word)
}

// ofLanguage tells whether the noun that the adjective before token i belongs to
// makes it that of a language: the first word with a capital letter in German
// ("deutsche und alte englische Übersetzungen"), one of the next three in English.
// In German there must be such a noun. Brackets before it are skipped.
func (s *scan) ofLanguage(i int, english bool) bool {
	for n, words := 0, 0; n < 7 && i < len(s.tokens); n++ {
		switch {
		case s.has(i, languageNoun):
			return true
		case english && s.has(i, nationalEnglish):
			words++ // "American and British English"
		case s.looks(i, capital):
			return s.nounOfLanguage(i)
		case s.is(i, "("):
			if shut := s.bracketEnd(i); shut > 0 {
				i = shut
			}
		case english && (words == 2 || s.is(i, ",") && !s.has(i+1, nationalEnglish)), s.looks(i, isSign) && !s.is(i, "-") && !s.is(i, ",") && !s.is(i, "("):
			return !english
		case s.looks(i, isWord):
			words++
		}
		i++
	}
	return !english
}

// nounOfLanguage tells whether the noun at token i is something written or spoken,
// or the compound that it begins has such a part ("UTF-8-Wert"), or the word behind it
// is ("Gengou Kalender"). A word that markup cuts is not known, and counts as one.
func (s *scan) nounOfLanguage(i int) bool {
	end := s.hyphened(i + 1)
	for k := i; k < end; k++ {
		if s.has(k, languageNoun) {
			return true
		}
	}
	if s.has(end-1, nationalStem) || s.compoundOfLanguage(i) || s.compoundOfLanguage(end-1) {
		return true
	}
	return s.is(end, "\\") && s.joined(end) || s.follows(end) && s.has(end, languageNoun) && s.looks(end, capital)
}

// bracketEnd returns the closing bracket of a short remark that token i opens; 0 if
// there is none.
func (s *scan) bracketEnd(i int) int {
	for k := i + 1; k <= i+mostParts; k++ {
		if s.is(k, ")") {
			return k
		}
	}
	return 0
}

// languageStarts are the beginnings of such compounds.
var languageStarts = strings.Fields(`sprach spruch eingabe gebietsschema gebietseinstellung schriftart schriftsatz schriftsystem
	schriftzeichen zeichenkod zeichensatz zeichenkett tastatur ubersetzung lokalisierung`)

// languageEnds are the ends of German compounds for what is written or spoken.
var languageEnds = strings.Fields(`zeichensatz zeichensatze zeichensatzes zeichensatzen schriftsystem schriften schriftarten textdatei
	gebietsschema gebietsschemas sprache sprachen sprachig sprachige ubersetzung ubersetzungen ubersetzer version text texte texten
	wort worter wortern seite seiten zeichen alphabet schrift name namen tastatur tastaturen buch bucher
	grammatik rechtschreibung ausgabe worterbuch wikipedia liste locale dokumentation anfuhrungszeichen trennmuster
	buchstaben umlaute seminar paket pakete format stil schreibweise bezeichnung bezeichnungen konvertierung kodierung kodierungen
	codierung codierungen namenssystem namensystem`)

func (s *scan) compoundOfLanguage(i int) bool {
	word := s.body[s.tokens[i].start:s.tokens[i].end]
	if len(word) < 6 {
		return false
	}
	folded := s.fold(i)
	for _, end := range languageEnds {
		if len(folded) >= len(end) && string(folded[len(folded)-len(end):]) == end {
			return true
		}
	}
	for _, start := range languageStarts {
		if len(folded) >= len(start) && string(folded[:len(start)]) == start {
			return true
		}
	}
	return false
}

// isNational tells whether the noun at token i is people: not with "Sprache" or
// the like behind it, nor a name's part.
func (s *scan) isNational(i int) bool {
	l, _ := s.tokens[i].entry.of(nationals)
	if s.has(i-1, honorific|office) || s.is(i-1, ".") && s.has(i-2, honorific) || s.is(i+1, "-") && s.joined(i+1) {
		return false // "Herr Schweizer"
	}
	if s.is(i-1, "(") && s.is(i+1, ")") {
		return false // a gloss: the Greeks of options, "(Griechen)"
	}
	if l.value == 1 { // English, and German only by chance
		return s.may("en") && !s.looks(i+1, capital)
	}
	if !s.may("de") || s.looks(i+1, capital) && !s.looks(i+1, isSign) && l.value != 2 {
		return false
	}
	if l.value == 2 { // "Schweizer Unternehmen"
		return s.looks(i+1, capital) && s.looks(i+1, spaced) && !s.looks(i-1, capital) && !s.ofLanguage(i+1, false)
	}
	return !s.looks(i-1, capital) || s.tokens[i-1].sense != 0
}

// englishAdjective tells whether the word at token i is an adjective of people or
// things, and not a language or the beginning of a name.
func (s *scan) englishAdjective(i int, language bool) bool {
	next := i + 1
	switch {
	case s.looks(i-1, capital) && !s.looks(i-1, isSign) && i > 0 && !s.first(i-1):
		return false // "Bavarian German", "Standard American"
	case s.is(next, "-") && s.joined(next):
		// "German-owned", "German-French", not "German-speaking"
		return s.joined(next+1) && s.looks(next+1, isWord) && !s.has(next+1, languageNoun) && !s.ofLanguage(next+2, true) &&
			(!s.looks(next+1, capital) || s.has(next+1, nationalEnglish))
	case !s.looks(next, isWord) || s.ofLanguage(next, true):
		return !language && !s.ofLanguage(next, true) && !s.looks(next, isDigits) && !s.is(next, "'") && !s.is(next, "’")
	case s.looks(next, capital):
		return s.has(next, office)
	case functionWord(s.fold(next)):
		return !language && (s.looks(next, isWord))
	}
	return true
}

// first tells whether token i is the first word of its sentence.
func (s *scan) first(i int) bool {
	return i == 0 || s.looks(i-1, endsClause)
}

// functionWord tells whether an English word cannot be what an adjective belongs
// to.
func functionWord(folded []byte) bool { return functionWords()[string(folded)] }

var functionWords = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(`a an and are as at be but by can could do does for from had has have he if in into is it its
		may might must nor not of on or shall she should so than that the their then there these they this those to
		until was we were when where which while who will with would you no now not only also does did both either we i`) {
		m[w] = true
	}
	return m
})
