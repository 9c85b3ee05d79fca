package importer

import (
	"context"
	"time"

	"findbuch/store"
)

// restate takes the facts of a text that is held anew, from itself alone: no
// document is opened. The date that t has, if any, is asserted by who, unless it
// was the last to be.
func restate(ctx context.Context, b *store.Batch, document int64, t teller, who string) error {
	held, ok, err := b.HeldText(ctx, document)
	if err != nil || !ok {
		return err
	}
	assertion := held.DateAssertion
	switch {
	case t.dated == "":
		t.dated = held.Date
	case t.dated != held.Date:
		if assertion, err = b.Assert(ctx, document, store.AssertedDate, t.dated, who); err != nil {
			return err
		}
	}
	facts := t.facts(held.Body, passagesHeld(held.Passages), held.Language, false)
	return b.ReplaceFacts(ctx, document, storedFacts(facts, assertion))
}

// restateAll does so for documents, in batches, until ctx ends.
func restateAll(ctx, lasting context.Context, im *store.Import, documents []int64, t teller, who string) (done int64, err error) {
	for len(documents) > 0 && ctx.Err() == nil {
		batch, err := im.Batch(lasting)
		if err != nil {
			return done, err
		}
		begun := time.Now()
		for len(documents) > 0 && ctx.Err() == nil && time.Since(begun) < batchAge {
			if err := restate(lasting, batch, documents[0], t, who); err != nil {
				batch.Rollback(lasting)
				return done, err
			}
			documents = documents[1:]
			done++
		}
		if err := batch.Commit(lasting); err != nil {
			return done, err
		}
	}
	return done, nil
}

// date asserts the date of the options for what is in scope.
func (r *run) date(ctx, lasting context.Context) error {
	for _, p := range r.places {
		documents, err := r.w.TextsInScope(lasting, p.scope)
		if err != nil {
			return err
		}
		t := r.teller
		t.dated = r.options.Dated
		if _, err := restateAll(ctx, lasting, r.im, documents, t, r.options.Who); err != nil {
			return err
		}
	}
	return nil
}
