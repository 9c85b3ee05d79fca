package store

import (
	"context"
	"database/sql"
)

// Problem is a path that was met and not registered, a file whose document, or
// a document inside of it, was not read, or one whose extension does not fit.
type Problem struct {
	Source   string
	Path     string // bytes as found
	Member   string // the names down to a document inside, with slashes between; "": none
	Document string // SHA-256, hexadecimal; "": none was registered
	Problem  string // excluded, failed, unread or misnamed
	Reason   string
	Notes    string // where and why, one a line
	Import   int64  // that met it
}

// Problems visits what was not registered or not read, by source and path, of
// one source or, when it is "", of all.
func (c *Catalogue) Problems(ctx context.Context, source string, visit func(Problem) error) error {
	if err := c.checkSource(ctx, source); err != nil {
		return err
	}
	return each(ctx, c.db, func(rows *sql.Rows) error {
		var p Problem
		var path sql.RawBytes
		var member, document, reason, notes sql.NullString
		if err := rows.Scan(&p.Source, &path, &member, &document, &p.Problem, &reason, &notes, &p.Import); err != nil {
			return err
		}
		p.Path, p.Member, p.Document = string(path), member.String, document.String
		p.Reason, p.Notes = reason.String, notes.String
		return visit(p)
	}, problemsQuestion, sql.Named("source", orNull(source)))
}

// Unregistered counts the paths that were excluded or failed for one reason.
type Unregistered struct {
	Outcome Outcome
	Reason  string
	Paths   int64
}

// Unregistered counts the paths that were met and not registered: the failed
// before the excluded, the most first.
func (c *Catalogue) Unregistered(ctx context.Context) (all []Unregistered, err error) {
	err = each(ctx, c.db, func(rows *sql.Rows) error {
		var u Unregistered
		err := rows.Scan(&u.Outcome, &u.Reason, &u.Paths)
		all = append(all, u)
		return err
	}, unregisteredQuestion)
	return all, err
}
