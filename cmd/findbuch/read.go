package main

import (
	"context"
	"errors"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"findbuch/cmd/findbuch/internal/importer"
	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store"
)

const readHelp = `Read tells what files are and what they say, without any catalogue: checksum,
media type, charset and how it was decided, language, and the passages of the
text with their bytes. Of a folder it reads all files. Nothing is written.

With --text it prints the texts alone, byte for byte. With --facts it shows what they
say, all kinds of "findbuch facts" included; --dated is the day that they were written
on, where they have no dateline or another one counts.

With --json it prints one object a file: the members of "findbuch show" without
"source", and "charset_by".

Exit code 1 says that some file could not be looked at.`

const readExample = `  findbuch read letter.txt
  findbuch read --text letter.txt | wc -w`

func newReadCommand(u *ui) *cobra.Command {
	var textOnly, factsToo bool
	var day, language string
	var maxText sizeFlag = importer.DefaultMaxText
	command := &cobra.Command{
		Use:     "read FILE…",
		Short:   "Tell what files are and say, without a catalogue",
		Long:    readHelp,
		Example: readExample,
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			show := printSeen
			switch {
			case textOnly && factsToo:
				return usagef("--text and --facts exclude each other")
			case checkDated(day) != nil:
				return usageError{checkDated(day)}
			case factsToo:
				show = factsOf(day, language)
			case textOnly && u.json:
				return usagef("--text and --json exclude each other")
			case textOnly:
				show = printText
			case u.json:
				show = printSeenJSON
			}
			return runRead(cmd.Context(), u, args, int64(maxText), show)
		},
	}
	command.Flags().BoolVar(&textOnly, "text", false, "print the text alone")
	command.Flags().BoolVar(&factsToo, "facts", false, "show what the texts say")
	command.Flags().StringVar(&language, "language", "", "read the facts as of a text in the language `L`, de or en (default: as detected)")
	command.Flags().StringVar(&day, "dated", "", "the day `YYYY-MM-DD` that the documents were written on")
	command.Flags().Var(&maxText, "max-text", "largest document to read as text")
	return command
}

// factsOf shows the facts of a file that was looked at.
func factsOf(day, language string) func(*ui, importer.Seen) error {
	return func(u *ui, seen importer.Seen) error {
		if seen.Left != "" || seen.Text == nil {
			return printSeen(u, seen)
		}
		mapping, err := seen.Text.Map.MarshalJSON()
		if err != nil {
			return err
		}
		s := store.Stating{Document: hexOf(seen.SHA256), Body: seen.Text.Body, Map: string(mapping),
			Facts: importer.FactsOf(seen.Analysed, day, language)}
		for _, p := range seen.Text.Passages {
			s.Passages = append(s.Passages, store.Passage{Kind: string(p.Kind), Span: p.Span, Page: int64(p.Page)})
		}
		s.Places = []store.Place{{Path: seen.Path}}
		return printFacts(u, s, s.Facts)
	}
}

func runRead(ctx context.Context, u *ui, paths []string, maxText int64, show func(*ui, importer.Seen) error) error {
	all := true
	for _, path := range paths {
		err := importer.Look(ctx, path, reading(maxText), func(seen importer.Seen) error {
			all = all && seen.Left == ""
			return show(u, seen)
		})
		var missing *fs.PathError
		switch {
		case err == nil:
		case len(paths) > 1 && errors.As(err, &missing):
			all = false
			u.printError("findbuch read", err)
		default:
			return err
		}
	}
	if !all {
		return errNo
	}
	return nil
}

func printText(u *ui, seen importer.Seen) error {
	if seen.Text == nil {
		return nil
	}
	return u.printf("%s", seen.Text.Body)
}

func printSeen(u *ui, seen importer.Seen) error {
	u.printf("%s\n", u.bold(visible(seen.Path)))
	if seen.Left != "" {
		return u.printf("  not read  %s\n\n", seen.Left)
	}
	r := seen.Reading
	u.printf("  document  %s\n  size      %s\n  type      %s\n", hexOf(seen.SHA256), size(seen.Size), visible(r.MediaType))
	if r.PUID != "" {
		u.printf("  puid      %s (%s)\n", r.PUID, visible(r.PUIDBasis))
	}
	if r.Charset != "" {
		u.printf("  charset   %s (%s)\n", r.Charset, r.CharsetBy)
	}
	if r.Language != "" {
		u.printf("  language  %s\n", r.Language)
	}
	printTitle(u, r)
	if r.Note != "" {
		u.printf("  note      %s\n", r.Note)
	}
	for _, note := range r.Notes {
		u.printf("  note      %s\n", visible(note))
	}
	for _, p := range r.Properties {
		u.printf("  property  %s: %s\n", visible(p.Name), beginning(p.Value, u.width-24))
	}
	for _, m := range seen.Members {
		u.printf("  member    %s\n", memberText(m))
	}
	if seen.Text != nil {
		u.printf("\n")
		for _, p := range seen.Text.Passages {
			u.printf("  %8d–%-8d %-10s %s\n", p.Span.Start, p.Span.End, p.Kind,
				shorten(visible(p.Span.Of(seen.Text.Body)), u.width-32))
		}
	}
	return u.printf("\n")
}

// memberText is a document inside of the one that was looked at.
func memberText(m importer.Inside) string {
	if m.Document == nil {
		return "-  " + visible(m.Name) + "  " + visible(m.Reason)
	}
	text := hexOf(m.Document.SHA256)[:shortDigits] + "  " + visible(m.Name) + "  " + visible(m.Document.Reading.MediaType)
	if reason := m.Document.Reading.Unread; reason != "" {
		text += "  unread: " + visible(reason)
	}
	return text
}

// seenJSON is a file that was looked at without a catalogue.
type seenJSON struct {
	Path      string        `json:"path"`
	PathBytes string        `json:"path_base64,omitempty"`
	Document  *string       `json:"document"`
	Size      *int64        `json:"size"`
	MediaType *string       `json:"media_type"`
	Charset   *string       `json:"charset"`
	CharsetBy *string       `json:"charset_by"`
	Language  *string       `json:"language"`
	Title     *string       `json:"title"`
	Dateline  *string       `json:"dateline"`
	Passages  []passageJSON `json:"passages"`
	Reading   string        `json:"reading"`
	Reason    *string       `json:"reason"`

	PUID       *string        `json:"puid"`
	PUIDBasis  *string        `json:"puid_basis"`
	Reader     *string        `json:"reader"`
	Version    *int64         `json:"version"`
	Notes      []string       `json:"notes"`
	Properties []propertyJSON `json:"properties"`
	Members    []memberJSON   `json:"members"`
}

func printSeenJSON(u *ui, seen importer.Seen) error {
	place, r := placeOf("", seen.Path), seen.Reading
	line := seenJSON{Path: place.Path, PathBytes: place.PathBase64, Passages: []passageJSON{}, Reading: "unread",
		Notes: []string{}, Properties: []propertyJSON{}, Members: []memberJSON{}}
	if seen.Left != "" {
		line.Reason = orNull(seen.Left)
		return u.line(line)
	}
	document := hexOf(seen.SHA256)
	line.Document, line.Size, line.MediaType = &document, &seen.Size, &r.MediaType
	line.Charset, line.CharsetBy, line.Language = orNull(r.Charset), orNull(r.CharsetBy), orNull(r.Language)
	line.Title, line.Dateline, line.Reason = orNull(r.Title), orNull(r.Dateline), orNull(r.Unread)
	if r.Unread == "" {
		line.Reading, line.Reason = "read", orNull(r.Note)
	}
	line.PUID, line.PUIDBasis = orNull(r.PUID), orNull(r.PUIDBasis)
	line.Reader, line.Version = orNull(r.Reader), orNull(r.Version)
	line.Notes = append(line.Notes, r.Notes...)
	for _, p := range r.Properties {
		line.Properties = append(line.Properties, propertyJSON(p))
	}
	for _, m := range seen.Members {
		member := memberJSON{Name: strings.ToValidUTF8(m.Name, "\uFFFD"), Reason: orNull(m.Reason)}
		if m.Document != nil {
			member.Document, member.Reason = orNull(hexOf(m.Document.SHA256)), orNull(m.Document.Reading.Unread)
		}
		line.Members = append(line.Members, member)
	}
	if seen.Text != nil {
		line.Passages = passagesOf(seen.Text)
	}
	return u.line(line)
}

func passagesOf(t *text.Text) []passageJSON {
	passages := make([]passageJSON, len(t.Passages))
	for i, p := range t.Passages {
		passages[i] = passageJSON{
			Ordinal: int64(i + 1), Kind: string(p.Kind), Start: p.Span.Start, End: p.Span.End, Quote: p.Span.Of(t.Body), Page: orNull(int64(p.Page)),
		}
	}
	return passages
}
