package sandbox

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

const bounds = "can take %s of memory and open no files"

// confine is what a child does first.
func confine() {
	unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{})
	unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0) // no looking into it by the user's other processes
	allThreads(unix.SYS_PRCTL, unix.PR_SET_NO_NEW_PRIVS, 1)
}

// allThreads has each thread do a system call that counts for itself and for
// the threads that it starts. Go can't in programs with cgo; then it counts for
// one thread.
func allThreads(call, a, b uintptr) syscall.Errno {
	_, _, err := syscall.AllThreadsSyscall6(call, a, b, 0, 0, 0, 0)
	if err == syscall.ENOTSUP {
		_, _, err = syscall.RawSyscall6(call, a, b, 0, 0, 0, 0)
	}
	return err
}

// taken returns the bytes of memory that the process can write to, used or not:
// what RLIMIT_DATA counts, and the stack. 0 when that can't be told.
func taken() int64 {
	const data = 5 // "size resident shared text lib data dt", pages; see proc_pid_statm(5)
	stat, _ := os.ReadFile("/proc/self/statm")
	if fields := strings.Fields(string(stat)); len(fields) > data {
		pages, _ := strconv.ParseInt(fields[data], 10, 64)
		return pages * int64(os.Getpagesize())
	}
	return 0
}

// shut closes the door: from now on the process opens nothing, and takes no more
// than memory and a quarter on top of what it has. What is open stays so.
//
// RLIMIT_DATA and not RLIMIT_AS, since Go reserves far more addresses than it
// uses. It is not set to what a document may take, since what fails at it fails
// anyhow: Go's collector has been seen to write to memory that it did not get.
func shut(memory int64) error {
	has := taken()
	landlock()
	for _, limit := range []struct {
		resource int
		max      int64
	}{
		{unix.RLIMIT_DATA, has + memory + memory/4},
		{unix.RLIMIT_FSIZE, 0},
		{unix.RLIMIT_NOFILE, 0}, // a descriptor's number must be below
	} {
		bound := unix.Rlimit{Cur: uint64(limit.max), Max: uint64(limit.max)}
		if err := unix.Setrlimit(limit.resource, &bound); err != nil {
			return fmt.Errorf("setrlimit %d: %w", limit.resource, err)
		}
	}
	return nil
}

// landlock forbids what needs no descriptor: to make, remove, rename, truncate
// and execute files. It does what the kernel knows of that, from 5.13 on; see
// landlock(7).
func landlock() {
	const first = unix.LANDLOCK_ACCESS_FS_MAKE_SYM<<1 - 1 // all rights of version 1
	rights := uint64(first)
	version, _, _ := syscall.RawSyscall(unix.SYS_LANDLOCK_CREATE_RULESET, 0, 0, unix.LANDLOCK_CREATE_RULESET_VERSION)
	if int(version) >= 2 {
		rights |= unix.LANDLOCK_ACCESS_FS_REFER
	}
	if int(version) >= 3 {
		rights |= unix.LANDLOCK_ACCESS_FS_TRUNCATE
	}
	rules, _, err := syscall.RawSyscall(unix.SYS_LANDLOCK_CREATE_RULESET, uintptr(unsafe.Pointer(&rights)), unsafe.Sizeof(rights), 0)
	if err == 0 {
		allThreads(unix.SYS_LANDLOCK_RESTRICT_SELF, rules, 0)
		unix.Close(int(rules))
	}
}
