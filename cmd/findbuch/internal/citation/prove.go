package citation

import (
	"strings"
	"unicode/utf8"

	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store/span"
)

// Outcome is what became of a citation.
type Outcome string

// The outcomes.
const (
	// Proved: the place says the quote. The place is the bytes; for formats without
	// them the part, the page, or the document.
	Proved Outcome = "proved"
	// Moved: the place does not say the quote, and another place of the document
	// does. If the citation has a prefix or suffix, one of them stands there too.
	Moved Outcome = "moved"
	// Changed: the place says something else, or is no more, and the quote stands
	// nowhere else, or only between other words.
	Changed Outcome = "changed"
	// Gone: no candidate is the document.
	Gone Outcome = "gone"
	// NotProved: it cannot be said. See Verdict.Reason.
	NotProved Outcome = "not proved"
)

// Verdict is the answer of Prove.
type Verdict struct {
	Outcome Outcome
	// Same: the bytes of the document that was looked at are those cited. Without
	// it, Proved says that another version says the same at the same place.
	Same bool
	// Now cites where the quote stands, if Proved or Moved and the text was read.
	Now *Citation
	// Places is how many places of the text Now was chosen from.
	Places int
	// Found is what the place says, if Changed or Moved; "": nothing any more, or
	// it has no bytes. At most 200 bytes.
	Found string
	// Reason says why it is NotProved.
	Reason string
}

// Reader reads a document's text from its bytes, whatever they are.
type Reader func(data []byte) (text.Text, error)

// Prove checks c against candidates, which are documents' bytes.
//
// The document is the candidate with the bytes that were cited or, if c has In,
// the member of a candidate with these. Failing that, and if there is one
// candidate only, it is that one as it is now or, if c has In, the member there of
// the same names.
// Among several candidates without the cited bytes nobody can say which one was
// the document, and it is Gone.
//
// Bytes that are the quote's are proof enough. Else the document is read, and its
// text proves the quote if its Map leads to the place. When the quote stands
// elsewhere, the place with the longest part of the prefix and the suffix next
// to it is taken, among equals the one nearest in the text.
//
// A citation without a quote can only be Proved, by the very bytes that were
// cited and a place that they have, or not.
func Prove(c Citation, read Reader, candidates ...[]byte) Verdict {
	data, in, ok := locate(c, read, candidates)
	if !ok {
		return Verdict{Outcome: Gone}
	}
	p := proof{Citation: c, data: data, in: in, document: Sum(data)}
	v := p.verdict(read)
	v.Same = p.document == c.Document
	return v
}

// proof is a citation and the document to prove it by.
type proof struct {
	Citation
	data     []byte
	document SHA256
	in       *Container // where data was found
	text     text.Text
}

func (p *proof) verdict(read Reader) Verdict {
	if p.Quote == "" && p.document != p.Document {
		return Verdict{Outcome: NotProved, Reason: "it has no quote, and the document's bytes have changed"}
	}
	literal := p.Quote != "" && p.isLiteral()
	var err error
	if p.text, err = read(p.data); err != nil {
		if literal {
			return Verdict{Outcome: Proved}
		}
		return Verdict{Outcome: NotProved, Reason: "the document is not read: " + err.Error()}
	}
	if p.Quote == "" {
		return p.withoutQuote()
	}
	if s, ok := p.stands(); ok {
		return p.found(Proved, s, 1)
	}
	if literal { // bytes that are no text: markup, say
		return Verdict{Outcome: Proved}
	}
	return p.elsewhere()
}

// isLiteral tells whether the bytes are the quote itself.
func (p *proof) isLiteral() bool {
	return p.Bytes != nil && p.Part == "" && p.Bytes.End <= len(p.data) &&
		string(p.data[p.Bytes.Start:p.Bytes.End]) == p.Quote
}

// withoutQuote judges by whether the document has the place.
func (p *proof) withoutQuote() Verdict {
	has := true
	switch {
	case p.Bytes != nil && p.Part == "":
		has = p.Bytes.End <= len(p.data)
	case p.Bytes != nil:
		_, has = textAt(p.text, p.Part, *p.Bytes)
	case p.Part != "":
		has = false
		for _, run := range p.text.Map {
			has = has || run.Part == p.Part
		}
	}
	if p.Page != 0 {
		last := len(p.text.Passages) - 1
		has = has && last >= 0 && p.Page <= p.text.Passages[last].Page
	}
	if !has {
		return Verdict{Outcome: NotProved, Reason: "the document has no such place"}
	}
	return Verdict{Outcome: Proved}
}

// stands returns where the quote stands at the place. Bytes that can only be had
// as a whole may hold it more than once: then it is the best one in context.
func (p *proof) stands() (span.Span, bool) {
	if p.Bytes == nil {
		return p.standsSomewhere()
	}
	best := choice{}
	for _, from := range beginnings(p.text, p.Part, p.Bytes.Start) {
		for s := range p.occurrences(from) {
			at, part, ok := p.text.Map.Source(p.text.Body, s)
			if ok && part == p.Part && at == *p.Bytes {
				best.offer(s, p.context(s), 0)
			}
		}
	}
	return best.span, best.places > 0
}

// standsSomewhere is for places that are no bytes: a part, a page, a document.
// Of several it is the best one in context.
func (p *proof) standsSomewhere() (span.Span, bool) {
	best := choice{}
	for s := range p.occurrences(span.Span{End: len(p.text.Body)}) {
		if p.Page != 0 && pageAt(p.text.Passages, s.Start) != p.Page ||
			p.Part != "" && partOf(p.text.Map, s) != p.Part {
			continue
		}
		best.offer(s, p.context(s), 0)
	}
	return best.span, best.places > 0
}

// maxCompared bounds how many bytes are compared to find a quote that overlaps
// with itself, such as a line of dashes.
const maxCompared = 1 << 28

// occurrences yields where the quote stands in the text, beginning in from.
// Overlapping places count, as far as maxCompared allows.
func (p *proof) occurrences(from span.Span) func(yield func(span.Span) bool) {
	body := p.text.Body
	return func(yield func(span.Span) bool) {
		left := maxCompared/len(p.Quote) + 1
		for i := from.Start; i < from.End && left > 0; i, left = i+1, left-1 {
			window := body[i:min(len(body), from.End-1+len(p.Quote))]
			n := strings.Index(window, p.Quote)
			if n < 0 || !yield(span.Span{Start: i + n, End: i + n + len(p.Quote)}) {
				return
			}
			i += n
		}
	}
}

// elsewhere looks for the quote where it was not cited.
func (p *proof) elsewhere() Verdict {
	was := p.was()
	best := choice{}
	for s := range p.occurrences(span.Span{End: len(p.text.Body)}) {
		context := p.context(s)
		if p.Prefix+p.Suffix != "" && !p.inContext(s) {
			continue
		}
		best.offer(s, context, max(s.Start-was, was-s.Start))
	}
	found := ""
	if p.Bytes != nil {
		found, _ = textAt(p.text, p.Part, *p.Bytes)
		found = short(found)
	}
	if best.places > 0 {
		v := p.found(Moved, best.span, best.places)
		v.Found = found
		return v
	}
	if p.Bytes == nil && p.document == p.Document {
		return Verdict{Outcome: NotProved, Reason: "the quote is not in the text where it was cited"}
	}
	return Verdict{Outcome: Changed, Found: found}
}

// was returns about where in the text the place is.
func (p *proof) was() int {
	if p.Bytes != nil {
		if from := beginnings(p.text, p.Part, p.Bytes.Start); len(from) > 0 {
			return from[0].Start
		}
	}
	for _, passage := range p.text.Passages {
		if p.Page != 0 && passage.Page >= p.Page {
			return passage.Span.Start
		}
	}
	if p.Bytes != nil {
		return min(p.Bytes.Start, len(p.text.Body))
	}
	return 0
}

// context returns how many bytes of the prefix and the suffix stand around s.
func (p *proof) context(s span.Span) (n int) {
	before, after := p.text.Body[:s.Start], p.text.Body[s.End:]
	for k := 1; k <= min(len(before), len(p.Prefix)); k++ {
		if before[len(before)-k] != p.Prefix[len(p.Prefix)-k] {
			break
		}
		n++
	}
	for k := 0; k < min(len(after), len(p.Suffix)) && after[k] == p.Suffix[k]; k++ {
		n++
	}
	return n
}

// inContext tells whether all of the prefix or all of the suffix stands at s. One
// that is missing while there is the other means the text's beginning or end.
func (p *proof) inContext(s span.Span) bool {
	before, after := p.text.Body[:s.Start], p.text.Body[s.End:]
	return strings.HasSuffix(before, p.Prefix) && (p.Prefix != "" || before == "") ||
		strings.HasPrefix(after, p.Suffix) && (p.Suffix != "" || after == "")
}

// found is the verdict that the quote stands at s.
func (p *proof) found(outcome Outcome, s span.Span, places int) Verdict {
	v := Verdict{Outcome: outcome, Places: places}
	if now, err := Make(p.text, s, p.document); err == nil {
		now.In = p.in
		v.Now = &now
	}
	return v
}

// choice keeps the best of the places offered.
type choice struct {
	span              span.Span
	context, distance int
	places            int
}

func (c *choice) offer(s span.Span, context, distance int) {
	if c.places == 0 || context > c.context || context == c.context && distance < c.distance {
		c.span, c.context, c.distance = s, context, distance
	}
	c.places++
}

func short(s string) string {
	const most = 200
	s = strings.ToValidUTF8(s, "\uFFFD")
	if len(s) <= most {
		return s
	}
	end := most
	for !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end]
}
