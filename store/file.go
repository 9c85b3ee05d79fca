package store

import (
	"context"
	"database/sql"
)

// File is a path of a source as the catalogue knows it.
type File struct {
	ID       int64
	Path     string
	Document int64 // 0: it is gone
	Stat     Stat  // zero when the cache has none
}

// Stat is how a file looked when its bytes were read.
type Stat struct {
	Size, MTime, CTime int64 // bytes; nanoseconds since 1970
	Inode              int64
}

const filesInOrder = `
SELECT file.id, file.path, coalesce(holding.document, 0),
       coalesce(stat.size, -1), coalesce(stat.mtime_ns, 0), coalesce(stat.ctime_ns, 0), coalesce(stat.inode, 0)
FROM file
LEFT JOIN holding ON holding.file = file.id
LEFT JOIN stat    ON stat.file = file.id
WHERE file.source = ?1 AND file.path > ?2`

const (
	filesToTheEnd = filesInOrder + ` ORDER BY file.path LIMIT ?3`
	filesBefore   = filesInOrder + ` AND file.path < ?4 ORDER BY file.path LIMIT ?3`
)

// Files returns up to limit files of a source, gone ones included, whose paths
// lie between after and before (both exclusive; before nil: to the end), in
// byte order of the paths.
func (c *Catalogue) Files(ctx context.Context, source int64, after, before []byte, limit int) (files []File, err error) {
	files = make([]File, 0, limit)
	query, args := filesToTheEnd, []any{source, notNil(after), limit}
	if before != nil {
		query, args = filesBefore, append(args, before)
	}
	err = each(ctx, c.db, func(rows *sql.Rows) error {
		var f File
		var path sql.RawBytes
		if err := rows.Scan(&f.ID, &path, &f.Document, &f.Stat.Size, &f.Stat.MTime, &f.Stat.CTime, &f.Stat.Inode); err != nil {
			return err
		}
		f.Path = string(path)
		files = append(files, f)
		return nil
	}, query, args...)
	return files, err
}

// notNil makes an empty BLOB of nil, which the driver would turn into NULL.
func notNil(bytes []byte) []byte {
	if bytes == nil {
		return []byte{}
	}
	return bytes
}

const insertFile = `INSERT INTO file (import, source, path) VALUES (?, ?, ?)`

// AddFile registers a path.
func (b *Batch) AddFile(ctx context.Context, source int64, path string) (int64, error) {
	return b.add(ctx, insertFile, b.im.ID, source, []byte(path))
}

// Outcome is the fate of a path in an import.
type Outcome string

// The outcomes. Excluded and Failed have a reason and no sighting; Gone stands
// outside the sum of the entries walked.
const (
	New       Outcome = "new"
	Unchanged Outcome = "unchanged"
	Changed   Outcome = "changed"
	Moved     Outcome = "moved"
	Duplicate Outcome = "duplicate"
	Excluded  Outcome = "excluded"
	Failed    Outcome = "failed"
	Gone      Outcome = "gone"
)

// Sighting is what an import found at a file.
type Sighting struct {
	File      int64
	Document  int64 // 0: gone
	Outcome   Outcome
	MovedFrom int64 // 0: none
	MTime     int64
	Mode      int64
}

const insertSighting = `
INSERT INTO sighting (file, import, document, outcome, moved_from, mtime_ns, mode) VALUES (?, ?, ?, ?, ?, ?, ?)`
const putHolding = `INSERT INTO holding (file, document, import) VALUES (?, ?, ?)
	ON CONFLICT (file) DO UPDATE SET document = excluded.document, import = excluded.import`
const dropHolding = `DELETE FROM holding WHERE file = ?`
const dropStat = `DELETE FROM stat WHERE file = ?`

// AddSighting records s and what is present now.
func (b *Batch) AddSighting(ctx context.Context, s Sighting) error {
	if s.Outcome == Gone {
		if _, err := b.w.exec(ctx, insertSighting, s.File, b.im.ID, nil, Gone, nil, nil, nil); err != nil {
			return err
		}
		if _, err := b.w.exec(ctx, dropStat, s.File); err != nil {
			return err
		}
		_, err := b.w.exec(ctx, dropHolding, s.File)
		return err
	}
	_, err := b.w.exec(ctx, insertSighting, s.File, b.im.ID, s.Document, s.Outcome, orNull(s.MovedFrom), s.MTime, s.Mode)
	if err != nil {
		return err
	}
	_, err = b.w.exec(ctx, putHolding, s.File, s.Document, b.im.ID)
	return err
}

const lastSighting = `
SELECT coalesce(mtime_ns, 0), coalesce(mode, 0) FROM sighting WHERE file = ? ORDER BY import DESC LIMIT 1`

// LastSeen returns the modification time and mode that were last recorded.
func (b *Batch) LastSeen(ctx context.Context, file int64) (mtime, mode int64, err error) {
	err = b.w.row(ctx, lastSighting, []any{file}, &mtime, &mode)
	return mtime, mode, err
}

const putStat = `INSERT INTO stat (file, size, mtime_ns, ctime_ns, inode) VALUES (?, ?, ?, ?, ?)
	ON CONFLICT (file) DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns,
	ctime_ns = excluded.ctime_ns, inode = excluded.inode`

// Remember keeps how the file looked, so that it need not be opened again.
func (b *Batch) Remember(ctx context.Context, file int64, s Stat) error {
	_, err := b.w.exec(ctx, putStat, file, s.Size, s.MTime, s.CTime, s.Inode)
	return err
}

// Forget drops how the file looked: it will be read again.
func (b *Batch) Forget(ctx context.Context, file int64) error {
	_, err := b.w.exec(ctx, dropStat, file)
	return err
}

const insertOutcome = `INSERT INTO outcome (import, source, path, outcome, reason) VALUES (?, ?, ?, ?, ?)`

// AddOutcome records a path that was excluded or failed.
func (b *Batch) AddOutcome(ctx context.Context, source int64, path string, outcome Outcome, reason string) error {
	_, err := b.w.exec(ctx, insertOutcome, b.im.ID, source, []byte(path), outcome, reason)
	return err
}

// The inner query stops at the limit, so that a document in thousands of files
// costs no more than one in a few.
const heldBefore = `
SELECT file.id, file.source, file.path,
       EXISTS (SELECT 1 FROM holding WHERE holding.file = file.id AND holding.document = ?1),
       EXISTS (SELECT 1 FROM sighting AS gone
               WHERE gone.file = file.id AND gone.import = ?2 AND gone.outcome = 'gone'),
       EXISTS (SELECT 1 FROM sighting AS moved WHERE moved.moved_from = file.id AND moved.import = ?2)
FROM (SELECT sighting.file FROM sighting
      WHERE sighting.document = ?1 AND sighting.import < ?2
        AND sighting.import = (SELECT max(import) FROM sighting AS newest
                               WHERE newest.file = sighting.file AND newest.import < ?2)
      LIMIT ?3) AS holder
JOIN file ON file.id = holder.file
ORDER BY file.source, file.path`

// Holder is a file that held a document before this import.
type Holder struct {
	File   int64
	Source int64
	Path   string
	Held   bool // this import has not found it otherwise
	Gone   bool // this import found it gone
	Moved  bool // this import found where it moved to
}

// HeldBefore returns files that held the document before this import, in the
// order of their paths: all if they are fewer than limit, else any limit of them.
func (b *Batch) HeldBefore(ctx context.Context, document int64, limit int) (holders []Holder, err error) {
	prepared, err := b.w.prepare(ctx, heldBefore)
	if err != nil {
		return nil, err
	}
	rows, err := prepared.QueryContext(ctx, document, b.im.ID, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var h Holder
		var path []byte
		if err := rows.Scan(&h.File, &h.Source, &path, &h.Held, &h.Gone, &h.Moved); err != nil {
			return nil, err
		}
		h.Path = string(path)
		holders = append(holders, h)
	}
	return holders, rows.Err()
}

const documentHeld = `SELECT EXISTS (SELECT 1 FROM holding WHERE document = ?)`

// Held tells whether some file holds the document now.
func (b *Batch) Held(ctx context.Context, document int64) (held bool, err error) {
	err = b.w.row(ctx, documentHeld, []any{document}, &held)
	return held, err
}

// orNull turns the zero value into NULL.
func orNull[T comparable](value T) any {
	var zero T
	if value == zero {
		return nil
	}
	return value
}
