package evidence

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestGermanDates(t *testing.T) {
	requireFacts(t, "de", [][2]string{
		{"Released on October 9, 2003, built Fri Feb 7 09:15:00 CET 2014.", "date 'October 9, 2003' 2003-10-09 | date 'Feb 7 09:15:00 CET 2014' 2014-02-07"},
		{"Seit den 1980'ern; das Jahr 1984 $ ls", "date 'den 1980'ern' 198X | date 'das Jahr 1984' 1984"},
		{"Der Vertrag vom 26. Oktober 2023 gilt.", "date '26. Oktober 2023' 2023-10-26"},
		{"Am 11.3.1999, am 11. 3. 1999 und am 1999-03-11.", "date '11.3.1999' 1999-03-11 | date '11. 3. 1999' 1999-03-11 | date '1999-03-11' 1999-03-11"},
		{"Der Brief vom 11.03.99 und der vom 11.3. fehlen.", "date '11.03.99' XX99-03-11 | date '11.3.' XXXX-03-11"},
		{"Im März, am 3. Mai und am Montag, dem 5. Juni.", "date 'März' XXXX-03 | date '3. Mai' XXXX-05-03 | date 'Montag, dem 5. Juni' XXXX-06-05"},
		{"Anfang Oktober, Mitte Mai 1950, Ende 2007.", "date 'Anfang Oktober' XXXX-10 START | date 'Mitte Mai 1950' 1950-05 MID | date 'Ende 2007' 2007 END"},
		{"In den achtziger Jahren, den 1990er-Jahren, Mitte der 80er Jahre.", "date 'den achtziger Jahren' XX8X | date 'den 1990er-Jahren' 199X | date 'Mitte der 80er Jahre' XX8X MID"},
		{"Im 19. Jahrhundert, Ende des 18. Jahrhunderts, im 3. Jahrhundert v. Chr.", "date '19. Jahrhundert' 18XX | date 'Ende des 18. Jahrhunderts' 17XX END | date '3. Jahrhundert v. Chr.' BC02"},
		{"Im Frühjahr 1995, im Winter, im Sommer des Jahres 1870.", "date 'Frühjahr 1995' 1995-21 | date 'Winter' XXXX-WI | date 'Sommer des Jahres 1870' 1870-22"},
		{"Im dritten Quartal, im 3. Quartal 2014, in der zweiten Jahreshälfte.", "date 'dritten Quartal' XXXX-Q3 | date '3. Quartal 2014' 2014-35 | date 'der zweiten Jahreshälfte' XXXX-H2"},
		{"In KW 12 und KW 12/1999.", "date 'KW 12' XXXX-W12 | date 'KW 12/1999' 1999-03-22/1999-03-28"},
		{"Zu Weihnachten 1999, Ostern 2000 und Pfingsten.", "date 'Weihnachten 1999' 1999-12-25 | date 'Ostern 2000' 2000-04-23 | date 'Pfingsten' P49D"},
		{"Gestern, heute, morgen, vorgestern.", "date 'Gestern' -P1D | date 'heute' P0D | date 'morgen' P1D | date 'vorgestern' -P2D"},
		{"Vergangene Woche, nächstes Jahr, diesen Monat, Ende dieses Jahres.", "date 'Vergangene Woche' -P1W | date 'nächstes Jahr' P1Y | date 'diesen Monat' P0M | date 'Ende dieses Jahres' P0Y END"},
		{"Im März dieses Jahres, am vergangenen Freitag, im nächsten Sommer.", "date 'März dieses Jahres' XXXX-03 P0Y | date 'vergangenen Freitag' XXXX-WXX-5 | date 'nächsten Sommer' XXXX-SU"},
		{"Vor einigen Jahren war es anders, derzeit nicht, demnächst auch.", "date 'Vor einigen Jahren' PAST_REF | date 'derzeit' PRESENT_REF | date 'demnächst' FUTURE_REF"},
		{"1951 gehörte er dazu, 1952 nicht mehr.", "date '1951' 1951 | date '1952' 1952"},
		{"Im Jahr 578 und im Jahre 44 v. Chr.", "date 'Jahr 578' 0578 | date '44 v. Chr.' -0043"},
		{"Um 1900 kamen sie.", "date 'Um 1900' 1900~ APPROX"},
		{"Am 3., 4. und 5. Oktober 1990.", "date '3.' XXXX-XX-03 | date '4.' XXXX-XX-04 | date '5. Oktober 1990' 1990-10-05"},
		{"Am 23. gab es mehr.", "date '23.' XXXX-XX-23"},
		{"Zwei Jahre später, im selben Jahr, am nächsten Tag.", "date 'Zwei Jahre später' P2Y | duration 'Zwei Jahre' P2Y | date 'selben Jahr' P0Y | date 'nächsten Tag' P1D"},
		{"Er starb vor drei Tagen.", "date 'vor drei Tagen' -P3D | duration 'drei Tagen' P3D"},
	})
}

func TestEnglishDates(t *testing.T) {
	requireFacts(t, "en", [][2]string{
		{"Wed Mar 4 18:20 2009 and Sun Jun 1 07:05:44 PDT 2008.", "date 'Mar 4 18:20 2009' 2009-03-04 | date 'Jun 1 07:05:44 PDT 2008' 2008-06-01"},
		{"Written in March, 2007, and in April, 2000 people.", "date 'March, 2007' 2007-03 | date 'April' XXXX-04"},
		{"The 1970's, the 1980s; in the second quarter; on 27.11.97.", "date 'The 1970's' 197X | date 'the 1980s' 198X | date 'the second quarter' XXXX-Q2 | date '27.11.97' XX97-11-27"},
		{"On March 11, 1999, on 11 March 1999 and on May 3rd.", "date 'March 11, 1999' 1999-03-11 | date '11 March 1999' 1999-03-11 | date 'May 3rd' XXXX-05-03"},
		{"The 3rd of May 1999; Sept. 3, 1999; 12-Oct-2019.", "date '3rd of May 1999' 1999-05-03 | date 'Sept. 3, 1999' 1999-09-03 | date '12-Oct-2019' 2019-10-12"},
		{"2019-10-12T10:11:12Z, 1999/03/11, Tue May 13 22:12:27 2008", "date '2019-10-12' 2019-10-12 | date '1999/03/11' 1999-03-11 | date 'May 13 22:12:27 2008' 2008-05-13"},
		{"03/11/1999 may be either, 13/11/1999 may not.", "date '03/11/1999' [1999-03-11,1999-11-03] | date '13/11/1999' 1999-11-13"},
		{"In early October, in the mid-1990s, late 1999.", "date 'early October' XXXX-10 START | date 'the mid-1990s' 199X MID | date 'late 1999' 1999 END"},
		{"In the nineties, in the 19th century, the late 18th century.", "date 'the nineties' XX9X | date 'the 19th century' 18XX | date 'the late 18th century' 17XX END"},
		{"In the spring of 1995; in the third quarter of 2014.", "date 'spring of 1995' 1995-21 | date 'the third quarter of 2014' 2014-35"},
		{"Yesterday, last week, next year, last Monday.", "date 'Yesterday' -P1D | date 'last week' -P1W | date 'next year' P1Y | date 'last Monday' XXXX-WXX-1"},
		{"Three days ago; a few years ago; two years later.", "date 'Three days ago' -P3D | duration 'Three days' P3D | date 'a few years ago' PAST_REF | date 'two years later' P2Y | duration 'two years' P2Y"},
		{"It was in 1999, and 44 BC.", "date '1999' 1999 | date '44 BC' -0043"},
	})
}

// What looks like a date and is none, or might be something else.
func TestNoDates(t *testing.T) {
	for language, bodies := range map[string][]string{
		"de": {"2000 Menschen, 1999 Euro, 1999,50 Mark", "Nr. 1999, Tel. 0471/1999 77", "ISBN 3-1999-11", "am 31. Februar 1999", "Frau Mai und Karl August", "seit Linux 2.6.31",
			"der 3. Platz, am 3. Tor", "in diesem Fall", "mehr als 1450 bis 1850 Mark", "guten Morgen", "9. Jan Weber", "der Name des Wochentags", "je früher, desto besser", "9.11.2.",
			"RFC 1925, IEEE 1588", "Perfection 1640, eine MTU von 1492", "V:3, I:12 1985", "1985", "=SUMME(1950; 3)", "von 2.2 bis 2.6.", "in der 2.4.*-Reihe", "der Wert dieses Tags", "der Port 1984"},
		"en": {"You may march on.", "port 2048, 1024 bytes, in 2000 people", "a tag, each tag, this tag", "Linux Weekly News", "how many seconds", "10 years old, a 10-year-old boy",
			"as in IEEE 1588-2008", "version 2.6.2000", "the second time", "3270s", "REC_SEQ_MONDAY", "the model 2000S", "the default value of 1500", "incremented by 1900", "a length of 1712",
			"versions 02.06.00 and 04.03.01", "18 40 BC 8B", "the second quarter of the area"},
	} {
		for _, body := range bodies {
			require.Empty(t, written(body, temporalFacts(language, body)), body)
		}
	}
}
