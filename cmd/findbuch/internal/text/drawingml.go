package text

// drawingReader reads text of DrawingML (ECMA-376-1, 21.1): the shapes and
// tables of slides, text boxes on sheets, diagrams.
type drawingReader struct {
	*ooxml
	plain   Kind // of a paragraph in no special place
	shape   Kind // of a paragraph in the shape around; "": plain
	inCell  bool
	first   bool // the next paragraph is the first one of its cell
	column  int  // of the cell, from 0
	text    bool // in an element with text
	titled  bool // there was a title
	pattern bool // the part is a layout or master: its placeholders hold prompts
	leftOut bool // the shape is a prompt, or the page's number
}

func (d *drawingReader) visit(x *xmlTokens) {
	switch x.kind {
	case xmlStart:
		d.startElement(x)
	case xmlEnd:
		d.endElement(x)
	case xmlText:
		if d.text && !d.leftOut {
			x.addTo(d.builder)
		}
	}
}

func (d *drawingReader) startElement(x *xmlTokens) {
	switch x.name.Local {
	case "sp":
		d.shape, d.leftOut = "", false
	case "ph":
		d.beginPlaceholder(x.attr("type"))
	case "tr":
		d.column = -1
	case "tc":
		d.inCell, d.first = true, true
		d.column++
	case "p":
		d.beginParagraph()
	case "fld":
		if x.attr("type") == "slidenum" {
			x.skip()
		}
	case "br":
		if d.isOpen() {
			x.space(d.builder, "\n")
		}
	case "t":
		// A diagram wraps its paragraphs in an element t of its own.
		d.text = d.isOpen()
	case "cNvPr", "docPr":
		if x.attr("descr") != "" {
			d.begin(KindCaption)
			x.addAttr(d.builder, "descr")
			d.end()
		}
	default:
		if isFallback(x) {
			x.skip()
		}
	}
}

func (d *drawingReader) endElement(x *xmlTokens) {
	switch x.name.Local {
	case "t":
		d.text = false
	case "p":
		d.end()
	case "tc":
		d.inCell = false
	case "sp":
		d.shape, d.leftOut = "", false
	}
}

// beginPlaceholder notes what the shape is for (ECMA-376-1, 19.7.10).
func (d *drawingReader) beginPlaceholder(kind string) {
	if d.pattern {
		d.leftOut = true
	}
	switch kind {
	case "title", "ctrTitle":
		d.shape = KindHeading
		if !d.titled && d.plain == KindParagraph {
			d.shape = KindTitle
		}
	case "ftr", "dt":
		d.shape = KindFooter
	case "hdr":
		d.shape = KindHeader
	case "sldNum":
		d.leftOut = true
	}
}

// beginParagraph begins a passage. A second paragraph of a title is a heading.
func (d *drawingReader) beginParagraph() {
	kind := d.plain
	if d.shape != "" {
		kind = d.shape
	}
	if kind == KindTitle {
		d.titled = true
		d.shape = KindHeading
	}
	if !d.inCell {
		d.begin(kind)
		return
	}
	separator := "\n"
	if d.first && d.column > 0 {
		separator = "\t"
	}
	d.first = false
	d.beginAfter(separator, KindCell)
}

// readAside reads a part whose plain paragraphs are of that kind.
func (d *drawingReader) readAside(name string, plain Kind) error {
	*d = drawingReader{ooxml: d.ooxml, plain: plain, titled: d.titled}
	return d.walkAside(name, d.visit)
}

// readGraphics reads the diagrams and charts that a part has relations to.
func (d *drawingReader) readGraphics(relations []relation) error {
	for _, part := range targetsOf(relations, "diagramData") {
		if err := d.readAside(part, KindParagraph); err != nil {
			return err
		}
	}
	for _, part := range targetsOf(relations, "chart") {
		if err := d.readChart(part); err != nil {
			return err
		}
	}
	return nil
}

// readChart reads a chart (ECMA-376-1, 21.2): its titles, and the names of its
// series and categories as cells. The numbers that it shows are left out.
func (d *drawingReader) readChart(name string) error {
	*d = drawingReader{ooxml: d.ooxml, plain: KindCaption, titled: d.titled}
	d.count("chart left out but for its titles and names", "charts left out but for their titles and names")
	names := false
	return d.walkAside(name, func(x *xmlTokens) {
		switch {
		case x.kind == xmlText:
		case x.name.Local == "strCache":
			names = x.kind == xmlStart
		case x.name.Local == "v" && names && x.kind == xmlStart:
			d.begin(KindCell)
			d.text = true
		case x.name.Local == "v":
			d.end()
			d.text = false
		}
		d.visit(x)
	})
}
