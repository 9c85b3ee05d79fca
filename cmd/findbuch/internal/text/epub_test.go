package text

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const epubContainer = `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>` +
	`<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`

// bookOf makes a book of a package document's manifest and spine, and names and
// contents of parts.
func bookOf(t testing.TB, manifest, spine string, more ...string) []byte {
	opf := `<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf"><metadata>` +
		`<dc:title>Das &amp; Buch</dc:title><dc:creator>A. B.</dc:creator><dc:date opf:event="modification">2021</dc:date>` +
		`<meta property="dcterms:modified">2022</meta><meta name="cover" content="c"/></metadata><manifest>` + manifest + `</manifest><spine>` + spine + `</spine></package>`
	return packed(t, append([]string{"META-INF/container.xml", epubContainer, "OEBPS/book.opf", opf}, more...)...)
}

func epubItem(id, href, more string) string {
	return `<item id="` + id + `" href="` + href + `" media-type="application/xhtml+xml"` + more + `/>`
}

func epubPage(title, body string) string {
	return `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>` +
		title + `</title></head><body>` + body + `</body></html>`
}

func TestEPUB(t *testing.T) {
	data := bookOf(t, epubItem("b", "text/zwei%20b.xhtml#s1", "")+epubItem("a", "../eins.xhtml", "")+epubItem("t", "nav.xhtml", ` properties="scripted nav"`)+
		epubItem("gone", "gone.xhtml", "")+`<item id="p" href="p.png" media-type="image/png"/><item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>`,
		`<itemref idref="a"/><itemref idref="t"/><itemref idref="b"/><itemref idref="b"/><itemref idref="gone"/><itemref idref="p"/><itemref idref="none"/>`,
		"eins.xhtml", epubPage("Umschlag", "<h1>Das &amp; Buch</h1><p>Es war einmal.</p>"),
		"OEBPS/nav.xhtml", epubPage("Inhalt", "<ol><li>Eins</li></ol>"),
		"OEBPS/text/zwei b.xhtml", epubPage("Das &amp; Buch", "<h1>Zwei</h1><p>F&#252;r immer</p>"))
	got := requireRead(t, epubReader, data, `
header: Umschlag
heading: Das & Buch
paragraph: Es war einmal.
navigation: Inhalt
navigation: Eins
title: Das & Buch
heading: Zwei
paragraph: Für immer
title = Das & Buch
creator = A. B.
modified = 2021
modified = 2022
(2 pages are missing)
(1 page that is no HTML left out)
`)
	require.Equal(t, "eins.xhtml", got.Map[0].Part)
	require.Equal(t, "OEBPS/text/zwei b.xhtml", got.Map[len(got.Map)-1].Part)
}

func TestEPUBWithContentsApart(t *testing.T) {
	data := bookOf(t, epubItem("a", "a.xhtml", "")+`<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>`, `<itemref idref="a"/>`,
		"OEBPS/a.xhtml", epubPage("Erster Teil", "<p>eins</p>"), "OEBPS/toc.ncx", "<ncx/>")
	requireRead(t, epubReader, data, `
header: Erster Teil
paragraph: eins
title = Das & Buch
creator = A. B.
modified = 2021
modified = 2022
(the table of contents is left out)
`)
}

func TestEPUBOfOldCharsets(t *testing.T) {
	utf16 := "\xFF\xFE"
	for _, r := range epubPage("", "<p>Übermut</p>") {
		utf16 += string([]byte{byte(r), byte(r >> 8)})
	}
	latin1 := "<?xml version='1.0' encoding='iso-8859-1'?><html><body><p>Stra\xDFe</p></body></html>"
	for page, want := range map[string]string{utf16: "Übermut", utf16[2:]: "Übermut", latin1: "Straße", "<p>nackt": "nackt"} {
		data := bookOf(t, epubItem("a", "a.xhtml", ""), `<itemref idref="a"/>`, "OEBPS/a.xhtml", page)
		got, err := readEPUB(Input{Data: data, Limits: DefaultLimits})
		require.NoError(t, err)
		require.Equal(t, want, strings.TrimSpace(got.Body))
		prove(t, got, inPackage(t, data))
		requireProvable(t, got)
	}
}

func TestEPUBIsRefused(t *testing.T) {
	encryption := func(algorithm, uri string) string {
		return `<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>` +
			`<enc:EncryptionMethod Algorithm="` + algorithm + `"/><KeyInfo><enc:EncryptedKey><enc:EncryptionMethod Algorithm="rsa"/></enc:EncryptedKey></KeyInfo>` +
			`<enc:CipherData><enc:CipherReference URI="` + uri + `"/></enc:CipherData></enc:EncryptedData></encryption>`
	}
	const aes, fonts = "http://www.w3.org/2001/04/xmlenc#aes128-cbc", "http://www.idpf.org/2008/embedding"
	item, ref := epubItem("a", "a%20a.xhtml", ""), `<itemref idref="a"/>`
	page := []string{"OEBPS/a a.xhtml", epubPage("", "<p>eins</p>")}
	book := func(more ...string) []byte { return bookOf(t, item, ref, append(more, page...)...) }
	tests := []struct {
		name string
		data []byte
		err  error
		says string
	}{
		{"encrypted page", book("META-INF/encryption.xml", encryption(aes, "OEBPS/a%20a.xhtml")), ErrEncrypted, "a a.xhtml"},
		{"obfuscated font", book("META-INF/encryption.xml", encryption(fonts, "OEBPS/a%20a.xhtml")), nil, ""},
		{"encrypted picture", book("META-INF/encryption.xml", encryption(aes, "OEBPS/p.png")), nil, ""},
		{"broken encryption", book("META-INF/encryption.xml", "<"), ErrDamaged, "encryption.xml"},
		{"no zip", []byte("PK"), ErrDamaged, "directory"},
		{"no container", packed(t, page...), ErrDamaged, "container.xml"},
		{"container of nothing", packed(t, "META-INF/container.xml", "<container/>"), ErrDamaged, "names no book"},
		{"no package document", packed(t, "META-INF/container.xml", epubContainer), ErrDamaged, "book.opf"},
		{"no pages", bookOf(t, item, ""), ErrDamaged, "no page"},
		{"broken spine", bookOf(t, item+"<", ref, page...), ErrDamaged, "book.opf"},
		{"broken after the spine", bookOf(t, item, ref+"</spine><", page...), nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := readEPUB(Input{Data: tt.data, Limits: DefaultLimits})
			require.ErrorIs(t, err, tt.err)
			if tt.err != nil {
				require.ErrorContains(t, err, tt.says)
			} else {
				require.Equal(t, "eins", got.Body)
			}
		})
	}
}

func TestRealEPUB(t *testing.T) {
	for _, file := range documents(t, "valid", "epub") {
		t.Run(filepath.Base(file), func(t *testing.T) {
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			got, err := readEPUB(Input{Data: data, Limits: DefaultLimits})
			require.NoError(t, err)
			require.Equal(t, "Calibre Kurzanleitung", Title(got))
			prove(t, got, oncePacked(t, data))
			requireProvable(t, got)
		})
	}
}
