package importer

import (
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/stretchr/testify/require"
)

// longestWritten is the length of paths, in bytes, up to which every system takes
// them.
const longestWritten = 900

// snapshots describe all that stands in folders: names, kinds, modes, times and
// contents. The catalogue's own files are left out.
func snapshots(t require.TestingT, paths []string) (all []string) {
	for _, path := range paths {
		err := filepath.WalkDir(path, func(path string, entry fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if len(path) > longestWritten {
				return filepath.SkipDir // seen by the walk, but not by its path
			}
			all = append(all, snapshot(t, path))
			return nil
		})
		require.NoError(t, err)
	}
	return all
}

func snapshot(t require.TestingT, path string) string {
	info, err := os.Lstat(path)
	require.NoError(t, err)
	line := fmt.Sprintf("%q %v %d %v", path, info.Mode(), info.Size(), info.ModTime().UnixNano())
	switch {
	case info.Mode()&os.ModeSymlink != 0:
		target, err := os.Readlink(path)
		require.NoError(t, err)
		line += " -> " + target
	case info.Mode().IsRegular() && info.Size() < 1<<20:
		content, err := os.ReadFile(path)
		if err == nil {
			line += fmt.Sprintf(" %x", sha256.Sum256(content))
		}
	}
	return line
}
