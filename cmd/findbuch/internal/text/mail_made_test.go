package text

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"math/rand/v2"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/htmlindex"
)

// madeWords are words in seven charsets.
var madeWords = map[string]string{
	"utf-8":        "Übung „Straße“ naïve 東京 Ελλάδα привет 10 € 😀 plain",
	"iso-8859-1":   "Grüße café été Ærø niño 25° plain words here",
	"iso-8859-15":  "œuvre Šimon Straße 10 € Žena plain words here",
	"windows-1252": "„Zitat“ – Straße 10 € Œuvre plain words here",
	"koi8-r":       "привет мир съешь ещё этих мягких булок plain words",
	"iso-2022-jp":  "東京 こんにちは テスト 世界 plain words here",
	"gb18030":      "北京 你好 世界 联通 plain words 丂𠀀 here",
}

var madeCharsets = []string{"utf-8", "iso-8859-1", "iso-8859-15", "windows-1252", "koi8-r", "iso-2022-jp", "gb18030"}

// madeMail makes messages, and knows what is in them.
type madeMail struct {
	*rand.Rand
	boundaries int
	bodies     []string
	members    []Member
}

func (m *madeMail) of(choices ...string) string { return choices[m.IntN(len(choices))] }

// prose is some lines of words in a charset, all of them different from others.
func (m *madeMail) prose(charset string) string {
	words := strings.Fields(madeWords[charset])
	var out strings.Builder
	fmt.Fprintf(&out, "Nr %d", m.Int32())
	for range 1 + m.IntN(60) {
		out.WriteString(m.of(" ", " ", " ", "", "\r\n", ". "))
		out.WriteString(words[m.IntN(len(words))])
	}
	out.WriteString(" Ende")
	return out.String()
}

func encodeIn(charset, text string) []byte {
	e, err := htmlindex.Get(charset)
	if err != nil {
		panic(err)
	}
	encoded, err := e.NewEncoder().Bytes([]byte(text))
	if err != nil {
		panic(err)
	}
	return encoded
}

// part is a part with a body, in a transfer encoding of its choice.
func (m *madeMail) part(header string, data []byte, asIs bool) (part string, encoding string) {
	encodings := []string{"quoted-printable", "base64"}
	if asIs {
		encodings = append(encodings, "8bit")
	}
	encoding = m.of(encodings...)
	var body bytes.Buffer
	switch encoding {
	case "quoted-printable":
		w := quotedprintable.NewWriter(&body)
		w.Binary = !asIs
		w.Write(data)
		w.Close()
	case "base64":
		packed := base64.StdEncoding.EncodeToString(data)
		for width := 57 + m.IntN(20); packed != ""; packed = packed[min(width, len(packed)):] {
			body.WriteString(packed[:min(width, len(packed))] + "\r\n")
		}
	default:
		body.Write(data)
	}
	return header + "\r\nContent-Transfer-Encoding: " + encoding + "\r\n\r\n" + body.String(), encoding
}

func (m *madeMail) plain() string {
	charset := m.of(madeCharsets...)
	prose := m.prose(charset)
	m.bodies = append(m.bodies, prose)
	part, _ := m.part("Content-Type: text/plain; charset="+charset, encodeIn(charset, prose), true)
	return part
}

func (m *madeMail) html(kept bool) string {
	charset := m.of(madeCharsets...)
	prose := m.prose(charset)
	if kept {
		m.bodies = append(m.bodies, "drei & Käse", prose)
	}
	page := "<p>drei &amp; K&auml;s<b>e</b></p><script>var x</script><p>" + prose + "</p>"
	part, _ := m.part("Content-Type: text/html; charset=\""+strings.ToUpper(charset)+"\"", encodeIn(charset, page), true)
	return part
}

func (m *madeMail) attachment() string {
	data := make([]byte, m.IntN(3000))
	for i := range data {
		data[i] = byte(m.Uint32())
	}
	name := m.of("Grüße.pdf", "a b.png", `x"y.zip`, "東京.doc")
	header := "Content-Type: application/octet-stream; name=\"" +
		strings.ReplaceAll(mime.BEncoding.Encode("utf-8", name), `"`, `\"`) + "\""
	if m.IntN(2) == 0 {
		header = mime.FormatMediaType("attachment", map[string]string{"filename": name})
		header = "Content-Type: image/png\r\nContent-Disposition: " + header
	}
	part, _ := m.part(header, data, false)
	m.members = append(m.members, Member{Name: name, Data: data})
	return part
}

func (m *madeMail) attached() string {
	data := "Subject: inner\r\nContent-Type: multipart/mixed; boundary=inner\r\n\r\n--inner\r\n\r\nNr\r\n--inner--"
	m.members = append(m.members, Member{Data: []byte(data)})
	return "Content-Type: message/rfc822\r\n\r\n" + data
}

func (m *madeMail) multipart(depth int) string {
	kind := m.of("mixed", "related", "alternative")
	var parts []string
	switch kind {
	case "alternative":
		parts = append(parts, m.plain(), m.html(false))
		if m.IntN(3) == 0 {
			m.bodies = m.bodies[:len(m.bodies)-1]
			parts = []string{m.html(true)}
		}
	default:
		for range 1 + m.IntN(4) {
			parts = append(parts, m.node(depth+1))
		}
	}
	m.boundaries++
	boundary := fmt.Sprintf("=_%d'(%s)", m.boundaries, kind)
	var out strings.Builder
	fmt.Fprintf(&out, "Content-Type: multipart/%s;\r\n\tboundary=\"%s\"\r\n\r\n%s", kind, boundary, m.of("", "-\r\n"))
	for _, part := range parts {
		out.WriteString("--" + boundary + m.of("", " ") + "\r\n" + part + "\r\n")
	}
	out.WriteString("--" + boundary + "--" + m.of("", "\r\n", "\r\n\r\n"))
	return out.String()
}

func (m *madeMail) node(depth int) string {
	if depth < 4 && m.IntN(3) == 0 {
		return m.multipart(depth)
	}
	switch m.IntN(5) {
	case 0:
		return m.attachment()
	case 1:
		return m.attached()
	case 2:
		return m.html(true)
	}
	return m.plain()
}

func (m *madeMail) message() (message, subject string) {
	charset := m.of(madeCharsets...)
	subject = "Betreff " + m.of(strings.Fields(madeWords[charset])...)
	encoder := mime.QEncoding
	if m.IntN(2) == 0 {
		encoder = mime.BEncoding
	}
	word := encoder.Encode(charset, string(encodeIn(charset, subject)))
	if strings.Contains(word, "\x1b") {
		word = "=?iso-2022-jp?B?" + base64.StdEncoding.EncodeToString(encodeIn(charset, subject)) + "?="
	}
	body := m.node(0)
	return "From: a@x.de\r\nSubject: " + word + "\r\nMIME-Version: 1.0\r\n" + body, subject
}

// A thousand messages in seven charsets and nested parts: every body and every
// attachment is found, and the map is true.
func TestMadeMail(t *testing.T) {
	bodies, members := 0, 0
	for seed := range uint64(1000) {
		m := &madeMail{Rand: rand.New(rand.NewPCG(seed, 1))}
		message, subject := m.message()
		got := readMessage(t, message, DefaultLimits)
		require.Equal(t, subject, Title(got), "seed %d", seed)
		rest := got.Body
		for _, body := range m.bodies {
			_, after, found := strings.Cut(rest, body)
			require.True(t, found, "seed %d: %q is not in %q", seed, body, rest)
			rest = after
		}
		require.Len(t, got.Members, len(m.members), "seed %d", seed)
		for i, want := range m.members {
			require.Equal(t, want.Name, got.Members[i].Name, "seed %d", seed)
			require.Equal(t, string(want.Data), string(got.Members[i].Data), "seed %d", seed)
		}
		requireSamePartsAsStandardLibrary(t, message)
		bodies, members = bodies+len(m.bodies), members+len(m.members)
	}
	require.Greater(t, bodies, 1000)
	require.Greater(t, members, 500)
}

// requireSamePartsAsStandardLibrary compares the bytes of the parts with those
// that mime/multipart finds.
func requireSamePartsAsStandardLibrary(t *testing.T, message string) {
	walk := newMailWalk(Input{Data: []byte(message), Limits: DefaultLimits})
	require.NoError(t, walk.walk())
	var ours []string
	var collect func(*mailPart)
	collect = func(p *mailPart) {
		if !p.multipart {
			ours = append(ours, message[p.start:p.end])
		}
		for _, child := range p.parts {
			collect(child)
		}
	}
	collect(walk.root)
	whole, err := netmail.ReadMessage(strings.NewReader(message))
	require.NoError(t, err)
	require.Equal(t, standardParts(t, whole.Header.Get("Content-Type"), whole.Body), ours)
}

func standardParts(t *testing.T, contentType string, body io.Reader) (parts []string) {
	kind, parameters, err := mime.ParseMediaType(contentType)
	require.NoError(t, err)
	if !strings.HasPrefix(kind, "multipart/") {
		data, err := io.ReadAll(body)
		require.NoError(t, err)
		return []string{string(data)}
	}
	for r := multipart.NewReader(body, parameters["boundary"]); ; {
		part, err := r.NextRawPart()
		if err == io.EOF {
			return parts
		}
		require.NoError(t, err)
		parts = append(parts, standardParts(t, part.Header.Get("Content-Type"), part)...)
	}
}
