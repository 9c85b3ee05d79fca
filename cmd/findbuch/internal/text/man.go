package text

import (
	"strings"

	"findbuch/store/span"
)

// manReader reads the pages of the Unix manual: the macros man(7) and mdoc(7)
// over roff, tables of tbl(1). It is no typesetter: macros that it does not
// know make a paragraph of their arguments, requests do nothing, and definitions
// are skipped. Of conditions, those that hold on a terminal with groff are read.
//
// The Body holds what is said, line for line, with the escapes for characters
// decoded. What a macro would add (the dash of .Fl, a name not repeated after
// .Nm) is not in it, because the document does not say it there. The first
// paragraph of the first section, NAME, is the title. Items are .TP, .IP and
// .It with their text; .nf, .EX and .Bd -literal code.
//
// Comments are left out and counted.
var manReader = Reader{
	Name: "man", Version: 1,
	Types: []string{"text/troff"},
	Read:  readMan,
}

func readMan(in Input) (Text, error) {
	s, err := newSplice(in)
	if err != nil {
		return Text{}, err
	}
	m := man{splice: s, kind: KindParagraph}
	for l := newLines(s.doc); l.scan(); {
		m.line(l.content.Start, l.content.End)
	}
	m.end()
	if s.crowded {
		return plainInstead(in, "a manual page of very many escapes")
	}
	t, err := s.text(in.Limits)
	t.Properties = m.properties
	if m.comments > 0 {
		t.Notes = append(t.Notes, plural(m.comments, "comment")+" left out")
	}
	return t, err
}

type man struct {
	*splice
	properties []Property
	comments   int

	// The passage that text goes into.
	kind  Kind
	open  bool
	start int
	gap   int    // where the last text ended
	join  string // what sets the next text off from it
	glue  bool   // the line before ended with \c

	sections int
	code     bool   // .nf, .EX, .Bd -literal
	heading  bool   // the next line is a heading
	skipTo   string // the request that ends a definition; "": none
	table    tblPart
	cells    byte   // what stands between the cells of the table
	blocks   []bool // conditional blocks around the line: is it read?
	last     bool   // did the last .ie hold?
}

// line takes a line of the document.
func (m *man) line(from, to int) {
	line := m.doc[from:to]
	if m.skipTo != "" {
		if isRequest(line) {
			if name := strings.Fields(line[1:]); len(name) > 0 && name[0] == m.skipTo {
				m.skipTo = ""
			}
		}
		return
	}
	if len(m.blocks) > 0 {
		read := m.blocks[len(m.blocks)-1]
		m.nest(line, read)
		if !read {
			return
		}
	}
	switch {
	case isRequest(line):
		m.request(from, to)
	case m.table != tblNone:
		m.tableLine(from, to)
	case strings.TrimSpace(line) == "":
		if !m.code {
			m.end()
		}
	default:
		if !m.code {
			from += len(line) - len(strings.TrimLeft(line, " \t"))
		}
		m.textLine(from, to)
	}
}

func isRequest(line string) bool {
	return line != "" && (line[0] == '.' || line[0] == '\'')
}

// nest keeps account of the ends of blocks, and of blocks in a block that is
// not read.
func (m *man) nest(line string, read bool) {
	if !read {
		for range strings.Count(line, `\{`) {
			m.blocks = append(m.blocks, false)
		}
	}
	for range strings.Count(line, `\}`) {
		if len(m.blocks) > 0 {
			m.blocks = m.blocks[:len(m.blocks)-1]
		}
	}
}

func (m *man) textLine(from, to int) {
	m.newLine()
	m.put(from, to)
	m.lineDone()
}

func (m *man) newLine() {
	m.join = "\n"
	if m.glue {
		m.join, m.glue = "", false
	}
}

// lineDone ends a heading, which is a single line.
func (m *man) lineDone() {
	if m.heading {
		m.end()
		m.heading = false
	}
}

// put adds doc[from:to] with its escapes decoded.
func (m *man) put(from, to int) {
	if from >= to {
		return
	}
	m.separate(from)
	for at := from; at < to; {
		n := strings.IndexByte(m.doc[at:to], '\\')
		if n < 0 {
			m.literal(at, to)
			break
		}
		m.literal(at, at+n)
		at += n
		text, n, known := roffEscape(m.doc[at:to])
		for at+n < to && !isBoundary(m.doc, at+n) {
			n++
		}
		switch {
		case !known:
			m.literal(at, at+n) // better than to lose it
		case text != "":
			m.escape(text, at, at+n, Roff)
		case m.doc[at+1:min(at+2, to)] == "c":
			m.glue = true
		case strings.HasPrefix(m.doc[at:to], `\"`):
			m.comments++
		}
		at += n
	}
	m.gap = to
}

func (m *man) separate(from int) {
	if !m.open {
		m.blank("\n\n", m.gap, from)
		m.open, m.start = true, len(m.body)
		return
	}
	between := m.doc[m.gap:from]
	switch {
	case m.join == "":
	case between == m.join, m.join == "\n" && strings.HasPrefix(between, "\n") && strings.TrimSpace(between) == "":
		m.literal(m.gap, from)
	default:
		m.blank(m.join, m.gap, from)
	}
}

// end ends the passage.
func (m *man) end() {
	if m.open {
		kind := m.kind
		if m.sections == 1 && (kind == KindParagraph || kind == KindItem) && strings.TrimSpace(string(m.body[m.start:])) != "" {
			kind = KindTitle // the NAME
			m.sections++
		}
		m.passage(kind, m.start)
	}
	m.open, m.glue = false, false
	m.kind = KindParagraph
	if m.code {
		m.kind = KindCode
	}
}

// begin ends the passage and begins one of that kind.
func (m *man) begin(kind Kind) {
	m.end()
	m.kind = kind
}

// words adds the arguments with join between them.
func (m *man) words(arguments []span.Span, join string) {
	m.newLine()
	for i, a := range arguments {
		if i > 0 {
			m.join = join
		}
		m.argument(a)
	}
	if len(arguments) > 0 {
		m.lineDone()
	}
}

// argument adds one argument; two quotes in a quoted one stand for one.
func (m *man) argument(a span.Span) {
	quoted := a.Start > 0 && m.doc[a.Start-1] == '"'
	for quoted {
		n := strings.Index(m.doc[a.Start:a.End], `""`)
		if n < 0 {
			break
		}
		m.put(a.Start, a.Start+n+1)
		a.Start += n + 2
		m.join = ""
	}
	m.put(a.Start, a.End)
}

// arguments divides doc[from:to] into words, or what stands in quotes.
func (m *man) arguments(from, to int) (out []span.Span) {
	for at := from; ; {
		for at < to && (m.doc[at] == ' ' || m.doc[at] == '\t') {
			at++
		}
		if at >= to || strings.HasPrefix(m.doc[at:to], `\"`) {
			return out
		}
		if m.doc[at] == '"' {
			end := at + 1
			for end < to && (m.doc[end] != '"' || end+1 < to && m.doc[end+1] == '"') {
				if m.doc[end] == '"' {
					end++
				}
				end++
			}
			end = min(end, to)
			if end > at+1 {
				out = append(out, span.Span{Start: at + 1, End: end})
			}
			at = min(end+1, to)
			continue
		}
		start := at
		for at < to && m.doc[at] != ' ' && m.doc[at] != '\t' {
			if m.doc[at] == '\\' && at+1 < to {
				at++ // "\ " is part of the word
			}
			at++
		}
		out = append(out, span.Span{Start: start, End: at})
	}
}
