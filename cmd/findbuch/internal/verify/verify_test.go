package verify

import (
	"context"
	"crypto/sha256"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"findbuch/cmd/findbuch/internal/source"
	"findbuch/store"
)

// folder makes files of their contents; a path with a final '/' is a folder.
func folder(t testing.TB, files map[string]string) string {
	t.Helper()
	root, err := filepath.EvalSymlinks(t.TempDir())
	require.NoError(t, err)
	fill(t, root, files)
	return root
}

func fill(t testing.TB, root string, files map[string]string) {
	t.Helper()
	for path, content := range files {
		full := filepath.Join(root, path)
		require.NoError(t, os.MkdirAll(filepath.Dir(full), 0o755))
		if strings.HasSuffix(path, "/") {
			require.NoError(t, os.MkdirAll(full, 0o755))
			continue
		}
		require.NoError(t, os.WriteFile(full, []byte(content), 0o644))
	}
}

// listed makes the register of a manifest of files.
func listed(t testing.TB, root string, files map[string]string) Register {
	t.Helper()
	var text []byte
	for _, path := range slices.Sorted(maps.Keys(files)) {
		text = AppendManifestLine(text, sha256.Sum256([]byte(files[path])), path)
	}
	m, err := LoadManifest(strings.NewReader(string(text)), []string{root})
	require.NoError(t, err)
	return m.Register(0, filepath.Join(root, "SHA256SUMS"), nil)
}

// states verifies and returns "state path (from or reason)" of what is not
// intact.
func states(t testing.TB, places ...Place) (Counts, []string) {
	t.Helper()
	for _, p := range places {
		t.Cleanup(func() { p.Tree.Close() })
	}
	counts, deviations, err := Verify(t.Context(), places, unwatched)
	require.NoError(t, err)
	lines := []string{}
	for _, d := range deviations {
		line := string(d.State) + " " + d.Path
		if d.From+d.Reason != "" {
			line += " (" + d.From + d.Reason + ")"
		}
		if len(places) > 1 {
			line = fmt.Sprint(d.Place) + " " + line
		}
		lines = append(lines, line)
		recorded := slices.Contains([]State{Changed, Missing}, d.State)
		require.Equal(t, recorded, d.Was != store.SHA256{} && d.State != Unreadable, line)
		read := slices.Contains([]State{Changed, Moved, Copied, New}, d.State)
		require.Equal(t, read, d.Found != store.SHA256{}, line)
	}
	return counts, lines
}

func unwatched(int64, int64) {}

func open(t testing.TB, root string) *source.Tree {
	t.Helper()
	tree, err := source.Open(root)
	require.NoError(t, err)
	return tree
}

func TestStates(t *testing.T) {
	tests := []struct {
		name            string
		recorded, found map[string]string
		want            []string
	}{
		{"nothing", nil, nil, []string{}},
		{"intact", map[string]string{"a": "1", "b/c": "2", "b-c": "3"}, map[string]string{"a": "1", "b/c": "2", "b-c": "3"}, []string{}},
		{"changed", map[string]string{"a": "1"}, map[string]string{"a": "2"}, []string{"changed a"}},
		{"missing", map[string]string{"a": "1", "b": "2", "c": "3"}, map[string]string{"b": "2"}, []string{"missing a", "missing c"}},
		{"new", map[string]string{"a": "1"}, map[string]string{"a": "1", "b": "2"}, []string{"new b"}},
		{"moved", map[string]string{"a": "1"}, map[string]string{"b": "1"}, []string{"moved b (a)"}},
		{"moved and copied", map[string]string{"a": "1"}, map[string]string{"b": "1", "c": "1"}, []string{"moved b (a)", "copied c (a)"}},
		{"two moved, in order", map[string]string{"b": "1", "a": "1"}, map[string]string{"d": "1", "c": "1"}, []string{"moved c (a)", "moved d (b)"}},
		{"moved and missing", map[string]string{"a": "1", "b": "1"}, map[string]string{"c": "1"}, []string{"missing b", "moved c (a)"}},
		{"copied", map[string]string{"a": "1"}, map[string]string{"a": "1", "b": "1"}, []string{"copied b (a)"}},
		{"one of two vanished", map[string]string{"a": "1", "b": "1"}, map[string]string{"a": "1", "c": "1"}, []string{"moved c (b)"}},
		{"exchanged", map[string]string{"a": "1", "b": "2"}, map[string]string{"a": "2", "b": "1"}, []string{"changed a", "changed b"}},
		{"overwritten after a copy", map[string]string{"a": "1"}, map[string]string{"a": "2", "b": "1"}, []string{"changed a", "copied b (a)"}},
		{"an empty file is nobody's copy", map[string]string{"a": "", "b": ""}, map[string]string{"a": "", "c": ""}, []string{"missing b", "new c"}},
		{"an emptied file", map[string]string{"a": "1"}, map[string]string{"a": ""}, []string{"changed a"}},
		{"a folder in a file's place", map[string]string{"a": "1", "a-": "2"}, map[string]string{"a/x": "3", "a-": "2"}, []string{"missing a", "new a/x"}},
		{"a file in a folder's place", map[string]string{"a/x": "1"}, map[string]string{"a": "1"}, []string{"moved a (a/x)"}},
		{"names of all kinds", map[string]string{"a\nb": "1", "\\": "2", "-": "3", "ä": "4"},
			map[string]string{"a\nb": "1", "\\": "2", "-": "3", "ä": "4"}, []string{}},
		{"the manifest itself", map[string]string{"a": "1"}, map[string]string{"a": "1", "SHA256SUMS": "x"}, []string{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			root := folder(t, test.found)
			counts, lines := states(t, Place{open(t, root), "", listed(t, root, test.recorded)})
			require.Equal(t, test.want, lines)
			require.Equal(t, len(lines) == 0, counts.AllIntact())
		})
	}
}

func TestWhatIsNoFileIsMissingOrPassedOver(t *testing.T) {
	root := folder(t, map[string]string{"file": "1"})
	require.NoError(t, os.Symlink("file", filepath.Join(root, "recorded")))
	require.NoError(t, os.Symlink("file", filepath.Join(root, "unrecorded")))
	_, lines := states(t, Place{open(t, root), "", listed(t, root, map[string]string{"file": "1", "recorded": "1"})})
	require.Equal(t, []string{"missing recorded"}, lines)
}

func TestUnreadable(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("root reads everything")
	}
	root := folder(t, map[string]string{"a": "1", "b/c": "2", "b/d/e": "3", "f/": "", "g": "4"})
	for _, path := range []string{"a", "b", "f", "g"} {
		require.NoError(t, os.Chmod(filepath.Join(root, path), 0))
		t.Cleanup(func() { os.Chmod(filepath.Join(root, path), 0o700) })
	}
	_, lines := states(t, Place{open(t, root), "", listed(t, root, map[string]string{"a": "1", "b/c": "2", "b/d/e": "3"})})
	require.Equal(t, []string{"unreadable a (permission denied)", "unreadable b/c (permission denied)",
		"unreadable b/d/e (permission denied)", "unreadable f (permission denied)", "unreadable g (permission denied)"}, lines)
}

func TestPlacesPairAmongThemselvesFirst(t *testing.T) {
	one := folder(t, map[string]string{"x": "1"})
	two := folder(t, map[string]string{"y": "1", "z": "1"})
	_, lines := states(t,
		Place{open(t, one), "", listed(t, one, map[string]string{"a": "0", "b": "0"})},
		Place{open(t, two), "", listed(t, two, map[string]string{"c": "1"})})
	require.Equal(t, []string{"0 missing a", "0 missing b", "0 new x", "1 moved y (c)", "1 copied z (c)"}, lines)
}

func TestMovedFromPlaceToPlace(t *testing.T) {
	one, two := folder(t, map[string]string{"x": "1"}), folder(t, nil)
	_, lines := states(t,
		Place{open(t, one), "", listed(t, one, nil)},
		Place{open(t, two), "", listed(t, two, map[string]string{"c": "1"})})
	require.Equal(t, []string{"0 moved x (c)"}, lines)
}

// For any two states of a folder: every recorded path is intact, changed,
// missing or the origin of one moved path; every other path is moved, copied
// or new.
func TestEveryPathHasOneState(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		files := rapid.MapOfN(rapid.SampledFrom([]string{"a", "b", "b-", "b.d", "c/a", "c/b", "d/e/f"}),
			rapid.SampledFrom([]string{"", "1", "2", "3"}), 0, 7)
		recorded, found := files.Draw(rt, "recorded"), files.Draw(rt, "found")
		root, err := os.MkdirTemp(t.TempDir(), "")
		require.NoError(rt, err)
		root, err = filepath.EvalSymlinks(root)
		require.NoError(rt, err)
		fill(t, root, found)
		tree := open(t, root)
		defer tree.Close()
		counts, deviations, err := Verify(t.Context(), []Place{{tree, "", listed(t, root, recorded)}}, unwatched)
		require.NoError(rt, err)
		require.EqualValues(rt, len(recorded), counts.Intact+counts.Changed+counts.Missing+counts.Moved)
		require.EqualValues(rt, len(found), counts.Intact+counts.Changed+counts.Moved+counts.Copied+counts.New)
		for _, d := range deviations {
			_, was := recorded[d.Path]
			content, is := found[d.Path]
			switch d.State {
			case Changed:
				require.True(rt, was && is)
			case Missing:
				require.True(rt, was && !is)
			case Moved, Copied:
				require.True(rt, !was && is && content != "")
				require.Equal(rt, content, recorded[d.From])
			case New:
				require.True(rt, !was && is)
			}
		}
	})
}

func TestInterruptedVerifyKeepsOnlyWhatIsCertain(t *testing.T) {
	root := folder(t, map[string]string{"a": "1"})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	tree := open(t, root)
	defer tree.Close()
	_, deviations, err := Verify(ctx, []Place{{tree, "", listed(t, root, map[string]string{"0": "1", "a": "2"})}}, unwatched)
	require.ErrorIs(t, err, context.Canceled)
	for _, d := range deviations {
		require.Contains(t, []State{Changed, Unreadable}, d.State)
		require.NotEqual(t, "read error", d.Reason)
	}
}

// catalogued registers files of a folder as an import would.
func catalogued(t testing.TB, db, root string, files map[string]string, left map[string]string) (*store.Writer, store.Source) {
	t.Helper()
	ctx := t.Context()
	w, err := store.OpenWriter(ctx, db, nil)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, w.Close()) })
	im, err := w.Begin(ctx, "test", "import", map[string]any{})
	require.NoError(t, err)
	kind := "folder"
	if info, err := os.Stat(root); err == nil && !info.IsDir() {
		kind = "file"
	}
	s, err := im.AddSource(ctx, store.Source{Name: "letters", Kind: kind, Root: root}, true)
	require.NoError(t, err)
	require.NoError(t, im.AddScope(ctx, store.Scope{Source: s}))
	b, err := im.Batch(ctx)
	require.NoError(t, err)
	for _, path := range slices.Sorted(maps.Keys(files)) {
		sum := store.SHA256(sha256.Sum256([]byte(files[path])))
		document, _, err := b.Document(ctx, sum)
		require.NoError(t, err)
		if document == 0 {
			document, err = b.AddDocument(ctx, sum, int64(len(files[path])), store.Reading{MediaType: "application/octet-stream", Unread: "no reader"}, nil)
			require.NoError(t, err)
		}
		file, err := b.AddFile(ctx, s.ID, path)
		require.NoError(t, err)
		require.NoError(t, b.AddSighting(ctx, store.Sighting{File: file, Document: document, Outcome: store.New}))
	}
	for path, reason := range left {
		require.NoError(t, b.AddOutcome(ctx, s.ID, path, store.Excluded, reason))
	}
	require.NoError(t, b.Commit(ctx))
	_, err = im.End(ctx, true, store.Counts{})
	require.NoError(t, err)
	return w, s
}

func TestCatalogueScopes(t *testing.T) {
	files := map[string]string{"a": "1", "b": "x", "b-": "2", "b/c": "3", "b/d/e": "4", "b0": "5", "c": "6"}
	root := folder(t, map[string]string{"b/d/e": "changed", "b/new": "7", "d": "8"})
	w, s := catalogued(t, filepath.Join(root, "findbuch.db"), root, files, nil)
	tests := []struct {
		under string
		want  []string
	}{
		{"", []string{"missing a", "missing b", "missing b-", "missing b/c", "changed b/d/e", "new b/new", "missing b0", "missing c", "new d"}},
		{"b", []string{"missing b", "missing b/c", "changed b/d/e", "new b/new"}},
		{"b/d", []string{"changed b/d/e"}},
		{"a", []string{"missing a"}},
		{"d", []string{"new d"}},
	}
	for _, test := range tests {
		scope := store.Scope{Source: s, Path: test.under}
		_, lines := states(t, Place{open(t, root), test.under, OfScope(w.Catalogue, scope, []store.Source{s})})
		require.Equal(t, test.want, lines, test.under)
	}
}

func TestCatalogueLeavesOut(t *testing.T) {
	root := folder(t, map[string]string{"a": "1", "cache/x/y": "2", "b.tmp": "3", "was-link": "4", "other/z": "5", "new": "6"})
	db := filepath.Join(root, "findbuch.db")
	w, s := catalogued(t, db, root, map[string]string{"a": "1"},
		map[string]string{"cache": "--exclude /cache", "b.tmp": "--exclude *.tmp", "was-link": "symlink"})
	require.NoError(t, os.Link(db, filepath.Join(root, "hard link")))
	other := store.Source{ID: 99, Name: "other", Kind: "folder", Root: filepath.Join(root, "other")}
	_, lines := states(t, Place{open(t, root), "", OfScope(w.Catalogue, store.Scope{Source: s}, []store.Source{s, other})})
	require.Equal(t, []string{"new new", "new was-link"}, lines)
}

func TestCataloguePages(t *testing.T) {
	files := map[string]string{}
	for i := range 2*pageSize + 7 {
		files[fmt.Sprintf("%d/%04d", i%3, i)] = fmt.Sprint(i % 50)
	}
	root := folder(t, files)
	w, s := catalogued(t, filepath.Join(t.TempDir(), "findbuch.db"), root, files, nil)
	require.NoError(t, os.Rename(filepath.Join(root, "1/0001"), filepath.Join(root, "9")))
	counts, lines := states(t, Place{open(t, root), "", OfScope(w.Catalogue, store.Scope{Source: s}, []store.Source{s})})
	require.Equal(t, []string{"moved 9 (1/0001)"}, lines)
	require.EqualValues(t, len(files)-1, counts.Intact)
}

func BenchmarkVerify(b *testing.B) {
	files := map[string]string{}
	for i := range 2000 {
		files[fmt.Sprintf("%02d/%04d", i%50, i)] = strings.Repeat(fmt.Sprint(i), 2000)
	}
	root := folder(b, files)
	tree := open(b, root)
	defer tree.Close()
	var total atomic.Int64
	register := listed(b, root, files).(*manifestRegister)
	for b.Loop() {
		total.Store(0)
		register.seen = 0
		_, _, err := Verify(b.Context(), []Place{{tree, "", register}}, func(_, bytes int64) { total.Add(bytes) })
		require.NoError(b, err)
	}
	b.SetBytes(total.Load())
}
