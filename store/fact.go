package store

import (
	"context"
	"database/sql"
	"errors"

	"findbuch/store/span"
)

// Fact is something that a text says.
type Fact struct {
	Kind     string
	Span     span.Span // bytes of the text
	Rule     string
	Stated   string // JSON
	Resolved string // JSON; "": nothing more than stated
	Because  []Premise
}

// Premise is why a fact is resolved as it is: a range of the same text or, if
// Assertion is not 0, what a person said.
type Premise struct {
	Span      span.Span
	Assertion int64
}

// One row a statement: of several at once SQLite sets a savepoint here, be it OR
// FAIL, and at each savepoint FTS5 writes out what it has gathered (10.0 s instead
// of 7.3 on a corpus of 20,612 files with four rows a statement).
const insertFact = `
INSERT INTO fact (document, ordinal, kind, start, "end", rule, stated, resolved) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
const insertPremise = `INSERT INTO premise (document, fact, ordinal, start, "end", assertion) VALUES (?, ?, ?, ?, ?, ?)`

func (b *Batch) addFacts(ctx context.Context, document int64, facts []Fact) error {
	for i, f := range facts {
		_, err := b.w.exec(ctx, insertFact, document, i+1, f.Kind, f.Span.Start, f.Span.End, f.Rule, f.Stated, orNull(f.Resolved))
		if err != nil {
			return err
		}
		if err := b.addPremises(ctx, document, i+1, f.Because); err != nil {
			return err
		}
	}
	return nil
}

func (b *Batch) addPremises(ctx context.Context, document int64, fact int, because []Premise) error {
	for i, p := range because {
		var start, end any
		if p.Assertion == 0 {
			start, end = p.Span.Start, p.Span.End
		}
		if _, err := b.w.exec(ctx, insertPremise, document, fact, i+1, start, end, orNull(p.Assertion)); err != nil {
			return err
		}
	}
	return nil
}

const factsOfDocument = `
SELECT ordinal, kind, start, "end", rule, stated, coalesce(resolved, '') FROM fact WHERE document = ? ORDER BY ordinal`
const premisesOfDocument = `
SELECT fact, coalesce(start, 0), coalesce("end", 0), coalesce(assertion, 0) FROM premise WHERE document = ? ORDER BY fact, ordinal`

// factsOf returns the facts of a document by where they begin.
func factsOf(ctx context.Context, q querier, document int64) (facts []Fact, err error) {
	err = each(ctx, q, func(rows *sql.Rows) error {
		var f Fact
		var ordinal int64
		err := rows.Scan(&ordinal, &f.Kind, &f.Span.Start, &f.Span.End, &f.Rule, &f.Stated, &f.Resolved)
		facts = append(facts, f)
		return err
	}, factsOfDocument, document)
	if err != nil || len(facts) == 0 {
		return facts, err
	}
	err = each(ctx, q, func(rows *sql.Rows) error {
		var p Premise
		var fact int
		if err := rows.Scan(&fact, &p.Span.Start, &p.Span.End, &p.Assertion); err != nil {
			return err
		}
		if fact >= 1 && fact <= len(facts) {
			facts[fact-1].Because = append(facts[fact-1].Because, p)
		}
		return nil
	}, premisesOfDocument, document)
	return facts, err
}

// Stating is a document with what it says.
type Stating struct {
	Document string // SHA-256, hexadecimal
	Places   []Place
	Language string
	Body     string
	Map      string // JSON; "": the identity
	Passages []Passage
	Facts    []Fact
}

const presentInOrder = `
SELECT holding.document
FROM source
CROSS JOIN file ON file.source = source.id
JOIN holding ON holding.file = file.id
WHERE ?1 IS NULL OR source.name = ?1
ORDER BY source.name, file.path`
const statingDocument = `
SELECT lower(hex(document.sha256)), coalesce(reading.language, ''), text.body, coalesce(text.map, '')
FROM document
JOIN reading ON reading.document = document.id
JOIN text    ON text.document = document.id
WHERE document.id = ?`

// Stating visits the documents that are present and have a text, each once, at
// its first place, those inside of it behind it. source "" is all sources.
// Documents that found, if not empty, does not name are passed over.
func (c *Catalogue) Stating(ctx context.Context, source string, found []Found, visit func(Stating) error) error {
	if err := c.checkSource(ctx, source); err != nil {
		return err
	}
	v := statingVisit{Catalogue: c, seen: map[int64]bool{}, visit: visit}
	if len(found) > 0 {
		for _, f := range found {
			if err := v.document(ctx, f.id, 0); err != nil {
				return unlessEnough(err)
			}
		}
		return nil
	}
	return unlessEnough(each(ctx, c.db, func(rows *sql.Rows) error {
		var document int64
		if err := rows.Scan(&document); err != nil {
			return err
		}
		return v.document(ctx, document, 0)
	}, presentInOrder, orNull(source)))
}

// statingVisit is one run of Stating.
type statingVisit struct {
	*Catalogue
	seen  map[int64]bool
	visit func(Stating) error
}

func (v *statingVisit) document(ctx context.Context, id int64, depth int) error {
	if v.seen[id] || depth == maxNesting {
		return nil
	}
	v.seen[id] = true
	var s Stating
	var body sql.RawBytes
	err := each(ctx, v.db, func(rows *sql.Rows) error {
		err := rows.Scan(&s.Document, &s.Language, &body, &s.Map)
		s.Body = string(body)
		return err
	}, statingDocument, id)
	if err != nil {
		return err
	}
	if s.Document != "" {
		if s.Facts, err = factsOf(ctx, v.db, id); err != nil {
			return err
		}
		if s.Passages, err = passagesOf(ctx, v.db, id); err != nil {
			return err
		}
		if s.Places, err = placesOf(ctx, v.db, id); err != nil {
			return err
		}
		if err := v.visit(s); err != nil {
			return err
		}
	}
	inside, err := members(ctx, v.db, id)
	if err != nil {
		return err
	}
	for _, m := range inside {
		if m.Document != 0 {
			if err := v.document(ctx, m.Document, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

// HeldText is a text with what its facts rest on beside it.
type HeldText struct {
	Body          string
	Language      string
	Passages      []Passage
	Date          string // that a person asserted last; "": none
	DateAssertion int64
}

const heldText = `
SELECT text.body, coalesce(reading.language, '')
FROM text JOIN reading ON reading.document = text.document WHERE text.document = ?`
const newestDate = `SELECT id, value FROM assertion WHERE document = ? AND kind = 'date' ORDER BY id DESC LIMIT 1`

// HeldText returns the text of a document; ok is false when it has none.
func (b *Batch) HeldText(ctx context.Context, document int64) (t HeldText, ok bool, err error) {
	var body []byte
	err = b.w.row(ctx, heldText, []any{document}, &body, &t.Language)
	if errors.Is(err, sql.ErrNoRows) {
		return t, false, nil
	}
	if err != nil {
		return t, false, err
	}
	t.Body = string(body)
	if t.Passages, err = passagesOf(ctx, b.w.conn, document); err != nil {
		return t, false, err
	}
	err = b.w.row(ctx, newestDate, []any{document}, &t.DateAssertion, &t.Date)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return t, err == nil, err
}

var deleteFacts = []string{`DELETE FROM premise WHERE document = ?`, `DELETE FROM fact WHERE document = ?`}

// ReplaceFacts puts facts in the place of those of a document.
func (b *Batch) ReplaceFacts(ctx context.Context, document int64, facts []Fact) error {
	for _, statement := range deleteFacts {
		if _, err := b.w.exec(ctx, statement, document); err != nil {
			return err
		}
	}
	return b.addFacts(ctx, document, facts)
}

const textsInScope = `
SELECT DISTINCT text.document
FROM file
JOIN holding ON holding.file = file.id
JOIN text    ON text.document = holding.document
WHERE file.source = ?1
  AND (?2 = x'' OR file.path = ?2 OR substr(file.path, 1, length(?2) + 1) = CAST(?2 || '/' AS BLOB))
ORDER BY text.document`
const allTexts = `SELECT document FROM text ORDER BY document`

// TextsInScope returns the documents with a text that files in a scope hold, by
// id.
func (c *Catalogue) TextsInScope(ctx context.Context, s Scope) ([]int64, error) {
	return documents(ctx, c.db, textsInScope, s.Source.ID, []byte(s.Path))
}

// Texts returns all documents with a text, by id.
func (c *Catalogue) Texts(ctx context.Context) ([]int64, error) {
	return documents(ctx, c.db, allTexts)
}

func documents(ctx context.Context, q querier, question string, args ...any) (ids []int64, err error) {
	err = each(ctx, q, func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		ids = append(ids, id)
		return err
	}, question, args...)
	return ids, err
}
