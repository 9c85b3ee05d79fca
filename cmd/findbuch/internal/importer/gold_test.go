package importer

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"findbuch/cmd/findbuch/internal/evidence"
	"findbuch/cmd/findbuch/internal/evidence/authority"
	"findbuch/cmd/findbuch/internal/text"
)

// goldLine is what the release states or resolves to, by hand, with the bytes.
type goldLine struct {
	Kind  string          `json:"kind"`
	Start int             `json:"start"`
	End   int             `json:"end"`
	Quote string          `json:"quote"`
	Value json.RawMessage `json:"value"`
	Basis string          `json:"basis"`
	Note  string          `json:"note"`
}

func goldLines(t *testing.T, file string) (lines []goldLine) {
	t.Helper()
	content, err := os.ReadFile("../../../../testdata/gold/" + file)
	require.NoError(t, err)
	for s := bufio.NewScanner(bytes.NewReader(content)); s.Scan(); {
		var l goldLine
		require.NoError(t, json.Unmarshal(s.Bytes(), &l))
		lines = append(lines, l)
	}
	return lines
}

// optional lines cost nothing when missed: see the gold data's README.
func (l goldLine) optional() bool {
	return strings.HasPrefix(l.Note, "optional") || strings.HasPrefix(l.Note, "nested")
}

// said writes what counts of a value of a kind, so that gold and facts compare.
func said(kind string, v evidence.Value) string {
	switch kind {
	case "date", "period":
		return v.EDTF + " " + v.Mod
	case "amount":
		return v.Number + " " + v.Currency + " " + v.Order
	case "country", "nationality":
		return v.Code
	}
	return v.Name
}

func (l goldLine) said() string {
	var members struct {
		EDTF, Mod, Value, Currency, Order, Name string
	}
	if json.Unmarshal(l.Value, &members) == nil {
		switch l.Kind {
		case "date", "period":
			return members.EDTF + " " + members.Mod
		case "amount":
			return members.Value + " " + members.Currency + " " + members.Order
		}
		return members.Name
	}
	var plain string
	_ = json.Unmarshal(l.Value, &plain)
	return plain
}

// seedFacts reads the owner's document; every fact is given once a side.
func seedFacts(t *testing.T, lists *authority.Matcher) (lines []goldLine, values []string) {
	t.Helper()
	seed, err := os.ReadFile("../../../../seeds/000_72008c147d53139e.txt")
	require.NoError(t, err)
	read, err := text.Plain(seed, "utf-8")
	require.NoError(t, err)
	for _, f := range (teller{lists: lists}).facts(read.Body, read.Passages, "de", false) {
		line := goldLine{Kind: string(f.Kind), Start: f.Span.Start, End: f.Span.End, Quote: f.Span.Of(read.Body), Basis: "stated"}
		lines, values = append(lines, line), append(values, said(line.Kind, f.Stated))
		if f.Resolved != nil {
			line.Basis = "resolved"
			lines, values = append(lines, line), append(values, said(line.Kind, *f.Resolved))
		}
	}
	return lines, values
}

func releaseList(t *testing.T) *authority.Matcher {
	t.Helper()
	list, err := os.Open("../../../../testdata/authorities/release.csv")
	require.NoError(t, err)
	defer list.Close()
	var b authority.Builder
	_, err = b.AddAll("release", authority.CSV(list, authority.Options{}))
	require.NoError(t, err)
	return b.Matcher()
}

func (l goldLine) key(said string) string {
	return fmt.Sprintf("%s %s %d-%d %q %s", l.Kind, l.Basis, l.Start, l.End, l.Quote, said)
}

// TestSeedGold holds the facts of the owner's document to the gold data: every
// line of these kinds is found with its very bytes and value, and nothing of them
// is found that is not there.
func TestSeedGold(t *testing.T) {
	alone := []string{"date", "period", "amount", "country", "nationality"}
	listed := append(slices.Clone(alone), "place", "organisation", "project", "facility")
	for name, test := range map[string]struct {
		lists *authority.Matcher
		kinds []string
	}{
		"with the list":    {releaseList(t), listed},
		"without any list": {nil, alone},
	} {
		t.Run(name, func(t *testing.T) {
			found, values := seedFacts(t, test.lists)
			have, where := map[string]bool{}, map[string]bool{}
			for i, l := range found {
				have[l.key(values[i])] = true
				where[fmt.Sprint(l.Kind, l.Basis, l.Start, l.End)] = true
			}
			gold := map[string]bool{}
			for _, l := range goldLines(t, "seed_gold.jsonl") {
				gold[fmt.Sprint(l.Kind, l.Basis, l.Start, l.End)] = true
				if slices.Contains(test.kinds, l.Kind) && !l.optional() {
					require.True(t, have[l.key(l.said())], "missing: %s", l.key(l.said()))
				}
			}
			for _, l := range found {
				if slices.Contains(test.kinds, l.Kind) {
					require.True(t, gold[fmt.Sprint(l.Kind, l.Basis, l.Start, l.End)], "not there: %s", l.key(""))
				}
			}
			requireNoFaults(t, found, gold)
		})
	}
}

// requireNoFaults looks for what must never be reported.
func requireNoFaults(t *testing.T, found []goldLine, gold map[string]bool) {
	t.Helper()
	for _, n := range goldLines(t, "seed_negatives.jsonl") {
		for _, l := range found {
			if l.Kind == n.Kind && l.Start < n.End && n.Start < l.End && !gold[fmt.Sprint(l.Kind, l.Basis, l.Start, l.End)] {
				t.Errorf("reported: %s, although %s", l.key(""), n.Note)
			}
		}
	}
}
