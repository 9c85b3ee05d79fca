package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"findbuch/cmd/findbuch/internal/evidence"
	"findbuch/cmd/findbuch/internal/importer"
	"findbuch/cmd/findbuch/internal/search"
	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store"
	"findbuch/store/span"
)

const aboutHelp = `About shows the sentences that name a country, place, organisation, person, project
or facility, with the other facts of the same sentence. NAME is the name as a list
has it, or as a text writes it.

With --json one object a sentence: source, path, document, passage, start, end, quote
(of the name), sentence {start,end,quote} and facts, each as "findbuch facts --json"
has it.`

const aboutExample = `  findbuch about 'Saudi Aramco'
  findbuch about Deutschland --json`

func newAboutCommand(u *ui) *cobra.Command {
	var source string
	cmd := &cobra.Command{
		Use:     "about NAME",
		Short:   "Show what is said of one name",
		Long:    aboutHelp,
		Example: aboutExample,
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return about(cmd.Context(), u, strings.Join(args, " "), source)
		},
	}
	cmd.Flags().StringVar(&source, "source", "", "only in the documents of the source `NAME`")
	return cmd
}

// namingJSON is a sentence that names something.
type namingJSON struct {
	placeJSON
	Document string       `json:"document"`
	Passage  int          `json:"passage"`
	Start    int          `json:"start"`
	End      int          `json:"end"`
	Quote    string       `json:"quote"`
	Sentence sentenceJSON `json:"sentence"`
	Facts    []factJSON   `json:"facts"`
}

type sentenceJSON struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Quote string `json:"quote"`
}

func about(ctx context.Context, u *ui, name, source string) error {
	names, err := namesOf(ctx, u, name)
	if err != nil {
		return err
	}
	found := 0
	err = eachStating(ctx, u, factFlags{source: source}, nil, func(s store.Stating) error {
		mapping, err := text.ParseMap([]byte(s.Map))
		if err != nil {
			return fmt.Errorf("document %s: %w", s.Document, err)
		}
		seen := map[span.Span]bool{}
		for i, f := range s.Facts {
			if !slices.ContainsFunc(names, func(name string) bool { return search.Names(f, f.Span.Of(s.Body), name) }) {
				continue
			}
			_, passage := passageAt(s.Passages, f.Span)
			sentence := evidence.Sentence(s.Body, passage.Span, f.Span)
			if seen[sentence] {
				continue
			}
			seen[sentence] = true
			found++
			if err := printNaming(u, s, mapping, i, sentence); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && found == 0 {
		err = errNo
	}
	return err
}

func namesOf(ctx context.Context, u *ui, name string) ([]string, error) {
	catalogue, err := u.catalogue(ctx)
	if err != nil {
		return nil, err
	}
	defer catalogue.Close()
	return importer.Canonical(ctx, catalogue, name)
}

func printNaming(u *ui, s store.Stating, mapping text.Map, of int, sentence span.Span) error {
	var others []store.Fact
	for i, f := range s.Facts {
		if i != of && sentence.Start <= f.Span.Start && f.Span.End <= sentence.End {
			others = append(others, f)
		}
	}
	f := s.Facts[of]
	if u.json {
		line := factLine(s, mapping, f)
		out := namingJSON{line.placeJSON, s.Document, line.Passage, f.Span.Start, f.Span.End, line.Quote,
			sentenceJSON{sentence.Start, sentence.End, sentence.Of(s.Body)}, []factJSON{}}
		for _, other := range others {
			out.Facts = append(out.Facts, factLine(s, mapping, other))
		}
		return u.line(out)
	}
	place := s.Document
	if len(s.Places) > 0 {
		place = placeText(s.Places[0])
	}
	u.printf("%s  %s\n  %s  %s%s%s\n", u.bold(place), u.dim(s.Document[:shortDigits]), spanText(sentence),
		oneLine(s.Body[sentence.Start:f.Span.Start]), u.bold(oneLine(f.Span.Of(s.Body))), oneLine(s.Body[f.Span.End:max(f.Span.End, sentence.End)]))
	t := table{u: u, right: "0"}
	for _, other := range others {
		if err := t.row("    "+spanText(other.Span), other.Kind, beginning(other.Span.Of(s.Body), 40), sideText(other.Stated), resolvedText(other)); err != nil {
			return err
		}
	}
	return t.end()
}
