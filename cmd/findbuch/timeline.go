package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"findbuch/cmd/findbuch/internal/evidence/edtf"
	"findbuch/cmd/findbuch/internal/search"
	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store"
)

const timelineHelp = `Timeline shows the dates and periods that the documents name, in order: by what is
resolved, else by what is stated. What names no year stands behind all others.

On a terminal each line is a year, or a month when there are few years, with a bar
for the number of dates that begin in it; --each lists every date. With --json one
object a date, as of "findbuch facts", in the order of time.`

const timelineExample = `  findbuch timeline
  findbuch timeline --from 2023 --each`

func newTimelineCommand(u *ui) *cobra.Command {
	var flags factFlags
	var eachDate bool
	cmd := &cobra.Command{
		Use:     "timeline [DOC…]",
		Short:   "Show by date what the documents say",
		Long:    timelineHelp,
		Example: timelineExample,
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(flags.kinds) == 0 {
				flags.kinds = []string{"date", "period"}
			}
			return timeline(cmd.Context(), u, flags, args, eachDate)
		},
	}
	flags.add(cmd)
	cmd.Flags().BoolVar(&eachDate, "each", false, "list every date")
	return cmd
}

// dated is a fact on the timeline.
type dated struct {
	edtf  string
	value edtf.Value
	line  factJSON
	place string
}

func timeline(ctx context.Context, u *ui, flags factFlags, docs []string, eachDate bool) error {
	wanted, err := flags.wanted()
	if err != nil {
		return err
	}
	var all []dated
	err = eachStating(ctx, u, flags, docs, func(s store.Stating) error {
		found, err := datesOf(s, wanted)
		all = append(all, found...)
		return err
	})
	if err != nil {
		return err
	}
	if len(all) == 0 {
		return errNo
	}
	slices.SortStableFunc(all, func(a, b dated) int { return edtf.Compare(a.value, b.value) })
	if flags.limit > 0 && len(all) > flags.limit {
		all = all[:flags.limit]
	}
	switch {
	case u.json:
		return printEach(all, func(d dated) error { return u.line(d.line) })
	case eachDate:
		t := table{u: u}
		err := printEach(all, func(d dated) error {
			return t.row(visible(d.edtf), beginning(d.line.Quote, 40), d.place)
		})
		if err != nil {
			return err
		}
		return t.end()
	}
	return printBars(u, all)
}

func printEach(all []dated, print func(dated) error) error {
	for _, d := range all {
		if err := print(d); err != nil {
			return err
		}
	}
	return nil
}

// datesOf returns the dates of a document that are wanted and have a place in
// time.
func datesOf(s store.Stating, wanted search.Wanted) (found []dated, err error) {
	mapping, err := text.ParseMap([]byte(s.Map))
	if err != nil {
		return nil, fmt.Errorf("document %s: %w", s.Document, err)
	}
	for _, f := range s.Facts {
		if !wanted.Fits(f) {
			continue
		}
		if written, value, ok := wanted.Dates(f); ok {
			place := ""
			if len(s.Places) > 0 {
				place = placeText(s.Places[0])
			}
			found = append(found, dated{written, value, factLine(s, mapping, f), place})
		}
	}
	return found, nil
}

// fewYears is how many years are shown by their months.
const fewYears = 3

func printBars(u *ui, all []dated) error {
	years := map[int64]bool{}
	for _, d := range all {
		if first, _, open := d.value.Bounds(); open&(edtf.OpenFirst|edtf.NoYear) == 0 {
			years[first.Year] = true
		}
	}
	byMonth := len(years) <= fewYears
	var labels []string
	counts := map[string]int{}
	for _, d := range all {
		label := barLabel(d.value, byMonth)
		if counts[label] == 0 {
			labels = append(labels, label)
		}
		counts[label]++
	}
	most := 0
	for _, n := range counts {
		most = max(most, n)
	}
	width := max(u.width-30, 10)
	t := table{u: u, right: "1"}
	for _, label := range labels {
		n := counts[label]
		if err := t.row(label, number(int64(n)), strings.Repeat("█", max(1, n*width/most))); err != nil {
			return err
		}
	}
	return t.end()
}

// barLabel is the bar that a date belongs to: where it begins.
func barLabel(value edtf.Value, byMonth bool) string {
	first, last, open := value.Bounds()
	switch {
	case open&edtf.NoYear != 0:
		return "no year"
	case open&edtf.OpenFirst != 0:
		return "open"
	case byMonth && (open&edtf.OpenLast != 0 || first.Year != last.Year || first.Month != last.Month):
		return fmt.Sprintf("%04d", first.Year)
	case byMonth:
		return fmt.Sprintf("%04d-%02d", first.Year, first.Month)
	}
	return fmt.Sprintf("%04d", first.Year)
}
