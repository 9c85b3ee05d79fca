package store

import (
	"context"
	"database/sql"
	"errors"
)

// GivenText is the kind of the assertion that a document says a text.
const GivenText = "text"

const insertAssertion = `INSERT INTO assertion (import, document, kind, value, who) VALUES (?, ?, ?, ?, ?)`

// Assert records what a person says about a document.
func (b *Batch) Assert(ctx context.Context, document int64, kind, value, who string) error {
	_, err := b.w.exec(ctx, insertAssertion, b.im.ID, document, kind, value, who)
	return err
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
