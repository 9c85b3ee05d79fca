package text

import (
	"encoding/json"
	"fmt"
	"math"
	"sort"
	"strconv"
	"unicode/utf8"

	"findbuch/store/span"
)

// Run maps a stretch of text, which ends where the next run begins, to a
// stretch of the document.
type Run struct {
	Text   int // offset in the Body, bytes
	Source int // offset in the document, or in Part of it, bytes
	Length int // of the stretch in the document, bytes
	How    How
	Part   string // of a document made of several, such as a DOCX; else ""
}

// Map leads from a text to the bytes of its document. Its runs ascend by Text.
// The nil Map is identity; a Map that is empty but not nil leads nowhere.
type Map []Run

// Source returns the bytes of the document that s, a Span of body, was made
// from, as a half-open range, and the part of the document they lie in. ok is
// false when there is no such range: s is no Span of body, cuts a UTF-8
// sequence, lies in more than one part, in text that was put together in
// another order than the document's, or in text without a source. When bytes
// that made no text stand between those that did, the range holds them too; and
// a run that can only be had as a whole is in it as a whole.
//
// It looks at one run's text at either end of s, not at the whole body.
func (m Map) Source(body string, s span.Span) (source span.Span, part string, ok bool) {
	if s.Start < 0 || s.End < s.Start || len(body) < s.End ||
		!isBoundary(body, s.Start) || !isBoundary(body, s.End) {
		return span.Span{}, "", false
	}
	if m == nil {
		return s, "", true
	}
	first := m.runAt(s.Start)
	last := m.runAt(max(s.Start, s.End-1))
	if first < 0 || !m.inOrder(first, last) {
		return span.Span{}, "", false
	}
	start, okStart := m.offset(body, first, s.Start, false)
	end, okEnd := m.offset(body, last, s.End, true)
	if !okStart || !okEnd || end < start {
		return span.Span{}, "", false
	}
	return span.Span{Start: start, End: end}, m[first].Part, true
}

// isBoundary tells whether offset i cuts no UTF-8 sequence of body.
func isBoundary(body string, i int) bool {
	return i == len(body) || utf8.RuneStart(body[i])
}

// runAt returns the index of the run that text offset i lies in, or -1.
func (m Map) runAt(i int) int {
	return sort.Search(len(m), func(k int) bool { return m[k].Text > i }) - 1
}

// inOrder tells whether the runs first to last ascend in one part. Two of them
// may share bytes, as a group of base64 holds the end of one and the beginning of
// the next.
func (m Map) inOrder(first, last int) bool {
	for k := first + 1; k <= last; k++ {
		before, run := m[k-1], m[k]
		if run.Part != before.Part || run.Source < before.Source ||
			run.Source+run.Length < before.Source+before.Length {
			return false
		}
	}
	return true
}

// offset returns the document's offset for the text offset i in run k or at
// its end; in a run that can only be had as a whole, where it begins or, for
// the end of a Span, where it ends. It fails where the map does not fit the body.
func (m Map) offset(body string, k, i int, end bool) (int, bool) {
	run := m[k]
	way, known := wayOf(run.How)
	if run.Text < 0 || i < run.Text || !known {
		return 0, false
	}
	if way.length == nil {
		if end && i > run.Text {
			return run.Source + run.Length, true
		}
		return run.Source, true
	}
	n := way.length(body[run.Text:i])
	return run.Source + n, n <= run.Length
}

// MarshalJSON writes m as [[text,source,length,"how"],…], with the part as the
// fifth element of a run that has one, and identity as null.
func (m Map) MarshalJSON() ([]byte, error) {
	if m == nil {
		return []byte("null"), nil
	}
	out := append(make([]byte, 0, 2+40*len(m)), '[')
	for i, run := range m {
		if i > 0 {
			out = append(out, ',')
		}
		var err error
		if out, err = run.appendJSON(out); err != nil {
			return nil, err
		}
	}
	return append(out, ']'), nil
}

func (r Run) appendJSON(out []byte) ([]byte, error) {
	out = append(out, '[')
	for _, n := range [...]int{r.Text, r.Source, r.Length} {
		out = append(strconv.AppendInt(out, int64(n), 10), ',')
	}
	words := []string{string(r.How)}
	if r.Part != "" {
		words = append(words, r.Part)
	}
	for i, word := range words {
		quoted, err := json.Marshal(word)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			out = append(out, ',')
		}
		out = append(out, quoted...)
	}
	return append(out, ']'), nil
}

// ParseMap reads what MarshalJSON writes. Nothing at all is identity, like
// null. An error names the run, counted from 0, that is not well formed, does
// not ascend, is negative, exceeds the range of int or has an unknown How.
// Whether the map fits a text is seen when it is used.
func ParseMap(data []byte) (Map, error) {
	if len(data) == 0 {
		return nil, nil
	}
	var raw []json.RawMessage
	if err := json.Unmarshal(data, &raw); err != nil {
		return nil, fmt.Errorf("map: %w", err)
	}
	if raw == nil {
		return nil, nil
	}
	m := make(Map, len(raw))
	for i := range raw {
		run, err := parseRun(raw[i])
		if err != nil {
			return nil, fmt.Errorf("map: run %d: %w", i, err)
		}
		if i > 0 && run.Text <= m[i-1].Text {
			return nil, fmt.Errorf("map: run %d: text offset %d does not ascend", i, run.Text)
		}
		m[i] = run
	}
	return m, nil
}

func parseRun(data []byte) (run Run, err error) {
	var fields []json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		return Run{}, err
	}
	if len(fields) != 4 && len(fields) != 5 {
		return Run{}, fmt.Errorf("%d elements, not 4 or 5", len(fields))
	}
	for i, number := range []*int{&run.Text, &run.Source, &run.Length} {
		// Atoi, since encoding/json takes null for a number.
		if *number, err = strconv.Atoi(string(fields[i])); err != nil {
			return Run{}, err
		}
		if *number < 0 {
			return Run{}, fmt.Errorf("negative number %d", *number)
		}
	}
	if run.Source > math.MaxInt-run.Length {
		return Run{}, fmt.Errorf("end of %d bytes from %d exceeds the range", run.Length, run.Source)
	}
	if err := json.Unmarshal(fields[3], &run.How); err != nil {
		return Run{}, err
	}
	if !run.How.known() {
		return Run{}, fmt.Errorf("unknown way %q", run.How)
	}
	if len(fields) == 5 {
		if err := json.Unmarshal(fields[4], &run.Part); err != nil {
			return Run{}, err
		}
	}
	return run, nil
}
