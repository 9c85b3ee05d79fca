package authority

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"strconv"
	"strings"
)

// Turtle reads the labels of SKOS concepts: skos:prefLabel, skos:altLabel and
// skos:hiddenLabel, by any prefix that is bound to SKOS, of subjects that are
// IRIs. It follows RDF 1.1 Turtle (W3C, 2014): @prefix and PREFIX, predicate and
// object lists, the four forms of strings, language tags, datatypes, numbers;
// blank nodes and collections are passed over. The id is the full IRI. The type is
// rdf:type's or dct:type's last part in small letters, where it is one of Types,
// else Options.Type. Labels count in texts of any language, whatever their tags:
// names travel.
func Turtle(r io.Reader, o Options) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		t := turtle{in: bufio.NewReaderSize(r, 64<<10), line: 1, prefixes: map[string]string{}, options: o}
		for {
			e, err := t.statement()
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(Entry{}, LineError{t.line, err})
				return
			}
			if len(e.Names) == 0 {
				continue
			}
			if err := e.check(); err != nil {
				yield(Entry{}, LineError{t.begun, err})
				return
			}
			if !yield(e, nil) {
				return
			}
		}
	}
}

const skos = "http://www.w3.org/2004/02/skos/core#"

type turtle struct {
	in       *bufio.Reader
	line     int
	begun    int // line of the statement
	bytes    int // of the statement
	base     string
	prefixes map[string]string
	options  Options
	peeked   *term
	binding  bool // the next prefixed name is a prefix to be bound
}

// term is a token of Turtle: an IRI, a literal, a keyword or a sign.
type term struct {
	kind byte // 'i' IRI, 'l' literal, 'w' word or number, '_' blank node, or the sign itself
	text string
}

// statement reads up to the full stop behind a directive or a subject's triples.
func (t *turtle) statement() (e Entry, err error) {
	t.bytes = 0
	subject, err := t.next()
	if err != nil {
		return e, err
	}
	t.begun = t.line
	if subject.kind == 'w' {
		return e, t.directive(strings.ToLower(subject.text))
	}
	if subject.kind == '[' || subject.kind == '(' {
		if err := t.skip(subject.kind); err != nil {
			return e, unexpectedEnd(err)
		}
		if after, err := t.next(); err != nil || after.kind == '.' {
			return e, unexpectedEnd(err)
		} else {
			t.peeked = &after
		}
	} else if subject.kind != 'i' && subject.kind != '_' {
		return e, fmt.Errorf("a statement begins with %q", subject.text)
	}
	e, err = t.triples(subject)
	return e, unexpectedEnd(err)
}

func unexpectedEnd(err error) error {
	if err == io.EOF {
		return errors.New("the list ends within a statement")
	}
	return err
}

func (t *turtle) directive(word string) error {
	dotted := strings.HasPrefix(word, "@")
	switch strings.TrimPrefix(word, "@") {
	case "prefix":
		t.binding = true
		name, err := t.next()
		t.binding = false
		if err != nil || name.kind != 'p' {
			return errors.Join(unexpectedEnd(err), errors.New("a prefix without its name"))
		}
		iri, err := t.next()
		if err != nil || iri.kind != 'i' {
			return errors.Join(unexpectedEnd(err), errors.New("a prefix without its IRI"))
		}
		t.prefixes[name.text] = iri.text
	case "base":
		iri, err := t.next()
		if err != nil || iri.kind != 'i' {
			return errors.Join(unexpectedEnd(err), errors.New("a base without its IRI"))
		}
		t.base = iri.text
	default:
		return fmt.Errorf("the word %.40q", word)
	}
	if dotted {
		if dot, err := t.next(); err != nil || dot.kind != '.' {
			return errors.Join(unexpectedEnd(err), errors.New("a directive without its full stop"))
		}
	}
	return nil
}

// triples reads the predicates and objects of a subject.
func (t *turtle) triples(subject term) (e Entry, err error) {
	e.ID, e.Type = subject.text, t.options.Type
	var preferred, others []string
	for {
		predicate, err := t.next()
		if err != nil {
			return e, err
		}
		switch predicate.kind {
		case '.':
			if subject.kind == 'i' {
				e.Names = append(preferred, others...)
			}
			return e, nil
		case ';':
			continue
		case 'i', 'w':
		default:
			return e, fmt.Errorf("%q in place of a predicate", predicate.text)
		}
		for {
			object, err := t.object()
			if err != nil {
				return e, err
			}
			switch {
			case object.kind == 'l' && predicate.text == skos+"prefLabel":
				preferred = append(preferred, object.text)
			case object.kind == 'l' && (predicate.text == skos+"altLabel" || predicate.text == skos+"hiddenLabel"):
				others = append(others, object.text)
			case predicate.text == "a" || strings.HasSuffix(predicate.text, "ns#type") || strings.HasSuffix(predicate.text, "/terms/type"):
				if own := strings.ToLower(object.text[strings.LastIndexAny(object.text, "/#:")+1:]); KindOf(own) != "" {
					e.Type = own
				}
			}
			sign, err := t.next()
			if err != nil {
				return e, err
			}
			if sign.kind == ',' {
				continue
			}
			if sign.kind != ';' && sign.kind != '.' {
				return e, fmt.Errorf("%q in place of a comma, semicolon or full stop", sign.text)
			}
			t.peeked = &sign
			break
		}
	}
}

// object reads an object with what belongs to it.
func (t *turtle) object() (term, error) {
	object, err := t.next()
	if err != nil {
		return object, err
	}
	switch object.kind {
	case '[', '(':
		return object, t.skip(object.kind)
	case 'l':
		after, err := t.next()
		switch {
		case err != nil:
			return object, err
		case after.kind == '^':
			_, err = t.next()
			return object, err
		case after.kind == 'w' && strings.HasPrefix(after.text, "@"):
		default:
			t.peeked = &after
		}
	case 'i', 'w', '_':
	default:
		return object, fmt.Errorf("%q in place of an object", object.text)
	}
	return object, nil
}

// skip reads to the end of a blank node or a collection.
func (t *turtle) skip(open byte) error {
	for depth := 1; depth > 0; {
		next, err := t.next()
		if err != nil {
			return err
		}
		switch next.kind {
		case '[', '(':
			depth++
		case ']', ')':
			depth--
		}
	}
	return nil
}

func (t *turtle) byte() (byte, error) {
	c, err := t.in.ReadByte()
	if err != nil {
		return 0, err
	}
	if t.bytes++; t.bytes > maxLine {
		return 0, fmt.Errorf("a statement of more than %d bytes", maxLine)
	}
	if c == '\n' {
		t.line++
	}
	return c, nil
}

func (t *turtle) unread(c byte) {
	if t.in.UnreadByte() == nil {
		t.bytes--
		if c == '\n' {
			t.line--
		}
	}
}

// next reads a term; io.EOF when there is none.
func (t *turtle) next() (term, error) {
	if t.peeked != nil {
		p := *t.peeked
		t.peeked = nil
		return p, nil
	}
	c, err := t.space()
	if err != nil {
		return term{}, err
	}
	switch c {
	case '<':
		text, err := t.until('>')
		return term{'i', t.resolve(text)}, err
	case '"', '\'':
		text, err := t.quoted(c)
		return term{'l', text}, err
	case '[', ']', '(', ')', ',', ';':
		return term{c, string(c)}, nil
	case '.':
		if n, err := t.in.Peek(1); err != nil || n[0] < '0' || n[0] > '9' {
			return term{'.', "."}, nil
		}
	case '^':
		if second, err := t.byte(); err != nil || second != '^' {
			return term{}, errors.New("a lone ^")
		}
		return term{'^', "^^"}, nil
	}
	return t.word(c)
}

// space goes over white space and comments and returns the byte behind.
func (t *turtle) space() (byte, error) {
	for {
		c, err := t.byte()
		if err != nil {
			return 0, err
		}
		switch c {
		case ' ', '\t', '\r', '\n':
		case 0xEF: // a byte order mark
			if n, _ := t.in.Peek(2); string(n) != "\xBB\xBF" {
				return c, nil
			}
			_, _ = t.in.Discard(2)
		case '#':
			for c != '\n' {
				if c, err = t.byte(); err != nil {
					return 0, err
				}
			}
		default:
			return c, nil
		}
	}
}

func (t *turtle) until(end byte) (string, error) {
	var text []byte
	for {
		c, err := t.byte()
		switch {
		case err != nil:
			return "", unexpectedEnd(err)
		case c == end:
			return unescape(text)
		case c == '\n' || c == ' ':
			return "", errors.New("an IRI with white space")
		}
		text = append(text, c)
	}
}

// quoted reads a string, of one quotation mark on either side, or three.
func (t *turtle) quoted(quote byte) (string, error) {
	long := false
	if n, _ := t.in.Peek(2); len(n) == 2 && n[0] == quote && n[1] == quote {
		long = true
		_, _ = t.in.Discard(2)
	} else if len(n) > 0 && n[0] == quote {
		_, err := t.byte()
		return "", err
	}
	var text []byte
	for run := 0; ; {
		c, err := t.byte()
		if err != nil {
			return "", unexpectedEnd(err)
		}
		if c == quote {
			if run++; !long || run == 3 {
				return unescape(text[:len(text)+1-run])
			}
			text = append(text, c)
			continue
		}
		run = 0
		if c == '\n' && !long {
			return "", errors.New("a string that does not end in its line")
		}
		text = append(text, c)
		if c == '\\' {
			if c, err = t.byte(); err != nil {
				return "", unexpectedEnd(err)
			}
			text = append(text, c)
		}
	}
}

// unescape resolves \n, \u and the like.
func unescape(text []byte) (string, error) {
	var out strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' {
			out.WriteByte(text[i])
			continue
		}
		i++
		if i == len(text) {
			return "", errors.New("a lone backslash")
		}
		digits := 0
		switch text[i] {
		case 't':
			out.WriteByte('\t')
		case 'n':
			out.WriteByte('\n')
		case 'r':
			out.WriteByte('\r')
		case 'b', 'f':
			out.WriteByte(' ')
		case '"', '\'', '\\':
			out.WriteByte(text[i])
		case 'u':
			digits = 4
		case 'U':
			digits = 8
		default:
			return "", fmt.Errorf("the escape \\%c", text[i])
		}
		if digits == 0 {
			continue
		}
		if i+digits >= len(text) {
			return "", errors.New("an escape without its digits")
		}
		r, err := strconv.ParseUint(string(text[i+1:i+1+digits]), 16, 32)
		if err != nil {
			return "", errors.New("an escape without its digits")
		}
		out.WriteRune(rune(min(r, 0x110000)))
		i += digits
	}
	return out.String(), nil
}

// word reads a prefixed name, a blank node, a keyword, a tag or a number.
func (t *turtle) word(c byte) (term, error) {
	text := []byte{c}
	for {
		c, err := t.byte()
		if err == io.EOF {
			break
		}
		if err != nil {
			return term{}, err
		}
		if strings.IndexByte(" \t\r\n,;<>\"'()[]^#", c) >= 0 {
			t.unread(c)
			break
		}
		if c == '.' {
			if n, _ := t.in.Peek(1); len(n) == 0 || strings.IndexByte(" \t\r\n,;<>\"'()[]^#", n[0]) >= 0 {
				t.unread(c)
				break
			}
		}
		if c == '\\' {
			if c, err = t.byte(); err != nil {
				return term{}, unexpectedEnd(err)
			}
		}
		text = append(text, c)
	}
	w := string(text)
	prefix, local, colon := strings.Cut(w, ":")
	switch {
	case !colon || w[0] == '@':
		return term{'w', w}, nil
	case prefix == "_":
		return term{'_', w}, nil
	}
	if t.binding && local == "" {
		return term{'p', prefix}, nil
	}
	if base, ok := t.prefixes[prefix]; ok {
		return term{'i', base + local}, nil
	}
	return term{}, fmt.Errorf("the prefix %.40q is not bound", prefix)
}

func (t *turtle) resolve(iri string) string {
	if t.base != "" && !strings.Contains(iri, ":") {
		return t.base + iri
	}
	return iri
}
