package search

import (
	"cmp"
	"slices"
	"strings"
)

// Match returns q as an expression for the MATCH of SQLite's FTS5
// (https://sqlite.org/fts5.html#full_text_query_syntax), or "" for the zero Query.
// Words are in double quotes and need no escapes, for a folded word has none of
// FTS5's signs.
//
// FTS5 knows "a NOT b" but no NOT of one operand. A part of a query that is true
// by absence is therefore carried upwards as the expression that it is the
// opposite of, and turned by De Morgan's laws until an AND with something to be
// found takes it in.
//
// FTS5's parser gives up when its stack of 100 entries is full. So lists stay
// flat and begin with the operand that nests deepest, for what is to the right of
// an operator needs more of the stack. NOT lets no such choice: Parse refuses a
// query that would need too much.
//
// FTS5 knows no passages, so a phrase may match there across two of them.
func (q Query) Match() string {
	if q.Root == nil {
		return ""
	}
	// Parse lets only queries through of which opposite is false here.
	e, _ := express(q.Root)
	return e.text
}

const (
	maxStack    = 90 // entries; the rest of the 100 is left free
	phraseStack = 4  // entries, roughly, while a phrase is read
)

// tooDeep tells whether FTS5 could not parse the expression for root.
func tooDeep(root Node) bool {
	e, _ := express(root)
	return e.stack > maxStack
}

// An expression is a part of a MATCH. One that is a list goes into parentheses
// when it becomes an operand.
type expression struct {
	text  string
	list  bool
	stack int // entries of the stack of FTS5's parser that reading it takes
}

func (e expression) operand() expression {
	if e.list {
		return expression{"(" + e.text + ")", false, e.stack + 1}
	}
	return e
}

// express returns the expression for n, or for its opposite.
func express(n Node) (e expression, opposite bool) {
	switch n := n.(type) {
	case Phrase:
		e = expression{text: `"` + strings.Join(n.Words, " ") + `"`, stack: phraseStack}
		if n.Prefix {
			e.text += " *"
		}
	case Not:
		e, opposite = express(n.Node)
		return e, !opposite
	case And:
		found, not := expressAll(n)
		if found == nil {
			return join(not, " OR "), true
		}
		return without(join(found, " AND "), join(not, " OR ")), false
	case Or:
		found, not := expressAll(n)
		if not == nil {
			return join(found, " OR "), false
		}
		return without(join(not, " AND "), join(found, " OR ")), true
	}
	return e, false
}

// expressAll returns the expressions for the nodes that have one, and the
// opposites of the others.
func expressAll(nodes []Node) (found, not []expression) {
	for _, n := range nodes {
		if e, opposite := express(n); opposite {
			not = append(not, e)
		} else {
			found = append(found, e)
		}
	}
	return found, not
}

// join returns the list of parts, or the only one, or nothing.
func join(parts []expression, operator string) expression {
	switch len(parts) {
	case 0:
		return expression{}
	case 1:
		return parts[0]
	}
	slices.SortStableFunc(parts, func(a, b expression) int { return cmp.Compare(b.stack, a.stack) })
	texts := make([]string, len(parts))
	stack := 0
	for i, part := range parts {
		o := part.operand()
		texts[i] = o.text
		if i > 0 {
			o.stack += 2 // what is to the left, and the operator
		}
		stack = max(stack, o.stack)
	}
	return expression{strings.Join(texts, operator), true, stack}
}

// without returns the expression for a, but not b, which may be empty.
func without(a, b expression) expression {
	if b.text == "" {
		return a
	}
	a, b = a.operand(), b.operand()
	return expression{a.text + " NOT " + b.text, true, max(a.stack, b.stack+2)}
}
