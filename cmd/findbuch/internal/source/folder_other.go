//go:build !unix

package source

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// folder is the path of a folder. This system has no descriptors relative to
// folders that Go's os package shows, so nothing stays open.
type folder struct{ path string }

// handle is an open file.
type handle struct{ file *os.File }

// kindOf looks at a root.
func kindOf(root string) (Kind, error) {
	info, err := os.Lstat(root)
	if err != nil {
		return Other, known(err)
	}
	return kindOfMode(info.Mode()), nil
}

// openTop opens the folder that all else is relative to.
func openTop(root string, _ access) (folder, error) { return folder{root}, nil }

func (f folder) close() error { return nil }

// at returns the path of the entry called name. It refuses names that would lead
// out of f or to a device, as "..\x" and "NUL" do on Windows.
func (f folder) at(name string) (string, error) {
	if !filepath.IsLocal(name) || strings.ContainsAny(name, `/\`) {
		return "", fs.ErrInvalid
	}
	return filepath.Join(f.path, name), nil
}

// openFolder opens the folder called name in f and fills e from it, except Path.
func (f folder) openFolder(name string, _ access, e *Entry) (folder, error) {
	path, err := f.at(name)
	if err != nil {
		return folder{}, err
	}
	if err := f.lstat(name, e); err != nil {
		return folder{}, err
	}
	if e.Kind != Folder {
		return folder{}, ErrChanged // it was a folder, else nobody would ask
	}
	return folder{path}, nil
}

// openFile opens the regular file called name in f for reading.
func (f folder) openFile(name string) (handle, error) {
	path, err := f.at(name)
	if err != nil {
		return handle{}, err
	}
	before, err := os.Lstat(path)
	if err != nil {
		return handle{}, known(err)
	}
	if !before.Mode().IsRegular() {
		return handle{}, ErrNotRegular
	}
	file, err := os.Open(path)
	if err != nil {
		return handle{}, known(err)
	}
	after, err := file.Stat()
	if err == nil && !os.SameFile(before, after) {
		err = ErrChanged
	}
	if err != nil {
		file.Close()
		return handle{}, known(err)
	}
	return handle{file}, nil
}

// lstat fills e, except Path, from the entry called name in f.
func (f folder) lstat(name string, e *Entry) error {
	path, err := f.at(name)
	if err != nil {
		return err
	}
	info, err := os.Lstat(path)
	if err != nil {
		return known(err)
	}
	e.fill(info)
	return nil
}

// names returns the names in f. With an error they are those that were read
// before it.
func (f folder) names([]byte) ([]listed, error) {
	found, err := os.ReadDir(f.path)
	names := make([]listed, len(found))
	for i, entry := range found {
		names[i] = listed{entry.Name(), entry.IsDir()}
	}
	return names, known(err)
}

// stat fills e, except Path, from the open file.
func (h handle) stat(e *Entry) error {
	info, err := h.file.Stat()
	if err != nil {
		return known(err)
	}
	e.fill(info)
	return nil
}

func (h handle) read(p []byte) (int, error) {
	n, err := h.file.Read(p)
	if err == io.EOF {
		err = nil
	}
	return n, err
}

func (h handle) close() error { return h.file.Close() }

// known gives the system's errors that have a name here that name.
func known(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return ErrVanished
	}
	return err
}

// fill sets all of e but Path.
func (e *Entry) fill(info fs.FileInfo) {
	e.Kind = kindOfMode(info.Mode())
	e.Size = info.Size()
	e.MTime = nanoseconds(info.ModTime().Unix(), int64(info.ModTime().Nanosecond()))
	e.Mode = uint32(info.Mode().Perm())
}

// kindOfMode takes what Go calls irregular for a link: on Windows these are the
// reparse points, such as junctions, that lead elsewhere.
func kindOfMode(mode fs.FileMode) Kind {
	switch {
	case mode.IsRegular():
		return Regular
	case mode.IsDir():
		return Folder
	case mode&(fs.ModeSymlink|fs.ModeIrregular) != 0:
		return Symlink
	case mode&fs.ModeNamedPipe != 0:
		return FIFO
	case mode&fs.ModeSocket != 0:
		return Socket
	case mode&fs.ModeDevice != 0:
		return Device
	}
	return Other
}
