//go:build linux || darwin

package source

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"
)

// hostile makes a folder with everything that must not be followed, waited for
// or mistaken, and returns what a walk must say of it.
func hostile(t *testing.T) (root string, want map[string]Kind) {
	root = write(t, "inside/file", "new\nline", "esc\x1b[2J", " ", "-rf", "\\", "ä")
	want = map[string]Kind{
		"inside": Folder, "inside/file": Regular, "new\nline": Regular, "esc\x1b[2J": Regular,
		" ": Regular, "-rf": Regular, "\\": Regular, "ä": Regular,
	}
	at := func(name string) string { return filepath.Join(root, name) }
	add := func(name string, kind Kind, err error) {
		require.NoError(t, err, name)
		want[name] = kind
	}
	outside := write(t, "secret")
	add("to outside", Symlink, os.Symlink(outside, at("to outside")))
	add("to file outside", Symlink, os.Symlink(outside+"/secret", at("to file outside")))
	add("to inside", Symlink, os.Symlink("inside", at("to inside")))
	add("inside/loop", Symlink, os.Symlink("..", at("inside/loop")))
	add("itself", Symlink, os.Symlink("itself", at("itself")))
	add("dangling", Symlink, os.Symlink("nowhere", at("dangling")))
	add("fifo", FIFO, unix.Mkfifo(at("fifo"), 0o644))
	add("empty folder", Folder, os.Mkdir(at("empty folder"), 0o755))
	add("sparse", Regular, os.WriteFile(at("sparse"), nil, 0o4640))
	require.NoError(t, os.Truncate(at("sparse"), 5<<30))
	listen(t, root, "socket")
	want["socket"] = Socket
	if unix.Mknod(at("device"), unix.S_IFCHR|0o644, int(unix.Mkdev(1, 3))) == nil { // as root
		want["device"] = Device
	}
	if os.WriteFile(at("\xff\xfe"), nil, 0o644) == nil { // APFS refuses
		want["\xff\xfe"] = Regular
	}
	return root, want
}

// listen makes a socket, by way of a short link, as socket addresses are short.
func listen(t *testing.T, root, name string) {
	short, err := os.MkdirTemp("/tmp", "s")
	require.NoError(t, err)
	defer os.RemoveAll(short)
	require.NoError(t, os.Symlink(root, short+"/r"))
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: short + "/r/" + name})
	require.NoError(t, err)
	l.SetUnlinkOnClose(false)
	t.Cleanup(func() { l.Close() })
}

// snapshot says all of a folder that could have been touched, save access times.
func snapshot(t *testing.T, root string) string {
	var b strings.Builder
	require.NoError(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		require.NoError(t, err)
		var st unix.Stat_t
		require.NoError(t, unix.Lstat(path, &st))
		st.Atim = unix.Timespec{}
		fmt.Fprintf(&b, "%q %+v", path, st)
		if d.Type().IsRegular() && st.Size < 1<<20 {
			content, err := os.ReadFile(path)
			require.NoError(t, err)
			fmt.Fprintf(&b, " %x", content)
		}
		b.WriteByte('\n')
		return nil
	}))
	return b.String()
}

func TestHostileFolder(t *testing.T) {
	root, want := hostile(t)
	before := snapshot(t, root)
	tree := open(t, root)
	c := cursor(t, tree)

	got := map[string]Kind{}
	for _, e := range walked(t, tree, "") {
		require.NotContains(t, got, e.Path)
		got[e.Path] = e.Kind
		require.NoError(t, e.Err)

		var st unix.Stat_t
		require.NoError(t, unix.Lstat(filepath.Join(root, e.Path), &st))
		require.Equal(t, Entry{
			Path: e.Path, Kind: e.Kind, Size: st.Size,
			MTime: st.Mtim.Nano(), CTime: st.Ctim.Nano(), Mode: uint32(st.Mode) & 0o7777,
			Device: uint64(st.Dev), Inode: st.Ino,
		}, e)

		again, err := c.Lstat(e.Path)
		require.NoError(t, err)
		require.Equal(t, e, again)

		f, err := c.Open(e)
		if e.Kind != Regular {
			require.ErrorIs(t, err, ErrNotRegular, e.Path)
			continue
		}
		require.NoError(t, err)
		_, err = io.Copy(io.Discard, io.LimitReader(f, 1<<20))
		require.NoError(t, err)
		require.NoError(t, f.Unchanged())
		require.NoError(t, f.Close())
	}
	require.Equal(t, want, got)
	require.Equal(t, before, snapshot(t, root), "the source is never written to")
}

// A walk or a cursor told to go through a link does not.
func TestLinksLeadNowhere(t *testing.T) {
	root, _ := hostile(t)
	tree := open(t, root)
	c := cursor(t, tree)
	for _, path := range []string{
		"to outside/secret", "to inside/file", "inside/loop/inside/file", "itself/x", "fifo/x",
	} {
		require.Equal(t, []string{path + ": changed while read"}, paths(walked(t, tree, path)))
		_, err := c.Lstat(path)
		require.ErrorIs(t, err, ErrChanged, path)
	}
	require.Equal(t, []string{"to outside"}, paths(walked(t, tree, "to outside")))
}

// What replaces a file between the walk and the open is neither followed nor
// waited for.
func TestFileIsReplaced(t *testing.T) {
	outside := write(t, "secret")
	for _, test := range []struct {
		name    string
		replace func(t *testing.T, path string) error
		want    error
	}{
		{"by a fifo", func(_ *testing.T, path string) error {
			return unix.Mkfifo(path, 0o644)
		}, ErrNotRegular},
		{"by a link to a file", func(_ *testing.T, path string) error {
			return os.Symlink(outside+"/secret", path)
		}, ErrNotRegular},
		{"by a link to its old self", func(_ *testing.T, path string) error {
			return os.Symlink(path+" before", path)
		}, ErrNotRegular},
		{"by a socket", func(t *testing.T, path string) error {
			listen(t, filepath.Dir(path), filepath.Base(path))
			return nil
		}, ErrNotRegular},
		{"by a folder", func(_ *testing.T, path string) error {
			return os.Mkdir(path, 0o755)
		}, ErrNotRegular},
		{"by a file", func(_ *testing.T, path string) error {
			return os.WriteFile(path, []byte("a/file"), 0o644)
		}, ErrChanged},
		{"by nothing", func(*testing.T, string) error { return nil }, ErrVanished},
	} {
		t.Run(test.name, func(t *testing.T) {
			root := write(t, "a/file", "a/other")
			path := filepath.Join(root, "a/file")
			tree := open(t, root)
			e := entryAt(t, tree, "a/file")
			c := cursor(t, tree)
			_, err := c.Lstat("a/other") // the cursor stands in the folder
			require.NoError(t, err)

			require.NoError(t, os.Rename(path, path+" before"))
			require.NoError(t, test.replace(t, path))
			_, err = c.Open(e)
			require.ErrorIs(t, err, test.want)
			_, err = cursor(t, tree).Open(e)
			require.ErrorIs(t, err, test.want)
		})
	}
}

func TestFolderIsReplacedByALink(t *testing.T) {
	root := write(t, "a/b/file")
	elsewhere := filepath.Join(write(t), "moved")
	tree := open(t, root)
	e := entryAt(t, tree, "a/b/file")
	require.NoError(t, os.Rename(root+"/a", elsewhere))
	require.NoError(t, os.Symlink(elsewhere, root+"/a"))
	_, err := cursor(t, tree).Open(e) // although the link leads to the very file
	require.ErrorIs(t, err, ErrChanged)
}

// The root of a tree is what was opened, whatever has its path later.
func TestRootIsReplaced(t *testing.T) {
	root := write(t, "r/file")
	tree := open(t, root+"/r")
	require.NoError(t, os.Rename(root+"/r", root+"/moved"))
	require.NoError(t, os.Symlink("/", root+"/r"))
	require.Equal(t, []string{"file"}, paths(walked(t, tree, "")))
}

func TestRemovedRootIsReported(t *testing.T) {
	root := write(t, "r/file")
	tree := open(t, root+"/r")
	require.NoError(t, os.RemoveAll(root+"/r"))
	var seen []Entry
	require.NoError(t, tree.Walk(context.Background(), "", func(e Entry) error {
		seen = append(seen, e)
		return nil
	}))
	require.Equal(t, []string{"/: vanished"}, paths(seen))
}
