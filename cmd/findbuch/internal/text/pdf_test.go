package text

import (
	"bytes"
	"errors"
	"math/rand"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"findbuch/cmd/findbuch/internal/text/pdf"
)

// pdfFile returns a file of testdata.
func pdfFile(t testing.TB, name string) []byte {
	data, err := os.ReadFile(filepath.Join("../../../../testdata/documents", name))
	require.NoError(t, err)
	return data
}

func readPDFFile(t *testing.T, name string) (Text, error) {
	data := pdfFile(t, name)
	body, err := readPDF(Input{Data: data, Limits: DefaultLimits})
	if err == nil {
		prove(t, body, bare(data))
	}
	return body, err
}

func TestPDFOfPeople(t *testing.T) {
	body, err := readPDFFile(t, "valid/manual-of-pbalance.pdf")
	require.NoError(t, err)
	require.Equal(t, Map{}, body.Map)
	require.Empty(t, body.Notes)
	require.Contains(t, body.Properties, Property{"created", "2022-07-28T19:11:46-03:00"})
	require.Contains(t, body.Properties, Property{"outline", "2 Troubleshooting and fine tuning"})
	shown := shownPassages(body)
	require.Contains(t, shown, "1 heading: 1 Introduction")
	require.Contains(t, shown, "2 item: • Use \\shrinkLastPage and \\balancePageNum to manually define the size of the\n"+
		"left column and the page to balance.")
	require.Contains(t, shown, "3 footer: 3")
}

func TestPDFThatMayNotBePrintedIsRead(t *testing.T) {
	body, err := readPDFFile(t, "valid/printing-forbidden.pdf")
	require.NoError(t, err)
	require.Equal(t, "Der Brief aus Linz\n\nNur wer das Kennwort weiß, liest diesen Satz.\n", body.Body)
}

func TestPDFThatIsRepaired(t *testing.T) {
	body, err := readPDFFile(t, "damaged/list-of-objects-is-broken.pdf")
	require.NoError(t, err)
	require.Equal(t, []string{"the list of objects is broken: some of them may be missing"}, body.Notes)
	require.Greater(t, len(body.Body), 10_000)
}

func TestPDFNotRead(t *testing.T) {
	for _, test := range []struct {
		name    string
		want    error
		message string
	}{
		{"damaged/encrypted.pdf", ErrEncrypted, "encrypted: it can be opened only with a password"},
		{"damaged/image-only.pdf", ErrImageOnly, "image only: 1 page"},
		{"damaged/cut-off.pdf", ErrDamaged, "damaged: it is cut off, or its list of objects is broken"},
		{"valid/kernel-in-debian-faq-de.html", ErrDamaged, "damaged: it does not begin like a PDF"},
	} {
		_, err := readPDFFile(t, test.name)
		require.ErrorIs(t, err, test.want)
		require.EqualError(t, err, test.message)
	}
}

func TestPDFOverBudget(t *testing.T) {
	data := pdfFile(t, "valid/manual-of-pbalance.pdf")
	for _, limits := range []Limits{{Text: 100, Entries: 100}, {Text: 1 << 20, Entries: 3}} {
		_, err := readPDF(Input{Data: data, Limits: limits})
		require.ErrorIs(t, err, ErrOverBudget)
	}
}

func TestPDFDamagedAnywhere(t *testing.T) {
	sound := pdfFile(t, "damaged/list-of-objects-is-broken.pdf")
	random := rand.New(rand.NewSource(3))
	for i := range 60 {
		data := bytes.Clone(sound)
		if i < 20 {
			data = data[:random.Intn(len(data))]
		} else {
			for range 200 {
				data[random.Intn(len(data))] = byte(random.Intn(256))
			}
		}
		provePDF(t, data)
	}
}

// provePDF reads any bytes.
func provePDF(t require.TestingT, data []byte) {
	body, err := readPDF(Input{Data: data, Limits: Limits{Text: 1 << 20, Entries: 100}})
	if errors.Is(err, ErrImageOnly) {
		return
	}
	if err != nil {
		requireKnown(t, err)
		return
	}
	prove(t, body, bare(data))
}

func TestPDFNotes(t *testing.T) {
	shown := pdf.Page{Lines: []pdf.Line{{Text: "x"}}}
	image, drawn, damaged := pdf.Page{State: pdf.Images}, pdf.Page{State: pdf.Drawn}, pdf.Page{State: pdf.Damaged}
	for _, test := range []struct {
		name     string
		document pdf.Document
		notes    []string
		err      string
	}{
		{"text", pdf.Document{Pages: []pdf.Page{shown, {}}}, nil, ""},
		{"blank", pdf.Document{Pages: []pdf.Page{{}}}, nil, ""},
		{"images", pdf.Document{Pages: []pdf.Page{image, {}, image}}, nil, "image only: 2 pages"},
		{"some images", pdf.Document{Pages: []pdf.Page{shown, image, shown, shown, image, image}},
			[]string{"3 of 6 pages are images only: 2, 5-6"}, ""},
		{"drawings", pdf.Document{Pages: []pdf.Page{drawn}}, []string{"1 of 1 page has drawings but no text: 1"}, ""},
		{"no page", pdf.Document{Pages: []pdf.Page{damaged, damaged}}, nil, "damaged: none of 2 pages can be read"},
		{"rest", pdf.Document{Pages: []pdf.Page{shown, damaged}, Broken: true, Repaired: true, Attachments: 2, XFA: true,
			Outline: make([]pdf.Entry, 7), OutlineCut: true},
			[]string{
				"1 of 2 pages is damaged and left out: 2",
				"the list of objects is broken: some of them may be missing",
				"PDFium broke down over it: pages, outline or properties are missing",
				"the outline has more than 7 entries: those after it are left out",
				"the form of XFA in it is not read",
				"2 attachments not read",
			}, ""},
	} {
		notes, err := pdfNotes(test.document)
		require.Equal(t, test.notes, notes, test.name)
		if test.err != "" {
			require.EqualError(t, err, test.err, test.name)
		} else {
			require.NoError(t, err, test.name)
		}
	}
}

func TestPDFDate(t *testing.T) {
	for theirs, ours := range map[string]string{
		"D:20230204115901+01'00'": "2023-02-04T11:59:01+01:00",
		"D:20230204115901-03'30":  "2023-02-04T11:59:01-03:30",
		"D:20230204115901+01":     "2023-02-04T11:59:01+01:00",
		"D:20230204115901Z":       "2023-02-04T11:59:01Z",
		"D:20230204115901Z00'00'": "2023-02-04T11:59:01Z",
		"D:20230204115901":        "2023-02-04T11:59:01",
		"20230204":                "2023-02-04",
		"D:2023":                  "2023",
		"D:20230230":              "D:20230230",
		"Samstag":                 "Samstag",
	} {
		require.Equal(t, ours, pdfDate(theirs))
	}
}

func TestPDFLabels(t *testing.T) {
	var pages []pdf.Page
	for _, label := range []string{"1", "i", "ii", "1", "2", "3", "A-1", "", "9"} {
		pages = append(pages, pdf.Page{Label: label})
	}
	require.Equal(t, []Property{
		{"page_label", "2=i"}, {"page_label", "3=ii"}, {"page_label", "4-6=1"}, {"page_label", "7=A-1"},
	}, pdfLabels(pages))
}

func TestPDFOfOwnLetters(t *testing.T) {
	require.Equal(t, 2, privateLetters("a\uE049\U000F0000"))
}

func FuzzPDF(f *testing.F) {
	f.Add(pdfFile(f, "valid/printing-forbidden.pdf"))
	f.Add(pdfFile(f, "damaged/list-of-objects-is-broken.pdf"))
	f.Fuzz(func(t *testing.T, data []byte) { provePDF(t, data) })
}

func BenchmarkPDF(b *testing.B) {
	data := pdfFile(b, "valid/manual-of-pbalance.pdf")
	require.NoError(b, WarmPDF())
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := readPDF(Input{Data: data, Limits: DefaultLimits}); err != nil {
			b.Fatal(err)
		}
	}
}
