//go:build ignore

// Generate writes the tables of currencies and units from Unicode's CLDR, whose
// versions are pinned here, into the folder that it is run in. It needs npm.
//
//	go generate ./cmd/findbuch/internal/evidence
//
// Only the German and English names are kept. What CLDR does not know stands in
// aliases.go, by hand.
package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"go/format"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// release is the version of the three packages; the digests are npm's.
const release = "48.2.0"

var digests = map[string]string{
	"cldr-core":         "zfmLothncSwfv2jlevoSrgI2VGgH8SDGHXst6jUEotHA8nq9Igeg9jzdJDFtBso9pgJuG89DK16TzrmZDdo2Bg==",
	"cldr-numbers-full": "0EQ+UkVDsyXOlxnWnL1RIENVZFqCnb04D1Yrku0obnOyttbuZz8tHmUd5c5AEvhGS/Gg2zI4fTaCm51LSGITog==",
	"cldr-units-full":   "BjDC7V46eeXzgalnIumrJ1XQDk8wJaOxNLME4hmkBT9Q0hnzxn3XgtavigPUwnljk7FxlNQW9Wx+hbFrARPrQg==",
}

var languages = []string{"de", "en"}

func main() {
	log.SetFlags(0)
	folder, err := os.MkdirTemp("", "cldr")
	check(err)
	defer os.RemoveAll(folder)
	files := map[string][]byte{}
	for name, digest := range digests {
		unpack(files, folder, name, digest)
	}
	write("currencies_table.go", "cldrCurrencies", "currencies: code, + if it is tender today, names, symbols", currencies(files))
	write("units_table.go", "cldrUnits", "units: UCUM code and names", units(files))
}

// unpack fetches a package, proves it and keeps its JSON files.
func unpack(files map[string][]byte, folder, name, digest string) {
	pack := exec.Command("npm", "pack", "--silent", name+"@"+release)
	pack.Dir, pack.Stderr = folder, os.Stderr
	check(pack.Run())
	data, err := os.ReadFile(filepath.Join(folder, name+"-"+release+".tgz"))
	check(err)
	if sum := sha512.Sum512(data); base64.StdEncoding.EncodeToString(sum[:]) != digest {
		log.Fatalf("%s is not what was pinned", name)
	}
	plain, err := gzip.NewReader(bytes.NewReader(data))
	check(err)
	for r := tar.NewReader(plain); ; {
		header, err := r.Next()
		if err == io.EOF {
			return
		}
		check(err)
		if strings.HasSuffix(header.Name, ".json") {
			files[strings.TrimPrefix(header.Name, "package/")], err = io.ReadAll(r)
			check(err)
		}
	}
}

// currencies are a line each: code, tender, names, symbols.
func currencies(files map[string][]byte) (lines []string) {
	tender := tenders(files)
	names, symbols := map[string][]string{}, map[string][]string{}
	for _, language := range languages {
		var file struct {
			Main map[string]struct {
				Numbers struct{ Currencies map[string]map[string]string }
			}
		}
		check(json.Unmarshal(files["main/"+language+"/currencies.json"], &file))
		for code, members := range file.Main[language].Numbers.Currencies {
			for member, name := range members {
				if strings.HasPrefix(member, "displayName") {
					names[code] = append(names[code], name)
				} else if name != code {
					symbols[code] = append(symbols[code], name)
				}
			}
		}
	}
	for code, all := range names {
		if strings.HasPrefix(code, "X") && !strings.Contains("XAF XCD XCG XOF XPF", code) {
			continue // metals, units of account, tests
		}
		sign, ever := "-", false
		if now, known := tender[code]; now {
			sign = "+"
		} else {
			ever = known
		}
		if sign == "-" && !ever {
			continue // funds and units of account that nobody pays with
		}
		lines = append(lines, code+sign+"\t"+joined(all)+"\t"+joined(symbols[code]))
	}
	return lines
}

// tenders are the currencies that are or were legal tender of a region, true if
// they are to this day.
func tenders(files map[string][]byte) map[string]bool {
	type use struct {
		To     string `json:"_to"`
		Tender string `json:"_tender"`
	}
	var file struct {
		Supplemental struct {
			CurrencyData struct{ Region map[string][]map[string]use }
		}
	}
	check(json.Unmarshal(files["supplemental/currencyData.json"], &file))
	tender := map[string]bool{}
	for _, region := range file.Supplemental.CurrencyData.Region {
		for _, uses := range region {
			for code, u := range uses {
				if u.Tender != "false" {
					tender[code] = tender[code] || u.To == ""
				}
			}
		}
	}
	return tender
}

// units are a line each: UCUM code, names in all cases.
func units(files map[string][]byte) (lines []string) {
	names := map[string][]string{}
	for _, language := range languages {
		var file struct {
			Main map[string]struct {
				Units struct{ Long map[string]map[string]string }
			}
		}
		check(json.Unmarshal(files["main/"+language+"/units.json"], &file))
		for _, pair := range strings.Fields(ucum) {
			id, code, _ := strings.Cut(pair, "=")
			forms, ok := file.Main[language].Units.Long[id]
			if !ok {
				log.Fatalf("CLDR has no unit %s", id)
			}
			for member, form := range forms {
				if strings.Contains(member, "-count-") {
					names[code] = append(names[code], strings.TrimSpace(strings.Replace(form, "{0}", "", 1)))
				}
			}
		}
	}
	for code, all := range names {
		lines = append(lines, code+"\t"+joined(all))
	}
	return lines
}

func joined(names []string) string {
	for i := range names {
		names[i] = strings.Join(strings.Fields(strings.ReplaceAll(names[i], "\u00a0", " ")), " ")
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), ";")
}

func write(file, name, what string, lines []string) {
	slices.Sort(lines)
	source := fmt.Sprintf("// Code generated by cldr/generate.go from CLDR %s; DO NOT EDIT.\n\npackage evidence\n\n"+
		"// %s has the %s.\nconst %s = `\n%s\n`\n", release, name, what, name, strings.Join(lines, "\n"))
	formatted, err := format.Source([]byte(source))
	check(err)
	check(os.WriteFile(file, formatted, 0o644))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

// ucum gives CLDR's units their codes in the Unified Code for Units of Measure.
// Durations are another kind, and percentages too; units of a single trade or
// country and those whose name says something else in running text are left out.
const ucum = `
	angle-degree=deg angle-radian=rad angle-revolution=circ angle-arc-minute=' angle-arc-second=''
	area-square-kilometer=km2 area-hectare=har area-square-meter=m2 area-square-centimeter=cm2
	area-square-mile=[smi_us] area-acre=[acr_us] area-square-yard=[syd_i] area-square-foot=[sft_i]
	area-square-inch=[sin_i]
	digital-petabyte=PBy digital-terabyte=TBy digital-terabit=Tbit digital-gigabyte=GBy digital-gigabit=Gbit
	digital-megabyte=MBy digital-megabit=Mbit digital-kilobyte=kBy digital-kilobit=kbit digital-byte=By
	digital-bit=bit
	electric-ampere=A electric-milliampere=mA electric-ohm=Ohm electric-volt=V
	energy-kilocalorie=kcal energy-calorie=cal energy-kilojoule=kJ energy-joule=J energy-kilowatt-hour=kW.h
	energy-electronvolt=eV
	force-newton=N
	frequency-gigahertz=GHz frequency-megahertz=MHz frequency-kilohertz=kHz frequency-hertz=Hz
	length-kilometer=km length-meter=m length-decimeter=dm length-centimeter=cm length-millimeter=mm
	length-micrometer=um length-nanometer=nm length-picometer=pm length-mile=[mi_i] length-yard=[yd_i]
	length-foot=[ft_i] length-inch=[in_i] length-parsec=pc length-light-year=[ly] length-astronomical-unit=AU
	length-nautical-mile=[nmi_i] length-fathom=[fth_i] length-furlong=[fur_us]
	light-lux=lx light-candela=cd light-lumen=lm
	mass-tonne=t mass-kilogram=kg mass-gram=g mass-milligram=mg mass-microgram=ug mass-ounce=[oz_av]
	mass-ounce-troy=[oz_tr] mass-carat=[car_m]
	power-gigawatt=GW power-megawatt=MW power-kilowatt=kW power-watt=W power-milliwatt=mW power-horsepower=[HP]
	pressure-millimeter-ofhg=mm[Hg] pressure-pound-force-per-square-inch=[psi] pressure-bar=bar
	pressure-millibar=mbar pressure-pascal=Pa pressure-hectopascal=hPa pressure-kilopascal=kPa
	pressure-megapascal=MPa
	speed-kilometer-per-hour=km/h speed-meter-per-second=m/s speed-mile-per-hour=[mi_i]/h
	temperature-celsius=Cel temperature-fahrenheit=[degF] temperature-kelvin=K
	volume-cubic-kilometer=km3 volume-cubic-meter=m3 volume-cubic-centimeter=cm3 volume-cubic-mile=[mi_i]3
	volume-cubic-yard=[cyd_i] volume-cubic-foot=[cft_i] volume-cubic-inch=[cin_i] volume-megaliter=ML
	volume-hectoliter=hL volume-liter=L volume-deciliter=dL volume-centiliter=cL volume-milliliter=mL
	volume-bushel=[bu_us] volume-tablespoon=[tbs_us] volume-teaspoon=[tsp_us]`
