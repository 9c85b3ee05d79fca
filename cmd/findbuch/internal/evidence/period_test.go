package evidence

import "testing"

func TestPeriods(t *testing.T) {
	requireFacts(t, "de", [][2]string{
		{"Die Zahlen 1990 bis 1995 und $((1400-36)).", "period 'bis 1995' ../1995 | date '1995' 1995"},
		{"Vom 11. bis 13. Deutschland, vom 14. bis 15. besuchte er Wien.", "period '11. bis 13.' XXXX-XX-11/XXXX-XX-13 | period '14. bis 15.' XXXX-XX-14/XXXX-XX-15"},
		{"Vom 3. bis 5. Mai 1999.", "period '3. bis 5. Mai 1999' 1999-05-03/1999-05-05"},
		{"Vom 28. Dezember bis zum 3. Januar 1999.", "period '28. Dezember bis zum 3. Januar 1999' 1998-12-28/1999-01-03"},
		{"Oktober bis Dezember 1999", "period 'Oktober bis Dezember 1999' 1999-10/1999-12"},
		{"1914-1918, 1914–18, in der Spielzeit 1995/96", "period '1914-1918' 1914/1918 | period '1914–18' 1914/1918 | period '1995/96' 1995/1996"},
		{"Zwischen 1990 und 1995, von 1926 bis 1995.", "period '1990 und 1995' 1990/1995 | period '1926 bis 1995' 1926/1995"},
		{"Seit 1990, bis 2005, vor 1914, nach dem 8. Mai 1945.", "period 'Seit 1990' 1990/.. | date '1990' 1990 | period 'bis 2005' ../2005 | date '2005' 2005 | period 'vor 1914' ../1914 BEFORE | date '1914' 1914 | period 'nach dem 8. Mai 1945' 1945-05-08/.. AFTER | date '8. Mai 1945' 1945-05-08"},
		{"Vom 11. bis 13. Platz; 1200-1500 Euro; 1995-1990; 1024 bis 1031", ""},
	})
	requireFacts(t, "en", [][2]string{
		{"ISO 1539-2004, lines 1600-1640, frames between 1024 and 1522 bytes, 1000 - 1500.", ""},
		{"From 1914 to 1918, between 1990 and 1995.", "period '1914 to 1918' 1914/1918 | period '1990 and 1995' 1990/1995"},
		{"From May 3 to May 5, 1999; May 3-5, 1999.", "period 'May 3 to May 5, 1999' 1999-05-03/1999-05-05 | period 'May 3-5, 1999' 1999-05-03/1999-05-05"},
		{"Since 1990 he lived there.", "period 'Since 1990' 1990/.. | date '1990' 1990"},
	})
}
