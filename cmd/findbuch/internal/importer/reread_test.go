package importer

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"findbuch/store"
)

// tamper runs statements as somebody would who has the file.
func tamper(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	defer db.Close()
	for _, statement := range statements {
		_, err := db.Exec(statement)
		require.NoError(t, err, statement)
	}
}

func rereads(t *testing.T, db, reader string) (counts RereadCounts, changed []Reread, missing []string) {
	t.Helper()
	w, err := store.OpenWriter(context.Background(), db, nil)
	require.NoError(t, err)
	defer w.Close()
	options := Options{MaxText: DefaultMaxText, Workers: 2, Program: "test"}
	counts, err = RunReread(t.Context(), w, options, reader, func(r Reread) { changed = append(changed, r) },
		func(p store.Place, reason string) { missing = append(missing, p.Path+": "+reason) })
	require.NoError(t, err)
	return counts, changed, missing
}

const mailWithLetter = "From: a@b\nTo: c@d\nSubject: Brief\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n" +
	"--x\n\nText.\n--x\nContent-Disposition: attachment; filename=a.html\nContent-Type: text/html\n\n<p>Die Anlage.</p>\n--x--\n"

func TestRereadFindsWhatANewerReaderReads(t *testing.T) {
	folder, db := t.TempDir(), filepath.Join(t.TempDir(), "findbuch.db")
	put(t, folder, "page.html", "<title>Seite</title><p>Guten Tag, hier steht etwas.</p>", "brief.eml", mailWithLetter, "x.txt", "Ein Text.")
	importInto(t, db, nil, folder)
	views := func() (rows []string) {
		for _, q := range []string{`SELECT * FROM documents ORDER BY document`, `SELECT * FROM passages ORDER BY document, ordinal`,
			`SELECT * FROM members ORDER BY container, ordinal`, `SELECT * FROM properties ORDER BY document, ordinal`,
			`SELECT rowid FROM fulltext WHERE fulltext MATCH 'anlage'`} {
			rows = append(rows, ask(t, db, q)...)
		}
		return rows
	}
	want := views()

	tamper(t, db, `UPDATE reading SET version = version - 1 WHERE reader = 'html'`)
	counts, changed, missing := rereads(t, db, "")
	require.EqualValues(t, 3, counts.Documents, "the page, the letter in the mail, and the mail around it")
	require.Len(t, changed, 2, "other versions")
	require.Empty(t, missing)
	require.Equal(t, want, views())

	counts, changed, _ = rereads(t, db, "")
	require.Zero(t, counts)
	require.Empty(t, changed)
	counts, _, _ = rereads(t, db, "plain")
	require.EqualValues(t, 1, counts.Documents, "as it is")
	require.Equal(t, want, views())
}

func TestRereadLeavesWhatIsNotIntact(t *testing.T) {
	folder, db := t.TempDir(), filepath.Join(t.TempDir(), "findbuch.db")
	put(t, folder, "a.html", "<p>Guten Tag.</p>", "b.html", "<p>Guten Abend.</p>")
	importInto(t, db, nil, folder)
	tamper(t, db, `UPDATE reading SET version = version - 1`)
	put(t, folder, "a.html", "<p>Etwas anderes.</p>")
	require.NoError(t, os.Remove(filepath.Join(folder, "b.html")))
	counts, changed, missing := rereads(t, db, "")
	require.Equal(t, RereadCounts{NotIntact: 2}, counts)
	require.Empty(t, changed)
	require.Equal(t, []string{"a.html: changed", "b.html: vanished"}, missing)
	require.Equal(t, []string{"2"}, ask(t, db, `SELECT count(*) FROM passages`))
}

func TestRetryTakesWhatWasStopped(t *testing.T) {
	folder, db := t.TempDir(), filepath.Join(t.TempDir(), "findbuch.db")
	put(t, folder, "page.html", "<p>Guten Tag.</p>", "brief.eml", mailWithLetter)
	importInto(t, db, nil, folder)
	settle()
	importInto(t, db, func(o *Options) { o.Rehash = true }, folder) // so that stat is known
	tamper(t, db, `UPDATE reading SET state = 'unread', reason = 'stopped' WHERE reader = 'html'`)
	require.Equal(t, []string{"2"}, ask(t, db, `SELECT count(*) FROM problems WHERE reason = 'stopped'`))

	counts := importInto(t, db, nil, folder)
	require.EqualValues(t, 2, counts.UnchangedBy.Stat, "unopened")
	require.Equal(t, []string{"2"}, ask(t, db, `SELECT count(*) FROM problems WHERE reason = 'stopped'`))

	counts = importInto(t, db, func(o *Options) { o.Retry = true }, folder)
	require.EqualValues(t, 2, counts.UnchangedBy.Bytes)
	require.Empty(t, ask(t, db, `SELECT * FROM problems`))
	require.Equal(t, []string{"1"}, ask(t, db, `SELECT count(*) FROM fulltext WHERE fulltext MATCH 'anlage'`))
}

func TestRereadTakesFactsByNewerRules(t *testing.T) {
	folder, db := t.TempDir(), filepath.Join(t.TempDir(), "findbuch.db")
	put(t, folder, "a.txt", "Am 3. Mai 1999 kamen 5 Mio. Euro aus China.")
	importInto(t, db, nil, folder)
	want := ask(t, db, everyFact)
	require.NotEmpty(t, want)
	tamper(t, db, `DELETE FROM fact`, `UPDATE derived SET version = version - 1 WHERE what = 'facts'`)
	counts, _, _ := rereads(t, db, "")
	require.Equal(t, RereadCounts{Restated: 1}, counts)
	require.Equal(t, want, ask(t, db, everyFact))
	counts, _, _ = rereads(t, db, "")
	require.Zero(t, counts)
}

// A catalogue that was made before there were facts has them after reread, and
// not before, whatever is imported.
func TestRereadOfACatalogueWithoutFacts(t *testing.T) {
	folder, db := t.TempDir(), filepath.Join(t.TempDir(), "findbuch.db")
	put(t, folder, "a.txt", "Am 3. Mai 1999 kamen 5 Mio. Euro aus China.")
	importInto(t, db, nil, folder)
	want := ask(t, db, everyFact)
	tamper(t, db, `DELETE FROM fact`, `DELETE FROM derived WHERE what = 'facts'`)
	importInto(t, db, nil, folder)
	require.Empty(t, ask(t, db, everyFact))
	rereads(t, db, "")
	require.Equal(t, want, ask(t, db, everyFact))
}
