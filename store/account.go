package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// Account closes an import: nothing is added to it afterwards.
type Account struct {
	Import   int64
	Ended    int64 // nanoseconds since 1970
	Complete bool
	Counts   json.RawMessage
	Digest   SHA256
}

// Counts is the account of the command import. The entries walked are all but
// folders, plus the folders that were excluded or could not be read; each has
// one outcome. Gone files stand outside the sum.
type Counts struct {
	Walked      int64    `json:"walked"`
	New         int64    `json:"new"`
	Unchanged   int64    `json:"unchanged"`
	Changed     int64    `json:"changed"`
	Moved       int64    `json:"moved"`
	Duplicate   int64    `json:"duplicate"`
	Excluded    int64    `json:"excluded"`
	Failed      int64    `json:"failed"`
	Gone        int64    `json:"gone"`
	Bytes       int64    `json:"bytes"`  // of the files that have a document
	Unread      int64    `json:"unread"` // of these files, those whose document was not read
	UnchangedBy Unopened `json:"unchanged_by"`
	Members     Inside   `json:"members"`
	Interrupted bool     `json:"interrupted,omitempty"`
}

// Inside counts the documents inside of those that an import read. They stand
// outside the sum of the entries and have one of their own.
type Inside struct {
	Found  int64 `json:"found"`
	Read   int64 `json:"read"`
	Unread int64 `json:"unread"` // those that could not be taken out among them
}

// Unopened tells how the unchanged files were found to be so.
type Unopened struct {
	Stat  int64 `json:"stat"`  // by size, times and inode, unopened
	Bytes int64 `json:"bytes"` // by their checksum
}

// Closes tells whether every entry walked has its outcome.
func (c Counts) Closes() bool {
	return c.Walked == c.New+c.Unchanged+c.Changed+c.Moved+c.Duplicate+c.Excluded+c.Failed &&
		c.Unchanged == c.UnchangedBy.Stat+c.UnchangedBy.Bytes &&
		c.Members.Found == c.Members.Read+c.Members.Unread
}

const insertAccount = `INSERT INTO account (import, ended_ns, complete, counts, digest) VALUES (?, ?, ?, ?, ?)`

// End writes the account of the import, with counts as JSON.
func (im *Import) End(ctx context.Context, complete bool, counts any) (Account, error) {
	encoded, err := json.Marshal(counts)
	if err != nil {
		return Account{}, err
	}
	account := Account{Import: im.ID, Ended: time.Now().UnixNano(), Complete: complete, Counts: encoded}
	batch, err := im.Batch(ctx)
	if err != nil {
		return account, err
	}
	if err := im.end(ctx, &account); err != nil {
		batch.Rollback(ctx)
		return account, fmt.Errorf("close import %d: %w", im.ID, err)
	}
	return account, batch.Commit(ctx)
}

func (im *Import) end(ctx context.Context, account *Account) error {
	before, err := lastLink(ctx, im.w.conn)
	if err != nil {
		return err
	}
	if before.Import >= account.Import {
		return fmt.Errorf("import %d has closed before", before.Import) // two have written at once
	}
	if account.Digest, err = chain(ctx, im.w.conn, before, *account); err != nil {
		return err
	}
	_, err = im.w.exec(ctx, insertAccount, account.Import, account.Ended, account.Complete,
		string(account.Counts), account.Digest[:])
	return err
}

const unreadInScope = `
SELECT count(*)
FROM reading
JOIN holding ON holding.document = reading.document
JOIN file    ON file.id = holding.file
WHERE reading.state = 'unread' AND file.source = ?1
  AND (?2 = x'' OR file.path = ?2 OR substr(file.path, 1, length(?2) + 1) = CAST(?2 || '/' AS BLOB))`

// UnreadFiles counts the files present in a scope whose document was not read.
func (w *Writer) UnreadFiles(ctx context.Context, s Scope) (n int64, err error) {
	err = w.row(ctx, unreadInScope, []any{s.Source.ID, []byte(s.Path)}, &n)
	return n, err
}
