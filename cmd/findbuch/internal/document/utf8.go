package document

import "unicode/utf8"

const (
	maxBroken     = 1000 // broken bytes in text that still counts as UTF-8
	soundByBroken = 20   // sound multi-byte sequences needed for each of them
)

// repairable tells whether data is UTF-8 but for a few bytes: at most 1,000,
// and at most one for every 20 sound multi-byte sequences. An unfinished
// sequence at the very end is forgiven if a single sound one stands before it;
// with none, it is rather the last letter of a text in an eight-bit charset.
func repairable(data []byte) bool {
	sound, broken, unfinished := 0, 0, 0
	for i := 0; i < len(data) && broken <= maxBroken; {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r != utf8.RuneError || n > 1:
			sound++
		case !utf8.FullRune(data[i:]):
			unfinished = 1
			n = len(data) - i // FullRune is false only up to the end
		default:
			broken++
		}
		i += n
	}
	if broken > maxBroken || broken+unfinished == 0 {
		return false
	}
	return sound > 0 && broken*soundByBroken <= sound
}
