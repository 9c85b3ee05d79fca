package evidence

import (
	"testing"

	"github.com/stretchr/testify/require"

	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store/span"
)

func TestTimes(t *testing.T) {
	requireFacts(t, "de", [][2]string{
		{"Neben dem Bild hängt eine Uhr; auf der 3 Uhr-Position, ab Position 2 Uhr; bis 23:59:59,5; am Morgen um ein Uhr.", "time 'Morgen' TMO | time 'ein Uhr' T01:00"},
		{"Um 20.30 Uhr, um 9 Uhr, 8 Uhr abends, um neun Uhr, um halb neun.", "time '20.30 Uhr' T20:30 | time '9 Uhr' T09:00 | time '8 Uhr abends' T20:00 | time 'neun Uhr' T09:00 | time 'halb neun' T08:30"},
		{"Von 14.30-18 Uhr, 10 bis 12 Uhr.", "time '14.30' T14:30 | time '18 Uhr' T18:00 | time '10' T10:00 | time '12 Uhr' T12:00"},
		{"Am Montag um 9, am Freitagabend, gestern Abend, am Nachmittag.", "date 'Montag' XXXX-WXX-1 | time '9' T09:00 | time 'Freitagabend' XXXX-WXX-5TEV | time 'gestern Abend' -P1D | time 'Nachmittag' TAF"},
		{"Es steht 21:19, und es stieg um 9 auf 12.", ""},
	})
	requireFacts(t, "en", [][2]string{
		{"The Midnight Rider came at midnight.", "time 'midnight' T24:00"},
		{"At 8 p.m., 8:30 a.m., 8pm, at 20:30, Monday evening.", "time '8 p.m.' T20:00 | time '8:30 a.m.' T08:30 | time '8pm' T20:00 | time '20:30' T20:30 | time 'Monday evening' XXXX-WXX-1TEV"},
	})
}

// Times are read on demand; the day of "Montagabend" always.
func TestTimesOnDemand(t *testing.T) {
	body := "Am Montagabend um 20 Uhr."
	facts := Read(body, []text.Passage{{Kind: text.KindParagraph, Span: span.Span{End: len(body)}}}, Options{Language: "de"})
	require.Equal(t, "date 'Montagabend' XXXX-WXX-1", written(body, facts))
}
