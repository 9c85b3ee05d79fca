package evidence

import (
	"strings"
	"unicode/utf8"
)

// email reads an address around the sign @ at token i: a local part that is a
// dot-atom of RFC 5322 (quoted ones are not read; of RFC 6532's letters those of scripts
// with spaces), and a domain name. The normal
// form has the domain in small letters. Reserved examples count; made-up forms like
// "name@host" do not.
func (s *scan) email(i, done int) (Fact, bool) {
	const atext = "!#$%&'*+-/=?^_`{|}~." // of RFC 5322
	at := int(s.tokens[i].start)
	start := at
	for start > done && at-start <= 64 {
		if n := letterBefore(s.body[done:start]); n > 0 {
			start -= n
		} else if isAlphanumeric(s.body[start-1]) || strings.IndexByte(atext, s.body[start-1]) >= 0 {
			start--
		} else {
			break
		}
	}
	// What is around an address in a text is not part of it.
	for start < at && !isAlphanumeric(s.body[start]) && s.body[start] < utf8.RuneSelf && s.body[start] != '_' {
		start++
	}
	local := s.body[start:at]
	if i := strings.LastIndexAny(local, "/=`'|{}"); i >= 0 {
		start += i + 1
		local = local[i+1:]
	}
	n := host(s.rest(at + 1))
	if n == 0 || isUnit(s.rest(at + 1)[:n]) || local == "" || at-start > 64 || strings.Contains(local, "..") || local[len(local)-1] == '.' || !strings.ContainsFunc(local, isLetterOrDigit) {
		return Fact{}, false
	}
	end := at + 1 + n
	if end < s.at.End && strings.IndexByte("_@%", s.body[end]) >= 0 || letterBefore(s.body[s.at.Start:start]) > 0 {
		return Fact{}, false
	}
	return s.code(Email, "address", start, end, local+"@"+strings.ToLower(s.body[at+1:end]))
}

// letterBefore returns the length of the letter, digit or mark beyond ASCII that a text
// ends with; 0 if it ends with another sign, or an ideogram: what is written with these
// has no spaces, and its words stand before an address directly.
func letterBefore(text string) int {
	r, n := utf8.DecodeLastRuneInString(text)
	if r < utf8.RuneSelf || letterAt(text, len(text)-n) == 0 || isIdeogram(r) {
		return 0
	}
	return n
}

// isUnit tells whether what looks like a domain name ends as systemd's templates do
// ("user@1000.service"). None of these is a top-level domain.
func isUnit(name string) bool {
	switch strings.ToLower(name[strings.LastIndexByte(name, '.')+1:]) {
	case "service", "socket", "timer", "target", "mount", "automount", "slice", "scope", "swap", "device":
		return true
	}
	return false
}

func isLetterOrDigit(r rune) bool { return r >= 0x80 || isAlphanumeric(byte(r)) }
