package store

import (
	"context"
	"database/sql"
	"slices"
)

// Candidate is a document that is present and fits an FTS5 expression. Whether
// it fits the query that the expression was made of is for others to see: FTS5
// knows no passages.
type Candidate struct {
	Document string  // SHA-256, hexadecimal
	Score    float64 // BM25, positive: the higher, the better
	Body     string  // the text
	Map      string  // JSON; "": the identity
	Passages []Passage
	Places   []Place // at least one, by source and path
}

const matching = `
SELECT rowid, -bm25(fulltext) FROM fulltext
WHERE fulltext MATCH ? AND (EXISTS (SELECT 1 FROM holding WHERE holding.document = fulltext.rowid)
  OR fulltext.rowid IN (SELECT document FROM contained))
ORDER BY bm25(fulltext), rowid`

// Candidates visits the documents that fit an FTS5 expression, best first, of
// equal score by source and path, and returns what the answer rests on. All of
// it is read from one state of the catalogue.
//
// One text at a time is in memory, and the first places of those documents
// that share a score.
func (c *Catalogue) Candidates(ctx context.Context, match string, visit func(Candidate) error) (Coverage, error) {
	tx, err := c.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return Coverage{}, err
	}
	defer tx.Rollback()
	if err := unlessEnough(visitMatching(ctx, tx, match, visit)); err != nil {
		return Coverage{}, err
	}
	return coverage(ctx, tx)
}

// scored is a document that fits, with its first place when others have the
// same score.
type scored struct {
	id    int64
	score float64
	first Place
}

func visitMatching(ctx context.Context, tx *sql.Tx, match string, visit func(Candidate) error) error {
	var tied []scored
	err := each(ctx, tx, func(rows *sql.Rows) error {
		var next scored
		if err := rows.Scan(&next.id, &next.score); err != nil {
			return err
		}
		if len(tied) > 0 && tied[0].score != next.score {
			if err := visitTied(ctx, tx, tied, visit); err != nil {
				return err
			}
			tied = tied[:0]
		}
		tied = append(tied, next)
		return nil
	}, matching, match)
	if err != nil {
		return err
	}
	return visitTied(ctx, tx, tied, visit)
}

// visitTied visits documents of the same score in the order of their places.
func visitTied(ctx context.Context, tx *sql.Tx, tied []scored, visit func(Candidate) error) error {
	if len(tied) > 1 {
		for i := range tied {
			places, err := placesOf(ctx, tx, tied[i].id)
			if err != nil {
				return err
			}
			tied[i].first = places[0]
		}
		slices.SortFunc(tied, func(a, b scored) int { return comparePlaces(a.first, b.first) })
	}
	for _, s := range tied {
		candidate, err := load(ctx, tx, s)
		if err != nil {
			return err
		}
		if err := visit(candidate); err != nil {
			return err
		}
	}
	return nil
}

const textOf = `
SELECT lower(hex(document.sha256)), text.body, coalesce(text.map, '')
FROM text JOIN document ON document.id = text.document WHERE document.id = ?`

func load(ctx context.Context, tx *sql.Tx, s scored) (Candidate, error) {
	candidate := Candidate{Score: s.score}
	var body sql.RawBytes
	err := each(ctx, tx, func(rows *sql.Rows) error {
		err := rows.Scan(&candidate.Document, &body, &candidate.Map)
		candidate.Body = string(body)
		return err
	}, textOf, s.id)
	if err != nil {
		return candidate, err
	}
	if candidate.Passages, err = passagesOf(ctx, tx, s.id); err != nil {
		return candidate, err
	}
	candidate.Places, err = placesOf(ctx, tx, s.id)
	return candidate, err
}
