package document

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/gabriel-vasile/mimetype"
)

const (
	plainText   = "text/plain"
	unknownType = "application/octet-stream"
	emptyType   = "application/x-empty" // as file(1) says

	sniffed = 3072 // bytes that signatures are looked for in
)

// MediaType returns the media type of data without parameters, by content
// only: text/plain for text, application/octet-stream for what is unknown and
// application/x-empty for no bytes. cs is data's charset. But for the directory
// of a zip, only the first 3,072 bytes of data are looked at.
func MediaType(data []byte, cs Charset) string {
	if len(data) == 0 {
		return emptyType
	}
	if cs.Name == "" {
		head := data[:min(len(data), sniffed)]
		if isMail(head) {
			return mailType // with attachments as they are
		}
		found := binaryType(head)
		if kind := zipKind(data); kind != "" && anyZip[found] {
			return kind
		}
		return found
	}
	head := textHead(data, cs)
	if marked(head) {
		found := markedType(head)
		if found == plainText && len(data) > sniffed {
			found = cutJSON(head)
		}
		if found != "" && found != plainText {
			return found
		}
	}
	return plainKind(head, len(data) <= sniffed)
}

// binaryType returns the media type of bytes that are no text to us. HTML in a
// charset unknown to us is HTML nevertheless, since it may declare the charset.
func binaryType(head []byte) string {
	found := mimetype.Detect(head)
	if isPlain(found) {
		return unknownType
	}
	return withoutParameters(found)
}

// markedType returns the media type of text that begins like a marked format.
func markedType(head []byte) string {
	found := mimetype.Detect(head)
	if isPlain(found) {
		return plainText
	}
	for m := found; m != nil; m = m.Parent() {
		if m.Is(plainText) || m.Is("application/pdf") || m.Is("application/postscript") {
			return withoutParameters(found)
		}
	}
	return plainText // a binary signature by chance, somewhere inside the text
}

// isPlain tells whether m says no more than "text". The detectors of tables
// fire on prose and are not believed.
func isPlain(m *mimetype.MIME) bool {
	return m.Is(plainText) || m.Is("text/csv") || m.Is("text/tab-separated-values")
}

func withoutParameters(m *mimetype.MIME) string {
	name, _, _ := strings.Cut(m.String(), ";")
	return strings.TrimSpace(name)
}

// marked tells whether text begins like a format whose signature is worth
// looking for: <markup>, {JSON} and {\rtf, [JSON], PDF and PostScript in
// ASCII, calendars and address cards, WARC. Prose hardly ever does, and costs
// nothing.
func marked(head []byte) bool {
	head = bytes.TrimLeft(head, " \t\r\n")
	if len(head) == 0 {
		return false
	}
	switch head[0] {
	case '<', '{', '[':
		return true
	case '%', 'B', 'W':
		for _, start := range []string{"%PDF-", "%!PS", "BEGIN:V", "WARC/"} {
			if bytes.HasPrefix(head, []byte(start)) {
				return true
			}
		}
	}
	return false
}

// textHead returns the beginning of text in a charset that contains ASCII,
// without its byte order mark.
func textHead(data []byte, cs Charset) []byte {
	head := data[:min(len(data), sniffed)]
	switch cs.Name {
	case "utf-16le":
		return narrow(bytes.TrimPrefix(head, []byte(bomUTF16LE)), 0)
	case "utf-16be":
		return narrow(bytes.TrimPrefix(head, []byte(bomUTF16BE)), 1)
	}
	return bytes.TrimPrefix(head, []byte(bomUTF8))
}

// narrow returns the ASCII of UTF-16 with "?" for all other units; signatures
// of text are ASCII. low is the offset of a unit's low byte.
func narrow(data []byte, low int) []byte {
	ascii := make([]byte, 0, len(data)/2)
	for ; len(data) >= 2; data = data[2:] {
		b := data[low]
		if data[1-low] != 0 || b >= utf8.RuneSelf {
			b = '?'
		}
		ascii = append(ascii, b)
	}
	return ascii
}
