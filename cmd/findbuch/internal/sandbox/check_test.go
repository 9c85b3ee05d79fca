package sandbox

import (
	"testing"

	"github.com/stretchr/testify/require"

	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store/span"
)

func TestCheck(t *testing.T) {
	in := text.Input{Data: []byte("a b"), Limits: testLimits}
	for _, c := range []struct {
		lie  string // "": none
		make func(t *text.Text)
	}{
		{"", func(t *text.Text) {}},
		{"", func(t *text.Text) { *t = text.Text{Body: "a b"} }},
		{"", func(t *text.Text) { *t = text.Text{Map: text.Map{}} }},
		{"", func(t *text.Text) { *t = text.Text{Map: text.Map{{Source: 3, How: text.Copy}}} }},
		{"", func(t *text.Text) { t.Map = text.Map{} }},
		{"its text is no UTF-8", func(t *text.Text) { t.Body = "\xE4  b" }},
		{"its text is not the document's bytes", func(t *text.Text) { t.Map = nil }},
		{"its text is not the document's in run 1", func(t *text.Text) { t.Map[1].Source = 0 }},
		{"its map does not ascend in run 0", func(t *text.Text) { t.Map[1].Text = 0 }},
		{"its map does not ascend in run 0", func(t *text.Text) { t.Map[0].Text = -1 }},
		{"its map does not ascend in run 0", func(t *text.Text) { t.Map[1].Text = 9 }},
		{"its map does not ascend in run 1", func(t *text.Text) { t.Map[1].Text = 4 }},
		{"its map cuts a character in run 1", func(t *text.Text) { t.Map[1].Text = 1 }},
		{"its map leads nowhere in run 0", func(t *text.Text) { t.Map[0].Length = -1 }},
		{"its map leads nowhere in run 0", func(t *text.Text) { t.Map[0].Source = -1 }},
		{"its map leads nowhere in run 0", func(t *text.Text) { t.Map[0] = text.Run{Source: maxInt, Length: 1, How: text.Base64, Part: "x"} }},
		{"its map leads beyond the document in run 0", func(t *text.Text) { t.Map[0].Length = 4 }},
		{`its map has the way "by magic"`, func(t *text.Text) { t.Map[0].How = "by magic" }},
		{`its map has the way "copy"`, func(t *text.Text) { t.Map[1].Part = "\xFF" }},
		{"passage 1 has no place in the text", func(t *text.Text) { t.Passages[0].Span.Start = -1 }},
		{"passage 1 has no place in the text", func(t *text.Text) { t.Passages[0].Span.End = 0 }},
		{"passage 2 has no place in the text", func(t *text.Text) { t.Passages[1].Span = span.Span{End: 2} }},
		{"passage 2 has no place in the text", func(t *text.Text) { t.Passages[1].Span.End = 5 }},
		{"passage 1 cuts a character", func(t *text.Text) { t.Passages[0].Span.End = 1 }},
		{"passage 1 is on page -1", func(t *text.Text) { t.Passages[0].Page = -1 }},
		{`passage 1 is of kind ""`, func(t *text.Text) { t.Passages[0].Kind = "" }},
		{`passage 1 is of kind "a'b"`, func(t *text.Text) { t.Passages[0].Kind = "a'b" }},
		{"a property is no UTF-8", func(t *text.Text) { t.Properties[0].Value = "\xFF" }},
		{"a note is no UTF-8", func(t *text.Text) { t.Notes[0] = "\xFF" }},
		{"a reason is no UTF-8 in member 2", func(t *text.Text) { t.Members[1].Unread = "\xFF" }},
		{"a place beyond the document in member 1", func(t *text.Text) { t.Members[0].Start = 3 }},
		{"a place beyond the document in member 1", func(t *text.Text) { t.Members[0].Start = maxInt }},
		{"a place beyond the document in member 2", func(t *text.Text) { t.Members[1].Length = -2 }},
		{"bytes that are not the document's in member 1", func(t *text.Text) { t.Members[0].Data[0] = 'c' }},
	} {
		made := soundText()
		c.make(&made)
		_, r := received(sent(answer{text: made}), in, 1<<20)
		if c.lie == "" {
			require.NoError(t, r.err)
			continue
		}
		require.EqualError(t, r.err, "no sound answer: "+c.lie)
		require.ErrorIs(t, r.err, errLie)
	}
}

// TestSizes: what is too large is refused before it is read.
func TestSizes(t *testing.T) {
	for _, made := range []text.Text{
		{Body: string(make([]byte, testLimits.Text+1))},
		{Members: make([]text.Member, testLimits.Entries+1)},
		{Notes: []string{string(make([]byte, 2<<20))}},
		{Body: "a", Passages: make([]text.Passage, 2)},
		{Body: "a", Map: make(text.Map, 3)},
		{Body: "a b", Map: text.Map{{How: text.How(make([]byte, maxHow+1))}}},
	} {
		_, r := received(sent(answer{text: made}), text.Input{Limits: testLimits}, 2<<20)
		require.ErrorIs(t, r.err, errLie)
	}
}
