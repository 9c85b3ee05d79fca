package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"findbuch/cmd/findbuch/internal/importer"
	"findbuch/cmd/findbuch/internal/text"
)

const indexHelp = `Index writes a catalogue of a folder as Markdown to standard output: every file
with its title, dateline, size, type, language and checksum, in the order of
their paths. It needs no catalogue, and the same files give the same bytes.

With --json it prints what "findbuch read --json" prints.`

const indexExample = `  findbuch index seeds > INDEX.md`

func newIndexCommand(u *ui) *cobra.Command {
	var maxText sizeFlag = importer.DefaultMaxText
	command := &cobra.Command{
		Use:     "index DIR",
		Short:   "Write a catalogue of a folder as Markdown",
		Long:    indexHelp,
		Example: indexExample,
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if u.json {
				return runRead(cmd.Context(), u, args, int64(maxText), printSeenJSON)
			}
			return runIndex(cmd.Context(), u, args[0], int64(maxText))
		},
	}
	command.Flags().Var(&maxText, "max-text", "largest document to read as text")
	return command
}

func runIndex(ctx context.Context, u *ui, dir string, maxText int64) error {
	if _, err := os.Stat(dir); err != nil {
		return err
	}
	u.printf("# %s\n", markdown(filepath.Base(filepath.Clean(dir))))
	files, bytes, left := int64(0), int64(0), int64(0)
	err := importer.Look(ctx, dir, reading(maxText), func(seen importer.Seen) error {
		if seen.Left != "" {
			left++
		} else {
			files, bytes = files+1, bytes+seen.Size
		}
		return printEntry(u, seen)
	})
	if err != nil {
		return err
	}
	u.printf("\n%s, %s bytes.", plural(files, "file"), number(bytes))
	if left > 0 {
		u.printf(" Not read: %s.", number(left))
	}
	u.printf("\n")
	if left > 0 {
		return errNo
	}
	return nil
}

// printEntry writes the section of a file.
func printEntry(u *ui, seen importer.Seen) error {
	r := seen.Reading
	heading := r.Title
	if heading == "" {
		heading = seen.Path
	}
	u.printf("\n## %s\n\n", markdown(heading))
	u.printf("- file: %s\n", code(seen.Path))
	if seen.Left != "" {
		return u.printf("- not read: %s\n", seen.Left)
	}
	if r.Dateline != "" {
		u.printf("- dateline: %s\n", markdown(r.Dateline))
		if parsed, ok := text.ParseDateline(r.Dateline); ok && parsed.Date != "" {
			u.printf("- date: %s\n", parsed.Date)
		}
	}
	u.printf("- size: %s bytes\n- type: %s\n", number(seen.Size), markdown(described(seen)))
	if r.Unread != "" {
		u.printf("- unread: %s\n", r.Unread)
	}
	if seen.Text != nil {
		u.printf("- passages: %d\n", len(seen.Text.Passages))
	}
	return u.printf("- SHA-256: %s\n", code(hexOf(seen.SHA256)))
}

// described returns media type, charset and language in one line.
func described(seen importer.Seen) string {
	parts := []string{seen.Reading.MediaType}
	for _, part := range []string{seen.Reading.Charset, seen.Reading.Language, seen.Reading.Note} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

// markdown makes text that Markdown shows as it is.
func markdown(s string) string {
	var b strings.Builder
	for _, r := range visible(s) {
		if strings.ContainsRune("\\`*_{}[]<>#+!|~&", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// code makes a code span, fenced by more backticks than s has in a row.
func code(s string) string {
	s = visible(s)
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return fence + s + fence
}
