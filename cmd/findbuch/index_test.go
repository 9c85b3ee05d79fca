package main

import (
	"bytes"
	"os"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestIndexIsCurrent keeps INDEX.md what `findbuch index seeds` writes.
func TestIndexIsCurrent(t *testing.T) {
	var out, errs bytes.Buffer
	t.Chdir("../..")
	require.Equal(t, exitDone, run(t.Context(), []string{"index", "seeds"}, nil, &out, &errs), errs.String())
	want, err := os.ReadFile("INDEX.md")
	require.NoError(t, err)
	require.Equal(t, string(want), out.String(), "go run ./cmd/findbuch index seeds > INDEX.md")
}

func TestMarkdownShowsNamesAsTheyAre(t *testing.T) {
	require.Equal(t, `a\*b\_c \<i\> \[x\](y) 1. \# z\\n\\x1b`, markdown("a*b_c <i> [x](y) 1. # z\n\x1b"))
	require.Equal(t, "`a`", code("a"))
	require.Equal(t, "``a`b``", code("a`b"))
	require.Equal(t, "`` `a ``", code("`a"))
	require.Equal(t, "`a\\nb`", code("a\nb"))
}
