package evidence

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store/span"
)

// numericFacts reads one passage and writes its facts readably:
// "amount 'EUR 3.000' 3000 EUR". Other families' facts are left out.
func numericFacts(body, language string) (got []string) {
	s := newScan(body, Options{Language: language, OnDemand: true})
	s.passage(span.Span{End: len(body)})
	for _, f := range numeric(s, nil) {
		v := f.Stated
		fields := []string{string(f.Kind), "'" + f.Span.Of(body) + "'", v.Number}
		if v.Order != "" {
			fields = append(fields, "about "+v.Order)
		}
		fields = append(fields, v.Currency, v.Unit)
		switch n := len(v.Candidates); {
		case n > 4:
			fields = append(fields, fmt.Sprintf("%s or %d more", v.Candidates[0], n-1))
		case n > 0:
			fields = append(fields, strings.Join(v.Candidates, " or "))
		}
		got = append(got, strings.Join(strings.Fields(strings.Join(fields, " ")), " "))
	}
	return got
}

// check compares the facts of texts with what is expected, one fact after " | ".
func check(t *testing.T, language string, cases map[string]string) {
	t.Helper()
	for body, want := range cases {
		require.Equal(t, want, strings.Join(numericFacts(body, language), " | "), body)
	}
}

// everyNumericText is what the fuzz target and the property tests start from.
var everyNumericText = []string{
	"83,7 Milliarden Yuan und mehrere Milliarden Yuan, $5 million, 3 km/h, 20 °C, 5 ft 3 in",
	"dreiundzwanzigtausendvierhundert Hektar, anderthalb Liter, ein halbes Dutzend, ½ cup, 1½ %, 7 ‰",
	"one hundred and thirty-two fifths of a million; two point nought four; 1.3x10^-6; 2^32; 1e400",
	"1.000 1,000 1 000 000,50 1'000.-- 12,34,567.89 -5 −6 0x10 1.2.3.4 11.5.1999 5/17/2018 24/7 $1 ${x}",
	"zwei Mark Strafe, 1984-2021 Mark Miller, Rs 500, U.S. dollars, half a mile, one over 20, 3 million and a half",
	"am 3. Tag, der 21st, hundertdritte, zu viert, the twenty-fifth, 12-Pfund-Tasse, 90° gedreht, US$5bn EUR50",
}

func TestNumericIsEvidence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom(strings.Fields(strings.Join(everyNumericText, " "))), 0, 12).Draw(t, "words")
		glue := rapid.SampledFrom([]string{" ", "", "-", "\n", "\u00a0", " ü"}).Draw(t, "glue")
		language := rapid.SampledFrom([]string{"", "de", "en", "fr"}).Draw(t, "language")
		body := strings.Join(words, glue) + rapid.String().Draw(t, "end")
		requireNumeric(t, body, language)
	})
}

// requireNumeric holds for any text: facts are ordered ranges that do not overlap
// and cut no character, and the same bytes give the same facts.
func requireNumeric(t require.TestingT, body, language string) {
	o := Options{Language: language, OnDemand: true}
	s := newScan(body, o)
	s.passage(span.Span{End: len(body)})
	facts := numeric(s, nil)
	end := 0
	for _, f := range facts {
		require.LessOrEqual(t, end, f.Span.Start, "%q %v", body, facts)
		require.Less(t, f.Span.Start, f.Span.End, "%q %v", body, f)
		require.LessOrEqual(t, f.Span.End, len(body))
		if utf8.ValidString(body) {
			require.True(t, utf8.ValidString(f.Span.Of(body)), "%q %v", body, f)
		}
		require.NotEmpty(t, f.Rule)
		end = f.Span.End
	}
	require.Equal(t, facts, numeric(s, nil))
}

func FuzzNumeric(f *testing.F) {
	for _, body := range everyNumericText {
		f.Add(body, "de")
		f.Add(body, "en")
		f.Add(body, "")
	}
	f.Fuzz(func(t *testing.T, body, language string) { requireNumeric(t, body, language) })
}

func BenchmarkNumeric(b *testing.B) {
	body := strings.Repeat("Die Gesellschaft hat im Jahr 2019 rund 83,7 Millionen Euro in den Bau der neuen Anlage am "+
		"Hafen gesteckt, das sind 12 Prozent mehr als im Vorjahr; die Leitung ist 320 km lang und führt durch drei Länder. "+
		"Wie viele Menschen dort einmal arbeiten werden, steht noch nicht fest, sagte der Sprecher am Mittwoch.\n", 200)
	passages := []text.Passage{{Span: span.Span{End: len(body)}}}
	s := newScan(body, Options{Language: "de"})
	s.passage(passages[0].Span)
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	facts := make([]Fact, 0, 1000)
	for b.Loop() {
		facts = numeric(s, facts[:0])
	}
	require.NotEmpty(b, facts)
}
