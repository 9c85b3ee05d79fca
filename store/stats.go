package store

import (
	"context"
	"database/sql"
	"os"
)

// Stats are counts and sizes of what is present. Sizes are in bytes.
type Stats struct {
	Sources, Imports int64
	Files, FileBytes int64
	Documents, Bytes int64 // distinct ones
	Texts, TextBytes int64
	Words, Passages  int64
	GoneDocuments    int64
	CatalogueBytes   int64 // of the file, and of its WAL while there is one
	MediaTypes       []Kind
	Languages        []Kind
	Charsets         []Kind
}

// Kind counts the documents that have something in common.
type Kind struct {
	Value     string
	Documents int64
	Bytes     int64
}

// Stats counts what is present.
func (c *Catalogue) Stats(ctx context.Context) (s Stats, err error) {
	err = c.db.QueryRowContext(ctx, statsQuestion).Scan(&s.Sources, &s.Imports, &s.Files, &s.FileBytes, &s.Documents,
		&s.Bytes, &s.Texts, &s.TextBytes, &s.Words, &s.Passages, &s.GoneDocuments)
	if err != nil {
		return s, err
	}
	for _, path := range []string{c.path, c.path + "-wal"} {
		if info, err := os.Stat(path); err == nil {
			s.CatalogueBytes += info.Size()
		}
	}
	into := map[string]*[]Kind{"media_type": &s.MediaTypes, "language": &s.Languages, "charset": &s.Charsets}
	err = each(ctx, c.db, func(rows *sql.Rows) error {
		var what string
		var k Kind
		if err := rows.Scan(&what, &k.Value, &k.Documents, &k.Bytes); err != nil {
			return err
		}
		*into[what] = append(*into[what], k)
		return nil
	}, kindsQuestion)
	return s, err
}
