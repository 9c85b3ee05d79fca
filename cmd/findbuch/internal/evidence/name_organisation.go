package evidence

import (
	"slices"
	"strings"
)

// company reads a company's name that ends with the legal form, or the word
// "Group" or the like, at token i.
func (s *scan) company(i int) (mention, bool) {
	l, form := s.tokens[i].entry.of(legalForm)
	if !form {
		l, _ = s.tokens[i].entry.of(companyEnd)
	}
	// A form is as it is written: "AG" and "GmbH", not "Ag".
	if form && l.text != "" && s.text(i) != l.text || l.value == 1 && (!s.may("de") || s.is(i-1, ",") || s.looks(i+1, capital) && s.follows(i+1) && s.text(i) == "SE") || !s.looks(i, capital) {
		return mention{}, false
	}
	if s.text(i) == "Co" && !s.is(i+1, ".") && !s.has(i+1, legalForm) {
		return mention{}, false
	}
	if !form && !s.follows(i) || s.is(i+1, "-") && s.joined(i+1) {
		return mention{}, false
	}
	end := i // of the name before the form
	if s.is(i-1, ",") && s.joined(i-1) {
		end = i - 1
	}
	for n := 0; n < mostParts && (s.is(end-1, ".") && s.has(end-2, legalForm) || s.is(end-1, ",") && s.is(end-2, ".") && s.has(end-3, legalForm) || s.has(end-1, legalForm)); n++ {
		end-- // "Co., Ltd."
	}
	if !s.joinedName(end) {
		return mention{}, false
	}
	from := s.back(end, 5, without)
	for from < end && (s.detail(from, companyCue) || s.has(from, lowNameWord) && !s.looks(from, capital)) {
		from++ // "Firma Siemens AG"
		if s.is(from, "-") {
			return mention{}, false
		}
	}
	for k := from; k < end; k++ {
		if s.has(k, office) { // a signature
			return mention{}, false
		}
	}
	if s.looks(from-1, isSign) && s.looks(from-1, newLine) && s.looks(from-2, capital) {
		return mention{}, false // a line mark amid the name
	}
	if s.isInitial(from-2) && s.is(from-1, ".") {
		from -= 2 // "G. Schirmer, Inc."
	}
	if s.isInitial(from) && s.isGiven(from-1) && s.follows(from) && !s.looks(from, newLine) {
		from-- // "Alfred A. Knopf, Inc."
	}
	if s.beginsBefore(from) {
		return mention{}, false
	}
	if from == end || s.isCountry(from, end) || from > 0 && s.is(from-1, "-") || s.tokens[end-1].end-s.tokens[from].start < 2 {
		return mention{}, false
	}
	to := i + 1
	if form {
		to = s.legalForms(to)
	} else if !s.isGroup(from, i) {
		return mention{}, false
	}
	return mention{from: from, to: to, kind: Organisation, rule: "legal-form", value: Value{Type: "company"}}, true
}

// beginsBefore tells whether the name that is thought to begin at token i may
// begin before it, nobody knows where: "Lowe and Brydone Printers", "Software in the
// Public Interest", "Next Thing Co.", "O A S Oilfield". A legal form ends the name
// before.
func (s *scan) beginsBefore(i int) bool {
	if i < 1 || !s.follows(i) {
		return false
	}
	letter := s.to(i)-s.tokens[i].from == 1
	switch {
	case s.looks(i-1, capital):
		return !s.looks(i, newLine) && !s.detail(i-1, companyCue) && !s.column(i) &&
			(s.has(i-1, temporalSenses) && !s.has(i-1, notInName) && !s.first(i-1) || letter && s.to(i-1)-s.tokens[i-1].from == 1)
	case s.is(i-1, "and"), s.is(i-1, "und"):
		return s.looks(i-2, capital) && s.isNameWord(i-2) && !s.has(i-2, legalForm) && !s.isPair(i-2) || s.is(i-2, ".") && s.isInitial(i-3)
	case s.is(i-1, "the"):
		return s.is(i-2, "in") && s.looks(i-3, capital) && s.isNameWord(i-3) && !s.first(i-3)
	}
	return false
}

// isPair tells whether the word at token i is the last of a person's name, so that
// the company behind "and" is another one: "Linus Torvalds and Acme Corp.".
func (s *scan) isPair(i int) bool { return s.isGiven(i-1) && s.follows(i) }

// joinedName tells whether a name word stands before token end, with white space
// between.
func (s *scan) joinedName(end int) bool {
	return end > 0 && s.isNameWord(end-1) || end > 1 && s.is(end-1, ")")
}

// legalForms returns the end of a legal form of several parts: "GmbH & Co. KG".
func (s *scan) legalForms(to int) int {
	for range mostParts {
		switch {
		case s.is(to, ".") && s.joined(to) && s.has(to-1, legalForm) && !s.isWholeForm(to-1) && !(s.is(to+1, ".") && s.joined(to+1)):
			to++
		case s.is(to, "&") && s.has(to+1, legalForm), s.is(to, ",") && s.has(to+1, legalForm):
			to += 2
		case s.has(to, legalForm) && s.looks(to, capital):
			to++
		default:
			return to
		}
	}
	return to
}

// isWholeForm tells whether the legal form at token i is no abbreviation that a full
// stop may follow.
func (s *scan) isWholeForm(i int) bool {
	l, ok := s.tokens[i].entry.of(legalForm)
	return ok && l.value != 2
}

// isGroup tells whether a name ends with "Group" in a way that makes it a
// company's: an English word in a German text, or initials before it.
func (s *scan) isGroup(from, i int) bool {
	if i-from > 2 || s.looks(i+1, capital|isDigits) && s.follows(i+1) || s.looks(i, allCaps) {
		return false
	}
	return s.only("de") && (s.is(from-1, "der") || s.is(from-1, "die")) || s.only("en") && i-from == 1 && s.shouted(from) && s.is(from-1, "the")
}

// organisation reads the name of a body that has the word at token i as its head:
// "Ministerium für Wirtschaft", "Universität Heidelberg", "University of Leeds",
// "Leeds University".
func (s *scan) organisation(i int) (mention, bool) {
	l, _ := s.tokens[i].entry.of(organisationHead)
	n := mention{from: i, kind: Organisation, rule: "head", value: Value{Type: l.text}}
	if !s.looks(i, capital) || s.looks(i, allCaps) {
		return n, false
	}
	switch {
	case l.value == 0 && s.may("de"): // German
		switch {
		case s.is(i+1, "für") || s.is(i+1, "fur"):
			n.to = s.germanList(i + 2)
			return n, n.to > 0
		case l.text == "university" && s.follows(i+1) && s.isPlaceName(i+1):
			n.to, n.from = s.run(i+1, 1, noLinks), s.adjectives(i)
			return n, true
		}
	case l.value == 1 && s.may("en"): // English
		if (s.is(i+1, "of") || s.is(i+1, "for") && l.text != "university") && s.follows(i+2) && (s.isNameWord(i+2) || s.is(i+2, "the") && s.isNameWord(i+3)) {
			first := i + 2
			if s.is(first, "the") {
				first++
			}
			n.to = s.run(first, 4, allLinks)
			for k := first + 1; k < n.to; k++ {
				if s.looks(k, newLine) {
					n.to = k // what follows is the next line of an address
				}
			}
			if l.text != "university" {
				n.from = s.back(i, 2, allLinks)
			}
			return n, n.to > first
		}
		if l.text == "university" && s.follows(i) {
			n.from, n.to = s.back(i, 3, allLinks), i+1
			return n, n.from < i && !s.first(n.from) && !s.joined(i+1) && !(s.looks(i+1, capital) && s.follows(i+1))
		}
	}
	return n, false
}

// adjectives returns where the adjectives begin that belong to a name whose noun is
// token i: "Eidgenössische Technische Hochschule".
func (s *scan) adjectives(i int) int {
	for n := 0; n < mostParts && s.follows(i) && s.looks(i-1, capital) && s.isAdjective(i-1); n++ {
		i--
	}
	return i
}

var adjectiveEnds = []string{"ische", "ischen", "ischer", "ende", "enden", "ender", "freie", "freien", "freier", "liche", "lichen", "andte", "andten"}

// isAdjective tells whether a German word ends as adjectives do, and nouns do not.
func (s *scan) isAdjective(i int) bool {
	return slices.ContainsFunc(adjectiveEnds, func(end string) bool { return strings.HasSuffix(string(s.fold(i)), end) })
}

// germanList returns the end of nouns with "und" and commas between, as the names of
// ministries have them; 0 if there is none.
func (s *scan) germanList(i int) int {
	if s.is(i, "die") || s.is(i, "das") || s.is(i, "den") {
		i++
	}
	to := 0
	for n := 0; n < 5; n++ {
		for s.looks(i, isWord) && !s.looks(i, capital) && s.looks(i+1, capital) && len(s.fold(i)) > 5 {
			i++ // "für wirtschaftliche Zusammenarbeit"
		}
		if !s.isNameWord(i) || !s.follows(i) {
			return to
		}
		for n := 0; n < mostParts && s.isAdjective(i) && s.isNameWord(i+1) && s.follows(i+1); n++ {
			i++ // "Darstellende Kunst"
		}
		end := s.run(i, 1, noLinks)
		if s.is(end, "-") && s.joined(end) { // "Land- und Forstwirtschaft"
			end++
		} else {
			to = end
		}
		switch {
		case s.is(end, "und"):
			i = end + 1
		case s.is(end, ",") && s.isNameWord(end+1) && s.listEnds(end+1):
			i = end + 1
		default:
			return to
		}
	}
	return to
}

// listEnds tells whether nouns with commas between end with "und" and a noun.
func (s *scan) listEnds(i int) bool {
	for range 4 {
		if !s.isNameWord(i) {
			return false
		}
		i = s.run(i, 1, noLinks)
		if s.is(i, "und") {
			return s.isNameWord(i + 1)
		}
		if !s.is(i, ",") {
			return false
		}
		i++
	}
	return false
}

// project reads the name of a project: "Huajin-Aramco-Projekt", "the Debian
// Project".
func (s *scan) project(i int) (mention, bool) {
	n := mention{to: i + 1, kind: Project, rule: "project-cue"}
	l, _ := s.tokens[i].entry.of(projectWord)
	if !s.looks(i, capital) || s.looks(i, allCaps) || s.is(i+1, "-") && s.joined(i+1) {
		return n, false
	}
	if l.value == 0 { // German: joined by a hyphen
		if !s.is(i-1, "-") || !s.joined(i) || !s.joined(i-1) {
			return n, false
		}
		n.from = i
		for k := 0; k < mostParts && s.is(n.from-1, "-") && s.joined(n.from) && s.joined(n.from-1) && s.looks(n.from-2, isWord|isDigits); k++ {
			n.from -= 2
			if s.detail(n.from, common) || s.isAcronym(n.from, n.from+1) && s.startsCountry(n.from) {
				return n, false
			}
		}
		name := oneLine(s.span(n.from, n.to).Of(s.body))
		n.value.Name = strings.TrimSuffix(strings.TrimSuffix(name, "es"), "s")
		// "vom Debian Edu-Projekt": where the name begins, nobody knows.
		longer := s.isNameWord(n.from-1) && s.follows(n.from) && !s.looks(n.from, newLine) && !s.first(n.from-1)
		return n, s.isNameWord(n.from) && !s.detail(n.from-1, indefinite) && !longer
	}
	n.from = s.back(i, 7, allLinks)
	if n.from == i || s.looks(i+1, capital) && s.follows(i+1) || s.is(i+1, "'") || s.detail(i+1, onScreen) {
		return n, false
	}
	for k := n.from; k < i; k++ {
		if s.detail(k, common) {
			return n, false
		}
	}
	return n, s.is(n.from-1, "the") || s.only("de") && (s.is(n.from-1, "des") || s.is(n.from-1, "das") || s.is(n.from-1, "dem"))
}
