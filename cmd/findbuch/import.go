package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"findbuch/cmd/findbuch/internal/importer"
	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store"
)

const importHelp = `Import registers every file of the folders and files named, with its checksum,
and reads the text of those it has a reader for. The files stay where they are
and as they are.

A folder becomes a source, named after it; a path inside a registered source
belongs to that source. Run it again at any time: what looks unchanged is not
opened (--rehash opens all), and what has come, changed, moved or gone is
recorded. Interrupted by Ctrl-C, it closes its account and the next import goes
on where it stopped.

The account names every entry's outcome: new, unchanged, changed, moved,
duplicate, excluded or failed; the reasons for the last two are told by
"findbuch problems". With --json it is one object:

  {"import","walked","new","unchanged","changed","moved","duplicate","excluded",
   "failed","gone","bytes","unread","unchanged_by":{"stat","bytes"},
   "members":{"found","read","unread"},"complete"}

members are the documents inside of those that were read, attachments of mail say.

Packed formats, mail, web pages and PDF are read in a process of their own, which
is stopped when a document takes too long or too much: it is unread then, for that
reason, and --retry tries it again.

Exit code 1 says that some path failed, or that the account is not complete;
3 that the import was interrupted.`

const importExample = `  findbuch import letters
  findbuch import --name bequest --exclude '*.tmp' --exclude /cache /mnt/disk`

func newImportCommand(u *ui) *cobra.Command {
	options := importer.Options{}
	var maxText, maxMemory sizeFlag = importer.DefaultMaxText, 300 << 20
	command := &cobra.Command{
		Use:     "import PATH…",
		Short:   "Register the files of folders and read their text",
		Long:    importHelp,
		Example: importExample,
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			options.MaxText, options.Limits.Memory = int64(maxText), int64(maxMemory)
			return runImport(cmd.Context(), u, options, args)
		},
	}
	flags := command.Flags()
	flags.StringVar(&options.Name, "name", "", "name of the new source, instead of the folder's")
	flags.StringArrayVar(&options.Exclude, "exclude", nil,
		"leave out what this pattern matches: a name, or with '/' a path from the source's root")
	flags.BoolVar(&options.Rehash, "rehash", false, "open every file, also those that look unchanged")
	flags.BoolVar(&options.NoFacts, "no-facts", false, "take no facts from the texts")
	flags.StringVar(&options.Dated, "dated", "", "say of every document in scope that it was written on the day `YYYY-MM-DD`")
	flags.StringVar(&options.Who, "who", "", "who says so (default: your user name)")
	flags.BoolVar(&options.Retry, "retry", false, "read again what was stopped, crashed or over budget, changed or not")
	flags.IntVar(&options.Limits.Seconds, "max-seconds", 60, "longest time for a document in a process of its own")
	flags.Var(&maxMemory, "max-memory", "most memory for a document in a process of its own")
	flags.IntVar(&options.Limits.Depth, "max-depth", text.DefaultLimits.Depth, "deepest nesting of elements, objects or messages")
	flags.IntVar(&options.Limits.Entries, "max-entries", text.DefaultLimits.Entries, "most parts of a package or message, or pages")
	flags.Int64Var(&options.Limits.Ratio, "max-ratio", text.DefaultLimits.Ratio, "most bytes unpacked for each byte packed")
	flags.Var(&maxText, "max-text", "largest document to read as text; with --rehash also those left unread before")
	return command
}

func runImport(ctx context.Context, u *ui, options importer.Options, paths []string) error {
	if err := checkImport(options, paths); err != nil {
		return usageError{err}
	}
	options.Paths = make([]string, len(paths))
	for i, path := range paths {
		absolute, err := filepath.Abs(path)
		if err != nil {
			return err
		}
		options.Paths[i] = absolute
	}
	if _, err := os.Stat(u.db); errors.Is(err, fs.ErrNotExist) {
		if err := importer.Check(options.Paths); err != nil {
			return err
		}
	}
	w, err := u.writer(ctx, true)
	if err != nil {
		return err
	}
	options.Program, options.Workers, options.Sandbox = program(), runtime.GOMAXPROCS(0), sandboxCommand()
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(importMemory)
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(importGC)
	}
	if options.Dated != "" && options.Who == "" {
		options.Who = userName()
	}
	first := firstRegistered{limit: 3}
	options.Kept = first.add
	bar := newProgress(u)
	if bar != nil {
		go importer.CountFiles(ctx, options.Paths, bar.expect)
		options.Progress = func(p importer.Progress) { bar.add(p.Files, p.Bytes) }
	}
	report, err := importer.Run(ctx, w, options)
	bar.finish()
	interrupted := errors.Is(err, importer.ErrInterrupted)
	if err != nil && !interrupted {
		w.Close() // the first error says more
		return importHint(err)
	}
	if err := w.Close(); err != nil {
		return err
	}
	if err := printAccount(u, report, first); err != nil {
		return err
	}
	switch {
	case interrupted:
		return hint(err, "run the same import again: it goes on")
	case !report.Account.Complete || report.Counts.Failed > 0:
		return errNo
	}
	return nil
}

// importMemory is where the garbage collector begins to hurry, bytes. Three texts
// of 62 MiB in a row took 475 MB with it, 639 MB without, and as long.
const importMemory = 256 << 20

// importGC has the collector wait longer than usual while there is room: a
// twentieth less time on a corpus of 20,612 files, and 70 MB more.
const importGC = 400

// importHint says what to do about what cannot be imported as it was asked for.
func importHint(err error) error {
	switch {
	case errors.Is(err, importer.ErrKind):
		return hint(err, "findbuch source relocate NAME PATH says where the source lies now")
	case errors.Is(err, importer.ErrNamed):
		return usageError{hint(err, "import it without --name")}
	}
	return err
}

// checkDated looks whether the day is one.
func checkDated(day string) error {
	if day == "" {
		return nil
	}
	if _, err := time.Parse(time.DateOnly, day); err != nil {
		return hint(fmt.Errorf("--dated %q is no day", day), "write it as 2023-10-26")
	}
	return nil
}

func checkImport(options importer.Options, paths []string) error {
	for _, path := range paths {
		if path == "" {
			return hint(errors.New("a path is empty"), ". is the current folder; quote a variable only when it is set")
		}
	}
	if err := checkDated(options.Dated); err != nil {
		return err
	}
	if options.NoFacts && options.Dated != "" {
		return errors.New("--no-facts and --dated exclude each other: a date is for the facts")
	}
	if l := options.Limits; min(int64(l.Seconds), int64(l.Depth), int64(l.Entries), l.Ratio) < 1 {
		return errors.New("--max-seconds, --max-depth, --max-entries and --max-ratio must be 1 or more")
	}
	if strings.ContainsAny(options.Name, "/\\") {
		return hint(errors.New("--name has a slash, which stands between the name and a path"), "write it with - or a space")
	}
	if options.Name != "" && len(paths) > 1 {
		return hint(errors.New("--name names one source, but there are several paths"), "import them one by one")
	}
	if err := importer.CheckPatterns(options.Exclude); err != nil {
		return hint(err, "'*' stands for any characters but '/', [a-z] for one of a set; see findbuch import --help")
	}
	return nil
}

// firstRegistered keeps the first few documents of an import, to show.
type firstRegistered struct {
	limit int
	first []importer.Registered
}

func (f *firstRegistered) add(r importer.Registered) {
	if len(f.first) < f.limit {
		f.first = append(f.first, r)
	}
}

// accountJSON is what import --json ends with.
type accountJSON struct {
	Import int64 `json:"import"`
	store.Counts
	Complete bool `json:"complete"`
}

func printAccount(u *ui, report importer.Report, first firstRegistered) error {
	if u.json {
		return u.line(accountJSON{report.Account.Import, report.Counts, report.Account.Complete})
	}
	for _, r := range first.first {
		u.printf("%s  %s\n", u.bold(visible(r.Source+"/"+r.Path)), u.dim(hexOf(r.SHA256)[:8]))
		printTitle(u, r.Reading)
	}
	c := report.Counts
	if more := c.New + c.Changed - int64(len(first.first)); more > 0 && len(first.first) > 0 {
		u.printf("and %s\n", number(more)+" more")
	}
	state := "complete"
	switch {
	case c.Interrupted:
		state = "interrupted"
	case !report.Account.Complete:
		state = "not complete"
	}
	u.printf("\nimport %d, %s\n", report.Account.Import, state)
	for _, line := range accountLines(c) {
		u.printf("  %-10s %12s%s\n", line.name, number(line.count), line.note)
	}
	return printNext(u, c)
}

func printTitle(u *ui, r store.Reading) {
	if r.Title != "" {
		u.printf("  title     %s\n", shorten(visible(r.Title), u.width-12))
	}
	if r.Dateline != "" {
		dateline := r.Dateline
		if parsed, ok := text.ParseDateline(dateline); ok {
			dateline = parsed.String()
		}
		u.printf("  dateline  %s\n", visible(dateline))
	}
	if r.Unread != "" {
		u.printf("  unread    %s (%s)\n", r.Unread, visible(r.MediaType))
	}
}

type accountLine struct {
	name  string
	count int64
	note  string
}

// accountLines are the entries walked, then their outcomes that occurred, then
// what stands outside the sum.
func accountLines(c store.Counts) []accountLine {
	lines := []accountLine{{"walked", c.Walked, "  " + size(c.Bytes)}}
	how := ""
	if c.UnchangedBy.Bytes > 0 && c.UnchangedBy.Stat > 0 {
		how = fmt.Sprintf("  %s unopened, %s by checksum", number(c.UnchangedBy.Stat), number(c.UnchangedBy.Bytes))
	} else if c.UnchangedBy.Stat > 0 {
		how = "  unopened"
	}
	for _, line := range []accountLine{
		{"new", c.New, ""}, {"unchanged", c.Unchanged, how}, {"changed", c.Changed, ""}, {"moved", c.Moved, ""},
		{"duplicate", c.Duplicate, ""}, {"excluded", c.Excluded, ""}, {"failed", c.Failed, ""},
		{"gone", c.Gone, "  outside the sum"}, {"members", c.Members.Found, inside(c.Members)}, {"unread", c.Unread, "  registered, but without a text"},
	} {
		if line.count > 0 {
			lines = append(lines, line)
		}
	}
	return lines
}

func inside(m store.Inside) string {
	return fmt.Sprintf("  inside of documents: %s read, %s not", number(m.Read), number(m.Unread))
}

func printNext(u *ui, c store.Counts) error {
	next := "findbuch list, findbuch show DOC, findbuch search WORDS"
	if c.Failed+c.Excluded+c.Unread+c.Members.Unread > 0 {
		next += ", findbuch problems"
	}
	return u.printf("next: %s\n", next)
}
