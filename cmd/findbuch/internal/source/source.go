// Package source turns a place, a folder or a single file, into its entries
// and opens their bytes. It never writes, never follows a link and never waits
// for a FIFO or a device.
//
// # Order
//
// A walk visits every entry once. Non-folders come in the byte order of their
// whole relative paths, so that a walk can be merged with rows that SQL sorts
// by path: "a-b", "a.txt", "a/x". A folder is visited before its contents.
//
// # What can change under a walk
//
// A source lives while it is read, and may be hostile. A path is therefore
// never given to the system whole: every step goes from an open folder to one
// name in it, or back to the very folder that it came through, and refuses to go
// through a link. Depth and paths beyond PATH_MAX need nothing special, and a
// folder that is exchanged for a link leads nowhere.
// A file is opened without blocking and must then be the very inode that the
// walk saw; after reading it is looked at again. What was replaced, changed or
// lost is an error with a word from a closed vocabulary, see [Reason].
//
// # What is not checked
//
// A file whose size, times and inode are what they were is taken for unchanged,
// although a writer with a memory map can alter bytes without moving the times
// at once. A folder to which names are added while it is read may show them or
// not. A file system that itself hangs (a dead network mount) is waited for.
// A device node exchanged for a file in the instant before the open is opened
// and closed again, though never read. Where the system has no descriptors
// relative to folders (Windows), steps are checked by looking before and after,
// which leaves instants that the Unix way does not.
package source

import (
	"errors"
	"io/fs"
	"math"
)

// Errors for what an entry has become. They do not name its path: the caller
// has it, and knows how hostile bytes are shown.
var (
	// ErrChanged is a file or folder that is no longer the one that was seen.
	ErrChanged = errors.New("changed while read")
	// ErrVanished is a path where nothing is any more.
	ErrVanished = errors.New("vanished")
	// ErrNotRegular is something that was to be read and is no regular file.
	ErrNotRegular = errors.New("not a regular file")
	// ErrPathTooLong is a path of more than 65,536 bytes or 4,096 folders.
	ErrPathTooLong = errors.New("path too long")
)

// SkipFolder is returned by the visitor of a walk to leave out the contents of
// the folder that it was called with.
//
//lint:ignore ST1012 it is no error, like fs.SkipDir
var SkipFolder = errors.New("skip this folder")

// Bounds of a path below the root. They keep a hostile source from making
// paths, which are held and stored, grow without end.
const (
	maxPath  = 64 << 10 // bytes
	maxDepth = 4 << 10  // folders
)

// Reason returns the word under which an error of this package is accounted:
// "changed while read", "vanished", "permission denied", "not a regular file",
// "path too long" or, for all else, "read error".
func Reason(err error) string {
	for _, known := range []error{ErrChanged, ErrVanished, ErrNotRegular, ErrPathTooLong} {
		if errors.Is(err, known) {
			return known.Error()
		}
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ErrVanished.Error()
	case errors.Is(err, fs.ErrPermission):
		return "permission denied"
	}
	return "read error"
}

// Kind says what an entry is.
type Kind uint8

// Only regular files are ever opened, and only folders entered.
const (
	Regular Kind = iota
	Folder
	Symlink // on Windows every reparse point that leads elsewhere
	FIFO
	Socket
	Device // of blocks or characters
	Other
)

// Reason returns the word under which an entry of this kind is accounted as
// left out: "symlink", "fifo", "socket", "device" or "other". Regular files and
// folders are not left out for their kind; their reason is empty.
func (k Kind) Reason() string {
	switch k {
	case Regular, Folder:
		return ""
	case Symlink:
		return "symlink"
	case FIFO:
		return "fifo"
	case Socket:
		return "socket"
	case Device:
		return "device"
	}
	return "other"
}

// Entry is what a walk found at a path.
type Entry struct {
	// Path is relative to the root, with '/' between names, in bytes as found:
	// it may be no UTF-8 and hold any byte but NUL. The one entry of a file
	// root has the file's base name.
	Path string
	Kind Kind
	// Size is in bytes, as the system tells it.
	Size int64
	// MTime and CTime are nanoseconds since 1970; CTime is 0 where the system
	// has no such time (Windows). Times beyond the years 1678–2262
	// are the first or last second that fits.
	MTime, CTime int64
	// Mode has the twelve Unix permission bits: rwx thrice, setuid 04000,
	// setgid 02000, sticky 01000.
	Mode uint32
	// Device and Inode identify a file while the system runs; 0 on Windows.
	Device, Inode uint64
	// Err says why the entry could not be looked at. With it Kind is Folder for
	// what was listed as a folder, else Other, and the rest may be zero. A
	// folder with Err may still have contents: the names read before the error.
	Err error
}

// nanoseconds joins the parts of a time since 1970, as far as they fit.
func nanoseconds(seconds, rest int64) int64 {
	const last = math.MaxInt64/1_000_000_000 - 1
	return max(-last, min(seconds, last))*1_000_000_000 + rest
}

// identity is the part of an entry that a rename keeps and a replacement loses.
type identity struct{ device, inode uint64 }

func (e *Entry) identity() identity { return identity{e.Device, e.Inode} }

// sameState tells whether e and o are the same file in the same state, as far
// as a look without reading tells.
func (e *Entry) sameState(o *Entry) bool {
	return e.identity() == o.identity() &&
		e.Size == o.Size && e.MTime == o.MTime && e.CTime == o.CTime
}
