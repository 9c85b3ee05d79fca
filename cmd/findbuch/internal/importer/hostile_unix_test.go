//go:build unix

package importer

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"

	"findbuch/store"
)

// The hostile folder has all that a source may do to an importer. Names say
// what the importer must find.
var hostileFiles = map[string]string{
	"empty 1":                          "",
	"empty 2":                          "",
	"nul bytes":                        strings.Repeat("\x00", 5000),
	"-rf":                              "a name like an option",
	"new\nline":                        "a name of two lines",
	"escape\x1b[31mred\x1b[0m\x07":     "a name that colours a terminal",
	"no utf-8 \xff\xfe":                "a name in no charset",
	"bidi \u202etxt.exe":               "a name that reads backwards",
	" ":                                "a blank name",
	"a\\b":                             "a backslash",
	"ü":                                "composed",
	"u\u0308":                          "decomposed",
	"utf-16 cut":                       "\xff\xfeA\x00B",
	"utf-8 cut":                        "Der Brief an Müller, in dem die Straße genannt ist, endet mit M\xc3",
	"control characters":               "\x01\x02\x03\x04\x05\x06",
	"lone surrogate":                   "\xfe\xff\xd8\x00\x00A",
	"brackets":                         strings.Repeat("(", 100000),
	"marks":                            "a" + strings.Repeat("\u0301", 50000),
	"long word":                        strings.Repeat("wort", 50000),
	strings.Repeat("long", 63) + "nam": "a name of 255 bytes",
}

func makeHostile(t *testing.T, folder string) (excluded map[string]string) {
	for name, content := range hostileFiles {
		put(t, folder, name, content)
	}
	require.NoError(t, os.WriteFile(filepath.Join(folder, "one line of 100 MB"), make100MB(), 0o644))
	sparse, err := os.Create(filepath.Join(folder, "sparse 5 GB"))
	require.NoError(t, err)
	require.NoError(t, sparse.Truncate(5<<30))
	require.NoError(t, sparse.Close())

	outside := filepath.Join(t.TempDir(), "outside")
	put(t, outside, "secret", "must not be read")
	excluded = map[string]string{}
	for name, target := range map[string]string{
		"link out": outside, "link to file out": outside + "/secret", "link in": "empty 1", "link to itself": "link to itself",
		"dangling": "nowhere", "link up": "..", "link to device": "/dev/zero",
	} {
		require.NoError(t, os.Symlink(target, filepath.Join(folder, name)))
		excluded[name] = "symlink"
	}
	require.NoError(t, unix.Mkfifo(filepath.Join(folder, "fifo"), 0o644))
	excluded["fifo"] = "fifo"
	if listen(t, folder, "socket") {
		excluded["socket"] = "socket"
	}
	if unix.Mknod(filepath.Join(folder, "device"), unix.S_IFCHR|0o644, int(unix.Mkdev(1, 5))) == nil {
		excluded["device"] = "device"
	}
	return excluded
}

// make100MB is one line, half of it letters beyond ASCII.
func make100MB() []byte { return []byte(strings.Repeat("äbc ", 20_000_000)) }

// listen makes a socket in a folder whose path may be too long for one.
func listen(t *testing.T, folder, name string) bool {
	short := filepath.Join(os.TempDir(), fmt.Sprintf("fb-%d.sock", os.Getpid()))
	listener, err := net.Listen("unix", short)
	if err != nil {
		return false
	}
	t.Cleanup(func() { listener.Close() })
	return os.Rename(short, filepath.Join(folder, name)) == nil
}

// deepen makes folders 1,000 deep, far beyond the longest path that the system
// takes at once, with a file at the bottom.
func deepen(t *testing.T, folder string) {
	at, err := unix.Open(folder, unix.O_RDONLY|unix.O_DIRECTORY, 0)
	require.NoError(t, err)
	name := strings.Repeat("tief", 5)
	for range 1000 {
		require.NoError(t, unix.Mkdirat(at, name, 0o755))
		next, err := unix.Openat(at, name, unix.O_RDONLY|unix.O_DIRECTORY, 0)
		require.NoError(t, err)
		unix.Close(at)
		at = next
	}
	file, err := unix.Openat(at, "bottom", unix.O_CREAT|unix.O_WRONLY, 0o644)
	require.NoError(t, err)
	_, err = unix.Write(file, []byte("Ganz unten."))
	require.NoError(t, err)
	unix.Close(file)
	unix.Close(at)
}

func TestHostileFolder(t *testing.T) {
	folder, db := t.TempDir(), filepath.Join(t.TempDir(), "findbuch.db")
	excluded := makeHostile(t, folder)
	deepen(t, folder)

	counts := importInto(t, db, nil, folder)
	files := int64(len(hostileFiles) + 3) // and the line, the hole, the bottom
	require.Equal(t, files+int64(len(excluded)), counts.Walked)
	require.Equal(t, store.Counts{
		Walked: counts.Walked, New: files, Excluded: int64(len(excluded)), Bytes: counts.Bytes, Unread: counts.Unread,
	}, counts)

	for name, reason := range excluded {
		require.Contains(t, ask(t, db, `SELECT path || ': ' || reason FROM problems WHERE problem = 'excluded'`),
			name+": "+reason)
	}
	readings := ask(t, db, `SELECT path, reading, reason FROM holdings JOIN documents USING (document)`)
	for _, want := range []string{
		"empty 1|read|empty", "empty 2|read|empty", "nul bytes|unread|no reader", "one line of 100 MB|unread|over budget",
		"sparse 5 GB|unread|no reader", "new\nline|read|", "utf-8 cut|read|", "long word|read|",
	} {
		require.Contains(t, readings, want)
	}
	require.Equal(t, []string{"1"}, ask(t, db,
		`SELECT count(*) FROM holdings WHERE length(path_bytes) > 20000 AND path LIKE '%/bottom'`))

	settle()
	importInto(t, db, nil, folder)
	counts = importInto(t, db, nil, folder)
	require.Equal(t, files, counts.UnchangedBy.Stat, "the hole is not read again")
}

// TestUnreadable imports what permissions forbid to read, as somebody whom they
// bind.
func TestUnreadable(t *testing.T) {
	if os.Getenv("FINDBUCH_UNREADABLE") == "" && os.Geteuid() == 0 {
		rerunAsNobody(t, "TestUnreadable")
		return
	}
	folder, db := t.TempDir(), filepath.Join(t.TempDir(), "findbuch.db")
	put(t, folder, "a", "Anna", "shut/b", "Berta", "x", "Xaver")
	importInto(t, db, nil, folder)
	require.NoError(t, os.Chmod(filepath.Join(folder, "shut"), 0))
	require.NoError(t, os.Chmod(filepath.Join(folder, "x"), 0))
	t.Cleanup(func() { os.Chmod(filepath.Join(folder, "shut"), 0o755) })

	w, err := store.OpenWriter(t.Context(), db, nil)
	require.NoError(t, err)
	report, err := Run(t.Context(), w, Options{Paths: []string{folder}, MaxText: DefaultMaxText, Workers: 2, Rehash: true})
	require.NoError(t, err)
	require.NoError(t, w.Close())
	require.Equal(t, []string{"failed shut: permission denied", "failed x: permission denied"}, outcomes(t, db))
	require.True(t, report.Counts.Closes())
	require.EqualValues(t, 3, report.Counts.Walked)
	require.EqualValues(t, 0, report.Counts.Gone, "what could not be looked at is not gone")
	require.Equal(t, []string{"a", "shut/b", "x"}, ask(t, db, `SELECT path FROM holdings ORDER BY 1`))
}

func rerunAsNobody(t *testing.T, test string) {
	folder, err := os.MkdirTemp("", "findbuch-nobody-")
	require.NoError(t, err)
	defer os.RemoveAll(folder)
	require.NoError(t, os.Chmod(folder, 0o777))
	binary, err := os.ReadFile(os.Args[0])
	require.NoError(t, err)
	public := filepath.Join(folder, "test")
	require.NoError(t, os.WriteFile(public, binary, 0o755))
	command := exec.Command(public, "-test.run", "^"+test+"$", "-test.v")
	command.Env = append(os.Environ(), "FINDBUCH_UNREADABLE=1", "TMPDIR="+folder)
	command.Dir = folder
	command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	out, err := command.CombinedOutput()
	require.NoError(t, err, "%s", out)
	require.Contains(t, string(out), "--- PASS: "+test)
}

// TestChangesWhileRead changes a file between the walk and the end of its
// reading, in all the ways there are.
func TestChangesWhileRead(t *testing.T) {
	folder, db := t.TempDir(), filepath.Join(t.TempDir(), "findbuch.db")
	const many = 2000
	for i := range many {
		put(t, folder, fmt.Sprintf("%04d", i), fmt.Sprintf("Brief %d", i))
	}
	in := func(name string) string { return filepath.Join(folder, name) }
	w, err := store.OpenWriter(t.Context(), db, nil)
	require.NoError(t, err)
	var once sync.Once
	report, err := Run(t.Context(), w, Options{Paths: []string{folder}, MaxText: DefaultMaxText, Workers: 2,
		Progress: func(Progress) {
			once.Do(func() { // in the first file's wake, when the walk has only begun
				require.NoError(t, os.Remove(in("1990")))
				require.NoError(t, os.Remove(in("1991")))
				require.NoError(t, unix.Mkfifo(in("1991"), 0o644))
				require.NoError(t, os.Remove(in("1992")))
				require.NoError(t, os.Symlink("1993", in("1992")))
				require.NoError(t, os.WriteFile(in("1994"), []byte("ein ganz anderer Brief"), 0o644))
			})
		}})
	require.NoError(t, err)
	require.NoError(t, w.Close())
	require.True(t, report.Account.Complete)
	require.EqualValues(t, many, report.Counts.Walked)
	require.EqualValues(t, many-3, report.Counts.New, "a changed file not yet walked is simply new")
	require.EqualValues(t, 3, report.Counts.Excluded+report.Counts.Failed)
}
