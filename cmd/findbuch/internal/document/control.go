package document

import "encoding/binary"

// textControls are the C0 control characters that occur in text: backspace
// (overstruck type), tab, LF, VT, FF, CR, the end-of-file mark of DOS and the
// escape of terminal colours.
const textControls = 1<<'\b' | 1<<'\t' | 1<<'\n' | 1<<'\v' | 1<<'\f' | 1<<'\r' | 1<<0x1A | 1<<0x1B

// isOddControl tells whether b is a C0 control character foreign to text.
func isOddControl(b byte) bool { return b < 0x20 && textControls>>b&1 == 0 }

// controlsAbound tells whether more than one byte in 20 is a control character
// foreign to text.
func controlsAbound(data []byte) bool { return oddControls(data)*20 > len(data) }

// oddControls counts the control characters foreign to text. Eight bytes are
// looked at together, since most hold none: this is on the path of every text.
func oddControls(data []byte) int {
	const each, high = 0x2020202020202020, 0x8080808080808080
	n := 0
	for len(data) >= 8 {
		w := binary.LittleEndian.Uint64(data)
		if (w-each)&^w&high != 0 { // some byte may be below 0x20; none is missed
			n += countOddControls(data[:8])
		}
		data = data[8:]
	}
	return n + countOddControls(data)
}

func countOddControls(data []byte) int {
	n := 0
	for _, b := range data {
		if isOddControl(b) {
			n++
		}
	}
	return n
}
