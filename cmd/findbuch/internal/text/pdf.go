package text

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"findbuch/cmd/findbuch/internal/text/pdf"
)

// pdfReader reads PDF, as package pdf has it.
//
// # Text
//
// The Body is the lines of the pages, with a line end after each, an empty line
// between passages and a form feed between pages: the form feeds before a
// passage are one less than its page. There is no map: a PDF's text is codes of
// glyphs, packed and in no order.
//
// # Passages
//
// See layoutPDF. None goes on over the end of a page.
//
// # Properties
//
// The document information: title, creator, subject, keywords, application (what
// made the document before it became PDF), producer (what made the PDF), created,
// modified. Dates are those of ISO 8601 where they are those of PDF, else as
// found.
//
// outline: an entry of the outline, after the page that it leads to: "12 Chapter
// 3"; 0 when it leads to none.
//
// page_label: pages that have another name than their number: "5=iii" for one,
// "7-120=1" when the names of page 7 and of those after it are numbers that are
// counted up from 1.
var pdfReader = Reader{
	Name: "pdf", Version: 1,
	Types:   []string{"application/pdf"},
	Hostile: true,
	Warm:    WarmPDF,
	Read:    readPDF,
}

// WarmPDF has the PDF reader do now what it does at its first use: it opens files
// in the user's cache folder. It is worth its time only before documents are
// read in a process that may open none.
func WarmPDF() error { return pdf.Warm() }

func readPDF(in Input) (Text, error) {
	document, err := pdf.Read(in.Data, pdf.Limits{Pages: in.Limits.Entries, Text: int(in.Limits.Text)})
	if err != nil {
		return Text{}, pdfError(err)
	}
	t := layoutPDF(document)
	if int64(len(t.Body)) > in.Limits.Text {
		return Text{}, fmt.Errorf("%w: more than %d bytes of text", ErrOverBudget, in.Limits.Text)
	}
	t.Properties = pdfProperties(document)
	if t.Notes, err = pdfNotes(document); err != nil {
		return Text{}, err
	}
	if n := privateLetters(t.Body); n > 0 {
		t.Notes = append(t.Notes, numberOf(n, "character has", "characters have")+" no meaning but in the document's own fonts")
	}
	return t, nil
}

// pdfError makes an error of package pdf one of this package.
func pdfError(err error) error {
	for _, known := range [...]struct{ theirs, ours error }{
		{pdf.ErrDamaged, ErrDamaged}, {pdf.ErrEncrypted, ErrEncrypted}, {pdf.ErrOverBudget, ErrOverBudget},
	} {
		if errors.Is(err, known.theirs) {
			reason := strings.TrimPrefix(err.Error(), known.theirs.Error()+": ")
			return fmt.Errorf("%w: %s", known.ours, reason)
		}
	}
	return err
}

// pdfNotes says what is not in the text. A document that shows pictures and no
// text, or of which no page can be read, is an error.
func pdfNotes(d pdf.Document) (notes []string, err error) {
	all := len(d.Pages)
	lines := 0
	of := map[pdf.State][]int{} // the pages
	for i, page := range d.Pages {
		lines += len(page.Lines) + len(page.Comments)
		of[page.State] = append(of[page.State], i+1)
	}
	if damaged := of[pdf.Damaged]; len(damaged) == all {
		return nil, fmt.Errorf("%w: none of %d pages can be read", ErrDamaged, all)
	}
	if images := of[pdf.Images]; lines == 0 && len(images) > 0 {
		return nil, fmt.Errorf("%w: %s", ErrImageOnly, numberOf(len(images), "page", "pages"))
	}
	for _, state := range [...]struct {
		pages     []int
		one, many string
	}{
		{of[pdf.Damaged], "is damaged and left out", "are damaged and left out"},
		{of[pdf.Images], "is image only", "are images only"},
		{of[pdf.Drawn], "has drawings but no text", "have drawings but no text"},
	} {
		if n := len(state.pages); n > 0 {
			is := state.many
			if n == 1 {
				is = state.one
			}
			notes = append(notes, fmt.Sprintf("%d of %s %s: %s", n, numberOf(all, "page", "pages"), is, pageRanges(state.pages)))
		}
	}
	if d.Repaired {
		notes = append(notes, "the list of objects is broken: some of them may be missing")
	}
	if d.Broken {
		notes = append(notes, "PDFium broke down over it: pages, outline or properties are missing")
	}
	if d.OutlineCut {
		notes = append(notes, fmt.Sprintf("the outline has more than %d entries: those after it are left out", len(d.Outline)))
	}
	if d.XFA {
		notes = append(notes, "the form of XFA in it is not read")
	}
	if d.Attachments > 0 {
		notes = append(notes, numberOf(d.Attachments, "attachment", "attachments")+" not read")
	}
	return notes, nil
}

// privateLetters counts the characters of private use.
func privateLetters(body string) (n int) {
	for _, r := range body {
		if unicode.Is(unicode.Co, r) {
			n++
		}
	}
	return n
}

func numberOf(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// pageRanges writes ascending numbers: "2, 5-6".
func pageRanges(numbers []int) string {
	var out []string
	for i := 0; i < len(numbers); {
		end := i + 1
		for end < len(numbers) && numbers[end] == numbers[end-1]+1 {
			end++
		}
		out = append(out, strconv.Itoa(numbers[i]))
		if end > i+1 {
			out[len(out)-1] += "-" + strconv.Itoa(numbers[end-1])
		}
		i = end
	}
	return strings.Join(out, ", ")
}
