package export

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"

	"findbuch/cmd/findbuch/internal/verify"
	"findbuch/store"
)

// heldAtOnce is how many files are in memory at a time.
const heldAtOnce = 1000

// Manifest writes the checksums of the present files of these sources, as
// sha256sum does, in the order of sources and of the bytes of paths. Of one
// source the paths are relative to its root (of a file, to the folder that it
// is in), so that "sha256sum -c" is run there; of several they are absolute.
// It returns how many files are listed.
func Manifest(ctx context.Context, c *store.Catalogue, sources []store.Source, dest string, force bool) (files int64, err error) {
	d, err := destinationOf(ctx, c, dest, force)
	if err != nil {
		return 0, err
	}
	err = d.file(func(file *os.File) error {
		w := bufio.NewWriterSize(file, 64<<10)
		for _, s := range sources {
			name := func(path string) string { return path }
			if len(sources) > 1 {
				name = func(path string) string { return filepath.ToSlash(s.Abs(path)) }
			}
			n, err := list(ctx, c, s, name, w)
			if err != nil {
				return fmt.Errorf("source %s: %w", s.Name, err)
			}
			files += n
		}
		return w.Flush()
	})
	return files, err
}

// list writes the lines of a source.
func list(ctx context.Context, c *store.Catalogue, s store.Source, name func(string) string, w *bufio.Writer) (files int64, err error) {
	var line []byte
	for after := ""; ; {
		page, err := c.Held(ctx, s.ID, after, "", heldAtOnce)
		if err != nil {
			return files, err
		}
		for _, h := range page {
			line = verify.AppendManifestLine(line[:0], h.SHA256, name(h.Path))
			if _, err := w.Write(line); err != nil {
				return files, err
			}
		}
		files += int64(len(page))
		if len(page) < heldAtOnce {
			return files, nil
		}
		after = page[len(page)-1].Path
	}
}
