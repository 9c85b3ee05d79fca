package sandbox

import (
	"os"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/windows"
)

// attributes put a child into a process group of its own, so that Ctrl-C in the
// terminal reaches the parent alone, and show no window.
func attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{CreationFlags: windows.CREATE_NEW_PROCESS_GROUP, HideWindow: true}
}

func workFolder() string { return filepath.VolumeName(os.Getenv("SystemRoot")) + `\` }
