package document

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/unicode"
)

func mediaTypeOf(data string) string {
	return MediaType([]byte(data), DetectCharset([]byte(data)))
}

func TestPlainKinds(t *testing.T) {
	prose := "Ein Absatz, der nichts tut,\nals dazustehen.\n\n"
	tests := []struct{ name, data, want string }{
		{"man", ".TH LS 1\n.SH NAME\nls\n", "text/troff"},
		{"man after a comment", "'\\\" t\n.\\\" Titel\n.de XX\nirgendwas\n..\n.TH LS 1\n", "text/troff"},
		{"mdoc", ".Dd May 3, 2024\n.Dt LS 1\n", "text/troff"},
		{"a page that is another", ".so man3/printf.3\n", "text/troff"},
		{"a long licence", strings.Repeat(".\\\" Lizenz\n", 500) + ".TH A 1\n", "text/troff"},
		{"dots in prose", "... und so\n.TH\nweiter\n", "text/plain"},
		{"an apostrophe", "'s ist Krieg\n.TH \n", "text/plain"},

		{"WebVTT", "WEBVTT\n\n00:01.000 --> 00:02.000\na\n", "text/vtt"},
		{"WebVTT after a mark", bomUTF8 + "WEBVTT", "text/vtt"},
		{"SubRip", "1\r\n00:00:01,000 --> 00:00:02,000\r\nHallo\r\n", "application/x-subrip"},
		{"an arrow", "1\nA --> B\n", "text/plain"},
		{"a number", "1984\n\n" + prose, "text/plain"},

		{"comma", "Ort,Jahr,Name\nKöln,1932,\"Maier, A.\"\nBonn,1933,\n", "text/csv"},
		{"semicolon", "Ort;Jahr;Name\nKöln;1932;\"a\nb\"\nBonn;;x", "text/csv"},
		{"tab", "a\tb\tc\nd\te\tf\ng\th\ti\n", "text/tab-separated-values"},
		{"two columns", strings.Repeat("a,b\n", 6), "text/csv"},
		{"a long table", strings.Repeat("a,b,c\n", 5000), "text/csv"},
		{"few rows of two columns", strings.Repeat("a,b\n", 5), "text/plain"},
		{"two rows", "a,b,c\nd,e,f\n", "text/plain"},
		{"blanks after commas", strings.Repeat("a, b, c\n", 9), "text/plain"},
		{"C", strings.Repeat("a=b;\n", 9), "text/plain"},
		{"numbers", strings.Repeat("0x1,0x2,0x3,\n", 9), "text/plain"},
		{"decimal commas", strings.Repeat("1,5\n", 9), "text/plain"},
		{"log", strings.Repeat("12:00:00,123 INFO\n", 9), "text/plain"},
		{"indented", strings.Repeat("\ta\tb\n", 9), "text/plain"},
		{"uneven", "a,b,c\nd,e,f\ng,h,i\nj,k\n", "text/plain"},
		{"comments", strings.Repeat("#a,b,c\n", 9), "text/plain"},
		{"a table with a text below", "a,b,c\nd,e,f\ng,h,i\n\n" + prose, "text/plain"},
		{"an open quote", "a,b,c\nd,e,f\ng,h,i\n\"j,k,l\n", "text/plain"},

		{"Markdown, link", "# Titel\n\n" + prose + "[a](https://example.org)\n", "text/markdown"},
		{"Markdown, fence", "Titel\n=====\n\n" + prose + "```go\nx\n```\n", "text/markdown"},
		{"Markdown, list", "# Titel\n\n## 1.0\n\n- neu\n", "text/markdown"},
		{"shell", "#!/bin/sh\n# Titel\n\n# mehr\necho [a]\n", "text/plain"},
		{"configuration", "# Titel\n#\n# mehr\n\na = 1\n- b\n", "text/plain"},
		{"YAML", "# Titel\n\n- a\n- b\n\n# mehr\n", "text/plain"},
		{"hashtag", "#titel\n\n[a](http://b)\n", "text/plain"},
		{"link alone", prose + "[a](http://b)\n", "text/plain"},

		{"RST, directive", prose + ".. note:: Achtung\n", "text/x-rst"},
		{"RST, literal", "Titel\n=====\n\nDas ``x`` hier.\n", "text/x-rst"},
		{"RST, comment", ".. SPDX\n\n=====\nTitel\n=====\n", "text/x-rst"},
		{"underlined", "Titel\n=====\n\n" + prose + "Zwei\n----\n\n* a\n", "text/plain"},
		{"dots", ".. und weiter: so\n\n" + prose, "text/plain"},
		{"quotes of TeX", "Titel\n=====\n\n``Ja'' und ``nein''\n", "text/plain"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.want, mediaTypeOf(tt.data))
		})
	}
}

func TestPlainKindsInUTF16(t *testing.T) {
	data := inUTF16(t, unicode.LittleEndian, unicode.UseBOM, "# Käse\n\n[a](http://b)\n")
	require.Equal(t, "text/markdown", MediaType(data, DetectCharset(data)))
}

// What stands beyond the first 3,072 bytes decides nothing.
func TestPlainKindsLookAtTheBeginning(t *testing.T) {
	require.Equal(t, "text/plain", mediaTypeOf(strings.Repeat("Prosa\n", sniffed/6)+".. note:: Achtung\n"))
	require.Equal(t, "text/csv", mediaTypeOf(strings.Repeat("a,b,c\n", sniffed/6)+"Prosa\n"))
}

func FuzzMediaType(f *testing.F) {
	for _, seed := range []string{".\\\" a\n.TH a\n", "a;\"b\"\";\n", "# a\n", "a\n==\n.. b::\n", "1\n0:0:0 --> 0:0:0\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		require.NotEmpty(t, MediaType(data, DetectCharset(data)))
		require.NotEmpty(t, MediaType(data, Charset{"utf-8", "valid"}))
	})
}
