package document

import (
	"bytes"
	"unicode/utf8"
)

// Formats that are plain text to the eye. A name never decides: two paths with
// the same bytes are one document.
const (
	troffType    = "text/troff"
	subripType   = "application/x-subrip"
	vttType      = "text/vtt"
	markdownType = "text/markdown"
	rstType      = "text/x-rst"
	csvType      = "text/csv"
	tsvType      = "text/tab-separated-values"
)

// plainKind returns the media type of text that has no signature, by the
// rules in the package comment. They are strict: what is no format for certain
// is text/plain, in which nothing is lost but its structure. whole tells
// whether head is all of the text, and not cut off somewhere.
func plainKind(head []byte, whole bool) string {
	start := bytes.TrimLeft(head, " \t\r\n")
	if len(start) == 0 {
		return plainText
	}
	switch c := start[0]; {
	case c == '.' || c == '\'':
		if isTroff(start) {
			return troffType
		}
	case c == 'W':
		if rest, ok := bytes.CutPrefix(start, []byte("WEBVTT")); ok && (len(rest) == 0 || isBlank(rest[0])) {
			return vttType
		}
	case '0' <= c && c <= '9':
		if isSubrip(start) {
			return subripType
		}
	}
	if isMail(head) {
		return mailType
	}
	if kind := tableKind(start, whole); kind != "" {
		return kind
	}
	return markupKind(head)
}

func isBlank(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

// cutLine divides text after its first line, whose end is left out.
func cutLine(text []byte) (line, rest []byte) {
	n := bytes.IndexByte(text, '\n')
	if n < 0 {
		return text, nil
	}
	return bytes.TrimSuffix(text[:n], []byte("\r")), text[n+1:]
}

// isTroff tells whether text is a page of the manual: after comments and
// requests, if any, comes .TH, .Dd or .so. A licence and definitions longer
// than what is looked at are enough, if they begin with a comment.
func isTroff(text []byte) bool {
	first, _ := cutLine(text)
	commented, defining := isTroffComment(first), false
	if !commented && (len(first) < 4 || first[0] != '.' || !isASCIILetter(first[1]) || !isBlank(first[3])) {
		return false
	}
	for lines := 1; ; lines++ {
		var line []byte
		line, text = cutLine(text)
		if defining && len(text) > 0 { // a macro: anything, up to two dots
			defining = !bytes.HasPrefix(line, []byte(".."))
			continue
		}
		defining = bytes.HasPrefix(line, []byte(".de "))
		switch {
		case bytes.HasPrefix(line, []byte(".TH ")), bytes.HasPrefix(line, []byte(".Dd ")):
			return true
		case bytes.HasPrefix(line, []byte(".so man")), bytes.HasPrefix(line, []byte(".SH ")):
			return lines == 1 || commented
		case len(text) == 0:
			return commented && lines > 3
		case len(line) > 0 && bytes.IndexByte([]byte(".'\\"), line[0]) < 0, !commented && lines > 3:
			return false
		}
	}
}

func isTroffComment(line []byte) bool {
	return bytes.HasPrefix(line, []byte(`.\"`)) || bytes.HasPrefix(line, []byte(`'\"`)) ||
		bytes.HasPrefix(line, []byte(`.\ "`)) || bytes.HasPrefix(line, []byte(`'.\"`))
}

// isSubrip tells whether text begins with a number alone on its line and a
// line like 00:00:01,500 --> 00:00:02,500.
func isSubrip(text []byte) bool {
	number, rest := cutLine(text)
	times, _ := cutLine(rest)
	from, to, ok := bytes.Cut(times, []byte("-->"))
	return ok && len(bytes.Trim(number, "0123456789 \t")) == 0 && isTime(from) && isTime(to)
}

func isTime(s []byte) bool {
	s = bytes.TrimSpace(s)
	return len(s) >= len("0:00:00") && '0' <= s[0] && s[0] <= '9' && bytes.Count(s[:min(len(s), 12)], []byte(":")) == 2
}

// markupKind looks for the marks of Markdown and reStructuredText at the
// beginnings of lines.
func markupKind(head []byte) string {
	var m marks
	var before, above []byte // the last two lines
	for rest := head; len(rest) > 0; {
		var line []byte
		line, rest = cutLine(rest)
		// Nearly every line of prose begins with a letter or a blank.
		if len(line) > 0 && line[0] < utf8.RuneSelf && !isASCIILetter(line[0]) && line[0] != ' ' {
			if m.see(line, before, above, rest); m.directive {
				return rstType
			}
		}
		above, before = before, line
	}
	return m.kind(head)
}

func isASCIILetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// marks counts what begins lines.
type marks struct {
	headings, top, sections int // of Markdown; # and ## among them
	underlined              int // titles
	fences, items, comments int
	directive               bool
}

// see takes a line, the two before it, and what follows.
func (m *marks) see(line, before, above, rest []byte) {
	switch line[0] {
	case '.':
		m.directive = isDirective(line)
		if bytes.HasPrefix(line, []byte(".. ")) && len(bytes.TrimSpace(before)) == 0 {
			m.comments++
		}
	case '#':
		if len(bytes.TrimSpace(before)) > 0 || !isATX(line, rest) {
			return
		}
		m.headings++
		if line[1] != '#' {
			m.top++
		} else if m.top > 0 {
			m.sections++
		}
	case '=', '-', '~', '^', '*', '"', '`':
		switch {
		case bytes.HasPrefix(line, []byte("```")):
			m.fences++
		case len(line) > 2 && line[1] == ' ':
			m.items++
		case underlines(line, before) && (len(bytes.TrimSpace(above)) == 0 || isUnderline(above)):
			m.underlined++
		}
	}
}

// kind returns what the marks, and those within lines, make of text.
func (m *marks) kind(text []byte) string {
	switch {
	case m.headings+m.underlined == 0:
		return plainText
	case m.fences > 1, m.top == 1 && m.sections > 0 && m.items > 0, hasLink(text):
		return markdownType
	case m.underlined > 0 && (m.comments > 0 || hasRST(text)):
		return rstType
	}
	return plainText
}

// hasLink tells whether text has [a link](http…) or to a page beside it.
func hasLink(text []byte) bool {
	for _, mark := range []string{"](http", "](#", "](./", ".md)"} {
		if bytes.Contains(text, []byte(mark)) {
			return true
		}
	}
	return false
}

// isDirective tells whether line is ".. name::", or ".. _name:" which links
// lead to.
func isDirective(line []byte) bool {
	rest, ok := bytes.CutPrefix(line, []byte(".. "))
	if !ok {
		return false
	}
	if target, ok := bytes.CutPrefix(rest, []byte("_")); ok {
		return bytes.IndexByte(target, ':') > 0
	}
	name, arguments, ok := bytes.Cut(rest, []byte("::"))
	return ok && len(name) > 2 && (len(arguments) == 0 || isBlank(arguments[0])) &&
		len(bytes.Trim(name, "abcdefghijklmnopqrstuvwxyz-:")) == 0
}

// isATX tells whether line is "# Heading", and the next one no comment.
func isATX(line, rest []byte) bool {
	content := bytes.TrimLeft(line, "#")
	return len(line)-len(content) <= 6 && len(content) > 1 && content[0] == ' ' && content[1] != ' ' &&
		len(rest) > 0 && rest[0] != '#'
}

// isUnderline tells whether line is a row of one of = - ~ ^ * ".
func isUnderline(line []byte) bool {
	if len(line) < 3 || bytes.IndexByte([]byte(`=-~^*"`), line[0]) < 0 {
		return false
	}
	for _, b := range line[1:] {
		if b != line[0] {
			return false
		}
	}
	return true
}

// underlines tells whether line is a row as long as the title above it, or
// longer by little.
func underlines(line, title []byte) bool {
	if len(title) == 0 || !isUnderline(line) {
		return false
	}
	n := utf8.RuneCount(bytes.TrimSpace(title))
	return n > 2 && n <= len(line) && len(line) <= n+4 && !isUnderline(title)
}

// hasRST tells whether text has inline marks that only reStructuredText has: a
// role, :ref:`x`, a reference, `x`_, or a literal, “x“, on one line.
func hasRST(text []byte) bool {
	if bytes.Contains(text, []byte(":`")) || bytes.Contains(text, []byte("`_")) || bytes.Contains(text, []byte("\n::\n")) {
		return true
	}
	n := bytes.Index(text, []byte("``"))
	if n < 0 {
		return false
	}
	line, _ := cutLine(text[n+2:])
	literal, _, ok := bytes.Cut(line, []byte("``"))
	return ok && len(literal) > 0 && !isBlank(literal[len(literal)-1]) && !bytes.Contains(literal, []byte("''"))
}
