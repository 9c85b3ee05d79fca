package sandbox

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"findbuch/cmd/findbuch/internal/text"
)

const (
	maxKinds = 64  // different kinds of passages in a text
	maxKind  = 32  // bytes of one
	maxHow   = 128 // bytes of a run's How
)

// check tells whether t, which came from a child, can be the text of a document
// at all, so that nothing that works on texts needs to fear it: all is valid
// UTF-8 but the names of members, offsets lie where they may and ascend, and
// what is said to stand in the document stands there. It does not decode the
// document: that a run of another How than text.Copy, or one of a part, decodes
// to its text is not checked, nor are white space and words around passages.
func check(t text.Text, in text.Input) error {
	if !utf8.ValidString(t.Body) {
		return lie("its text is no UTF-8")
	}
	if err := checkPassages(t); err != nil {
		return err
	}
	if err := checkMap(t, in.Data); err != nil {
		return err
	}
	for _, p := range t.Properties {
		if !utf8.ValidString(p.Name) || !utf8.ValidString(p.Value) {
			return lie("a property is no UTF-8")
		}
	}
	for _, note := range t.Notes {
		if !utf8.ValidString(note) {
			return lie("a note is no UTF-8")
		}
	}
	for i, m := range t.Members {
		if err := checkMember(m, in.Data); err != nil {
			return fmt.Errorf("%w in member %d", err, i+1)
		}
	}
	return nil
}

func checkPassages(t text.Text) error {
	end := 0
	for i, p := range t.Passages {
		switch {
		case p.Span.Start < end || p.Span.End <= p.Span.Start || len(t.Body) < p.Span.End:
			return lie("passage %d has no place in the text", i+1)
		case cuts(t.Body, p.Span.Start) || cuts(t.Body, p.Span.End):
			return lie("passage %d cuts a character", i+1)
		case p.Page < 0:
			return lie("passage %d is on page %d", i+1, p.Page)
		case !isKind(p.Kind):
			return lie("passage %d is of kind %q", i+1, p.Kind)
		}
		end = p.Span.End
	}
	return nil
}

// isKind lets new kinds pass, but nothing that could do harm.
func isKind(kind text.Kind) bool {
	for _, b := range []byte(kind) {
		if b < 'a' || 'z' < b {
			return false
		}
	}
	return kind != ""
}

func cuts(body string, i int) bool {
	return i < len(body) && !utf8.RuneStart(body[i])
}

func checkMap(t text.Text, data []byte) error {
	if t.Map == nil {
		if t.Body != string(data) {
			return lie("its text is not the document's bytes")
		}
		return nil
	}
	for _, w := range waysOf(t.Map).list {
		if !isWay(w.how) || !utf8.ValidString(w.part) {
			return lie("its map has the way %q", w.how)
		}
	}
	for i, run := range t.Map {
		after := len(t.Body)
		if i+1 < len(t.Map) {
			after = t.Map[i+1].Text
		}
		if err := checkRun(t.Body, run, after, data); err != nil {
			return fmt.Errorf("%w in run %d", err, i)
		}
	}
	return nil
}

// checkRun checks the run whose text ends at after. Only a text of nothing has
// a run of nothing.
func checkRun(body string, run text.Run, after int, data []byte) error {
	switch {
	case run.Text < 0 || after < run.Text || len(body) < after || after == run.Text && body != "":
		return lie("its map does not ascend")
	case cuts(body, run.Text):
		return lie("its map cuts a character")
	case run.Source < 0 || run.Length < 0 || run.Source > maxInt-run.Length:
		return lie("its map leads nowhere")
	case run.Part != "":
		return nil
	case run.Source+run.Length > len(data):
		return lie("its map leads beyond the document")
	case run.How == text.Copy && body[run.Text:after] != string(data[run.Source:run.Source+run.Length]):
		return lie("its text is not the document's")
	}
	return nil
}

// isWay asks package text, which knows a How by parsing a map.
func isWay(how text.How) bool {
	m, err := text.Map{{How: how}}.MarshalJSON()
	if err == nil {
		_, err = text.ParseMap(m)
	}
	return err == nil
}

func checkMember(m text.Member, data []byte) error {
	switch {
	case !utf8.ValidString(m.Unread):
		return lie("a reason is no UTF-8")
	case m.Length == -1:
		return nil
	case m.Start < 0 || m.Length < 0 || m.Start > len(data)-m.Length:
		return lie("a place beyond the document")
	case m.Data != nil && !bytes.Equal(m.Data, data[m.Start:m.Start+m.Length]):
		return lie("bytes that are not the document's")
	}
	return nil
}
