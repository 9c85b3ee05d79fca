package text

import (
	"strings"

	"findbuch/store/span"
)

// markdownReader reads Markdown: its blocks as CommonMark 0.31 and GitHub's
// tables have them, seen line by line. What is inside a block (emphasis, links)
// is left as it stands.
//
// The Body is the document itself. The passages are what the blocks say: the
// marks of headings, bullets, quotes, fences and tables stand outside, but not
// what has a letter or a digit: the number of an item, the language of fenced
// code. The first heading of the first level is the title. A YAML block at the
// very beginning is read as headers, and its title, author and date are
// properties, too.
//
// Marks between the lines of a passage (">") remain in it. Raw HTML is a
// paragraph, and a comment if that is what it is.
var markdownReader = Reader{
	Name: "markdown", Version: 1,
	Types: []string{"text/markdown"},
	Read:  readMarkdown,
}

func readMarkdown(in Input) (Text, error) {
	m := markdown{}
	t, err := whole(in, func(body string) []Passage {
		m.body = body
		m.read()
		return m.passages
	})
	t.Properties = m.properties
	return t, err
}

// blocks cuts a body into passages line by line.
type blocks struct {
	body     string
	passages []Passage
	kind     Kind // of the passage that is open
	open     span.Span
}

// extend makes s part of the open passage, which is one of that kind: another
// one is closed.
func (b *blocks) extend(kind Kind, s span.Span) {
	if s = trim(b.body, s); s.Len() == 0 {
		return
	}
	if b.open.Len() > 0 && b.kind != kind {
		b.close()
	}
	if b.open.Len() == 0 {
		b.kind, b.open = kind, s
	}
	b.open.End = s.End
}

// close ends the open passage.
func (b *blocks) close() {
	if b.open.Len() > 0 {
		b.passages = capped(b.passages, Passage{Kind: b.kind, Span: b.open})
	}
	b.open = span.Span{}
}

// alone makes s a passage of its own.
func (b *blocks) alone(kind Kind, s span.Span) {
	b.close()
	b.extend(kind, s)
	b.close()
}

type markdown struct {
	blocks
	properties []Property
	titled     bool
	fence      string // that the open code ends with; "": no fence
	quoted     bool   // the fence stands in a quote
	comment    bool   // an HTML comment is open
	table      bool   // the line before is a row
	item       int    // where the text of the innermost item begins, columns; 0: none
	blank      bool   // the line before is
}

func (m *markdown) read() {
	l := newLines(m.body)
	m.frontMatter(l)
	m.blank = true
	for l.scan() {
		m.line(l.content, l)
	}
	m.close()
}

// frontMatter takes the lines between two of ---, and nothing when there is no
// second one within the first 16 KiB.
func (m *markdown) frontMatter(l *lines) {
	const longest = 16 << 10
	if !strings.HasPrefix(m.body, "---") {
		return
	}
	head := *l
	for n := 0; l.scan(); n++ {
		line := strings.TrimRight(l.content.Of(m.body), " \t")
		if l.content.End > longest || n == 0 && line != "---" || n == 1 && line == "" {
			break
		}
		if n == 0 {
			continue
		}
		if line == "---" || line == "..." {
			m.close()
			return
		}
		if line != "" && line[0] != ' ' && line[0] != '-' {
			m.close() // a new key
			m.property(line)
		}
		m.extend(KindHeader, l.content)
	}
	*l = head
	m.passages, m.properties, m.open = nil, nil, span.Span{}
}

func (m *markdown) property(line string) {
	key, value, _ := strings.Cut(line, ":")
	value = strings.Trim(strings.TrimSpace(value), `"'`)
	name := map[string]string{"title": "title", "author": "creator", "date": "date",
		"description": "description", "lang": "language"}[key]
	if name != "" && value != "" {
		m.properties = append(m.properties, Property{name, value})
	}
}

// line takes one line; l is for looking ahead.
func (m *markdown) line(s span.Span, l *lines) {
	wasBlank := m.blank
	s, indent := indented(m.body, s)
	quoted := false
	for s.Len() > 0 && m.body[s.Start] == '>' && (m.fence == "" || m.quoted) && indent < 4 {
		s.Start++ // a quote's lines are read like any other
		s, indent = indented(m.body, s)
		quoted = true
	}
	if m.fence != "" && m.quoted && !quoted {
		m.fence = "" // the quote is over
		m.close()
	}
	text := strings.TrimRight(s.Of(m.body), " \t\r")
	if m.blank = text == ""; m.blank && m.fence == "" && !m.comment {
		m.table = false
		if m.open.Len() > 0 && m.kind != KindCode {
			m.close()
		}
		return
	}
	switch {
	case m.fence != "":
		m.fenced(s, text)
	case m.comment:
		m.extend(KindComment, s)
		m.comment = !strings.Contains(text, "-->")
	case indent >= m.item+4 && (wasBlank || m.isOpen(KindCode)) && m.isNoItem(text, indent):
		m.extend(KindCode, s)
	default:
		if m.isOpen(KindCode) {
			m.close()
		}
		if m.flow(s, text, indent, wasBlank, l); m.fence != "" {
			m.quoted = quoted
		}
	}
}

// isNoItem tells whether an indented line is code rather than an item inside
// of another.
func (m *markdown) isNoItem(text string, indent int) bool {
	return m.item == 0 || itemMark(text) == 0 || indent >= m.item+8
}

func (m *markdown) isOpen(kind Kind) bool { return m.open.Len() > 0 && m.kind == kind }

// flow takes a line that is no code.
func (m *markdown) flow(s span.Span, text string, indent int, wasBlank bool, l *lines) {
	if wasBlank && indent < 2 && itemMark(text) == 0 {
		m.item = 0
	}
	content, level := atxHeading(text)
	switch {
	case level > 0:
		start := s.Start + strings.Index(text, content)
		m.heading(level, span.Span{Start: start, End: start + len(content)})
	case isFence(text):
		m.close()
		m.fence = text[:len(text)-len(strings.TrimLeft(text, text[:1]))]
		s.Start += len(m.fence)
		m.extend(KindCode, s)
	case m.isOpen(KindParagraph) && isUnderline(text):
		level := 1
		if text[0] == '-' {
			level = 2
		}
		whole := m.open
		m.open = span.Span{}
		m.heading(level, whole)
	case isBreak(text):
		m.close()
	case m.isRow(text, l):
		m.row(s)
	case strings.HasPrefix(text, "<!--"):
		m.close()
		m.extend(KindComment, s)
		m.comment = !strings.Contains(text, "-->")
	case itemMark(text) > 0:
		m.newItem(s, text, indent)
	case m.open.Len() > 0 && m.kind != KindComment:
		m.extend(m.kind, s)
	case m.item > 0:
		m.extend(KindItem, s)
	default:
		m.extend(KindParagraph, s)
	}
}

func (m *markdown) heading(level int, s span.Span) {
	kind := KindHeading
	if level == 1 && !m.titled && trim(m.body, s).Len() > 0 {
		kind, m.titled = KindTitle, true
	}
	m.alone(kind, s)
}

func (m *markdown) newItem(s span.Span, text string, indent int) {
	m.close()
	n := itemMark(text)
	m.item = indent + n + 1
	if isDigit(text[0]) {
		n = 0 // the number is part of the item
	}
	s.Start += n
	m.extend(KindItem, s)
}

// fenced takes a line of fenced code.
func (m *markdown) fenced(s span.Span, text string) {
	if strings.HasPrefix(text, m.fence) && strings.Trim(text, m.fence[:1]) == "" {
		m.fence = ""
		m.close()
		return
	}
	m.extend(KindCode, s)
}

// isRow tells whether text is a row of a table, whose second line is |---|.
func (m *markdown) isRow(text string, l *lines) bool {
	if !m.table && strings.Contains(text, "|") && m.open.Len() == 0 {
		rest := m.body[min(l.next, len(m.body)):]
		next, _, _ := strings.Cut(rest[:min(len(rest), 4096)], "\n")
		next = strings.TrimLeft(next, "> \t")
		m.table = strings.Contains(next, "-") && strings.Contains(next, "|") &&
			strings.Trim(next, "|:- \t\r") == ""
	}
	return m.table && strings.Contains(text, "|")
}

// row makes the cells of a row passages. A bar after a backslash is none.
func (m *markdown) row(s span.Span) {
	if strings.Trim(s.Of(m.body), "|:- \t\r") == "" {
		m.close() // the line under the first row says nothing
		return
	}
	start := s.Start
	for i := s.Start; i <= s.End; i++ {
		if i == s.End || m.body[i] == '|' && (i == s.Start || m.body[i-1] != '\\') {
			m.alone(KindCell, span.Span{Start: start, End: i})
			start = i + 1
		}
	}
}

// indented returns s without its indentation, and that in columns.
func indented(body string, s span.Span) (span.Span, int) {
	indent := 0
	for ; s.Len() > 0; s.Start++ {
		switch body[s.Start] {
		case ' ':
			indent++
		case '\t':
			indent += 4 - indent%4
		default:
			return s, indent
		}
	}
	return s, indent
}

// atxHeading returns what "## Heading ##" says, and its level, 0 for none.
func atxHeading(text string) (content string, level int) {
	content = strings.TrimLeft(text, "#")
	level = len(text) - len(content)
	if level > 6 || content != "" && content[0] != ' ' && content[0] != '\t' {
		return "", 0
	}
	content = strings.TrimSpace(content)
	closed := strings.TrimRight(content, "#")
	if closed == "" || strings.HasSuffix(closed, " ") {
		content = strings.TrimSpace(closed)
	}
	return content, level
}

// itemMark returns the length of the bullet or number that text begins with.
func itemMark(text string) int {
	n := 0
	switch {
	case text == "":
		return 0
	case strings.IndexByte("-*+", text[0]) >= 0:
		n = 1
	default:
		for n < len(text) && n < 9 && isDigit(text[n]) {
			n++
		}
		if n == 0 || n == len(text) || text[n] != '.' && text[n] != ')' {
			return 0
		}
		n++
	}
	if n < len(text) && text[n] != ' ' && text[n] != '\t' {
		return 0
	}
	return n
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// isFence tells whether text begins fenced code.
func isFence(text string) bool {
	if strings.HasPrefix(text, "```") {
		return !strings.Contains(strings.TrimLeft(text, "`"), "`")
	}
	return strings.HasPrefix(text, "~~~")
}

// isUnderline tells whether text makes a heading of the paragraph above.
func isUnderline(text string) bool {
	return strings.Trim(text, "=") == "" || strings.Trim(text, "-") == ""
}

// isBreak tells whether text is a rule: three or more of - * _ and nothing else.
func isBreak(text string) bool {
	if strings.IndexByte("-*_", text[0]) < 0 {
		return false
	}
	marks := 0
	for i := range len(text) {
		switch text[i] {
		case text[0]:
			marks++
		case ' ', '\t':
		default:
			return false
		}
	}
	return marks >= 3
}
