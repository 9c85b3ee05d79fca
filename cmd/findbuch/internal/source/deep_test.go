//go:build linux || darwin

package source

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"
	"pgregory.net/rapid"
)

// deep makes depth folders called name, one in the other, in each a file
// "~", which comes after it, and returns their root. It is removed from below,
// as os.RemoveAll needs a descriptor for each folder.
func deep(t testing.TB, depth int, name string) string {
	root := write(t)
	fd, err := unix.Open(root, unix.O_RDONLY|unix.O_CLOEXEC, 0)
	require.NoError(t, err)
	for range depth {
		require.NoError(t, unix.Mkdirat(fd, name, 0o755))
		below, err := unix.Openat(fd, name, unix.O_RDONLY|unix.O_CLOEXEC, 0)
		require.NoError(t, err)
		unix.Close(fd)
		fd = below
		file, err := unix.Openat(fd, "~", unix.O_CREAT|unix.O_WRONLY|unix.O_CLOEXEC, 0o644)
		require.NoError(t, err)
		unix.Close(file)
	}
	t.Cleanup(func() {
		for range depth {
			require.NoError(t, unix.Unlinkat(fd, "~", 0))
			above, err := unix.Openat(fd, "..", unix.O_RDONLY|unix.O_CLOEXEC, 0)
			require.NoError(t, err)
			unix.Close(fd)
			fd = above
			require.NoError(t, unix.Unlinkat(fd, name, unix.AT_REMOVEDIR))
		}
		unix.Close(fd)
	})
	return root
}

// descriptors returns how many are open, 0 where the system does not tell.
func descriptors(t testing.TB) int {
	if runtime.GOOS != "linux" {
		return 0
	}
	fds, err := os.ReadDir("/proc/self/fd")
	require.NoError(t, err)
	return len(fds)
}

// A thousand folders, and a path of five times PATH_MAX.
func TestDeepFolders(t *testing.T) {
	const depth, name = 1000, "a folder of 20 bytes"
	tree := open(t, deep(t, depth, name))
	start := descriptors(t)
	var files []Entry
	folders := 0
	require.NoError(t, tree.Walk(context.Background(), "", func(e Entry) error {
		require.NoError(t, e.Err)
		if e.Kind == Folder {
			folders++
			return nil
		}
		require.Equal(t, strings.Repeat(name+"/", depth-len(files))+"~", e.Path)
		files = append(files, e)
		if len(files)%100 == 1 {
			require.LessOrEqual(t, descriptors(t), start+keptFolders)
		}
		return nil
	}))
	require.Equal(t, depth, folders)
	require.Len(t, files, depth)

	c := cursor(t, tree)
	for _, e := range files {
		f, err := c.Open(e)
		require.NoError(t, err)
		require.NoError(t, f.Close())
	}
	rapid.Check(t, func(t *rapid.T) {
		e := rapid.SampledFrom(files).Draw(t, "file")
		again, err := c.Lstat(e.Path)
		require.NoError(t, err)
		require.Equal(t, e, again)
	})
	require.LessOrEqual(t, descriptors(t), start+keptFolders)
	require.NoError(t, c.Close())
	require.Equal(t, start, descriptors(t), "nothing is left open")
	require.Equal(t, []string{files[0].Path}, paths(walked(t, tree, files[0].Path)))
}

func TestPathTooLong(t *testing.T) {
	name := strings.Repeat("x", 255)
	deepest := maxPath / 256 // folders that fit; the file in the last does not
	tree := open(t, deep(t, deepest+1, name))
	var tooLong []Entry
	for _, e := range walked(t, tree, "") {
		if e.Err != nil {
			tooLong = append(tooLong, e)
		}
	}
	at := strings.Repeat(name+"/", deepest)
	require.Equal(t, []string{at + name + "/: path too long", at + "~: path too long"}, paths(tooLong))
}

func TestTooDeep(t *testing.T) {
	tree := open(t, deep(t, maxDepth+2, "d"))
	visited := 0
	var failed []Entry
	require.NoError(t, tree.Walk(context.Background(), "", func(e Entry) error {
		visited++ // not kept: depth squared bytes of paths
		if e.Err != nil {
			failed = append(failed, e)
		}
		return nil
	}))
	require.Equal(t, 2*maxDepth+1, visited)
	tooDeep := strings.Repeat("d/", maxDepth) + "d"
	require.Equal(t, []string{tooDeep + "/: path too long"}, paths(failed))
	_, err := cursor(t, tree).Lstat(tooDeep + "/~")
	require.ErrorIs(t, err, ErrPathTooLong)
}

// Folders above the walk are moved while their descriptors are closed: one, whose
// ".." then is another, and maybe the first, which a link replaces. The names that
// were read in them stay accounted for; nothing is looked up elsewhere.
func TestAncestorIsMoved(t *testing.T) {
	const depth, movedAt = 3 * keptFolders, keptFolders
	for name, withTop := range map[string]bool{"alone": false, "with the first": true} {
		t.Run(name, func(t *testing.T) {
			root := deep(t, depth, "d")
			at := func(name string) string { return filepath.Join(root, name) }
			middle := strings.Repeat("d/", movedAt) + "d"
			tree := open(t, root)
			start := descriptors(t)
			var seen []Entry
			require.NoError(t, tree.Walk(context.Background(), "", func(e Entry) error {
				if len(seen) == depth { // the first file, at the bottom
					require.NoError(t, os.Rename(at(middle), at("middle")))
					if withTop {
						require.NoError(t, os.Rename(at("d"), at("top")))
						require.NoError(t, os.Symlink("top", at("d")))
					}
				}
				seen = append(seen, e)
				return nil
			}))
			require.Equal(t, start, descriptors(t), "nothing is left open")
			if withTop {
				require.NoError(t, os.Remove(at("d")))
				require.NoError(t, os.Rename(at("top"), at("d")))
			}
			require.NoError(t, os.Rename(at("middle"), at(middle)))

			files := seen[depth:]
			require.Len(t, files, depth)
			for i, e := range files {
				folders := depth - i
				require.Equal(t, strings.Repeat("d/", folders)+"~", e.Path)
				if withTop && folders <= movedAt {
					require.ErrorIs(t, e.Err, ErrChanged)
				} else {
					require.NoError(t, e.Err)
				}
			}
		})
	}
}
