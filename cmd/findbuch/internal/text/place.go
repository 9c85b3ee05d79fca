package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// cursor is a place in the beginning of a block.
type cursor struct {
	s  string
	at int // bytes; never inside a UTF-8 sequence
}

// skip passes white space and then token, if it is there.
func (c *cursor) skip(token string) bool {
	rest := strings.TrimLeftFunc(c.s[c.at:], unicode.IsSpace)
	if !strings.HasPrefix(rest, token) {
		return false
	}
	c.at = len(c.s) - len(rest) + len(token)
	return true
}

// word returns the word ahead after white space and where it ends: letters
// with . ' ’ - and / inside or at the end, but no dash of two hyphens.
func (c cursor) word() (word string, end int) {
	rest := strings.TrimLeftFunc(c.s[c.at:], unicode.IsSpace)
	start := len(c.s) - len(rest)
	n := 0
	for i, r := range rest {
		joins := i > 0 && strings.ContainsRune(".'’-/", r)
		if !unicode.IsLetter(r) && !unicode.IsMark(r) && !joins || strings.HasPrefix(rest[i:], "--") {
			break
		}
		n = i + utf8.RuneLen(r)
	}
	word = rest[:n]
	if len(word) > 1 { // a hyphen or slash at the end belongs to what follows
		word = strings.TrimRight(word, "-/")
	}
	return word, start + len(word)
}

const maxPlaceWords = 6

// placeLinks are the words in small letters inside names of places.
var placeLinks = map[string]bool{
	"am": true, "an": true, "auf": true, "bei": true, "der": true, "dem": true, "den": true,
	"im": true, "in": true, "ob": true, "vor": true, "und": true, "zu": true, "unter": true,
	"of": true, "the": true, "and": true, "upon": true, "on": true, "de": true, "del": true,
	"do": true, "da": true, "la": true, "le": true, "les": true, "sur": true, "en": true,
	"v.d.": true, "a.": true, "a.d.": true, "i.": true, "d.": true,
}

// atDate tells whether a date is ahead.
func (c cursor) atDate() bool { return c.date(&Dateline{}) }

// place parses the name of a place: up to six capitalised words, which small
// ones may link, and perhaps one more in parentheses. It stops before a date. A
// single word of up to keep letters, all in capitals, is taken for an
// abbreviation.
func (c *cursor) place(keep int) (string, bool) {
	var words []string
	for len(words) < maxPlaceWords {
		if len(words) > 0 && c.atDate() {
			break
		}
		word, end := c.word()
		if word == "" || !isCapitalised(word) && (len(words) == 0 || !placeLinks[word]) {
			break
		}
		words = append(words, word)
		c.at = end
	}
	if len(words) == 0 || placeLinks[words[len(words)-1]] {
		return "", false
	}
	name := usualCase(words, keep)
	if more, ok := c.qualifier(); ok {
		name += " " + more
	}
	return name, true
}

// isCapitalised tells whether word begins with a capital letter, or with "a."
// before one: "a.M.".
func isCapitalised(word string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimPrefix(word, "a."))
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

// qualifier parses the "(Oder)" of "Frankfurt (Oder)", unless an agency is
// named so.
func (c *cursor) qualifier() (string, bool) {
	p := *c
	if !p.skip("(") {
		return "", false
	}
	word, end := p.word()
	p.at = end
	if !isCapitalised(word) || isAgency(word) || !p.skip(")") {
		return "", false
	}
	*c = p
	return "(" + usualCase([]string{word}, 0) + ")", true
}

// usualCase joins words and writes those all in capitals as usual: "FRANKFURT
// AM MAIN" as "Frankfurt am Main". Abbreviations with full stops such as "D.C." are
// kept, and so is a single word of up to keep letters.
func usualCase(words []string, keep int) string {
	for i, word := range words {
		lower := strings.ToLower(word)
		switch {
		case word != strings.ToUpper(word), strings.Contains(strings.TrimSuffix(word, "."), "."):
		case i > 0 && placeLinks[lower]:
			words[i] = lower
		case len(words) > 1 || utf8.RuneCountInString(word) > keep:
			words[i] = capitalise(lower)
		}
	}
	return strings.Join(words, " ")
}

// capitalise writes the first letter large, and that after a hyphen, a slash or
// an article: "Baden-Baden", "L'Aquila".
func capitalise(lower string) string {
	letters := []rune(lower)
	for i, r := range letters {
		if i == 0 || strings.ContainsRune("-/", letters[i-1]) ||
			i == 2 && strings.ContainsRune("'’", letters[1]) {
			letters[i] = unicode.ToTitle(r)
		}
	}
	return string(letters)
}
