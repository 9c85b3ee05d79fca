package text

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"findbuch/cmd/findbuch/internal/text/pdf"
)

// shownPassages are lines of "page kind: quote".
func shownPassages(t Text) (shown []string) {
	for _, p := range t.Passages {
		shown = append(shown, fmt.Sprintf("%d %s: %s", p.Page, p.Kind, p.Span.Of(t.Body)))
	}
	return shown
}

// laidPage makes a page of lines of "x y size text".
func laidPage(label, lines string) pdf.Page {
	page := pdf.Page{Label: label}
	for line := range strings.Lines(lines) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		var l pdf.Line
		fmt.Sscan(line, &l.X, &l.Y, &l.Size)
		l.Last = l.Y
		l.Text = strings.SplitN(line, " ", 4)[3]
		page.Lines = append(page.Lines, l)
	}
	return page
}

func TestLayout(t *testing.T) {
	for _, test := range []struct {
		name  string
		pages []string
		want  []string
	}{
		{"gaps", []string{`
			50 700 10 Erste Zeile
			50 688 10 geht weiter
			50 676 10 und weiter.
			50 652 10 Neuer Absatz`},
			[]string{"1 paragraph: Erste Zeile\ngeht weiter\nund weiter.", "1 paragraph: Neuer Absatz"}},
		{"columns", []string{`
			50 700 10 links
			50 688 10 unten
			300 700 10 rechts`},
			[]string{"1 paragraph: links\nunten", "1 paragraph: rechts"}},
		{"beside", []string{`
			50 700 10 Tel.
			200 700 10 0732
			230 704 6 1
			50 688 10 Fax`},
			[]string{"1 paragraph: Tel.\n0732\n1\nFax"}},
		{"indents", []string{`
			50 700 10 Ein Absatz
			50 688 10 endet.
			65 676 10 Der nächste
			50 664 10 auch nicht
			65 652 10 hier nicht`},
			[]string{"1 paragraph: Ein Absatz\nendet.", "1 paragraph: Der nächste\nauch nicht\nhier nicht"}},
		{"items", []string{`
			50 700 10 Es gibt:
			50 688 10 • Äpfel
			60 676 10 und Birnen
			50 664 10 • Kirschen`},
			[]string{"1 paragraph: Es gibt:", "1 item: • Äpfel\nund Birnen", "1 item: • Kirschen"}},
		{"headings", []string{`
			50 700 14 Kapitel 1
			50 686 10 Ein langer Text, der den Satz bestimmt`},
			[]string{"1 heading: Kapitel 1", "1 paragraph: Ein langer Text, der den Satz bestimmt"}},
		{"a note's number", []string{`
			50 100 6 1Siehe die
			50 91 8 andere Seite`},
			[]string{"1 paragraph: 1Siehe die\nandere Seite"}},
		{"header and footer", []string{
			"50 800 10 Das Buch 1\n50 700 10 eins\n50 50 10 – 1 –",
			"50 800 10 Das Buch 2\n50 50 10 – 2 –",
			"50 800 10 Das Buch 3\n50 700 10 drei\n50 688 10 – 3 –",
			"50 700 10 vier\n50 688 10 iv"},
			[]string{"1 header: Das Buch 1", "1 paragraph: eins", "1 footer: – 1 –",
				"2 header: Das Buch 2", "2 footer: – 2 –",
				"3 header: Das Buch 3", "3 paragraph: drei", "3 footer: – 3 –",
				"4 paragraph: vier", "4 footer: iv"}},
		{"unknown places", []string{"0 0 0 a\n0 0 0 b"}, []string{"1 paragraph: a\nb"}},
	} {
		var d pdf.Document
		for i, page := range test.pages {
			label := ""
			if i == 3 {
				label = "iv"
			}
			d.Pages = append(d.Pages, laidPage(label, page))
		}
		body := layoutPDF(d)
		prove(t, body, nil)
		require.Equal(t, test.want, shownPassages(body), test.name)
	}
}

func TestLayoutBody(t *testing.T) {
	commented := pdf.Page{Comments: []string{"k"}}
	d := pdf.Document{Pages: []pdf.Page{{}, laidPage("", "50 700 10 a\n50 688 10 b\n50 600 10 c"), {}, laidPage("", "50 700 10 d"), commented}}
	body := layoutPDF(d)
	require.Equal(t, "\fa\nb\n\nc\n\f\fd\n\fk\n", body.Body)
	require.Equal(t, "5 comment: k", shownPassages(body)[3])
}

func TestLayoutTitle(t *testing.T) {
	lines := `
		50 700 10 Vereinsblatt
		50 688 10 Die Donau-
		50 676 10 Dampf` + "\u00AD" + `schiffahrt
		50 664 10 Von Huber`
	for title, want := range map[string]string{
		"Die Donaudampfschiffahrt":  "title: Die Donau-\nDampf\u00ADschiffahrt",
		"die  DONAUDAMPFSCHIFFAHRT": "title: Die Donau-\nDampf\u00ADschiffahrt",
		"Vereinsblatt":              "title: Vereinsblatt",
		"Die Donau":                 "title: Die Donau-",
		"Dampf":                     "",
		"":                          "",
	} {
		body := layoutPDF(pdf.Document{Info: []pdf.Info{{Tag: "Title", Value: title}}, Pages: []pdf.Page{{}, laidPage("", lines)}})
		prove(t, body, nil)
		got := ""
		if found := Title(body); found != "" {
			got = "title: " + found
		}
		require.Equal(t, want, got, "%q", title)
	}
}

func TestLayoutIsProvable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.Float64Range(-1000, 1000)
		line := rapid.Custom(func(t *rapid.T) pdf.Line {
			return pdf.Line{
				Text: rapid.SampledFrom([]string{"a", "• b", "Titel", "12", "!", "ä\u00ADb.", "\uE000"}).Draw(t, "text"),
				X:    number.Draw(t, "x"), Y: number.Draw(t, "y"), Last: number.Draw(t, "last"),
				Size: rapid.SampledFrom([]float64{-1, 0, 6, 10, 20}).Draw(t, "size"),
			}
		})
		page := rapid.Custom(func(t *rapid.T) pdf.Page {
			return pdf.Page{Lines: rapid.SliceOfN(line, 0, 12).Draw(t, "lines")}
		})
		d := pdf.Document{Info: []pdf.Info{{Tag: "Title", Value: "Titel"}}, Pages: rapid.SliceOfN(page, 0, 6).Draw(t, "pages")}
		body := layoutPDF(d)
		prove(t, body, nil)
		for _, p := range body.Passages {
			require.Equal(t, p.Page-1, strings.Count(body.Body[:p.Span.Start], "\f"))
		}
	})
}
