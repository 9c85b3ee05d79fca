//go:build unix && !linux

package source

import (
	"os"

	"golang.org/x/sys/unix"
)

// passing opens a folder for use as a base only. POSIX has O_SEARCH for this,
// which not every system knows: folders that may be entered but not listed are
// entered on Linux alone.
const passing = unix.O_RDONLY

// names returns the names in f, in the system's order and without "." and "..".
// With an error they are those that were read before it. Each is looked at once
// more than on Linux, since they are sorted by what they are.
func (f folder) names([]byte) ([]listed, error) {
	own, err := openat(f.fd, ".", folderFlags|unix.O_RDONLY)
	if err != nil {
		return nil, known(err)
	}
	file := os.NewFile(uintptr(own), "")
	defer file.Close()
	found, err := file.Readdirnames(-1)
	names := make([]listed, len(found))
	for i, name := range found {
		var e Entry
		names[i] = listed{name, f.lstat(name, &e) == nil && e.Kind == Folder}
	}
	return names, err
}
