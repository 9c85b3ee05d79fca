package source

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"
)

// asNobody takes from this goroutine's thread what root may do to any file.
func asNobody(t *testing.T) {
	if os.Geteuid() != 0 {
		return
	}
	runtime.LockOSThread()
	require.NoError(t, unix.Setfsuid(65534))
	t.Cleanup(func() {
		require.NoError(t, unix.Setfsuid(0))
		runtime.UnlockOSThread()
	})
}

func TestUnreadable(t *testing.T) {
	root := write(t, "closed/file", "file", "names only/file", "pass only/file", "readable")
	at := func(name string) string { return filepath.Join(root, name) }
	modes := map[string]os.FileMode{"closed": 0, "file": 0, "names only": 0o444, "pass only": 0o111}
	for name, mode := range modes {
		require.NoError(t, os.Chmod(at(name), mode))
	}
	t.Cleanup(func() {
		for name := range modes {
			os.Chmod(at(name), 0o755)
		}
	})
	tree := open(t, root)
	asNobody(t)

	entries := walked(t, tree, "")
	require.Equal(t, []string{
		"closed/: permission denied", "file", "names only/",
		"names only/file: permission denied", "pass only/: permission denied", "readable",
	}, paths(entries))
	require.EqualValues(t, 0o111, entries[4].Mode, "seen from outside")
	require.NotZero(t, entries[4].Inode)

	c := cursor(t, tree)
	_, err := c.Open(entries[1])
	require.Equal(t, "permission denied", Reason(err))
	_, err = c.Lstat("closed/file")
	require.Equal(t, "permission denied", Reason(err))
	_, err = c.Lstat("pass only/file")
	require.NoError(t, err)
	require.Equal(t, []string{"pass only/file"}, paths(walked(t, tree, "pass only/file")))

	_, err = Open(at("closed"))
	require.Equal(t, "permission denied", Reason(err))
}

// A file system that does not say what a name is (DT_UNKNOWN) is asked.
func TestUnknownType(t *testing.T) {
	root := write(t, "folder/file")
	require.NoError(t, os.Symlink("folder", filepath.Join(root, "link")))
	tree := open(t, root)
	require.True(t, tree.top.isFolder("folder", unix.DT_UNKNOWN))
	require.False(t, tree.top.isFolder("link", unix.DT_UNKNOWN))
	require.False(t, tree.top.isFolder("gone", unix.DT_UNKNOWN))
}
