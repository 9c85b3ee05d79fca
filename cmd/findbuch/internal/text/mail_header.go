package text

import (
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
	if sound := utf8.Valid(m.data[from:to]); sound && !strings.Contains(string(m.data[from:to]), "\x1B") {
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
	text, how := string(m.data[from:to]), Copy
	if coding.how != Copy && (asciiLength(m.data[from:to]) < to-from || strings.Contains(text, "\x1B")) {
		decoded, err := coding.way.decode(m.data[from:to])
		if err != nil {
			coding, _ = htmlCodingOf(string(Windows1252))
			decoded, _ = coding.way.decode(m.data[from:to])
		}
		text, how = decoded, coding.how
	}
	m.add(text, from, to-from, how)
}

// say keeps what a header field says of the message.
func (m *mail) say(f mailField) {
	name := map[string]string{
		"from": "creator", "subject": "title", "date": "date", "message-id": "identifier",
		"content-language": "language",
	}[strings.ToLower(f.name)]
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
