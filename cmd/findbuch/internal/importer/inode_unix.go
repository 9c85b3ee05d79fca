//go:build unix

package importer

import (
	"os"
	"syscall"
)

// inodeOf returns the inode number of a file, so that only files that may be
// the same are looked at twice.
func inodeOf(info os.FileInfo) uint64 {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return stat.Ino
	}
	return 0
}
