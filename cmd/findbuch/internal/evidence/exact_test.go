package evidence

import (
	"math/big"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestExact(t *testing.T) {
	for want, e := range map[string]exact{
		"0":        {digits: "000", negative: true},
		"83700":    {digits: "837", exp: 2},
		"-0.05":    {digits: "5", exp: -2, negative: true},
		"12.5":     {digits: "0012500", exp: -3},
		"0.125":    {digits: "1", den: 8},
		"2/3":      {digits: "4", den: 6},
		"-2000/3":  {digits: "2", exp: 3, den: 3, negative: true},
		"1/30":     {digits: "1", exp: -1, den: 3},
		"1500000":  {digits: "3", exp: 6, den: 2},
		"0.000015": {digits: "15", exp: -6},
	} {
		require.Equal(t, want, e.String())
	}
}

func TestExactIsWhatBigSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := exact{digits: rapid.StringMatching(`[0-9]{1,25}`).Draw(t, "digits"), exp: rapid.IntRange(-30, 30).Draw(t, "exp"),
			den: rapid.Uint64Range(0, 5000).Draw(t, "den"), negative: rapid.Bool().Draw(t, "negative")}
		want, _ := new(big.Rat).SetString(e.digits)
		ten, _ := new(big.Rat).SetString("1" + strings.Repeat("0", max(e.exp, -e.exp)))
		if e.exp < 0 {
			ten.Inv(ten)
		}
		want.Mul(want, ten)
		if e.den > 1 {
			want.Quo(want, new(big.Rat).SetInt(new(big.Int).SetUint64(e.den)))
		}
		if e.negative {
			want.Neg(want)
		}
		got, ok := new(big.Rat).SetString(e.String())
		require.True(t, ok, e.String())
		require.Zero(t, want.Cmp(got), "%v is not %s", e, want)
	})
}

func TestPower(t *testing.T) {
	p, ok := exact{digits: "2"}.power(64)
	require.True(t, ok)
	require.Equal(t, "18446744073709551616", p.String())
	p, ok = exact{digits: "25", exp: -1}.power(-1)
	require.True(t, ok)
	require.Equal(t, "0.4", p.String())
	_, ok = exact{digits: "0"}.power(-1)
	require.False(t, ok)
	_, ok = exact{digits: "2"}.power(100)
	require.False(t, ok)
}
