package evidence

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTimexes(t *testing.T) {
	for body, want := range map[string]string{
		"Von 1926 bis 1995 stieg es.":     "[DATE 1926 1926] [DATE 1995 1995]",
		"Vom 3. bis zum 5. Mai 1999.":     "[DATE 3. 1999-05-03] [DATE 5. Mai 1999 1999-05-05]",
		"In der Spielzeit 1995/96.":       "[DATE 1995/96 1995/1996]",
		"Vor drei Tagen, seit 1990.":      "[DURATION drei Tagen P3D] [DATE 1990 1990]",
		"Täglich um 9 Uhr seit 1990.":     "[SET Täglich P1D] [TIME 9 Uhr T09:00] [DATE 1990 1990]",
		"Mehr als 1200 Seiten, kein Tag.": "",
	} {
		got := ""
		for _, f := range temporalFacts("de", body) {
			for _, x := range Timexes(body, f) {
				got += fmt.Sprintf(" [%s %s %s]", x.Type, x.Span.Of(body), x.Value)
			}
		}
		require.Equal(t, want, got[min(1, len(got)):], body)
	}
}
