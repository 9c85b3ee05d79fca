package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"findbuch/store"
)

const problemsHelp = `Show what was met and not registered (excluded or failed, until a later complete
import of the place knows better), and what is present and was not read.

With --json one object a path: source, path, document (null when none was
registered), problem (excluded, failed or unread), reason, import (that met it).`

const problemsExample = `  findbuch problems
  findbuch problems --source letters --json`

func newProblemsCommand(u *ui) *cobra.Command {
	var source string
	cmd := &cobra.Command{
		Use:     "problems",
		Short:   "Show what was not registered or not read",
		Long:    problemsHelp,
		Example: problemsExample,
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return problems(cmd.Context(), u, source) },
	}
	cmd.Flags().StringVar(&source, "source", "", "only those of the source `NAME`")
	return cmd
}

// problemJSON is a problem as problems --json has it.
type problemJSON struct {
	placeJSON
	Document *string  `json:"document"`
	Problem  string   `json:"problem"`
	Reason   *string  `json:"reason"`
	Import   int64    `json:"import"`
	Notes    []string `json:"notes,omitempty"`
}

func problemOf(p store.Problem) problemJSON {
	line := problemJSON{placeJSON: at(memberPlace(p)), Document: orNull(p.Document), Problem: p.Problem,
		Reason: orNull(p.Reason), Import: p.Import}
	if p.Notes != "" {
		line.Notes = strings.Split(p.Notes, "\n")
	}
	return line
}

// memberPlace is where a problem is; the names of members are joined by slashes.
func memberPlace(p store.Problem) store.Place {
	place := store.Place{Source: p.Source, Path: p.Path}
	if p.Member != "" {
		place.Member = []string{p.Member}
	}
	return place
}

func problems(ctx context.Context, u *ui, source string) error {
	catalogue, err := u.catalogue(ctx)
	if err != nil {
		return err
	}
	defer catalogue.Close()
	t := table{u: u}
	var count int64
	err = catalogue.Problems(ctx, source, func(p store.Problem) error {
		count++
		if u.json {
			return u.line(problemOf(p))
		}
		return t.row(p.Problem, visible(p.Reason), fmt.Sprintf("import %d", p.Import), placeText(memberPlace(p)))
	})
	if err != nil || u.json {
		return err
	}
	if err := t.end(); err != nil {
		return err
	}
	if count == 0 {
		return u.printf("no problems\n")
	}
	return u.printf("%s\n", plural(count, "problem"))
}
