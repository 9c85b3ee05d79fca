package source

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// entryAt returns the entry that a walk yields for path.
func entryAt(t testing.TB, tree *Tree, path string) Entry {
	entries := walked(t, tree, path)
	require.Equal(t, path, entries[0].Path)
	require.NoError(t, entries[0].Err)
	return entries[0]
}

func cursor(t testing.TB, tree *Tree) *Cursor {
	c := tree.Cursor()
	t.Cleanup(func() { require.NoError(t, c.Close()) })
	return c
}

func TestCursorReads(t *testing.T) {
	root := write(t, "a", "b/c", "b/d/e", "b/d/f", "g/h")
	require.NoError(t, os.WriteFile(filepath.Join(root, "empty"), nil, 0o644))
	tree := open(t, root)
	var files []Entry
	for _, e := range walked(t, tree, "") {
		if e.Kind == Regular {
			files = append(files, e)
		}
	}
	require.Len(t, files, 6)
	c := cursor(t, tree)
	rapid.Check(t, func(t *rapid.T) {
		e := rapid.SampledFrom(files).Draw(t, "file")
		want := e.Path
		if want == "empty" {
			want = ""
		}
		f, err := c.Open(e)
		require.NoError(t, err)
		defer f.Close()
		got, err := io.ReadAll(f)
		require.NoError(t, err)
		require.Equal(t, want, string(got))
		require.Equal(t, int64(len(want)), f.Size())
		require.Equal(t, int64(len(want)), e.Size)
		require.NoError(t, f.Unchanged())

		again, err := c.Lstat(e.Path)
		require.NoError(t, err)
		require.Equal(t, e, again)
	})
}

func TestCursorRefuses(t *testing.T) {
	tree := open(t, write(t, "a/b"))
	c := cursor(t, tree)
	for _, path := range []string{"", "/", "/a/b", "a/", "a//b", ".", "..", "a/../a/b", "../x", "a/./b"} {
		_, err := c.Lstat(path)
		require.ErrorIs(t, err, fs.ErrInvalid, path)
		_, err = c.Open(Entry{Path: path})
		require.ErrorIs(t, err, fs.ErrInvalid, path)
	}
	_, err := c.Open(entryAt(t, tree, "a"))
	require.ErrorIs(t, err, ErrNotRegular)
	e, err := c.Lstat("a/nothing")
	require.ErrorIs(t, err, ErrVanished)
	require.Equal(t, Entry{Path: "a/nothing", Kind: Other, Err: ErrVanished}, e)
	_, err = c.Lstat(strings.Repeat("x/", maxPath/2) + "x")
	require.ErrorIs(t, err, ErrPathTooLong)
	_, err = c.Lstat("a/b\x00")
	require.Error(t, err)
}

// Something happens to a file between the walk and the end of its reading.
func TestFileChanges(t *testing.T) {
	for name, change := range map[string]func(path string) error{
		"appended": func(path string) error {
			f, err := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				return err
			}
			defer f.Close()
			_, err = f.WriteString("more")
			return err
		},
		"truncated": func(path string) error { return os.Truncate(path, 1) },
		"touched": func(path string) error {
			return os.Chtimes(path, time.Time{}, time.Unix(1, 0))
		},
	} {
		t.Run(name, func(t *testing.T) {
			root := write(t, "file")
			tree := open(t, root)
			c := cursor(t, tree)
			f, err := c.Open(entryAt(t, tree, "file"))
			require.NoError(t, err)
			defer f.Close()
			require.NoError(t, f.Unchanged())
			require.NoError(t, change(filepath.Join(root, "file")))
			_, err = io.ReadAll(f)
			require.NoError(t, err)
			require.ErrorIs(t, f.Unchanged(), ErrChanged)
		})
	}
}

// A cursor that stands in a folder sees what took that folder's place.
func TestCursorAfterFolderIsMadeAnew(t *testing.T) {
	root := write(t, "a/file")
	tree := open(t, root)
	c := cursor(t, tree)
	_, err := c.Lstat("a/file")
	require.NoError(t, err)
	require.NoError(t, os.RemoveAll(filepath.Join(root, "a")))
	_, err = c.Lstat("a/file")
	require.ErrorIs(t, err, ErrVanished)
	require.NoError(t, os.Mkdir(filepath.Join(root, "a"), 0o755))
	require.NoError(t, os.WriteFile(filepath.Join(root, "a/file"), nil, 0o644))
	_, err = c.Lstat("a/file")
	require.NoError(t, err)
}
