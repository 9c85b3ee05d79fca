package document

import (
	"encoding/binary"
	"unicode"
	"unicode/utf16"
)

var (
	littleEndian binary.ByteOrder = binary.LittleEndian
	bigEndian    binary.ByteOrder = binary.BigEndian
)

// byNULs returns the UTF-16 charset that the places of data's NUL bytes speak
// for, or "". Latin text has a NUL in nearly every unit, Cyrillic or Greek one
// at least in its spaces, digits and line ends. Ideographs are not recognised
// without a byte order mark: records that end with a NUL look like them.
func byNULs(data []byte) string {
	if len(data)%2 != 0 {
		return ""
	}
	var even, odd half
	for i := 0; i+1 < len(data); i += 2 {
		even.add(data[i])
		odd.add(data[i+1])
	}
	units := len(data) / 2
	switch {
	case odd.isHigh(units) && even.nuls*100 <= odd.nuls && readable16(data, littleEndian):
		return "utf-16le"
	case even.isHigh(units) && odd.nuls*100 <= even.nuls && readable16(data, bigEndian):
		return "utf-16be"
	}
	return ""
}

// half counts the bytes at all even or at all odd offsets.
type half struct {
	nuls   int
	blocks int // what is the high byte of an alphabet or of punctuation
}

func (h *half) add(b byte) {
	if b == 0 {
		h.nuls++
	}
	if b <= 0x06 || 0x1E <= b && b <= 0x22 { // Latin to Arabic; Latin and Greek extended, signs
		h.blocks++
	}
}

// isHigh tells whether these may be the high bytes of so many units.
func (h half) isHigh(units int) bool { return h.nuls*10 >= units && h.blocks*20 >= units*19 }

// readable16 tells whether data is sound UTF-16 of which at least half are
// letters, digits and spaces: tables of small numbers are not.
func readable16(data []byte, order binary.ByteOrder) bool {
	if !sound16(data, order) {
		return false
	}
	words := 0
	for i := 0; i+1 < len(data); i += 2 {
		r := rune(order.Uint16(data[i:]))
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsSpace(r) {
			words++
		}
	}
	return words*4 >= len(data)
}

// sound16 tells whether data, which has no byte order mark, is UTF-16 but for
// at most one unit in 500, and one more: lone surrogates, noncharacters and
// control characters foreign to text are not sound. An odd last byte is left
// out of account.
func sound16(data []byte, order binary.ByteOrder) bool {
	bad := 0
	for i := 0; i+1 < len(data); i += 2 {
		r := rune(order.Uint16(data[i:]))
		switch {
		case r < 0x20:
			if isOddControl(byte(r)) {
				bad++
			}
		case utf16.IsSurrogate(r):
			low := rune(0)
			if i+3 < len(data) {
				low = rune(order.Uint16(data[i+2:]))
			}
			if utf16.DecodeRune(r, low) == unicode.ReplacementChar {
				bad++
			} else {
				i += 2
			}
		case r >= 0xFFFE || 0xFDD0 <= r && r <= 0xFDEF:
			bad++
		}
	}
	return bad <= 1+len(data)/1000
}
