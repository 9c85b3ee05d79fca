package importer

import (
	"context"

	"findbuch/store"
)

// shelf gives the files that the catalogue knows in a scope, in path order, a
// page at a time. Each page is a short read of its own, so that no long-lived
// read keeps the WAL from being taken in.
type shelf struct {
	catalogue *store.Catalogue
	scope     store.Scope
	page      []store.File
	after     []byte
	last      bool
}

const shelfPage = 2000

// newShelf returns the shelf of a scope. Rows beside the scope that share its
// prefix ("a.txt" for the scope "a") are passed over when they come.
func newShelf(catalogue *store.Catalogue, scope store.Scope) *shelf {
	return &shelf{catalogue: catalogue, scope: scope}
}

// takeBefore returns the next file whose path is before limit (nil: any).
func (s *shelf) takeBefore(ctx context.Context, limit []byte) (store.File, bool, error) {
	if err := s.fill(ctx); err != nil || len(s.page) == 0 {
		return store.File{}, false, err
	}
	if f := s.page[0]; limit == nil || f.Path < string(limit) {
		s.page = s.page[1:]
		return f, true, nil
	}
	return store.File{}, false, nil
}

// takeAt returns the file at path if it is the next one.
func (s *shelf) takeAt(ctx context.Context, path string) (store.File, error) {
	if err := s.fill(ctx); err != nil || len(s.page) == 0 || s.page[0].Path != path {
		return store.File{}, err
	}
	f := s.page[0]
	s.page = s.page[1:]
	return f, nil
}

// fill sees that the page has a file of the scope, unless there is none left.
func (s *shelf) fill(ctx context.Context) error {
	for {
		for len(s.page) > 0 && !within(s.page[0].Path, s.scope.Path) {
			s.page = s.page[1:]
		}
		if len(s.page) > 0 || s.last {
			return nil
		}
		page, err := s.catalogue.Files(ctx, s.scope.Source.ID, s.start(), s.end(), shelfPage)
		if err != nil {
			return err
		}
		s.page, s.last = page, len(page) < shelfPage
		if len(page) > 0 {
			s.after = []byte(page[len(page)-1].Path)
		}
	}
}

// start returns a byte string before the next file.
func (s *shelf) start() []byte {
	if s.after != nil || s.scope.Path == "" {
		return s.after
	}
	// Right before the scope's path stand those that differ in the last byte;
	// the few that may lie between are passed over.
	last := len(s.scope.Path) - 1
	return append([]byte(s.scope.Path[:last]), s.scope.Path[last]-1, 0xff, 0xff, 0xff, 0xff)
}

// end returns a path behind all of the scope, since '0' follows '/'; nil for a
// whole source.
func (s *shelf) end() []byte {
	if s.scope.Path == "" {
		return nil
	}
	return []byte(s.scope.Path + "0")
}
