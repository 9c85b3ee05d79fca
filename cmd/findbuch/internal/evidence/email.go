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
	// What has a hyphen before it is the rest of something: "*123*``-done@a.de``".
	if start > s.at.Start && s.body[start-1] == '-' || strings.HasPrefix(local, "-") || s.isTorn(start) || isAlgorithm(local) || isMessage(local) {
		return Fact{}, false
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

// isTorn tells whether a word that ends with a hyphen is the end of the line before
// byte i, so that what begins there is the rest of something.
func (s *scan) isTorn(i int) bool {
	before := strings.TrimRight(s.body[s.at.Start:i], " \t\r")
	if !strings.HasSuffix(before, "\n") {
		return false
	}
	before = strings.TrimRight(before, " \t\r\n")
	return len(before) > 1 && before[len(before)-1] == '-' && wordByte(before[len(before)-2])
}

// algorithms begin the names of what Secure Shell agrees upon, which have a domain
// behind an @, and are no addresses (RFC 4251, 6).
var algorithms = []string{"aes", "chacha20", "curve25519", "ecdsa-", "hmac-", "rijndael", "rsa-", "sk-", "sntrup", "ssh-", "umac-"}

func isAlgorithm(local string) bool {
	if !strings.ContainsAny(local, "0123456789") || !strings.Contains(local, "-") {
		return false
	}
	for _, a := range algorithms {
		if strings.HasPrefix(local, a) {
			return true
		}
	}
	return false
}

// isMessage tells whether a local part is that of a Message-ID (RFC 5322, 3.6.4): it
// begins with a time, to the minute at least.
func isMessage(local string) bool {
	const minute = len("200601021504")
	digits := 0
	for digits < len(local) && asciiDigit(local[digits]) {
		digits++
	}
	return digits >= minute && digits < len(local) && local[digits] == '.'
}

// isUnit tells whether what looks like a domain name ends as systemd's templates do
// ("user@1000.service"). None of these is a top-level domain.
func isUnit(name string) bool {
	switch strings.ToLower(name[strings.LastIndexByte(name, '.')+1:]) {
	case "service", "socket", "timer", "target", "mount", "automount", "slice", "scope", "swap", "device", "journal":
		return true
	}
	return false
}

func isLetterOrDigit(r rune) bool { return r >= 0x80 || isAlphanumeric(byte(r)) }
