package text

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// plainReader reads plain text.
var plainReader = Reader{
	Name: "plain", Version: 1,
	Types: []string{"text/plain"},
	Read:  func(in Input) (Text, error) { return Plain(in.Data, in.Charset) },
}

// runLength is the length in the document of the runs whose text must be
// scanned to map an offset, bytes: none is longer but by half a surrogate pair,
// and their text stays below 64 KiB.
const runLength = 16 << 10

// maxBroken is the number of broken bytes above which text is no UTF-8 at all.
// It bounds the map, which has at most a run on either side of each.
const maxBroken = 100_000

// Plain reads a document of plain text in a charset: "utf-8", "utf-16le",
// "utf-16be", "windows-1252" or "iso-8859-1". Another charset is an error, and
// so are more than 100,000 bytes that are no UTF-8. Bytes that cannot be
// decoded become U+FFFD: in UTF-8 each byte that begins no valid sequence, in
// UTF-16 each lone surrogate and an odd last byte. The five undefined bytes of
// windows-1252 become the control characters U+0081 and so on, as the Encoding
// Standard of the WHATWG has it.
//
// The text is a copy: it does not share data's memory.
//
// # Passages
//
// Lines end with LF, CRLF, CR or form feed. Blocks of lines are separated by
// lines of nothing but white space, and by form feeds. A block is a paragraph;
// in a text of one block whose lines are longer than 120 bytes on average,
// each line is. The first block is the title when it looks like one, and one
// of the first three blocks may begin with a dateline: see isTitle and
// Dateline. When there are 1,048,576 blocks, the last one reaches to the end of
// the text.
func Plain(data []byte, charset string) (Text, error) {
	body, m, err := decode(data, charset)
	if err != nil {
		return Text{}, err
	}
	return Text{Body: body, Map: m, Passages: passages(body)}, nil
}

// decode returns data as UTF-8 and the map of it.
func decode(data []byte, charset string) (string, Map, error) {
	switch charset {
	case "utf-8":
		return decodeUTF8(data)
	case "utf-16le":
		body, m := decodeUTF16(data, binary.LittleEndian, UTF16LE)
		return body, m, nil
	case "utf-16be":
		body, m := decodeUTF16(data, binary.BigEndian, UTF16BE)
		return body, m, nil
	case "windows-1252":
		body, m := decodeBytes(data, Windows1252)
		return body, m, nil
	case "iso-8859-1":
		body, m := decodeBytes(data, Latin1)
		return body, m, nil
	}
	return "", nil, fmt.Errorf("%w: the bytes are no text in a charset that is known: %q", ErrDamaged, charset)
}

func decodeUTF8(data []byte) (string, Map, error) {
	const mark = "\xEF\xBB\xBF"
	start := 0
	if bytes.HasPrefix(data, []byte(mark)) {
		start = len(mark)
	}
	if !utf8.Valid(data[start:]) {
		return repairUTF8(data, start)
	}
	if start == 0 {
		return string(data), nil, nil
	}
	return string(data[start:]), Map{{Source: start, Length: len(data) - start, How: Copy}}, nil
}

// repairUTF8 decodes data from start on, replacing each byte that begins no
// valid sequence. Broken bytes side by side make one run.
func repairUTF8(data []byte, start int) (string, Map, error) {
	var body strings.Builder
	body.Grow(len(data))
	var m Map
	broken := 0
	for i := start; i < len(data); {
		end, how := i+soundLength(data[i:]), Copy
		if end == i {
			end, how = i+brokenLength(data[i:]), Replaced
			broken += end - i
			if broken > maxBroken {
				return "", nil, fmt.Errorf("%w: more than %d bytes are no UTF-8", ErrDamaged, maxBroken)
			}
		}
		for from := i; from < end; {
			to := end
			if how == Replaced {
				to = min(end, from+runLength)
			}
			m = append(m, Run{Text: body.Len(), Source: from, Length: to - from, How: how})
			if how == Copy {
				body.Write(data[from:to])
			} else {
				body.WriteString(strings.Repeat("\uFFFD", to-from))
			}
			from = to
		}
		i = end
	}
	return body.String(), m, nil
}

// soundLength returns the length of the valid UTF-8 that data begins with.
func soundLength(data []byte) int {
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(data)
}

// brokenLength returns the number of bytes before the next valid sequence.
func brokenLength(data []byte) int {
	for i := range data {
		if r, n := utf8.DecodeRune(data[i:]); r != utf8.RuneError || n > 1 {
			return i
		}
	}
	return len(data)
}

func decodeUTF16(data []byte, order binary.ByteOrder, how How) (string, Map) {
	var body strings.Builder
	body.Grow(len(data)/2 + len(data)/16)
	i := 0
	if len(data) >= 2 && order.Uint16(data) == 0xFEFF {
		i = 2
	}
	if len(data) == i {
		return "", Map{{Source: i, How: how}} // an empty text has a place, too
	}
	var m Map
	for len(data)-i >= 2 {
		run := Run{Text: body.Len(), Source: i, How: how}
		for len(data)-i >= 2 && i-run.Source < runLength {
			r, n := decodeRune16(data[i:], order)
			body.WriteRune(r)
			i += n
		}
		run.Length = i - run.Source
		m = append(m, run)
	}
	if i < len(data) {
		m = append(m, Run{Text: body.Len(), Source: i, Length: 1, How: Replaced})
		body.WriteRune(unicode.ReplacementChar)
	}
	return body.String(), m
}

// decodeRune16 returns the first rune of data, at least two bytes, and the
// number of bytes it takes.
func decodeRune16(data []byte, order binary.ByteOrder) (rune, int) {
	r := rune(order.Uint16(data))
	if !utf16.IsSurrogate(r) {
		return r, 2
	}
	if len(data) >= 4 {
		pair := utf16.DecodeRune(r, rune(order.Uint16(data[2:])))
		if pair != unicode.ReplacementChar {
			return pair, 4
		}
	}
	return unicode.ReplacementChar, 2
}

// windows1252 returns the rune of b; charmap has U+FFFD for an undefined byte.
func windows1252(b byte) rune {
	if r := charmap.Windows1252.DecodeByte(b); r != unicode.ReplacementChar {
		return r
	}
	return rune(b)
}

func latin1(b byte) rune { return rune(b) }

// decodeBytes decodes a charset in which every byte is a rune and those below
// 0x80 are ASCII.
func decodeBytes(data []byte, how How) (string, Map) {
	decode := windows1252
	if how == Latin1 {
		decode = latin1
	}
	var body strings.Builder
	body.Grow(len(data) + len(data)/16)
	var m Map // stays identity for no bytes
	for i := 0; i < len(data); i += runLength {
		chunk := data[i:min(len(data), i+runLength)]
		m = append(m, Run{Text: body.Len(), Source: i, Length: len(chunk), How: how})
		for len(chunk) > 0 {
			n := asciiLength(chunk)
			body.Write(chunk[:n])
			if chunk = chunk[n:]; len(chunk) > 0 {
				body.WriteRune(decode(chunk[0]))
				chunk = chunk[1:]
			}
		}
	}
	return body.String(), m
}

// asciiLength returns the number of ASCII bytes that data begins with.
func asciiLength(data []byte) int {
	for i, b := range data {
		if b >= utf8.RuneSelf {
			return i
		}
	}
	return len(data)
}
