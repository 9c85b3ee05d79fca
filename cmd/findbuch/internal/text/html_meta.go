package text

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxHTMLProperties bounds what a page may say of itself; a note tells of more.
const maxHTMLProperties = 1000

// htmlMetaNames are the names of <meta> that are kept, and what Dublin Core calls
// them. Those of Dublin Core itself, "dc.title" or "dcterms.title", are kept
// without their prefix.
var htmlMetaNames = map[string]string{
	"author":                 "creator",
	"content-language":       "language",
	"copyright":              "rights",
	"date":                   "date",
	"description":            "description",
	"generator":              "generator",
	"keywords":               "subject",
	"publisher":              "publisher",
	"last-modified":          "modified",
	"article:published_time": "date",
	"article:modified_time":  "modified",
}

// describe reads what <html> and <meta> say of the page.
func (p *htmlPage) describe(t htmlTag) {
	if t.name == atom.Html {
		language := p.attributeText(t, "lang")
		if language == "" {
			language = p.attributeText(t, "xml:lang")
		}
		p.say("language", language)
		return
	}
	name := t.value("name")
	for _, other := range [...]string{"http-equiv", "property"} {
		if name == "" {
			name = t.value(other)
		}
	}
	name = strings.ToLower(strings.TrimSpace(name))
	known := htmlMetaNames[name]
	for _, prefix := range [...]string{"dc.", "dcterms.", "dc:", "dcterms:"} {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			known, _, _ = strings.Cut(rest, ".") // "date.created" is a date
		}
	}
	if known != "" {
		p.say(known, p.attributeText(t, "content"))
	}
}

// say keeps a property, once if it is said again in the same words.
func (p *htmlPage) say(name, value string) {
	if value == "" {
		return
	}
	if len(p.properties) == maxHTMLProperties {
		p.count("<meta> left out", "<meta> left out")
		return
	}
	for _, known := range p.properties {
		if known == (Property{name, value}) {
			return
		}
	}
	p.property(name, value)
}

// attributeText returns the text of an attribute, trimmed.
func (p *htmlPage) attributeText(t htmlTag, name string) string {
	from, to, _ := t.attribute(name)
	raw := p.original[t.at+from : t.at+to]
	decoded, err := p.coding.way.decode(raw)
	if err != nil {
		decoded = strings.ToValidUTF8(string(raw), "\uFFFD")
	}
	return strings.TrimSpace(strings.ReplaceAll(html.UnescapeString(decoded), "\x00", "\uFFFD"))
}
