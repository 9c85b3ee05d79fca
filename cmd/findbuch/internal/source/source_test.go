package source

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTimesThatDoNotFit(t *testing.T) {
	require.EqualValues(t, 1_500_000_007, nanoseconds(1, 500_000_007))
	require.EqualValues(t, -500_000_000, nanoseconds(-1, 500_000_000))
	year2500, year1000 := int64(16_725_225_600), int64(-30_610_224_000)
	require.Positive(t, nanoseconds(year2500, 0))
	require.Negative(t, nanoseconds(year1000, 0))
	require.Positive(t, nanoseconds(math.MaxInt64, 999_999_999))
	require.Negative(t, nanoseconds(math.MinInt64, 0))
}
