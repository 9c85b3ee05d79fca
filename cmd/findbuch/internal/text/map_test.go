package text

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"findbuch/store/span"
)

func TestSource(t *testing.T) {
	const body = "Käse und 😀"
	mapped := Map{
		{Text: 0, Source: 10, Length: 4, How: Windows1252}, // Käse
		{Text: 5, Source: 20, Length: 5, How: Copy},        // " und "
		{Text: 10, Source: 25, Length: 4, How: UTF16LE},    // 😀
	}
	parts := Map{
		{Text: 0, Source: 0, Length: 4, How: Windows1252, Part: "a.xml"},
		{Text: 5, Source: 0, Length: 9, How: Copy, Part: "b.xml"},
	}
	backwards := Map{{0, 50, 4, Windows1252, ""}, {5, 10, 9, Copy, ""}}
	headless := Map{{5, 10, 9, Copy, ""}}
	tests := []struct {
		name   string
		m      Map
		s      span.Span
		source span.Span
		part   string
		ok     bool
	}{
		{"identity", nil, span.Span{Start: 1, End: 3}, span.Span{Start: 1, End: 3}, "", true},
		{"identity, cut", nil, span.Span{Start: 2, End: 3}, span.Span{}, "", false},
		{"identity, beyond", nil, span.Span{Start: 1, End: 15}, span.Span{}, "", false},
		{"negative", nil, span.Span{Start: -1, End: 3}, span.Span{}, "", false},
		{"reversed", nil, span.Span{Start: 3, End: 1}, span.Span{}, "", false},
		{"letter", mapped, span.Span{Start: 1, End: 3}, span.Span{Start: 11, End: 12}, "", true},
		{"whole run", mapped, span.Span{Start: 0, End: 5}, span.Span{Start: 10, End: 14}, "", true},
		{"over a gap", mapped, span.Span{Start: 3, End: 7}, span.Span{Start: 12, End: 22}, "", true},
		{"everything", mapped, span.Span{Start: 0, End: 14}, span.Span{Start: 10, End: 29}, "", true},
		{"empty", mapped, span.Span{Start: 5, End: 5}, span.Span{Start: 20, End: 20}, "", true},
		{"empty at the end", mapped, span.Span{Start: 14, End: 14}, span.Span{Start: 29, End: 29}, "", true},
		{"cut", mapped, span.Span{Start: 10, End: 12}, span.Span{}, "", false},
		{"first part", parts, span.Span{Start: 0, End: 5}, span.Span{Start: 0, End: 4}, "a.xml", true},
		{"second part", parts, span.Span{Start: 6, End: 9}, span.Span{Start: 1, End: 4}, "b.xml", true},
		{"two parts", parts, span.Span{Start: 0, End: 6}, span.Span{}, "", false},
		{"backwards", backwards, span.Span{Start: 0, End: 6}, span.Span{}, "", false},
		{"backwards, one run", backwards, span.Span{Start: 5, End: 6}, span.Span{Start: 10, End: 11}, "", true},
		{"before the first run", headless, span.Span{Start: 0, End: 6}, span.Span{}, "", false},
		{"no runs", Map{}, span.Span{Start: 0, End: 1}, span.Span{}, "", false},
		{"longer than its source", Map{{0, 0, 3, Copy, ""}}, span.Span{Start: 0, End: 5}, span.Span{}, "", false},
		{"unknown way", Map{{0, 0, 30, "magic", ""}}, span.Span{Start: 0, End: 5}, span.Span{}, "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			source, part, ok := tt.m.Source(body, tt.s)
			require.Equal(t, tt.ok, ok)
			require.Equal(t, tt.source, source)
			require.Equal(t, tt.part, part)
		})
	}
}

func TestMapJSON(t *testing.T) {
	m := Map{{0, 3, 10, Copy, ""}, {10, 13, 1, Replaced, `a "b".xml`}}
	data, err := json.Marshal(m)
	require.NoError(t, err)
	require.Equal(t, `[[0,3,10,"copy"],[10,13,1,"replaced","a \"b\".xml"]]`, string(data))
	back, err := ParseMap(data)
	require.NoError(t, err)
	require.Equal(t, m, back)
}

func TestMapJSONOfIdentity(t *testing.T) {
	data, err := json.Marshal(Map(nil))
	require.NoError(t, err)
	require.Equal(t, "null", string(data))
	for _, identity := range []string{"", "null"} {
		m, err := ParseMap([]byte(identity))
		require.NoError(t, err)
		require.Nil(t, m)
	}
	m, err := ParseMap([]byte("[]"))
	require.NoError(t, err)
	require.NotNil(t, m)
}

func TestMapJSONRoundTrip(t *testing.T) {
	hows := []How{Copy, UTF16LE, UTF16BE, Windows1252, Replaced}
	rapid.Check(t, func(t *rapid.T) {
		m := make(Map, rapid.IntRange(0, 5).Draw(t, "runs"))
		text := rapid.IntRange(0, 9).Draw(t, "text")
		for i := range m {
			source := rapid.IntRange(0, math.MaxInt).Draw(t, "source")
			m[i] = Run{text, source, rapid.IntRange(0, math.MaxInt-source).Draw(t, "length"),
				rapid.SampledFrom(hows).Draw(t, "how"), rapid.String().Draw(t, "part")}
			text += rapid.IntRange(1, 1<<20).Draw(t, "step")
		}
		data, err := json.Marshal(m)
		require.NoError(t, err)
		back, err := ParseMap(data)
		require.NoError(t, err)
		require.Equal(t, m, back)
	})
}

func TestParseMapRefuses(t *testing.T) {
	tests := []struct{ name, data, message string }{
		{"no JSON", `[[`, "map: "},
		{"no list", `{"a":1}`, "map: "},
		{"no run", `[[0,0,1,"copy"],7]`, "run 1"},
		{"short", `[[0,0,1]]`, "run 0"},
		{"long", `[[0,0,1,"copy","a","b"]]`, "run 0"},
		{"null", `[[null,0,1,"copy"]]`, "run 0"},
		{"fraction", `[[0.5,0,1,"copy"]]`, "run 0"},
		{"negative", `[[0,0,1,"copy"],[5,-1,1,"copy"]]`, "run 1: negative"},
		{"too large", `[[0,99999999999999999999,1,"copy"]]`, "run 0"},
		{"end too large", `[[0,9223372036854775807,1,"copy"]]`, "run 0"},
		{"same text", `[[4,0,1,"copy"],[4,1,1,"copy"]]`, "run 1: text offset 4"},
		{"unknown way", `[[0,0,1,"magic"]]`, `run 0: unknown way "magic"`},
		{"part is no string", `[[0,0,1,"copy",5]]`, "run 0"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := ParseMap([]byte(tt.data))
			require.ErrorContains(t, err, tt.message)
		})
	}
}

func FuzzParseMap(f *testing.F) {
	f.Add([]byte(`[[0,3,10,"copy"],[10,13,1,"replaced","a.xml"]]`), "Käse und 😀", 1, 3)
	f.Add([]byte("null"), "a", 0, 1)
	f.Add([]byte(`[[0,9223372036854775807,0,"utf-16le"]]`), "", 0, 0)
	f.Fuzz(func(t *testing.T, data []byte, body string, start, end int) {
		m, err := ParseMap(data)
		if err != nil {
			return
		}
		source, _, ok := m.Source(body, span.Span{Start: start, End: end})
		if ok {
			require.LessOrEqual(t, 0, source.Start)
			require.LessOrEqual(t, source.Start, source.End)
		}
		written, err := m.MarshalJSON()
		require.NoError(t, err)
		again, err := ParseMap(written)
		require.NoError(t, err)
		require.Equal(t, m, again)
	})
}
