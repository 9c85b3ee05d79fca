package text

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// readAs reads data and proves what was read.
func readAs(t require.TestingT, r Reader, data, charset string) Text {
	got, err := r.Read(Input{Data: []byte(data), Charset: charset, Limits: DefaultLimits})
	require.NoError(t, err)
	prove(t, got, bare([]byte(data)))
	requireProvable(t, got)
	return got
}

// requireSurvives reads data cut off at every place, or 500 of them, and with
// 200 random changes: what is read is provable, what is not has a reason.
func requireSurvives(t *testing.T, r Reader, data []byte, charset string) {
	t.Helper()
	step := max(1, len(data)/500)
	for n := 0; n < len(data); n += step {
		requireSound(t, r, data[:n], charset)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		changed := append([]byte(nil), data...)
		for range 1 + random.IntN(4) {
			if len(changed) > 0 {
				changed[random.IntN(len(changed))] = byte(random.IntN(256))
			}
		}
		requireSound(t, r, changed, charset)
	}
}

func requireSound(t require.TestingT, r Reader, data []byte, charset string) {
	got, err := r.Read(Input{Data: data, Charset: charset, Limits: DefaultLimits})
	if err != nil {
		require.True(t, errors.Is(err, ErrDamaged) || errors.Is(err, ErrOverBudget), "%v", err)
		return
	}
	prove(t, got, bare(data))
	requireProvable(t, got)
}

// realFiles returns the files of testdata/documents/{valid,damaged} with one
// of the extensions.
func realFiles(t testing.TB, extensions ...string) map[string][]byte {
	files := map[string][]byte{}
	for _, extension := range extensions {
		for _, folder := range []string{"valid", "damaged"} {
			paths, err := filepath.Glob(filepath.Join("../../../../testdata/documents", folder, "*."+extension))
			require.NoError(t, err)
			require.NotEmpty(t, paths, "%s/*.%s", folder, extension)
			for _, path := range paths {
				data, err := os.ReadFile(path)
				require.NoError(t, err)
				files[folder+"/"+filepath.Base(path)] = data
			}
		}
	}
	return files
}

// fuzzed are the charsets that are fuzzed: in ISO 8859-1, control characters
// become others than their way, windows-1252, makes of them.
var fuzzed = []string{"utf-8", "utf-16le", "utf-16be", "windows-1252"}

// fuzzReader is the fuzz target of a reader: whatever is read is provable.
func fuzzReader(f *testing.F, r Reader, seeds ...string) {
	for _, seed := range seeds {
		for n := range fuzzed {
			f.Add([]byte(seed), uint8(n))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, n uint8) {
		requireSound(t, r, data, fuzzed[int(n)%len(fuzzed)])
	})
}

func benchReader(b *testing.B, r Reader, data string) {
	in := Input{Data: []byte(data), Charset: "utf-8", Limits: DefaultLimits}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := r.Read(in); err != nil {
			b.Fatal(err)
		}
	}
}

// A splice maps through the charset and joins what belongs together.
func TestSplice(t *testing.T) {
	data := []byte("a\xE4\\u00e9b-cd")
	s, err := newSplice(Input{Data: data, Charset: "windows-1252"})
	require.NoError(t, err)
	s.blank("\n", 0, 0) // nothing at the beginning
	s.literal(0, 1)
	s.literal(1, 3)
	s.escape("é", 3, 9, JSON)
	s.literal(9, 10)
	s.blank(" ", 10, 11)
	s.literal(11, 13)
	s.passage(KindCell, 0)
	got, err := s.text(DefaultLimits)
	require.NoError(t, err)
	require.Equal(t, "aäéb cd", got.Body)
	require.Equal(t, Map{
		{Text: 0, Source: 0, Length: 2, How: Windows1252},
		{Text: 3, Source: 2, Length: 6, How: "windows-1252+json"},
		{Text: 5, Source: 8, Length: 1, How: Windows1252},
		{Text: 6, Source: 9, Length: 1, How: Markup},
		{Text: 7, Source: 10, Length: 2, How: Windows1252},
	}, got.Map)
	prove(t, got, bare(data))
	requireProvable(t, got)
}

func TestSpliceIsBounded(t *testing.T) {
	s, err := newSplice(Input{Data: []byte("abc"), Charset: "utf-8"})
	require.NoError(t, err)
	s.literal(0, 3)
	_, err = s.text(Limits{Text: 2})
	require.ErrorIs(t, err, ErrOverBudget)
	for range maxPieces {
		s.escape("x", 1, 1, Replaced)
		s.literal(0, 1)
	}
	_, err = s.text(DefaultLimits)
	require.ErrorIs(t, err, ErrOverBudget)
}

// The last passage takes the rest.
func TestSplicePassagesAreBounded(t *testing.T) {
	s, err := newSplice(Input{Data: []byte(strings.Repeat("a ", maxPassages+5)), Charset: "utf-8"})
	require.NoError(t, err)
	for i := 0; i < len(s.doc); i += 2 {
		start := len(s.body)
		s.literal(i, i+2)
		s.passage(KindCell, start)
	}
	require.Equal(t, maxPassages, len(s.passages))
	require.Equal(t, len(s.doc)-1, s.passages[maxPassages-1].Span.End)
}
