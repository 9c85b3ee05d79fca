package store

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestQuestions holds every file of queries to its rules: it opens with the
// question, is one statement, and runs with no parameter set.
func TestQuestions(t *testing.T) {
	c := answeringCatalogue(t)
	files, err := fs.Glob(os.DirFS("queries"), "*.sql")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	parameter := regexp.MustCompile(`:[a-z]+`)
	for _, name := range files {
		question := contents("queries/" + name)
		require.Regexp(t, `^-- [A-Z][^;]*\?`, question, name)
		require.True(t, strings.HasSuffix(question, ";\n"), name)
		_, rows, err := query(t.Context(), c, parameter.ReplaceAllString(question, "NULL"))
		require.NoError(t, err, name)
		require.NotEmpty(t, rows, name)
	}
}
