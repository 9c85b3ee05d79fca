package text

// xmlReader reads XML of any vocabulary.
//
// An element that directly holds text other than white space is a paragraph,
// with the elements inside it: <p>a <b>b</b></p> is one passage. Elements in an
// element that holds none are set apart from each other, with a line end where
// the document has none: <row><a>1</a><b>2</b></row> is two. White space stays
// as it is. The values of attributes, comments, processing instructions and
// document type declarations are no text, nor are the style sheets and scripts
// of SVG and XHTML; the first title of an SVG is the title. Entities: see
// xmlTokens. XHTML belongs to the reader of HTML.
var xmlReader = Reader{
	Name: "xml", Version: 1,
	Types: []string{"application/xml", "text/xml", "image/svg+xml", "application/rss+xml",
		"application/atom+xml", "application/rdf+xml"},
	Read: readXML,
}

const (
	svgSpace   = "http://www.w3.org/2000/svg"
	xhtmlSpace = "http://www.w3.org/1999/xhtml"
)

func readXML(in Input) (Text, error) {
	holders, err := textHolders(in)
	if err != nil {
		return Text{}, err
	}
	x, err := newXML(in.Data, "", in.Limits)
	if err != nil {
		return Text{}, err
	}
	b := newBuilder(in.Limits)
	inline := []bool{false} // of the elements around: whether they hold text
	for x.next() && b.err == nil {
		switch x.kind {
		case xmlStart:
			if isScript(x) {
				x.skip()
				continue
			}
			if !inline[len(inline)-1] {
				b.end()
			}
			inline = append(inline, holders[0])
			holders = holders[1:]
			if x.name.Space == svgSpace && x.name.Local == "title" && x.depth == 2 && b.isBlank() {
				b.begin(KindTitle)
			}
		case xmlEnd:
			inline = inline[:len(inline)-1]
			if !inline[len(inline)-1] {
				b.end()
			}
		case xmlText:
			x.addTo(b)
		}
	}
	if err := x.done(b); err != nil {
		return Text{}, err
	}
	return b.finish()
}

// textHolders tells of each element, in the order of their starts, whether it
// directly holds text other than white space. It ends where the document does,
// or its soundness.
func textHolders(in Input) ([]bool, error) {
	x, err := newXML(in.Data, "", in.Limits)
	if err != nil {
		return nil, err
	}
	var holders []bool
	around := []int{}
	for x.next() {
		switch x.kind {
		case xmlStart:
			if isScript(x) {
				x.skip()
				continue
			}
			around = append(around, len(holders))
			holders = append(holders, false)
		case xmlEnd:
			around = around[:len(around)-1]
		case xmlText:
			if n := len(around); n > 0 && !isBlankXML(x.chars) {
				holders[around[n-1]] = true
			}
		}
	}
	return holders, nil
}

// isBlankXML tells whether text is nothing but XML's white space.
func isBlankXML(text []byte) bool {
	for _, c := range text {
		if c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			return false
		}
	}
	return true
}

// isScript tells whether the token begins a script or style sheet.
func isScript(x *xmlTokens) bool {
	return (x.name.Space == svgSpace || x.name.Space == xhtmlSpace) &&
		(x.name.Local == "script" || x.name.Local == "style")
}
