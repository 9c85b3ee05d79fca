package store

import (
	"crypto/sha256"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// recorder adds to a catalogue what an importer would.
type recorder struct {
	t       testing.TB
	w       *Writer
	im      *Import
	sources map[string]Source
	files   map[string]int64 // by SOURCE/PATH
}

func newRecorder(t testing.TB, path string) *recorder {
	t.Helper()
	w, err := OpenWriter(t.Context(), path, nil)
	require.NoError(t, err)
	return &recorder{t: t, w: w, sources: map[string]Source{}, files: map[string]int64{}}
}

func (r *recorder) begin(command string) {
	var err error
	r.im, err = r.w.Begin(r.t.Context(), "test 1", command, map[string]any{"paths": []string{"x"}})
	require.NoError(r.t, err)
}

func (r *recorder) end(complete bool, counts Counts) {
	_, err := r.im.End(r.t.Context(), complete, counts)
	require.NoError(r.t, err)
}

func (r *recorder) source(name, kind, root string) {
	s, err := r.im.AddSource(r.t.Context(), Source{Name: name, Kind: kind, Root: root}, true)
	require.NoError(r.t, err)
	r.sources[name] = s
	r.scope(name)
}

func (r *recorder) scope(name string) {
	require.NoError(r.t, r.im.AddScope(r.t.Context(), Scope{Source: r.sources[name]}))
}

// batch calls add in a transaction.
func (r *recorder) batch(add func(b *Batch)) {
	b, err := r.im.Batch(r.t.Context())
	require.NoError(r.t, err)
	add(b)
	require.NoError(r.t, b.Commit(r.t.Context()))
}

// see records that the file at SOURCE/PATH has bytes, which are a text of
// paragraphs, the first one the title, or were not read for a reason.
func (r *recorder) see(place, bytes, unread string) {
	r.batch(func(b *Batch) {
		ctx := r.t.Context()
		sum := SHA256(sha256.Sum256([]byte(bytes)))
		document, _, err := b.Document(ctx, sum)
		require.NoError(r.t, err)
		outcome := Duplicate
		if document == 0 {
			outcome = New
			reading, text := Reading{MediaType: "image/jpeg", Unread: unread}, (*Text)(nil)
			if unread == "" {
				text = paragraphText(strings.Split(bytes, "\n\n")...)
				reading = Reading{Reader: "plain", Version: 1, MediaType: "text/plain", Charset: "utf-8", CharsetBy: "valid",
					Language: "de", Title: text.Passages[0].Span.Of(bytes)}
			}
			document, err = b.AddDocument(ctx, sum, int64(len(bytes)), reading, text)
			require.NoError(r.t, err)
		}
		if r.files[place] != 0 {
			outcome = Changed
		}
		sighting := Sighting{File: r.file(b, place), Document: document, Outcome: outcome, MTime: 1, Mode: 0o644}
		require.NoError(r.t, b.AddSighting(ctx, sighting))
	})
}

func (r *recorder) gone(place string) {
	r.batch(func(b *Batch) {
		require.NoError(r.t, b.AddSighting(r.t.Context(), Sighting{File: r.file(b, place), Outcome: Gone}))
	})
}

// goneLater records that a file is gone, in an import of its own.
func (r *recorder) goneLater(place string) {
	r.begin("import")
	r.gone(place)
}

func (r *recorder) leave(place string, outcome Outcome, reason string) {
	r.batch(func(b *Batch) {
		source, path, _ := strings.Cut(place, "/")
		require.NoError(r.t, b.AddOutcome(r.t.Context(), r.sources[source].ID, path, outcome, reason))
	})
}

func (r *recorder) file(b *Batch, place string) int64 {
	if r.files[place] == 0 {
		source, path, _ := strings.Cut(place, "/")
		id, err := b.AddFile(r.t.Context(), r.sources[source].ID, path)
		require.NoError(r.t, err)
		r.files[place] = id
	}
	return r.files[place]
}

const (
	aramco = "Reise nach Osten\n\nSaudi Aramco baut\n\nin der Provinz"
	first  = "Fassung\n\nerste"
	second = "Fassung\n\nzweite"
	lost   = "Verlust\n\nverloren"
	notes  = "Notizen\n\nProvinz und Saudi und Aramco"
)

func digits(bytes string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(bytes))) }

// answeringCatalogue makes and opens a catalogue that has something of all
// that answers are about.
func answeringCatalogue(t testing.TB) *Catalogue {
	t.Helper()
	path := filepath.Join(t.TempDir(), "findbuch.db")
	r := newRecorder(t, path)
	r.begin("import")
	r.source("letters", "folder", "/home/letters")
	r.source("notes", "file", "/home/notes.txt")
	r.see("letters/a.txt", aramco, "")
	r.see("letters/changing.txt", first, "")
	r.see("letters/copies/\xff.txt", aramco, "")
	r.see("letters/lost.txt", lost, "")
	r.see("letters/photo.jpg", "\xff\xd8", "no reader")
	r.see("notes/notes.txt", notes, "")
	r.leave("letters/link", Excluded, "symlink")
	r.leave("letters/secret", Failed, "permission denied")
	r.end(true, Counts{Walked: 8, New: 5, Duplicate: 1, Excluded: 1, Failed: 1})
	r.begin("import")
	r.see("letters/changing.txt", second, "")
	r.gone("letters/lost.txt")
	r.end(false, Counts{Interrupted: true})
	r.begin("import")
	require.NoError(t, r.w.Close()) // killed
	c, err := Open(t.Context(), path)
	require.NoError(t, err)
	t.Cleanup(func() { c.Close() })
	return c
}

func emptyCatalogue(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "findbuch.db")
	require.NoError(t, newRecorder(t, path).w.Close())
	return path
}
