package evidence

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"findbuch/store/span"
)

func TestSentence(t *testing.T) {
	const body = "Am 3. Mai kam Dr. Groß an.  Er blieb bis zum 5. Juni. Dann ging er"
	whole := span.Span{End: len(body)}
	for word, want := range map[string]string{
		"Mai":  "Am 3. Mai kam Dr. Groß an.",
		"bis":  "Er blieb bis zum 5. Juni.",
		"ging": "Dann ging er",
	} {
		at := strings.Index(body, word)
		require.Equal(t, want, Sentence(body, whole, span.Span{Start: at, End: at + len(word)}).Of(body))
	}
	require.Equal(t, whole, Sentence(body, whole, span.Span{Start: len(body), End: len(body)}))
}
