package main

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"findbuch/store/span"
)

func TestExcerpt(t *testing.T) {
	body := "Title.\n\n" + strings.Repeat("word  ", 20) + "The\nhit stands here\x1b " + strings.Repeat("more ", 20) + "\n\nEnd"
	passage := span.Span{Start: 8, End: len(body) - 5}
	start := strings.Index(body, "hit")
	e := excerptOf(body, passage, span.Span{Start: start, End: start + 3}, 63)
	require.Equal(t, excerpt{"… word word word word The ", "hit", ` stands here\x1b more more …`}, e)

	e = excerptOf("hit", span.Span{Start: 0, End: 3}, span.Span{Start: 0, End: 3}, 80)
	require.Equal(t, excerpt{"", "hit", ""}, e)
}

func TestExcerptIsShortAndVisible(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		body := rapid.StringN(0, -1, 3000).Draw(t, "body")
		cuts := []int{0, rapid.IntRange(0, len(body)).Draw(t, "start"), rapid.IntRange(0, len(body)).Draw(t, "end"), len(body)}
		cuts[1], cuts[2] = min(cuts[1], cuts[2]), max(cuts[1], cuts[2])
		for cuts[1] > 0 && cuts[1] < len(body) && !utf8.RuneStart(body[cuts[1]]) {
			cuts[1]--
		}
		for cuts[2] < len(body) && !utf8.RuneStart(body[cuts[2]]) {
			cuts[2]++
		}
		e := excerptOf(body, span.Span{Start: 0, End: len(body)}, span.Span{Start: cuts[1], End: cuts[2]}, 60)
		for _, part := range []string{e.before, e.hit, e.after} {
			require.True(t, isVisible(part))
			require.LessOrEqual(t, utf8.RuneCountInString(part), 60)
		}
	})
}
