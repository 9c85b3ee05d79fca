package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// query runs a statement and returns its columns and rows.
func query(ctx context.Context, c *Catalogue, statement string) (columns []string, rows [][]any, err error) {
	err = c.Query(ctx, statement, func(names []string) error {
		columns = names
		return nil
	}, func(values []any) error {
		rows = append(rows, append([]any(nil), values...))
		return nil
	})
	return columns, rows, err
}

func TestQuery(t *testing.T) {
	c := answeringCatalogue(t)
	for _, test := range []struct {
		statement string
		rows      [][]any
	}{
		{`SELECT 1, 1.5, 'ä', x'00ff', NULL`, [][]any{{int64(1), 1.5, "ä", []byte{0, 0xff}, nil}}},
		{`SELECT source, path FROM holdings WHERE path LIKE 'a%' ORDER BY path;`, [][]any{{"letters", "a.txt"}}},
		{`SELECT count(*) FROM fulltext WHERE fulltext MATCH 'aramco'`, [][]any{{int64(2)}}},
		{`SELECT count(*) FROM fulltext('aramco') WHERE bm25(fulltext) < 0`, [][]any{{int64(2)}}},
		{`SELECT documents FROM coverage WHERE reading = 'read' -- all;`, [][]any{{int64(3)}}},
		{`/* ; */ SELECT ';' AS ";" ; -- ;`, [][]any{{";"}}},
		{`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT sum(i) FROM n`, [][]any{{int64(6)}}},
		{`SELECT json_extract('{"a":1}', '$.a')`, [][]any{{int64(1)}}},
		{`PRAGMA user_version`, [][]any{{int64(newestVersion)}}},
		{`PRAGMA integrity_check`, [][]any{{"ok"}}},
		{`SELECT name FROM pragma_table_info('stat') LIMIT 1`, [][]any{{"file"}}},
		{`SELECT 1 WHERE 0`, nil},
	} {
		columns, rows, err := query(t.Context(), c, test.statement)
		require.NoError(t, err, test.statement)
		require.NotEmpty(t, columns, test.statement)
		require.Equal(t, test.rows, rows, test.statement)
	}
}

// escapes are what somebody might try who wants more than to read.
var escapes = []string{
	`ATTACH 'made.db' AS made`,
	`ATTACH ':memory:' AS made`,
	`DETACH main`,
	`VACUUM`,
	`VACUUM INTO 'made.db'`,
	`PRAGMA writable_schema = 1`,
	`PRAGMA query_only = 0`,
	`PRAGMA QUERY_ONLY(0)`,
	`PRAGMA journal_mode = WAL`,
	`PRAGMA journal_mode = OFF`,
	`PRAGMA main.user_version = 7`,
	`PRAGMA user_version = ''`,
	`PRAGMA application_id = 7`,
	`PRAGMA trusted_schema = 1`,
	`PRAGMA temp_store_directory = '/'`,
	`PRAGMA wal_checkpoint(TRUNCATE)`,
	`PRAGMA optimize`,
	`PRAGMA incremental_vacuum`,
	`PRAGMA no_such_pragma`,
	`SELECT * FROM pragma_query_only(0)`,
	`SELECT * FROM pragma_journal_mode('wal')`,
	`INSERT INTO stat VALUES (1, 1, 1, 1, 1)`,
	`INSERT INTO stat VALUES (1, 1, 1, 1, 1) RETURNING *`,
	`WITH x AS (SELECT 1) INSERT INTO stat SELECT 1, 1, 1, 1, 1 FROM x`,
	`UPDATE text SET words = 1`,
	`DELETE FROM stat`,
	`REPLACE INTO derived VALUES ('x', 1)`,
	`INSERT INTO fulltext (fulltext) VALUES ('optimize')`,
	`INSERT INTO fulltext (fulltext) VALUES ('delete-all')`,
	`INSERT INTO fulltext (rowid, title, body) VALUES (99, '', '')`,
	`DELETE FROM fulltext_data`,
	`CREATE TABLE made (x)`,
	`CREATE TEMP TABLE made (x)`,
	`CREATE TEMP VIEW made AS SELECT 1`,
	`CREATE VIRTUAL TABLE temp.made USING fts5vocab('main', 'fulltext', 'row')`,
	`CREATE TEMP TRIGGER made AFTER INSERT ON stat BEGIN SELECT 1; END`,
	`CREATE INDEX made ON stat (size)`,
	`DROP TABLE stat`,
	`DROP VIEW holdings`,
	`ALTER TABLE stat ADD COLUMN x`,
	`REINDEX`,
	`ANALYZE`,
	`BEGIN`,
	`BEGIN EXCLUSIVE`,
	`COMMIT`,
	`SAVEPOINT made`,
	`SELECT load_extension('made.so')`,
	`SELECT readfile('made.db')`,
	`SELECT writefile('made.db', 'x')`,
	`SELECT fts3_tokenizer('simple')`,
	`SELECT edit('x')`,
	`SELECT 1; DROP TABLE stat`,
	`SELECT 1;; SELECT 2`,
	`SELECT 1; ;/* */ DELETE FROM stat`,
	`SELECT 'it''s; fine'; DELETE FROM stat`,
	``,
	`;`,
	`-- nothing`,
}

// TestQueryRefuses tries all escapes on a catalogue at rest, which is opened
// for reading, and on one whose WAL has to be taken in.
func TestQueryRefuses(t *testing.T) {
	at := answeringCatalogue(t)
	t.Run("at rest", func(t *testing.T) { testEscapes(t, at) })
	w, err := OpenWriter(t.Context(), answeringCatalogue(t).Path(), nil)
	require.NoError(t, err)
	defer w.Close()
	t.Run("in WAL mode", func(t *testing.T) { testEscapes(t, w.Catalogue) })
}

func testEscapes(t *testing.T, c *Catalogue) {
	t.Chdir(filepath.Dir(c.Path()))
	before, files := contents(c.Path()), names(t, filepath.Dir(c.Path()))
	for _, statement := range escapes {
		_, rows, err := query(t.Context(), c, statement)
		require.Truef(t, errors.Is(err, ErrRefused) || errors.Is(err, ErrSQL), "%s: %v", statement, err)
		require.Empty(t, rows, statement)
	}
	require.Equal(t, before, contents(c.Path()))
	require.Equal(t, files, names(t, filepath.Dir(c.Path())))
	_, _, err := query(t.Context(), c, `SELECT count(*) FROM stat`)
	require.NoError(t, err)
}

func TestQueryBounds(t *testing.T) {
	c := answeringCatalogue(t)
	for _, statement := range []string{
		`SELECT zeroblob(300000000)`,
		`SELECT ` + strings.Repeat("1+", 500) + `1`,
		`SELECT 1` + strings.Repeat(" UNION ALL SELECT 1", 200),
		`SELECT 'a' LIKE '` + strings.Repeat("%a", 1000) + `'`,
		`SELECT '` + strings.Repeat("a", 2<<20) + `'`,
	} {
		_, _, err := query(t.Context(), c, statement)
		require.Error(t, err, statement[:min(40, len(statement))])
	}
}

func TestQueryWithoutEndIsInterrupted(t *testing.T) {
	c := answeringCatalogue(t)
	endless := `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n`
	t.Run("between rows", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		rows := 0
		err := c.Query(ctx, endless, func([]string) error { return nil }, func([]any) error {
			if rows++; rows == 10 {
				cancel()
			}
			return nil
		})
		require.ErrorIs(t, err, context.Canceled)
	})
	t.Run("within one", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(20*time.Millisecond, cancel) // when it is under way
		_, _, err := query(ctx, c, strings.Replace(endless, "SELECT i FROM n", "SELECT sum(i) FROM n", 1))
		require.ErrorIs(t, err, context.Canceled)
	})
}

func TestQueryOfAWriteProtectedCatalogue(t *testing.T) {
	c := answeringCatalogue(t)
	require.NoError(t, os.Chmod(c.Path(), 0o400))
	_, rows, err := query(t.Context(), c, `SELECT count(*) FROM holdings`)
	require.NoError(t, err)
	require.Equal(t, [][]any{{int64(5)}}, rows)
}

func FuzzIsOneStatement(f *testing.F) {
	for _, statement := range append(escapes, `SELECT [;]`, "SELECT `;`", `SELECT 'open ;`) {
		f.Add(statement)
	}
	f.Fuzz(func(t *testing.T, statement string) {
		if strings.Count(statement, ";") == 0 {
			require.True(t, isOneStatement(statement))
		}
		if isOneStatement(statement) {
			require.True(t, isOneStatement(statement+" "))
		}
	})
}
