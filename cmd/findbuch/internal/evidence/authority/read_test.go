package authority

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

// told writes the entries of a list down, and the error that ends it.
func told(format Format, list string, o Options) string {
	var out strings.Builder
	for e, err := range format(strings.NewReader(list), o) {
		if err != nil {
			fmt.Fprintf(&out, "error: %v\n", err)
			break
		}
		fmt.Fprintf(&out, "%s %s %s", e.ID, e.Type, strings.Join(e.Names, "|"))
		if e.Language != "" || e.Country != "" {
			fmt.Fprintf(&out, " %s/%s", e.Language, e.Country)
		}
		if e.Case != Capitals {
			fmt.Fprintf(&out, " case %d", e.Case)
		}
		if e.AmbiguousAlone {
			out.WriteString(" ambiguous")
		}
		out.WriteByte('\n')
	}
	return out.String()
}

func TestCSV(t *testing.T) {
	for list, want := range map[string]string{
		"\uFEFFid,type,names\n1,city,Ulm | Ulm an der Donau\n": "1 city Ulm|Ulm an der Donau\n",
		"names,id,country,language,case_sensitive,ambiguous_alone,type\n" +
			"Essen,2,DE,de,yes,yes,city\n\"Bar, Foo\",3,,,no,no,company\n": "2 city Essen de/DE case 2 ambiguous\n3 company Bar, Foo case 1\n",
		"id,names\n1,A\n":                      "1 place A\n",
		"":                                     "error: line 1: the list is empty: it begins with the names of its columns\n",
		"id,name\n":                            "error: line 1: the column \"name\" is unknown; known are id, type, names, language, country, case_sensitive, ambiguous_alone\n",
		"type,names\n":                         "error: line 1: the columns id and names must be there\n",
		"id,names\n1,A\n2,\n":                  "1 place A\nerror: line 3: the entry \"2\" has no name\n",
		"id,names,ambiguous_alone\n1,A,x\n":    "error: line 2: ambiguous_alone is yes or no, not \"x\"\n",
		"id,names,case_sensitive\n1,A,maybe\n": "error: line 2: case_sensitive is yes, no or empty, not \"maybe\"\n",
		"id,names\n1\n":                        "error: line 2: wrong number of fields\n",
		"id,names\n1,\"A\n":                    "error: line 2: extraneous or missing \" in quoted-field\n",
	} {
		require.Equal(t, want, told(CSV, list, Options{Type: "place"}), list)
	}
}

func TestJSONL(t *testing.T) {
	for list, want := range map[string]string{
		`{"id":"1","type":"city","names":["Ulm"],"country":"DE","case_sensitive":true,"else":1}` + "\n\n" +
			`{"id":"2","type":"person","names":["Li","Li Wei"],"ambiguous_alone":true}`: "1 city Ulm /DE case 2\n2 person Li|Li Wei ambiguous\n",
		"{}\n": "error: line 1: an entry without id\n",
		`{"id":"1","type":"city","names":["A"]}` + "\n{": "1 city A\nerror: line 2: unexpected end of JSON input\n",

		`{"id":"x","schema":"Company","caption":"Acme","properties":{"name":["Acme","Acme GmbH"],"alias":["Roadrunner"],"weakAlias":["AC"],"jurisdiction":["de"],"country":["de"]}}`: "x company Acme|Acme|Acme GmbH|Roadrunner /DE\nx company AC /DE ambiguous\n",
		`{"id":"y","schema":"Ownership","properties":{}}`:                                            "",
		`{"id":"z","schema":"Person","properties":{"name":["---","A B"],"nationality":["us","ru"]}}`: "z person A B\n",
		`{"id":"z","schema":"Person","properties":{"name":[1]}}`:                                     "error: line 1: a name that is no string\n",
	} {
		require.Equal(t, want, told(JSONL, list, Options{}), list)
	}
}

func TestTurtle(t *testing.T) {
	const prefix = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\nPREFIX ex: <http://example.org/>\n"
	for list, want := range map[string]string{
		prefix + `ex:ulm a skos:Concept , ex:City ;  # a comment
			skos:prefLabel "Ulm"@de , "Ulm"@en ;
			skos:altLabel """Ulm "an" der
Donau""" ; skos:notation "7"^^ex:t ; skos:broader [ a ex:Thing ; ex:p ( 1 2 ) ] .`: "http://example.org/ulm city Ulm|Ulm|Ulm \"an\" der\nDonau\n",
		prefix + `<http://x.org/1> skos:altLabel 'B\u00e4r' ; skos:prefLabel "A" .`: "http://x.org/1 place A|Bär\n",
		prefix + `[] skos:prefLabel "A" . _:b skos:prefLabel "B" .`:                 "",
		prefix + `ex:a skos:definition "no name" .`:                                 "",
		"@base <http://b/> . " + prefix + `<c> skos:prefLabel "C" .`:                "http://b/c place C\n",
		prefix + `ex:a skos:prefLabel "A" ` + "\n" + `ex:b`:                         "error: line 4: \"http://example.org/b\" in place of a comma, semicolon or full stop\n",
		prefix + `no:a skos:prefLabel "A" .`:                                        "error: line 3: the prefix \"no\" is not bound\n",
		prefix + `ex:a skos:prefLabel "A`:                                           "error: line 3: the list ends within a statement\n",
		prefix + "ex:a skos:prefLabel \"A\n\" .":                                    "error: line 4: a string that does not end in its line\n",
		prefix + `ex:a skos:prefLabel "" .`:                                         "error: line 3: the name \"\" has no word\n",
		`hello .`:                                                                   "error: line 1: the word \"hello\"\n",
	} {
		require.Equal(t, want, told(Turtle, list, Options{Type: "place"}), list)
	}
}

func TestErrorsOfReading(t *testing.T) {
	broken := errors.New("broken")
	for name, format := range map[string]Format{"csv": CSV, "jsonl": JSONL, "turtle": Turtle} {
		n := 0
		for _, err := range format(iotest.ErrReader(broken), Options{}) {
			require.ErrorContains(t, err, "broken", name)
			n++
		}
		require.Equal(t, 1, n, name)
	}
}

func TestFormatOf(t *testing.T) {
	for _, path := range []string{"a.csv", "b.JSONL", "c.ttl", "d.ftm.json"} {
		_, err := FormatOf(path)
		require.NoError(t, err, path)
	}
	_, err := FormatOf("a.xml")
	require.Error(t, err)
}

func TestAddAll(t *testing.T) {
	var b Builder
	n, err := b.AddAll("list", CSV(strings.NewReader("id,type,names\n1,city,A\n2,city,\n"), Options{}))
	require.Equal(t, 1, n)
	var at LineError
	require.ErrorAs(t, err, &at)
	require.Equal(t, 3, at.Line)
}

func FuzzRead(f *testing.F) {
	f.Add("id,type,names\n1,city,Ulm|Ulm an der Donau\n")
	f.Add(`{"id":"1","type":"city","names":["Ulm"]}` + "\n" + `{"id":"x","schema":"Company","properties":{"name":["A"]}}`)
	f.Add("@prefix s: <http://www.w3.org/2004/02/skos/core#> . <http://a> s:prefLabel \"Ulm\"@de , '''x''' ; a [ s:p ( 1 ) ] .")
	f.Fuzz(func(t *testing.T, list string) {
		for _, format := range []Format{CSV, JSONL, Turtle} {
			var b Builder
			first := told(format, list, Options{Type: "place"})
			require.Equal(t, first, told(format, list, Options{Type: "place"}))
			_, _ = b.AddAll("list", format(strings.NewReader(list), Options{Type: "place"}))
			b.Matcher().Begin([]byte("ulm"))
		}
	})
}
