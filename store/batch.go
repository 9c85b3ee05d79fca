package store

import "context"

// Batch is a transaction of an import: what it adds is there together or not
// at all. Every method that adds must be called between Batch and Commit.
type Batch struct {
	im *Import
	w  *Writer
}

const beginStatement = `BEGIN IMMEDIATE`
const commitStatement = `COMMIT`
const rollbackStatement = `ROLLBACK`

// Batch begins a transaction.
func (im *Import) Batch(ctx context.Context) (*Batch, error) {
	if _, err := im.w.exec(ctx, beginStatement); err != nil {
		return nil, err
	}
	return &Batch{im: im, w: im.w}, nil
}

// Commit makes the batch last.
func (b *Batch) Commit(ctx context.Context) error {
	if _, err := b.w.exec(ctx, commitStatement); err != nil {
		b.Rollback(ctx) // SQLite may have done so itself; err says why
		return err
	}
	return nil
}

// Rollback undoes the batch.
func (b *Batch) Rollback(ctx context.Context) error {
	_, err := b.w.exec(ctx, rollbackStatement)
	return err
}

// add runs an insert and returns the new row's id.
func (b *Batch) add(ctx context.Context, statement string, args ...any) (int64, error) {
	result, err := b.w.exec(ctx, statement, args...)
	if err != nil {
		return 0, err
	}
	return result.LastInsertId()
}
