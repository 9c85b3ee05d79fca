package text

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const odfNames = ` xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"` +
	` xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"` +
	` xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"` +
	` xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"` +
	` xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"` +
	` xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"` +
	` xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0"` +
	` xmlns:chart="urn:oasis:names:tc:opendocument:xmlns:chart:1.0"` +
	` xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"` +
	` xmlns:math="http://www.w3.org/1998/Math/MathML"` +
	` xmlns:xlink="http://www.w3.org/1999/xlink"` +
	` xmlns:dc="http://purl.org/dc/elements/1.1/"`

// odfContent is a content.xml with that body: "<office:text>…</office:text>".
func odfContent(body string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><office:document-content` + odfNames +
		`><office:body>` + body + `</office:body></office:document-content>`
}

// odfPackage is a package with that body, and more names and contents of parts.
func odfPackage(t testing.TB, body string, more ...string) []byte {
	return packed(t, append([]string{"content.xml", odfContent(body)}, more...)...)
}

// requireRead reads a document, proves the text and compares its description.
func requireRead(t *testing.T, r Reader, data []byte, want string) Text {
	got, err := r.Read(Input{Data: data, Limits: DefaultLimits})
	require.NoError(t, err)
	require.Equal(t, strings.TrimLeft(want, "\n"), described(got))
	prove(t, got, inPackage(t, data))
	requireProvable(t, got)
	return got
}

func TestODF(t *testing.T) {
	tests := []struct {
		name, body, want string
	}{
		{"text", `<office:text><text:sequence-decls/>
			<text:h text:outline-level="1"><text:number>1.</text:number>Die <text:span>Stra&#223;e</text:span></text:h>
			<text:p>Zwei<text:s text:c="2"/>W&#246;rter<text:tab/>und<text:line-break/>eine Zeile</text:p>
			<text:p/><text:p>a &amp; b</text:p></office:text>`, `
heading: 1. Die Straße
paragraph: Zwei  Wörter	und⏎eine Zeile
paragraph: a & b
`},
		{"list", `<office:text><text:list><text:list-header><text:p>Zu tun</text:p></text:list-header>
			<text:list-item><text:p>eins</text:p><text:p>und mehr</text:p><text:list>
			<text:list-item><text:number>a)</text:number><text:p>innen</text:p></text:list-item></text:list></text:list-item>
			<text:list-item><text:h>Kapitel</text:h></text:list-item></text:list></office:text>`, `
item: Zu tun
item: eins⏎und mehr
item: a) innen
heading: Kapitel
`},
		{"table", `<office:text><table:table table:name="T"><table:title>Preise</table:title><table:table-row>
			<table:table-cell office:value-type="string"><text:p>A</text:p><text:list><text:list-item><text:p>1</text:p></text:list-item></text:list></table:table-cell>
			<table:covered-table-cell/><table:table-cell><table:table table:is-sub-table="true"><table:table-row><table:table-cell><text:p>innen</text:p></table:table-cell></table:table-row></table:table><text:p>B</text:p></table:table-cell>
			</table:table-row></table:table></office:text>`, `
caption: Preise
cell: A⏎1
cell: innen
cell: B
`},
		{"notes", `<office:text><text:p>Vor<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>
			<text:p>Siehe<text:note><text:note-citation>2</text:note-citation><text:note-body><text:p>tief</text:p></text:note-body></text:note></text:p><text:p>dort.</text:p></text:note-body></text:note>satz<office:annotation>
			<dc:creator>A. B.</dc:creator><dc:date>2023-05-03T12:00:00</dc:date><text:p>Wirklich?</text:p><text:list><text:list-item><text:p>Ja.</text:p></text:list-item></text:list></office:annotation> geht.<office:annotation-end/></text:p>
			<text:p><text:ruby><text:ruby-base>東京</text:ruby-base><text:ruby-text>とうきょう</text:ruby-text></text:ruby>へ</text:p></office:text>`, `
paragraph: Vorsatz geht.
note: 1	Siehe⏎dort.
note: 2	tief
comment: A. B.⏎Wirklich?⏎Ja.
paragraph: 東京へ
note: とうきょう
`},
		{"frames", `<office:text><draw:frame><draw:text-box><text:p>Am Rand</text:p></draw:text-box></draw:frame>
			<text:p>Ein <draw:frame draw:name="Rahmen1"><draw:text-box><text:p><draw:frame><draw:image xlink:href="a.png"/><svg:title>Hafen</svg:title><svg:desc>Ein Hafen
 bei Nacht</svg:desc></draw:frame>Abb. 1</text:p><text:list><text:list-item><text:p>Punkt</text:p></text:list-item></text:list></draw:text-box></draw:frame>Bild.</text:p>
			<draw:custom-shape><text:p>Pfeil</text:p></draw:custom-shape><draw:control/></office:text>`, `
paragraph: Am Rand
paragraph: Ein Bild.
paragraph: Abb. 1
caption: Hafen
caption: Ein Hafen⏎ bei Nacht
item: Punkt
paragraph: Pfeil
(1 field of a form left out)
`},
		{"left out", `<office:forms><text:p>Formular</text:p></office:forms><office:text><text:tracked-changes>
			<text:changed-region><text:deletion><office:change-info><dc:creator>X</dc:creator></office:change-info><text:p>weg</text:p></text:deletion></text:changed-region>
			<text:changed-region><text:insertion><office:change-info><dc:date>2020</dc:date></office:change-info></text:insertion></text:changed-region>
			<text:changed-region><text:deletion><text:p>fort</text:p></text:deletion></text:changed-region></text:tracked-changes>
			<text:table-of-content><text:table-of-content-source><text:index-title-template>Inhalt</text:index-title-template></text:table-of-content-source>
			<text:index-body><text:index-title><text:p>Inhalt</text:p></text:index-title><text:p>Kapitel<text:tab/>7</text:p></text:index-body></text:table-of-content>
			<text:p><text:change text:change-id="c"/>da<text:script>alert()</text:script><draw:frame><draw:object><math:math><math:mi>x</math:mi></math:math></draw:object></draw:frame></text:p></office:text>`, `
navigation: Inhalt
navigation: Kapitel	7
paragraph: da
(2 tracked deletions left out)
(1 formula left out)
`},
		{"slides", `<office:presentation><presentation:footer-decl presentation:name="f">Verein</presentation:footer-decl>
			<draw:page draw:name="page1"><draw:frame presentation:class="title"><draw:text-box><text:p>Der</text:p><text:p>Anfang</text:p></draw:text-box></draw:frame>
			<draw:frame presentation:class="outline"><draw:text-box><text:list><text:list-item><text:p>Punkt</text:p></text:list-item></text:list></draw:text-box></draw:frame>
			<presentation:notes><draw:page-thumbnail/><draw:frame presentation:class="notes"><draw:text-box><text:p>Langsam!</text:p><text:list><text:list-item><text:p>Pause</text:p></text:list-item></text:list></draw:text-box></draw:frame></presentation:notes></draw:page>
			<draw:page draw:name="Ende"><office:annotation><dc:creator>C</dc:creator><text:p>kürzen</text:p></office:annotation><draw:g><draw:rect><text:p>Dank</text:p></draw:rect></draw:g>
			<draw:frame presentation:class="title"><draw:text-box><text:p>Schluss</text:p></draw:text-box></draw:frame>
			<draw:frame><table:table table:name="T"><table:table-row><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row></table:table></draw:frame></draw:page></office:presentation>`, `
footer: Verein
— 1 —
title: Der⏎Anfang
item: Punkt
note: Langsam!
note: Pause
— 2 —
heading: Ende
comment: C⏎kürzen
paragraph: Dank
heading: Schluss
cell: 1
`},
		{"sheets", `<office:spreadsheet><table:tracked-changes><table:cell-content-change><table:previous><table:change-track-table-cell><text:p>alt</text:p></table:change-track-table-cell></table:previous></table:cell-content-change></table:tracked-changes>
			<table:content-validations><table:content-validation><table:help-message><text:p>Nur Zahlen</text:p></table:help-message></table:content-validation></table:content-validations>
			<table:table table:name="K&#228;ufe"><table:table-row>
			<table:table-cell office:value-type="float" office:value="1.5"><text:p>1,50 €</text:p></table:table-cell>
			<table:table-cell table:number-columns-repeated="3" office:value-type="string"><office:annotation><text:p>dreimal</text:p></office:annotation><text:p>gleich</text:p></table:table-cell>
			<table:table-cell office:value-type="float" office:value="7"/></table:table-row>
			<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
			<table:table-row table:number-rows-repeated="2"><table:table-cell><text:p>unten</text:p></table:table-cell></table:table-row></table:table>
			<table:table table:name="Tabelle2"><table:shapes><draw:frame><draw:text-box><text:p>schwebt</text:p></draw:text-box></draw:frame></table:shapes></table:table></office:spreadsheet>`, `
comment: Nur Zahlen
— 1 —
heading: Käufe
cell: 1,50 €
comment: dreimal
cell: gleich
cell: unten
— 2 —
heading: Tabelle2
paragraph: schwebt
(1 earlier content of a cell left out)
(2 cells that are repeated read once)
(1 cell that has a value but no text left out)
`},
		{"nothing", `<office:text><text:p/></office:text>`, ``},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			requireRead(t, odfReader, odfPackage(t, tt.body), tt.want)
		})
	}
}

func TestODFSeparatesCells(t *testing.T) {
	data := odfPackage(t, `<office:text><table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell/>`+
		`<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>c</text:p></table:table-cell></table:table-row></table:table><text:p>d</text:p></office:text>`)
	got, err := readODF(Input{Data: data, Limits: DefaultLimits})
	require.NoError(t, err)
	require.Equal(t, "a\tb\nc\nd", got.Body)
}

func TestODFStyles(t *testing.T) {
	styles := `<office:document-styles` + odfNames + `><office:styles>
		<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Heading"/>
		<style:style style:name="Title" style:family="graphic" style:parent-style-name="Caption"/>
		<style:style style:name="Illustration" style:family="paragraph" style:parent-style-name="Caption"/>
		<style:style style:name="A" style:family="paragraph" style:parent-style-name="B"/>
		<style:style style:name="B" style:family="paragraph" style:parent-style-name="A"/></office:styles>
		<office:master-styles><style:master-page style:name="Standard"><style:header><text:p>Kopf <text:page-number>1</text:page-number></text:p></style:header>
		<style:header-left style:display="false"><text:p>aus</text:p></style:header-left><style:footer><style:region-left><text:p>Fuß</text:p></style:region-left></style:footer>
		<draw:frame presentation:class="title"><draw:text-box><text:p>Titel durch Klicken</text:p></draw:text-box></draw:frame>
		<draw:frame><draw:text-box><text:p>Firma</text:p></draw:text-box></draw:frame></style:master-page></office:master-styles></office:document-styles>`
	content := strings.Replace(odfContent(`<office:text><text:p text:style-name="P1">Der Titel</text:p>
		<text:p text:style-name="Title">Noch einer</text:p><text:p text:style-name="Illustration">Abb.</text:p>
		<text:p text:style-name="Preformatted_20_Text">x := 1</text:p><text:p text:style-name="A">im Kreis</text:p></office:text>`),
		"<office:body>", `<office:automatic-styles><style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/></office:automatic-styles><office:body>`, 1)
	meta := `<office:document-meta` + odfNames + `><office:meta><dc:title>Titel &amp; mehr</dc:title><meta:initial-creator>A</meta:initial-creator>
		<dc:creator>B</dc:creator><meta:creation-date>2020-01-02T03:04:05</meta:creation-date><dc:date>2021</dc:date><meta:keyword>Hafen</meta:keyword>
		<meta:user-defined meta:name="Akte">7/3</meta:user-defined><meta:editing-cycles>9</meta:editing-cycles></office:meta></office:document-meta>`
	data := packed(t, "content.xml", content, "styles.xml", styles, "meta.xml", meta)
	got := requireRead(t, odfReader, data, `
title: Der Titel
heading: Noch einer
caption: Abb.
code: x := 1
paragraph: im Kreis
header: Kopf 1
footer: Fuß
header: Firma
title = Titel & mehr
creator = A
contributor = B
date = 2020-01-02T03:04:05
modified = 2021
subject = Hafen
Akte = 7/3
`)
	require.Equal(t, "styles.xml", got.Map[len(got.Map)-1].Part)
}

func TestODFObjects(t *testing.T) {
	frame := func(href string) string {
		return `<draw:frame><draw:object xlink:href="` + href + `"/></draw:frame>`
	}
	data := odfPackage(t, `<office:text><text:p>a`+frame("./Diagramm")+frame("./Diagramm")+frame("Formel")+frame("../b.ods")+frame("fehlt")+
		`<draw:frame><draw:object-ole xlink:href="./OLE"/></draw:frame></text:p></office:text>`,
		"Diagramm/content.xml", odfContent(`<office:chart><chart:chart><chart:title><text:p>Ernte</text:p></chart:title><table:table><table:table-row><table:table-cell><text:p>9</text:p></table:table-cell></table:table-row></table:table></chart:chart>`+frame("./Tiefer")+`</office:chart>`),
		"Diagramm/Tiefer/content.xml", odfContent(`<office:spreadsheet><table:table table:name="S">`+frame("../../Diagramm")+`</table:table></office:spreadsheet>`),
		"Formel/content.xml", `<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>`,
		"OLE", compoundFile)
	requireRead(t, odfReader, data, `
paragraph: a
caption: Ernte
heading: S
(1 object outside of the document left out)
(2 objects of other programs left out)
(1 table of a chart's figures left out)
(1 formula left out)
`)
}

func TestODFDamaged(t *testing.T) {
	sound := odfContent(`<office:text><text:p>eins</text:p><text:p>zwei</text:p></office:text>`)
	broken := strings.Replace(sound, "zwei", "zw<ei", 1)
	manifest := `<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><file-entry full-path="content.xml"><encryption-data/></file-entry></manifest>`
	_, err := readODF(Input{Data: packed(t, "content.xml", sound, "META-INF/manifest.xml", manifest), Limits: DefaultLimits})
	require.ErrorIs(t, err, ErrEncrypted)
	require.ErrorContains(t, err, "password")
	_, err = readODF(Input{Data: packed(t, "mimetype", "x"), Limits: DefaultLimits})
	require.ErrorIs(t, err, ErrDamaged)
	require.ErrorContains(t, err, "content.xml is missing")
	requireRead(t, odfReader, packed(t, "styles.xml", `<office:document-styles`+odfNames+`/>`), "(there is no part content.xml)\n")

	got, err := readODF(Input{Data: packed(t, "content.xml", broken, "styles.xml", "<a>", "meta.xml", "<", "META-INF/manifest.xml", "<"), Limits: DefaultLimits})
	require.NoError(t, err)
	require.Contains(t, got.Body, "eins")
	require.Len(t, got.Notes, 2)
	require.Contains(t, got.Notes[0], "styles.xml")
	require.Contains(t, got.Notes[1], "what follows is missing")
}

// oncePacked is inPackage that unpacks each part once.
func oncePacked(t require.TestingT, data []byte) func(string) []byte {
	unpacked := map[string][]byte{}
	return func(name string) []byte {
		part, ok := unpacked[name]
		if !ok {
			part = inPackage(t, data)(name)
			unpacked[name] = part
		}
		return part
	}
}

// documents are the files in testdata/documents of those extensions.
func documents(t testing.TB, folder string, extensions ...string) []string {
	var files []string
	for _, extension := range extensions {
		found, err := filepath.Glob(filepath.Join("../../../../testdata/documents", folder, "*."+extension))
		require.NoError(t, err)
		files = append(files, found...)
	}
	require.NotEmpty(t, files)
	return files
}

func TestRealODF(t *testing.T) {
	for _, file := range documents(t, "valid", "odt", "ott", "odp", "ods") {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			got, err := readODF(Input{Data: data, Limits: DefaultLimits})
			require.NoError(t, err)
			require.NotEmpty(t, got.Passages)
			prove(t, got, oncePacked(t, data))
			requireProvable(t, got)
		})
	}
}
