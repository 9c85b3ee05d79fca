package evidence

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"findbuch/cmd/findbuch/internal/word"
	"findbuch/store/span"
)

// token is a word, a run of digits, or a single sign of a passage. White space
// is none.
type token struct {
	start, end int32 // bytes of the body
	from, to   int32 // the folded word: bytes of scan.folded; of signs the sign itself
	entry      *entry
	sense      sense // of entry
	shape      shape
}

// shape tells how a token looks.
type shape uint8

const (
	isWord     shape = 1 << iota // letters, or letters and digits
	isDigits                     // digits 0-9 alone
	isSign                       // one rune that is neither
	capital                      // begins with a capital letter
	allCaps                      // more than one letter, all of them capital
	spaced                       // white space stands before it
	newLine                      // in which there is a line end
	endsClause                   // a sign that ends a sentence: see sentence
)

// scan is a passage on its way to facts. It is used for one after the other.
type scan struct {
	body    string
	options Options
	at      span.Span // of the passage
	tokens  []token
	folded  []byte
	words   word.Scanner
	lexicon *dictionary
}

// scans keeps the room for tokens from one text to the next: most texts are
// short, and to make it anew takes longer than to fill it.
var scans = sync.Pool{New: func() any { return &scan{lexicon: lexicon()} }}

func newScan(body string, o Options) *scan {
	s := scans.Get().(*scan)
	s.body, s.options = body, o
	return s
}

// mostKept bounds the room that is kept, tokens.
const mostKept = 1 << 16

// done gives the scan back.
func (s *scan) done() {
	if cap(s.tokens) > mostKept {
		return
	}
	s.body, s.options = "", Options{}
	s.words.Reset("")
	scans.Put(s)
}

// passage takes the tokens of a passage.
func (s *scan) passage(at span.Span) {
	s.at, s.tokens, s.folded = at, s.tokens[:0], s.folded[:0]
	text := at.Of(s.body)
	s.words.Reset(text)
	end := 0
	for s.words.Next() {
		w := s.words.Span()
		s.signs(text, end, w.Start)
		s.word(text, w, end)
		end = w.End
	}
	s.signs(text, end, len(text))
	s.markClauses()
}

// signs makes tokens of what stands between two words.
func (s *scan) signs(text string, from, to int) {
	space := shape(0)
	for i := from; i < to; {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			space |= spaced | newLine
		case r == ' ' || r == '\t' || r >= utf8.RuneSelf && unicode.IsSpace(r):
			space |= spaced
		default:
			at := int32(len(s.folded))
			s.folded = append(s.folded, text[i:i+n]...)
			s.tokens = append(s.tokens, token{start: int32(s.at.Start + i), end: int32(s.at.Start + i + n),
				from: at, to: int32(len(s.folded)), shape: isSign | space})
			space = 0
		}
		i += n
	}
}

func (s *scan) word(text string, w span.Span, before int) {
	at := int32(len(s.folded))
	s.folded = append(s.folded, s.words.Folded()...)
	t := token{start: int32(s.at.Start + w.Start), end: int32(s.at.Start + w.End), from: at, to: int32(len(s.folded))}
	t.shape = shapeOf(text[w.Start:w.End]) | spaceBefore(text[before:w.Start])
	if t.shape&isDigits == 0 {
		if e := s.lexicon.find(s.folded[at:]); e != nil {
			t.entry, t.sense = e, e.senses
		}
	}
	s.tokens = append(s.tokens, t)
}

// spaceBefore looks at the white space that a word follows directly.
func spaceBefore(between string) (space shape) {
	for len(between) > 0 {
		r, n := utf8.DecodeLastRuneInString(between)
		switch {
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029':
			space |= spaced | newLine
		case unicode.IsSpace(r):
			space |= spaced
		default:
			return space
		}
		between = between[:len(between)-n]
	}
	return space
}

func shapeOf(w string) shape {
	digits, letters, capitals := 0, 0, 0
	first := false
	for i, r := range w {
		switch {
		case '0' <= r && r <= '9':
			digits++
		case r < utf8.RuneSelf && 'A' <= r && r <= 'Z', r >= utf8.RuneSelf && unicode.IsUpper(r):
			letters++
			capitals++
			first = first || i == 0
		default:
			letters++
		}
	}
	switch {
	case letters == 0 && digits > 0:
		return isDigits
	case first && capitals == letters && letters > 1:
		return isWord | capital | allCaps
	case first:
		return isWord | capital
	}
	return isWord
}

// markClauses finds the signs that end a sentence: ! ? and … before white space,
// and a full stop that neither belongs to a number ("11. bis"), nor to a single
// letter or an abbreviation, nor is followed by a small letter.
func (s *scan) markClauses() {
	for i := range s.tokens {
		t := &s.tokens[i]
		if t.shape&isSign == 0 {
			continue
		}
		last := i+1 == len(s.tokens)
		switch s.folded[t.from] {
		case '!', '?':
			t.shape |= endsClause
		case '.':
			if last || s.stops(i) {
				t.shape |= endsClause
			}
		}
	}
}

func (s *scan) stops(i int) bool {
	next := s.tokens[i+1]
	if next.shape&spaced == 0 || next.shape&isWord != 0 && next.shape&capital == 0 {
		return false
	}
	if i == 0 {
		return true
	}
	before := s.tokens[i-1]
	switch {
	case before.shape&isDigits != 0:
		return next.shape&newLine != 0 && next.shape&capital != 0
	case before.end-before.start <= 1 && before.shape&isWord != 0:
		return false
	}
	return before.sense&abbreviation == 0
}

// sentence returns the tokens [from, to) of the sentence that token i is in.
func (s *scan) sentence(i int) (from, to int) {
	from, to = i, i
	for from > 0 && s.tokens[from-1].shape&endsClause == 0 {
		from--
	}
	for to < len(s.tokens) && s.tokens[to].shape&endsClause == 0 {
		to++
	}
	return from, min(to+1, len(s.tokens))
}

// text returns the token as it stands in the body.
func (s *scan) text(i int) string { return s.body[s.tokens[i].start:s.tokens[i].end] }

// fold returns the folded word, or the sign. It is valid until the next passage.
func (s *scan) fold(i int) []byte { return s.folded[s.tokens[i].from:s.tokens[i].to] }

// is tells whether token i exists and is this folded word or sign.
func (s *scan) is(i int, word string) bool {
	return i >= 0 && i < len(s.tokens) && string(s.fold(i)) == word
}

// has tells whether token i exists and has one of these senses.
func (s *scan) has(i int, any sense) bool {
	return i >= 0 && i < len(s.tokens) && s.tokens[i].sense&any != 0
}

// looks tells whether token i exists and has one of these shapes.
func (s *scan) looks(i int, any shape) bool {
	return i >= 0 && i < len(s.tokens) && s.tokens[i].shape&any != 0
}

// joined tells whether token i stands directly behind the one before it.
func (s *scan) joined(i int) bool {
	return i > 0 && i < len(s.tokens) && s.tokens[i].start == s.tokens[i-1].end
}

// span returns the range of the tokens [from, to).
func (s *scan) span(from, to int) span.Span {
	return span.Span{Start: int(s.tokens[from].start), End: int(s.tokens[to-1].end)}
}
