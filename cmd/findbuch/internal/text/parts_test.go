package text

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// packed makes a zip of names and contents in turn.
func packed(t testing.TB, namesAndContents ...string) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i < len(namesAndContents); i += 2 {
		part, err := w.Create(namesAndContents[i])
		require.NoError(t, err)
		_, err = part.Write([]byte(namesAndContents[i+1]))
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return out.Bytes()
}

// inPackage is the part function, for prove, of a document that is a zip.
func inPackage(t require.TestingT, data []byte) func(string) []byte {
	p, err := openParts(Input{Data: data, Limits: DefaultLimits})
	require.NoError(t, err)
	unpacked := map[string][]byte{"": data}
	return func(name string) []byte {
		if part, ok := unpacked[name]; ok {
			return part
		}
		part, err := p.read(name)
		require.NoError(t, err)
		unpacked[name] = part
		return part
	}
}

func TestParts(t *testing.T) {
	data := packed(t, "a", "one", "../b", "two", "/etc/c", "three", "a", "four", "dir/", "")
	p, err := openParts(Input{Data: data, Limits: DefaultLimits})
	require.NoError(t, err)
	require.Equal(t, []string{"a", "../b", "/etc/c", "dir/"}, p.names())
	for name, want := range map[string]string{"a": "one", "../b": "two", "/etc/c": "three", "dir/": ""} {
		got, err := p.read(name)
		require.NoError(t, err)
		require.Equal(t, want, string(got))
	}
	require.False(t, p.has("b"))
	_, err = p.read("b")
	require.ErrorIs(t, err, fs.ErrNotExist)
	require.ErrorContains(t, err, "the part b")
}

func TestPartsRefuse(t *testing.T) {
	whole := packed(t, "a", strings.Repeat("text ", 1000))
	encrypted := bytes.Clone(whole)
	encrypted[bytes.LastIndex(encrypted, []byte("PK\x01\x02"))+8] |= 1
	flipped := bytes.Clone(whole)
	flipped[len("PK")+40] ^= 0x10
	tests := []struct {
		name   string
		data   []byte
		limits Limits
		err    error
		says   string
	}{
		{"no zip", []byte("text"), DefaultLimits, ErrDamaged, "directory"},
		{"cut off", whole[:len(whole)-30], DefaultLimits, ErrDamaged, "directory"},
		{"old office program", []byte(compoundFile + "W\x00o\x00r\x00d\x00"), DefaultLimits, ErrDamaged, "older"},
		{"encrypted package", []byte(compoundFile + "..." + encryptedPackage), DefaultLimits, ErrEncrypted, "password"},
		{"encrypted part", encrypted, DefaultLimits, ErrEncrypted, "the part a"},
		{"flipped bits", flipped, DefaultLimits, ErrDamaged, "the part a"},
		{"too many parts", packed(t, "a", "", "b", ""), Limits{Text: 9, Ratio: 9, Entries: 1}, ErrOverBudget, "2 parts"},
		{"too large", whole, Limits{Text: 4999, Ratio: 1000, Entries: 1}, ErrOverBudget, "4999 bytes"},
		{"packed too well", whole, Limits{Text: 5000, Ratio: 10, Entries: 1}, ErrOverBudget, "10 times"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p, err := openParts(Input{Data: tt.data, Limits: tt.limits})
			if err == nil {
				_, err = p.read("a")
			}
			require.ErrorIs(t, err, tt.err)
			require.ErrorContains(t, err, tt.says)
		})
	}
}

func TestPartsTogetherAreBounded(t *testing.T) {
	p, err := openParts(Input{Data: packed(t, "a", "12345", "b", "67890"), Limits: Limits{Text: 9, Ratio: 1000, Entries: 9}})
	require.NoError(t, err)
	_, err = p.read("a")
	require.NoError(t, err)
	_, err = p.read("b")
	require.ErrorIs(t, err, ErrOverBudget)
}

// A bomb is refused with no more memory than its first unpacked bytes need.
func TestBombIsRefusedEarly(t *testing.T) {
	bomb := packed(t, "a", strings.Repeat("\x00", 64<<20))
	p, err := openParts(Input{Data: bomb, Limits: Limits{Text: 1 << 20, Ratio: 1000, Entries: 1}})
	require.NoError(t, err)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err = p.read("a")
	runtime.ReadMemStats(&after)
	require.ErrorIs(t, err, ErrOverBudget)
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(16<<20))
}
