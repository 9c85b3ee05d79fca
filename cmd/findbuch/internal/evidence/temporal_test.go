package evidence

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"findbuch/cmd/findbuch/internal/evidence/edtf"
	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store/span"
)

// temporalKinds are those of this family.
var temporalKinds = []Kind{Date, Period, Duration, Recurrence, Time}

// temporalFacts reads a text of one passage.
func temporalFacts(language, body string) (out []Fact) {
	passages := []text.Passage{{Kind: text.KindParagraph, Span: span.Span{End: len(body)}}}
	for _, f := range Read(body, passages, Options{Language: language, OnDemand: true}) {
		if slices.Contains(temporalKinds, f.Kind) {
			out = append(out, f)
		}
	}
	return out
}

// written writes facts as "date 'März' XXXX-03": of what is stated EDTF, ISO8601
// and Mod, or TIMEX3 when there is none of them.
func written(body string, facts []Fact) string {
	var out []string
	for _, f := range facts {
		v := strings.Join(strings.Fields(f.Stated.EDTF+" "+f.Stated.ISO8601+" "+f.Stated.Mod), " ")
		if v == "" {
			v = f.Stated.TIMEX3
		}
		out = append(out, fmt.Sprintf("%s '%s' %s", f.Kind, f.Span.Of(body), v))
	}
	return strings.Join(out, " | ")
}

// read checks a table of texts and the facts in them.
func requireFacts(t *testing.T, language string, table [][2]string) {
	t.Helper()
	for _, row := range table {
		require.Equal(t, row[1], written(row[0], temporalFacts(language, row[0])), row[0])
	}
}

// pieces are what temporal expressions are made of, and what disturbs them.
var pieces = []string{"11.", "3", "31.", "1999", "99", "2024", "bis", "und", "-", "–", "/", ",", ".", ":", "Mai", "Oktober", "March", "Montag", "Monday",
	"Montagabend", "Anfang", "Ende", "der", "des", "dieses", "nächsten", "vergangene", "last", "next", "Jahr", "Jahres", "Jahre", "Jahren", "Woche", "years",
	"ago", "vor", "seit", "zwischen", "von", "vom", "im", "am", "um", "in", "the", "of", "drei", "ein", "einigen", "two", "several", "neunziger", "1990er",
	"1990s", "19th", "century", "Jahrhundert", "Quartal", "dritten", "Frühjahr", "Ostern", "Weihnachten", "heute", "gestern", "morgen", "jeden", "täglich",
	"alle", "pro", "Uhr", "20.30", "8", "p.m.", "halb", "neun", "KW", "v.", "Chr.", "später", "derzeit", "Zeit", "letzter", "mal", "\n", "(", ")", "’", "…", "é"}

func made(t *rapid.T) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 14).Draw(t, "pieces"), rapid.SampledFrom([]string{" ", "", "  "}).Draw(t, "space"))
}

// Spans are in range and cut no UTF-8 sequence; every EDTF value is EDTF; the same
// text gives the same facts; facts of one kind do not overlap.
func TestTemporalProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkTemporal(t, made(t), rapid.SampledFrom([]string{"de", "en", ""}).Draw(t, "language"))
	})
}

func checkTemporal(t require.TestingT, body, language string) {
	facts := temporalFacts(language, body)
	require.Equal(t, facts, temporalFacts(language, body))
	for i, f := range facts {
		require.True(t, 0 <= f.Span.Start && f.Span.Start < f.Span.End && f.Span.End <= len(body), "%v", f)
		require.True(t, utf8.RuneStart(body[f.Span.Start]) && (f.Span.End == len(body) || utf8.RuneStart(body[f.Span.End])), "%q", f.Span.Of(body))
		require.NotEmpty(t, f.Rule)
		require.Nil(t, f.Resolved)
		v := f.Stated
		require.NotEmpty(t, v.EDTF+v.ISO8601+v.TIMEX3, "%q", f.Span.Of(body))
		if v.EDTF != "" {
			parsed, err := edtf.Parse(v.EDTF)
			require.NoError(t, err, "%q of %q", v.EDTF, f.Span.Of(body))
			require.LessOrEqual(t, parsed.Level(), 2, v.EDTF)
		}
		for _, g := range facts[i+1:] {
			require.False(t, g.Kind == f.Kind && g.Span.Start < f.Span.End && f.Kind != Period, "%q and %q", f.Span.Of(body), g.Span.Of(body))
		}
	}
}

func FuzzTemporal(f *testing.F) {
	for _, body := range []string{"Vom 11. bis 13. Mai 1999 und seit 1990, um 20.30 Uhr.", "from May 3-5, 1999, two years later, at 8 p.m.", "12-Oct-2019 2019-10-12T10:11Z 3/11/1999",
		"alle zwei Jahre, jeden letzten Samstag im Monat, 44 v. Chr.", "Anfang der neunziger Jahre, im 19. Jahrhundert, KW 12/1999", "1995/96 1914–18 20.30-22 Uhr"} {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		temporalFacts("", body)
		body = strings.ToValidUTF8(body, "�") // as every text's body is
		for _, language := range []string{"de", "en", ""} {
			checkTemporal(t, body, language)
		}
	})
}

// A text of one sort of word costs as much as any other.
func TestTemporalLong(t *testing.T) {
	for _, piece := range []string{"Anfang ", "Montag, ", "ersten Hälfte der ", "3., ", "Mai der ", "im ", "drei ", "vor ", "1990-", "jeden ", "des ", "11. bis ", "1.1."} {
		body := strings.Repeat(piece, 100_000)
		s := newScan(body, Options{OnDemand: true})
		s.passage(span.Span{End: len(body)})
		temporal(s, nil)
	}
}

var newsText = strings.Repeat(`Am Dienstag, dem 11. Mai 1999, kam der Ausschuss in Bremen um 20.30 Uhr zum dritten Mal zusammen.
Seit 1990 hat die Werft vor einigen Jahren fast alle Aufträge verloren, sagte der Vorsitzende gestern; bis Ende nächsten Jahres sollen
zwei weitere Hallen gebaut werden. In den neunziger Jahren arbeiteten dort mehr als 3000 Menschen, und das Dach des großen Lagerhauses
wurde täglich von hundert Möwen besetzt, die sich weder durch Lärm noch durch Netze vertreiben ließen. `, 40)

func BenchmarkTemporal(b *testing.B) {
	s := newScan(newsText, Options{Language: "de"})
	s.passage(span.Span{End: len(newsText)})
	var facts []Fact
	b.SetBytes(int64(len(newsText)))
	b.ReportAllocs()
	for b.Loop() {
		facts = temporal(s, facts[:0])
	}
}

func BenchmarkTokens(b *testing.B) {
	s := newScan(newsText, Options{Language: "de"})
	b.SetBytes(int64(len(newsText)))
	for b.Loop() {
		s.passage(span.Span{End: len(newsText)})
	}
}
