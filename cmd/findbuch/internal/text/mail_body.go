package text

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"findbuch/store/span"
)

// body adds the text of a part; one that cannot be read is a member.
func (m *mail) body(p *mailPart) {
	if !m.canRead(p) {
		m.member(p)
		return
	}
	t := *p.text
	p.text = &Text{Passages: t.Passages} // whether it has words may be asked again
	if strings.Contains(t.Body, "-----BEGIN PGP MESSAGE-----") {
		m.note("%s holds text that is encrypted (PGP)", p)
	}
	m.join(t, len(m.data))
}

// canRead reads a body, once.
func (m *mail) canRead(p *mailPart) bool {
	if !p.wasRead {
		p.wasRead = true
		m.read(p)
	}
	return p.text != nil
}

// hasWords tells whether a body says anything.
func (m *mail) hasWords(p *mailPart) bool { return m.canRead(p) && len(p.text.Passages) > 0 }

// read decodes a body.
func (m *mail) read(p *mailPart) {
	decoded := p.decode(m.data, true)
	if decoded.crowded {
		m.err = fmt.Errorf("%w: the text of %s is in more than %d pieces", ErrOverBudget, p, maxPieces)
		return
	}
	coding, why := mailCoding(p.parameters.value("charset"), decoded.data)
	var t Text
	var err error
	if p.isHTML() {
		t, err = readMailHTML(decoded.data, coding, p.parameters.value("charset") != "", m.limits)
	} else {
		t, err = readMailText(decoded.data, coding, m.limits)
	}
	switch {
	case errors.Is(err, ErrOverBudget):
		m.err = err
		return
	case err != nil:
		m.note("%s could not be read (%v): it is a member", p, err)
		return
	}
	var ok bool
	if t.Map, ok = compose(m.data, t.Body, t.Map, decoded); !ok {
		m.note("%s could not be led back to the message's bytes: it is a member", p)
		return
	}
	notes := decoded.notes(p)
	if why != "" {
		notes = append(notes, fmt.Sprintf("%s: %s", p, why))
	}
	t.Notes = append(notes, t.Notes...)
	p.text = &t
}

// readMailHTML reads a body of HTML. Of what it says of itself the language is
// the message's, too.
func readMailHTML(data []byte, coding htmlCoding, declared bool, limits Limits) (Text, error) {
	charset := coding.name()
	if !declared {
		charset = htmlCharset(data, "")
	}
	t, err := htmlPassages(data, charset, limits)
	said := t.Properties
	t.Properties = nil
	for _, p := range said {
		if p.Name == "language" {
			t.Properties = append(t.Properties, p)
		}
	}
	return t, err
}

// readMailText reads a body of plain text.
func readMailText(data []byte, coding htmlCoding, limits Limits) (Text, error) {
	if int64(len(data))/4 > limits.Text {
		return Text{}, fmt.Errorf("%w: more than %d bytes of text", ErrOverBudget, limits.Text)
	}
	body, m, err := decodeMail(data, coding)
	if err != nil {
		return Text{}, err
	}
	return Text{Body: body, Map: m, Passages: mailPassages(body)}, nil
}

// mailPassages divides a plain body; see mailReader.
func mailPassages(body string) []Passage {
	said, signature := body, ""
	if i := signatureAt(body); i >= 0 {
		said, signature = body[:i], body[i:]
	}
	blocks := splitBlocks(said)
	if len(blocks) == 1 && hasLongLines(blocks[0]) {
		blocks = splitLines(said)
	}
	out := make([]Passage, 0, len(blocks)+1)
	for _, b := range blocks {
		out = append(out, Passage{Kind: KindParagraph, Span: b.span})
	}
	for _, b := range splitBlocks(signature) {
		kind := KindFooter
		if signature[b.span.Start] == '>' {
			kind = KindParagraph
		}
		place := span.Span{Start: b.span.Start + len(said), End: b.span.End + len(said)}
		out = capped(out, Passage{Kind: kind, Span: place})
	}
	return out
}

// signatureAt returns where the last line "-- " begins (RFC 3676 4.3), or -1.
func signatureAt(body string) int {
	for end := len(body); ; {
		i := strings.LastIndex(body[:end], "-- ")
		if i < 0 {
			return -1
		}
		after := strings.TrimPrefix(body[i+3:], "\r")
		if (i == 0 || body[i-1] == '\n') && (after == "" || after[0] == '\n') {
			return i
		}
		end = i
	}
}

// mailCoding returns the coding of text whose charset is declared as label, and
// why it is another one than that.
func mailCoding(label string, data []byte) (coding htmlCoding, why string) {
	utf8Coding, _ := htmlCodingOf("utf-8")
	western, _ := htmlCodingOf(string(Windows1252))
	label = strings.ToLower(strings.Trim(label, " \t\"'"))
	coding, known := htmlCodingOf(label)
	bare := label == "" || label == "us-ascii" || label == "ascii"
	sound := utf8.Valid(data)
	switch {
	case bare && asciiLength(data) == len(data):
		return utf8Coding, ""
	case bare && sound:
		return utf8Coding, "no charset is declared: read as utf-8"
	case bare:
		return western, "no charset is declared: read as windows-1252"
	case !known && sound:
		return utf8Coding, fmt.Sprintf("charset %.60q is unknown: read as utf-8", label)
	case !known:
		return western, fmt.Sprintf("charset %.60q is unknown: read as windows-1252", label)
	case coding.how == Copy && !sound && mostlyBroken(data):
		return western, "is no utf-8, as it says: read as windows-1252"
	case sound && coding.way.length != nil && coding.how != Copy && coding.how != UTF16LE &&
		coding.how != UTF16BE && asciiLength(data) < len(data):
		return utf8Coding, fmt.Sprintf("is utf-8, not %.60q as it says", label)
	case coding.how == UTF16LE && bytes.HasPrefix(data, []byte("\xFE\xFF")):
		coding, _ = htmlCodingOf(string(UTF16BE))
	}
	return coding, ""
}

// mostlyBroken tells whether more bytes of UTF-8 begin no sequence than
// sequences beyond ASCII are there, or too many for a map.
func mostlyBroken(data []byte) bool {
	broken, sound := 0, 0
	for len(data) > 0 {
		n := asciiLength(data)
		if data = data[n:]; len(data) == 0 {
			break
		}
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			broken++
		} else {
			sound++
		}
		data = data[n:]
	}
	return broken > sound || broken > maxBroken
}

// decodeMail decodes text, with the map from it into data.
func decodeMail(data []byte, coding htmlCoding) (string, Map, error) {
	switch coding.how {
	case Copy:
		return decodeUTF8(data)
	case UTF16LE, UTF16BE:
		return decode(data, string(coding.how))
	case Windows1252:
		body, m := decodeBytes(data, Windows1252)
		return body, m, nil
	}
	b := newBuilder(Limits{Text: int64(len(data))*4 + 16})
	for at := 0; at < len(data); {
		n := coding.cut(data[at:])
		decoded, err := coding.way.decode(data[at : at+n])
		if err != nil {
			return "", nil, fmt.Errorf("%w: byte %d is no %s", ErrDamaged, at, coding.how)
		}
		how := coding.how
		if decoded == string(data[at:at+n]) {
			how = Copy
		}
		if decoded != "" {
			b.append(decoded, Run{Source: at, Length: n, How: how})
		}
		at += n
	}
	return b.body.String(), b.runs, b.err
}

// cut returns the length of a stretch of data that can be decoded apart from
// what follows: a line, of ISO 2022-JP one that ends in ASCII, or any number of
// bytes when each is a character.
func (c htmlCoding) cut(data []byte) int {
	if c.way.length != nil {
		return min(len(data), runLength)
	}
	ascii := true
	for i, b := range data {
		switch {
		case b == 0x1B && c.how == iso2022jp:
			ascii = bytes.HasPrefix(data[i:], []byte("\x1B(B"))
		case b == '\n' && ascii:
			return i + 1
		}
	}
	return len(data)
}
