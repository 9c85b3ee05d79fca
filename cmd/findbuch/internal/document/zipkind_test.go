package document

import (
	"archive/zip"
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
)

func zipOf(t *testing.T, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		part, err := w.Create(parts[i])
		require.NoError(t, err)
		_, err = part.Write([]byte(parts[i+1]))
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return b.Bytes()
}

func TestZipsTellWhatTheyAre(t *testing.T) {
	for name, test := range map[string]struct {
		data []byte
		want string
	}{
		"mimetype behind others": {zipOf(t, "META-INF/manifest.xml", "<a/>", "mimetype", "application/vnd.oasis.opendocument.text\n"), "application/vnd.oasis.opendocument.text"},
		"a book without it":      {zipOf(t, "META-INF/", "", "META-INF/container.xml", "<a/>"), epubType},
		"a book that says so":    {zipOf(t, "a", "b", "mimetype", epubType), epubType},
		"a type of its own":      {zipOf(t, "a", "b", "mimetype", "text/html"), "application/zip"},
		"nothing of the kind":    {zipOf(t, "a", "b"), "application/zip"},
		"cut off":                {zipOf(t, "META-INF/container.xml", "<a/>")[:40], "application/zip"},
	} {
		require.Equal(t, test.want, MediaType(test.data, Charset{}), name)
	}
}
