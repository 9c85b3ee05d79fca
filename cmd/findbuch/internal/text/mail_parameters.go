package text

import (
	"bytes"
	"sort"
	"strconv"
	"strings"
)

// mailParameter is a parameter of a header field such as Content-Type. Its name
// is lower case.
type mailParameter struct{ name, value string }

type mailParameters []mailParameter

// maxMailParameters bounds those of one field.
const maxMailParameters = 1000

// value returns the value of a parameter as it stands, or put together from its
// sections; of several the first.
func (ps mailParameters) value(name string) string {
	if value, ok := ps.plain(name); ok {
		return value
	}
	return ps.text(name)
}

func (ps mailParameters) plain(name string) (string, bool) {
	for _, p := range ps {
		if p.name == name {
			return p.value, true
		}
	}
	return "", false
}

// parseMailParameters reads `text/plain; charset="utf-8" (comment); name=a b`:
// the first word in lower case, and the parameters. What is not well formed is
// read as far as it can be.
func parseMailParameters(field string) (first string, ps mailParameters) {
	rest := dropMailComments(field)
	first, rest = cutMailWord(rest)
	for rest != "" && len(ps) < maxMailParameters {
		var word string
		word, rest = cutMailWord(rest)
		name, value, ok := strings.Cut(word, "=")
		if !ok {
			continue
		}
		ps = append(ps, mailParameter{strings.ToLower(strings.TrimSpace(name)), unquoteMail(value)})
	}
	return strings.ToLower(strings.Trim(first, " \t\"")), ps
}

// cutMailWord cuts s at the first semicolon that stands in no quotes.
func cutMailWord(s string) (word, rest string) {
	quoted := false
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && quoted:
			i++
		case s[i] == '"':
			quoted = !quoted
		case s[i] == ';' && !quoted:
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

// unquoteMail takes the quotes off a value. A backslash stands for itself but
// before a quote or another one, since paths of Windows are found there.
func unquoteMail(value string) string {
	value = strings.TrimSpace(value)
	if !strings.HasPrefix(value, `"`) {
		return value
	}
	var out strings.Builder
	for i := 1; i < len(value) && value[i] != '"'; i++ {
		if value[i] == '\\' && i+1 < len(value) && (value[i+1] == '"' || value[i+1] == '\\') {
			i++
		}
		out.WriteByte(value[i])
	}
	return out.String()
}

// dropMailComments takes "(comments)" out of s, which may be in each other.
// A bracket without end, as of a file name without quotes, is none.
func dropMailComments(s string) string {
	if strings.IndexByte(s, '(') < 0 {
		return s
	}
	var out strings.Builder
	depth, quoted, from := 0, false, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
		case c == '"' && depth == 0:
			quoted = !quoted
		case c == '(' && !quoted:
			if depth == 0 {
				out.WriteString(s[from:i])
				from = i
			}
			depth++
		case c == ')' && depth > 0:
			if depth--; depth == 0 {
				from = i + 1
			}
		}
	}
	out.WriteString(s[from:])
	return out.String()
}

// text returns the value of a parameter as people read it: put together from
// its sections and decoded (RFC 2231), or with encoded words in it, which
// RFC 2047 forbids and programs write.
func (ps mailParameters) text(name string) string {
	type section struct {
		order   int
		encoded bool
		value   string
	}
	var sections []section
	for _, p := range ps {
		rest, ok := strings.CutPrefix(p.name, name)
		if !ok || rest == "" || rest[0] != '*' {
			continue
		}
		number, encoded := strings.CutSuffix(rest[1:], "*")
		order := 0
		if rest == "*" {
			encoded = true
		} else if n, err := strconv.Atoi(number); err == nil && n >= 0 {
			order = n
		} else {
			continue
		}
		sections = append(sections, section{order, encoded, p.value})
	}
	if len(sections) == 0 {
		value, _ := ps.plain(name)
		return decodeMailWords(value)
	}
	sort.SliceStable(sections, func(i, k int) bool { return sections[i].order < sections[k].order })
	charset := ""
	var raw []byte
	for i, s := range sections {
		value := s.value
		if i == 0 && s.encoded {
			if label, rest, ok := strings.Cut(value, "'"); ok {
				if _, said, ok := strings.Cut(rest, "'"); ok {
					charset, value = label, said
				}
			}
		}
		if s.encoded {
			raw = append(raw, unescapeMail(value)...)
		} else {
			raw = append(raw, value...)
		}
	}
	if coding, ok := htmlCodingOf(charset); ok && coding.how != Copy {
		if decoded, err := coding.way.decode(raw); err == nil {
			return decoded
		}
	}
	return string(raw)
}

// unescapeMail decodes %XX.
func unescapeMail(s string) []byte {
	var out bytes.Buffer
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && isMailHex(s[i+1], s[i+2]) {
			out.WriteByte(mailHex(s[i+1], s[i+2]))
			i += 2
			continue
		}
		out.WriteByte(s[i])
	}
	return out.Bytes()
}

// describe takes what a header field says of a part.
func (p *mailPart) describe(f mailField, data []byte) {
	if len(f.name) < len("Content-Type") || !strings.EqualFold(f.name[:len("Content-")], "Content-") {
		return
	}
	switch name := f.name[len("Content-"):]; {
	case strings.EqualFold(name, "Type") && p.parameters == nil:
		kind, parameters := parseMailParameters(f.value(data))
		p.parameters = append(mailParameters{}, parameters...)
		if major, minor, ok := strings.Cut(kind, "/"); ok {
			p.kind = strings.TrimSpace(major) + "/" + strings.TrimSpace(minor)
		} else {
			p.kind = "text/plain" // RFC 2045 5.2
		}
	case strings.EqualFold(name, "Disposition") && p.disposition == "":
		disposition, parameters := parseMailParameters(f.value(data))
		p.disposition = disposition
		p.name = parameters.text("filename")
	case strings.EqualFold(name, "Transfer-Encoding") && p.declared == "":
		p.declared, _ = parseMailParameters(f.value(data))
	}
}

// resolve decides what the header of a part says together.
func (p *mailPart) resolve() {
	if p.name == "" {
		p.name = p.parameters.text("name")
	}
	p.encoding = mailEncodingOf(p.declared)
	p.boundary = strings.TrimRight(p.parameters.value("boundary"), " \t")
	p.multipart = strings.HasPrefix(p.kind, "multipart/")
}
