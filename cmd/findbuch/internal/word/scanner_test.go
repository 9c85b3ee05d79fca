package word

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"findbuch/store/span"
)

// marked returns text with each word in brackets, and the folded words.
func marked(text string) (string, string) {
	var out strings.Builder
	var folded []string
	var s Scanner
	s.Reset(text)
	from := 0
	for s.Next() {
		at := s.Span()
		out.WriteString(text[from:at.Start] + "[" + at.Of(text) + "]")
		folded = append(folded, string(s.Folded()))
		from = at.End
	}
	return out.String() + text[from:], strings.Join(folded, " ")
}

func TestScannerSpansAndFolds(t *testing.T) {
	for _, test := range []struct{ name, marked, folded string }{
		{"nothing", "", ""},
		{"no word", " — …!", ""},
		{"case", "[Die] [GRÖSSE] [Straße]", "die grosse strasse"},
		{"hyphen", "[Nonstop]-[Flugverbindung]", "nonstop flugverbindung"},
		{"apostrophe and comma", "[can]'[t] [83],[7]", "can t 83 7"},
		{"underscore", "[a]_[b]", "a b"},
		{"decomposed", "[Mu\u0308ller] [Müller]", "muller muller"},
		{"no decomposition", "[Ærø] [Œuvre] [Łódź] [Þór] [đ]", "aero oeuvre lodz thor d"},
		{"Turkish", "[İstanbul] [ılık]", "istanbul ilik"},
		{"Greek", "[Ὀδυσσεύς] [ᾳ]", "οδυσσευσ α"},
		{"ligature and width", "[ﬁn] [Ｅｌｂｅ]", "fin elbe"},
		{"superscript and units", "[5㎡] [3㎏]", "5m2 3kg"},
		{"list number", "[⒈] [⑴] [①]", "1 1 1"},
		{"fraction", "[2][½] [x]", "2 ½ x"},
		{"era", "[㍻][27]", "㍻ 27"},
		{"trade mark", "[Findbuch]™ [Dienst]℠", "findbuch dienst"},
		{"soft hyphen inside", "[Ar\u00ADchiv]", "archiv"},
		{"soft hyphen behind", "[Ar]\u00AD [chiv]", "ar chiv"},
		{"joiners", "[a\u200Db\u200Cc\u2060d]", "abcd"},
		{"zero width space", "[a]\u200B[b]", "a b"},
		{"variation selector", "[a\uFE0Fb]", "ab"},
		{"lone marks", "\u0308 \u0301[a\u0301]", "a"},
		{"Han", "[北][京][2023][年]", "北 京 2023 年"},
		{"Kana", "[カ][ー][ﾄﾞ] [が]", "カ ー ト か"},
		{"Thai with marks", "[ที่][กิ][น] [๑๒]", "ท ก น ๑๒"},
		{"Khmer spacing mark", "[\u1780\u17B6][\u1780]", "\u1780\u17B6 \u1780"},
		{"Hangul", "[한국]", "\u1112\u1161\u11AB\u1100\u116E\u11A8"}, // conjoining jamo
		{"invalid bytes", "[a]\xff[b]\xc3", "a b"},
		{"surrogate", "[a]\xed\xa0\x80[b]", "a b"},
		{"replacement character", "[a]\uFFFD[b]", "a b"},
		{"NUL", "[a]\x00[b]", "a b"},
		{"beyond the BMP", "[𝐀𝟏] [𐐀] 😀", "a1 𐐨"},
	} {
		t.Run(test.name, func(t *testing.T) {
			text := strings.NewReplacer("[", "", "]", "").Replace(test.marked)
			gotMarked, gotFolded := marked(text)
			require.Equal(t, test.marked, gotMarked)
			require.Equal(t, test.folded, gotFolded)
		})
	}
}

func TestScannerEndsAndStartsAgain(t *testing.T) {
	var s Scanner
	require.False(t, s.Next())
	s.Reset("ein Wort")
	require.True(t, s.Next())
	require.True(t, s.Next())
	for range 2 {
		require.False(t, s.Next())
		require.Empty(t, s.Folded())
		require.Equal(t, span.Span{Start: 8, End: 8}, s.Span())
	}
	s.Reset("Akte")
	require.True(t, s.Next())
	require.Equal(t, "akte", string(s.Folded()))
	require.Equal(t, span.Span{Start: 0, End: 4}, s.Span())
}

func TestLongRunIsCutAndNothingLost(t *testing.T) {
	for _, unit := range []string{"a", "ж", "€a", "ß", "한", "\u1780\u17B6\u17B6", "\u0903"} {
		text := strings.Repeat(unit, 40_000)
		var whole strings.Builder
		var s Scanner
		s.Reset(text)
		end := 0
		for s.Next() {
			require.LessOrEqual(t, len(s.Folded()), 512)
			require.True(t, utf8.Valid(s.Folded()))
			if unit != "€a" { // the euro sign separates
				require.Equal(t, end, s.Span().Start)
			}
			end = s.Span().End
			whole.Write(s.Folded())
		}
		require.Equal(t, len(text), end)
		want, _ := AppendFolded(nil, unit)
		require.Equal(t, strings.Repeat(strings.ReplaceAll(string(want), " ", ""), 40_000), whole.String())
	}
}

func TestLongRunIsCutBetweenRunes(t *testing.T) {
	words := Fold(strings.Repeat("a", 511) + "ж" + "b")
	require.Equal(t, []string{strings.Repeat("a", 511), "жb"}, words)
}

func TestAppendFolded(t *testing.T) {
	folded, words := AppendFolded(nil, "Der Bär!")
	require.Equal(t, "der bar", string(folded))
	require.Equal(t, 2, words)
	folded, words = AppendFolded(folded, "…")
	require.Equal(t, "der bar", string(folded))
	require.Zero(t, words)
	folded, words = AppendFolded(folded, "(im) Wald")
	require.Equal(t, "der bar im wald", string(folded))
	require.Equal(t, 2, words)
}

// anyText makes texts of characters that are handled in different ways, and of
// any others, valid UTF-8 or not.
func anyText() *rapid.Generator[string] {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{
			"a", "Z", "7", " ", "-", "ä", "ß", "ẞ", "ı", "İ", "\u0301", "\u00AD", "\u200D", "\u200B",
			"北", "カ", "ー", "ก", "\u0E48", "\u17B6", "\u1780", "½", "㎏", "㍻", "⒈", "\u2024", "ﷺ",
			"\xff", "\xe2\x82", "\uFFFD", "한", "ﾞ", "™",
		}),
		rapid.StringN(0, 4, -1),
		rapid.Map(rapid.SliceOfN(rapid.Byte(), 0, 4), func(b []byte) string { return string(b) }),
	)
	return rapid.Map(rapid.SliceOf(piece), func(p []string) string { return strings.Join(p, "") })
}

func TestScannerProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkScan(t, anyText().Draw(t, "text")) })
}

func FuzzScanner(f *testing.F) {
	for _, seed := range []string{
		"Nonstop-Flugverbindung zwischen Städten", "a\u0301\u00ADb½㍻ßẞ", "\xff\xfe北京ー\u3099ก\u0E48",
		strings.Repeat("ﷺ㎏", 300),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) { checkScan(t, text) })
}

// checkScan checks what holds for the words of any text.
func checkScan(t require.TestingT, text string) {
	var s Scanner
	s.Reset(text)
	end := 0
	var words []string
	for s.Next() {
		at, folded := s.Span(), string(s.Folded())
		require.LessOrEqual(t, end, at.Start, "spans in order, sharing no byte")
		require.Less(t, at.Start, at.End)
		require.LessOrEqual(t, at.End, len(text))
		require.True(t, utf8.ValidString(at.Of(text)), "cuts no UTF-8 sequence")
		require.NotEmpty(t, folded)
		require.LessOrEqual(t, len(folded), 512)
		for i := range len(folded) {
			c := folded[i]
			require.True(t, c >= 0x80 || 'a' <= c && c <= 'z' || '0' <= c && c <= '9',
				"byte %q of %q", c, folded)
		}
		require.Equal(t, []string{folded}, Fold(folded), "folding a folded word gives that word")
		require.Equal(t, []string{folded}, Fold(at.Of(text)), "the span alone gives the word")
		words = append(words, folded)
		end = at.End
	}
	require.Equal(t, words, Fold(text))
	folded, n := AppendFolded(nil, text)
	require.Equal(t, strings.Join(words, " "), string(folded))
	require.Equal(t, len(words), n)
}

const benchmarkText = "Während der Reise nach Saudi-Arabien vom 14. bis 15. besuchte die Delegation " +
	"den Hauptsitz. Im März dieses Jahres wurde mit einer Investition von 83,7 Milliarden Yuan " +
	"offiziell der Bau begonnen; das größte Gebäude – für Behörden, Gerichte und Archive – öffnet.\n"

func BenchmarkScanner(b *testing.B) {
	text := strings.Repeat(benchmarkText, 4000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	var s Scanner
	for b.Loop() {
		s.Reset(text)
		for s.Next() {
		}
	}
}

func BenchmarkAppendFolded(b *testing.B) {
	text := strings.Repeat(benchmarkText, 4000)
	b.SetBytes(int64(len(text)))
	var folded []byte
	for b.Loop() {
		folded, _ = AppendFolded(folded[:0], text)
	}
}

func TestScannerDoesNotAllocate(t *testing.T) {
	var s Scanner
	require.Zero(t, testing.AllocsPerRun(10, func() {
		s.Reset(benchmarkText + "") // its pages are made by the run before the first counted one
		for s.Next() {
		}
	}))
}
