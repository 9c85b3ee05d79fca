package evidence

import "strings"

// The patterns find names that a word beside them makes certain. They know no
// names: what they take is a run of words with capital letters, as far as the
// language's spelling tells where it ends. In German, where all nouns have them, that
// is one word, or two of a person.

// temporalSenses and numericSenses are those of words that end a name: "Anfang" in
// "die Stadt Anfang Oktober", "Monday".
const (
	temporalSenses = temporal18<<1 - temporal0
	numericSenses  = numeric19<<1 - numeric0
)

// pattern tries the patterns whose cue token i is.
func (s *scan) pattern(i int, found []mention) []mention {
	sense := s.tokens[i].sense
	n, ok := mention{}, false
	if sense&placeCue != 0 {
		n, ok = s.place(i)
	}
	if !ok && sense&facilityWord != 0 {
		n, ok = s.facility(i)
	}
	if !ok && sense&projectWord != 0 {
		n, ok = s.project(i)
	}
	if !ok && sense&(legalForm|companyEnd) != 0 {
		n, ok = s.company(i)
	}
	if !ok && sense&organisationHead != 0 {
		n, ok = s.organisation(i)
	}
	if !ok && sense&(honorific|office) != 0 {
		n, ok = s.person(i)
		if !ok && sense&office != 0 {
			n, ok = s.role(i)
		}
	}
	if ok {
		at := s.span(n.from, n.to)
		if n.value.Name == "" {
			n.value.Name = oneLine(at.Of(s.body))
		}
		found = append(found, n)
	}
	return found
}

// isNameWord tells whether token i may be a word of a name: with a capital letter,
// and none that names do not have.
func (s *scan) isNameWord(i int) bool {
	return s.looks(i, capital) && (s.tokens[i].sense&(temporalSenses|notInName) == 0 || s.shouted(i) && s.tokens[i].sense&temporalSenses == 0)
}

// isGiven tells whether token i may be part of a person's name.
func (s *scan) isGiven(i int) bool {
	return s.isNameWord(i) && s.tokens[i].sense&(languageNoun|legalForm|office|honorific|organisationHead|numericSenses) == 0 && !s.shouted(i)
}

// follows tells whether token i stands behind the one before it with nothing but
// white space between, in the same line unless wrapped is true.
func (s *scan) follows(i int) bool {
	return s.looks(i, spaced) && !s.looks(i, isSign)
}

// column tells whether token i begins another column of its line: a tab, or two
// spaces and more, are before it.
func (s *scan) column(i int) bool {
	if i <= 0 || i >= len(s.tokens) || !s.looks(i, spaced) || s.looks(i, newLine) {
		return false
	}
	gap := s.body[s.tokens[i-1].end:s.tokens[i].start]
	return len(gap) > 1 && (gap[0] == ' ' && gap[1] == ' ') || strings.IndexByte(gap, '\t') >= 0
}

// links says which small words may stand within a run.
type links uint8

const (
	noLinks  links = iota
	without        // "of", "für", "&", but not "and": "Ulm and Acme Corp." are two
	allLinks       // "and", too
)

// links tells whether token i is a small word within a name.
func (l links) has(s *scan, i int) bool {
	switch {
	case l == noLinks || !s.has(i, lowNameWord) || s.looks(i, capital) || !s.follows(i):
		return false
	case l == without:
		return s.is(i, "of") || s.is(i, "fur")
	}
	return true
}

// run returns the end of the run of at most so many name words that begins at
// token i; words with a hyphen between are one. A small word goes on only if a name
// word follows.
func (s *scan) run(i, most int, l links) int {
	to := i
	for words := 0; words < most && s.isNameWord(i); words++ {
		to = s.hyphened(i + 1)
		i = to
		if s.isNameWord(i) && s.follows(i) {
			continue
		}
		for k := i; k < i+3 && (l.has(s, k) || l != noLinks && s.is(k, "&")); k++ {
			if s.isNameWord(k+1) && s.follows(k+1) {
				i = k + 1
				break
			}
		}
		if i == to {
			break
		}
	}
	return to
}

// mostParts bounds what a name may repeat (parts of compounds, adjectives, titles,
// legal forms), so that no text makes the work grow with its square.
const mostParts = 8

// hyphened returns the end of what hangs on the word before token to by hyphens.
func (s *scan) hyphened(to int) int {
	for n := 0; n < mostParts && s.is(to, "-") && s.joined(to) && s.looks(to+1, isWord|isDigits) && s.joined(to+1); n++ {
		to += 2
	}
	return to
}

// back returns where the run of at most so many name words begins that ends before
// token i.
func (s *scan) back(i, most int, l links) int {
	from := i
	for words := 0; words < most && from > 0 && (s.follows(from) || s.looks(from, isSign)); words++ {
		k := from - 1
		if s.is(k, "&") || words > 0 && l.has(s, k) {
			k--
			if words > 0 && l.has(s, k) && s.is(k+1, "the") {
				k--
			}
		}
		for n := 0; n < mostParts && s.is(k-1, "-") && s.joined(k) && s.joined(k-1) && s.looks(k-2, isWord|isDigits); n++ {
			k -= 2
		}
		if !s.isNameWord(k) || s.looks(from, newLine) && s.shouted(k) && !s.shouted(from) { // a heading
			break
		}
		from = k
	}
	return from
}

// startsCountry tells whether a country's name begins at token i.
func (s *scan) startsCountry(i int) bool {
	if i >= len(s.tokens) {
		return false
	}
	m, _ := countries()
	to, _ := s.longest(m, i)
	return to > 0
}

// isCountry tells whether the tokens [from, to) are a country's name.
func (s *scan) isCountry(from, to int) bool {
	m, _ := countries()
	end, _ := s.longest(m, from)
	return end >= to
}

// oneLine returns a name with single spaces.
func oneLine(name string) string {
	clean := true
	for i := range len(name) {
		if c := name[i]; c == '\n' || c == '\r' || c == '\t' || c == ' ' && i > 0 && name[i-1] == ' ' {
			clean = false
		}
	}
	if clean {
		return name
	}
	out := make([]byte, 0, len(name))
	for i := range len(name) {
		c := name[i]
		if c == '\n' || c == '\r' || c == '\t' {
			c = ' '
		}
		if c != ' ' || len(out) == 0 || out[len(out)-1] != ' ' {
			out = append(out, c)
		}
	}
	return string(out)
}
