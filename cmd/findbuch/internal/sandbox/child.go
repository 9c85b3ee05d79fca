package sandbox

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"time"

	"findbuch/cmd/findbuch/internal/text"
)

// Readers are what a child reads with.
type Readers struct {
	Read func(name string, in text.Input) (text.Text, error)
	// Warm has a reader open the files that it needs at its first use. It is
	// called for those of Options.Warm before any document comes; may be nil.
	Warm func(name string) error
}

// Known reads with the readers of package text.
func Known(name string, in text.Input) (text.Text, error) {
	reader, ok := text.ReaderNamed(name)
	if !ok {
		return text.Text{}, fmt.Errorf("no reader is called %q", name)
	}
	return reader.Read(in)
}

// Child is what the process does that Options.Command starts: it confines
// itself, then reads what the parent sends to stdin and answers to stdout, which
// nobody else may write to, until stdin ends. It changes os.Stdout, and the
// process can do little afterwards but end.
//
// Memory is bounded three times: the garbage collector works harder when there
// is an eighth left, watch ends the process when there is nothing left, and
// where the system has a firm bound it is a quarter above, for what is taken too
// fast for watch, or not through Go.
func Child(stdin io.Reader, stdout io.Writer, readers Readers) error {
	os.Stdout = os.Stderr // for code that prints
	confine()
	from, to := newReceiver(stdin), newSender(stdout)
	from.left = maxInt // the parent is trusted
	terms := from.terms()
	if from.err != nil {
		return from.err
	}
	before := taken()
	if err := warm(readers, terms.warm); err != nil {
		to.number(stateFailed)
		message := err.Error()
		to.string(message[:min(len(message), maxMessage)])
		return errors.Join(err, to.flush())
	}
	to.number(state(taken()-before, terms.memory))
	debug.FreeOSMemory()
	has := inUse()
	debug.SetMemoryLimit(has + terms.memory - terms.memory/8)
	if err := errors.Join(shut(terms.memory), to.flush()); err != nil {
		return err
	}
	d := desk{readers, terms, watch(has + terms.memory)}
	return d.serve(from, to)
}

func warm(readers Readers, names []string) error {
	for _, name := range names {
		if readers.Warm == nil {
			return nil
		}
		if err := readers.Warm(name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// state judges what warming up took, bytes, against what a document may take.
func state(warming, memory int64) int {
	if warming > memory/2 {
		return stateBloated
	}
	return stateReady
}

// desk is where documents are read.
type desk struct {
	readers Readers
	terms   terms
	watch   *time.Ticker
}

func (d desk) serve(from *receiver, to sender) error {
	for {
		number, q := from.request()
		if errors.Is(from.err, io.EOF) {
			return nil
		}
		if from.err != nil {
			return from.err
		}
		to.answer(number, d.read(q))
		if err := to.flush(); err != nil {
			return err
		}
		from.left = maxInt
	}
}

// grace is how much longer than the parent a child waits before it ends itself.
const grace = 10 * time.Second

// read reads a document. Should it take far too long, there is no parent any
// more that would have killed the process, and it ends itself.
func (d desk) read(q Request) answer {
	alarm := time.AfterFunc(d.terms.time+grace, func() { os.Exit(3) })
	defer alarm.Stop()
	d.watch.Reset(alertness)
	defer d.watch.Stop()
	t, err := d.readers.Read(q.Reader, q.Input)
	if err == nil {
		err = fits(t, q.Input.Limits, d.terms.answer)
	}
	return answer{t, err}
}

// fits tells in time what the parent would not take.
func fits(t text.Text, limits text.Limits, budget int64) error {
	if int64(len(t.Body)) > limits.Text {
		return fmt.Errorf("%w: the text is longer than %d bytes", text.ErrOverBudget, limits.Text)
	}
	if len(t.Members) > limits.Entries {
		return fmt.Errorf("%w: more than %d members", text.ErrOverBudget, limits.Entries)
	}
	if cost(t) > budget {
		return fmt.Errorf("%w: the text with its map, passages and members takes more than %s", ErrMemory, megabytes(budget))
	}
	return nil
}
