package text

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const rstPage = "====\nKäse\n====\n\n:Author: Anna\n:Date: 2024\n\nEin *Absatz*\nmit `Link`_.\n\nZweiter\n-------\n\n" +
	"* eins\n  mehr\n* zwei\n\n  dazu\n\n1. drei\n\nSo geht es::\n\n    code\n\n    mehr\n\nBegriff\n    Erklärung\n\n" +
	".. note:: Achtung\n   Stufe 2\n\n.. _ziel: http://example.org\n.. [1] Fußnote\n.. ein Kommentar\n\n" +
	".. image:: a.png\n   :alt: Bild\n\n.. function:: f(x)\n\n   Tut nichts.\n\n   :param x: eine Zahl\n\n" +
	"+---+-----+\n| A | B   |\n+===+=====+\n| 1 | 2 3 |\n+---+-----+\n\n=====  ===\nC      D\n=====  ===\n4 5    6\n=====  ===\n\n" +
	">>> 1 + 1\n2\n\n| Vers\n| zwei\n"

func TestRST(t *testing.T) {
	tests := []struct {
		name, data string
		passages   []string
	}{
		{"nothing", "", nil},
		{"page", rstPage, []string{"title: Käse", "header: :Author: Anna", "header: :Date: 2024",
			"paragraph: Ein *Absatz*\nmit `Link`_.", "heading: Zweiter", "item: eins\n  mehr", "item: zwei",
			"item: dazu", "item: 1. drei", "paragraph: So geht es::", "code: code\n\n    mehr",
			"paragraph: Begriff", "paragraph: Erklärung", "note: note:: Achtung\n   Stufe 2",
			"navigation: _ziel: http://example.org", "note: [1] Fußnote", "comment: ein Kommentar",
			"caption: image:: a.png\n   :alt: Bild", "code: function:: f(x)", "paragraph: Tut nichts.",
			"header: :param x: eine Zahl", "cell: A", "cell: B", "cell: 1", "cell: 2 3",
			"cell: C", "cell: D", "cell: 4 5", "cell: 6", "code: >>> 1 + 1\n2", "paragraph: Vers\n| zwei"}},
		{"underline alone", "Titel\n=====\nText\n", []string{"title: Titel", "paragraph: Text"}},
		{"too short", "Ein Titel\n---\n", []string{"paragraph: Ein Titel"}},
		{"numbered heading", "1. Titel\n========\n", []string{"title: 1. Titel"}},
		{"rule", "a\n\n----\n\nb", []string{"paragraph: a", "paragraph: b"}},
		{"colons alone", "a\n\n::\n\n  x\n  y\n\nb", []string{"paragraph: a", "code: x\n  y", "paragraph: b"}},
		{"no literal block", "a::\n\nb", []string{"paragraph: a::", "paragraph: b"}},
		{"code", ".. code-block:: go\n\n   func x()\n\ntext", []string{"code: code-block:: go\n\n   func x()", "paragraph: text"}},
		{"empty comment", "..\n  a\nb", []string{"comment: a", "paragraph: b"}},
		{"a role is no field", ":ref:`x` sagt\n", []string{"paragraph: :ref:`x` sagt"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := readAs(t, rstReader, tt.data, "utf-8")
			require.Equal(t, tt.passages, quotes(got))
			require.Nil(t, got.Map)
		})
	}
}

func TestRSTHostile(t *testing.T) {
	requireSurvives(t, rstReader, []byte(rstPage), "utf-8")
	for _, piece := range []string{".. ", "- ", "|", "+-\n", "::\n", ":a:\n", "==\n", "= ", " ", "a::\n\n "} {
		_, err := rstReader.Read(Input{Data: []byte(strings.Repeat(piece, 1_000_000)), Charset: "utf-8", Limits: DefaultLimits})
		require.NoError(t, err, "%q", piece)
	}
}

func TestRSTOfOthers(t *testing.T) {
	for name, data := range realFiles(t, "rst") {
		got := readAs(t, rstReader, string(data), "utf-8")
		require.Greater(t, len(got.Passages), 10, name)
		require.NotEmpty(t, Title(got), name)
	}
}

func FuzzRST(f *testing.F) {
	fuzzReader(f, rstReader, rstPage, "a::\n\n  b\n.. |x| image:: y\n..\n :z: 1", "+-+\n|1|\n+-+")
}

func BenchmarkRST(b *testing.B) { benchReader(b, rstReader, strings.Repeat(rstPage, 1000)) }
