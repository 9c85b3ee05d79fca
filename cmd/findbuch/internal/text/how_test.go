package text

import (
	"testing"

	"github.com/stretchr/testify/require"

	"findbuch/store/span"
)

func TestDecode(t *testing.T) {
	tests := []struct {
		how    How
		source string
		want   string
	}{
		{Copy, "Käse", "Käse"},
		{UTF16LE, "K\x00\xE4\x00", "Kä"},
		{UTF16BE, "\x00K\x00\xE4", "Kä"},
		{Windows1252, "K\xE4\x80", "Kä€"},
		{Replaced, "\xFF\xFE", "\uFFFD\uFFFD"},
		{Markup, "<br>", ""},
		{Base64, "S8Ok\r\nc2U=", "Käse"},
		{"iso-8859-2", "\xB1", "ą"},
		{"shift_jis", "\x82\xA0", "あ"},
		{"base64+iso-8859-1", "S+RzZQ==", "Käse"},
	}
	for _, tt := range tests {
		t.Run(string(tt.how), func(t *testing.T) {
			got, err := tt.how.Decode([]byte(tt.source))
			require.NoError(t, err)
			require.Equal(t, tt.want, got)
		})
	}
}

func TestDecodeRefuses(t *testing.T) {
	for how, source := range map[How]string{
		"magic": "a", Copy: "\xFF", UTF16LE: "abc", Base64: "§", "base64+magic": "QQ==", "magic+copy": "a",
	} {
		_, err := how.Decode([]byte(source))
		require.Error(t, err, string(how))
	}
}

// A run that can only be had as a whole is in the range as a whole.
func TestSourceOfAWholeRun(t *testing.T) {
	m := Map{{Text: 0, Source: 5, Length: 2, How: Copy}, {Text: 2, Source: 10, Length: 8, How: Base64}, {Text: 6, Source: 30, Length: 2, How: Copy}}
	const body = "abcdefgh"
	for s, want := range map[[2]int][2]int{
		{0, 2}: {5, 7}, {2, 6}: {10, 18}, {3, 4}: {10, 18}, {1, 3}: {6, 18}, {5, 7}: {10, 31}, {6, 8}: {30, 32},
	} {
		source, _, ok := m.Source(body, spanOf(s))
		require.True(t, ok, s)
		require.Equal(t, spanOf(want), source, s)
	}
}

func spanOf(pair [2]int) span.Span { return span.Span{Start: pair[0], End: pair[1]} }
