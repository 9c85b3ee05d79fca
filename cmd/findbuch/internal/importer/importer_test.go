package importer

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"findbuch/store"
)

// importInto runs an import as the command does and requires that its account
// closes and that what stands in the source is as it was.
func importInto(t require.TestingT, db string, change func(*Options), paths ...string) store.Counts {
	before := snapshots(t, paths)
	w, err := store.OpenWriter(context.Background(), db, func() {})
	require.NoError(t, err)
	options := Options{Paths: paths, MaxText: DefaultMaxText, Workers: 2, Program: "test"}
	if change != nil {
		change(&options)
	}
	report, err := Run(context.Background(), w, options)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	require.True(t, report.Counts.Closes(), "%+v", report.Counts)
	require.True(t, report.Account.Complete)
	require.Equal(t, before, snapshots(t, paths), "the source is never written to")
	return report.Counts
}

// settle waits until a later change would show in the times of a file that was
// written right now.
func settle() { time.Sleep(fineStep + 10*time.Millisecond) }

// ask returns the rows of a query, their columns joined by '|'.
func ask(t require.TestingT, db, query string) (rows []string) {
	conn, err := sql.Open("sqlite", "file:"+db+"?mode=ro")
	require.NoError(t, err)
	defer conn.Close()
	result, err := conn.Query(query)
	require.NoError(t, err)
	defer result.Close()
	columns, err := result.Columns()
	require.NoError(t, err)
	for result.Next() {
		values, into := make([]sql.NullString, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		require.NoError(t, result.Scan(into...))
		row := make([]string, len(columns))
		for i, value := range values {
			row[i] = value.String
		}
		rows = append(rows, strings.Join(row, "|"))
	}
	require.NoError(t, result.Err())
	return rows
}

// outcomes are the fates that the newest import gave, as "outcome path".
func outcomes(t require.TestingT, db string) []string {
	return ask(t, db, `
		SELECT sighting.outcome || ' ' || CAST(file.path AS TEXT)
		FROM sighting JOIN file ON file.id = sighting.file
		WHERE sighting.import = (SELECT max(id) FROM import)
		UNION ALL
		SELECT outcome || ' ' || CAST(path AS TEXT) || ': ' || reason FROM outcome
		WHERE import = (SELECT max(id) FROM import)
		ORDER BY 1`)
}

func put(t require.TestingT, folder string, files ...string) {
	for i := 0; i < len(files); i += 2 {
		path := filepath.Join(folder, files[i])
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(files[i+1]), 0o644))
	}
}

func TestOutcomes(t *testing.T) {
	folder, db := t.TempDir(), filepath.Join(t.TempDir(), "findbuch.db")
	put(t, folder, "a.txt", "Anna", "b.txt", "Berta", "c/d.txt", "Dora", "c/twin.txt", "Anna", "empty", "", "empty too", "")

	counts := importInto(t, db, nil, folder)
	require.Equal(t, store.Counts{Walked: 6, New: 5, Duplicate: 1, Bytes: 17}, counts)
	require.Equal(t, []string{"duplicate c/twin.txt", "new a.txt", "new b.txt", "new c/d.txt", "new empty", "new empty too"},
		outcomes(t, db))

	settle()
	importInto(t, db, nil, folder)
	counts = importInto(t, db, nil, folder)
	require.Equal(t, store.Counts{Walked: 6, Unchanged: 6, Bytes: 17, UnchangedBy: store.Unopened{Stat: 6}}, counts)
	counts = importInto(t, db, func(o *Options) { o.Rehash = true }, folder)
	require.Equal(t, store.Unopened{Bytes: 6}, counts.UnchangedBy)

	put(t, folder, "b.txt", "Beate", "e.txt", "Emil", "f/copy.txt", "Dora")
	require.NoError(t, os.Rename(filepath.Join(folder, "c"), filepath.Join(folder, "g")))
	require.NoError(t, os.Remove(filepath.Join(folder, "empty")))
	require.NoError(t, os.Chtimes(filepath.Join(folder, "a.txt"), time.Unix(1, 0), time.Unix(1, 0)))
	counts = importInto(t, db, nil, folder)
	require.Equal(t, []string{
		"changed b.txt", "duplicate g/d.txt", "duplicate g/twin.txt", "gone c/d.txt", "gone c/twin.txt", "gone empty",
		"moved f/copy.txt", "new e.txt", "unchanged a.txt"}, outcomes(t, db))
	require.Equal(t, store.Counts{Walked: 7, New: 1, Unchanged: 2, Changed: 1, Moved: 1, Duplicate: 2, Gone: 3, Bytes: 25,
		UnchangedBy: store.Unopened{Stat: 1, Bytes: 1}}, counts)
}

func TestMoved(t *testing.T) {
	tests := []struct {
		name   string
		before []string
		move   func(t *testing.T, in func(string) string)
		want   []string
	}{
		{"forward in path order", []string{"a", "Anna"}, func(t *testing.T, in func(string) string) {
			require.NoError(t, os.Rename(in("a"), in("b")))
		}, []string{"gone a", "moved b"}},
		{"backward in path order", []string{"b", "Anna"}, func(t *testing.T, in func(string) string) {
			require.NoError(t, os.Rename(in("b"), in("a")))
		}, []string{"gone b", "moved a"}},
		{"into a folder of the old name", []string{"a", "Anna"}, func(t *testing.T, in func(string) string) {
			require.NoError(t, os.Rename(in("a"), in("x")))
			require.NoError(t, os.Mkdir(in("a"), 0o755))
			require.NoError(t, os.Rename(in("x"), in("a/a")))
		}, []string{"gone a", "moved a/a"}},
		{"two twins, both moved", []string{"a", "Anna", "b", "Anna"}, func(t *testing.T, in func(string) string) {
			require.NoError(t, os.Rename(in("a"), in("c")))
			require.NoError(t, os.Rename(in("b"), in("d")))
		}, []string{"gone a", "gone b", "moved c", "moved d"}},
		{"one of two twins stays", []string{"a", "Anna", "b", "Anna"}, func(t *testing.T, in func(string) string) {
			require.NoError(t, os.Rename(in("a"), in("c")))
		}, []string{"duplicate c", "gone a"}},
		{"and doubled", []string{"a", "Anna"}, func(t *testing.T, in func(string) string) {
			require.NoError(t, os.Rename(in("a"), in("b")))
			require.NoError(t, os.Link(in("b"), in("c")))
		}, []string{"duplicate c", "gone a", "moved b"}},
		{"the old path has other bytes", []string{"a", "Anna"}, func(t *testing.T, in func(string) string) {
			require.NoError(t, os.Rename(in("a"), in("b")))
			require.NoError(t, os.WriteFile(in("a"), []byte("Berta"), 0o644))
		}, []string{"changed a", "duplicate b"}},
		{"a link is left in the old place", []string{"b", "Anna"}, func(t *testing.T, in func(string) string) {
			require.NoError(t, os.Rename(in("b"), in("a")))
			require.NoError(t, os.Symlink("a", in("b")))
		}, []string{"excluded b: symlink", "gone b", "moved a"}},
		{"an empty file", []string{"a", ""}, func(t *testing.T, in func(string) string) {
			require.NoError(t, os.Rename(in("a"), in("b")))
		}, []string{"gone a", "new b"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			folder, db := t.TempDir(), filepath.Join(t.TempDir(), "findbuch.db")
			put(t, folder, test.before...)
			importInto(t, db, nil, folder)
			test.move(t, func(name string) string { return filepath.Join(folder, name) })
			importInto(t, db, nil, folder)
			require.Equal(t, test.want, outcomes(t, db))
		})
	}
}

// A file that comes back is new: what was there before is history.
func TestComesBack(t *testing.T) {
	folder, db := t.TempDir(), filepath.Join(t.TempDir(), "findbuch.db")
	put(t, folder, "a", "Anna", "b", "Berta")
	importInto(t, db, nil, folder)
	require.NoError(t, os.Remove(filepath.Join(folder, "a")))
	importInto(t, db, nil, folder)
	require.Equal(t, []string{"gone a"}, outcomes(t, db))
	put(t, folder, "a", "Anna")
	importInto(t, db, nil, folder)
	require.Equal(t, []string{"new a"}, outcomes(t, db))
	require.Equal(t, []string{"a", "b"}, ask(t, db, `SELECT path FROM holdings ORDER BY 1`))
}

func TestScopes(t *testing.T) {
	folder, db := t.TempDir(), filepath.Join(t.TempDir(), "findbuch.db")
	put(t, folder, "in/a", "Anna", "in/deep/b", "Berta", "in.txt", "Cäsar", "in-z", "Dora", "out", "Emil")
	in := func(name string) string { return filepath.Join(folder, name) }

	importInto(t, db, nil, in("in/deep"))
	importInto(t, db, nil, in("out"))
	counts := importInto(t, db, nil, folder)
	require.EqualValues(t, 5, counts.Walked, "what lies in registered sources is walked as theirs")
	require.Equal(t, []string{"deep|b", "in-z", "in.txt", "in/a", "out|out"}, ask(t, db, `
		SELECT CASE WHEN source IN ('deep', 'out') THEN source || '|' ELSE '' END || path FROM holdings ORDER BY 1`))

	for _, name := range []string{"in/a", "in.txt", "in-z"} {
		require.NoError(t, os.Remove(in(name)))
	}
	counts = importInto(t, db, nil, in("in"))
	require.Equal(t, []string{"gone in/a"}, outcomes(t, db), "only files in scope can be found gone")
	require.EqualValues(t, 1, counts.Walked)

	counts = importInto(t, db, nil, in("in"), folder, in("in/deep"), in("out"))
	require.EqualValues(t, 2, counts.Walked, "scopes that overlap are walked once")
	require.EqualValues(t, 2, counts.Gone)
}

func TestSourceNames(t *testing.T) {
	db := filepath.Join(t.TempDir(), "findbuch.db")
	root := t.TempDir()
	put(t, root, "1/letters/a", "Anna", "2/letters/a", "Berta", "3/letters/a", "Cäsar")
	importInto(t, db, nil, filepath.Join(root, "1/letters"))
	importInto(t, db, nil, filepath.Join(root, "2/letters"))
	importInto(t, db, func(o *Options) { o.Name = "bequest" }, filepath.Join(root, "3/letters"))
	require.Equal(t, []string{"bequest", "letters", "letters-2"}, ask(t, db, `SELECT name FROM source ORDER BY 1`))

	w, err := store.OpenWriter(t.Context(), db, nil)
	require.NoError(t, err)
	defer w.Close()
	_, err = Run(t.Context(), w, Options{Paths: []string{root}, Name: "bequest", MaxText: DefaultMaxText})
	require.ErrorIs(t, err, store.ErrTaken)
}

func TestExclude(t *testing.T) {
	folder, db := t.TempDir(), filepath.Join(t.TempDir(), "findbuch.db")
	put(t, folder, "a.txt", "Anna", "a.tmp", "x", "cache/b", "y", "deep/cache/c", "z")
	importInto(t, db, nil, folder)
	exclude := func(o *Options) { o.Exclude = []string{"*.tmp", "/cache"} }
	counts := importInto(t, db, exclude, folder)
	require.Equal(t, []string{"excluded a.tmp: --exclude *.tmp", "excluded cache: --exclude /cache"}, outcomes(t, db))
	require.EqualValues(t, 4, counts.Walked, "an excluded folder is one entry")
	require.EqualValues(t, 0, counts.Gone, "what was not looked at is not gone")

	require.NoError(t, CheckPatterns([]string{"*.tmp", "/cache", "[a-z]"}))
	require.Error(t, CheckPatterns([]string{"[a-"}))
	require.Error(t, CheckPatterns([]string{""}))
}

func TestReadings(t *testing.T) {
	folder, db := t.TempDir(), filepath.Join(t.TempDir(), "findbuch.db")
	long := strings.Repeat("Das ist nicht viel. ", 100)
	put(t, folder,
		"bom", "\xef\xbb\xbfMüller und die anderen sind nicht in der Stadt.",
		"cp1252", "M\xfcller sagte, das sei f\xfcr 5 \x80 nicht zu haben.",
		"empty", "",
		"html", "<!DOCTYPE html><html><body>Guten Tag</body></html>",
		"large", long,
		"large binary", "\x89PNG\r\n\x1a\n"+strings.Repeat("\x00\x01\x9d\xff\x07", 800),
		"nul", strings.Repeat("\x00", 1000),
		"utf16", "\xff\xfeM\x00\xfc\x00l\x00l\x00e\x00r\x00",
		"utf8", "The letter was sent to the office and it is with them now.",
	)
	importInto(t, db, func(o *Options) { o.MaxText = 1024 }, folder)
	readings := `
		SELECT path, media_type, charset, charset_by, language, reading, reason
		FROM holdings JOIN documents USING (document) ORDER BY path`
	require.Equal(t, []string{
		"bom|text/plain|utf-8|bom|de|read|",
		"cp1252|text/plain|windows-1252|guess|de|read|",
		"empty|application/x-empty||||read|empty",
		"html|text/html|utf-8|valid|und|read|",
		"large|text/plain|utf-8|valid||unread|over budget",
		"large binary|image/png||||unread|no reader",
		"nul|application/octet-stream||||unread|no reader",
		"utf16|text/plain|utf-16le|bom|und|read|",
		"utf8|text/plain|utf-8|valid|en|read|",
	}, ask(t, db, readings))

	importInto(t, db, func(o *Options) { o.Rehash = true }, folder)
	require.Contains(t, ask(t, db, readings), "large|text/plain|utf-8|valid|de|read|", "read anew with a larger budget")
	require.Equal(t, []string{"400"}, ask(t, db, `SELECT words FROM documents WHERE size = 2000`))
}

// TestTheCatalogueInItsSource imports the folder that the catalogue lies in.
func TestTheCatalogueInItsSource(t *testing.T) {
	folder := t.TempDir()
	put(t, folder, "a", "Anna")
	db := filepath.Join(folder, "findbuch.db")
	w, err := store.OpenWriter(t.Context(), db, nil)
	require.NoError(t, err)
	require.NoError(t, os.Link(db, filepath.Join(folder, "hard link")))
	report, err := Run(t.Context(), w, Options{Paths: []string{folder}, MaxText: DefaultMaxText, Workers: 2})
	require.NoError(t, err)
	require.NoError(t, w.Close())
	require.True(t, report.Account.Complete)
	require.Equal(t, []string{"a"}, ask(t, db, `SELECT path FROM holdings`))
	for _, row := range ask(t, db, `SELECT reason FROM outcome`) {
		require.Equal(t, "the catalogue itself", row)
	}
	require.Contains(t, outcomes(t, db), "excluded findbuch.db: the catalogue itself")
}

func TestInterrupted(t *testing.T) {
	folder, db := t.TempDir(), filepath.Join(t.TempDir(), "findbuch.db")
	for i := range 2000 {
		put(t, folder, fmt.Sprintf("%04d", i), fmt.Sprintf("Brief %d", i))
	}
	ctx, interrupt := context.WithCancel(t.Context())
	w, err := store.OpenWriter(ctx, db, nil)
	require.NoError(t, err)
	seen := 0
	report, err := Run(ctx, w, Options{Paths: []string{folder}, MaxText: DefaultMaxText, Workers: 2,
		Kept: func(Registered) {
			if seen++; seen == 100 {
				interrupt()
			}
		}})
	require.ErrorIs(t, err, ErrInterrupted)
	require.NoError(t, w.Close())
	require.False(t, report.Account.Complete)
	require.True(t, report.Counts.Interrupted)
	require.True(t, report.Counts.Closes(), "%+v", report.Counts)
	require.GreaterOrEqual(t, report.Counts.New, int64(100))
	require.Less(t, report.Counts.New, int64(2000))
	require.Zero(t, report.Counts.Gone)

	counts := importInto(t, db, nil, folder)
	require.EqualValues(t, 2000, counts.New+counts.Unchanged)
	require.EqualValues(t, report.Counts.New, counts.Unchanged, "the next import goes on")
}

func TestPathsThatAreNoSource(t *testing.T) {
	folder := t.TempDir()
	w, err := store.OpenWriter(t.Context(), filepath.Join(t.TempDir(), "findbuch.db"), nil)
	require.NoError(t, err)
	defer w.Close()
	_, err = Run(t.Context(), w, Options{Paths: []string{filepath.Join(folder, "none")}, MaxText: DefaultMaxText})
	require.ErrorIs(t, err, os.ErrNotExist)
	require.ErrorContains(t, err, "none")
	sources, err := w.Sources(t.Context())
	require.NoError(t, err)
	require.Empty(t, sources)
	require.False(t, errors.Is(err, ErrInterrupted))
}

// TestNestedSources is about sources that lie in the one imported and are not
// what they were.
func TestNestedSources(t *testing.T) {
	nested := func(t *testing.T) (folder, db string) {
		folder, db = t.TempDir(), filepath.Join(t.TempDir(), "findbuch.db")
		put(t, folder, "B/b", "Berta", "a", "Anna")
		importInto(t, db, nil, filepath.Join(folder, "B"))
		importInto(t, db, nil, folder)
		return folder, db
	}
	t.Run("vanished", func(t *testing.T) {
		folder, db := nested(t)
		require.NoError(t, os.Rename(filepath.Join(folder, "B"), filepath.Join(folder, "C")))
		importInto(t, db, nil, folder)
		require.Equal(t, []string{"gone b", "moved C/b"}, outcomes(t, db))
	})
	t.Run("a link now", func(t *testing.T) {
		folder, db := nested(t)
		require.NoError(t, os.Rename(filepath.Join(folder, "B"), filepath.Join(folder, "C")))
		require.NoError(t, os.Symlink("C", filepath.Join(folder, "B")))
		importInto(t, db, nil, folder)
		require.Equal(t, []string{"duplicate C/b", "failed B: not a regular file"}, outcomes(t, db))
	})
	t.Run("another kind", func(t *testing.T) {
		folder, db := nested(t)
		require.NoError(t, os.RemoveAll(filepath.Join(folder, "B")))
		put(t, folder, "B", "no folder")
		importInto(t, db, nil, folder)
		require.Equal(t, []string{"failed B: a source of another kind"}, outcomes(t, db))
		w, err := store.OpenWriter(t.Context(), db, nil)
		require.NoError(t, err)
		defer w.Close()
		_, err = Run(t.Context(), w, Options{Paths: []string{filepath.Join(folder, "B")}, MaxText: DefaultMaxText})
		require.ErrorIs(t, err, ErrKind)
	})
}

// TestManyTwins registers one document under thousands of names, twice: the cost
// of one more must not grow with their number.
func TestManyTwins(t *testing.T) {
	folder, db := t.TempDir(), filepath.Join(t.TempDir(), "findbuch.db")
	for i := range 3000 {
		put(t, folder, fmt.Sprint("a", i), "Anna")
	}
	counts := importInto(t, db, nil, folder)
	require.EqualValues(t, 2999, counts.Duplicate)
	for i := range 3000 {
		put(t, folder, fmt.Sprint("b", i), "Anna")
	}
	counts = importInto(t, db, nil, folder)
	require.EqualValues(t, 3000, counts.Duplicate)
}

func TestMovedOutOfWhatIsExcluded(t *testing.T) {
	folder, db := t.TempDir(), filepath.Join(t.TempDir(), "findbuch.db")
	put(t, folder, "d/x", "Anna")
	importInto(t, db, nil, folder)
	require.NoError(t, os.Rename(filepath.Join(folder, "d/x"), filepath.Join(folder, "y")))
	importInto(t, db, func(o *Options) { o.Exclude = []string{"d"} }, folder)
	require.Equal(t, []string{"duplicate y", "excluded d: --exclude d"}, outcomes(t, db), "d/x was not looked at")
}

func TestNameOfARegisteredSource(t *testing.T) {
	folder, db := t.TempDir(), filepath.Join(t.TempDir(), "findbuch.db")
	put(t, folder, "sub/a", "Anna")
	importInto(t, db, nil, folder)
	w, err := store.OpenWriter(t.Context(), db, nil)
	require.NoError(t, err)
	defer w.Close()
	_, err = Run(t.Context(), w, Options{Paths: []string{filepath.Join(folder, "sub")}, Name: "special", MaxText: DefaultMaxText})
	require.ErrorIs(t, err, ErrNamed)
}
