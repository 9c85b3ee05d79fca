package document

import (
	"bytes"
	"unicode/utf8"
)

// Charset is the charset of a document's bytes and how it was decided.
type Charset struct {
	// Name is "utf-8", "utf-16le", "utf-16be", "windows-1252", "iso-8859-1",
	// or "" when the bytes are no text that we can decode.
	Name string
	// By is "bom", "valid", "nul pattern", "repaired", "guess", or "" when
	// Name is.
	By string
}

const (
	bomUTF8    = "\xEF\xBB\xBF"
	bomUTF16LE = "\xFF\xFE"
	bomUTF16BE = "\xFE\xFF"
)

// DetectCharset decides the charset of data, which should be the whole
// document. No bytes at all are valid UTF-8.
func DetectCharset(data []byte) Charset {
	if name := byMark(data); name != "" {
		return Charset{name, "bom"}
	}
	if bytes.IndexByte(data, 0) >= 0 {
		if name := byNULs(data); name != "" {
			return Charset{name, "nul pattern"}
		}
		return Charset{}
	}
	if utf8.Valid(data) {
		if controlsAbound(data) {
			return Charset{}
		}
		return Charset{"utf-8", "valid"}
	}
	if repairable(data) && !controlsAbound(data) {
		return Charset{"utf-8", "repaired"}
	}
	if name := guessWestern(data); name != "" {
		return Charset{name, "guess"}
	}
	return Charset{}
}

// byMark returns the charset that data's byte order mark names, or "" without
// a mark or when the rest is nothing of the kind: audio frames may begin with
// FF FE too, and the mark of UTF-32 begins with that of UTF-16.
func byMark(data []byte) string {
	if rest, ok := bytes.CutPrefix(data, []byte(bomUTF8)); ok {
		sound := utf8.Valid(rest) || repairable(rest)
		if sound && bytes.IndexByte(rest, 0) < 0 && !controlsAbound(rest) {
			return "utf-8"
		}
	}
	if rest, ok := bytes.CutPrefix(data, []byte(bomUTF16LE)); ok && sound16(rest, littleEndian) {
		return "utf-16le"
	}
	if rest, ok := bytes.CutPrefix(data, []byte(bomUTF16BE)); ok && sound16(rest, bigEndian) {
		return "utf-16be"
	}
	return ""
}
