package store

import (
	"context"
	"database/sql"
)

// Coverage is what answers about texts rest on, of the documents that are
// present.
type Coverage struct {
	Documents int64
	Bytes     int64
	Read      int64
	ReadBytes int64
	Unread    []Unread // most first
}

// Unread counts the documents that were not read for one reason.
type Unread struct {
	Reason    string
	Documents int64
	Bytes     int64
}

// Coverage tells how many of the documents were read, and why the others were
// not.
func (c *Catalogue) Coverage(ctx context.Context) (Coverage, error) { return coverage(ctx, c.db) }

func coverage(ctx context.Context, q querier) (all Coverage, err error) {
	err = each(ctx, q, func(rows *sql.Rows) error {
		var state string
		var reason sql.NullString
		var u Unread
		if err := rows.Scan(&state, &reason, &u.Documents, &u.Bytes); err != nil {
			return err
		}
		all.Documents += u.Documents
		all.Bytes += u.Bytes
		if state == "read" {
			all.Read, all.ReadBytes = u.Documents, u.Bytes
			return nil
		}
		u.Reason = reason.String
		all.Unread = append(all.Unread, u)
		return nil
	}, coverageQuestion)
	return all, err
}
