package evidence

import "testing"

func TestQuantities(t *testing.T) {
	check(t, "de", map[string]string{
		"3 km und zehn Hektar":                   "quantity '3 km' 3 km | quantity 'zehn Hektar' 10 har",
		"75ml, 4,18m^2, 12 m³":                   "quantity '75ml' 75 mL | quantity '4,18m^2' 4.18 m2 | quantity '12 m³' 12 m3",
		"mit 120 km/h, 244 Metern pro Sekunde":   "quantity '120 km/h' 120 km/h | quantity '244 Metern pro Sekunde' 244 m/s",
		"20 °C, 5 Grad Celsius":                  "quantity '20 °C' 20 Cel | quantity '5 Grad Celsius' 5 Cel",
		"um 45 Grad gedreht":                     "quantity '45 Grad' 45 deg",
		"um zwei Grad":                           "quantity 'zwei Grad' 2 deg or Cel or [degF]",
		"500 Megabyte, 8 Bit, 16 GiB":            "quantity '500 Megabyte' 500 MBy | quantity '8 Bit' 8 bit | quantity '16 GiB' 16 GiBy",
		"12-Pfund-Tasse, drei Pfund":             "quantity '12-Pfund' 12 [lb_av] or 500.g | quantity 'drei Pfund' 3 [lb_av] or 500.g or GBP",
		"für fünf Pfund":                         "quantity 'fünf Pfund' 5 [lb_av] or 500.g or GBP",
		"Der Liter kostet, ein Liter reicht":     "quantity 'ein Liter' 1 L",
		"ein Bit, ein Byte, ein Fuß":             "",
		"Seite 3 m, 2 Turn, 5 Stunden":           "number '3' 3 | number '2' 2 | number '5' 5",
		"1h 20m 8s lang":                         "",
		"das Seil ist 30m lang, 9,8m/s":          "quantity '30m' 30 m | quantity '9,8m/s' 9.8 m/s",
		"split -b 30m Datei, %-7.7g, Modell 35t": "",
		"Nr. 7 L, Abb. 3 m, auf Seite 5 g":       "number '7' 7 | number '3' 3 | number '5' 5",
		"ein Null-Byte, mit 0-Bytes, 0 Bytes":    "number 'Null' 0 | quantity '0 Bytes' 0 By",
		"im 3/4-Ton, zwei Tonnen":                "quantity 'zwei Tonnen' 2 t",
		"mit ESC [ ? 7 l aus, \\h'7m'":           "number '7' 7",
		"1\\|024 Byte":                           "",
		"Beschleunigung 9,81 m/s^2, 3 m/s²":      "quantity '9,81 m/s^2' 9.81 m/s2 | quantity '3 m/s²' 3 m/s2",
	})
	check(t, "en", map[string]string{
		"six-mile trip, 16-bit words":            "quantity 'six-mile' 6 [mi_i] | quantity '16-bit' 16 bit",
		"he is 5 feet 3 inches":                  "quantity '5 feet 3 inches' 5.25 [ft_i]",
		"12 ft 2 in long":                        "quantity '12 ft 2 in' 73/6 [ft_i]",
		"3 tons, 16,000 metric tons":             "quantity '3 tons' 3 [ston_av] or [lton_av] or t | quantity '16,000 metric tons' 16000 t",
		"0.9 trillion cubic feet":                "quantity '0.9 trillion cubic feet' 900000000000 [cft_i]",
		"½ teaspoon and 1/2 cup":                 "quantity '½ teaspoon' 0.5 [tsp_us] | quantity '1/2 cup' 0.5 [cup_us]",
		"50 cm/ms, 40 MB/s, 10 Mb/s":             "quantity '50 cm/ms' 50 cm/ms | quantity '40 MB/s' 40 MBy/s | quantity '10 Mb/s' 10 MBy/s or Mbit/s",
		"weighs 20 (kg), 120 μg":                 "quantity '20 (kg)' 20 kg | quantity '120 μg' 120 ug",
		"by 2 in April, 0L, 200809L, L-202":      "number '2' 2",
		"M 1 2 L 3.5 0 V 7 L 1 1":                "number '1' 1 | number '2' 2 | number '3.5' 3.5 | number '0' 0 | number '7' 7 | number '1' 1 | number '1' 1",
		"byte 0 bit 3, scp-173 m":                "number '0' 0 | number '3' 3",
		"turns left, takes turns":                "",
		"the 480m clock, \"50m\", revision 3.2g": "",
		"a cable of 40m, it weighs 15g":          "quantity '40m' 40 m | quantity '15g' 15 g",
		"plus minus 5 V, plus or minus 3 V":      "quantity '5 V' 5 V | quantity '3 V' 3 V",
		"a zero byte, zero bytes, 4 bytes":       "number 'zero' 0 | number 'zero' 0 | quantity '4 bytes' 4 By",
		"the latter one turns, one QM":           "",
		"see\n2874\nbits 0:15, has 12\nbytes":    "number '2874' 2874 | quantity '12 bytes' 12 By",
		"1/10 Gbit/s, 10 Gbit/s, 1/2 inch":       "number '1/10' 0.1 | quantity '10 Gbit/s' 10 Gbit/s | quantity '1/2 inch' 0.5 [in_i]",
		"45-90 MHz, at 188 miles an hour":        "number '45' 45 | quantity '90 MHz' 90 MHz | quantity '188 miles an hour' 188 [mi_i]/h",
	})
}
