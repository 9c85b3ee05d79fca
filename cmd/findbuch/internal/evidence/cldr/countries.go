//go:build ignore

// Command countries writes ../countries.csv: the names of ISO 3166-1's countries
// in German and English, from Unicode CLDR.
//
//	npm install cldr-core@48.2.0 cldr-localenames-full@48.2.0
//	go run cldr/countries.go node_modules > countries.csv
package main

import (
	"encoding/csv"
	"encoding/json"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// notCountries are territories of CLDR that ISO 3166-1 has not: unions, parts, and
// codes for tests; and the Antarctic, which is no country although it has a code.
// Kosovo's XK is user-assigned and kept.
const notCountries = "AC AQ CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ"

// oneLanguage has names that say something else in another language ("Island" is
// Iceland in German, "indien" is if in Dutch), ambiguous those that are as often a person, a place elsewhere
// or a thing ("Chad", "Georgia", "Jersey"; "Mali", "Tonga" and "Fiji" are processors).
var (
	oneLanguage = []string{"Island", "Indien", "Turkey", "Chad", "Georgia", "Jordan"}
	ambiguous   = []string{"Chad", "Georgia", "Jersey", "Jordan", "Montserrat", "Aruba", "Fiji", "Mali", "Tonga", "Réunion", "Dominica",
		"Sark", "Pitcairn", "St. Martin", "Saint Martin", "Sankt Martin"}
)

func main() {
	german, english := names("de"), names("en")
	out := csv.NewWriter(os.Stdout)
	write := func(record ...string) {
		if err := out.Write(record); err != nil {
			log.Fatal(err)
		}
	}
	write("id", "type", "names", "language", "country", "case_sensitive", "ambiguous_alone")
	codes := make([]string, 0, len(german))
	for code := range german {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	for _, code := range codes {
		for _, of := range []struct{ names, others []string }{{german[code], nil}, {english[code], german[code]}} {
			rows := map[string][]string{}
			for _, n := range of.names {
				if slices.Contains(of.others, n) {
					continue
				}
				language, alone := "", ""
				if slices.Contains(oneLanguage, n) {
					language = map[bool]string{true: "de", false: "en"}[of.others == nil]
				}
				if slices.Contains(ambiguous, n) {
					alone = "yes"
				}
				key := language + "," + alone
				rows[key] = append(rows[key], n)
			}
			for _, key := range []string{",", ",yes", "de,", "en,", "de,yes", "en,yes"} {
				if len(rows[key]) > 0 {
					language, alone, _ := strings.Cut(key, ",")
					write(code, "country", strings.Join(rows[key], "|"), language, code, "", alone)
				}
			}
		}
	}
	out.Flush()
}

// names returns the names of the countries in a language: the short one first.
func names(language string) map[string][]string {
	path := filepath.Join(os.Args[1], "cldr-localenames-full", "main", language, "territories.json")
	bytes, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	var file struct {
		Main map[string]struct {
			LocaleDisplayNames struct{ Territories map[string]string }
		}
	}
	if err := json.Unmarshal(bytes, &file); err != nil {
		log.Fatal(err)
	}
	territories := file.Main[language].LocaleDisplayNames.Territories
	found := map[string][]string{}
	for code, name := range territories {
		if len(code) != 2 || strings.Contains(notCountries, code) {
			continue
		}
		add := func(name string) {
			for _, form := range forms(name) {
				if !slices.Contains(found[code], form) {
					found[code] = append(found[code], form)
				}
			}
		}
		if short := territories[code+"-alt-short"]; len(short) > 3 {
			add(short) // "US", "UK" are in the reviewed aliases: they need their capitals
		}
		add(name)
		if variant, ok := territories[code+"-alt-variant"]; ok {
			add(variant)
		}
	}
	return found
}

// forms takes a name apart: "Myanmar (Burma)", "Congo - Kinshasa", "Antigua &
// Barbuda", "St. Lucia". What stands in brackets tells namesakes apart, and is no
// name.
func forms(name string) []string {
	if before, _, bracket := strings.Cut(name, " ("); bracket {
		if strings.HasPrefix(before, "Kongo") || strings.HasPrefix(before, "Congo") {
			return nil
		}
		name = before
	}
	name = strings.ReplaceAll(name, " - ", "-")
	all := []string{strings.ReplaceAll(name, " & ", " and ")}
	if all[0] != name {
		all = append(all, name)
	}
	for _, n := range slices.Clone(all) {
		if strings.Contains(n, "St. ") {
			all = append(all, strings.ReplaceAll(n, "St. ", "Saint "), strings.ReplaceAll(n, "St. ", "Sankt "))
		}
		if n, ok := strings.CutPrefix(n, "Sonderverwaltungsregion "); ok {
			all = append(all, n)
		}
		if n, ok := strings.CutSuffix(n, " SAR China"); ok {
			all = append(all, n)
		}
	}
	return all
}
