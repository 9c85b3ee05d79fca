package store

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"testing"

	"github.com/stretchr/testify/require"

	"findbuch/migrations"
)

// released are the migrations that catalogues in the world have. They are never
// edited: a change of one of these lines is a mistake, a new line is not.
var released = map[string]string{
	"00001_catalogue.sql": "0e784f85b31b773c9c1a88f2c3e5433d7240d0b3a38a48c0bc81081bc11bff53",
	"00002_documents.sql": "70bf8ce95efa500e5d0dc3239da3d8c3eece7fcc47b2dd95c0fba68891d7bf2b",
	"00003_authority.sql": "4e92bb4879923b8302db784dab3df3650ee9c997a5b44e46a1633ce84b18018f",
}

func TestMigrationsAreNeverEdited(t *testing.T) {
	files, err := fs.Glob(migrations.Files, "*.sql")
	require.NoError(t, err)
	require.Len(t, files, len(released))
	require.Len(t, files, newestVersion)
	for _, file := range files {
		content, err := migrations.Files.ReadFile(file)
		require.NoError(t, err)
		sum := sha256.Sum256(content)
		require.Equal(t, released[file], hex.EncodeToString(sum[:]), file)
	}
}
