package text

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestJSON(t *testing.T) {
	tests := []struct {
		name, data, body string
		passages         []string
	}{
		{"nothing", " ", "", nil},
		{"value", "12.5", "12.5", []string{"cell: 12.5"}},
		{"object", `{"Ort": "Köln", "Jahr":1932}`, "Ort Köln\nJahr 1932",
			[]string{"name: Ort", "cell: Köln", "name: Jahr", "cell: 1932"}},
		{"nested", `{"a":[1,[true,null],{"b":"c"}],"d":{}}`, "a 1\ntrue\nnull\nb c\nd",
			[]string{"name: a", "cell: 1", "cell: true", "cell: null", "name: b", "cell: c", "name: d"}},
		{"empty strings", `{"":"x","a":"","b":"y"}`, "x\na\nb y",
			[]string{"cell: x", "name: a", "name: b", "cell: y"}},
		{"escapes", `["K\u00e4se\n\"\ud83d\ude00\/"]`, "Käse\n\"😀/", []string{"cell: Käse\n\"😀/"}},
		{"lone surrogate", `["\ud83d\u0041"]`, "\uFFFDA", []string{"cell: \uFFFDA"}},
		{"NDJSON", "{\"a\":1}\n{\"a\":2}\n", "a 1\na 2",
			[]string{"name: a", "cell: 1", "name: a", "cell: 2"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := readAs(t, jsonReader, tt.data, "utf-8")
			require.Equal(t, tt.body, got.Body)
			require.Equal(t, tt.passages, quotes(got))
			require.Empty(t, got.Notes)
		})
	}
}

func TestJSONMap(t *testing.T) {
	got := readAs(t, jsonReader, `{"a": "b\u0041\u0042c"}`, "utf-8")
	require.Equal(t, Map{
		{Text: 0, Source: 2, Length: 1, How: Copy},
		{Text: 1, Source: 3, Length: 4, How: Markup},
		{Text: 2, Source: 7, Length: 1, How: Copy},
		{Text: 3, Source: 8, Length: 12, How: JSON},
		{Text: 5, Source: 20, Length: 1, How: Copy},
	}, got.Map)
	for _, charset := range charsetNames {
		data := mustEncode(t, charset, `{"ä": "b\u0041c"}`)
		require.Equal(t, "ä bAc", readAs(t, jsonReader, string(data), charset).Body)
	}
}

// What is no JSON is read as plain text.
func TestJSONBroken(t *testing.T) {
	for data, why := range map[string]string{
		`{"a": 1`:         "no JSON from byte 7 on, the end is missing: read as plain text",
		`{"a": // b`:      "no JSON from byte 6 on, no value: read as plain text",
		`[1,]`:            "no JSON from byte 3 on, no value: read as plain text",
		`["a`:             "no JSON from byte 1 on, a string without end: read as plain text",
		`["\x41"]`:        "no JSON from byte 1 on, a wrong escape in a string: read as plain text",
		`["\u00e"]`:       "no JSON from byte 1 on, a wrong escape in a string: read as plain text",
		`[siehe oben]`:    "no JSON from byte 1 on, no value: read as plain text",
		`{"a" 1}`:         "no JSON from byte 5 on, '1' is out of place: read as plain text",
		`[1}`:             "no JSON from byte 2 on, '}' is out of place: read as plain text",
		"{\"a\":1}\nEnde": "no JSON from byte 8 on, no value: read as plain text",
		`[infinity]`:      "no JSON from byte 1 on, no value: read as plain text",
	} {
		got := readAs(t, jsonReader, data, "utf-8")
		require.Equal(t, data, got.Body)
		require.Equal(t, []string{why}, got.Notes)
	}
}

func TestJSONHostile(t *testing.T) {
	for _, piece := range []string{"[", `{"a":`, `[{"a":[`} {
		_, err := readJSON(Input{Data: []byte(strings.Repeat(piece, 100_000)), Charset: "utf-8", Limits: DefaultLimits})
		require.ErrorIs(t, err, ErrOverBudget)
	}
	many := "[" + strings.Repeat("1,", 1<<20) + "1]"
	got, err := readJSON(Input{Data: []byte(many), Charset: "utf-8", Limits: DefaultLimits})
	require.NoError(t, err)
	require.Equal(t, []string{"JSON of very many values: read as plain text"}, got.Notes)
	requireSurvives(t, jsonReader, []byte(`{"K\u00e4se": ["x", -1.5e3, {"b":null}], "ü": ""}`), "utf-8")
}

func TestJSONOfOthers(t *testing.T) {
	for name, data := range realFiles(t, "json") {
		got := readAs(t, jsonReader, string(data), "utf-8")
		require.Equal(t, strings.HasPrefix(name, "damaged/"), len(got.Notes) > 0, name)
		require.NotEmpty(t, got.Passages, name)
	}
}

// Every string that encoding/json writes is read as it was.
func TestJSONStrings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringN(1, 8, -1), 1, 5).Draw(t, "words")
		data, err := json.Marshal(words)
		require.NoError(t, err)
		require.Equal(t, strings.Join(words, "\n"), readAs(t, jsonReader, string(data), "utf-8").Body)
	})
}

func FuzzJSON(f *testing.F) {
	fuzzReader(f, jsonReader, `{"K\u00e4se": ["x", -1.5e3, {"b":null}], "ü": ""}`, "{\"a\":\"\\ud83d\\ude00\"}\n[1]")
}

func BenchmarkJSON(b *testing.B) {
	benchReader(b, jsonReader, "["+strings.Repeat(`{"name": "K\u00f6ln am Rhein", "text": "Eine Stadt, die nicht klein ist", "n": 12},`, 10_000)+"1]")
}
