package text

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// odfReader reads OpenDocument texts, presentations and spreadsheets (OASIS
// OpenDocument 1.0 to 1.4, ISO/IEC 26300) in their packages. The Body is that
// of the part content.xml, then of the objects embedded in it that are
// OpenDocument themselves, then the headers and footers of styles.xml.
//
// What is a title, a heading or an item is said by the document: text:h, the
// styles Title, Caption and Preformatted Text and those based on them, lists,
// table cells, a slide's title. Each cell and each list item is one passage,
// with a line end between its paragraphs. Notes, comments and text boxes that
// stand inside a paragraph, cell or item follow it. A slide or sheet is a page,
// and its name a heading, unless it is one that the program gave ("page1").
//
// The text of a spreadsheet's cell is what the cell shows, its text:p. The
// value behind it (office:value) and its formula are not read; a cell that has
// but a value is counted in the notes. A cell that is repeated is read once.
//
// What tracked changes deleted, formulas, what fields of a form hold, scripts
// and pictures are left out; formulas, fields and deletions are counted. The
// numbers that programs count for items and headings are not in the file. Fields
// have the values that the document was stored with.
var odfReader = Reader{
	Name: "odf", Version: 1,
	Types: []string{
		"application/vnd.oasis.opendocument.text",
		"application/vnd.oasis.opendocument.text-template",
		"application/vnd.oasis.opendocument.text-master",
		"application/vnd.oasis.opendocument.text-web",
		"application/vnd.oasis.opendocument.presentation",
		"application/vnd.oasis.opendocument.presentation-template",
		"application/vnd.oasis.opendocument.spreadsheet",
		"application/vnd.oasis.opendocument.spreadsheet-template",
	},
	Hostile: true,
	Read:    readODF,
}

// odf is an OpenDocument package being read.
type odf struct {
	parts  *parts
	limits Limits
	odfWalk
	styles  map[string]string // paragraph styles: the style that each is based on
	objects []odfObject       // embedded ones, in the order of the text
	running *builder          // headers and footers
}

// odfObject is an object that a document embeds.
type odfObject struct {
	name string // the folder of its parts, or its part
	page int
}

func readODF(in Input) (Text, error) {
	p, err := openParts(in)
	if err != nil {
		return Text{}, err
	}
	if err := refuseEncryptedODF(p, in.Limits); err != nil {
		return Text{}, err
	}
	o := &odf{parts: p, limits: in.Limits, styles: map[string]string{}}
	o.b = newBuilder(in.Limits)
	if err := o.readStyles(); err != nil {
		return Text{}, err
	}
	if err := o.readContent(); err != nil {
		return Text{}, err
	}
	if err := o.readObjects(); err != nil {
		return Text{}, err
	}
	o.b.joinBuilder(o.running)
	if err := o.readMeta(); err != nil {
		return Text{}, err
	}
	body, err := o.b.finish()
	oneTitle(body.Passages)
	return body, err
}

// refuseEncryptedODF looks for encryption in the manifest (OpenDocument 1.3
// part 2, 3.4). A manifest that is missing or broken says nothing.
func refuseEncryptedODF(p *parts, limits Limits) error {
	data, err := p.read("META-INF/manifest.xml")
	if err != nil {
		return unlessDamaged(err)
	}
	x, err := newXML(data, "META-INF/manifest.xml", limits)
	if err != nil {
		return nil
	}
	for x.next() {
		if x.kind == xmlStart && x.name.Local == "encryption-data" {
			return fmt.Errorf("%w: a password is needed to open the document", ErrEncrypted)
		}
	}
	return unlessDamaged(x.err)
}

// unlessDamaged returns err unless it says that a part that a document can do
// without is damaged or missing.
func unlessDamaged(err error) error {
	if isDamaged(err) || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// readContent reads the content, which a template of styles alone does without
// (OpenDocument 1.3 part 2, 3.2).
func (o *odf) readContent() error {
	if !o.parts.has("content.xml") && o.parts.has("styles.xml") {
		o.b.note("there is no part content.xml")
		return nil
	}
	return o.readPart("content.xml")
}

// readPart walks through a part that the document cannot do without.
func (o *odf) readPart(name string) error {
	data, err := readNeeded(o.parts, name)
	if err != nil {
		return err
	}
	return o.walk(data, name)
}

// readNeeded unpacks a part that is ErrDamaged when it is missing.
func readNeeded(p *parts, name string) ([]byte, error) {
	data, err := p.read(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%w: the part %s is missing", ErrDamaged, name)
	}
	return data, err
}

// walk reads a part into o.b.
func (o *odf) walk(data []byte, name string) error {
	x, err := newXML(data, name, o.limits)
	if err != nil {
		return err
	}
	o.x, o.b.part = x, name
	for x.next() {
		if x.kind == xmlStart {
			o.element()
		}
	}
	o.endPassage()
	return x.done(o.b)
}

// readStyles reads what styles are based on, and headers and footers into
// o.running. A document can do without.
func (o *odf) readStyles() error {
	main := o.b
	o.b = newBuilder(o.limits)
	o.running = o.b
	data, err := o.parts.read("styles.xml")
	if err == nil {
		err = o.walk(data, "styles.xml")
	}
	o.b = main
	if isDamaged(err) {
		main.note("%v; headers and footers may be missing", err)
	}
	return unlessDamaged(err)
}

// readObjects reads the embedded objects, and those embedded in them, each once.
func (o *odf) readObjects() error {
	seen := map[string]bool{}
	for i := 0; i < len(o.objects); i++ {
		object := o.objects[i]
		if seen[object.name] {
			continue
		}
		seen[object.name] = true
		content := path.Join(object.name, "content.xml")
		if !o.parts.has(content) {
			o.b.count("object of another program left out", "objects of other programs left out")
			continue
		}
		o.b.page = object.page
		o.odfWalk = odfWalk{b: o.b, object: object.name}
		if err := o.readPart(content); isDamaged(err) {
			o.b.note("%v; it is left out", err)
		} else if err != nil {
			return err
		}
	}
	o.b.page = 0
	return nil
}

// odfProperties are names of meta.xml that have one of Dublin Core. dc:creator
// is whoever changed the document last.
var odfProperties = map[string]string{
	"title": "title", "subject": "subject", "description": "description",
	"initial-creator": "creator", "creator": "contributor",
	"creation-date": "date", "date": "modified", "language": "language",
	"keyword": "subject", "generator": "generator", "publisher": "publisher", "identifier": "identifier",
	"contributor": "contributor", "rights": "rights", "source": "source", "type": "type", "coverage": "coverage",
}

// readMeta reads the properties. A document can do without.
func (o *odf) readMeta() error {
	data, err := o.parts.read("meta.xml")
	if err != nil {
		return unlessDamaged(err)
	}
	x, err := newXML(data, "meta.xml", o.limits)
	if err != nil {
		return unlessDamaged(err)
	}
	for x.next() {
		if x.kind != xmlStart {
			continue
		}
		name := odfProperties[x.name.Local]
		if x.name.Local == "user-defined" {
			name = x.attr("name")
		}
		if name != "" {
			o.b.property(name, characters(x))
		}
	}
	return unlessDamaged(x.err)
}

// resolveObject returns what href in a part of the folder refers to, or "" when
// it is outside of the package.
func resolveObject(folder, href string) string {
	if href == "" || strings.Contains(href, ":") || strings.HasPrefix(href, "/") {
		return ""
	}
	name := path.Join(folder, href)
	if strings.HasPrefix(name, "..") {
		return ""
	}
	return name
}
