package evidence

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"findbuch/store/span"
)

// scanned returns the scan of a text that is one passage.
func scanned(body string) *scan {
	s := newScan(body, Options{})
	s.passage(span.Span{End: len(body)})
	return s
}

func TestTokens(t *testing.T) {
	s := scanned("Am 3. Mai,\nfür 83,7 € (ÖBB).")
	var got []string
	for i := range s.tokens {
		got = append(got, fmt.Sprintf("%s/%s", s.text(i), s.fold(i)))
	}
	require.Equal(t, "Am/am 3/3 ./. Mai/mai ,/, für/fur 83/83 ,/, 7/7 €/€ (/( ÖBB/obb )/) ./.", strings.Join(got, " "))
	require.NotZero(t, s.tokens[0].shape&capital)
	require.NotZero(t, s.tokens[1].shape&isDigits)
	require.NotZero(t, s.tokens[5].shape&newLine)
	require.NotZero(t, s.tokens[11].shape&allCaps)
	require.True(t, s.joined(2))
	require.False(t, s.joined(3))
	require.Equal(t, "3. Mai", s.span(1, 4).Of(s.body))
}

func TestSentences(t *testing.T) {
	for body, want := range map[string]int{
		"Am 3. Mai kam Dr. Müller. Er blieb bis zum 5. Juni.": 2,
		"Um 12 Uhr! Wirklich? Ja.":                            3,
		"J. R. Ewing kam. er ging":                            1,
		"Das war 1999.\nDann kam 2000.":                       2,
		"":                                                    0,
	} {
		s, n := scanned(body), 0
		for i := 0; i < len(s.tokens); n++ {
			_, i = s.sentence(i)
		}
		require.Equal(t, want, n, body)
	}
}
