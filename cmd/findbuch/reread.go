package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"findbuch/cmd/findbuch/internal/importer"
	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store"
)

const rereadHelp = `Reread reads documents again that a reader of another version, or none, has read,
and says what changed. The files must be there and be as they were recorded; of
those that are not, the text stays as it is. A text that a person gave is left
alone. Facts that older rules have made are taken again. With --reader R whatever
the reader R has read is read again.

With --json one object for each document whose reading changed,

  {"source","path","document","was","is"}

where was and is are {"reader","version","reason","passages","words"}; one for each
file that is not intact, {"source","path","reason"}; then {"summary":{"documents",
"better","worse","not_intact","restated"}}: better were not read before, worse are
not any more.

Exit code 1 says that some file was not intact.`

const rereadExample = `  findbuch reread
  findbuch reread --reader pdf`

func newRereadCommand(u *ui) *cobra.Command {
	var maxText sizeFlag = importer.DefaultMaxText
	var reader string
	command := &cobra.Command{
		Use:     "reread",
		Short:   "Read again what a newer reader reads better",
		Long:    rereadHelp,
		Example: rereadExample,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if _, known := text.ReaderNamed(reader); reader != "" && !known {
				return usageError{hint(fmt.Errorf("there is no reader %q", reader), "findbuch sql 'SELECT DISTINCT reader FROM documents'")}
			}
			return reread(cmd.Context(), u, reader, int64(maxText))
		},
	}
	command.Flags().StringVar(&reader, "reader", "", "whatever the reader `R` has read, be it as it is")
	command.Flags().Var(&maxText, "max-text", "largest document to read as text")
	return command
}

// readAsJSON is how a document stands read.
type readAsJSON struct {
	Reader   *string `json:"reader"`
	Version  *int64  `json:"version"`
	Reason   *string `json:"reason"`
	Passages int64   `json:"passages"`
	Words    int64   `json:"words"`
}

func readAs(r store.ReadAs) readAsJSON {
	return readAsJSON{orNull(r.Reader), orNull(r.Version), orNull(r.Unread), r.Passages, r.Words}
}

type rereadJSON struct {
	placeJSON
	Document string     `json:"document"`
	Was      readAsJSON `json:"was"`
	Is       readAsJSON `json:"is"`
}

type notIntactJSON struct {
	placeJSON
	Reason string `json:"reason"`
}

func reread(ctx context.Context, u *ui, reader string, maxText int64) error {
	w, err := u.writer(ctx, false)
	if err != nil {
		return err
	}
	defer w.Close()
	options := importer.Options{MaxText: maxText, Program: program(), Workers: runtime.GOMAXPROCS(0), Sandbox: sandboxCommand()}
	rows := table{u: u}
	var printed error
	counts, err := importer.RunReread(ctx, w, options, reader,
		func(r importer.Reread) {
			if u.json {
				printed = errors.Join(printed, u.line(rereadJSON{at(r.Place), hexOf(r.SHA256), readAs(r.Was), readAs(r.Is)}))
				return
			}
			printed = errors.Join(printed, rows.row(hexOf(r.SHA256)[:shortDigits], readAsText(r.Was), "→ "+readAsText(r.Is), placeText(r.Place)))
		},
		func(place store.Place, reason string) {
			if u.json {
				printed = errors.Join(printed, u.line(notIntactJSON{at(place), reason}))
				return
			}
			printed = errors.Join(printed, rows.row("-", visible(reason), "not read again", placeText(place)))
		})
	if err != nil && !errors.Is(err, importer.ErrInterrupted) {
		return err
	}
	if u.json {
		err = errors.Join(err, printed, u.line(struct {
			Summary importer.RereadCounts `json:"summary"`
		}{counts}))
	} else {
		err = errors.Join(err, printed, rows.end(), u.printf("%s read again: %s better, %s worse; %s not intact\n",
			plural(counts.Documents, "document"), number(counts.Better), number(counts.Worse), plural(counts.NotIntact, "file")))
	}
	if err == nil && counts.NotIntact > 0 {
		return errNo
	}
	return err
}

func readAsText(r store.ReadAs) string {
	by := "no reader"
	if r.Reader != "" {
		by = fmt.Sprintf("%s %d", visible(r.Reader), r.Version)
	}
	if r.Unread != "" {
		return by + ": " + visible(r.Unread)
	}
	return fmt.Sprintf("%s: %s, %s", by, plural(r.Passages, "passage"), plural(r.Words, "word"))
}
