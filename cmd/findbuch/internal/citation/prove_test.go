package citation

import (
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store/span"
)

// plain reads bytes as they are.
func plain(data []byte) (text.Text, error) { return text.Text{Body: string(data)}, nil }

// paged reads pages that end with form feeds, and leads to no bytes.
func paged(data []byte) (text.Text, error) {
	t := text.Text{Body: string(data), Map: text.Map{}}
	at := 0
	for i, page := range strings.SplitAfter(t.Body, "\f") {
		t.Passages = append(t.Passages, text.Passage{Span: span.Span{Start: at, End: at + len(page)}, Page: i + 1})
		at += len(page)
	}
	return t, nil
}

// boxed reads members, a line each: name, "=", content.
func boxed(data []byte) (text.Text, error) {
	t := text.Text{Body: string(data)}
	for line := range strings.Lines(t.Body) {
		if name, content, ok := strings.Cut(line, "="); ok {
			t.Members = append(t.Members, text.Member{Name: name, Data: []byte(strings.ReplaceAll(strings.TrimSpace(content), "|", "\n"))})
		}
	}
	return t, nil
}

func unreadable([]byte) (text.Text, error) { return text.Text{}, errors.New("damaged") }

// cite cites the n-th place of quote, from 0.
func cite(t *testing.T, read Reader, data, quote string, n int) Citation {
	body, err := read([]byte(data))
	require.NoError(t, err)
	start := strings.Index(body.Body, quote)
	for ; n > 0; n-- {
		start += 1 + strings.Index(body.Body[start+1:], quote)
	}
	c, err := Make(body, span.Span{Start: start, End: start + len(quote)}, Sum([]byte(data)))
	require.NoError(t, err)
	return c
}

func TestProve(t *testing.T) {
	const letter = "Im Oktober, vom 11. bis 13., reisten sie.\nIm März, vom 11. bis 13., nicht.\n"
	for name, test := range map[string]struct {
		read       Reader
		quote      string
		n          int
		now        string // the document as it is now
		want       string // outcome, bytes or page, what is found at the old place
		wantPlaces int
	}{
		"the same":           {plain, "reisten", 0, letter, "proved 29,36 ", 1},
		"more after it":      {plain, "reisten", 0, letter + "Gruß", "proved 29,36 ", 1},
		"more before it":     {plain, "reisten", 0, "Brief: " + letter, "moved 36,43 s 13., ", 1},
		"one of two":         {plain, "11. bis 13.", 1, "Brief: " + letter, "moved 63,74 z, vom 11. ", 1},
		"context is changed": {plain, "11. bis 13.", 1, strings.Replace(letter, "März, vom", "Mai, vom", 1), "moved 54,65 . bis 13., ", 1},
		"the other is left":  {plain, "11. bis 13.", 1, strings.Replace(letter, "vom 11. bis 13., nicht", "vom 12. bis 13., nicht", 1), "changed 12. bis 13.", 0},
		"at the end":         {plain, "\n", 1, strings.Replace(letter, "nicht", "nie", 1), "moved 73,74 ", 1},
		"replaced":           {plain, "reisten", 0, strings.Replace(letter, "reisten", "blieben", 1), "changed blieben", 0},
		"cut off":            {plain, "reisten", 0, letter[:20], "changed ", 0},
		"empty":              {plain, "reisten", 0, "", "changed ", 0},
		"unread but literal": {unreadable, "reisten", 0, letter, "proved", 0},
		"unread":             {unreadable, "reisten", 0, "Brief: " + letter, "not proved: the document is not read: damaged", 0},
		"the page":           {paged, "reisten", 0, letter, "proved page 1 ", 1},
		"another page":       {paged, "reisten", 0, "Deckblatt\f" + letter, "moved page 2 ", 1},
		"no page":            {paged, "reisten", 0, "Deckblatt", "changed ", 0},
	} {
		t.Run(name, func(t *testing.T) {
			making := test.read
			if name == "unread" || name == "unread but literal" {
				making = plain
			}
			c := cite(t, making, letter, test.quote, test.n)
			v := Prove(c, test.read, []byte(test.now))
			require.Equal(t, test.want, say(v))
			require.Equal(t, test.now == letter, v.Same)
			require.Equal(t, test.wantPlaces, v.Places)
			if v.Now != nil {
				again := Prove(*v.Now, test.read, []byte(test.now))
				require.Equal(t, Proved, again.Outcome)
				require.True(t, again.Same)
			}
		})
	}
}

func say(v Verdict) string {
	out := string(v.Outcome)
	if v.Now != nil && v.Now.Bytes != nil {
		out += " " + strings.TrimPrefix(strings.Split(v.Now.String(), "&")[0], "findbuch:sha256-"+v.Now.Document.String()+"#bytes=")
	} else if v.Now != nil {
		out += " page " + string(rune('0'+v.Now.Page))
	}
	switch {
	case v.Reason != "":
		out += ": " + v.Reason
	case v.Outcome == Changed || v.Now != nil:
		out += " " + v.Found
	}
	return out
}

// TestProveTakesTheNearest: without context, which only others' citations lack.
func TestProveTakesTheNearest(t *testing.T) {
	data := []byte("ja nein ja nein ja nein ja nein ja")
	c := Citation{Document: Sum([]byte("something else")), Bytes: at(15, 17), Quote: "ja"}
	v := Prove(c, plain, data)
	require.Equal(t, Moved, v.Outcome)
	require.Equal(t, at(16, 18), v.Now.Bytes)
	require.Equal(t, 5, v.Places)
}

// TestProveOverlaps: a quote may begin within another place of its own.
func TestProveOverlaps(t *testing.T) {
	c := Citation{Document: Sum([]byte("-")), Bytes: at(2, 6), Quote: "----"}
	require.Equal(t, Proved, Prove(c, plain, []byte("a-------b")).Outcome)
	require.Equal(t, Moved, Prove(c, plain, []byte("abc-------b")).Outcome)
}

func TestProveWithoutQuote(t *testing.T) {
	data := []byte("eins\fzwei")
	for _, test := range []struct {
		c    Citation
		read Reader
		want Outcome
	}{
		{Citation{}, plain, Proved},
		{Citation{Bytes: at(5, 9)}, plain, Proved},
		{Citation{Bytes: at(5, 10)}, plain, NotProved},
		{Citation{Part: "a.xml"}, plain, NotProved},
		{Citation{Part: "a.xml", Bytes: at(0, 1)}, plain, NotProved},
		{Citation{Page: 2}, paged, Proved},
		{Citation{Page: 3}, paged, NotProved},
		{Citation{Page: 1}, plain, NotProved},
	} {
		test.c.Document = Sum(data)
		v := Prove(test.c, test.read, data)
		require.Equal(t, test.want, v.Outcome, "%v", test.c)
		require.Equal(t, v.Outcome == NotProved, v.Reason != "")
		other := Prove(test.c, test.read, []byte("other"))
		require.Equal(t, NotProved, other.Outcome)
		require.NotEmpty(t, other.Reason)
	}
}

func TestProveSameWithoutItsQuote(t *testing.T) {
	data := []byte("eins\fzwei")
	c := Citation{Document: Sum(data), Page: 1, Quote: "drei"}
	v := Prove(c, paged, data)
	require.Equal(t, NotProved, v.Outcome)
	require.NotEmpty(t, v.Reason)
}

func TestProveAmongCandidates(t *testing.T) {
	data, other, third := []byte("vom 11. bis 13."), []byte("vom 11. bis 13. Mai"), []byte("anderes")
	c := cite(t, plain, string(data), "11. bis 13.", 0)
	require.Equal(t, Gone, Prove(c, plain).Outcome)
	require.Equal(t, Gone, Prove(c, plain, other, third).Outcome, "which one was it?")
	v := Prove(c, plain, other, third, data)
	require.Equal(t, Proved, v.Outcome)
	require.True(t, v.Same)
	v = Prove(c, plain, other)
	require.Equal(t, Proved, v.Outcome)
	require.False(t, v.Same)
	require.Equal(t, Sum(other), v.Now.Document)
}

func TestProveMembers(t *testing.T) {
	inner := "brief.txt=vom 11. bis 13."
	box := []byte("leer=\nkiste=" + inner + "\n")
	c := cite(t, plain, "vom 11. bis 13.", "11. bis 13.", 0)
	c.In = &Container{Document: Sum(box), Members: []string{"kiste", "brief.txt"}}

	v := Prove(c, boxed, []byte("nichts"), box)
	require.Equal(t, Proved, v.Outcome)
	require.True(t, v.Same)
	require.Equal(t, c, *v.Now)

	renamed := []byte("truhe=" + strings.Replace(inner, "brief", "b", 1))
	v = Prove(c, boxed, []byte("nichts"), renamed)
	require.Equal(t, Proved, v.Outcome, "found by its bytes")
	require.Equal(t, &Container{Document: Sum(renamed), Members: []string{"truhe", "b.txt"}}, v.Now.In)

	changed := []byte(strings.Replace(string(box), "vom", "Vom Mai, ", 1))
	v = Prove(c, boxed, changed)
	require.Equal(t, Moved, v.Outcome, "found by its names")
	require.Equal(t, at(10, 21), v.Now.Bytes)
	require.Equal(t, Sum(changed), v.Now.In.Document)

	require.Equal(t, Gone, Prove(c, boxed, changed, []byte("nichts")).Outcome)
	require.Equal(t, Gone, Prove(c, boxed, []byte("leer=\n")).Outcome)
	require.Equal(t, Gone, Prove(c, unreadable, box).Outcome)
	require.Equal(t, Proved, Prove(c, boxed, []byte("vom 11. bis 13.")).Outcome, "unpacked")
}

// TestProveIsBounded: members of members without end, and a quote that overlaps
// with itself at every byte.
func TestProveIsBounded(t *testing.T) {
	c := Citation{Document: Sum([]byte("?")), Quote: "a", In: &Container{Members: make([]string, 100)}}
	endless := func(data []byte) (text.Text, error) {
		return text.Text{Members: []text.Member{{Data: append(data, 'a')}, {Data: append(data, 'b')}}}, nil
	}
	require.Equal(t, Gone, Prove(c, endless, []byte("a")).Outcome)
	c = Citation{Document: Sum([]byte("?")), Quote: strings.Repeat("-", maxQuote)}
	require.Equal(t, Proved, Prove(c, plain, []byte(strings.Repeat("-", 1<<20))).Outcome)
}

func FuzzProve(f *testing.F) {
	f.Add("#bytes=5,16&quote=11.%20bis%2013.", []byte("vom, 11. bis 13."))
	f.Add("#page=2&quote=a&prefix=b", []byte("a\fba\f"))
	f.Add("#part=x&bytes=1,2", []byte("\xFFa"))
	f.Add("#bytes=1,3&quote=%C3%A4", []byte("\xFF\xFE\xE4\x00a\x00"))
	f.Fuzz(func(t *testing.T, fields string, data []byte) {
		c, err := Parse("findbuch:sha256-" + zeros + fields)
		if err != nil {
			return
		}
		for _, read := range []Reader{readAny, paged, unreadable} {
			for _, document := range []SHA256{{}, Sum(data)} {
				c.Document = document
				v := Prove(c, read, data)
				require.Equal(t, v.Outcome == NotProved, v.Reason != "")
				if v.Now != nil {
					require.Equal(t, Proved, Prove(*v.Now, read, data).Outcome)
				}
			}
		}
	})
}

// BenchmarkProve proves a quote in 16 MiB of ISO 8859-1, whose places can only be
// counted from the beginning, and finds one that moved.
func BenchmarkProve(b *testing.B) {
	const words = "Verträge über Lieferungen vom 11. bis 13. Oktober\n"
	data := []byte(strings.Repeat(strings.ReplaceAll(strings.ReplaceAll(words, "ä", "\xE4"), "ü", "\xFC"), 16<<20/len(words)))
	copy(data[len(data)/2:], "Panjin")
	body, err := readAny(data)
	require.NoError(b, err)
	start := strings.Index(body.Body, "Panjin")
	c, err := Make(body, span.Span{Start: start, End: start + 6}, Sum(data))
	require.NoError(b, err)
	for name, now := range map[string][]byte{"proved": data, "moved": append([]byte("Neu: "), data...)} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(now)))
			for b.Loop() {
				require.Equal(b, name, string(Prove(c, readAny, now).Outcome))
			}
		})
	}
}
