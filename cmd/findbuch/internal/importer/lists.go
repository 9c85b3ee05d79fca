package importer

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"findbuch/cmd/findbuch/internal/evidence/authority"
	"findbuch/store"
)

// Lists makes a matcher of the lists that count; nil when there is none.
func Lists(ctx context.Context, c *store.Catalogue) (*authority.Matcher, error) {
	lists, err := c.Lists(ctx)
	if err != nil || len(lists) == 0 {
		return nil, err
	}
	var b authority.Builder
	for _, l := range lists {
		if _, err := addList(&b, l); err != nil {
			return nil, err
		}
	}
	return b.Matcher(), nil
}

func addList(b *authority.Builder, l store.List) (entries int, err error) {
	format, err := authority.FormatOf(l.Format)
	if err != nil {
		return 0, err
	}
	entries, err = b.AddAll(l.Name, format(bytes.NewReader(l.Content), authority.Options{Type: "organisation"}))
	if err != nil {
		return entries, fmt.Errorf("list %s: %w", l.Name, err)
	}
	return entries, nil
}

// CheckList tells how many entries a list has, or what is wrong with it.
func CheckList(l store.List) (entries int, err error) { return addList(&authority.Builder{}, l) }

// ListCounts is the account of the commands authority add and remove.
type ListCounts struct {
	Texts       int64 `json:"texts"` // whose facts were taken again
	Interrupted bool  `json:"interrupted,omitempty"`
}

// ChangeLists records that a list was added or, if it has no content, removed,
// and takes the facts of all texts again.
func ChangeLists(ctx context.Context, w *store.Writer, program string, l store.List) (counts ListCounts, err error) {
	lasting := context.WithoutCancel(ctx)
	command := "authority add"
	if l.Content == nil {
		command = "authority remove"
	}
	im, err := w.Begin(lasting, program, command, struct {
		List string `json:"list"`
	}{l.Name})
	if err != nil {
		return counts, err
	}
	batch, err := im.Batch(lasting)
	if err != nil {
		return counts, err
	}
	if l.Content == nil {
		err = batch.RemoveList(lasting, l.Name)
	} else {
		err = batch.AddList(lasting, l)
	}
	if err != nil {
		return counts, errors.Join(err, batch.Rollback(lasting))
	}
	if err := batch.Commit(lasting); err != nil {
		return counts, err
	}
	t := teller{}
	if t.lists, err = Lists(lasting, w.Catalogue); err != nil {
		return counts, err
	}
	documents, err := w.Texts(lasting)
	if err != nil {
		return counts, err
	}
	counts.Texts, err = restateAll(ctx, lasting, im, documents, t, "")
	if err != nil {
		return counts, err
	}
	counts.Interrupted = ctx.Err() != nil
	if _, err := im.End(lasting, !counts.Interrupted, counts); err != nil {
		return counts, err
	}
	if counts.Interrupted {
		return counts, ErrInterrupted
	}
	return counts, nil
}
