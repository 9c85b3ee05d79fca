package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"findbuch/cmd/findbuch/internal/evidence"
	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store"
	"findbuch/store/span"
)

const showHelp = `Show what is known of one document: its identity, where it is, how its bytes
were read, and its passages with their spans (bytes of the text, half-open).

DOC is a path as the catalogue has it, SOURCE/PATH, the path of a file that lies
in a source, or the first 8 or more digits of a SHA-256.

With --json one object: the members of list, with passages as an array of
ordinal, kind, start, end, quote; then paths (all that hold the document: source,
path), charset_by, words, and gone (the import since which no path holds it, else
null).`

const showExample = `  findbuch show 758f659d
  findbuch show letters/1914/a.txt
  findbuch show --json 758f659d | jq -r '.passages[].quote'`

func newShowCommand(u *ui) *cobra.Command {
	var marked bool
	cmd := &cobra.Command{
		Use:     "show DOC",
		Short:   "Show what is known of one document",
		Long:    showHelp,
		Example: showExample,
		Args:    cobra.ExactArgs(1),
		RunE:    func(cmd *cobra.Command, args []string) error { return show(cmd.Context(), u, args[0], marked) },
	}
	cmd.Flags().BoolVar(&marked, "facts", false, "mark under each passage what it says")
	return cmd
}

func show(ctx context.Context, u *ui, name string, marked bool) error {
	catalogue, err := u.catalogue(ctx)
	if err != nil {
		return err
	}
	defer catalogue.Close()
	document, err := documentMeant(ctx, catalogue, name)
	if err != nil {
		return err
	}
	if u.json {
		return u.line(shownJSON(document))
	}
	return printShown(u, document, marked)
}

// documentMeant returns the document that a person named.
func documentMeant(ctx context.Context, c *store.Catalogue, name string) (store.Shown, error) {
	found, err := c.Find(ctx, name, placesMeant(name)...)
	if err != nil {
		return store.Shown{}, withFound(name, err)
	}
	return c.Show(ctx, found)
}

// placesMeant returns what name may mean as a path of the file system.
func placesMeant(name string) (places []string) {
	absolute, err := filepath.Abs(name)
	if err != nil {
		return nil
	}
	places = append(places, absolute)
	if real, err := filepath.EvalSymlinks(absolute); err == nil && real != absolute {
		places = append(places, real)
	}
	return places
}

// fewDigits may be meant as the beginning of a SHA-256.
var fewDigits = regexp.MustCompile(`^[0-9a-fA-F]{1,7}$`)

// withFound adds to an error the documents that a name fits.
func withFound(name string, err error) error {
	if errors.Is(err, store.ErrNotFound) && fewDigits.MatchString(name) {
		return hint(err, "of a SHA-256, give 8 digits or more")
	}
	var ambiguous *store.AmbiguousError
	if !errors.As(err, &ambiguous) {
		return err
	}
	var lines strings.Builder
	for _, f := range ambiguous.Found {
		place := ""
		if f.Source != "" {
			place = "  " + placeText(store.Place{Source: f.Source, Path: f.Path})
		}
		fmt.Fprintf(&lines, "  %s%s\n", f.Document, place)
	}
	return hinted{error: err, detail: lines.String(), hint: hintFor(err)}
}

// shownDocument is a document as show --json has it.
type shownDocument struct {
	documentJSON[[]passageJSON]
	Paths     []placeJSON `json:"paths"`
	CharsetBy *string     `json:"charset_by"`
	Words     int64       `json:"words"`
	Gone      *int64      `json:"gone"`

	PUID       *string        `json:"puid"`
	PUIDBasis  *string        `json:"puid_basis"`
	Reader     *string        `json:"reader"`
	Version    *int64         `json:"version"`
	Notes      []string       `json:"notes"`
	Properties []propertyJSON `json:"properties"`
	Members    []memberJSON   `json:"members"`
	Facts      []factJSON     `json:"facts"`
}

// propertyJSON is what a document says of itself.
type propertyJSON struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// memberJSON is a document inside of the one shown.
type memberJSON struct {
	Name     string  `json:"name"`
	Document *string `json:"document"`
	Reason   *string `json:"reason"`
}

func shownJSON(d store.Shown) shownDocument {
	out := shownDocument{
		documentJSON: documentJSON[[]passageJSON]{
			Document:  d.Document,
			Size:      d.Size,
			MediaType: d.Reading.MediaType,
			Charset:   orNull(d.Reading.Charset),
			Language:  orNull(d.Reading.Language),
			Title:     orNull(d.Reading.Title),
			Dateline:  orNull(d.Reading.Dateline),
			Passages:  make([]passageJSON, len(d.Passages)),
			Reading:   d.Reading.State(),
			Reason:    orNull(d.Reading.Reason()),
		},
		Paths:     make([]placeJSON, len(d.Places)),
		CharsetBy: orNull(d.Reading.CharsetBy),
		Words:     d.Words,
		Gone:      orNull(d.Gone),

		PUID: orNull(d.Reading.PUID), PUIDBasis: orNull(d.Reading.PUIDBasis),
		Reader: orNull(d.Reading.Reader), Version: orNull(d.Reading.Version),
		Notes: append([]string{}, d.Reading.Notes...), Properties: []propertyJSON{}, Members: []memberJSON{}, Facts: []factJSON{},
	}
	stating := store.Stating{Document: d.Document, Places: d.Places, Body: d.Body, Map: d.Map, Passages: d.Passages}
	mapping, _ := text.ParseMap([]byte(d.Map)) // one that is broken leads nowhere
	for _, f := range d.Facts {
		out.Facts = append(out.Facts, factLine(stating, mapping, f))
	}
	for _, p := range d.Reading.Properties {
		out.Properties = append(out.Properties, propertyJSON(p))
	}
	for _, m := range d.Members {
		out.Members = append(out.Members, memberJSON{strings.ToValidUTF8(m.Name, "\uFFFD"), orNull(m.Document), orNull(m.Reason)})
	}
	for i, p := range d.Passages {
		out.Passages[i] = passageJSON{int64(i + 1), p.Kind, p.Span.Start, p.Span.End, p.Span.Of(d.Body), orNull(p.Page)}
	}
	for i, p := range d.Places {
		out.Paths[i] = at(p)
	}
	if len(out.Paths) > 0 {
		out.placeJSON = out.Paths[0]
	}
	return out
}

const placesShown = 20

func printShown(u *ui, d store.Shown, marked bool) error {
	u.printf("%s\n", u.bold(d.Document))
	if d.Gone != 0 {
		field(u, "gone", fmt.Sprintf("since import %d; last at:", d.Gone))
	}
	for i, p := range d.Places {
		if i == placesShown {
			field(u, "", fmt.Sprintf("and at %s more", plural(int64(len(d.Places)-i), "path")))
			break
		}
		field(u, "path", placeText(p))
	}
	field(u, "size", plural(d.Size, "byte"))
	field(u, "type", visible(d.Reading.MediaType))
	if d.Reading.PUID != "" {
		field(u, "puid", visible(d.Reading.PUID+" ("+d.Reading.PUIDBasis+")"))
	}
	if d.Reading.Charset != "" {
		field(u, "charset", visible(d.Reading.Charset+" ("+d.Reading.CharsetBy+")"))
	}
	if d.Reading.Language != "" {
		field(u, "language", visible(d.Reading.Language))
	}
	printReading(u, d)
	for _, note := range d.Reading.Notes {
		field(u, "note", visible(note))
	}
	for _, p := range d.Reading.Properties {
		field(u, "property", visible(p.Name)+": "+beginning(p.Value, u.width-24))
	}
	for _, m := range d.Members {
		inside := visible(m.Name)
		if m.Document != "" {
			inside = m.Document[:shortDigits] + "  " + inside
		} else {
			inside = "-  " + inside + "  " + visible(m.Reason)
		}
		field(u, "member", inside)
	}
	if len(d.Facts) > 0 && !marked {
		field(u, "facts", fmt.Sprintf("%s (findbuch show --facts %s)", number(int64(len(d.Facts))), d.Document[:shortDigits]))
	}
	return printPassages(u, d, marked)
}

func printReading(u *ui, d store.Shown) {
	by := "no reader"
	if d.Reading.Reader != "" {
		by = fmt.Sprintf("%s, version %d", d.Reading.Reader, d.Reading.Version)
	}
	reading := d.Reading.State()
	if reason := d.Reading.Reason(); reason != "" {
		reading += ": " + reason
	}
	field(u, "reading", visible(fmt.Sprintf("%s (%s), %s, registered by import %d", reading, by, plural(d.Words, "word"), d.Import)))
	for _, kind := range []text.Kind{text.KindTitle, text.KindDateline} {
		for _, p := range d.Passages {
			if p.Kind == string(kind) {
				field(u, p.Kind, spanText(p.Span)+"  "+headText(u, kind, p.Span.Of(d.Body)))
				break
			}
		}
	}
}

// headText is a title, or a dateline in the form that is one for all.
func headText(u *ui, kind text.Kind, quote string) string {
	if kind == text.KindDateline {
		if dateline, ok := text.ParseDateline(quote); ok {
			return visible(dateline.String())
		}
	}
	return beginning(quote, u.width-30)
}

func printPassages(u *ui, d store.Shown, marked bool) error {
	t := table{u: u, right: "12"}
	for i, p := range d.Passages {
		err := t.row("  passage", fmt.Sprint(i+1), spanText(p.Span), kindText(p), beginning(p.Span.Of(d.Body), u.width-40))
		if err != nil {
			return err
		}
		if !marked {
			continue
		}
		if err := rowsOfFacts(&t, d, p.Span); err != nil {
			return err
		}
	}
	return t.end()
}

// rowsOfFacts marks what a passage says.
func rowsOfFacts(t *table, d store.Shown, passage span.Span) error {
	for _, f := range d.Facts {
		if f.Kind == string(evidence.Title) || f.Kind == string(evidence.Dateline) ||
			f.Span.Start < passage.Start || passage.End < f.Span.End {
			continue
		}
		what := sideText(f.Stated)
		if f.Resolved != "" {
			what += " → " + sideText(f.Resolved)
		}
		if err := t.row("", "", spanText(f.Span), "  "+f.Kind, beginning(f.Span.Of(d.Body), 40)+"  "+what); err != nil {
			return err
		}
	}
	return nil
}

// kindText is the kind of a passage, with its page when there is one.
func kindText(p store.Passage) string {
	if p.Page == 0 {
		return p.Kind
	}
	return fmt.Sprintf("%s, page %d", p.Kind, p.Page)
}

func field(u *ui, name, value string) { u.printf("  %-9s %s\n", name, value) }

// spanText writes bytes [start, end).
func spanText(s span.Span) string { return fmt.Sprintf("%d–%d", s.Start, s.End) }

// beginning returns the beginning of a text on one line.
func beginning(quote string, width int) string {
	width = max(width, 20)
	if most := 8 * width; len(quote) > most {
		quote = strings.ToValidUTF8(quote[:most], "")
	}
	return shorten(visible(strings.Join(strings.Fields(quote), " ")), width)
}
