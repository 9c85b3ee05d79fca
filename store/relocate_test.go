package store

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestRelocate(t *testing.T) {
	ctx := t.Context()
	path := answeringCatalogue(t).Path()
	w, err := OpenWriter(ctx, path, nil)
	require.NoError(t, err)
	defer w.Close()
	letters, err := w.SourceNamed(ctx, "letters")
	require.NoError(t, err)
	require.Equal(t, "/home/letters", letters.Root)

	for _, root := range []string{"/home", "/home/notes.txt", "/"} {
		_, err = w.Relocate(ctx, "test", letters, root)
		require.ErrorIs(t, err, ErrOverlaps, root)
	}
	account, err := w.Relocate(ctx, "test", letters, "/mnt/\xff")
	require.NoError(t, err)
	require.True(t, account.Complete)

	all, err := w.Sources(ctx)
	require.NoError(t, err)
	require.Equal(t, "/mnt/\xff", all[0].Root)
	require.Equal(t, "/home/notes.txt", all[1].Root)
	require.EqualValues(t, 4, all[0].Files)

	runs := history(t, w.Catalogue)
	last := runs[len(runs)-1]
	require.Equal(t, "source relocate", last.Command)
	require.Equal(t, RunComplete, last.State)
	imported, err := w.LastImport(ctx, letters.ID)
	require.NoError(t, err)
	require.EqualValues(t, 1, imported, "to relocate is not to import")

	_, err = w.SourceNamed(ctx, "nowhere")
	require.ErrorIs(t, err, ErrNotFound)
	_, err = w.Relocate(ctx, "test", letters, "/mnt")
	require.NoError(t, err, "a source may move into its own parent")
}
