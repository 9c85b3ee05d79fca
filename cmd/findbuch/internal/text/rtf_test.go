package text

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const rtfPage = `{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fcharset204 Arial CYR;}{\f2\fcharset128 MS;}}
{\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\s1\sbasedon0 heading 1;}{\s2 Title;}}
{\info{\title Der K\'e4se}{\author Anna \u1040?}{\creatim\yr2024\mo5\dy3\hr12\min7}{\operator Bert}}
{\*\generator Ich;}{\header Kopf\par}
\pard\plain\s2 Der K\'e4se\par
\pard\plain\s1 Teil 1\par
\pard\plain Gr\'fc\'dfe\emdash\u8222\'84so\u8220\'93 {\b fet}t \f1\'cc\'e8\'f0\f2 \'82\'a0\'83A\f0{\footnote Eine Note} Ende\line neu\tab Zeile \{1\}\par
{\listtext 1.\tab}eins\par
\pard\intbl A\cell B\cell\row\pard
{\field{\*\fldinst HYPERLINK "x"}{\fldrslt Verweis}}{\v geheim}{\deleted weg} da{\pict\bin5 {{{{{010203}\par
{\object{\*\objdata 0102}{\result{Ergebnis}}}{\*\unknown{\b nichts}}{\annotation Meinung}
{\shp{\*\shpinst{\sp{\sn a}{\sv 1}}{\shptxt Kasten\par}}{\shprslt doppelt}}}`

func TestRTF(t *testing.T) {
	got := readAs(t, rtfReader, rtfPage, "utf-8")
	require.Equal(t, []string{"header: Kopf", "title: Der Käse", "heading: Teil 1",
		"paragraph: Grüße—„so“ fett Мирあア", "note: Eine Note", "paragraph: Ende\nneu\tZeile {1}",
		"item: 1.\teins", "cell: A", "cell: B", "paragraph: Verweis da", "paragraph: Ergebnis",
		"comment: Meinung", "paragraph: Kasten"}, quotes(got))
	require.Equal(t, []Property{{"title", "Der Käse"}, {"creator", "Anna А"}, {"date", "2024-05-03T12:07"}},
		got.Properties)
	require.Equal(t, []string{"1 picture left out", "1 object left out", "1 stretch of hidden text left out",
		"1 tracked deletion left out"}, got.Notes)
}

func TestRTFText(t *testing.T) {
	tests := []struct {
		name, data string
		want       []string
	}{
		{"nothing", `{\rtf1}`, nil},
		{"line ends mean nothing", "{\\rtf1 ein\r\nwort}", []string{"paragraph: einwort"}},
		{"surrogates", `{\rtf1\u-10179?\u-8704?}`, []string{"paragraph: 😀"}},
		{"lone surrogate", `{\rtf1 \u-10179?a}`, []string{"paragraph: \uFFFDa"}},
		{"no fallback", `{\rtf1\uc0\u228b}`, []string{"paragraph: äb"}},
		{"two of fallback", `{\rtf1\uc2\u228 abc}`, []string{"paragraph: äc"}},
		{"fallback is a word", `{\rtf1\u8212\emdash\u8212\emdash x}`, []string{"paragraph: ——x"}},
		{"group ends fallback", `{\rtf1{\u228}b}`, []string{"paragraph: äb"}},
		{"raw bytes", "{\\rtf1 gr\xFC\xDFe}", []string{"paragraph: grüße"}},
		{"code page", `{\rtf1\ansicpg1251 \'cc\'e8` + "\n" + `\'f0}`, []string{"paragraph: Мир"}},
		{"UTF-8", `{\rtf1\ansicpg65001 \'c3\'a4}`, []string{"paragraph: ä"}},
		{"Mac", `{\rtf1\mac \'8a}`, []string{"paragraph: ä"}},
		{"outline level", `{\rtf1\pard\outlinelevel0 a\par\pard b}`, []string{"heading: a", "paragraph: b"}},
		{"not a destination inside", `{\rtf1 a{b\pict c}}`, []string{"paragraph: abc"}},
		{"soft hyphen and blank", `{\rtf1 a\-b\~c\_d}`, []string{"paragraph: ab\u00A0c\u2011d"}},
		{"bin", "{\\rtf1 a{\\*\\x\\bin3 }}}}b}", []string{"paragraph: ab"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.want, quotes(readAs(t, rtfReader, tt.data, "windows-1252")))
		})
	}
}

func TestRTFMap(t *testing.T) {
	got := readAs(t, rtfReader, `{\rtf1 a\'e4\'f6{\b c}\u228?\u246?\par d\emdash}`, "utf-8")
	require.Equal(t, "aäöcäö\nd—", got.Body)
	require.Equal(t, Map{
		{Text: 0, Source: 7, Length: 1, How: Copy},
		{Text: 1, Source: 8, Length: 8, How: "rtf-bytes+windows-1252"},
		{Text: 5, Source: 20, Length: 1, How: Copy},
		{Text: 6, Source: 22, Length: 11, How: RTF},
		{Text: 10, Source: 33, Length: 6, How: Markup},
		{Text: 11, Source: 39, Length: 1, How: Copy},
		{Text: 12, Source: 40, Length: 7, How: RTF},
	}, got.Map)
}

func TestRTFCharsets(t *testing.T) {
	for _, charsets := range []map[int]string{rtfCharsets, rtfCodepages} {
		for number, charset := range charsets {
			_, known := wayOf(RTFBytes + "+" + How(charset))
			require.True(t, known, number)
		}
	}
}

func TestRTFDamaged(t *testing.T) {
	_, err := readRTF(Input{Data: []byte("Hallo"), Limits: DefaultLimits})
	require.ErrorIs(t, err, ErrDamaged)
	got := readAs(t, rtfReader, `{\rtf1 a{\b b`, "utf-8")
	require.Equal(t, "ab", got.Body)
	require.Equal(t, []string{"damaged: the end is missing after byte 13"}, got.Notes)
	got = readAs(t, rtfReader, `{\rtf1 a}rest`, "utf-8")
	require.Equal(t, []string{"4 bytes after the end of the document, at byte 9, left out"}, got.Notes)
}

func TestRTFHostile(t *testing.T) {
	_, err := readRTF(Input{Data: []byte(`{\rtf1` + strings.Repeat("{", 100_000)), Limits: DefaultLimits})
	require.ErrorIs(t, err, ErrOverBudget)
	requireSurvives(t, rtfReader, []byte(rtfPage), "")
	for _, piece := range []string{`\`, `\'e4`, `\u228?`, `{}`, `{\pict`, `\par a`, `\bin9`, `\uc99999999999999999999`, "\xFF", `\'8`,
		`\s2 a\par`, `{\footnote a}`, "a\n"} {
		_, err := readRTF(Input{Data: []byte(`{\rtf1\uc9 ` + strings.Repeat(piece, 100_000)), Limits: DefaultLimits})
		if err != nil {
			require.ErrorIs(t, err, ErrOverBudget, "%q", piece)
		}
	}
}

func TestRTFOfOthers(t *testing.T) {
	for name, data := range realFiles(t, "rtf") {
		got := readAs(t, rtfReader, string(data), "")
		require.NotEmpty(t, got.Passages, name)
		require.Equal(t, strings.HasPrefix(name, "damaged/"), strings.Contains(strings.Join(got.Notes, ""), "damaged"), name)
	}
}

func FuzzRTF(f *testing.F) {
	f.Add([]byte(rtfPage))
	f.Add([]byte(`{\rtf1\uc2\u228 ab\f9\'82{\*\pict\bin3 }}}\u-10179?\u-8704?`))
	f.Fuzz(func(t *testing.T, data []byte) { requireSound(t, rtfReader, append([]byte(`{\rtf1`), data...), "") })
}

func BenchmarkRTF(b *testing.B) {
	benchReader(b, rtfReader, `{\rtf1`+strings.Repeat(`{\b Gr\'fc\'dfe} aus dem Süden, wo es warm ist\par`, 20_000)+"}")
}
