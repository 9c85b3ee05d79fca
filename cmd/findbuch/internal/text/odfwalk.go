package text

// odfWalk is a walk through the elements of one part.
type odfWalk struct {
	b *builder
	x *xmlTokens

	place  odfPlace
	places int      // how many there were: the identity of the next
	open   int      // the identity of the place whose passage is open
	inText bool     // inside a paragraph: characters are text
	joint  string   // between the next two lines of one passage; "": a line end
	later  *builder // notes and the like that follow the open passage; nil: none
	nested int      // asides around

	object    string // folder of the embedded object that the part belongs to
	isChart   bool
	isMaster  bool
	isSheets  bool
	depth     int  // of tables
	newRow    bool // the next cell is the first of its row
	rowRepeat bool // the row stands for several
}

// odfPlace is what is around a paragraph: it says what its text is.
type odfPlace struct {
	kind  Kind
	whole bool // all its paragraphs are one passage
	id    int
}

// isPlain tells whether what stands in the place may be of another kind.
func (p odfPlace) isPlain() bool {
	return p.kind == "" || p.kind == KindParagraph || p.kind == KindItem
}

// The namespaces of OpenDocument.
const (
	odfNamespace    = "urn:oasis:names:tc:opendocument:xmlns:"
	nsOffice        = odfNamespace + "office:1.0"
	nsText          = odfNamespace + "text:1.0"
	nsTable         = odfNamespace + "table:1.0"
	nsDraw          = odfNamespace + "drawing:1.0"
	ns3D            = odfNamespace + "dr3d:1.0"
	nsStyle         = odfNamespace + "style:1.0"
	nsPresentation  = odfNamespace + "presentation:1.0"
	nsChart         = odfNamespace + "chart:1.0"
	nsScript        = odfNamespace + "script:1.0"
	nsSVGCompatible = odfNamespace + "svg-compatible:1.0"
	nsDublinCore    = "http://purl.org/dc/elements/1.1/"
	nsMath          = "http://www.w3.org/1998/Math/MathML"
)

// element reads the element that the token begins, to its end.
func (o *odf) element() {
	switch local := o.x.name.Local; o.x.name.Space {
	case nsOffice:
		o.officeElement(local)
	case nsText:
		o.textElement(local)
	case nsTable:
		o.tableElement(local)
	case nsDraw, ns3D:
		o.drawElement(local)
	case nsStyle:
		o.styleElement(local)
	case nsPresentation:
		o.presentationElement(local)
	case nsChart:
		o.chartElement(local)
	case nsSVGCompatible:
		if local == "title" || local == "desc" {
			o.leaf(KindCaption)
			return
		}
		o.children()
	case nsDublinCore:
		o.commentator(local)
	case nsMath:
		o.leaveOut("formula left out", "formulas left out")
	case nsScript:
		o.x.skip()
	default:
		o.children()
	}
}

// children reads what is in the element.
func (o *odf) children() {
	for o.x.next() {
		switch o.x.kind {
		case xmlStart:
			o.element()
		case xmlText:
			if o.inText {
				o.x.addTo(o.b)
			}
		case xmlEnd:
			return
		}
	}
}

// leaveOut passes over the element and counts it.
func (o *odf) leaveOut(one, many string) {
	o.b.count(one, many)
	o.x.skip()
}

// in reads what is in the element as a place of its own.
func (o *odf) in(kind Kind, whole bool) {
	outer, outerText := o.place, o.inText
	o.places++
	o.place, o.inText = odfPlace{kind, whole, o.places}, false
	o.children()
	if o.open == o.place.id || whole {
		o.endPassage()
	}
	o.place, o.inText = outer, outerText
}

// aside is in, but what is in the element follows the open passage. In a note
// or the like everything is part of it.
func (o *odf) aside(kind Kind, whole bool) {
	kind = o.kindHere(kind)
	o.after(func() { o.in(kind, whole) })
}

// kindHere returns kind, or that of the place if all in it is of one kind.
func (o *odf) kindHere(kind Kind) Kind {
	if o.place.isPlain() || o.place.kind == KindCell {
		return kind
	}
	return o.place.kind
}

// maxNested bounds how often a text is moved: what stands in a note in a box in
// a note, and so on, deeper than this, divides the passage it stands in.
const maxNested = 16

// after reads the element so that what is read follows the open passage.
func (o *odf) after(read func()) {
	if !o.inText && o.open == 0 || o.nested == maxNested {
		read()
		return
	}
	outer := o.odfWalk
	if o.b = o.later; o.b == nil {
		o.b = newBuilder(o.limits)
		o.b.part, o.b.page = outer.b.part, outer.b.page
	}
	o.inText, o.open, o.later, o.joint = false, 0, nil, ""
	o.nested++
	read()
	o.endPassage()
	outer.later = o.b
	outer.places = o.places
	o.odfWalk = outer
}

// line reads a paragraph, which begins a passage or goes on with that of its
// place.
func (o *odf) line(kind Kind) {
	if o.place.whole && o.open == o.place.id {
		if o.b.start >= 0 { // the passage has text
			o.x.space(o.b, o.separator())
		}
	} else {
		o.endPassage()
		o.beginPassage(kind)
	}
	o.joint = ""
	outer := o.inText
	o.inText = true
	o.children()
	o.inText = outer
	if !o.place.whole {
		o.endPassage()
	}
}

func (o *odf) separator() string {
	if o.joint != "" {
		return o.joint
	}
	return "\n"
}

func (o *odf) beginPassage(kind Kind) {
	apart := "\n"
	if o.place.kind == KindCell && !o.newRow {
		apart = "\t"
	}
	o.newRow = false
	o.b.beginAfter(apart, kind)
	if o.open = -1; o.place.whole {
		o.open = o.place.id
	}
}

// endPassage ends the open passage; what was kept for after it follows.
func (o *odf) endPassage() {
	o.b.end()
	o.open = 0
	if later := o.later; later != nil {
		o.later = nil
		o.b.joinBuilder(later)
	}
}

// leaf reads an element that has nothing but characters as a passage.
func (o *odf) leaf(kind Kind) {
	kind = o.kindHere(kind)
	o.after(func() {
		outer := o.place
		o.place = odfPlace{kind: kind}
		o.line(kind)
		o.place = outer
	})
}

// commentator reads who made a comment: its first line. Other elements of
// Dublin Core, the time of the comment, are no text.
func (o *odf) commentator(local string) {
	if local == "creator" && o.place.kind == KindComment {
		o.line(KindComment)
		return
	}
	o.x.skip()
}
