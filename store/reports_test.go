package store

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestProblems(t *testing.T) {
	c := answeringCatalogue(t)
	var all []Problem
	visit := func(p Problem) error {
		all = append(all, p)
		return nil
	}
	require.NoError(t, c.Problems(t.Context(), "", visit))
	require.Equal(t, []Problem{
		{Source: "letters", Path: "link", Document: "", Problem: "excluded", Reason: "symlink", Import: 1},
		{Source: "letters", Path: "photo.jpg", Document: digits("\xff\xd8"), Problem: "unread", Reason: "no reader", Import: 1},
		{Source: "letters", Path: "secret", Document: "", Problem: "failed", Reason: "permission denied", Import: 1},
	}, all)
	all = nil
	require.NoError(t, c.Problems(t.Context(), "notes", visit))
	require.Empty(t, all)
	require.ErrorIs(t, c.Problems(t.Context(), "nowhere", visit), ErrNotFound)
}

func TestUnregistered(t *testing.T) {
	all, err := answeringCatalogue(t).Unregistered(t.Context())
	require.NoError(t, err)
	require.Equal(t, []Unregistered{{Failed, "permission denied", 1}, {Excluded, "symlink", 1}}, all)
}

func TestCoverageOfNothing(t *testing.T) {
	c, err := Open(t.Context(), emptyCatalogue(t))
	require.NoError(t, err)
	defer c.Close()
	coverage, err := c.Coverage(t.Context())
	require.NoError(t, err)
	require.Zero(t, coverage)
	stats, err := c.Stats(t.Context())
	require.NoError(t, err)
	require.Zero(t, stats.Documents)
	require.Positive(t, stats.CatalogueBytes)
	require.NoError(t, c.History(t.Context(), nil))
}

func TestStats(t *testing.T) {
	s, err := answeringCatalogue(t).Stats(t.Context())
	require.NoError(t, err)
	texts := int64(len(aramco) + len(second) + len(notes))
	require.Positive(t, s.CatalogueBytes)
	s.CatalogueBytes = 0
	require.Equal(t, Stats{
		Sources: 2, Imports: 3, Files: 5, FileBytes: texts + int64(len(aramco)) + 2, Documents: 4, Bytes: texts + 2,
		Texts: 3, TextBytes: texts, Words: 17, Passages: 7, GoneDocuments: 2,
		MediaTypes: []Kind{{"text/plain", 3, texts}, {"image/jpeg", 1, 2}},
		Languages:  []Kind{{"de", 3, texts}},
		Charsets:   []Kind{{"utf-8", 3, texts}},
	}, s)
}

func history(t *testing.T, c *Catalogue) (all []Ran) {
	t.Helper()
	require.NoError(t, c.History(t.Context(), func(r Ran) error {
		all = append(all, r)
		return nil
	}))
	return all
}

func TestHistory(t *testing.T) {
	all := history(t, answeringCatalogue(t))
	require.Len(t, all, 3)
	require.Equal(t, []RunState{RunComplete, RunInterrupted, RunKilled}, []RunState{all[0].State, all[1].State, all[2].State})
	require.JSONEq(t, `{"paths":["x"]}`, string(all[0].Options))
	require.Contains(t, string(all[0].Counts), `"walked":8`)
	require.Len(t, all[0].Digest, 64)
	require.GreaterOrEqual(t, all[0].Ended, all[0].Started)
	require.Empty(t, all[2].Digest)
	require.Zero(t, all[2].Ended)
	require.Nil(t, all[2].Counts)
}

func TestHistoryTellsTheRunningFromTheKilled(t *testing.T) {
	path := emptyCatalogue(t)
	r := newRecorder(t, path)
	r.begin("import")
	r.begin("import")
	all := history(t, r.w.Catalogue)
	require.Equal(t, RunKilled, all[0].State)
	require.Equal(t, RunRunning, all[1].State)
	require.NoError(t, r.w.Close())
	c, err := Open(t.Context(), path)
	require.NoError(t, err)
	defer c.Close()
	require.Equal(t, RunKilled, history(t, c)[1].State)
}

func TestHistoryOfAnAccountThatDoesNotClose(t *testing.T) {
	r := newRecorder(t, emptyCatalogue(t))
	r.begin("import")
	r.end(false, Counts{Walked: 1})
	require.Equal(t, RunIncomplete, history(t, r.w.Catalogue)[0].State)
	require.NoError(t, r.w.Close())
}
