package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
)

// Listed is a file with the document that it holds, or held last.
type Listed struct {
	Source   string
	Path     string   // bytes as found
	Member   []string // the names down to a document inside of the file's; none: the file's own
	Document string   // SHA-256, hexadecimal
	Size     int64    // bytes
	Reading  Reading
	Passages int64
	Gone     int64 // the import that found the file gone; 0: it is present
}

// State is "read" or "unread".
func (r Reading) State() string {
	if r.Unread != "" {
		return "unread"
	}
	return "read"
}

// Reason is why a document was not read, or what else is to be said of its
// reading; "" when there is nothing.
func (r Reading) Reason() string {
	if r.Unread != "" {
		return r.Unread
	}
	return r.Note
}

// ListOptions choose what List visits.
type ListOptions struct {
	Source string // the name of a source; "": all
	Unread bool   // only what was not read
	Gone   bool   // the files that are gone, in place of those that are present
	// Members: behind each file the documents inside of it, in their order.
	Members bool
}

// List visits files by the names of their sources, then the bytes of their
// paths. It fails with ErrNotFound when there is no source of the name.
func (c *Catalogue) List(ctx context.Context, o ListOptions, visit func(Listed) error) error {
	if err := c.checkSource(ctx, o.Source); err != nil {
		return err
	}
	question := listQuestion
	if o.Gone {
		question = goneQuestion
	}
	unread := o.Unread && !o.Members // what was read may have something inside that was not
	err := each(ctx, c.db, func(rows *sql.Rows) error {
		l, err := scanListed(rows)
		if err != nil {
			return err
		}
		if !o.Unread || l.Reading.Unread != "" {
			err = visit(l)
		}
		if err == nil && o.Members {
			err = c.visitMembers(ctx, l, o, visit)
		}
		return err
	}, question, sql.Named("source", orNull(o.Source)), sql.Named("unread", orNull(unread)))
	return unlessEnough(err)
}

const documentNamed = `SELECT id FROM document WHERE sha256 = unhex(?)`
const memberListed = `
SELECT lower(hex(document.sha256)), document.size, reading.media_type, reading.charset, reading.language, reading.title,
       reading.dateline, (SELECT count(*) FROM passage WHERE passage.document = document.id), reading.state, reading.reason
FROM document JOIN reading ON reading.document = document.id WHERE document.id = ?`

// visitMembers visits what is inside of a file's document. One that could not be
// taken out has no Document.
func (c *Catalogue) visitMembers(ctx context.Context, around Listed, o ListOptions, visit func(Listed) error) error {
	if around.Document == "" || len(around.Member) == maxNesting {
		return nil
	}
	var id int64
	if err := c.db.QueryRowContext(ctx, documentNamed, around.Document).Scan(&id); err != nil {
		return err
	}
	inside, err := members(ctx, c.db, id)
	if err != nil {
		return err
	}
	for _, m := range inside {
		l := Listed{Source: around.Source, Path: around.Path, Member: append(slices.Clip(around.Member), m.Name), Gone: around.Gone}
		if l.Reading.Unread = m.Reason; m.Document != 0 {
			if err := c.describe(ctx, m.Document, &l); err != nil {
				return err
			}
		}
		if !o.Unread || l.Reading.Unread != "" {
			if err := visit(l); err != nil {
				return err
			}
		}
		if err := c.visitMembers(ctx, l, o, visit); err != nil {
			return err
		}
	}
	return nil
}

func (c *Catalogue) describe(ctx context.Context, document int64, l *Listed) error {
	var state string
	var charset, language, title, dateline, reason sql.NullString
	err := c.db.QueryRowContext(ctx, memberListed, document).Scan(&l.Document, &l.Size, &l.Reading.MediaType, &charset,
		&language, &title, &dateline, &l.Passages, &state, &reason)
	l.Reading.Charset, l.Reading.Language = charset.String, language.String
	l.Reading.Title, l.Reading.Dateline = title.String, dateline.String
	l.Reading.setState(state, reason.String)
	return err
}

// ErrEnough is returned by a visitor that has seen enough; it ends the visits
// and is no error.
var ErrEnough = errors.New("enough")

func unlessEnough(err error) error {
	if errors.Is(err, ErrEnough) {
		return nil
	}
	return err
}

func scanListed(rows *sql.Rows) (l Listed, err error) {
	var path sql.RawBytes
	var state string
	var charset, language, title, dateline, reason sql.NullString
	var gone sql.NullInt64
	err = rows.Scan(&l.Source, &path, &l.Document, &l.Size, &l.Reading.MediaType, &charset, &language, &title,
		&dateline, &l.Passages, &state, &reason, &gone)
	l.Path, l.Gone = string(path), gone.Int64
	l.Reading.Charset, l.Reading.Language = charset.String, language.String
	l.Reading.Title, l.Reading.Dateline = title.String, dateline.String
	l.Reading.setState(state, reason.String)
	return l, err
}

func (r *Reading) setState(state, reason string) {
	if state == "unread" {
		r.Unread = reason
	} else {
		r.Note = reason
	}
}

// checkSource fails if a source is named and there is none of that name.
func (c *Catalogue) checkSource(ctx context.Context, name string) error {
	if name == "" {
		return nil
	}
	var known bool
	if err := c.db.QueryRowContext(ctx, sourceNamed, name).Scan(&known); err != nil {
		return err
	}
	if !known {
		return fmt.Errorf("source %q: %w", name, ErrNotFound)
	}
	return nil
}
