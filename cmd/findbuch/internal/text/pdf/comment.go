package pdf

import (
	"fmt"
	"strings"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/requests"
)

// maxAnnotations is how many a page may have.
const maxAnnotations = 10_000

// comments reads what people wrote into a page's annotations. Links, fields of
// forms and the windows of other annotations say nothing of their own.
func (r *reader) comments(page requests.Page) (comments []string) {
	count, _ := ask(r, r.pdfium.FPDFPage_GetAnnotCount, requests.FPDFPage_GetAnnotCount{Page: page})
	if count.Count > maxAnnotations && r.err == nil {
		r.err = fmt.Errorf("%w: more than %d annotations on a page", ErrOverBudget, maxAnnotations)
	}
	for i := range count.Count {
		if r.err != nil {
			return nil
		}
		if comment := r.comment(page, i); comment != "" {
			comments = append(comments, comment)
		}
	}
	return comments
}

func (r *reader) comment(page requests.Page, i int) string {
	annotation, ok := ask(r, r.pdfium.FPDFPage_GetAnnot, requests.FPDFPage_GetAnnot{Page: page, Index: i})
	if !ok {
		return ""
	}
	defer ask(r, r.pdfium.FPDFPage_CloseAnnot, requests.FPDFPage_CloseAnnot{Annotation: annotation.Annotation})
	kind, _ := ask(r, r.pdfium.FPDFAnnot_GetSubtype, requests.FPDFAnnot_GetSubtype{Annotation: annotation.Annotation})
	switch kind.Subtype {
	case enums.FPDF_ANNOT_SUBTYPE_LINK, enums.FPDF_ANNOT_SUBTYPE_WIDGET, enums.FPDF_ANNOT_SUBTYPE_POPUP:
		return ""
	case enums.FPDF_ANNOT_SUBTYPE_FREETEXT:
		if r.form {
			return "" // it is among the lines
		}
	}
	text, _ := ask(r, r.pdfium.FPDFAnnot_GetStringValue, requests.FPDFAnnot_GetStringValue{Annotation: annotation.Annotation, Key: "Contents"})
	return r.take(strings.TrimFunc(strings.ReplaceAll(text.Value, "\f", "\n"), isBlank))
}
