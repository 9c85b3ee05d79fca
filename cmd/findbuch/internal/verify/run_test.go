package verify

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"findbuch/store"
)

func options(paths ...string) Options {
	return Options{Paths: paths, Program: "test", Expect: unwatched, Progress: unwatched}
}

// question asks a catalogue for one value.
func question[T any](t *testing.T, db, query string) (value T) {
	t.Helper()
	c, err := sql.Open("sqlite", db)
	require.NoError(t, err)
	defer c.Close()
	require.NoError(t, c.QueryRow(query).Scan(&value))
	return value
}

func TestRunRecordsWhatIsNotIntact(t *testing.T) {
	root := folder(t, map[string]string{"intact": "1", "changed": "x", "to": "3", "new": "5", "copy": "1"})
	db := filepath.Join(t.TempDir(), "findbuch.db")
	w, _ := catalogued(t, db, root, map[string]string{"intact": "1", "changed": "2", "from": "3", "missing": "4"}, nil)
	report, err := Run(t.Context(), w, options())
	require.NoError(t, err)
	require.Equal(t, Counts{Intact: 1, Changed: 1, Missing: 1, Moved: 1, Copied: 1, New: 1}, report.Counts)
	require.True(t, report.Account.Complete)
	require.JSONEq(t, `{"intact":1,"changed":1,"missing":1,"moved":1,"copied":1,"new":1,"unreadable":0}`, string(report.Account.Counts))
	rows := question[string](t, db, `
		SELECT group_concat(state || ' ' || CAST(fixity_check.path AS TEXT) || ' ' || coalesce(CAST(file.path AS TEXT), '-')
			|| ' ' || coalesce(length(sha256), '-'), char(10))
		FROM fixity_check LEFT JOIN file ON file.id = file WHERE fixity_check.import = 2`)
	require.Equal(t, "changed changed changed 32\ncopied copy intact 32\nmissing missing missing -\nnew new - 32\nmoved to from 32", rows)
	require.Equal(t, "verify", question[string](t, db, `SELECT command FROM import WHERE id = 2`))
	require.Equal(t, root, question[string](t, db, `SELECT CAST(root AS TEXT) FROM scope WHERE import = 2`))
}

func TestRunWithoutItsSourceRecordsNothing(t *testing.T) {
	root := folder(t, map[string]string{"a": "1"})
	db := filepath.Join(t.TempDir(), "findbuch.db")
	w, _ := catalogued(t, db, root, map[string]string{"a": "1"}, nil)
	require.NoError(t, os.Rename(root, root+"-moved"))
	var rootError *RootError
	_, err := Run(t.Context(), w, options())
	require.ErrorAs(t, err, &rootError)
	require.Equal(t, "letters", rootError.Source.Name)

	require.NoError(t, os.WriteFile(root, nil, 0o600)) // a file in the folder's place
	_, err = Run(t.Context(), w, options())
	require.ErrorAs(t, err, &rootError)
	require.Equal(t, 1, question[int](t, db, `SELECT count(*) FROM import`))
}

func TestRunVerifiesTheSourcesThatAreThere(t *testing.T) {
	root, other := folder(t, map[string]string{"a": "1"}), folder(t, map[string]string{"b": "2"})
	db := filepath.Join(t.TempDir(), "findbuch.db")
	w, _ := catalogued(t, db, root, map[string]string{"a": "1"}, nil)
	im, err := w.Begin(t.Context(), "test", "import", nil)
	require.NoError(t, err)
	s, err := im.AddSource(t.Context(), store.Source{Name: "other", Kind: "folder", Root: other}, true)
	require.NoError(t, err)
	require.NoError(t, im.AddScope(t.Context(), store.Scope{Source: s}))
	_, err = im.End(t.Context(), true, store.Counts{})
	require.NoError(t, err)

	require.NoError(t, os.Rename(root, root+"-moved"))
	report, err := Run(t.Context(), w, options())
	require.NoError(t, err)
	require.Equal(t, Counts{New: 1}, report.Counts)
	require.Len(t, report.Absent, 1)
	require.Equal(t, "letters", report.Absent[0].Source.Name)
	require.Len(t, report.Scopes, 1)
}

func TestRunFindsASourceMissingThatIsAFile(t *testing.T) {
	root := folder(t, map[string]string{"letter.txt": "1"})
	file := filepath.Join(root, "letter.txt")
	db := filepath.Join(t.TempDir(), "findbuch.db")
	w, _ := catalogued(t, db, file, map[string]string{"letter.txt": "1"}, nil)
	report, err := Run(t.Context(), w, options())
	require.NoError(t, err)
	require.Equal(t, Counts{Intact: 1}, report.Counts)

	require.NoError(t, os.Remove(file))
	report, err = Run(t.Context(), w, options())
	require.NoError(t, err)
	require.Equal(t, Counts{Missing: 1}, report.Counts)

	require.NoError(t, os.Rename(root, root+"-unmounted"))
	var rootError *RootError
	_, err = Run(t.Context(), w, options())
	require.ErrorAs(t, err, &rootError)
}

func TestInterruptedRunClosesItsAccount(t *testing.T) {
	root := folder(t, map[string]string{"b": "1"})
	db := filepath.Join(t.TempDir(), "findbuch.db")
	w, _ := catalogued(t, db, root, map[string]string{"a": "1", "b": "1"}, nil)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	report, err := Run(ctx, w, options())
	require.ErrorIs(t, err, ErrInterrupted)
	require.False(t, report.Account.Complete)
	require.Equal(t, 0, question[int](t, db, `SELECT complete FROM account WHERE import = 2`))
	require.Equal(t, 0, question[int](t, db, `SELECT count(*) FROM fixity_check WHERE state = 'missing'`))
}

func TestRunRefusesPathsThatAreNothing(t *testing.T) {
	root := folder(t, map[string]string{"a": "1"})
	w, _ := catalogued(t, filepath.Join(t.TempDir(), "findbuch.db"), root, map[string]string{"a": "1", "gone/b": "2"}, nil)
	_, err := Run(t.Context(), w, options("/elsewhere"))
	require.ErrorIs(t, err, ErrNoSource)
	_, err = Run(t.Context(), w, options(filepath.Join(root, "nothing")))
	require.ErrorIs(t, err, store.ErrNotFound)
	report, err := Run(t.Context(), w, options(filepath.Join(root, "gone")))
	require.NoError(t, err)
	require.Equal(t, Counts{Missing: 1}, report.Counts)
}

func TestLocate(t *testing.T) {
	sources := []store.Source{
		{ID: 1, Name: "a", Kind: "folder", Root: "/s/a"},
		{ID: 2, Name: "deep", Kind: "folder", Root: "/s/a/deep"},
		{ID: 3, Name: "file", Kind: "file", Root: "/s/f.txt"},
	}
	tests := []struct {
		paths []string
		want  []string
	}{
		{nil, []string{"a:", "deep:", "file:"}},
		{[]string{"/s/a/x"}, []string{"a:x"}},
		{[]string{"/s/a/deep/x"}, []string{"deep:x"}},
		{[]string{"/s/a"}, []string{"a:", "deep:"}},
		{[]string{"/s"}, []string{"a:", "deep:", "file:"}},
		{[]string{"/s/f.txt"}, []string{"file:"}},
		{[]string{"/s/a/x", "/s/a/x/y", "/s/a/x", "/s/a/xy"}, []string{"a:x", "a:xy"}},
		{[]string{"/s/a/x", "/s/a"}, []string{"a:", "deep:"}},
	}
	for _, test := range tests {
		scopes, err := locate(sources, test.paths)
		require.NoError(t, err)
		var got []string
		for _, s := range scopes {
			got = append(got, s.Source.Name+":"+s.Path)
		}
		require.Equal(t, test.want, got, "%q", test.paths)
	}
}

func TestPathsBehindALink(t *testing.T) {
	root := folder(t, map[string]string{"b/c": "1"})
	w, _ := catalogued(t, filepath.Join(t.TempDir(), "findbuch.db"), root, map[string]string{"b/c": "1", "b/gone": "2"}, nil)
	link := filepath.Join(t.TempDir(), "link")
	require.NoError(t, os.Symlink(root, link))
	report, err := Run(t.Context(), w, options(filepath.Join(link, "b", "gone")))
	require.NoError(t, err)
	require.Equal(t, Counts{Missing: 1}, report.Counts)
}
