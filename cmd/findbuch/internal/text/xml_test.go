package text

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func inXML(data string) Input {
	return Input{Data: []byte(data), MediaType: "application/xml", Limits: DefaultLimits}
}

func TestXML(t *testing.T) {
	tests := []struct{ name, data, body, passages string }{
		{"records", "<r><a>1</a><b>2</b><c/></r>", "1\n2", "paragraph: 1\nparagraph: 2\n"},
		{"indented", "<r>\n  <a>1</a>\n  <b>2</b>\n</r>\n", "\n  1\n  2\n\n", "paragraph: 1\nparagraph: 2\n"},
		{"mixed", "<p><b>Ha</b>llo <i>W<u>el</u>t</i></p><!--c-->", "Hallo Welt", "paragraph: Hallo Welt\n"},
		{"blocks in text", "<p>a<l><i>b</i><i>c</i></l>d</p>", "a\nb\nc\nd",
			"paragraph: a\nparagraph: b\nparagraph: c\nparagraph: d\n"},
		{"no-break space", "<p><a>\u00A0</a><b>x</b></p>", "\u00A0\nx", "paragraph: x\n"},
		{"none", "<a b='c'/>", "", ""},
		{"doctype", "<!DOCTYPE a [<!ENTITY e 'x'>]><a>b</a>", "b", "paragraph: b\n"},
		{"SVG", `<svg xmlns="http://www.w3.org/2000/svg"><title>T</title><style>x{}</style><text>a<tspan>b</tspan></text></svg>`,
			"T\nab", "title: T\nparagraph: ab\n"},
		{"damaged", "<a>b<c>d</a>", "bd", "paragraph: bd\n(damaged at byte 8 of the document, which is no XML" +
			" from there on (element <c> closed by </a>); what follows is missing)\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := readXML(inXML(tt.data))
			require.NoError(t, err)
			require.Equal(t, tt.body, got.Body)
			require.Equal(t, tt.passages, described(got))
			prove(t, got, bare([]byte(tt.data)))
			requireProvable(t, got)
		})
	}
}

func TestXMLRefuses(t *testing.T) {
	_, err := readXML(inXML("no XML <"))
	require.NoError(t, err, "what can be read is read")
	_, err = readXML(inXML("<a><b></a>"))
	require.ErrorIs(t, err, ErrDamaged)
	_, err = readXML(inXML(strings.Repeat("<a>", 100_000)))
	require.ErrorIs(t, err, ErrOverBudget)
	small := inXML("<a>much</a>")
	small.Limits.Text = 3
	_, err = readXML(small)
	require.ErrorIs(t, err, ErrOverBudget)
}

const bookXML = `<?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE b [<!ENTITY e "x">]>
<b><t>K` + "\xE4" + `se &#8364;</t><p>a <i>b</i><![CDATA[ <c> ]]></p>&e;</b>`

func TestXMLSurvivesDamage(t *testing.T) {
	for i := range bookXML {
		requireSoundPart(t, readXML, inXML(bookXML[:i]), bare([]byte(bookXML[:i])))
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		changed := []byte(bookXML)
		changed[random.IntN(len(changed))] = byte(random.IntN(256))
		requireSoundPart(t, readXML, inXML(string(changed)), bare(changed))
	}
}

// requireSoundPart checks that what is read of a document, whatever it is, is
// provable, and that an error is one of the known ones.
func requireSoundPart(t require.TestingT, read func(Input) (Text, error), in Input, part func(string) []byte) {
	got, err := read(in)
	if err != nil {
		requireKnown(t, err)
		return
	}
	prove(t, got, part)
	requireProvable(t, got)
}

// requireKnown checks that err is one of those that readers may return.
func requireKnown(t require.TestingT, err error) {
	for _, known := range []error{ErrDamaged, ErrEncrypted, ErrOverBudget} {
		if strings.HasPrefix(err.Error(), known.Error()) {
			require.ErrorIs(t, err, known)
			return
		}
	}
	require.Fail(t, "not a known error", err)
}

func FuzzXML(f *testing.F) {
	f.Add([]byte(bookXML))
	f.Add([]byte(`<svg xmlns="http://www.w3.org/2000/svg"><title>T</title><style/>x<a>y</a></svg>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		requireSoundPart(t, readXML, inXML(string(data)), bare(data))
	})
}

func BenchmarkXML(b *testing.B) {
	data := "<a>" + strings.Repeat("<p>Ein Absatz <b>mit</b> Text &amp; Zeichen darin, der etwas l\u00E4nger ist.</p>\n", 1<<13) + "</a>"
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		_, err := readXML(inXML(data))
		require.NoError(b, err)
	}
}
