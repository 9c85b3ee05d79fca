package source

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// write makes the files of a folder, each with its path as content, and returns
// the folder.
func write(t testing.TB, paths ...string) string {
	root, err := filepath.EvalSymlinks(t.TempDir())
	require.NoError(t, err)
	for _, path := range paths {
		full := filepath.Join(root, filepath.FromSlash(path))
		require.NoError(t, os.MkdirAll(filepath.Dir(full), 0o755))
		require.NoError(t, os.WriteFile(full, []byte(path), 0o644))
	}
	return root
}

func open(t testing.TB, root string) *Tree {
	tree, err := Open(root)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, tree.Close()) })
	return tree
}

// walked returns all that a walk visits.
func walked(t testing.TB, tree *Tree, under string) []Entry {
	var entries []Entry
	require.NoError(t, tree.Walk(context.Background(), under, func(e Entry) error {
		entries = append(entries, e)
		return nil
	}))
	return entries
}

// paths returns one line an entry: its path, "/" for a folder, its error.
func paths(entries []Entry) []string {
	lines := []string{}
	for _, e := range entries {
		line := e.Path
		if e.Kind == Folder {
			line += "/"
		}
		if e.Err != nil {
			line += ": " + Reason(e.Err)
		}
		lines = append(lines, line)
	}
	return lines
}

func TestOpenRefuses(t *testing.T) {
	root := write(t, "file")
	_, err := Open("relative")
	require.ErrorIs(t, err, fs.ErrInvalid)
	_, err = Open(filepath.Join(root, "nothing"))
	require.ErrorIs(t, err, fs.ErrNotExist)
	require.Equal(t, "vanished", Reason(err))

	if err := os.Symlink(root, filepath.Join(root, "link")); err != nil {
		t.Skip(err)
	}
	_, err = Open(filepath.Join(root, "link"))
	require.ErrorIs(t, err, ErrNotRegular)
}

func TestFolderRoot(t *testing.T) {
	root := write(t, "a/file")
	tree := open(t, root+string(filepath.Separator))
	require.Equal(t, root, tree.Root())
	require.False(t, tree.IsFile())
}

func TestFileRoot(t *testing.T) {
	root := filepath.Join(write(t, "file", "neighbour"), "file")
	tree := open(t, root)
	require.Equal(t, root, tree.Root())
	require.True(t, tree.IsFile())
	require.Equal(t, []string{"file"}, paths(walked(t, tree, "")))
	require.Equal(t, []string{"file"}, paths(walked(t, tree, "file")))
	require.Equal(t, []string{"neighbour: vanished"}, paths(walked(t, tree, "neighbour")))

	cursor := tree.Cursor()
	defer cursor.Close()
	e, err := cursor.Lstat("file")
	require.NoError(t, err)
	require.Equal(t, walked(t, tree, "")[0], e)
	_, err = cursor.Lstat("neighbour")
	require.ErrorIs(t, err, ErrVanished)
}

func TestReason(t *testing.T) {
	for err, want := range map[error]string{
		fmt.Errorf("wrapped: %w", ErrChanged): "changed while read",
		ErrVanished:                           "vanished",
		fs.ErrNotExist:                        "vanished",
		&fs.PathError{Err: syscall.EACCES}:    "permission denied",
		ErrNotRegular:                         "not a regular file",
		ErrPathTooLong:                        "path too long",
		errors.New("input/output error"):      "read error",
	} {
		require.Equal(t, want, Reason(err))
	}
	for kind, want := range map[Kind]string{
		Regular: "", Folder: "", Symlink: "symlink", FIFO: "fifo",
		Socket: "socket", Device: "device", Other: "other", 200: "other",
	} {
		require.Equal(t, want, kind.Reason())
	}
}
