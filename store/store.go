// Package store keeps a catalogue: one SQLite file of records, of what is
// derived from them, and of views for those who read it with plain SQL. It is
// the only package with SQL and the driver; the schema stands in package
// migrations. Records go in, answers come out, as Go values.
//
// # Opening
//
// [Open] gives a [Catalogue] to ask; it never creates a file. [OpenWriter]
// gives a [Writer], which may also add; it creates the file when there is
// none. A folder, a file that is no SQLite database, a database of another
// program and a catalogue of a newer Findbuch are refused before SQLite
// touches them ([ErrFolder], [ErrNotDatabase], [ErrForeign], [ErrNewer]).
//
// An up-to-date catalogue is known by its user_version, the number of the
// newest migration; goose is asked only when that differs.
//
// # Writing
//
// One Writer at a time has a catalogue: it holds the file "<catalogue>-writer"
// locked (with the operating system's lock, so that a killed process leaves
// none) and removes it when it closes. A Writer turns the catalogue to journal
// mode WAL, so that readers see the last committed state and wait for nobody;
// the last one out turns it back to DELETE, and the catalogue is one file
// again.
//
// Records (the tables under RECORDS in the schema) are only inserted. Every
// run that adds some is an [Import]: it begins with a row in table import and
// ends with its [Account], whose digest chains all record rows (chain.go).
package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// Catalogue is an open catalogue that answers questions. It may be used by
// several goroutines.
type Catalogue struct {
	path string
	db   *sql.DB
}

// Path returns the path that the catalogue was opened by.
func (c *Catalogue) Path() string { return c.path }

// Close closes the catalogue. When it stands in WAL mode and nobody else has
// it open (a killed import leaves it so), it is turned back to one file.
func (c *Catalogue) Close() error {
	wal := headerOf(c.path).wal
	if err := c.db.Close(); err != nil {
		return fmt.Errorf("close %s: %w", c.path, err)
	}
	if wal {
		leaveWAL(c.path)
	}
	return nil
}

const leaveWALStatement = `PRAGMA journal_mode = DELETE`

// leaveWAL turns the catalogue to journal mode DELETE if nobody has it open.
// That it fails while others do is as it should be: the last of them does it.
func leaveWAL(path string) {
	db, err := sql.Open("sqlite", dataSource(path, readWrite, "_pragma=busy_timeout(0)"))
	if err != nil {
		return
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	var mode string
	_ = db.QueryRow(leaveWALStatement).Scan(&mode)
}

// Time turns nanoseconds since 1970 into a time in UTC.
func Time(ns int64) time.Time { return time.Unix(0, ns).UTC() }

// each runs a query and calls scan for every row of it.
func each(ctx context.Context, q querier, scan func(*sql.Rows) error, query string, args ...any) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// querier is what *sql.DB and *sql.Conn have in common.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}
