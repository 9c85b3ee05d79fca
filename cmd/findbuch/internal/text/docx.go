package text

import "strings"

// docxReader reads word processing documents of Office Open XML (ECMA-376-1,
// 17): DOCX, DOCM and their templates.
//
// First comes the body, then diagrams and charts, footnotes, endnotes and
// comments, headers and footers. Every paragraph is a passage; its style and outline level make it a
// title or heading, its numbering an item of a list, its place a cell. The first
// title is the title, others are headings. A text box stands where it is
// anchored, and what its paragraph says after it is a passage of its own. The
// alternative texts of pictures are captions.
//
// Tracked insertions are text, tracked deletions are left out and counted; of
// fields there is the result, not the instruction; numbers that the program
// makes, such as those of headings and notes, are nowhere in the document.
var docxReader = Reader{
	Name: "docx", Version: 1, Hostile: true,
	Types: []string{
		"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		"application/vnd.openxmlformats-officedocument.wordprocessingml.template",
		"application/vnd.ms-word.document.macroEnabled.12",
		"application/vnd.ms-word.template.macroEnabled.12",
		"application/vnd.ms-word.document.macroenabled.12",
		"application/vnd.ms-word.template.macroenabled.12",
	},
	Read: readDOCX,
}

func readDOCX(in Input) (Text, error) {
	o, main, err := openOOXML(in, "word/document.xml")
	if err != nil {
		return Text{}, err
	}
	relations, err := o.relations(main)
	if err != nil {
		return Text{}, err
	}
	w := &wordReader{ooxml: o}
	for _, name := range targetsOf(relations, "styles") {
		if err := w.readStyles(name); err != nil {
			return Text{}, err
		}
	}
	w.story = KindParagraph
	if err := o.walk(main, w.visit); err != nil {
		return Text{}, err
	}
	if err := (&drawingReader{ooxml: o}).readGraphics(relations); err != nil {
		return Text{}, err
	}
	for _, beside := range []struct {
		relation string
		kind     Kind
	}{
		{"footnotes", KindNote}, {"endnotes", KindNote},
		{"comments", KindComment}, {"header", KindHeader}, {"footer", KindFooter},
	} {
		for _, name := range targetsOf(relations, beside.relation) {
			w.reset(beside.kind)
			if err := o.walkAside(name, w.visit); err != nil {
				return Text{}, err
			}
		}
	}
	o.countLeftOut()
	return o.finish()
}

// wordReader reads a story: the body, the footnotes, a header and so on.
type wordReader struct {
	*ooxml
	styles map[string]wordStyle
	story  Kind // of a plain paragraph

	paragraphs []Kind     // the open ones, those of text boxes in those around them
	cells      []wordCell // the open cells, and text boxes, which begin anew
	titled     bool
	text       bool // in an element with text
	properties int  // depth of the paragraph's properties, 0: outside
	kind       Kind // that the properties have shown
	dropped    bool // the paragraph is the first letter, large, of the one after it
}

// wordCell is a place for paragraphs.
type wordCell struct {
	isCell bool
	column int // from 0, of a cell
	cells  int // so far, of the row in it
	begun  bool
}

// reset begins another story.
func (w *wordReader) reset(story Kind) {
	w.story = story
	w.paragraphs, w.cells, w.text, w.properties, w.dropped = nil, nil, false, 0, false
}

func (w *wordReader) visit(x *xmlTokens) {
	switch x.kind {
	case xmlStart:
		w.startElement(x)
	case xmlEnd:
		w.endElement(x)
	case xmlText:
		if w.text {
			x.addTo(w.builder)
		}
	}
}

func (w *wordReader) startElement(x *xmlTokens) {
	if w.properties > 0 {
		w.readProperty(x)
		return
	}
	switch x.name.Local {
	case "p":
		w.paragraphs = append(w.paragraphs, w.plainKind())
		if !w.dropped {
			w.beginParagraph(w.plainKind())
		}
		w.dropped = false
	case "pPr":
		w.properties, w.kind = x.depth, ""
	case "t":
		w.text = true
	case "tab", "ptab":
		x.space(w.builder, "\t")
	case "br", "cr":
		x.space(w.builder, "\n")
	case "noBreakHyphen", "softHyphen", "sym":
		w.addElement(x)
	case "tr":
		if n := len(w.cells); n > 0 {
			w.cells[n-1].cells = 0
		}
	case "tc":
		w.beginCell()
	case "txbxContent":
		w.cells = append(w.cells, wordCell{})
	case "docPr":
		w.addAlternative(x)
	case "del", "moveFrom":
		if x.name.Local == "del" {
			w.count("tracked deletion left out", "tracked deletions left out")
		} else {
			w.count("passage left out where it was moved away from", "passages left out where they were moved away from")
		}
		x.skip()
	case "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "sdtPr", "delText", "instrText":
		x.skip()
	case "footnote", "endnote":
		if kind := x.attr("type"); kind != "" && kind != "normal" {
			x.skip() // the line above the notes and the like
		}
	default:
		if isFallback(x) {
			x.skip()
		}
	}
}

func (w *wordReader) endElement(x *xmlTokens) {
	if w.properties > 0 {
		if x.depth == w.properties {
			w.properties = 0
			w.showKind()
		}
		return
	}
	switch x.name.Local {
	case "t":
		w.text = false
	case "p":
		if !w.dropped {
			w.end()
		}
		if n := len(w.paragraphs); n > 0 {
			w.paragraphs = w.paragraphs[:n-1]
		}
		if !w.dropped {
			w.resume()
		}
	case "tc", "txbxContent":
		if n := len(w.cells); n > 0 {
			w.cells = w.cells[:n-1]
		}
	}
}

// beginCell enters a cell of the table in the place around it.
func (w *wordReader) beginCell() {
	if len(w.cells) == 0 {
		w.cells = append(w.cells, wordCell{}) // the body itself
	}
	around := &w.cells[len(w.cells)-1]
	w.cells = append(w.cells, wordCell{isCell: true, column: around.cells})
	around.cells++
}

// plainKind returns the kind of a paragraph here that has no style.
func (w *wordReader) plainKind() Kind {
	if n := len(w.cells); n > 0 && w.cells[n-1].isCell && w.story == KindParagraph {
		return KindCell
	}
	return w.story
}

// beginParagraph begins a passage; the first one of a cell follows the cell
// before it after a tab.
func (w *wordReader) beginParagraph(kind Kind) {
	if n := len(w.cells); n > 0 && w.cells[n-1].isCell && !w.cells[n-1].begun {
		w.cells[n-1].begun = true
		if w.cells[n-1].column > 0 {
			w.beginAfter("\t", kind)
			return
		}
	}
	w.begin(kind)
}

// showKind makes the open paragraph what its properties have shown.
func (w *wordReader) showKind() {
	n := len(w.paragraphs)
	if w.kind == "" || n == 0 || w.story != KindParagraph {
		return
	}
	kind := w.kind
	if kind == KindTitle && w.titled {
		kind = KindHeading
	}
	if kind == KindItem && w.paragraphs[n-1] == KindCell {
		kind = KindCell
	}
	w.titled = w.titled || kind == KindTitle
	w.paragraphs[n-1] = kind
	w.become(kind)
}

// resume opens the paragraph around again after a text box or picture.
func (w *wordReader) resume() {
	if n := len(w.paragraphs); n > 0 {
		w.begin(w.paragraphs[n-1])
	}
}

// addAlternative adds the alternative text of a picture.
func (w *wordReader) addAlternative(x *xmlTokens) {
	if strings.TrimSpace(x.attr("descr")) == "" {
		return
	}
	w.begin(KindCaption)
	x.addAttr(w.builder, "descr")
	w.end()
	w.resume()
}

// readProperty reads an element of a paragraph's properties.
func (w *wordReader) readProperty(x *xmlTokens) {
	switch x.name.Local {
	case "pStyle":
		w.kind = w.styleKind(x.attr("val"))
	case "outlineLvl":
		if level := x.attr("val"); level != "9" && w.kind != KindTitle { // 9 is body text
			w.kind = KindHeading
		}
	case "numId":
		if x.attr("val") == "0" && w.kind == KindItem {
			w.kind = ""
		} else if x.attr("val") != "0" && w.kind == "" {
			w.kind = KindItem
		}
	case "framePr":
		w.dropped = x.attr("dropCap") == "drop" || x.attr("dropCap") == "margin"
	case "rPr", "sectPr", "pPrChange":
		x.skip()
	}
}
