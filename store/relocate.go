package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// ErrOverlaps is returned when the root of a source would lie in that of
// another, or the other way round.
var ErrOverlaps = errors.New("overlaps the source")

// SourceNamed returns the source of that name, or ErrNotFound.
func (c *Catalogue) SourceNamed(ctx context.Context, name string) (Source, error) {
	all, err := c.Sources(ctx)
	if err != nil {
		return Source{}, err
	}
	for _, s := range all {
		if s.Name == name {
			return s, nil
		}
	}
	return Source{}, fmt.Errorf("source %q: %w", name, ErrNotFound)
}

// Relocate records that the source lies at root now: an absolute path, of a
// file source that of the file. Whether there is such a place is for the caller
// to see. It fails with ErrOverlaps.
func (w *Writer) Relocate(ctx context.Context, program string, s Source, root string) (Account, error) {
	all, err := w.Sources(ctx)
	if err != nil {
		return Account{}, err
	}
	moved := s
	moved.Root = root
	for _, other := range all {
		if other.ID != s.ID && (lies(moved, other) || lies(other, moved)) {
			return Account{}, fmt.Errorf("%s %w %q at %s", root, ErrOverlaps, other.Name, other.Root)
		}
	}
	options := struct {
		Source string `json:"source"`
		From   string `json:"from"`
		To     string `json:"to"`
	}{s.Name, s.Root, root}
	var im *Import
	err = w.Together(ctx, func() (err error) {
		if im, err = w.Begin(ctx, program, "source relocate", options); err != nil {
			return err
		}
		return im.AddScope(ctx, Scope{Source: moved})
	})
	if err != nil {
		return Account{}, err
	}
	return im.End(ctx, true, struct{}{})
}

// lies tells whether the root of inner is that of outer or lies in it.
func lies(inner, outer Source) bool {
	_, ok := outer.Rel(inner.Root)
	return ok
}

const lastImport = `
SELECT max(scope.import) FROM scope
JOIN import ON import.id = scope.import
WHERE scope.source = ? AND import.command = 'import'`

// LastImport returns the newest import that had a part of the source in its
// scope, or 0.
func (c *Catalogue) LastImport(ctx context.Context, source int64) (int64, error) {
	var last sql.NullInt64
	err := c.db.QueryRowContext(ctx, lastImport, source).Scan(&last)
	return last.Int64, err
}
