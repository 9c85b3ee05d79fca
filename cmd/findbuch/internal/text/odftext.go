package text

import (
	"strconv"
	"strings"
)

func (o *odf) officeElement(local string) {
	switch local {
	case "annotation":
		o.aside(KindComment, true)
	case "spreadsheet":
		o.isSheets = true
		o.children()
		o.isSheets = false
	case "chart":
		o.isChart = true
		o.children()
		o.isChart = false
	case "forms", "scripts", "font-face-decls", "meta", "settings", "binary-data", "event-listeners":
		o.x.skip()
	default:
		o.children()
	}
}

func (o *odf) textElement(local string) {
	switch local {
	case "p":
		o.line(o.paragraphKind())
	case "h":
		o.heading()
	case "list-item", "list-header":
		if o.place.isPlain() {
			o.in(KindItem, true)
			return
		}
		o.children()
	case "number":
		o.number()
	case "s":
		o.x.space(o.b, strings.Repeat(" ", repeated(o.x.attr("c"), maxSpaces)))
		o.children()
	case "tab":
		o.x.space(o.b, "\t")
		o.children()
	case "line-break":
		o.x.space(o.b, "\n")
		o.children()
	case "note":
		o.aside(KindNote, true)
	case "note-citation":
		o.line(KindNote)
		o.joint = "\t"
	case "ruby-text":
		o.leaf(KindNote)
	case "tracked-changes":
		o.trackedChanges("deletion", "tracked deletion left out", "tracked deletions left out")
	case "table-of-content", "illustration-index", "table-index", "object-index", "user-index",
		"alphabetical-index":
		o.in(KindNavigation, false)
	case "table-of-content-source", "illustration-index-source", "table-index-source", "object-index-source",
		"user-index-source", "alphabetical-index-source", "bibliography-source", "script":
		o.x.skip()
	default:
		o.children()
	}
}

// maxSpaces bounds what text:s may stand for, as it is but a few bytes.
const maxSpaces = 256

// repeated returns a count of repetitions, at least 1 and at most limit.
func repeated(count string, limit int) int {
	n, err := strconv.Atoi(count)
	if err != nil {
		return 1
	}
	return max(1, min(n, limit))
}

// paragraphKind tells what a paragraph is.
func (o *odf) paragraphKind() Kind {
	if o.place.kind != "" && o.place.kind != KindParagraph {
		return o.place.kind
	}
	style := o.x.attr("style-name")
	for range maxStyles {
		switch style {
		case "Title":
			return KindTitle
		case "Caption", "caption":
			return KindCaption
		case "Preformatted_20_Text":
			return KindCode
		}
		base, known := o.styles[style]
		if !known {
			break
		}
		style = base
	}
	return KindParagraph
}

// maxStyles bounds the styles that one style may be based on, since they may go
// in a circle.
const maxStyles = 16

// heading reads a heading, which is a passage even in a list.
func (o *odf) heading() {
	outer := o.place
	if outer.isPlain() {
		o.place = odfPlace{kind: KindHeading}
	}
	o.line(o.place.kind)
	o.place = outer
}

// number reads the number of a heading or an item as the program showed it.
func (o *odf) number() {
	if !o.inText {
		o.line(o.place.kind)
		o.joint = " "
		return
	}
	o.children()
	o.x.space(o.b, " ")
}

// trackedChanges passes over what was deleted, and counts it.
func (o *odf) trackedChanges(deletion, one, many string) {
	for depth := o.x.depth; o.x.next(); {
		if o.x.kind == xmlEnd && o.x.depth == depth {
			return
		}
		if o.x.kind == xmlStart && o.x.name.Local == deletion {
			o.b.count(one, many)
		}
	}
}

func (o *odf) styleElement(local string) {
	switch local {
	case "style":
		if o.x.attr("family") == "paragraph" {
			o.styles[o.x.attr("name")] = o.x.attr("parent-style-name")
		}
		o.x.skip()
	case "master-page":
		o.isMaster = true
		o.in(KindHeader, false)
		o.isMaster = false
	case "handout-master":
		o.x.skip()
	case "header", "header-left", "header-first":
		o.runningLine(KindHeader)
	case "footer", "footer-left", "footer-first":
		o.runningLine(KindFooter)
	default:
		o.children()
	}
}

// runningLine reads a header or footer unless it is switched off.
func (o *odf) runningLine(kind Kind) {
	if o.x.attr("display") == "false" {
		o.x.skip()
		return
	}
	o.in(kind, false)
}
