package text

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

// How says how the bytes of a Run became text, so that anybody can do it
// again. It is one of the ways below, or the name of a charset as the Encoding
// Standard of the WHATWG has it ("iso-8859-2", "shift_jis"), or several of them
// joined by "+", the first to be done first: "base64+utf-8".
type How string

const (
	// Copy: the text is the document's bytes.
	Copy How = "copy"
	// UTF16LE and UTF16BE: every rune comes from two bytes of the document,
	// and from four when it takes four bytes of UTF-8. A lone surrogate became
	// U+FFFD, which comes from two bytes like any other.
	UTF16LE How = "utf-16le"
	UTF16BE How = "utf-16be"
	// Windows1252 and Latin1: every rune comes from one byte of the document. The
	// Encoding Standard knows no ISO 8859-1 of its own, which differs in 80 to 9F.
	Windows1252 How = "windows-1252"
	Latin1      How = "latin-1"
	// Replaced: every rune is U+FFFD and stands for one byte of the document
	// that could not be decoded.
	Replaced How = "replaced"
	// Markup: the text is white space of the reader's making. The bytes, of
	// which there may be none, are the markup that it stands for: "\n" for <br>.
	Markup How = "markup"
	// Base64: the bytes, whole groups of four characters with whatever stands
	// between them, decode to bytes which hold those of the text: up to two
	// more on either side. Neighbours share such a group.
	Base64 How = "base64"
)

// way is how a How is done.
type way struct {
	decode func(source []byte) (string, error)
	// length returns how many bytes of the document became the text that a run
	// begins with; nil when a run can only be had as a whole.
	length func(text string) int
}

// ways are those that have no name in the Encoding Standard. What a format
// alone does is in the format's file.
var ways = map[How]way{
	Copy:               {decodeCopy, func(text string) int { return len(text) }},
	UTF16LE:            {decodeUnits(binary.LittleEndian, UTF16LE), units},
	UTF16BE:            {decodeUnits(binary.BigEndian, UTF16BE), units},
	Windows1252:        {func(b []byte) (string, error) { s, _ := decodeBytes(b, Windows1252); return s, nil }, utf8.RuneCountInString},
	Latin1:             {func(b []byte) (string, error) { s, _ := decodeBytes(b, Latin1); return s, nil }, utf8.RuneCountInString},
	Replaced:           {func(b []byte) (string, error) { return strings.Repeat("\uFFFD", len(b)), nil }, utf8.RuneCountInString},
	Markup:             {func([]byte) (string, error) { return "", nil }, nil},
	Base64:             {decodeBase64, nil},
	HTML:               {decodeHTML, nil},
	XML:                {decodeXMLReference, nil},
	OOXMLElement:       {decodeOOXMLElement, nil},
	JSON:               {decodeJSONEscapes, nil},
	CharacterReference: {decodeCharacterReferences, nil},
	EncodedWord:        {decodeEncodedWords, nil},
	QuotedPrintable:    {decodeQuotedPrintable, nil},
	Roff:               {decodeRoff, nil},
	RTF:                {decodeRTF, nil},
	RTFBytes:           {decodeRTFBytes, nil},
}

// wayOf finds the way of h; ok is false when there is none of that name.
func wayOf(h How) (w way, ok bool) {
	if w, ok = ways[h]; ok {
		return w, true
	}
	if first, rest, several := strings.Cut(string(h), "+"); several {
		return joinWays(How(first), How(rest))
	}
	charset, err := htmlindex.Get(string(h))
	if err != nil {
		return way{}, false
	}
	w.decode = decodeCharset(charset)
	if _, single := charset.(*charmap.Charmap); single {
		w.length = utf8.RuneCountInString
	}
	return w, true
}

func joinWays(first, rest How) (way, bool) {
	a, ok := wayOf(first)
	if !ok {
		return way{}, false
	}
	b, ok := wayOf(rest)
	return way{decode: func(source []byte) (string, error) {
		between, err := a.decode(source)
		if err != nil {
			return "", err
		}
		return b.decode([]byte(between))
	}}, ok
}

// Decode does h to bytes of a document.
func (h How) Decode(source []byte) (string, error) {
	w, ok := wayOf(h)
	if !ok {
		return "", fmt.Errorf("unknown way %q", h)
	}
	return w.decode(source)
}

func (h How) known() bool {
	_, ok := wayOf(h)
	return ok
}

func decodeCopy(source []byte) (string, error) {
	if !utf8.Valid(source) {
		return "", errors.New("no UTF-8")
	}
	return string(source), nil
}

func decodeUnits(order binary.ByteOrder, how How) func([]byte) (string, error) {
	return func(source []byte) (string, error) {
		if len(source)%2 != 0 {
			return "", errors.New("half a unit of UTF-16")
		}
		var body strings.Builder
		for i := 0; i < len(source); {
			r, n := decodeRune16(source[i:], order)
			body.WriteRune(r)
			i += n
		}
		return body.String(), nil
	}
}

// units returns the length of text in UTF-16, bytes.
func units(text string) (n int) {
	for _, r := range text {
		n += 2
		if r > 0xFFFF {
			n += 2
		}
	}
	return n
}

func decodeCharset(charset encoding.Encoding) func([]byte) (string, error) {
	return func(source []byte) (string, error) {
		decoded, err := charset.NewDecoder().Bytes(source)
		return string(decoded), err
	}
}

// decodeBase64 passes over bytes that are no base64, as RFC 2045 6.8 says.
func decodeBase64(source []byte) (string, error) {
	packed := make([]byte, 0, len(source))
	for _, b := range source {
		if base64Values[b] < 64 {
			packed = append(packed, b)
		}
	}
	if len(packed) == 0 {
		return "", errors.New("no base64")
	}
	decoded, err := base64.RawStdEncoding.DecodeString(string(packed))
	return string(decoded), err
}
