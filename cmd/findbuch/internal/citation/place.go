package citation

import (
	"sort"
	"unicode/utf8"

	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store/span"
)

// pageAt returns the page of text offset i: that of the last passage which begins
// there or before, or of the first one; 0 when there are no pages.
func pageAt(passages []text.Passage, i int) int {
	if len(passages) == 0 {
		return 0
	}
	k := sort.Search(len(passages), func(k int) bool { return passages[k].Span.Start > i })
	return passages[max(0, k-1)].Page
}

// runAt returns the index of the run that text offset i lies in, or -1.
func runAt(m text.Map, i int) int {
	return sort.Search(len(m), func(k int) bool { return m[k].Text > i }) - 1
}

// runText returns the text of run k.
func runText(body string, m text.Map, k int) span.Span {
	out := span.Span{Start: min(m[k].Text, len(body)), End: len(body)}
	if k+1 < len(m) {
		out.End = min(m[k+1].Text, len(body))
	}
	return out
}

// partOf returns the part that all of s comes from, or "".
func partOf(m text.Map, s span.Span) string {
	first, last := runAt(m, s.Start), runAt(m, s.End-1)
	if first < 0 {
		return ""
	}
	for k := first; k <= last; k++ {
		if m[k].Part != m[first].Part {
			return ""
		}
	}
	return m[first].Part
}

// beginnings returns where in t's Body a text can begin whose bytes begin at
// offset source of part: one place, or all those in a run that can only be had
// as a whole. Runs may share bytes; so there may be several.
func beginnings(t text.Text, part string, source int) (out []span.Span) {
	if t.Map == nil {
		if part == "" && source < len(t.Body) {
			out = append(out, span.Span{Start: source, End: source + 1})
		}
		return out
	}
	for k, run := range t.Map {
		if run.Part != part || source < run.Source || run.Source+run.Length < source {
			continue
		}
		in := runText(t.Body, t.Map, k)
		start := firstFrom(t, in, source)
		end := firstFrom(t, in, source+1)
		if start < end {
			out = append(out, span.Span{Start: start, End: end})
		}
	}
	return out
}

// firstFrom returns the first offset within in, the text of a run, whose bytes
// begin at offset source or later; in.End when there is none.
func firstFrom(t text.Text, in span.Span, source int) int {
	n := sort.Search(in.Len(), func(n int) bool {
		i := in.Start + n
		for i > in.Start && !utf8.RuneStart(t.Body[i]) {
			i--
		}
		at, _, ok := t.Map.Source(t.Body, span.Span{Start: i, End: i})
		return ok && at.Start >= source
	})
	return in.Start + n
}

// textAt returns the text that was made from bytes of part: from the first
// character whose bytes begin there to the last, in the order of the text.
func textAt(t text.Text, part string, bytes span.Span) (string, bool) {
	if t.Map == nil {
		if part != "" || len(t.Body) < bytes.End {
			return "", false
		}
		return bytes.Of(t.Body), true
	}
	start, end := len(t.Body), 0
	for k, run := range t.Map {
		if run.Part != part || run.Source+run.Length <= bytes.Start || bytes.End <= run.Source {
			continue
		}
		in := runText(t.Body, t.Map, k)
		start = min(start, firstFrom(t, in, bytes.Start))
		end = max(end, firstFrom(t, in, bytes.End))
	}
	if end <= start {
		return "", false
	}
	return t.Body[start:end], true
}
