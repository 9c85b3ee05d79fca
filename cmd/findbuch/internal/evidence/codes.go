package evidence

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"findbuch/store/span"
)

// codes reads what was made for machines: e-mail addresses, URLs, DOIs, ISBNs and
// IBANs, one file each. The normal form is in Value.Code. They are found by a sign
// or word that begins them, and then read byte by byte, for white space ends them
// and not the words.
func codes(s *scan, facts []Fact) []Fact {
	first := len(facts)
	done := s.at.Start // no code begins before it
	for i := range s.tokens {
		t := &s.tokens[i]
		if int(t.start) < done {
			continue
		}
		var f Fact
		ok := false
		switch {
		case t.shape&isSign != 0:
			switch s.folded[t.from] {
			case '@':
				f, ok = s.email(i, done)
			case ':':
				f, ok = s.url(i, done)
			}
		case t.shape&isDigits != 0 && t.to-t.from == 2 && string(s.fold(i)) == "10":
			f, ok = s.doi(i)
		case t.shape&isDigits != 0 && t.to-t.from == 3, t.shape&isDigits != 0 && t.to-t.from == 13:
			f, ok = s.isbn13(i)
		case t.shape&isWord == 0:
		case t.sense&isbnWord != 0:
			f, ok = s.isbn(i)
		case t.shape&capital != 0 && t.to-t.from >= 4:
			f, ok = s.iban(i)
		case t.sense&wwwWord != 0:
			f, ok = s.www(i)
		}
		if !ok {
			continue
		}
		if n := len(facts); n > first && f.Span.Start < facts[n-1].Span.End {
			continue
		}
		facts = append(facts, f)
		done = f.Span.End
	}
	return facts
}

const (
	isbnWord = name18
	wwwWord  = name19
)

var codeWords = []lexeme{{word: "isbn", sense: isbnWord}, {word: "www", sense: wwwWord}}

// code makes a fact.
func (s *scan) code(kind Kind, rule string, start, end int, normal string) (Fact, bool) {
	return Fact{Kind: kind, Span: span.Span{Start: start, End: end}, Rule: rule, Stated: Value{Code: normal}}, true
}

// rest returns the passage from byte i on.
func (s *scan) rest(i int) string { return s.body[i:s.at.End] }

// unpunctuated returns the length of an address without the signs of the sentence
// around it: full stops and the like at its end, and a closing bracket that it did
// not open.
func unpunctuated(address string) int {
	var open, shut [3]int // of ( [ {
	for i := range len(address) {
		if k := strings.IndexByte("([{", address[i]); k >= 0 {
			open[k]++
		} else if k := strings.IndexByte(")]}", address[i]); k >= 0 {
			shut[k]++
		}
	}
	n := len(address)
	for ; n > 0; n-- {
		last := address[n-1]
		if strings.IndexByte(".,;:!?'\"*_`|\\", last) >= 0 {
			continue
		}
		k := strings.IndexByte(")]}", last)
		if k < 0 || shut[k] <= open[k] {
			break
		}
		shut[k]--
	}
	return n
}

func isAlphanumeric(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z' }

func asciiDigit(c byte) bool { return '0' <= c && c <= '9' }

// host returns the length of the domain name (RFC 1123; letters of any script, RFC
// 5890) at the beginning of text: two labels at least, the last of letters, two or
// more, or an IDN's. 0: there is none.
func host(text string) int {
	end, label, labels := 0, 0, 0
	i := 0
	for ; i <= len(text); i++ {
		if i < len(text) && (isAlphanumeric(text[i]) || text[i] == '-' && i > label) {
			if i-label >= 63*4 {
				return 0
			}
			continue
		}
		if n := letterAt(text, i); n > 0 && !(i > label && text[i-1] < utf8.RuneSelf && startsIdeogram(text[i:])) {
			if i-label >= 63*4 {
				return 0
			}
			i += n - 1
			continue
		}
		if i == label || text[i-1] == '-' {
			break
		}
		labels++
		if labels > 1 && isTop(text[label:i]) {
			end = i
		} else {
			end = 0
		}
		if i == len(text) || text[i] != '.' || i > 255 {
			break
		}
		label = i + 1
	}
	return end
}

// letterAt returns the length of the letter, digit or mark beyond ASCII that is at
// byte i of a text; 0 if another sign is there ("»a@b.de«").
func letterAt(text string, i int) int {
	if i >= len(text) || text[i] < utf8.RuneSelf {
		return 0
	}
	r, n := utf8.DecodeRuneInString(text[i:])
	if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
		return 0
	}
	return n
}

// isIdeogram tells whether a rune is of the scripts of Chinese, Japanese and Korean.
func isIdeogram(r rune) bool {
	return r >= 0x2E80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

func startsIdeogram(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return isIdeogram(r)
}

// isTop tells whether a label may be a top-level domain.
func isTop(label string) bool {
	if strings.HasPrefix(label, "xn--") {
		return true
	}
	for i := range len(label) {
		if c := label[i]; c < 0x80 && (c|0x20 < 'a' || c|0x20 > 'z') {
			return false
		}
	}
	return len(label) > 1
}
