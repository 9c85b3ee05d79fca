package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"

	"modernc.org/sqlite"
	sqlitecode "modernc.org/sqlite/lib"
)

// Finding is one thing in a catalogue that is not as it should be.
type Finding struct {
	// Part of the catalogue: "database" (SQLite's own checks), "schema",
	// "chain" (the records and their digests), "holding", "reading", "text",
	// "passage" or "index".
	Part     string
	What     string // one sentence, for people
	Import   int64  // whose account it is about; 0: none
	Document SHA256 // zero: none
}

// Checked is what a check looked at and how much it found.
type Checked struct {
	Findings  int64
	Imports   int64 // whose account was recomputed
	Unchained int64 // imports after the newest account: running or killed
	Texts     int64
	Words     int64
}

// Fold appends the folded words of text to dst, one space between two, and
// returns how many: what the index was made with.
type Fold func(dst []byte, text string) (folded []byte, words int)

// Check looks whether the catalogue is what its writers left, in one read
// transaction, and calls found for each Finding:
//
//   - SQLite's integrity_check and foreign_key_check;
//   - the schema is that of the migrations, triggers included;
//   - the digest chain of the accounts, recomputed from the records. An import
//     after the newest account is not chained yet, which is no finding;
//   - holding is what the sightings say, every document has a reading;
//   - each text has its SHA-256, which is the document's where there is no map;
//     a map lies in both; its passages lie in it one after the other and cut no
//     UTF-8 sequence, its words are where they say, and the reading quotes them;
//   - the index is what the texts give when they are folded again, and leads to
//     every word (check_index.go and check_pages.go tell how that is compared).
//
// A part that SQLite cannot read is a finding. The error is that of ctx, of
// found, or what keeps the catalogue from being checked at all. What a mapped
// text's bytes decode to, the media type, charset and language of a reading, the
// facts and the cache are not checked: only reading the documents again can tell.
func (c *Catalogue) Check(ctx context.Context, fold Fold, found func(Finding) error) (Checked, error) {
	sums := newInstanceSums()
	db := sql.OpenDB(checkConnector{sums: sums, path: c.path})
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		return Checked{}, fmt.Errorf("check %s: %w", c.path, err)
	}
	defer conn.Close()
	k := &check{q: conn, fold: fold, tell: found, sums: sums}
	if err := k.all(ctx); err != nil {
		return k.seen, fmt.Errorf("check %s: %w", c.path, err)
	}
	return k.seen, nil
}

// check is one run of Check on one connection.
type check struct {
	q    *sql.Conn
	fold Fold
	tell func(Finding) error
	told error // what tell returned
	seen Checked

	sums   *instanceSums      // of the index
	want   *instanceSums      // of the texts; nil: they could not be read
	totals [columnCount]int64 // words of the texts
}

// found reports a finding. Its error ends the check.
func (k *check) found(f Finding) error {
	k.seen.Findings++
	k.told = k.tell(f)
	return k.told
}

// checkPragmas leave the connection able to make a temporary table; it writes
// nothing else.
const checkPragmas = "_pragma=busy_timeout(10000)&_pragma=trusted_schema(0)&_pragma=cell_size_check(1)"

// checkConnector opens connections by a driver of its own, which alone has the
// function that sums the index.
type checkConnector struct {
	sums *instanceSums
	path string
}

func (c checkConnector) Connect(context.Context) (driver.Conn, error) {
	own := &sqlite.Driver{}
	if err := own.RegisterFunction(sumFunction, c.sums.function()); err != nil {
		return nil, err
	}
	return own.Open(dataSource(c.path, accessOf(c.path), checkPragmas))
}

func (c checkConnector) Driver() driver.Driver { return &sqlite.Driver{} }

const beginReading = `BEGIN`
const endReading = `ROLLBACK`

// all runs the parts. The read transaction keeps what other processes write
// meanwhile out of sight.
func (k *check) all(ctx context.Context) error {
	if _, err := k.q.ExecContext(ctx, beginReading); err != nil {
		return err
	}
	defer k.q.ExecContext(context.WithoutCancel(ctx), endReading)
	for _, part := range []struct {
		name string
		run  func(context.Context) error
	}{
		{"database", k.database},
		{"schema", k.schema},
		{"chain", k.chain},
		{"holding", k.holdings},
		{"reading", k.readings},
		{"text", k.texts},
		{"index", k.index},
	} {
		err := part.run(ctx)
		switch {
		case err == nil:
		case ctx.Err() != nil:
			return ctx.Err()
		case k.told != nil:
			return k.told
		case !isDamage(err):
			return err
		default:
			if err := k.found(Finding{Part: part.name, What: "cannot be read: " + err.Error()}); err != nil {
				return err
			}
		}
	}
	return nil
}

// isDamage tells whether an error comes from the contents of the file.
func isDamage(err error) bool {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return true // a value of a type that its column cannot have
	}
	switch e.Code() & 0xFF {
	case sqlitecode.SQLITE_BUSY, sqlitecode.SQLITE_LOCKED, sqlitecode.SQLITE_NOMEM, sqlitecode.SQLITE_INTERRUPT,
		sqlitecode.SQLITE_CANTOPEN, sqlitecode.SQLITE_FULL, sqlitecode.SQLITE_READONLY:
		return false
	}
	return true
}

const integrityStatement = `PRAGMA integrity_check(100)`
const foreignKeyStatement = `PRAGMA foreign_key_check`

func (k *check) database(ctx context.Context) error {
	err := each(ctx, k.q, func(rows *sql.Rows) error {
		var what string
		if err := rows.Scan(&what); err != nil || what == "ok" {
			return err
		}
		return k.found(Finding{Part: "database", What: what})
	}, integrityStatement)
	if err != nil {
		return err
	}
	return each(ctx, k.q, func(rows *sql.Rows) error {
		var table, parent string
		var row sql.NullInt64
		var key int64
		if err := rows.Scan(&table, &row, &parent, &key); err != nil {
			return err
		}
		return k.found(Finding{Part: "database", What: fmt.Sprintf(
			"row %d of table %s refers to a row of table %s that is not there", row.Int64, table, parent)})
	}, foreignKeyStatement)
}

// The tables of the index are left out: their text is FTS5's own.
const schemaStatement = `SELECT type, name, coalesce(sql, '') FROM sqlite_schema
	WHERE name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name NOT LIKE 'fulltext\_%' ESCAPE '\'
	AND name NOT LIKE 'goose%' ORDER BY type, name`

type schemaObject struct{ kind, name, sql string }

// schema compares the schema with that of a new catalogue. Tables, views and
// indexes that somebody added are no finding, triggers are.
func (k *check) schema(ctx context.Context) error {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // each connection would have a memory of its own
	if err := migrate(ctx, db); err != nil {
		return err
	}
	want, err := schemaObjects(ctx, db)
	if err != nil {
		return err
	}
	have, err := schemaObjects(ctx, k.q)
	if err != nil {
		return err
	}
	return k.compareSchemas(want, have)
}

func (k *check) compareSchemas(want, have []schemaObject) error {
	text := map[string]string{}
	for _, o := range have {
		text[o.kind+" "+o.name] = o.sql
	}
	known := map[string]bool{}
	for _, o := range want {
		name := o.kind + " " + o.name
		known[name] = true
		sql, there := text[name]
		switch {
		case !there:
			if err := k.found(Finding{Part: "schema", What: name + " is missing"}); err != nil {
				return err
			}
		case sql != o.sql:
			if err := k.found(Finding{Part: "schema", What: name + " is not that of the migrations"}); err != nil {
				return err
			}
		}
	}
	for _, o := range have {
		if o.kind == "trigger" && !known["trigger "+o.name] {
			if err := k.found(Finding{Part: "schema", What: "trigger " + o.name + " was added"}); err != nil {
				return err
			}
		}
	}
	return nil
}

func schemaObjects(ctx context.Context, q querier) (objects []schemaObject, err error) {
	err = each(ctx, q, func(rows *sql.Rows) error {
		var o schemaObject
		if err := rows.Scan(&o.kind, &o.name, &o.sql); err != nil {
			return err
		}
		objects = append(objects, o)
		return nil
	}, schemaStatement)
	return objects, err
}

const nextAccount = `
SELECT import, ended_ns, complete, counts, digest FROM account WHERE import > ? ORDER BY import LIMIT 1`
const unchained = `SELECT count(*) FROM import WHERE id > ?`
const unnumbered = `SELECT count(*) FROM import WHERE id < 1`

// chain recomputes the digest of each account from the recorded digest before
// it, so that a change is found at the account that it belongs to.
func (k *check) chain(ctx context.Context) error {
	var before link
	for {
		var a Account
		var counts string
		var digest []byte
		err := k.q.QueryRowContext(ctx, nextAccount, before.Import).
			Scan(&a.Import, &a.Ended, &a.Complete, &counts, &digest)
		if errors.Is(err, sql.ErrNoRows) {
			break
		}
		if err != nil {
			return err
		}
		a.Counts = json.RawMessage(counts)
		if err := k.account(ctx, before, a, digest); err != nil {
			return err
		}
		before = link{Import: a.Import, Digest: sha256From(digest)}
	}
	var outside int64
	if err := k.q.QueryRowContext(ctx, unnumbered).Scan(&outside); err != nil {
		return err
	}
	if outside > 0 {
		// The first digest begins behind 0.
		if err := k.found(Finding{Part: "chain", What: "there are imports before the first"}); err != nil {
			return err
		}
	}
	return k.q.QueryRowContext(ctx, unchained, before.Import).Scan(&k.seen.Unchained)
}

func (k *check) account(ctx context.Context, before link, a Account, digest []byte) error {
	k.seen.Imports++
	sum, err := chain(ctx, k.q, before, a)
	if err != nil {
		return err
	}
	if bytes.Equal(sum[:], digest) {
		return nil
	}
	records := fmt.Sprintf("the imports %d to %d", before.Import+1, a.Import)
	if before.Import+1 == a.Import {
		records = fmt.Sprintf("import %d", a.Import)
	}
	return k.found(Finding{Part: "chain", Import: a.Import, What: fmt.Sprintf(
		"the records of %s are not those that the account of import %d closed", records, a.Import)})
}

// A file's newest sighting is the row with max(import): SQLite gives the other
// columns of that row. https://www.sqlite.org/lang_select.html#bareagg
const holdingsNotSighted = `
SELECT newest.file, newest.import, newest.document IS NULL, holding.file IS NULL
FROM (SELECT file, max(import) AS import, document FROM sighting GROUP BY file) AS newest
LEFT JOIN holding ON holding.file = newest.file
WHERE holding.document IS NOT newest.document
   OR (newest.document IS NOT NULL AND holding.import <> newest.import)`

const holdingsWithoutSighting = `
SELECT holding.file FROM holding
WHERE NOT EXISTS (SELECT 1 FROM sighting WHERE sighting.file = holding.file)`

func (k *check) holdings(ctx context.Context) error {
	err := each(ctx, k.q, func(rows *sql.Rows) error {
		var file, im int64
		var gone, absent bool
		if err := rows.Scan(&file, &im, &gone, &absent); err != nil {
			return err
		}
		what := "file %d is not held as its newest sighting has it"
		switch {
		case gone:
			what = "file %d is held, though its newest sighting found it gone"
		case absent:
			what = "file %d is not held, though its newest sighting found it"
		}
		return k.found(Finding{Part: "holding", Import: im, What: fmt.Sprintf(what, file)})
	}, holdingsNotSighted)
	if err != nil {
		return err
	}
	return each(ctx, k.q, func(rows *sql.Rows) error {
		var file int64
		if err := rows.Scan(&file); err != nil {
			return err
		}
		return k.found(Finding{Part: "holding", What: fmt.Sprintf("file %d is held, though never seen", file)})
	}, holdingsWithoutSighting)
}

// A document of no bytes is read and has no text.
const readingsAmiss = `
SELECT document.sha256,
       CASE WHEN reading.document IS NULL THEN 'there is no word on what became of the content'
            WHEN reading.state = 'read'   THEN 'the document was read, but has no text'
            ELSE 'the document was not read, but has a text' END
FROM document
LEFT JOIN reading ON reading.document = document.id
LEFT JOIN text    ON text.document = document.id
WHERE reading.document IS NULL
   OR (reading.state = 'read' AND text.document IS NULL AND document.size > 0)
   OR (reading.state = 'unread' AND text.document IS NOT NULL)`

// Every reader that readings name, and the fold, by the version in derived.
const rulesUnknown = `
SELECT used.what, used.version
FROM (SELECT DISTINCT reader AS what, version FROM reading WHERE reader IS NOT NULL
      UNION SELECT 'fold', 1 WHERE EXISTS (SELECT 1 FROM text)
        AND NOT EXISTS (SELECT 1 FROM derived WHERE what = 'fold')) AS used
LEFT JOIN derived ON derived.what = used.what
WHERE derived.version IS NULL OR derived.version < used.version
ORDER BY used.what, used.version`

// rules looks whether derived tells by which rules the rows were made.
func (k *check) rules(ctx context.Context) error {
	return each(ctx, k.q, func(rows *sql.Rows) error {
		var what string
		var version int64
		if err := rows.Scan(&what, &version); err != nil {
			return err
		}
		return k.found(Finding{Part: "reading", What: fmt.Sprintf(
			"there are rows made by version %d of %q, which is not what derived says", version, what)})
	}, rulesUnknown)
}

func (k *check) readings(ctx context.Context) error {
	if err := k.rules(ctx); err != nil {
		return err
	}
	return each(ctx, k.q, func(rows *sql.Rows) error {
		var sum []byte
		var what string
		if err := rows.Scan(&sum, &what); err != nil {
			return err
		}
		return k.found(Finding{Part: "reading", Document: sha256From(sum), What: what})
	}, readingsAmiss)
}

func sha256From(bytes []byte) (sum SHA256) {
	copy(sum[:], bytes)
	return sum
}

// isSum tells whether sum is the checksum of body.
func isSum(body, sum []byte) bool {
	now := sha256.Sum256(body)
	return bytes.Equal(now[:], sum)
}
