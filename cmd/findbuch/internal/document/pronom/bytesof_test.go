package pronom

import (
	"io"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestBytesOf(t *testing.T) {
	tests := []struct {
		offset     int64
		length     int
		front, end string
		whole      bool
	}{
		{0, 3, "abc", "fgh", true},
		{2, 3, "cde", "def", true},
		{0, 8, "abcdefgh", "abcdefgh", true},
		{6, 4, "gh", "ab", false},
		{8, 1, "", "", false},
		{-1, 1, "", "", false},
		{0, -1, "", "", false},
		{1 << 62, 1 << 40, "", "", false},
	}
	for _, tt := range tests {
		b := &bytesOf{data: []byte("abcdefgh")}
		front, err := b.Slice(tt.offset, tt.length)
		end, endErr := b.EofSlice(tt.offset, tt.length)
		require.Equal(t, tt.front, string(front))
		require.Equal(t, tt.end, string(end))
		if tt.whole {
			require.NoError(t, err)
			require.NoError(t, endErr)
		} else {
			require.Equal(t, io.EOF, err)
			require.Equal(t, io.EOF, endErr)
		}
	}
}

func TestBytesOfSealed(t *testing.T) {
	b := &bytesOf{data: []byte("abcdefgh"), sealed: true}
	_, err := b.Slice(0, 8)
	require.Equal(t, io.EOF, err)
	front, err := b.Slice(0, 8)
	require.NoError(t, err)
	require.Equal(t, "abcdefgh", string(front))
}
