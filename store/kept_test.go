package store

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestKeptCatalogues opens a catalogue of every released schema, made by the
// program of its time, and finds in it what that program put there.
func TestKeptCatalogues(t *testing.T) {
	rowsOf := []map[string]int{
		1: {
			"holdings": 8, "documents": 9, "passages": 15, "facts": 0, "timeline": 0, "problems": 1, "coverage": 1,
			"import": 5, "account": 5, "sighting": 13, "fixity_check": 3,
			"members": 0, "properties": 0, "contained": 0,
		},
		2: {
			"holdings": 11, "documents": 13, "passages": 79, "facts": 0, "timeline": 0, "problems": 3, "coverage": 2,
			"import": 8, "account": 8, "sighting": 16, "fixity_check": 3,
			"members": 1, "properties": 9, "contained": 1, "misnamed": 1, "assertion": 1,
		},
		3: {
			"holdings": 12, "documents": 14, "passages": 80, "facts": 77, "timeline": 10, "problems": 3, "coverage": 2,
			"import": 10, "account": 10, "sighting": 17, "fixity_check": 3,
			"members": 1, "properties": 9, "contained": 1, "misnamed": 1, "assertion": 2, "authority": 1, "premise": 10,
		},
	}
	for version := 1; version <= newestVersion; version++ {
		rows := rowsOf[version]
		name := fmt.Sprintf("%05d.db", version)
		kept, err := os.ReadFile(filepath.Join("..", "testdata", "catalogues", name))
		require.NoError(t, err, "keep a catalogue of every schema that is released")
		path := filepath.Join(t.TempDir(), name)
		require.NoError(t, os.WriteFile(path, kept, 0o600))

		require.EqualValues(t, version, headerOf(path).version)
		c, err := Open(t.Context(), path)
		require.NoError(t, err)
		for table, want := range rows {
			got := -1
			require.NoError(t, c.db.QueryRowContext(t.Context(), "SELECT count(*) FROM (SELECT * FROM "+table+")").Scan(&got))
			require.Equal(t, want, got, "%s of %s", table, name)
		}
		requireChain(t, c)
		require.NoError(t, c.Close())

		w, err := OpenWriter(t.Context(), path, nil)
		require.NoError(t, err)
		var title string
		require.NoError(t, w.row(t.Context(), `SELECT title FROM documents
			WHERE document = '758f659deea0d6ba15f578223a248b95fd21342cb1f18f129bebfc5263f4c3bc'`, nil, &title))
		require.Equal(t, "Liaoning treibt die internationale Zusammenarbeit umfassend voran, um die umfassende Revitalisierung der Region zu fördern", title)
		require.NoError(t, w.Close())
	}
}

// requireChain recomputes the digests of all accounts.
func requireChain(t *testing.T, c *Catalogue) {
	t.Helper()
	before := link{}
	require.NoError(t, each(t.Context(), c.db, func(rows *sql.Rows) error {
		var a Account
		var counts string
		var digest []byte
		if err := rows.Scan(&a.Import, &a.Ended, &a.Complete, &counts, &digest); err != nil {
			return err
		}
		a.Counts = []byte(counts)
		sum, err := chain(t.Context(), c.db, before, a)
		require.NoError(t, err)
		require.Equal(t, digest, sum[:], "account of import %d", a.Import)
		before = link{a.Import, sum}
		return nil
	}, `SELECT import, ended_ns, complete, counts, digest FROM account ORDER BY import`))
	require.NotZero(t, before.Import)
}
