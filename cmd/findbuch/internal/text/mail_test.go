package text

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"findbuch/store/span"
)

// readMessage reads a message and proves the text.
func readMessage(t require.TestingT, data string, limits Limits) Text {
	got, err := mailReader.Read(Input{Data: []byte(data), Limits: limits})
	require.NoError(t, err)
	prove(t, got, bare([]byte(data)))
	requireProvable(t, got)
	requireMembers(t, got, data)
	return got
}

// requireMembers checks that what stands in the message as it is stands there.
func requireMembers(t require.TestingT, got Text, data string) {
	for _, m := range got.Members {
		if m.Length >= 0 && m.Unread == "" {
			require.Equal(t, data[m.Start:m.Start+m.Length], string(m.Data))
		}
	}
}

// describedMail is described with the members: "name: bytes".
func describedMail(t Text) string {
	out := strings.ReplaceAll(described(t), "\r", "")
	for _, m := range t.Members {
		said := strings.ReplaceAll(string(m.Data), "\r", "")
		out += fmt.Sprintf("[%s: %s%s]\n", m.Name, strings.ReplaceAll(said, "\n", "⏎"), m.Unread)
	}
	return out
}

func TestMail(t *testing.T) {
	tests := []struct {
		name, message, want string
	}{
		{"header", `From: =?iso-8859-1?Q?J=FCrgen_M=FCller?= <j@x.de>
To: a@x.de,
 =?utf-8?B?QsO2?=
 =?utf-8?Q?ll?= <b@x.de>
X-Mailer: X
Subject: =?utf-8?Q?Gr=C3?= =?utf-8?Q?=BC=C3=9Fe?= aus K=C3=B6ln
Date: Fri, 4 May 2001 14:05:44 -0400
Received: a
received: b
Message-ID: <1@x.de>
Content-Language: de

Hallo.
`, `
header: From: Jürgen Müller <j@x.de>
header: To: a@x.de,⏎ Böll <b@x.de>
header: Subject:
title: Grüße aus K=C3=B6ln
header: Date: Fri, 4 May 2001 14:05:44 -0400
header: Message-ID: <1@x.de>
paragraph: Hallo.
creator = Jürgen Müller <j@x.de>
title = Grüße aus K=C3=B6ln
date = 2001-05-04T14:05:44-04:00
identifier = <1@x.de>
language = de
(4 header fields left out: X-Mailer, Received (2), Content-Language)
`},
		{"no words", "Subject: =?nonsense?Q?a?= =?utf-8?X?a?= =?utf-8?B?*?= =?utf-8?Q?a\n\n", `
header: Subject:
title: =?nonsense?Q?a?= =?utf-8?X?a?= =?utf-8?B?*?= =?utf-8?Q?a
title = =?nonsense?Q?a?= =?utf-8?X?a?= =?utf-8?B?*?= =?utf-8?Q?a
`},
		{"bare bytes", "Subject:\xD0\xD2\xC9\xD7\xC5\xD4\nFrom: \xD0\x9F <a@x.de>\nSubject: b\nContent-Type: text/plain; charset=koi8-r\n\n\xD0\xD2\n", `
header: Subject:
title: привет
header: From: П <a@x.de>
header: Subject: b
paragraph: пр
title = привет
creator = П <a@x.de>
title = b
(1 header field left out: Content-Type)
`},
		{"signature", "Subject: \n\nLieber A,\n\n> Zitat\n> mehr\n\nGruß\n-- \nB\n\nVerein\n\n> zitiert\n", `
header: Subject:
paragraph: Lieber A,
paragraph: > Zitat⏎> mehr
paragraph: Gruß
footer: -- ⏎B
footer: Verein
paragraph: > zitiert
(the message: no charset is declared: read as utf-8)
`},
		{"quoted-printable", `Content-Type: text/plain; charset="iso-8859-15"
Content-Transfer-Encoding: Quoted-Printable

=C4pfel f=FCr 5 =A4, gewi=
=DFlich =3D ja =zz   
=A4=
`, `
paragraph: Äpfel für 5 €, gewißlich = ja =zz⏎€
(2 header fields left out: Content-Type, Content-Transfer-Encoding)
`},
		{"base64", "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\nw4RwZmVs\nIGbDv\nHI=\nFooter\n", `
paragraph: Äpfel für
(2 header fields left out: Content-Type, Content-Transfer-Encoding)
(damaged: 6 bytes behind the end of base64 in the message left out)
`},
		{"mixed", `Content-Type: multipart/mixed; boundary="b c"

Prolog
--b c
Content-Type: text/plain; charset=windows-1251

eins
--b c  
Content-Type: text/plain
Content-Disposition: attachment; filename*0*=utf-8''b%C3%A4;
 filename*1=r.txt

zwei
--b c
Content-Type: image/png; name="=?utf-8?Q?B=C3=A4r?=.png"
Content-Transfer-Encoding: base64

AQID
--b c
Content-Type: message/rfc822

Subject: drei

--b d--
--b c
Content-Type: text/html

<title>Titel</title><p>vier
--b c--
Epilog
`, `
paragraph: eins
title: Titel
paragraph: vier
(1 header field left out: Content-Type)
(12 bytes of text outside of all parts left out)
[bär.txt: zwei]
[Bär.png: ` + "\x01\x02\x03" + `]
[: Subject: drei⏎⏎--b d--]
`},
		{"alternatives", `Subject: S
Content-Type: multipart/alternative; boundary=a

--a
Content-Type: text/plain

plain
--a
Content-Type: multipart/related; boundary=b

--b
Content-Type: text/html

<p>HTML
--b
Content-Type: image/gif

GIF
--b--
--a
Content-Type: text/calendar

BEGIN
--a--
`, `
header: Subject:
title: S
paragraph: plain
title = S
(1 header field left out: Content-Type)
(1 alternative of the text in HTML left out)
[: GIF]
[: BEGIN]
`},
		{"blank alternative", `Content-Type: multipart/alternative; boundary=a

--a

   
--a
Content-Type: text/html; charset=iso-8859-1
Content-Transfer-Encoding: quoted-printable

<html lang=3Dde><title>T=E4t</title><meta name=3Dauthor content=3DX><p>K&=
auml;se</p><p>b=
rot</p></html>
--a--
`, `
title: Tät
paragraph: Käse
paragraph: brot
language = de
(1 header field left out: Content-Type)
`},
		{"damaged", `From x Sat
Subject: a
no field
Content-Type: multipart/mixed; boundary=b

--b
`, `
header: Subject:
title: a
paragraph: no field⏎Content-Type: multipart/mixed; boundary=b
paragraph: --b
title = a
(the line "From " before the header left out)
(damaged: no blank line ends a header)
`},
		{"cut off", "Content-Type: multipart/mixed; boundary=b\n\n--b\n\neins\n--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\nzw", `
paragraph: eins
paragraph: zw
(1 header field left out: Content-Type)
(damaged: the end boundaries of 2 multiparts are missing: the message may be cut off)
`},
		{"no boundary", "Content-Type: multipart/mixed; boundary=b\n\n-- b\neins\n", `
paragraph: -- b⏎eins
(1 header field left out: Content-Type)
(damaged: a multipart without boundaries is read as plain text)
`},
		{"digest", "Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: a\n--b\n\n\nSubject: b\n--b--\n", `
(1 header field left out: Content-Type)
[: Subject: a]
[: ⏎Subject: b]
`},
		{"encrypted", `Content-Type: multipart/encrypted; boundary=b; protocol="application/pgp-encrypted"

--b
Content-Type: application/pgp-encrypted

Version: 1
--b
Content-Type: application/octet-stream; name=m.asc

secret
--b--
`, `
(1 header field left out: Content-Type)
(the text is encrypted (application/pgp-encrypted))
[m.asc: encrypted]
`},
		{"S/MIME", "Subject: a\nContent-Type: application/pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nMIIBAwYJKoZIhvcNAQcDoA==\n", `
header: Subject:
title: a
title = a
(2 header fields left out: Content-Type, Content-Transfer-Encoding)
(the message is encrypted (S/MIME))
[smime.p7m: encrypted]
`},
		{"unknown", "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=x-y\n\nf\xFCr\n--b\nContent-Transfer-Encoding: x-uuencode\n\nbegin\n--b--\n", `
paragraph: für
(1 header field left out: Content-Type)
(part 1: charset "x-y" is unknown: read as windows-1252)
(part 2 is left out: its transfer encoding "x-uuencode" is not known here)
[: transfer encoding "x-uuencode" is not known here]
`},
		{"wrong charsets", "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\nf\xFCr\n--b\nContent-Type: text/plain; charset=iso-8859-1\n\nfür\n--b\nContent-Type: text/plain; charset=utf-8\n\nfür f\xFCr üb\n--b--\n", `
paragraph: für
paragraph: für
paragraph: für f` + "\uFFFD" + `r üb
(1 header field left out: Content-Type)
(part 1: is no utf-8, as it says: read as windows-1252)
(part 2: is utf-8, not "iso-8859-1" as it says)
`},
		{"japanese", "Content-Type: text/plain; charset=iso-2022-jp\n\nabc\n\x1B$B\x25\x46\x25\x39\x25\x48\x1B(B!\n\n\x1B$B\x24\x22\x1B(B", `
paragraph: abc⏎テスト!
paragraph: あ
(1 header field left out: Content-Type)
`},
		{"utf-16", "Content-Type: text/plain; charset=utf-16\nContent-Transfer-Encoding: base64\n\n/v8AYQBi\nAOQAYwBk\n", `
paragraph: abäcd
(2 header fields left out: Content-Type, Content-Transfer-Encoding)
`},
		{"line ends of old Macs", "Subject: a\rContent-Type: multipart/mixed; boundary=b\r\r--b\r\reins\r\rzwei\r--b--\r", `
header: Subject:
title: a
paragraph: eins
paragraph: zwei
title = a
(1 header field left out: Content-Type)
`},
		{"nothing", "", "\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := describedMail(readMessage(t, tt.message, DefaultLimits))
			require.Equal(t, strings.TrimLeft(tt.want, "\n"), got)
			if crlf := strings.ReplaceAll(tt.message, "\n", "\r\n"); !strings.Contains(tt.name, "Mac") {
				got = describedMail(readMessage(t, crlf, DefaultLimits))
				require.Equal(t, strings.TrimLeft(tt.want, "\n"), got, "with CRLF")
			}
		})
	}
}

// Nested multiparts up to the limit are read; a deeper one is a member without
// bytes. More parts than the limit are over budget.
func TestMailLimits(t *testing.T) {
	var message strings.Builder
	for i := range 3 {
		fmt.Fprintf(&message, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n\ntext %d\n--b%d\n", i, i, i, i)
	}
	limits := DefaultLimits
	limits.Depth = 2
	got := readMessage(t, message.String(), limits)
	require.Equal(t, "paragraph: text 0\nparagraph: text 1\n(1 header field left out: Content-Type)\n"+
		"(part 4 is left out: parts are nested more than 2 deep)\n"+
		"(damaged: the end boundaries of 2 multiparts are missing: the message may be cut off)\n"+
		"[: over budget: parts nested more than 2 deep]\n", describedMail(got))

	limits.Entries = 4
	_, err := mailReader.Read(Input{Data: []byte(message.String()), Limits: limits})
	require.ErrorIs(t, err, ErrOverBudget)

	limits = DefaultLimits
	limits.Text = 9
	got = readMessage(t, "Content-Type: multipart/mixed; boundary=b\n\n"+
		strings.Repeat("--b\nContent-Type: a/b\nContent-Transfer-Encoding: base64\n\nQUFBQUFB\n", 2), limits)
	require.Equal(t, "AAAAAA", string(got.Members[0].Data))
	require.Equal(t, "over budget: attachments of more than 9 bytes", got.Members[1].Unread)

	_, err = mailReader.Read(Input{Data: []byte("\nzehn Zeichen"), Limits: limits})
	require.ErrorIs(t, err, ErrOverBudget)
}

// The map leads each word to its own bytes, however it was encoded.
func TestMailWordsLeadToBytes(t *testing.T) {
	const message = "Subject: =?koi8-r?Q?=D0=D2?= =?utf-8?B?w6Q=?= x\n" +
		"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n" +
		"=E2=80=9E=C3=9Cbung=E2=80=9C =D0=BF=D1=\n=80=D0=B8 f=C3=BCr 3=A0\n"
	got := readMessage(t, message, DefaultLimits)
	for word, want := range map[string]string{
		"пр":    "=?koi8-r?Q?=D0=D2?=",
		"ä":     "=?utf-8?B?w6Q=?=",
		"Übung": "=C3=9Cbung",
		"при":   "=D0=BF=D1=\n=80=D0=B8",
		"für":   "f=C3=BCr",
		"ü":     "=C3=BC",
	} {
		requireLeads(t, got, message, word, want)
	}
	const packed = "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n" +
		"PHA+YTxiPmI8\nL2I+Y8OkPHA+\nZHh5\n" // <p>a<b>b</b>cä<p>dxy
	got = readMessage(t, packed, DefaultLimits)
	require.Equal(t, "abcä\ndxy", got.Body)
	requireLeads(t, got, packed, "abcä", "YTxiPmI8\nL2I+Y8Ok")
	requireLeads(t, got, packed, "dxy", "ZHh5")
}

func requireLeads(t *testing.T, got Text, message, word, want string) {
	i := strings.Index(got.Body, word)
	require.GreaterOrEqual(t, i, 0, word)
	s, _, ok := got.Map.Source(got.Body, span.Span{Start: i, End: i + len(word)})
	require.True(t, ok, word)
	require.Equal(t, want, s.Of(message), word)
}

func TestMailFiles(t *testing.T) {
	folder := filepath.Join("..", "..", "..", "..", "testdata", "documents")
	for name, want := range map[string]string{
		"valid/transfer-encodings-of-python.eml":       "valid",
		"valid/bounce-of-python.eml":                   "valid",
		"valid/picture-and-text-of-python.eml":         "valid",
		"damaged/end-boundaries-missing.eml":           "damaged: the end boundaries of 2 multiparts are missing: the message may be cut off",
		"damaged/multipart-without-boundaries.eml":     "damaged: a multipart without boundaries is read as plain text",
		"damaged/base64-cut-off-in-an-alternative.eml": "damaged: the base64 of part 4 is cut off, or not padded",
	} {
		data, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
		require.NoError(t, err)
		got := readMessage(t, string(data), DefaultLimits)
		require.NotEmpty(t, got.Passages, name)
		if want != "valid" {
			require.Contains(t, got.Notes, want, name)
			continue
		}
		for _, note := range got.Notes {
			require.NotContains(t, note, "damaged", name)
		}
	}
}
