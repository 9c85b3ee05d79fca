// Package word turns text into folded words with their spans. The index, the
// search and the matching of names all go through it, so that what one of them
// calls a word the others find.
//
// # What a word is
//
// A word is a maximal run of letters, digits and marks (Unicode categories L, N
// and M); everything else separates: hyphen, apostrophe, comma, point,
// underscore, and each byte that is no UTF-8. This is plainer than the word
// boundaries of UAX #29, which keep "can't" and "83,7" whole: here they are
// "can" "t" and "83" "7", and a query for them is a phrase. Three rules add to
// it:
//
//   - Han, Hiragana, Katakana, Thai, Lao, Khmer and Myanmar are written without
//     spaces: each letter, with the marks after it, is a word.
//   - Format characters (Cf: soft hyphen, ZWJ, ZWNJ, word joiner, direction
//     marks) do not end a word, as in rule WB4 of UAX #29, nor do variation
//     selectors, which are marks. The span of the word covers them when the word
//     goes on behind them. ZERO WIDTH SPACE and the interlinear annotation
//     characters do separate.
//   - A word has at most 512 folded bytes. What is longer is cut between runes
//     into successive words, and nothing is lost. (FTS5 cuts tokens of more than
//     32,768 bytes and says nothing.)
//
// # The fold
//
// Each rune is folded by itself, by these steps until nothing changes:
//
//   - NFKD (UAX #15): accents come apart, ligatures, width and compatibility
//     forms become plain letters and digits ("ﬁ" is "fi", "㎏" is "kg").
//   - Marks of categories Mn and Me are dropped: ä is a, never ae. That ä may
//     stand for ae is a question for the query. Spacing marks (Mc) stay.
//   - Case is folded (the classes C and S of CaseFolding.txt; which member of a
//     class stands for it is the lower case of the class's first). Of the full
//     foldings (F) NFKD leaves only ß and ẞ, which are "ss". No Turkic rules.
//   - Letters that Unicode does not decompose are spelt out by a small table
//     (letters.go): æ is ae, ø is o, ł is l, ı is i.
//
// What NFKD yields besides letters, digits and marks is dropped at either end:
// "⒈" is "1" and not "1.". A character that would become more than one word (½
// is 1⁄2, ㍻ is 平成) is kept as it is and is a word of its own, for "12" must
// not find ½. The trade mark and service mark signs separate: "Findbuch™" is
// "findbuch".
//
// A folded word holds only a–z, 0–9 and bytes from 0x80 up. The "ascii"
// tokenizer of SQLite's FTS5 passes these through unchanged. Folding a folded
// word gives that word.
//
// The fold follows the Unicode tables of the Go release and of golang.org/x/text
// that it is built with. A test holds a digest over the fold of every rune.
package word

import (
	"unicode/utf8"

	"findbuch/store/span"
)

// Version is the version of the fold. It is stored with the index; any change of
// what is folded raises it.
const Version = 1

// maxFolded is the most bytes that a folded word has.
const maxFolded = 512

// Scanner walks the words of a text in order, without allocating. The zero
// Scanner has no words until Reset.
type Scanner struct {
	text string
	next int // where the search for the next word starts
	at   span.Span
	n    int // bytes of buf in use
	buf  [maxFolded]byte
}

// Reset makes s walk text from its beginning. The text may hold any bytes.
func (s *Scanner) Reset(text string) {
	s.text, s.next, s.at, s.n = text, 0, span.Span{}, 0
}

// Span returns where the word lies: bytes of the text, half-open, cutting no
// UTF-8 sequence. Two words of a text never share a byte.
func (s *Scanner) Span() span.Span { return s.at }

// Folded returns the folded word, which is valid until Next or Reset.
func (s *Scanner) Folded() []byte { return s.buf[:s.n] }

// Next goes to the next word and tells whether there is one.
func (s *Scanner) Next() bool {
	s.n = 0
	for i := s.next; i < len(s.text); {
		if c := s.text[i]; c < utf8.RuneSelf {
			if asciiFold[c] != 0 {
				s.run(i)
				return true
			}
			i++
			continue
		}
		f, size := foldAt(s.text[i:])
		switch f.class {
		case letter, spacing:
			s.run(i)
			return true
		case alone:
			s.single(i, f, size)
			return true
		}
		i += size
	}
	s.next = len(s.text)
	s.at = span.Span{Start: s.next, End: s.next}
	return false
}

// run takes the run of letters that starts at byte i.
func (s *Scanner) run(i int) {
	start, end := i, i
	text, n := s.text, 0
scan:
	for i < len(text) {
		c := text[i]
		if f := asciiFold[c]; f != 0 {
			if n == maxFolded {
				break
			}
			s.buf[n] = f
			n++
			i++
			end = i
			continue
		}
		if c < utf8.RuneSelf {
			break
		}
		f, size := foldAt(text[i:])
		switch f.class {
		case letter, spacing:
			if n+len(f.text) > maxFolded {
				break scan
			}
			n += copy(s.buf[n:], f.text)
			end = i + size
		case dropped:
			end = i + size
		case ignored:
		default:
			break scan
		}
		i += size
	}
	s.n, s.next = n, i
	s.at = span.Span{Start: start, End: end}
}

// single takes the rune at byte i, which is a word of its own, and its marks.
func (s *Scanner) single(i int, f folding, size int) {
	s.at = span.Span{Start: i, End: i + size}
	s.n = copy(s.buf[:], f.text)
	for i += size; i < len(s.text) && s.text[i] >= utf8.RuneSelf; i += size {
		f, size = foldAt(s.text[i:])
		switch {
		case f.class == spacing && s.n+len(f.text) <= maxFolded:
			s.n += copy(s.buf[s.n:], f.text)
			s.at.End = i + size
		case f.class == dropped:
			s.at.End = i + size
		case f.class == ignored:
		default:
			s.next = i
			return
		}
	}
	s.next = i
}

// AppendFolded appends the folded words of text to dst, one space between two,
// and one before the first when dst is not empty. It returns how many words it
// appended.
func AppendFolded(dst []byte, text string) (folded []byte, words int) {
	var s Scanner
	s.Reset(text)
	for s.Next() {
		if len(dst) > 0 {
			dst = append(dst, ' ')
		}
		dst = append(dst, s.Folded()...)
		words++
	}
	return dst, words
}

// Fold returns the folded words of a short text, such as a query or a name.
func Fold(text string) []string {
	var words []string
	var s Scanner
	s.Reset(text)
	for s.Next() {
		words = append(words, string(s.Folded()))
	}
	return words
}
