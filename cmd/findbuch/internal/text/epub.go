package text

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"strings"
)

// epubReader reads books (EPUB 2 and 3, ISO/IEC 23736): the pages of HTML that
// the spine of the package document names, in its order, each once. Runs name
// the part of their page; passages have no page numbers. The package document
// says the properties.
//
// The title is the first title of a page that is the book's, or holds it, as the
// package document has it; without one, the first. Every other <title>, which no
// program shows, is a header. A table of contents that is one of the pages is
// navigation; one that stands apart (toc.ncx, nav.xhtml) is left out, which
// a note says, and so are pages that are no HTML. Where a page is missing or
// damaged the others are read.
//
// A book of which a page is encrypted is ErrEncrypted; encrypted pictures, and
// fonts, which many publishers obfuscate, are none of our business.
var epubReader = Reader{
	Name: "epub", Version: 1,
	Types:   []string{"application/epub+zip"},
	Hostile: true,
	Read:    readEPUB,
}

// epub is a book being read.
type epub struct {
	parts  *parts
	limits Limits
	b      *builder
	opf    opf
	seen   map[string]bool // pages: a spine may name one by each of its sections
	heads  map[int]bool    // passages that are the <title> of a page
	read   int             // pages
}

func readEPUB(in Input) (Text, error) {
	p, err := openParts(in)
	if err != nil {
		return Text{}, err
	}
	e := &epub{parts: p, limits: in.Limits, b: newBuilder(in.Limits),
		seen: map[string]bool{}, heads: map[int]bool{}}
	if err := e.open(); err != nil {
		return Text{}, err
	}
	for _, id := range e.opf.spine {
		if err := e.page(e.opf.items[id]); err != nil {
			return Text{}, err
		}
	}
	if e.read == 0 {
		return Text{}, fmt.Errorf("%w: the book has no page that can be read", ErrDamaged)
	}
	body, err := e.b.finish()
	e.chooseTitle(body)
	return body, err
}

// open reads the package document and refuses books whose pages are encrypted.
func (e *epub) open() error {
	name, err := e.packageDocument()
	if err != nil {
		return err
	}
	data, err := readNeeded(e.parts, name)
	if err != nil {
		return err
	}
	if e.opf, err = readOPF(data, name, e.limits, e.b); err != nil {
		return err
	}
	encrypted, err := e.encrypted()
	if err != nil {
		return err
	}
	for _, id := range e.opf.spine {
		if name := e.opf.items[id].name; name != "" && encrypted[name] {
			return fmt.Errorf("%w: the page %s needs a program that holds the book's key", ErrEncrypted, name)
		}
	}
	if e.opf.hasContents {
		e.b.note("the table of contents is left out")
	}
	return nil
}

// packageDocument returns the name of the first package document that the
// container names (EPUB 3.3, 4.2.6.3.1).
func (e *epub) packageDocument() (string, error) {
	const container = "META-INF/container.xml"
	data, err := readNeeded(e.parts, container)
	if err != nil {
		return "", err
	}
	x, err := newXML(data, container, e.limits)
	if err != nil {
		return "", err
	}
	for x.next() {
		if x.kind == xmlStart && x.name.Local == "rootfile" {
			if name := x.attr("full-path"); name != "" {
				return name, nil
			}
		}
	}
	if x.err != nil {
		return "", x.err
	}
	return "", fmt.Errorf("%w: %s names no book", ErrDamaged, container)
}

// obfuscations are the algorithms for fonts (EPUB 3.3, 4.4, and Adobe's).
var obfuscations = map[string]bool{
	"http://www.idpf.org/2008/embedding": true,
	"http://ns.adobe.com/pdf/enc#RC":     true,
}

// encrypted returns the parts that are encrypted (EPUB 3.3, 4.2.6.3.2).
func (e *epub) encrypted() (map[string]bool, error) {
	const encryption = "META-INF/encryption.xml"
	data, err := e.parts.read(encryption)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	x, err := newXML(data, encryption, e.limits)
	if err != nil {
		return nil, err
	}
	names, algorithm := map[string]bool{}, ""
	for x.next() {
		if x.kind != xmlStart {
			continue
		}
		switch x.name.Local {
		case "EncryptedKey", "KeyInfo":
			x.skip()
		case "EncryptedData":
			algorithm = ""
		case "EncryptionMethod":
			algorithm = x.attr("Algorithm")
		case "CipherReference":
			if !obfuscations[algorithm] {
				names[resolveHref(".", x.attr("URI"))] = true
			}
		}
	}
	return names, x.err
}

// resolveHref returns the part that href in a part of the folder refers to.
func resolveHref(folder, href string) string {
	href, _, _ = strings.Cut(href, "#")
	if name, err := url.PathUnescape(href); err == nil {
		href = name
	}
	return path.Join(folder, href)
}

// page reads a page into e.b.
func (e *epub) page(item opfItem) error {
	switch item.mediaType {
	case "application/xhtml+xml", "text/html", "text/x-oeb1-document":
	case "":
		e.b.count("page is missing", "pages are missing")
		return nil
	default:
		e.b.count("page that is no HTML left out", "pages that are no HTML left out")
		return nil
	}
	if e.seen[item.name] {
		return nil
	}
	e.seen[item.name] = true
	data, err := e.parts.read(item.name)
	if errors.Is(err, fs.ErrNotExist) {
		e.b.count("page is missing", "pages are missing")
		return nil
	}
	var page Text
	if err == nil {
		page, err = htmlPassages(data, epubCharset(data), e.limits)
	}
	if isDamaged(err) {
		e.b.note("%v; it is left out", err)
		return nil
	}
	if err != nil {
		return err
	}
	e.add(page, item, data)
	return e.b.err
}

// add puts a page behind those before it.
func (e *epub) add(page Text, item opfItem, data []byte) {
	e.read++
	if item.isContents {
		for i := range page.Passages {
			page.Passages[i].Kind = KindNavigation
		}
	}
	for i, p := range page.Passages {
		if isHead(data, page, p) {
			e.heads[len(e.b.passages)+i] = true
		}
	}
	for i, note := range page.Notes {
		page.Notes[i] = item.name + ": " + note
	}
	page.Properties = nil // the book's are told, not those of each page
	e.b.part = item.name
	e.b.join(page, len(data))
}

// epubCharset returns the charset of a page in UTF-16 that has no byte order
// mark; "" is what the page declares.
func epubCharset(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("<\x00")):
		return string(UTF16LE)
	case bytes.HasPrefix(data, []byte("\x00<")):
		return string(UTF16BE)
	}
	return ""
}

// isHead tells whether p, of a page, is its <title>.
func isHead(data []byte, page Text, p Passage) bool {
	source, _, ok := page.Map.Source(page.Body, p.Span)
	if !ok || p.Kind != KindTitle {
		return false
	}
	const tag = "<title"
	before := data[:source.Start]
	before = before[max(0, bytes.LastIndexByte(before, '<')):]
	return len(before) >= len(tag) && strings.EqualFold(string(before[:len(tag)]), tag)
}

// chooseTitle leaves one title in a book: see epubReader.
func (e *epub) chooseTitle(book Text) {
	chosen := -1
	for _, fits := range [](func(a, b string) bool){strings.EqualFold, strings.Contains} {
		for i, p := range book.Passages {
			if chosen < 0 && p.Kind == KindTitle && fits(p.Span.Of(book.Body), e.opf.title) {
				chosen = i
			}
		}
	}
	for i := range book.Passages {
		switch p := &book.Passages[i]; {
		case p.Kind != KindTitle || i == chosen:
		case e.heads[i]:
			p.Kind = KindHeader
		default:
			p.Kind = KindHeading
		}
	}
}
