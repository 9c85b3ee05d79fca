// Package sandbox reads documents of hostile formats, those that are packed or
// read by others' code, in children: processes of the same program that can do
// little but think. A child is started when it is first needed and used for
// document after document while it is healthy.
//
// # What a child may do
//
// On Linux a child takes at most so much memory, opens no file, socket or
// process, and writes to none but its pipes to the parent; where the kernel has
// Landlock (and the program was built without cgo) it also makes, removes and
// renames no file. It leaves no core, gains no privileges, runs in / with
// nearly no environment, and dies with its parent. Elsewhere only its memory is
// watched, from inside; Bounds says so. The parent kills a child that takes too
// long over a document, on every system. There is no filter on system calls:
// code that takes over a child may still signal processes of the same user.
//
// Readers that need files at their first use, such as one that keeps compiled
// code in the user's cache folder, are warmed up before this door closes and
// before the child sees any document. What a child takes until then does not
// count as a document's memory.
//
// # What a child is believed
//
// Nothing. Its answer takes no more memory in the parent than a child may,
// and is checked against the document; see check. What cannot be checked is
// whether a text is the document's: a child that was taken over by one document
// could answer wrongly, but consistently, for the next ones.
//
// # What a document costs
//
// A child that crashes, runs out of memory or gives an answer that cannot be is
// killed, and costs the document that it was reading. If it had read others
// before, the document is tried once more in a new child, so that what comes of
// a document does not depend on its neighbours. Panics are not recovered in the
// child: a crash must be borne anyway (running out of memory and deep recursion
// cannot be recovered from), a reader's state after a panic is anybody's guess,
// and a new child is there in some milliseconds.
package sandbox

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"sync"
	"time"

	"findbuch/cmd/findbuch/internal/text"
)

// Why a document was not read, besides the reasons of package text. A document
// whose child gave an answer that cannot be is text.ErrDamaged.
var (
	ErrStopped = errors.New("stopped")
	ErrCrashed = errors.New("the reader crashed")
	ErrMemory  = fmt.Errorf("%w: memory", text.ErrOverBudget)
)

var errClosed = errors.New("sandbox: closed")

// Options say how children are started and what they may take. Zero numbers
// stand for the defaults.
type Options struct {
	// Command starts a child: the absolute path of the program, then arguments
	// at which it does nothing but call Child.
	Command  []string
	Memory   int64         // bytes that a document may take; 300 MB
	Time     time.Duration // that a document may take; 60 s
	Children int           // at most, at once; 1
	Warm     []string      // the readers that need files at their first use
}

const (
	defaultMemory = 300 << 20
	defaultTime   = 60 * time.Second
)

func (o Options) withDefaults() Options {
	if o.Memory <= 0 {
		o.Memory = defaultMemory
	}
	if o.Time <= 0 {
		o.Time = defaultTime
	}
	o.Children = max(o.Children, 1)
	return o
}

// answer is what a child's answer may take in the parent's memory, bytes. A
// child holds it beside the document and all that it unpacked, so half of what
// it may take refuses little that it could have made.
func (o Options) answer() int64 { return o.Memory / 2 }

// Bounds says in a sentence what holds for hostile formats on this system.
func (o Options) Bounds() string {
	o = o.withDefaults()
	return fmt.Sprintf("Packed formats and PDF are read in a process of their own, which %s, and is killed when a document takes longer than %s.",
		fmt.Sprintf(bounds, megabytes(o.Memory)), seconds(o.Time))
}

// Request is a document and the name of the reader that is to read it.
type Request struct {
	Reader string
	Input  text.Input
}

// Pool is a number of children. Its methods may be called at once.
type Pool struct {
	options Options
	slots   chan struct{} // holds an element for each child at work
	closed  chan struct{}

	mu   sync.Mutex
	idle []*process // the last is the one used last
	warm []string   // readers that new children are warmed up for
}

// New returns a Pool, which starts no child before it must.
func New(o Options) *Pool {
	o = o.withDefaults()
	return &Pool{options: o, slots: make(chan struct{}, o.Children), closed: make(chan struct{})}
}

// Read has a child read a document; it waits for one to be free. The text is
// the one that the reader gives, or the error wraps text.ErrDamaged,
// ErrEncrypted, ErrImageOnly or ErrOverBudget, or one of this package's, if it
// is the document's. When ctx ends, its error is returned and the child killed.
func (p *Pool) Read(ctx context.Context, request Request) (text.Text, error) {
	if ctx.Err() != nil {
		return text.Text{}, ctx.Err()
	}
	select {
	case p.slots <- struct{}{}:
		defer func() { <-p.slots }()
	case <-p.closed:
		return text.Text{}, errClosed
	case <-ctx.Done():
		return text.Text{}, ctx.Err()
	}
	for {
		child, err := p.take(ctx, request.Reader)
		if err != nil {
			return text.Text{}, err
		}
		used := child.used
		answer, err := child.read(ctx, request, p.options)
		if err == nil {
			p.put(child)
			return answer.text, answer.err
		}
		if ctx.Err() != nil {
			return text.Text{}, ctx.Err()
		}
		if !used || errors.Is(err, ErrStopped) {
			return text.Text{}, err
		}
	}
}

// take returns an idle child that is fit for a reader, or a new one in the place
// of one that is not, so that there are never more than Children.
func (p *Pool) take(ctx context.Context, reader string) (*process, error) {
	child, warm := p.pick(reader)
	if child != nil {
		if p.fit(child, reader) {
			return child, nil
		}
		child.end()
	}
	return start(ctx, p.options, warm)
}

// fit tells whether a child can be given to a reader.
func (p *Pool) fit(child *process, reader string) bool {
	return child.alive() && (slices.Contains(child.warm, reader) || !slices.Contains(p.options.Warm, reader))
}

// pick takes the idle child out that is fit for a reader, else any; nil if there
// is none. It says which readers a new one is to be warmed up for: all those
// that were ever asked for.
func (p *Pool) pick(reader string) (child *process, warm []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if slices.Contains(p.options.Warm, reader) && !slices.Contains(p.warm, reader) {
		p.warm = append(p.warm, reader)
	}
	last := len(p.idle) - 1
	if last < 0 {
		return nil, slices.Clone(p.warm)
	}
	i := last
	for i > 0 && !p.fit(p.idle[i], reader) {
		i--
	}
	child = p.idle[i]
	p.idle = slices.Delete(p.idle, i, i+1)
	return child, slices.Clone(p.warm)
}

func (p *Pool) put(child *process) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle = append(p.idle, child)
}

// Close waits for the documents that are being read, and ends all children. It
// is to be called once; Read fails from then on.
func (p *Pool) Close() {
	close(p.closed)
	for range cap(p.slots) {
		p.slots <- struct{}{}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, child := range p.idle {
		child.end()
	}
	p.idle = nil
}

func seconds(d time.Duration) string {
	return strconv.FormatFloat(d.Seconds(), 'g', -1, 64) + " s"
}

func megabytes(n int64) string { return strconv.FormatInt(n>>20, 10) + " MB" }
