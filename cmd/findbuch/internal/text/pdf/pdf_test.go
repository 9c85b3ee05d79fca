package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestMain keeps the tests out of the user's cache folder.
func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "findbuch-pdf-")
	if err != nil {
		panic(err)
	}
	for _, name := range []string{"XDG_CACHE_HOME", "HOME", "LocalAppData"} {
		os.Setenv(name, folder)
	}
	code := m.Run()
	os.RemoveAll(folder)
	os.Exit(code)
}

var limits = Limits{Pages: 100, Text: 1 << 20}

func read(t *testing.T, data []byte) Document {
	t.Helper()
	d, err := Read(data, limits)
	require.NoError(t, err)
	return d
}

// texts are the lines of a page.
func texts(p Page) (texts []string) {
	for _, line := range p.Lines {
		texts = append(texts, line.Text)
	}
	return texts
}

func TestLinesHaveAPlace(t *testing.T) {
	d := read(t, madePages("", "", []string{show("Gr\xfc\xdfe", "  aus Linz  ", " "), show("2")}))
	require.Len(t, d.Pages, 2)
	require.Equal(t, []string{"Grüße", "aus Linz"}, texts(d.Pages[0]))
	require.Equal(t, []string{"2"}, texts(d.Pages[1]))
	first, second := d.Pages[0].Lines[0], d.Pages[0].Lines[1]
	require.Equal(t, 50.0, first.X)
	require.Equal(t, 700.0, first.Y)
	require.InDelta(t, 11.7, first.Size, 0.1)
	require.Equal(t, 688.0, second.Y)
	require.Greater(t, second.X, 50.0, "the blanks before it take room")
}

func TestHyphensAtTheEndOfALineAreSoft(t *testing.T) {
	d := read(t, madePages("", "", []string{show("An die Donau-", "dampfschiffahrt", "in Linz")}))
	require.Equal(t, []string{"An die Donau\u00ADdampfschiffahrt", "in Linz"}, texts(d.Pages[0]))
	require.Equal(t, 700.0, d.Pages[0].Lines[0].Y)
	require.Equal(t, 688.0, d.Pages[0].Lines[0].Last)
}

func TestCharactersThatFontsDeclare(t *testing.T) {
	d := read(t, madePages("", "", []string{"BT /U 10 Tf 50 700 Td (AxBA" + strings.Repeat("A", 500) + ") Tj ET"}))
	require.Equal(t, []string{"😀xff😀" + strings.Repeat("😀", 500)}, texts(d.Pages[0]))
}

func TestStates(t *testing.T) {
	d := read(t, madePages("", "", []string{"q 9 0 0 9 0 0 cm /I Do Q", "0 0 m 10 10 l S", "", "/G Do", show("x")},
		stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /I 8 0 R >> >>", "/I Do")))
	var states []State
	for _, page := range d.Pages {
		states = append(states, page.State)
	}
	require.Equal(t, []State{Images, Drawn, Shown, Images, Shown}, states)
}

func TestFormsAreReadAsFilledIn(t *testing.T) {
	data := made("",
		"<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [6 0 R] >> >>",
		"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F 5 0 R >> >> /Contents 4 0 R /Annots [6 0 R] >>",
		stream("", show("Name:")),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
		"<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Huber) /Rect [100 600 300 620] /F 4 /AP << /N 7 0 R >> >>",
		stream("/Type /XObject /Subtype /Form /BBox [0 0 200 20] /Resources << /Font << /F 5 0 R >> >>", "/Tx BMC BT /F 10 Tf 2 5 Td (Huber) Tj ET EMC"))
	require.Equal(t, []string{"Name:", "Huber"}, texts(read(t, data).Pages[0]))
}

func TestComments(t *testing.T) {
	data := made("",
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Annots [4 0 R 5 0 R 6 0 R 7 0 R 9 0 R] >>",
		"<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents ( Wirklich?\\fJa ) >>",
		"<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /Contents (Verweis) >>",
		"<< /Type /Annot /Subtype /Highlight /Rect [0 0 9 9] >>",
		"<< /Type /Annot /Subtype /FreeText /Rect [0 0 9 9] /Contents <FEFF0042006F0308> >>")
	require.Equal(t, []string{"Wirklich?\nJa", "Bo\u0308"}, read(t, data).Pages[0].Comments)
}

func TestInfoOutlineAndLabels(t *testing.T) {
	require.False(t, read(t, madePages("", "", []string{""})).XFA)
	require.True(t, read(t, madePages("/AcroForm << /Fields [] /XFA 10 0 R >>", "", []string{""}, stream("", "<xdp/>"))).XFA)
	d := read(t, madePages("/Outlines 10 0 R /PageLabels << /Nums [0 << /S /r >> 1 << /S /D /P (A-) >>] >>", "/Info 14 0 R",
		[]string{show("a"), show("b")},
		"<< /First 11 0 R /Last 13 0 R /Count 3 >>",
		"<< /Title (One) /Parent 10 0 R /Next 13 0 R /First 12 0 R /Last 12 0 R /Count 1 /Dest [20 0 R /Fit] >>",
		"<< /Title (In  it) /Parent 11 0 R /A << /S /GoTo /D [22 0 R /Fit] >> >>",
		"<< /Title (Two) /Parent 10 0 R /Prev 11 0 R >>",
		"<< /Title <FEFF0042006F0308> /CreationDate (D:2020) /Author ( ) >>"))
	require.Equal(t, []Info{{"Title", "Bo\u0308"}, {"CreationDate", "D:2020"}}, d.Info)
	require.Equal(t, []Entry{{1, "One"}, {2, "In it"}, {0, "Two"}}, d.Outline)
	require.Equal(t, []string{"i", "A-1"}, []string{d.Pages[0].Label, d.Pages[1].Label})
}

func TestNotToBeRead(t *testing.T) {
	sound := madePages("", "", []string{show("a"), show("b")})
	pages := func(dict string) []byte {
		return made("", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages "+dict+" >>",
			"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1 1] >>")
	}
	for _, test := range []struct {
		name   string
		data   []byte
		limits Limits
		want   error
	}{
		{"empty", nil, limits, ErrDamaged},
		{"no PDF", []byte("Lieber Herr Huber!"), limits, ErrDamaged},
		{"only a beginning", sound[:200], limits, ErrDamaged},
		{"no pages", pages("/Count 0 /Kids []"), limits, ErrDamaged},
		{"unknown encryption", madePages("", "/Encrypt << /Filter /Own >>", []string{show("a")}), limits, ErrEncrypted},
		{"too many pages", sound, Limits{Pages: 1, Text: 1 << 20}, ErrOverBudget},
		{"too many annotations", made("", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
			"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1 1] /Annots ["+strings.Repeat("4 0 R ", maxAnnotations+1)+"] >>",
			"<< /Type /Annot /Subtype /Text /Contents (x) >>"), limits, ErrOverBudget},
		{"too much text", sound, Limits{Pages: 100, Text: 1}, ErrOverBudget},
	} {
		_, err := Read(test.data, test.limits)
		require.ErrorIs(t, err, test.want, test.name)
	}
}

func TestLoopsEnd(t *testing.T) {
	catalogue := "<< /Type /Catalog /Pages 2 0 R >>"
	for name, data := range map[string][]byte{
		"of pages":        made("", catalogue, "<< /Type /Pages /Count 5 /Kids [2 0 R 2 0 R] >>"),
		"of groups":       made("", catalogue, "<< /Type /Pages /Count 5 /Kids [3 0 R] >>", "<< /Type /Pages /Count 5 /Parent 2 0 R /Kids [2 0 R] >>"),
		"too great count": made("", catalogue, "<< /Type /Pages /Count 99 /Kids [3 0 R] >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1 1] >>"),
	} {
		d := read(t, data)
		require.Equal(t, Damaged, d.Pages[len(d.Pages)-1].State, name)
	}
	for name, next := range map[string]string{"to its side": "/Next", "into itself": "/First"} {
		d := read(t, madePages("/Outlines 10 0 R", "", []string{show("a")},
			"<< /First 11 0 R /Last 11 0 R /Count 1 >>",
			"<< /Title (x) /Parent 10 0 R "+next+" 12 0 R >>", "<< /Title (y) /Parent 10 0 R "+next+" 11 0 R >>"))
		require.True(t, d.OutlineCut, name)
		require.LessOrEqual(t, len(d.Outline), maxOutline)
	}
}

func deflated(text string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write([]byte(text))
	w.Close()
	return b.String()
}

func TestMemoryIsBounded(t *testing.T) {
	bomb := deflated(deflated("BT /F 10 Tf " + strings.Repeat("(aaaa) Tj ", 4<<20)))
	data := made("", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1 1] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
		stream("/Filter [/FlateDecode /FlateDecode]", bomb),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
	require.Less(t, len(data), 10_000)
	_, err := Read(data, limits)
	require.ErrorIs(t, err, ErrOverBudget)
	require.ErrorContains(t, err, "memory")
	require.Equal(t, []string{"next"}, texts(read(t, madePages("", "", []string{show("next")})).Pages[0]))
}

func TestDamageIsBorne(t *testing.T) {
	sound := madePages("/Outlines 10 0 R", "/Info 12 0 R", []string{show("One", "two"), show("three")},
		"<< /First 11 0 R /Last 11 0 R /Count 1 >>", "<< /Title (x) /Parent 10 0 R /Dest [22 0 R /Fit] >>", "<< /Title (t) >>")
	random := rand.New(rand.NewSource(1))
	for i := range 300 {
		data := bytes.Clone(sound)
		if i < 100 {
			data = data[:random.Intn(len(data))]
		} else {
			for range 1 + random.Intn(20) {
				data[random.Intn(len(data))] = byte(random.Intn(256))
			}
		}
		first, err := Read(data, limits)
		if err != nil {
			require.True(t, isKnown(err), "%v", err)
			continue
		}
		second, err := Read(data, limits)
		require.NoError(t, err)
		require.Equal(t, first, second, "it depends on what was read before")
	}
}

func isKnown(err error) bool {
	return strings.HasPrefix(err.Error(), "damaged: ") || strings.HasPrefix(err.Error(), "encrypted: ") ||
		strings.HasPrefix(err.Error(), "over budget: ")
}

func TestManyAtOnce(t *testing.T) {
	var wait sync.WaitGroup
	for i := range 20 {
		wait.Go(func() {
			want := fmt.Sprintf("document %d", i)
			d, err := Read(madePages("", "", []string{show(want)}), limits)
			if err != nil || len(d.Pages) != 1 || d.Pages[0].Lines[0].Text != want {
				t.Errorf("%s: %v %v", want, d, err)
			}
		})
	}
	wait.Wait()
}

func TestTranslationIsKept(t *testing.T) {
	require.NoError(t, Warm())
	caches, err := os.UserCacheDir()
	require.NoError(t, err)
	folder := filepath.Join(caches, "findbuch", "wazero")
	info, err := os.Stat(folder)
	require.NoError(t, err)
	require.True(t, info.IsDir())
	kept, err := filepath.Glob(filepath.Join(folder, "*", "*"))
	require.NoError(t, err)
	require.Len(t, kept, 1)
}

func TestFolderThatCannotBeUsed(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	for _, name := range []string{"XDG_CACHE_HOME", "HOME", "LocalAppData"} {
		t.Setenv(name, file)
	}
	_, err := openCache()
	require.Error(t, err)
}

func FuzzRead(f *testing.F) {
	f.Add(madePages("", "", []string{show("One", "two")}))
	f.Add(madePages("/Outlines 10 0 R", "", []string{show("a")}, "<< /First 11 0 R >>", "<< /Title (x) /Next 11 0 R >>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if d, err := Read(data, limits); err == nil {
			for _, page := range d.Pages {
				for _, text := range texts(page) {
					require.Equal(t, strings.ToValidUTF8(strings.TrimSpace(text), ""), text)
				}
			}
		} else {
			require.True(t, isKnown(err), "%v", err)
		}
	})
}
