package text

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const subrip = "1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Guten Tag,</i>\r\nHerr <font color=\"#fff\">Maier</font>.\r\n\r\n" +
	"2\r\n00:00:03,000 --> 00:00:04,000\r\n{\\an8}1984 & 5 < 6\r\n"

const webvtt = "WEBVTT - Der Film\nKind: captions\n\nNOTE von Hand\ngemacht\n\nSTYLE\n::cue { color: red }\n\n" +
	"intro\n00:01.000 --> 00:02.000 align:start\n<v.loud Anna Maier>Ja &amp; <c.x>nein</c>&#x41;</v>\n\n" +
	"00:02.000 --> 00:03.000\n- a\n- <00:02.500>b\n"

func TestSubtitle(t *testing.T) {
	tests := []struct {
		name, data string
		passages   []string
	}{
		{"nothing", "", nil},
		{"SubRip", subrip, []string{"paragraph: Guten Tag,\r\nHerr Maier.", "paragraph: 1984 & 5 < 6"}},
		{"WebVTT", webvtt, []string{"header: - Der Film", "header: Kind: captions", "comment: von Hand\ngemacht",
			"name: Anna Maier", "paragraph: Ja & neinA", "paragraph: - a\n- b"}},
		{"no blank lines", "1\n00:00:01,000 --> 00:00:02,000\na\n2\n00:00:03,000 --> 00:00:04,000\nb",
			[]string{"paragraph: a", "paragraph: b"}},
		{"no cue", "Hallo\n\n1\n00:00:01,000 --> 00:00:02,000\na\n\nWelt 7",
			[]string{"paragraph: Hallo", "paragraph: a", "paragraph: Welt 7"}},
		{"empty cue", "1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:03,000 --> 00:00:04,000\n12\n",
			[]string{"paragraph: 12"}},
		{"no blank after the head", "WEBVTT\n00:01.000 --> 00:02.000\na", []string{"paragraph: a"}},
		{"no tags", "00:01.000 --> 00:02.000\na < b > c <laughs> {ja}", []string{"paragraph: a < b > c <laughs> {ja}"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.passages, quotes(readAs(t, subtitleReader, tt.data, "utf-8")))
		})
	}
}

func TestSubtitleMap(t *testing.T) {
	const data = "WEBVTT\n\n00:01.000 --> 00:02.000\na<b>b</b>&lt;&gt;c"
	got := readAs(t, subtitleReader, data, "utf-8")
	require.Equal(t, "ab<>c", got.Body)
	require.Equal(t, []string{"1 time code left out"}, got.Notes)
	require.Equal(t, Map{
		{Text: 0, Source: 32, Length: 1, How: Copy},
		{Text: 1, Source: 36, Length: 1, How: Copy},
		{Text: 2, Source: 41, Length: 8, How: CharacterReference},
		{Text: 4, Source: 49, Length: 1, How: Copy},
	}, got.Map)
	require.Equal(t, []string{"2 time codes left out", "1 style block left out"},
		readAs(t, subtitleReader, webvtt, "utf-8").Notes)
	for _, charset := range charsetNames {
		encoded := string(mustEncode(t, charset, strings.ReplaceAll(webvtt, "Ja", "Jä")))
		require.Contains(t, readAs(t, subtitleReader, encoded, charset).Body, "Jä & neinA")
	}
}

func TestSubtitleHostile(t *testing.T) {
	requireSurvives(t, subtitleReader, []byte(subrip), "utf-8")
	requireSurvives(t, subtitleReader, []byte(webvtt), "windows-1252")
	for _, piece := range []string{"<i>", "&amp;", "<", "&", "{\\", "1\n00:01 --> 00:02\n", "\n"} {
		_, err := readSubtitle(Input{Data: []byte("WEBVTT\n\n" + strings.Repeat(piece, 1_000_000)),
			Charset: "utf-8", Limits: DefaultLimits})
		require.NoError(t, err, "%q", piece)
	}
}

func TestSubtitleOfOthers(t *testing.T) {
	for name, data := range realFiles(t, "srt", "vtt") {
		got := readAs(t, subtitleReader, string(data), "utf-8")
		require.NotEmpty(t, got.Passages, name)
		require.NotContains(t, got.Body, "-->", name)
	}
}

func FuzzSubtitle(f *testing.F) { fuzzReader(f, subtitleReader, subrip, webvtt) }

func BenchmarkSubtitle(b *testing.B) {
	benchReader(b, subtitleReader, strings.Repeat(subrip, 10_000))
}
