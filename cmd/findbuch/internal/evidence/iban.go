package evidence

import (
	"strings"
	"sync"
)

// ibanLengths are those of the IBAN registry (SWIFT, release 98).
var ibanLengths = sync.OnceValue(func() map[string]int {
	lengths := map[string]int{}
	for n, countries := range map[int]string{
		15: "NO", 16: "BE", 18: "DK FI FO GL NL SD FK", 19: "MK SI", 20: "AT BA EE KZ LT LU XK MN",
		21: "CH HR LI LV", 22: "BG BH CR DE GB GE IE ME RS VA", 23: "AE IL IQ OM TL SO",
		24: "AD CZ ES MD PK RO SA SE SK TN VG", 25: "PT ST LY", 26: "IS TR", 27: "FR GR IT MC MR SM BI DJ",
		28: "AL AZ BY CY DO GT HU LB PL NI SV", 29: "BR PS QA UA EG", 30: "JO KW MU YE", 31: "MT SC", 32: "LC", 33: "RU",
	} {
		for _, c := range strings.Fields(countries) {
			lengths[c] = n
		}
	}
	return lengths
})

// iban reads an International Bank Account Number (ISO 13616) that begins with the
// word at token i: a country that has them, in capitals, two digits and as many
// letters and digits as the country's have, in one run or in groups of four; its
// remainder by 97 (ISO 7064) must be 1. The normal form has no spaces.
func (s *scan) iban(i int) (Fact, bool) {
	start := int(s.tokens[i].start)
	text := s.rest(start)
	if len(text) < 15 || !asciiDigit(text[2]) || !asciiDigit(text[3]) || start > s.at.Start && strings.IndexByte("_-./", s.body[start-1]) >= 0 {
		return Fact{}, false
	}
	length := ibanLengths()[text[:2]]
	var normal [34]byte
	n, end := 0, 0
	for i := 0; i < len(text) && n < length; i++ {
		c := text[i]
		if c == ' ' && n%4 == 0 && i == end {
			continue
		}
		if c == '\xC2' && n%4 == 0 && strings.HasPrefix(text[i:], "\u00A0") {
			i++
			continue
		}
		if !asciiDigit(c) && (c < 'A' || c > 'Z') {
			return Fact{}, false
		}
		normal[n] = c
		n++
		end = i + 1
	}
	if length == 0 || n < length || end < len(text) && wordByte(text[end]) || ibanRemainder(normal[:n]) != 1 {
		return Fact{}, false
	}
	return s.code(IBAN, "checked", start, start+end, string(normal[:n]))
}

// ibanRemainder takes the number, its first four signs put last and letters as
// numbers from 10, modulo 97.
func ibanRemainder(number []byte) (remainder int) {
	for i := range number {
		c := number[(i+4)%len(number)]
		if asciiDigit(c) {
			remainder = (remainder*10 + int(c-'0')) % 97
		} else {
			remainder = (remainder*100 + int(c-'A') + 10) % 97
		}
	}
	return remainder
}
