package citation

import (
	"bytes"
	"encoding/json"
	"strconv"
)

// annotation is a Web Annotation, with the members in the order of the W3C's
// examples.
type annotation struct {
	Context    string `json:"@context"`
	ID         string `json:"id"`
	Type       string `json:"type"`
	Motivation string `json:"motivation"`
	Target     any    `json:"target"`
}

// target is a specific resource.
type target struct {
	Type     string     `json:"type"`
	Source   string     `json:"source"`
	Selector []selector `json:"selector,omitempty"`
	Scope    string     `json:"scope,omitempty"`
}

// selector is any of FragmentSelector, DataPositionSelector, TextQuoteSelector.
type selector struct {
	Type       string    `json:"type"`
	ConformsTo string    `json:"conformsTo,omitempty"`
	Value      string    `json:"value,omitempty"`
	Start      *int      `json:"start,omitempty"`
	End        *int      `json:"end,omitempty"`
	Exact      string    `json:"exact,omitempty"`
	Prefix     string    `json:"prefix,omitempty"`
	Suffix     string    `json:"suffix,omitempty"`
	RefinedBy  *selector `json:"refinedBy,omitempty"`
}

// pdfFragment is the specification of page=N: The application/pdf media type.
const pdfFragment = "http://tools.ietf.org/rfc/rfc3778"

// Annotation returns the citation as a W3C Web Annotation in JSON-LD
// (https://www.w3.org/TR/annotation-model/), on one line. Its id is the one-line
// form, its target the document by the name that RFC 6920 gives it, "nih:"
// and its SHA-256, with selectors any of which finds the passage:
//
//   - DataPositionSelector: its bytes. For bytes of a part it refines a
//     FragmentSelector "part=", which is Findbuch's own, as in the one-line form;
//   - FragmentSelector "page=", as PDF has it, refined by the quote;
//   - TextQuoteSelector: the quote, with prefix and suffix if there are.
//
// A member's container is the target's scope. There is no TextPositionSelector:
// characters of a text can only be counted by those who have the same reader.
func (c Citation) Annotation() []byte {
	a := annotation{
		Context:    "http://www.w3.org/ns/anno.jsonld",
		ID:         c.String(),
		Type:       "Annotation",
		Motivation: "highlighting",
	}
	t := target{
		Type:     "SpecificResource",
		Source:   "nih:sha-256;" + c.Document.String(),
		Selector: c.selectors(),
	}
	if c.In != nil {
		t.Scope = scheme + c.In.String()
	}
	a.Target = t
	if len(t.Selector) == 0 && t.Scope == "" {
		a.Target = t.Source // nothing specific
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(a); err != nil {
		panic(err) // strings and numbers are always encoded
	}
	return bytes.TrimSuffix(out.Bytes(), []byte("\n"))
}

func (c Citation) selectors() (out []selector) {
	var position, quote *selector
	if c.Bytes != nil {
		position = &selector{Type: "DataPositionSelector", Start: &c.Bytes.Start, End: &c.Bytes.End}
	}
	if c.Quote != "" {
		quote = &selector{Type: "TextQuoteSelector", Exact: c.Quote, Prefix: c.Prefix, Suffix: c.Suffix}
	}
	switch {
	case c.Part != "":
		out = append(out, selector{Type: "FragmentSelector", Value: "part=" + escape(c.Part, "/"), RefinedBy: position})
	case position != nil:
		out = append(out, *position)
	}
	if c.Page != 0 {
		out = append(out, selector{
			Type: "FragmentSelector", ConformsTo: pdfFragment, Value: "page=" + strconv.Itoa(c.Page), RefinedBy: quote,
		})
	}
	if quote != nil {
		out = append(out, *quote)
	}
	return out
}
