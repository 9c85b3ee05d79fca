package evidence

import "testing"

func TestNumbersInDigits(t *testing.T) {
	check(t, "de", map[string]string{
		"Es kamen 1.000 Leute.":             "number '1.000' 1000",
		"Es waren 1.000,50 im Mittel.":      "number '1.000,50' 1000.5",
		"Es waren 1,000.50 im Mittel.":      "number '1,000.50' 1000.5",
		"Es sind 4,800 im Mittel":           "number '4,800' 4.8",
		"Rund 250 000 Studenten":            "number '250 000' 250000",
		"Rund 1'250'000 Leute":              "number '1'250'000' 1250000",
		"Reihe 10 200 30 400":               "number '10' 10 | number '200' 200 | number '30' 30 | number '400' 400",
		"um −5 kälter":                      "number '−5' -5",
		"Version 2.6.32 von 11.5.1999":      "",
		"Tel. 0711/285 82, Fax 99 66":       "",
		"die 3/4 der Leute":                 "number '3/4' 0.75",
		"etwa 1½ davon":                     "number '1½' 1.5",
		"1. Wahl des Vorstands":             "",
		"von 12:30 bis 17.45 Uhr":           "",
		"Anlage A-12 und x86":               "",
		"um 3e8 größer, also 2^10 und 0x1F": "number '3e8' 300000000 | number '2^10' 1024",
		"Seiten 22,24,26,31":                "number '22' 22 | number '24' 24 | number '26' 26 | number '31' 31",
	})
	check(t, "en", map[string]string{
		"There were 1,000 people.":      "number '1,000' 1000",
		"a mean of 1.000 per head":      "number '1.000' 1",
		"a ratio of .5, or 1,5":         "number '.5' 0.5 | number '1,5' 1.5",
		"12,34,567.89 in all":           "number '12,34,567.89' 1234567.89",
		"6.02x10^23 of them":            "number '6.02x10^23' 602000000000000000000000",
		"-5 and 7-8":                    "number '-5' -5 | number '7' 7 | number '8' 8",
		"2 1/2 of them, 24/7 in 5/2020": "number '2 1/2' 2.5",
		"It is 12k lines":               "number '12k' 12000",
	})
	check(t, "", map[string]string{
		"1.000 Leute":   "number '1.000' 1000 or 1",
		"1,500 people":  "number '1,500' 1500 or 1.5",
		"1.000.000 und": "number '1.000.000' 1000000",
	})
}

func TestNumbersInWords(t *testing.T) {
	check(t, "de", map[string]string{
		"Es waren dreiundzwanzig Boote.":             "number 'dreiundzwanzig' 23",
		"zwei Millionen dreitausend Boote":           "number 'zwei Millionen dreitausend' 2003000",
		"anderthalb Millionen":                       "number 'anderthalb Millionen' 1500000",
		"viereinhalb davon":                          "number 'viereinhalb' 4.5",
		"drei Viertel aller Boote":                   "number 'drei Viertel' 0.75",
		"zwei Drittel der Boote":                     "number 'zwei Drittel' 2/3",
		"eine halbe Million Boote":                   "number 'eine halbe Million' 500000",
		"ein halbes Dutzend Boote":                   "number 'ein halbes Dutzend' 6",
		"sieben Komma zwei fünf":                     "number 'sieben Komma zwei fünf' 7.25",
		"minus zwölf":                                "number 'minus zwölf' -12",
		"Ein Boot und eine Insel, einem Mann":        "",
		"mehrere hundert Boote, Tausende Leute":      "",
		"Zweifel, Achtung, Einsamkeit und Elfenbein": "",
	})
	check(t, "en", map[string]string{
		"twenty-three boats":                     "number 'twenty-three' 23",
		"one hundred and sixteen boats":          "number 'one hundred and sixteen' 116",
		"two hundred and three thousand":         "number 'two hundred and three thousand' 203000",
		"between one hundred and two hundred":    "number 'one hundred' 100 | number 'two hundred' 200",
		"a dozen, half a dozen, three dozen":     "number 'a dozen' 12 | number 'half a dozen' 6 | number 'three dozen' 36",
		"half a million boats":                   "number 'half a million' 500000",
		"five and a half million":                "number 'five and a half million' 5500000",
		"two thirds of a million":                "number 'two thirds of a million' 2000000/3",
		"forty thirty-seconds":                   "number 'forty' 40 | number 'thirty' 30",
		"three hundred fifths":                   "number 'three hundred fifths' 60",
		"eight point nought five":                "number 'eight point nought five' 8.05",
		"one out of three":                       "number 'one out of three' 1/3",
		"This one is the one, a boat, an island": "",
		"3 lakh and 2 crore":                     "number '3 lakh' 300000 | number '2 crore' 20000000",
		"3 billion":                              "number '3 billion' 3000000000",
	})
	check(t, "de", map[string]string{"drei Billionen": "number 'drei Billionen' 3000000000000"})
}
