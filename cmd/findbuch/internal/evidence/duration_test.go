package evidence

import "testing"

func TestDurations(t *testing.T) {
	requireFacts(t, "de", [][2]string{
		{"Viele Tags, der letzte Tag eines Monats, an diesen Tagen, eine 24-Stunden-Uhr.", ""},
		{"Er wurde 41 Jahre, 2 Monate und 5 Tage krank; 3 Stunden 20 Minuten.", "duration '41 Jahre, 2 Monate und 5 Tage' P41Y2M5D | duration '3 Stunden 20 Minuten' PT3H20M"},
		{"Die Uhr geht zwei Stunden früher als dort.", "duration 'zwei Stunden' PT2H"},
		{"Drei Tage lang, fünf Jahre, eine Woche, ein halbes Jahr.", "duration 'Drei Tage' P3D | duration 'fünf Jahre' P5Y | duration 'eine Woche' P1W | duration 'ein halbes Jahr' P0.5Y"},
		{"Mehrere Monate, seit Jahren, einige Tage.", "duration 'Mehrere Monate' PXM | duration 'Jahren' PXY | duration 'einige Tage' PXD"},
		{"Fast zehn Jahre, anderthalb Jahre, 1,5 Stunden.", "duration 'Fast zehn Jahre' P10Y | duration 'anderthalb Jahre' P1.5Y | duration '1,5 Stunden' PT1.5H"},
		{"In den letzten fünf Jahren, die vergangenen Monate.", "duration 'den letzten fünf Jahren' P5Y | duration 'die vergangenen Monate' PXM"},
		{"Zwei Jahre und neun Monate, zwei Stunden und 30 Minuten.", "duration 'Zwei Jahre und neun Monate' P2Y9M | duration 'zwei Stunden und 30 Minuten' PT2H30M"},
		{"Die 35-Stunden-Woche, ein dreitägiges Treffen, jahrelang.", "duration '35-Stunden-Woche' PT35H | duration 'dreitägiges' P3D | duration 'jahrelang' PXY"},
		{"Eine zweijährige Haft für die zweijährige Tochter.", "duration 'zweijährige' P2Y"},
		{"Das ganze Jahr, Jahre später, ein 3-tägiges Treffen, der 10-jährige Sohn.", "duration 'Das ganze Jahr' P1Y | duration 'Jahre' PXY | duration '3-tägiges' P3D"},
		{"Zwei Jahrzehnte, ein Jahrhundert.", "duration 'Zwei Jahrzehnte' P20Y | duration 'ein Jahrhundert' P100Y"},
		{"Zwei bis drei Wochen.", "duration 'Zwei bis drei Wochen' PXW"},
		{"16 Jahre alt, ab 16 Jahren, mit elf Wochen, eines Tages, im 24-Stunden-Format.", ""},
	})
	requireFacts(t, "en", [][2]string{
		{"A quarter of the pages, three quarters of it, a half page or a quarter page, in 12-hour notation. One day, it broke.", ""},
		{"It should last about two weeks; up 2 weeks, 3 hours, 7 minutes.", "duration 'about two weeks' P2W | duration '2 weeks, 3 hours, 7 minutes' P2WT3H7M"},
		{"For five years, several months, a 3-day trip.", "duration 'five years' P5Y | duration 'several months' PXM | duration '3-day' P3D"},
		{"2 hours and 30 minutes; the last two decades; two or three days", "duration '2 hours and 30 minutes' PT2H30M | duration 'the last two decades' P20Y | duration 'two or three days' PXD"},
	})
}
