package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"findbuch/cmd/findbuch/internal/evidence"
	"findbuch/cmd/findbuch/internal/evidence/edtf"
	"findbuch/cmd/findbuch/internal/importer"
	"findbuch/cmd/findbuch/internal/search"
	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store"
	"findbuch/store/span"
)

const factsHelp = `Facts shows what the documents that are present say: dates, periods, amounts,
countries, names and the like, each with the bytes that say it, what is stated
there and, apart from it, what that resolves to and because of what.

Kinds: date, period, duration, recurrence, amount, percentage, quantity, country,
nationality, place, organisation, person, project, facility, role, email, url, doi,
isbn, iban, title, dateline; and, read again on demand: number, ordinal, time.

--from and --to (YYYY, YYYY-MM or YYYY-MM-DD) ask for dates that may lie in between:
of what is resolved, else of what is stated. --value is a value, name or code; a
number may have < > <= >= before it and a currency or unit behind it: '>1e9 CNY'.

With --json one object a fact: source, path, document, passage, start, end, quote,
source_start, source_end, source_part, page, kind, rule, stated, resolved (or null),
because ([{start,end} or {assertion}]) and, of temporal kinds, timex3 {type,value}.`

const factsExample = `  findbuch facts --kind amount --value '>1e9 CNY'
  findbuch facts --kind date,period --from 2023-10 --to 2023-10
  findbuch facts 758f659d --resolved`

// factFlags are the flags that choose facts.
type factFlags struct {
	kinds            []string
	value, country   string
	from, to         string
	stated, resolved bool
	source           string
	limit            int
}

func (f *factFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringSliceVar(&f.kinds, "kind", nil, "only facts of the kinds `K`")
	cmd.Flags().StringVar(&f.value, "value", "", "only those that say the value `V`")
	cmd.Flags().StringVar(&f.country, "country", "", "only those of the country `CC`, ISO 3166-1 alpha-2")
	cmd.Flags().StringVar(&f.from, "from", "", "only dates that may be on the day `D` or later")
	cmd.Flags().StringVar(&f.to, "to", "", "only dates that may be on the day `D` or earlier")
	cmd.Flags().BoolVar(&f.stated, "stated", false, "by what is stated alone")
	cmd.Flags().BoolVar(&f.resolved, "resolved", false, "by what is resolved alone")
	cmd.Flags().StringVar(&f.source, "source", "", "only the documents of the source `NAME`")
	cmd.Flags().IntVar(&f.limit, "limit", 0, "at most `N` facts (0: all)")
}

// kindNames are the kinds that can be asked for.
var kindNames = strings.Fields(`date period duration recurrence time amount percentage quantity number ordinal country
	nationality place organisation person project facility role email url doi isbn iban title dateline`)

// wanted checks the flags.
func (f *factFlags) wanted() (w search.Wanted, err error) {
	w = search.Wanted{Kinds: f.kinds, Value: f.value, Country: f.country}
	for _, kind := range f.kinds {
		if !slices.Contains(kindNames, kind) {
			return w, usageError{hint(fmt.Errorf("there is no kind %q", kind), "one of: %s", strings.Join(kindNames, ", "))}
		}
	}
	switch {
	case f.stated && f.resolved:
		return w, usagef("--stated and --resolved exclude each other")
	case f.stated:
		w.Side = search.Stated
	case f.resolved:
		w.Side = search.Resolved
	}
	if f.limit < 0 {
		return w, usagef("--limit %d is negative", f.limit)
	}
	w.Ranged = f.from != "" || f.to != ""
	w.From, w.To = edtf.Day{Year: -1 << 40, Month: 1, Day: 1}, edtf.Day{Year: 1 << 40, Month: 12, Day: 31}
	for _, bound := range []struct {
		text string
		day  *edtf.Day
		last bool
	}{{f.from, &w.From, false}, {f.to, &w.To, true}} {
		if bound.text == "" {
			continue
		}
		value, err := edtf.Parse(bound.text)
		first, last, open := value.Bounds()
		if err != nil || open != 0 {
			return w, usageError{hint(fmt.Errorf("%q is no date", bound.text), "YYYY, YYYY-MM or YYYY-MM-DD")}
		}
		if *bound.day = first; bound.last {
			*bound.day = last
		}
	}
	return w, nil
}

func newFactsCommand(u *ui) *cobra.Command {
	var flags factFlags
	cmd := &cobra.Command{
		Use:     "facts [DOC…]",
		Short:   "Show what the documents say",
		Long:    factsHelp,
		Example: factsExample,
		Args:    cobra.ArbitraryArgs,
		RunE:    func(cmd *cobra.Command, args []string) error { return facts(cmd.Context(), u, flags, args) },
	}
	flags.add(cmd)
	return cmd
}

func facts(ctx context.Context, u *ui, flags factFlags, docs []string) error {
	wanted, err := flags.wanted()
	if err != nil {
		return err
	}
	shown := 0
	err = eachStating(ctx, u, flags, docs, func(s store.Stating) error {
		fitting := slices.DeleteFunc(slices.Clone(s.Facts), func(f store.Fact) bool { return !wanted.Fits(f) })
		if left := flags.limit - shown; flags.limit > 0 && len(fitting) > left {
			fitting = fitting[:left]
		}
		shown += len(fitting)
		if len(fitting) > 0 {
			if err := printFacts(u, s, fitting); err != nil {
				return err
			}
		}
		if flags.limit > 0 && shown == flags.limit {
			return store.ErrEnough
		}
		return nil
	})
	if err != nil {
		return err
	}
	if shown == 0 {
		return errNo
	}
	return nil
}

// eachStating visits the documents that the flags and names choose, with the
// facts that are only read on demand when their kinds are asked for.
func eachStating(ctx context.Context, u *ui, flags factFlags, docs []string, visit func(store.Stating) error) error {
	catalogue, err := u.catalogue(ctx)
	if err != nil {
		return err
	}
	defer catalogue.Close()
	var found []store.Found
	for _, name := range docs {
		f, err := catalogue.Find(ctx, name, placesMeant(name)...)
		if err != nil {
			return withFound(name, err)
		}
		found = append(found, f)
	}
	if slices.ContainsFunc(flags.kinds, func(kind string) bool { return !evidence.Stored(evidence.Kind(kind)) }) {
		tell, err := importer.OnDemand(ctx, catalogue)
		if err != nil {
			return err
		}
		inner := visit
		visit = func(s store.Stating) error {
			s.Facts = append(s.Facts, tell(s)...)
			slices.SortStableFunc(s.Facts, func(a, b store.Fact) int { return a.Span.Start - b.Span.Start })
			return inner(s)
		}
	}
	return catalogue.Stating(ctx, flags.source, found, visit)
}

// factJSON is a fact as facts --json has it.
type factJSON struct {
	placeJSON
	Document    string          `json:"document"`
	Passage     int             `json:"passage"`
	Start       int             `json:"start"`
	End         int             `json:"end"`
	Quote       string          `json:"quote"`
	SourceStart *int            `json:"source_start"`
	SourceEnd   *int            `json:"source_end"`
	SourcePart  string          `json:"source_part,omitempty"`
	Page        *int64          `json:"page,omitempty"`
	Kind        string          `json:"kind"`
	Rule        string          `json:"rule"`
	Stated      json.RawMessage `json:"stated"`
	Resolved    json.RawMessage `json:"resolved"`
	Because     []premiseJSON   `json:"because"`
	TIMEX3      *timexJSON      `json:"timex3,omitempty"`
}

type premiseJSON struct {
	Start     *int   `json:"start,omitempty"`
	End       *int   `json:"end,omitempty"`
	Assertion *int64 `json:"assertion,omitempty"`
}

type timexJSON struct {
	Type  string `json:"type"`
	Value string `json:"value"`
}

// passageAt returns the ordinal of the passage that a range begins in, from 1, and
// the passage.
func passageAt(passages []store.Passage, at span.Span) (int, store.Passage) {
	for i, p := range passages {
		if p.Span.Start <= at.Start && at.Start < p.Span.End {
			return i + 1, p
		}
	}
	return 0, store.Passage{}
}

func factLine(s store.Stating, mapping text.Map, f store.Fact) factJSON {
	line := factJSON{Document: s.Document, Start: f.Span.Start, End: f.Span.End, Quote: f.Span.Of(s.Body),
		Kind: f.Kind, Rule: f.Rule, Stated: json.RawMessage(f.Stated), Resolved: json.RawMessage("null"), Because: []premiseJSON{}}
	if len(s.Places) > 0 {
		line.placeJSON = at(s.Places[0])
	}
	var passage store.Passage
	line.Passage, passage = passageAt(s.Passages, f.Span)
	line.Page = orNull(passage.Page)
	if source, part, ok := mapping.Source(s.Body, f.Span); ok {
		line.SourceStart, line.SourceEnd, line.SourcePart = &source.Start, &source.End, part
	}
	if f.Resolved != "" {
		line.Resolved = json.RawMessage(f.Resolved)
	}
	for _, p := range f.Because {
		if p.Assertion != 0 {
			line.Because = append(line.Because, premiseJSON{Assertion: &p.Assertion})
		} else {
			line.Because = append(line.Because, premiseJSON{Start: &p.Span.Start, End: &p.Span.End})
		}
	}
	line.TIMEX3 = timexOf(f)
	return line
}

// timexOf returns TimeML's value of the resolved reading, else of the stated.
func timexOf(f store.Fact) *timexJSON {
	kind := evidence.TIMEX3Type(evidence.Kind(f.Kind))
	if kind == "" {
		return nil
	}
	for _, side := range []string{f.Resolved, f.Stated} {
		var value struct {
			TIMEX3 string `json:"timex3"`
		}
		if json.Unmarshal([]byte(side), &value) == nil && value.TIMEX3 != "" {
			return &timexJSON{kind, value.TIMEX3}
		}
	}
	return nil
}

func printFacts(u *ui, s store.Stating, facts []store.Fact) error {
	mapping, err := text.ParseMap([]byte(s.Map))
	if err != nil {
		return fmt.Errorf("document %s: %w", s.Document, err)
	}
	if u.json {
		for _, f := range facts {
			if err := u.line(factLine(s, mapping, f)); err != nil {
				return err
			}
		}
		return nil
	}
	place := s.Document
	if len(s.Places) > 0 {
		place = placeText(s.Places[0])
	}
	if err := u.printf("%s  %s\n", u.bold(place), u.dim(s.Document[:shortDigits])); err != nil {
		return err
	}
	t := table{u: u, right: "0"}
	for _, f := range facts {
		err := t.row("  "+spanText(f.Span), f.Kind, beginning(f.Span.Of(s.Body), 40), sideText(f.Stated), resolvedText(f))
		if err != nil {
			return err
		}
	}
	return t.end()
}

func resolvedText(f store.Fact) string {
	if f.Resolved == "" {
		return ""
	}
	return "→ " + sideText(f.Resolved)
}

// sideText is what a side of a fact says, for people.
func sideText(side string) string {
	var members map[string]any
	if json.Unmarshal([]byte(side), &members) != nil {
		return visible(side)
	}
	var parts []string
	for _, name := range []string{"edtf", "iso8601", "value", "order", "currency", "unit", "code", "name", "place", "type", "country", "mod"} {
		if value, ok := members[name].(string); ok {
			parts = append(parts, value)
		}
	}
	if candidates, ok := members["candidates"].([]any); ok {
		parts = append(parts, fmt.Sprint(candidates))
	}
	return visible(shorten(strings.Join(parts, " "), 60))
}
