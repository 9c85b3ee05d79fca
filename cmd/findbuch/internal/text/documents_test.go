package text

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"findbuch/cmd/findbuch/internal/document"
)

// TestKeptDocumentsAreProved reads every document in testdata by its type, and
// proves every run and, but for PDF, where every passage comes from.
func TestKeptDocumentsAreProved(t *testing.T) {
	files, err := filepath.Glob("../../../../testdata/documents/*/*")
	require.NoError(t, err)
	require.Greater(t, len(files), 40)
	read := map[string]int{}
	for _, path := range files {
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		charset := document.DetectCharset(data)
		mediaType := document.MediaType(data, charset)
		reader, ok := ReaderOf(mediaType)
		if !ok || reader.Name == "pdf" { // which leads to pages
			continue
		}
		body, err := reader.Read(Input{Data: data, MediaType: mediaType, Charset: charset.Name, Limits: DefaultLimits})
		if err != nil {
			continue
		}
		t.Run(filepath.Base(path), func(t *testing.T) {
			part := bare(data)
			switch reader.Name {
			case "docx", "pptx", "xlsx", "odf", "epub":
				part = inPackage(t, data)
			}
			prove(t, body, part)
			requireProvable(t, body)
			again, err := reader.Read(Input{Data: data, MediaType: mediaType, Charset: charset.Name, Limits: DefaultLimits})
			require.NoError(t, err)
			require.Equal(t, body, again, "the same bytes give the same text")
			read[reader.Name]++
		})
	}
	for _, r := range Readers() {
		if r.Name != "pdf" && r.Name != "plain" {
			require.Positive(t, read[r.Name], "there is no document for the reader %s", r.Name)
		}
	}
}
