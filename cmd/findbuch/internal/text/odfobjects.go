package text

import "regexp"

func (o *odf) tableElement(local string) {
	switch local {
	case "table":
		o.table()
	case "table-row":
		outer := o.rowRepeat
		o.newRow, o.rowRepeat = true, isRepeated(o.x.attr("number-rows-repeated"))
		o.children()
		o.rowRepeat = outer
	case "table-cell", "covered-table-cell":
		o.cell()
	case "title", "desc":
		o.leaf(KindCaption)
	case "help-message", "error-message": // of cells, to whoever fills them in
		o.in(KindComment, true)
	case "tracked-changes":
		o.trackedChanges("change-track-table-cell",
			"earlier content of a cell left out", "earlier contents of cells left out")
	default:
		o.children()
	}
}

func isRepeated(count string) bool { return repeated(count, 2) > 1 }

// table reads a table, which in a spreadsheet is a page with a name.
func (o *odf) table() {
	if o.isChart {
		o.leaveOut("table of a chart's figures left out", "tables of charts' figures left out")
		return
	}
	if o.isSheets && o.depth == 0 {
		if o.object == "" {
			o.b.page++
		}
		o.named()
	}
	o.depth++
	o.children()
	o.depth--
}

// named reads the name of a slide or sheet.
func (o *odf) named() {
	o.endPassage()
	o.b.begin(KindHeading)
	o.x.addAttr(o.b, "name")
	o.endPassage()
}

// cell reads a cell.
func (o *odf) cell() {
	isValued := o.x.attr("value") != "" || o.x.attr("string-value") != "" || o.x.attr("date-value") != "" ||
		o.x.attr("time-value") != "" || o.x.attr("boolean-value") != ""
	isRepeated := o.rowRepeat || isRepeated(o.x.attr("number-columns-repeated"))
	before := len(o.b.passages)
	o.in(KindCell, true)
	switch isRead := len(o.b.passages) > before; {
	case isRead && isRepeated:
		o.b.count("cell that is repeated read once", "cells that are repeated read once")
	case !isRead && isValued:
		o.b.count("cell that has a value but no text left out", "cells that have a value but no text left out")
	}
}

func (o *odf) drawElement(local string) {
	switch local {
	case "page":
		o.slide()
	case "object":
		o.embedded()
	case "object-ole":
		o.leaveOut("object of another program left out", "objects of other programs left out")
	case "control":
		o.b.count("field of a form left out", "fields of forms left out")
		o.children()
	case "layer-set":
		o.x.skip()
	case "frame":
		o.frame()
	default:
		o.shape(KindParagraph, false)
	}
}

// automaticName is that of a slide to which nobody gave one.
var automaticName = regexp.MustCompile(`^page\d*$`)

// slide reads a slide, or a page of a drawing.
func (o *odf) slide() {
	o.b.page++
	if !automaticName.MatchString(o.x.attr("name")) {
		o.named()
	}
	o.in("", false)
}

// frame reads the frame of a text, which on a slide may be its title. On a
// master page it is but the place of one.
func (o *odf) frame() {
	class := o.x.attr("class")
	switch {
	case o.isMaster && class != "":
		o.x.skip()
	case class == "title" && o.place.isPlain():
		kind := KindHeading
		if o.b.page == 1 {
			kind = KindTitle
		}
		o.shape(kind, true)
	default:
		o.shape(KindParagraph, false)
	}
}

// shape reads a shape or a part of one. The outermost says what its text is.
func (o *odf) shape(kind Kind, whole bool) {
	if o.inText || o.open != 0 || o.place.kind == "" || o.place.kind == KindCell {
		o.aside(kind, whole)
		return
	}
	o.children()
}

// embedded keeps an object for later.
func (o *odf) embedded() {
	href := o.x.attr("href")
	name := resolveObject(o.object, href)
	switch {
	case name != "" && len(o.objects) < o.limits.Entries:
		o.objects = append(o.objects, odfObject{name, o.b.page})
		o.x.skip()
	case href != "":
		o.leaveOut("object outside of the document left out", "objects outside of the document left out")
	default:
		o.children()
	}
}

func (o *odf) presentationElement(local string) {
	switch local {
	case "notes":
		if o.isMaster {
			o.x.skip()
			return
		}
		o.in(KindNote, false)
	case "header-decl":
		o.leaf(KindHeader)
	case "footer-decl", "date-time-decl":
		o.leaf(KindFooter)
	default:
		o.children()
	}
}

func (o *odf) chartElement(local string) {
	switch local {
	case "title", "subtitle", "footer":
		o.in(KindCaption, true)
	default:
		o.children()
	}
}
