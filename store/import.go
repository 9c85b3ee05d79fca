package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// Import is a run that adds records, from its first row to its account.
type Import struct {
	w       *Writer
	ID      int64
	Command string
}

// Scope is the part of a source that an import looks at.
type Scope struct {
	Source Source
	Path   string // relative to Source.Root; "" is all of it
}

const insertImport = `INSERT INTO import (started_ns, program, command, options) VALUES (?, ?, ?, ?)`

// Begin opens an import. options is kept as JSON and should say all that
// decided what the run does.
func (w *Writer) Begin(ctx context.Context, program, command string, options any) (*Import, error) {
	encoded, err := json.Marshal(options)
	if err != nil {
		return nil, err
	}
	result, err := w.exec(ctx, insertImport, time.Now().UnixNano(), program, command, string(encoded))
	if err != nil {
		return nil, fmt.Errorf("begin import: %w", err)
	}
	id, err := result.LastInsertId()
	return &Import{w: w, ID: id, Command: command}, err
}

// Together runs do in one transaction: what it adds is there together or not at
// all. It is for what stands around the batches of an import.
func (w *Writer) Together(ctx context.Context, do func() error) error {
	if _, err := w.exec(ctx, beginStatement); err != nil {
		return err
	}
	if err := do(); err != nil {
		w.exec(ctx, rollbackStatement) // the error of do says more
		return err
	}
	_, err := w.exec(ctx, commitStatement)
	return err
}

const insertScope = `INSERT INTO scope (import, source, path, root) VALUES (?, ?, ?, ?)`

// AddScope records what the import is to look at.
func (im *Import) AddScope(ctx context.Context, s Scope) error {
	_, err := im.w.exec(ctx, insertScope, im.ID, s.Source.ID, []byte(s.Path), []byte(s.Source.Root))
	return err
}

const derivedVersion = `SELECT coalesce((SELECT version FROM derived WHERE what = ?), 0)`
const insertDerived = `INSERT INTO derived (what, version) VALUES (?, ?)`

// Derives notes by which version of its rules the derived rows are made. It
// fails if the catalogue has rows made by another version.
func (w *Writer) Derives(ctx context.Context, what string, version int64) error {
	var have int64
	if err := w.row(ctx, derivedVersion, []any{what}, &have); err != nil {
		return err
	}
	switch have {
	case version:
		return nil
	case 0:
		_, err := w.exec(ctx, insertDerived, what, version)
		return err
	}
	return fmt.Errorf("%s of this catalogue: version %d, of this program: %d: %w", what, have, version, ErrOlder)
}

const noteReader = `
INSERT INTO derived (what, version) VALUES (?1, ?2)
ON CONFLICT (what) DO UPDATE SET version = excluded.version WHERE version < excluded.version`

// ReadBy notes the newest version of a reader. What older ones made stays
// beside it until it is read again.
func (w *Writer) ReadBy(ctx context.Context, reader string, version int64) error {
	_, err := w.exec(ctx, noteReader, reader, version)
	return err
}

// Derived returns by which version of its rules something was made; 0: nothing
// was yet.
func (w *Writer) Derived(ctx context.Context, what string) (version int64, err error) {
	err = w.row(ctx, derivedVersion, []any{what}, &version)
	return version, err
}
