package source

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// benchmarkTree makes 2,000 files of 4 KiB in 40 folders.
func benchmarkTree(b *testing.B) *Tree {
	root := b.TempDir()
	content := make([]byte, 4<<10)
	for i := range 40 {
		dir := filepath.Join(root, fmt.Sprintf("folder %02d", i))
		require.NoError(b, os.Mkdir(dir, 0o755))
		for j := range 50 {
			path := filepath.Join(dir, fmt.Sprintf("a file with a usual name %02d.txt", j))
			require.NoError(b, os.WriteFile(path, content, 0o644))
		}
	}
	tree, err := Open(root)
	require.NoError(b, err)
	b.Cleanup(func() { tree.Close() })
	return tree
}

func BenchmarkWalk(b *testing.B) {
	tree := benchmarkTree(b)
	b.ReportAllocs()
	for b.Loop() {
		files := 0
		err := tree.Walk(context.Background(), "", func(e Entry) error {
			if e.Kind == Regular {
				files++
			}
			return nil
		})
		require.NoError(b, err)
		require.Equal(b, 2000, files)
	}
}

func BenchmarkOpenRead(b *testing.B) {
	tree := benchmarkTree(b)
	var entries []Entry
	require.NoError(b, tree.Walk(context.Background(), "", func(e Entry) error {
		if e.Kind == Regular {
			entries = append(entries, e)
		}
		return nil
	}))
	buffer := make([]byte, 8<<10)
	cursor := tree.Cursor()
	defer cursor.Close()
	b.SetBytes(2000 * 4 << 10)
	b.ReportAllocs()
	for b.Loop() {
		for _, e := range entries {
			f, err := cursor.Open(e)
			if err != nil {
				b.Fatal(err)
			}
			n, err := io.ReadFull(f, buffer)
			if n != 4<<10 || err != io.ErrUnexpectedEOF || f.Unchanged() != nil {
				b.Fatal(n, err)
			}
			f.Close()
		}
	}
}
