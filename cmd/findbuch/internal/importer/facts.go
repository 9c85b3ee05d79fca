package importer

import (
	"cmp"
	"context"

	"findbuch/cmd/findbuch/internal/evidence"
	"findbuch/cmd/findbuch/internal/evidence/authority"
	"findbuch/cmd/findbuch/internal/resolve"
	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store"
	"findbuch/store/span"
)

// factsVersion grows whenever evidence or resolve gives other facts.
const factsVersion = evidence.Version*1000 + resolve.Version

// teller says what texts state and what that resolves to.
type teller struct {
	lists *authority.Matcher // of names; nil: none
	dated string             // the date that a person asserted of the documents; "": none
}

// facts are those of a text. onDemand adds the kinds that are not stored.
func (t teller) facts(body string, passages []text.Passage, language string, onDemand bool) []evidence.Fact {
	stated := evidence.Read(body, passages, evidence.Options{Language: language, OnDemand: onDemand, Lists: t.lists})
	anchor := resolve.Anchor{}
	if t.dated != "" {
		anchor = resolve.Asserted(t.dated)
	}
	return resolve.Resolve(body, passages, stated, anchor)
}

// storedFacts returns facts as the store keeps them. assertion is the one that
// says the asserted date.
func storedFacts(facts []evidence.Fact, assertion int64) []store.Fact {
	kept := make([]store.Fact, 0, len(facts))
	for _, f := range facts {
		if evidence.Stored(f.Kind) {
			kept = append(kept, storedFact(f, assertion))
		}
	}
	return kept
}

func storedFact(f evidence.Fact, assertion int64) store.Fact {
	s := store.Fact{Kind: string(f.Kind), Span: f.Span, Rule: f.Rule, Stated: f.Stated.JSON(f.Kind)}
	if f.Resolved == nil {
		return s
	}
	s.Resolved = f.Resolved.JSON(f.Kind)
	for _, p := range f.Because {
		premise := store.Premise{Span: p.Span}
		if p.Asserted {
			premise = store.Premise{Assertion: assertion}
		}
		s.Because = append(s.Because, premise)
	}
	return s
}

// passagesHeld are the passages of a stored text as package text has them.
func passagesHeld(held []store.Passage) []text.Passage {
	passages := make([]text.Passage, len(held))
	for i, p := range held {
		passages[i] = text.Passage{Kind: text.Kind(p.Kind), Span: p.Span, Page: int(p.Page)}
	}
	return passages
}

// OnDemand returns a function that reads in a text the facts of the kinds that
// are not stored.
func OnDemand(ctx context.Context, c *store.Catalogue) (func(store.Stating) []store.Fact, error) {
	lists, err := Lists(ctx, c)
	if err != nil {
		return nil, err
	}
	return func(s store.Stating) (facts []store.Fact) {
		for _, f := range (teller{lists: lists}).facts(s.Body, passagesHeld(s.Passages), s.Language, true) {
			if !evidence.Stored(f.Kind) {
				facts = append(facts, storedFact(f, 0))
			}
		}
		return facts
	}, nil
}

// Canonical returns a name and what the lists call it that have it as one of
// theirs.
func Canonical(ctx context.Context, c *store.Catalogue, name string) ([]string, error) {
	lists, err := Lists(ctx, c)
	if err != nil {
		return nil, err
	}
	names := []string{name}
	whole := []text.Passage{{Kind: text.KindParagraph, Span: span.Span{End: len(name)}}}
	for _, f := range (teller{lists: lists}).facts(name, whole, "", false) {
		if f.Stated.Name != "" && f.Span.Len() == len(name) {
			names = append(names, f.Stated.Name)
		}
	}
	return names, nil
}

// FactsOf returns all facts of a document that was read without a catalogue,
// those included that no catalogue stores. dated is the day that it was written
// on, YYYY-MM-DD, or ""; language, if not "", counts instead of the one detected.
func FactsOf(a Analysed, dated, language string) []store.Fact {
	var facts []store.Fact
	for _, f := range (teller{dated: dated}).facts(a.Text.Body, a.Text.Passages, cmp.Or(language, a.Reading.Language), true) {
		facts = append(facts, storedFact(f, readNow))
	}
	return facts
}

// readNow stands for an assertion that is in no catalogue.
const readNow = -1
