package text

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// requireAccounted reads a document that may be anything: it is a text that is
// proved, or an error that says why not.
func requireAccounted(t require.TestingT, r Reader, data []byte) {
	got, err := r.Read(Input{Data: data, Limits: Limits{Text: 1 << 20, Depth: 64, Ratio: 1000, Entries: 100}})
	if err != nil {
		if errors.Is(err, ErrDamaged) || errors.Is(err, ErrEncrypted) || errors.Is(err, ErrOverBudget) {
			return
		}
		require.NoError(t, err)
	}
	prove(t, got, oncePacked(t, data))
	requireProvable(t, got)
}

// requireSturdy truncates a document at every step and changes bytes at random.
func requireSturdy(t *testing.T, r Reader, data []byte) {
	for end := 0; end < len(data); end += 1 + len(data)/200 {
		requireAccounted(t, r, data[:end])
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		changed := bytes.Clone(data)
		for range 1 + random.IntN(4) {
			changed[random.IntN(len(changed))] ^= byte(1 + random.IntN(255))
		}
		requireAccounted(t, r, changed)
	}
}

// repacked packs the parts of a package anew, changed, with the checksums of what
// they were changed to, so that the changes reach the XML.
func repacked(t testing.TB, data []byte, change func(name string, part []byte) []byte) []byte {
	from, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	var namesAndContents []string
	for _, f := range from.File {
		opened, err := f.Open()
		require.NoError(t, err)
		part, err := io.ReadAll(opened)
		require.NoError(t, err)
		namesAndContents = append(namesAndContents, f.Name, string(change(f.Name, part)))
	}
	return packed(t, namesAndContents...)
}

// requireSturdyInside does to the text parts what requireSturdy does to the zip.
func requireSturdyInside(t *testing.T, r Reader, data []byte) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 100 {
		requireAccounted(t, r, repacked(t, data, func(name string, part []byte) []byte {
			switch filepath.Ext(name) {
			case ".xml", ".xhtml", ".opf":
			default:
				return nil
			}
			if len(part) == 0 {
				return nil
			}
			switch random.IntN(4) {
			case 0:
				return part[:random.IntN(len(part))]
			case 1:
				part[random.IntN(len(part))] ^= byte(1 + random.IntN(255))
			}
			return part
		}))
	}
}

func TestODFOfAnyBytes(t *testing.T) {
	for _, file := range documents(t, "valid", "odt", "odp", "ods") {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		requireSturdy(t, odfReader, data)
		requireSturdyInside(t, odfReader, data)
	}
}

func TestODFBounds(t *testing.T) {
	deep := func(start, end string, n int) string { return strings.Repeat(start, n) + "x" + strings.Repeat(end, n) }
	wide := strings.Repeat(`<table:table-cell table:number-columns-repeated="16384"/>`, 1000)
	tests := []struct {
		name, body string
		err        error
		says       string
	}{
		{"100,000 elements deep", deep("<text:span>", "</text:span>", 100_000), ErrOverBudget, "256 elements"},
		{"notes in notes", "<text:p>a" + deep("<text:note><text:note-body><text:p>b", "</text:p></text:note-body></text:note>", 70) + "</text:p>", nil, ""},
		{"lists in lists", deep("<text:list><text:list-item><text:p>b</text:p>", "</text:list-item></text:list>", 100), nil, ""},
		{"empty cells without end", "<table:table>" + strings.Repeat(`<table:table-row table:number-rows-repeated="1048576">`+wide+"</table:table-row>", 20) + "</table:table>", nil, ""},
		{"blanks without end", "<text:p>" + strings.Repeat(`<text:s text:c="999999999"/>`, 300_000) + "</text:p>", ErrOverBudget, "bytes"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := odfPackage(t, "<office:text>"+tt.body+"</office:text>")
			got, err := readODF(Input{Data: data, Limits: Limits{Text: 64 << 20, Depth: 256, Ratio: 2000, Entries: 9}})
			require.ErrorIs(t, err, tt.err)
			if tt.err != nil {
				require.ErrorContains(t, err, tt.says)
				return
			}
			require.LessOrEqual(t, len(got.Body), 300)
			prove(t, got, oncePacked(t, data))
		})
	}
}

// A bomb is refused with no more memory than the limit on text needs, be it the
// content, the styles or an object.
func TestBombInODFIsRefused(t *testing.T) {
	bomb := strings.Repeat(" ", 32<<20)
	object := `<office:text><draw:frame><draw:object xlink:href="./O"/></draw:frame></office:text>`
	requireBombRefused(t, odfReader,
		packed(t, "content.xml", bomb),
		odfPackage(t, "", "styles.xml", bomb),
		odfPackage(t, "", "META-INF/manifest.xml", bomb),
		odfPackage(t, "", "meta.xml", bomb),
		odfPackage(t, object, "O/content.xml", bomb))
}

func requireBombRefused(t *testing.T, r Reader, bombs ...[]byte) {
	for _, bomb := range bombs {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := r.Read(Input{Data: bomb, Limits: Limits{Text: 1 << 20, Depth: 256, Ratio: 10_000, Entries: 10}})
		runtime.ReadMemStats(&after)
		require.ErrorIs(t, err, ErrOverBudget)
		require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(8<<20))
	}
}

func TestDamagedODF(t *testing.T) {
	for name, want := range map[string]error{
		"encrypted.odt": ErrEncrypted, "directory-is-missing.odt": ErrDamaged, "content-is-broken.ods": ErrDamaged, "content-is-cut-off.odp": nil,
	} {
		data, err := os.ReadFile(filepath.Join("../../../../testdata/documents/damaged", name))
		require.NoError(t, err)
		got, err := readODF(Input{Data: data, Limits: DefaultLimits})
		require.ErrorIs(t, err, want, name)
		if want == nil {
			require.Equal(t, "Relatorio rules", Title(got))
			require.Contains(t, got.Notes[0], "content.xml, which is no XML from there on")
			prove(t, got, oncePacked(t, data))
		}
	}
}

func FuzzODF(f *testing.F) {
	f.Add(odfContent(`<office:text><text:p>a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>b</text:p></text:note-body></text:note>&#228;<text:s text:c="3"/></text:p></office:text>`), `<a/>`)
	f.Add(odfContent(`<office:spreadsheet><table:table table:name="a"><table:table-row><table:table-cell><office:annotation><text:p>c</text:p></office:annotation><text:p>1</text:p><text:p>2</text:p><table:table><table:table-row><table:table-cell><text:p>d</text:p></table:table-cell></table:table-row></table:table></table:table-cell></table:table-row></table:table></office:spreadsheet>`), `<a/>`)
	f.Add(odfContent(`<office:presentation><draw:page draw:name="b"><draw:frame presentation:class="title"><draw:text-box><text:p>t</text:p><text:list><text:list-item><text:number>1</text:number><text:p>u</text:p></text:list-item></text:list></draw:text-box><svg:desc>v</svg:desc></draw:frame><presentation:notes><text:p>n</text:p></presentation:notes></draw:page></office:presentation>`),
		`<office:document-styles`+odfNames+`><office:master-styles><style:master-page><style:header><text:p>h</text:p></style:header></style:master-page></office:master-styles></office:document-styles>`)
	f.Fuzz(func(t *testing.T, content, styles string) {
		requireAccounted(t, odfReader, packed(t, "content.xml", content, "styles.xml", styles, "meta.xml", styles))
	})
}

func BenchmarkODF(b *testing.B) {
	for _, file := range documents(b, "valid", "odt", "ods") {
		b.Run(filepath.Base(file), func(b *testing.B) {
			data, err := os.ReadFile(file)
			require.NoError(b, err)
			b.SetBytes(int64(len(inPackage(b, data)("content.xml"))))
			for b.Loop() {
				_, err := readODF(Input{Data: data, Limits: DefaultLimits})
				require.NoError(b, err)
			}
		})
	}
}
