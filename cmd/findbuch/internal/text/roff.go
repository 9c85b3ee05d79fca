package text

import (
	"errors"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Roff: the bytes are escapes of roff that stand for characters, one after the
// other, as groff_char(7) has them.
const Roff How = "roff"

// roffEscape returns the text that the escape at the beginning of s stands
// for, and the number of its bytes. Escapes that move or change type have no
// text; known is false for a character of an unknown name.
func roffEscape(s string) (text string, n int, known bool) {
	if len(s) < 2 {
		return "", len(s), true
	}
	switch c := s[1]; c {
	case '(', '[':
		name, n := roffName(s[1:])
		text, known = roffCharacter(name)
		return text, 1 + n, known
	case '*':
		name, n := roffName(s[2:])
		return roffStrings[name], 2 + n, true
	case 'f', 'F', 'm', 'M', 'n', 'k', 'g', 'Y', 'V', '$':
		i := 2
		if i < len(s) && c == 'n' && (s[i] == '+' || s[i] == '-') {
			i++
		}
		_, n := roffName(s[i:])
		return "", i + n, true
	case 's':
		return "", roffSize(s), true
	case 'h', 'v', 'w', 'l', 'L', 'D', 'o', 'X', 'Z', 'A', 'b', 'x', 'H', 'S', 'B', 'R', 'C', 'N':
		argument, n := roffQuoted(s[2:])
		return roffByNumber(c, argument), 2 + n, true
	case '"', '#':
		return "", len(s), true // a comment, to the end of the line
	}
	if text, known = roffSigns[s[1]]; known || s[1] >= 0x80 {
		return text, 2, known
	}
	return s[1:2], 2, true // as roff does with an escape that it doesn't know
}

// roffSigns are the escapes of one character; those that make no text are "".
var roffSigns = map[byte]string{
	'-': "-", ' ': " ", '~': "\u00A0", '0': " ", 'e': `\`, '\\': `\`, '\'': "´", '`': "`", '.': ".",
	't': "\t", '_': "_", '|': "", '^': "", '&': "", ')': "", '/': "", ',': "", '%': "", ':': "",
	'{': "", '}': "", 'c': "", 'u': "", 'd': "", 'r': "", 'p': "", 'z': "", 'a': "", '!': "", '?': "", 'E': `\`,
}

// roffName returns the name at the beginning of s, x or (xx or [x…], and the
// number of its bytes.
func roffName(s string) (name string, n int) {
	switch {
	case s == "":
		return "", 0
	case s[0] == '(':
		n = min(len(s), 3)
		return s[1:n], n
	case s[0] == '[':
		if end := strings.IndexByte(s, ']'); end > 0 {
			return s[1:end], end + 1
		}
		return "", 1
	case s[0] >= 0x80:
		return "", 0
	}
	return s[:1], 1
}

// roffQuoted returns the argument between two of the same sign.
func roffQuoted(s string) (argument string, n int) {
	if s == "" || s[0] >= 0x80 {
		return "", 0
	}
	end := strings.IndexByte(s[1:], s[0])
	if end < 0 {
		return "", 1
	}
	return s[1 : 1+end], end + 2
}

// roffSize returns the length of \s0, \s-1, \s+(12, \s'12', \s[12].
func roffSize(s string) int {
	n := 2
	for n < len(s) && (s[n] == '+' || s[n] == '-') {
		n++
	}
	switch {
	case n == len(s):
	case s[n] == '\'':
		_, more := roffQuoted(s[n:])
		n += more
	case s[n] == '(' || s[n] == '[':
		_, more := roffName(s[n:])
		n += more
	case isDigit(s[n]):
		n++
		if n < len(s) && '1' <= s[n-1] && s[n-1] <= '3' && isDigit(s[n]) {
			n++ // 10 to 39 were sizes of two digits
		}
	}
	return n
}

func roffByNumber(c byte, argument string) string {
	code, err := strconv.ParseUint(argument, 10, 8)
	if c != 'N' || err != nil || code < ' ' {
		return ""
	}
	return string(rune(code))
}

// roffCharacter returns the character of a name: of the table below, uXXXX or
// uXXXX_XXXX, or a letter after its accent.
func roffCharacter(name string) (string, bool) {
	if text, ok := roffCharacters[name]; ok {
		return text, true
	}
	if codes, ok := strings.CutPrefix(name, "u"); ok && len(codes) >= 4 {
		var text strings.Builder
		for code := range strings.SplitSeq(codes, "_") {
			r, err := strconv.ParseUint(code, 16, 21)
			if err != nil {
				return "", false
			}
			text.WriteRune(rune(r))
		}
		return text.String(), true
	}
	if len(name) == 2 {
		accent, ok := roffAccents[name[0]]
		composed := norm.NFC.String(name[1:] + accent)
		return composed, ok && name[1] < 0x80 && composed != name[1:]+accent
	}
	return "", false
}

var roffAccents = map[byte]string{
	'\'': "\u0301", '`': "\u0300", ':': "\u0308", '^': "\u0302", '~': "\u0303", ',': "\u0327",
	'o': "\u030A", 'v': "\u030C", 'a': "\u0304",
}

// roffStrings are those of the man macros and of pod2man's preamble.
var roffStrings = map[string]string{
	"lq": "“", "rq": "”", "L\"": "“", "R\"": "”", "Tm": "™", "R": "®", "Aq": "'", "C+": "C++", "--": "--", "PI": "π",
	"C`": "\"", "C'": "\"", "'": "\u0301", "`": "\u0300", ":": "\u0308", "^": "\u0302", "~": "\u0303", ",": "\u0327",
	"8": "ß", "o": "\u030A", "ae": "æ", "Ae": "Æ", "Ba": "|", "Ge": "≥", "Le": "≤", "Ne": "≠", "Pm": "±", "Lq": "“",
	"Rq": "”", "q": "\"", "Am": "&", "Gt": ">", "Lt": "<", "If": "∞", "Na": "NaN",
}

var roffCharacters = map[string]string{
	"em": "—", "en": "–", "hy": "‐", "lq": "“", "rq": "”", "oq": "‘", "cq": "’", "aq": "'", "dq": "\"",
	"Bq": "„", "bq": "‚", "Fo": "«", "Fc": "»", "fo": "‹", "fc": "›", "ga": "`", "aa": "´", "ha": "^",
	"ti": "~", "a^": "^", "a~": "~", "rs": `\`, "sl": "/", "bu": "•", "co": "©", "rg": "®", "tm": "™",
	"de": "°", "+-": "±", "mu": "×", "di": "÷", "pl": "+", "mi": "−", "eq": "=", "!=": "≠", "<=": "≤",
	">=": "≥", "==": "≡", "~=": "≅", "->": "→", "<-": "←", "<>": "↔", "ua": "↑", "da": "↓", "rA": "⇒",
	"lA": "⇐", "if": "∞", "sr": "√", "sc": "§", "ps": "¶", "dg": "†", "dd": "‡", "at": "@", "sh": "#",
	"Do": "$", "ct": "¢", "Eu": "€", "eu": "€", "Po": "£", "Ye": "¥", "12": "½", "14": "¼", "34": "¾",
	"S1": "¹", "S2": "²", "S3": "³", "mc": "µ", "ss": "ß", "ae": "æ", "AE": "Æ", "/o": "ø", "/O": "Ø", "oe": "œ",
	"OE": "Œ", "/l": "ł", "/L": "Ł", "-d": "đ", "-D": "Ð", "Sd": "ð", "Tp": "þ", "TP": "Þ", ".i": "ı",
	"lB": "[", "rB": "]", "lC": "{", "rC": "}", "la": "⟨", "ra": "⟩", "ba": "|", "br": "│", "bb": "¦",
	"or": "|", "ul": "_", "ru": "_", "r!": "¡", "r?": "¿", "nb": "⊄", "es": "∅", "mo": "∈", "sq": "□",
	"ci": "○", "lh": "☜", "rh": "☞", "OK": "✓", "fm": "′", "sd": "″", "pc": "·", "md": "⋅", "ff": "ﬀ",
	"fi": "ﬁ", "fl": "ﬂ", "Fi": "ﬃ", "Fl": "ﬄ", "*a": "α", "*b": "β", "*g": "γ", "*d": "δ", "*e": "ε",
	"*z": "ζ", "*y": "η", "*h": "θ", "*i": "ι", "*k": "κ", "*l": "λ", "*m": "μ", "*n": "ν", "*c": "ξ",
	"*o": "ο", "*p": "π", "*r": "ρ", "*s": "σ", "*t": "τ", "*u": "υ", "*f": "φ", "*x": "χ", "*q": "ψ",
	"*w": "ω", "*D": "Δ", "*S": "Σ", "*W": "Ω", "*P": "Π", "space": " ", "braceleft": "{", "braceright": "}",
	"parenleft": "(", "parenright": ")", "bracketleft": "[", "bracketright": "]", "bar": "|", "tno": "¬", "no": "¬",
}

func decodeRoff(source []byte) (string, error) {
	var out strings.Builder
	for s := string(source); s != ""; {
		if s[0] != '\\' {
			return "", errors.New("no escape of roff")
		}
		text, n, _ := roffEscape(s)
		out.WriteString(text)
		s = s[n:]
	}
	return out.String(), nil
}
