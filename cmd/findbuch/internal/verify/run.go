package verify

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"findbuch/cmd/findbuch/internal/source"
	"findbuch/store"
)

// Options say what is verified, and are recorded with it.
type Options struct {
	Paths []string `json:"paths,omitempty"` // absolute; none: all sources

	Program  string                   `json:"-"` // name and version
	Expect   func(files, bytes int64) `json:"-"` // what is recorded, before the reading begins
	Progress func(files, bytes int64) `json:"-"` // see Verify
}

// Report is the result of a run.
type Report struct {
	Account    store.Account
	Counts     Counts
	Scopes     []store.Scope // the places
	Deviations []Deviation
	Absent     []*RootError // the sources that were not verified
}

var (
	// ErrInterrupted is returned with the report of a run that ctx ended. Its
	// account is closed as not complete.
	ErrInterrupted = errors.New("interrupted")
	// ErrNoSource is a path that lies in no source, nor has one below it.
	ErrNoSource = errors.New("lies in no source")
)

// RootError is a source that is not where it was.
type RootError struct {
	Source store.Source
	Err    error
}

func (e *RootError) Error() string {
	return fmt.Sprintf("source %s is not at %s: %v", e.Source.Name, e.Source.Root, source.Reason(e.Err))
}

func (e *RootError) Unwrap() error { return e.Err }

// Run verifies sources, or parts of them, against the catalogue and records
// what it finds: an import named verify, with a row for each path that is not
// intact. A source that is not where it was is left out of it and reported;
// when there is no other, it is the error and nothing is recorded. A source that
// is a file is missing when the folder around it is there.
func Run(ctx context.Context, w *store.Writer, options Options) (Report, error) {
	lasting := context.WithoutCancel(ctx) // what is begun is written to its end
	sources, err := w.Sources(lasting)
	if err != nil {
		return Report{}, err
	}
	scopes, err := locate(sources, options.Paths)
	if err != nil {
		return Report{}, err
	}
	opened, err := openPlaces(lasting, w.Catalogue, scopes, sources)
	defer closePlaces(opened.places)
	if err != nil {
		return Report{}, err
	}
	scopes = opened.scopes
	for _, scope := range scopes {
		files, bytes, err := w.HeldInScope(lasting, scope)
		if err != nil {
			return Report{}, err
		}
		options.Expect(files, bytes)
	}
	im, err := begin(lasting, w, options, scopes)
	if err != nil {
		return Report{}, err
	}
	report := Report{Scopes: scopes, Absent: opened.absent}
	report.Counts, report.Deviations, err = Verify(ctx, opened.places, options.Progress)
	interrupted := err != nil && ctx.Err() != nil
	if err != nil && !interrupted {
		return report, err
	}
	report.Counts.Interrupted = interrupted
	if err := record(lasting, im, report); err != nil {
		return report, err
	}
	report.Account, err = im.End(lasting, !interrupted, report.Counts)
	if err == nil && interrupted {
		err = ErrInterrupted
	}
	return report, err
}

// begin opens the import of a fixity check, with its scopes.
func begin(ctx context.Context, w *store.Writer, options Options, scopes []store.Scope) (im *store.Import, err error) {
	err = w.Together(ctx, func() error {
		if im, err = w.Begin(ctx, options.Program, "verify", options); err != nil {
			return err
		}
		for _, scope := range scopes {
			if err := im.AddScope(ctx, scope); err != nil {
				return err
			}
		}
		return nil
	})
	return im, err
}

// locate finds the scopes of the paths: the part of the innermost source that
// a path lies in, and the sources below it. Without paths it is all sources.
func locate(sources []store.Source, paths []string) (scopes []store.Scope, err error) {
	if len(paths) == 0 {
		for _, s := range sources {
			scopes = append(scopes, store.Scope{Source: s})
		}
		return scopes, nil
	}
	for _, path := range paths {
		found := scopesOf(sources, path)
		if len(found) == 0 {
			found = scopesOf(sources, real(path))
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("%s %w", path, ErrNoSource)
		}
		scopes = append(scopes, found...)
	}
	return outermost(scopes), nil
}

func scopesOf(sources []store.Source, path string) (scopes []store.Scope) {
	innermost := store.Scope{}
	for _, s := range sources {
		if rel, in := s.Rel(path); in && len(s.Root) > len(innermost.Source.Root) {
			if s.Kind == "file" {
				rel = "" // all of it
			}
			innermost = store.Scope{Source: s, Path: rel}
		}
		if _, below := (store.Source{Kind: "folder", Root: path}).Rel(s.Root); below && s.Root != path {
			scopes = append(scopes, store.Scope{Source: s})
		}
	}
	if innermost.Source.ID != 0 {
		scopes = append([]store.Scope{innermost}, scopes...)
	}
	return scopes
}

// real follows the links of what is there of a path.
func real(path string) string {
	if followed, err := filepath.EvalSymlinks(path); err == nil {
		return followed
	}
	dir := filepath.Dir(path)
	if dir == path {
		return path
	}
	return filepath.Join(real(dir), filepath.Base(path))
}

// outermost leaves out the scopes that lie in another one of the same source.
func outermost(scopes []store.Scope) (kept []store.Scope) {
	for i, s := range scopes {
		covered := false
		for j, other := range scopes {
			if i == j || s.Source.ID != other.Source.ID {
				continue
			}
			same := s.Path == other.Path
			covered = covered || same && j < i || !same && (other.Path == "" || s.Path != "" && hasFolder(s.Path, other.Path))
		}
		if !covered {
			kept = append(kept, s)
		}
	}
	return kept
}

// hasFolder tells whether path lies below folder.
func hasFolder(path, folder string) bool {
	return len(path) > len(folder) && path[:len(folder)] == folder && path[len(folder)] == '/'
}

// opened are the places that are there, with their scopes.
type opened struct {
	places []Place
	scopes []store.Scope
	absent []*RootError
}

// openPlaces opens what is there of the scopes. Nothing at all is an error, if
// there is a scope.
func openPlaces(ctx context.Context, c *store.Catalogue, scopes []store.Scope, sources []store.Source) (o opened, err error) {
	for _, scope := range scopes {
		place := Place{Under: scope.Path, Register: OfScope(c, scope, sources)}
		place.Tree, err = openRoot(scope.Source)
		var root *RootError
		if errors.As(err, &root) {
			o.absent = append(o.absent, root)
			continue
		}
		if err != nil {
			return o, err
		}
		o.places, o.scopes = append(o.places, place), append(o.scopes, scope)
		if err := somethingThere(ctx, c, place.Tree, scope); err != nil {
			return o, err
		}
	}
	if len(o.places) == 0 && len(o.absent) > 0 {
		return o, o.absent[0]
	}
	return o, nil
}

// openRoot opens a source where it lies; the tree is nil for a file that is not
// there any more. The error is a *RootError.
func openRoot(s store.Source) (*source.Tree, error) {
	tree, err := source.Open(s.Root)
	if err == nil {
		if tree.IsFile() == (s.Kind == "file") {
			return tree, nil
		}
		tree.Close()
		return nil, &RootError{s, source.ErrChanged}
	}
	if s.Kind == "file" && errors.Is(err, fs.ErrNotExist) {
		if info, around := os.Stat(filepath.Dir(s.Root)); around == nil && info.IsDir() {
			return nil, nil
		}
	}
	return nil, &RootError{s, err}
}

// somethingThere refuses a path where nothing is or was.
func somethingThere(ctx context.Context, c *store.Catalogue, tree *source.Tree, scope store.Scope) error {
	if scope.Path == "" || tree == nil {
		return nil
	}
	cursor := tree.Cursor()
	defer cursor.Close()
	if _, err := cursor.Lstat(scope.Path); err == nil {
		return nil
	}
	files, _, err := c.HeldInScope(ctx, scope)
	if err == nil && files == 0 {
		err = fmt.Errorf("%s is not there and %w", scope.Source.Abs(scope.Path), store.ErrNotFound)
	}
	return err
}

func closePlaces(places []Place) {
	for _, p := range places {
		if p.Tree != nil {
			p.Tree.Close()
		}
	}
}

// recordedAtOnce is how many rows a transaction adds.
const recordedAtOnce = 10_000

func record(ctx context.Context, im *store.Import, report Report) error {
	for left := report.Deviations; len(left) > 0; left = left[min(recordedAtOnce, len(left)):] {
		batch, err := im.Batch(ctx)
		if err != nil {
			return err
		}
		for _, d := range left[:min(recordedAtOnce, len(left))] {
			err := batch.AddFixityCheck(ctx, store.FixityCheck{
				Source: report.Scopes[d.Place].Source.ID, Path: d.Path, State: string(d.State),
				SHA256: d.Found, File: d.File, Reason: d.Reason,
			})
			if err != nil {
				return errors.Join(err, batch.Rollback(ctx))
			}
		}
		if err := batch.Commit(ctx); err != nil {
			return err
		}
	}
	return nil
}
