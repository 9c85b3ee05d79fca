package evidence

import (
	"slices"
	"strings"
	"sync"

	"findbuch/cmd/findbuch/internal/word"
)

//go:generate go run cldr/generate.go

// money is what the name or sign of a currency says: its codes, in alphabetical
// order, more than one if it is ambiguous.
type money struct {
	codes []string
	exp   int  // power of ten of the unit that is named: -2 of "Cent"
	shy   bool // a code that may be another abbreviation
}

// currencyBook has all currencies, by folded name (see phraseKey), by sign and by
// code.
type currencyBook struct {
	names, signs, codes map[string]*money
	begins              *beginnings // of names
}

var currencies = sync.OnceValue(func() *currencyBook {
	b := &currencyBook{map[string]*money{}, map[string]*money{}, map[string]*money{}, nil}
	b.addCLDR()
	for codes, names := range rows(currencyAliases) {
		for _, name := range names {
			b.names[phraseKeyOf(name)] = &money{codes: strings.Split(codes, "|")}
		}
	}
	for codes, names := range rows(currencyParts) {
		for _, name := range names {
			b.names[phraseKeyOf(name)] = &money{codes: strings.Split(codes, "|"), exp: -2}
		}
	}
	cents := &money{codes: append([]string{"EUR"}, b.names["dollar"].codes...), exp: -2}
	slices.Sort(cents.codes)
	for _, name := range strings.Fields("cent cents eurocent eurocents") {
		b.names[name] = cents
	}
	for codes, signs := range rows(currencySigns) {
		for _, sign := range signs {
			b.signs[sign] = &money{codes: strings.Split(codes, "|")}
		}
	}
	for _, code := range strings.Fields(boldCodes) {
		b.codes[code] = &money{codes: []string{code}}
	}
	b.begins = beginningsOf(b.names)
	return b
})

func (b *currencyBook) addCLDR() {
	type currency struct {
		code   string
		tender bool
		names  []string
	}
	var all []currency
	tender := map[string]bool{} // of names: some currency of it is tender
	for line := range strings.Lines(cldrCurrencies) {
		fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(fields) < 3 {
			continue
		}
		c := currency{code: fields[0][:3], tender: fields[0][3] == '+'}
		for _, name := range strings.Split(fields[1], ";") {
			name, _, _ = strings.Cut(name, " (")
			c.names = append(c.names, phraseKeyOf(name))
		}
		for _, key := range c.names {
			tender[key] = tender[key] || c.tender
		}
		all = append(all, c)
		if c.tender {
			b.codes[c.code] = &money{codes: []string{c.code}, shy: true}
		}
		if fields[2] != "" && c.tender {
			for _, sign := range strings.Split(fields[2], ";") {
				if strings.Contains(sign, "$") || sign[0] >= 0x80 || sign == "Kč" || sign == "zł" {
					b.add(b.signs, sign, c.code)
				}
			}
		}
	}
	heads := map[string]bool{}
	for _, head := range strings.Fields(currencyHeads) {
		heads[head] = true
	}
	for _, c := range all {
		for _, key := range c.names {
			if tender[key] && !c.tender {
				continue // of the same name as its successor
			}
			if strings.Contains(key, " ") {
				b.add(b.names, key, c.code)
			}
			if head := key[strings.LastIndexByte(key, ' ')+1:]; heads[head] {
				b.add(b.names, head, c.code)
			} else if heads[head+"s"] {
				b.add(b.names, head+"s", c.code)
			}
		}
	}
}

func (b *currencyBook) add(table map[string]*money, key, code string) {
	m := table[key]
	if m == nil {
		m = &money{}
		table[key] = m
	}
	if !slices.Contains(m.codes, code) {
		m.codes = append(m.codes, code)
	}
}

// rows walks a table's lines: what stands first, then its names.
func rows(table string) func(func(string, []string) bool) {
	return func(yield func(string, []string) bool) {
		for line := range strings.Lines(table) {
			fields := strings.Split(strings.TrimSpace(line), "\t")
			for i := 0; i+1 < len(fields); i += 2 {
				if !yield(fields[i], strings.Split(fields[i+1], ";")) {
					return
				}
			}
		}
	}
}

// phraseKeyOf folds a name to the words by which it is found: all but the last
// without their ending, so that "Kanadische Dollar" finds "kanadischen Dollar".
func phraseKeyOf(name string) string {
	words := word.Fold(name)
	for i := range words[:max(0, len(words)-1)] {
		words[i] = string(stem([]byte(words[i])))
	}
	return strings.Join(words, " ")
}

// stem takes the ending off an adjective.
func stem(w []byte) []byte {
	for _, end := range [...]string{"er", "en", "em", "es", "e", "s"} {
		if n := len(w) - len(end); n >= 4 && string(w[n:]) == end {
			return w[:n]
		}
	}
	return w
}

// beginningsOf returns how the names of a table begin.
func beginningsOf[T any](names map[string]T) *beginnings {
	table := new(beginnings)
	for name := range names {
		first, _, several := strings.Cut(name, " ")
		table[beginning([]byte(first))] = true
		if several && len(first) < 3 { // "us dollar"
			table[beginning([]byte(first+" "))] = true
		}
	}
	return table
}

// phrase looks for the longest name that stands at token i, of up to four words
// with spaces or hyphens between, and returns the token behind it.
func phrase[T any](s *scan, i int, names map[string]T, begins *beginnings) (found T, next int) {
	if i >= len(s.tokens) || !begins[beginning(s.fold(i))] {
		return found, i
	}
	var room [96]byte
	key, next := room[:0], i
	for words := 0; words < 4 && i < len(s.tokens); words++ {
		if words > 0 && (s.is(i, "-") && s.joined(i) && s.joined(i+1) || s.is(i, ".") && words < 3 && len(s.fold(i-1)) == 1) {
			i++ // "US-Dollar", "U.S. dollars"
		}
		if !s.looks(i, isWord|isDigits) || words > 0 && s.tokens[i].shape&newLine != 0 && words > 1 {
			break
		}
		w := s.fold(i)
		if len(key)+len(w) >= cap(key) {
			break
		}
		front := len(key)
		key = append(key, w...)
		if t, ok := names[string(key)]; ok {
			found, next = t, i+1
		}
		key = append(key[:front], stem(w)...)
		key = append(key, ' ')
		i++
	}
	return found, next
}
