package importer

import (
	"context"

	"golang.org/x/sync/semaphore"

	"findbuch/cmd/findbuch/internal/source"
	"findbuch/store"
)

// job is what the walk found at one path, on its way to the record.
type job struct {
	place *place
	entry source.Entry
	known store.File // ID 0: the path is new

	// What is known without reading: a path that is left out for a reason, or a
	// known file that is gone. Both "" and false: the file is to be read.
	left   store.Outcome
	reason string
	gone   bool

	weight int64         // bytes that it may hold on the belt
	done   chan struct{} // closed when found is there
	found  found
}

// belt carries jobs from the walk through the workers to the record, in order.
// It is bounded by the number of its places and by the bytes of the files on
// it: a job is weighed before it gets on, so that the first one always moves.
type belt struct {
	unread chan *job // to the workers
	order  chan *job // to the record
	bytes  *semaphore.Weighted
}

const (
	beltLength = 256
	beltBytes  = 96 << 20 // one text of the default budget, and some small ones
	jobBytes   = 4 << 10  // what a job weighs at least
)

func newBelt() *belt {
	return &belt{make(chan *job, beltLength), make(chan *job, beltLength), semaphore.NewWeighted(beltBytes)}
}

// put sets a job on the belt. size is the bytes that its reading will hold.
func (b *belt) put(ctx context.Context, j *job, size int64) error {
	j.weight = min(size+jobBytes, beltBytes)
	if err := b.bytes.Acquire(ctx, j.weight); err != nil {
		return err
	}
	j.done = make(chan struct{})
	select {
	case b.order <- j:
	case <-ctx.Done():
		return ctx.Err()
	}
	if j.left != "" || j.gone {
		close(j.done)
		return nil
	}
	b.unread <- j // the workers take until it is closed, even when ctx has ended
	return nil
}

func (b *belt) close() {
	close(b.unread)
	close(b.order)
}

// take ends a job's way.
func (b *belt) take(j *job) {
	j.found = found{}
	b.bytes.Release(j.weight)
}

// drain takes what is left when the record has stopped.
func (b *belt) drain() {
	for j := range b.order {
		<-j.done
		b.take(j)
	}
}
