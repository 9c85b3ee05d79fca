// Package export writes what a catalogue holds in forms that other programs
// read: a manifest of checksums, an SQLite file, JSON lines.
//
// What is written stands beside its destination under a temporary name until
// it is whole and synced; then it is moved into place. An export that fails or
// is interrupted leaves what was there before, and nothing else. A destination
// is taken literally. One that exists is refused without force; with force, a
// file is replaced by a file, and a folder by a folder only when nothing is in
// it but what such an export has. A link is replaced itself, not what it leads
// to. The catalogue's own files are never a destination, and neither is a path
// in a source: sources are not written to.
//
// The same catalogue gives the same bytes, but for the SQLite file, whose
// pages are SQLite's affair. Files are for their owner alone (0600), since they
// hold what the documents say.
//
// Not checked: that nobody else writes to the destination at the same time.
package export

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"findbuch/store"
)

// Why a destination is refused; tested for with errors.Is.
var (
	ErrExists    = errors.New("exists")
	ErrCatalogue = errors.New("is the catalogue itself")
	ErrKeeps     = errors.New("cannot be replaced")
	ErrSource    = errors.New("lies in a source, and sources are not written to")
)

// temporary begins the name of what is not whole yet.
const temporary = ".findbuch-export-"

// destination is where an export goes.
type destination struct {
	path  string // absolute
	force bool
}

func destinationOf(ctx context.Context, c *store.Catalogue, path string, force bool) (destination, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return destination{}, err
	}
	// The folder must be there; what it is called by does not matter.
	folder, err := filepath.EvalSymlinks(filepath.Dir(absolute))
	if err != nil {
		return destination{}, err
	}
	d := destination{filepath.Join(folder, filepath.Base(absolute)), force}
	if isCompanion(c, d.path) {
		return d, fmt.Errorf("%s %w", path, ErrCatalogue)
	}
	sources, err := c.Sources(ctx)
	if err != nil {
		return d, err
	}
	for _, s := range sources {
		if lies(d.path, s) {
			return d, fmt.Errorf("%s %w (%s)", path, ErrSource, s.Name)
		}
	}
	return d, nil
}

// lies tells whether path is in a source, or has one in it.
func lies(path string, s store.Source) bool {
	_, in := s.Rel(path)
	_, around := store.Source{Kind: "folder", Root: path}.Rel(s.Root)
	return in || around
}

// isCompanion tells whether path is, or would be, a file of the catalogue.
func isCompanion(c *store.Catalogue, path string) bool {
	there, err := os.Stat(path)
	for _, own := range store.Companions(c.Path()) {
		if real, err := filepath.EvalSymlinks(filepath.Dir(own)); err == nil && filepath.Join(real, filepath.Base(own)) == path {
			return true
		}
		if info, ownErr := os.Stat(own); err == nil && ownErr == nil && os.SameFile(there, info) {
			return true
		}
	}
	return false
}

// file makes a file of what write writes, or what it does to the path.
func (d destination) file(write func(*os.File) error) (err error) {
	if err := d.allowsFile(); err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(d.path), temporary+"*") // mode 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			file.Close()
			os.Remove(file.Name())
		}
	}()
	if err := write(file); err != nil {
		return err
	}
	if err := errors.Join(file.Sync(), file.Close()); err != nil {
		return err
	}
	if err := d.place(file.Name()); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(d.path))
}

func (d destination) allowsFile() error {
	info, err := os.Lstat(d.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.IsDir():
		return fmt.Errorf("%s is a folder and %w by a file", d.path, ErrKeeps)
	case !d.force:
		return fmt.Errorf("%s %w", d.path, ErrExists)
	case !info.Mode().IsRegular() && info.Mode().Type() != fs.ModeSymlink:
		return fmt.Errorf("%s is no regular file and %w", d.path, ErrKeeps)
	}
	return nil
}

// place moves the finished file to the destination. Without force a link does
// it, which, unlike a renaming, never replaces what came there meanwhile.
func (d destination) place(finished string) error {
	if d.force {
		return os.Rename(finished, d.path)
	}
	err := os.Link(finished, d.path)
	switch {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("%s %w", d.path, ErrExists)
	case err != nil: // the file system has no links
		return os.Rename(finished, d.path)
	}
	return os.Remove(finished)
}

// folder makes a folder with files of the given names.
func (d destination) folder(names []string, write func(name string, w io.Writer) error) (err error) {
	replaces, err := d.allowsFolder(names)
	if err != nil {
		return err
	}
	made, err := os.MkdirTemp(filepath.Dir(d.path), temporary+"*") // mode 0700
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.RemoveAll(made)
		}
	}()
	for _, name := range names {
		if err := writeIn(made, name, write); err != nil {
			return err
		}
	}
	if err := syncFolder(made); err != nil {
		return err
	}
	if replaces {
		err = exchange(made, d.path, names)
	} else {
		err = os.Rename(made, d.path)
	}
	if err != nil {
		return err
	}
	return syncFolder(filepath.Dir(d.path))
}

// allowsFolder tells whether a folder is to be replaced.
func (d destination) allowsFolder(names []string) (replaces bool, err error) {
	info, err := os.Lstat(d.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, err
	case !info.IsDir():
		return false, fmt.Errorf("%s is no folder and %w by one", d.path, ErrKeeps)
	case !d.force:
		return false, fmt.Errorf("%s %w", d.path, ErrExists)
	}
	entries, err := os.ReadDir(d.path)
	if err != nil {
		return false, err
	}
	for _, e := range entries {
		if !e.Type().IsRegular() || !slices.Contains(names, e.Name()) {
			return false, fmt.Errorf("%s %w: it holds %q, which is not of such an export", d.path, ErrKeeps, e.Name())
		}
	}
	return true, nil
}

func writeIn(folder, name string, write func(string, io.Writer) error) error {
	file, err := os.OpenFile(filepath.Join(folder, name), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	buffered := bufio.NewWriterSize(file, 64<<10)
	return errors.Join(write(name, buffered), buffered.Flush(), file.Sync(), file.Close())
}

// exchange puts made in the place of old, and removes of old the files with
// these names: what somebody else put there meanwhile stays.
func exchange(made, old string, names []string) error {
	aside := made + "-old"
	if err := os.Rename(old, aside); err != nil {
		return err
	}
	if err := os.Rename(made, old); err != nil {
		return errors.Join(err, os.Rename(aside, old))
	}
	for _, name := range names {
		if err := os.Remove(filepath.Join(aside, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return os.Remove(aside)
}

// syncFolder makes the names in a folder last. Windows has no such call.
func syncFolder(path string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// SQLite writes a compact snapshot of the catalogue.
func SQLite(ctx context.Context, c *store.Catalogue, dest string, force bool) error {
	d, err := destinationOf(ctx, c, dest, force)
	if err != nil {
		return err
	}
	return d.file(func(file *os.File) error {
		err := c.Snapshot(ctx, file.Name())
		if err != nil {
			os.Remove(file.Name() + "-journal")
		}
		return err
	})
}
