package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"findbuch/cmd/findbuch/internal/evidence/authority"
	"findbuch/cmd/findbuch/internal/importer"
	"findbuch/store"
)

const authorityHelp = `Authority keeps lists of names: places, organisations, persons, projects, facilities.
A list is a file: CSV or JSON lines (id, type, names, language, country,
case_sensitive, ambiguous_alone), SKOS in Turtle, or the JSON lines of
FollowTheMoney. It is kept in the catalogue, whole; each fact that rests on it names
the list and the entry. Adding or removing one reads the facts of all texts again.`

const authorityExample = `  findbuch authority add places.csv
  findbuch authority list
  findbuch authority remove places`

const authorityAddHelp = `Add keeps a list of names and finds them in all texts. One of the same name is
replaced. A list with a wrong line is refused as a whole.

With --json: {"list","entries","texts"}.`

const authorityListHelp = `List shows the lists that count. With --json one object a list: {"list","entries",
"format","import"}.`

const authorityRemoveHelp = `Remove takes a list back: its names are found no more. What was recorded of it stays
on record. With --json: {"list","texts"}.`

// maxList bounds a list, bytes.
const maxList = 1 << 30

func newAuthorityCommand(u *ui) *cobra.Command {
	command := &cobra.Command{Use: "authority", Short: "Keep lists of names", Long: authorityHelp, Example: authorityExample}
	var name string
	add := &cobra.Command{
		Use:     "add FILE",
		Short:   "Add a list and find its names in all texts",
		Long:    authorityAddHelp,
		Example: "  findbuch authority add --name places gazetteer.csv",
		Args:    cobra.ExactArgs(1),
		RunE:    func(cmd *cobra.Command, args []string) error { return authorityAdd(cmd.Context(), u, args[0], name) },
	}
	add.Flags().StringVar(&name, "name", "", "name of the list, instead of the file's")
	command.AddCommand(add,
		&cobra.Command{
			Use:     "list",
			Short:   "Show the lists",
			Long:    authorityListHelp,
			Example: "  findbuch authority list",
			Args:    cobra.NoArgs,
			RunE:    func(cmd *cobra.Command, _ []string) error { return authorityList(cmd.Context(), u) },
		},
		&cobra.Command{
			Use:     "remove NAME",
			Short:   "Take a list back",
			Long:    authorityRemoveHelp,
			Example: "  findbuch authority remove places",
			Args:    cobra.ExactArgs(1),
			RunE:    func(cmd *cobra.Command, args []string) error { return authorityRemove(cmd.Context(), u, args[0]) },
		})
	return command
}

func authorityAdd(ctx context.Context, u *ui, file, name string) error {
	list := store.List{Name: name, Format: strings.ToLower(filepath.Ext(file))}
	if list.Name == "" {
		list.Name = strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
	}
	if _, err := authority.FormatOf(file); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() || info.Size() > maxList {
		return fmt.Errorf("%s: is no regular file of at most %s", file, size(maxList))
	}
	if list.Content, err = os.ReadFile(file); err != nil {
		return err
	}
	if len(list.Content) == 0 {
		return fmt.Errorf("%s: is empty", file)
	}
	entries, err := importer.CheckList(list)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	w, err := u.writer(ctx, false)
	if err != nil {
		return err
	}
	defer w.Close()
	counts, err := importer.ChangeLists(ctx, w, program(), list)
	if err != nil {
		return err
	}
	if u.json {
		return u.line(struct {
			List    string `json:"list"`
			Entries int    `json:"entries"`
			Texts   int64  `json:"texts"`
		}{list.Name, entries, counts.Texts})
	}
	return u.printf("%s: %s, looked for in %s\n", visible(list.Name), pluralOf(int64(entries), "entry", "entries"), plural(counts.Texts, "text"))
}

func pluralOf(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + many
}

func authorityList(ctx context.Context, u *ui) error {
	catalogue, err := u.catalogue(ctx)
	if err != nil {
		return err
	}
	defer catalogue.Close()
	lists, err := catalogue.Lists(ctx)
	if err != nil {
		return err
	}
	t := table{u: u}
	for _, l := range lists {
		entries, err := importer.CheckList(l)
		if err != nil {
			return err
		}
		if u.json {
			err = u.line(struct {
				List    string `json:"list"`
				Entries int    `json:"entries"`
				Format  string `json:"format"`
				Import  int64  `json:"import"`
			}{l.Name, entries, l.Format, l.Import})
		} else {
			err = t.row(visible(l.Name), pluralOf(int64(entries), "entry", "entries"), l.Format, fmt.Sprintf("import %d", l.Import))
		}
		if err != nil {
			return err
		}
	}
	if len(lists) == 0 {
		return errNo
	}
	return t.end()
}

func authorityRemove(ctx context.Context, u *ui, name string) error {
	w, err := u.writer(ctx, false)
	if err != nil {
		return err
	}
	defer w.Close()
	lists, err := w.Lists(ctx)
	if err != nil {
		return err
	}
	known := false
	for _, l := range lists {
		known = known || l.Name == name
	}
	if !known {
		return hint(fmt.Errorf("list %q: %w", name, store.ErrNotFound), "findbuch authority list shows the names")
	}
	counts, err := importer.ChangeLists(ctx, w, program(), store.List{Name: name})
	if err != nil && !errors.Is(err, importer.ErrInterrupted) {
		return err
	}
	if u.json {
		return errors.Join(err, u.line(struct {
			List  string `json:"list"`
			Texts int64  `json:"texts"`
		}{name, counts.Texts}))
	}
	return errors.Join(err, u.printf("%s: removed, %s looked at\n", visible(name), plural(counts.Texts, "text")))
}
