package evidence

import (
	"cmp"
	"slices"
	"strings"

	"findbuch/cmd/findbuch/internal/evidence/authority"
	"findbuch/store/span"
)

// The senses of words in names.
const (
	nationalAdjective = name0  // German, inflected: "deutschen"; text: codes
	nationalStem      = name1  // German, bare: "deutsch"
	nationalEnglish   = name2  // "German"; value 1: a language, too
	nationals         = name3  // "Germans", "Franzosen"
	languageNoun      = name4  // behind an adjective: it is the language's
	countryCueWord    = name5  // "Republic", "government"
	ofWord            = name6  // "of", "von", "der"
	placeCue          = name7  // "Stadt", "Provinz", "city"; text: the type
	legalForm         = name8  // "GmbH"
	companyEnd        = name9  // "Group"
	organisationHead  = name10 // "Ministerium", "University"; text: the type
	honorific         = name11 // "Herr", "Dr"
	office            = name12 // "Präsident"
	lowNameWord       = name13 // inside of a name, small: "of", "und", "für"
	projectWord       = name14
	facilityWord      = name15
	notInName         = name16 // words that begin a sentence, or a form of address: never part of a name
	nameDetail        = name17 // value: details
)

// The details of words in names, a bit each of a nameDetail's value.
const (
	placeStart    = 1 << iota // "Bad", "San": a name of a place has a word more
	companyCue                // "Firma": before a company's name, and no part of it
	common                    // "Open", "Pilot": no name of a project
	particle                  // "von", "de": in a person's name
	endsInS                   // "Hans": no genitive
	deputy                    // "stellvertretende"
	onScreen                  // "menu", "dialog": what is before is a caption
	beforePeople              // "die", "viele", "Millionen"
	indefinite                // "ein", "kein", "Ihr": no name follows
	middleName                // "Karl": behind a given name it is another, and no surname
	partOfCountry             // "Northern", "Mainland": before a country, not of another name
)

// detail tells whether token i has one of the details.
func (s *scan) detail(i int, any int64) bool {
	if !s.has(i, nameDetail) {
		return false
	}
	for _, l := range s.tokens[i].entry.lexemes {
		if l.sense == nameDetail && l.value&any != 0 {
			return true
		}
	}
	return false
}

// mention is a name on its way to a fact.
type mention struct {
	from, to int // tokens
	kind     Kind
	rule     string
	value    Value
	genitive bool // in German
	builtIn  bool
	listed   bool // in a list
	cued     bool // behind a word that says what it is
}

// names reads countries, nationalities and names.
//
// A name that stands inside of another one counts only if it is said to be there
// for itself: by a genitive ("Föderationsrates Russlands") or a word before it
// ("Volksregierung der Provinz Liaoning"). "Saudi" in "Saudi Aramco" is no country.
func names(s *scan, facts []Fact) []Fact {
	const triggers = nationalAdjective | nationalStem
	const cues = placeCue | facilityWord | projectWord | legalForm | companyEnd | organisationHead | honorific | office
	m, _ := countries()
	var found []mention
	small := s.options.Lists != nil && s.options.Lists.Small()
	if len(s.tokens) > 0 && s.looks(0, allCaps) {
		found = s.dateline(found)
	}
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.sense&cues != 0 {
			found = s.pattern(i, found)
		}
		if t.shape&capital == 0 {
			if t.sense&triggers != 0 {
				found = s.nationality(i, found)
			}
			if small && t.shape&isSign == 0 {
				found = s.listed(i, found)
			}
			continue
		}
		if s.options.Lists != nil {
			found = s.listed(i, found)
		}
		found = s.country(m, i, found)
		if t.sense&(triggers|nationalEnglish|nationals) != 0 {
			found = s.nationality(i, found)
		}
	}
	return s.settle(found, facts)
}

// settle chooses of overlapping names and appends their facts: the one that
// begins first, the longer, the listed.
func (s *scan) settle(found []mention, facts []Fact) []Fact {
	slices.SortStableFunc(found, func(a, b mention) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to), cmp.Compare(rank(a), rank(b)))
	})
	first := len(facts)
	last := -1 // the name that reaches farthest
	for i := range found {
		n := &found[i]
		if n.kind == Role { // says no name
			if at := s.span(n.from, n.to); s.free(at) {
				facts = append(facts, Fact{Kind: n.kind, Span: at, Rule: n.rule, Stated: n.value})
			}
			continue
		}
		if last >= 0 && n.from < found[last].to {
			outer := &found[last]
			same := n.from == outer.from && n.to == outer.to
			if same || n.to > outer.to || outer.kind == "" || !n.genitive && !n.cued {
				continue
			}
		} else {
			last = i
		}
		at := s.span(n.from, n.to)
		if n.kind == "" || !s.free(at) || named(facts[first:], at) {
			continue
		}
		facts = append(facts, Fact{Kind: n.kind, Span: at, Rule: n.rule, Stated: n.value})
	}
	return facts
}

// named tells whether one of the facts, which go by where they begin, is a name of
// this range.
func named(facts []Fact, at span.Span) bool {
	for i := len(facts) - 1; i >= 0 && facts[i].Span.Start >= at.Start; i-- {
		if facts[i].Span == at && facts[i].Kind != Role {
			return true
		}
	}
	return false
}

func rank(m mention) int {
	switch {
	case m.listed:
		return 0
	case m.kind == "":
		return 1
	case m.builtIn:
		return 2
	}
	return 3
}

// free tells whether a range is a name in running text, and no part of a path, an
// address, an identifier or a number.
func (s *scan) free(at span.Span) bool {
	const tight = "_/@#$\\=~<{%+"
	if at.Start > s.at.Start {
		c := s.body[at.Start-1]
		if strings.IndexByte(tight, c) >= 0 && c != '/' || (c == '.' || c == ':' || c == '/') && at.Start-1 > s.at.Start && wordByte(s.body[at.Start-2]) {
			return false
		}
		if c == '/' || c == '(' && at.Start-1 > s.at.Start && wordByte(s.body[at.Start-2]) {
			return false // "es(Spain)"
		}
	}
	if at.End < s.at.End {
		c := s.body[at.End]
		if strings.IndexByte(tight, c) >= 0 && c != '<' || c == '(' || (c == '.' || c == ':') && at.End+1 < s.at.End && wordByte(s.body[at.End+1]) {
			return false
		}
	}
	return true
}

func wordByte(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z' || c >= 0x80
}

// longest returns where the longest name of a list ends that begins at token i,
// and the entries that have it; 0 if there is none.
func (s *scan) longest(m *authority.Matcher, i int) (to int, found []authority.Found) {
	p, ok := m.Begin(s.fold(i))
	for j := i; ok; {
		entries := m.Find(p, s.body[s.tokens[i].start:s.tokens[j].end], s.language(), s.may("de"), nil)
		if len(entries) > 0 {
			to, found = j+1, entries
		}
		if !p.More() {
			break
		}
		if j = s.nextWord(j); j < 0 {
			break
		}
		ok = p.Next(s.fold(j))
	}
	return to, found
}

// language is that of the text, "" when it is not known.
func (s *scan) language() string {
	if s.options.Language == "und" {
		return ""
	}
	return s.options.Language
}

// may tells whether the text may be in a language: it is, or nobody knows.
func (s *scan) may(language string) bool { return s.language() == language || s.language() == "" }

// only tells whether the text is known to be in a language.
func (s *scan) only(language string) bool { return s.language() == language }

// nextWord returns the word behind token j that may be of the same name, or -1:
// between them is white space, or one joint.
func (s *scan) nextWord(j int) int {
	k := j + 1
	if k >= len(s.tokens) {
		return -1
	}
	if !s.looks(k, isSign) {
		return k
	}
	if k+1 >= len(s.tokens) || s.looks(k+1, isSign) {
		return -1
	}
	switch string(s.fold(k)) {
	case "-", "‐", "‑", "'", "’":
		if s.joined(k) && (s.joined(k+1) || s.is(k+1, "und") || s.is(k+1, "and")) { // "Reform- und …"
			return k + 1
		}
	case ".":
		if s.joined(k) && s.tokens[j].end-s.tokens[j].start <= 3 && !s.looks(j, isDigits) {
			return k + 1
		}
	case "&":
		return k + 1
	case ",":
		if s.joined(k) && !s.joined(k+1) {
			return k + 1
		}
	}
	return -1
}
