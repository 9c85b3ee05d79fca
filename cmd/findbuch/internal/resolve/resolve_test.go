package resolve_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"findbuch/cmd/findbuch/internal/evidence"
	"findbuch/cmd/findbuch/internal/evidence/edtf"
	"findbuch/cmd/findbuch/internal/resolve"
	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store/span"
)

var temporal = []evidence.Kind{evidence.Date, evidence.Period, evidence.Time, evidence.Duration, evidence.Recurrence}

// paragraphs takes each line of a text as a passage.
func paragraphs(body string) (passages []text.Passage) {
	start := 0
	for _, line := range strings.SplitAfter(body, "\n") {
		if end := start + len(strings.TrimRight(line, "\n")); end > start {
			passages = append(passages, text.Passage{Kind: text.KindParagraph, Span: span.Span{Start: start, End: end}})
		}
		start += len(line)
	}
	return passages
}

func read(language, body string, passages []text.Passage) []evidence.Fact {
	facts := evidence.Read(body, passages, evidence.Options{Language: language, OnDemand: true})
	return slices.DeleteFunc(facts, func(f evidence.Fact) bool { return !slices.Contains(temporal, f.Kind) })
}

// written writes what is resolved as "'März' 2023-03": EDTF, or TIMEX3 if it has
// none; "-" when nothing is.
func written(body string, facts []evidence.Fact) string {
	var out []string
	for _, f := range facts {
		if f.Kind == evidence.Duration || f.Kind == evidence.Recurrence {
			continue
		}
		v := "-"
		if f.Resolved != nil {
			v = f.Resolved.EDTF
			if f.Kind == evidence.Time {
				v = f.Resolved.TIMEX3
			}
		}
		out = append(out, fmt.Sprintf("'%s' %s", f.Span.Of(body), v))
	}
	return strings.Join(out, " | ")
}

// The anchor is Thursday, 26 October 2023.
func TestGerman(t *testing.T) {
	requireResolved(t, "de", "2023-10-26", [][2]string{
		{"Er kam am 3. Mai 1999.", "'3. Mai 1999' -"},
		{"Er kam gestern, geht morgen und war vorgestern da.", "'gestern' 2023-10-25 | 'morgen' 2023-10-27 | 'vorgestern' 2023-10-24"},
		{"Er kam am Montag an.", "'Montag' 2023-10-23"},
		{"Er wird am Montag ankommen.", "'Montag' 2023-10-30"},
		{"Er ist am Donnerstag angekommen.", "'Donnerstag' 2023-10-19"},
		{"Vergangenen Freitag, nächsten Freitag und an diesem Freitag.", "'Vergangenen Freitag' 2023-10-20 | 'nächsten Freitag' 2023-10-27 | 'diesem Freitag' 2023-10-27"},
		{"Vergangene Woche, nächstes Jahr, diesen Monat, im laufenden Quartal.", "'Vergangene Woche' 2023-10-16/2023-10-22 | 'nächstes Jahr' 2024 | 'diesen Monat' 2023-10 | 'laufenden Quartal' 2023-36"},
		{"Im März dieses Jahres.", "'März dieses Jahres' 2023-03"},
		{"Im Dezember begann der Bau.", "'Dezember' 2022-12"},
		{"Im Dezember wird der Bau beginnen.", "'Dezember' 2023-12"},
		{"Der Bau begann im Oktober.", "'Oktober' 2023-10"},
		{"Sie traf ihn am 27. Oktober.", "'27. Oktober' 2022-10-27"},
		{"Sie reisten Anfang Oktober ab.\nVom 11. bis 13. waren sie in Wien.\nIm März dieses Jahres nicht.\nVom 16. bis 19. in Rom.",
			"'Anfang Oktober' 2023-10 | '11. bis 13.' 2023-10-11/2023-10-13 | 'März dieses Jahres' 2023-03 | '16. bis 19.' 2023-10-16/2023-10-19"},
		{"Am 3. und 4. Mai 1999.", "'3.' 1999-05-03 | '4. Mai 1999' -"},
		{"Er kam vor drei Tagen, vor zwei Wochen, vor fünf Monaten, vor zwei Jahren.", "'vor drei Tagen' 2023-10-23 | 'vor zwei Wochen' 2023-10-12~ | 'vor fünf Monaten' 2023-05~ | 'vor zwei Jahren' 2021~"},
		{"Vor einigen Jahren, derzeit.", "'Vor einigen Jahren' - | 'derzeit' -"},
		{"1999 starb er. Zwei Jahre später kam sie. Im selben Jahr schloss das Haus.", "'1999' - | 'Zwei Jahre später' 2001 | 'selben Jahr' 2001"},
		{"Am 30. April 1999 tagten sie. Am nächsten Tag auch.", "'30. April 1999' - | 'nächsten Tag' 1999-05-01"},
		{"In den neunziger Jahren, im vorigen Jahrhundert.", "'den neunziger Jahren' 199X | 'vorigen Jahrhundert' 19XX"},
		{"Im Winter wird gebaut, im Frühjahr wurde geplant.", "'Winter' 2023-24 | 'Frühjahr' 2023-21"},
		{"Heute um 20 Uhr tagt der Rat.", "'Heute' 2023-10-26 | '20 Uhr' 2023-10-26T20:00"},
		{"Am Montag um 9 Uhr kam er, am Freitagabend kommt er wieder.", "'Montag' 2023-10-23 | '9 Uhr' 2023-10-23T09:00 | 'Freitagabend' 2023-10-27TEV"},
		{"Das ist heute anders.", "'heute' -"},
		{"Am Wochenende gewann sie.", "'Wochenende' 2023-10-21/2023-10-22"},
		{"Zu Ostern war er da.", "'Ostern' 2023-04-09"},
		{"Der Brief vom 11.03.99 fehlt.", "'11.03.99' 1999-03-11"},
		{"In KW 12 wurde gezählt.", "'KW 12' 2023-03-20/2023-03-26"},
		{"Im März 1992 zog er ein. Am 5. März war die Feier.", "'März 1992' - | '5. März' 1992-03-05"},
	})
}

func TestEnglish(t *testing.T) {
	requireResolved(t, "en", "2023-10-26", [][2]string{
		{"He came yesterday and left on Monday.", "'yesterday' 2023-10-25 | 'Monday' 2023-10-23"},
		{"They will meet on Monday.", "'Monday' 2023-10-30"},
		{"Last week; next year; three days ago.", "'Last week' 2023-10-16/2023-10-22 | 'next year' 2024 | 'three days ago' 2023-10-23"},
		{"In December work began.", "'December' 2022-12"},
		{"In December work will begin.", "'December' 2023-12"},
		{"He died in 1999. Two years later she sold it.", "'1999' - | 'Two years later' 2001"},
	})
}

// Without an anchor only the text's own dates resolve others.
func TestNoAnchor(t *testing.T) {
	requireResolved(t, "de", "", [][2]string{
		{"Gestern, am Montag, im März, nächstes Jahr, vor zwei Jahren, in den neunziger Jahren.",
			"'Gestern' - | 'Montag' - | 'März' - | 'nächstes Jahr' - | 'vor zwei Jahren' - | 'den neunziger Jahren' -"},
		{"Vom 11. bis 13. kam er um 20 Uhr.", "'11. bis 13.' - | '20 Uhr' -"},
		{"1999 starb er. Im selben Jahr kam sie.", "'1999' - | 'selben Jahr' 1999"},
	})
}

func requireResolved(t *testing.T, language, date string, table [][2]string) {
	t.Helper()
	for _, row := range table {
		passages := paragraphs(row[0])
		anchor := resolve.Anchor{}
		if date != "" {
			anchor = resolve.Asserted(date)
		}
		facts := resolve.Resolve(row[0], passages, read(language, row[0], passages), anchor)
		require.Equal(t, row[1], written(row[0], facts), row[0])
	}
}

// A month or a year is an anchor for what needs no more.
func TestCoarseAnchor(t *testing.T) {
	requireResolved(t, "de", "2023", [][2]string{{"Im März dieses Jahres, nächstes Jahr, gestern, im Mai.", "'März dieses Jahres' 2023-03 | 'nächstes Jahr' 2024 | 'gestern' - | 'Mai' -"}})
	requireResolved(t, "de", "2023-10", [][2]string{{"Diesen Monat, gestern.", "'Diesen Monat' 2023-10 | 'gestern' -"}})
	requireResolved(t, "de", "garbage", [][2]string{{"Diesen Monat, gestern.", "'Diesen Monat' - | 'gestern' -"}})
}

// The seed release: what is resolved, and by which ranges.
func TestSeed(t *testing.T) {
	data, err := os.ReadFile("../../../../seeds/000_72008c147d53139e.txt")
	require.NoError(t, err)
	read, err := text.Plain(data, "utf-8")
	require.NoError(t, err)
	facts := evidence.Read(read.Body, read.Passages, evidence.Options{Language: "de"})
	var got []string
	for _, f := range resolve.Resolve(read.Body, read.Passages, facts, resolve.Anchor{}) {
		if f.Kind != evidence.Date && f.Kind != evidence.Period {
			continue
		}
		line := fmt.Sprintf("%s %d-%d '%s' %s", f.Kind, f.Span.Start, f.Span.End, f.Span.Of(read.Body), f.Stated.EDTF+f.Stated.Mod)
		if f.Resolved != nil {
			line += " => " + f.Resolved.EDTF + f.Resolved.Mod
			for _, p := range f.Because {
				require.False(t, p.Asserted)
				line += fmt.Sprintf(" '%s'", p.Span.Of(read.Body))
			}
		}
		got = append(got, line)
	}
	require.Equal(t, []string{
		"date 142-158 '26. Oktober 2023' 2023-10-26",
		"date 246-260 'Anfang Oktober' XXXX-10START => 2023-10START 'reiste' '26. Oktober 2023'",
		"period 806-817 '11. bis 13.' XXXX-XX-11/XXXX-XX-13 => 2023-10-11/2023-10-13 'Anfang Oktober' '26. Oktober 2023'",
		"date 1107-1125 'vor einigen Jahren' ",
		"period 1493-1504 '14. bis 15.' XXXX-XX-14/XXXX-XX-15 => 2023-10-14/2023-10-15 'Anfang Oktober' '26. Oktober 2023'",
		"date 1564-1583 'März dieses Jahres' XXXX-03 => 2023-03 '26. Oktober 2023'",
		"period 2328-2339 '16. bis 19.' XXXX-XX-16/XXXX-XX-19 => 2023-10-16/2023-10-19 'Anfang Oktober' '26. Oktober 2023'",
		"date 3126-3139 'gegenwärtige' ",
	}, got)
}

var sentences = []string{"Er kam am Montag.", "Im März wird er kommen.", "Gestern war es anders.", "Vom 11. bis 13. tagten sie.", "Zwei Jahre später ging er.", "Im Jahr 1999.",
	"Am 3., 4. und 5. Mai.", "Im selben Jahr.", "Um 20 Uhr.", "Am 11.03.99.", "Anfang Oktober.", "\n", "Vor drei Tagen.", "In den neunziger Jahren.", "Zu Ostern.", "Last week he left.",
	"KW 53.", "Vom 28. Dezember bis 3. Januar.", "Am 29. Februar kam er.", "heute Abend", "am Wochenende", "vor zwei Stunden", "31. bis 32."}

// Another asserted date changes resolved values only; what is resolved has
// premises inside the text, or an assertion, and EDTF values are EDTF; the same
// facts resolve to the same, and resolving twice changes nothing.
func TestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		body := strings.Join(rapid.SliceOfN(rapid.SampledFrom(sentences), 0, 10).Draw(t, "sentences"), " ")
		passages := paragraphs(body)
		facts := read(rapid.SampledFrom([]string{"de", "en", ""}).Draw(t, "language"), body, passages)
		date := rapid.StringMatching(`(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])`)
		checkResolved(t, body, passages, facts, date.Draw(t, "date"), date.Draw(t, "other date"))
	})
}

func checkResolved(t require.TestingT, body string, passages []text.Passage, facts []evidence.Fact, date, other string) {
	before := slices.Clone(facts)
	one := resolve.Resolve(body, passages, facts, resolve.Asserted(date))
	require.Equal(t, before, facts)
	require.Equal(t, one, resolve.Resolve(body, passages, one, resolve.Asserted(date)))
	two := resolve.Resolve(body, passages, one, resolve.Asserted(other))
	require.Equal(t, len(one), len(two))
	for i, f := range one {
		g := two[i]
		if f.Resolved != nil {
			require.NotEmpty(t, f.Because, "%v", f)
			require.NotEmpty(t, f.Resolved.EDTF+f.Resolved.TIMEX3)
			if f.Resolved.EDTF != "" {
				parsed, err := edtf.Parse(f.Resolved.EDTF)
				require.NoError(t, err, "%q of %q", f.Resolved.EDTF, f.Span.Of(body))
				require.LessOrEqual(t, parsed.Level(), 2, f.Resolved.EDTF)
			}
			for _, p := range f.Because {
				require.True(t, p.Asserted || 0 <= p.Span.Start && p.Span.Start < p.Span.End && p.Span.End <= len(body), "%v", f.Because)
			}
		}
		f.Resolved, f.Because, g.Resolved, g.Because = nil, nil, nil, nil
		require.Equal(t, f, g)
	}
}

func FuzzResolve(f *testing.F) {
	f.Add("Er kam am Montag, vom 11. bis 13., um 20 Uhr. Zwei Jahre später auch.", "2023-10-26")
	f.Add("Am 29. Februar, vor 99999 Jahren, im selben Jahr.", "0001-01-01")
	f.Add("In den neunziger Jahren, Ostern, KW 53", "9999-12-31")
	f.Fuzz(func(t *testing.T, body, date string) {
		if date == "" {
			return
		}
		body = strings.ToValidUTF8(body, "�") // as every text's body is
		passages := paragraphs(body)
		for _, language := range []string{"de", "en", ""} {
			checkResolved(t, body, passages, read(language, body, passages), date, "2023-10-26")
		}
	})
}

// A text of one sort of word costs as much as any other.
func TestLong(t *testing.T) {
	for _, piece := range []string{"am Montag ", "am Montag\n", "im Mai ", "vom 11. bis 13. ", "um 20 Uhr ", "am Nachmittag ", "am 3., 4. und 5. Mai ", "heute ", "im selben Jahr "} {
		body := strings.Repeat(piece, 5_000)
		passages := paragraphs(body)
		resolve.Resolve(body, passages, read("de", body, passages), resolve.Asserted("2023-10-26"))
	}
}

func BenchmarkResolve(b *testing.B) {
	body := strings.Repeat("Der Rat kam am Dienstag um 20 Uhr zusammen, wie er im März beschlossen hatte. Gestern waren es zwei Jahre, seit er tagt.\n", 200)
	passages := paragraphs(body)
	facts := read("de", body, passages)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		resolve.Resolve(body, passages, facts, resolve.Asserted("2023-10-26"))
	}
}
