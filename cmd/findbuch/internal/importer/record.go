package importer

import (
	"context"
	"errors"
	"fmt"
	"path"
	"time"

	"findbuch/cmd/findbuch/internal/document"
	"findbuch/cmd/findbuch/internal/source"
	"findbuch/cmd/findbuch/internal/word"
	"findbuch/store"
)

// record takes the jobs in the order of the walk and adds what they found, in
// batches.
func (r *run) record(ctx context.Context, b *belt) error {
	rec := &recorder{run: r, cursors: map[*source.Tree]*source.Cursor{}}
	defer rec.leave()
	for j := range b.order {
		<-j.done
		err := rec.job(ctx, j)
		b.take(j)
		if err != nil {
			rec.undo(ctx)
			return err
		}
	}
	return rec.commit(ctx)
}

// recorder decides outcomes and fills batches.
type recorder struct {
	*run
	batch   *store.Batch
	begun   time.Time
	jobs    int
	bytes   int64
	cursors map[*source.Tree]*source.Cursor
}

// A batch is committed when it has this many jobs or bytes of documents, or is
// this old: FTS5 wants large ones, a killed import loses the open one.
const (
	batchJobs  = 4000
	batchBytes = 32 << 20
	batchAge   = 5 * time.Second
)

func (r *recorder) job(ctx context.Context, j *job) error {
	if errors.Is(j.found.err, context.Canceled) {
		r.cutOff++
		return nil
	}
	if r.batch == nil {
		batch, err := r.im.Batch(ctx)
		if err != nil {
			return err
		}
		r.batch, r.begun = batch, time.Now()
	}
	if err := r.decide(ctx, j); err != nil {
		return err
	}
	r.jobs++
	r.bytes += j.found.size
	if r.jobs >= batchJobs || r.bytes >= batchBytes || time.Since(r.begun) > batchAge {
		return r.commit(ctx)
	}
	return nil
}

func (r *recorder) commit(ctx context.Context) error {
	if r.batch == nil {
		return nil
	}
	batch := r.batch
	r.batch, r.jobs, r.bytes = nil, 0, 0
	return batch.Commit(ctx)
}

func (r *recorder) undo(ctx context.Context) {
	if r.batch != nil {
		r.batch.Rollback(ctx)
	}
}

func (r *recorder) leave() {
	for _, cursor := range r.cursors {
		cursor.Close()
	}
}

// decide gives the job its outcome.
func (r *recorder) decide(ctx context.Context, j *job) error {
	switch {
	case j.gone:
		return r.gone(ctx, j.known.ID)
	case j.left == store.Excluded:
		r.made.Excluded++
		if err := r.leaveOut(ctx, j, j.reason); err != nil {
			return err
		}
		if j.entry.Kind != source.Regular && j.known.Document != 0 {
			return r.gone(ctx, j.known.ID)
		}
		return nil
	case j.left == store.Failed:
		r.made.Failed++
		return r.leaveOut(ctx, j, j.reason)
	case j.found.err != nil:
		j.left = store.Failed
		r.made.Failed++
		return r.leaveOut(ctx, j, source.Reason(j.found.err))
	}
	return r.register(ctx, j)
}

func (r *recorder) gone(ctx context.Context, file int64) error {
	r.made.Gone++
	return r.batch.AddSighting(ctx, store.Sighting{File: file, Outcome: store.Gone})
}

func (r *recorder) leaveOut(ctx context.Context, j *job, reason string) error {
	return r.batch.AddOutcome(ctx, j.place.scope.Source.ID, j.entry.Path, j.left, reason)
}

// register records a file that was read, with its document.
func (r *recorder) register(ctx context.Context, j *job) error {
	r.made.Bytes += j.found.size
	document, ours, err := r.batch.Document(ctx, j.found.sum)
	if err != nil {
		return err
	}
	if document != 0 && document == j.known.Document {
		return r.unchanged(ctx, j, document)
	}
	s := store.Sighting{Document: document, MTime: j.entry.MTime, Mode: int64(j.entry.Mode)}
	if s.Outcome, s.MovedFrom, err = r.outcome(ctx, j, document, ours); err != nil {
		return err
	}
	if s.Document == 0 {
		s.Document, err = r.add(ctx, &j.found)
	} else {
		err = r.reread(ctx, &j.found, document)
	}
	if err != nil {
		return err
	}
	if s.File, err = r.file(ctx, j); err != nil {
		return err
	}
	r.count(s.Outcome)
	if err := r.batch.AddSighting(ctx, s); err != nil {
		return err
	}
	if reason := misfit(j); reason != "" || j.known.ID != 0 {
		if err := r.batch.Misnamed(ctx, s.File, reason); err != nil {
			return err
		}
	}
	if document == 0 && r.options.Kept != nil {
		r.options.Kept(Registered{j.place.scope.Source.Name, j.entry.Path, j.found.sum, j.found.reading})
	}
	return r.remember(ctx, j, s.File)
}

// unchanged is a file that was opened and has the bytes that it had. Only what
// was recorded of it and is otherwise now makes a new row.
func (r *recorder) unchanged(ctx context.Context, j *job, document int64) error {
	r.made.Unchanged++
	r.made.UnchangedBy.Bytes++
	if err := r.reread(ctx, &j.found, document); err != nil {
		return err
	}
	mtime, mode, err := r.batch.LastSeen(ctx, j.known.ID)
	if err != nil {
		return err
	}
	if mtime != j.entry.MTime || mode != int64(j.entry.Mode) {
		err := r.batch.AddSighting(ctx, store.Sighting{File: j.known.ID, Document: document,
			Outcome: store.Unchanged, MTime: j.entry.MTime, Mode: int64(j.entry.Mode)})
		if err != nil {
			return err
		}
	}
	return r.remember(ctx, j, j.known.ID)
}

// add registers a document that is not known, with those inside of it.
func (r *recorder) add(ctx context.Context, f *found) (int64, error) {
	id, err := r.batch.AddDocument(ctx, f.sum, f.size, f.reading, f.text)
	if err == nil {
		err = r.members(ctx, id, f)
	}
	return id, err
}

// members records what is inside of a document that was read just now.
func (r *recorder) members(ctx context.Context, container int64, f *found) error {
	for i := range f.members {
		inside := &f.members[i]
		m := store.Member{
			Container: container, Reader: f.reading.Reader, Version: f.reading.Version, Ordinal: int64(i + 1),
			Name: inside.name, Reason: inside.reason, Start: inside.start, Length: inside.length,
		}
		if m.Reason == "" {
			var err error
			if m.Document, _, err = r.batch.Document(ctx, inside.found.sum); err != nil {
				return err
			}
			if m.Document == 0 {
				if m.Document, err = r.add(ctx, &inside.found); err != nil {
					return err
				}
			}
		}
		added, err := r.batch.AddMember(ctx, m)
		if err != nil {
			return err
		}
		if added {
			r.countMember(inside)
		}
	}
	return nil
}

func (r *recorder) countMember(inside *foundInside) {
	r.made.Members.Found++
	if inside.reason != "" || inside.found.reading.Unread != "" {
		r.made.Members.Unread++
	} else {
		r.made.Members.Read++
	}
}

// misfit says why the extension of a file does not fit what it is, or "".
func misfit(j *job) string {
	mediaType := j.found.reading.MediaType
	if j.found.size == 0 {
		return ""
	}
	if ok, _ := document.FitsExtension(mediaType, j.found.reading.PUID, j.entry.Path); ok {
		return ""
	}
	return fmt.Sprintf("the extension %s does not fit %s", path.Ext(j.entry.Path), mediaType)
}

// reread takes the text of a known document that was over the budget and no
// longer is, or of one that was stopped and is to be tried again; and likewise
// of those inside of it.
func (r *recorder) reread(ctx context.Context, f *found, document int64) error {
	reason, err := r.batch.Unread(ctx, document)
	if err != nil {
		return err
	}
	again := reason == OverBudget || r.options.Retry && retried[reason]
	if !again || reason == f.reading.Unread {
		return r.rereadInside(ctx, f)
	}
	if err := r.batch.Reread(ctx, document, word.AppendFolded, f.reading, f.text); err != nil {
		return err
	}
	return r.members(ctx, document, f)
}

func (r *recorder) rereadInside(ctx context.Context, f *found) error {
	for i := range f.members {
		inside := &f.members[i].found
		document, _, err := r.batch.Document(ctx, inside.sum)
		if err == nil && document != 0 {
			err = r.reread(ctx, inside, document)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// outcome decides between changed, new, moved and duplicate.
func (r *recorder) outcome(ctx context.Context, j *job, document int64, ours bool) (store.Outcome, int64, error) {
	switch {
	case j.known.Document != 0:
		return store.Changed, 0, nil
	case document == 0 || j.found.size == 0:
		return store.New, 0, nil
	case ours: // nobody held it before this import: a twin of a file, or of a member
		held, err := r.batch.Held(ctx, document)
		if held {
			return store.Duplicate, 0, err
		}
		return store.New, 0, err
	}
	holders, err := r.batch.HeldBefore(ctx, document, mostHolders+1)
	if err != nil {
		return "", 0, err
	}
	if len(holders) > 0 {
		if from := r.movedFrom(holders); from != 0 {
			return store.Moved, from, nil
		}
		return store.Duplicate, 0, nil
	}
	held, err := r.batch.Held(ctx, document)
	if held {
		return store.Duplicate, 0, err
	}
	return store.New, 0, err
}

// mostHolders bounds the files that are looked at for one that vanished. A
// document in more places than that is not said to have moved.
const mostHolders = 16

// movedFrom returns the file that a document moved from, or 0: of those that
// held it before, all of which must have vanished, the first without a
// successor.
func (r *recorder) movedFrom(holders []store.Holder) (from int64) {
	if len(holders) > mostHolders {
		return 0
	}
	for _, h := range holders {
		if !h.Gone && !(h.Held && r.vanished(h)) {
			return 0
		}
		if from == 0 && !h.Moved {
			from = h.File
		}
	}
	return from
}

// vanished tells whether a file in scope, which the walk may not have come to
// yet, is not there any more.
func (r *recorder) vanished(h store.Holder) bool {
	for _, p := range r.places {
		if p.scope.Source.ID != h.Source || !within(h.Path, p.scope.Path) {
			continue
		}
		if p.tree == nil {
			return true // the whole source is
		}
		if hidden(r.options.Exclude, h.Path) {
			return false // not looked at, and so not found gone
		}
		cursor, ok := r.cursors[p.tree]
		if !ok {
			cursor = p.tree.Cursor()
			r.cursors[p.tree] = cursor
		}
		e, err := cursor.Lstat(h.Path)
		if err != nil { // changed: a folder on the way is none any more
			return errors.Is(err, source.ErrVanished) || errors.Is(err, source.ErrChanged)
		}
		return e.Kind != source.Regular
	}
	return false
}

func (r *recorder) file(ctx context.Context, j *job) (int64, error) {
	if j.known.ID != 0 {
		return j.known.ID, nil
	}
	return r.batch.AddFile(ctx, j.place.scope.Source.ID, j.entry.Path)
}

func (r *recorder) remember(ctx context.Context, j *job, file int64) error {
	if !j.found.settled {
		return r.batch.Forget(ctx, file)
	}
	return r.batch.Remember(ctx, file, statOf(j.entry))
}

func (r *recorder) count(outcome store.Outcome) {
	switch outcome {
	case store.New:
		r.made.New++
	case store.Changed:
		r.made.Changed++
	case store.Moved:
		r.made.Moved++
	case store.Duplicate:
		r.made.Duplicate++
	}
}
