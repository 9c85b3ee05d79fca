package posting

import (
	"encoding/binary"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestVarint(t *testing.T) {
	for _, test := range []struct {
		bytes  string
		value  uint64
		length int
	}{
		{"", 0, 0},
		{"\x80", 0, 0},
		{"\x00", 0, 1},
		{"\x7F\xFF", 127, 1},
		{"\x81\x00", 128, 2},
		{"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 1<<64 - 1, 9},
		{"\x80\x80\x80\x80\x80\x80\x80\x80\x05x", 5, 9},
	} {
		value, length := Varint([]byte(test.bytes))
		require.Equal(t, test.length, length, "%q", test.bytes)
		if length > 0 {
			require.Equal(t, test.value, value, "%q", test.bytes)
		}
	}
}

func TestSegments(t *testing.T) {
	segments, err := Segments([]byte("\x00\x00\x00\x01" + "\x02\x02\x09" + "\x00\x01\x05\x01\x03" + "\x00\x01\x06\x02\x09"))
	require.NoError(t, err)
	require.Equal(t, []Segment{{5, 1, 3}, {6, 2, 9}}, segments)
	for _, record := range []string{"", "\x00\x00\x00\x01\x01", "\x00\x00\x00\x01\x01\x02\x00\x00\x01\x05\x01\x03"} {
		_, err := Segments([]byte(record))
		require.ErrorIs(t, err, ErrMalformed, "%q", record)
	}
}

// page makes a leaf: rowid is the offset of the first rowid, terms are the
// bytes behind the header, at are the offsets of terms as the index has them.
func page(rowid int, terms string, at ...byte) []byte {
	b := binary.BigEndian.AppendUint16(nil, uint16(rowid))
	b = binary.BigEndian.AppendUint16(b, uint16(leafHeader+len(terms)))
	return append(append(b, terms...), at...)
}

func TestLeaf(t *testing.T) {
	// "0ab" with document 7; "0ac" shares two bytes and has document 9
	leaf, err := ParseLeaf(page(8, "\x030ab\x07\x02\x02\x02\x01c\x09\x02\x02", 4, 7))
	require.NoError(t, err)
	require.Equal(t, "0ab", string(leaf.FirstTerm()))
	require.Equal(t, "0ac", string(leaf.LastTerm()))
	rowid, ok := leaf.FirstRowid()
	require.True(t, ok)
	require.EqualValues(t, 7, rowid)
	require.False(t, leaf.Continues())
	require.False(t, leaf.OfLastTerm())

	leaf, err = ParseLeaf(page(4, "\x0B\x02\x02"))
	require.NoError(t, err)
	require.Nil(t, leaf.FirstTerm())
	require.True(t, leaf.Continues())

	for name, bad := range map[string][]byte{
		"empty":                   {},
		"size beyond the page":    {0, 0, 0, 99},
		"rowid beyond the terms":  page(9, "\x01a", 4),
		"term beyond the page":    page(0, "\x09a", 4),
		"no term":                 page(0, "\x00", 4),
		"offset beyond the terms": page(0, "\x01a", 40),
		"shares more than there":  page(0, "\x01a\x02\x01b", 4, 2),
	} {
		_, err := ParseLeaf(bad)
		require.ErrorIs(t, err, ErrMalformed, name)
	}
}

func TestDoclistIndexPage(t *testing.T) {
	firsts, above, err := DoclistIndexPage([]byte{1, 3, 100, 0, 0, 5, 7})
	require.NoError(t, err)
	require.True(t, above)
	require.Equal(t, []First{{3, 100}, {6, 105}, {7, 112}}, firsts)
	for _, bad := range [][]byte{{}, {0}, {0, 3}, {0, 3, 100, 0x80}} {
		_, _, err := DoclistIndexPage(bad)
		require.ErrorIs(t, err, ErrMalformed)
	}
}

// Whatever bytes a page has: an error or not, never a panic.
func FuzzPages(f *testing.F) {
	f.Add(page(8, "\x030ab\x07\x02\x02\x02\x01c\x09\x02\x02", 4, 7))
	f.Add([]byte{1, 1, 1, 0, 0, 2})
	f.Add([]byte("\x00\x00\x00\x01\xFF\x00\x00\x01\x01\x01\x02\x00\x01\x01\x01\x02\x01\x01\x01\x01\x01"))
	f.Fuzz(func(t *testing.T, block []byte) {
		if leaf, err := ParseLeaf(block); err == nil {
			_, _ = leaf.FirstRowid()
			require.LessOrEqual(t, len(leaf.FirstTerm()), len(block))
			require.Equal(t, leaf.FirstTerm() == nil, leaf.LastTerm() == nil)
		}
		_, _, _ = DoclistIndexPage(block)
		_, _ = Segments(block)
	})
}
