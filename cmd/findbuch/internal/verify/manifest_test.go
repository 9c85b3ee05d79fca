package verify

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"findbuch/store"
)

const someSum = "758f659deea0d6ba15f578223a248b95fd21342cb1f18f129bebfc5263f4c3bc"

func readAll(text string) (paths []string, err error) {
	err = ReadManifest(strings.NewReader(text), func(_ int, sum store.SHA256, path string) error {
		paths = append(paths, hex.EncodeToString(sum[:])[:4]+" "+path)
		return nil
	})
	return paths, err
}

func TestReadManifest(t *testing.T) {
	tests := []struct{ name, text, path, err string }{
		{"text", someSum + "  a b.txt\n", "a b.txt", ""},
		{"binary", someSum + " *a.txt\n", "a.txt", ""},
		{"capital digits", strings.ToUpper(someSum) + "  a\n", "a", ""},
		{"no line end", someSum + "  a", "a", ""},
		{"CRLF", someSum + "  a\r\n", "a", ""},
		{"escaped", `\` + someSum + `  a\nb\\c\rd` + "\n", "a\nb\\c\rd", ""},
		{"backslash, not escaped", someSum + `  a\nb` + "\n", `a\nb`, ""},
		{"no UTF-8", someSum + "  \xff\n", "\xff", ""},
		{"leading spaces and asterisks", someSum + "   *a\n", " *a", ""},
		{"comment and empty line", "# note\n\n" + someSum + "  a\n", "a", ""},
		{"short", "758f  a\n", "", "line 1 is not of the form"},
		{"no path", "\n" + someSum + "  \n", "", "line 2 is not of the form"},
		{"one space", someSum + " a\n", "", "is not of the form"},
		{"no digits", strings.Repeat("x", 64) + "  a\n", "", "does not begin with a SHA-256"},
		{"SHA-512", someSum + someSum + "  a\n", "", "is not of the form"},
		{"unknown escape", `\` + someSum + `  a\t` + "\n", "", "unknown escape"},
		{"lone backslash", `\` + someSum + `  a\` + "\n", "", "unknown escape"},
		{"NUL", someSum + "  a\x00b\n", "", "NUL"},
		{"too long", someSum + "  " + strings.Repeat("a", maxLine) + "\n", "", "line 1 is longer"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			paths, err := readAll(test.text)
			if test.err != "" {
				require.ErrorContains(t, err, test.err)
				return
			}
			require.NoError(t, err)
			require.Equal(t, []string{"758f " + test.path}, paths)
		})
	}
}

// As GNU sha256sum 9.1 prints them.
func TestAppendManifestLine(t *testing.T) {
	sum := store.SHA256(sha256.Sum256(nil))
	const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	for path, want := range map[string]string{
		"a b":       empty + "  a b\n",
		"a\nb":      `\` + empty + `  a\nb` + "\n",
		`a\b`:       `\` + empty + `  a\\b` + "\n",
		"a\rb":      `\` + empty + `  a\rb` + "\n",
		"-":         empty + "  ./-\n",
		"\xff\x1b[": empty + "  \xff\x1b[\n",
	} {
		require.Equal(t, want, string(AppendManifestLine(nil, sum, path)))
	}
}

func TestManifestLinesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		path := string(rapid.SliceOfN(rapid.SampledFrom([]byte("a/\\\n\r *#-\xff.")), 1, 20).Draw(t, "path"))
		sum := store.SHA256(sha256.Sum256([]byte(path)))
		var got []string
		err := ReadManifest(bytes.NewReader(AppendManifestLine(nil, sum, path)), func(_ int, s store.SHA256, p string) error {
			require.Equal(t, sum, s)
			got = append(got, p)
			return nil
		})
		require.NoError(t, err)
		if path == "-" {
			path = "./-"
		}
		require.Equal(t, []string{path}, got)
	})
}

func FuzzReadManifest(f *testing.F) {
	f.Add([]byte(someSum + "  a\n\\" + someSum + `  a\nb\\` + "\r\n# note\n"))
	f.Add([]byte(`\` + someSum + `  a\`))
	f.Fuzz(func(t *testing.T, data []byte) {
		_ = ReadManifest(bytes.NewReader(data), func(_ int, sum store.SHA256, path string) error {
			again := 0
			err := ReadManifest(bytes.NewReader(AppendManifestLine(nil, sum, path)), func(_ int, s store.SHA256, p string) error {
				again++
				require.Equal(t, sum, s)
				require.Equal(t, strings.TrimPrefix(path, "./"), strings.TrimPrefix(p, "./"))
				return nil
			})
			require.NoError(t, err)
			require.Equal(t, 1, again)
			return nil
		})
	})
}

func TestLoadManifest(t *testing.T) {
	load := func(roots []string, paths ...string) (*Manifest, error) {
		var text []byte
		for _, path := range paths {
			text = AppendManifestLine(text, store.SHA256{1}, path)
		}
		return LoadManifest(bytes.NewReader(text), roots)
	}
	m, err := load([]string{"/s"}, "./b", "a//c", "/s/d", "b", "x/../y", "...")
	require.NoError(t, err)
	var paths []string
	for _, r := range m.files[0] {
		paths = append(paths, r.Path)
	}
	require.Equal(t, []string{"...", "a/c", "b", "d", "y"}, paths)

	for path, what := range map[string]string{
		"../a": "leads out", "a/../../b": "leads out", "..": "leads out", ".": "leads out", "/t/a": "outside", "/s/../t": "outside", "/sx": "outside",
	} {
		_, err := load([]string{"/s"}, path)
		require.ErrorContains(t, err, what, path)
	}
	_, err = load([]string{"/s", "/t"}, "a")
	require.ErrorIs(t, err, ErrSeveralRoots)
	m, err = load([]string{"/s", "/s/deep", "/file"}, "/s/deep/a", "/s/b", "/file")
	require.NoError(t, err)
	require.Equal(t, "b", m.files[0][0].Path)
	require.Equal(t, "a", m.files[1][0].Path)
	require.Equal(t, "file", m.files[2][0].Path)

	_, err = LoadManifest(strings.NewReader(someSum+"  a\n"+strings.Repeat("0", 64)+"  ./a\n"), []string{"/s"})
	require.ErrorContains(t, err, "two checksums")
}
