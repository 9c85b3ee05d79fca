package evidence

import (
	"strings"

	"findbuch/store/span"
)

// between are the words that make two dates alternatives.
var between = map[string]bool{"oder": true, "or": true}

// alternatives appends, behind the dates of a passage, those that say one or the
// other: "1914 oder 1915" is [1914,1915] in EDTF, one of a set. Each stands there
// by itself, too. Both must say all that they say in full: a year, a month of a
// year or a day, and no more or less than the other.
func alternatives(body string, facts []Fact, from int) []Fact {
	last := len(facts)
	for i := from; i+1 < last; i++ {
		a, b := facts[i], facts[i+1]
		if a.Kind != Date || b.Kind != Date || a.Span.End >= b.Span.Start || !between[strings.TrimSpace(body[a.Span.End:b.Span.Start])] {
			continue
		}
		if plainDate(a.Stated) && plainDate(b.Stated) && len(a.Stated.EDTF) == len(b.Stated.EDTF) && a.Stated.EDTF < b.Stated.EDTF {
			facts = append(facts, Fact{Kind: Date, Span: span.Span{Start: a.Span.Start, End: b.Span.End}, Rule: "alternative",
				Stated: Value{EDTF: "[" + a.Stated.EDTF + "," + b.Stated.EDTF + "]"}})
		}
	}
	return facts
}

// plainDate tells whether a date is digits and hyphens, and nothing is added to it.
func plainDate(v Value) bool {
	return v.Mod == "" && len(v.EDTF) >= 4 && strings.Trim(v.EDTF, "0123456789-") == "" && !strings.HasPrefix(v.EDTF, "-") &&
		(len(v.EDTF) != 7 || v.EDTF[5:] <= "12") // no season
}
