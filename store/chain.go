package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"math"
)

// The digest chain. The digest of an account is SHA-256 over
//
//	the digest of the account before it (32 zero bytes for the first),
//	for each table of records, in the order of chained below: the table's name
//	  (of one that came later only if there are rows),
//	  then its rows with an import after that account's and up to this one's
//	  (so that what a killed import left is chained by the next account),
//	and the account's own import, ended_ns, complete and counts.
//
// Every value is written as a type letter (n null, i integer, r real, t text,
// b blob), its length in bytes as 8 bytes, big-endian, and its bytes;
// integers and reals as 8 bytes, big-endian. Columns are named, so that a
// later migration that adds one does not break the chain.
//
// A changed, added or removed record is found, unless it is the newest account
// that was removed together with all its rows: keep the printed digest for
// that.
type link struct {
	Import int64
	Digest SHA256
}

// chained are the questions for the record rows of imports (after, upto].
var chained = []struct {
	table, rows string
	// later: the table came with a later migration. Its name counts only where it
	// has rows, so that the accounts before it stand.
	later bool
}{
	{"import", `SELECT id, started_ns, program, command, options FROM import WHERE id > ? AND id <= ? ORDER BY id`, false},
	{"source", `SELECT id, import, name, kind FROM source WHERE import > ? AND import <= ? ORDER BY id`, false},
	{"scope", `SELECT import, source, path, root FROM scope WHERE import > ? AND import <= ? ORDER BY import, source, path`, false},
	{"document", `SELECT id, import, sha256, size FROM document WHERE import > ? AND import <= ? ORDER BY id`, false},
	{"digest", `SELECT document, algorithm, import, value FROM digest WHERE import > ? AND import <= ? ORDER BY document, algorithm`, false},
	{"file", `SELECT id, import, source, path FROM file WHERE import > ? AND import <= ? ORDER BY id`, false},
	{"sighting", `SELECT file, import, document, outcome, moved_from, mtime_ns, mode FROM sighting
		WHERE import > ? AND import <= ? ORDER BY import, file`, false},
	{"member", `SELECT id, import, container, reader, ordinal, name, document, reason, start, length FROM member
		WHERE import > ? AND import <= ? ORDER BY id`, false},
	{"outcome", `SELECT import, source, path, outcome, reason FROM outcome WHERE import > ? AND import <= ? ORDER BY import, source, path`, false},
	{"fixity_check", `SELECT import, source, path, state, sha256, file, reason FROM fixity_check
		WHERE import > ? AND import <= ? ORDER BY import, source, path`, false},
	{"assertion", `SELECT id, import, document, kind, value, who FROM assertion WHERE import > ? AND import <= ? ORDER BY id`, false},
	{"authority", `SELECT id, import, name, action, format, content FROM authority WHERE import > ? AND import <= ? ORDER BY id`, true},
}

// chain returns the digest of an account that follows the link before.
func chain(ctx context.Context, q querier, before link, a Account) (sum SHA256, err error) {
	h := sha256.New()
	h.Write(before.Digest[:])
	for _, part := range chained {
		name := part.table
		if !part.later {
			hashValue(h, name)
			name = ""
		}
		if err := hashRows(ctx, q, h, name, part.rows, before.Import, a.Import); err != nil {
			return sum, fmt.Errorf("digest of table %s: %w", part.table, err)
		}
	}
	for _, value := range []any{a.Import, a.Ended, a.Complete, string(a.Counts)} {
		hashValue(h, value)
	}
	return SHA256(h.Sum(nil)), nil
}

// hashRows takes the rows, with name before the first unless it is "".
func hashRows(ctx context.Context, q querier, h hash.Hash, name, query string, args ...any) error {
	var values, into []any
	return each(ctx, q, func(rows *sql.Rows) error {
		if values == nil {
			if name != "" {
				hashValue(h, name)
			}
			columns, err := rows.Columns()
			if err != nil {
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
		for _, value := range values {
			hashValue(h, value)
		}
		return nil
	}, query, args...)
}

func hashValue(h hash.Hash, value any) {
	switch v := value.(type) {
	case nil:
		hashBytes(h, 'n', nil)
	case int64:
		hashBytes(h, 'i', binary.BigEndian.AppendUint64(nil, uint64(v)))
	case bool:
		n := int64(0)
		if v {
			n = 1
		}
		hashValue(h, n)
	case float64:
		hashBytes(h, 'r', binary.BigEndian.AppendUint64(nil, math.Float64bits(v)))
	case string:
		hashBytes(h, 't', []byte(v))
	case []byte:
		hashBytes(h, 'b', v)
	default:
		panic(fmt.Sprintf("the driver gave a %T", value))
	}
}

func hashBytes(h hash.Hash, kind byte, bytes []byte) {
	var head [9]byte
	head[0] = kind
	binary.BigEndian.PutUint64(head[1:], uint64(len(bytes)))
	h.Write(head[:])
	h.Write(bytes)
}

const newestAccount = `SELECT import, digest FROM account ORDER BY import DESC LIMIT 1`

func lastLink(ctx context.Context, q querier) (l link, err error) {
	var digest []byte
	err = q.QueryRowContext(ctx, newestAccount).Scan(&l.Import, &digest)
	if errors.Is(err, sql.ErrNoRows) {
		return link{}, nil
	}
	copy(l.Digest[:], digest)
	return l, err
}
