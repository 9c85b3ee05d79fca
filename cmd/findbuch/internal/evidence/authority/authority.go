// Package authority reads lists of names and finds the names in texts.
//
// # A list
//
// A list is a file of entries: things that have an id, a type and one or more
// names. Four formats are read (read.go): CSV, JSON lines, SKOS in Turtle, and
// the JSON lines of FollowTheMoney. An error names the line.
//
// # What is a match
//
// Names are compared word by word, by the folded words of package word; so case,
// accents and hyphens between words make no difference ("Saudi Arabien" is
// "Saudi-Arabien"). Beyond that:
//
//   - The last word may have a German genitive -s or -es, if the caller allows it.
//   - Where a word of the name begins with a capital letter, the text must have one
//     there, too; where it is all capitals ("WHO"), all must be. Entries with Case
//     AnyCase need none of this; with SameCase the text must be the name, letter
//     by letter.
//   - Of the names that begin at a word the caller wants the longest.
//   - Entries with AmbiguousAlone ("Essen", "Reading") are found, but marked: they
//     count only beside a word that tells what they are.
//   - A name that several entries share gives all of them, 16 at most.
//
// # How
//
// A Matcher is a table of hashes of word sequences over one arena of bytes, about
// 60 bytes a name beyond the name and id themselves. A second table says, for
// each first word, how many words the longest name behind it has; nearly all
// words of a text are done with there. There is no automaton: it would take a
// multiple of the memory, and the words are cut already.
package authority

import (
	"errors"
	"fmt"
	"strings"

	"findbuch/cmd/findbuch/internal/word"
)

// Case says what of a name's case a text must have.
type Case uint8

// The cases.
const (
	Capitals Case = iota // capital letters where the name has them
	AnyCase
	SameCase
)

// Entry is a thing with its names.
type Entry struct {
	ID             string
	Type           string   // one of Types
	Names          []string // the first is the one to show
	Language       string   // texts in which it counts, ISO 639-1; "": all
	Country        string   // ISO 3166-1 alpha-2, or ""
	Case           Case
	AmbiguousAlone bool // needs a cue
}

// The most that an entry may have, and a list.
const (
	maxWords    = 31   // of a name
	maxName     = 1000 // bytes
	maxNames    = 1000 // of an entry
	maxID       = 1000 // bytes
	maxArena    = 1 << 31
	maxSharing  = 16 // entries of one name
	maxInterned = 1 << 16
)

// check tells what is wrong with an entry.
func (e Entry) check() error {
	switch {
	case e.ID == "":
		return errors.New("an entry without id")
	case len(e.ID) > maxID:
		return fmt.Errorf("an id of more than %d bytes", maxID)
	case KindOf(e.Type) == "":
		return fmt.Errorf("the type %.40q is unknown; known are %s", e.Type, strings.Join(Types(), ", "))
	case len(e.Names) == 0:
		return fmt.Errorf("the entry %.40q has no name", e.ID)
	case len(e.Names) > maxNames:
		return fmt.Errorf("the entry %.40q has more than %d names", e.ID, maxNames)
	case e.Country != "" && !isCountry(e.Country):
		return fmt.Errorf("the country %.40q is no code of two capital letters", e.Country)
	case e.Language != "" && !isLanguage(e.Language):
		return fmt.Errorf("the language %.40q is no code of two or three small letters", e.Language)
	}
	for _, name := range e.Names {
		if err := checkName(name); err != nil {
			return err
		}
	}
	return nil
}

func checkName(name string) error {
	if len(name) > maxName {
		return fmt.Errorf("a name of more than %d bytes", maxName)
	}
	var words word.Scanner
	words.Reset(name)
	n := 0
	for words.Next() {
		n++
	}
	switch {
	case n == 0:
		return fmt.Errorf("the name %.40q has no word", name)
	case n > maxWords:
		return fmt.Errorf("the name %.40q… has more than %d words", name, maxWords)
	}
	return nil
}

func isCountry(code string) bool {
	return len(code) == 2 && 'A' <= code[0] && code[0] <= 'Z' && 'A' <= code[1] && code[1] <= 'Z'
}

func isLanguage(code string) bool {
	for i := range len(code) {
		if code[i] < 'a' || code[i] > 'z' {
			return false
		}
	}
	return len(code) == 2 || len(code) == 3
}
