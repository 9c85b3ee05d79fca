package source

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestWalkOrder(t *testing.T) {
	tree := open(t, write(t, "a/x", "a.txt", "a-b", "a0", "b/c/d", "b/c-", "b/c0"))
	require.Equal(t,
		[]string{"a-b", "a.txt", "a/", "a/x", "a0", "b/", "b/c-", "b/c/", "b/c/d", "b/c0"},
		paths(walked(t, tree, "")))
}

func TestWalkUnder(t *testing.T) {
	root := write(t, "a/b/c", "a/b-", "a/d", "e")
	require.NoError(t, os.Mkdir(filepath.Join(root, "empty"), 0o755))
	tree := open(t, root)
	for under, want := range map[string][]string{
		"a":         {"a/", "a/b-", "a/b/", "a/b/c", "a/d"},
		"a/b":       {"a/b/", "a/b/c"},
		"a/b/c":     {"a/b/c"},
		"e":         {"e"},
		"empty":     {"empty/"},
		"nothing":   {"nothing: vanished"},
		"nothing/x": {"nothing/x: vanished"},
		"e/x":       {"e/x: changed while read"},
	} {
		require.Equal(t, want, paths(walked(t, tree, under)), under)
	}
	for _, under := range []string{"/", "/a", "a/", "a//b", ".", "..", "a/../e", "./a"} {
		err := tree.Walk(context.Background(), under, func(Entry) error { return nil })
		require.ErrorIs(t, err, fs.ErrInvalid, under)
	}
}

func TestWalkSkipsFolder(t *testing.T) {
	tree := open(t, write(t, "a/b/c", "a/d", "e/f", "g"))
	for _, test := range []struct {
		skip string
		want []string
	}{
		{"a", []string{"a/", "e/", "e/f", "g"}},
		{"a/b", []string{"a/", "a/b/", "a/d", "e/", "e/f", "g"}},
		{"g", []string{"a/", "a/b/", "a/b/c", "a/d", "e/", "e/f", "g"}},
	} {
		var seen []Entry
		require.NoError(t, tree.Walk(context.Background(), "", func(e Entry) error {
			seen = append(seen, e)
			if e.Path == test.skip {
				return SkipFolder
			}
			return nil
		}))
		require.Equal(t, test.want, paths(seen))
	}
}

func TestWalkStops(t *testing.T) {
	tree := open(t, write(t, "a/b", "c"))
	full := errors.New("disk full")
	calls := 0
	require.Equal(t, full, tree.Walk(context.Background(), "", func(Entry) error {
		calls++
		return full
	}))
	require.Equal(t, 1, calls)

	ctx, cancel := context.WithCancel(context.Background())
	calls = 0
	require.Equal(t, context.Canceled, tree.Walk(ctx, "", func(Entry) error {
		calls++
		cancel()
		return nil
	}))
	require.Equal(t, 1, calls)
}

// What changes while the walk is elsewhere is reported in the place that the
// order gave it.
func TestWalkOfAChangingFolder(t *testing.T) {
	root := write(t, "a", "b", "c", "d/x", "d-", "e/x", "f/x")
	outside := write(t, "secret")
	at := func(name string) string { return filepath.Join(root, name) }
	tree := open(t, root)
	var seen []Entry
	require.NoError(t, tree.Walk(context.Background(), "", func(e Entry) error {
		seen = append(seen, e)
		if e.Path == "a" {
			require.NoError(t, os.Remove(at("b")))
			require.NoError(t, os.Remove(at("c")))
			require.NoError(t, os.Mkdir(at("c"), 0o755))
			require.NoError(t, os.RemoveAll(at("d")))
			require.NoError(t, os.WriteFile(at("d"), nil, 0o644))
			require.NoError(t, os.RemoveAll(at("e")))
			require.NoError(t, os.Symlink(outside, at("e")))
			require.NoError(t, os.RemoveAll(at("f")))
		}
		return nil
	}))
	require.Equal(t, []string{
		"a", "b: vanished", "c: changed while read", "d-",
		"d/: changed while read", "e/: changed while read", "f/: vanished",
	}, paths(seen))
}

// hostileName draws bytes around '/', of terminals, and of broken UTF-8.
func hostileName() *rapid.Generator[string] {
	bytes := rapid.SampledFrom([]byte("ab-.!0 \n\t\x1b\x01\x7f\xc3\xa4\xff\\*"))
	return rapid.Custom(func(t *rapid.T) string {
		return string(rapid.SliceOfN(bytes, 1, 4).Draw(t, "name"))
	}).Filter(func(s string) bool { return s != "." && s != ".." })
}

func TestCompareIsByteOrderOfPaths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(label string) (listed, string) {
			l := listed{hostileName().Draw(t, label), rapid.Bool().Draw(t, label+" is a folder")}
			if l.folder {
				return l, l.name + "/"
			}
			return l, l.name
		}
		a, pathA := draw("a")
		b, pathB := draw("b")
		got := max(-1, min(1, a.compare(b)))
		require.Equal(t, strings.Compare(pathA, pathB), got)
	})
}

func TestWalkVisitsEachEntryOnceInByteOrder(t *testing.T) {
	base := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		root, err := os.MkdirTemp(base, "")
		require.NoError(t, err)
		defer os.RemoveAll(root)
		path := rapid.SliceOfN(hostileName(), 1, 4)
		for range rapid.IntRange(0, 40).Draw(t, "files") {
			full := filepath.Join(root, strings.Join(path.Draw(t, "path"), "/"))
			// A name may be there as the other kind, or not be allowed here.
			if os.MkdirAll(filepath.Dir(full), 0o755) == nil {
				_ = os.WriteFile(full, nil, 0o644)
			}
		}
		var files, folders []string
		require.NoError(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if path == root || err != nil {
				return err
			}
			path = filepath.ToSlash(path[len(root)+1:])
			if d.IsDir() {
				folders = append(folders, path)
			} else {
				files = append(files, path)
			}
			return nil
		}))
		slices.Sort(files)

		tree, err := Open(root)
		require.NoError(t, err)
		defer tree.Close()
		var gotFiles, gotFolders []string
		require.NoError(t, tree.Walk(context.Background(), "", func(e Entry) error {
			require.NoError(t, e.Err)
			if parent, _, ok := cutLast(e.Path); ok {
				require.Contains(t, gotFolders, parent, "visited before its contents")
			}
			if e.Kind == Folder {
				gotFolders = append(gotFolders, e.Path)
			} else {
				gotFiles = append(gotFiles, e.Path)
			}
			return nil
		}))
		require.Equal(t, files, gotFiles)
		require.ElementsMatch(t, folders, gotFolders)
	})
}

func cutLast(path string) (dir, name string, ok bool) {
	i := strings.LastIndexByte(path, '/')
	if i < 0 {
		return "", path, false
	}
	return path[:i], path[i+1:], true
}
