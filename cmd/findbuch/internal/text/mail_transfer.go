package text

import (
	"bytes"
	"fmt"
	"strings"
)

// QuotedPrintable: the bytes are quoted-printable (RFC 2045 6.7), with soft line
// breaks between them perhaps.
const QuotedPrintable How = "quoted-printable"

// mailEncoding is a transfer encoding.
type mailEncoding int

const (
	mailAsIs mailEncoding = iota // 7bit, 8bit, binary, or none declared
	mailQuoted
	mailBase64
	mailUnknown
)

// mailEncodingOf returns the encoding that a header field declares.
func mailEncodingOf(declared string) mailEncoding {
	switch strings.ToLower(strings.ReplaceAll(declared, " ", "")) {
	case "", "7bit", "8bit", "binary", "7-bit", "8-bit":
		return mailAsIs
	case "quoted-printable":
		return mailQuoted
	case "base64":
		return mailBase64
	}
	return mailUnknown
}

// transfer is what a transfer encoding decoded to, and where that came from.
type transfer struct {
	encoding mailEncoding
	data     []byte // decoded
	start    int    // of a body as it is, in the message
	pieces   []transferPiece
	ignored  int  // bytes that are no base64
	behind   int  // bytes behind the end of base64
	cut      bool // in the middle of a group
	crowded  bool // more than maxPieces: the pieces are not all
}

// transferPiece is a stretch of decoded bytes that come from one of the message:
// bytes as they are, where the two are of one length; escapes of three bytes
// each; or groups of base64, of four bytes each but for one that has others
// among its own.
type transferPiece struct {
	at, size       int // in the decoded bytes
	source, length int // in the message
}

func (p transferPiece) end() int { return p.at + p.size }

// decode decodes the body of a part of a message. Pieces are kept for text.
func (p *mailPart) decode(message []byte, pieces bool) *transfer {
	t := &transfer{encoding: p.encoding, start: p.start}
	body := message[p.start:p.end]
	switch p.encoding {
	case mailQuoted:
		t.data = make([]byte, 0, len(body))
		unquotePrintable(body, func(from, to int, decoded []byte) {
			if pieces {
				t.piece(transferPiece{len(t.data), len(decoded), p.start + from, to - from})
			}
			t.data = append(t.data, decoded...)
		})
	case mailBase64:
		t.data = make([]byte, 0, len(body)/4*3+3)
		t.unpack(body, pieces)
	default:
		t.data = body
	}
	return t
}

// piece adds a piece, to the last one if it goes on in the same way.
func (t *transfer) piece(p transferPiece) {
	if n := len(t.pieces); n > 0 {
		last := &t.pieces[n-1]
		if last.source+last.length == p.source && last.length*p.size == p.length*last.size {
			last.size += p.size
			last.length += p.length
			return
		}
	}
	if t.crowded = t.crowded || len(t.pieces) >= maxPieces; !t.crowded {
		t.pieces = append(t.pieces, p)
	}
}

// notes tells what is damaged.
func (t *transfer) notes(p *mailPart) (notes []string) {
	if t.ignored > 0 {
		notes = append(notes, fmt.Sprintf("damaged: %s in %s left out, being no base64", plural(t.ignored, "byte"), p))
	}
	if t.behind > 0 {
		notes = append(notes, fmt.Sprintf("damaged: %s behind the end of base64 in %s left out", plural(t.behind, "byte"), p))
	}
	if t.cut {
		notes = append(notes, fmt.Sprintf("damaged: the base64 of %s is cut off, or not padded", p))
	}
	return notes
}

// unquotePrintable visits the stretches of quoted-printable text that stand for
// bytes: those that stand for themselves, and escapes. What is no escape stands
// for itself, as RFC 2045 6.7 suggests; white space before a line end is none of
// the text there.
func unquotePrintable(data []byte, visit func(from, to int, decoded []byte)) {
	literal := 0
	var escaped [1]byte
	flush := func(to, next int) {
		if literal < to {
			visit(literal, to, data[literal:to])
		}
		literal = next
	}
	for i := 0; i < len(data); {
		n := bytes.IndexAny(data[i:], "= \t")
		if n < 0 {
			break
		}
		i += n
		blank := blankLength(data[i:])
		if blank > 0 {
			if i+blank < len(data) && mailLineEnd(data[i+blank:]) > 0 {
				flush(i, i+blank)
			}
			i += blank
			continue
		}
		if i+2 < len(data) && isMailHex(data[i+1], data[i+2]) {
			flush(i, i+3)
			escaped[0] = mailHex(data[i+1], data[i+2])
			visit(i, i+3, escaped[:])
			i += 3
			continue
		}
		after := i + 1 + blankLength(data[i+1:])
		if end := mailLineEnd(data[after:]); end > 0 || after == len(data) {
			flush(i, after+end)
			i = after + end
			continue
		}
		i++
	}
	flush(len(data), len(data))
}

func decodeQuotedPrintable(source []byte) (string, error) {
	var out strings.Builder
	unquotePrintable(source, func(_, _ int, decoded []byte) { out.Write(decoded) })
	return out.String(), nil
}

// blankLength returns the number of blanks and tabs that data begins with.
func blankLength(data []byte) int {
	return len(data) - len(bytes.TrimLeft(data, " \t"))
}

// mailLineEnd returns the length of the line end that data begins with.
func mailLineEnd(data []byte) int {
	switch {
	case bytes.HasPrefix(data, []byte("\r\n")):
		return 2
	case bytes.HasPrefix(data, []byte("\n")):
		return 1
	}
	return 0
}

// base64Values are the values of the characters of base64, and else noBase64.
var base64Values = func() (values [256]byte) {
	for i := range values {
		values[i] = noBase64
	}
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	for i := range len(alphabet) {
		values[alphabet[i]] = byte(i)
	}
	for _, white := range " \t\r\n" {
		values[white] = whiteInBase64
	}
	return values
}()

const (
	noBase64      = 0xFF
	whiteInBase64 = 0xFE
)

// unpack decodes base64 up to its padding, which is its end (RFC 2045 6.8).
// Bytes that are none of it are passed over.
func (t *transfer) unpack(body []byte, pieces bool) {
	group, begin, n := uint32(0), 0, 0
	emit := func(end int) {
		size := n - 1
		if pieces {
			t.piece(transferPiece{len(t.data), size, t.start + begin, end - begin})
		}
		group <<= 6 * (4 - n)
		decoded := [3]byte{byte(group >> 16), byte(group >> 8), byte(group)}
		t.data = append(t.data, decoded[:size]...)
		group, n = 0, 0
	}
	for i, b := range body {
		value := base64Values[b]
		switch {
		case value < 64:
			if n == 0 {
				begin = i
			}
			group = group<<6 | uint32(value)
			if n++; n == 4 {
				emit(i + 1)
			}
		case b == '=' && n >= 2:
			end := i + 1
			if n == 2 {
				end = min(len(body), end+len(body[end:])-len(bytes.TrimPrefix(body[end:], []byte("="))))
			}
			emit(end)
			t.behind = len(bytes.TrimSpace(bytes.TrimLeft(body[end:], "=")))
			return
		case value == noBase64:
			t.ignored++
		}
	}
	if t.cut = n == 1; n > 1 {
		t.cut = true
		emit(len(bytes.TrimRight(body, " \t\r\n")))
	}
}

func isMailHex(high, low byte) bool {
	return strings.IndexByte(mailHexDigits, high) >= 0 && strings.IndexByte(mailHexDigits, low) >= 0
}

const mailHexDigits = "0123456789ABCDEFabcdef"

func mailHex(high, low byte) byte {
	digit := func(b byte) byte {
		n := strings.IndexByte(mailHexDigits, b)
		if n > 15 {
			n -= 6
		}
		return byte(n)
	}
	return digit(high)<<4 | digit(low)
}
