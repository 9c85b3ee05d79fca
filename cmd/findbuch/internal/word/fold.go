package word

import (
	"strings"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// class says what a rune does to a word.
type class uint8

const (
	separator class = iota // ends a word
	ignored                // inside a word: skipped, the word goes on
	dropped                // a mark that folds to nothing and belongs to the word before it
	letter                 // a letter or digit: starts or continues a run
	spacing                // a mark that stays: continues a run or a lone letter
	alone                  // a word of its own, with its marks
)

// folding is what becomes of a rune. The text is empty up to dropped, and not
// empty from letter on.
type folding struct {
	class class
	text  string
}

// asciiFold has the folded byte of each ASCII letter and digit and 0 for all else.
var asciiFold = func() (table [256]byte) {
	for c := byte('0'); c <= '9'; c++ {
		table[c] = c
	}
	for c := byte('a'); c <= 'z'; c++ {
		table[c], table[c-'a'+'A'] = c, c
	}
	return table
}()

// A page has the foldings of 256 runes. Pages are made when a text first needs
// them: all of Unicode would cost a start 0.3 s and 27 MB, a German text needs
// two pages. Two goroutines may make the same page; either serves.
type page [256]folding

var pages [(unicode.MaxRune + 1) / 256]atomic.Pointer[page]

// foldAt returns the folding of the first rune of text, which is not empty, and
// the number of bytes of that rune: 1, and a separator, for a byte that is no
// UTF-8.
func foldAt(text string) (folding, int) {
	r, size := utf8.DecodeRuneInString(text)
	p := pages[r/256].Load()
	if p == nil {
		p = newPage(r / 256)
	}
	return p[r%256], size
}

func newPage(number rune) *page {
	p := new(page)
	for i := range p {
		p[i] = foldRune(number*256 + rune(i))
	}
	pages[number].Store(p)
	return p
}

// foldRune is the fold as the package comment states it.
func foldRune(r rune) folding {
	switch kind := ownClass(r); kind {
	case ignored, dropped:
		return folding{class: kind}
	}
	if r == '™' || r == '℠' {
		return folding{class: separator}
	}
	text := string(r)
	for {
		next := foldStep(text)
		if next == text {
			break
		}
		text = next
	}
	if text == "" {
		return folding{class: dropped} // a halfwidth voicing mark, say
	}
	text = strings.TrimFunc(text, func(r rune) bool { return ownClass(r) < letter })
	if text == "" {
		return folding{class: separator}
	}
	if kind := joint(text); kind != separator {
		return folding{kind, text}
	}
	return folding{alone, string(r)}
}

// foldStep decomposes text, drops marks and folds case and letters, once.
func foldStep(text string) string {
	var out strings.Builder
	for _, r := range norm.NFKD.String(text) {
		if ownClass(r) == dropped {
			continue
		}
		r = foldCase(r)
		if spelt, ok := letters[r]; ok {
			out.WriteString(spelt)
			continue
		}
		out.WriteRune(r)
	}
	return out.String()
}

// foldCase returns the rune that stands for all that differ from r by case only.
func foldCase(r rune) rune {
	first := r
	for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
		first = min(first, other)
	}
	return unicode.ToLower(first)
}

// joint returns the class of a rune that folds to text, or separator if text is
// more than one word.
func joint(text string) class {
	first, size := utf8.DecodeRuneInString(text)
	kind := ownClass(first)
	for _, r := range text[size:] {
		switch next := ownClass(r); {
		case next == spacing:
		case next == letter && kind == letter:
		case next == letter && kind == spacing:
			kind = letter
		default:
			return separator
		}
	}
	return kind
}

// ownClass returns the class of a rune by its category and script alone, before
// it is decomposed.
func ownClass(r rune) class {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me):
		return dropped
	case unicode.Is(unicode.Mc, r):
		return spacing
	case r == '\u200B', '\uFFF9' <= r && r <= '\uFFFB':
		return separator
	case unicode.Is(unicode.Cf, r):
		return ignored
	case unicode.Is(unicode.Nd, r):
		return letter
	case !unicode.In(r, unicode.L, unicode.N):
		return separator
	case r == 'ー', unicode.In(r, unspaced...):
		return alone
	}
	return letter
}

// unspaced are the scripts written without spaces between words. The
// prolonged sound mark ー is shared between scripts and named beside them.
var unspaced = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana,
	unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
}
