package store

import (
	"context"
	"database/sql"
	"fmt"
)

// View is one of the views that are the public face of a catalogue.
type View struct {
	Name  string
	order string // a key that tells all rows apart
}

// Views returns the views in the order in which they build on each other.
func Views() []View {
	return []View{
		{"holdings", `source, path_bytes`},
		{"documents", `document`},
		{"members", `container, ordinal`},
		{"properties", `document, ordinal`},
		{"passages", `document, ordinal`},
		{"facts", `document, ordinal`},
		{"problems", `source, path_bytes, problem, member, import`},
		{"coverage", `reading, reason`},
		{"timeline", `edtf, document, start, "end", kind`},
	}
}

// Rows calls row for every row of a view, in the order of its key, with the
// names of the columns and their values: nil, int64, float64, string (which
// need be no UTF-8) or []byte. Both slices are used again for the next row.
// SQLite sorts in temporary files, not in memory.
func (c *Catalogue) Rows(ctx context.Context, view View, row func(columns []string, values []any) error) error {
	var columns []string
	var values, into []any
	err := each(ctx, c.db, func(rows *sql.Rows) (err error) {
		if columns == nil {
			if columns, err = rows.Columns(); err != nil {
				return err
			}
			values, into = make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				into[i] = &values[i]
			}
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		return row(columns, values)
	}, `SELECT * FROM `+view.Name+` ORDER BY `+view.order)
	if err != nil {
		return fmt.Errorf("view %s: %w", view.Name, err)
	}
	return nil
}
