package text

// pptxReader reads presentations of Office Open XML (ECMA-376-1, 19): PPTX,
// PPTM, slide shows and templates.
//
// Slides come in the order of the presentation, each with its diagrams and
// charts, then its notes and comments; the page is the number of the slide,
// hidden ones counted. What layouts and masters put on several slides comes once,
// after all slides, as headers without a page; their prompts are left out. Every
// paragraph is a passage. The first title of a slide is the title, others are
// headings. The alternative texts of pictures are captions. The numbers that the
// program puts on slides are left out.
var pptxReader = Reader{
	Name: "pptx", Version: 1, Hostile: true,
	Types: []string{
		"application/vnd.openxmlformats-officedocument.presentationml.presentation",
		"application/vnd.openxmlformats-officedocument.presentationml.slideshow",
		"application/vnd.openxmlformats-officedocument.presentationml.template",
		"application/vnd.ms-powerpoint.presentation.macroEnabled.12",
		"application/vnd.ms-powerpoint.slideshow.macroEnabled.12",
		"application/vnd.ms-powerpoint.template.macroEnabled.12",
		"application/vnd.ms-powerpoint.presentation.macroenabled.12",
		"application/vnd.ms-powerpoint.slideshow.macroenabled.12",
		"application/vnd.ms-powerpoint.template.macroenabled.12",
	},
	Read: readPPTX,
}

func readPPTX(in Input) (Text, error) {
	o, main, err := openOOXML(in, "ppt/presentation.xml")
	if err != nil {
		return Text{}, err
	}
	slides, err := o.listed(main, "sldId")
	if err != nil {
		return Text{}, err
	}
	d := &drawingReader{ooxml: o}
	var layouts []relation
	for i, slide := range slides {
		o.page = i + 1
		relations, err := d.readSlide(slide.part)
		if err != nil {
			return Text{}, err
		}
		layouts = append(layouts, relations...)
	}
	o.page = 0
	if err := d.readPatterns(targetsOf(layouts, "slideLayout")); err != nil {
		return Text{}, err
	}
	o.countLeftOut()
	return o.finish()
}

// readSlide reads a slide and what belongs to it, and returns its relations to
// its layout.
func (d *drawingReader) readSlide(name string) (layouts []relation, err error) {
	if err := d.readAside(name, KindParagraph); err != nil {
		return nil, err
	}
	relations, err := d.relations(name)
	if err != nil {
		return nil, err
	}
	if err := d.readGraphics(relations); err != nil {
		return nil, err
	}
	for _, part := range targetsOf(relations, "notesSlide") {
		if err := d.readAside(part, KindNote); err != nil {
			return nil, err
		}
	}
	for _, part := range targetsOf(relations, "comments") {
		if err := d.readComments(part); err != nil {
			return nil, err
		}
	}
	for _, r := range relations {
		if r.kind == "slideLayout" {
			layouts = append(layouts, r)
		}
	}
	return layouts, nil
}

// readPatterns reads layouts and their masters.
func (d *drawingReader) readPatterns(layouts []string) error {
	var masters []relation
	for _, layout := range layouts {
		if err := d.readPattern(layout); err != nil {
			return err
		}
		relations, err := d.relations(layout)
		if err != nil {
			return err
		}
		masters = append(masters, relations...)
	}
	for _, master := range targetsOf(masters, "slideMaster") {
		if err := d.readPattern(master); err != nil {
			return err
		}
	}
	return nil
}

func (d *drawingReader) readPattern(name string) error {
	*d = drawingReader{ooxml: d.ooxml, plain: KindHeader, titled: true, pattern: true}
	return d.walkAside(name, d.visit)
}

// readComments reads a slide's comments: the text of the older form is in
// elements named text, the newer form has paragraphs.
func (d *drawingReader) readComments(name string) error {
	*d = drawingReader{ooxml: d.ooxml, plain: KindComment, titled: d.titled}
	return d.walkAside(name, func(x *xmlTokens) {
		if x.name.Local != "text" || x.kind == xmlText {
			d.visit(x)
			return
		}
		if d.text = x.kind == xmlStart; d.text {
			d.begin(KindComment)
		} else {
			d.end()
		}
	})
}

// listing is an entry of a main part's list of slides or sheets.
type listing struct {
	part string
	name *Text // of a sheet
}

// listed returns the parts that elements of that local name in a main part
// refer to, in their order, with the names that they give them.
func (o *ooxml) listed(main, element string) ([]listing, error) {
	relations, err := o.relations(main)
	if err != nil {
		return nil, err
	}
	targets := make(map[string]string, len(relations))
	for _, r := range relations {
		targets[r.id] = r.target
	}
	var found []listing
	err = o.walk(main, func(x *xmlTokens) {
		if x.kind != xmlStart || x.name.Local != element {
			return
		}
		id := ""
		for _, a := range x.attrs { // p:sldId has an attribute id, too
			if a.Name.Local == "id" && a.Name.Space != "" {
				id = a.Value
			}
		}
		if id == "" {
			return // of an extension, which groups what was listed before
		}
		part, ok := targets[id]
		if !ok {
			o.count("slide or sheet is missing", "slides or sheets are missing")
			return
		}
		entry := listing{part: part}
		if x.attr("name") != "" {
			names := newBuilder(o.parts.limits)
			names.part = main
			x.addAttr(names, "name")
			name, err := names.finish()
			if err == nil {
				entry.name = &name
			}
		}
		found = append(found, entry)
	})
	if isDamaged(err) && len(found) > 0 {
		o.note("%v", err)
		return found, nil
	}
	return found, err
}
