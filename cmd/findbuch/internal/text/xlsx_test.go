package text

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const sheetSpaces = ` xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"` +
	` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

// sheetPackage makes an XLSX of a sheet with the given rows and comments.
func sheetPackage(t testing.TB, rows, strings, styles, comments string) []byte {
	relation := func(kind, target string) string {
		return `<Relationship Id="` + kind + `" Type="` + officeType + kind + `" Target="` + target + `"/>`
	}
	return packed(t,
		"xl/workbook.xml", `<workbook`+sheetSpaces+`><sheets><sheet name="Zahlen &amp; &#228;" sheetId="1" r:id="worksheet"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", relationsOf+relation("worksheet", "worksheets/sheet1.xml")+
			relation("sharedStrings", "sharedStrings.xml")+relation("styles", "styles.xml")+"</Relationships>",
		"xl/worksheets/sheet1.xml", "<worksheet"+sheetSpaces+"><sheetData>"+rows+"</sheetData></worksheet>",
		"xl/sharedStrings.xml", "<sst"+sheetSpaces+">"+strings+"</sst>",
		"xl/styles.xml", "<styleSheet"+sheetSpaces+">"+styles+"</styleSheet>",
		"xl/worksheets/_rels/sheet1.xml.rels", relationsOf+relation("comments", "/xl/c.xml")+"</Relationships>",
		"xl/c.xml", "<comments"+sheetSpaces+"><authors><author>A</author></authors><commentList>"+comments+"</commentList></comments>",
	)
}

func TestXLSX(t *testing.T) {
	data := sheetPackage(t,
		`<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c><c/></row>`+
			`<row r="2"><c><v>42.50</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="s"><v>1</v></c></row>`+
			`<row r="3"><c t="inlineStr"><is><r><rPr/><t>in</t></r><r><t xml:space="preserve"> line</t></r><rPh><t>nein</t></rPh></is></c>`+
			`<c t="str"><f>A1&amp;B1</f><v>Ergebnis &lt;</v></c></row>`+
			`<row r="4"><c s="1"><v>45000</v></c><c s="2"><v>45001.5</v></c><c s="0"><v>3</v></c><c t="s"><v>9</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c></row>`,
		`<si><t>eins</t></si><si><r><t>K&#228;</t></r><r><t>se</t></r><rPh><t>nein</t></rPh></si><si><t> </t></si><si/>`,
		`<numFmts><numFmt numFmtId="170" formatCode="yyyy\-mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>`+
			`<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs>`,
		`<comment><text><r><t>Wie</t></r><r><t>so?</t></r></text></comment>`)
	got, err := readXLSX(inputOf(data))
	require.NoError(t, err)
	require.Equal(t, `— 1 —
heading: Zahlen & ä
cell: Käse
cell: eins
cell: 42.50
cell: 1
cell: #N/A
cell: Käse
cell: in line
cell: Ergebnis <
cell: 45000
cell: 45001.5
cell: 3
comment: Wieso?
(1 formula left out)
(2 numbers that are shown as dates or times are given as the file holds them)
(1 cell refers to a shared string that is missing)
`, described(got))
	require.Contains(t, got.Body, "Zahlen & ä\nKäse\teins\n42.50\t1\t#N/A\tKäse\n")
	prove(t, got, inPackage(t, data))
	requireProvable(t, got)
}

func TestDateFormats(t *testing.T) {
	for code, want := range map[string]bool{
		"General": false, "0.00": false, "#,##0 \"Tage\"": false, "[Red]0": false, `0\d`: false, "0_d": false, "@": false,
		"[$-407]General": false, "\"d": false, "[d": false, "0.00E+00": false,
		"dd.mm.yyyy": true, "[$-407]d. MMMM": true, "h:mm": true, "[h]:mm": true, "[mm]": true, "General;yy": true,
	} {
		require.Equal(t, want, isDateFormat(code), code)
	}
	for id, want := range map[int]bool{0: false, 13: false, 14: true, 22: true, 23: false, 46: true, 49: false, 164: false} {
		require.Equal(t, want, isBuiltInDate(id), id)
	}
}

func TestXLSXRefuses(t *testing.T) {
	_, err := readXLSX(inputOf(packed(t, "xl/worksheets/sheet1.xml", "")))
	require.ErrorIs(t, err, ErrDamaged)
	_, err = readXLSX(inputOf(sheetPackage(t, strings.Repeat("<c>", 100_000), "", "", "")))
	require.ErrorIs(t, err, ErrOverBudget)
	// many cells share one long string
	many := sheetPackage(t, strings.Repeat(`<c t="s"><v>0</v></c>`, 10_000), "<si><t>"+strings.Repeat("langer Text, ", 1000)+"</t></si>", "", "")
	small := inputOf(many)
	small.Limits.Text = 2 << 20
	_, err = readXLSX(small)
	require.ErrorIs(t, err, ErrOverBudget)
}

func TestXLSXNamesOfParts(t *testing.T) {
	data := packed(t,
		`xl\workbook.xml`, `<workbook`+sheetSpaces+`><sheet name="S" r:id="a"/></workbook>`,
		`xl\_rels\workbook.xml.rels`, relationsOf+`<Relationship Id="a" Type="x/worksheet" Target="Sheets/A.xml"/></Relationships>`,
		`xl\sheets\a.xml`, `<worksheet><c><v>1</v></c></worksheet>`)
	got, err := readXLSX(inputOf(data))
	require.NoError(t, err)
	require.Equal(t, "— 1 —\nheading: S\ncell: 1\n", described(got))
	require.Equal(t, `xl\sheets\a.xml`, got.Map[len(got.Map)-1].Part)
}

func TestXLSXSurvivesDamage(t *testing.T) {
	requireSoundPackage(t, readXLSX, sheetPackage(t, `<row><c t="s" s="0"><v>0</v></c><c><v>1</v></c></row>`, "<si><t>a&amp;</t></si>", "<cellXfs><xf/></cellXfs>", "<text><t>c</t></text>"))
}

func FuzzXLSX(f *testing.F) {
	f.Add([]byte(`<row><c t="s" s="0"><v>0</v></c><c t="inlineStr"><is><t>1</t></is></c></row>`), []byte("<si><t>a&amp;</t></si><si/>"), []byte("<cellXfs><xf numFmtId='14'/></cellXfs>"), []byte("<text><t>c</t></text>"))
	f.Add([]byte(`<row><c t="s"><v>-1</v></c><c s="7"><v><![CDATA[1]]></v></c></row>`), []byte("<t>a</t>"), []byte("<numFmt formatCode='d' numFmtId='1'/>"), []byte("<t>c"))
	f.Fuzz(func(t *testing.T, rows, strings, styles, comments []byte) {
		data := sheetPackage(t, string(rows), string(strings), string(styles), string(comments))
		requireSoundPart(t, readXLSX, inputOf(data), lazily(t, data))
	})
}

func BenchmarkXLSX(b *testing.B) {
	rows := strings.Repeat(`<row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>3.14</v></c><c r="C1" t="str"><f>A1</f><v>x</v></c></row>`, 1<<13)
	data := sheetPackage(b, rows, "<si><t>Zelle</t></si>", "", "")
	b.SetBytes(int64(len(rows)))
	for b.Loop() {
		_, err := readXLSX(inputOf(data))
		require.NoError(b, err)
	}
}
