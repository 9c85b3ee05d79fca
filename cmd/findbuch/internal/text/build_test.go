package text

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// described writes a text's passages as "kind: quote" lines, its properties and
// notes.
func described(body Text) string {
	var out strings.Builder
	page := 0
	for _, p := range body.Passages {
		if p.Page != page {
			page = p.Page
			fmt.Fprintf(&out, "— %d —\n", page)
		}
		fmt.Fprintf(&out, "%s: %s\n", p.Kind, strings.ReplaceAll(p.Span.Of(body.Body), "\n", "⏎"))
	}
	for _, p := range body.Properties {
		fmt.Fprintf(&out, "%s = %s\n", p.Name, p.Value)
	}
	for _, note := range body.Notes {
		fmt.Fprintf(&out, "(%s)\n", note)
	}
	return out.String()
}

func TestBuilder(t *testing.T) {
	const part = `Stra&#223;e<br/>2 </p><p>drau&#223;en; </p><p> </p><p>c</p>`
	b := newBuilder(DefaultLimits)
	b.part = "a.xml"
	b.begin(KindTitle)
	b.add("St", 0, 2, Copy)
	b.add("ra", 2, 2, Copy)
	b.add("ß", 4, 6, XML)
	b.add("e", 10, 1, Copy)
	b.space("\n", 11, 5)
	b.add("2 ", 16, 2, Copy)
	b.begin(KindItem)
	b.begin(KindParagraph)
	b.page = 2
	b.add("drau", 25, 4, Copy)
	b.begin(KindCell)
	b.add(" ", 46, 1, Copy)
	b.end()
	b.add("c", 54, 1, Copy)
	b.count("thing left out", "things left out")
	b.property("title", " \n")
	b.property("title", " T ")
	got, err := b.finish()
	require.NoError(t, err)
	require.Equal(t, "Straße\n2 \ndrau\n c", got.Body)
	require.Equal(t, Map{
		{0, 0, 4, Copy, "a.xml"}, {4, 4, 6, XML, "a.xml"}, {6, 10, 1, Copy, "a.xml"},
		{7, 11, 5, Markup, "a.xml"}, {8, 16, 2, Copy, "a.xml"},
		{10, 18, 0, Markup, "a.xml"}, {11, 25, 4, Copy, "a.xml"}, {15, 29, 0, Markup, "a.xml"},
		{16, 46, 1, Copy, "a.xml"}, {17, 54, 1, Copy, "a.xml"},
	}, got.Map)
	require.Equal(t, `title: Straße⏎2
— 2 —
paragraph: drau
paragraph: c
title = T
(1 thing left out)
`, described(got))
	prove(t, got, func(string) []byte { return []byte(part) })
	requireProvable(t, got)
}

func TestBuilderIsBounded(t *testing.T) {
	b := newBuilder(Limits{Text: 4})
	b.add("four", 0, 4, Copy)
	require.NoError(t, b.err)
	b.add("s", 4, 1, Copy)
	require.ErrorIs(t, b.err, ErrOverBudget)
	got, err := b.finish()
	require.ErrorIs(t, err, ErrOverBudget)
	require.Empty(t, got)
}

func TestBuilderOfNothing(t *testing.T) {
	got, err := newBuilder(DefaultLimits).finish()
	require.NoError(t, err)
	require.NotNil(t, got.Map, "an empty text is not its document")
	require.Empty(t, got.Body)
}

func TestBuilderCountsPassages(t *testing.T) {
	b := newBuilder(DefaultLimits)
	for i := range maxPassages + 3 {
		b.begin(KindCell)
		b.add("a", i, 1, Copy)
	}
	got, err := b.finish()
	require.NoError(t, err)
	require.Len(t, got.Passages, maxPassages)
	require.Equal(t, "a\na\na\na", got.Passages[maxPassages-1].Span.Of(got.Body))
}

func TestBuilderCountsNotes(t *testing.T) {
	b := newBuilder(DefaultLimits)
	for i := range maxNotes + 2 {
		b.note("the part %d is missing", i)
	}
	got, err := b.finish()
	require.NoError(t, err)
	require.Len(t, got.Notes, maxNotes+1)
	require.Equal(t, "2 more of the kind", got.Notes[maxNotes])
}
