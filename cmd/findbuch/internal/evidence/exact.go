package evidence

import (
	"math/big"
	"strconv"
	"strings"
)

// exact is a number as written, without loss: ±digits × 10^exp / den.
type exact struct {
	negative bool
	digits   string // decimal digits, any number of leading zeros
	exp      int
	den      uint64 // 0 and 1: none
}

// whole returns the exact number n.
func whole(n uint64) exact { return exact{digits: strconv.FormatUint(n, 10)} }

// String returns the shortest decimal without exponent, "-1234.5"; a fraction
// that no decimal equals is returned in lowest terms, "2/3".
func (e exact) String() string {
	sign := ""
	if e.negative {
		sign = "-"
	}
	if e.den > 1 {
		return e.fraction(sign)
	}
	digits := strings.TrimLeft(e.digits, "0")
	if digits == "" {
		return "0"
	}
	if e.exp >= 0 {
		return sign + digits + strings.Repeat("0", e.exp)
	}
	if short := 1 - e.exp - len(digits); short > 0 {
		digits = strings.Repeat("0", short) + digits
	}
	point := len(digits) + e.exp
	decimals := strings.TrimRight(digits[point:], "0")
	if decimals == "" {
		return sign + digits[:point]
	}
	return sign + digits[:point] + "." + decimals
}

func (e exact) fraction(sign string) string {
	num, _ := new(big.Int).SetString("0"+e.digits, 10)
	den := new(big.Int).SetUint64(e.den)
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(e.exp, -e.exp))), nil)
	if e.exp >= 0 {
		num.Mul(num, ten)
	} else {
		den.Mul(den, ten)
	}
	r := new(big.Rat).SetFrac(num, den)
	places, finite := r.FloatPrec()
	if !finite {
		return sign + r.String()
	}
	return (exact{negative: sign != "", digits: decimalDigits(r, places), exp: -places}).String()
}

// decimalDigits returns r × 10^places, which is whole.
func decimalDigits(r *big.Rat, places int) string {
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)
	shifted := new(big.Rat).Mul(r, new(big.Rat).SetInt(ten))
	return shifted.Num().String()
}

// power returns e to a whole power of at most 99, and false if that is no
// decimal of reasonable length.
func (e exact) power(n int) (exact, bool) {
	if e.den > 1 || n < -99 || n > 99 || len(e.digits) > 12 {
		return exact{}, false
	}
	base, _ := new(big.Int).SetString("0"+e.digits, 10)
	if base.Sign() == 0 {
		return exact{}, false
	}
	m := new(big.Int).Exp(base, big.NewInt(int64(max(n, -n))), nil)
	if n >= 0 {
		return exact{negative: e.negative && n%2 != 0, digits: m.String(), exp: e.exp * n}, true
	}
	if !m.IsUint64() {
		return exact{}, false
	}
	return exact{negative: e.negative && n%2 != 0, digits: "1", exp: e.exp * n, den: m.Uint64()}, true
}
