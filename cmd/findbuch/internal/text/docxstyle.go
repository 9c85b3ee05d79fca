package text

import "strings"

// wordStyle is what a paragraph's style says of its kind.
type wordStyle struct {
	kind    Kind // by its name, outline level or numbering; "": nothing
	basedOn string
}

// styleNames are the kinds of styles by how their names begin, in small
// letters: Word's own names, which are English in every file of Word's, and the
// German ones that other programs and templates write. "berschrift" is an
// identifier of the German Word, which leaves out the umlaut.
var styleNames = []struct {
	prefix string
	kind   Kind
}{
	{"heading", KindHeading}, {"überschrift", KindHeading}, {"berschrift", KindHeading},
	{"title", KindTitle}, {"titel", KindTitle},
	{"subtitle", KindHeading}, {"untertitel", KindHeading},
	{"caption", KindCaption}, {"beschriftung", KindCaption},
	{"toc ", KindNavigation}, {"table of figures", KindNavigation},
	{"index ", KindNavigation}, {"verzeichnis", KindNavigation},
	{"html preformatted", KindCode}, {"preformatted text", KindCode}, {"source code", KindCode},
	{"plain text", ""},
}

// namedKind returns the kind of paragraphs in a style of that name.
func namedKind(name string) Kind {
	name = strings.ToLower(name)
	for _, known := range styleNames {
		if strings.HasPrefix(name, known.prefix) {
			return known.kind
		}
	}
	return ""
}

// readStyles reads the kinds of the document's styles.
func (w *wordReader) readStyles(name string) error {
	w.styles = map[string]wordStyle{}
	var id string
	var style wordStyle
	return w.walkAside(name, func(x *xmlTokens) {
		if x.kind == xmlEnd && x.name.Local == "style" && id != "" {
			w.styles[id] = style
			id = ""
		}
		if x.kind != xmlStart {
			return
		}
		switch x.name.Local {
		case "style":
			id, style = "", wordStyle{}
			if x.attr("type") == "paragraph" {
				id = x.attr("styleId")
			}
		case "name":
			style.kind = namedKind(x.attr("val"))
		case "basedOn":
			style.basedOn = x.attr("val")
		case "outlineLvl":
			if x.attr("val") != "9" && style.kind == "" {
				style.kind = KindHeading
			}
		case "numId":
			if style.kind == "" {
				style.kind = KindItem
			}
		case "rPr", "docDefaults", "latentStyles", "tblPr", "tblStylePr":
			x.skip()
		}
	})
}

// styleKind returns the kind of paragraphs in the style with that identifier,
// by the styles that it is based on if it says nothing itself. A style that is
// not there is known by its identifier.
func (w *wordReader) styleKind(id string) Kind {
	const longest = 20 // chain of styles; they might form a ring
	for range longest {
		style, ok := w.styles[id]
		if !ok {
			return namedKind(id)
		}
		if style.kind != "" || style.basedOn == "" {
			return style.kind
		}
		id = style.basedOn
	}
	return ""
}
