package evidence

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"findbuch/cmd/findbuch/internal/word"
)

func TestCompound(t *testing.T) {
	for w, want := range map[string]compound{
		"dreiundzwanzig":                {23, cardinalWord},
		"fünfhundertsechzehn":           {516, cardinalWord},
		"zwölfhundert":                  {1200, cardinalWord},
		"neunzehnhundertachtundsechzig": {1968, cardinalWord},
		"hunderttausend":                {100000, cardinalWord},
		"zweitausendundeins":            {2001, cardinalWord},
		"dreißigster":                   {30, ordinalWord},
		"vierundneunzigsten":            {94, ordinalWord},
		"hundertdritte":                 {103, ordinalWord},
		"siebzehnten":                   {17, ordinalWord},
		"millionste":                    {1000000, ordinalWord},
		"viereinhalb":                   {9, mixedWord},
		"zwanzigstel":                   {20, partWord},
		"dreizehntel":                   {13, partWord},
		"einsam":                        {},
		"dreist":                        {},
		"achtung":                       {},
		"zweifel":                       {},
		"neunkirchen":                   {},
		"sechserpack":                   {},
		"tausendfüßler":                 {},
		"elfen":                         {},
		"zehner":                        {},
	} {
		require.Equal(t, want, parseCompound([]byte(word.Fold(w)[0])), w)
	}
}

// germanNumber spells a number below a million.
func germanNumber(n uint64) string {
	ones := []string{"", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn",
		"vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"}
	tens := []string{"", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"}
	switch {
	case n >= 1000:
		return germanNumber(n/1000) + "tausend" + germanNumber(n%1000)
	case n >= 100:
		return ones[n/100] + "hundert" + germanNumber(n%100)
	case n >= 20 && n%10 == 0:
		return tens[n/10]
	case n >= 20:
		return ones[n%10] + "und" + tens[n/10]
	}
	return ones[n]
}

func TestCompoundReadsAllNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Uint64Range(13, 999_999).Draw(t, "n")
		spelt := germanNumber(n)
		require.Equal(t, compound{n, cardinalWord}, parseCompound([]byte(word.Fold(spelt)[0])), spelt)
	})
}
