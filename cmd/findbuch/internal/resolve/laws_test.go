package resolve

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"findbuch/cmd/findbuch/internal/evidence"
	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store/span"
)

// sentences are what texts are made of here, German ones and English ones.
var sentences = map[string][]string{
	"de": {
		"Am 11. bis 13. Oktober 2023 reiste sie nach Saudi-Arabien.", "Im März dieses Jahres kamen 83,7 Milliarden Yuan.",
		"Gestern war Anna Müller bei der BMW Group in der Stadt Panjin.", "Jeden Montag um 9.30 Uhr tagt der Rat.",
		"Drei Tage lang stieg der Preis um 5,5 Prozent auf 20 km.", "Mehr unter https://example.org/a?b=1, sagte er.",
		"Es waren mehrere Millionen Euro.", "Seit 1990 gibt es das nicht mehr!", "Wer weiß?", "Das 3.", "Dr. Groß kam am 5. auch.",
	},
	"en": {
		"On March 11, 1999 she paid $5 million to Siemens.", "Yesterday the city of Panjin was quiet.", "It took three days.",
		"Every Monday at 8 p.m. they meet.", "About 5.5 percent, or 20 km, remain.", "See doi:10.1000/182 for more.",
		"In the 1990s he moved to France.", "Who knows?", "Mr Smith left on the 5th.",
	},
}

func anyText(t *rapid.T, language string) string {
	return strings.Join(rapid.SliceOfN(rapid.SampledFrom(sentences[language]), 0, 6).Draw(t, "sentences"), " ")
}

func paragraph(body string) []text.Passage {
	if strings.TrimSpace(body) == "" {
		return nil
	}
	start := len(body) - len(strings.TrimLeft(body, " \n"))
	return []text.Passage{{Kind: text.KindParagraph, Span: span.Span{Start: start, End: len(strings.TrimRight(body, " \n"))}}}
}

func told(body, language string, anchor Anchor) []evidence.Fact {
	passages := paragraph(body)
	stated := evidence.Read(body, passages, evidence.Options{Language: language, OnDemand: true})
	return Resolve(body, passages, stated, anchor)
}

// Law 3: spans lie in the text, cut nothing, and are in order; law 4: what is
// resolved has premises, which lie in the text or are asserted; law 7: the same
// bytes give the same facts.
func TestFactsHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		language := rapid.SampledFrom([]string{"de", "en", ""}).Draw(t, "language")
		body := rapid.String().Draw(t, "noise") + anyText(t, "de") + rapid.StringOf(rapid.RuneFrom([]rune(" 0123456789.,-–%€$ßMärzMay°½/"))).Draw(t, "signs") + anyText(t, "en")
		anchor := Anchor{}
		if rapid.Bool().Draw(t, "dated") {
			anchor = Asserted("2004-02-29")
		}
		facts := told(body, language, anchor)
		before := 0
		for _, f := range facts {
			require.LessOrEqual(t, before, f.Span.Start)
			before = f.Span.Start
			require.Less(t, f.Span.Start, f.Span.End)
			require.LessOrEqual(t, f.Span.End, len(body))
			require.True(t, utf8.ValidString(f.Span.Of(body)), "%q", f.Span.Of(body))
			require.Equal(t, strings.TrimSpace(f.Span.Of(body)), f.Span.Of(body))
			if f.Resolved != nil {
				require.NotEmpty(t, f.Because)
			}
			for _, p := range f.Because {
				require.NotNil(t, f.Resolved)
				if !p.Asserted {
					require.Less(t, p.Span.Start, p.Span.End)
					require.LessOrEqual(t, p.Span.End, len(body))
				} else {
					require.NotEmpty(t, anchor.Date)
				}
			}
		}
		require.Equal(t, facts, told(body, language, anchor))
	})
}

// What comes later changes no stated fact more than a sentence before it.
func TestWhatFollowsChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		language := rapid.SampledFrom([]string{"de", "en"}).Draw(t, "language")
		first := anyText(t, language)
		more := anyText(t, language)
		settled := len(first)
		for _, s := range sentences[language] { // the last sentence may be read otherwise
			if strings.HasSuffix(first, s) && len(first)-len(s) < settled {
				settled = len(first) - len(s)
			}
		}
		stated := func(body string) (facts []evidence.Fact) {
			for _, f := range told(body, language, Anchor{}) {
				if f.Span.End <= settled {
					f.Resolved, f.Because = nil, nil
					facts = append(facts, f)
				}
			}
			return facts
		}
		require.Equal(t, stated(first), stated(first+" "+more))
	})
}

// Another date changes what is resolved, and nothing stated.
func TestAnotherDateChangesOnlyWhatIsResolved(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		language := rapid.SampledFrom([]string{"de", "en"}).Draw(t, "language")
		body := anyText(t, language)
		stated := func(anchor Anchor) (facts []evidence.Fact) {
			for _, f := range told(body, language, anchor) {
				f.Resolved, f.Because = nil, nil
				facts = append(facts, f)
			}
			return facts
		}
		require.Equal(t, stated(Asserted("1987-06-05")), stated(Asserted("2019-12-31")))
	})
}

// No bytes at all make a panic.
func FuzzTold(f *testing.F) {
	for _, all := range sentences {
		f.Add(strings.Join(all, " "), "de")
		f.Add(strings.Join(all, "\n"), "")
	}
	f.Fuzz(func(t *testing.T, body, language string) {
		passages := []text.Passage{}
		if len(body) > 0 {
			passages = append(passages, text.Passage{Kind: text.KindParagraph, Span: span.Span{End: len(body)}})
		}
		stated := evidence.Read(body, passages, evidence.Options{Language: language, OnDemand: true})
		for _, fact := range Resolve(body, passages, stated, Asserted("2000-01-01")) {
			require.LessOrEqual(t, fact.Span.End, len(body))
		}
	})
}
