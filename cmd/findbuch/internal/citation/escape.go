package citation

import (
	"errors"
	"fmt"
	"strings"
)

const unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"

// readable is what may stand for itself in a value: RFC 3986's pchar without "&",
// which ends a field, and what a fragment may hold besides.
const readable = unreserved + "!$'()*+,;=:@/?"

// escape writes every byte as "%" and two digits that is neither unreserved nor
// one of also.
func escape(s, also string) string {
	var out strings.Builder
	for i := range len(s) {
		if c := s[i]; isOneOf(unreserved, c) || isOneOf(also, c) {
			out.WriteByte(c)
		} else {
			fmt.Fprintf(&out, "%%%02X", c)
		}
	}
	return out.String()
}

func unescape(s string) (string, error) {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '%':
			high, low := digitAt(s, i+1), digitAt(s, i+2)
			if high < 0 || low < 0 {
				return "", errors.New("% without two hexadecimal digits after it")
			}
			out = append(out, byte(high<<4|low))
			i += 2
		case isOneOf(readable, c):
			out = append(out, c)
		default:
			return "", fmt.Errorf("%q is to be written as %%%02X", c, c)
		}
	}
	return string(out), nil
}

func isOneOf(set string, c byte) bool { return strings.IndexByte(set, c) >= 0 }

// digitAt returns the value of the hexadecimal digit at s[i], or -1.
func digitAt(s string, i int) int {
	if i >= len(s) {
		return -1
	}
	switch c := s[i]; {
	case '0' <= c && c <= '9':
		return int(c - '0')
	case 'A' <= c && c <= 'F':
		return int(c-'A') + 10
	case 'a' <= c && c <= 'f':
		return int(c-'a') + 10
	}
	return -1
}
