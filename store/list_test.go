package store

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func listed(t *testing.T, c *Catalogue, o ListOptions) (places []string, files []Listed) {
	t.Helper()
	require.NoError(t, c.List(t.Context(), o, func(l Listed) error {
		places = append(places, l.Source+"/"+l.Path)
		files = append(files, l)
		return nil
	}))
	return places, files
}

func TestList(t *testing.T) {
	c := answeringCatalogue(t)
	places, files := listed(t, c, ListOptions{})
	require.Equal(t, []string{"letters/a.txt", "letters/changing.txt", "letters/copies/\xff.txt", "letters/photo.jpg",
		"notes/notes.txt"}, places)
	require.Equal(t, Listed{
		Source: "letters", Path: "a.txt", Document: digits(aramco), Size: int64(len(aramco)), Passages: 3,
		Reading: Reading{MediaType: "text/plain", Charset: "utf-8", Language: "de", Title: "Reise nach Osten"},
	}, files[0])
	require.Equal(t, digits(second), files[1].Document, "the newest state")
	require.Equal(t, "unread", files[3].Reading.State())
	require.Equal(t, "no reader", files[3].Reading.Reason())

	places, _ = listed(t, c, ListOptions{Source: "notes"})
	require.Equal(t, []string{"notes/notes.txt"}, places)
	places, _ = listed(t, c, ListOptions{Unread: true})
	require.Equal(t, []string{"letters/photo.jpg"}, places)
}

func TestListOfWhatIsGone(t *testing.T) {
	places, files := listed(t, answeringCatalogue(t), ListOptions{Gone: true})
	require.Equal(t, []string{"letters/lost.txt"}, places)
	require.Equal(t, digits(lost), files[0].Document)
	require.EqualValues(t, 2, files[0].Gone)
}

func TestListOfAnUnknownSource(t *testing.T) {
	err := answeringCatalogue(t).List(t.Context(), ListOptions{Source: "nowhere"}, nil)
	require.ErrorIs(t, err, ErrNotFound)
}

func TestListEndsWhenItsVisitorHasEnough(t *testing.T) {
	visits := 0
	require.NoError(t, answeringCatalogue(t).List(t.Context(), ListOptions{}, func(Listed) error {
		visits++
		return ErrEnough
	}))
	require.Equal(t, 1, visits)
}
