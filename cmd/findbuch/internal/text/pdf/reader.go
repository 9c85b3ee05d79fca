package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

// reader reads one document by an instance of PDFium.
type reader struct {
	pdfium   pdfium.Pdfium
	limits   Limits
	document references.FPDF_DOCUMENT
	form     bool  // there are fields
	text     int   // bytes taken so far
	lines    int   // taken so far
	objects  int   // looked at so far
	err      error // why nothing more is asked
}

// ask has PDFium answer a question. An answer that it does not have is zero and
// not ok. When PDFium itself breaks down, r.err is set, and it is asked no more.
func ask[Q, A any](r *reader, question func(*Q) (*A, error), q Q) (answer A, ok bool) {
	if r.err != nil {
		return answer, false
	}
	a, err := question(&q)
	if err != nil {
		if isBreakdown(err) {
			r.err = errBreakdown
		}
		return answer, false
	}
	return *a, true
}

var errBreakdown = fmt.Errorf("%w: PDFium broke down over it", ErrDamaged)

// isBreakdown tells whether the WebAssembly ended, or its memory makes no sense.
// There is no exported error for that.
func isBreakdown(err error) bool {
	message := err.Error()
	return strings.Contains(message, "wasm error") || strings.Contains(message, "module closed") ||
		strings.Contains(message, "panic occurred")
}

// take returns text unless it is too much.
func (r *reader) take(text string) string {
	r.text += len(text)
	if r.text <= r.limits.Text {
		return text
	}
	if r.err == nil {
		r.err = fmt.Errorf("%w: more than %d bytes of text", ErrOverBudget, r.limits.Text)
	}
	return ""
}

func (r *reader) read(data *bytes.Reader) (Document, error) {
	if err := r.open(data); err != nil {
		return Document{}, err
	}
	count, _ := ask(r, r.pdfium.FPDF_GetPageCount, requests.FPDF_GetPageCount{Document: r.document})
	switch {
	case r.err != nil:
		return Document{}, r.err
	case count.PageCount <= 0:
		return Document{}, fmt.Errorf("%w: it has no pages", ErrDamaged)
	case count.PageCount > r.limits.Pages:
		return Document{}, fmt.Errorf("%w: more than %d pages", ErrOverBudget, r.limits.Pages)
	}
	form, _ := ask(r, r.pdfium.FPDF_GetFormType, requests.FPDF_GetFormType{Document: r.document})
	r.form = form.FormType != enums.FPDF_FORMTYPE_NONE
	d := Document{XFA: form.FormType == enums.FPDF_FORMTYPE_XFA_FULL || form.FormType == enums.FPDF_FORMTYPE_XFA_FOREGROUND}
	for i := range count.PageCount {
		d.Pages = append(d.Pages, r.page(i))
	}
	d.Info = r.info()
	d.Outline, d.OutlineCut = r.outline()
	attachments, _ := ask(r, r.pdfium.FPDFDoc_GetAttachmentCount, requests.FPDFDoc_GetAttachmentCount{Document: r.document})
	d.Attachments = attachments.AttachmentCount
	table, ok := ask(r, r.pdfium.FPDF_DocumentHasValidCrossReferenceTable, requests.FPDF_DocumentHasValidCrossReferenceTable{Document: r.document})
	d.Repaired = ok && !table.DocumentHasValidCrossReferenceTable
	if r.err == errBreakdown {
		d.Broken = true
		return d, nil
	}
	return d, r.err
}

func (r *reader) open(data *bytes.Reader) error {
	if data.Size() == 0 {
		return fmt.Errorf("%w: it is empty", ErrDamaged)
	}
	opened, err := r.pdfium.OpenDocument(&requests.OpenDocument{FileReader: data, FileReaderSize: data.Size()})
	switch {
	case err == nil:
		r.document = opened.Document
		return nil
	case errors.Is(err, pdfiumerrors.ErrPassword):
		return fmt.Errorf("%w: it can be opened only with a password", ErrEncrypted)
	case errors.Is(err, pdfiumerrors.ErrSecurity):
		return fmt.Errorf("%w: in a way that is unknown", ErrEncrypted)
	case isBreakdown(err):
		return errBreakdown
	}
	if !beginsLikePDF(data) {
		return fmt.Errorf("%w: it does not begin like a PDF", ErrDamaged)
	}
	return fmt.Errorf("%w: it is cut off, or its list of objects is broken", ErrDamaged)
}

// beginsLikePDF tells whether the header is among the first 1024 bytes, where
// programs look for it.
func beginsLikePDF(data *bytes.Reader) bool {
	beginning := make([]byte, 1024)
	n, _ := data.ReadAt(beginning, 0)
	return bytes.Contains(beginning[:n], []byte("%PDF-"))
}

// close lets go-pdfium forget the document.
func (r *reader) close() {
	if r.document != "" {
		ask(r, r.pdfium.FPDF_CloseDocument, requests.FPDF_CloseDocument{Document: r.document})
	}
}

func (r *reader) info() (info []Info) {
	for _, tag := range tags {
		text, ok := ask(r, r.pdfium.FPDF_GetMetaText, requests.FPDF_GetMetaText{Document: r.document, Tag: tag})
		if value := r.take(strings.TrimSpace(text.Value)); ok && value != "" {
			info = append(info, Info{tag, value})
		}
	}
	return info
}
