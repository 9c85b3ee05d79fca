package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestCandidates(t *testing.T) {
	c := answeringCatalogue(t)
	var found []Candidate
	coverage, err := c.Candidates(t.Context(), `"aramco"`, func(candidate Candidate) error {
		found = append(found, candidate)
		return nil
	})
	require.NoError(t, err)
	require.Len(t, found, 2)
	require.Equal(t, digits(notes), found[0].Document, "the shorter one is the better one")
	require.Greater(t, found[0].Score, found[1].Score)
	require.Positive(t, found[1].Score)
	require.Equal(t, aramco, found[1].Body)
	require.Len(t, found[1].Passages, 3)
	require.Equal(t, []Place{{Source: "letters", Path: "a.txt"}, {Source: "letters", Path: "copies/\xff.txt"}}, found[1].Places)
	require.Equal(t, Coverage{
		Documents: 4, Bytes: int64(len(aramco) + len(second) + len(notes) + 2),
		Read: 3, ReadBytes: int64(len(aramco) + len(second) + len(notes)),
		Unread: []Unread{{"no reader", 1, 2}},
	}, coverage)
}

func TestCandidatesArePresent(t *testing.T) {
	for _, word := range []string{"erste", "verloren"} {
		_, err := answeringCatalogue(t).Candidates(t.Context(), word, func(c Candidate) error {
			return errors.New("found " + c.Document)
		})
		require.NoError(t, err)
	}
}

func TestCandidatesOfEqualScoreGoByPlace(t *testing.T) {
	path := filepath.Join(t.TempDir(), "findbuch.db")
	r := newRecorder(t, path)
	r.begin("import")
	r.source("b", "folder", "/b")
	r.source("a", "folder", "/a")
	for _, i := range rand.Perm(9) {
		r.see(fmt.Sprintf("b/%d", i), fmt.Sprintf("gleich\n\n%d", i), "")
	}
	r.see("a/9", "gleich\n\n9", "")
	r.see("a/best", "gleich", "")
	require.NoError(t, r.w.Close())
	c, err := Open(t.Context(), path)
	require.NoError(t, err)
	defer c.Close()
	var order []string
	_, err = c.Candidates(t.Context(), "gleich", func(found Candidate) error {
		order = append(order, found.Places[0].Source+"/"+found.Places[0].Path)
		if len(order) == 10 {
			return ErrEnough
		}
		return nil
	})
	require.NoError(t, err)
	require.Equal(t, []string{"a/best", "a/9", "b/0", "b/1", "b/2", "b/3", "b/4", "b/5", "b/6", "b/7"}, order)
}

func TestCandidatesEndWithTheirContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	_, err := answeringCatalogue(t).Candidates(ctx, "aramco", func(Candidate) error {
		cancel()
		return nil
	})
	require.ErrorIs(t, err, context.Canceled)
}

func BenchmarkCandidates(b *testing.B) {
	path := filepath.Join(b.TempDir(), "findbuch.db")
	r := newRecorder(b, path)
	r.begin("import")
	r.source("s", "folder", "/s")
	for i := range 2000 {
		r.see(fmt.Sprintf("s/%d", i), fmt.Sprintf("Titel %d\n\nwort %d wort", i, i), "")
	}
	require.NoError(b, r.w.Close())
	c, err := Open(b.Context(), path)
	require.NoError(b, err)
	defer c.Close()
	for b.Loop() {
		_, err := c.Candidates(b.Context(), "wort", func(Candidate) error { return nil })
		require.NoError(b, err)
	}
}
