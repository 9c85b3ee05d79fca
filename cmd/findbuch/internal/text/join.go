package text

import "fmt"

// join puts a text that another builder or reader made after what b has, on a
// line of its own, together with its passages, properties and notes. Runs that
// name no part are given b.part; source is the length of that part, bytes, which
// only a text with the nil Map needs.
func (b *builder) join(t Text, source int) {
	b.end()
	b.properties = append(b.properties, t.Properties...)
	b.notes = append(b.notes, t.Notes...)
	if t.Body == "" || b.err != nil {
		return
	}
	if t.Map == nil {
		t.Map = Map{{Length: source, How: Copy}}
	}
	b.apart = "\n"
	if !b.isApart() {
		b.append(b.apart, Run{How: Markup, Part: b.part})
	}
	offset := b.body.Len()
	if offset+len(t.Body) > int(b.limits.Text) || len(b.runs)+len(t.Map) > maxRuns {
		b.err = fmt.Errorf("%w: more than %d bytes or %d pieces of text", ErrOverBudget, b.limits.Text, maxRuns)
		return
	}
	b.body.WriteString(t.Body)
	for _, run := range t.Map {
		run.Text += offset
		if run.Part == "" {
			run.Part = b.part
		}
		b.runs = append(b.runs, run)
	}
	for _, p := range t.Passages {
		p.Span.Start, p.Span.End = p.Span.Start+offset, p.Span.End+offset
		if p.Page == 0 {
			p.Page = b.page
		}
		if len(b.passages) == maxPassages {
			b.passages[maxPassages-1].Span.End = p.Span.End
			continue
		}
		b.passages = append(b.passages, p)
	}
}

// joinBuilder is join of what another builder has.
func (b *builder) joinBuilder(other *builder) {
	for _, c := range other.counts {
		for range c.n {
			b.count(c.one, c.many)
		}
	}
	other.counts = nil
	t, err := other.finish()
	if b.err == nil {
		b.err = err
	}
	b.join(t, 0)
}

// oneTitle makes headings of all titles but the first.
func oneTitle(passages []Passage) {
	titled := false
	for i := range passages {
		if passages[i].Kind == KindTitle {
			if titled {
				passages[i].Kind = KindHeading
			}
			titled = true
		}
	}
}
