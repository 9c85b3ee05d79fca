package importer

import (
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"findbuch/cmd/findbuch/internal/text"
	"findbuch/cmd/findbuch/internal/word"
	"findbuch/store"
)

// model is a source as it should be seen: contents by path.
type model map[string]string

var (
	someNames    = rapid.SampledFrom([]string{"a", "b", "c", "a.txt", "a-b", "ä", "n\nl", "e\x1b[31m", "x\xff", "sp ace", "A"})
	someContents = rapid.SampledFrom([]string{"", "Anna", "Berta", "Cäsar", "Dora war hier.", "\x00\x00", "\xff\xfeA\x00"})
)

func somePath(t *rapid.T) string {
	depth := rapid.IntRange(1, 3).Draw(t, "depth")
	names := make([]string, depth)
	for i := range names {
		names[i] = someNames.Draw(t, "name")
	}
	return strings.Join(names, "/")
}

// change does some things that people do to their files.
func (m model) change(t *rapid.T) {
	for range rapid.IntRange(0, 6).Draw(t, "changes") {
		paths := m.paths()
		path := somePath(t)
		if len(paths) > 0 && rapid.Bool().Draw(t, "known") {
			path = rapid.SampledFrom(paths).Draw(t, "path")
		}
		if m.blocked(path) {
			continue
		}
		switch rapid.SampledFrom([]string{"write", "remove", "move", "copy"}).Draw(t, "change") {
		case "write":
			m[path] = someContents.Draw(t, "content")
		case "remove":
			delete(m, path)
		default:
			if len(paths) == 0 {
				continue
			}
			from := rapid.SampledFrom(paths).Draw(t, "from")
			content, there := m[from]
			if !there || from == path || m.blockedWithout(path, from) {
				continue
			}
			m[path] = content
			if rapid.Bool().Draw(t, "moved") {
				delete(m, from)
			}
		}
	}
}

func (m model) paths() (paths []string) {
	for path := range m {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	return paths
}

// blocked tells whether path is a folder, or lies below a file.
func (m model) blocked(path string) bool {
	for other := range m {
		if strings.HasPrefix(other, path+"/") || strings.HasPrefix(path, other+"/") {
			return true
		}
	}
	return false
}

func (m model) blockedWithout(path, from string) bool {
	return m.blocked(path) || strings.HasPrefix(path, from+"/")
}

// lay makes folder hold the model and nothing else. Files that are as they
// should be are not touched.
func (m model) lay(t require.TestingT, folder string) {
	entries, err := os.ReadDir(folder)
	require.NoError(t, err)
	for _, entry := range entries {
		require.NoError(t, removeStale(folder, entry.Name(), m))
	}
	for path, content := range m {
		if have, err := os.ReadFile(filepath.Join(folder, path)); err != nil || string(have) != content {
			put(t, folder, path, content)
		}
	}
}

func removeStale(folder, path string, m model) error {
	full := filepath.Join(folder, path)
	info, err := os.Lstat(full)
	if err != nil {
		return err
	}
	_, wanted := m[path]
	if !info.IsDir() {
		if wanted {
			return nil
		}
		return os.Remove(full)
	}
	if wanted {
		return os.RemoveAll(full)
	}
	entries, err := os.ReadDir(full)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if err := removeStale(folder, path+"/"+entry.Name(), m); err != nil {
			return err
		}
	}
	return nil
}

// expected is the account that an import of m must give after one of before,
// in the plainest words.
func expected(before, m model) (want store.Counts) {
	known := map[string][]string{} // paths before, by content
	for _, path := range before.paths() {
		known[before[path]] = append(known[before[path]], path)
	}
	seen := map[string]bool{} // contents that some path had before, or has
	for path, content := range before {
		seen[content] = true
		if _, there := m[path]; !there {
			want.Gone++
		}
	}
	moved := map[string]int{}
	for _, path := range m.paths() {
		content := m[path]
		want.Walked++
		want.Bytes += int64(len(content))
		was, there := before[path]
		switch {
		case there && was == content:
			want.Unchanged++
		case there:
			want.Changed++
			seen[content] = true
		case content == "":
			want.New++
		case allGone(known[content], m) && moved[content] < len(known[content]):
			want.Moved++
			moved[content]++
			seen[content] = true
		case seen[content]:
			want.Duplicate++
		default:
			want.New++
			seen[content] = true
		}
	}
	return want
}

func allGone(paths []string, m model) bool {
	for _, path := range paths {
		if _, there := m[path]; there {
			return false
		}
	}
	return len(paths) > 0
}

// TestEveryEntryHasOneOutcome is law 2, on any files and any changes to them:
// the account is what a plain reckoning gives, and what the catalogue says is
// present is what is there.
func TestEveryEntryHasOneOutcome(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		folder, err := os.MkdirTemp("", "findbuch-law-")
		require.NoError(t, err)
		defer os.RemoveAll(folder)
		db := filepath.Join(folder, "findbuch.db")
		source := filepath.Join(folder, "source")
		require.NoError(t, os.Mkdir(source, 0o755))

		m, before := model{}, model{}
		for range rapid.IntRange(1, 4).Draw(t, "imports") {
			m.change(t)
			m.lay(t, source)
			rehash := rapid.Bool().Draw(t, "rehash")
			counts := importInto(t, db, func(o *Options) { o.Rehash = rehash }, source)
			want := expected(before, m)
			want.Unread, want.UnchangedBy = counts.Unread, counts.UnchangedBy
			require.Equal(t, want, counts, "before %q now %q", before, m)

			var holdings []string
			for _, path := range m.paths() {
				holdings = append(holdings, fmt.Sprintf("%X|%x", path, sha256.Sum256([]byte(m[path]))))
			}
			require.ElementsMatch(t, holdings, ask(t, db, `SELECT hex(path_bytes), document FROM holdings`))
			before = model{}
			for path, content := range m {
				before[path] = content
			}
		}
	})
}

// records and derived are all tables, in an order, less recorded times and
// where the source lies.
var allRows = []string{
	`SELECT id, import, name, kind FROM source ORDER BY 1`,
	`SELECT import, source, path FROM scope ORDER BY 1, 2, 3`,
	`SELECT id, import, hex(sha256), size FROM document ORDER BY 1`,
	`SELECT id, import, source, hex(path) FROM file ORDER BY 1`,
	`SELECT file, import, document, outcome, moved_from, mode FROM sighting ORDER BY 1, 2`,
	`SELECT import, source, hex(path), outcome, reason FROM outcome ORDER BY 1, 2, 3`,
	`SELECT * FROM holding ORDER BY 1`,
	`SELECT * FROM reading ORDER BY 1`,
	`SELECT document, hex(body), hex(sha256), map, words FROM text ORDER BY 1`,
	`SELECT * FROM passage ORDER BY 1, 2`,
	`SELECT id, hex(block) FROM fulltext_data ORDER BY 1`,
	`SELECT id, hex(sz) FROM fulltext_docsize ORDER BY 1`,
	`SELECT * FROM derived ORDER BY 1`,
}

// TestSameFilesSameRows is law 7: however many workers race, the ids and all
// else are the same.
func TestSameFilesSameRows(t *testing.T) {
	folder := t.TempDir()
	for i := range 300 {
		content := strings.Repeat(fmt.Sprintf("Brief Nummer %d an die Stadt.\n\n", i%250), 1+i*i%97)
		put(t, folder, fmt.Sprintf("%d/%d.txt", i%7, i), content)
	}
	var first [][]string
	for _, workers := range []int{1, 2, 8} {
		db := filepath.Join(t.TempDir(), "findbuch.db")
		importInto(t, db, func(o *Options) { o.Workers = workers }, folder)
		rows := make([][]string, len(allRows))
		for i, query := range allRows {
			rows[i] = ask(t, db, query)
		}
		if first == nil {
			first = rows
		}
		require.Equal(t, first, rows, "%d workers", workers)
	}
}

// TestIndexIsWhatIsFolded holds the two ways in which words are folded
// together: what an import writes, and what a check and a new reading fold again.
func TestIndexIsWhatIsFolded(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data := rapid.StringOfN(rapid.RuneFrom([]rune("aBäßẞ éﬁ\n\n.,-東京ที่\u00ad1½")), 1, 200, -1).Draw(t, "text")
		found, err := Options{}.analyst().analyse(context.Background(), []byte(data))
		require.NoError(t, err)
		if found.Text == nil {
			return
		}
		kept, _, err := indexed(found.Text)
		require.NoError(t, err)
		var title, rest []byte
		var words int
		for _, p := range kept.Passages {
			into, n := &rest, 0
			if p.Kind == string(text.KindTitle) {
				into = &title
			}
			*into, n = word.AppendFolded(*into, p.Span.Of(kept.Body))
			words += n
		}
		require.Equal(t, string(kept.Title), string(title))
		require.Equal(t, string(kept.Folded), string(rest))
		require.EqualValues(t, words, kept.Words)
	})
}
