package search

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"findbuch/cmd/findbuch/internal/word"
)

func TestParse(t *testing.T) {
	for query, canonical := range map[string]string{
		"Archiv":                    "archiv",
		"  Straße \t Müller\n":      "strasse AND muller",
		"a b c":                     "a AND b AND c",
		"a AND b c":                 "a AND b AND c",
		"a OR b c OR d":             "a OR b AND c OR d",
		"(a OR b) c":                "(a OR b) AND c",
		"((a b)) ((c OR (d OR e)))": "a AND b AND (c OR d OR e)",
		"a NOT b":                   "a AND NOT b",
		"NOT a b":                   "NOT a AND b",
		"a NOT NOT b":               "a AND b",
		"a NOT (NOT b)":             "a AND b",
		"a NOT (b c)":               "a AND NOT (b AND c)",
		"a and or not":              "a AND and AND or AND not",
		`"AND" "OR" "NOT"`:          "and AND or AND not",
		"AND* NOTar* ORd*":          "and* AND notar* AND ord*",
		"a AND (b OR NOT c)":        "a AND (b OR NOT c)",
		`"Saudi Aramco"`:            `"saudi aramco"`,
		"“Saudi Aramco”":            `"saudi aramco"`,
		"„Saudi Aramco“ x":          `"saudi aramco" AND x`,
		"«Saudi Aramco» »a b«":      `"saudi aramco" AND "a b"`,
		`Saudi-Aramco 83,7`:         `"saudi aramco" AND "83 7"`,
		`"Saudi"Aramco(x)y*(z)`:     "saudi AND aramco AND x AND y* AND z",
		"北京":                        `"北 京"`,
		"½ 2½":                      `½ AND "2 ½"`,
		"title:x":                   `"title x"`,
		"a\xffb\x00c":               `"a b c"`,
		"archiv* (x*)":              "archiv* AND x*",
		strings.Repeat("ab", 400):   `"` + strings.Repeat("ab", 256) + " " + strings.Repeat("ab", 144) + `"`,
	} {
		t.Run(query, func(t *testing.T) {
			q, err := Parse(query)
			require.NoError(t, err)
			require.Equal(t, canonical, q.String())
		})
	}
}

func TestParseTree(t *testing.T) {
	q, err := Parse(`(Bär* OR "die Akte") NOT x`)
	require.NoError(t, err)
	require.Equal(t, Query{And{
		Or{Phrase{[]string{"bar"}, true}, Phrase{[]string{"die", "akte"}, false}},
		Not{Phrase{[]string{"x"}, false}},
	}}, q)
}

func TestSyntaxErrors(t *testing.T) {
	for _, test := range []struct{ query, ruler, what string }{
		{"", "^", "the query is empty"},
		{"  ", "  ^", "the query is empty"},
		{"a AND", "  ^^^", "there is nothing behind AND"},
		{"a OR )", "  ^^", "there is nothing behind OR"},
		{"a NOT", "  ^^^", "there is nothing behind NOT"},
		{"AND a", "^^^", "there is nothing before AND"},
		{"a OR AND b", "     ^^^", "there is nothing before AND"},
		{"(OR b)", " ^^", "there is nothing before OR"},
		{"NOT a", "^^^", "the query only says what must not be found"},
		{"NOT (a b)", "^^^", "the query only says what must not be found"},
		{"a OR NOT b", "     ^^^", "the query only says what must not be found"},
		{"NOT a NOT b", "^^^", "the query only says what must not be found"},
		{"x ( )", "  ^^^", "there is nothing between the parentheses"},
		{"ä (b", "  ^", "this parenthesis is not closed"},
		{"a ((b)", "  ^", "this parenthesis is not closed"},
		{"(", "^", "this parenthesis is not closed"},
		{"a) b", " ^", "no parenthesis is open here"},
		{")", "^", "no parenthesis is open here"},
		{`größe "b c`, "      ^", "this quotation mark is not closed"},
		{`größe „b c"`, "      ^", "this quotation mark is not closed"},
		{`„*“`, " ^", "a phrase has no prefixes"},
		{`""`, "^^", "there is no letter or digit here"},
		{"a & b", "  ^", "there is no letter or digit here"},
		{"a \x00\x1b b", "  ^^", "there is no letter or digit here"},
		{"a \xff\xfe", "  ^^", "there is no letter or digit here"},
		{"-*", "^^", "there is no letter or digit here"},
		{"*", "^", "no word is before the *"},
		{"a *", "  ^", "no word is before the *"},
		{"a**", "  ^", "no word is before the *"},
		{`"a"*`, "   ^", "no word is before the *"},
		{"a*b", " ^", "a * stands at the end of a word only"},
		{`"a b*"`, "    ^", "a phrase has no prefixes"},
		{"Saudi-Ara*", "^^^^^^^^^^", "a prefix is one word, this is several"},
		{strings.Repeat("(", 51) + "a", strings.Repeat(" ", 31) + "^", "more than 50 parentheses in each other"},
	} {
		t.Run(test.query, func(t *testing.T) {
			_, err := Parse(test.query)
			var syntax *SyntaxError
			require.ErrorAs(t, err, &syntax)
			require.Equal(t, test.what, syntax.What)
			_, ruler, found := strings.Cut(syntax.Caret(), "\n")
			require.True(t, found)
			require.Equal(t, test.ruler, ruler, syntax.Caret())
		})
	}
}

func TestSyntaxErrorTexts(t *testing.T) {
	_, err := Parse("Größe\tAND")
	require.EqualError(t, err,
		"column 7: there is nothing behind AND (to find the word, write and)")
	var syntax *SyntaxError
	require.ErrorAs(t, err, &syntax)
	require.Equal(t, "Größe␉AND\n      ^^^", syntax.Caret())

	_, err = Parse("\x1b[31mrot \x7f\u202e\xff (" + strings.Repeat(" lang", 20))
	require.ErrorAs(t, err, &syntax)
	require.Equal(t, "␛[31mrot ␡\uFFFD\uFFFD (", strings.SplitN(syntax.Caret(), " lang", 2)[0])
}

func TestCaretOfALongQueryShowsThePlace(t *testing.T) {
	_, err := Parse(strings.Repeat("lang ", 500) + "( ) " + strings.Repeat("lang ", 500))
	var syntax *SyntaxError
	require.ErrorAs(t, err, &syntax)
	require.Equal(t, "…"+strings.Repeat("lang ", 6)+"( )"+strings.Repeat(" lang", 6)+"…\n"+
		strings.Repeat(" ", 31)+"^^^", syntax.Caret())
}

func TestLimits(t *testing.T) {
	for name, test := range map[string]struct {
		query, what string
		start       int
	}{
		"1,000 words":       {strings.Repeat("a ", 1000), "", 0},
		"10,000 words":      {strings.Repeat("a ", 10_000), "the query has more than 1000 words", 2000},
		"words of a phrase": {`x "` + strings.Repeat("a ", 1000) + `"`, "the query has more than 1000 words", 2},
		"words of a word":   {strings.Repeat("1,", 10_000), "the query has more than 1000 words", 0},
		"50 parentheses":    {strings.Repeat("(", 50) + "a" + strings.Repeat(")", 50), "", 0},
		"300 parentheses": {strings.Repeat("(", 300) + "a" + strings.Repeat(")", 300),
			"more than 50 parentheses in each other", 50},
		"parentheses side by side": {strings.Repeat("(a) ", 900), "", 0},
		"30,000 parentheses":       {strings.Repeat("(", 30_000), "more than 50 parentheses in each other", 50},
		"10,000 NOT":               {"a " + strings.Repeat("NOT ", 10_000) + "b", "", 0},
		"64 KiB":                   {strings.Repeat("a", 64<<10), "", 0},
		"more than 64 KiB": {"b" + strings.Repeat("ä", 32<<10),
			"the query has more than 65536 bytes", 64<<10 - 1},
		"64 KiB of continuation bytes": {strings.Repeat("\x80", 70_000),
			"the query has more than 65536 bytes", 64<<10 - 4},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse(test.query)
			if test.what == "" {
				require.NoError(t, err)
				return
			}
			var syntax *SyntaxError
			require.ErrorAs(t, err, &syntax)
			require.Equal(t, test.what, syntax.What)
			require.Equal(t, test.start, syntax.At.Start)
			checkError(t, syntax)
		})
	}
}

func TestZeroQuery(t *testing.T) {
	var q Query
	require.Empty(t, q.String())
	require.Empty(t, q.Match())
	hits, ok := q.Spans("a", passagesOf("a"))
	require.Empty(t, hits)
	require.False(t, ok)
}

// anyQuery makes queries of few words, so that they match now and then.
func anyQuery(vocabulary ...string) *rapid.Generator[Query] {
	phrase := rapid.Custom(func(t *rapid.T) Node {
		words := rapid.SliceOfN(rapid.SampledFrom(vocabulary), 1, 3).Draw(t, "words")
		return Phrase{words, len(words) == 1 && rapid.Bool().Draw(t, "prefix")}
	})
	return rapid.Map(anyNode(phrase, 3), func(n Node) Query { return Query{n} }).
		Filter(func(q Query) bool { return !q.Root.absent() })
}

// anyNode makes nodes as Parse builds them: flat, and without double negation.
func anyNode(phrase *rapid.Generator[Node], depth int) *rapid.Generator[Node] {
	if depth == 0 {
		return phrase
	}
	inner := rapid.SliceOfN(anyNode(phrase, depth-1), 2, 3)
	return rapid.OneOf(phrase,
		rapid.Map(anyNode(phrase, depth-1), func(n Node) Node {
			if not, ok := n.(Not); ok {
				return not.Node
			}
			return Not{n}
		}),
		rapid.Map(inner, func(nodes []Node) Node {
			var out And
			for _, n := range nodes {
				if same, ok := n.(And); ok {
					out = append(out, same...)
				} else {
					out = append(out, n)
				}
			}
			return out
		}),
		rapid.Map(inner, func(nodes []Node) Node {
			var out Or
			for _, n := range nodes {
				if same, ok := n.(Or); ok {
					out = append(out, same...)
				} else {
					out = append(out, n)
				}
			}
			return out
		}),
	)
}

func TestCanonicalFormParsesToItself(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := anyQuery("a", "bb", "and", "北", "½", "7").Draw(t, "query")
		parsed, err := Parse(q.String())
		require.NoError(t, err)
		require.Equal(t, q, parsed)
	})
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`"Saudi Aramco" NOT (Ara* OR 83,7)`, "a OR NOT b", `"open`, "((a)", "北京*", "\xff*\x00 AND",
		strings.Repeat("(", 60), "NOT NOT NOT a", "ﷺ½㎏-ẞ*",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, input string) {
		q, err := Parse(input)
		if err != nil {
			var syntax *SyntaxError
			require.True(t, errors.As(err, &syntax))
			checkError(t, syntax)
			return
		}
		canonical := q.String()
		if len(canonical) > maxBytes {
			return
		}
		again, err := Parse(canonical)
		require.NoError(t, err)
		require.Equal(t, q, again)
		checkWords(t, q.Root)
		require.NotEmpty(t, q.Match())
		q.Spans(input, passagesOf(input))
	})
}

// checkError checks that an error can be printed and points into its query.
func checkError(t require.TestingT, e *SyntaxError) {
	require.True(t, 0 <= e.At.Start && e.At.Start <= e.At.End && e.At.End <= len(e.Query), "%v", e.At)
	for _, text := range append(strings.Split(e.Caret(), "\n"), e.Error()) {
		require.True(t, utf8.ValidString(text))
		require.Less(t, len(text), 1000)
		for _, r := range text {
			require.True(t, unicode.IsPrint(r), "%U", r)
		}
	}
	line, ruler, ok := strings.Cut(e.Caret(), "\n")
	require.True(t, ok)
	require.LessOrEqual(t, len(ruler), utf8.RuneCountInString(line)+1)
	require.Contains(t, ruler, "^")
}

func checkWords(t require.TestingT, n Node) {
	switch n := n.(type) {
	case And:
		for _, part := range n {
			checkWords(t, part)
		}
	case Or:
		for _, part := range n {
			checkWords(t, part)
		}
	case Not:
		checkWords(t, n.Node)
	case Phrase:
		require.Equal(t, n.Words, word.Fold(strings.Join(n.Words, " ")))
	default:
		require.Fail(t, fmt.Sprintf("a node of type %T", n))
	}
}
