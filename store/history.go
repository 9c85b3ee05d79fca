package store

import (
	"context"
	"database/sql"
	"encoding/json"

	"github.com/gofrs/flock"
)

// Ran is an import as the history has it.
type Ran struct {
	Import  int64
	Started int64 // nanoseconds since 1970
	Ended   int64 // 0: it has no account
	Program string
	Command string
	Options json.RawMessage
	State   RunState
	Counts  json.RawMessage // nil: it has no account
	Digest  string          // hexadecimal; "": it has no account
}

// RunState is how an import ended.
type RunState string

const (
	RunComplete    RunState = "complete"
	RunInterrupted RunState = "interrupted" // closed its account early
	RunIncomplete  RunState = "incomplete"  // its account does not close
	RunKilled      RunState = "killed"      // has no account
	RunRunning     RunState = "running"     // has none yet
)

// History visits the imports, oldest first.
func (c *Catalogue) History(ctx context.Context, visit func(Ran) error) error {
	writing := c.beingWritten()
	var last Ran
	err := each(ctx, c.db, func(rows *sql.Rows) error {
		if last.Import != 0 {
			if err := visit(last); err != nil {
				return err
			}
		}
		var err error
		last, err = scanRan(rows)
		return err
	}, historyQuestion)
	if err != nil || last.Import == 0 {
		return err
	}
	if last.State == RunKilled && writing {
		last.State = RunRunning
	}
	return visit(last)
}

func scanRan(rows *sql.Rows) (r Ran, err error) {
	var ended sql.NullInt64
	var complete sql.NullBool
	var options string
	var counts, digest sql.NullString
	err = rows.Scan(&r.Import, &r.Started, &ended, &r.Program, &r.Command, &options, &complete, &counts, &digest)
	if err != nil {
		return r, err
	}
	r.Options = json.RawMessage(options)
	if !ended.Valid {
		r.State = RunKilled
		return r, nil
	}
	r.Ended, r.Counts, r.Digest = ended.Int64, json.RawMessage(counts.String), digest.String
	r.State = stateOf(complete.Bool, r.Counts)
	return r, nil
}

func stateOf(complete bool, counts json.RawMessage) RunState {
	if complete {
		return RunComplete
	}
	var c struct {
		Interrupted bool `json:"interrupted"`
	}
	if json.Unmarshal(counts, &c) == nil && c.Interrupted {
		return RunInterrupted
	}
	return RunIncomplete
}

// beingWritten tells whether a Writer has the catalogue now. Where the lock
// cannot be asked, it says no.
func (c *Catalogue) beingWritten() bool {
	if headerOf(c.path + writerSuffix).missing() {
		return false
	}
	lock := flock.New(c.path+writerSuffix, flock.SetFlag(0))
	free, err := lock.TryRLock()
	if err != nil {
		return false
	}
	lock.Close()
	return !free
}
