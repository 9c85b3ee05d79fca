package text

// rtfCharsets are the charsets of \fcharset; -1 stands for the document's own.
// Symbol, 2, has its own order of signs, which is in no standard: its upper
// half becomes private characters.
var rtfCharsets = map[int]string{
	2: "x-user-defined", 77: "macintosh", 128: "shift_jis", 129: "euc-kr", 134: "gbk", 136: "big5",
	161: "windows-1253", 162: "windows-1254", 163: "windows-1258", 177: "windows-1255", 178: "windows-1256",
	186: "windows-1257", 204: "windows-1251", 222: "windows-874", 238: "windows-1250",
}

// rtfCodepages are the charsets of \ansicpg. The Encoding Standard has none for
// DOS's 437 and 850: they are read as windows-1252, whose ASCII is the same.
var rtfCodepages = map[int]string{
	866: "ibm866", 874: "windows-874", 932: "shift_jis", 936: "gbk", 949: "euc-kr", 950: "big5", 10000: "macintosh",
	1250: "windows-1250", 1251: "windows-1251", 1253: "windows-1253", 1254: "windows-1254", 1255: "windows-1255",
	1256: "windows-1256", 1257: "windows-1257", 1258: "windows-1258", 65001: "utf-8",
}

// fontWord takes a control word about fonts and charsets.
func (r *rtf) fontWord(word string, number int) {
	switch word {
	case "f":
		if r.group.dest == rtfFonts {
			r.font = number
			return
		}
		r.group.font = number
	case "fcharset":
		if charset := rtfCharsets[number]; charset != "" && r.group.dest == rtfFonts {
			r.fonts[r.font] = charset
		}
	case "deff":
		r.deffont = number
	case "ansicpg":
		if charset := rtfCodepages[number]; charset != "" {
			r.codepage = charset
		}
	case "mac":
		r.codepage = "macintosh"
	}
}

// charset returns the charset of the bytes that follow.
func (r *rtf) charset() string {
	font := r.group.font
	if font < 0 {
		font = r.deffont
	}
	if charset := r.fonts[font]; charset != "" && r.group.dest == rtfBody {
		return charset
	}
	return r.codepage
}

// rtfLead tells whether b is the first of two bytes.
func rtfLead(charset string, b byte) bool {
	switch charset {
	case "shift_jis":
		return 0x81 <= b && b <= 0x9F || 0xE0 <= b && b <= 0xFC
	case "gbk", "big5", "euc-kr":
		return 0x81 <= b && b <= 0xFE
	}
	return false
}
