package importer

import (
	"context"
	"errors"

	"findbuch/cmd/findbuch/internal/source"
	"findbuch/cmd/findbuch/internal/text"
	"findbuch/cmd/findbuch/internal/word"
	"findbuch/store"
)

// Reread is a document that was read again.
type Reread struct {
	Place   store.Place
	SHA256  store.SHA256
	Was, Is store.ReadAs
}

// RereadCounts is the account of the command reread. Of the documents whose
// files were opened, and those inside of them, each is one of three.
type RereadCounts struct {
	Documents   int64 `json:"documents"` // that were read again
	Better      int64 `json:"better"`    // these were not read before
	Worse       int64 `json:"worse"`     // these are not read any more
	NotIntact   int64 `json:"not_intact"`
	Restated    int64 `json:"restated"` // texts whose facts were taken again, by newer rules
	Interrupted bool  `json:"interrupted,omitempty"`
}

// RunReread reads again what another version of a reader, or none, has read; or
// whatever the reader of that name has read. told is called for each document
// whose reading changed, and missing for each file that is not as recorded any
// more: its document stays read as it was.
func RunReread(ctx context.Context, w *store.Writer, options Options, reader string,
	told func(Reread), missing func(place store.Place, reason string)) (RereadCounts, error) {
	lasting := context.WithoutCancel(ctx)
	if err := derives(lasting, w); err != nil {
		return RereadCounts{}, err
	}
	files, err := w.Rereadable(lasting, currentReaders(), reader)
	if err != nil {
		return RereadCounts{}, err
	}
	im, err := w.Begin(lasting, options.Program, "reread", struct {
		Reader  string `json:"reader,omitempty"`
		MaxText int64  `json:"max_text"`
		Limits  Limits `json:"limits"`
	}{reader, options.MaxText, options.Limits})
	if err != nil {
		return RereadCounts{}, err
	}
	lists, err := Lists(lasting, w.Catalogue)
	if err != nil {
		return RereadCounts{}, err
	}
	again := &rereading{analyst: options.analyst(), maxText: options.MaxText, im: im, told: told}
	again.lists = lists
	defer again.close()
	defer again.leave()
	for _, f := range files {
		if ctx.Err() != nil {
			break
		}
		err := again.file(ctx, lasting, f)
		var unfit *unfitError
		switch {
		case errors.As(err, &unfit):
			again.counts.NotIntact++
			missing(store.Place{Source: f.Source.Name, Path: f.Path}, unfit.reason)
		case ctx.Err() != nil:
		case err != nil:
			return again.counts, err
		}
	}
	if err := again.restate(ctx, lasting, w); err != nil {
		return again.counts, err
	}
	again.counts.Interrupted = ctx.Err() != nil
	if _, err := im.End(lasting, !again.counts.Interrupted, again.counts); err != nil {
		return again.counts, err
	}
	if again.counts.Interrupted {
		return again.counts, ErrInterrupted
	}
	return again.counts, nil
}

// restate takes the facts of all texts again, if older rules have made them.
func (r *rereading) restate(ctx, lasting context.Context, w *store.Writer) error {
	made, err := w.Derived(lasting, "facts")
	if err != nil || made >= factsVersion {
		return err
	}
	documents, err := w.Texts(lasting)
	if err != nil {
		return err
	}
	if r.counts.Restated, err = restateAll(ctx, lasting, r.im, documents, r.teller, ""); err != nil || ctx.Err() != nil {
		return err
	}
	return w.ReadBy(lasting, "facts", factsVersion)
}

func currentReaders() map[string]int64 {
	readers := map[string]int64{}
	for _, r := range text.Readers() {
		readers[r.Name] = int64(r.Version)
	}
	return readers
}

// unfitError is a file that is not as it was recorded.
type unfitError struct{ reason string }

func (e *unfitError) Error() string { return e.reason }

// rereading is one run of it.
type rereading struct {
	*analyst
	maxText int64
	im      *store.Import
	batch   *store.Batch
	told    func(Reread)
	counts  RereadCounts
	source  int64 // that tree is of
	tree    *source.Tree
	cursor  *source.Cursor
}

func (r *rereading) leave() {
	if r.cursor != nil {
		r.cursor.Close()
	}
	if r.tree != nil {
		r.tree.Close()
	}
	r.source, r.tree, r.cursor = 0, nil, nil
}

// file reads a document and those inside of it, and replaces what is derived of
// them in one transaction.
func (r *rereading) file(ctx, lasting context.Context, f store.Rereadable) error {
	f2, err := r.analysed(ctx, f)
	if err != nil {
		return err
	}
	if r.batch, err = r.im.Batch(lasting); err != nil {
		return err
	}
	place := store.Place{Source: f.Source.Name, Path: f.Path}
	if err := r.replace(lasting, f.Document, place, &f2); err != nil {
		r.batch.Rollback(lasting)
		return err
	}
	return r.batch.Commit(lasting)
}

func (r *rereading) analysed(ctx context.Context, f store.Rereadable) (found, error) {
	if err := r.enter(f.Source); err != nil {
		return found{}, &unfitError{source.Reason(err)}
	}
	e, err := r.cursor.Lstat(f.Path)
	if err != nil {
		return found{}, &unfitError{source.Reason(err)}
	}
	if e.Kind != source.Regular {
		return found{}, &unfitError{e.Kind.Reason()}
	}
	reader := &reader{analyst: r.analyst, maxText: r.maxText, tree: r.tree, cursor: r.cursor}
	got := reader.read(ctx, &job{place: &place{tree: r.tree}, entry: e})
	switch {
	case ctx.Err() != nil:
		return got, ctx.Err()
	case got.err != nil:
		return got, &unfitError{source.Reason(got.err)}
	case got.sum != f.SHA256:
		return got, &unfitError{"changed"}
	}
	return got, nil
}

func (r *rereading) enter(s store.Source) (err error) {
	if r.source == s.ID {
		return nil
	}
	r.leave()
	if r.tree, err = source.Open(s.Root); err != nil {
		return err
	}
	r.source, r.cursor = s.ID, r.tree.Cursor()
	return nil
}

func (r *rereading) replace(ctx context.Context, document int64, place store.Place, f *found) error {
	if _, given, err := r.batch.Asserted(ctx, document, store.GivenText); err != nil || given {
		return err
	}
	was, err := r.batch.ReadAs(ctx, document)
	if err != nil {
		return err
	}
	if err := r.batch.Reread(ctx, document, word.AppendFolded, f.reading, f.text); err != nil {
		return err
	}
	if _, dated, err := r.batch.Asserted(ctx, document, store.AssertedDate); err != nil {
		return err
	} else if dated {
		if err := restate(ctx, r.batch, document, r.teller, ""); err != nil {
			return err
		}
	}
	is, err := r.batch.ReadAs(ctx, document)
	if err != nil {
		return err
	}
	r.counts.Documents++
	switch {
	case was.Unread != "" && is.Unread == "":
		r.counts.Better++
	case was.Unread == "" && is.Unread != "":
		r.counts.Worse++
	}
	if was != is {
		r.told(Reread{Place: place, SHA256: f.sum, Was: was, Is: is})
	}
	return r.inside(ctx, document, place, f)
}

// inside reads the members again, and records those that are new.
func (r *rereading) inside(ctx context.Context, container int64, place store.Place, f *found) error {
	rec := &recorder{run: &run{im: r.im}, batch: r.batch}
	for i := range f.members {
		inside := &f.members[i]
		known, _, err := r.batch.Document(ctx, inside.found.sum)
		if err != nil {
			return err
		}
		if known == 0 || inside.reason != "" {
			continue
		}
		at := place
		at.Member = append(append([]string{}, place.Member...), inside.name)
		if err := r.replace(ctx, known, at, &inside.found); err != nil {
			return err
		}
	}
	return rec.members(ctx, container, f)
}
