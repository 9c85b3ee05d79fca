// Package evidence reads facts in texts: dates, amounts, names and the like,
// each bound to the bytes that say it. It is pure: the same text gives the same
// facts, and nothing else is looked at.
//
// # A fact
//
// A Fact is a half-open range of the text that cuts no UTF-8 sequence, what is
// stated there, and the rule that says so. What is stated is only what the range
// itself says: "11. bis 13." is two days of some month of some year. What it
// means in its place is another question, asked by package resolve, and kept
// apart (Resolved, Because). What is ambiguous stays so; nothing is read that the
// text does not say.
//
// # How
//
// Passages are read one by one; no fact goes across two, and no fact depends on
// text more than a sentence behind it. A passage becomes tokens (tokens.go): the
// words of package word, numbers, and signs. Words that mean something to some
// kind are found in one table (lexicon.go). Each family of kinds then walks the
// tokens once, by hand-written rules, one file a kind:
//
//	temporal   date, period, duration, recurrence, time
//	numeric    amount, percentage, quantity, number, ordinal
//	names      country, nationality, place, organisation, person, project,
//	           facility, role
//	codes      email, url, doi, isbn, iban
//
// Facts of one family do not overlap, but that one may stand inside of another: a
// place in the name of an organisation, the date 1990 in the period "seit 1990",
// the duration "drei Tagen" in the date "vor drei Tagen", each of two dates in "1914
// oder 1915". The outer one then has no TIMEX3 of its own, or the inner one says
// something else. Title and dateline are the passages of these kinds.
package evidence

import (
	"cmp"
	"slices"

	"findbuch/cmd/findbuch/internal/evidence/authority"
	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store/span"
)

// Version grows whenever the same text gives other facts.
const Version = 1

// Kind says what a fact is about.
type Kind string

// The kinds.
const (
	Date         Kind = "date"
	Period       Kind = "period"
	Duration     Kind = "duration"
	Recurrence   Kind = "recurrence"
	Time         Kind = "time"
	Amount       Kind = "amount"
	Percentage   Kind = "percentage"
	Quantity     Kind = "quantity"
	Number       Kind = "number"
	Ordinal      Kind = "ordinal"
	Country      Kind = "country"
	Nationality  Kind = "nationality"
	Place        Kind = "place"
	Organisation Kind = "organisation"
	Person       Kind = "person"
	Project      Kind = "project"
	Facility     Kind = "facility"
	Role         Kind = "role"
	Email        Kind = "email"
	URL          Kind = "url"
	DOI          Kind = "doi"
	ISBN         Kind = "isbn"
	IBAN         Kind = "iban"
	Title        Kind = "title"
	Dateline     Kind = "dateline"
)

// Fact is something that a text says.
type Fact struct {
	Kind     Kind
	Span     span.Span // bytes of the text
	Rule     string    // which of the rules in the kind's file, "de-day-month"
	Stated   Value
	Resolved *Value    // by package resolve; nil: nothing more than stated
	Because  []Premise // of Resolved
}

// Premise is why a fact is resolved as it is: a range of the same text, or,
// with Asserted, what a person said of the document.
type Premise struct {
	Span     span.Span
	Asserted bool
}

// Value is what is stated or resolved. Which members a kind has is said there;
// decimals are strings with a point, exact.
type Value struct {
	EDTF    string // of dates and periods: ISO 8601-2, "" where it has no sign for it
	Mod     string // START, MID, END, APPROX, BEFORE, AFTER … where EDTF has none
	ISO8601 string // of durations and recurrences
	TIMEX3  string // TimeML's value of temporal kinds, of the same statement

	Number     string // of amounts, percentages, quantities, numbers, ordinals; "": not exact
	Order      string // of an inexact amount, "1e9"
	Currency   string // ISO 4217; "": unknown
	Candidates []string
	Unit       string // UCUM

	Code    string // ISO 3166-1 alpha-2; of codes such as DOI, the normal form
	Name    string
	Place   string // of a dateline, whose date is EDTF
	Type    string // city, province, company …
	Country string // ISO 3166-1 alpha-2
	List    string // the authority list, and its entry
	ID      string
}

// Options say how a text is read.
type Options struct {
	Language string // ISO 639-1; "" or und: both German and English rules
	// OnDemand also reads the kinds that are not stored: number, ordinal, time.
	OnDemand bool
	Lists    *authority.Matcher // of names; nil: none
}

// bytesOfFact is how many bytes of news there are for each fact, about.
const bytesOfFact = 200

// Read returns the facts of a text by where they begin, of those that begin
// together the longer first, then by kind.
func Read(body string, passages []text.Passage, o Options) []Fact {
	facts := make([]Fact, 0, len(body)/bytesOfFact)
	s := newScan(body, o)
	defer s.done()
	for _, p := range passages {
		switch p.Kind {
		case text.KindTitle:
			facts = append(facts, Fact{Kind: Title, Span: p.Span, Rule: "passage", Stated: Value{Name: p.Span.Of(body)}})
		case text.KindDateline:
			stated := Value{Name: p.Span.Of(body)}
			if d, ok := text.ParseDateline(stated.Name); ok {
				stated.Place, stated.EDTF = d.Place, d.Date
			}
			facts = append(facts, Fact{Kind: Dateline, Span: p.Span, Rule: "passage", Stated: stated})
		}
		s.passage(p.Span)
		for _, family := range families {
			facts = family(s, facts)
		}
	}
	slices.SortStableFunc(facts, func(a, b Fact) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(b.Span.End, a.Span.End), cmp.Compare(a.Kind, b.Kind))
	})
	return facts
}

// families append the facts of a passage.
var families = []func(s *scan, facts []Fact) []Fact{
	temporal,
	numeric,
	names,
	codes,
}
