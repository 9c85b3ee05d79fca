//go:build unix

package store

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// nobody is a user who may write nowhere in the tests' folders.
const nobody = 65534

// TestReadOnlyMedium asks a catalogue that can be read and not written, in a
// folder where nothing can be made: at rest, and left in WAL mode.
func TestReadOnlyMedium(t *testing.T) {
	for _, test := range []struct {
		name string
		wal  bool
	}{{"at rest", false}, {"in WAL mode", true}} {
		t.Run(test.name, func(t *testing.T) {
			folder := publicTempDir(t)
			path := filepath.Join(folder, "findbuch.db")
			require.NoError(t, openAndWrite(t.Context(), path))
			if test.wal {
				execute(t, path, `PRAGMA journal_mode = WAL`)
				require.True(t, headerOf(path).wal)
			}
			require.NoError(t, os.Chmod(path, 0o444))
			require.NoError(t, os.Chmod(folder, 0o555))
			t.Cleanup(func() { os.Chmod(folder, 0o755) })

			command := child("ask", path)
			command.Stderr = os.Stderr
			if os.Geteuid() == 0 { // who may write everywhere
				command.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
				command.Path = publicCopy(t, command.Path)
			}
			out, err := command.Output()
			require.NoError(t, err)
			require.Equal(t, "1", string(out))
			require.Equal(t, []string{"findbuch.db"}, names(t, folder))
		})
	}
}

// publicTempDir is a temporary folder that other users can enter.
func publicTempDir(t *testing.T) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "findbuch-test-")
	require.NoError(t, err)
	require.NoError(t, os.Chmod(folder, 0o755))
	t.Cleanup(func() { os.RemoveAll(folder) })
	return folder
}

// publicCopy copies the test's binary to where other users can run it.
func publicCopy(t *testing.T, path string) string {
	t.Helper()
	binary, err := os.ReadFile(path)
	require.NoError(t, err)
	public := filepath.Join(publicTempDir(t), "test")
	require.NoError(t, os.WriteFile(public, binary, 0o755))
	return public
}
