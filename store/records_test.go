package store

import (
	"crypto/sha256"
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestRecordsAreOnlyAddedTo is law 5: every table that the digest chain covers
// refuses to be updated or deleted from, and there is no other table of records.
func TestRecordsAreOnlyAddedTo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "findbuch.db")
	require.NoError(t, openAndWrite(t.Context(), path))
	db, err := sql.Open("sqlite", dataSource(path, readWrite, "_pragma=foreign_keys(0)"))
	require.NoError(t, err)
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, row := range []string{ // one of each
		`INSERT INTO source VALUES (1, 1, 's', 'folder')`,
		`INSERT INTO scope VALUES (1, 1, x'', x'2f')`,
		`INSERT INTO document VALUES (1, 1, zeroblob(32), 0)`,
		`INSERT INTO digest VALUES (1, 'md5', 1, x'00')`,
		`INSERT INTO file VALUES (1, 1, 1, x'61')`,
		`INSERT INTO sighting VALUES (1, 1, 1, 'new', NULL, 0, 0)`,
		`INSERT INTO member VALUES (1, 1, 1, 'zip', 1, x'61', 1, NULL, 0, 0)`,
		`INSERT INTO outcome VALUES (1, 1, x'62', 'failed', 'because')`,
		`INSERT INTO fixity_check VALUES (1, 1, x'61', 'changed', zeroblob(32), 1, NULL)`,
		`INSERT INTO assertion VALUES (1, 1, 1, 'date', '2023-10-26', 'me')`,
		`INSERT INTO authority VALUES (1, 1, 'names', 'add', '.csv', x'61')`,
	} {
		_, err := db.Exec(row)
		require.NoError(t, err, row)
	}
	tables := []string{"account"}
	for _, part := range chained {
		tables = append(tables, part.table)
	}
	for _, table := range tables {
		column := "import"
		if table == "import" {
			column = "id"
		}
		for _, statement := range []string{"DELETE FROM " + table, "UPDATE " + table + " SET " + column + " = " + column} {
			_, err := db.Exec(statement)
			require.ErrorContains(t, err, "records are only added to: "+table, statement)
		}
	}
}

func TestChainCoversEveryColumn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "findbuch.db")
	require.NoError(t, openAndWrite(t.Context(), path))
	c, err := Open(t.Context(), path)
	require.NoError(t, err)
	defer c.Close()
	for _, part := range chained {
		var columns []string
		require.NoError(t, each(t.Context(), c.db, func(rows *sql.Rows) error {
			var name string
			err := rows.Scan(&name)
			columns = append(columns, name)
			return err
		}, `SELECT name FROM pragma_table_info(?)`, part.table))
		require.NotEmpty(t, columns)
		_, selected, _ := strings.Cut(part.rows, "SELECT ")
		selected, _, _ = strings.Cut(selected, " FROM ")
		require.ElementsMatch(t, columns, strings.Split(selected, ", "), part.table)
	}
}

func TestHashValueTellsValuesApart(t *testing.T) {
	values := []any{nil, "", []byte{}, int64(0), 0.0, "a", []byte("a"), int64(97), "ab", true, int64(2)}
	seen := map[string]any{}
	for _, value := range values {
		h := sha256.New()
		hashValue(h, value)
		sum := string(h.Sum(nil))
		require.NotContains(t, seen, sum, "%v", value)
		seen[sum] = value
	}
	one, other := sha256.New(), sha256.New()
	hashValue(one, "ab")
	hashValue(one, "c")
	hashValue(other, "a")
	hashValue(other, "bc")
	require.NotEqual(t, one.Sum(nil), other.Sum(nil), "where a value ends is part of the digest")
}
