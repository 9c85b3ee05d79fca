package store

import (
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

func shown(t *testing.T, c *Catalogue, name string) Shown {
	t.Helper()
	found, err := c.Find(t.Context(), name)
	require.NoError(t, err)
	d, err := c.Show(t.Context(), found)
	require.NoError(t, err)
	return d
}

func TestShow(t *testing.T) {
	d := shown(t, answeringCatalogue(t), "a.txt")
	require.Equal(t, digits(aramco), d.Document)
	require.EqualValues(t, len(aramco), d.Size)
	require.Equal(t, aramco, d.Body)
	require.EqualValues(t, 1, d.Import)
	require.EqualValues(t, 9, d.Words)
	require.Equal(t, Reading{Reader: "plain", Version: 1, MediaType: "text/plain", Charset: "utf-8", CharsetBy: "valid",
		Language: "de", Title: "Reise nach Osten"}, d.Reading)
	require.Equal(t, []Place{{Source: "letters", Path: "a.txt"}, {Source: "letters", Path: "copies/\xff.txt"}}, d.Places)
	require.Zero(t, d.Gone)
	require.Len(t, d.Passages, 3)
	require.Equal(t, "Saudi Aramco baut", d.Passages[1].Span.Of(d.Body))
}

func TestShowOfWhatWasNotRead(t *testing.T) {
	d := shown(t, answeringCatalogue(t), "photo.jpg")
	require.Equal(t, "no reader", d.Reading.Unread)
	require.Empty(t, d.Body)
	require.Empty(t, d.Passages)
}

func TestShowOfWhatIsGone(t *testing.T) {
	c := answeringCatalogue(t)
	d := shown(t, c, "lost.txt")
	require.EqualValues(t, 2, d.Gone)
	require.Equal(t, []Place{{Source: "letters", Path: "lost.txt"}}, d.Places)
	require.Equal(t, lost, d.Body)

	d = shown(t, c, digits(first)[:8])
	require.EqualValues(t, 2, d.Gone, "its file has other bytes now")
	require.Equal(t, []Place{{Source: "letters", Path: "changing.txt"}}, d.Places)
}

func TestShowOfWhatWasGoneTwice(t *testing.T) {
	path := filepath.Join(t.TempDir(), "findbuch.db")
	r := newRecorder(t, path)
	r.begin("import") // 1
	r.source("s", "folder", "/s")
	r.see("s/early", lost, "")
	r.see("s/again", lost, "")
	r.goneLater("s/early") // 2
	r.goneLater("s/again") // 3
	r.begin("import")      // 4
	r.see("s/again", lost, "")
	r.goneLater("s/again") // 5
	require.NoError(t, r.w.Close())
	c, err := Open(t.Context(), path)
	require.NoError(t, err)
	defer c.Close()
	d := shown(t, c, digits(lost))
	require.EqualValues(t, 5, d.Gone)
	require.Equal(t, []Place{{Source: "s", Path: "again"}}, d.Places)
}
