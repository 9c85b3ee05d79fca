package source

import (
	"bytes"
	"encoding/binary"

	"golang.org/x/sys/unix"
)

// passing opens a folder for use as a base only, as far as its execute bit lets.
const passing = unix.O_PATH

// Offsets in struct linux_dirent64, see getdents64(2): the record's length in
// two bytes, the type in one, the name up to a NUL.
const (
	direntLength = 16
	direntType   = 18
	direntName   = 19
)

// names returns the names in f, in the system's order and without "." and "..".
// With an error they are those that were read before it. getdents says what most
// entries are, which saves looking at each of them before they can be sorted;
// os.File.ReadDir says so too, but looks at the others by path, and has an
// allocation or two for each.
func (f folder) names(buffer []byte) ([]listed, error) {
	var names []listed
	for {
		n, err := unix.Getdents(f.fd, buffer)
		switch {
		case err == unix.EINTR:
			continue
		case err != nil:
			return names, known(err)
		case n <= 0:
			return names, nil
		}
		names = f.appendDirents(names, buffer[:n])
	}
}

// appendDirents appends the names in one answer of getdents. The kernel made
// it: record lengths are trusted to lie within it.
func (f folder) appendDirents(names []listed, buffer []byte) []listed {
	text := string(buffer) // names are cut from this one string
	for start := 0; start < len(buffer); {
		length := int(binary.NativeEndian.Uint16(buffer[start+direntLength:]))
		kind := buffer[start+direntType]
		first := start + direntName
		end := first + bytes.IndexByte(buffer[first:start+length], 0)
		start += length
		if name := text[first:end]; name != "." && name != ".." {
			names = append(names, listed{name, f.isFolder(name, kind)})
		}
	}
	return names
}

// isFolder looks for itself only where the file system does not say.
func (f folder) isFolder(name string, kind byte) bool {
	if kind != unix.DT_UNKNOWN {
		return kind == unix.DT_DIR
	}
	var e Entry
	return f.lstat(name, &e) == nil && e.Kind == Folder
}
