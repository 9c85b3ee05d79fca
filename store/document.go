package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"

	"findbuch/store/span"
)

// SHA256 is the checksum that a document is known by.
type SHA256 [32]byte

// Reading is what became of a document's content.
type Reading struct {
	Reader    string // "": there is none for these bytes
	Version   int64
	MediaType string
	Charset   string // "": none
	CharsetBy string
	Language  string
	Title     string
	Dateline  string
	Unread    string // the reason why there is no text; "": it was read
	Note      string // what else is to be said of a reading, such as "empty"
	Notes     []string
	PUID      string // PRONOM's identifier of the format; "": unknown
	PUIDBasis string // which bytes say so

	Properties []Property
}

// Property is something that a document says of itself outside of its text.
type Property struct{ Name, Value string }

// Text is the UTF-8 of a document, with its passages and its words.
type Text struct {
	Body     string
	Map      string // JSON; "": the identity
	Passages []Passage
	Words    int64
	Title    []byte // folded words of the titles, one space between
	Folded   []byte // folded words of the other passages
	Facts    []Fact
}

// Passage is a part of a text.
type Passage struct {
	Kind      string
	Span      span.Span // bytes of the text
	FirstWord int64
	Page      int64 // 0: none
}

const documentBySHA256 = `SELECT id, import FROM document WHERE sha256 = ?`

// Document returns the id of the document with that checksum, or 0, and whether
// it was registered by this import.
func (b *Batch) Document(ctx context.Context, sum SHA256) (id int64, ours bool, err error) {
	var registered int64
	err = b.w.row(ctx, documentBySHA256, []any{sum[:]}, &id, &registered)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	return id, registered == b.im.ID, err
}

const insertDocument = `INSERT INTO document (import, sha256, size) VALUES (?, ?, ?)`

// AddDocument registers distinct bytes with what became of them. text is nil
// when they were not read.
func (b *Batch) AddDocument(ctx context.Context, sum SHA256, size int64, reading Reading, text *Text) (int64, error) {
	id, err := b.add(ctx, insertDocument, b.im.ID, sum[:], size)
	if err != nil {
		return 0, err
	}
	return id, b.putReading(ctx, id, reading, text)
}

// What is derived of one document, but for the index.
var deleteDerived = []string{
	`DELETE FROM reading  WHERE document = ?`,
	`DELETE FROM property WHERE document = ?`,
	deleteFacts[0],
	deleteFacts[1],
	`DELETE FROM passage  WHERE document = ?`,
	`DELETE FROM text     WHERE document = ?`,
}

const deleteFulltext = `INSERT INTO fulltext (fulltext, rowid, title, body) VALUES ('delete', ?, ?, ?)`

// Reread replaces what became of a document. fold is that of the index, which
// must be told what it is to forget. Members stay recorded.
func (b *Batch) Reread(ctx context.Context, document int64, fold Fold, reading Reading, text *Text) error {
	title, body, err := refolded(ctx, b.w.conn, document, fold)
	if err != nil {
		return err
	}
	if title != nil || body != nil {
		if _, err := b.w.exec(ctx, deleteFulltext, document, string(title), string(body)); err != nil {
			return err
		}
	}
	for _, statement := range deleteDerived {
		if _, err := b.w.exec(ctx, statement, document); err != nil {
			return err
		}
	}
	return b.putReading(ctx, document, reading, text)
}

const bodyOf = `SELECT body FROM text WHERE document = ?`

// refolded returns what the index has of a document; nil, nil: nothing.
func refolded(ctx context.Context, q querier, document int64, fold Fold) (title, rest []byte, err error) {
	var body []byte
	err = q.QueryRowContext(ctx, bodyOf, document).Scan(&body)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	passages, err := passagesOf(ctx, q, document)
	title, rest = []byte{}, []byte{}
	for _, p := range passages {
		into := &rest
		if p.Kind == titleKind {
			into = &title
		}
		*into, _ = fold(*into, p.Span.Of(string(body)))
	}
	return title, rest, err
}

const readingReason = `SELECT coalesce(reason, '') FROM reading WHERE document = ? AND state = 'unread'`

// Unread returns why the document was not read, or "".
func (b *Batch) Unread(ctx context.Context, document int64) (reason string, err error) {
	err = b.w.row(ctx, readingReason, []any{document}, &reason)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return reason, err
}

// The documents that were not read for a reason in a JSON array, and those that
// have one of them inside.
const unreadFor = `
WITH RECURSIVE sought (document) AS (
  SELECT document FROM reading WHERE state = 'unread' AND reason IN (SELECT value FROM json_each(?))
  UNION
  SELECT member.container FROM sought JOIN member ON member.document = sought.document)
SELECT document FROM sought`

// UnreadFor returns the documents that were not read for one of the reasons,
// and those that have such a document inside.
func (c *Catalogue) UnreadFor(ctx context.Context, reasons []string) (documents map[int64]bool, err error) {
	encoded, err := json.Marshal(reasons)
	if err != nil {
		return nil, err
	}
	documents = map[int64]bool{}
	err = each(ctx, c.db, func(rows *sql.Rows) error {
		var document int64
		err := rows.Scan(&document)
		documents[document] = true
		return err
	}, unreadFor, string(encoded))
	return documents, err
}

const insertReading = `
INSERT INTO reading (document, reader, version, media_type, puid, puid_basis, charset, charset_by, language, title,
  dateline, state, reason, notes)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
const insertProperty = `INSERT INTO property (document, ordinal, name, value) VALUES (?, ?, ?, ?)`

func (b *Batch) putReading(ctx context.Context, id int64, r Reading, text *Text) error {
	state, reason := "read", r.Note
	if r.Unread != "" {
		state, reason = "unread", r.Unread
	}
	_, err := b.w.exec(ctx, insertReading, id, orNull(r.Reader), orNull(r.Version), r.MediaType, orNull(r.PUID),
		orNull(r.PUIDBasis), orNull(r.Charset), orNull(r.CharsetBy), orNull(r.Language), orNull(r.Title),
		orNull(r.Dateline), state, orNull(reason), orNull(strings.Join(r.Notes, "\n")))
	if err != nil {
		return err
	}
	for i, p := range r.Properties {
		if _, err := b.w.exec(ctx, insertProperty, id, i+1, p.Name, p.Value); err != nil {
			return err
		}
	}
	if text == nil {
		return nil
	}
	if err := b.addText(ctx, id, text); err != nil {
		return err
	}
	if err := b.addPassages(ctx, id, text.Passages); err != nil {
		return err
	}
	return b.addFacts(ctx, id, text.Facts)
}

const insertText = `INSERT INTO text (document, body, sha256, map, words) VALUES (?, ?, ?, ?, ?)`
const insertFulltext = `INSERT INTO fulltext (rowid, title, body) VALUES (?, ?, ?)`

func (b *Batch) addText(ctx context.Context, id int64, text *Text) error {
	body := []byte(text.Body)
	sum := sha256.Sum256(body)
	if _, err := b.w.exec(ctx, insertText, id, body, sum[:], orNull(text.Map), text.Words); err != nil {
		return err
	}
	_, err := b.w.exec(ctx, insertFulltext, id, string(text.Title), string(text.Folded))
	return err
}

// OR FAIL, since the batch is rolled back as a whole anyway: the default, ABORT,
// has SQLite set a savepoint for a statement of several rows, and at each
// savepoint FTS5 writes out what it has gathered (12.7 s instead of 8 on a
// corpus of 20,612 files).
const insertPassages = `INSERT OR FAIL INTO passage (document, ordinal, kind, start, "end", first_word, page) VALUES `
const passageRow = `(?, ?, ?, ?, ?, ?, ?)`

// passagesAtOnce is how many rows one statement inserts: a statement costs
// more than its rows.
const passagesAtOnce = 16

var (
	insertOnePassage   = insertPassages + passageRow
	insertManyPassages = insertPassages + passageRow + strings.Repeat(", "+passageRow, passagesAtOnce-1)
)

func (b *Batch) addPassages(ctx context.Context, id int64, passages []Passage) error {
	args := make([]any, 0, passagesAtOnce*7)
	statement := insertManyPassages
	for i, p := range passages {
		if len(args) == 0 && len(passages)-i < passagesAtOnce {
			statement = insertOnePassage
		}
		args = append(args, id, i+1, p.Kind, p.Span.Start, p.Span.End, p.FirstWord, orNull(p.Page))
		if statement == insertManyPassages && len(args) < passagesAtOnce*7 {
			continue
		}
		if _, err := b.w.exec(ctx, statement, args...); err != nil {
			return err
		}
		args = args[:0]
	}
	return nil
}
