package text

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/require"
)

// allText adds every text of a part to a builder.
func allText(t require.TestingT, data []byte) (Text, error) {
	b := newBuilder(DefaultLimits)
	b.part = "a.xml"
	x, err := newXML(data, b.part, DefaultLimits)
	if err != nil {
		return Text{}, err
	}
	for x.next() {
		source, length := x.sourceRange()
		require.LessOrEqual(t, 0, source)
		require.LessOrEqual(t, source+length, len(data))
		switch x.kind {
		case xmlStart:
			x.addAttr(b, "title")
		case xmlText:
			x.addTo(b)
		}
	}
	if err := x.done(b); err != nil {
		return Text{}, err
	}
	return b.finish()
}

func inUTF16(s string, order binary.AppendByteOrder) []byte {
	var out []byte
	for _, unit := range utf16.Encode([]rune(s)) {
		out = order.AppendUint16(out, unit)
	}
	return out
}

func TestXMLTokens(t *testing.T) {
	tests := []struct{ name, data, body string }{
		{"literal", "<a>K\u00E4se\r\n</a>", "Käse\r\n"},
		{"references", "<a>&lt;&#228;&#xE4;&#x1F600;&amp;amp;&apos;&quot;&gt;</a>", "<ää😀&amp;'\">"},
		{"CDATA", "<a>x<![CDATA[<b>&amp;]]]]><![CDATA[>]]>y</a>", "x<b>&amp;]]>y"},
		{"comments", "<a>x<!-- <c> -->y<?pi z?></a>", "xy"},
		{"declaration", "<?xml version=\"1.1\" encoding='utf-8'?>\n<a>x</a>", "\nx"},
		{"mark", "\xEF\xBB\xBF<?xml version=\"1.0\"?><a>x</a>", "x"},
		{"attribute", `<a b='"' c:title = "x&amp;'y" title='no'>z</a>`, "x&'yz"},
		{"Latin-1", "<?xml version='1.0' encoding='ISO-8859-1'?><a>K\xE4se &#8364; \x80</a>", "Käse € €"},
		{"Latin-2", "<?xml version='1.0' encoding='ISO-8859-2'?><a title='\xB1'>\xB1\xE6&amp;</a>", "ąąć&"},
		{"UTF-16LE", string(inUTF16("\uFEFF<?xml version='1.0' encoding='UTF-16'?><a title='&#228;ö'>😀ä&amp;ü</a>", binary.LittleEndian)), "äö😀ä&ü"},
		{"UTF-16BE", string(inUTF16("<?xml version='1.0'?><a>😀ä&amp;ü</a>", binary.BigEndian)), "😀ä&ü"},
		{"no UTF-16", "<?xml version='1.0' encoding='UTF-16'?><a>x</a>", "x"},
		{"own entity", "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'><!ENTITY f 'x'>]><a b='&e;'>x &e;&f;.</a>", "x &e;&f;."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := allText(t, []byte(tt.data))
			require.NoError(t, err)
			require.Equal(t, tt.body, got.Body)
			prove(t, got, bare([]byte(tt.data)))
			requireProvable(t, got)
		})
	}
}

func TestOwnEntitiesAreCounted(t *testing.T) {
	lol := `<!DOCTYPE a [<!ENTITY lol "lol">`
	for i := range 9 {
		lol += fmt.Sprintf(`<!ENTITY lol%d "%s">`, i, strings.Repeat("&lol;", 10))
	}
	got, err := allText(t, []byte(lol+"]><a>&lol8;&lol8;</a>"))
	require.NoError(t, err)
	require.Equal(t, "&lol8;&lol8;", got.Body)
	require.Equal(t, []string{"2 references to entities of the document's own left as they stand"}, got.Notes)
}

func TestXMLTokensRefuse(t *testing.T) {
	tests := []struct {
		name, data string
		err        error
		says       string
	}{
		{"cut off", "<a>", ErrDamaged, "byte 3 of the part a.xml"},
		{"crossed", "<a></b>", ErrDamaged, "no XML from there on"},
		{"no UTF-8", "<a>\xFF</a>", ErrDamaged, "UTF-8"},
		{"charset", "<?xml version='1.0' encoding='klingon'?><a/>", ErrDamaged, `not known here, "klingon"`},
		{"Japanese", "<?xml version='1.0' encoding='Shift_JIS'?><a/>", ErrDamaged, "not read in XML"},
		{"deep", strings.Repeat("<a>", 100_000), ErrOverBudget, "more than 256 elements"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := allText(t, []byte(tt.data))
			require.ErrorIs(t, err, tt.err)
			require.ErrorContains(t, err, tt.says)
		})
	}
}

func TestXMLBeforeDamageIsRead(t *testing.T) {
	got, err := allText(t, []byte("<a>Käse<b>und</c>"))
	require.NoError(t, err)
	require.Equal(t, "Käseund", got.Body)
	require.Len(t, got.Notes, 1)
	require.Contains(t, got.Notes[0], "damaged at byte 14 of the part a.xml")
	require.Contains(t, got.Notes[0], "what follows is missing")
}

func TestXMLSkip(t *testing.T) {
	x, err := newXML([]byte("<a><b><b>x</b><c/></b><d/>y</a>"), "", DefaultLimits)
	require.NoError(t, err)
	var seen []string
	for x.next() {
		seen = append(seen, fmt.Sprint(x.name.Local, x.depth))
		if x.kind == xmlStart && x.name.Local == "b" {
			x.skip()
			seen = append(seen, fmt.Sprint(x.name.Local, x.depth))
		}
	}
	require.NoError(t, x.err)
	require.Equal(t, "[a1 b2 b2 d2 d2 d1 a1]", fmt.Sprint(seen))
}

func FuzzXMLTokens(f *testing.F) {
	for _, seed := range []string{
		"<?xml version='1.0' encoding='ISO-8859-2'?><a title='\xB1'>\xB1&#8364;<![CDATA[x]]></a>",
		"\xEF\xBB\xBF<!DOCTYPE a [<!ENTITY e 'x'>]><a b:title='&e;'>&e;&#xD800;<!-- --></a>",
		string(inUTF16("\uFEFF<a title='\"'>😀&amp;</a>", binary.LittleEndian)),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := allText(t, data)
		if err != nil {
			return
		}
		prove(t, got, bare(data))
		requireProvable(t, got)
	})
}

func BenchmarkXMLTokens(b *testing.B) {
	data := []byte("<a>" + strings.Repeat(`<w:p w:rsid="00A1"><w:r><w:t>Straße &amp; Weg</w:t></w:r></w:p>`, 1<<14) + "</a>")
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		x, err := newXML(data, "", DefaultLimits)
		require.NoError(b, err)
		body := newBuilder(DefaultLimits)
		for x.next() {
			if x.kind == xmlText {
				x.addTo(body)
			}
		}
		require.NoError(b, x.err)
	}
}
