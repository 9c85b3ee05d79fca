package importer

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"findbuch/cmd/findbuch/internal/source"
	"findbuch/store"
)

// corpus makes 1,000 files of about 7 kB of German-like text, with a vocabulary
// that keeps growing as it does in real text.
func corpus(b *testing.B) (folder string, bytes int64) {
	folder = b.TempDir()
	random := rand.New(rand.NewPCG(1, 2))
	syllables := strings.Fields("an ber chen dor el fen gau hei in jan kro lin mar neu ost pal que rei sten tal ul ver wie xan zel")
	function := strings.Fields("der die das und ist nicht mit von für auf dem den ein eine sich auch nach bei aus wird")
	for i := range 1000 {
		var text strings.Builder
		for text.Len() < 7000 {
			for range 40 {
				if random.IntN(3) > 0 {
					text.WriteString(function[random.IntN(len(function))])
				} else {
					for range 2 + random.IntN(3) {
						text.WriteString(syllables[min(random.IntN(len(syllables)), random.IntN(len(syllables)))])
					}
				}
				text.WriteByte(' ')
			}
			text.WriteString("\n\n")
		}
		put(b, folder, fmt.Sprintf("%02d/%04d.txt", i%20, i), text.String())
		bytes += int64(text.Len())
	}
	settle()
	return folder, bytes
}

// BenchmarkImport measures an import beside what it cannot be faster than: to
// find the files, and to take their checksums one by one.
func BenchmarkImport(b *testing.B) {
	folder, bytes := corpus(b)
	b.Run("walk", func(b *testing.B) {
		for b.Loop() {
			tree, err := source.Open(folder)
			require.NoError(b, err)
			require.NoError(b, tree.Walk(b.Context(), "", func(source.Entry) error { return nil }))
			tree.Close()
		}
	})
	b.Run("checksums", func(b *testing.B) {
		b.SetBytes(bytes)
		for b.Loop() {
			require.NoError(b, filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
				if err != nil || entry.IsDir() {
					return err
				}
				content, err := os.ReadFile(path)
				sha256.Sum256(content)
				return err
			}))
		}
	})
	b.Run("new", func(b *testing.B) {
		b.SetBytes(bytes)
		for b.Loop() {
			benchmarkImport(b, filepath.Join(b.TempDir(), "findbuch.db"), folder)
		}
	})
	b.Run("unchanged", func(b *testing.B) {
		db := filepath.Join(b.TempDir(), "findbuch.db")
		benchmarkImport(b, db, folder)
		for b.Loop() {
			benchmarkImport(b, db, folder)
		}
	})
}

func benchmarkImport(b *testing.B, db, folder string) {
	w, err := store.OpenWriter(b.Context(), db, nil)
	require.NoError(b, err)
	_, err = Run(b.Context(), w, Options{Paths: []string{folder}, MaxText: DefaultMaxText, Workers: 2})
	require.NoError(b, err)
	require.NoError(b, w.Close())
}
