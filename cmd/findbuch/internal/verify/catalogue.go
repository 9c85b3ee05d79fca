package verify

import (
	"context"
	"path/filepath"
	"strings"

	"findbuch/cmd/findbuch/internal/source"
	"findbuch/store"
)

// OfScope returns what a catalogue has recorded of a part of a source. Left
// out are the files of the catalogue itself, what the newest import left out
// by its options, and what belongs to another source whose root lies in this
// one.
func OfScope(c *store.Catalogue, scope store.Scope, sources []store.Source) Register {
	r := &catalogueRegister{catalogue: c, scope: scope, own: newFileSet(store.Companions(c.Path())...)}
	for _, other := range sources {
		if _, inside := scope.Source.Rel(other.Root); inside && other.ID != scope.Source.ID && scope.Source.Kind == "folder" {
			r.nested = append(r.nested, other)
		}
	}
	return r
}

type catalogueRegister struct {
	catalogue *store.Catalogue
	scope     store.Scope
	own       fileSet
	nested    []store.Source

	began, ended bool
	page         []store.Held
	after        string

	folder    string // the last one that was asked about
	asked     bool
	excluding bool // it, or a folder above it, was left out
}

// pageSize is how many recorded paths are in memory at a time.
const pageSize = 1000

func (r *catalogueRegister) Next(ctx context.Context) (Recorded, bool, error) {
	if !r.began {
		if err := r.begin(ctx); err != nil {
			return Recorded{}, false, err
		}
	}
	if len(r.page) == 0 && !r.ended {
		if err := r.turn(ctx); err != nil {
			return Recorded{}, false, err
		}
	}
	if len(r.page) == 0 {
		return Recorded{}, false, nil
	}
	h := r.page[0]
	r.page = r.page[1:]
	return Recorded{Path: h.Path, SHA256: h.SHA256, File: h.File}, true, nil
}

// begin puts a file at the scope's own path before what is below it.
func (r *catalogueRegister) begin(ctx context.Context) error {
	r.began = true
	if r.scope.Path == "" {
		return nil
	}
	r.after = r.scope.Path + "/"
	h, ok, err := r.catalogue.HeldAt(ctx, r.scope.Source.ID, r.scope.Path)
	if ok {
		r.page = []store.Held{h}
	}
	return err
}

func (r *catalogueRegister) turn(ctx context.Context) (err error) {
	before := ""
	if r.scope.Path != "" {
		before = r.scope.Path + "0" // what follows "/"
	}
	r.page, err = r.catalogue.Held(ctx, r.scope.Source.ID, r.after, before, pageSize)
	r.ended = len(r.page) < pageSize
	if len(r.page) > 0 {
		r.after = r.page[len(r.page)-1].Path
	}
	return err
}

func (r *catalogueRegister) Holder(ctx context.Context, sum store.SHA256) (Recorded, bool, error) {
	h, ok, err := r.catalogue.Holder(ctx, sum, r.scope.Source.ID)
	return Recorded{Path: h.Path, SHA256: h.SHA256, File: h.File}, ok, err
}

func (r *catalogueRegister) LeavesOut(ctx context.Context, e source.Entry) (bool, error) {
	path := r.scope.Source.Abs(e.Path)
	if r.own.has(path, e) {
		return true, nil
	}
	for _, other := range r.nested {
		if _, inside := other.Rel(path); inside {
			return true, nil
		}
	}
	out, err := r.foldersExcluded(ctx, parent(e.Path))
	if out || err != nil {
		return out, err
	}
	return r.catalogue.Excluded(ctx, r.scope.Source.ID, e.Path)
}

// foldersExcluded tells whether the folder or one above it was left out.
func (r *catalogueRegister) foldersExcluded(ctx context.Context, folder string) (bool, error) {
	if r.asked && r.folder == folder {
		return r.excluding, nil
	}
	r.folder, r.asked, r.excluding = folder, true, false
	for ; folder != "" && !r.excluding; folder = parent(folder) {
		var err error
		if r.excluding, err = r.catalogue.Excluded(ctx, r.scope.Source.ID, folder); err != nil {
			return false, err
		}
	}
	return r.excluding, nil
}

func parent(path string) string {
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		return path[:i]
	}
	return ""
}

// fileSet is a few files known by their absolute paths and, where they are
// there, by device and inode, under whatever path these come.
type fileSet struct {
	paths  map[string]bool
	inodes map[[2]uint64]bool
}

func newFileSet(paths ...string) fileSet {
	set := fileSet{map[string]bool{}, map[[2]uint64]bool{}}
	for _, path := range paths {
		set.add(path)
	}
	return set
}

func (s fileSet) add(path string) {
	s.paths[path] = true
	real, err := filepath.EvalSymlinks(filepath.Dir(path))
	if err != nil {
		return
	}
	s.paths[filepath.Join(real, filepath.Base(path))] = true
	tree, err := source.Open(real)
	if err != nil {
		return
	}
	defer tree.Close()
	cursor := tree.Cursor()
	defer cursor.Close()
	if e, err := cursor.Lstat(filepath.Base(path)); err == nil && e.Inode != 0 {
		s.inodes[[2]uint64{e.Device, e.Inode}] = true
	}
}

func (s fileSet) has(path string, e source.Entry) bool {
	return s.paths[path] || e.Inode != 0 && s.inodes[[2]uint64{e.Device, e.Inode}]
}
