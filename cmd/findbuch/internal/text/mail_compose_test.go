package text

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"mime/quotedprintable"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"findbuch/store/span"
)

// transferred is data in a transfer encoding, its lines of so many bytes.
func transferred(encoding mailEncoding, data []byte, width int) string {
	var out bytes.Buffer
	switch encoding {
	case mailQuoted:
		w := quotedprintable.NewWriter(&out)
		w.Binary = true
		w.Write(data)
		w.Close()
	case mailBase64:
		packed := base64.StdEncoding.EncodeToString(data)
		for i := 0; i < len(packed); i += width {
			out.WriteString(packed[i:min(len(packed), i+width)] + "\n")
		}
	default:
		return string(data)
	}
	return out.String()
}

// Whatever the charset, the transfer encoding and the width of its lines: each
// run decodes to its text, every span leads to bytes, and these decode to the
// span and little more.
func TestCompose(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		charset := rapid.SampledFrom(append(madeCharsets, "big5", "shift_jis", "euc-kr", "utf-16le")).Draw(t, "charset")
		alphabet := strings.Fields(madeWords[charset] + " a b2 \n =")
		words := rapid.SliceOf(rapid.SampledFrom(alphabet)).Draw(t, "words")
		body := strings.Join(words, rapid.SampledFrom([]string{"", " ", "\r\n"}).Draw(t, "between"))
		data := encodeIn(charset, body)

		p := &mailPart{encoding: rapid.SampledFrom([]mailEncoding{mailAsIs, mailQuoted, mailBase64}).Draw(t, "encoding")}
		before := rapid.StringN(0, 5, 5).Draw(t, "before")
		message := []byte(before + transferred(p.encoding, data, rapid.IntRange(1, 80).Draw(t, "width")))
		p.start, p.end = len(before), len(message)
		decoded := p.decode(message, true)
		require.Equal(t, data, append([]byte{}, decoded.data...))
		coding, _ := htmlCodingOf(charset)
		got, inner, err := decodeMail(decoded.data, coding)
		require.NoError(t, err)
		require.Equal(t, body, got)
		m, ok := compose(message, got, inner, decoded)
		require.True(t, ok)
		prove(t, Text{Body: got, Map: m, Passages: mailPassages(got)}, bare(message))

		from := rapid.IntRange(0, len(got)).Draw(t, "from")
		to := rapid.IntRange(from, len(got)).Draw(t, "to")
		s := span.Span{Start: from, End: to}
		source, _, ok := m.Source(got, s)
		if !isBoundary(got, from) || !isBoundary(got, to) || body == "" {
			return
		}
		require.True(t, ok)
		how := [...]How{How(charset), QuotedPrintable + "+" + How(charset), Base64 + "+" + How(charset)}[p.encoding]
		if s.Len() > 0 {
			again, err := how.Decode(message[source.Start:source.End])
			require.NoError(t, err)
			require.Contains(t, again, s.Of(got))
		}
	})
}

// The runs of a text that was quoted or packed, each as "source → text".
func TestComposeRuns(t *testing.T) {
	tests := []struct {
		name, charset, message, want string
		encoding                     mailEncoding
	}{
		{"words", "utf-8", "=C3=9Cb=C3=BC=C3=9F, =E2=80=9Eja=E2=80=9C", `
=C3=9C quoted-printable+utf-8 Ü
b copy b
=C3=BC=C3=9F quoted-printable+utf-8 üß
,  copy , 
=E2=80=9E quoted-printable+utf-8 „
ja copy ja
=E2=80=9C quoted-printable+utf-8 “
`, mailQuoted},
		{"soft line ends", "koi8-r", "=D0=D2=  \n=C9 a=\nb  \r\nc=", `
=D0=D2=  ⏎=C9 quoted-printable+koi8-r при
 a koi8-r  a
b koi8-r b
⏎c koi8-r ⏎c
`, mailQuoted},
		{"escape and letter", "big5", "=A4@a=A4=40", `
=A4@ quoted-printable+big5 一
a big5 a
=A4=40 quoted-printable+big5 一
`, mailQuoted},
		{"characters over lines", "utf-8", "5p2x\n5LqsY\neWkluS4\ngA==", `
5p2x base64+utf-8 東
5Lqs base64+utf-8 京
Y⏎eWkluS4 base64+utf-8 a外
luS4⏎gA== base64+utf-8 一
`, mailBase64},
		{"junk", "utf-8", "*YWI*j*\nZGVm*", `
YWI*j base64+utf-8 ab#
ZGVm base64+utf-8 def
`, mailBase64},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := &mailPart{encoding: tt.encoding, end: len(tt.message)}
			decoded := p.decode([]byte(tt.message), true)
			coding, _ := htmlCodingOf(tt.charset)
			body, inner, err := decodeMail(decoded.data, coding)
			require.NoError(t, err)
			m, ok := compose([]byte(tt.message), body, inner, decoded)
			require.True(t, ok)
			prove(t, Text{Body: body, Map: m, Passages: mailPassages(body)}, bare([]byte(tt.message)))
			var got strings.Builder
			for i, run := range m {
				end := len(body)
				if i+1 < len(m) {
					end = m[i+1].Text
				}
				fmt.Fprintf(&got, "%s %s %s\n", tt.message[run.Source:run.Source+run.Length], run.How, body[run.Text:end])
			}
			shown := func(s string) string {
				return strings.NewReplacer("\r", "", "\n ", "\n ", "\n", "⏎").Replace(s)
			}
			require.Equal(t, shown(strings.ReplaceAll(strings.TrimLeft(tt.want, "\n"), "⏎", "\n")), shown(got.String()))
		})
	}
}

// Markup of a page stands where its tag was, in whole groups.
func TestComposeMarkup(t *testing.T) {
	const packed = "YTxicj5i\nYjxwPmM=" // a<br>bb<p>c
	p := &mailPart{encoding: mailBase64, end: len(packed)}
	decoded := p.decode([]byte(packed), true)
	page, err := htmlPassages(decoded.data, "utf-8", DefaultLimits)
	require.NoError(t, err)
	m, ok := compose([]byte(packed), page.Body, page.Map, decoded)
	require.True(t, ok)
	require.Equal(t, "a\nbb\nc", page.Body)
	page.Map = m
	prove(t, page, bare([]byte(packed)))
	requireProvable(t, page)
}
