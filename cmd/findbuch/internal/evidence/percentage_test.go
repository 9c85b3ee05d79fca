package evidence

import "testing"

func TestPercentages(t *testing.T) {
	check(t, "de", map[string]string{
		"um 5 % und 5,5 Prozent":        "percentage '5 %' 5 | percentage '5,5 Prozent' 5.5",
		"fünfzig Prozent, minus 3%":     "percentage 'fünfzig Prozent' 50 | percentage 'minus 3%' -3",
		"ein Prozent der Leute":         "percentage 'ein Prozent' 1",
		"anderthalb Prozent":            "percentage 'anderthalb Prozent' 1.5",
		"3 ‰ oder vier Promille":        "percentage '3 ‰' 0.3 | percentage 'vier Promille' 0.4",
		"eine 50%ige Lösung":            "percentage '50%' 50",
		"um 15 Prozentpunkte":           "quantity '15 Prozentpunkte' 15 {percentage_point}",
		"5 bis 10 Prozent":              "number '5' 5 | percentage '10 Prozent' 10",
		"1.000 % mehr":                  "percentage '1.000 %' 1000",
		"zu http://a.org/q?x=30%25&y=7": "",
	})
	check(t, "en", map[string]string{
		"five percent, 0.5 per cent":         "percentage 'five percent' 5 | percentage '0.5 per cent' 0.5",
		"7 % 3 == 1 and printf %5d, 10%d":    "number '7' 7 | number '3' 3 | number '1' 1",
		"a percentage of it":                 "",
		"size 5\n% the comment, 20\npercent": "number '5' 5 | percentage '20 percent' 20",
		"two percentage points":              "quantity 'two percentage points' 2 {percentage_point}",
	})
}
