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

// anyZip are what the first bytes say of zips that do not begin as they should.
var anyZip = map[string]bool{"application/zip": true, "application/java-archive": true, "application/jar": true}

// packageParts are the parts that tell EPUB and Office Open XML.
var packageParts = map[string]string{
	"META-INF/container.xml": epubType,
	"word/document.xml":      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	"xl/workbook.xml":        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	"ppt/presentation.xml":   "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}

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
	kind := ""
	for _, part := range archive.File {
		if part.Name == "mimetype" {
			if named := zipNames(part); named != "" {
				return named
			}
		}
		if told := packageParts[part.Name]; told != "" && kind == "" {
			kind = told
		}
	}
	return kind
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
