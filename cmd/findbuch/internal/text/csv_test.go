package text

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestCSV(t *testing.T) {
	tests := []struct {
		name, data string
		passages   []string
	}{
		{"nothing", "", nil},
		{"comma", "Ort,Jahr\r\nKöln,1932\r\nBonn,\r\n",
			[]string{"header: Ort", "header: Jahr", "cell: Köln", "cell: 1932", "cell: Bonn"}},
		{"semicolon", "Ort;Preis\nKöln;1,50\nBonn;2,50\n",
			[]string{"header: Ort", "header: Preis", "cell: Köln", "cell: 1,50", "cell: Bonn", "cell: 2,50"}},
		{"tab", "1\ta, b\n2\tc; d, e\n", []string{"cell: 1", "cell: a, b", "cell: 2", "cell: c; d, e"}},
		{"quoted", "a,b\n\"x, y\",\"zwei\nZeilen\"\n",
			[]string{"header: a", "header: b", "cell: x, y", "cell: zwei\nZeilen"}},
		{"doubled", "1,\"sagt \"\"ja\"\"\"\n", []string{"cell: 1", `cell: sagt "ja"`}},
		{"nothing but a quote", `1,""""` + "\n", []string{"cell: 1", `cell: "`}},
		{"quotes inside", `1,a "b" c` + "\n", []string{"cell: 1", `cell: a "b" c`}},
		{"after the quote", `1,"a"b,c`, []string{"cell: 1", `cell: a"b`, "cell: c"}},
		{"no names: twice", "a,a\nb,c\n", []string{"cell: a", "cell: a", "cell: b", "cell: c"}},
		{"no names: one record", "a,b\n", []string{"cell: a", "cell: b"}},
		{"CR", "a,b\rc,d\r", []string{"header: a", "header: b", "cell: c", "cell: d"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := readAs(t, csvReader, tt.data, "utf-8")
			require.Equal(t, tt.passages, quotes(got))
			require.Empty(t, got.Notes)
		})
	}
}

func TestCSVMap(t *testing.T) {
	require.Nil(t, readAs(t, csvReader, "a,b\n\"c\",d\n", "utf-8").Map)
	got := readAs(t, csvReader, `x,"a""b"`, "utf-8")
	require.Equal(t, `x,"a"b"`, got.Body)
	require.Equal(t, Map{
		{Text: 0, Source: 0, Length: 5, How: Copy},
		{Text: 5, Source: 6, Length: 2, How: Copy},
	}, got.Map)
	require.Equal(t, []string{"cell: ä", "cell: ö"}, quotes(readAs(t, csvReader, "\xE4,\xF6", "windows-1252")))
}

func TestCSVDamaged(t *testing.T) {
	got := readAs(t, csvReader, "a,b\nc,\"d\ne,f\n", "utf-8")
	require.Equal(t, []string{"header: a", "header: b", "cell: c", "cell: d\ne,f"}, quotes(got))
	require.Equal(t, []string{"damaged: the last cell's closing quote is missing"}, got.Notes)
	requireSurvives(t, csvReader, []byte("Ort;Preis\n\"K\xC3\xB6ln \"\"am\"\" Rhein\";1,50\n\"\";x\n"), "utf-8")
}

func TestCSVHostile(t *testing.T) {
	for _, piece := range []string{`"`, `""`, `"",`, "\"\n", ",", "\n", "\r"} {
		_, err := readCSV(Input{Data: []byte(strings.Repeat(piece, 3_000_000)), Charset: "utf-8", Limits: DefaultLimits})
		require.NoError(t, err, "%q", piece)
	}
}

func TestCSVOfOthers(t *testing.T) {
	for name, data := range realFiles(t, "csv") {
		got := readAs(t, csvReader, string(data), "utf-8")
		require.Equal(t, strings.HasPrefix(name, "damaged/"), len(got.Notes) > 0, name)
		require.NotEmpty(t, got.Passages, name)
	}
}

// Every table that encoding/csv writes is read cell by cell.
func TestCSVCells(t *testing.T) {
	cells := rapid.StringMatching(`[a-z",; ]{0,3}[0-9"]`) // blanks are trimmed
	rapid.Check(t, func(t *rapid.T) {
		var want []string
		var out strings.Builder
		w := csv.NewWriter(&out)
		for range rapid.IntRange(2, 5).Draw(t, "records") {
			record := rapid.SliceOfN(cells, 3, 3).Draw(t, "record")
			require.NoError(t, w.Write(append([]string{"0"}, record...)))
			want = append(append(want, "0"), record...)
		}
		w.Flush()
		s, err := newSplice(Input{Data: []byte(out.String()), Charset: "utf-8"})
		require.NoError(t, err)
		var got []string
		for at := 0; at < len(s.doc); {
			c := scanCell(s.doc, at, ',')
			start := len(s.body)
			s.unquote(c)
			got = append(got, string(s.body[start:]))
			at = c.next
		}
		require.Equal(t, want, got)
		readAs(t, csvReader, out.String(), "utf-8")
	})
}

func FuzzCSV(f *testing.F) {
	fuzzReader(f, csvReader, "Ort;Preis\n\"K\xC3\xB6ln \"\"am\"\" Rhein\";1,50\n", "a\tb\r\nc\td", "\"a,b\n")
}

func BenchmarkCSV(b *testing.B) {
	benchReader(b, csvReader, strings.Repeat("1,Köln,\"am Rhein, links\",1932-05-03,\"sagt \"\"ja\"\"\"\n", 20_000))
}
