package document

// What a byte of windows-1252 may mean for the guess.
const (
	plain     uint8 = iota // ASCII, neither letter nor foreign to text
	control                // ASCII foreign to text
	lower                  // letter of ASCII
	upper                  // letter of ASCII
	lowerHigh              // accented letter
	upperHigh              // accented letter
	sign                   // « “ § ° and the like: beside a word or a number, not in a word
	joint                  // ’ – nbsp and the like: anywhere
	rare                   // hardly occurs in text
	undefined              // one of the five bytes without a meaning
)

var classes = classify()

func classify() (class [256]uint8) {
	for b := range 256 {
		switch {
		case isOddControl(byte(b)) || b == 0x7F:
			class[b] = control
		case 'a' <= b && b <= 'z':
			class[b] = lower
		case 'A' <= b && b <= 'Z':
			class[b] = upper
		case b >= 0xDF:
			class[b] = lowerHigh
		case b >= 0xC0:
			class[b] = upperHigh
		case b >= 0xA0:
			class[b] = sign
		case b >= 0x80:
			class[b] = rare
		}
	}
	set := func(c uint8, bytes string) {
		for i := range len(bytes) {
			class[bytes[i]] = c
		}
	}
	set(lowerHigh, "\x9A\x9C\x9E\xAA\xBA")                     // š œ ž ª º
	set(upperHigh, "\x8A\x8C\x8E")                             // Š Œ Ž
	set(sign, "\x80\x82\x84\x8B\x93\x94\x95\x99\x9B")          // € ‚ „ ‹ “ ” • ™ ›
	set(joint, "\x85\x91\x92\x96\x97\xA0\xAD\xB2\xB3\xB7\xD7") // … ‘ ’ – — nbsp shy ² ³ · ×
	set(rare, "\xA4\xA6\xA8\xAC\xAF\xB8\xD0\xDE\xF0\xF7\xFE")  // ¤ ¦ ¨ ¬ ¯ ¸ Ð Þ ð ÷ þ
	set(undefined, "\x81\x8D\x8F\x90\x9D")
	return class
}

// guessWestern returns "windows-1252" or "iso-8859-1" if data is plausible as
// text of western Europe in it, else "".
//
// Such text is mostly ASCII, and its accented letters stand singly among ASCII
// letters. Other scripts and double-byte charsets have their high bytes in
// long runs, and compressed data has control characters. Read as windows-1252,
// the code pages of DOS and the Macintosh put signs inside words and capitals
// after small letters. Icelandic, with its ð and þ, is given up for them.
func guessWestern(data []byte) string {
	s := survey(data)
	switch {
	case s.controls*500 > len(data),
		s.high*10 > len(data)*3,
		s.undefined*50 > s.high,
		s.odd*10 > s.high,
		s.crowded*10 > s.high*2:
		return ""
	case s.c1 > 0:
		return "windows-1252"
	}
	return "iso-8859-1"
}

// westernSurvey counts bytes of one document.
type westernSurvey struct {
	controls  int
	high      int // 0x80 to 0xFF
	c1        int // 0x80 to 0x9F: printable in windows-1252 only
	undefined int
	odd       int // rare, or where it hardly belongs
	crowded   int // in runs of three and more high bytes, joints apart
}

func survey(data []byte) westernSurvey {
	var s westernSurvey
	run := 0
	for i, b := range data {
		class := classes[b]
		if b < 0x80 {
			if class == control {
				s.controls++
			}
			run = 0
			continue
		}
		s.high++
		if b < 0xA0 {
			s.c1++
		}
		if class == joint {
			run = 0 // spaces and dashes come in rows
			continue
		}
		if run++; run == 3 {
			s.crowded += 3
		} else if run > 3 {
			s.crowded++
		}
		if class == undefined {
			s.undefined++
		} else if isOdd(data, i) {
			s.odd++
		}
	}
	return s
}

// isOdd tells whether the high byte at data[i] is rare, a sign inside a word or
// after another sign, or a capital after a small letter.
func isOdd(data []byte, i int) bool {
	before, after := classAt(data, i-1), classAt(data, i+1)
	switch classes[data[i]] {
	case rare:
		return true
	case sign:
		return before == sign || isLetter(before) && isLetter(after)
	case upperHigh:
		return before == lower || before == lowerHigh
	}
	return false
}

// classAt returns the class of data[i], or plain outside of data.
func classAt(data []byte, i int) uint8 {
	if i < 0 || len(data) <= i {
		return plain
	}
	return classes[data[i]]
}

func isLetter(class uint8) bool { return lower <= class && class <= upperHigh }
