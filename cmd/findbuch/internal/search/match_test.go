package search

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"findbuch/cmd/findbuch/internal/word"
	"findbuch/store/span"
)

// passagesOf returns the lines of text that are not empty.
func passagesOf(text string) []span.Span {
	var passages []span.Span
	start := 0
	for line := range strings.SplitSeq(text, "\n") {
		if line != "" {
			passages = append(passages, span.Span{Start: start, End: start + len(line)})
		}
		start += len(line) + 1
	}
	return passages
}

func parse(t require.TestingT, query string) Query {
	q, err := Parse(query)
	require.NoError(t, err)
	return q
}

func TestSpans(t *testing.T) {
	const text = "Das Archiv der Stadt\nStadtarchiv, Archiv-Straße 7\nim Archiv der Städte"
	for _, test := range []struct {
		query string
		ok    bool
		hits  []string
	}{
		{"archiv", true, []string{"4 Archiv", "34 Archiv", "54 Archiv"}},
		{"stadt*", true, []string{"15 Stadt", "21 Stadtarchiv", "65 Städte"}},
		{`"archiv der"`, true, []string{"4 Archiv der", "54 Archiv der"}},
		{"Archiv-Straße", true, []string{"34 Archiv-Straße"}},
		{`"Stadt Stadtarchiv"`, false, nil}, // in two passages
		{`archiv "archiv strasse" arch*`, true,
			[]string{"4 Archiv", "34 Archiv", "34 Archiv-Straße", "54 Archiv"}},
		{"das 7", true, []string{"0 Das", "49 7"}},
		{"das fehlt", false, nil},
		{"das OR fehlt", true, []string{"0 Das"}},
		{"das OR (7 fehlt)", true, []string{"0 Das"}}, // the branch of 7 does not match
		{"das NOT fehlt", true, []string{"0 Das"}},
		{"das NOT 7", false, nil},
		{"das NOT (7 fehlt)", true, []string{"0 Das"}},
		{"7 (im OR NOT das)", true, []string{"49 7", "51 im"}},
		{"7 NOT (fehlt OR NOT im)", true, []string{"49 7"}},
		{"das das DAS", true, []string{"0 Das"}},
	} {
		t.Run(test.query, func(t *testing.T) {
			hits, ok := parse(t, test.query).Spans(text, passagesOf(text))
			require.Equal(t, test.ok, ok)
			require.Equal(t, test.hits, quotes(text, hits))
		})
	}
}

// quotes writes spans as start and quote.
func quotes(text string, hits []span.Span) []string {
	var out []string
	for _, hit := range hits {
		out = append(out, fmt.Sprint(hit.Start, " ", hit.Of(text)))
	}
	return out
}

func TestSpansOverlap(t *testing.T) {
	text := "a a a b a a"
	hits, ok := parse(t, `"a a" "a a a b" "a b a"`).Spans(text, passagesOf(text))
	require.True(t, ok)
	require.Equal(t, []span.Span{{Start: 0, End: 3}, {Start: 0, End: 7}, {Start: 2, End: 5},
		{Start: 4, End: 9}, {Start: 8, End: 11}}, hits)
}

func TestTextOutsideOfPassagesIsNotLookedAt(t *testing.T) {
	_, ok := parse(t, "rand").Spans("Rand Text Rand", []span.Span{{Start: 5, End: 9}})
	require.False(t, ok)
}

func TestSpansOfTheSeed(t *testing.T) {
	content, err := os.ReadFile("../../../../seeds/000_72008c147d53139e.txt")
	require.NoError(t, err)
	text := string(content)
	for query, want := range map[string][]span.Span{
		`"Saudi Aramco"`:   {{Start: 1547, End: 1559}, {Start: 1949, End: 1961}},
		"Flugverbindung":   {{Start: 2855, End: 2869}},
		`"Aramco Projekt"`: {{Start: 2015, End: 2029}},
	} {
		hits, ok := parse(t, query).Spans(text, passagesOf(text))
		require.True(t, ok)
		require.Equal(t, want, hits, query)
	}
}

// The same answers as by looking at every phrase at every word.
func TestSpansAreThoseOfANaiveSearch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(rapid.SampledFrom(
			[]string{"a", "b", "ab", " ", " ", "-", "\n", "Ä", "\u00AD", "b\u0301", "\xff"})).Draw(t, "text"), "")
		q := anyQuery("a", "b", "ab").Draw(t, "query")
		passages := passagesOf(text)
		want, wantOK := naive(q.Root, text, passages)
		hits, ok := q.Spans(text, passages)
		require.Equal(t, wantOK, ok)
		if !ok {
			require.Empty(t, hits)
			return
		}
		slices.SortFunc(want, func(a, b span.Span) int {
			return cmp.Or(a.Start-b.Start, a.End-b.End)
		})
		require.Equal(t, slices.Compact(want), hits)
	})
}

func naive(n Node, text string, passages []span.Span) (hits []span.Span, ok bool) {
	switch n := n.(type) {
	case And:
		for _, part := range n {
			some, ok := naive(part, text, passages)
			if !ok {
				return nil, false
			}
			hits = append(hits, some...)
		}
		return hits, true
	case Or:
		for _, part := range n {
			some, matches := naive(part, text, passages)
			hits, ok = append(hits, some...), ok || matches
		}
		return hits, ok
	case Not:
		_, ok := naive(n.Node, text, passages)
		return nil, !ok
	case Phrase:
		for _, passage := range passages {
			hits = append(hits, naivePhrase(n, text, passage)...)
		}
	}
	return hits, len(hits) > 0
}

func naivePhrase(p Phrase, text string, passage span.Span) (hits []span.Span) {
	words := word.Fold(passage.Of(text))
	var at []span.Span
	var s word.Scanner
	s.Reset(passage.Of(text))
	for s.Next() {
		at = append(at, s.Span().Shift(passage.Start))
	}
	for i := range words {
		end := i + len(p.Words)
		if end > len(words) {
			break
		}
		if slices.Equal(words[i:end], p.Words) || p.Prefix && strings.HasPrefix(words[i], p.Words[0]) {
			hits = append(hits, span.Span{Start: at[i].Start, End: at[end-1].End})
		}
	}
	return hits
}

func BenchmarkSpans(b *testing.B) {
	text := strings.Repeat("Während der Reise nach Saudi-Arabien vom 14. bis 15. besuchte die "+
		"Delegation den Hauptsitz von Saudi Aramco in der größten Stadt.\n", 10_000)
	passages := passagesOf(text)
	for name, query := range map[string]string{
		"rare":   "Flugverbindung",
		"phrase": `"saudi aramco"`,
		"many":   `der OR die OR "der reise nach" OR stadt* OR haupt* NOT (x OR y OR z)`,
	} {
		b.Run(name, func(b *testing.B) {
			q := parse(b, query)
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				q.Spans(text, passages)
			}
		})
	}
}
