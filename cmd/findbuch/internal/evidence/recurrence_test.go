package evidence

import "testing"

func TestRecurrences(t *testing.T) {
	requireFacts(t, "de", [][2]string{
		{"Bit pro Sekunde, einmal pro Minute, /etc/jobs.daily, alltägliche Arbeit.", "recurrence 'pro Minute' R/PT1M"},
		{"Jeden Montag, täglich, montags, jährlich, nachts.", "recurrence 'Jeden Montag' R/P1W | recurrence 'täglich' R/P1D | recurrence 'montags' R/P1W | recurrence 'jährlich' R/P1Y | recurrence 'nachts' R/P1D"},
		{"Alle zwei Jahre, pro Jahr, jedes Jahr, alle paar Wochen.", "recurrence 'Alle zwei Jahre' R/P2Y | recurrence 'pro Jahr' R/P1Y | recurrence 'jedes Jahr' R/P1Y | recurrence 'alle paar Wochen' PXW"},
		{"Dreimal täglich, jeden letzten Samstag im Monat.", "recurrence 'Dreimal täglich' R/P1D | recurrence 'jeden letzten Samstag im Monat' R/P1M"},
		{"Zweimal im Jahr, dreimal in der Woche, im Jahr 1999.", "recurrence 'Zweimal im Jahr' R/P1Y | recurrence 'dreimal in der Woche' R/P1W | date 'Jahr 1999' 1999"},
		{"Auf jeden Fall, jedes Mal, alle Jahre wieder.", ""},
	})
	requireFacts(t, "en", [][2]string{
		{"See the-annual-report.html and nightly-daily.timer.", ""},
		{"Twice a week, 7 days a week, a week.", "recurrence 'Twice a week' R/P1W | duration '7 days' P7D | recurrence 'a week' R/P1W | duration 'a week' P1W"},
		{"Every Monday, daily, each year, every two weeks, on Mondays.", "recurrence 'Every Monday' R/P1W | recurrence 'daily' R/P1D | recurrence 'each year' R/P1Y | recurrence 'every two weeks' R/P2W | recurrence 'Mondays' R/P1W"},
	})
}
