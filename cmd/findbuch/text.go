package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"os/user"

	"github.com/spf13/cobra"

	"findbuch/cmd/findbuch/internal/importer"
	"findbuch/cmd/findbuch/internal/text"
)

const textHelp = `Text add gives a document a text that was made elsewhere, by OCR or by hand:
Findbuch itself reads no pictures. FILE is plain text or hOCR ("-": standard
input), whose pages become those of the passages.

The text takes the place of what a reader took. It is marked as given by a person,
kept among the records with who and when, and not lost by reread. It is found by
searches, but leads to no bytes of the document.

With --json it prints one object: {"document","reader","passages","words"}.`

const textExample = `  tesseract scan.png - hocr | findbuch text add letters/scan.png -
  findbuch text add 758f659d transcript.txt --who 'A. Muster'`

func newTextCommand(u *ui) *cobra.Command {
	var who string
	add := &cobra.Command{
		Use:     "add DOC FILE",
		Short:   "Give a document a text that was made elsewhere",
		Long:    textHelp,
		Example: textExample,
		Args:    cobra.ExactArgs(2),
		RunE:    func(cmd *cobra.Command, args []string) error { return addText(cmd.Context(), u, args[0], args[1], who) },
	}
	add.Flags().StringVar(&who, "who", "", "who says so (default: your user name)")
	command := &cobra.Command{Use: "text", Short: "Give documents texts that were made elsewhere", Long: textHelp, Example: textExample}
	command.AddCommand(add)
	return command
}

func addText(ctx context.Context, u *ui, name, file, who string) error {
	data, err := given(u, file)
	if err != nil {
		return err
	}
	w, err := u.writer(ctx, false)
	if err != nil {
		return err
	}
	defer w.Close()
	found, err := w.Find(ctx, name, placesMeant(name)...)
	if err != nil {
		return withFound(name, err)
	}
	is, err := importer.AddText(ctx, w, program(), found, data, cmp.Or(who, userName()))
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	if u.json {
		return u.line(struct {
			Document string `json:"document"`
			Reader   string `json:"reader"`
			Passages int64  `json:"passages"`
			Words    int64  `json:"words"`
		}{found.Document, is.Reader, is.Passages, is.Words})
	}
	return u.printf("%s  %s, %s\n", found.Document[:shortDigits], plural(is.Passages, "passage"), plural(is.Words, "word"))
}

// given reads the text, of which there may be as much as of any document.
func given(u *ui, file string) ([]byte, error) {
	in := u.in
	if file != "-" {
		opened, err := os.Open(file)
		if err != nil {
			return nil, err
		}
		defer opened.Close()
		in = opened
	}
	data, err := io.ReadAll(io.LimitReader(in, text.DefaultLimits.Text+1))
	if err == nil && int64(len(data)) > text.DefaultLimits.Text {
		err = fmt.Errorf("%s: is longer than %s", file, size(text.DefaultLimits.Text))
	}
	return data, err
}

func userName() string {
	if u, err := user.Current(); err == nil {
		return cmp.Or(u.Name, u.Username)
	}
	return "unknown"
}
