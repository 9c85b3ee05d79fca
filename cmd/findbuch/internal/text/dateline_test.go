package text

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestScanDateline(t *testing.T) {
	tests := []struct {
		text, quote string
		want        Dateline
		display     string
	}{
		{"SHENYANG, China, 26. Oktober 2023 — Eine", "SHENYANG, China, 26. Oktober 2023",
			Dateline{"Shenyang", "China", "", "2023-10-26"}, "Shenyang, China, 26 October 2023"},
		{"BERLIN (dpa) - Der", "BERLIN (dpa)", Dateline{"Berlin", "", "dpa", ""}, "Berlin (dpa)"},
		{"Berlin, 3. März 2024 (ots) - Der", "Berlin, 3. März 2024 (ots)",
			Dateline{"Berlin", "", "ots", "2024-03-03"}, "Berlin, 3 March 2024 (ots)"},
		{"NEW YORK, Oct. 26, 2023 (GLOBE NEWSWIRE) -- The", "NEW YORK, Oct. 26, 2023 (GLOBE NEWSWIRE)",
			Dateline{"New York", "", "GLOBE NEWSWIRE", "2023-10-26"}, "New York, 26 October 2023 (GLOBE NEWSWIRE)"},
		{"LONDON, 26 October 2023 /PRNewswire/ -- The", "LONDON, 26 October 2023 /PRNewswire/",
			Dateline{"London", "", "PRNewswire", "2023-10-26"}, "London, 26 October 2023 (PRNewswire)"},
		{"AUSTIN, Texas, Oct. 3, 2023/PRNewswire/ -- The", "AUSTIN, Texas, Oct. 3, 2023/PRNewswire/",
			Dateline{"Austin", "Texas", "PRNewswire", "2023-10-03"}, "Austin, Texas, 3 October 2023 (PRNewswire)"},
		{"FRANKFURT/MAIN (Reuters) – Die", "FRANKFURT/MAIN (Reuters)",
			Dateline{"Frankfurt/Main", "", "Reuters", ""}, "Frankfurt/Main (Reuters)"},
		{"FRANKFURT AM MAIN (dpa-AFX) - Die", "FRANKFURT AM MAIN (dpa-AFX)",
			Dateline{"Frankfurt am Main", "", "dpa-AFX", ""}, "Frankfurt am Main (dpa-AFX)"},
		{"MÜNCHEN, 12. Mai (Reuters) - Die", "MÜNCHEN, 12. Mai (Reuters)",
			Dateline{"München", "", "Reuters", ""}, "München (Reuters)"},
		{"NEW YORK Oct 26 (Reuters) - The", "NEW YORK Oct 26 (Reuters)",
			Dateline{"New York", "", "Reuters", ""}, "New York (Reuters)"},
		{"WASHINGTON (AP) — The", "WASHINGTON (AP)", Dateline{"Washington", "", "AP", ""}, "Washington (AP)"},
		{"WASHINGTON, D.C., May 3, 2023—The", "WASHINGTON, D.C., May 3, 2023",
			Dateline{"Washington", "D.C.", "", "2023-05-03"}, "Washington, D.C., 3 May 2023"},
		{"ST. GALLEN, 1. Jänner 2020: Das", "ST. GALLEN, 1. Jänner 2020",
			Dateline{"St. Gallen", "", "", "2020-01-01"}, "St. Gallen, 1 January 2020"},
		{"Wien, 26.10.2023 (APA) - Das", "Wien, 26.10.2023 (APA)",
			Dateline{"Wien", "", "APA", "2023-10-26"}, "Wien, 26 October 2023 (APA)"},
		{"Bern, den 29. Feb. 2024 – Das", "Bern, den 29. Feb. 2024",
			Dateline{"Bern", "", "", "2024-02-29"}, "Bern, 29 February 2024"},
		{"PARIS, October 1st, 2023 --\nThe", "PARIS, October 1st, 2023",
			Dateline{"Paris", "", "", "2023-10-01"}, "Paris, 1 October 2023"},
		{"NEW YORK--(BUSINESS WIRE)--The", "NEW YORK--(BUSINESS WIRE)",
			Dateline{"New York", "", "BUSINESS WIRE", ""}, "New York (BUSINESS WIRE)"},
		{"BADEN-BADEN,\n3.\u00A0März 2024 (ots)\n- Der", "BADEN-BADEN,\n3.\u00A0März 2024 (ots)",
			Dateline{"Baden-Baden", "", "ots", "2024-03-03"}, "Baden-Baden, 3 March 2024 (ots)"},
		{"FRANKFURT (ODER), 3. März 2024 (dpa) - x", "FRANKFURT (ODER), 3. März 2024 (dpa)",
			Dateline{"Frankfurt (Oder)", "", "dpa", "2024-03-03"}, "Frankfurt (Oder), 3 March 2024 (dpa)"},
		{"Halle (Saale) (ots) - x", "Halle (Saale) (ots)",
			Dateline{"Halle (Saale)", "", "ots", ""}, "Halle (Saale) (ots)"},
		{"Frankfurt a.M. (ots) - x", "Frankfurt a.M. (ots)",
			Dateline{"Frankfurt a.M.", "", "ots", ""}, "Frankfurt a.M. (ots)"},
		{"L'AQUILA, Italien, Montag, 6. April 2009 (ANSA) - x", "L'AQUILA, Italien, Montag, 6. April 2009 (ANSA)",
			Dateline{"L'Aquila", "Italien", "ANSA", "2009-04-06"}, "L'Aquila, Italien, 6 April 2009 (ANSA)"},
		{"ULM, USA, 3 May 2023 - The", "ULM, USA, 3 May 2023",
			Dateline{"Ulm", "USA", "", "2023-05-03"}, "Ulm, USA, 3 May 2023"},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			got, n, separator, ok := scanDateline(tt.text)
			require.True(t, ok)
			require.Equal(t, tt.quote, tt.text[:n])
			require.NotZero(t, separator)
			require.Equal(t, tt.want, got)
			require.Equal(t, tt.display, got.String())
			parsed, ok := ParseDateline(tt.quote)
			require.True(t, ok)
			require.Equal(t, tt.want, parsed)
		})
	}
}

func TestProseIsNoDateline(t *testing.T) {
	for _, text := range []string{
		"",
		"Er kam - wie immer - zu spät",
		"Linux (Kernel) - the core",
		"Berlin - eine Stadt",
		"Berlin, die Hauptstadt – größer als Hamburg",
		"Berlin, 3. März 2024",            // no separator
		"Berlin, 3. März 2024 und danach", // nor here
		"Berlin, 30. Februar 2024 — Text", // no such day
		"Berlin, 26.13.2024 — Text",
		"Berlin, 3. März 20245 — Text",
		"Berlin 3. März 2024 — Text", // neither comma nor agency
		"Am 3. März 2024 - dem Tag",
		"Im Mai 3 - oder 4",
		"berlin (dpa) - klein",
		"BERLIN (dpa): kein Datum",
		"BERLIN (dpa)-Korrespondent",
		"BERLIN (dpa",
		"26. Oktober 2023 — Text",
		"The Associated Press of All The World (AP) - too long for a place",
		"/dpa/ - Text",
		", China, 3. März 2024 — Text",
	} {
		_, _, separator, ok := scanDateline(text)
		require.False(t, ok && separator > 0, text)
	}
}

func TestParseDatelineWantsTheWholeQuote(t *testing.T) {
	for _, quote := range []string{"", "Berlin", "BERLIN (dpa) - Text", "BERLIN (dpa) ", "Er kam"} {
		_, ok := ParseDateline(quote)
		require.False(t, ok, quote)
	}
}

func TestDatelineWithoutParts(t *testing.T) {
	require.Equal(t, "", Dateline{}.String())
	require.Equal(t, "Berlin, 2023", Dateline{Place: "Berlin", Date: "2023"}.String())
}

func FuzzParseDateline(f *testing.F) {
	f.Add("SHENYANG, China, 26. Oktober 2023")
	f.Add("NEW YORK--(BUSINESS WIRE)")
	f.Add("Wien, 26.10.2023 (APA) - ")
	f.Add("A Oct 1st, 2023/ap/")
	f.Fuzz(func(t *testing.T, quote string) {
		if d, ok := ParseDateline(quote); ok {
			require.NotEmpty(t, d.Place)
			require.NotEmpty(t, d.String())
		}
		_, n, separator, ok := scanDateline(quote)
		if ok {
			require.LessOrEqual(t, n+separator, len(quote))
			_, whole := ParseDateline(quote[:n])
			require.True(t, whole)
		}
	})
}
