// Package verify compares the bytes of files with their recorded checksums: a
// fixity check. Every file is read to its end; a matching time stamp counts
// for nothing.
//
// # States
//
// What is recorded is a [Register]: a catalogue's source, or a manifest. Each
// recorded path and each regular file found has one state:
//
//   - intact: the path is recorded and the bytes have the recorded SHA-256.
//   - changed: the path is recorded, the bytes have another SHA-256.
//   - missing: the path is recorded and there is no regular file.
//   - moved: the path is not recorded; its bytes are those of a missing path,
//     which is then not missing. Each missing path has one new one: in its own
//     place before all others, and in path order.
//   - copied: the path is not recorded, its bytes are known, and there is no
//     missing path (left) that they were at.
//   - new: the path is not recorded, nor are its bytes. Files of no bytes are
//     always new, never moved or copied.
//   - unreadable: the bytes could not be read, for a reason; also what is
//     recorded below a folder that could not be listed. Such a folder without
//     recorded files counts itself. What changes while it is read is
//     unreadable ("changed while read").
//
// Links, FIFOs, sockets and devices that are not recorded are passed over, and
// so is what the register leaves out on purpose.
//
// # Bounds
//
// Recorded paths come page by page and are merged with the walk, both in byte
// order. Files are hashed by as many workers as there are processors, each
// with a buffer of 1 MiB. What is kept in memory are the paths that are not
// intact, about 250 bytes and the path for each.
package verify

import (
	"cmp"
	"context"
	"io"
	"runtime"
	"slices"

	"golang.org/x/sync/errgroup"

	"findbuch/cmd/findbuch/internal/document"
	"findbuch/cmd/findbuch/internal/source"
	"findbuch/store"
)

// State is what became of a path.
type State string

// The states.
const (
	Intact     State = "intact"
	Changed    State = "changed"
	Missing    State = "missing"
	Moved      State = "moved"
	Copied     State = "copied"
	New        State = "new"
	Unreadable State = "unreadable"
)

// Counts tell how many paths have each state.
type Counts struct {
	Intact     int64 `json:"intact"`
	Changed    int64 `json:"changed"`
	Missing    int64 `json:"missing"`
	Moved      int64 `json:"moved"`
	Copied     int64 `json:"copied"`
	New        int64 `json:"new"`
	Unreadable int64 `json:"unreadable"`
	// Interrupted: what is left was not looked at.
	Interrupted bool `json:"interrupted,omitempty"`
}

// AllIntact tells whether no path has another state.
func (c Counts) AllIntact() bool { return c == Counts{Intact: c.Intact} }

func (c *Counts) count(s State) {
	switch s {
	case Intact:
		c.Intact++
	case Changed:
		c.Changed++
	case Missing:
		c.Missing++
	case Moved:
		c.Moved++
	case Copied:
		c.Copied++
	case New:
		c.New++
	case Unreadable:
		c.Unreadable++
	}
}

// Recorded is a path with its recorded checksum. File is the catalogue's
// number of it, 0 in a manifest.
type Recorded struct {
	Path   string
	SHA256 store.SHA256
	File   int64
}

// Register is what is recorded of a place.
type Register interface {
	// Next returns the next recorded path in byte order; ok is false behind
	// the last.
	Next(ctx context.Context) (r Recorded, ok bool, err error)
	// Holder returns a path that the bytes were recorded at.
	Holder(ctx context.Context, sum store.SHA256) (r Recorded, ok bool, err error)
	// LeavesOut tells whether an entry that is not recorded is to be passed
	// over.
	LeavesOut(ctx context.Context, e source.Entry) (bool, error)
}

// Place is a tree, or what is in it at and below the path Under, with what is
// recorded of exactly that.
type Place struct {
	Tree     *source.Tree // nil: nothing is there any more
	Under    string
	Register Register
}

// Deviation is a path that is not intact.
type Deviation struct {
	Place  int // index of the place
	Path   string
	State  State
	Found  store.SHA256 // of the bytes found; zero: none were read
	Was    store.SHA256 // the recorded one, of changed, missing and unreadable paths; zero: not recorded
	From   string       // of moved and copied paths, where the bytes were recorded
	File   int64        // the recorded file it is about
	Reason string       // of unreadable ones
}

// Verify reads all files of the places. progress is told the files and bytes
// read since it was told before, by several goroutines. Verify returns the paths that are not
// intact, in the order of the places and of their paths. When ctx ends, its
// error comes with what is certain by then: changed and unreadable paths.
func Verify(ctx context.Context, places []Place, progress func(files, bytes int64)) (Counts, []Deviation, error) {
	v := &verification{places: places, progress: progress}
	if err := v.read(ctx); err != nil {
		v.dropUncertain()
		return v.total(), v.deviations, err
	}
	if err := v.resolve(ctx); err != nil {
		return v.total(), v.deviations, err
	}
	return v.total(), v.deviations, nil
}

type verification struct {
	places     []Place
	progress   func(files, bytes int64)
	intact     int64
	deviations []Deviation
	// unrecorded are the files whose state hangs on what is missing.
	unrecorded []Deviation
}

func (v *verification) total() Counts {
	counts := Counts{Intact: v.intact}
	for i := range v.deviations {
		counts.count(v.deviations[i].State)
	}
	return counts
}

// dropUncertain leaves what no later sight could change.
func (v *verification) dropUncertain() {
	v.deviations = slices.DeleteFunc(v.deviations, func(d Deviation) bool { return d.State == Missing })
}

// queued is how many files may wait for their turn behind a large one.
const queued = 1024

// read walks the places, hashes what is found and sorts out what is recorded.
func (v *verification) read(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	inOrder, work := make(chan *sight, queued), make(chan *sight, queued)
	group.Go(func() error {
		defer close(inOrder)
		defer close(work)
		return v.walk(ctx, func(s *sight) error { return s.send(ctx, inOrder, work) })
	})
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() error { return v.hashAll(ctx, work) })
	}
	group.Go(func() error {
		for s := range inOrder {
			select {
			case <-s.done:
			case <-ctx.Done():
				return ctx.Err()
			}
			if err := ctx.Err(); err != nil {
				return err // which may be why s could not be read
			}
			v.judge(s)
		}
		return nil
	})
	return group.Wait()
}

// walk sees all places.
func (v *verification) walk(ctx context.Context, see func(*sight) error) error {
	for i, place := range v.places {
		m := merge{ctx: ctx, place: i, register: place.Register, see: see}
		if err := m.run(place); err != nil {
			return err
		}
	}
	return nil
}

// sight is a path that is recorded or found, or both.
type sight struct {
	place    int
	entry    source.Entry
	recorded *Recorded // nil: it is not
	found    bool      // there is a regular file, to be hashed
	sum      store.SHA256
	size     int64
	err      error
	done     chan struct{} // closed when sum or err stand
}

func (s *sight) send(ctx context.Context, inOrder, work chan<- *sight) error {
	s.done = make(chan struct{})
	if s.found {
		select {
		case work <- s:
		case <-ctx.Done():
			return ctx.Err()
		}
	} else {
		close(s.done)
	}
	select {
	case inOrder <- s:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

const bufferSize = 1 << 20

// hashAll is a worker.
func (v *verification) hashAll(ctx context.Context, work <-chan *sight) error {
	buffer := make([]byte, bufferSize)
	var cursor *source.Cursor
	place := -1
	defer func() {
		if cursor != nil {
			cursor.Close()
		}
	}()
	for s := range work {
		if s.place != place {
			if cursor != nil {
				cursor.Close()
			}
			place = s.place
			cursor = v.places[place].Tree.Cursor()
		}
		s.sum, s.size, s.err = v.hash(ctx, cursor, s.entry, buffer)
		close(s.done)
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}

func (v *verification) hash(ctx context.Context, c *source.Cursor, e source.Entry, buffer []byte) (store.SHA256, int64, error) {
	file, err := c.Open(e)
	if err != nil {
		return store.SHA256{}, 0, err
	}
	defer file.Close()
	// One byte more than there was tells a file that grows.
	sum, size, err := document.Hash(&watched{ctx, io.LimitReader(file, file.Size()+1), v.progress}, buffer)
	if err == nil && size != file.Size() {
		err = source.ErrChanged
	}
	if err == nil {
		err = file.Unchanged()
	}
	return sum, size, err
}

// watched ends with its context and counts what is read.
type watched struct {
	ctx      context.Context
	r        io.Reader
	progress func(files, bytes int64)
}

func (w *watched) Read(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := w.r.Read(p)
	w.progress(0, int64(n))
	return n, err
}

// judge gives a sight its state, or keeps it for resolve.
func (v *verification) judge(s *sight) {
	d := Deviation{Place: s.place, Path: s.entry.Path}
	if s.recorded != nil {
		d.Was, d.File = s.recorded.SHA256, s.recorded.File
	}
	if s.found {
		v.progress(1, 0)
	}
	switch {
	case s.err != nil && isAbsent(s.err):
		d.State = Missing
		if s.recorded == nil {
			return // it came and went
		}
	case s.err != nil:
		d.State, d.Reason = Unreadable, source.Reason(s.err)
	case !s.found:
		d.State = Missing
	case s.recorded == nil:
		d.State, d.Found = New, s.sum
		if s.size > 0 {
			v.unrecorded = append(v.unrecorded, d)
			return
		}
	case s.sum == s.recorded.SHA256:
		v.intact++
		return
	default:
		d.State, d.Found = Changed, s.sum
	}
	v.deviations = append(v.deviations, d)
}

// resolve tells what is moved, copied and new.
func (v *verification) resolve(ctx context.Context) error {
	v.pair(func(d Deviation) origin { return origin{d.Place, d.Was} }, func(d Deviation) origin { return origin{d.Place, d.Found} })
	v.pair(func(d Deviation) origin { return origin{0, d.Was} }, func(d Deviation) origin { return origin{0, d.Found} })
	known := map[origin]Recorded{} // asked once, however many copies there are
	for _, d := range v.unrecorded {
		from := origin{d.Place, d.Found}
		r, asked := known[from]
		if !asked {
			var err error
			if r, _, err = v.places[d.Place].Register.Holder(ctx, d.Found); err != nil {
				return err
			}
			known[from] = r
		}
		if r.Path != "" {
			d.State, d.From, d.File = Copied, r.Path, r.File
		}
		v.deviations = append(v.deviations, d)
	}
	slices.SortFunc(v.deviations, func(a, b Deviation) int {
		return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Path, b.Path))
	})
	return nil
}

// origin is what makes a missing and an unrecorded path a pair.
type origin struct {
	place int
	sum   store.SHA256
}

// pair makes moved ones of missing and unrecorded paths with the same origin.
func (v *verification) pair(missing, unrecorded func(Deviation) origin) {
	waiting := map[origin][]int{}
	for i, d := range v.deviations {
		if d.State == Missing {
			waiting[missing(d)] = append(waiting[missing(d)], i)
		}
	}
	left := v.unrecorded[:0]
	for _, d := range v.unrecorded {
		key := unrecorded(d)
		if len(waiting[key]) == 0 {
			left = append(left, d)
			continue
		}
		i := waiting[key][0]
		waiting[key] = waiting[key][1:]
		d.State, d.From, d.File = Moved, v.deviations[i].Path, v.deviations[i].File
		v.deviations[i] = d
	}
	v.unrecorded = left
}
