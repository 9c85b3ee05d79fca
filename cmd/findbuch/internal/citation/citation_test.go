package citation

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store/span"
)

// zeros is the name of a document of nothing but zeros, as it were.
var zeros = strings.Repeat("0", 64)

func at(start, end int) *span.Span { return &span.Span{Start: start, End: end} }

func TestLine(t *testing.T) {
	mail := &Container{Members: []string{"Anhänge/Brief 1!.eml", "", "\xFF"}}
	for line, c := range map[string]Citation{
		"":                                     {},
		"#bytes=806,817&quote=11.%20bis%2013.": {Bytes: at(806, 817), Quote: "11. bis 13."},
		"#part=word/document.xml&bytes=0,1":    {Part: "word/document.xml", Bytes: at(0, 1)},
		"#page=3&quote=50%25%20%26%20mehr":     {Page: 3, Quote: "50% & mehr"},
		"#quote=a&prefix=%0A&suffix=%C3%BC":    {Quote: "a", Prefix: "\n", Suffix: "ü"},
		"#in=sha256-" + zeros + "!/Anh%C3%A4nge/Brief%201%21.eml!/!/%FF": {In: mail},
	} {
		line = "findbuch:sha256-" + zeros + line
		require.Equal(t, line, c.String())
		back, err := Parse(line)
		require.NoError(t, err)
		require.Equal(t, c, back)
	}
}

func TestParseIsLenient(t *testing.T) {
	want := Citation{Bytes: at(1, 2), Quote: "1+1=2; (jä)?"}
	for _, fields := range []string{
		"quote=1+1=2;%20(j%c3%a4)?&bytes=1,2",
		"bytes=1,2&quote=%31%2B1%3D2%3B%20%28j%C3%A4%29%3F",
	} {
		c, err := Parse("findbuch:sha256-" + zeros + "#" + fields)
		require.NoError(t, err)
		require.Equal(t, want, c)
	}
}

func TestParseRefuses(t *testing.T) {
	document := "findbuch:sha256-" + zeros
	for line, why := range map[string]string{
		"":                                                  "does not begin with findbuch:",
		"Findbuch:sha256-" + zeros:                          "does not begin with findbuch:",
		"findbuch:" + zeros:                                 "64 small hexadecimal digits",
		document[:len(document)-2]:                          "64 small hexadecimal digits",
		document + "00":                                     "64 small hexadecimal digits",
		document[:len(document)-1] + "A":                    "64 small hexadecimal digits",
		document + "#":                                      "no such field",
		document + "#&quote=a":                              "no such field",
		document + "#Quote=a":                               "no such field",
		document + "#quote=a&quote=a":                       "comes twice",
		document + "#quote=":                                "empty",
		document + "#quote":                                 "empty",
		document + "#quote=a b":                             "written as %20",
		document + "#quote=ü":                               "written as %C3",
		document + "#quote=a#b":                             "written as %23",
		document + "#quote=%":                               "hexadecimal digits after it",
		document + "#quote=%2":                              "hexadecimal digits after it",
		document + "#quote=%2G":                             "hexadecimal digits after it",
		document + "#quote=%FF":                             "no UTF-8",
		document + "#prefix=a":                              "without a quote",
		document + "#part=":                                 "empty",
		document + "#bytes=5":                               "is no number",
		document + "#bytes=5,5":                             "not after the beginning",
		document + "#bytes=5,4":                             "not after the beginning",
		document + "#bytes=-1,4":                            "is no number",
		document + "#bytes=+1,4":                            "is no number",
		document + "#bytes=01,4":                            "leading zeros",
		document + "#bytes=1,4,5":                           "is no number",
		document + "#bytes=0,9999999999999999999999":        "too large",
		document + "#page=0":                                "begin with 1",
		document + "#in=sha256-00!/a":                       "64 small hexadecimal digits",
		document + "#in=sha256-" + zeros:                    "no member",
		document + "#in=sha256-" + zeros + "!/a!b":          "%21",
		document + "#in=sha256-" + zeros + "!/a?b":          "%3F",
		document + "#quote=" + strings.Repeat("a", maxLine): "longer than 1 MiB",
	} {
		_, err := Parse(line)
		require.ErrorContains(t, err, why, "%.100s", line)
	}
}

func anyCitation() *rapid.Generator[Citation] {
	return rapid.Custom(func(t *rapid.T) Citation {
		c := Citation{
			Document: SHA256(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "document")),
			Part:     rapid.String().Draw(t, "part"),
			Page:     rapid.IntRange(0, 999).Draw(t, "page"),
			Quote:    rapid.String().Draw(t, "quote"),
		}
		if c.Quote != "" {
			c.Prefix, c.Suffix = rapid.String().Draw(t, "prefix"), rapid.String().Draw(t, "suffix")
		}
		if rapid.Bool().Draw(t, "has bytes") {
			start := rapid.IntRange(0, 1<<40).Draw(t, "start")
			c.Bytes = at(start, start+rapid.IntRange(1, 1<<20).Draw(t, "length"))
		}
		if rapid.Bool().Draw(t, "is member") {
			c.In = &Container{Document: c.Document}
			for _, name := range rapid.SliceOfN(rapid.SliceOf(rapid.Byte()), 1, 3).Draw(t, "members") {
				c.In.Members = append(c.In.Members, string(name))
			}
		}
		return c
	})
}

func TestLineRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := anyCitation().Draw(t, "citation")
		line := c.String()
		back, err := Parse(line)
		require.NoError(t, err, line)
		require.Equal(t, c, back, line)
		for _, r := range line {
			require.True(t, '!' <= r && r <= '~', "%q is no URI", line)
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add("findbuch:sha256-" + zeros + "#part=a/b&bytes=806,817&page=2&quote=11.%20bis%2013.&prefix=a&suffix=%C3%A4")
	f.Add("findbuch:sha256-" + zeros + "#quote=1+1&in=sha256-" + zeros + "!/a%21b/c!/!/d")
	f.Fuzz(func(t *testing.T, line string) {
		c, err := Parse(line)
		if err != nil {
			return
		}
		back, err := Parse(c.String())
		require.NoError(t, err)
		require.Equal(t, c, back)
		requireAnnotation(t, c)
	})
}

func TestMake(t *testing.T) {
	body := "SHENYANG, 26. Oktober\n\nvom 11. bis 13. und vom 14. bis 15."
	plain := text.Text{Body: body}
	quoted := func(quote string) span.Span {
		start := strings.Index(body, quote)
		return span.Span{Start: start, End: start + len(quote)}
	}
	for quote, want := range map[string]string{
		"11. bis 13.": "bytes=27,38&quote=11.%20bis%2013.",
		"vom": "bytes=23,26&quote=vom&prefix=SHENYANG%2C%2026.%20Oktober%0A%0A" +
			"&suffix=%2011.%20bis%2013.%20und%20vom%2014.%20bis%2015.",
	} {
		c, err := Make(plain, quoted(quote), SHA256{})
		require.NoError(t, err)
		require.Equal(t, "findbuch:sha256-"+zeros+"#"+want, c.String())
	}
	pages := text.Text{Body: body, Map: text.Map{}, Passages: []text.Passage{
		{Span: span.Span{End: 21}, Page: 4}, {Span: span.Span{Start: 23, End: len(body)}, Page: 5},
	}}
	c, err := Make(pages, quoted("11. bis 13."), SHA256{})
	require.NoError(t, err)
	require.Equal(t, "findbuch:sha256-"+zeros+"#page=5&quote=11.%20bis%2013.", c.String())
	parts := text.Text{Body: "Notes", Map: text.Map{
		{Text: 0, Source: 9, Length: 2, How: text.Copy, Part: "a.xml"},
		{Text: 2, Source: 1, Length: 3, How: text.Copy, Part: "a.xml"},
	}}
	c, err = Make(parts, span.Span{Start: 0, End: 5}, SHA256{})
	require.NoError(t, err)
	require.Equal(t, "findbuch:sha256-"+zeros+"#part=a.xml&quote=Notes", c.String())
}

func TestMakeRefuses(t *testing.T) {
	for _, s := range []span.Span{
		{Start: 0, End: 0}, {Start: -1, End: 1}, {Start: 2, End: 1}, {Start: 0, End: 9}, {Start: 0, End: 1}, {Start: 1, End: 2},
	} {
		_, err := Make(text.Text{Body: "ü!"}, s, SHA256{})
		require.ErrorIs(t, err, ErrSpan, "%v", s)
	}
	long := strings.Repeat("a", maxQuote+1)
	_, err := Make(text.Text{Body: long}, span.Span{End: len(long)}, SHA256{})
	require.ErrorIs(t, err, ErrTooLong)
}
