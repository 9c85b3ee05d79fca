package store

import (
	"context"
	"database/sql"
	"errors"
)

// Held is a file that is present, with the checksum that was recorded of it.
type Held struct {
	File   int64
	Path   string
	SHA256 SHA256
}

// CROSS JOIN keeps file outermost, so that the rows come in order unsorted.
const heldInOrder = `
SELECT file.id, file.path, document.sha256
FROM file
CROSS JOIN holding  ON holding.file = file.id
CROSS JOIN document ON document.id = holding.document
WHERE file.source = ? AND file.path > ?`
const heldToTheEnd = heldInOrder + ` ORDER BY file.path LIMIT ?`
const heldBeforePath = heldInOrder + ` AND file.path < ? ORDER BY file.path LIMIT ?`

// Held returns up to limit present files of a source whose paths lie between
// after and before (exclusive; before "" is the end), in byte order of paths.
func (c *Catalogue) Held(ctx context.Context, source int64, after, before string, limit int) (files []Held, err error) {
	query, args := heldToTheEnd, []any{source, []byte(after), limit}
	if before != "" {
		query, args = heldBeforePath, []any{source, []byte(after), []byte(before), limit}
	}
	files = make([]Held, 0, limit)
	err = each(ctx, c.db, func(rows *sql.Rows) error {
		var h Held
		var path, sum sql.RawBytes
		if err := rows.Scan(&h.File, &path, &sum); err != nil {
			return err
		}
		h.Path, h.SHA256 = string(path), sha256From(sum)
		files = append(files, h)
		return nil
	}, query, args...)
	return files, err
}

const heldAtPath = `
SELECT file.id, document.sha256
FROM file
JOIN holding  ON holding.file = file.id
JOIN document ON document.id = holding.document
WHERE file.source = ? AND file.path = ?`

// HeldAt returns the file that is present at exactly that path.
func (c *Catalogue) HeldAt(ctx context.Context, source int64, path string) (h Held, ok bool, err error) {
	h.Path = path
	var sum []byte
	err = c.db.QueryRowContext(ctx, heldAtPath, source, []byte(path)).Scan(&h.File, &sum)
	if errors.Is(err, sql.ErrNoRows) {
		return Held{}, false, nil
	}
	h.SHA256 = sha256From(sum)
	return h, err == nil, err
}

const holderOf = `
SELECT file.id, file.path
FROM document
JOIN holding ON holding.document = document.id
JOIN file    ON file.id = holding.file
WHERE document.sha256 = ?1
ORDER BY file.source <> ?2, file.source, file.path LIMIT 1`

const lastHolderOf = `
SELECT file.id, file.path
FROM document
JOIN sighting ON sighting.document = document.id
JOIN file     ON file.id = sighting.file
WHERE document.sha256 = ?1
ORDER BY sighting.import DESC, file.source <> ?2, file.source, file.path LIMIT 1`

// Holder returns the first file, in path order and one of the source before
// all others, that holds the document; when none does any more, the last one
// that did. ok is false when none ever did.
func (c *Catalogue) Holder(ctx context.Context, sum SHA256, source int64) (h Held, ok bool, err error) {
	h.SHA256 = sum
	for _, question := range []string{holderOf, lastHolderOf} {
		var path []byte
		err = c.db.QueryRowContext(ctx, question, sum[:], source).Scan(&h.File, &path)
		if !errors.Is(err, sql.ErrNoRows) {
			h.Path = string(path)
			return h, err == nil, err
		}
	}
	return Held{}, false, nil
}

const sizeInScope = `
SELECT count(*), coalesce(sum(document.size), 0)
FROM file
JOIN holding  ON holding.file = file.id
JOIN document ON document.id = holding.document
WHERE file.source = ?1
  AND (?2 = x'' OR file.path = ?2 OR substr(file.path, 1, length(?2) + 1) = CAST(?2 || '/' AS BLOB))`

// HeldInScope counts the present files in a scope, and their bytes.
func (c *Catalogue) HeldInScope(ctx context.Context, s Scope) (files, bytes int64, err error) {
	err = c.db.QueryRowContext(ctx, sizeInScope, s.Source.ID, []byte(s.Path)).Scan(&files, &bytes)
	return files, bytes, err
}

const excludedByImport = `
SELECT EXISTS (
  SELECT 1 FROM outcome
  WHERE outcome.source = ?1 AND outcome.path = ?2 AND outcome.outcome = 'excluded'
    AND outcome.reason LIKE '--exclude %' AND outcome.import = (
    SELECT max(scope.import) FROM scope
    JOIN import ON import.id = scope.import AND import.command = 'import'
    WHERE scope.source = ?1
      AND (scope.path = x'' OR scope.path = ?2
           OR substr(?2, 1, length(scope.path) + 1) = CAST(scope.path || '/' AS BLOB))))`

// Excluded tells whether the newest import that had the path in scope left it
// out because of --exclude. The folders above it are for the caller to ask
// about.
func (c *Catalogue) Excluded(ctx context.Context, source int64, path string) (excluded bool, err error) {
	err = c.db.QueryRowContext(ctx, excludedByImport, source, []byte(path)).Scan(&excluded)
	return excluded, err
}

// FixityCheck is a path that verify found not intact.
type FixityCheck struct {
	Source int64
	Path   string
	State  string // changed, missing, moved, copied, new or unreadable
	SHA256 SHA256 // of the bytes found; zero: none were read
	File   int64  // the recorded file it is about; 0: none
	Reason string // of an unreadable one
}

const insertFixityCheck = `
INSERT INTO fixity_check (import, source, path, state, sha256, file, reason) VALUES (?, ?, ?, ?, ?, ?, ?)`

// AddFixityCheck records a path that is not intact.
func (b *Batch) AddFixityCheck(ctx context.Context, f FixityCheck) error {
	var sum any
	if f.SHA256 != (SHA256{}) {
		sum = f.SHA256[:]
	}
	_, err := b.w.exec(ctx, insertFixityCheck, b.im.ID, f.Source, []byte(f.Path), f.State, sum, orNull(f.File), orNull(f.Reason))
	return err
}
