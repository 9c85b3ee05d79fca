package store

import (
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"os"
)

// applicationID marks a catalogue: "FBuc", set by the first migration.
const applicationID = 0x46427563

const sqliteMagic = "SQLite format 3\x00"

// header is what the first 100 bytes of a file say, read without SQLite, so
// that a file that is none of ours stays untouched.
// Source: https://www.sqlite.org/fileformat2.html#the_database_header
type header struct {
	err         error // no regular file, or unreadable
	empty       bool
	database    bool
	application uint32
	version     uint32 // user_version; migrations run without a WAL, so it is the true one
	wal         bool   // journal mode WAL
}

func headerOf(path string) header {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return header{err: err}
	case info.IsDir():
		return header{err: ErrFolder}
	case !info.Mode().IsRegular():
		return header{err: ErrNotDatabase}
	case info.Size() == 0:
		return header{empty: true}
	}
	file, err := os.Open(path)
	if err != nil {
		return header{err: err}
	}
	defer file.Close()
	var bytes [100]byte
	if _, err := io.ReadFull(file, bytes[:]); err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			return header{}
		}
		return header{err: err}
	}
	return header{
		database:    string(bytes[:16]) == sqliteMagic,
		wal:         bytes[18] == 2 || bytes[19] == 2,
		version:     binary.BigEndian.Uint32(bytes[60:]),
		application: binary.BigEndian.Uint32(bytes[68:]),
	}
}

// missing tells whether there is no such file.
func (h header) missing() bool { return errors.Is(h.err, fs.ErrNotExist) }
