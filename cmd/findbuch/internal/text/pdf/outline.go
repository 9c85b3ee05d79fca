package pdf

import (
	"strings"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
)

const (
	maxOutline = 2000 // entries
	maxDepth   = 32   // entries in each other
)

// outline reads the outline, every entry before those in it. cut tells whether
// there is more of it, which may be without end.
func (r *reader) outline() (entries []Entry, cut bool) {
	first, _ := ask(r, r.pdfium.FPDFBookmark_GetFirstChild, requests.FPDFBookmark_GetFirstChild{Document: r.document})
	open := []*references.FPDF_BOOKMARK{first.Bookmark} // what comes next, outermost first
	for len(open) > 0 {
		entry := open[len(open)-1]
		if open = open[:len(open)-1]; entry == nil {
			continue
		}
		if len(entries) == maxOutline || len(open) == maxDepth {
			return entries, true
		}
		entries = append(entries, r.entry(*entry))
		next, _ := ask(r, r.pdfium.FPDFBookmark_GetNextSibling, requests.FPDFBookmark_GetNextSibling{Document: r.document, Bookmark: *entry})
		child, _ := ask(r, r.pdfium.FPDFBookmark_GetFirstChild, requests.FPDFBookmark_GetFirstChild{Document: r.document, Bookmark: entry})
		open = append(open, next.Bookmark, child.Bookmark)
	}
	return entries, false
}

func (r *reader) entry(bookmark references.FPDF_BOOKMARK) (e Entry) {
	title, _ := ask(r, r.pdfium.FPDFBookmark_GetTitle, requests.FPDFBookmark_GetTitle{Bookmark: bookmark})
	e.Title = r.take(strings.Join(strings.Fields(title.Title), " "))
	dest, _ := ask(r, r.pdfium.FPDFBookmark_GetDest, requests.FPDFBookmark_GetDest{Document: r.document, Bookmark: bookmark})
	if dest.Dest != nil {
		page, ok := ask(r, r.pdfium.FPDFDest_GetDestPageIndex, requests.FPDFDest_GetDestPageIndex{Document: r.document, Dest: *dest.Dest})
		if ok && page.Index >= 0 {
			e.Page = page.Index + 1
		}
	}
	return e
}
