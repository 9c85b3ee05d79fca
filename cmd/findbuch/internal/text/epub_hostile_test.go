package text

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestEPUBOfAnyBytes(t *testing.T) {
	data := bookOf(t, epubItem("a", "a.xhtml", "")+epubItem("b", "b.xhtml", ` properties="nav"`), `<itemref idref="a"/><itemref idref="b"/>`,
		"OEBPS/a.xhtml", epubPage("Titel", "<h1>Eins &amp; zwei</h1><p>Satz<br/>mit <b>Wort</b> <img alt='Bild'/></p>"),
		"OEBPS/b.xhtml", epubPage("Inhalt", "<ul><li>Eins</li></ul>"))
	requireSturdy(t, epubReader, data)
	requireSturdyInside(t, epubReader, data)
}

func TestBombInEPUBIsRefused(t *testing.T) {
	bomb := strings.Repeat(" ", 32<<20)
	item, ref := epubItem("a", "a.xhtml", ""), `<itemref idref="a"/>`
	requireBombRefused(t, epubReader,
		bookOf(t, item, ref, "OEBPS/a.xhtml", bomb),
		bookOf(t, item, ref, "META-INF/encryption.xml", bomb),
		packed(t, "META-INF/container.xml", bomb),
		packed(t, "META-INF/container.xml", epubContainer, "OEBPS/book.opf", bomb))
}

func TestEPUBWithManyReferences(t *testing.T) {
	data := bookOf(t, epubItem("a", "a.xhtml", ""), strings.Repeat(`<itemref idref="a"/><itemref idref="b"/>`, 100_000), "OEBPS/a.xhtml", "<p>eins")
	got, err := readEPUB(Input{Data: data, Limits: DefaultLimits})
	require.NoError(t, err)
	require.Equal(t, "eins", got.Body)
	require.Equal(t, []string{"100000 pages are missing"}, got.Notes)
}

func TestDamagedEPUB(t *testing.T) {
	data, err := os.ReadFile("../../../../testdata/documents/damaged/one-page-is-broken.epub")
	require.NoError(t, err)
	got, err := readEPUB(Input{Data: data, Limits: DefaultLimits})
	require.NoError(t, err)
	require.Contains(t, strings.Join(got.Notes, "\n"), "text/task_2_conversion.xhtml")
	require.Contains(t, got.Body, "Installing calibre")
	prove(t, got, oncePacked(t, data))
}

func FuzzEPUB(f *testing.F) {
	f.Add(epubItem("a", "a.xhtml", ` properties="nav"`), `<itemref idref="a"/>`, epubPage("Titel", "<h1>Eins</h1><p>Satz &amp; mehr"))
	f.Add(epubItem("a", "./a.xhtml#b", ""), `<itemref idref="a"/></spine><`, "\xFF\xFEa\x00<\x00b\x00>\x00")
	f.Fuzz(func(t *testing.T, manifest, spine, page string) {
		requireAccounted(t, epubReader, bookOf(t, manifest, spine, "OEBPS/a.xhtml", page))
	})
}

func BenchmarkEPUB(b *testing.B) {
	for _, file := range documents(b, "valid", "epub") {
		b.Run(filepath.Base(file), func(b *testing.B) {
			data, err := os.ReadFile(file)
			require.NoError(b, err)
			got, err := readEPUB(Input{Data: data, Limits: DefaultLimits})
			require.NoError(b, err)
			b.SetBytes(int64(len(got.Body)))
			for b.Loop() {
				_, err := readEPUB(Input{Data: data, Limits: DefaultLimits})
				require.NoError(b, err)
			}
		})
	}
}
