package store

import (
	"context"
	"database/sql"
	"errors"
)

// The kinds of assertions.
const (
	GivenText    = "text" // the document says this text
	AssertedDate = "date" // the document was written on this day
)

const insertAssertion = `INSERT INTO assertion (import, document, kind, value, who) VALUES (?, ?, ?, ?, ?)`

// Assert records what a person says about a document.
func (b *Batch) Assert(ctx context.Context, document int64, kind, value, who string) (id int64, err error) {
	return b.add(ctx, insertAssertion, b.im.ID, document, kind, value, who)
}

const newestAssertion = `SELECT value FROM assertion WHERE document = ? AND kind = ? ORDER BY id DESC LIMIT 1`

// Asserted returns what was last said of a kind about a document; ok is false
// when nothing was.
func (b *Batch) Asserted(ctx context.Context, document int64, kind string) (value string, ok bool, err error) {
	err = b.w.row(ctx, newestAssertion, []any{document, kind}, &value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", false, nil
	}
	return value, err == nil, err
}
