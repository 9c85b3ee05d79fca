package evidence

import "strings"

// isbn reads an International Standard Book Number (ISO 2108) behind the word at
// token i, "ISBN", "ISBN-13:" or the like: ten or thirteen digits with hyphens or
// spaces between, whose check digit is right. The normal form has thirteen digits.
func (s *scan) isbn(i int) (Fact, bool) {
	j := i + 1
	for j < len(s.tokens) && j < i+5 && !(s.looks(j, isDigits) && !(s.isLabel(j) && s.is(j-1, "-")) || s.looks(j, isWord)) {
		if s.looks(j, isSign) && strings.IndexByte("-:.=–(), ", s.body[s.tokens[j].start]) < 0 && s.tokens[j].end-s.tokens[j].start == 1 {
			return Fact{}, false
		}
		j++
	}
	if j < len(s.tokens) && s.isLabel(j) && j <= i+2 { // "ISBN 13: 978…", "ISBN-10 3…"
		if f, ok := s.isbnAt(int(s.tokens[j].start), "isbn"); ok {
			return f, true
		}
		for j++; j < len(s.tokens) && s.looks(j, isSign); j++ {
		}
	}
	if j >= len(s.tokens) {
		return Fact{}, false
	}
	return s.isbnAt(int(s.tokens[j].start), "isbn")
}

// isLabel tells whether token j is the 10 or 13 of "ISBN-13".
func (s *scan) isLabel(j int) bool { return s.is(j, "10") || s.is(j, "13") }

// isbn13 reads one without the word before it: 978 or 979 and four groups with
// hyphens between.
func (s *scan) isbn13(i int) (Fact, bool) {
	start := int(s.tokens[i].start)
	if !s.is(i, "978") && !s.is(i, "979") || start > s.at.Start && (wordByte(s.body[start-1]) || strings.IndexByte("-_./", s.body[start-1]) >= 0) {
		return Fact{}, false
	}
	f, ok := s.isbnAt(start, "digits")
	return f, ok && strings.Count(s.body[f.Span.Start:f.Span.End], "-") == 4
}

func (s *scan) isbnAt(start int, rule string) (Fact, bool) {
	text := s.rest(start)
	var digits [13]byte
	n, end := 0, 0
	for i := 0; i < len(text) && n < len(digits); i++ {
		c := text[i]
		switch {
		case asciiDigit(c):
			digits[n] = c
			n++
			end = i + 1
			continue
		case (c == '-' || c == ' ') && i == end && n > 0:
			continue
		case strings.HasPrefix(text[i:], "‐"), strings.HasPrefix(text[i:], "‑"), strings.HasPrefix(text[i:], "–"):
			if i == end {
				i += len("–") - 1
				end = i + 1
				continue
			}
		}
		break
	}
	if n == 13 && (end == len(text) || !wordByte(text[end])) {
		if normal := string(digits[:]); (normal[:3] == "978" || normal[:3] == "979") && isbnCheck(normal[:12]) == normal[12] {
			return s.code(ISBN, rule, start, start+end, normal)
		}
	}
	return s.isbn10(start, rule)
}

// isbn10 reads the older form, whose check digit is modulo 11.
func (s *scan) isbn10(start int, rule string) (Fact, bool) {
	text := s.rest(start)
	var digits [10]byte
	n, end, sum := 0, 0, 0
	for i := 0; i < len(text) && n < 10; i++ {
		c := text[i]
		if (c == '-' || c == ' ') && i == end && n > 0 {
			continue
		}
		value := int(c - '0')
		if c|0x20 == 'x' && n == 9 {
			value = 10
		} else if !asciiDigit(c) {
			return Fact{}, false
		}
		sum += value * (10 - n)
		digits[n] = c
		n++
		end = i + 1
	}
	if n < 10 || sum%11 != 0 || end < len(text) && (wordByte(text[end]) || text[end] == '-' && end+1 < len(text) && asciiDigit(text[end+1])) {
		return Fact{}, false
	}
	normal := "978" + string(digits[:9])
	return s.code(ISBN, rule, start, start+end, normal+string(isbnCheck(normal)))
}

// isbnCheck returns the check digit of twelve digits: weights 1 and 3, modulo 10.
func isbnCheck(twelve string) byte {
	sum := 0
	for i := range 12 {
		sum += int(twelve[i]-'0') * (1 + 2*(i%2))
	}
	return byte('0' + (10-sum%10)%10)
}
