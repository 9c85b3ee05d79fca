package text

import (
	"fmt"
	"strings"

	"findbuch/store/span"
)

// builder puts a Text together from front to back:
//
//	b := newBuilder(in.Limits)
//	b.part = "word/document.xml"        // which the bytes that follow lie in
//	b.page = 1                          // which the passages that follow are on
//	b.begin(KindParagraph)              // ends the passage before, if it is open
//	b.add("Stra", 120, 4, Copy)         // text, and the 4 bytes from 120 on that became it
//	b.add("ß", 124, 6, XML)             // "&#223;"
//	b.space("\n", 140, 7)               // white space of ours, and the markup it stands for
//	b.add("2", 147, 1, Copy)
//	b.end()                             // the passage is "Straß\n2"
//	b.count("deletion left out", "deletions left out")
//	b.property("creator", "A. B.")
//	return b.finish()
//
// Passages are trimmed; a blank one is none. A passage begins with its first
// text, and then, unless white space with a line end is there, a line end is put
// before it (beginAfter puts another separator). Text other than white space
// that is added while no passage is open begins a paragraph, so that no letter
// stands outside of all passages. Of more than 1,048,576 passages the last one
// takes the rest. Runs that follow each other in the Body and in the part become
// one, if their How can be had in pieces.
//
// A builder that exceeds Limits.Text or 4,194,304 runs takes no more; finish
// says so, and err before.
type builder struct {
	part string
	page int
	err  error

	limits   Limits
	body     strings.Builder
	runs     Map
	passages []Passage
	kind     Kind // of the open passage; "": none is open
	start    int  // of the open passage in the Body; -1: it has no text yet
	apart    string

	properties []Property
	notes      []string
	counts     []counted
}

// counted is a note with a number.
type counted struct {
	one, many string
	n         int
}

const (
	maxRuns  = 4 << 20
	maxNotes = 100
)

func newBuilder(limits Limits) *builder {
	return &builder{limits: limits, runs: Map{}}
}

// begin ends the open passage and begins another one on a line of its own.
func (b *builder) begin(kind Kind) { b.beginAfter("\n", kind) }

// beginAfter is begin with a separator of white space: "\t" between cells.
func (b *builder) beginAfter(separator string, kind Kind) {
	b.end()
	b.kind, b.start, b.apart = kind, -1, separator
}

// become makes the open passage one of another kind.
func (b *builder) become(kind Kind) {
	if b.kind != "" {
		b.kind = kind
	}
}

// isOpen tells whether a passage is open.
func (b *builder) isOpen() bool { return b.kind != "" }

// end ends the open passage, if there is one.
func (b *builder) end() {
	if b.kind == "" {
		return
	}
	kind := b.kind
	b.kind = ""
	if b.start < 0 {
		return
	}
	s := trim(b.body.String(), span.Span{Start: b.start, End: b.body.Len()})
	switch {
	case s.Len() == 0:
	case len(b.passages) == maxPassages:
		b.passages[maxPassages-1].Span.End = s.End
	default:
		b.passages = append(b.passages, Passage{Kind: kind, Span: s, Page: b.page})
	}
}

// add appends text, which bytes source to source+length of the part became by
// how.
func (b *builder) add(text string, source, length int, how How) {
	if text == "" || b.err != nil {
		return
	}
	if b.kind == "" && strings.TrimSpace(text) != "" {
		b.begin(KindParagraph)
	}
	b.startPassage(text)
	b.append(text, Run{Source: source, Length: length, How: how, Part: b.part})
}

// space appends white space that bytes source to source+length of the part, of
// which there may be none, stand for.
func (b *builder) space(white string, source, length int) { b.add(white, source, length, Markup) }

// addFrom appends s, a Span of another text that begins and ends with a run.
func (b *builder) addFrom(other Text, s span.Span) {
	if s.Len() == 0 {
		return
	}
	part := b.part
	for i := other.Map.runAt(s.Start); 0 <= i && i < len(other.Map) && other.Map[i].Text < s.End; i++ {
		end := len(other.Body)
		if i+1 < len(other.Map) {
			end = other.Map[i+1].Text
		}
		run := other.Map[i]
		b.part = run.Part
		b.add(other.Body[run.Text:min(end, s.End)], run.Source, run.Length, run.How)
	}
	b.part = part
}

// startPassage puts the separator before the first text of the open passage.
func (b *builder) startPassage(text string) {
	if b.kind == "" || b.start >= 0 {
		return
	}
	white := text[:len(text)-len(strings.TrimLeft(text, " \t\r\n"))]
	if !strings.Contains(white, "\n") && !b.isApart() {
		separator := Run{How: Markup, Part: b.part}
		if last := b.runs[len(b.runs)-1]; last.Part == b.part {
			separator.Source = last.Source + last.Length
		}
		b.append(b.apart, separator)
	}
	b.start = b.body.Len()
}

// isApart tells whether the Body is empty or ends with white space that has a
// line end in it, or the separator.
func (b *builder) isApart() bool {
	body := b.body.String()
	for i := len(body) - 1; i >= 0; i-- {
		switch c := body[i]; {
		case c == '\n' || c == b.apart[0]:
			return true
		case c != ' ' && c != '\t' && c != '\r':
			return false
		}
	}
	return true
}

// append adds text and its run, which goes into the last one if it can.
func (b *builder) append(text string, run Run) {
	if b.body.Len()+len(text) > int(b.limits.Text) || len(b.runs) >= maxRuns {
		if b.err == nil {
			b.err = fmt.Errorf("%w: more than %d bytes or %d pieces of text", ErrOverBudget, b.limits.Text, maxRuns)
		}
		return
	}
	run.Text = b.body.Len()
	b.body.WriteString(text)
	if n := len(b.runs); n > 0 && continues(b.runs[n-1], run) {
		b.runs[n-1].Length += run.Length
		return
	}
	b.runs = append(b.runs, run)
}

// continues tells whether next can be had as a piece of the run before.
func continues(before, next Run) bool {
	if next.Source != before.Source+before.Length || next.How != before.How || next.Part != before.Part {
		return false
	}
	if next.How == Copy {
		return true
	}
	way, _ := wayOf(next.How)
	return way.length != nil && before.Length+next.Length <= runLength
}

// isBlank tells whether nothing but white space was added.
func (b *builder) isBlank() bool { return strings.TrimSpace(b.body.String()) == "" }

// note adds a note; after 100 they are only counted.
func (b *builder) note(format string, values ...any) {
	if len(b.notes) == maxNotes {
		b.count("more of the kind", "more of the kind")
		return
	}
	b.notes = append(b.notes, fmt.Sprintf(format, values...))
}

// count adds one to a note with a number before it, in the singular or plural:
// "1 deletion left out", "2 deletions left out".
func (b *builder) count(one, many string) {
	for i := range b.counts {
		if b.counts[i].one == one {
			b.counts[i].n++
			return
		}
	}
	b.counts = append(b.counts, counted{one, many, 1})
}

// property adds a property unless its value is blank.
func (b *builder) property(name, value string) {
	if value = strings.TrimSpace(value); value != "" {
		b.properties = append(b.properties, Property{name, value})
	}
}

// finish ends the open passage and returns the Text, or why there is none.
func (b *builder) finish() (Text, error) {
	b.end()
	if b.err != nil {
		return Text{}, b.err
	}
	notes := b.notes
	for _, c := range b.counts {
		what := c.many
		if c.n == 1 {
			what = c.one
		}
		notes = append(notes, fmt.Sprintf("%d %s", c.n, what))
	}
	return Text{Body: b.body.String(), Map: b.runs, Passages: b.passages,
		Properties: b.properties, Notes: notes}, nil
}
