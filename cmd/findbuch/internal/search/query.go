// Package search answers queries. Its query language has words, "phrases",
// prefix*, AND, OR, NOT and parentheses:
//
//	or      = and { "OR" and }
//	and     = not { [ "AND" ] not }
//	not     = { "NOT" } ( phrase | "(" or ")" )
//	phrase  = word [ "*" ] | '"' words '"'
//
// A quotation mark may be any of those that people type or paste: “words”,
// „words“, «words», »words«. What it opens with is closed by the first mark of
// its kind.
//
// Terms side by side mean AND. The operators are the words AND, OR and NOT in
// capitals; "and" is a word like others. A bare word ends at white space, a
// parenthesis, a quotation mark or a *.
//
// Words are folded as those of the texts are (package word). A bare word that
// folds to several, such as Saudi-Aramco or 83,7, is a phrase of them; one that
// folds to none is an error, for it could never be found. A * makes the one word
// before it a prefix; there are none in phrases.
//
// A query must name something to be found: NOT a, or a OR NOT b, would be true of
// documents for what they do not say, and is refused. A query has at most 64 KiB,
// 1,000 words and 50 parentheses in each other; fewer, if many of them have a NOT
// before them.
//
// AND and NOT look at the document as a whole, a phrase lies within one passage
// of it.
package search

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"findbuch/cmd/findbuch/internal/word"
	"findbuch/store/span"
)

// The limits of a query.
const (
	maxBytes = 64 << 10
	maxWords = 1000
	maxDepth = 50
)

// Query is a parsed query. Its Root is built of And, Or, Not and Phrase; the zero
// Query finds nothing.
type Query struct{ Root Node }

// Node is a part of a query: And, Or, Not or Phrase.
type Node interface {
	fmt.Stringer
	// absent tells whether the node is true of a document that has no words, so
	// that no index can list the documents that it is true of.
	absent() bool
}

// And is true of a document if all its nodes are. It has two or more, none of
// them an And.
type And []Node

// Or is true of a document if one of its nodes is. It has two or more, none of
// them an Or.
type Or []Node

// Not is true of a document if its node, which is no Not, is not.
type Not struct{ Node Node }

// Phrase is true of a document if a passage has its folded words one after the
// other. With Prefix the single word is the beginning of a word.
type Phrase struct {
	Words  []string
	Prefix bool
}

func (n And) absent() bool    { return !slices.ContainsFunc(n, func(n Node) bool { return !n.absent() }) }
func (n Or) absent() bool     { return slices.ContainsFunc(n, Node.absent) }
func (n Not) absent() bool    { return !n.Node.absent() }
func (n Phrase) absent() bool { return false }

// String returns the query in its canonical form, which parses to q again unless
// it has become longer than a query may be.
func (q Query) String() string {
	if q.Root == nil {
		return ""
	}
	return q.Root.String()
}

// String returns the nodes with AND between them.
func (n And) String() string {
	parts := make([]string, len(n))
	for i, part := range n {
		parts[i] = part.String()
		if _, ok := part.(Or); ok {
			parts[i] = "(" + parts[i] + ")"
		}
	}
	return strings.Join(parts, " AND ")
}

// String returns the nodes with OR between them.
func (n Or) String() string {
	parts := make([]string, len(n))
	for i, part := range n {
		parts[i] = part.String()
	}
	return strings.Join(parts, " OR ")
}

// String returns the node with NOT before it.
func (n Not) String() string {
	if _, ok := n.Node.(Phrase); ok {
		return "NOT " + n.Node.String()
	}
	return "NOT (" + n.Node.String() + ")"
}

// String returns the word, the word with * or the phrase in quotes.
func (n Phrase) String() string {
	text := strings.Join(n.Words, " ")
	switch {
	case n.Prefix:
		return text + "*"
	case len(n.Words) == 1:
		return text
	}
	return `"` + text + `"`
}

// SyntaxError says what is wrong with a query, where (bytes of the query) and
// what to do about it.
type SyntaxError struct {
	Query string
	At    span.Span
	What  string
	Hint  string // may be empty
}

// Error returns one line without control characters. Columns count runes from 1.
func (e *SyntaxError) Error() string {
	text := fmt.Sprintf("column %d: %s", utf8.RuneCountInString(e.Query[:e.At.Start])+1, e.What)
	if e.Hint != "" {
		text += " (" + e.Hint + ")"
	}
	return text
}

// Caret returns two lines: the query, and a ruler with ^ under the place. Of a
// long query it shows the part around the place. Control characters are shown by
// their pictures, what else cannot be printed by U+FFFD, so that each rune is one
// column; wide characters of a terminal are not taken into account.
func (e *SyntaxError) Caret() string {
	const around, within = 30, 40 // runes
	before := visible(e.Query[:e.At.Start])
	if cut := len(before) - around; cut > 0 {
		before = append([]rune("…"), before[cut:]...)
	}
	at := shorten(visible(e.At.Of(e.Query)), within)
	after := shorten(visible(e.Query[e.At.End:]), around)
	return string(before) + string(at) + string(after) + "\n" +
		strings.Repeat(" ", len(before)) + strings.Repeat("^", max(1, len(at)))
}

func shorten(runes []rune, most int) []rune {
	if len(runes) <= most {
		return runes
	}
	return append(runes[:most:most], '…')
}

// visible returns the runes of text, one for each byte that is no UTF-8.
func visible(text string) []rune {
	runes := []rune(text)
	for i, r := range runes {
		switch {
		case r < ' ':
			runes[i] = '\u2400' + r
		case r == '\x7f':
			runes[i] = '\u2421'
		case !unicode.IsPrint(r):
			runes[i] = utf8.RuneError
		}
	}
	return runes
}

// Parse reads a query. Its error is a *SyntaxError.
func Parse(input string) (Query, error) {
	p := parser{input: input}
	if len(input) > maxBytes {
		end := maxBytes
		for !utf8.RuneStart(input[end]) && end > maxBytes-utf8.UTFMax {
			end--
		}
		return Query{}, p.fail(span.Span{Start: end, End: len(input)},
			fmt.Sprintf("the query has more than %d bytes", maxBytes), "")
	}
	root, err := p.query()
	if err != nil {
		return Query{}, err
	}
	return Query{root}, nil
}

const (
	notOpen   = "no parenthesis is open here"
	notClosed = "this parenthesis is not closed"
)

type tokenKind uint8

const (
	atEnd tokenKind = iota
	opening
	closing
	and
	or
	not
	phrase
)

type token struct {
	kind   tokenKind
	at     span.Span
	phrase Phrase
}

// parser reads by recursive descent with one token ahead.
type parser struct {
	input string
	next  token
	last  token // before next
	depth int
	words int
	not   span.Span // the first NOT
}

func (p *parser) fail(at span.Span, what, hint string) error {
	return &SyntaxError{Query: p.input, At: at, What: what, Hint: hint}
}

func (p *parser) query() (Node, error) {
	if err := p.advance(); err != nil {
		return nil, err
	}
	if p.next.kind == atEnd {
		return nil, p.fail(p.next.at, "the query is empty", "")
	}
	root, err := p.or()
	if err != nil {
		return nil, err
	}
	if p.next.kind == closing {
		return nil, p.fail(p.next.at, notOpen, "")
	}
	if root.absent() {
		return nil, p.fail(p.not, "the query only says what must not be found",
			"add what must be found: a NOT b")
	}
	if tooDeep(root) {
		return nil, p.fail(p.not, "the query has too many NOTs in each other",
			"write it with fewer parentheses")
	}
	return root, nil
}

func (p *parser) or() (Node, error) {
	var parts Or
	for {
		part, err := p.and()
		if err != nil {
			return nil, err
		}
		if inner, ok := part.(Or); ok {
			parts = append(parts, inner...)
		} else {
			parts = append(parts, part)
		}
		if p.next.kind != or {
			break
		}
		if err := p.advance(); err != nil {
			return nil, err
		}
	}
	if len(parts) == 1 {
		return parts[0], nil
	}
	return parts, nil
}

func (p *parser) and() (Node, error) {
	var parts And
	for {
		part, err := p.negation()
		if err != nil {
			return nil, err
		}
		if inner, ok := part.(And); ok {
			parts = append(parts, inner...)
		} else {
			parts = append(parts, part)
		}
		if p.next.kind == atEnd || p.next.kind == closing || p.next.kind == or {
			break
		}
		if p.next.kind == and {
			if err := p.advance(); err != nil {
				return nil, err
			}
		}
	}
	if len(parts) == 1 {
		return parts[0], nil
	}
	return parts, nil
}

func (p *parser) negation() (Node, error) {
	negative := false
	for p.next.kind == not {
		if p.not == (span.Span{}) {
			p.not = p.next.at
		}
		negative = !negative
		if err := p.advance(); err != nil {
			return nil, err
		}
	}
	node, err := p.operand()
	if err != nil || !negative {
		return node, err
	}
	if inner, ok := node.(Not); ok {
		return inner.Node, nil
	}
	return Not{node}, nil
}

func (p *parser) operand() (Node, error) {
	switch p.next.kind {
	case phrase:
		node := p.next.phrase
		return node, p.advance()
	case opening:
		return p.group()
	}
	return nil, p.missing()
}

// group reads a query in parentheses.
func (p *parser) group() (Node, error) {
	open := p.next.at
	if p.depth == maxDepth {
		return nil, p.fail(open, fmt.Sprintf("more than %d parentheses in each other", maxDepth), "")
	}
	p.depth++
	if err := p.advance(); err != nil {
		return nil, err
	}
	node, err := p.or()
	if err != nil {
		return nil, err
	}
	if p.next.kind != closing {
		return nil, p.fail(open, notClosed, "")
	}
	p.depth--
	return node, p.advance()
}

// missing is the error for next where a word should be.
func (p *parser) missing() error {
	before := p.last.at.Of(p.input)
	switch {
	case p.next.kind == and || p.next.kind == or:
		name := p.next.at.Of(p.input)
		return p.fail(p.next.at, "there is nothing before "+name,
			fmt.Sprintf("to find the word, write %s", strings.ToLower(name)))
	case p.last.kind == atEnd: // nothing was read before
		return p.fail(p.next.at, notOpen, "")
	case p.last.kind == opening && p.next.kind == closing:
		return p.fail(span.Span{Start: p.last.at.Start, End: p.next.at.End},
			"there is nothing between the parentheses", "")
	case p.last.kind == opening:
		return p.fail(p.last.at, notClosed, "")
	}
	return p.fail(p.last.at, "there is nothing behind "+before,
		fmt.Sprintf("to find the word, write %s", strings.ToLower(before)))
}

// advance reads the next token.
func (p *parser) advance() error {
	p.last = p.next
	rest := strings.TrimLeftFunc(p.input[p.last.at.End:], unicode.IsSpace)
	start := len(p.input) - len(rest)
	here := span.Span{Start: start, End: min(start+1, len(p.input))}
	if rest == "" {
		p.next = token{kind: atEnd, at: here}
		return nil
	}
	if mark, n := utf8.DecodeRuneInString(rest); strings.ContainsRune(opensPhrase, mark) {
		return p.quoted(start, n)
	}
	switch rest[0] {
	case '(':
		p.next = token{kind: opening, at: here}
	case ')':
		p.next = token{kind: closing, at: here}
	case '*':
		return p.fail(here, "no word is before the *", "a prefix is written like archiv*")
	default:
		return p.bare(start)
	}
	return nil
}

// The quotation marks around phrases. Those that open in one language close in
// another one.
const (
	straightMark = `"`
	doubleMarks  = `“”„‟`
	angleMarks   = `«»`
	opensPhrase  = straightMark + doubleMarks + angleMarks
)

// quoted reads the phrase whose quotation mark is at byte start, n bytes long.
func (p *parser) quoted(start, n int) error {
	closes := straightMark
	for _, kind := range []string{doubleMarks, angleMarks} {
		if strings.Contains(kind, p.input[start:start+n]) {
			closes = kind
		}
	}
	length := strings.IndexAny(p.input[start+n:], closes)
	if length < 0 {
		return p.fail(span.Span{Start: start, End: start + n}, "this quotation mark is not closed", "")
	}
	inside := span.Span{Start: start + n, End: start + n + length}
	if i := strings.IndexByte(inside.Of(p.input), '*'); i >= 0 {
		i += inside.Start
		return p.fail(span.Span{Start: i, End: i + 1}, "a phrase has no prefixes", "leave out the *")
	}
	_, closing := utf8.DecodeRuneInString(p.input[inside.End:])
	at := span.Span{Start: start, End: inside.End + closing}
	return p.phrase(at, inside.Of(p.input), false)
}

// bare reads the operator, word or prefix at byte start.
func (p *parser) bare(start int) error {
	end := len(p.input)
	if i := strings.IndexFunc(p.input[start:], endsBare); i >= 0 {
		end = start + i
	}
	at := span.Span{Start: start, End: end}
	text := at.Of(p.input)
	if !strings.HasPrefix(p.input[end:], "*") {
		if kind, ok := operators[text]; ok {
			p.next = token{kind: kind, at: at}
			return nil
		}
		return p.phrase(at, text, false)
	}
	at.End++
	if r, _ := utf8.DecodeRuneInString(p.input[at.End:]); at.End < len(p.input) && !endsBare(r) {
		return p.fail(span.Span{Start: end, End: end + 1}, "a * stands at the end of a word only", "")
	}
	return p.phrase(at, text, true)
}

var operators = map[string]tokenKind{"AND": and, "OR": or, "NOT": not}

func endsBare(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`()*`+opensPhrase, r) }

// phrase folds text, which stands at the given place, to the next token.
func (p *parser) phrase(at span.Span, text string, prefix bool) error {
	words := word.Fold(text)
	p.words += len(words)
	switch {
	case len(words) == 0:
		return p.fail(at, "there is no letter or digit here", "signs alone are not found")
	case prefix && len(words) > 1:
		return p.fail(at, "a prefix is one word, this is several",
			"search for the words before it apart")
	case p.words > maxWords:
		return p.fail(at, fmt.Sprintf("the query has more than %d words", maxWords), "")
	}
	p.next = token{phrase, at, Phrase{words, prefix}}
	return nil
}
