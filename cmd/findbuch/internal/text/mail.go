package text

import (
	"fmt"
	"strings"
	"unicode"
)

// mailReader reads a message of mail (RFC 5322, MIME: RFC 2045 to 2047 and 2231).
// The walk is our own, since libraries give no places.
//
// # Text
//
// First come the header fields From, To, Cc, Bcc, Reply-To, Subject, Date,
// Message-ID, In-Reply-To and Organization in the message's order, each with
// its name and as it is folded; then the bodies in the message's order. Encoded
// words are decoded, and white space between two of them is no text. Header
// fields in bare bytes are UTF-8 or, where they are not, in the charset of the
// message's body. Other header fields are named in a note; those of parts are
// no text.
//
// A body is a part of text/plain or text/html that is no attachment. Of
// alternatives the plain one is read, or the HTML when no plain one has words;
// a note counts the others. Transfer encodings and charsets are decoded, and
// nothing else is: quoted lines and format=flowed stay as they are.
//
// # Charsets
//
// A charset is what the part says, by the Encoding Standard's names. A part that
// declares none, US-ASCII or a charset of single bytes, but is valid UTF-8
// beyond ASCII, is that. Of an unknown charset, and when more of declared
// UTF-8 is broken than sound, windows-1252 is supposed. Notes tell of all this.
//
// # Passages
//
// A header field is a header; of Subject, the name is, and what it says is the
// title. Plain bodies have paragraphs as Plain has them, and what follows the
// last line "-- " is a footer unless it is quoted. HTML bodies are read as
// htmlReader reads pages, but what they say of themselves is not taken.
//
// # Members
//
// Every other part is a member: attachments, inline images, signatures,
// attached messages, which are not looked into. A part is an attachment when it
// says so, has a file name, or is neither plain text nor HTML. Encrypted parts
// are unread members, and so are those of unknown transfer encodings, those
// nested deeper than Limits.Depth, and those which decode, all together, to
// more than Limits.Text.
//
// # Damage
//
// A message is read up to where it was cut off: a missing end boundary, broken
// base64 and a header without its blank line are noted. A multipart without any
// boundary is read as plain text.
var mailReader = Reader{
	Name: "mail", Version: 1,
	Types:   []string{"message/rfc822", "message/global"},
	Hostile: true, // for the HTML in it
	Read:    readMail,
}

// mail is a message being read.
type mail struct {
	*builder
	data    []byte
	lines   mailLines
	coding  htmlCoding // of header fields in bare bytes
	members []Member
	left    int64 // bytes that attachments may yet decode to
	subject bool  // the message has one
}

func readMail(in Input) (Text, error) {
	walk := newMailWalk(in)
	if err := walk.walk(); err != nil {
		return Text{}, err
	}
	m := &mail{builder: newBuilder(in.Limits), data: in.Data, lines: walk.lines, left: in.Limits.Text}
	m.coding, _ = htmlCodingOf(string(Windows1252))
	if coding, ok := htmlCodingOf(walk.root.charset()); ok && coding.how != Copy {
		m.coding = coding
	}
	m.header(walk.from)
	m.visit(walk.root, false)
	m.notes = append(m.notes, walk.notes()...)
	t, err := m.finish()
	if err != nil {
		return Text{}, err
	}
	oneTitle(t.Passages)
	t.Members = m.members
	return t, nil
}

// visit reads a part and those in it. superseded: it is an alternative to what
// is read, so that only its attachments are.
func (m *mail) visit(p *mailPart, superseded bool) {
	switch {
	case m.err != nil:
	case p.multipart && p.kind == "multipart/encrypted":
		m.encrypted(p)
	case p.multipart:
		chosen := m.choose(p)
		for _, child := range p.parts {
			m.visit(child, superseded || chosen != nil && child != chosen)
		}
	case !p.isBody():
		m.member(p)
	case !superseded || !m.canRead(p):
		m.body(p)
	case m.hasWords(p):
		left := " of the text in " + p.form() + " left out"
		m.count("alternative"+left, "alternatives"+left)
	}
}

// choose returns which of alternatives is to be read; nil: all, as there are
// none.
func (m *mail) choose(p *mailPart) *mailPart {
	if p.kind != "multipart/alternative" {
		return nil
	}
	for _, kind := range [...]string{"text/plain", "text/html"} {
		for _, child := range p.parts {
			if m.says(child, kind) {
				return child
			}
		}
	}
	return nil
}

// says tells whether a part of that kind has words, p or one in it.
func (m *mail) says(p *mailPart, kind string) bool {
	if !p.multipart {
		return p.kind == kind && p.isBody() && m.hasWords(p)
	}
	for _, child := range p.parts {
		if m.says(child, kind) {
			return true
		}
	}
	return false
}

// encrypted takes PGP/MIME (RFC 3156): a part that says so, and the encrypted one.
func (m *mail) encrypted(p *mailPart) {
	m.note("the text is encrypted (%s)", orWord(p.parameters.value("protocol"), "multipart/encrypted"))
	for i, child := range p.parts {
		if i == 0 && len(p.parts) > 1 {
			continue
		}
		child.sealed = true
		m.visit(child, false)
	}
}

// member adds a part as a member.
func (m *mail) member(p *mailPart) {
	if m.err != nil {
		return
	}
	member := Member{Name: p.name, Length: -1}
	switch {
	case p.tooDeep:
		member.Unread = fmt.Sprintf("over budget: parts nested more than %d deep", m.limits.Depth)
		m.note("%s is left out: parts are nested more than %d deep", p, m.limits.Depth)
	case p.encoding == mailUnknown:
		member.Unread = fmt.Sprintf("transfer encoding %.60q is not known here", p.declared)
		m.note("%s is left out: its transfer encoding %.60q is not known here", p, p.declared)
	default:
		m.unpack(p, &member)
	}
	m.members = append(m.members, member)
}

// unpack fills the bytes of a member in, or why there are none.
func (m *mail) unpack(p *mailPart, member *Member) {
	if p.encoding == mailAsIs {
		member.Start, member.Length = p.start, p.end-p.start
		member.Data = m.data[p.start:p.end:p.end]
	} else if int64(p.end-p.start) > m.left/3*4+4 {
		member.Unread = fmt.Sprintf("over budget: attachments of more than %d bytes", m.limits.Text)
		m.note("%s is left out: attachments of more than %d bytes", p, m.limits.Text)
		return
	} else {
		decoded := p.decode(m.data, false)
		m.notes = append(m.notes, decoded.notes(p)...)
		member.Data = decoded.data
		m.left -= int64(len(decoded.data))
	}
	if p.sealed || p.isEnveloped(member.Data) {
		if !p.sealed {
			m.note("%s is encrypted (S/MIME)", p)
		}
		member.Data, member.Unread = nil, "encrypted"
	}
}

// isWord tells whether r makes words: outside of passages there is none.
func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func orWord(word, other string) string {
	if word = strings.ToValidUTF8(word, "\uFFFD"); word == "" || len(word) > 100 {
		return other
	}
	return word
}
