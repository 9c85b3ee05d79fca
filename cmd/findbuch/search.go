package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"findbuch/cmd/findbuch/internal/search"
	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store"
	"findbuch/store/span"
)

const searchHelp = `Search the texts of the documents that are present: passages that match, best
first, then what was not searched.

  Flugverbindung             a word, in any case, with or without accents
  "Saudi Aramco"             words one after the other in one passage
  Flug*                      words that begin so
  Aramco Schweden            both in a document, the same as Aramco AND Schweden
  Aramco OR Schweden         one of them
  Aramco NOT (Oslo OR Rom)   documents that do not have what stands behind NOT

Mind your shell: quotation marks, * and parentheses belong into '...'.

With --json one object a hit: source, path, document, passage (its ordinal), kind,
start, end, quote (of the hit; bytes of the text), source_start, source_end (bytes
of the document, null where there are none), score (BM25 of the document), and
also (further paths of the same document: source, path) where there are some. The
last line is {"coverage":{"documents","searched","not_searched":[{"reason","count"}]}}.

Exit code 1: nothing was found.`

const searchExample = `  findbuch search Flugverbindung
  findbuch search '"Saudi Aramco" OR Chemie*' --limit 5`

const searchLimit = 20

func newSearchCommand(u *ui) *cobra.Command {
	var limit int
	cmd := &cobra.Command{
		Use:     "search QUERY...",
		Short:   "Search the texts",
		Long:    searchHelp,
		Example: searchExample,
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return searchTexts(cmd.Context(), u, strings.Join(args, " "), limit)
		},
	}
	cmd.Flags().IntVar(&limit, "limit", searchLimit, "at most `N` hits (0: all)")
	return cmd
}

func searchTexts(ctx context.Context, u *ui, input string, limit int) error {
	if limit < 0 {
		return usagef("--limit %d is negative", limit)
	}
	query, err := search.Parse(input)
	if err != nil {
		return queryError(err)
	}
	catalogue, err := u.catalogue(ctx)
	if err != nil {
		return err
	}
	defer catalogue.Close()
	print := u.printFound
	if u.json {
		print = u.lineFound
	}
	answer, err := query.Search(ctx, catalogue, limit, print)
	if err != nil {
		return err
	}
	if err := u.endSearch(answer); err != nil {
		return err
	}
	if answer.Hits == 0 {
		return errNo
	}
	return nil
}

// queryError shows the place in the query under which the error lies.
func queryError(err error) error {
	var syntax *search.SyntaxError
	if !errors.As(err, &syntax) {
		return err
	}
	what := *syntax
	what.Hint = "" // it has a line of its own
	return usageError{hinted{error: &what, detail: syntax.Caret(), hint: syntax.Hint}}
}

// hitJSON is a hit as search --json has it. Its start and end are bytes of the
// text, those of the source bytes of the document, or of the part of it that
// is named.
type hitJSON struct {
	placeJSON
	Document    string      `json:"document"`
	Passage     int         `json:"passage"` // ordinal
	Kind        string      `json:"kind"`    // of the passage
	Start       int         `json:"start"`
	End         int         `json:"end"`
	Quote       string      `json:"quote"`
	SourceStart *int        `json:"source_start"`
	SourceEnd   *int        `json:"source_end"`
	SourcePart  string      `json:"source_part,omitempty"`
	Page        *int64      `json:"page,omitempty"`
	Score       float64     `json:"score"`
	Also        []placeJSON `json:"also,omitempty"`
}

func (u *ui) lineFound(found search.Found) error {
	mapping, err := text.ParseMap([]byte(found.Map))
	if err != nil {
		return fmt.Errorf("document %s: %w", found.Document, err)
	}
	line := hitJSON{
		placeJSON: at(found.Places[0]),
		Document:  found.Document,
		Score:     found.Score,
	}
	for _, p := range found.Places[1:] {
		line.Also = append(line.Also, at(p))
	}
	for _, hit := range found.Hits {
		line.Passage, line.Kind = hit.Passage+1, found.Passages[hit.Passage].Kind
		line.Start, line.End, line.Quote = hit.Span.Start, hit.Span.End, hit.Span.Of(found.Body)
		line.SourceStart, line.SourceEnd, line.SourcePart = nil, nil, ""
		line.Page = orNull(found.Passages[hit.Passage].Page)
		if source, part, ok := mapping.Source(found.Body, hit.Span); ok {
			line.SourceStart, line.SourceEnd, line.SourcePart = &source.Start, &source.End, part
		}
		if err := u.line(line); err != nil {
			return err
		}
	}
	return nil
}

func (u *ui) printFound(found search.Found) error {
	also := ""
	if more := int64(len(found.Places) - 1); more > 0 {
		also = fmt.Sprintf("  and at %s more", plural(more, "path"))
	}
	place := placeText(found.Places[0])
	if err := u.printf("%s  %s%s\n", u.bold(place), u.dim(found.Document[:shortDigits]), also); err != nil {
		return err
	}
	for _, hit := range found.Hits {
		passage := found.Passages[hit.Passage]
		where := fmt.Sprintf("  %s  %s  ", spanText(hit.Span), kindText(passage))
		e := excerptOf(found.Body, passage.Span, hit.Span, u.width-utf8.RuneCountInString(where))
		if err := u.printf("%s%s%s%s\n", where, e.before, u.bold(e.hit), e.after); err != nil {
			return err
		}
	}
	return nil
}

// excerpt is a hit with what stands around it in its passage, visible.
type excerpt struct{ before, hit, after string }

const leastAround = 20 // runes on either side of a hit

// excerptOf cuts an excerpt to about width runes, if the hit is not longer.
func excerptOf(body string, passage, hit span.Span, width int) excerpt {
	e := excerpt{hit: beginning(hit.Of(body), width)}
	around := max(leastAround, (width-utf8.RuneCountInString(e.hit))/2)
	before, after := body[passage.Start:hit.Start], body[hit.End:passage.End]
	if most := 8 * around; len(before) > most {
		before = strings.ToValidUTF8(before[len(before)-most:], "")
	}
	if most := 8 * around; len(after) > most {
		after = strings.ToValidUTF8(after[:most], "")
	}
	e.before = reversed(shortenAtBlank(reversed(oneLine(before)), around))
	e.after = shortenAtBlank(oneLine(after), around)
	return e
}

// shortenAtBlank cuts text like shorten, but where it can between two words.
func shortenAtBlank(text string, width int) string {
	short := shorten(text, width)
	if blank := strings.LastIndexByte(short, ' '); short != text && blank > len(short)/2 {
		return short[:blank+1] + "…"
	}
	return short
}

// oneLine makes every stretch of white space a single blank, and the rest
// visible.
func oneLine(s string) string {
	var b strings.Builder
	blank := false
	for _, r := range s {
		if space := unicode.IsSpace(r); !space || !blank {
			blank = space
			if space {
				r = ' '
			}
			b.WriteRune(r)
		}
	}
	return visible(b.String())
}

func reversed(s string) string {
	runes := []rune(s)
	for i, j := 0, len(runes)-1; i < j; i, j = i+1, j-1 {
		runes[i], runes[j] = runes[j], runes[i]
	}
	return string(runes)
}

func (u *ui) endSearch(answer search.Answer) error {
	if u.json {
		return u.line(struct {
			Coverage coverageJSON `json:"coverage"`
		}{coverageOf(answer.Coverage)})
	}
	hits := "nothing found"
	if answer.Hits > 0 {
		hits = plural(int64(answer.Hits), "hit")
	}
	if answer.More {
		hits += " shown; there are more: raise --limit"
	}
	return u.printf("%s; %s\n", hits, coverageText(answer.Coverage))
}

// coverageText says what an answer rests on: "searched 2 of 3 documents (not
// searched: no reader 1)".
func coverageText(c store.Coverage) string {
	line := fmt.Sprintf("searched %s of %s", number(c.Read), plural(c.Documents, "document"))
	if len(c.Unread) == 0 {
		return line
	}
	reasons := make([]string, len(c.Unread))
	for i, unread := range c.Unread {
		reasons[i] = visible(unread.Reason) + " " + number(unread.Documents)
	}
	return line + " (not searched: " + strings.Join(reasons, ", ") + ")"
}
