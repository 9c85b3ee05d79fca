package text

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// ooxml is a package of Office Open XML (ECMA-376, parts 1 and 2) while it is
// read into a builder. Elements are known by their local names: the namespaces
// of the transitional and the strict form differ.
//
// Of a part beside the main one that is damaged or missing a note is made, and
// the rest is read.
type ooxml struct {
	*parts
	*builder
	folded map[string]string // names of parts by their folded names
}

// OOXMLElement: the bytes are an element that stands for one character:
// <w:noBreakHyphen/> for U+2011, <w:softHyphen/> for U+00AD, and <w:sym/> for
// the one that its attribute char has in hexadecimal.
const OOXMLElement How = "ooxml-element"

// relation is one of a part's relations to other parts (ECMA-376-2, 9.3).
type relation struct {
	id     string
	kind   string // the last word of its type: "styles"
	target string // name of a part
}

// openOOXML opens a package and finds its main part, whose usual name is given.
func openOOXML(in Input, usual string) (o *ooxml, main string, err error) {
	p, err := openParts(in)
	if err != nil {
		return nil, "", err
	}
	o = &ooxml{p, newBuilder(in.Limits), make(map[string]string, len(p.names()))}
	for _, name := range p.names() {
		o.folded[foldPartName(name)] = name
	}
	main = usual
	relations, err := o.relations("")
	if err != nil {
		return nil, "", err
	}
	for _, r := range relations {
		if r.kind == "officeDocument" {
			main = r.target
			break
		}
	}
	if main = o.partNamed("", main); !o.has(main) {
		return nil, "", fmt.Errorf("%w: the part %s is missing", ErrDamaged, main)
	}
	return o, main, o.core()
}

// walk calls visit for each token of a part, which is the builder's part then.
// Visit may move the tokens itself.
func (o *ooxml) walk(name string, visit func(x *xmlTokens)) error {
	data, err := o.read(name)
	if err != nil {
		return err
	}
	x, err := newXML(data, name, o.parts.limits)
	if err != nil {
		return err
	}
	o.part = name
	for o.err == nil && x.next() {
		visit(x)
	}
	o.end()
	if o.err != nil {
		return o.err
	}
	return x.done(o.builder)
}

// walkAside is walk for a part that the text can be read without.
func (o *ooxml) walkAside(name string, visit func(x *xmlTokens)) error {
	err := o.walk(name, visit)
	if errors.Is(err, fs.ErrNotExist) {
		o.note("the part %s is missing", name)
		return nil
	}
	if isDamaged(err) {
		o.note("%v", err)
		return nil
	}
	return err
}

// relations returns the relations of a part, or of the package (""), to parts
// in it.
func (o *ooxml) relations(name string) ([]relation, error) {
	folder, file := path.Split(strings.ReplaceAll(name, `\`, "/"))
	file = folder + "_rels/" + file + ".rels"
	if file = o.partNamed("", file); !o.has(file) {
		return nil, nil
	}
	var found []relation
	err := o.walkAside(file, func(x *xmlTokens) {
		if x.kind != xmlStart || x.name.Local != "Relationship" || x.attr("TargetMode") == "External" {
			return
		}
		target := o.partNamed(folder, x.attr("Target"))
		found = append(found, relation{x.attr("Id"), path.Base(x.attr("Type")), target})
	})
	return found, err
}

// partNamed returns the name of the part that a target means. Names are the
// same if they differ in the case of letters only (ECMA-376-2, 9.1.1.1.2); and
// some programs write backslashes.
func (o *ooxml) partNamed(folder, target string) string {
	name := path.Join("/", folder, target)[1:]
	if strings.HasPrefix(target, "/") {
		name = path.Clean(target)[1:]
	}
	if o.has(name) {
		return name
	}
	if other, ok := o.folded[foldPartName(name)]; ok {
		return other
	}
	return name
}

func foldPartName(name string) string {
	return strings.ToLower(strings.ReplaceAll(name, `\`, "/"))
}

// targetsOf returns the targets of all relations of that kind, in order, each
// once.
func targetsOf(relations []relation, kind string) (targets []string) {
	seen := map[string]bool{}
	for _, r := range relations {
		if r.kind == kind && !seen[r.target] {
			seen[r.target] = true
			targets = append(targets, r.target)
		}
	}
	return targets
}

// coreNames are the names of core properties (ECMA-376-2, 11) that are not
// those of Dublin Core or that it has under another one.
var coreNames = map[string]string{
	"title": "title", "creator": "creator", "subject": "subject", "description": "description",
	"language": "language", "identifier": "identifier", "created": "date", "modified": "modified",
	"keywords": "keywords", "category": "category", "lastModifiedBy": "lastModifiedBy",
	"contentStatus": "contentStatus", "version": "version",
}

// core reads the package's core properties.
func (o *ooxml) core() error {
	core := o.partNamed("", "docProps/core.xml")
	if !o.has(core) {
		return nil
	}
	var name string
	var value strings.Builder
	return o.walkAside(core, func(x *xmlTokens) {
		switch {
		case x.kind == xmlStart && x.depth == 2:
			name = coreNames[x.name.Local]
			value.Reset()
		case x.kind == xmlText && x.depth == 2:
			value.Write(x.chars)
		case x.kind == xmlEnd && x.depth == 2 && name != "":
			o.property(name, value.String())
		}
	})
}

// countLeftOut makes a note of what else is in the package.
func (o *ooxml) countLeftOut() {
	for _, name := range o.names() {
		folder, file := path.Split(name)
		if strings.HasSuffix(folder, "/embeddings/") && file != "" {
			o.count("embedded document left out", "embedded documents left out")
		}
	}
}

// isFallback tells whether the token begins what is only for programs that do
// not know the Choice before it (ECMA-376-3, 10.2.3).
func isFallback(x *xmlTokens) bool {
	return x.name.Local == "Fallback" && strings.Contains(x.name.Space, "markup-compatibility")
}

// addElement adds the character that the token stands for.
func (o *ooxml) addElement(x *xmlTokens) {
	source, length := x.sourceRange()
	if character, ok := elementCharacter(x.name.Local, x.attrs); ok {
		how := OOXMLElement
		if x.part.how != Copy {
			how = x.part.how + "+" + how
		}
		o.add(character, source, length, how)
	}
}

// elementCharacter returns the character that an element stands for.
func elementCharacter(name string, attrs []xml.Attr) (string, bool) {
	switch name {
	case "noBreakHyphen":
		return "\u2011", true
	case "softHyphen":
		return "\u00AD", true
	case "sym":
		for _, a := range attrs {
			if a.Name.Local == "char" {
				return numberReference("&#x" + a.Value + ";")
			}
		}
	}
	return "", false
}

// decodeOOXMLElement does OOXMLElement.
func decodeOOXMLElement(source []byte) (string, error) {
	token, err := xml.NewDecoder(bytes.NewReader(source)).RawToken()
	if err != nil {
		return "", err
	}
	if start, ok := token.(xml.StartElement); ok {
		if character, ok := elementCharacter(start.Name.Local, start.Attr); ok {
			return character, nil
		}
	}
	return "", errors.New("no element for a character")
}
