package evidence

import "strings"

// person reads the name of a person behind a form of address or an office at
// token i: "Dr. Angela Merkel", "Mr Smith", "Präsident Xi Jinping". The name is what
// is found, without these.
func (s *scan) person(i int) (mention, bool) {
	n := mention{from: i + 1, kind: Person, rule: "honorific"}
	l, _ := s.tokens[i].entry.of(honorific | office)
	if s.tokens[i].sense&office != 0 {
		n.rule = "office"
	}
	if !s.looks(i, capital) || s.looks(i, allCaps) || l.value == 1 && !s.may("de") || l.value == 2 && !s.may("en") {
		return n, false
	}
	for range mostParts { // "Prof. Dr."
		if s.is(n.from, ".") && s.joined(n.from) {
			if s.tokens[n.from-1].sense&honorific == 0 {
				return n, false
			}
			n.from++
		}
		if s.is(n.from-1, "prof") {
			return n, false // without its full stop, as products have it
		}
		if !s.has(n.from, honorific) || !s.looks(n.from, capital) {
			break
		}
		n.from++
	}
	if !s.follows(n.from) || !s.isGiven(n.from) && !s.isInitial(n.from) || s.startsCountry(n.from) {
		return n, false
	}
	n.to = s.personRun(n.from)
	if n.to == n.from+1 && s.to(n.from)-s.tokens[n.from].from == 1 {
		return n, false // "1 Park Dr.", and a letter that begins the next line
	}
	return n, n.to > n.from
}

// personRun returns the end of a person's name: up to two initials, up to three
// words in English and two in German, with "von" or the like between. It ends before
// a country, and with a German genitive.
func (s *scan) personRun(from int) int {
	i := from
	most := 2 // a third may be the object: "hat Präsident Xi Jinping Gespräche …"
	if s.only("en") {
		most = 3
	}
	to, initials := i, false
	for words := 0; words < most; {
		switch {
		case s.isInitial(i) && words < 2 && to-from < 2*mostParts:
			to, i, initials = i+2, i+2, true
			if s.is(i, "-") && s.joined(i) {
				i++
			}
		case words > 0 && s.detail(i, particle) && !s.looks(i, capital) && (s.isGiven(i+1) || s.detail(i+1, particle) && s.isGiven(i+2)):
			i++
			continue
		case s.isGiven(i) && (words == 0 || s.follows(i) || s.joined(i) && s.is(i-1, ".")) && !(words > 0 && s.startsCountry(i)):
			end := s.run(i, 1, noLinks)
			genitive := s.may("de") && s.endsInGenitive(end-1) && s.looks(end, capital)
			if s.is(end, "'") && s.joined(end) && s.joined(end+1) && s.looks(end+1, capital) { // O'Brien
				end += 2
			}
			words++
			if words == 2 && most == 2 && s.detail(end-1, middleName) {
				most = 3 // "Fritz Karl Beispiel"
			}
			to, i = end, end
			if genitive {
				return to
			}
		default:
			if words == 0 {
				return 0 // only initials
			}
			if s.isRoman(i) && s.is(i+1, ".") && s.joined(i+1) {
				return i + 2 // "Johannes XXIII."
			}
			return to
		}
		if i >= len(s.tokens) || s.column(i) || s.looks(i, newLine) && (words > 1 || words == 1 && (initials || s.blankLine(i))) {
			return to // an address, or a list
		}
	}
	if s.isRoman(i) && s.is(i+1, ".") && s.joined(i+1) {
		return i + 2 // "Johannes Paul II."
	}
	return to
}

// blankLine tells whether an empty line is before token i.
func (s *scan) blankLine(i int) bool {
	return i > 0 && strings.Count(s.body[s.tokens[i-1].end:s.tokens[i].start], "\n") > 1
}

// isRoman tells whether token i is a Roman number below 40.
func (s *scan) isRoman(i int) bool {
	return s.looks(i, capital) && strings.Trim(s.text(i), "IVX") == "" && s.follows(i)
}

// isInitial tells whether token i is a capital letter with a full stop.
func (s *scan) isInitial(i int) bool {
	return s.looks(i, capital) && !s.looks(i, allCaps) && s.to(i)-s.tokens[i].from == 1 && s.is(i+1, ".") && s.joined(i+1)
}

func (s *scan) to(i int) int32 { return s.tokens[i].to }

// endsInGenitive tells whether a word may be a name's genitive: it ends in s and is
// no given name that does.
func (s *scan) endsInGenitive(i int) bool {
	f := s.fold(i)
	return len(f) > 3 && f[len(f)-1] == 's' && f[len(f)-2] != 's' && !s.detail(i, endsInS)
}

// role reads an office without a person: "Vorsitzenden des Föderationsrates
// Russlands", "chairman of the Federal Reserve". Who holds it is not said, and not
// read. With a name behind it there is no such fact.
func (s *scan) role(i int) (mention, bool) {
	n := mention{from: i, kind: Role, rule: "office-of"}
	l, _ := s.tokens[i].entry.of(office)
	switch {
	case l.value != 2 && s.may("de") && (s.is(i+1, "des") || s.is(i+1, "der")) && s.isNameWord(i+2) && s.follows(i+2):
		n.to = s.run(i+2, 1, noLinks)
		if s.is(n.to, "fur") && s.follows(n.to) {
			if to := s.germanList(n.to + 1); to > 0 {
				n.to = to
			}
		}
		if m, _ := countries(); s.looks(n.to, capital) && s.follows(n.to) {
			to, e := s.longest(m, n.to)
			if to == 0 || !e[0].Genitive {
				return n, false
			}
			n.to = to
		}
		if s.detail(i-1, deputy) {
			n.from--
		}
	case l.value != 1 && s.may("en") && s.is(i+1, "of"):
		first := i + 2
		if s.is(first, "the") {
			first++
		}
		if !s.isNameWord(first) || !s.follows(first) {
			return n, false
		}
		n.to = s.run(first, 5, allLinks)
	default:
		return n, false
	}
	if s.is(n.to, ",") && s.isNameWord(n.to+1) && s.isNameWord(n.to+2) {
		return n, false
	}
	for k := i + 1; k < n.to; k++ {
		if s.looks(k, newLine) && l.value != 1 && s.may("en") || s.column(k) {
			return n, false // lines of a signature
		}
	}
	// What it is of has a name in quotation marks: "der AG „Gutes Essen“".
	if s.is(n.to, "\"") || s.is(n.to, "„") || s.is(n.to, "»") || s.is(n.to, "“") {
		return n, s.joined(n.to) && !s.looks(n.to, spaced)
	}
	return n, true
}
