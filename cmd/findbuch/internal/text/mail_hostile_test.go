package text

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// tryMail reads bytes that may be anything: what is read is proved, and else
// there is a reason.
func tryMail(t require.TestingT, data []byte, limits Limits) Text {
	got, err := mailReader.Read(Input{Data: data, Limits: limits})
	if err != nil {
		require.ErrorIs(t, err, ErrOverBudget)
		return got
	}
	prove(t, got, bare(data))
	requireProvable(t, got)
	requireMembers(t, got, string(data))
	return got
}

func TestMailNestedDeeply(t *testing.T) {
	var parts, messages strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&parts, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
		messages.WriteString("Content-Type: message/rfc822\n\n")
	}
	got := tryMail(t, []byte(parts.String()+"\ntext\n"), DefaultLimits)
	require.Len(t, got.Members, 1)
	require.Contains(t, got.Members[0].Unread, "over budget")
	got = tryMail(t, []byte(messages.String()+"\ntext\n"), DefaultLimits)
	require.Len(t, got.Members, 1)
	require.Equal(t, messages.String()[len("Content-Type: message/rfc822\n\n"):]+"\ntext\n", string(got.Members[0].Data))
}

// Each of these would take minutes if it took quadratic time.
func TestMailTakesLinearTime(t *testing.T) {
	const n = 200_000
	const multi = "Content-Type: multipart/mixed; boundary=b\n\n"
	for name, message := range map[string]string{
		"dashes":          multi + strings.Repeat("--\n", n),
		"one line":        multi + "--" + strings.Repeat("b", 3*n),
		"fields":          strings.Repeat("a:\n", n),
		"names":           strings.Repeat("Subject:", n),
		"folded":          "To: a" + strings.Repeat("\n a", n),
		"words":           "To: " + strings.Repeat("=?utf-8?q?", n),
		"broken words":    "To: " + strings.Repeat("=?utf-8?q?=FF?= ", n/4),
		"question marks":  "To: " + strings.Repeat("=?", n),
		"parameters":      "Content-Type: a/b" + strings.Repeat("; a*1=b", n) + "\n\n",
		"brackets":        "Content-Type: a/b " + strings.Repeat("(", n) + "\n\n",
		"escapes":         "Content-Transfer-Encoding: quoted-printable\n\n" + strings.Repeat("=41b", n),
		"blanks":          "Content-Transfer-Encoding: quoted-printable\n\n" + strings.Repeat(" ", n) + "=" + strings.Repeat(" ", n) + "a",
		"groups":          "Content-Transfer-Encoding: base64\n\n" + strings.Repeat("QUFB\n", n),
		"junk":            "Content-Transfer-Encoding: base64\n\n" + strings.Repeat("Q*U*F*B", n),
		"chinese":         "Content-Type: text/plain; charset=big5\nContent-Transfer-Encoding: base64\n\n" + strings.Repeat("pKSk5aSk\n", n),
		"half chinese":    "Content-Type: text/plain; charset=gb18030\nContent-Transfer-Encoding: base64\n\n" + strings.Repeat("gYGB", n),
		"half japanese":   "Content-Type: text/plain; charset=iso-2022-jp\nContent-Transfer-Encoding: quoted-printable\n\n" + strings.Repeat("=1B$B%F\n", n/4),
		"signatures":      "\n" + strings.Repeat("-- ", n),
		"nested in parts": strings.Repeat("Content-Type: multipart/alternative; boundary=b\n\n--b\n", 250) + "\n" + strings.Repeat("a", n),
	} {
		t.Run(name, func(t *testing.T) { tryMail(t, []byte(message), DefaultLimits) })
	}
}

// hostileMail is a small message with everything in it.
const hostileMail = "From: =?utf-8?q?J=C3=BC?= =?utf-8?b?w4Q=?=\r\nSubject: =?big5?b?pKSk5Q==?= \xE4\r\n" +
	"Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain; charset=gb18030\r\n" +
	"Content-Transfer-Encoding: quoted-printable\r\n\r\n=D6=D0=\r\n=CE=C4a  \r\n=810\x810=7F\r\n--b\r\n" +
	"Content-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\n\r\n--c\r\n" +
	"Content-Type: text/html; charset=big5\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+pKSk5SZhdW1s\r\nOzxiPqTlPC9iPqTk\r\n" +
	"--c--\r\n--b\r\nContent-Type: text/plain; charset=iso-2022-jp\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
	"GyRCJUYlORsoQg0KGyRCJUYbKEI=\r\n--b\r\nContent-Type: text/html; charset=utf-16le\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
	"PABiAD4A5AA=\r\n--b\r\nContent-Type: a/b; name*0*=utf-8''%C3;\r\n name*1*=%A4\r\n\r\nx\r\n--b--\r\n"

func TestMailDamaged(t *testing.T) {
	got := tryMail(t, []byte(hostileMail), DefaultLimits)
	require.Equal(t, "ä", got.Members[0].Name)
	for i := range hostileMail {
		tryMail(t, []byte(hostileMail[:i]), DefaultLimits)
	}
	random := rand.New(rand.NewPCG(1, 2))
	files, _ := filepath.Glob("../../../../testdata/documents/*/*.eml")
	messages := []string{hostileMail}
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		messages = append(messages, string(data))
	}
	for _, message := range messages {
		for range 200 {
			data := []byte(message)
			for range 1 + random.IntN(5) {
				data[random.IntN(len(data))] = byte(random.Uint32())
			}
			tryMail(t, data, DefaultLimits)
			tryMail(t, data[:random.IntN(len(data))], DefaultLimits)
		}
	}
}

func FuzzMail(f *testing.F) {
	f.Add([]byte(hostileMail))
	f.Add([]byte("Content-Transfer-Encoding: base64\nContent-Type: text/html\n\nPHA+YTxiPmI8\nL2I+YyZhbXA7PHA+\nZHh5\n"))
	f.Add([]byte("Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=utf-16be\n\n=00a=00 =\n=00=E4\n"))
	for seed := range uint64(20) {
		m := &madeMail{Rand: rand.New(rand.NewPCG(seed, 3))}
		message, _ := m.message()
		f.Add([]byte(message))
	}
	limits := Limits{Text: 1 << 20, Depth: 4, Ratio: 1000, Entries: 20}
	f.Fuzz(func(t *testing.T, data []byte) { tryMail(t, data, limits) })
}

func BenchmarkMail(b *testing.B) {
	var plain, quoted, packed, attached strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&plain, "Eine Zeile mit Grüßen aus Köln, Nr %d.\n", i)
		fmt.Fprintf(&quoted, "Eine Zeile mit Gr=C3=BC=C3=9Fen aus K=C3=B6ln, =\nNr %d.\n", i)
		packed.WriteString("RWluZSBaZWlsZSBtaXQgR3LDvMOfZW4gYXVzIEvDtmxuLCBFaW5lIFplaWxlIG1pdCBH\n")
		attached.WriteString("RWluZSBaZWlsZSBtaXQgR3LDvMOfZW4gYXVzIEvDtmxuLCBFaW5lIFplaWxlIG1pdCBH\n")
	}
	const text = "Subject: a\nContent-Type: text/plain; charset=utf-8\n"
	for name, message := range map[string]string{
		"plain":            text + "\n" + plain.String(),
		"quoted-printable": text + "Content-Transfer-Encoding: quoted-printable\n\n" + quoted.String(),
		"base64":           text + "Content-Transfer-Encoding: base64\n\n" + packed.String(),
		"attachment":       "Subject: a\nContent-Type: a/b\nContent-Transfer-Encoding: base64\n\n" + attached.String(),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(message)))
			for b.Loop() {
				if _, err := mailReader.Read(Input{Data: []byte(message), Limits: DefaultLimits}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
