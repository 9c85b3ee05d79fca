package document

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

func TestHash(t *testing.T) {
	data := bytes.Repeat([]byte("Findbuch"), 1000)
	sum, size, err := Hash(iotest.HalfReader(bytes.NewReader(data)), make([]byte, 333))
	require.NoError(t, err)
	require.Equal(t, sha256.Sum256(data), sum)
	require.EqualValues(t, 8000, size)
}

func TestHashOfNothing(t *testing.T) {
	sum, size, err := Hash(strings.NewReader(""), make([]byte, 1))
	require.NoError(t, err)
	require.Equal(t, sha256.Sum256(nil), sum)
	require.Zero(t, size)
}

func TestHashReportsErrors(t *testing.T) {
	broken := errors.New("medium error")
	r := io.MultiReader(strings.NewReader("abc"), iotest.ErrReader(broken))
	_, size, err := Hash(r, make([]byte, 8))
	require.ErrorIs(t, err, broken)
	require.EqualValues(t, 3, size)
}
