package text

import (
	"strings"
	"unicode/utf8"

	"findbuch/store/span"
)

// rstReader reads reStructuredText: its blocks as docutils 0.19 has them, seen
// line by line. What is inside a block (emphasis, roles) is left as it stands.
//
// The Body is the document itself. The title of the first section is the
// title, those of the others are headings, whatever their level; their
// adornments stand outside of the passages, as do bullets, the dots of ".."
// and the borders of tables. Field lists are headers; literal blocks, code
// directives and the line that any other directive begins with are code;
// notes, warnings and footnotes are notes, images captions, link targets and
// tables of contents navigation. A cell of several lines is a passage for each
// of them, because the other cells' lines lie between.
var rstReader = Reader{
	Name: "rst", Version: 1,
	Types: []string{"text/x-rst"},
	Read: func(in Input) (Text, error) {
		return whole(in, func(body string) []Passage {
			r := rst{blocks: blocks{body: body}}
			r.read()
			return r.passages
		})
	},
}

type rst struct {
	blocks
	titled bool
	indent int  // of the open passage's first line, columns
	lines  int  // of the open passage
	item   int  // where the text of the innermost item begins, columns; 0: none
	inside Kind // of a block of lines indented by more than depth; "": none
	depth  int
	colons bool // the paragraph before ends with :: and announces a literal block
	table  byte // the border of the table: '+', '=' or 0
}

func (r *rst) read() {
	for l := newLines(r.body); l.scan(); {
		s, indent := indented(r.body, l.content)
		if s = trim(r.body, s); s.Len() > 0 {
			r.line(s, s.Of(r.body), indent)
			continue
		}
		r.table = 0
		if r.inside == "" {
			r.colons = r.colons || r.open.Len() > 0 && r.kind != KindCode && strings.HasSuffix(r.open.Of(r.body), "::")
			r.close()
		}
	}
	r.close()
}

func (r *rst) line(s span.Span, text string, indent int) {
	if r.colons && r.open.Len() == 0 && r.inside == "" {
		if r.colons = false; indent > r.indent {
			r.inside, r.depth = KindCode, r.indent
		}
	}
	if r.inside != "" {
		if indent > r.depth {
			r.extend(r.inside, s)
			return
		}
		r.inside = ""
		r.close()
	}
	if r.isRow(text) {
		r.row(s, text)
		return
	}
	switch {
	case isAdornment(text):
		r.adorn(text)
	case text == "::":
		r.close()
		r.colons, r.indent = true, indent
	case text == ".." || strings.HasPrefix(text, ".. "):
		r.explicit(s, indent)
	case r.open.Len() > 0 && r.continues(indent):
		r.extend(r.kind, s)
		r.lines++
	case isField(text):
		r.start(KindHeader, s, indent)
		r.inside, r.depth = KindHeader, indent
	case strings.HasPrefix(text, ">>> "):
		r.start(KindCode, s, indent)
	case rstItem(text) > 0:
		n := rstItem(text)
		r.item = indent + n
		if !strings.ContainsAny(text[:n], "0123456789abcdefghijklmnopqrstuvwxyz") {
			s.Start += n // a bullet is no part of the item, a number is
		}
		r.start(KindItem, s, indent)
	default:
		r.paragraph(s, indent)
	}
}

// start begins a passage.
func (r *rst) start(kind Kind, s span.Span, indent int) {
	r.close()
	r.extend(kind, s)
	r.indent, r.lines = indent, 1
}

// continues tells whether a line indented that far goes on with the open
// passage: an item's text hangs, a term's definition is another paragraph.
func (r *rst) continues(indent int) bool {
	if r.kind == KindItem {
		return indent > r.indent
	}
	return r.kind == KindCode || indent == r.indent
}

func (r *rst) paragraph(s span.Span, indent int) {
	kind := KindItem
	if indent < r.item || r.item == 0 {
		kind, r.item = KindParagraph, 0
	}
	if r.body[s.Start] == '|' {
		s.Start++ // of a line block
	}
	r.start(kind, s, indent)
	if kind == KindItem {
		r.indent-- // its next line is not indented further
	}
}

// adorn takes a line of punctuation: below a single line, it makes that a
// heading; else it is an overline or a rule.
func (r *rst) adorn(text string) {
	title := r.open
	if title.Len() == 0 || r.lines != 1 || r.kind != KindParagraph && r.kind != KindItem {
		r.close()
		return
	}
	if n := len(text); n < 4 && n < utf8.RuneCountInString(title.Of(r.body)) {
		return
	}
	r.open = span.Span{}
	kind := KindHeading
	if !r.titled {
		kind, r.titled = KindTitle, true
	}
	r.alone(kind, title)
	r.item = 0
}

// explicit takes the first line of a block that begins with two dots.
func (r *rst) explicit(s span.Span, indent int) {
	r.close()
	if indent < r.item {
		r.item = 0
	}
	s = trim(r.body, span.Span{Start: s.Start + 2, End: s.End})
	name, _, isDirective := strings.Cut(s.Of(r.body), "::")
	kind := KindComment
	switch {
	case strings.HasPrefix(name, "_"):
		kind = KindNavigation
	case strings.HasPrefix(name, "["):
		kind = KindNote
	case isDirective && strings.HasPrefix(name, "|"):
		kind = KindCode
	case isDirective && !strings.ContainsAny(name, " \t"):
		var known bool
		if kind, known = rstDirectives[name]; !known {
			r.alone(KindCode, s) // what follows is read like anything else
			return
		}
	}
	r.extend(kind, s)
	r.inside, r.depth = kind, indent
}

// rstDirectives are those whose content is taken as a whole.
var rstDirectives = map[string]Kind{
	"code": KindCode, "code-block": KindCode, "sourcecode": KindCode, "parsed-literal": KindCode,
	"literalinclude": KindCode, "math": KindCode, "productionlist": KindCode, "doctest": KindCode,
	"testcode": KindCode, "testoutput": KindCode, "raw": KindCode, "highlight": KindCode,
	"note": KindNote, "warning": KindNote, "caution": KindNote, "danger": KindNote, "error": KindNote,
	"hint": KindNote, "important": KindNote, "tip": KindNote, "attention": KindNote, "seealso": KindNote,
	"versionadded": KindNote, "versionchanged": KindNote, "deprecated": KindNote,
	"image": KindCaption, "figure": KindCaption,
	"toctree": KindNavigation, "contents": KindNavigation, "include": KindNavigation,
	"index": KindNavigation, "meta": KindHeader,
}

// isRow tells whether text belongs to a table.
func (r *rst) isRow(text string) bool {
	switch {
	case r.table == '+':
		if strings.IndexByte("+|", text[0]) < 0 {
			r.table = 0
		}
	case r.open.Len() > 0 || r.table != 0:
	case strings.HasPrefix(text, "+-") && strings.Trim(text, "+-=") == "":
		r.table = '+'
	case strings.HasPrefix(text, "==") && strings.Contains(text, " ") && strings.Trim(text, "= ") == "":
		r.table = '='
	}
	return r.table != 0
}

// row makes the cells of a line passages. In simple tables, two blanks stand
// between them.
func (r *rst) row(s span.Span, text string) {
	border := "  "
	if r.table == '+' {
		border = "|"
	}
	if strings.Trim(text, "+-=| ") == "" {
		return
	}
	for at := s.Start; at < s.End; {
		end := s.End
		if n := strings.Index(r.body[at:s.End], border); n >= 0 {
			end = at + n
		}
		if strings.Trim(r.body[at:end], "+-= ") != "" {
			r.alone(KindCell, span.Span{Start: at, End: end})
		}
		at = end + len(border)
	}
}

// isAdornment tells whether text is a line of one punctuation mark.
func isAdornment(text string) bool {
	return len(text) >= 3 && strings.IndexByte("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", text[0]) >= 0 &&
		strings.Trim(text, text[:1]) == ""
}

// isField tells whether text begins with a field's name, :name:, but not with
// a role, :ref:`x`.
func isField(text string) bool {
	if text[0] != ':' {
		return false
	}
	n := strings.IndexByte(text[1:], ':')
	rest := text[n+2:]
	return n > 0 && text[1] != ' ' && !strings.ContainsRune(text[1:n+1], '`') && (rest == "" || rest[0] == ' ')
}

// rstItem returns the length of the bullet or number that text begins with,
// with the blank behind it; 0 for none.
func rstItem(text string) int {
	mark, _, ok := strings.Cut(text[:min(len(text), 12)], " ")
	if !ok {
		return 0
	}
	switch mark {
	case "*", "-", "+", "•", "‣", "⁃", "#.":
		return len(mark) + 1
	}
	number := strings.TrimPrefix(mark, "(")
	last := len(number) - 1
	if last < 1 || number[last] != ')' && (number[last] != '.' || mark != number) {
		return 0
	}
	number = number[:last]
	if strings.Trim(number, "0123456789") == "" || strings.Trim(number, "ivx") == "" ||
		len(number) == 1 && 'a' <= number[0] && number[0] <= 'z' {
		return len(mark) + 1
	}
	return 0
}
