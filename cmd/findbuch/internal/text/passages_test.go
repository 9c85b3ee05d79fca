package text

import (
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// quotes returns the passages as "kind: quote".
func quotes(t Text) []string {
	var out []string
	for _, p := range t.Passages {
		out = append(out, string(p.Kind)+": "+p.Span.Of(t.Body))
	}
	return out
}

func plain(t require.TestingT, body string) Text {
	text, err := Plain([]byte(body), "utf-8")
	require.NoError(t, err)
	return text
}

func TestPassages(t *testing.T) {
	long := strings.Repeat("lange Zeile, ", 12)
	longLine := strings.TrimSpace(long)
	tests := []struct {
		name, body string
		want       []string
	}{
		{"nothing", "", nil},
		{"white space", " \r\n\f\n\u00A0\n", nil},
		{"one line", "Titel", []string{"paragraph: Titel"}},
		{"title", "Titel\n\nText.\n", []string{"title: Titel", "paragraph: Text."}},
		{"CRLF", "Titel\r\n\r\nA\r\nB\r\n", []string{"title: Titel", "paragraph: A\r\nB"}},
		{"CR", "Titel\r\rA\rB", []string{"title: Titel", "paragraph: A\rB"}},
		{"form feed", "Titel\n\fA\fB", []string{"title: Titel", "paragraph: A", "paragraph: B"}},
		{"blank lines of Unicode", "Titel\n \u00A0\u3000\nText", []string{"title: Titel", "paragraph: Text"}},
		{"indented", "\n\n   Titel \n\n  A\n  B  \n\n", []string{"title: Titel", "paragraph: A\n  B"}},
		{"two lines are no title", "Ein\nTitel\n\nText", []string{"paragraph: Ein\nTitel", "paragraph: Text"}},
		{"a sentence is no title", "Ein Satz.\n\nText", []string{"paragraph: Ein Satz.", "paragraph: Text"}},
		{"a quoted one neither", "»Ein Satz.«\n\nText", []string{"paragraph: »Ein Satz.«", "paragraph: Text"}},
		{"a salutation neither", "Liebe Leser,\n\nText", []string{"paragraph: Liebe Leser,", "paragraph: Text"}},
		{"a question is", "Wer war’s?\n\nText", []string{"title: Wer war’s?", "paragraph: Text"}},
		{"an ellipsis, too", "Und dann...\n\nText", []string{"title: Und dann...", "paragraph: Text"}},
		{"a rule is no title", "-----\n\nText", []string{"paragraph: -----", "paragraph: Text"}},
		{"too long for a title", strings.Repeat("a", 301) + "\n\nb",
			[]string{"paragraph: " + strings.Repeat("a", 301), "paragraph: b"}},
		{"long lines", long + "\n" + long + "\n", []string{"paragraph: " + longLine, "paragraph: " + longLine}},
		{"a title above longer lines", "Titel\n" + long + long + "\n" + long,
			[]string{"title: Titel", "paragraph: " + long + longLine, "paragraph: " + longLine}},
		{"a line above few long ones", "Titel\n" + long + "\n" + long + "\n" + long,
			[]string{"paragraph: Titel\n" + longLine + " \n" + longLine + " \n" + longLine}},
		{"long lines, blank line", long + "\n" + long + "\n\nEnde",
			[]string{"paragraph: " + longLine + " \n" + longLine, "paragraph: Ende"}},
		{"dateline first", "BERLIN (dpa) - Text\nmehr\n\nEnde",
			[]string{"dateline: BERLIN (dpa)", "paragraph: Text\nmehr", "paragraph: Ende"}},
		{"dateline third", "Titel\n\nVorspann\n\nBERLIN (dpa) - Text",
			[]string{"title: Titel", "paragraph: Vorspann", "dateline: BERLIN (dpa)", "paragraph: Text"}},
		{"dateline fourth", "Titel\n\nA\n\nB\n\nBERLIN (dpa) - Text",
			[]string{"title: Titel", "paragraph: A", "paragraph: B", "paragraph: BERLIN (dpa) - Text"}},
		{"one dateline", "BERLIN (dpa) - A\n\nBONN (dpa) - B",
			[]string{"dateline: BERLIN (dpa)", "paragraph: A", "paragraph: BONN (dpa) - B"}},
		{"nothing after the dateline", "Titel\n\nBERLIN, 3. März 2024 —\n\nText",
			[]string{"title: Titel", "dateline: BERLIN, 3. März 2024", "paragraph: Text"}},
		{"NUL", "a\x00\n\n\x00", []string{"title: a\x00", "paragraph: \x00"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.want, quotes(plain(t, tt.body)))
		})
	}
}

func TestTitle(t *testing.T) {
	require.Equal(t, "Titel", Title(plain(t, "Titel\n\nText.\n")))
	require.Equal(t, "", Title(plain(t, "Text.\n")))
}

func TestPassagesOfTheRelease(t *testing.T) {
	data, err := os.ReadFile("../../../../seeds/000_72008c147d53139e.txt")
	require.NoError(t, err)
	text, err := Plain(data, "utf-8")
	require.NoError(t, err)
	require.Nil(t, text.Map)
	var got [][2]int
	for _, p := range text.Passages {
		got = append(got, [2]int{p.Span.Start, p.Span.End})
	}
	require.Equal(t, [][2]int{{0, 123}, {125, 158}, {163, 713}, {715, 1449}, {1451, 2281},
		{2283, 2975}, {2977, 3426}}, got)
	require.Equal(t, data[:123], []byte(Title(text)))
	require.Equal(t, KindDateline, text.Passages[1].Kind)
	d, ok := ParseDateline(text.Passages[1].Span.Of(text.Body))
	require.True(t, ok)
	require.Equal(t, "Shenyang, China, 26 October 2023", d.String())
	require.Equal(t, "2023-10-26", d.Date)
	for _, p := range text.Passages[2:] {
		require.Equal(t, KindParagraph, p.Kind)
	}
}

// Law: passages are disjoint, ascending, trimmed, cut no sequence, and hold
// every letter and digit.
func requireWhole(t require.TestingT, text Text) {
	require.True(t, utf8.ValidString(text.Body))
	end := 0
	for _, p := range text.Passages {
		require.LessOrEqual(t, end, p.Span.Start)
		require.Less(t, p.Span.Start, p.Span.End)
		requireNoWord(t, text.Body[end:p.Span.Start])
		quote := p.Span.Of(text.Body)
		require.True(t, utf8.ValidString(quote))
		require.Equal(t, strings.TrimSpace(quote), quote)
		require.NotEmpty(t, p.Kind)
		end = p.Span.End
	}
	requireNoWord(t, text.Body[end:])
}

func requireNoWord(t require.TestingT, between string) {
	require.True(t, utf8.ValidString(between))
	for _, r := range between {
		require.False(t, unicode.IsLetter(r) || unicode.IsDigit(r), "%q lies in no passage", between)
	}
}

func TestPassagesHoldEveryWord(t *testing.T) {
	piece := rapid.SampledFrom([]string{"\n", "\n\n", "\r\n", "\r", "\f", " ", "\u00A0", "\u2029", "\x00",
		"BERLIN", "Berlin, ", "3. März 2024", "Oct. 26, 2023", " (dpa)", "/AP/", " - ", " — ", "--", ": ",
		"ein Wort", "漢字", "é", "123", ".", "\xFF", strings.Repeat("lang ", 30)})
	rapid.Check(t, func(t *rapid.T) {
		body := strings.Join(rapid.SliceOfN(piece, 0, 20).Draw(t, "pieces"), "")
		requireWhole(t, plain(t, body))
	})
}

// The number of passages is bounded, and the last one takes the rest.
func TestTooManyBlocks(t *testing.T) {
	for _, body := range []string{
		strings.Repeat("a\n\n", maxPassages+5),
		strings.Repeat(strings.Repeat("a", longLine+1)+"\n", maxPassages+5),
	} {
		text := Text{Body: body, Passages: passages(body)}
		require.Equal(t, maxPassages, len(text.Passages)) // Len would print them all
		last := text.Passages[maxPassages-1].Span
		require.Equal(t, len(strings.TrimSpace(body)), last.End)
		require.Equal(t, 6, strings.Count(last.Of(body), "a\n")+1)
	}
}

func TestExtremeLines(t *testing.T) {
	for _, body := range []string{
		strings.Repeat("a", 60_000_000),
		strings.Repeat(" ", 60_000_000) + "a",
		strings.Repeat("\n", 30_000_000) + "a",
		strings.Repeat("\r\n", 15_000_000) + "a",
	} {
		require.Equal(t, 1, len(plain(t, body).Passages))
	}
}

func FuzzPlain(f *testing.F) {
	f.Add([]byte("Titel\n\nBERLIN (dpa) - Text\r\n\fmehr"), uint8(0))
	f.Add([]byte("\xEF\xBB\xBFK\xC3\xA4se \xE2\x82"), uint8(0))
	f.Add([]byte("\xFF\xFEa\x00\x3D\xD8\x00\xDE\x3D\xD8b"), uint8(1))
	f.Add([]byte("\xFE\xFF\x00a\xDE\x00"), uint8(2))
	f.Add([]byte("\x84Gr\xFC\xDFe\x93 \x81 \x80"), uint8(3))
	f.Add([]byte("Gr\xFC\xDFe\x85"), uint8(4))
	f.Fuzz(func(t *testing.T, data []byte, n uint8) {
		charset := charsetNames[int(n)%len(charsetNames)]
		text, err := Plain(data, charset)
		require.NoError(t, err)
		requireWhole(t, text)
		for _, p := range text.Passages {
			requireExact(t, data, charset, text, p.Span)
		}
	})
}

func BenchmarkPlain(b *testing.B) {
	prose := strings.Repeat("Der Ausschuß für Öffentlichkeit tagte in Köln, wo man über die Größe\n"+
		"des Saales stritt, nicht über die Zahl der Gäste aus aller Welt.\n\n", 8000)
	for _, bench := range []struct{ name, charset, data string }{
		{"UTF-8", "utf-8", prose},
		{"CRLF", "utf-8", strings.ReplaceAll(prose, "\n", "\r\n")},
		{"broken", "utf-8", prose + "\xC3"},
		{"1252", "windows-1252", string(mustEncode(b, "windows-1252", prose))},
		{"UTF-16LE", "utf-16le", string(mustEncode(b, "utf-16le", prose))},
		{"blank lines", "utf-8", strings.Repeat("\n", 1<<20)},
	} {
		data := []byte(bench.data)
		b.Run(bench.name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				if _, err := Plain(data, bench.charset); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func mustEncode(b testing.TB, charset, text string) []byte {
	data, err := charsets[charset].NewEncoder().Bytes([]byte(text))
	require.NoError(b, err)
	return data
}
