package text

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const (
	wordSpaces = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"` +
		` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"` +
		` xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"`
	relationsOf = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	officeType  = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
)

// wordPackage makes a DOCX whose body is the given paragraphs, with further
// parts and their relations: kind, content, ….
func wordPackage(t testing.TB, body string, kindsAndContents ...string) []byte {
	relations, parts := relationsOf, []string{
		"_rels/.rels", relationsOf + `<Relationship Id="r1" Type="` + officeType + `officeDocument" Target="/word/document.xml"/></Relationships>`,
		"word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document` + wordSpaces + "><w:body>" + body + "</w:body></w:document>",
	}
	for i := 0; i < len(kindsAndContents); i += 2 {
		kind, content := kindsAndContents[i], kindsAndContents[i+1]
		if strings.Contains(kind, "/") {
			parts = append(parts, kind, content)
			continue
		}
		relations += `<Relationship Id="` + kind + `" Type="` + officeType + kind + `" Target="` + kind + `.xml"/>`
		parts = append(parts, "word/"+kind+".xml", "<w:"+kind+wordSpaces+">"+content+"</w:"+kind+">")
	}
	return packed(t, append(parts, "word/_rels/document.xml.rels", relations+"</Relationships>")...)
}

func inputOf(data []byte) Input { return Input{Data: data, Limits: DefaultLimits} }

func TestDOCX(t *testing.T) {
	const styles = `<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="Überschrift 1"/></w:style>
		<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="berschrift1"/></w:style>
		<w:style w:type="paragraph" w:styleId="Ring"><w:name w:val="Ring"/><w:basedOn w:val="Ring"/></w:style>
		<w:style w:type="paragraph" w:styleId="Level"><w:name w:val="L"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
		<w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="P"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>
		<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>`
	tests := []struct {
		name, body string
		beside     []string
		want       string
	}{
		{"runs", `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Ein K</w:t></w:r><w:r><w:t xml:space="preserve">äse &amp; </w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>`,
			nil, "paragraph: Ein Käse & \tb⏎c\n"},
		{"white space between elements is none", "<w:p>\n<w:r>\n<w:t>a</w:t>\n</w:r> <w:r><w:t>b</w:t></w:r></w:p>", nil, "paragraph: ab\n"},
		{"characters", `<w:p><w:r><w:t>E</w:t><w:noBreakHyphen/><w:t>Mail</w:t><w:sym w:font="x" w:char="00E4"/></w:r></w:p>`,
			nil, "paragraph: E\u2011Mailä\n"},
		{"styles", `<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>a</w:t></w:r></w:p>` +
			`<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>b</w:t></w:r></w:p>` +
			`<w:p><w:pPr><w:pStyle w:val="Mine"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>c</w:t></w:r></w:p>` +
			`<w:p><w:pPr><w:pStyle w:val="Ring"/></w:pPr><w:r><w:t>d</w:t></w:r></w:p>` +
			`<w:p><w:pPr><w:pStyle w:val="Level"/></w:pPr><w:r><w:t>e</w:t></w:r></w:p>` +
			`<w:p><w:pPr><w:pStyle w:val="Punkt"/></w:pPr><w:r><w:t>f</w:t></w:r></w:p>` +
			`<w:p><w:pPr><w:pStyle w:val="Punkt"/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>g</w:t></w:r></w:p>` +
			`<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>h</w:t></w:r></w:p>` +
			`<w:p><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr><w:pPrChange><w:pPr><w:pStyle w:val="T"/></w:pPr></w:pPrChange></w:pPr><w:r><w:t>i</w:t></w:r></w:p>` +
			`<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs><w:pStyle w:val="berschrift2"/></w:pPr><w:r><w:t>j</w:t></w:r></w:p>`,
			[]string{"styles", styles},
			"title: a\nheading: b\nheading: c\nparagraph: d\nheading: e\nitem: f\nparagraph: g\nheading: h\nitem: i\nheading: j\n"},
		{"changes", `<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText><w:t>old</w:t></w:r></w:del>` +
			`<w:moveFrom><w:r><w:t>from</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t> to</w:t></w:r></w:moveTo><w:del><w:r/></w:del></w:p>`,
			nil, "paragraph: new to\n(2 tracked deletions left out)\n(1 passage left out where it was moved away from)\n"},
		{"fields", `<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText> PAGE </w:instrText><w:fldChar w:fldCharType="separate"/><w:t>3</w:t></w:r>` +
			`<w:hyperlink><w:r><w:t> link</w:t></w:r></w:hyperlink><w:fldSimple w:instr="DATE"><w:r><w:t> now</w:t></w:r></w:fldSimple></w:p>`,
			nil, "paragraph: 3 link now\n"},
		{"table", `<w:tbl><w:tblPr/><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:tcPr/><w:p><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc>` +
			`<w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>d</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>e</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>` +
			`<w:p><w:r><w:t>f</w:t></w:r></w:p>`,
			nil, "cell: a\ncell: b\ncell: c\ncell: d\ncell: e\nparagraph: f\n"},
		{"text box", `<w:p><w:r><w:t>before</w:t><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></mc:Choice>` +
			`<mc:Fallback><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>after</w:t></w:r></w:p>`,
			nil, "paragraph: before\nparagraph: box\nparagraph: after\n"},
		{"drop cap", `<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr><w:r><w:t>D</w:t></w:r></w:p><w:p><w:r><w:t>er</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></w:r></w:p>`,
			nil, "paragraph: Der\nparagraph: b\n"},
		{"picture", `<w:p><w:r><w:drawing><wp:docPr descr="Ein &quot;Haus&quot;"/></w:drawing><w:t>a</w:t></w:r></w:p>`,
			nil, "caption: Ein \"Haus\"\nparagraph: a\n"},
		{"beside", `<w:p><w:r><w:t>a</w:t></w:r></w:p>`,
			[]string{
				"header", `<w:p><w:r><w:t>h</w:t></w:r></w:p>`, "footer", `<w:p><w:r><w:t>f</w:t></w:r></w:p>`,
				"comments", `<w:comment><w:p><w:r><w:t>c</w:t></w:r></w:p></w:comment>`,
				"footnotes", `<w:footnote w:type="separator"><w:p><w:r><w:t>-1-</w:t></w:r></w:p></w:footnote><w:footnote><w:p><w:r><w:t>n</w:t></w:r></w:p></w:footnote>`,
				"endnotes", `<w:endnote><w:p><w:r><w:t>e</w:t></w:r></w:p></w:endnote>`,
				"docProps/core.xml", `<p:coreProperties xmlns:p="p" xmlns:dc="dc" xmlns:t="t"><dc:title>Der &lt;Titel&gt;</dc:title><dc:creator/><t:created>2020-01-02T03:04:05Z</t:created></p:coreProperties>`,
				"word/embeddings/a.xlsx", "", "word/embeddings/b.xlsx", "",
			},
			"paragraph: a\nnote: n\nnote: e\ncomment: c\nheader: h\nfooter: f\n" +
				"title = Der <Titel>\ndate = 2020-01-02T03:04:05Z\n(2 embedded documents left out)\n"},
		{"chart", `<w:p><w:r><w:t>a</w:t></w:r></w:p>`,
			[]string{"chart", `<w:title><w:p><w:r><w:t>T</w:t></w:r></w:p></w:title><w:strCache><w:pt><w:v>Nord</w:v></w:pt></w:strCache><w:numCache><w:v>1</w:v></w:numCache>`},
			"paragraph: a\ncaption: T\ncell: Nord\n(1 chart left out but for its titles and names)\n"},
		{"broken beside", `<w:p><w:r><w:t>a</w:t></w:r></w:p>`, []string{"comments", "<w:p><w:x></w:p>"},
			"paragraph: a\n(damaged at byte 246 of the part word/comments.xml, which is no XML from there on (element <x> closed by </p>); what follows is missing)\n"},
		{"nothing", "", nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := wordPackage(t, tt.body, tt.beside...)
			got, err := readDOCX(inputOf(data))
			require.NoError(t, err)
			require.Equal(t, tt.want, described(got))
			prove(t, got, inPackage(t, data))
			requireProvable(t, got)
		})
	}
}

func TestDOCXSeparates(t *testing.T) {
	got, err := readDOCX(inputOf(wordPackage(t, `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc>`+
		`<w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`)))
	require.NoError(t, err)
	require.Equal(t, "a\tb\nc", got.Body)
}

func TestDOCXRefuses(t *testing.T) {
	bomb := wordPackage(t, "<w:p><w:r><w:t>"+strings.Repeat(" ", 66<<20)+"</w:t></w:r></w:p>")
	tests := []struct {
		name string
		data []byte
		err  error
		says string
	}{
		{"no main part", packed(t, "a", "b"), ErrDamaged, "word/document.xml is missing"},
		{"no XML", packed(t, "word/document.xml", "<w:document>"), ErrDamaged, "byte 12 of the part word/document.xml"},
		{"bomb", bomb, ErrOverBudget, "word/document.xml"},
		{"deep", wordPackage(t, strings.Repeat("<w:p>", 100_000)), ErrOverBudget, "256 elements"},
		{"encrypted", []byte(compoundFile + encryptedPackage), ErrEncrypted, "password"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := readDOCX(inputOf(tt.data))
			require.ErrorIs(t, err, tt.err)
			require.ErrorContains(t, err, tt.says)
		})
	}
}

func TestDOCXSurvivesDamage(t *testing.T) {
	requireSoundPackage(t, readDOCX, wordPackage(t, `<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>a&amp;b</w:t></w:r></w:p>`,
		"styles", `<w:style w:styleId="T"/>`, "footnotes", `<w:footnote><w:p><w:r><w:t>n</w:t></w:r></w:p></w:footnote>`))
}

// requireSoundPackage reads data cut off at every place and with random
// changes.
func requireSoundPackage(t *testing.T, read func(Input) (Text, error), data []byte) {
	for i := range data {
		requireSoundPart(t, read, inputOf(data[:i]), lazily(t, data[:i]))
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		changed := bytes.Clone(data)
		changed[random.IntN(len(changed))] = byte(random.IntN(256))
		requireSoundPart(t, read, inputOf(changed), lazily(t, changed))
	}
}

// lazily is inPackage for data that may be no package.
func lazily(t require.TestingT, data []byte) func(string) []byte {
	var part func(string) []byte
	return func(name string) []byte {
		if part == nil {
			part = inPackage(t, data)
		}
		return part(name)
	}
}

// Real files: whatever is in the folder must be read, or refused for damage,
// and be provable.
func TestOOXMLOfOthers(t *testing.T) {
	const folder = "../../../../testdata/documents"
	for extension, read := range map[string]func(Input) (Text, error){"docx": readDOCX, "pptx": readPPTX, "xlsx": readXLSX} {
		valid, err := filepath.Glob(filepath.Join(folder, "valid", "*."+extension))
		require.NoError(t, err)
		require.NotEmpty(t, valid, extension)
		for _, name := range valid {
			data, err := os.ReadFile(name)
			require.NoError(t, err)
			got, err := read(inputOf(data))
			require.NoError(t, err, name)
			require.NotEmpty(t, got.Passages, name)
			prove(t, got, inPackage(t, data))
			requireProvable(t, got)
		}
		damaged, err := filepath.Glob(filepath.Join(folder, "damaged", "*."+extension))
		require.NoError(t, err)
		require.NotEmpty(t, damaged, extension)
		for _, name := range damaged {
			data, err := os.ReadFile(name)
			require.NoError(t, err)
			_, err = read(inputOf(data))
			require.ErrorIs(t, err, ErrDamaged, name)
		}
	}
}

func FuzzDOCX(f *testing.F) {
	f.Add([]byte(`<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>a&amp;b</w:t><w:tab/><w:noBreakHyphen/></w:r></w:p>`), []byte(`<w:p><w:del/></w:p>`))
	f.Add([]byte(`<w:tbl><w:tr><w:tc><w:p><w:txbxContent><w:p><w:r><w:t>a</w:t></w:r></w:p></w:txbxContent></w:p></w:tc></w:tr></w:tbl>`), []byte(`<w:docPr descr="a"/></w:pPr>`))
	f.Fuzz(func(t *testing.T, body, notes []byte) {
		data := wordPackage(t, string(body), "footnotes", string(notes))
		requireSoundPart(t, readDOCX, inputOf(data), lazily(t, data))
	})
}

func BenchmarkDOCX(b *testing.B) {
	body := strings.Repeat(`<w:p w:rsidR="00A77B3E"><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:rPr><w:lang w:val="de"/></w:rPr>`+
		`<w:t>Ein Absatz, wie er in Briefen steht, mit &amp; und Text.</w:t></w:r></w:p>`, 1<<12)
	data := wordPackage(b, body)
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		_, err := readDOCX(inputOf(data))
		require.NoError(b, err)
	}
}
