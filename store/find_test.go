package store

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFind(t *testing.T) {
	c := answeringCatalogue(t)
	for _, test := range []struct {
		about, name, place string
		document           string
	}{
		{"path", "a.txt", "", aramco},
		{"source and path", "letters/a.txt", "", aramco},
		{"path of the file system", "../a.txt", "/home/letters/a.txt", aramco},
		{"path of a file source", "n", "/home/notes.txt", notes},
		{"path that is no UTF-8", "copies/\xff.txt", "", aramco},
		{"changed path", "changing.txt", "", second},
		{"gone path", "lost.txt", "", lost},
		{"8 digits", digits(aramco)[:8], "", aramco},
		{"9 capital digits", strings.ToUpper(digits(aramco)[:9]), "", aramco},
		{"all digits", digits(notes), "", notes},
		{"digits of a gone document", digits(first)[:12], "", first},
	} {
		t.Run(test.about, func(t *testing.T) {
			found, err := c.Find(t.Context(), test.name, test.place)
			require.NoError(t, err)
			require.Equal(t, digits(test.document), found.Document)
		})
	}
	for _, name := range []string{"", "b.txt", "letters", "letters/", digits(aramco)[:7], digits(aramco) + "0", "zzzzzzzz"} {
		_, err := c.Find(t.Context(), name, "/home/letters", "/home/letterset/a.txt")
		require.ErrorIs(t, err, ErrNotFound, name)
	}
}

func TestFindAmbiguous(t *testing.T) {
	path := filepath.Join(t.TempDir(), "findbuch.db")
	r := newRecorder(t, path)
	r.begin("import")
	r.source("one", "folder", "/one")
	r.source("two", "folder", "/two")
	r.see("one/a.txt", first, "")
	r.see("two/a.txt", second, "")
	r.see("one/twin.txt", aramco, "")
	r.see("two/twin.txt", aramco, "")
	r.see("one/moving.txt", lost, "")
	r.goneLater("one/moving.txt")
	r.see("two/moving.txt", notes, "")
	require.NoError(t, r.w.Close())
	c, err := Open(t.Context(), path)
	require.NoError(t, err)
	defer c.Close()

	_, err = c.Find(t.Context(), "a.txt")
	require.ErrorIs(t, err, ErrAmbiguous)
	var ambiguous *AmbiguousError
	require.ErrorAs(t, err, &ambiguous)
	require.Len(t, ambiguous.Found, 2)
	require.Equal(t, "two", ambiguous.Found[1].Source)

	found, err := c.Find(t.Context(), "twin.txt")
	require.NoError(t, err, "two paths of one document")
	require.Equal(t, digits(aramco), found.Document)

	found, err = c.Find(t.Context(), "moving.txt")
	require.NoError(t, err, "what is present goes first")
	require.Equal(t, digits(notes), found.Document)
}

func TestFindPrefixOfSeveral(t *testing.T) {
	c, err := Open(t.Context(), sameDigits(t))
	require.NoError(t, err)
	defer c.Close()
	_, err = c.Find(t.Context(), "abababab")
	var ambiguous *AmbiguousError
	require.ErrorAs(t, err, &ambiguous)
	require.Len(t, ambiguous.Found, maxFound)
	found, err := c.Find(t.Context(), "abababab0000000b")
	require.NoError(t, err)
	require.Equal(t, "abababab0000000b", found.Document[:16])
}

// sameDigits makes a catalogue of documents whose SHA-256 begin alike.
func sameDigits(t *testing.T) string {
	path := filepath.Join(t.TempDir(), "findbuch.db")
	r := newRecorder(t, path)
	r.begin("import")
	r.batch(func(b *Batch) {
		for i := range 12 {
			sum := SHA256{0xab, 0xab, 0xab, 0xab, 0, 0, 0, byte(i)}
			_, err := b.AddDocument(t.Context(), sum, 1, Reading{MediaType: "x/y", Unread: "no reader"}, nil)
			require.NoError(t, err)
		}
	})
	require.NoError(t, r.w.Close())
	return path
}
