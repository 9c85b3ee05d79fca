//go:build unix && !linux

package sandbox

import "syscall"

// attributes put a child into a process group of its own, so that Ctrl-C in the
// terminal reaches the parent alone.
func attributes() *syscall.SysProcAttr { return &syscall.SysProcAttr{Setpgid: true} }

func workFolder() string { return "/" }
