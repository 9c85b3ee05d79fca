package document

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
)

const (
	epubType = "application/epub+zip"

	zipEntries   = 10_000 // of which the directory is looked at
	zipTypeBytes = 100    // of the part that names the type
)

// zipKind returns what the directory of a zip says it is, "" if nothing. Its
// first bytes tell only when the part "mimetype" comes first, as it should.
func zipKind(data []byte) string {
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.Count(data, []byte("PK\x01\x02")) > zipEntries {
		return ""
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return ""
	}
	book := false
	for _, part := range archive.File {
		switch part.Name {
		case "mimetype":
			if named := zipNames(part); named != "" {
				return named
			}
		case "META-INF/container.xml":
			book = true
		}
	}
	if book {
		return epubType
	}
	return ""
}

// zipNames returns the media type in the part "mimetype", if it is one of
// EPUB's or OpenDocument's.
func zipNames(part *zip.File) string {
	r, err := part.Open()
	if err != nil {
		return ""
	}
	defer r.Close()
	content, err := io.ReadAll(io.LimitReader(r, zipTypeBytes))
	named := strings.TrimSpace(string(content))
	if err != nil || named != epubType && !strings.HasPrefix(named, "application/vnd.oasis.opendocument.") {
		return ""
	}
	return named
}
