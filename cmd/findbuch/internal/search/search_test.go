package search

import (
	"context"
	"crypto/sha256"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"findbuch/cmd/findbuch/internal/word"
	"findbuch/store"
	"findbuch/store/span"
)

// catalogueOf makes a catalogue of texts, each of which is one or more
// passages.
func catalogueOf(t testing.TB, path string, texts ...[]string) *store.Catalogue {
	t.Helper()
	w, err := store.OpenWriter(t.Context(), path, nil)
	require.NoError(t, err)
	im, err := w.Begin(t.Context(), "test", "import", nil)
	require.NoError(t, err)
	source, err := im.AddSource(t.Context(), store.Source{Name: "s", Kind: "folder", Root: "/s"}, true)
	require.NoError(t, err)
	b, err := im.Batch(t.Context())
	require.NoError(t, err)
	for i, passages := range texts {
		text := textOf(passages)
		document, err := b.AddDocument(t.Context(), sha256.Sum256(fmt.Append(nil, i, text.Body)), int64(len(text.Body)),
			store.Reading{Reader: "plain", Version: 1, MediaType: "text/plain"}, text)
		require.NoError(t, err)
		file, err := b.AddFile(t.Context(), source.ID, fmt.Sprintf("%03d", i))
		require.NoError(t, err)
		require.NoError(t, b.AddSighting(t.Context(), store.Sighting{File: file, Document: document, Outcome: store.New}))
	}
	require.NoError(t, b.Commit(t.Context()))
	require.NoError(t, w.Close())
	c, err := store.Open(t.Context(), path)
	require.NoError(t, err)
	return c
}

func textOf(passages []string) *store.Text {
	text := &store.Text{Body: strings.Join(passages, "\n\n")}
	at := 0
	for _, p := range passages {
		text.Passages = append(text.Passages, store.Passage{
			Kind: "paragraph", Span: span.Span{Start: at, End: at + len(p)}, FirstWord: text.Words,
		})
		var words int
		text.Folded, words = word.AppendFolded(text.Folded, p)
		text.Words += int64(words)
		at += len(p) + 2
	}
	return text
}

// hitsOf searches and writes every hit as PATH/PASSAGE:QUOTE.
func hitsOf(t require.TestingT, c *store.Catalogue, query string, limit int) ([]string, Answer) {
	q, err := Parse(query)
	require.NoError(t, err)
	var hits []string
	answer, err := q.Search(context.Background(), c, limit, func(found Found) error {
		for _, hit := range found.Hits {
			require.True(t, found.Passages[hit.Passage].Span.Contains(hit.Span))
			hits = append(hits, fmt.Sprintf("%s/%d:%s", found.Places[0].Path, hit.Passage, hit.Span.Of(found.Body)))
		}
		return nil
	})
	require.NoError(t, err)
	require.Equal(t, len(hits), answer.Hits)
	return hits, answer
}

func TestSearch(t *testing.T) {
	c := catalogueOf(t, filepath.Join(t.TempDir(), "findbuch.db"),
		[]string{"Die Münchner Straße", "führt nach Süden"},
		[]string{"nach Norden", "Süden"},
		[]string{"Süden, Süden, Süden"})
	defer c.Close()
	for _, test := range []struct {
		query string
		limit int
		hits  []string
		more  bool
	}{
		{"munchner", 0, []string{"000/0:Münchner"}, false},
		{`"STRASSE"`, 0, []string{"000/0:Straße"}, false},
		{`"nach suden"`, 0, []string{"000/1:nach Süden"}, false}, // not across the passages of 001
		{"str* nor*", 0, nil, false},
		{"str* OR nor*", 0, []string{"001/0:Norden", "000/0:Straße"}, false},
		{"Süden NOT nach", 0, []string{"002/0:Süden", "002/0:Süden", "002/0:Süden"}, false},
		{"Süden NOT nach", 2, []string{"002/0:Süden", "002/0:Süden"}, true},
		{"Süden NOT nach", 3, []string{"002/0:Süden", "002/0:Süden", "002/0:Süden"}, false},
		{"Süden", 3, []string{"002/0:Süden", "002/0:Süden", "002/0:Süden"}, true},
		{"Oslo", 3, nil, false},
	} {
		hits, answer := hitsOf(t, c, test.query, test.limit)
		require.Equal(t, test.hits, hits, test.query)
		require.Equal(t, test.more, answer.More, test.query)
		require.EqualValues(t, 3, answer.Coverage.Documents)
		require.EqualValues(t, 3, answer.Coverage.Read)
	}
	_, err := Query{}.Search(t.Context(), c, -1, nil)
	require.Error(t, err)
}

// TestSearchFindsWhatIsThere compares the search with looking at every text.
func TestSearchFindsWhatIsThere(t *testing.T) {
	words := []string{"a", "b", "c", "ä"}
	passage := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 1, 5).Draw(t, "words"), " ")
	})
	var texts [][]string
	for i := range 40 {
		texts = append(texts, rapid.SliceOfN(passage, 1, 3).Example(i))
	}
	c := catalogueOf(t, filepath.Join(t.TempDir(), "findbuch.db"), texts...)
	defer c.Close()
	rapid.Check(t, func(rt *rapid.T) {
		q := anyQuery("a", "b", "c").Draw(rt, "query")
		if tooDeep(q.Root) {
			rt.Skip("is refused")
		}
		want := 0
		for _, passages := range texts {
			made := textOf(passages)
			var spans []span.Span
			for _, p := range made.Passages {
				spans = append(spans, p.Span)
			}
			hits, _ := q.Spans(made.Body, spans)
			want += len(hits)
		}
		_, answer := hitsOf(rt, c, q.String(), 0)
		require.Equal(rt, want, answer.Hits)
	})
}
