package evidence

import "strings"

// doi reads a Digital Object Identifier (ISO 26324) that begins with the digits 10
// at token i: 10, a full stop, a registrant's code of four to nine digits that may be
// divided by full stops, a slash and the name. The normal form is in small letters,
// for DOIs are the same in any case. A "doi:" before is not part of the range.
func (s *scan) doi(i int) (Fact, bool) {
	start := int(s.tokens[i].start)
	if start > s.at.Start && strings.IndexByte(".,-_", s.body[start-1]) >= 0 {
		return Fact{}, false
	}
	n := doiLength(s.rest(start))
	if n == 0 {
		return Fact{}, false
	}
	return s.code(DOI, "number", start, start+n, strings.ToLower(s.body[start:start+n]))
}

// doiLength returns the length of the DOI at the beginning of text; 0: none.
func doiLength(text string) int {
	if !strings.HasPrefix(text, "10.") {
		return 0
	}
	slash, group := 0, 0
	for slash = 3; slash < len(text) && text[slash] != '/'; slash++ {
		if slash > 40 {
			return 0
		}
		switch c := text[slash]; {
		case asciiDigit(c):
			group++
		case c == '.' && group >= 4:
		default:
			return 0
		}
	}
	if group < 4 || group > 9+4 || slash+1 >= len(text) || !isAlphanumeric(text[slash+1]) {
		return 0
	}
	end := uriLength(text)
	name := text[slash+1 : max(end, slash+1)]
	if name == "" || !strings.ContainsAny(name, "0123456789") && len(name) < 4 {
		return 0
	}
	return end
}

// doiOf returns the DOI that an address without its scheme links to, in its normal
// form, and its end; "" if it links to none.
func doiOf(address string) (normal string, end int) {
	lower := strings.ToLower(address)
	for _, resolver := range []string{"doi.org/", "dx.doi.org/", "www.doi.org/"} {
		if rest, ok := strings.CutPrefix(lower, resolver); ok {
			if n := doiLength(rest); n > 0 {
				return rest[:n], len(resolver) + n
			}
		}
	}
	return "", 0
}
