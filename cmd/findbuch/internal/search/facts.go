package search

import (
	"encoding/json"
	"math/big"
	"slices"
	"strings"

	"findbuch/cmd/findbuch/internal/evidence/edtf"
	"findbuch/cmd/findbuch/internal/word"
	"findbuch/store"
)

// Side is which of the two sides of a fact counts.
type Side uint8

// The sides.
const (
	Either   Side = iota // what is resolved, else what is stated
	Stated               // what is stated alone
	Resolved             // what is resolved alone
)

// Wanted says which facts are asked for. Zero members ask for nothing in
// particular.
type Wanted struct {
	Kinds    []string
	Value    string // a value, name or code; a number may have > < >= <= before it and a currency or unit behind it
	Country  string // ISO 3166-1 alpha-2
	From, To edtf.Day
	Ranged   bool // From and To are set: dates that may lie in between
	Side     Side
}

// said is the JSON of a fact's side, whatever its kind.
type said struct {
	EDTF     *string `json:"edtf"`
	ISO8601  *string `json:"iso8601"`
	Value    *string `json:"value"`
	Currency *string `json:"currency"`
	Unit     string  `json:"unit"`
	Code     string  `json:"code"`
	Name     string  `json:"name"`
	Country  string  `json:"country"`
	Text     string  `json:"text"`
}

// side returns what counts of a fact; ok is false when there is nothing.
func (w Wanted) side(f store.Fact) (s said, ok bool) {
	source := f.Stated
	if w.Side == Resolved || w.Side == Either && f.Resolved != "" {
		source = f.Resolved
	}
	if source == "" {
		return s, false
	}
	return s, json.Unmarshal([]byte(source), &s) == nil
}

// Fits tells whether a fact is one of those wanted.
func (w Wanted) Fits(f store.Fact) bool {
	if len(w.Kinds) > 0 && !slices.Contains(w.Kinds, f.Kind) {
		return false
	}
	s, ok := w.side(f)
	if !ok {
		return false
	}
	if w.Ranged && !w.inRange(s) {
		return false
	}
	if w.Country != "" && !strings.EqualFold(s.Country, w.Country) && !strings.EqualFold(s.Code, w.Country) {
		return false
	}
	return w.Value == "" || s.is(w.Value)
}

func (w Wanted) inRange(s said) bool {
	if s.EDTF == nil {
		return false
	}
	value, err := edtf.Parse(*s.EDTF)
	return err == nil && value.Overlaps(w.From, w.To)
}

// is tells whether a side says a value.
func (s said) is(value string) bool {
	if compare, number, unit, ok := comparison(value); ok && s.Value != nil {
		have, sound := rational(*s.Value)
		return sound && compare(have.Cmp(number)) && (unit == "" || strings.EqualFold(unit, s.Unit) ||
			s.Currency != nil && strings.EqualFold(unit, *s.Currency))
	}
	want := folded(value)
	for _, have := range []*string{s.EDTF, s.ISO8601, s.Value, s.Currency, &s.Unit, &s.Code, &s.Name, &s.Text} {
		if have != nil && *have != "" && (*have == value || want != "" && folded(*have) == want) {
			return true
		}
	}
	return false
}

func folded(s string) string { return strings.Join(word.Fold(s), " ") }

// comparison takes ">1e9 CNY" apart.
func comparison(value string) (compare func(int) bool, number *big.Rat, unit string, ok bool) {
	for _, sign := range []struct {
		text string
		fits func(int) bool
	}{
		{">=", func(c int) bool { return c >= 0 }}, {"<=", func(c int) bool { return c <= 0 }},
		{">", func(c int) bool { return c > 0 }}, {"<", func(c int) bool { return c < 0 }}, {"", func(c int) bool { return c == 0 }},
	} {
		if rest, found := strings.CutPrefix(value, sign.text); found {
			text, unit, _ := strings.Cut(strings.TrimSpace(rest), " ")
			number, ok := rational(text)
			return sign.fits, number, strings.TrimSpace(unit), ok
		}
	}
	return nil, nil, "", false
}

// rational reads a decimal, which may have an exponent of up to three digits:
// 1e999999999 would fill the memory.
func rational(text string) (*big.Rat, bool) {
	digits, exponent, _ := strings.Cut(strings.ToLower(text), "e")
	if len(digits) > 1000 || len(strings.TrimLeft(exponent, "+-")) > 3 || strings.ContainsAny(digits, "/xpb_") {
		return nil, false
	}
	return new(big.Rat).SetString(text)
}

// Dates returns the bounds of a date or period that counts; ok is false when it
// has none.
func (w Wanted) Dates(f store.Fact) (text string, value edtf.Value, ok bool) {
	s, ok := w.side(f)
	if !ok || s.EDTF == nil {
		return "", edtf.Value{}, false
	}
	value, err := edtf.Parse(*s.EDTF)
	return *s.EDTF, value, err == nil
}

// Names tells whether a fact is of a name, or is written like it.
func Names(f store.Fact, quote, name string) bool {
	var s said
	if json.Unmarshal([]byte(f.Stated), &s) != nil || s.Name == "" {
		return false
	}
	want := folded(name)
	return want != "" && (folded(s.Name) == want || folded(quote) == want)
}
