package main

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"":                         "",
		"Straße 1.txt":             "Straße 1.txt",
		"a\nb\tc\rd":               `a\nb\tc\rd`,
		"\x1b[31mred\x07\x00\x7f":  `\x1b[31mred\x07\x00\x7f`,
		"\xff\xc3":                 `\xff\xc3`,
		"\uFFFD":                   "\uFFFD",
		"txt.\u202Eexe":            `txt.\u202eexe`,
		"\u0085\u2028\u200B\uFEFF": `\u0085\u2028\u200b\ufeff`,
		"\U000E0041":               `\U000e0041`,
		"Schiff\u00ADfahrt":        "Schiff\u00ADfahrt",
		"👩\u200D🚀":                 "👩\u200D🚀",
	} {
		require.Equal(t, want, visible(in))
	}
}

func TestVisibleIsHarmless(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")) + rapid.String().Draw(t, "text")
		out := visible(in)
		require.True(t, utf8.ValidString(out))
		require.False(t, strings.ContainsFunc(out, func(r rune) bool { return unicode.IsControl(r) || r == '\u202E' }))
		require.Equal(t, out, visible(out))
	})
}

func FuzzVisible(f *testing.F) {
	f.Add("\x1b]0;title\x07\xff\u202e")
	f.Fuzz(func(t *testing.T, in string) {
		require.True(t, isVisible(visible(in)))
	})
}

func TestShorten(t *testing.T) {
	require.Equal(t, "Straße", shorten("Straße", 6))
	require.Equal(t, "Stra…", shorten("Straße", 5))
	require.Equal(t, "…", shorten("Straße", 1))
	require.Equal(t, "…", shorten("Straße", 0))
}

func TestSize(t *testing.T) {
	for bytes, want := range map[int64]string{
		0: "0 B", 1023: "1023 B", 1024: "1.0 KiB", 3426: "3.3 KiB", 1<<20 - 1: "1.0 MiB", 5 << 30: "5.0 GiB", 1<<63 - 1: "8.0 EiB",
	} {
		require.Equal(t, want, size(bytes))
	}
}

func TestNumber(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", -1234567: "-1,234,567"} {
		require.Equal(t, want, number(n))
	}
	require.Equal(t, "1 file", plural(1, "file"))
	require.Equal(t, "2,000 files", plural(2000, "file"))
}
