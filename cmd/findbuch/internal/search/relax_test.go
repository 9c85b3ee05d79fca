package search

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestRelaxed(t *testing.T) {
	for query, want := range map[string]string{
		`a`:                               `a`,
		`"a b"`:                           `"a b"`,
		`a NOT b`:                         `a AND NOT b`,
		`a NOT b*`:                        `a AND NOT b*`,
		`a NOT "b c"`:                     `a`,
		`a NOT (b OR "c d")`:              `a AND NOT b`,
		`a NOT (b AND "c d")`:             `a`,
		`a NOT (b AND NOT "c d")`:         `a AND NOT (b AND NOT "c d")`,
		`a (b OR NOT "c d")`:              `a`,
		`a (b OR NOT ("c d" OR "e f"))`:   `a`,
		`a OR b NOT "c d"`:                `a OR b`,
		`(a OR b) NOT (c "d e" OR "f g")`: `a OR b`,
		`NOT (NOT "a b" OR c)`:            `NOT (NOT "a b" OR c)`,
		`a NOT (NOT (NOT "b c" OR d) e)`:  `a`,
	} {
		q, err := Parse(query)
		require.NoError(t, err)
		require.Equal(t, want, q.relaxed().String(), query)
	}
	require.Equal(t, Query{}, Query{}.relaxed())
}
