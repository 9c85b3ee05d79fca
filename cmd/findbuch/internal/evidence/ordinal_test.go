package evidence

import "testing"

func TestOrdinals(t *testing.T) {
	check(t, "de", map[string]string{
		"Die dritte Fahrt im 19. Jahr":        "ordinal 'dritte' 3 | ordinal '19.' 19",
		"seine fünfundzwanzigste Fahrt":       "ordinal 'fünfundzwanzigste' 25",
		"Sie fuhren zu viert.":                "ordinal 'viert' 4",
		"vom 11. bis 13. Mai":                 "",
		"der 3. Oktober":                      "",
		"der zwei Millionste Gast":            "ordinal 'zwei Millionste' 2000000",
		"die hundertdritte Fahrt, die letzte": "ordinal 'hundertdritte' 103",
	})
	check(t, "en", map[string]string{
		"the third boat and the 21st":     "ordinal 'third' 3 | ordinal '21st' 21",
		"the twenty-fifth, the hundredth": "ordinal 'twenty-fifth' 25 | ordinal 'hundredth' 100",
		"one hundred twenty second":       "ordinal 'one hundred twenty second' 122",
		"wait a second, 30 second tests":  "number '30' 30",
		"the 22th boat":                   "",
		"one fifth of it":                 "number 'one fifth' 0.2",
	})
}
