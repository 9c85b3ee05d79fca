package evidence

import (
	"bytes"
	"sync"
)

// compound is what a German number word written as one means: a cardinal
// ("dreiundzwanzigtausend"), an ordinal ("dreiundzwanzigsten"), a number and a
// half in halves ("dreieinhalb"), or the divisor of parts ("zwanzigstel").
type compound struct {
	value uint64
	sense sense // cardinalWord, ordinalWord, mixedWord, partWord; 0: none
}

// digitNames and the like are folded; of two that begin alike the longer stands first.
var (
	digitNames = []morpheme{{"eins", 1}, {"ein", 1}, {"zwei", 2}, {"zwo", 2}, {"drei", 3}, {"vier", 4}, {"funf", 5}, {"fuenf", 5},
		{"sechs", 6}, {"sieben", 7}, {"acht", 8}, {"neun", 9}}
	teenNames = []morpheme{{"zehn", 10}, {"elf", 11}, {"zwolf", 12}, {"zwoelf", 12}, {"dreizehn", 13}, {"vierzehn", 14},
		{"funfzehn", 15}, {"fuenfzehn", 15}, {"sechzehn", 16}, {"siebzehn", 17}, {"achtzehn", 18}, {"neunzehn", 19}}
	tenNames = []morpheme{{"zwanzig", 20}, {"dreissig", 30}, {"vierzig", 40}, {"funfzig", 50}, {"fuenfzig", 50}, {"sechzig", 60},
		{"siebzig", 70}, {"achtzig", 80}, {"neunzig", 90}}
	stemOrdinals = []morpheme{{"erst", 1}, {"dritt", 3}, {"siebt", 7}, {"siebent", 7}, {"acht", 8}}
	wordEnds     = [...]string{"e", "en", "er", "es", "em"}
)

type morpheme struct {
	text  string
	value uint64
}

// beginnings tells which words may begin as some of a table do, by their first
// three bytes.
type beginnings [1 << 15]bool

func beginning(w []byte) (b uint16) {
	for i := range 3 {
		b <<= 5
		if i < len(w) {
			b |= uint16(w[i] & 31)
		}
	}
	return b
}

// compoundBeginnings are those of all words that may be compounds.
var compoundBeginnings = sync.OnceValue(func() *beginnings {
	var table beginnings
	for _, names := range [][]morpheme{digitNames, teenNames, tenNames, {{text: "hundert"}, {text: "tausend"}, {text: "millionst"},
		{text: "milliardst"}, {text: "billionst"}}} {
		for _, m := range names {
			table[beginning([]byte(m.text))] = true
		}
	}
	return &table
})

func mayCompound(w []byte) bool { return len(w) >= 4 && compoundBeginnings()[beginning(w)] }

// parseCompound reads a folded word as a German number word.
func parseCompound(w []byte) compound {
	if !mayCompound(w) {
		return compound{}
	}
	value, rest := thousands(w)
	if len(rest) == len(w) {
		return scaleOrdinal(w)
	}
	if len(rest) == 0 {
		return compound{value, cardinalWord}
	}
	switch {
	case string(rest) == "einhalb" || string(rest) == "undeinhalb":
		return compound{2*value + 1, mixedWord}
	case string(rest) == "stel" && value >= 20, string(rest) == "tel" && value < 20 && value > 3:
		return compound{value, partWord}
	case value%100 >= 20 || value%100 == 0:
		if bytes.HasPrefix(rest, []byte("st")) && isEnding(rest[2:]) {
			return compound{value, ordinalWord}
		}
	case rest[0] == 't' && isEnding(rest[1:]):
		return compound{value, ordinalWord}
	}
	if string(w) == "dreiviertel" {
		return compound{}
	}
	return stemOrdinal(w)
}

// stemOrdinal reads "hundertdritte": an irregular stem at the end.
func stemOrdinal(w []byte) compound {
	for _, end := range wordEnds {
		stem, ok := bytes.CutSuffix(w, []byte(end))
		if !ok {
			continue
		}
		for _, m := range stemOrdinals {
			front, ok := bytes.CutSuffix(stem, []byte(m.text))
			if !ok {
				continue
			}
			front = bytes.TrimSuffix(front, []byte("und"))
			if value, rest := thousands(front); len(front) > 0 && len(rest) == 0 && value%100 == 0 {
				return compound{value + m.value, ordinalWord}
			}
		}
	}
	return compound{}
}

// scaleOrdinal reads "Millionste".
func scaleOrdinal(w []byte) compound {
	for _, m := range [...]morpheme{{"millionst", 1e6}, {"milliardst", 1e9}, {"billionst", 1e12}} {
		if rest, ok := bytes.CutPrefix(w, []byte(m.text)); ok && isEnding(rest) {
			return compound{m.value, ordinalWord}
		}
	}
	return compound{}
}

func isEnding(b []byte) bool {
	for _, end := range wordEnds {
		if string(b) == end {
			return true
		}
	}
	return false
}

// thousands reads a number below a million and returns what is left.
func thousands(w []byte) (uint64, []byte) {
	value, rest := hundreds(w)
	after, ok := bytes.CutPrefix(rest, []byte("tausend"))
	if !ok {
		return value, rest
	}
	value = max(value, 1) * 1000
	low, rest := hundreds(bytes.TrimPrefix(after, []byte("und")))
	if low == 0 {
		return value, after
	}
	return value + low, rest
}

// hundreds reads a number below a thousand (below ten thousand: "zwölfhundert").
func hundreds(w []byte) (uint64, []byte) {
	value, rest := tens(w)
	after, ok := bytes.CutPrefix(rest, []byte("hundert"))
	if !ok {
		return value, rest
	}
	if value >= 20 {
		return value, rest
	}
	value = max(value, 1) * 100
	low, rest := tens(bytes.TrimPrefix(after, []byte("und")))
	if low == 0 {
		return value, after
	}
	return value + low, rest
}

// tens reads a number below a hundred.
func tens(w []byte) (uint64, []byte) {
	if m, rest := cut(w, teenNames); m != 0 {
		return m, rest
	}
	if m, rest := cut(w, tenNames); m != 0 {
		return m, rest
	}
	one, rest := cut(w, digitNames)
	if one == 0 {
		return 0, w
	}
	if after, ok := bytes.CutPrefix(rest, []byte("und")); ok {
		if ten, end := cut(after, tenNames); ten != 0 {
			return ten + one, end
		}
	}
	if one == 1 && bytes.HasPrefix(rest, []byte("halb")) {
		return 0, w // "einhalb" belongs to what stands before
	}
	return one, rest
}

func cut(w []byte, names []morpheme) (uint64, []byte) {
	for _, m := range names {
		if rest, ok := bytes.CutPrefix(w, []byte(m.text)); ok {
			return m.value, rest
		}
	}
	return 0, w
}
