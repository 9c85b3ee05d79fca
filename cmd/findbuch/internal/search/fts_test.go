package search

import (
	"database/sql"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite"
	"pgregory.net/rapid"

	"findbuch/cmd/findbuch/internal/word"
	"findbuch/store/span"
)

func TestMatch(t *testing.T) {
	for query, match := range map[string]string{
		"Bär":                        `"bar"`,
		`"die Akte" x*`:              `"die akte" AND "x" *`,
		"a OR b c":                   `("b" AND "c") OR "a"`,
		"a NOT b NOT c":              `"a" NOT ("b" OR "c")`,
		"a b NOT (c OR d)":           `("a" AND "b") NOT ("c" OR "d")`,
		"a (b OR NOT c)":             `"a" NOT ("c" NOT "b")`,
		"a NOT (NOT b NOT c)":        `("b" OR "c") AND "a"`,
		"a (NOT b OR NOT c)":         `"a" NOT ("b" AND "c")`,
		"a (NOT b OR NOT c OR d)":    `"a" NOT (("b" AND "c") NOT "d")`,
		"a NOT (b NOT c)":            `"a" NOT ("b" NOT "c")`,
		`a OR (b OR c) OR "NEAR d^"`: `"a" OR "b" OR "c" OR "near d"`,
	} {
		require.Equal(t, match, parse(t, query).Match(), query)
	}
}

// An index is a table of FTS5 as the catalogue has it. Its rows are numbered from 1.
type index struct{ db *sql.DB }

func newIndex(t testing.TB) index {
	db, err := sql.Open("sqlite", ":memory:")
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	db.SetMaxOpenConns(1) // each connection has a database of its own
	_, err = db.Exec(`CREATE VIRTUAL TABLE t USING fts5(title, body, content='', tokenize='ascii')`)
	require.NoError(t, err)
	return index{db}
}

func (x index) fill(t require.TestingT, documents []string) {
	_, err := x.db.Exec(`INSERT INTO t(t) VALUES ('delete-all')`)
	require.NoError(t, err)
	for i, document := range documents {
		title, body, _ := strings.Cut(document, "\n")
		foldedTitle, _ := word.AppendFolded(nil, title)
		foldedBody, _ := word.AppendFolded(nil, body)
		_, err := x.db.Exec(`INSERT INTO t(rowid, title, body) VALUES (?, ?, ?)`,
			i+1, string(foldedTitle), string(foldedBody))
		require.NoError(t, err)
	}
}

func (x index) find(t require.TestingT, q Query) (found []int) {
	rows, err := x.db.Query(`SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid`, q.Match())
	require.NoError(t, err, q.Match())
	defer rows.Close()
	for rows.Next() {
		var id int
		require.NoError(t, rows.Scan(&id))
		found = append(found, id)
	}
	require.NoError(t, rows.Err(), q.Match())
	return found
}

// scan finds by Spans what find finds by Match.
func scan(q Query, documents []string) (found []int) {
	for i, document := range documents {
		if _, ok := q.Spans(document, passagesOf(document)); ok {
			found = append(found, i+1)
		}
	}
	return found
}

// With one passage a column FTS5 and Spans find the same documents.
func TestMatchFindsWhatSpansFinds(t *testing.T) {
	x := newIndex(t)
	line := rapid.Map(rapid.SliceOfN(rapid.SampledFrom([]string{"A", "b", "äb", "AbC", "cå", "北"}), 0, 6),
		func(words []string) string { return strings.Join(words, "-") })
	document := rapid.Map(rapid.SliceOfN(line, 2, 2),
		func(lines []string) string { return strings.Join(lines, "\n") })
	rapid.Check(t, func(t *rapid.T) {
		documents := rapid.SliceOfN(document, 1, 8).Draw(t, "documents")
		x.fill(t, documents)
		for range 8 {
			q := anyQuery("a", "b", "ab", "abc", "ca", "c", "北").Draw(t, "query")
			require.Equal(t, scan(q, documents), x.find(t, q), q.Match())
		}
	})
}

func TestPhraseAcrossPassages(t *testing.T) {
	x := newIndex(t)
	documents := []string{"Titel\nerster Absatz\nzweiter Absatz"}
	x.fill(t, documents)
	across := parse(t, `"Absatz zweiter"`)
	require.Equal(t, []int{1}, x.find(t, across), "FTS5 knows no passages")
	require.Empty(t, scan(across, documents))
	require.Empty(t, x.find(t, parse(t, `"Titel erster"`)), "but columns")
}

// Queries at their limits are not too much for FTS5's parser.
func TestMatchOfLargeQueries(t *testing.T) {
	x := newIndex(t)
	documents := []string{"a\nb b b", "a\nc", "\n" + strings.Repeat("b ", 1000)}
	x.fill(t, documents)
	nested := func(n int, open, inner string) string {
		return strings.Repeat(open, n) + inner + strings.Repeat(")", n)
	}
	for name, query := range map[string]string{
		"AND":               strings.Repeat("b ", 1000),
		"OR":                strings.Repeat("b OR ", 999) + "c",
		"NOT":               "a" + strings.Repeat(" NOT b", 999),
		"phrase":            `"` + strings.Repeat("b ", 1000) + `"`,
		"prefixes":          strings.Repeat("b* ", 1000),
		"parentheses":       nested(50, "(", "b"),
		"AND and OR":        nested(25, "a OR (a AND (", "b"+strings.Repeat(")", 25)),
		"AND and OR, twice": nested(12, "(a c OR ((b OR c) AND ", nested(24, "(", "b")+strings.Repeat(")", 12)),
		"NOT on the left":   strings.Repeat("(", 50) + "a" + strings.Repeat(" NOT b) OR c", 50),
		"NOT on the right":  "a " + nested(27, "NOT (b ", "c"),
		"OR NOT":            "a " + nested(50, "(c OR NOT ", "b"),
	} {
		t.Run(name, func(t *testing.T) {
			q := parse(t, query)
			require.Equal(t, scan(q, documents), x.find(t, q))
		})
	}
}

// Up to the nesting that Parse allows FTS5 can parse what becomes of a query.
func TestMatchIsNeverTooDeep(t *testing.T) {
	x := newIndex(t)
	for _, open := range []string{"NOT (b ", "(b NOT (c OR ", "(NOT (b OR NOT c) OR ", "(c OR NOT (b OR NOT "} {
		refused := 0
		for n := range maxDepth {
			inner := strings.Repeat(open, n) + "b" + strings.Repeat(")", n*(strings.Count(open, "(")-strings.Count(open, ")")))
			q, err := Parse("a " + inner)
			if err != nil {
				refused++
				continue
			}
			require.Zero(t, refused, "what nests less is not refused")
			x.find(t, q)
		}
	}
	_, err := Parse("a " + strings.Repeat("NOT (b ", 40) + "c" + strings.Repeat(")", 40))
	require.ErrorContains(t, err, "column 3: the query has too many NOTs in each other")
}

// Folded words are tokens of FTS5, whatever the query holds.
func TestMatchOfAnyQueryIsValid(t *testing.T) {
	x := newIndex(t)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		q, err := Parse(text)
		if err != nil {
			return
		}
		x.fill(t, []string{text})
		_, ok := q.Spans(text, []span.Span{{Start: 0, End: len(text)}})
		if !strings.Contains(text, "\n") {
			require.Equal(t, ok, len(x.find(t, q)) == 1, q.Match())
		}
	})
}
