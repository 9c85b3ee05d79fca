package text

import (
	"bytes"
	"errors"
	"strings"

	"golang.org/x/text/encoding/htmlindex"
)

// EncodedWord: the bytes are encoded words of a header field (RFC 2047), such as
// "=?utf-8?q?J=C3=BCrgen?=", with white space between them perhaps. Those of one
// charset are decoded as one.
const EncodedWord How = "encoded-word"

// mailWord is one encoded word, or several that are decoded as one, as programs
// cut characters in two.
type mailWord struct {
	from, to int
	charset  mailCharset
	raw      []byte
	decoded  string
	count    int
}

// maxJoinedWords is how many words are decoded as one at most.
const maxJoinedWords = 16

// nextMailWords returns how many bytes stand before the encoded words that come
// next, and these with nothing but white space between them.
func nextMailWords(data []byte) (before int, words []mailWord) {
	for {
		n := bytes.Index(data[before:], []byte("=?"))
		if n < 0 {
			return len(data), nil
		}
		before += n
		if words = mailWordsAt(data[before:]); words != nil {
			return before, words
		}
		before += len("=?")
	}
}

// mailWordsAt returns the encoded words that data begins with.
func mailWordsAt(data []byte) (words []mailWord) {
	for at := 0; ; {
		w, ok := parseMailWord(data[at:])
		if !ok {
			return words
		}
		w.from, w.to = at, at+w.to
		if n := len(words); n > 0 && words[n-1].wants(w) {
			words[n-1].join(w)
		} else {
			words = append(words, w)
		}
		for at = w.to; at < len(data) && isBlankByte(data[at]); {
			at++
		}
	}
}

// wants tells whether w may bring the rest of a character.
func (w *mailWord) wants(next mailWord) bool {
	return w.charset.name == next.charset.name && strings.Contains(w.decoded, "\uFFFD") &&
		w.count < maxJoinedWords
}

func (w *mailWord) join(next mailWord) {
	w.raw = append(w.raw, next.raw...)
	w.to = next.to
	w.count++
	w.decoded, _ = w.charset.decode(w.raw)
}

// parseMailWord reads the encoded word that data begins with.
func parseMailWord(data []byte) (w mailWord, ok bool) {
	const maxLabel = 60
	if !bytes.HasPrefix(data, []byte("=?")) {
		return w, false
	}
	rest := data[2:]
	n := bytes.IndexByte(rest[:min(len(rest), maxLabel)], '?')
	if n < 1 || len(rest) < n+3 || rest[n+2] != '?' {
		return w, false
	}
	label, _, _ := strings.Cut(string(rest[:n]), "*") // a language, RFC 2231 5
	if w.charset, ok = mailCharsetOf(label); !ok {
		return w, false
	}
	encoding := rest[n+1] | 0x20
	rest = rest[n+3:]
	end := mailWordEnd(rest)
	if end < 0 {
		return w, false
	}
	switch encoding {
	case 'q':
		w.raw = unquoteWord(rest[:end])
	case 'b':
		var t transfer
		t.unpack(rest[:end], false)
		if t.ignored > 0 {
			return w, false
		}
		w.raw = t.data
	default:
		return w, false
	}
	var err error
	w.decoded, err = w.charset.decode(w.raw)
	w.to = len(data) - len(rest) + end + len("?=")
	return w, err == nil
}

// mailWordEnd returns where "?=" is on the line, or -1. A question mark, which
// ought to be encoded, is looked past a few times.
func mailWordEnd(rest []byte) int {
	at := 0
	for range 8 {
		n := bytes.IndexAny(rest[at:], "?\r\n")
		if n < 0 || rest[at+n] != '?' {
			return -1
		}
		if at += n + 1; at < len(rest) && rest[at] == '=' {
			return at - 1
		}
	}
	return -1
}

// mailCharset is a charset of the Encoding Standard.
type mailCharset struct {
	name   string
	decode func([]byte) (string, error) // what is broken becomes U+FFFD
}

func mailCharsetOf(label string) (mailCharset, bool) {
	charset, err := htmlindex.Get(strings.TrimSpace(label))
	if err != nil {
		return mailCharset{}, false
	}
	name, err := htmlindex.Name(charset)
	if err != nil || name == "replacement" || name == "x-user-defined" {
		return mailCharset{}, false
	}
	return mailCharset{name, decodeCharset(charset)}, true
}

func unquoteWord(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '_':
			out = append(out, ' ')
		case text[i] == '=' && i+2 < len(text) && isMailHex(text[i+1], text[i+2]):
			out = append(out, mailHex(text[i+1], text[i+2]))
			i += 2
		default:
			out = append(out, text[i])
		}
	}
	return out
}

// decodeMailWords decodes the encoded words in a value.
func decodeMailWords(value string) string {
	var out strings.Builder
	for data := []byte(value); len(data) > 0; {
		n, words := nextMailWords(data)
		out.Write(data[:n])
		data = data[n:]
		for _, w := range words {
			out.WriteString(w.decoded)
		}
		if len(words) > 0 {
			data = data[words[len(words)-1].to:]
		}
	}
	return out.String()
}

// decodeEncodedWords does EncodedWord.
func decodeEncodedWords(source []byte) (string, error) {
	first, ok := parseMailWord(source)
	if !ok {
		return "", errors.New("no encoded word")
	}
	for at := first.to; at < len(source); {
		for at < len(source) && isBlankByte(source[at]) {
			at++
		}
		w, ok := parseMailWord(source[at:])
		if !ok || w.charset.name != first.charset.name {
			return "", errors.New("no encoded words of one charset")
		}
		first.raw = append(first.raw, w.raw...)
		at += w.to
	}
	return first.charset.decode(first.raw)
}
