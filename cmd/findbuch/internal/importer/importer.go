// Package importer joins a source, its documents and the store: it registers
// every file with its checksum, reads what can be read, and keeps an account
// in which nothing is missing.
//
// # The pipeline
//
//	walk    one goroutine walks the scopes in path order and merges them with
//	        the files that the catalogue knows, in the same order, so that
//	        neither is held in memory (walk.go)
//	read    workers open the files that are new or look changed, and take
//	        SHA-256, charset, text, passages and folded words from one reading
//	        of the bytes (read.go, analyse.go)
//	record  one goroutine takes what they found in the order of the walk,
//	        decides the outcome and adds it in batches (record.go)
//
// What stands between walk and record is bounded in number and in bytes.
//
// # Outcomes
//
// Every entry walked has one outcome: all that are no folders, and the folders
// that were excluded or could not be read. A file that is known and whose size,
// times and inode are what they were when it was read is unchanged, unopened. A
// known path with other bytes is changed. A path that is new, or back, and has
// the bytes of a document that other files held when the import began, is moved
// if all of these have vanished and one of them has no successor yet, else a
// duplicate; it is a duplicate, too, of a path before it in the same import;
// else it is new. So of twins the first in path order is new. An empty file has
// no content to be known by: it is never moved nor a duplicate.
//
// Links, FIFOs, sockets, devices, the catalogue's own files and what the
// options exclude are excluded. What could not be read, or changed while it
// was, has failed; what the catalogue knows of it stays as it is.
//
// A known file in scope that the walk does not meet is gone, and so is one that
// is no regular file any more. What lies in a folder that was excluded or could
// not be read was not looked at, and is not gone.
package importer

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"findbuch/cmd/findbuch/internal/document/pronom"
	"findbuch/cmd/findbuch/internal/sandbox"
	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store"
)

// Options say what an import does. They are recorded with it.
type Options struct {
	Paths   []string `json:"paths"`             // absolute
	Name    string   `json:"name,omitempty"`    // of the source, if it is new
	Exclude []string `json:"exclude,omitempty"` // patterns, see pattern
	Rehash  bool     `json:"rehash,omitempty"`  // open every file
	MaxText int64    `json:"max_text"`          // bytes above which a document is not read, nor more unpacked
	Retry   bool     `json:"retry,omitempty"`   // try again what was stopped, crashed or over budget
	Limits  Limits   `json:"limits"`
	NoFacts bool     `json:"no_facts,omitempty"` // take no facts
	Dated   string   `json:"dated,omitempty"`    // YYYY-MM-DD: asserted of every document in scope
	Who     string   `json:"who,omitempty"`      // asserts it
	// Signatures are what formats are identified by. Run sets it.
	Signatures string `json:"signatures"`

	// Sandbox is the command that starts a child for hostile formats; it must call
	// sandbox.Child with InSandbox. None: they are read here.
	Sandbox  []string         `json:"-"`
	Program  string           `json:"-"` // name and version
	Workers  int              `json:"-"` // goroutines that read; at least 1
	Progress func(Progress)   `json:"-"` // called often, by several goroutines
	Kept     func(Registered) `json:"-"` // called for every document registered, in order
}

// Limits bound what one document may take. Zeros stand for the defaults.
type Limits struct {
	Depth   int   `json:"depth,omitempty"`   // elements, objects or messages in each other
	Ratio   int64 `json:"ratio,omitempty"`   // bytes unpacked for each byte packed
	Entries int   `json:"entries,omitempty"` // parts of a package or a message, pages
	Seconds int   `json:"seconds,omitempty"` // that a hostile format may take
	Memory  int64 `json:"memory,omitempty"`  // bytes that a hostile format may take
}

// analyst returns who reads documents by these options.
func (o Options) analyst() *analyst {
	limits := text.DefaultLimits
	limits.Text = cmp.Or(o.MaxText, limits.Text)
	limits.Depth = cmp.Or(o.Limits.Depth, limits.Depth)
	limits.Ratio = cmp.Or(o.Limits.Ratio, limits.Ratio)
	limits.Entries = cmp.Or(o.Limits.Entries, limits.Entries)
	a := &analyst{limits: limits, noFacts: o.NoFacts}
	if o.Sandbox != nil {
		a.pool = o.sandbox(max(1, o.Workers), warmed())
		a.identifier = o.sandbox(1, []string{identifier})
	}
	return a
}

// sandbox returns a pool of children, none of which is started before it must.
func (o Options) sandbox(children int, warm []string) *sandbox.Pool {
	return sandbox.New(sandbox.Options{
		Command: o.Sandbox, Children: children, Warm: warm,
		Memory: o.Limits.Memory, Time: time.Duration(o.Limits.Seconds) * time.Second,
	})
}

// warmed are the names of the readers that want to be warmed up.
func warmed() (names []string) {
	for _, r := range text.Readers() {
		if r.Warm != nil {
			names = append(names, r.Name)
		}
	}
	return names
}

func (a *analyst) close() {
	if a.pool != nil {
		a.pool.Close()
		a.identifier.Close()
	}
}

// Progress is what was done of an import so far.
type Progress struct{ Files, Bytes int64 }

// Registered is a document that an import added.
type Registered struct {
	Source, Path string
	SHA256       store.SHA256
	Reading      store.Reading
}

// Report is the result of an import.
type Report struct {
	Account store.Account
	Counts  store.Counts
}

// ErrInterrupted is returned with the report of an import that ctx ended: its
// account is closed as not complete, and the next import goes on.
var ErrInterrupted = errors.New("interrupted")

// Run imports. It returns a report with a nil error also when files failed: see
// its counts. With another error than ErrInterrupted no account was written.
func Run(ctx context.Context, w *store.Writer, options Options) (Report, error) {
	lasting := context.WithoutCancel(ctx) // what is begun is written to its end
	options.Signatures = pronom.Signatures()
	if err := derives(lasting, w); err != nil {
		return Report{}, err
	}
	places, err := locate(lasting, w, options)
	if err != nil {
		return Report{}, err
	}
	defer closeAll(places)
	var im *store.Import
	err = w.Together(lasting, func() (err error) {
		if im, err = w.Begin(lasting, options.Program, "import", options); err != nil {
			return err
		}
		return register(lasting, im, places, options.Name != "")
	})
	if err != nil {
		return Report{}, err
	}
	r := &run{options: options, w: w, im: im, places: places, analyst: options.analyst()}
	defer r.analyst.close()
	if r.lists, err = Lists(lasting, w.Catalogue); err != nil {
		return Report{}, err
	}
	if options.Retry {
		if r.again, err = w.UnreadFor(lasting, slices.Sorted(maps.Keys(retried))); err != nil {
			return Report{}, err
		}
	}
	if err := r.pipeline(ctx, lasting); err != nil {
		return Report{}, err
	}
	if options.Dated != "" {
		if err := r.date(ctx, lasting); err != nil {
			return Report{}, err
		}
	}
	return r.close(lasting, !r.whole || r.cutOff > 0 || options.Dated != "" && ctx.Err() != nil)
}

// run is one import under way. Each stage counts what only it knows.
type run struct {
	options Options
	w       *store.Writer
	im      *store.Import
	places  []*place
	*analyst
	again  map[int64]bool // documents to be read again though their files are unchanged
	whole  bool           // the walk came to its end
	walked store.Counts   // by the walk: Walked, Unchanged by stat and their bytes
	made   store.Counts   // by the record: all else
	cutOff int64          // walked, but interrupted before they had an outcome
}

// pipeline runs the three stages to their end. It returns the first error that
// is not ctx's.
func (r *run) pipeline(ctx, lasting context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	belt := newBelt()
	var walkErr error
	var stages sync.WaitGroup
	stages.Go(func() {
		defer belt.close()
		walkErr = r.walk(ctx, belt)
		r.whole = walkErr == nil
	})
	for range max(1, r.options.Workers) {
		stages.Go(func() { r.read(ctx, belt) })
	}
	err := r.record(lasting, belt)
	if err != nil {
		stop()
		belt.drain()
	}
	stages.Wait()
	if err == nil && !errors.Is(walkErr, context.Canceled) {
		err = walkErr
	}
	return err
}

// close writes the account.
func (r *run) close(ctx context.Context, interrupted bool) (Report, error) {
	counts := r.made
	counts.Walked = r.walked.Walked - r.cutOff
	counts.Unchanged += r.walked.UnchangedBy.Stat
	counts.UnchangedBy.Stat = r.walked.UnchangedBy.Stat
	counts.Bytes += r.walked.Bytes
	counts.Interrupted = interrupted
	for _, p := range r.places {
		unread, err := r.w.UnreadFiles(ctx, p.scope)
		if err != nil {
			return Report{}, err
		}
		counts.Unread += unread
	}
	account, err := r.im.End(ctx, counts.Closes() && !interrupted, counts)
	if err == nil && interrupted {
		err = ErrInterrupted
	}
	return Report{account, counts}, err
}
