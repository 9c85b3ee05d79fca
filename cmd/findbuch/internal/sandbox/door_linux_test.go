package sandbox

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sys/unix"
)

// forbidden are readers that try at a path what a child may not do.
var forbidden = map[string]func(path string) error{
	"open":   func(path string) error { _, err := os.Open(path); return err },
	"create": func(path string) error { return os.WriteFile(path+".new", []byte("x"), 0o600) },
	// A descriptor that is closed makes no room for another.
	"close and open": func(path string) error { unix.Close(0); _, err := os.Open(path); return err },
	"listen":         func(string) error { _, err := net.Listen("tcp", "127.0.0.1:0"); return err },
	"start": func(path string) error {
		_, err := os.StartProcess("/proc/self/exe", []string{"x", muteChild}, &os.ProcAttr{})
		return err
	},
	"raise": func(string) error {
		return unix.Setrlimit(unix.RLIMIT_NOFILE, &unix.Rlimit{Cur: 99, Max: 99})
	},
	"remove":   os.Remove,
	"rename":   func(path string) error { return os.Rename(path, path+".moved") },
	"folder":   func(path string) error { return os.Mkdir(path+".folder", 0o700) },
	"truncate": func(path string) error { return os.Truncate(path, 0) },
	"link":     func(path string) error { return os.Symlink(path, path+".link") },
	"execute":  func(path string) error { return syscall.Exec("/proc/self/exe", []string{"x", muteChild}, nil) },
	"core": func(string) error {
		var limit unix.Rlimit
		if err := unix.Getrlimit(unix.RLIMIT_CORE, &limit); err != nil || limit.Max > 0 {
			return err
		}
		return unix.EPERM
	},
	"privileges": func(string) error {
		if n, err := unix.PrctlRetInt(unix.PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0); n != 1 {
			return err
		}
		return unix.EPERM
	},
	"dump": func(string) error {
		if n, err := unix.PrctlRetInt(unix.PR_GET_DUMPABLE, 0, 0, 0, 0); n != 0 {
			return err
		}
		return unix.EPERM
	},
}

// needLandlock are those that are forbidden only when every thread of the child
// could be put into Landlock.
var needLandlock = []string{"privileges", "remove", "rename", "folder", "truncate", "link", "execute"}

func TestTheDoorIsShut(t *testing.T) {
	locked := hasLandlock()
	for name := range forbidden {
		if slices.Contains(needLandlock, name) && !locked {
			continue
		}
		t.Run(name, func(t *testing.T) {
			if name == "raise" && os.Geteuid() == 0 {
				t.Skip("root may raise limits")
			}
			folder := t.TempDir()
			path := filepath.Join(folder, "file")
			require.NoError(t, os.WriteFile(path, []byte("x"), 0o600))
			got, err := newPool(t, Options{}).Read(t.Context(), request(name, path))
			require.NoError(t, err)
			require.NotEqual(t, "<nil>", got.Body)
			left, err := os.ReadDir(folder)
			require.NoError(t, err)
			require.Len(t, left, 1)
			data, err := os.ReadFile(path)
			require.NoError(t, err)
			require.Equal(t, "x", string(data))
		})
	}
}

// hasLandlock tells whether children are in it: the kernel has it, version 3 at
// least, and the program has no cgo.
func hasLandlock() bool {
	version, _, _ := syscall.RawSyscall(unix.SYS_LANDLOCK_CREATE_RULESET, 0, 0, unix.LANDLOCK_CREATE_RULESET_VERSION)
	_, _, err := syscall.AllThreadsSyscall(unix.SYS_GETPID, 0, 0, 0)
	return int(version) >= 3 && err != syscall.ENOTSUP
}

// children returns the numbers of this process's children, zombies too.
func children(t *testing.T) (all []string) {
	lists, err := filepath.Glob("/proc/[0-9]*/stat")
	require.NoError(t, err)
	for _, list := range lists {
		stat, _ := os.ReadFile(list) // may be gone
		_, after, _ := strings.Cut(string(stat), ") ")
		if fields := strings.Fields(after); len(fields) > 1 && fields[1] == strconv.Itoa(os.Getpid()) {
			all = append(all, list)
		}
	}
	return all
}

func TestNothingIsLeft(t *testing.T) {
	before := children(t)
	p := New(Options{Command: command(honestProtocol), Children: 2})
	for _, reader := range []string{"same", "panic", "exit", "lie", "same"} {
		p.Read(t.Context(), request(reader, "x"))
	}
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	p.Read(canceled, request("same", "x"))
	require.Greater(t, len(children(t)), len(before))
	p.Close()
	require.ElementsMatch(t, before, children(t))
}

func TestCtrlCReachesTheParentAlone(t *testing.T) {
	p := newPool(t, Options{})
	requireReads(t, p)
	group, err := unix.Getpgid(p.idle[0].command.Process.Pid)
	require.NoError(t, err)
	require.NotEqual(t, unix.Getpgrp(), group)
}

func TestMemoryOfAHog(t *testing.T) {
	const limit = 100 << 20
	_, err := newPool(t, Options{Memory: limit}).Read(t.Context(), request("hog", ""))
	require.ErrorIs(t, err, ErrMemory)
	var usage syscall.Rusage
	require.NoError(t, syscall.Getrusage(syscall.RUSAGE_CHILDREN, &usage))
	require.Less(t, usage.Maxrss, int64(1<<20), "KB that the largest child took")
}

func TestAChildDiesWithItsParent(t *testing.T) {
	parent := exec.Command(command(parentOfOne)[0], parentOfOne)
	out, err := parent.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, parent.Start())
	var child int
	_, err = fmt.Fscanln(out, &child)
	require.NoError(t, err)
	require.NoError(t, parent.Process.Kill())
	require.Error(t, parent.Wait())
	require.Eventually(t, func() bool { return !runs(child) }, guard, 10*time.Millisecond)
}

// runs tells whether a process is there and no zombie.
func runs(pid int) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err == nil && !strings.Contains(string(stat), ") Z ")
}
