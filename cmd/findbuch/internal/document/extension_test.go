package document

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestFitsExtension(t *testing.T) {
	const (
		text   = "text/plain"
		docx   = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
		binary = "application/octet-stream"
	)
	tests := []struct {
		mediaType, puid, path string
		ok, known             bool
	}{
		{text, "x-fmt/111", "letters/1923.txt", true, true},
		{text, "x-fmt/111", "var/boot.log", true, true},
		{text, "x-fmt/111", "notes.MD", true, true},
		{text, "x-fmt/111", "README", true, true},
		{text, "x-fmt/111", "dir.d/README", true, true},
		{text, "x-fmt/111", ".profile", true, true},
		{text, "x-fmt/111", "man1/ls.1", true, true},
		{text, "x-fmt/111", "man3/File::Spec.3pm", true, true},
		{text, "x-fmt/111", "page.html", true, true},
		{text, "x-fmt/111", "a.unheard-of", true, false},
		{text, "x-fmt/111", "a.sql", true, false},
		{text, "x-fmt/111", "a.py", true, true},
		{text, "x-fmt/111", "a.", true, true},
		{text, "x-fmt/111", "a.pdf", false, true},
		{text, "x-fmt/111", "a.JPG", false, true},
		{"text/html", "fmt/471", "a.txt", true, true},
		{"text/html", "fmt/471", "a.xhtml", true, true},
		{"text/html", "fmt/471", "a.docx", false, true},
		{"image/svg+xml", "fmt/92", "a.svg", true, true},
		{"image/svg+xml", "fmt/92", "a.svg.txt", true, true},
		{"application/json", "x-fmt/111", "a.json", true, true},
		{"message/rfc822", "fmt/950", "a.eml", true, true},
		{"application/pdf", "fmt/19", "a.pdf", true, true},
		{"application/pdf", "fmt/19", "a.PDF", true, true},
		{"application/pdf", "fmt/19", "a.txt", false, true},
		{"application/pdf", "fmt/19", "a", true, false},
		{"application/pdf", "fmt/19", "a.1", true, false},
		{"application/pdf", "fmt/19", "a.pdf.bak", true, false},
		{"text/rtf", "fmt/45", "a.rtf", true, true},
		{"text/rtf", "fmt/45", "a.doc", false, true},
		{"text/rtf", "fmt/45", "a.txt", false, true},
		{docx, "fmt/412", "a.docx", true, true},
		{docx, "fmt/412", "a.pdf", false, true},
		{"application/zip", "x-fmt/263", "a.docx", false, true},
		{"image/jpeg", "fmt/43", "a.jpeg", true, true},
		{"image/jpeg", "fmt/43", "a.png", false, true},
		{"image/jpeg", "", "a.jpg", true, true},
		{"image/jpeg", "", "a.pdf", true, false},
		{"application/x-sharedlib", "fmt/690", "a.so", true, true},
		{"application/vnd.oasis.opendocument.text-template", "x-fmt/263", "a.ott", true, true},
		{binary, "x-fmt/111", "a.js", true, true},
		{"text/plain", "x-fmt/111", "a.eps", true, true},
		{binary, "", "a.jpg", false, true},
		{binary, "", "a.txt", true, false},
		{binary, "", "a.unheard-of", true, false},
		{"application/x-empty", "", "a", true, false},
	}
	for _, tt := range tests {
		ok, known := FitsExtension(tt.mediaType, tt.puid, tt.path)
		require.Equal(t, []bool{tt.ok, tt.known}, []bool{ok, known}, "%s %s", tt.mediaType, tt.path)
	}
}

func TestExtensions(t *testing.T) {
	require.Equal(t, []string{"pdf"}, Extensions("fmt/19"))
	require.Empty(t, Extensions("fmt/0"))
	list := Extensions("fmt/43")
	require.Contains(t, list, "jpg")
	list[0] = "changed"
	require.NotContains(t, Extensions("fmt/43"), "changed")
}

func FuzzFitsExtension(f *testing.F) {
	f.Add("text/plain", "x-fmt/111", "a.txt")
	f.Add("application/pdf", "fmt/19", "a/.b.")
	f.Fuzz(func(t *testing.T, mediaType, puid, path string) {
		if ok, known := FitsExtension(mediaType, puid, path); !known {
			require.True(t, ok)
		}
	})
}
