package text

import (
	"fmt"
	"strings"
)

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
	add := func(format string, values ...any) {
		notes = append(notes, "damaged: "+fmt.Sprintf(format, values...))
	}
	if t.ignored > 0 {
		add("%s in %s left out, being no base64", plural(t.ignored, "byte"), p)
	}
	if t.behind > 0 {
		add("%s behind the end of base64 in %s left out", plural(t.behind, "byte"), p)
	}
	if t.cut {
		add("the base64 of %s is cut off, or not padded", p)
	}
	return notes
}
