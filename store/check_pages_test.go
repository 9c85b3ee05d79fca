package store

import (
	"database/sql"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// pagedIndex makes an index of small pages, in which a word is in so many
// documents that its doclist index has several heights.
func pagedIndex(t testing.TB) string {
	t.Helper()
	path := checkedCatalogue(t)
	tamper(t, path,
		`INSERT INTO fulltext (fulltext, rank) VALUES ('pgsz', 64)`,
		`WITH RECURSIVE n (i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < 9000)
		 INSERT INTO fulltext (rowid, title, body) SELECT i, 'alle', 'wort' || i % 90 || ' eines' FROM n`,
		`INSERT INTO fulltext (fulltext) VALUES ('optimize')`)
	return path
}

// pageFindings returns what the look at the pages alone finds.
func pageFindings(t testing.TB, path string) (found []string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	defer db.Close()
	conn, err := db.Conn(t.Context())
	require.NoError(t, err)
	defer conn.Close()
	k := &check{q: conn, tell: func(f Finding) error {
		require.Equal(t, "index", f.Part)
		found = append(found, f.What)
		return nil
	}}
	require.NoError(t, k.pages(t.Context()))
	return found
}

func TestPagesThatFTS5WroteAreAsSpecified(t *testing.T) {
	for name, statements := range map[string][]string{
		"one segment":    nil,
		"two segments":   {`INSERT INTO fulltext (rowid, title, body) VALUES (20000, 'noch', 'eines')`},
		"taken out":      {`INSERT INTO fulltext (fulltext, rowid, title, body) VALUES ('delete', 1000, 'alle', 'wort10 eines')`},
		"half a merge":   {`INSERT INTO fulltext (rowid, title, body) VALUES (20000, 'noch', 'eines')`, `INSERT INTO fulltext (fulltext, rank) VALUES ('merge', -20)`},
		"nothing at all": {`INSERT INTO fulltext (fulltext) VALUES ('delete-all')`},
	} {
		t.Run(name, func(t *testing.T) {
			path := pagedIndex(t)
			tamper(t, path, statements...)
			require.Empty(t, pageFindings(t, path))
		})
	}
}

// heights returns which heights the doclist indexes have.
func heights(t testing.TB, path string) (heights []int64) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	defer db.Close()
	rows, err := db.Query(`SELECT DISTINCT id >> 31 & 31 FROM fulltext_data WHERE id >> 36 & 1 ORDER BY 1`)
	require.NoError(t, err)
	defer rows.Close()
	for rows.Next() {
		var height int64
		require.NoError(t, rows.Scan(&height))
		heights = append(heights, height)
	}
	return heights
}

func TestCheckOfPagesFindsWhatIsAmiss(t *testing.T) {
	path := pagedIndex(t)
	require.True(t, slices.Contains(heights(t, path), 1), "the test needs a doclist index of several pages")
	tests := []struct{ name, statement, want string }{
		{"no ways", `DELETE FROM fulltext_idx`, "no way leads to it"},
		{"one way gone", `DELETE FROM fulltext_idx WHERE pgno = (SELECT max(pgno) FROM fulltext_idx)`, "no way leads to it"},
		{"a way to another page", `UPDATE fulltext_idx SET pgno = pgno + 2 WHERE pgno = (SELECT max(pgno) FROM fulltext_idx)`, "no way leads"},
		{"a way too far on", `UPDATE fulltext_idx SET term = x'30FF'
			WHERE pgno = (SELECT max(pgno) FROM fulltext_idx)`, "the way to it is wrong"},
		{"a way too early", `UPDATE OR IGNORE fulltext_idx SET term = x'306162' WHERE pgno / 2 = (SELECT min(pgno / 2) FROM fulltext_idx WHERE pgno > 3)`, "way"},
		{"an added way", `INSERT INTO fulltext_idx SELECT segid, x'307A7A7A7A', pgno + 20 FROM fulltext_idx ORDER BY pgno DESC LIMIT 1`, "none begins here"},
		{"a page gone", `DELETE FROM fulltext_data WHERE id = (SELECT max(id) FROM fulltext_data WHERE id >> 36 & 1 = 0)`, "it is missing"},
		{"a page in the middle gone", `DELETE FROM fulltext_data WHERE id = (SELECT min(id) + 5 FROM fulltext_data WHERE id > 1000)`, "it is missing"},
		{"a page emptied", `UPDATE fulltext_data SET block = x'' WHERE id = (SELECT min(id) + 5 FROM fulltext_data WHERE id > 1000)`, "malformed"},
		{"a page index cut", `UPDATE fulltext_data SET block = block || x'80' WHERE id = (SELECT min(id) FROM fulltext_data WHERE id > 1000)`, "malformed"},
		{"no doclist indexes", `DELETE FROM fulltext_data WHERE id >> 36 & 1 = 1`, "cannot be read"},
		{"a doclist index changed", `UPDATE fulltext_data SET block = substr(block, 1, length(block) - 1) || x'01'
			WHERE id = (SELECT max(id) FROM fulltext_data WHERE id >> 36 & 1 = 1 AND id >> 31 & 31 = 0)`, "is not that of the list"},
		{"a doclist index cut", `UPDATE fulltext_data SET block = substr(block, 1, 2) WHERE id >> 36 & 1 = 1`, "cannot be read"},
		{"a doclist index with no end", `UPDATE fulltext_data SET block = x'01' || substr(block, 2) WHERE id >> 36 & 1 = 1`, "cannot be read"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := pagedIndex(t)
			tamper(t, path, test.statement)
			require.Contains(t, strings.Join(pageFindings(t, path), "\n"), test.want)
		})
	}
}

func TestCheckOfPagesIsPartOfTheCheck(t *testing.T) {
	path := checkedCatalogue(t)
	tamper(t, path, `DELETE FROM fulltext_idx`)
	found, _ := findings(t, path)
	require.NotEmpty(t, found)
	require.Contains(t, found[0].What, "no way leads to it")
}

func TestCheckOfPagesNamesSome(t *testing.T) {
	path := pagedIndex(t)
	tamper(t, path, `DELETE FROM fulltext_idx`)
	found := pageFindings(t, path)
	require.Len(t, found, namedPages+1)
	require.Contains(t, found[namedPages], "more pages of segment")
}
