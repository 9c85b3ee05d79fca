package export

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"findbuch/cmd/findbuch/internal/verify"
	"findbuch/store"
	"findbuch/store/span"
)

// hostile are paths that lines, shells and JSON have trouble with.
var hostile = map[string]string{
	"a.txt": "eins", "twin of a.txt": "eins", "-": "zwei", "-rf": "drei", "a\nb": "vier", "a\\b": "fünf", "a\rb": "sechs",
	"\xff\xfe": "sieben", "\x1b[31mred": "acht", "\u202egnp.exe": "neun", " lead/ trail ": "zehn", "#": "elf", "*": "zwölf",
	"\\\\n": "dreizehn", "empty": "", "folder/ä": "vierzehn", "quote\"'": "fünfzehn",
}

// catalogue registers the files below each root, and writes them there.
func catalogue(t testing.TB, roots ...string) *store.Catalogue {
	t.Helper()
	ctx := t.Context()
	w, err := store.OpenWriter(ctx, filepath.Join(t.TempDir(), "findbuch.db"), nil)
	require.NoError(t, err)
	im, err := w.Begin(ctx, "test", "import", map[string]any{})
	require.NoError(t, err)
	for _, root := range roots {
		s, err := im.AddSource(ctx, store.Source{Name: filepath.Base(root), Kind: "folder", Root: root}, true)
		require.NoError(t, err)
		require.NoError(t, im.AddScope(ctx, store.Scope{Source: s}))
		b, err := im.Batch(ctx)
		require.NoError(t, err)
		for _, path := range slices.Sorted(maps.Keys(hostile)) {
			add(t, b, s, path, hostile[path])
		}
		require.NoError(t, b.AddOutcome(ctx, s.ID, "\xfelink", store.Excluded, "symlink"))
		require.NoError(t, b.Commit(ctx))
	}
	_, err = im.End(ctx, true, store.Counts{})
	require.NoError(t, err)
	require.NoError(t, w.Close())
	c, err := store.Open(ctx, w.Path())
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, c.Close()) })
	return c
}

func add(t testing.TB, b *store.Batch, s store.Source, path, content string) {
	t.Helper()
	ctx := t.Context()
	full := s.Abs(path)
	require.NoError(t, os.MkdirAll(filepath.Dir(full), 0o755))
	require.NoError(t, os.WriteFile(full, []byte(content), 0o644))
	sum := store.SHA256(sha256.Sum256([]byte(content)))
	document, _, err := b.Document(ctx, sum)
	require.NoError(t, err)
	if document == 0 {
		reading := store.Reading{Reader: "plain", Version: 1, MediaType: "text/plain", Charset: "utf-8"}
		var text *store.Text
		if content != "" {
			body := content + "\x00\"<>&\n\u2028"
			text = &store.Text{Body: body, Words: 1, Folded: []byte("x"),
				Passages: []store.Passage{{Kind: "paragraph", Span: span.Span{Start: 0, End: len(body)}}}}
		}
		document, err = b.AddDocument(ctx, sum, int64(len(content)), reading, text)
		require.NoError(t, err)
	}
	file, err := b.AddFile(ctx, s.ID, path)
	require.NoError(t, err)
	require.NoError(t, b.AddSighting(ctx, store.Sighting{File: file, Document: document, Outcome: store.New, MTime: 1e18, Mode: 0o644}))
}

func sources(t testing.TB, c *store.Catalogue) []store.Source {
	t.Helper()
	all, err := c.Sources(t.Context())
	require.NoError(t, err)
	return all
}

// onlyEntry requires that a folder holds nothing but one name, which a left
// temporary would break.
func onlyEntry(t testing.TB, folder, name string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	require.Equal(t, []string{name}, names)
}

func TestManifestOfOneSourceIsRelative(t *testing.T) {
	root := filepath.Join(t.TempDir(), "root")
	c := catalogue(t, root)
	dest := filepath.Join(t.TempDir(), "SHA256\nSUMS")
	n, err := Manifest(t.Context(), c, sources(t, c), dest, false)
	require.NoError(t, err)
	require.EqualValues(t, len(hostile), n)
	require.Equal(t, hostile, read(t, dest, root, ""))

	info, err := os.Stat(dest)
	require.NoError(t, err)
	require.EqualValues(t, 0o600, info.Mode().Perm())
	onlyEntry(t, filepath.Dir(dest), filepath.Base(dest))

	sha256sum, err := exec.LookPath("sha256sum")
	if err != nil {
		return
	}
	check := exec.Command(sha256sum, "-c", "--strict", "--quiet", dest)
	check.Dir = root
	out, err := check.CombinedOutput()
	require.NoError(t, err, "%s", out)
}

func TestManifestOfSeveralSourcesIsAbsolute(t *testing.T) {
	one, two := filepath.Join(t.TempDir(), "one"), filepath.Join(t.TempDir(), "two")
	c := catalogue(t, one, two)
	dest := filepath.Join(t.TempDir(), "m")
	n, err := Manifest(t.Context(), c, sources(t, c), dest, false)
	require.NoError(t, err)
	require.EqualValues(t, 2*len(hostile), n)
	all := read(t, dest, "/", one+"/")
	require.Equal(t, hostile, all)
	require.Equal(t, hostile, read(t, dest, "/", two+"/"))
}

// read returns the files listed in a manifest below prefix, with the contents
// that hostile says they have.
func read(t testing.TB, manifest, root, prefix string) map[string]string {
	t.Helper()
	file, err := os.Open(manifest)
	require.NoError(t, err)
	defer file.Close()
	found := map[string]string{}
	require.NoError(t, verify.ReadManifest(file, func(_ int, sum store.SHA256, path string) error {
		if path, ok := strings.CutPrefix(strings.TrimPrefix(path, "./"), prefix); ok {
			require.Equal(t, store.SHA256(sha256.Sum256([]byte(hostile[path]))), sum)
			found[path] = hostile[path]
		}
		return nil
	}))
	return found
}

func TestSQLite(t *testing.T) {
	c := catalogue(t, filepath.Join(t.TempDir(), "root"))
	dest := filepath.Join(t.TempDir(), "copy?mode=ro&x #1.db")
	require.NoError(t, SQLite(t.Context(), c, dest, false))
	onlyEntry(t, filepath.Dir(dest), filepath.Base(dest))
	info, err := os.Stat(dest)
	require.NoError(t, err)
	require.EqualValues(t, 0o600, info.Mode().Perm())

	data, err := os.ReadFile(dest)
	require.NoError(t, err)
	require.Equal(t, []byte{1, 1}, data[18:20], "journal mode DELETE")
	copied, err := store.Open(t.Context(), dest)
	require.NoError(t, err)
	defer copied.Close()
	for _, view := range store.Views() {
		require.Equal(t, rowsOf(t, c, view), rowsOf(t, copied, view), view.Name)
	}
}

func rowsOf(t testing.TB, c *store.Catalogue, view store.View) (rows [][]any) {
	t.Helper()
	require.NoError(t, c.Rows(t.Context(), view, func(_ []string, values []any) error {
		rows = append(rows, slices.Clone(values))
		return nil
	}))
	return rows
}

func TestSQLiteOfACatalogueBeingWritten(t *testing.T) {
	c := catalogue(t, filepath.Join(t.TempDir(), "root"))
	w, err := store.OpenWriter(t.Context(), c.Path(), nil)
	require.NoError(t, err)
	defer w.Close()
	im, err := w.Begin(t.Context(), "test", "import", map[string]any{})
	require.NoError(t, err)
	b, err := im.Batch(t.Context())
	require.NoError(t, err)
	_, err = b.AddFile(t.Context(), 1, "not committed")
	require.NoError(t, err)
	dest := filepath.Join(t.TempDir(), "copy.db")
	require.NoError(t, SQLite(t.Context(), c, dest, false))
	require.NoError(t, b.Rollback(t.Context()))
	db, err := sql.Open("sqlite", dest)
	require.NoError(t, err)
	defer db.Close()
	var imports, files int
	require.NoError(t, db.QueryRow(`SELECT (SELECT count(*) FROM import), (SELECT count(*) FROM file)`).Scan(&imports, &files))
	require.Equal(t, 2, imports)
	require.Equal(t, len(hostile), files)
}

func TestJSONL(t *testing.T) {
	c := catalogue(t, filepath.Join(t.TempDir(), "root"))
	dest := filepath.Join(t.TempDir(), "-out ")
	require.NoError(t, JSONL(t.Context(), c, dest, false))
	onlyEntry(t, filepath.Dir(dest), "-out ")

	holdings := lines(t, filepath.Join(dest, "holdings.jsonl"))
	found := map[string]string{}
	var paths []string
	for _, h := range holdings {
		var row struct {
			Path   string
			Base64 []byte `json:"path_base64"`
		}
		require.NoError(t, json.Unmarshal([]byte(h), &row))
		if row.Base64 != nil {
			require.Equal(t, strings.ToValidUTF8(string(row.Base64), "\uFFFD"), row.Path)
			row.Path = string(row.Base64)
		}
		found[row.Path] = hostile[row.Path]
		paths = append(paths, row.Path)
	}
	require.Equal(t, hostile, found)
	require.True(t, slices.IsSorted(paths))
	require.Contains(t, holdings, `{"source":"root","path":"a.txt","document":"`+hexOf("eins")+
		`","size":4,"modified":"2001-09-09T01:46:40Z","mtime_ns":1000000000000000000,"mode":420,"since_import":1}`)
	require.Contains(t, lines(t, filepath.Join(dest, "problems.jsonl")),
		`{"source":"root","path":"`+"\uFFFD"+`link","path_base64":"/mxpbms=","member":null,"document":null,"problem":"excluded","reason":"symlink","notes":null,"import":1}`)
	require.Contains(t, lines(t, filepath.Join(dest, "passages.jsonl")), `{"document":"`+hexOf("eins")+
		`","ordinal":1,"kind":"paragraph","start":0,"end":13,"quote":"eins\u0000\"<>&\n`+"\u2028"+`","first_word":0,"page":null}`)
	for _, view := range store.Views() {
		require.Len(t, lines(t, filepath.Join(dest, view.Name+".jsonl")), len(rowsOf(t, c, view)), view.Name)
	}

	again := filepath.Join(t.TempDir(), "again")
	require.NoError(t, JSONL(t.Context(), c, again, false))
	for _, view := range store.Views() {
		one, err := os.ReadFile(filepath.Join(dest, view.Name+".jsonl"))
		require.NoError(t, err)
		two, err := os.ReadFile(filepath.Join(again, view.Name+".jsonl"))
		require.NoError(t, err)
		require.True(t, bytes.Equal(one, two), view.Name)
	}
}

func hexOf(content string) string {
	sum := sha256.Sum256([]byte(content))
	var b strings.Builder
	for _, c := range sum {
		b.WriteByte(hexDigits[c>>4])
		b.WriteByte(hexDigits[c&15])
	}
	return b.String()
}

func lines(t testing.TB, path string) (all []string) {
	t.Helper()
	file, err := os.Open(path)
	require.NoError(t, err)
	defer file.Close()
	scanner := bufio.NewScanner(file)
	for scanner.Scan() {
		require.True(t, json.Valid(scanner.Bytes()), scanner.Text())
		all = append(all, scanner.Text())
	}
	require.NoError(t, scanner.Err())
	return all
}

func TestStringsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) })).Draw(t, "s")
		var got string
		require.NoError(t, json.Unmarshal(appendString(nil, s), &got))
		require.Equal(t, strings.ToValidUTF8(s, "\uFFFD"), got)
	})
}

func TestFactsKeepTheirJSON(t *testing.T) {
	line, err := appendRow(nil, []string{"stated", "resolved", "rule"}, []any{"{\n\"edtf\": \"1914\"}", nil, "{}"})
	require.NoError(t, err)
	require.Equal(t, `{"stated":{"edtf":"1914"},"resolved":null,"rule":"{}"}`+"\n", string(line))
}

// formats are all exports, called alike.
var formats = map[string]func(ctx context.Context, c *store.Catalogue, dest string, force bool) error{
	"sqlite": SQLite,
	"jsonl":  JSONL,
	"manifest": func(ctx context.Context, c *store.Catalogue, dest string, force bool) error {
		all, err := c.Sources(ctx)
		if err != nil {
			all = []store.Source{{ID: 1, Kind: "folder", Root: "/"}}
		}
		_, err = Manifest(ctx, c, all, dest, force)
		return err
	},
}

func TestDestinations(t *testing.T) {
	c := catalogue(t, filepath.Join(t.TempDir(), "root"))
	for format, export := range formats {
		t.Run(format, func(t *testing.T) {
			ctx := t.Context()
			folder := t.TempDir()
			dest := filepath.Join(folder, "out")
			require.NoError(t, export(ctx, c, dest, false))
			require.ErrorIs(t, export(ctx, c, dest, false), ErrExists)
			require.NoError(t, export(ctx, c, dest, true))
			onlyEntry(t, folder, "out")

			require.ErrorIs(t, export(ctx, c, c.Path(), true), ErrCatalogue)
			require.ErrorIs(t, export(ctx, c, c.Path()+"-wal", false), ErrCatalogue)
			link := filepath.Join(t.TempDir(), "link")
			require.NoError(t, os.Symlink(filepath.Dir(c.Path()), link))
			require.ErrorIs(t, export(ctx, c, filepath.Join(link, "findbuch.db"), true), ErrCatalogue)
			hard := filepath.Join(filepath.Dir(c.Path()), "hard")
			require.NoError(t, os.Link(c.Path(), hard))
			require.ErrorIs(t, export(ctx, c, hard, true), ErrCatalogue)
			require.NoError(t, os.Remove(hard))

			require.ErrorIs(t, export(ctx, c, filepath.Join(folder, "none", "out"), false), os.ErrNotExist)
		})
	}
}

func TestInterruptedExportLeavesWhatWasThere(t *testing.T) {
	c := catalogue(t, filepath.Join(t.TempDir(), "root"))
	for format, export := range formats {
		t.Run(format, func(t *testing.T) {
			folder := t.TempDir()
			dest := filepath.Join(folder, "out")
			require.NoError(t, export(t.Context(), c, dest, false))
			before, err := os.Lstat(dest)
			require.NoError(t, err)
			ctx, cancel := context.WithCancel(t.Context())
			cancel()
			require.ErrorIs(t, export(ctx, c, dest, true), context.Canceled)
			onlyEntry(t, folder, "out")
			after, err := os.Lstat(dest)
			require.NoError(t, err)
			require.True(t, os.SameFile(before, after))

			none := t.TempDir()
			require.ErrorIs(t, export(ctx, c, filepath.Join(none, "out"), false), context.Canceled)
			entries, err := os.ReadDir(none)
			require.NoError(t, err)
			require.Empty(t, entries)
		})
	}
}

func TestForceReplacesNoOthersFolder(t *testing.T) {
	c := catalogue(t, filepath.Join(t.TempDir(), "root"))
	folder := t.TempDir()
	precious := filepath.Join(folder, "precious")
	require.NoError(t, os.WriteFile(precious, []byte("x"), 0o600))
	require.ErrorIs(t, JSONL(t.Context(), c, folder, true), ErrKeeps)
	require.ErrorIs(t, JSONL(t.Context(), c, precious, true), ErrKeeps)
	require.ErrorIs(t, SQLite(t.Context(), c, folder, true), ErrKeeps)
	onlyEntry(t, folder, "precious")
	require.NoError(t, os.Remove(precious))
	require.NoError(t, os.MkdirAll(filepath.Join(folder, "facts.jsonl"), 0o700))
	require.ErrorIs(t, JSONL(t.Context(), c, folder, true), ErrKeeps)
}

func TestForceReplacesALinkAndNotItsTarget(t *testing.T) {
	c := catalogue(t, filepath.Join(t.TempDir(), "root"))
	folder := t.TempDir()
	target, link := filepath.Join(t.TempDir(), "target"), filepath.Join(folder, "link")
	require.NoError(t, os.WriteFile(target, []byte("precious"), 0o600))
	require.NoError(t, os.Symlink(target, link))
	require.ErrorIs(t, SQLite(t.Context(), c, link, false), ErrExists)
	require.NoError(t, SQLite(t.Context(), c, link, true))
	kept, err := os.ReadFile(target)
	require.NoError(t, err)
	require.Equal(t, "precious", string(kept))
}

// A destination that somebody makes meanwhile is not overwritten.
func TestPlaceNeverReplacesWithoutForce(t *testing.T) {
	folder := t.TempDir()
	dest := filepath.Join(folder, "out")
	err := destination{path: dest}.file(func(f *os.File) error {
		return os.WriteFile(dest, []byte("theirs"), 0o600)
	})
	require.ErrorIs(t, err, ErrExists)
	onlyEntry(t, folder, "out")
}

func TestFailedFolderLeavesNothing(t *testing.T) {
	folder := t.TempDir()
	d := destination{path: filepath.Join(folder, "out")}
	err := d.folder([]string{"a", "b"}, func(name string, w io.Writer) error {
		if name == "b" {
			return io.ErrShortWrite
		}
		return nil
	})
	require.ErrorIs(t, err, io.ErrShortWrite)
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	require.Empty(t, entries)
}

func BenchmarkAppendRow(b *testing.B) {
	columns := []string{"document", "ordinal", "kind", "quote"}
	values := []any{strings.Repeat("ab", 32), int64(7), "paragraph", strings.Repeat("Die Straße nach Süden. ", 20)}
	var line []byte
	for b.Loop() {
		line, _ = appendRow(line[:0], columns, values)
	}
	b.SetBytes(int64(len(line)))
}
