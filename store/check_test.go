package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"findbuch/store/span"
)

// foldFields is a fold for tests: words are what stands between spaces.
func foldFields(dst []byte, text string) ([]byte, int) {
	words := strings.Fields(strings.ToLower(text))
	for _, word := range words {
		if len(dst) > 0 {
			dst = append(dst, ' ')
		}
		dst = append(dst, word...)
	}
	return dst, len(words)
}

// paragraphText makes a text of paragraphs, the first of which is the title.
func paragraphText(paragraphs ...string) *Text {
	t := &Text{Body: strings.Join(paragraphs, "\n\n")}
	var title, body, at int
	for i, p := range paragraphs {
		passage := Passage{Kind: "paragraph", Span: span.Span{Start: at, End: at + len(p)}, FirstWord: int64(body)}
		var words int
		if i == 0 {
			passage.Kind, passage.FirstWord = "title", int64(title)
			t.Title, words = foldFields(t.Title, p)
			title += words
		} else {
			t.Folded, words = foldFields(t.Folded, p)
			body += words
		}
		t.Passages = append(t.Passages, passage)
		t.Words += int64(words)
		at += len(p) + 2
	}
	return t
}

// registerText adds a file with a text to an import and returns its document.
func registerText(t testing.TB, b *Batch, source int64, path string, text *Text) int64 {
	t.Helper()
	ctx := t.Context()
	sum := SHA256(sha256.Sum256([]byte(text.Body)))
	document, _, err := b.Document(ctx, sum)
	require.NoError(t, err)
	if document == 0 {
		reading := Reading{Reader: "plain", Version: 1, MediaType: "text/plain", Charset: "utf-8", Title: text.Passages[0].Span.Of(text.Body)}
		document, err = b.AddDocument(ctx, sum, int64(len(text.Body)), reading, text)
		require.NoError(t, err)
	}
	file, err := b.AddFile(ctx, source, path)
	require.NoError(t, err)
	require.NoError(t, b.AddSighting(ctx, Sighting{File: file, Document: document, Outcome: New, MTime: 1, Mode: 0o644}))
	return document
}

// checkedCatalogue makes a catalogue of two closed imports and one that was
// killed, and returns its path.
func checkedCatalogue(t testing.TB) string {
	t.Helper()
	ctx := t.Context()
	path := filepath.Join(t.TempDir(), "findbuch.db")
	w, err := OpenWriter(ctx, path, nil)
	require.NoError(t, err)
	require.NoError(t, w.Derives(ctx, "fold", 1))
	require.NoError(t, w.Derives(ctx, "plain", 1))
	var source Source
	for run := range 3 {
		im, err := w.Begin(ctx, "test", "import", map[string]any{})
		require.NoError(t, err)
		if run == 0 {
			source, err = im.AddSource(ctx, Source{Name: "letters", Kind: "folder", Root: "/letters"}, true)
			require.NoError(t, err)
		}
		require.NoError(t, im.AddScope(ctx, Scope{Source: source}))
		b, err := im.Batch(ctx)
		require.NoError(t, err)
		for i := range 20 {
			registerText(t, b, source.ID, fmt.Sprintf("%d/%02d.txt", run, i),
				paragraphText(fmt.Sprintf("Straße nach Süden %d", run), fmt.Sprintf("Über %d Höfe und\nFelder", i), "führt der Weg"))
		}
		require.NoError(t, b.Commit(ctx))
		if run < 2 {
			_, err = im.End(ctx, true, Counts{})
			require.NoError(t, err)
		}
	}
	require.NoError(t, w.Close())
	return path
}

// tamper runs statements as somebody would who has the file.
func tamper(t testing.TB, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, statement := range statements {
		_, err := db.Exec(statement)
		require.NoError(t, err, statement)
	}
}

func findings(t testing.TB, path string) (found []Finding, seen Checked) {
	t.Helper()
	c, err := Open(t.Context(), path)
	require.NoError(t, err)
	defer c.Close()
	seen, err = c.Check(t.Context(), foldFields, func(f Finding) error {
		found = append(found, f)
		return nil
	})
	require.NoError(t, err)
	require.EqualValues(t, len(found), seen.Findings)
	return found, seen
}

func TestCheckFindsNothingInWhatWasWritten(t *testing.T) {
	found, seen := findings(t, checkedCatalogue(t))
	require.Empty(t, found)
	require.Equal(t, Checked{Imports: 2, Unchained: 1, Texts: 60, Words: 60 * 12}, seen)
}

func TestCheckOfAnEmptyCatalogue(t *testing.T) {
	path := filepath.Join(t.TempDir(), "findbuch.db")
	w, err := OpenWriter(t.Context(), path, nil)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	found, _ := findings(t, path)
	require.Empty(t, found)
}

func TestCheckReadsAWriteProtectedCatalogue(t *testing.T) {
	path := checkedCatalogue(t)
	require.NoError(t, os.Chmod(path, 0o400))
	require.NoError(t, os.Chmod(filepath.Dir(path), 0o500))
	t.Cleanup(func() { os.Chmod(filepath.Dir(path), 0o700) })
	found, _ := findings(t, path)
	require.Empty(t, found)
}

// dropGuard takes away one of the triggers that refuse changes.
const dropGuard = `DROP TRIGGER document_no_update`

func TestCheckFindsWhatWasTamperedWith(t *testing.T) {
	noTriggers := func(table string) []string {
		return []string{"DROP TRIGGER " + table + "_no_update", "DROP TRIGGER " + table + "_no_delete"}
	}
	tests := []struct {
		name       string
		statements []string
		part, what string
		im         int64
		document   bool
	}{
		{"a changed record", append(noTriggers("sighting"),
			`UPDATE sighting SET mtime_ns = 2 WHERE file = 25`), "chain", "records of import 2 are not", 2, false},
		{"a changed record of the first import", append(noTriggers("file"),
			`UPDATE file SET path = x'61' WHERE id = 3`), "chain", "records of import 1 are not", 1, false},
		{"a deleted record", append(noTriggers("scope"),
			`DELETE FROM scope WHERE import = 1`), "chain", "records of import 1 are not", 1, false},
		{"an added record", []string{
			`INSERT INTO outcome VALUES (1, 1, x'62', 'failed', 'read error')`}, "chain", "records of import 1 are not", 1, false},
		{"an added record of an import that never was", []string{
			`PRAGMA foreign_keys = OFF`, `INSERT INTO outcome VALUES (-7, 1, x'62', 'failed', 'read error')`},
			"database", "table outcome refers to a row of table import", 0, false},
		{"an import before the first", []string{
			`INSERT INTO import VALUES (-7, 1, 'x', 'import', '{}')`}, "chain", "before the first", 0, false},
		{"a changed account", append(noTriggers("account"),
			`UPDATE account SET counts = '{}' WHERE import = 1`), "chain", "records of import 1 are not", 1, false},
		{"a removed account", append(noTriggers("account"),
			`DELETE FROM account WHERE import = 1`), "chain", "imports 1 to 2", 2, false},
		{"a missing trigger", []string{dropGuard}, "schema", "trigger document_no_update is missing", 0, false},
		{"an altered trigger", []string{dropGuard, `CREATE TRIGGER document_no_update BEFORE UPDATE ON document BEGIN SELECT 1; END`},
			"schema", "trigger document_no_update is not that of the migrations", 0, false},
		{"an added trigger", []string{`CREATE TRIGGER spy AFTER INSERT ON file BEGIN SELECT 1; END`}, "schema", "trigger spy was added", 0, false},
		{"a missing view", []string{`DROP VIEW timeline`}, "schema", "view timeline is missing", 0, false},
		{"a dropped holding", []string{`DELETE FROM holding WHERE file = 25`}, "holding", "file 25 is not held, though", 2, false},
		{"a holding of another document", []string{`UPDATE holding SET document = 1 WHERE file = 25`}, "holding", "file 25 is not held as", 2, false},
		{"a holding of another import", []string{`UPDATE holding SET import = 1 WHERE file = 25`}, "holding", "file 25 is not held as", 2, false},
		{"a missing reading", []string{`DELETE FROM reading WHERE document = 3`}, "reading", "no word", 0, true},
		{"a changed text", []string{`UPDATE text SET body = CAST(replace(body, 'Weg', 'Hof') AS BLOB) WHERE document = 3`}, "text", "SHA-256", 0, true},
		{"a changed text with its checksum", []string{`UPDATE text SET body = CAST('Strasse' AS BLOB),
			sha256 = x'` + fmt.Sprintf("%x", sha256.Sum256([]byte("Strasse"))) + `' WHERE document = 3`}, "text", "is not the document", 0, true},
		{"a map that leads beyond the document", []string{`UPDATE text SET map = '[[0,0,4,"copy"],[4,900,4,"copy"]]' WHERE document = 3`}, "text", "run 2 of its map", 0, true},
		{"a map that does not ascend", []string{`UPDATE text SET map = '[[0,0,4,"copy"],[0,4,4,"copy"]]' WHERE document = 3`}, "text", "run 2 of its map", 0, true},
		{"a map of something else", []string{`UPDATE text SET map = '{}' WHERE document = 3`}, "text", "its map is none", 0, true},
		{"a changed title", []string{`UPDATE reading SET title = 'Der Hof' WHERE document = 3`}, "reading", `the title is "Der Hof" in the reading and "Straße nach Süden 0"`, 0, true},
		{"an added dateline", []string{`UPDATE reading SET dateline = 'Bonn' WHERE document = 3`}, "reading", `the dateline is "Bonn"`, 0, true},
		{"no word on the rules", []string{`DELETE FROM derived`}, "reading", `version 1 of "fold"`, 0, false},
		{"another version of the rules", []string{`UPDATE derived SET version = 0 WHERE what = 'plain'`}, "reading", `version 1 of "plain"`, 0, false},
		{"a removed text", []string{`DELETE FROM text WHERE document = 3`}, "reading", "has no text", 0, true},
		{"a passage beyond the text", []string{`UPDATE passage SET "end" = 10000 WHERE document = 3 AND ordinal = 3`}, "passage", "passage 3 is no range", 0, true},
		{"a passage that cuts a character", []string{`UPDATE passage SET "end" = 5 WHERE document = 3 AND ordinal = 1`}, "passage", "passage 1 is no range", 0, true},
		{"passages that overlap", []string{`UPDATE passage SET start = 1 WHERE document = 3 AND ordinal = 2`}, "passage", "passage 2 begins before", 0, true},
		{"a removed passage", []string{`DELETE FROM passage WHERE document = 3 AND ordinal = 2`}, "passage", "passage 2 is missing", 0, true},
		{"a wrong first word", []string{`UPDATE passage SET first_word = 9 WHERE document = 3 AND ordinal = 3`}, "passage", "first word of passage 3", 0, true},
		{"a wrong number of words", []string{`UPDATE text SET words = 9 WHERE document = 3`}, "text", "has 12 words, not 9", 0, true},
		{"a changed docsize", []string{`UPDATE fulltext_docsize SET sz = x'0409' WHERE id = 3`}, "index", "with 4+9 words, not 4+8", 0, true},
		{"a removed docsize", []string{`DELETE FROM fulltext_docsize WHERE id = 3`}, "index", "no row", 0, true},
		{"an added docsize", []string{`INSERT INTO fulltext_docsize VALUES (999, x'0101')`}, "index", "document 999, which has no text", 0, false},
		{"changed averages", []string{`UPDATE fulltext_data SET block = x'3C0102' WHERE id = 1`}, "index", "totals", 0, false},
		{"no averages", []string{`DELETE FROM fulltext_data WHERE id = 1`}, "index", "averages", 0, false},
		{"a document added to the index", []string{
			`INSERT INTO fulltext (rowid, title, body) VALUES (777, 'hallo', 'welt')`}, "index", "has of document 777", 0, false},
		{"a document taken out of the index", []string{`INSERT INTO fulltext (fulltext, rowid, title, body)
			VALUES ('delete', 3, 'straße nach süden 0', 'über 2 höfe und felder führt der weg')`}, "index", "has of document 3 ", 0, true},
		{"two words exchanged", []string{
			`INSERT INTO fulltext (fulltext, rowid, title, body)
			 VALUES ('delete', 3, 'straße nach süden 0', 'über 2 höfe und felder führt der weg')`,
			`INSERT INTO fulltext (rowid, title, body)
			 VALUES (3, 'straße nach süden 0', 'über 2 felder und höfe führt der weg')`}, "index", "has of document 3 ", 0, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := checkedCatalogue(t)
			tamper(t, path, test.statements...)
			found, _ := findings(t, path)
			for _, f := range found {
				if f.Part == test.part && strings.Contains(f.What, test.what) {
					require.Equal(t, test.im, f.Import)
					require.Equal(t, test.document, f.Document != SHA256{})
					return
				}
			}
			require.Fail(t, "not found", "%+v", found)
		})
	}
}

// A changed term keeps its page well formed: only the comparison sees it.
func TestCheckFindsAFlippedByteInAnIndexPage(t *testing.T) {
	path := checkedCatalogue(t)
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	var id int64
	var page []byte
	require.NoError(t, db.QueryRow(`SELECT id, block FROM fulltext_data WHERE instr(block, CAST('felder' AS BLOB)) LIMIT 1`).Scan(&id, &page))
	_, err = db.Exec(`UPDATE fulltext_data SET block = ? WHERE id = ?`, bytes.Replace(page, []byte("felder"), []byte("feldar"), 1), id)
	require.NoError(t, err)
	require.NoError(t, db.Close())
	found, _ := findings(t, path)
	require.NotEmpty(t, found)
	require.Equal(t, "index", found[0].Part)
	require.Contains(t, found[0].What, "not those of its text")
}

func TestCheckBoundsWhatItTracesToDocuments(t *testing.T) {
	path := checkedCatalogue(t)
	var many []string
	for i := range 100 {
		many = append(many, fmt.Sprintf(`INSERT INTO fulltext (rowid, title, body) VALUES (%d, 'x', 'y')`, 1000+i))
	}
	tamper(t, path, many...)
	found, _ := findings(t, path)
	traced := 0
	for _, f := range found {
		if strings.Contains(f.What, "not those of its text") {
			traced++
		}
	}
	require.Equal(t, localised, traced)
	require.Contains(t, found[len(found)-1].What, "at least 36 more")
}

// Whatever bits flip: findings or an error, or nothing where the byte has no
// meaning; never a panic. The records' own bytes are always found.
func TestCheckOfADamagedFile(t *testing.T) {
	path := checkedCatalogue(t)
	whole, err := os.ReadFile(path)
	require.NoError(t, err)
	random := rand.New(rand.NewPCG(1, 2))
	seen := 0
	for range 150 {
		damaged := bytes.Clone(whole)
		for range 1 + random.IntN(4) {
			damaged[random.IntN(len(damaged))] ^= 1 << random.IntN(8)
		}
		file := filepath.Join(t.TempDir(), "damaged.db")
		require.NoError(t, os.WriteFile(file, damaged, 0o600))
		c, err := Open(t.Context(), file)
		if err != nil {
			seen++
			continue
		}
		checked, err := c.Check(t.Context(), foldFields, func(Finding) error { return nil })
		if err != nil || checked.Findings > 0 {
			seen++
		}
		c.Close()
	}
	require.Greater(t, seen, 0)
}

func TestCheckFindsFlippedBitsOfARecord(t *testing.T) {
	path := checkedCatalogue(t)
	whole, err := os.ReadFile(path)
	require.NoError(t, err)
	at := bytes.Index(whole, []byte("1/05.txt"))
	require.Positive(t, at)
	whole[at] ^= 1
	require.NoError(t, os.WriteFile(path, whole, 0o600))
	found, _ := findings(t, path)
	require.NotEmpty(t, found)
}

func TestCheckEndsWithItsContextAndItsReceiver(t *testing.T) {
	path := checkedCatalogue(t)
	tamper(t, path, dropGuard)
	c, err := Open(t.Context(), path)
	require.NoError(t, err)
	defer c.Close()
	_, err = c.Check(t.Context(), foldFields, func(Finding) error { return os.ErrClosed })
	require.ErrorIs(t, err, os.ErrClosed)
	ctx, cancel := context.WithCancel(t.Context())
	_, err = c.Check(ctx, foldFields, func(Finding) error { cancel(); return nil })
	require.ErrorIs(t, err, context.Canceled)
}

func BenchmarkInstanceSums(b *testing.B) {
	s := newInstanceSums()
	f := &folded{}
	f.columns[bodyColumn], _ = foldFields(nil, strings.Repeat("der Weg nach Süden ", 1000))
	b.SetBytes(int64(len(f.columns[bodyColumn])))
	for b.Loop() {
		s.text(1, f)
	}
}
