package text

import (
	"path"
	"strings"
)

// opf is what a book's package document says of its parts (EPUB 3.3, 5; OPF
// 2.0.1).
type opf struct {
	items       map[string]opfItem // by id
	spine       []string           // ids, in the order of reading
	title       string             // of the book
	hasContents bool               // a table of contents that is not in the spine
}

// opfItem is a part of a book.
type opfItem struct {
	name       string // in the zip
	mediaType  string
	isContents bool // the table of contents
}

// readOPF reads a package document, and its properties into b. When it is
// damaged after its spine has begun, that much of the book is read.
func readOPF(data []byte, name string, limits Limits, b *builder) (opf, error) {
	o := opf{items: map[string]opfItem{}}
	x, err := newXML(data, name, limits)
	if err != nil {
		return o, err
	}
	for x.next() {
		if x.kind != xmlStart {
			continue
		}
		switch {
		case x.name.Space == nsDublinCore:
			property := x.name.Local
			if property == "date" && x.attr("event") == "modification" {
				property = "modified"
			}
			value := strings.TrimSpace(characters(x))
			if property == "title" && o.title == "" {
				o.title = value
			}
			b.property(property, value)
		case x.name.Local == "meta" && x.attr("property") == "dcterms:modified":
			b.property("modified", characters(x))
		case x.name.Local == "item":
			o.addItem(x, path.Dir(name))
		case x.name.Local == "itemref":
			o.spine = append(o.spine, x.attr("idref"))
		}
	}
	for _, id := range o.spine {
		if o.items[id].isContents {
			o.hasContents = false
		}
	}
	if x.err != nil && isDamaged(x.err) && len(o.spine) > 0 {
		b.note("%v; pages may be missing", x.err)
		return o, nil
	}
	return o, x.err
}

// addItem adds an item of the manifest.
func (o *opf) addItem(x *xmlTokens, folder string) {
	item := opfItem{name: resolveHref(folder, x.attr("href")), mediaType: x.attr("media-type")}
	for _, property := range strings.Fields(x.attr("properties")) {
		item.isContents = item.isContents || property == "nav"
	}
	if item.isContents || item.mediaType == "application/x-dtbncx+xml" {
		o.hasContents = true
	}
	o.items[x.attr("id")] = item
}

// characters returns the characters in the element that the token begins.
func characters(x *xmlTokens) string {
	var value strings.Builder
	for depth := x.depth; x.next(); {
		switch {
		case x.kind == xmlText:
			value.Write(x.chars)
		case x.kind == xmlEnd && x.depth == depth:
			return value.String()
		}
	}
	return value.String()
}
