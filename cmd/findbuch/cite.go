package main

import (
	"context"
	"encoding/hex"
	"fmt"
	"os"
	"strconv"

	"github.com/spf13/cobra"

	"findbuch/cmd/findbuch/internal/citation"
	"findbuch/cmd/findbuch/internal/importer"
	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store"
	"findbuch/store/span"
)

const citeHelp = `Cite makes a citation of bytes [START, END) of a document's text, as the answers of
other commands give them: one line that names the document by its SHA-256, the bytes
there, and the quote, so that anybody can prove it with sha256sum and dd. Of PDF it
has page and quote, of packed formats the part. --annotation gives a W3C Web
Annotation in JSON-LD.

  findbuch cite DOC START END
  findbuch cite check CITATION [FILE…]

With --json: {"citation","annotation"}.`

const citeExample = `  findbuch cite 758f659d 1547 1559
  findbuch cite check 'findbuch:sha256-758f...#bytes=1547,1559&quote=Saudi%20Aramco'`

const citeCheckHelp = `Check proves a citation against the catalogue's sources or, with FILEs, against
these alone, without any catalogue:

  proved       the place says the quote
  moved        the place does not, another place of the document does: which
  changed      the place says something else, and the quote is nowhere
  gone         no such document is there
  not proved   it cannot be said, for a reason

With --json: {"outcome","same","now","places","found","reason"}; same tells whether the
document's bytes are those cited. Exit code 1 says that it was not proved.`

const citeCheckExample = `  findbuch cite check 'findbuch:sha256-758f...#bytes=1547,1559&quote=Saudi%20Aramco' copy.txt`

func newCiteCommand(u *ui) *cobra.Command {
	var annotation bool
	cite := &cobra.Command{
		Use:     "cite DOC START END",
		Short:   "Make a citation that anybody can prove",
		Long:    citeHelp,
		Example: citeExample,
		Args:    cobra.ExactArgs(3),
		RunE: func(cmd *cobra.Command, args []string) error {
			start, err := strconv.Atoi(args[1])
			end, err2 := strconv.Atoi(args[2])
			if err != nil || err2 != nil {
				return usagef("START and END are numbers of bytes")
			}
			return runCite(cmd.Context(), u, args[0], span.Span{Start: start, End: end}, annotation)
		},
	}
	cite.Flags().BoolVar(&annotation, "annotation", false, "as a W3C Web Annotation")
	cite.AddCommand(&cobra.Command{
		Use:     "check CITATION [FILE…]",
		Short:   "Prove a citation against the catalogue or bare files",
		Long:    citeCheckHelp,
		Example: citeCheckExample,
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return citeCheck(cmd.Context(), u, args[0], args[1:])
		},
	})
	return cite
}

func runCite(ctx context.Context, u *ui, name string, at span.Span, annotation bool) error {
	catalogue, err := u.catalogue(ctx)
	if err != nil {
		return err
	}
	defer catalogue.Close()
	document, err := documentMeant(ctx, catalogue, name)
	if err != nil {
		return err
	}
	c, err := cited(document, at)
	if err != nil {
		return hint(fmt.Errorf("%s: %d to %d: %w", name, at.Start, at.End, err), "findbuch show %s has the passages with their bytes", name)
	}
	switch {
	case u.json:
		return u.line(struct {
			Citation   string `json:"citation"`
			Annotation any    `json:"annotation"`
		}{c.String(), rawJSON(c.Annotation())})
	case annotation:
		return u.printf("%s\n", c.Annotation())
	}
	return u.printf("%s\n", c)
}

// rawJSON is JSON that is there already.
type rawJSON []byte

// MarshalJSON returns it as it is.
func (r rawJSON) MarshalJSON() ([]byte, error) { return r, nil }

// cited makes a citation of a document in the catalogue. One that is only inside
// of another one is cited with where it is.
func cited(d store.Shown, at span.Span) (c citation.Citation, err error) {
	mapping, err := text.ParseMap([]byte(d.Map))
	if err != nil {
		return c, err
	}
	t := text.Text{Body: d.Body, Map: mapping}
	for _, p := range d.Passages {
		t.Passages = append(t.Passages, text.Passage{Kind: text.Kind(p.Kind), Span: p.Span, Page: int(p.Page)})
	}
	var sum citation.SHA256
	if _, err := hex.Decode(sum[:], []byte(d.Document)); err != nil {
		return c, err
	}
	c, err = citation.Make(t, at, sum)
	if err == nil && len(d.Places) > 0 && len(d.Places[0].Member) > 0 && d.Container != "" {
		var around citation.SHA256
		if _, err := hex.Decode(around[:], []byte(d.Container)); err != nil {
			return c, err
		}
		c.In = &citation.Container{Document: around, Members: d.Places[0].Member}
	}
	return c, err
}

// verdictJSON is what became of a citation.
type verdictJSON struct {
	Outcome string  `json:"outcome"`
	Same    bool    `json:"same"`
	Now     *string `json:"now"`
	Places  int     `json:"places"`
	Found   *string `json:"found"`
	Reason  *string `json:"reason"`
}

func citeCheck(ctx context.Context, u *ui, line string, files []string) error {
	c, err := citation.Parse(line)
	if err != nil {
		return usageError{hint(err, "findbuch cite DOC START END makes one")}
	}
	options := reading(importer.DefaultMaxText)
	reader := importer.NewTextReader(options)
	defer reader.Close()
	var candidates [][]byte
	if len(files) > 0 {
		candidates, err = readAll(files)
	} else {
		candidates, err = heldBytes(ctx, u, c)
	}
	if err != nil {
		return err
	}
	verdict := prove(c, func(data []byte) (text.Text, error) { return reader.Read(ctx, data) }, candidates)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return printVerdict(u, verdict)
}

// prove tries the files one by one when none of several is the document: another
// version of it may be among them.
func prove(c citation.Citation, read citation.Reader, candidates [][]byte) citation.Verdict {
	verdict := citation.Prove(c, read, candidates...)
	if verdict.Outcome != citation.Gone {
		return verdict
	}
	for _, candidate := range candidates {
		if v := citation.Prove(c, read, candidate); v.Outcome == citation.Proved || v.Outcome == citation.Moved {
			return v
		}
	}
	return verdict
}

func readAll(files []string) (contents [][]byte, err error) {
	for _, file := range files {
		info, err := os.Stat(file)
		if err != nil {
			return nil, err
		}
		if !info.Mode().IsRegular() {
			return nil, fmt.Errorf("%s: is no regular file", file)
		}
		content, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		contents = append(contents, content)
	}
	return contents, nil
}

// heldBytes are the bytes of the files that hold the document or its container,
// or held it last.
func heldBytes(ctx context.Context, u *ui, c citation.Citation) ([][]byte, error) {
	catalogue, err := u.catalogue(ctx)
	if err != nil {
		return nil, hint(err, "give the files to prove it against: findbuch cite check CITATION FILE…")
	}
	defer catalogue.Close()
	name := c.Document
	if c.In != nil {
		name = c.In.Document
	}
	return importer.HeldBytes(ctx, catalogue, store.SHA256(name))
}

func printVerdict(u *ui, v citation.Verdict) error {
	line := verdictJSON{Outcome: string(v.Outcome), Same: v.Same, Places: v.Places, Found: orNull(v.Found), Reason: orNull(v.Reason)}
	if v.Now != nil {
		line.Now = orNull(v.Now.String())
	}
	var err error
	if u.json {
		err = u.line(line)
	} else {
		err = u.printf("%s\n", u.bold(line.Outcome))
		switch {
		case err != nil:
		case line.Reason != nil:
			err = u.printf("  %s\n", visible(v.Reason))
		case v.Outcome == citation.Moved && line.Now != nil:
			err = u.printf("  now %s\n", visible(*line.Now))
		case line.Found != nil:
			err = u.printf("  the place says %s\n", visible(v.Found))
		case v.Outcome == citation.Proved && !v.Same:
			err = u.printf("  by another version of the document\n")
		}
	}
	if err == nil && v.Outcome != citation.Proved {
		err = errNo
	}
	return err
}
