package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"findbuch/cmd/findbuch/internal/export"
	"findbuch/store"
)

const exportHelp = `Export writes what the catalogue holds in a form that other programs read:

  manifest   the checksums of the files that are present, as sha256sum writes them.
             Of one source (or --source NAME) with paths from its root, where
             "sha256sum -c DEST" checks them; of several sources with absolute paths
  sqlite     the catalogue as one compact SQLite file
  jsonl      a folder with a file for each view of the catalogue (holdings, documents,
             passages, facts, problems, coverage, timeline), one object a line, in the
             order of the views' keys

DEST is written beside itself and moved into place when it is whole. One that exists
is refused; --force replaces a file by a file, and a folder by a folder that holds
nothing but such an export.

With --json one object: format, dest, and for a manifest files.`

const exportExample = `  findbuch export manifest SHA256SUMS
  findbuch export sqlite copy.db
  findbuch export jsonl out && jq -r .title out/documents.jsonl`

func newExportCommand(u *ui) *cobra.Command {
	var force bool
	var name string
	command := &cobra.Command{
		Use:     "export",
		Short:   "Hand over a manifest, an SQLite file or JSON lines",
		Long:    exportHelp,
		Example: exportExample,
	}
	add := func(format, short string, write exporter) *cobra.Command {
		sub := &cobra.Command{
			Use:     format + " DEST",
			Short:   short,
			Long:    exportHelp,
			Example: exportExample,
			Args:    cobra.ExactArgs(1),
			RunE: func(cmd *cobra.Command, args []string) error {
				return runExport(cmd.Context(), u, format, args[0], write, force)
			},
		}
		sub.Flags().BoolVar(&force, "force", false, "replace DEST")
		command.AddCommand(sub)
		return sub
	}
	manifest := add("manifest", "Checksums of the files that are present, as sha256sum writes them",
		func(ctx context.Context, c *store.Catalogue, dest string, force bool) (int64, error) {
			sources, err := exported(ctx, c, name)
			if err != nil {
				return 0, err
			}
			return export.Manifest(ctx, c, sources, dest, force)
		})
	manifest.Flags().StringVar(&name, "source", "", "the files of this source alone")
	add("sqlite", "The catalogue as one compact SQLite file", uncounted(export.SQLite))
	add("jsonl", "A folder with a file of JSON lines for each view", uncounted(export.JSONL))
	return command
}

// exporter writes an export and tells how many files are listed in it.
type exporter func(ctx context.Context, c *store.Catalogue, dest string, force bool) (files int64, err error)

func uncounted(write func(context.Context, *store.Catalogue, string, bool) error) exporter {
	return func(ctx context.Context, c *store.Catalogue, dest string, force bool) (int64, error) {
		return 0, write(ctx, c, dest, force)
	}
}

// exported are the sources to be listed: all, or the one of that name.
func exported(ctx context.Context, c *store.Catalogue, name string) ([]store.Source, error) {
	sources, err := c.Sources(ctx)
	if err != nil || name == "" {
		return sources, err
	}
	for _, s := range sources {
		if s.Name == name {
			return []store.Source{s}, nil
		}
	}
	return nil, hint(fmt.Errorf("source %q %w", name, store.ErrNotFound), "findbuch source list shows the names")
}

// exportJSON says what was written.
type exportJSON struct {
	Format string `json:"format"`
	Dest   string `json:"dest"`
	Files  *int64 `json:"files,omitempty"`
}

func runExport(ctx context.Context, u *ui, format, dest string, write exporter, force bool) error {
	catalogue, err := u.catalogue(ctx)
	if err != nil {
		return err
	}
	defer catalogue.Close()
	files, err := write(ctx, catalogue, dest, force)
	switch {
	case errors.Is(err, export.ErrExists):
		return hint(err, "--force replaces it")
	case errors.Is(err, export.ErrSource):
		return hint(err, "choose a DEST outside of the sources (findbuch source list shows them)")
	case errors.Is(err, export.ErrKeeps), errors.Is(err, export.ErrCatalogue):
		return hint(err, "choose another DEST")
	case err != nil:
		return err
	}
	result := exportJSON{Format: format, Dest: placeOf("", dest).Path}
	note := ""
	if format == "manifest" {
		result.Files = &files
		note = ": " + plural(files, "file")
	}
	if u.json {
		return u.line(result)
	}
	return u.printf("wrote %s%s\n", visible(dest), note)
}
