package text

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const slideSpaces = ` xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"` +
	` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"` +
	` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

// slidePackage makes a PPTX of two slides, listed in the order s2, s1, whose
// shapes are given, with notes and comments on s1.
func slidePackage(t testing.TB, first, second, notes, comments string) []byte {
	relation := func(id, target string) string {
		return `<Relationship Id="` + id + `" Type="` + officeType + id[:len(id)-1] + `" Target="` + target + `"/>`
	}
	slide := func(shapes string) string { return "<p:sld" + slideSpaces + ">" + shapes + "</p:sld>" }
	return packed(t,
		"ppt/presentation.xml", `<p:presentation`+slideSpaces+`><p:sldIdLst><p:sldId id="256" r:id="slide2"/><p:sldId id="257" r:id="slide1"/></p:sldIdLst>`+
			`<p:ext><p:sldId id="256"/></p:ext></p:presentation>`,
		"ppt/_rels/presentation.xml.rels", relationsOf+relation("slide1", "slides/s1.xml")+relation("slide2", "slides/s2.xml")+"</Relationships>",
		"ppt/slides/s1.xml", slide(second),
		"ppt/slides/s2.xml", slide(first),
		"ppt/slides/_rels/s1.xml.rels", relationsOf+relation("notesSlide1", "../n.xml")+relation("comments1", "/ppt/c.xml")+
			relation("slideLayout1", "../l.xml")+"</Relationships>",
		"ppt/slides/_rels/s2.xml.rels", relationsOf+relation("slideLayout1", "/ppt/l.xml")+"</Relationships>",
		"ppt/_rels/l.xml.rels", relationsOf+relation("slideMaster1", "m.xml")+"</Relationships>",
		"ppt/l.xml", slide(shape("body", "prompt")+`<p:sp><a:p><a:r><a:t>Menü</a:t></a:r></a:p></p:sp>`),
		"ppt/m.xml", slide(`<p:sp><a:p><a:r><a:t>Firma</a:t></a:r></a:p></p:sp>`),
		"ppt/n.xml", slide(notes),
		"ppt/c.xml", "<p:cmLst"+slideSpaces+">"+comments+"</p:cmLst>",
	)
}

func shape(placeholder, text string) string {
	return `<p:sp><p:nvSpPr><p:nvPr><p:ph type="` + placeholder + `"/></p:nvPr></p:nvSpPr><p:txBody><a:p><a:r><a:t>` + text + `</a:t></a:r></a:p></p:txBody></p:sp>`
}

func TestPPTX(t *testing.T) {
	data := slidePackage(t,
		shape("ctrTitle", "Titel &amp; mehr")+shape("subTitle", "unter")+shape("sldNum", "7")+shape("ftr", "Fuß")+
			`<p:pic><p:cNvPr descr="Bild"/></p:pic>`,
		shape("title", "zweite")+
			`<p:sp><p:txBody><a:p><a:r><a:t>a</a:t></a:r><a:br/><a:r><a:t>b</a:t></a:r></a:p><a:p/><a:p><a:fld type="x"><a:t>c</a:t></a:fld></a:p></p:txBody></p:sp>`+
			`<a:tbl><a:tr><a:tc><a:p><a:r><a:t>1</a:t></a:r></a:p></a:tc><a:tc><a:p><a:r><a:t>2</a:t></a:r></a:p></a:tc></a:tr><a:tr><a:tc><a:p><a:r><a:t>3</a:t></a:r></a:p></a:tc></a:tr></a:tbl>`,
		shape("body", `sagen</a:t></a:r><a:fld type="slidenum"><a:t>8</a:t></a:fld><a:r><a:t>`)+shape("sldNum", "8"),
		`<p:cm><p:text>alt</p:text></p:cm><p:cm><p:txBody><a:p><a:r><a:t>neu</a:t></a:r></a:p></p:txBody></p:cm>`)
	got, err := readPPTX(inputOf(data))
	require.NoError(t, err)
	require.Equal(t, `— 1 —
title: Titel & mehr
paragraph: unter
footer: Fuß
caption: Bild
— 2 —
heading: zweite
paragraph: a⏎b
paragraph: c
cell: 1
cell: 2
cell: 3
note: sagen
comment: alt
comment: neu
— 0 —
header: Menü
header: Firma
`, described(got))
	require.Contains(t, got.Body, "1\t2\n3\n")
	prove(t, got, inPackage(t, data))
	requireProvable(t, got)
}

func TestPPTXWithoutASlide(t *testing.T) {
	data := packed(t, "ppt/presentation.xml", `<p:presentation`+slideSpaces+`><p:sldId r:id="r9"/></p:presentation>`)
	got, err := readPPTX(inputOf(data))
	require.NoError(t, err)
	require.Equal(t, "(1 slide or sheet is missing)\n", described(got))
}

func TestPPTXRefuses(t *testing.T) {
	_, err := readPPTX(inputOf(packed(t, "ppt/slides/slide1.xml", "")))
	require.ErrorIs(t, err, ErrDamaged)
	_, err = readPPTX(inputOf(packed(t, "ppt/presentation.xml", "<p:presentation>")))
	require.ErrorIs(t, err, ErrDamaged)
	_, err = readPPTX(inputOf(slidePackage(t, strings.Repeat("<p:sp>", 100_000), "", "", "")))
	require.ErrorIs(t, err, ErrOverBudget)
}

func TestPPTXSurvivesDamage(t *testing.T) {
	requireSoundPackage(t, readPPTX, slidePackage(t, shape("title", "T"), "", shape("body", "n"), "<p:text>c</p:text>"))
}

func FuzzPPTX(f *testing.F) {
	f.Add([]byte(shape("title", "T")+shape("sldNum", "1")), []byte(shape("body", "n")), []byte("<p:text>c</p:text>"))
	f.Add([]byte(`<a:tbl><a:tr><a:tc><a:p><a:t>1</a:t><a:br/></a:p></a:tc></a:tr></a:tbl>`), []byte(""), []byte("<a:p><a:t>c"))
	f.Fuzz(func(t *testing.T, slide, notes, comments []byte) {
		data := slidePackage(t, string(slide), string(slide), string(notes), string(comments))
		requireSoundPart(t, readPPTX, inputOf(data), lazily(t, data))
	})
}
