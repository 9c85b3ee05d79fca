package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestMain is also the child process of the tests that need one: it does what
// the environment says and ends.
func TestMain(m *testing.M) {
	path := os.Getenv("FINDBUCH_CHILD_DB")
	if path == "" {
		os.Exit(m.Run())
	}
	child := map[string]func(context.Context, string) error{"write": openAndWrite, "ask": openAndAsk}
	if err := child[os.Getenv("FINDBUCH_CHILD")](context.Background(), path); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func openAndWrite(ctx context.Context, path string) error {
	w, err := OpenWriter(ctx, path, func() {})
	if err != nil {
		return err
	}
	im, err := w.Begin(ctx, "test", "import", struct{}{})
	if err != nil {
		return err
	}
	if _, err := im.End(ctx, true, Counts{}); err != nil {
		return err
	}
	return w.Close()
}

func openAndAsk(ctx context.Context, path string) error {
	c, err := Open(ctx, path)
	if err != nil {
		return err
	}
	var imports int
	if err := c.db.QueryRowContext(ctx, `SELECT count(*) FROM account`).Scan(&imports); err != nil {
		return err
	}
	if os.Getenv("FINDBUCH_CHILD") != "" {
		fmt.Print(imports) // for the parent
	}
	return c.Close()
}

// child returns the command of a child process that does what on path.
func child(what, path string) *exec.Cmd {
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), "FINDBUCH_CHILD="+what, "FINDBUCH_CHILD_DB="+path)
	return command
}

func TestOpenMakesNothing(t *testing.T) {
	folder := t.TempDir()
	_, err := Open(t.Context(), filepath.Join(folder, "none.db"))
	require.ErrorIs(t, err, ErrNoCatalogue)
	require.ErrorContains(t, err, "none.db")
	require.Empty(t, names(t, folder))
}

func TestOpenRefuses(t *testing.T) {
	tests := []struct {
		name string
		make func(t *testing.T, path string)
		want error
	}{
		{"a folder", func(t *testing.T, path string) { require.NoError(t, os.Mkdir(path, 0o700)) }, ErrFolder},
		{"text", func(t *testing.T, path string) { write(t, path, "Dear archivist, this is a letter.") }, ErrNotDatabase},
		{"short text", func(t *testing.T, path string) { write(t, path, "SQLite") }, ErrNotDatabase},
		{"another program's database", func(t *testing.T, path string) {
			execute(t, path, `CREATE TABLE recipe (name TEXT)`)
		}, ErrForeign},
		{"another program's database with an id", func(t *testing.T, path string) {
			execute(t, path, `PRAGMA application_id = 7; CREATE TABLE recipe (name TEXT)`)
		}, ErrForeign},
		{"another program's database in WAL mode", func(t *testing.T, path string) {
			execute(t, path, `PRAGMA journal_mode = WAL; CREATE TABLE recipe (name TEXT)`)
		}, ErrForeign},
		{"a newer catalogue", func(t *testing.T, path string) {
			require.NoError(t, openAndWrite(t.Context(), path))
			execute(t, path, `PRAGMA user_version = 1000`)
		}, ErrNewer},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			folder := t.TempDir()
			path := filepath.Join(folder, "x.db")
			test.make(t, path)
			before, beside := contents(path), names(t, folder)

			_, err := Open(t.Context(), path)
			require.ErrorIs(t, err, test.want)
			_, err = OpenWriter(t.Context(), path, func() {})
			require.ErrorIs(t, err, test.want)

			require.Equal(t, before, contents(path), "the file is untouched")
			require.Equal(t, beside, names(t, folder), "nothing is left beside it")
		})
	}
}

func TestCatalogueIsOneFileAtRest(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "findbuch.db")
	require.NoError(t, openAndWrite(t.Context(), path))
	require.NoError(t, openAndAsk(t.Context(), path))
	require.Equal(t, []string{"findbuch.db"}, names(t, folder))
	require.False(t, headerOf(path).wal)
	info, err := os.Stat(path)
	require.NoError(t, err)
	require.Equal(t, os.FileMode(0o600), info.Mode().Perm(), "only its owner may read it")
}

// A name may hold what means something in a URI.
func TestCatalogueOfAnyName(t *testing.T) {
	for _, name := range []string{"a b.db", "50%.db", "who?.db", "#1.db", "x&mode=memory.db", "zeile\n.db", "ü.db"} {
		folder := t.TempDir()
		path := filepath.Join(folder, name)
		require.NoError(t, openAndWrite(t.Context(), path), name)
		require.NoError(t, openAndAsk(t.Context(), path), name)
		require.Equal(t, []string{name}, names(t, folder))
	}
}

func TestSixProcessesBeginACatalogueAtOnce(t *testing.T) {
	for round := range 3 {
		folder := t.TempDir()
		path := filepath.Join(folder, "findbuch.db")
		var children []*exec.Cmd
		for range 6 {
			command := child("write", path)
			command.Stderr = os.Stderr
			require.NoError(t, command.Start())
			children = append(children, command)
		}
		for _, command := range children {
			require.NoError(t, command.Wait(), "round %d", round)
		}
		out, err := child("ask", path).Output()
		require.NoError(t, err)
		require.Equal(t, "6", string(out))
		require.Equal(t, []string{"findbuch.db"}, names(t, folder))
	}
}

func TestOneWriterAtATime(t *testing.T) {
	path := filepath.Join(t.TempDir(), "findbuch.db")
	first, err := OpenWriter(t.Context(), path, nil)
	require.NoError(t, err)
	_, err = OpenWriter(t.Context(), path, nil)
	require.ErrorIs(t, err, ErrInUse)

	ctx, cancel := context.WithCancel(t.Context())
	_, err = OpenWriter(ctx, path, cancel) // waits, is told so, and gives up
	require.ErrorIs(t, err, ErrInUse)
	require.ErrorIs(t, err, context.Canceled)

	reader, err := Open(t.Context(), path)
	require.NoError(t, err, "readers wait for nobody")
	require.NoError(t, first.Close())
	require.True(t, headerOf(path).wal, "a reader still has it open")
	require.NoError(t, reader.Close())
	require.False(t, headerOf(path).wal, "the last one out turns the light off")
}

// A link to a catalogue is that catalogue: the same lock, the same WAL. One that
// leads nowhere makes nothing.
func TestCatalogueBehindALink(t *testing.T) {
	folder, other := t.TempDir(), t.TempDir()
	path, link := filepath.Join(folder, "findbuch.db"), filepath.Join(other, "link.db")
	require.NoError(t, os.Symlink(path, link))
	_, err := OpenWriter(t.Context(), link, nil)
	require.ErrorIs(t, err, ErrNoCatalogue)
	require.Empty(t, names(t, folder))

	w, err := OpenWriter(t.Context(), path, nil)
	require.NoError(t, err)
	_, err = OpenWriter(t.Context(), link, nil)
	require.ErrorIs(t, err, ErrInUse)
	require.NoError(t, w.Close())
	require.NoError(t, openAndWrite(t.Context(), link))
	require.Equal(t, []string{"link.db"}, names(t, other))
}

// A creation that fails leaves nothing behind.
func TestFailedCreation(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "findbuch.db")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := OpenWriter(ctx, path, nil)
	require.Error(t, err)
	require.Empty(t, names(t, folder))

	_, err = OpenWriter(t.Context(), filepath.Join(folder, "none", "findbuch.db"), nil)
	require.ErrorIs(t, err, os.ErrNotExist)
	require.NotContains(t, err.Error(), writerSuffix)
}

// A reader in the middle of a question keeps a writer waiting, and the writer no
// other reader.
func TestWriterWaitsForReaders(t *testing.T) {
	path := filepath.Join(t.TempDir(), "findbuch.db")
	require.NoError(t, openAndWrite(t.Context(), path))
	reader, err := Open(t.Context(), path)
	require.NoError(t, err)
	rows, err := reader.db.Query(`SELECT name FROM sqlite_schema`)
	require.NoError(t, err)
	require.True(t, rows.Next())

	_, err = OpenWriter(t.Context(), path, nil)
	require.ErrorIs(t, err, ErrInUse)
	w, err := OpenWriter(t.Context(), path, func() {
		require.NoError(t, openAndAsk(t.Context(), path))
		require.NoError(t, rows.Close())
	})
	require.NoError(t, err)
	require.NoError(t, w.Close())
	require.NoError(t, reader.Close())
}

func TestUpToDateCatalogueAsksGooseNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "findbuch.db")
	require.NoError(t, openAndWrite(t.Context(), path))
	execute(t, path, `DROP TABLE goose_db_version`)
	require.NoError(t, openAndWrite(t.Context(), path))
	require.NoError(t, openAndAsk(t.Context(), path))
}

// A creation that was killed between goose's table and the first migration is
// taken up again.
func TestUnfinishedCatalogue(t *testing.T) {
	path := filepath.Join(t.TempDir(), "findbuch.db")
	execute(t, path, `CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY AUTOINCREMENT, version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL, tstamp TIMESTAMP DEFAULT (datetime('now')));
		INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, 1)`)
	_, err := Open(t.Context(), path)
	require.ErrorIs(t, err, ErrNoCatalogue)
	require.NoError(t, openAndWrite(t.Context(), path))
	require.NoError(t, openAndAsk(t.Context(), path))
}

func execute(t *testing.T, path, statements string) {
	t.Helper()
	db, err := sql.Open("sqlite", dataSource(path, create, ""))
	require.NoError(t, err)
	defer db.Close()
	db.SetMaxOpenConns(1)
	_, err = db.Exec(statements)
	require.NoError(t, err)
}

func write(t *testing.T, path, content string) {
	t.Helper()
	require.NoError(t, os.WriteFile(path, []byte(content), 0o600))
}

func contents(path string) string {
	content, err := os.ReadFile(path)
	if err != nil {
		return err.Error()
	}
	return string(content)
}

func names(t *testing.T, folder string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}
