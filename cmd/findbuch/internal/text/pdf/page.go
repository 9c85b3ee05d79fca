package pdf

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

const (
	maxLines       = 1 << 20 // of a document
	maxObjects     = 1000    // of a page or group without text that are looked at
	maxObjectsEver = 100_000 // of a document; go-pdfium remembers each until the end
)

// page reads page i, from 0.
func (r *reader) page(i int) (p Page) {
	label, _ := ask(r, r.pdfium.FPDF_GetPageLabel, requests.FPDF_GetPageLabel{Document: r.document, Page: i})
	p.Label = r.take(label.Label)
	loaded, ok := ask(r, r.pdfium.FPDF_LoadPage, requests.FPDF_LoadPage{Document: r.document, Index: i})
	if !ok {
		p.State = Damaged
		return p
	}
	page := requests.Page{ByReference: &loaded.Page}
	defer ask(r, r.pdfium.FPDF_ClosePage, requests.FPDF_ClosePage{Page: loaded.Page})
	p.Comments = r.comments(page)
	if r.form {
		ask(r, r.pdfium.FPDFPage_Flatten, requests.FPDFPage_Flatten{Page: page, Usage: requests.FPDFPage_FlattenUsageNormalDisplay})
	}
	text, ok := ask(r, r.pdfium.FPDFText_LoadPage, requests.FPDFText_LoadPage{Page: page})
	if !ok {
		p.State = Damaged
		return p
	}
	defer ask(r, r.pdfium.FPDFText_ClosePage, requests.FPDFText_ClosePage{TextPage: text.TextPage})
	if p.Lines = r.textLines(text.TextPage); len(p.Lines) == 0 {
		p.State = r.state(page)
	}
	if r.err != nil {
		return Page{Label: p.Label, State: Damaged} // not half a page
	}
	return p
}

// textLines reads the lines of a page.
func (r *reader) textLines(page references.FPDF_TEXTPAGE) (lines []Line) {
	count, _ := ask(r, r.pdfium.FPDFText_CountChars, requests.FPDFText_CountChars{TextPage: page})
	if count.Count <= 0 {
		return nil
	}
	text, _ := ask(r, r.pdfium.FPDFText_GetText, requests.FPDFText_GetText{TextPage: page, Count: count.Count})
	at := 0 // in characters, as PDFium counts
	for raw := range strings.Lines(r.take(text.Text)) {
		rest := strings.TrimLeftFunc(raw, isBlank)
		if trimmed := strings.TrimRightFunc(rest, isBlank); trimmed != "" {
			start := at + utf8.RuneCountInString(raw[:len(raw)-len(rest)])
			if r.lines++; r.lines > maxLines && r.err == nil {
				r.err = fmt.Errorf("%w: more than %d lines", ErrOverBudget, maxLines)
			}
			lines = append(lines, r.line(page, start, trimmed))
		}
		at += utf8.RuneCountInString(raw)
	}
	return lines
}

func isBlank(c rune) bool { return unicode.IsSpace(c) || c == 0 }

// hyphen is what PDFium writes for one at the end of a line.
const hyphen = "\uFFFE"

// replacer also keeps form feeds for the ends of pages.
var replacer = strings.NewReplacer(hyphen, "\u00AD", "\f", " ")

// line finds out where the line stands whose first character is number start.
func (r *reader) line(page references.FPDF_TEXTPAGE, start int, text string) (line Line) {
	line.Text = replacer.Replace(text)
	first, ok := r.character(page, start)
	if !ok {
		return line
	}
	origin, ok := ask(r, r.pdfium.FPDFText_GetCharOrigin, requests.FPDFText_GetCharOrigin{TextPage: page, Index: first})
	if !ok {
		return line
	}
	line.X, line.Y, line.Last = origin.X, origin.Y, origin.Y
	box, _ := ask(r, r.pdfium.FPDFText_GetLooseCharBox, requests.FPDFText_GetLooseCharBox{TextPage: page, Index: first})
	line.Size = float64(box.Rect.Top - box.Rect.Bottom)
	if strings.Contains(text, hyphen) {
		last, _ := r.character(page, start+utf8.RuneCountInString(text)-1)
		origin, ok := ask(r, r.pdfium.FPDFText_GetCharOrigin, requests.FPDFText_GetCharOrigin{TextPage: page, Index: last})
		if ok {
			line.Last = origin.Y
		}
	}
	return line
}

// character returns the index of character number n of the page's text: there
// are characters that are no text.
func (r *reader) character(page references.FPDF_TEXTPAGE, n int) (int, bool) {
	index, ok := ask(r, r.pdfium.FPDFText_GetCharIndexFromTextIndex, requests.FPDFText_GetCharIndexFromTextIndex{TextPage: page, NTextIndex: n})
	return index.CharIndex, ok
}

// state looks what there is on a page without lines.
func (r *reader) state(page requests.Page) State {
	count, _ := ask(r, r.pdfium.FPDFPage_CountObjects, requests.FPDFPage_CountObjects{Page: page})
	state := Shown
	for i := range r.affordable(count.Count) {
		object, ok := ask(r, r.pdfium.FPDFPage_GetObject, requests.FPDFPage_GetObject{Page: page, Index: i})
		if !ok {
			break
		}
		switch r.kind(object.PageObject) {
		case enums.FPDF_PAGEOBJ_IMAGE:
			return Images
		case enums.FPDF_PAGEOBJ_FORM:
			if r.hasImage(object.PageObject) {
				return Images
			}
			state = Drawn
		case enums.FPDF_PAGEOBJ_PATH, enums.FPDF_PAGEOBJ_SHADING:
			state = Drawn
		}
	}
	return state
}

// hasImage tells whether there is a picture right in a group of objects, which
// PDF calls a form. Groups in groups are not looked at.
func (r *reader) hasImage(group references.FPDF_PAGEOBJECT) bool {
	count, _ := ask(r, r.pdfium.FPDFFormObj_CountObjects, requests.FPDFFormObj_CountObjects{PageObject: group})
	for i := range r.affordable(count.Count) {
		object, ok := ask(r, r.pdfium.FPDFFormObj_GetObject, requests.FPDFFormObj_GetObject{PageObject: group, Index: uint64(i)})
		if !ok {
			return false
		}
		if r.kind(object.PageObject) == enums.FPDF_PAGEOBJ_IMAGE {
			return true
		}
	}
	return false
}

// affordable returns how many of n objects may be looked at.
func (r *reader) affordable(n int) int { return min(n, maxObjects, maxObjectsEver-r.objects) }

func (r *reader) kind(object references.FPDF_PAGEOBJECT) enums.FPDF_PAGEOBJ {
	r.objects++
	kind, _ := ask(r, r.pdfium.FPDFPageObj_GetType, requests.FPDFPageObj_GetType{PageObject: object})
	return kind.Type
}
