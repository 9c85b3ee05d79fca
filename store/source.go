package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
)

// Source is a named place that imports read.
type Source struct {
	ID    int64
	Name  string
	Kind  string // "folder" or "file"
	Root  string // absolute; of a file, the file itself
	Files int64  // present
}

// Rel returns path relative to the source when it lies in it: "" for the root
// of a folder, the base name for a file. path is absolute.
func (s Source) Rel(path string) (rel string, ok bool) {
	switch {
	case s.Kind == "file":
		return filepath.Base(s.Root), path == s.Root
	case path == s.Root:
		return "", true
	}
	root := strings.TrimSuffix(s.Root, string(filepath.Separator)) + string(filepath.Separator)
	rel, ok = strings.CutPrefix(path, root)
	return filepath.ToSlash(rel), ok
}

// Abs returns the absolute path of a file of the source.
func (s Source) Abs(path string) string {
	if s.Kind == "file" {
		return s.Root
	}
	return strings.TrimSuffix(s.Root, string(filepath.Separator)) + string(filepath.Separator) + filepath.FromSlash(path)
}

const listSources = `
SELECT source.id, source.name, source.kind, scope.root,
       (SELECT count(*) FROM file JOIN holding ON holding.file = file.id WHERE file.source = source.id)
FROM source
JOIN scope ON scope.source = source.id
 AND scope.import = (SELECT max(import) FROM scope WHERE scope.source = source.id)
GROUP BY source.id ORDER BY source.name`

// Sources returns the sources in the order of their names.
func (c *Catalogue) Sources(ctx context.Context) ([]Source, error) { return sources(ctx, c.db) }

// Sources returns the sources as the writer sees them.
func (w *Writer) Sources(ctx context.Context) ([]Source, error) { return sources(ctx, w.conn) }

func sources(ctx context.Context, q querier) (all []Source, err error) {
	err = each(ctx, q, func(rows *sql.Rows) error {
		var s Source
		var root []byte
		if err := rows.Scan(&s.ID, &s.Name, &s.Kind, &root, &s.Files); err != nil {
			return err
		}
		s.Root = string(root)
		all = append(all, s)
		return nil
	}, listSources)
	return all, err
}

const insertSource = `INSERT INTO source (import, name, kind) VALUES (?, ?, ?)`
const sourceNamed = `SELECT EXISTS (SELECT 1 FROM source WHERE name = ?)`

// AddSource registers a place. When its name is taken, it gets a number
// behind it, unless the name was asked for: then that is an error.
func (im *Import) AddSource(ctx context.Context, s Source, asked bool) (Source, error) {
	wanted := s.Name
	for n := 2; ; n++ {
		var taken bool
		if err := im.w.row(ctx, sourceNamed, []any{s.Name}, &taken); err != nil {
			return s, err
		}
		if !taken {
			break
		}
		if asked {
			return s, fmt.Errorf("source %q: %w", s.Name, ErrTaken)
		}
		s.Name = fmt.Sprintf("%s-%d", wanted, n)
	}
	result, err := im.w.exec(ctx, insertSource, im.ID, s.Name, s.Kind)
	if err != nil {
		return s, err
	}
	s.ID, err = result.LastInsertId()
	return s, err
}

// ErrTaken is returned when a source of that name exists.
var ErrTaken = errors.New("is the name of another source")
