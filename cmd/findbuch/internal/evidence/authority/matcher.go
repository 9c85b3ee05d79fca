package authority

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"findbuch/cmd/findbuch/internal/word"
)

// Matcher finds the names of lists. It does not change and may be used by
// several goroutines.
type Matcher struct {
	arena   string // ids and names, one behind the other
	names   []name
	entries []entry
	slots   []uint32 // by hash of all words: index of a name + 1; linear probing
	firsts  []uint32 // by hash of the first word: 24 bits of it, and lengths
	strings []string // lists, types, countries, languages
	small   bool
}

// name is one name of one entry.
type name struct {
	hash   uint32
	at     uint32 // in the arena
	entry  uint32
	length uint16 // bytes
	words  uint8
	comma  bool // between two of its words
}

type entry struct {
	id                            uint32 // in the arena
	first                         uint32 // the name to show
	idLength                      uint16
	list, kind, country, language uint16 // strings
	letters                       Case
	ambiguous                     bool
}

// A Builder takes entries and makes a Matcher of them. The zero Builder is
// empty.
type Builder struct {
	arena   strings.Builder
	names   []name
	entries []entry
	strings []string
	index   map[string]uint16
}

// Add takes an entry of a list. On an error it is not taken.
func (b *Builder) Add(list string, e Entry) error {
	if err := e.check(); err != nil {
		return err
	}
	if b.arena.Len() > maxArena || len(b.strings)+4 > maxInterned {
		return fmt.Errorf("more names than fit")
	}
	own := entry{id: uint32(b.arena.Len()), idLength: uint16(len(e.ID)), first: uint32(len(b.names)),
		list: b.intern(list), kind: b.intern(e.Type), country: b.intern(e.Country), language: b.intern(e.Language),
		letters: e.Case, ambiguous: e.AmbiguousAlone}
	b.arena.WriteString(e.ID)
	for _, written := range e.Names {
		b.name(written)
	}
	b.entries = append(b.entries, own)
	return nil
}

func (b *Builder) name(written string) {
	n := name{at: uint32(b.arena.Len()), entry: uint32(len(b.entries)), length: uint16(len(written))}
	b.arena.WriteString(written)
	var words word.Scanner
	words.Reset(written)
	p, end := Prefix{hash: seed}, 0
	for words.Next() {
		at := words.Span()
		n.comma = n.comma || n.words > 0 && strings.ContainsRune(written[end:at.Start], ',')
		end = at.End
		p.add(words.Folded())
		n.words++
	}
	n.hash = short(p.hash)
	b.names = append(b.names, n)
}

func (b *Builder) intern(s string) uint16 {
	if i, ok := b.index[s]; ok {
		return i
	}
	if b.index == nil {
		b.index = map[string]uint16{}
	}
	i := uint16(len(b.strings))
	b.strings = append(b.strings, s)
	b.index[s] = i
	return i
}

// Matcher returns what finds the names taken so far. The Builder is empty then.
func (b *Builder) Matcher() *Matcher {
	m := &Matcher{arena: b.arena.String(), names: slices.Clone(b.names), entries: slices.Clone(b.entries), strings: b.strings}
	*b = Builder{}
	m.slots = make([]uint32, tableSize(len(m.names)))
	m.firsts = make([]uint32, tableSize(len(m.names)))
	var words word.Scanner
	for i := range m.names {
		m.insert(uint32(i))
		words.Reset(m.written(&m.names[i]))
		words.Next()
		m.insertFirst(words.Folded(), lengthOf(m.names[i].words))
		if r, _ := utf8.DecodeRuneInString(m.written(&m.names[i])[words.Span().Start:]); !unicode.IsUpper(r) {
			m.small = true
		}
		m.small = m.small || m.entries[m.names[i].entry].letters == AnyCase
	}
	return m
}

// tableSize is a power of two that n fill to three quarters at most.
func tableSize(n int) int {
	size := 8
	for size*3 < n*4 {
		size *= 2
	}
	return size
}

func (m *Matcher) insert(i uint32) {
	n, same := &m.names[i], 0
	mask := uint32(len(m.slots) - 1)
	slot := n.hash & mask
	for ; m.slots[slot] != 0; slot = (slot + 1) & mask {
		if other := &m.names[m.slots[slot]-1]; other.hash == n.hash {
			if same++; same == maxSharing || other.entry == n.entry && m.written(other) == m.written(n) {
				return
			}
		}
	}
	m.slots[slot] = i + 1
}

// lengths is how many words the names have that begin with a word: bit n for n
// words, bit 0 for eight and more.
type lengths uint8

const allLengths = 1<<8 - 1

func lengthOf(words uint8) lengths {
	if words < 8 {
		return 1 << words
	}
	return 1
}

func (m *Matcher) insertFirst(folded []byte, l lengths) {
	tag, slot, mask := firstSlot(folded, len(m.firsts))
	for ; m.firsts[slot] != 0; slot = (slot + 1) & mask {
		if m.firsts[slot]&^allLengths == tag {
			break
		}
	}
	m.firsts[slot] |= tag | uint32(l)
}

// first returns the lengths of the names that begin with a word; 0: none does.
func (m *Matcher) first(folded []byte) lengths {
	tag, slot, mask := firstSlot(folded, len(m.firsts))
	for ; m.firsts[slot] != 0; slot = (slot + 1) & mask {
		if m.firsts[slot]&^allLengths == tag {
			return lengths(m.firsts[slot])
		}
	}
	return 0
}

// firstSlot returns what stands for a first word, and where it would be.
func firstSlot(folded []byte, size int) (tag, slot, mask uint32) {
	h := short(hash(seed, folded))
	mask = uint32(size - 1)
	return h &^ allLengths, (h * 0x9E3779B1 >> 7) & mask, mask
}

// The hash is FNV-1a of 64 bits (Fowler, Noll, Vo) over the words, a space
// between two, and folded to 32 bits.
const (
	seed  = 14695981039346656037
	prime = 1099511628211
)

func hash(h uint64, bytes []byte) uint64 {
	for _, c := range bytes {
		h = (h ^ uint64(c)) * prime
	}
	return h
}

func short(h uint64) uint32 {
	h ^= h >> 29
	h *= 0xBF58476D1CE4E5B9
	return uint32(h >> 32)
}

// Prefix is a run of words of a text that a name may begin with.
type Prefix struct {
	hash, s, es uint64 // of all; without the last word's s, or es, or 0
	words       uint8
	lengths     lengths
}

// Begin returns the run of one word, and whether a name begins with it, or is it in
// the genitive.
func (m *Matcher) Begin(folded []byte) (Prefix, bool) {
	l := m.first(folded)
	if n := len(folded); n > 2 && folded[n-1] == 's' {
		l |= m.first(folded[:n-1]) & (1 << 1)
		if folded[n-2] == 'e' {
			l |= m.first(folded[:n-2]) & (1 << 1)
		}
	}
	if l == 0 {
		return Prefix{}, false
	}
	p := Prefix{hash: seed, lengths: l}
	p.add(folded)
	return p, true
}

// Small tells whether a name may begin without a capital letter.
func (m *Matcher) Small() bool { return m.small }

// Next takes one word more. False: no name behind the first word is so long.
func (p *Prefix) Next(folded []byte) bool {
	if !p.More() {
		return false
	}
	p.add(folded)
	return true
}

// More tells whether a longer name may follow.
func (p *Prefix) More() bool {
	return p.words < maxWords && (p.lengths&1 != 0 || p.words < 8 && p.lengths>>(p.words+1) != 0)
}

// may tells whether a name may have as many words as the run has.
func (p *Prefix) may() bool { return p.lengths&lengthOf(p.words) != 0 }

func (p *Prefix) add(folded []byte) {
	h := p.hash
	if p.words > 0 {
		h = (h ^ ' ') * prime
	}
	p.s, p.es = 0, 0
	end := len(folded)
	if end > 2 && folded[end-1] == 's' {
		if folded[end-2] == 'e' {
			p.es = hash(h, folded[:end-2])
		}
		p.s = hash(h, folded[:end-1])
	}
	p.hash = hash(h, folded)
	p.words++
}

// Found is an entry that a text names.
type Found struct {
	List, ID, Name, Type, Country string
	AmbiguousAlone                bool
	Genitive                      bool
}

// Find appends to found the entries that have the run p as their name, in the
// order in which they were added. The text is what the run was taken from, in the
// language, "" if unknown. With genitive, German genitives count, where no name is
// just as the text. A comma in the text counts only where the name has one, too.
func (m *Matcher) Find(p Prefix, text, language string, genitive bool, found []Found) []Found {
	if !p.may() {
		return found
	}
	n := len(found)
	found = m.find(p.hash, p.words, text, language, 0, found)
	if genitive && len(found) == n && p.s != 0 {
		found = m.find(p.s, p.words, text, language, 1, found)
	}
	if genitive && len(found) == n && p.es != 0 {
		found = m.find(p.es, p.words, text, language, 2, found)
	}
	return found
}

func (m *Matcher) find(h uint64, words uint8, text, language string, ending int, found []Found) []Found {
	hash, mask, first := short(h), uint32(len(m.slots)-1), len(found)
	for slot := hash & mask; m.slots[slot] != 0; slot = (slot + 1) & mask {
		n := &m.names[m.slots[slot]-1]
		if n.hash != hash || n.words != words {
			continue
		}
		e := &m.entries[n.entry]
		if l := m.strings[e.language]; l != "" && language != "" && l != language {
			continue
		}
		if !m.says(n, e, text, ending) {
			continue
		}
		f := Found{List: m.strings[e.list], ID: m.arena[e.id:][:e.idLength], Name: m.written(&m.names[e.first]),
			Type: m.strings[e.kind], Country: m.strings[e.country], AmbiguousAlone: e.ambiguous, Genitive: ending > 0}
		if !slices.ContainsFunc(found[first:], func(o Found) bool { return o.List == f.List && o.ID == f.ID && o.Type == f.Type }) {
			found = append(found, f)
		}
	}
	return found
}

func (m *Matcher) written(n *name) string { return m.arena[n.at:][:n.length] }

// says tells whether the text is this name, less the ending of so many bytes.
func (m *Matcher) says(n *name, e *entry, text string, ending int) bool {
	written := m.written(n)
	if e.letters == SameCase {
		return len(text) >= ending && text[:len(text)-ending] == written
	}
	var named, said word.Scanner
	named.Reset(written)
	said.Reset(text)
	end := 0
	for i := uint8(1); named.Next(); i++ {
		if !said.Next() {
			return false
		}
		folded, at := said.Folded(), said.Span()
		if i == n.words {
			folded = folded[:max(0, len(folded)-ending)]
		}
		if !bytes.Equal(named.Folded(), folded) {
			return false
		}
		if e.letters == Capitals && !fits(named.Span().Of(written), at.Of(text)) {
			return false
		}
		if i > 1 && !n.comma && strings.IndexByte(text[end:at.Start], ',') >= 0 {
			return false
		}
		end = at.End
	}
	return !said.Next()
}

// fits tells whether a word has the capital letters that a name's word has. A
// text all in capitals has them.
func fits(named, said string) bool {
	first, size := utf8.DecodeRuneInString(named)
	if !unicode.IsUpper(first) {
		return true
	}
	if r, _ := utf8.DecodeRuneInString(said); !unicode.IsUpper(r) {
		return false
	}
	if second, _ := utf8.DecodeRuneInString(named[size:]); size == len(named) || !allUpper(named[size:]) || !unicode.IsLetter(second) {
		return true
	}
	_, size = utf8.DecodeRuneInString(said)
	return allUpper(strings.TrimSuffix(said[size:], "s"))
}

func allUpper(s string) bool {
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
	}
	return true
}

// Len returns how many names there are.
func (m *Matcher) Len() int { return len(m.names) }
