package importer

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"findbuch/cmd/findbuch/internal/sandbox"
	"findbuch/store"
)

// TestMain is also the import that TestKilledAtAnyInstant kills.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == childArgument {
		if err := sandbox.Child(os.Stdin, os.Stdout, InSandbox()); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(3)
		}
		return
	}
	db, folder := os.Getenv("FINDBUCH_KILL_DB"), os.Getenv("FINDBUCH_KILL_SOURCE")
	if db == "" {
		os.Exit(m.Run())
	}
	w, err := store.OpenWriter(context.Background(), db, func() {})
	if err == nil {
		_, err = Run(context.Background(), w, Options{Paths: []string{folder}, MaxText: DefaultMaxText, Workers: 2})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
	w.Close()
}

// views are what users see, less the numbers of imports.
var views = []string{
	`SELECT source, hex(path_bytes), document, size, mtime_ns, mode FROM holdings ORDER BY 1, 2`,
	`SELECT * FROM documents ORDER BY document`,
	`SELECT * FROM passages ORDER BY document, ordinal`,
	`SELECT * FROM facts ORDER BY document, ordinal`,
	`SELECT source, hex(path_bytes), document, problem, reason FROM problems ORDER BY 1, 2`,
	`SELECT * FROM coverage ORDER BY 1, 2`,
	`SELECT rowid FROM fulltext WHERE fulltext MATCH 'brief'`,
}

// seen are the rows of all views. Documents have other ids after a kill, since
// ids follow the order of coming: of the last view only their number counts.
func seen(t *testing.T, db string) (rows []string) {
	for i, query := range views {
		found := ask(t, db, query)
		if i == len(views)-1 {
			found = []string{fmt.Sprint(len(found))}
		}
		rows = append(rows, found...)
	}
	return rows
}

// TestKilledAtAnyInstant is law 8. FINDBUCH_KILLS says how many kills are to land, and
// FINDBUCH_KILL_FOLDER what to import, for a longer run.
func TestKilledAtAnyInstant(t *testing.T) {
	kills, folder := 12, os.Getenv("FINDBUCH_KILL_FOLDER")
	if folder == "" {
		folder = t.TempDir()
		for i := range 600 {
			put(t, folder, fmt.Sprintf("%d/%d.txt", i%7, i), strings.Repeat(fmt.Sprintf("Brief %d an die Stadt.\n\n", i%500), 40))
		}
		require.NoError(t, os.Symlink("nowhere", filepath.Join(folder, "link")))
	}
	if more := os.Getenv("FINDBUCH_KILLS"); more != "" {
		_, err := fmt.Sscan(more, &kills)
		require.NoError(t, err)
	}
	undisturbed := filepath.Join(t.TempDir(), "findbuch.db")
	begun := time.Now()
	require.NoError(t, importing(undisturbed, folder).Run())
	whole := time.Since(begun)
	want := seen(t, undisturbed)
	require.Greater(t, len(want), 600)

	db := filepath.Join(t.TempDir(), "findbuch.db")
	landed := 0
	for tries := 0; landed < kills && tries < 10*kills; tries++ {
		command := importing(db, folder)
		require.NoError(t, command.Start())
		time.Sleep(time.Duration(rand.Int64N(int64(whole))))
		command.Process.Kill()
		hit := command.Wait() != nil
		if hit {
			landed++
		}
		// Up to four kills strike the same catalogue, one after the other.
		if !hit || landed%4 == 0 || landed == kills {
			requireRecovers(t, db, folder, want)
			for _, file := range store.Companions(db) {
				os.Remove(file)
			}
		}
	}
	require.Positive(t, landed)
	t.Logf("%d kills landed within an import of %v", landed, whole.Round(time.Millisecond))
}

func importing(db, folder string) *exec.Cmd {
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), "FINDBUCH_KILL_DB="+db, "FINDBUCH_KILL_SOURCE="+folder)
	command.Stderr = os.Stderr
	return command
}

// requireRecovers opens what kills have left, checks it, and imports once more.
func requireRecovers(t *testing.T, db, folder string, want []string) {
	if catalogue, err := store.Open(t.Context(), db); err == nil {
		require.NoError(t, catalogue.Close())
		require.Equal(t, []string{"ok"}, ask(t, db, `PRAGMA integrity_check`))
	} else {
		require.ErrorIs(t, err, store.ErrNoCatalogue) // it was killed before there was one
	}
	require.NoError(t, importing(db, folder).Run())
	require.Equal(t, want, seen(t, db))
	require.Equal(t, []string{"1"}, ask(t, db, `SELECT complete FROM account ORDER BY import DESC LIMIT 1`))
	folderOfDB, err := os.ReadDir(filepath.Dir(db))
	require.NoError(t, err)
	require.Len(t, folderOfDB, 1, "nothing is left beside it")
}
