package sandbox

import (
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestLastWords(t *testing.T) {
	for said, want := range map[string]string{
		"":                          "",
		"\n\n  a warning\r\nmore\n": "a warning",
		"a warning\npanic: index out of range [3]\n\ngoroutine 1 [running]:\n": "panic: index out of range [3]",
		"fatal error: stack overflow\n":                                        "fatal error: stack overflow",
		"\x1b[31mred\xFF":                                                      "\uFFFD[31mred\uFFFD",
	} {
		h := &head{}
		io.WriteString(h, said)
		require.Equal(t, want, h.lastWords())
	}
}

func TestHeadKeepsLittle(t *testing.T) {
	h := &head{}
	for range 10 {
		n, err := io.WriteString(h, strings.Repeat("x", 1000))
		require.NoError(t, err)
		require.Equal(t, 1000, n)
	}
	require.Len(t, h.kept, maxHead)
	require.False(t, h.outOfMemory())
	h.forget()
	io.WriteString(h, "fatal error: runtime: out of memory\n")
	require.True(t, h.outOfMemory())
}
