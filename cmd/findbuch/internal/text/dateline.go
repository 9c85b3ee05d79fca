package text

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Dateline is where, when and through which agency a report was sent, in the
// German and English manner of news agencies:
//
//	SHENYANG, China, 26. Oktober 2023 — Text
//	BERLIN (dpa) - Text
//	NEW YORK, Oct. 26, 2023 (GLOBE NEWSWIRE) -- Text
//	LONDON, 26 October 2023 /PRNewswire/ -- Text
//
// It begins with a place in capitalised words. A region and a country may
// follow, each after a comma, then a date, then a known agency in parentheses
// or slashes; a date or an agency there must be. It ends before a separator:
// —, – or --, a hyphen between spaces, or after a date a colon.
type Dateline struct {
	Place   string // "Shenyang": words all in capitals are written as usual
	Country string // what follows the place, be it a country, a state or both
	Agency  string // as it stands there, without parentheses or slashes
	Date    string // ISO 8601, "2023-10-26"; "" when none, or when it has no year
}

// String returns the dateline in one form for all: "Shenyang, China, 26
// October 2023", and "Berlin (dpa)".
func (d Dateline) String() string {
	parts := make([]string, 0, 3)
	for _, part := range []string{d.Place, d.Country, longDate(d.Date)} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	s := strings.Join(parts, ", ")
	if d.Agency != "" {
		s += " (" + d.Agency + ")"
	}
	return s
}

// longDate returns "26 October 2023" for "2023-10-26".
func longDate(iso string) string {
	day, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return iso
	}
	return day.Format("2 January 2006")
}

// ParseDateline parses the whole of a dateline passage's quote, without the
// separator.
func ParseDateline(quote string) (Dateline, bool) {
	d, n, _, ok := scanDateline(quote)
	return d, ok && n == len(quote)
}

// scanDateline parses the dateline that s begins with. It returns its length
// and that of the separator after it with the white space before it, in bytes;
// the separator may be missing only at the end of s.
func scanDateline(s string) (d Dateline, length, separator int, ok bool) {
	c := cursor{s: s}
	if d.Place, ok = c.place(0); !ok {
		return Dateline{}, 0, 0, false
	}
	dated, comma := c.regionsAndDate(&d)
	d.Agency = c.agency()
	if !dated && d.Agency == "" || dated && !comma && d.Agency == "" {
		return Dateline{}, 0, 0, false
	}
	separator = c.separator(dated)
	if separator == 0 && c.at < len(s) {
		return Dateline{}, 0, 0, false
	}
	return d, c.at, separator, true
}

// abbreviation is the length in letters up to which a region in capitals is
// one: "USA", "NRW".
const abbreviation = 3

// regionsAndDate parses what stands between place and agency and tells whether
// there is a date, and whether after a comma: without one, a date may be part
// of a sentence.
func (c *cursor) regionsAndDate(d *Dateline) (dated, comma bool) {
	if c.date(d) {
		return true, false
	}
	for range 3 {
		before := c.at
		if !c.skip(",") {
			return false, false
		}
		if c.date(d) {
			return true, true
		}
		region, ok := c.place(abbreviation)
		if !ok {
			c.at = before
			return false, false
		}
		if !weekdays[region] {
			d.Country = strings.TrimPrefix(d.Country+", "+region, ", ")
		}
		if c.date(d) {
			return true, false
		}
	}
	return false, false
}

// separator returns the length of the separator ahead with the white space
// before it, or 0. It does not move.
func (c cursor) separator(dated bool) int {
	rest := strings.TrimLeftFunc(c.s[c.at:], unicode.IsSpace)
	space := len(c.s) - c.at - len(rest)
	for _, dash := range []string{"—", "–", "―", "--"} {
		if strings.HasPrefix(rest, dash) {
			return space + len(dash)
		}
	}
	closed := space > 0 || strings.HasSuffix(c.s[:c.at], ")") || strings.HasSuffix(c.s[:c.at], "/")
	if after, ok := strings.CutPrefix(rest, "-"); ok && closed && startsWithSpace(after) {
		return space + 1
	}
	if after, ok := strings.CutPrefix(rest, ":"); ok && dated && startsWithSpace(after) {
		return space + 1
	}
	return 0
}

// startsWithSpace tells whether s begins with white space or is at its end.
func startsWithSpace(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s == "" || unicode.IsSpace(r)
}

// agencies are the news agencies and wire services that make a dateline, in
// lower case.
var agencies = map[string]bool{
	"dpa": true, "afp": true, "ap": true, "reuters": true, "ots": true, "kna": true, "epd": true,
	"prnewswire": true, "pr newswire": true, "globe newswire": true, "globenewswire": true,
	"business wire": true, "businesswire": true, "apa": true, "sda": true, "xinhua": true,
	"tass": true, "upi": true, "ansa": true, "efe": true, "dts": true, "dapd": true, "afx": true,
	"bloomberg": true, "ddp": true, "sid": true, "ats": true, "adn": true, "cnw": true,
	"accesswire": true, "interfax": true, "kyodo": true, "awp": true, "keystone": true,
}

// agency parses "(dpa)" or "/PRNewswire/", if a known agency is named so, alone
// or before another: "(dpa/tmn)", "(dpa-AFX)". The dashes of "NEW YORK--(BUSINESS
// WIRE)--" may stand before it.
func (c *cursor) agency() string {
	rest := strings.TrimLeftFunc(c.s[c.at:], unicode.IsSpace)
	if strings.HasPrefix(rest, "--(") {
		rest = rest[2:]
	}
	if rest == "" || rest[0] != '(' && rest[0] != '/' {
		return ""
	}
	closing := ")"
	if rest[0] == '/' {
		closing = "/"
	}
	name, _, ok := strings.Cut(rest[1:], closing)
	if !ok || !isAgency(name) {
		return ""
	}
	c.at = len(c.s) - len(rest) + len(name) + 2
	return strings.Join(strings.Fields(name), " ")
}

func isAgency(name string) bool {
	if len(name) > 40 {
		return false
	}
	name = strings.Join(strings.Fields(strings.ToLower(name)), " ")
	first := name
	if i := strings.IndexAny(name, "/-,"); i >= 0 {
		first = strings.TrimSpace(name[:i])
	}
	return agencies[name] || agencies[first]
}
