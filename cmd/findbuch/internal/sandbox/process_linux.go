package sandbox

import (
	"os"
	"os/exec"
	"syscall"

	"golang.org/x/sys/unix"
)

// attributes put a child into a process group of its own, so that Ctrl-C in the
// terminal reaches the parent alone, and let it die with the parent.
func attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}

func workFolder() string { return "/" }

// reap waits for the process, and kills what it may have started while its
// number, and so its group's, cannot be anyone else's.
func reap(command *exec.Cmd) {
	for unix.Waitid(unix.P_PID, command.Process.Pid, nil, unix.WEXITED|unix.WNOWAIT, nil) == unix.EINTR {
	}
	unix.Kill(-command.Process.Pid, unix.SIGKILL)
	command.Wait() // its error says how it ended, as ProcessState does
}

// widen lets a pipe hold a megabyte, which the system may refuse: large
// documents get through with fewer changes from one process to the other.
func widen(pipe *os.File) {
	if raw, err := pipe.SyscallConn(); err == nil {
		raw.Control(func(fd uintptr) { unix.FcntlInt(fd, unix.F_SETPIPE_SZ, 1<<20) })
	}
}
