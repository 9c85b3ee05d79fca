package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

const sourceHelp = `Sources are the folders and files that imports read. Each has a name, and a root
that may move: paths are kept apart from it.`

const sourceListHelp = `List the sources by name.

With --json one object a source: source, kind (folder or file), root, root_base64
(when the root is no UTF-8), files (present), import (the last of it).`

const relocateHelp = `Record that the source NAME lies at PATH now, because its folder or file was
moved. PATH must be there, of the same kind, and apart from other sources. Nothing
is read; verify tells whether it holds what it held.

With --json one object: source, root, import, digest.`

const relocateExample = `  findbuch source relocate letters /mnt/new/letters`

func newSourceCommand(u *ui) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "source",
		Short: "List the sources, or record that one has moved",
		Long:  sourceHelp,
		Example: `  findbuch source list
` + relocateExample,
	}
	cmd.AddCommand(
		&cobra.Command{
			Use:     "list",
			Short:   "List the sources",
			Long:    sourceListHelp,
			Example: `  findbuch source list`,
			Args:    cobra.NoArgs,
			RunE:    func(cmd *cobra.Command, _ []string) error { return listSources(cmd.Context(), u) },
		},
		&cobra.Command{
			Use:     "relocate NAME PATH",
			Short:   "Record that a source has moved",
			Long:    relocateHelp,
			Example: relocateExample,
			Args:    cobra.ExactArgs(2),
			RunE:    func(cmd *cobra.Command, args []string) error { return relocate(cmd.Context(), u, args[0], args[1]) },
		})
	return cmd
}

// sourceJSON is a source as source list --json has it.
type sourceJSON struct {
	Source     string `json:"source"`
	Kind       string `json:"kind"`
	Root       string `json:"root"`
	RootBase64 string `json:"root_base64,omitempty"`
	Files      int64  `json:"files"`
	Import     *int64 `json:"import"`
}

func listSources(ctx context.Context, u *ui) error {
	catalogue, err := u.catalogue(ctx)
	if err != nil {
		return err
	}
	defer catalogue.Close()
	all, err := catalogue.Sources(ctx)
	if err != nil {
		return err
	}
	t := table{u: u, right: "2"}
	for _, s := range all {
		last, err := catalogue.LastImport(ctx, s.ID)
		if err != nil {
			return err
		}
		if u.json {
			root := placeOf("", s.Root)
			err = u.line(sourceJSON{s.Name, s.Kind, root.Path, root.PathBase64, s.Files, orNull(last)})
		} else {
			err = t.row(visible(s.Name), s.Kind, plural(s.Files, "file"), fmt.Sprintf("import %d", last), visible(s.Root))
		}
		if err != nil {
			return err
		}
	}
	return t.end()
}

func relocate(ctx context.Context, u *ui, name, path string) error {
	writer, err := u.writer(ctx, false)
	if err != nil {
		return err
	}
	defer writer.Close()
	source, err := writer.SourceNamed(ctx, name)
	if err != nil {
		return hint(err, "findbuch source list shows their names")
	}
	root, err := rootAt(path, source.Kind)
	if err != nil {
		return err
	}
	account, err := writer.Relocate(ctx, program(), source, root)
	if err != nil {
		return err
	}
	if u.json {
		return u.line(struct {
			Source string `json:"source"`
			Root   string `json:"root"`
			Import int64  `json:"import"`
			Digest string `json:"digest"`
		}{source.Name, root, account.Import, hexOf(account.Digest)})
	}
	return u.printf("%s lies at %s now (import %d)\nnext: findbuch verify\n",
		visible(source.Name), visible(root), account.Import)
}

// rootAt returns path as the root of a source of that kind.
func rootAt(path, kind string) (string, error) {
	root, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	if root, err = filepath.EvalSymlinks(root); err != nil {
		return "", err
	}
	info, err := os.Stat(root)
	if err != nil {
		return "", err
	}
	if (kind == "folder") != info.IsDir() || kind == "file" && !info.Mode().IsRegular() {
		return "", usagef("%s is no %s, as the source is", path, kind)
	}
	return root, nil
}
