package evidence

import "testing"

func TestAmounts(t *testing.T) {
	check(t, "de", map[string]string{
		"kostete 83,7 Milliarden Yuan":              "amount '83,7 Milliarden Yuan' 83700000000 CNY",
		"mehrere Milliarden Yuan":                   "amount 'mehrere Milliarden Yuan' about 1e9 CNY",
		"Hunderte Millionen Euro":                   "amount 'Hunderte Millionen Euro' about 1e8 EUR",
		"ein paar hundert Euro":                     "amount 'ein paar hundert Euro' about 1e2 EUR",
		"EUR 3.000 oder 3 Mrd. Euro":                "amount 'EUR 3.000' 3000 EUR | amount '3 Mrd. Euro' 3000000000 EUR",
		"zum Preis von 5,- € und 7,50 €":            "amount '5,- €' 5 EUR | amount '7,50 €' 7.5 EUR",
		"drei Euro zwanzig.":                        "amount 'drei Euro zwanzig' 3.2 EUR",
		"drei Euro zwanzig Leuten":                  "amount 'drei Euro' 3 EUR | number 'zwanzig' 20",
		"zwei Euro und fünfzig Cent":                "amount 'zwei Euro und fünfzig Cent' 2.5 EUR",
		"nur 50 Cent":                               "amount '50 Cent' 0.5 AUD or 26 more",
		"120 Schweizer Franken, 80 indische Rupien": "amount '120 Schweizer Franken' 120 CHF | amount '80 indische Rupien' 80 INR",
		"fünf kanadische Dollar, 5 Dollar":          "amount 'fünf kanadische Dollar' 5 CAD | amount '5 Dollar' 5 AUD or 25 more",
		"ein 20-Millionen-Euro-Vertrag":             "amount '20-Millionen-Euro' 20000000 EUR",
		"für 500 Mark, in 300 Marken":               "amount '500 Mark' 500 BAM or DDM or DEM or FIM | number '300' 300",
		"DM 4,50 und 12 TEUR":                       "amount 'DM 4,50' 4.5 DEM | amount '12 TEUR' 12000 EUR",
		"zwei Mark Strafe":                          "amount 'zwei Mark' 2 BAM or DDM or DEM or FIM",
		"minus 15 Dollar 50.":                       "amount 'minus 15 Dollar' -15 AUD or 25 more | number '50' 50",
		"einen Euro je Tag":                         "amount 'einen Euro' 1 EUR",
		"12 Pfund Sterling, drei Millionen Pfund":   "amount '12 Pfund Sterling' 12 GBP | amount 'drei Millionen Pfund' 3000000 CYP or 12 more",
	})
	check(t, "en", map[string]string{
		"$5 million, US$5bn and €2m":             "amount '$5 million' 5000000 ARS or 28 more | amount 'US$5bn' 5000000000 USD | amount '€2m' 2000000 EUR",
		"hundreds of millions of euros":          "amount 'hundreds of millions of euros' about 1e8 EUR",
		"it cost 15 dollars 50.":                 "amount '15 dollars 50' 15.5 AUD or 25 more",
		"thirteen pounds sterling, 470 pence":    "amount 'thirteen pounds sterling' 13 GBP | amount '470 pence' 4.7 GBP or 4 more",
		"EUR50, 149USD, HK$ 3.50, 10 MEUR":       "amount 'EUR50' 50 EUR | amount '149USD' 149 USD | amount 'HK$ 3.50' 3.5 HKD | amount '10 MEUR' 10000000 EUR",
		"3 swiss francs, 250 million yen":        "amount '3 swiss francs' 3 CHF | amount '250 million yen' 250000000 JPY",
		"ALL 5 of them, ARM64, 1 TOP and 70 GEL": "number '5' 5 | number '1' 1 | number '70' 70",
		"run ls $1 and $HOME; echo $25":          "",
		"addq $24, %rsp":                         "",
		"ADDQ $16, SP and grep 'go 1.24$' file":  "number '1.24' 1.24",
		"the hash is $2b$10$ then, 'three$'":     "number 'three' 3",
		"vector: $1000, ports $5f to $7f":        "",
		"it cost $1000, $5b in all":              "amount '$1000' 1000 ARS or 28 more | amount '$5b' 5000000000 ARS or 28 more",
		"the dollar fell":                        "",
		"dated 1984-2021 Mark Miller":            "number '1984' 1984 | number '2021' 2021",
	})
	check(t, "", map[string]string{
		"1.000 Euro":       "amount '1.000 Euro' EUR",
		"3 billion euros":  "amount '3 billion euros' 3000000000 EUR",
		"1.000.000,5 Euro": "amount '1.000.000,5 Euro' 1000000.5 EUR",
	})
}
