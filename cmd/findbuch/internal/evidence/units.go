package evidence

import (
	"strings"
	"sync"
)

// unitName is a unit of measure: its UCUM code, or the codes that it may be.
type unitName struct {
	codes []string
}

func (u *unitName) code() string {
	if len(u.codes) == 1 {
		return u.codes[0]
	}
	return ""
}

// divides tells whether the unit is one alone that others are divided by.
func (u *unitName) divides() bool { return u.code() != "" && !strings.Contains(u.code(), "/") }

// unitBook has all units, by folded name (see phraseKey) and by symbol, and what
// may stand behind "per".
type unitBook struct {
	names, symbols, times map[string]*unitName
	begins                *beginnings // of names
}

var units = sync.OnceValue(func() *unitBook {
	b := &unitBook{map[string]*unitName{}, map[string]*unitName{}, map[string]*unitName{}, nil}
	for code, names := range rows(cldrUnits) {
		for _, name := range names {
			b.names[phraseKeyOf(name)] = &unitName{[]string{code}}
		}
	}
	for codes, names := range rows(unitAliases) {
		for _, name := range names {
			b.names[phraseKeyOf(name)] = &unitName{strings.Split(codes, "|")}
		}
	}
	for codes, symbols := range rows(unitSymbols) {
		for _, symbol := range symbols {
			b.symbols[symbol] = &unitName{strings.Split(codes, "|")}
		}
	}
	delete(b.names, "bars") // of music, of iron, of a chart
	for code, names := range rows(timeUnits) {
		for _, name := range names {
			b.times[strings.ToLower(name)] = &unitName{[]string{code}}
		}
	}
	b.begins = beginningsOf(b.names)
	return b
})
