package importer

import (
	"context"
	"crypto/sha256"
	"io"
	"time"

	"findbuch/cmd/findbuch/internal/document"
	"findbuch/cmd/findbuch/internal/source"
	"findbuch/store"
)

// found is what a worker took from a file.
type found struct {
	err     error
	sum     store.SHA256
	size    int64
	settled bool // a later change would show in its times
	reading store.Reading
	text    *store.Text
	members []foundInside
}

// foundInside is a document inside of another one; without a reason it is found.
type foundInside struct {
	name, reason  string
	start, length int64
	found         found
}

// read takes jobs from the belt until it ends. When ctx has ended, the jobs
// left get its error, so that the record does not wait for them.
func (r *run) read(ctx context.Context, b *belt) {
	reader := &reader{analyst: r.analyst, maxText: r.options.MaxText}
	defer reader.leave()
	for j := range b.unread {
		if j.found.err = ctx.Err(); j.found.err == nil {
			j.found = reader.read(ctx, j)
			r.progress(j.entry.Size)
		}
		close(j.done)
	}
}

// reader is a worker's hands: a cursor in the tree it was in last.
type reader struct {
	*analyst
	maxText int64
	tree    *source.Tree
	cursor  *source.Cursor
	chunk   []byte // for documents that are too large to hold
}

func (r *reader) read(ctx context.Context, j *job) found {
	file, err := r.open(j)
	if err != nil {
		return found{err: err}
	}
	defer file.Close()
	looked := time.Now()
	f := found{settled: settled(j.entry, looked)}
	if j.entry.Size <= r.maxText {
		err = r.whole(ctx, file, j.entry.Size, &f)
	} else {
		err = r.streamed(ctx, file, j.entry.Size, &f)
	}
	if err == nil {
		err = file.Unchanged()
	}
	if err != nil {
		return found{err: err}
	}
	return f
}

func (r *reader) open(j *job) (*source.File, error) {
	if r.tree != j.place.tree {
		r.leave()
		r.tree, r.cursor = j.place.tree, j.place.tree.Cursor()
	}
	return r.cursor.Open(j.entry)
}

func (r *reader) leave() {
	if r.cursor != nil {
		r.cursor.Close()
	}
}

// whole reads a document at once.
func (r *reader) whole(ctx context.Context, file *source.File, size int64, f *found) error {
	data, err := held(file, size)
	if err != nil {
		return err
	}
	analysed, err := r.analyse(ctx, data)
	if err != nil {
		return err
	}
	settled := f.settled
	*f, err = r.found(analysed)
	f.settled = settled
	return err
}

// found prepares what was analysed for the store.
func (r *reader) found(a Analysed) (f found, err error) {
	f = found{sum: a.SHA256, size: a.Size, reading: a.Reading}
	if a.Text != nil {
		if f.text, f.reading.Language, err = r.kept(a.Text); err != nil {
			return f, err
		}
	}
	for _, m := range a.Members {
		inside := foundInside{name: m.Name, reason: m.Reason, start: m.Start, length: m.Length}
		if m.Document != nil {
			if inside.found, err = r.found(*m.Document); err != nil {
				return f, err
			}
		}
		f.members = append(f.members, inside)
	}
	return f, nil
}

// held returns all bytes of a file of that size. A file that has grown since it
// was seen gives no more than one byte too much.
func held(file io.Reader, size int64) ([]byte, error) {
	data := make([]byte, size+1)
	n, err := io.ReadFull(file, data)
	switch {
	case err == nil || int64(n) != size && (err == io.EOF || err == io.ErrUnexpectedEOF):
		return nil, source.ErrChanged
	case err != io.EOF && err != io.ErrUnexpectedEOF:
		return nil, err
	}
	return data[:n], nil
}

func sumBytes(data []byte) store.SHA256 { return sha256.Sum256(data) }

const (
	chunkSize = 1 << 20  // bytes read at once from a large document
	headSize  = 64 << 10 // bytes that a large document is judged by
)

// streamed takes the checksum of a document that is over the budget.
func (r *reader) streamed(ctx context.Context, file *source.File, size int64, f *found) error {
	if r.chunk == nil {
		r.chunk = make([]byte, chunkSize)
	}
	head := &beginning{ctx: ctx, from: io.LimitReader(file, size+1)}
	sum, n, err := document.Hash(head, r.chunk)
	switch {
	case err != nil:
		return err
	case n != size:
		return source.ErrChanged
	}
	f.sum, f.size = sum, size
	f.reading = unreadBeginning(head.bytes)
	return nil
}

// beginning passes a reader through, keeps its first bytes, and ends with ctx.
type beginning struct {
	ctx   context.Context
	from  io.Reader
	bytes []byte
}

func (b *beginning) Read(p []byte) (int, error) {
	if err := b.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := b.from.Read(p)
	if room := headSize - len(b.bytes); room > 0 {
		b.bytes = append(b.bytes, p[:min(n, room)]...)
	}
	return n, err
}

// Clocks of file systems go in steps: a file that was changed within the last
// step may be changed again and show the same times.
const (
	fineStep   = 20 * time.Millisecond // Linux ticks 100 times a second or more
	coarseStep = 2 * time.Second       // FAT
)

// settled tells whether a change after now would show in the entry's times.
func settled(e source.Entry, now time.Time) bool {
	newest := max(e.MTime, e.CTime)
	step := fineStep
	if newest%int64(time.Second) == 0 {
		step = coarseStep
	}
	return newest < now.Add(-step).UnixNano()
}
