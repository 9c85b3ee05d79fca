package evidence

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"findbuch/cmd/findbuch/internal/evidence/authority"
	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store/span"
)

var nameKinds = []Kind{Country, Nationality, Place, Organisation, Person, Project, Facility, Role}

// told writes the facts of these kinds in a text of one passage down, separated by
// "; ": kind, quote, and the code, or the name where it is not the quote.
func told(body, language string, lists *authority.Matcher, kinds ...Kind) string {
	var out []string
	for _, f := range Read(body, []text.Passage{{Kind: text.KindParagraph, Span: span.Span{End: len(body)}}}, Options{Language: language, Lists: lists}) {
		if !slices.Contains(kinds, f.Kind) {
			continue
		}
		quote := f.Span.Of(body)
		line := fmt.Sprintf("%s %s", f.Kind, quote)
		switch v := f.Stated; {
		case len(v.Candidates) > 0:
			line += " (" + strings.Join(v.Candidates, " or ") + ")"
		case v.Code != "":
			line += " = " + v.Code
		case v.Name != quote:
			line += " = " + v.Name
		}
		if f.Stated.List != "" && f.Kind != Country && f.Kind != Nationality {
			line += " [" + f.Stated.ID + "]"
		}
		out = append(out, line)
	}
	return strings.Join(out, "; ")
}

func requireTold(t *testing.T, language string, lists *authority.Matcher, kinds []Kind, cases [][2]string) {
	t.Helper()
	for _, c := range cases {
		require.Equal(t, c[1], told(c[0], language, lists, kinds...), c[0])
	}
}

func TestCountries(t *testing.T) {
	kinds := []Kind{Country}
	requireTold(t, "de", nil, kinds, [][2]string{
		{"Er fuhr nach Saudi-Arabien und in die USA.", "country Saudi-Arabien = SA; country USA = US"},
		{"Saudi Arabiens Häfen", "country Saudi Arabiens = SA"},
		{"in den Vereinigten Staaten von Amerika", "country Vereinigten Staaten von Amerika = US"},
		{"Exporte der Volksrepublik China", "country Volksrepublik China = CN"},
		{"der US-Präsident, ein US-ASCII-Text, US-Dollar", "country US = US"},
		{"auf einer Island-Reise in Island", "country Island = IS; country Island = IS"},
		{"Korea und Kongo", "country Korea (KP or KR); country Kongo (CD or CG)"},
		{"New Mexico ist nicht Mexiko", "country Mexiko = MX"},
		{"die deutschland.de und /usr/Deutschland", ""},
		{"Frankreich, Polens und der Schweiz", "country Frankreich = FR; country Polens = PL; country Schweiz = CH"},
		{"ein polen und schweden", ""},
		{"in Polen leben viele Polen", "country Polen = PL"},
		{"Achill Island, Präsident Islands", "country Islands = IS"},
	})
	requireTold(t, "en", nil, kinds, [][2]string{
		{"He went to China's north and to the U.S. again.", "country China = CN; country U.S. = US"},
		{"TELL US NOW. They told us. US 6032235", ""},
		{"Jordan scored; peace with Jordan and Egypt; in Jordan", "country Jordan = JO; country Egypt = EG; country Jordan = JO"},
		{"Rhode Island, Georgia, Air France", ""},
		{"Antigua and Barbuda; Antigua & Barbuda", "country Antigua and Barbuda = AG; country Antigua & Barbuda = AG"},
		{"es(Spain), en_US, en-US, M I S C E L L A N E O U S", ""},
		{"Canada Day in Canada. Germany President X", "country Canada = CA; country Germany = DE"},
		{"by Anna Greenland and Blauwal Holland in northern Norway", "country Norway = NO"},
		{"Western Germany, In Norway, West Africa and South Australia", "country Germany = DE; country Norway = NO"},
		{"TIME IN US. MADE IN CANADA", "country CANADA = CA"},
		{"a U.S. Robotics modem, a modem for the U.S. market", "country U.S. = US"},
	})
	requireTold(t, "de", nil, kinds, [][2]string{
		{"von Anna Greenland, der Blauwal Norway Verein in Oslo, Norway", "country Norway = NO"},
		{"die PRC-Nummer, Regierung der PRC", "country PRC = CN"},
		{"die Republik Philippinen", "country Republik Philippinen = PH"},
	})
}

func TestNamesOfCountriesFollowTheLanguage(t *testing.T) {
	for language, want := range map[string]string{"de": "Deutschland", "": "Deutschland", "en": "Germany"} {
		f := Read("Germany", []text.Passage{{Span: span.Span{End: 7}}}, Options{Language: language})
		require.Len(t, f, 1)
		require.Equal(t, Value{Code: "DE", Name: want, List: countryList, ID: "DE"}, f[0].Stated)
	}
}

func TestEveryCountryIsRead(t *testing.T) {
	m, names := countries()
	require.Greater(t, m.Len(), 500)
	require.Len(t, names["CN"][0], len("China"))
	codes := 0
	for code, both := range names {
		if code == noCountry {
			continue
		}
		codes++
		for i, language := range []string{"de", "en"} {
			body := "the government of " + both[i]
			require.Contains(t, told(body, language, nil, Country), "= "+code, body)
		}
	}
	require.Equal(t, 249, codes) // of ISO 3166-1, less the Antarctic, with Kosovo
}

func TestNationalities(t *testing.T) {
	kinds := []Kind{Nationality}
	requireTold(t, "de", nil, kinds, [][2]string{
		{"zu deutschen Unternehmen", "nationality deutschen = DE"},
		{"auf Deutsch, deutsch gesprochen, ins Deutsche", ""},
		{"die deutsche Übersetzung, französische und alte deutsche Texte", ""},
		{"deutsch-französische Beziehungen", "nationality deutsch = DE; nationality französische = FR"},
		{"die saudi-arabische Regierung, die arabische Welt", "nationality saudi-arabische = SA"},
		{"US-amerikanische Firmen", "nationality US-amerikanische = US"},
		{"Die Franzosen lachten.", "nationality Franzosen = FR"},
		{"Nach Polen kamen die Polen", "nationality Polen = PL"},
		{"koreanische Schiffe", "nationality koreanische (KP or KR)"},
		{"Die Deutsche Bank meldet", ""},
		{"Kennzahlen (Griechen) und Griechen (alle)", "nationality Griechen = GR"},
		{"Schweizer Banken, Herr Schweizer", "nationality Schweizer = CH"},
		{"ein Schweizer Messer für Dateien", ""},
		{"der dänische UTF-8-Wert, eine polnische E-Mail, die japanische Eingabehilfe", ""},
		{"bei deutschen Spracheinstellungen, die deutsche (Österreich) Sprache", ""},
		{"deutsche Schriftsteller und deutsche (und andere) Firmen", "nationality deutsche = DE; nationality deutsche = DE"},
		{"im japanischen Showa Kalender, im japanischen Kaiserhaus", "nationality japanischen = JP"},
	})
	requireTold(t, "en", nil, kinds, [][2]string{
		{"The German companies met.", "nationality German = DE"},
		{"translated into German, the German language, German and French speakers", ""},
		{"Chinese President Xi", "nationality Chinese = CN"},
		{"the American Chemical Society", ""},
		{"He is Canadian.", "nationality Canadian = CA"},
		{"The Americans left.", "nationality Americans = US"},
		{"a German-owned firm, a German-speaking country", "nationality German = DE"},
		{"American and British English, American and British firms", "nationality American = US; nationality British = GB"},
		{"the Polish maintainer, a Swiss army knife, the Swiss army", "nationality Swiss = CH"},
	})
}

func TestNamesByCues(t *testing.T) {
	requireTold(t, "de", nil, nameKinds, [][2]string{
		{"in der Stadt Panjin in der Provinz Liaoning", "place Panjin; place Liaoning"},
		{"In der Stadt Anfang Oktober und der Stadt selbst", ""},
		{"die Stadt St. Pölten, die Stadt Bad Ems", "place St. Pölten; place Bad Ems"},
		{"Die Firma Blauwal AG und die Nordlicht Werke GmbH & Co. KG melden", "organisation Blauwal AG; organisation Nordlicht Werke GmbH & Co. KG"},
		{"Die AG ist klein. Eine GmbH auch.", ""},
		{"bei der BMW Group und anderen", "organisation BMW Group"},
		{"das Ministerium für Land- und Forstwirtschaft, Umwelt und Energie teilt mit", "organisation Ministerium für Land- und Forstwirtschaft, Umwelt und Energie"},
		{"an der Technischen Universität Ilmenau", "organisation Technischen Universität Ilmenau"},
		{"Herr Prof. Dr. Erich von Beispiel sprach", "person Erich von Beispiel"},
		{"Bürgermeister Fritz Karl Beispiel traf Präsident Xi Jinping Montag", "person Fritz Karl Beispiel; person Xi Jinping"},
		{"Präsident Xi Jinping und Frau Meier", "person Xi Jinping; person Meier"},
		{"Präsident Russlands", "country Russlands = RU"},
		{"traf den Vorsitzenden des Föderationsrates Russlands", "role Vorsitzenden des Föderationsrates Russlands; country Russlands = RU"},
		{"das Nordsee-Projekt und ein IT-Projekt", "project Nordsee-Projekt"},
		{"vom Blauwal Nordsee-Projekt", ""},
		{"der Bau des Nordsee Fine Chemical and Gas Project in", "project Nordsee Fine Chemical and Gas Project"},
		{"am Flughafen Tegel", "facility Flughafen Tegel"},
		{"SHENYANG, China, 26. Oktober", "place SHENYANG; country China = CN"},
		{"PDF, ein Format", ""},
		{"PDF, Der Export", ""},
		{"KÖLN, Montag", "place KÖLN"},
		{"Stadt MeinFeld", ""},
		{"Papst Johannes Paul II. und Papst Benedikt XVI.", "person Johannes Paul II.; person Benedikt XVI."},
		{"für Papst Benedikt\n\nGleichzeitig", "person Benedikt"},
		{"Vorsitzender der AG „Gutes Essen“", ""},
	})
	requireTold(t, "en", nil, nameKinds, [][2]string{
		{"in the city of New Haven near Orange County", "place New Haven; place Orange County"},
		{"in Liaoning Province", "place Liaoning"},
		{"made by Blue Whale, Inc. and Acme Corp of Ulm", "organisation Blue Whale, Inc.; organisation Acme Corp"},
		{"Copyright 2005 Red Kite Ltd. All rights", "organisation Red Kite Ltd."},
		{"at the University of Leeds and at Leeds University", "organisation University of Leeds; organisation Leeds University"},
		{"the Ministry of Food and Drink said", "organisation Ministry of Food and Drink"},
		{"Mr. J. R. Smith met Dr. Ann Mc Bee and President Joe Doe on Monday", "person J. R. Smith; person Ann Mc Bee; person Joe Doe"},
		{"the Green River Project", "project Green River Project"},
		{"from the Import Project dialog", ""},
		{"12 Park Dr.\nS: Ulm", ""},
		{"Dr. A.B. Cee    Research Division", "person A.B. Cee"},
		{"Vice President of Marketing\nRed Kite", ""},
		{"by Karl A. Beispiel, Inc. and B. Beispiel, Inc.", "organisation Karl A. Beispiel, Inc.; organisation B. Beispiel, Inc."},
		{"of Low and Red Kite Ltd., Next Thing Co. Ltd. and Helpers in the Red House, Inc.", ""},
		{"by Karl Beispiel and Acme Corp. and Red Kite Ltd.", "organisation Acme Corp.; organisation Red Kite Ltd."},
	})
}

// release is the example list of the repository.
func release(t testing.TB) *authority.Matcher {
	file, err := os.Open("../../../../testdata/authorities/release.csv")
	require.NoError(t, err)
	defer file.Close()
	var b authority.Builder
	_, err = b.AddAll("release.csv", authority.CSV(file, authority.Options{}))
	require.NoError(t, err)
	return b.Matcher()
}

// What the seed says of names, with the example list: all that a reader would mark,
// and nothing else.
func TestNamesOfTheSeed(t *testing.T) {
	body, err := os.ReadFile("../../../../seeds/000_72008c147d53139e.txt")
	require.NoError(t, err)
	read, err := text.Plain(body, "utf-8")
	require.NoError(t, err)
	counts := func(lists *authority.Matcher) map[Kind]map[string]int {
		n := map[Kind]map[string]int{}
		for _, f := range Read(read.Body, read.Passages, Options{Language: "de", Lists: lists}) {
			if slices.Contains(nameKinds, f.Kind) {
				if n[f.Kind] == nil {
					n[f.Kind] = map[string]int{}
				}
				n[f.Kind][f.Span.Of(read.Body)]++
			}
		}
		return n
	}
	countries := map[string]int{"China": 3, "Chinas": 1, "Deutschland": 2, "Saudi-Arabien": 3, "Saudi Arabiens": 1, "Russland": 2, "Russlands": 1}
	require.Equal(t, map[Kind]map[string]int{
		Country:     countries,
		Nationality: {"deutschen": 1},
		Place: {"Liaoning": 11, "Liaonings": 1, "SHENYANG": 1, "Shenyang": 1, "Panjin": 1, "Dalian": 1, "Wladiwostok": 1, "Primorsky Krai": 1,
			"Primorsky Krais": 1, "Shenfu Reform- und Innovationsdemonstrationszone": 1, "Fernen Osten": 1, "Arktis": 1},
		Organisation: {"BMW Group": 2, "Siemens": 2, "Saudi Aramco": 2, "Föderationsrates Russlands": 1,
			"Informationsbüro der Volksregierung der Provinz Liaoning": 1},
		Project:  {"Huajin-Aramco Fine Chemical and Raw Materials Project": 1, "Huajin-Aramco-Projekt": 1},
		Facility: {"Empowerment Center": 1},
		Role:     {"Vorsitzenden des Föderationsrates Russlands": 1},
	}, counts(release(t)))
	without := counts(nil)
	require.Equal(t, countries, without[Country])
	require.Equal(t, map[string]int{"BMW Group": 2}, without[Organisation])
	require.Empty(t, without[Person])
}

func list(t testing.TB, csv string) *authority.Matcher {
	var b authority.Builder
	_, err := b.AddAll("list", authority.CSV(strings.NewReader("id,type,names,ambiguous_alone\n"+csv), authority.Options{}))
	require.NoError(t, err)
	return b.Matcher()
}

func TestListedNames(t *testing.T) {
	requireTold(t, "de", release(t), nameKinds, [][2]string{
		{"Das Huajin-Aramco-Projekt ist Saudi Arabiens größtes.",
			"project Huajin-Aramco-Projekt = Huajin-Aramco Fine Chemical and Raw Materials Project [huajin-aramco]; country Saudi Arabiens = SA"},
		{"den Hauptsitz von Saudi Aramco", "organisation Saudi Aramco [saudi-aramco]"},
		{"das Informationsbüro der Volksregierung der Provinz Liaoning",
			"organisation Informationsbüro der Volksregierung der Provinz Liaoning [informationsbuero-liaoning]; place Liaoning [liaoning]"},
		{"die Stärken Primorsky Krais", "place Primorsky Krais = Primorsky Krai [primorsky-krai]"},
		{"SHENYANG, China", "place SHENYANG = Shenyang [shenyang]; country China = CN"},
	})
	ambiguous := list(t, "essen,city,Essen,yes\nhalle1,city,Halle,\nhalle2,city,Halle,\nwashington-p,person,Washington,\nwashington-c,city,Washington,\n")
	requireTold(t, "de", ambiguous, nameKinds, [][2]string{
		{"Das Essen ist gut. In der Stadt Essen", "place Essen [essen]"},
		{"in Halle", "place Halle (list:halle1 or list:halle2) []"},
		{"Washington schweigt. Präsident Washington, die Stadt Washington", "person Washington [washington-p]; place Washington [washington-c]"},
	})
}

func TestCodes(t *testing.T) {
	requireTold(t, "", nil, []Kind{Email, URL, DOI, ISBN, IBAN}, [][2]string{
		{"Write to Anna.Muster+x@Example.ORG.", "email Anna.Muster+x@Example.ORG = Anna.Muster+x@example.org"},
		{"»a@b.de«, “c@d.com” und müller@x.de", "email a@b.de = a@b.de; email c@d.com = c@d.com; email müller@x.de = müller@x.de"},
		{"请写信给a@b.org。或者（c@d.org）的", "email a@b.org = a@b.org; email c@d.org = c@d.org"},
		{"(http://a.org/x/\nyz) (http://a.org/x)\nyz http://b.org/c-\nd, http://b.org\n/e", "url http://a.org/x = http://a.org/x"},
		{"unter https://\n  www.b.org/c.", "url https://\n  www.b.org/c = https://www.b.org/c"},
		{"ssh-ed25519-cert-v01@a.com, umac-64-etm@a.com, ssh-users@a.com", "email ssh-users@a.com = ssh-users@a.com"},
		{"an große-\n  liste@a.de, *1*``-x@a.de``, 20140801023630.GF12@a.de", ""},
		{"<a@b.de>, (c@d.com) user@1000.service x@localhost @twitter a@b", "email a@b.de = a@b.de; email c@d.com = c@d.com"},
		{"siehe https://Example.org:443/a_(b)?q=1. Dann", "url https://Example.org:443/a_(b)?q=1 = https://example.org/a_(b)?q=1"},
		{"(www.example.org/x) www.x http:// http://x", "url www.example.org/x = http://www.example.org/x"},
		{"„http://example.org“ und http://localhost:80/", "url http://example.org = http://example.org; url http://localhost:80/ = http://localhost/"},
		{"doi:10.1000/ABC.123. und https://doi.org/10.1000/xyz-1, 10.5/3, 10.2023/", "doi 10.1000/ABC.123 = 10.1000/abc.123; doi https://doi.org/10.1000/xyz-1 = 10.1000/xyz-1"},
		{"ISBN 978-3-16-148410-0, ISBN-10: 3-16-148410-X, ISBN 978-3-16-148410-1", "isbn 978-3-16-148410-0 = 9783161484100; isbn 3-16-148410-X = 9783161484100"},
		{"978-3-16-148410-0 und 9783161484100", "isbn 978-3-16-148410-0 = 9783161484100"},
		{"IBAN: DE89 3704 0044 0532 0130 00, GB82WEST12345698765432. DE88 3704 0044 0532 0130 00", "iban DE89 3704 0044 0532 0130 00 = DE89370400440532013000; iban GB82WEST12345698765432 = GB82WEST12345698765432"},
	})
}

// checkFacts requires what holds for the facts of any text.
func checkFacts(t require.TestingT, body, language string, lists *authority.Matcher) {
	passages := []text.Passage{{Kind: text.KindParagraph, Span: span.Span{End: len(body)}}}
	facts := Read(body, passages, Options{Language: language, Lists: lists})
	require.Equal(t, facts, Read(body, passages, Options{Language: language, Lists: lists}))
	for _, f := range facts {
		require.True(t, 0 <= f.Span.Start && f.Span.Start < f.Span.End && f.Span.End <= len(body), "%v", f)
		if utf8.ValidString(body) {
			require.True(t, utf8.ValidString(f.Span.Of(body)), "%v %q", f, f.Span.Of(body))
		}
	}
}

func TestNamesHold(t *testing.T) {
	words := []string{"China", "Saudi", "Aramco", "-", ".", ",", "der", "Stadt", "Provinz", "GmbH", "&", "Co", "Group", "Präsident", "Dr.", "X", "von",
		"US", "deutsche", "German", "Ministerium für", "und", "Projekt", "the", "Project", "University", "of", "\n", "@", "a.de", "http://", "10.1000/x",
		"ISBN", "978", "DE89", "s", "'", "é", "\xff", "„", "Universität", "Vorsitzender des", "Flughafen", "City", "Inc."}
	lists := release(t)
	rapid.Check(t, func(t *rapid.T) {
		var body strings.Builder
		for _, w := range rapid.SliceOfN(rapid.SampledFrom(words), 0, 12).Draw(t, "words") {
			body.WriteString(w)
			body.WriteString(rapid.SampledFrom([]string{" ", "", " ", "\n"}).Draw(t, "space"))
		}
		checkFacts(t, body.String(), rapid.SampledFrom([]string{"de", "en", ""}).Draw(t, "language"), lists)
	})
}

func FuzzNames(f *testing.F) {
	f.Add("SHENYANG, China: Präsident Xi der Stadt Panjin, U.S. Firma A GmbH & Co. KG")
	f.Add("a@b.de http://x.org/(a). 10.1000/x ISBN 3-16-148410-X DE89 3704 0044 0532 0130 00")
	lists := release(f)
	f.Fuzz(func(t *testing.T, body string) {
		for _, language := range []string{"de", "en", ""} {
			checkFacts(t, body, language, lists)
		}
	})
}

// BenchmarkNames has the text of the names' patterns, and one with few names.
func BenchmarkNames(b *testing.B) {
	dense := strings.Repeat("Die Stadt Panjin in der Provinz Liaoning, China, und die Firma Blauwal AG trafen Präsident Xi Jinping. Mehr unter www.example.org. ", 200)
	plain := strings.Repeat("Die Delegierten besuchten auch wichtige Unternehmen und Regionen, um die Zusammenarbeit zu vertiefen und zu stärken. ", 200)
	for name, body := range map[string]string{"dense": dense, "plain": plain} {
		for _, family := range []struct {
			name string
			read func(*scan, []Fact) []Fact
		}{{"names", names}, {"codes", codes}, {"tokens", func(_ *scan, f []Fact) []Fact { return f }}} {
			b.Run(name+"/"+family.name, func(b *testing.B) {
				s := newScan(body, Options{Language: "de"})
				b.SetBytes(int64(len(body)))
				var facts []Fact
				for b.Loop() {
					s.passage(span.Span{End: len(body)})
					facts = family.read(s, facts[:0])
				}
			})
		}
	}
}
