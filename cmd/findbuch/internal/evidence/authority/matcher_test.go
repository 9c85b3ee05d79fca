package authority

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"findbuch/cmd/findbuch/internal/word"
)

// matcher makes one of entries.
func matcher(t testing.TB, entries ...Entry) *Matcher {
	var b Builder
	for _, e := range entries {
		require.NoError(t, b.Add("list", e))
	}
	return b.Matcher()
}

// named returns the ids of the entries that a whole text names.
func named(m *Matcher, text, language string, genitive bool) string {
	words := word.Fold(text)
	if len(words) == 0 {
		return ""
	}
	p, ok := m.Begin([]byte(words[0]))
	for _, w := range words[1:] {
		ok = ok && p.Next([]byte(w))
	}
	if !ok {
		return ""
	}
	var ids []string
	for _, f := range m.Find(p, text, language, genitive, nil) {
		ids = append(ids, f.ID)
	}
	return strings.Join(ids, " ")
}

func TestMatcher(t *testing.T) {
	m := matcher(t,
		Entry{ID: "sa", Type: "country", Names: []string{"Saudi-Arabien", "Königreich Saudi-Arabien"}},
		Entry{ID: "fr", Type: "organisation", Names: []string{"Föderationsrat"}},
		Entry{ID: "who", Type: "organisation", Names: []string{"WHO"}},
		Entry{ID: "ebay", Type: "company", Names: []string{"eBay"}, Case: SameCase},
		Entry{ID: "any", Type: "project", Names: []string{"Blue Bird"}, Case: AnyCase},
		Entry{ID: "rh", Type: "company", Names: []string{"Red Kite, Inc"}},
		Entry{ID: "halle1", Type: "city", Names: []string{"Halle"}},
		Entry{ID: "halle2", Type: "city", Names: []string{"Halle"}},
		Entry{ID: "is", Type: "country", Names: []string{"Island"}, Language: "de"},
		Entry{ID: "krai", Type: "region", Names: []string{"Primorsky Krai"}},
	)
	for text, want := range map[string]string{
		"Saudi-Arabien":             "sa",
		"Saudi Arabien":             "sa",
		"Saudi Arabiens":            "sa",
		"SAUDI-ARABIEN":             "sa",
		"saudi-arabien":             "",
		"Saudi":                     "",
		"Königreichs Saudi-Arabien": "", // the genitive of another word than the last
		"Föderationsrates":          "fr",
		"Föderationsrats":           "fr",
		"WHO":                       "who",
		"Who":                       "",
		"eBay":                      "ebay",
		"EBay":                      "",
		"blue bird":                 "any",
		"Red Kite, Inc":             "rh",
		"Red Kite Inc":              "rh",
		"Primorsky, Krai":           "",
		"Halle":                     "halle1 halle2",
		"Island":                    "is",
		"Primorsky Krais":           "krai",
	} {
		require.Equal(t, want, named(m, text, "", true), text)
	}
	require.Equal(t, "", named(m, "Saudi Arabiens", "", false))
	require.Equal(t, "", named(m, "Island", "en", false))
	require.Equal(t, "is", named(m, "Island", "de", false))
	require.True(t, m.Small())
	require.Equal(t, 11, m.Len())
}

func TestManyEntriesOfOneName(t *testing.T) {
	var b Builder
	for i := range 5000 {
		require.NoError(t, b.Add("list", Entry{ID: fmt.Sprint(i), Type: "person", Names: []string{"Li Wei"}}))
	}
	require.Len(t, strings.Fields(named(b.Matcher(), "Li Wei", "", false)), maxSharing-1+1)
}

func TestEntriesThatAreRefused(t *testing.T) {
	for want, e := range map[string]Entry{
		"without id":           {Type: "city", Names: []string{"A"}},
		"type":                 {ID: "1", Type: "thing", Names: []string{"A"}},
		"no name":              {ID: "1", Type: "city"},
		"no word":              {ID: "1", Type: "city", Names: []string{"--"}},
		"more than 31 words":   {ID: "1", Type: "city", Names: []string{strings.Repeat("a ", 32)}},
		"more than 1000 bytes": {ID: "1", Type: "city", Names: []string{strings.Repeat("a", 1001)}},
		"country":              {ID: "1", Type: "city", Names: []string{"A"}, Country: "ger"},
		"language":             {ID: "1", Type: "city", Names: []string{"A"}, Language: "German"},
	} {
		var b Builder
		require.ErrorContains(t, b.Add("list", e), want)
		require.Zero(t, b.Matcher().Len())
	}
}

func TestEmptyMatcher(t *testing.T) {
	var b Builder
	_, ok := b.Matcher().Begin([]byte("a"))
	require.False(t, ok)
}

// Each name is found in itself, by its entry, whatever else is there.
func TestEveryNameIsFound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`[A-Za-zÄöß中]{1,6}([ -][A-Za-z0-9é]{1,4}){0,3}`)
		var b Builder
		var entries []Entry
		for i, names := range rapid.SliceOfN(rapid.SliceOfN(name, 1, 3), 1, 20).Draw(t, "names") {
			e := Entry{ID: fmt.Sprint(i), Type: "place", Names: names, Case: rapid.SampledFrom([]Case{Capitals, AnyCase, SameCase}).Draw(t, "case")}
			require.NoError(t, b.Add("list", e))
			entries = append(entries, e)
		}
		m := b.Matcher()
		for _, e := range entries {
			for _, n := range e.Names {
				ids := strings.Fields(named(m, n, "", false))
				require.Condition(t, func() bool {
					for _, id := range ids {
						if id == e.ID {
							return true
						}
					}
					return len(ids) >= maxSharing
				}, "%q: %v", n, ids)
			}
		}
	})
}

// million makes a list of so many names of two words and an id.
func million(b *Builder, n int) {
	for i := range n {
		_ = b.Add("list", Entry{ID: fmt.Sprintf("Q%d", i), Type: "place", Country: "DE", Names: []string{fmt.Sprintf("Ort%d am Fluss%d", i%5000, i)}})
	}
}

// A million names take at most 150 MB: the bound that the package promises.
func TestMemoryOfAMillionNames(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a million names")
	}
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	var b Builder
	million(&b, 1_000_000)
	m := b.Matcher()
	runtime.GC()
	runtime.ReadMemStats(&after)
	require.Less(t, int64(after.HeapAlloc)-int64(before.HeapAlloc), int64(150_000_000))
	require.Equal(t, "Q999999", named(m, "Ort4999 am Fluss999999", "", false))
	t.Logf("%d MB", (int64(after.HeapAlloc)-int64(before.HeapAlloc))/1_000_000)
}

func BenchmarkBegin(b *testing.B) {
	var builder Builder
	million(&builder, 100_000)
	m := builder.Matcher()
	words := [][]byte{[]byte("die"), []byte("ort17"), []byte("zusammenarbeit"), []byte("haus")}
	for i := range b.N {
		m.Begin(words[i%len(words)])
	}
}
