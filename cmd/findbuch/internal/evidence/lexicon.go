package evidence

import (
	"strings"
	"sync"
)

// sense is what a word may mean, a bit each; a word may have several ("May",
// "Mark", "second").
type sense uint64

// The senses, by family.
const (
	abbreviation sense = 1 << iota // "Nr", "bzw": a full stop behind it ends no sentence

	// temporal: the next 19
	temporal0
	temporal1
	temporal2
	temporal3
	temporal4
	temporal5
	temporal6
	temporal7
	temporal8
	temporal9
	temporal10
	temporal11
	temporal12
	temporal13
	temporal14
	temporal15
	temporal16
	temporal17
	temporal18

	// numeric: the next 20
	numeric0
	numeric1
	numeric2
	numeric3
	numeric4
	numeric5
	numeric6
	numeric7
	numeric8
	numeric9
	numeric10
	numeric11
	numeric12
	numeric13
	numeric14
	numeric15
	numeric16
	numeric17
	numeric18
	numeric19

	// names: the next 20
	name0
	name1
	name2
	name3
	name4
	name5
	name6
	name7
	name8
	name9
	name10
	name11
	name12
	name13
	name14
	name15
	name16
	name17
	name18
	name19
)

// lexeme is a word with one of its senses.
type lexeme struct {
	word  string // folded, one word of package word
	sense sense
	value int64  // what it is there: the number of the month, say
	text  string // a code that belongs to it: "EUR"
}

// entry is a word with all its senses.
type entry struct {
	senses  sense
	lexemes []lexeme
}

// of returns the first lexeme that has one of the senses.
func (e *entry) of(any sense) (lexeme, bool) {
	if e == nil || e.senses&any == 0 {
		return lexeme{}, false
	}
	for _, l := range e.lexemes {
		if l.sense&any != 0 {
			return l, true
		}
	}
	return lexeme{}, false
}

// dictionary finds words. Most words of a text mean nothing here, and most of
// these are told by a bit for their ends and length: a look at the map takes
// longer than all else that is done with a word.
type dictionary struct {
	words map[string]*entry
	maybe [1 << 16 / 64]uint64
}

// bit is the place of a word's bit: of its first two bytes, its last and its
// length.
func bit(word []byte) uint {
	first, second, last := uint(word[0]), uint(0), uint(word[len(word)-1])
	if len(word) > 1 {
		second = uint(word[1])
	}
	return (first*0x9E3B ^ second*0x58D1 ^ last*0x2F65 ^ uint(len(word))*0x7A4D) >> 4 & (1<<16 - 1)
}

// find returns a word's entry, nil when it has none.
func (d *dictionary) find(word []byte) *entry {
	if at := bit(word); d.maybe[at/64]>>(at%64)&1 == 0 {
		return nil
	}
	return d.words[string(word)]
}

// lexicon is made of the families' tables when the first text is read.
var lexicon = sync.OnceValue(func() *dictionary {
	words := map[string]*entry{}
	for _, table := range [][]lexeme{abbreviations(), temporalWords(), nameWords(), codeWords, numeralLexemes()} {
		for _, l := range table {
			e := words[l.word]
			if e == nil {
				e = &entry{}
				words[l.word] = e
			}
			e.senses |= l.sense
			e.lexemes = append(e.lexemes, l)
		}
	}
	d := &dictionary{words: words}
	for word := range words {
		at := bit([]byte(word))
		d.maybe[at/64] |= 1 << (at % 64)
	}
	return d
})

// abbreviations are those of running text, German and English.
func abbreviations() []lexeme {
	return lexemes(abbreviation, `nr bzw ca dr prof usw vgl str st evtl ggf inkl exkl max min mio mrd tsd
	jan feb mar mrz apr jun jul aug sep sept okt oct nov dez dec mo di mi do fr sa so mr mrs ms vs etc no fig vol
	geb verh gest jh jhd chr abs art aufl bd hrsg sog tel co inc ltd corp gen col gov sen rep hon rev`)
}

// lexemes gives words one sense.
func lexemes(s sense, words string) (table []lexeme) {
	for _, w := range strings.Fields(words) {
		table = append(table, lexeme{word: w, sense: s})
	}
	return table
}
