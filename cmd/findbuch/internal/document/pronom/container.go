package pronom

import (
	"archive/zip"
	"bytes"
	"strings"
)

const (
	maxEntries  = 100_000  // of a zip
	maxUnpacked = 32 << 20 // bytes of all parts of a zip that siegfried unpacks
)

// openable tells whether siegfried may open data as a container. What is damaged
// may be opened, since siegfried refuses it.
func (j judge) openable(data []byte) bool {
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return j.boundedZip(data)
	case bytes.HasPrefix(data, []byte(ole2Magic)):
		return boundedOLE2(data)
	}
	return true
}

// boundedZip tells whether the directory of a zip is short, and whether the
// parts that siegfried would unpack say that they are small. That they do not
// lie is ensured by archive/zip, which siegfried reads them with: it gives no
// byte more than an entry declares. Siegfried itself keeps them in memory up to
// 256 MB, and then in a file.
func (j judge) boundedZip(data []byte) bool {
	if bytes.Count(data, []byte("PK\x01\x02")) > maxEntries {
		return false
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return false
	}
	unpacked := uint64(0)
	for _, entry := range archive.File {
		if !j.parts[strings.TrimSuffix(entry.Name, "\x00")] {
			continue
		}
		if entry.UncompressedSize64 > maxUnpacked-unpacked {
			return false
		}
		unpacked += entry.UncompressedSize64
	}
	return true
}

// partsOf returns the names of parts in siegfried's description of its container
// signatures, which has them in lines such as "Name: word/document.xml".
func partsOf(description string) map[string]bool {
	parts := map[string]bool{}
	for line := range strings.Lines(description) {
		if name, ok := strings.CutPrefix(line, "Name: "); ok {
			parts[strings.TrimSuffix(name, "\n")] = true
		}
	}
	return parts
}
