package store

import (
	"context"
	"database/sql"
	"encoding/json"
)

// Rereadable is a file whose document, or one inside of it, is to be read again.
type Rereadable struct {
	Source   Source
	File     int64
	Path     string // bytes as found
	Document int64
	SHA256   SHA256
}

// The documents whose reading is not one of the readers in a JSON object of
// names and versions, or is one of the reader named, and those around them that
// files hold: each once, at its first file.
const rereadable = `
WITH RECURSIVE sought (document) AS (
  SELECT reading.document FROM reading
  LEFT JOIN json_each(?1) AS current ON current.key = reading.reader
  WHERE CASE WHEN ?2 <> '' THEN reading.reader = ?2
        ELSE reading.reader IS NULL OR current.value IS NULL OR current.value > reading.version END
    AND NOT EXISTS (SELECT 1 FROM assertion WHERE assertion.document = reading.document AND assertion.kind = 'text')
  UNION
  SELECT member.container FROM sought JOIN member ON member.document = sought.document)
SELECT min(file.id), file.source, file.path, document.id, document.sha256
FROM sought
JOIN holding  ON holding.document = sought.document
JOIN file     ON file.id = holding.file
JOIN document ON document.id = holding.document
GROUP BY document.id
ORDER BY file.source, file.path`

// Rereadable returns the files whose documents a reader of another version, or
// none, has read. readers are those that there are now, by name. reader, if not
// "", asks for what that one has read, be it as it is. A document with a text
// that a person gave is left alone.
func (c *Catalogue) Rereadable(ctx context.Context, readers map[string]int64, reader string) (files []Rereadable, err error) {
	encoded, err := json.Marshal(readers)
	if err != nil {
		return nil, err
	}
	sources, err := c.Sources(ctx)
	if err != nil {
		return nil, err
	}
	byID := map[int64]Source{}
	for _, s := range sources {
		byID[s.ID] = s
	}
	err = each(ctx, c.db, func(rows *sql.Rows) error {
		var r Rereadable
		var source int64
		var path, sum sql.RawBytes
		if err := rows.Scan(&r.File, &source, &path, &r.Document, &sum); err != nil {
			return err
		}
		r.Source, r.Path, r.SHA256 = byID[source], string(path), sha256From(sum)
		files = append(files, r)
		return nil
	}, rereadable, string(encoded), reader)
	return files, err
}

// ReadAs is by which reader a document was read, and what it found.
type ReadAs struct {
	Reader   string // "": none
	Version  int64
	Unread   string
	Passages int64
	Words    int64
}

const readAs = `
SELECT coalesce(reading.reader, ''), coalesce(reading.version, 0),
       CASE reading.state WHEN 'unread' THEN reading.reason ELSE '' END,
       (SELECT count(*) FROM passage WHERE passage.document = reading.document), coalesce(text.words, 0)
FROM reading LEFT JOIN text ON text.document = reading.document
WHERE reading.document = ?`

// ReadAs returns how a document stands read.
func (b *Batch) ReadAs(ctx context.Context, document int64) (r ReadAs, err error) {
	err = b.w.row(ctx, readAs, []any{document}, &r.Reader, &r.Version, &r.Unread, &r.Passages, &r.Words)
	return r, err
}

const readingWhole = `
SELECT coalesce(reader, ''), coalesce(version, 0), media_type, coalesce(puid, ''), coalesce(puid_basis, ''),
       coalesce(charset, ''), coalesce(charset_by, ''), coalesce(language, '')
FROM reading WHERE document = ?`

// Reading returns what is known of a document's format, and its properties.
// What its text says is left out.
func (b *Batch) Reading(ctx context.Context, document int64) (r Reading, err error) {
	err = b.w.row(ctx, readingWhole, []any{document}, &r.Reader, &r.Version, &r.MediaType, &r.PUID, &r.PUIDBasis,
		&r.Charset, &r.CharsetBy, &r.Language)
	if err == nil {
		r.Properties, err = propertiesOf(ctx, b.w.conn, document)
	}
	return r, err
}
