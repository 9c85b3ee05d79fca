package text

import (
	"encoding/binary"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"findbuch/store/span"
)

// charsets write and, but for UTF-16, read the charsets without this package.
var charsets = map[string]encoding.Encoding{
	"utf-8":        encoding.Nop,
	"utf-16le":     unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
	"utf-16be":     unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
	"windows-1252": charmap.Windows1252,
	"iso-8859-1":   charmap.ISO8859_1,
}

var charsetNames = []string{"utf-8", "utf-16le", "utf-16be", "windows-1252", "iso-8859-1"}

// undefined1252 has the control characters for the bytes that x/text does not
// decode.
var undefined1252 = map[byte]string{
	0x81: "\u0081", 0x8D: "\u008D", 0x8F: "\u008F", 0x90: "\u0090", 0x9D: "\u009D",
}

// reference decodes without any code of this package.
func reference(t require.TestingT, data []byte, charset string) string {
	switch charset {
	case "utf-8":
		return string([]rune(string(data))) // U+FFFD for each broken byte
	case "utf-16le":
		return reference16(data, binary.LittleEndian)
	case "utf-16be":
		return reference16(data, binary.BigEndian)
	}
	out, err := charsets[charset].NewDecoder().Bytes(data)
	require.NoError(t, err)
	if charset != "windows-1252" {
		return string(out)
	}
	runes := strings.Split(string(out), "")
	for i, b := range data {
		if c, ok := undefined1252[b]; ok {
			runes[i] = c
		}
	}
	return strings.Join(runes, "")
}

// reference16 uses the standard library: x/text takes two low surrogates for
// one U+FFFD.
func reference16(data []byte, order binary.ByteOrder) string {
	var units []uint16
	for ; len(data) >= 2; data = data[2:] {
		units = append(units, order.Uint16(data))
	}
	text := string(utf16.Decode(units))
	if len(data) > 0 {
		text += "\uFFFD"
	}
	return text
}

func TestPlainDecodes(t *testing.T) {
	tests := []struct {
		name, charset, data, body string
		runs                      Map
	}{
		{"identity", "utf-8", "Käse\r\n", "Käse\r\n", nil},
		{"nothing", "utf-8", "", "", nil},
		{"mark", "utf-8", "\xEF\xBB\xBFKäse", "Käse", Map{{0, 3, 5, Copy, ""}}},
		{"mark alone", "utf-8", "\xEF\xBB\xBF", "", Map{{0, 3, 0, Copy, ""}}},
		{"second mark", "utf-8", "\xEF\xBB\xBF\uFEFFa", "\uFEFFa", Map{{0, 3, 4, Copy, ""}}},
		{"broken", "utf-8", "a\xC3\xE2\x82b", "a\uFFFD\uFFFD\uFFFDb",
			Map{{0, 0, 1, Copy, ""}, {1, 1, 3, Replaced, ""}, {10, 4, 1, Copy, ""}}},
		{"mark and broken", "utf-8", "\xEF\xBB\xBF\xFFa", "\uFFFDa",
			Map{{0, 3, 1, Replaced, ""}, {3, 4, 1, Copy, ""}}},
		{"true U+FFFD", "utf-8", "\uFFFD\xFF", "\uFFFD\uFFFD",
			Map{{0, 0, 3, Copy, ""}, {3, 3, 1, Replaced, ""}}},
		{"little endian", "utf-16le", "\xFF\xFEa\x00\xE4\x00", "aä", Map{{0, 2, 4, UTF16LE, ""}}},
		{"big endian", "utf-16be", "\xFE\xFF\x00a\x20\xAC", "a€", Map{{0, 2, 4, UTF16BE, ""}}},
		{"no mark", "utf-16le", "a\x00", "a", Map{{0, 0, 2, UTF16LE, ""}}},
		{"mark of UTF-16 alone", "utf-16le", "\xFF\xFE", "", Map{{0, 2, 0, UTF16LE, ""}}},
		{"surrogates", "utf-16be", "\xD8\x3D\xDE\x00", "😀", Map{{0, 0, 4, UTF16BE, ""}}},
		{"lone surrogates", "utf-16be", "\xDE\x00\xD8\x3D\x00a\xD8\x3D", "\uFFFD\uFFFDa\uFFFD",
			Map{{0, 0, 8, UTF16BE, ""}}},
		{"odd", "utf-16le", "a\x00b", "a\uFFFD", Map{{0, 0, 2, UTF16LE, ""}, {1, 2, 1, Replaced, ""}}},
		{"typeset", "windows-1252", "\x84\xC4\x93 \x80", "„Ä“ €", Map{{0, 0, 5, Windows1252, ""}}},
		{"undefined", "windows-1252", "\x81\x8D", "\u0081\u008D", Map{{0, 0, 2, Windows1252, ""}}},
		{"Latin-1", "iso-8859-1", "\x84\xE4", "\u0084ä", Map{{0, 0, 2, Latin1, ""}}},
		{"NUL", "utf-8", "a\x00b", "a\x00b", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Plain([]byte(tt.data), tt.charset)
			require.NoError(t, err)
			require.Equal(t, tt.body, got.Body)
			require.Equal(t, tt.runs, got.Map)
		})
	}
}

func TestPlainRefuses(t *testing.T) {
	_, err := Plain([]byte("a"), "koi8-r")
	require.ErrorContains(t, err, `"koi8-r"`)
	_, err = Plain([]byte(strings.Repeat("\xFFa", maxBroken+1)), "utf-8")
	require.ErrorContains(t, err, "no UTF-8")
	_, err = Plain([]byte(strings.Repeat("\xFFa", maxBroken)), "utf-8")
	require.NoError(t, err)
}

// Law: a span of the text leads to the bytes that decode to it.
func TestSpansLeadToTheirBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		charset := rapid.SampledFrom(charsetNames).Draw(t, "charset")
		data := sample(t, charset)
		text, err := Plain(data, charset)
		require.NoError(t, err)
		start := boundary(t, text.Body, 0)
		s := span.Span{Start: start, End: boundary(t, text.Body, start)}
		requireExact(t, data, charset, text, s)
		requireExact(t, data, charset, text, span.Span{End: len(text.Body)})
	})
}

// requireExact checks that s of text leads to exactly its bytes of data.
func requireExact(t require.TestingT, data []byte, charset string, text Text, s span.Span) {
	source, part, ok := text.Map.Source(text.Body, s)
	require.True(t, ok)
	require.Empty(t, part)
	require.Equal(t, s.Of(text.Body), reference(t, data[source.Start:source.End], charset))
}

// sample draws bytes in charset, some of them broken and some of them long.
func sample(t *rapid.T, charset string) []byte {
	data := rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")
	if rapid.Bool().Draw(t, "text") {
		valid := rapid.String().Draw(t, "string")
		encoder := encoding.ReplaceUnsupported(charsets[charset].NewEncoder())
		encoded, err := encoder.Bytes([]byte(valid))
		require.NoError(t, err)
		data = append(encoded, data...)
	}
	if rapid.IntRange(0, 9).Draw(t, "long") == 0 && len(data) > 0 {
		data = []byte(strings.Repeat(string(data), 1+3*runLength/len(data)))
	}
	return data
}

// boundary draws an offset of body, at least min, that cuts no sequence.
func boundary(t *rapid.T, body string, min int) int {
	i := rapid.IntRange(min, len(body)).Draw(t, "offset")
	for !isBoundary(body, i) {
		i++
	}
	return i
}

func TestRunsStayShort(t *testing.T) {
	long := strings.Repeat("\x80\x20", 1<<20)
	for _, charset := range charsetNames[1:] {
		text, err := Plain([]byte(long), charset)
		require.NoError(t, err)
		for i, run := range text.Map[1:] {
			require.LessOrEqual(t, run.Text-text.Map[i].Text, 64<<10, charset)
		}
	}
	text, err := Plain([]byte(strings.Repeat("\xFF", maxBroken)), "utf-8")
	require.NoError(t, err)
	require.Len(t, text.Map, (maxBroken+runLength-1)/runLength)
}
