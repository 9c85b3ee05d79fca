package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// Found is a document that somebody named.
type Found struct {
	id       int64
	Document string // SHA-256, hexadecimal
	Source   string // where it was found by a path; "" when by its SHA-256
	Path     string
	present  bool
}

// ID is the document's number in the catalogue.
func (f Found) ID() int64 { return f.id }

// AmbiguousError lists the documents that a name fits. It is ErrAmbiguous.
type AmbiguousError struct {
	Name  string
	Found []Found // some of them: maxFound at most
}

func (e *AmbiguousError) Error() string        { return fmt.Sprintf("%s %v", e.Name, ErrAmbiguous) }
func (e *AmbiguousError) Is(target error) bool { return target == ErrAmbiguous }

const (
	minPrefix = 8 // hexadecimal digits of a SHA-256 that name a document
	maxFound  = 10
)

// Find returns the document that name means: a path as the catalogue has it,
// SOURCE/PATH, or the first digits of a SHA-256, 8 or more. places are what
// name may mean as a path of the file system, absolute; they count when they lie
// in a source. A path means what it holds, or, when it is gone, what it held
// last; what is present goes before what is gone.
//
// It fails with ErrNotFound, or with an AmbiguousError when name means more
// than one document.
func (c *Catalogue) Find(ctx context.Context, name string, places ...string) (Found, error) {
	found, err := c.findPaths(ctx, name, places)
	if err != nil {
		return Found{}, err
	}
	byDigits, err := c.findDigits(ctx, name)
	if err != nil {
		return Found{}, err
	}
	found = append(found, byDigits...)
	if slices.ContainsFunc(found, func(f Found) bool { return f.present }) {
		found = slices.DeleteFunc(found, func(f Found) bool { return !f.present })
	}
	switch {
	case len(found) == 0:
		return Found{}, fmt.Errorf("%s %w", name, ErrNotFound)
	case slices.ContainsFunc(found, func(f Found) bool { return f.id != found[0].id }):
		return Found{}, &AmbiguousError{Name: name, Found: found[:min(len(found), maxFound)]}
	}
	return found[0], nil
}

// findPaths looks for name in every source in all its meanings as a path.
func (c *Catalogue) findPaths(ctx context.Context, name string, places []string) (found []Found, err error) {
	all, err := c.Sources(ctx)
	if err != nil {
		return nil, err
	}
	for _, source := range all {
		paths := []string{name}
		if below, ok := strings.CutPrefix(name, source.Name+"/"); ok {
			paths = append(paths, below)
		}
		for _, place := range places {
			if below, ok := source.Rel(place); ok {
				paths = append(paths, below)
			}
		}
		slices.Sort(paths)
		for _, path := range slices.Compact(paths) {
			f, ok, err := c.findPath(ctx, source, path)
			if err != nil {
				return nil, err
			}
			if ok {
				found = append(found, f)
			}
		}
	}
	return found, nil
}

const heldAt = `
SELECT document.id, lower(hex(document.sha256)), EXISTS (SELECT 1 FROM holding WHERE holding.file = file.id)
FROM file
JOIN sighting ON sighting.file = file.id AND sighting.document IS NOT NULL
JOIN document ON document.id = sighting.document
WHERE file.source = ? AND file.path = ?
ORDER BY sighting.import DESC LIMIT 1`

func (c *Catalogue) findPath(ctx context.Context, s Source, path string) (f Found, ok bool, err error) {
	f = Found{Source: s.Name, Path: path}
	err = each(ctx, c.db, func(rows *sql.Rows) error {
		ok = true
		return rows.Scan(&f.id, &f.Document, &f.present)
	}, heldAt, s.ID, []byte(path))
	return f, ok, err
}

const documentsFrom = `
SELECT id, lower(hex(sha256)), EXISTS (SELECT 1 FROM holding WHERE holding.document = document.id)
  OR document.id IN (SELECT document FROM contained)
FROM document WHERE sha256 BETWEEN ? AND ? ORDER BY sha256 LIMIT ?`

// findDigits returns the documents whose SHA-256 begins with the digits, if
// these are enough.
func (c *Catalogue) findDigits(ctx context.Context, digits string) (found []Found, err error) {
	const all = 2 * len(SHA256{})
	if len(digits) < minPrefix || len(digits) > all {
		return nil, nil
	}
	first, err := hex.DecodeString(digits + strings.Repeat("0", all-len(digits)))
	if err != nil {
		return nil, nil // a name of another kind
	}
	last, _ := hex.DecodeString(digits + strings.Repeat("f", all-len(digits)))
	err = each(ctx, c.db, func(rows *sql.Rows) error {
		var f Found
		err := rows.Scan(&f.id, &f.Document, &f.present)
		found = append(found, f)
		return err
	}, documentsFrom, first, last, maxFound)
	return found, err
}
