package text

import (
	"bytes"
	"fmt"
	netmail "net/mail"
	"strings"
	"time"
	"unicode/utf8"
)

// maxLeftOut is how many names of header fields that were left out are noted.
const maxLeftOut = 30

// mailHeader collects what is left out of a header.
type mailHeader struct {
	names []counted
	more  int // fields of yet other names
}

func (h *mailHeader) leaveOut(name string) {
	for i := range h.names {
		if strings.EqualFold(h.names[i].one, name) {
			h.names[i].n++
			return
		}
	}
	if len(h.names) == maxLeftOut || len(name) > 100 {
		h.more++
		return
	}
	h.names = append(h.names, counted{one: name, n: 1})
}

// String lists the names: "Received (3), X-Mailer and 2 more".
func (h *mailHeader) String() string {
	var out strings.Builder
	for i, name := range h.names {
		if i > 0 {
			out.WriteString(", ")
		}
		out.WriteString(name.one)
		if name.n > 1 {
			fmt.Fprintf(&out, " (%d)", name.n)
		}
	}
	if h.more > 0 {
		fmt.Fprintf(&out, " and %d more", h.more)
	}
	return out.String()
}

func (h *mailHeader) count() int {
	n := h.more
	for _, name := range h.names {
		n += name.n
	}
	return n
}

// header adds the header of the message, which begins at a place.
func (m *mail) header(at int) {
	var left mailHeader
	m.lines.fields(at, func(f mailField) {
		switch strings.ToLower(f.name) {
		case "from", "to", "cc", "bcc", "reply-to", "date", "message-id", "in-reply-to", "organization":
			m.field(f, KindHeader)
		case "subject":
			if m.subject {
				m.field(f, KindHeader)
				break
			}
			m.subject = true
			m.field(f, KindTitle)
		default:
			left.leaveOut(f.name)
		}
		m.say(f)
	})
	if n := left.count(); n > 0 {
		m.note("%s left out: %s", plural(n, "header field"), left.String())
	}
}

// field adds a header field, as a passage, or two if it has a title.
func (m *mail) field(f mailField, kind Kind) {
	m.begin(KindHeader)
	value := f.colon + 1
	m.literal(f.start, value, m.coding)
	if kind != KindHeader {
		m.end()
		for value < f.end && isBlankByte(m.data[value]) {
			value++
		}
		m.literal(f.colon+1, value, m.coding)
		m.beginAfter(" ", kind)
	}
	m.words(value, f.end)
	m.end()
	m.literal(f.end, f.next, m.coding)
}

// words adds a value of a header field in which encoded words may be.
func (m *mail) words(from, to int) {
	coding := m.coding
	if utf8.Valid(m.data[from:to]) && !hasEscape(m.data[from:to]) {
		coding, _ = htmlCodingOf("utf-8")
	}
	for from < to {
		n, words := nextMailWords(m.data[from:to])
		m.literal(from, from+n, coding)
		from += n
		for _, w := range words {
			m.add(w.decoded, from+w.from, w.to-w.from, EncodedWord)
		}
		if len(words) > 0 {
			from += words[len(words)-1].to
		}
	}
}

// literal adds bytes of a header field that stand for themselves.
func (m *mail) literal(from, to int, coding htmlCoding) {
	if from >= to {
		return
	}
	raw := m.data[from:to]
	if coding.how == Copy || asciiLength(raw) == len(raw) && !hasEscape(raw) {
		m.add(string(raw), from, len(raw), Copy)
		return
	}
	decoded, err := coding.way.decode(raw)
	if err != nil {
		coding, _ = htmlCodingOf(string(Windows1252))
		decoded, _ = coding.way.decode(raw)
	}
	m.add(decoded, from, len(raw), coding.how)
}

// hasEscape tells whether bytes may be ISO 2022-JP although they are ASCII.
func hasEscape(data []byte) bool { return bytes.IndexByte(data, 0x1B) >= 0 }

// mailProperty returns what Dublin Core calls that which a header field says.
func mailProperty(name string) string {
	switch strings.ToLower(name) {
	case "from":
		return "creator"
	case "subject":
		return "title"
	case "message-id":
		return "identifier"
	case "content-language":
		return "language"
	case "date":
		return "date"
	}
	return ""
}

// say keeps what a header field says of the message. A date is written as
// RFC 3339 has it when it can be read.
func (m *mail) say(f mailField) {
	name := mailProperty(f.name)
	if name == "" {
		return
	}
	raw := f.value(m.data)
	if !utf8.ValidString(raw) {
		raw, _ = m.coding.way.decode([]byte(raw))
	}
	value := decodeMailWords(raw)
	if name == "date" {
		if at, err := netmail.ParseDate(value); err == nil && at.Year() > 0 && at.Year() < 10_000 {
			value = at.Format(time.RFC3339)
		}
	}
	m.property(name, strings.ToValidUTF8(value, "\uFFFD"))
}
