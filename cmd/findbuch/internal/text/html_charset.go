package text

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/encoding/htmlindex"
)

// htmlDeclaration is where a page must declare its charset, bytes.
const htmlDeclaration = 1024

// htmlCharset returns the charset of a page, as the Encoding Standard names it:
// UTF-16 when guess says so, UTF-8 where the bytes are, else what the page
// declares, else guess, else windows-1252. A page that declares UTF-8 and has
// another guess is wrong about itself.
func htmlCharset(data []byte, guess string) string {
	if guess == string(UTF16LE) || guess == string(UTF16BE) {
		return guess
	}
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return string(UTF16LE)
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return string(UTF16BE)
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		return "utf-8"
	}
	declared := htmlDeclared(data[:min(len(data), htmlDeclaration)])
	if declared == iso2022jp && bytes.IndexByte(data, 0x1B) >= 0 {
		return declared // whose bytes are all ASCII
	}
	switch {
	case utf8.Valid(data):
		return "utf-8"
	case declared != "" && (declared != "utf-8" || guess == ""):
		return declared
	case guess != "":
		return guess
	}
	return string(Windows1252)
}

// htmlDeclared returns what the head of a page, or its XML declaration,
// says. UTF-16 is UTF-8 there, since the declaration could not be read else.
func htmlDeclared(head []byte) string {
	if bytes.HasPrefix(head, []byte("<?xml")) {
		declaration, _, _ := bytes.Cut(head, []byte("?>"))
		if _, label, ok := bytes.Cut(declaration, []byte("encoding")); ok {
			return charsetLabelled(label)
		}
	}
	for z := html.NewTokenizer(bytes.NewReader(head)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			t := htmlTag{raw: z.Raw(), name: htmlTagName(z.Raw()[1:])}
			if t.name != atom.Meta {
				continue
			}
			label := []byte("=" + t.value("charset"))
			if len(label) == 1 {
				content := strings.ToLower(t.value("content"))
				_, after, _ := strings.Cut(content, "charset")
				label = []byte(after)
			}
			if name := charsetLabelled(label); name != "" {
				return name
			}
		}
	}
}

// charsetLabelled returns the name of the charset in `= "label"`.
func charsetLabelled(label []byte) string {
	label = bytes.TrimLeft(label, " \t\r\n")
	if !bytes.HasPrefix(label, []byte("=")) {
		return ""
	}
	label = bytes.TrimLeft(label[1:], " \t\r\n\"'")
	if n := bytes.IndexAny(label, " \t\r\n\"';>"); n >= 0 {
		label = label[:n]
	}
	coding, ok := htmlCodingOf(string(label))
	switch {
	case !ok:
		return ""
	case coding.how == UTF16LE || coding.how == UTF16BE:
		return "utf-8"
	}
	return coding.name()
}

const iso2022jp = "iso-2022-jp"

// htmlCoding is how the bytes of a page that are not ASCII are decoded.
type htmlCoding struct {
	how How // Copy: UTF-8
	way way
}

func (c htmlCoding) name() string {
	if c.how == Copy {
		return "utf-8"
	}
	return string(c.how)
}

// htmlCodingOf returns the coding that has a label in the Encoding Standard.
func htmlCodingOf(label string) (htmlCoding, bool) {
	charset, err := htmlindex.Get(strings.TrimSpace(label))
	if err != nil {
		return htmlCoding{}, false
	}
	name, err := htmlindex.Name(charset)
	if err != nil || name == "replacement" || name == "x-user-defined" {
		return htmlCoding{}, false
	}
	if name == "utf-8" {
		name = string(Copy)
	}
	w, ok := wayOf(How(name))
	return htmlCoding{How(name), w}, ok
}

// maskISO2022JP returns data with the bytes of Japanese characters in ISO 2022-JP made
// such as are never taken for tags, each in its place.
func maskISO2022JP(data []byte) []byte {
	out := bytes.Clone(data)
	japanese := false
	for i := range out {
		if rest := data[i:]; rest[0] == 0x1B && len(rest) > 2 {
			japanese = rest[1] == '$' || rest[1] == '(' && rest[2] == 'I'
			continue
		}
		if japanese && out[i] > ' ' && !isEscapeTail(data, i) {
			out[i] |= 0x80
		}
	}
	return out
}

// isEscapeTail tells whether byte i belongs to an escape sequence that began
// one or two bytes before.
func isEscapeTail(data []byte, i int) bool {
	return bytes.IndexByte(data[max(0, i-2):i], 0x1B) >= 0
}

// htmlOfUTF16 reads a page as if it were UTF-8, and leads its map on to the
// bytes. Half a unit at the end is left out.
func htmlOfUTF16(data []byte, how How, limits Limits) (Text, error) {
	order := binary.ByteOrder(binary.LittleEndian)
	if how == UTF16BE {
		order = binary.BigEndian
	}
	if int64(len(data))/2 > limits.Text {
		return Text{}, fmt.Errorf("%w: the page is longer than %d characters", ErrOverBudget, limits.Text)
	}
	decoded, m := decodeUTF16(data[:len(data)&^1], order, how)
	p := newHTMLPage([]byte(decoded), htmlCoding{how: Copy, way: ways[Copy]}, limits)
	p.tokens()
	page, err := p.close()
	if err != nil {
		return Text{}, err
	}
	if len(data)%2 != 0 {
		page.Notes = append(page.Notes, "the page ends in half a character")
	}
	page.Map = htmlMapToUTF16(page.Map, decoded, m[0].Source, how)
	return page, nil
}

// mapToUTF16 leads a map into decoded on to the UTF-16 that it came from, which
// begins after a mark of so many bytes. The runs' sources ascend.
func htmlMapToUTF16(m Map, decoded string, mark int, how How) Map {
	out := make(Map, 0, len(m))
	place, source := 0, mark
	forward := func(to int) int {
		source += units(decoded[place:to])
		place = to
		return source
	}
	for _, run := range m {
		next := Run{Text: run.Text, Source: forward(run.Source), How: run.How}
		end := run.Source + run.Length
		switch run.How {
		case Copy:
			next.How = how
			for end-place > runLength {
				cut := place + runLength
				for !utf8.RuneStart(decoded[cut]) {
					cut--
				}
				textLength := cut - place
				next.Length = forward(cut) - next.Source
				out = append(out, next)
				next.Text += textLength
				next.Source = source
			}
		case HTML, Replaced:
			next.How = how + "+" + HTML
		}
		next.Length = forward(end) - next.Source
		out = append(out, next)
	}
	return out
}
