package text

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
)

// prove checks a Text against the bytes that it was read from, as anybody could
// without the reader: every run decodes to its text, and the passages are what
// the package comment promises. part returns the bytes of a part ("": the
// document's own).
func prove(t require.TestingT, body Text, part func(name string) []byte) {
	require.True(t, utf8.ValidString(body.Body), "the body is no UTF-8")
	end := 0
	for i, p := range body.Passages {
		require.LessOrEqual(t, end, p.Span.Start, "passage %d overlaps", i+1)
		require.Less(t, p.Span.Start, p.Span.End, "passage %d is empty", i+1)
		require.LessOrEqual(t, p.Span.End, len(body.Body))
		requireWordless(t, body.Body[end:p.Span.Start])
		quote := p.Span.Of(body.Body)
		require.True(t, utf8.ValidString(quote), "passage %d cuts a rune", i+1)
		require.Equal(t, strings.TrimSpace(quote), quote, "passage %d is not trimmed", i+1)
		end = p.Span.End
	}
	requireWordless(t, body.Body[end:])
	if body.Map == nil {
		require.Equal(t, string(part("")), body.Body)
		return
	}
	for i, run := range body.Map {
		after := len(body.Body)
		if i+1 < len(body.Map) {
			after = body.Map[i+1].Text
		}
		require.Less(t, run.Text, after, "run %d is empty", i)
		want, source := body.Body[run.Text:after], part(run.Part)
		require.LessOrEqual(t, run.Source+run.Length, len(source), "run %d lies beyond the source", i)
		requireDecodes(t, run, want, source[run.Source:run.Source+run.Length])
	}
}

func requireDecodes(t require.TestingT, run Run, want string, source []byte) {
	if run.How == Markup {
		require.Empty(t, strings.TrimSpace(want), "markup stands for more than white space")
		return
	}
	got, err := run.How.Decode(source)
	require.NoError(t, err, "%+v", run)
	if strings.HasPrefix(string(run.How), string(Base64)) {
		require.Contains(t, got, want)
		return
	}
	require.Equal(t, want, got, "%+v", run)
}

// requireProvable checks in addition that every passage leads to bytes.
func requireProvable(t require.TestingT, body Text) {
	for i, p := range body.Passages {
		_, _, ok := body.Map.Source(body.Body, p.Span)
		require.True(t, ok, "passage %d (%s %q) leads nowhere", i+1, p.Kind, p.Span.Of(body.Body))
	}
}

func requireWordless(t require.TestingT, between string) {
	i := strings.IndexFunc(between, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	require.Negative(t, i, "outside of all passages: %q", between)
}

// bare is the part function of a document without parts.
func bare(data []byte) func(string) []byte {
	return func(string) []byte { return data }
}

func TestPlainIsProved(t *testing.T) {
	for charset, data := range map[string]string{
		"utf-8":        "\xEF\xBB\xBFEin Titel\n\nZürich, \xFF den 3. Mai\n",
		"utf-16le":     "\xFF\xFEa\x00\n\x00\n\x00=\xD8\x00\xDE\x00\xD8b\x00c",
		"windows-1252": "Stra\xDFe\n\nf\xFCr 5 \x80",
	} {
		body, err := Plain([]byte(data), charset)
		require.NoError(t, err)
		prove(t, body, bare([]byte(data)))
		requireProvable(t, body)
	}
}
