package store

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func heldPaths(t *testing.T, c *Catalogue, after, before string, limit int) (paths []string) {
	t.Helper()
	held, err := c.Held(t.Context(), 1, after, before, limit)
	require.NoError(t, err)
	for _, h := range held {
		require.NotZero(t, h.File)
		require.NotZero(t, h.SHA256)
		paths = append(paths, h.Path)
	}
	return paths
}

func TestHeldGivesPagesOfWhatIsPresent(t *testing.T) {
	path := checkedCatalogue(t)
	w, err := OpenWriter(t.Context(), path, nil)
	require.NoError(t, err)
	defer w.Close()
	gone, ok, err := w.HeldAt(t.Context(), 1, "1/01.txt")
	require.NoError(t, err)
	require.True(t, ok)
	im, err := w.Begin(t.Context(), "test", "import", nil)
	require.NoError(t, err)
	b, err := im.Batch(t.Context())
	require.NoError(t, err)
	require.NoError(t, b.AddSighting(t.Context(), Sighting{File: gone.File, Outcome: Gone}))
	require.NoError(t, b.Commit(t.Context()))

	require.Equal(t, []string{"1/00.txt", "1/02.txt"}, heldPaths(t, w.Catalogue, "1/", "10", 2))
	require.Equal(t, []string{"1/19.txt"}, heldPaths(t, w.Catalogue, "1/18.txt", "10", 9))
	require.Equal(t, []string{"2/19.txt"}, heldPaths(t, w.Catalogue, "2/18.txt", "", 9))
	_, ok, err = w.HeldAt(t.Context(), 1, "1/01.txt")
	require.NoError(t, err)
	require.False(t, ok)
	files, bytes, err := w.HeldInScope(t.Context(), Scope{Source: Source{ID: 1}, Path: "1"})
	require.NoError(t, err)
	require.EqualValues(t, 19, files)
	require.Positive(t, bytes)

	// Nobody holds the document any more; who did is still known.
	last, ok, err := w.Holder(t.Context(), gone.SHA256, 1)
	require.NoError(t, err)
	require.True(t, ok)
	require.Equal(t, gone, last)
	_, ok, err = w.Holder(t.Context(), SHA256{1}, 1)
	require.NoError(t, err)
	require.False(t, ok)
}

func TestExcluded(t *testing.T) {
	path := checkedCatalogue(t)
	w, err := OpenWriter(t.Context(), path, nil)
	require.NoError(t, err)
	defer w.Close()
	run := func(command, scope string, left map[string]string) {
		im, err := w.Begin(t.Context(), "test", command, nil)
		require.NoError(t, err)
		require.NoError(t, im.AddScope(t.Context(), Scope{Source: Source{ID: 1}, Path: scope}))
		b, err := im.Batch(t.Context())
		require.NoError(t, err)
		for path, reason := range left {
			require.NoError(t, b.AddOutcome(t.Context(), 1, path, Excluded, reason))
		}
		require.NoError(t, b.Commit(t.Context()))
	}
	excluded := func(path string) bool {
		is, err := w.Excluded(t.Context(), 1, path)
		require.NoError(t, err)
		return is
	}
	run("import", "", map[string]string{"a/x": "--exclude x", "b/x": "--exclude x", "link": "symlink"})
	require.True(t, excluded("a/x"))
	require.False(t, excluded("a"))
	require.False(t, excluded("link"), "left out for what it was")
	run("verify", "", nil)
	require.True(t, excluded("a/x"), "only imports count")
	run("import", "b", nil)
	require.True(t, excluded("a/x"))
	require.False(t, excluded("b/x"), "a newer import had it in scope")
}

func TestSnapshotIsACompactCatalogue(t *testing.T) {
	path := checkedCatalogue(t)
	c, err := Open(t.Context(), path)
	require.NoError(t, err)
	defer c.Close()
	copied := filepath.Join(t.TempDir(), "copy.db")
	require.NoError(t, c.Snapshot(t.Context(), copied))
	require.Error(t, c.Snapshot(t.Context(), copied), "it is not empty")
	found, seen := findings(t, copied)
	require.Empty(t, found)
	require.EqualValues(t, 60, seen.Texts)
	require.NoFileExists(t, copied+"-wal")
	require.False(t, headerOf(copied).wal)
}

func TestSnapshotOfAWriteProtectedCatalogue(t *testing.T) {
	path := checkedCatalogue(t)
	require.NoError(t, os.Chmod(path, 0o400))
	c, err := Open(t.Context(), path)
	require.NoError(t, err)
	defer c.Close()
	require.NoError(t, c.Snapshot(t.Context(), filepath.Join(t.TempDir(), "copy.db")))
}

func TestRowsOfEveryView(t *testing.T) {
	path := checkedCatalogue(t)
	c, err := Open(t.Context(), path)
	require.NoError(t, err)
	defer c.Close()
	counts := map[string]int{}
	for _, view := range Views() {
		before := ""
		require.NoError(t, c.Rows(t.Context(), view, func(columns []string, values []any) error {
			require.Len(t, values, len(columns))
			if view.Name == "documents" {
				require.Less(t, before, values[0])
				before = values[0].(string)
			}
			counts[view.Name]++
			return nil
		}))
	}
	require.Equal(t, map[string]int{"holdings": 60, "documents": 60, "passages": 180, "coverage": 1}, counts)
	stop := fmt.Errorf("stop")
	require.ErrorIs(t, c.Rows(t.Context(), Views()[0], func([]string, []any) error { return stop }), stop)
}

func TestAddFixityCheck(t *testing.T) {
	path := checkedCatalogue(t)
	w, err := OpenWriter(t.Context(), path, nil)
	require.NoError(t, err)
	defer w.Close()
	im, err := w.Begin(t.Context(), "test", "verify", nil)
	require.NoError(t, err)
	b, err := im.Batch(t.Context())
	require.NoError(t, err)
	require.NoError(t, b.AddFixityCheck(t.Context(), FixityCheck{Source: 1, Path: "\xff", State: "new", SHA256: sha256.Sum256(nil)}))
	require.NoError(t, b.AddFixityCheck(t.Context(), FixityCheck{Source: 1, Path: "b", State: "unreadable", File: 1, Reason: "read error"}))
	require.Error(t, b.AddFixityCheck(t.Context(), FixityCheck{Source: 1, Path: "c", State: "intact"}), "only exceptions")
	require.NoError(t, b.Commit(t.Context()))
	_, err = im.End(t.Context(), true, map[string]int{})
	require.NoError(t, err)
	var empty int
	require.NoError(t, w.Catalogue.db.QueryRow(`SELECT count(*) FROM fixity_check WHERE sha256 IS NULL OR file IS NULL`).Scan(&empty))
	require.Equal(t, 2, empty)
}
