package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"findbuch/cmd/findbuch/internal/source"
	"findbuch/cmd/findbuch/internal/verify"
	"findbuch/cmd/findbuch/internal/word"
	"findbuch/store"
)

const verifyHelp = `Verify reads every byte again and compares it with what is recorded: a fixity
check. What is found is recorded as well, and shown by "findbuch history".

  findbuch verify [PATH…]                  the sources, or the parts of them at PATH
  findbuch verify --manifest FILE [DIR]    a manifest as sha256sum writes it
  findbuch verify --catalogue              the catalogue itself

Each path has one state: intact; changed (other bytes); missing; moved (the bytes
of a missing path, at a path that is not recorded); copied (known bytes at a path
that is not recorded); new (neither is known); unreadable, for a reason. What an
import left out by --exclude, and links, devices and the like, are passed over. A
source that is not where it was is named, and the others are verified (exit code 3).

A manifest's relative paths lie below DIR, or else below the only source's root;
absolute paths must lie in DIR or in a source. Nothing is recorded, and with DIR no
catalogue is needed.

The catalogue is checked by recomputing the digests of all accounts, comparing all
texts with their checksums, and the index with the texts, word by word.

With --json one object for each path that is not intact,

  {"source","path","state","document","was"}

document is the SHA-256 of the bytes found; was is the recorded SHA-256 of a
changed, missing or unreadable path, and the path that the bytes of a moved or
copied one were recorded at; an unreadable path has "reason". path_base64 and
was_base64 stand beside what is no UTF-8. Then {"summary":{…}} with the number of
paths in each state. With --catalogue it is one object a finding, {"part","what",
"import","document"}, then {"summary":{"findings","imports","unchained","texts",
"words"}}.

Exit code 1 says that not all is intact.`

const verifyExample = `  findbuch verify
  findbuch verify letters/1914
  findbuch verify --manifest SHA256SUMS /mnt/disk
  findbuch verify --catalogue`

func newVerifyCommand(u *ui) *cobra.Command {
	var manifest string
	var catalogue bool
	command := &cobra.Command{
		Use:     "verify [PATH…]",
		Short:   "Compare files, or the catalogue itself, with what is recorded",
		Long:    verifyHelp,
		Example: verifyExample,
		Args:    cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case catalogue && (manifest != "" || len(args) > 0):
				return usagef("--catalogue checks the catalogue alone: give no paths and no --manifest")
			case catalogue:
				return verifyCatalogue(cmd.Context(), u)
			case manifest != "" && len(args) > 1:
				return usagef("--manifest compares one folder: give one DIR")
			case manifest != "":
				return verifyManifest(cmd.Context(), u, manifest, args)
			case cmd.Flags().Changed("manifest"):
				return usagef("--manifest needs the name of a file")
			}
			return verifySources(cmd.Context(), u, args)
		},
	}
	command.Flags().StringVar(&manifest, "manifest", "", "compare with this manifest")
	command.Flags().BoolVar(&catalogue, "catalogue", false, "check the catalogue itself")
	return command
}

func verifySources(ctx context.Context, u *ui, paths []string) error {
	options := verify.Options{Program: program()}
	for _, path := range paths {
		absolute, err := filepath.Abs(path)
		if err != nil {
			return err
		}
		options.Paths = append(options.Paths, absolute)
	}
	w, err := u.writer(ctx, false)
	if err != nil {
		return err
	}
	bar := newProgress(u)
	options.Expect, options.Progress = bar.expect, bar.add
	report, err := verify.Run(ctx, w, options)
	bar.finish()
	interrupted := errors.Is(err, verify.ErrInterrupted)
	if closed := w.Close(); closed != nil {
		err = errors.Join(err, closed)
	}
	if err != nil && !interrupted {
		return withRoot(err)
	}
	v := verified{u: u, counts: report.Counts, deviations: report.Deviations}
	for _, scope := range report.Scopes {
		v.sources = append(v.sources, &scope.Source.Name)
		v.roots = append(v.roots, scope.Source.Root)
	}
	if err := v.print(); err != nil {
		return err
	}
	if interrupted {
		return hint(err, "run it again: what was found so far is recorded")
	}
	if len(report.Absent) > 0 {
		return leftOut(report.Absent)
	}
	return v.answer()
}

// leftOut names the sources that were not verified.
func leftOut(absent []*verify.RootError) error {
	err := fmt.Errorf("not verified: %w", absent[0])
	for _, root := range absent[1:] {
		err = fmt.Errorf("%w; %w", err, root)
	}
	return withRoot(err)
}

// withRoot says what to type about a source that is not where it was.
func withRoot(err error) error {
	var root *verify.RootError
	switch {
	case errors.As(err, &root):
		return hint(err, "findbuch source relocate %s PATH, if it lies elsewhere now", root.Source.Name)
	case errors.Is(err, verify.ErrNoSource):
		return hint(err, "findbuch source list shows the sources")
	}
	return err
}

func verifyManifest(ctx context.Context, u *ui, name string, dir []string) error {
	m := listedIn{u: u}
	if err := m.roots(ctx, dir); err != nil {
		return err
	}
	defer m.close()
	if err := m.load(name); err != nil {
		return err
	}
	bar := newProgress(u)
	counts, deviations, err := verify.Verify(ctx, m.places, bar.add)
	bar.finish()
	v := verified{u: u, counts: counts, deviations: deviations, sources: m.names, roots: m.at}
	if printErr := v.print(); err == nil {
		err = printErr
	}
	if err != nil {
		return err
	}
	return v.answer()
}

// listedIn is a manifest with the trees that its paths lie in: DIR, or the
// sources.
type listedIn struct {
	u         *ui
	catalogue *store.Catalogue // nil with DIR
	sources   []store.Source
	all       []string // roots that paths may lie in
	places    []verify.Place
	names     []*string // of each place its source, nil with DIR
	at        []string  // of each place its root
}

func (m *listedIn) roots(ctx context.Context, dir []string) (err error) {
	if len(dir) > 0 {
		root, err := filepath.EvalSymlinks(dir[0])
		if err != nil {
			return err
		}
		root, err = filepath.Abs(root)
		m.all = []string{root}
		return err
	}
	if m.catalogue, err = m.u.catalogue(ctx); err != nil {
		return hint(err, "give the folder that the manifest is about: findbuch verify --manifest FILE DIR")
	}
	m.sources, err = m.catalogue.Sources(ctx)
	for _, s := range m.sources {
		root := s.Root
		if s.Kind == "file" {
			root = filepath.Dir(root)
		}
		m.all = append(m.all, root)
	}
	return err
}

func (m *listedIn) load(name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	manifest, err := verify.LoadManifest(file, m.all)
	if errors.Is(err, verify.ErrSeveralRoots) {
		err = hint(err, "findbuch verify --manifest FILE DIR says where they lie")
	}
	if errors.Is(err, verify.ErrTagged) {
		err = hint(err, "write it without --tag")
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if manifest.Empty() {
		return hint(fmt.Errorf("%s: lists no file", name), "findbuch export manifest FILE writes one")
	}
	self, err := filepath.Abs(name)
	if err != nil {
		return err
	}
	return manifest.Roots(func(i int) error { return m.open(manifest, i, self) })
}

// open adds the place of a root.
func (m *listedIn) open(manifest *verify.Manifest, i int, self string) error {
	root := m.all[i]
	var also verify.Register
	var name *string
	if m.catalogue != nil {
		s := m.sources[i]
		root, name = s.Root, &s.Name
		also = verify.OfScope(m.catalogue, store.Scope{Source: s}, m.sources)
	}
	tree, err := source.Open(root)
	if err != nil {
		if m.catalogue != nil {
			return withRoot(&verify.RootError{Source: m.sources[i], Err: err})
		}
		return err
	}
	m.places = append(m.places, verify.Place{Tree: tree, Register: manifest.Register(i, self, also)})
	m.names, m.at = append(m.names, name), append(m.at, root)
	return nil
}

func (m *listedIn) close() {
	for _, place := range m.places {
		place.Tree.Close()
	}
	if m.catalogue != nil {
		m.catalogue.Close()
	}
}

// verified is the answer of a comparison.
type verified struct {
	u          *ui
	counts     verify.Counts
	deviations []verify.Deviation
	sources    []*string // of each place its source, nil for none
	roots      []string
}

func (v *verified) answer() error {
	if v.counts.AllIntact() {
		return nil
	}
	return errNo
}

func (v *verified) print() error {
	if v.u.json {
		return v.printJSON()
	}
	rows := table{u: v.u}
	for _, d := range v.deviations {
		path := d.Path
		if name := v.sources[d.Place]; name != nil {
			path = *name + "/" + path
		}
		note := d.Reason
		if d.From != "" {
			note = "was " + visible(d.From)
		}
		if err := rows.row(string(d.State), visible(path), note); err != nil {
			return err
		}
	}
	if err := rows.end(); err != nil {
		return err
	}
	return v.printSummary()
}

func (v *verified) printSummary() error {
	c := v.counts
	var parts []string
	for _, part := range []struct {
		n     int64
		state verify.State
	}{
		{c.Intact, verify.Intact}, {c.Changed, verify.Changed}, {c.Missing, verify.Missing}, {c.Moved, verify.Moved},
		{c.Copied, verify.Copied}, {c.New, verify.New}, {c.Unreadable, verify.Unreadable},
	} {
		if part.n > 0 || part.state == verify.Intact {
			parts = append(parts, number(part.n)+" "+string(part.state))
		}
	}
	if err := v.u.printf("%s\n", v.u.bold(strings.Join(parts, ", "))); err != nil || c.AllIntact() {
		return err
	}
	next := "next:"
	for i, root := range v.roots {
		if v.sources[i] != nil && !strings.Contains(next, " "+visible(root)) {
			next += " " + visible(root)
		}
	}
	if next == "next:" {
		return nil
	}
	return v.u.printf("%s  registers what there is now\n", strings.Replace(next, "next:", "next: findbuch import", 1))
}

// deviationJSON is a path that is not intact.
type deviationJSON struct {
	Source     *string `json:"source"`
	Path       string  `json:"path"`
	PathBase64 string  `json:"path_base64,omitempty"`
	State      string  `json:"state"`
	Document   *string `json:"document"` // of the bytes found
	Was        *string `json:"was"`
	WasBase64  string  `json:"was_base64,omitempty"`
	Reason     string  `json:"reason,omitempty"`
}

func (v *verified) printJSON() error {
	for _, d := range v.deviations {
		path, was := placeOf("", d.Path), placeOf("", d.From)
		line := deviationJSON{
			Source: v.sources[d.Place], Path: path.Path, PathBase64: path.PathBase64, State: string(d.State),
			Document: sumOrNull(d.Found), Was: sumOrNull(d.Was), Reason: d.Reason,
		}
		if d.From != "" {
			line.Was, line.WasBase64 = &was.Path, was.PathBase64
		}
		if err := v.u.line(line); err != nil {
			return err
		}
	}
	return v.u.line(struct {
		Summary verify.Counts `json:"summary"`
	}{v.counts})
}

func sumOrNull(sum store.SHA256) *string {
	if sum == (store.SHA256{}) {
		return nil
	}
	text := hexOf(sum)
	return &text
}

// findingJSON is something in the catalogue that is not as it should be.
type findingJSON struct {
	Part     string  `json:"part"`
	What     string  `json:"what"`
	Import   *int64  `json:"import"`
	Document *string `json:"document"`
}

// checkedJSON is what was looked at.
type checkedJSON struct {
	Findings  int64 `json:"findings"`
	Imports   int64 `json:"imports"`
	Unchained int64 `json:"unchained"`
	Texts     int64 `json:"texts"`
	Words     int64 `json:"words"`
}

func verifyCatalogue(ctx context.Context, u *ui) error {
	catalogue, err := u.catalogue(ctx)
	if err != nil {
		return err
	}
	defer catalogue.Close()
	rows := table{u: u}
	checked, err := catalogue.Check(ctx, word.AppendFolded, func(f store.Finding) error {
		if u.json {
			return u.line(findingJSON{f.Part, f.What, orNull(f.Import), sumOrNull(f.Document)})
		}
		where := ""
		if f.Document != (store.SHA256{}) {
			where = hexOf(f.Document)[:16]
		}
		return rows.row(f.Part, where, visible(f.What))
	})
	if err != nil {
		return err
	}
	if u.json {
		err = u.line(struct {
			Summary checkedJSON `json:"summary"`
		}{checkedJSON(checked)})
	} else {
		err = errors.Join(rows.end(), printChecked(u, checked))
	}
	if err == nil && checked.Findings > 0 {
		err = errNo
	}
	return err
}

func printChecked(u *ui, c store.Checked) error {
	verdict := "as they were written"
	if c.Findings > 0 {
		verdict = plural(c.Findings, "finding")
	}
	text := fmt.Sprintf("%s, %s, %s: %s", plural(c.Imports, "account"), plural(c.Texts, "text"), plural(c.Words, "word"), verdict)
	if err := u.printf("%s\n", u.bold(text)); err != nil || c.Unchained == 0 {
		return err
	}
	return u.printf("%s after the last account (running, killed, or an account was taken away): no digest vouches for %s yet;\n"+
		"the next import closes over them\n", plural(c.Unchained, "import"), "their records")
}
