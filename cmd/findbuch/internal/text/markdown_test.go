package text

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const markdownPage = "---\ntitle: \"Der Käse\"\nauthor: Anna\ntags:\n  - a\n---\n# Käse #\n\nEin *Absatz*\nmit [Link](x.md).\n\n" +
	"Zweiter\n-------\n\n- eins\n  mehr\n* zwei\n\n  dazu\n  1. drei\n\n```go\nfunc x() {\n\n}\n```\n\n" +
	"    code\n\n    mehr\n\n> Zitat\n> weiter\n\n***\n\n| A | B |\n|---|:-:|\n| 1 | 2\\|3 |\n\n<!-- nicht\nfertig -->\n# Ende\n"

func TestMarkdown(t *testing.T) {
	tests := []struct {
		name, data string
		passages   []string
	}{
		{"nothing", "", nil},
		{"page", markdownPage, []string{"header: title: \"Der Käse\"", "header: author: Anna", "header: tags:\n  - a",
			"title: Käse", "paragraph: Ein *Absatz*\nmit [Link](x.md).", "heading: Zweiter",
			"item: eins\n  mehr", "item: zwei", "item: dazu", "item: 1. drei", "code: go\nfunc x() {\n\n}",
			"code: code\n\n    mehr", "paragraph: Zitat\n> weiter", "cell: A", "cell: B", "cell: 1", "cell: 2\\|3",
			"comment: <!-- nicht\nfertig -->", "heading: Ende"}},
		{"setext", "Titel\nzwei\n===\nText\n", []string{"title: Titel\nzwei", "paragraph: Text"}},
		{"no heading", "#hashtag\n####### 7\n", []string{"paragraph: #hashtag\n####### 7"}},
		{"empty heading", "#\n# a", []string{"title: a"}},
		{"C#", "# C#", []string{"title: C#"}},
		{"fence in an item", "1. a\n   ```\n   x\n   ```\n2) b", []string{"item: 1. a", "code: x", "item: 2) b"}},
		{"fence without end", "~~~\na\n\nb", []string{"code: a\n\nb"}},
		{"fence in a quote", "> ```\n> a\n> ```\nb", []string{"code: a", "paragraph: b"}},
		{"fence in a quote without end", "> ```\n> a\n> b\n\nc", []string{"code: a\n> b", "paragraph: c"}},
		{"items in items", "- a\n    - b\n        - c\n\ntext", []string{"item: a", "item: b", "item: c", "paragraph: text"}},
		{"code in an item", "- a\n\n      code\n", []string{"item: a", "code: code"}},
		{"no front matter", "---\n\na\n---\n", []string{"heading: a"}},
		{"front matter without end", "---\na: b\n", []string{"paragraph: a: b"}},
		{"no table", "a | b\nc | d\n", []string{"paragraph: a | b\nc | d"}},
		{"lazy", "> a\nb\n", []string{"paragraph: a\nb"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := readAs(t, markdownReader, tt.data, "utf-8")
			require.Equal(t, tt.passages, quotes(got))
			require.Nil(t, got.Map)
		})
	}
}

func TestMarkdownProperties(t *testing.T) {
	require.Equal(t, []Property{{"title", "Der Käse"}, {"creator", "Anna"}},
		readAs(t, markdownReader, markdownPage, "utf-8").Properties)
}

func TestMarkdownHostile(t *testing.T) {
	requireSurvives(t, markdownReader, []byte(markdownPage), "utf-8")
	requireSurvives(t, markdownReader, []byte(markdownPage), "windows-1252")
	for _, piece := range []string{">", "- ", "|", "```\n", "|\n", "-", "#", "<!--", "---\n", "1.\n", " "} {
		_, err := readMarkdown(Input{Data: []byte("a |\n" + strings.Repeat(piece, 1_000_000)),
			Charset: "utf-8", Limits: DefaultLimits})
		require.NoError(t, err, "%q", piece)
	}
}

func TestMarkdownOfOthers(t *testing.T) {
	for name, data := range realFiles(t, "md") {
		got := readAs(t, markdownReader, string(data), "utf-8")
		require.Greater(t, len(got.Passages), 10, name)
	}
}

func FuzzMarkdown(f *testing.F) {
	fuzzReader(f, markdownReader, markdownPage, "Titel\n===\n- a\n\n\t> b\n~~~x\ny", "a|b\n-|-\n1|2")
}

func BenchmarkMarkdown(b *testing.B) {
	benchReader(b, markdownReader, strings.Repeat(markdownPage, 2000))
}
