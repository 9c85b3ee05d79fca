package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"hash/maphash"
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"modernc.org/sqlite"

	"findbuch/store/posting"
	"findbuch/store/span"
)

// The index is compared without being held in memory. Every instance of a word
// (word, document, column, position) has a hash of 128 bits; the hashes are
// summed by document, 65,536 sums in all. Sums do not depend on order: the
// texts give theirs document by document, the index word by word (fts5vocab's
// instance table). Where two sums differ, both sides are gone through again
// for the documents of those sums alone, to name them.
//
// The sizes of the columns (fulltext_docsize) and the totals (the averages
// record) are compared as they are. Source of the formats:
// https://www.sqlite.org/fts5.html and the comments in fts5_index.c.

// The columns of the index.
const (
	titleColumn = iota
	bodyColumn
	columnCount
)

const sumBuckets = 1 << 16

// localised is how many differing sums are traced to their documents, which
// bounds the memory when everything differs.
const localised = 64

type instanceSum struct{ a, b uint64 }

// instanceSums are the sums of one side. While only is set, they are taken by
// document, for the documents of those buckets alone.
type instanceSums struct {
	buckets []instanceSum
	seeds   [2]maphash.Seed
	only    map[uint64]bool
	by      map[int64]instanceSum
	term    []byte // that a and b are of
	a, b    uint64
}

func newInstanceSums() *instanceSums {
	return &instanceSums{buckets: make([]instanceSum, sumBuckets), seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}}
}

// other returns empty sums that can be compared with s.
func (s *instanceSums) other() *instanceSums {
	return &instanceSums{buckets: make([]instanceSum, sumBuckets), seeds: s.seeds}
}

func bucketOf(document int64) uint64 { return uint64(document) % sumBuckets }

// localise makes s take sums by document.
func (s *instanceSums) localise(only map[uint64]bool) {
	s.only, s.by = only, map[int64]instanceSum{}
}

func (s *instanceSums) word(term []byte) {
	s.a, s.b = maphash.Bytes(s.seeds[0], term), maphash.Bytes(s.seeds[1], term)
}

// add counts an instance of the last word.
func (s *instanceSums) add(document int64, column, position uint64) {
	bucket := bucketOf(document)
	if s.only != nil && !s.only[bucket] {
		return
	}
	place := (uint64(document)*columnCount+column)*0x9E3779B97F4A7C15 + position*0xD6E8FEB86659FD93
	sum := instanceSum{mix(s.a ^ place), mix(s.b ^ place)}
	if s.only != nil {
		old := s.by[document]
		s.by[document] = instanceSum{old.a + sum.a, old.b + sum.b}
		return
	}
	s.buckets[bucket].a += sum.a
	s.buckets[bucket].b += sum.b
}

// mix spreads every bit of x over all bits: a multiplication to 128 bits whose
// halves are folded together, as in wyhash.
func mix(x uint64) uint64 {
	hi, lo := bits.Mul64(x^0xA0761D6478BD642F, 0xE7037ED1A0B428DB)
	hi, lo = bits.Mul64(hi^lo^0x8EBC6AF09C88C6E3, 0x589965CC75374CC3)
	return hi ^ lo
}

// differing returns the buckets in which s and o differ.
func (s *instanceSums) differing(o *instanceSums) (buckets []uint64) {
	for i := range s.buckets {
		if s.buckets[i] != o.buckets[i] {
			buckets = append(buckets, uint64(i))
		}
	}
	return buckets
}

// sumFunction is an SQL aggregate over (term, doc, col, offset): a row that
// goes to Go by way of database/sql takes three times as long.
const sumFunction = "sum_instance"
const createInstances = `CREATE VIRTUAL TABLE temp.instance USING fts5vocab(main, fulltext, instance)`
const sumInstances = `SELECT sum_instance(term, doc, col, "offset") FROM temp.instance`

// function returns sumFunction, adding to s. The arguments are views into
// SQLite's memory, and nothing of them is kept.
func (s *instanceSums) function() *sqlite.FunctionImpl {
	return &sqlite.FunctionImpl{
		NArgs:        4,
		VolatileArgs: true,
		MakeAggregate: func(sqlite.FunctionContext) (sqlite.AggregateFunction, error) {
			return (*sumAggregate)(s), nil
		},
	}
}

type sumAggregate instanceSums

func (s *sumAggregate) Step(_ *sqlite.FunctionContext, row []driver.Value) error {
	term, _ := row[0].(string)
	document, _ := row[1].(int64)
	name, _ := row[2].(string)
	position, _ := row[3].(int64)
	column := uint64(bodyColumn)
	if name == "title" {
		column = titleColumn
	}
	sums := (*instanceSums)(s)
	if term != string(sums.term) || sums.term == nil {
		sums.term = append(sums.term[:0], term...)
		sums.word(sums.term)
	}
	sums.add(document, column, uint64(position))
	return nil
}

func (s *sumAggregate) WindowInverse(*sqlite.FunctionContext, []driver.Value) error { return nil }
func (s *sumAggregate) WindowValue(*sqlite.FunctionContext) (driver.Value, error)   { return nil, nil }
func (s *sumAggregate) Final(*sqlite.FunctionContext)                               {}

// checkedText is a text as it stands in the catalogue.
type checkedText struct {
	document int64
	name     SHA256
	body     string
	sound    bool   // it has its SHA-256
	mapping  []byte // JSON; nil: it is the document, byte for byte
	size     int64  // of the document, bytes
	words    int64
	title    string // of the reading, as the dateline
	dateline string
	sizes    []byte // of its columns in the index; nil: there is no row
	passages []checkedPassage
}

type checkedPassage struct {
	ordinal, firstWord int64
	kind               string
	span               span.Span
}

// folded is what a text is in the index.
type folded struct {
	columns [columnCount][]byte
	words   [columnCount]int64
}

const textsInOrder = `
SELECT text.document, document.sha256, text.body, text.sha256, text.map, coalesce(document.size, 0), text.words, size.sz,
       coalesce(reading.title, ''), coalesce(reading.dateline, '')
FROM text
LEFT JOIN reading                  ON reading.document = text.document
LEFT JOIN document                 ON document.id = text.document
LEFT JOIN fulltext_docsize AS size ON size.id = text.document
ORDER BY text.document`

const passagesOfText = `
SELECT ordinal, kind, start, "end", first_word FROM passage WHERE document = ? ORDER BY ordinal`

// eachText calls visit for every text, in the order of the documents' ids. The
// text is valid until visit returns.
func (k *check) eachText(ctx context.Context, visit func(*checkedText) error) error {
	passages, err := k.q.PrepareContext(ctx, passagesOfText)
	if err != nil {
		return err
	}
	defer passages.Close()
	t := &checkedText{}
	return each(ctx, k.q, func(rows *sql.Rows) error {
		var name, body, sum, mapping, sizes sql.RawBytes
		if err := rows.Scan(&t.document, &name, &body, &sum, &mapping, &t.size, &t.words, &sizes, &t.title, &t.dateline); err != nil {
			return err
		}
		t.name, t.body, t.sound = sha256From(name), string(body), isSum(body, sum)
		t.mapping = bytes.Clone(mapping)
		t.sizes = append(t.sizes[:0], sizes...)
		if sizes == nil {
			t.sizes = nil
		}
		if err := t.readPassages(ctx, passages); err != nil {
			return err
		}
		return visit(t)
	}, textsInOrder)
}

func (t *checkedText) readPassages(ctx context.Context, statement *sql.Stmt) error {
	t.passages = t.passages[:0]
	rows, err := statement.QueryContext(ctx, t.document)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var p checkedPassage
		if err := rows.Scan(&p.ordinal, &p.kind, &p.span.Start, &p.span.End, &p.firstWord); err != nil {
			return err
		}
		t.passages = append(t.passages, p)
	}
	return rows.Err()
}

const passagesWithoutText = `
SELECT DISTINCT document.sha256 FROM passage
LEFT JOIN document ON document.id = passage.document
WHERE NOT EXISTS (SELECT 1 FROM text WHERE text.document = passage.document)`

// texts looks at each text with its passages and its sizes, and sums its words
// for index.
func (k *check) texts(ctx context.Context) error {
	want := k.sums.other()
	var f folded
	var totals [columnCount]int64
	err := k.eachText(ctx, func(t *checkedText) error {
		k.seen.Texts++
		if err := k.sums256(t); err != nil {
			return err
		}
		if err := k.foldPassages(t, &f); err != nil {
			return err
		}
		want.text(t.document, &f)
		for column, n := range f.words {
			totals[column] += n
			k.seen.Words += n
		}
		return errors.Join(k.sizes(t, &f), k.quoted(t))
	})
	if err != nil {
		return err
	}
	k.want, k.totals = want, totals
	return each(ctx, k.q, func(rows *sql.Rows) error {
		var name []byte
		if err := rows.Scan(&name); err != nil {
			return err
		}
		return k.found(Finding{Part: "passage", Document: sha256From(name), What: "there are passages, but no text"})
	}, passagesWithoutText)
}

// sums256 compares a text with its checksum, and with the document's where the
// two are the same bytes.
func (k *check) sums256(t *checkedText) error {
	switch {
	case !t.sound:
		return k.foundIn(t, "text", "the text is not the one that its SHA-256 was taken of")
	case t.mapping == nil && sha256.Sum256([]byte(t.body)) != t.name:
		return k.foundIn(t, "text", "the text is not the document, though it has no map")
	case t.mapping != nil:
		return k.mapped(t)
	}
	return nil
}

// mapped looks whether the runs of a map lie in the text and in the document.
// What they decode to is not checked: only the document can tell.
func (k *check) mapped(t *checkedText) error {
	var runs [][]any
	if err := json.Unmarshal(t.mapping, &runs); err != nil {
		return k.foundIn(t, "text", "its map is none")
	}
	before := -1.0
	for i, run := range runs {
		if len(run) < 4 {
			return k.foundIn(t, "text", "run %d of its map is none", i+1)
		}
		at, _ := run[0].(float64)
		source, _ := run[1].(float64)
		length, _ := run[2].(float64)
		inPart := len(run) > 4
		if at <= before || int(at) > len(t.body) || source < 0 || length < 0 || !inPart && int64(source+length) > t.size {
			return k.foundIn(t, "text", "run %d of its map lies outside of the text or of the document", i+1)
		}
		before = at
	}
	return nil
}

// The kinds of passages that a reading quotes.
const (
	titleKind    = "title"
	datelineKind = "dateline"
)

// quoted compares what the reading says with the passages that it quotes.
func (k *check) quoted(t *checkedText) error {
	for _, q := range []struct{ kind, have string }{{titleKind, t.title}, {datelineKind, t.dateline}} {
		if want := t.first(q.kind); q.have != want {
			return k.foundIn(t, "reading", "the %s is %q in the reading and %q in the text", q.kind, q.have, want)
		}
	}
	return nil
}

// first returns the first passage of a kind, "" when there is none.
func (t *checkedText) first(kind string) string {
	for _, p := range t.passages {
		if p.kind == kind && p.span.Start >= 0 && p.span.Start <= p.span.End && p.span.End <= len(t.body) {
			return p.span.Of(t.body)
		}
	}
	return ""
}

func (k *check) foundIn(t *checkedText, part, what string, args ...any) error {
	return k.found(Finding{Part: part, Document: t.name, What: fmt.Sprintf(what, args...)})
}

// foldPassages folds what is sound among the passages, and reports the rest.
func (k *check) foldPassages(t *checkedText, f *folded) error {
	for i := range f.columns {
		f.columns[i], f.words[i] = f.columns[i][:0], 0
	}
	f.columns[bodyColumn] = slices.Grow(f.columns[bodyColumn], len(t.body))
	end := 0
	for i, p := range t.passages {
		switch {
		case p.ordinal != int64(i+1):
			if err := k.foundIn(t, "passage", "passage %d is missing", i+1); err != nil {
				return err
			}
		case p.span.Start < end:
			if err := k.foundIn(t, "passage", "passage %d begins before the end of the one before it", p.ordinal); err != nil {
				return err
			}
		}
		if p.span.Start < 0 || p.span.End < p.span.Start || p.span.End > len(t.body) || cuts(t.body, p.span.Start) || cuts(t.body, p.span.End) {
			if err := k.foundIn(t, "passage", "passage %d is no range of the text", p.ordinal); err != nil {
				return err
			}
			continue
		}
		end = p.span.End
		column := bodyColumn
		if p.kind == titleKind {
			column = titleColumn
		}
		if p.firstWord != f.words[column] {
			if err := k.foundIn(t, "passage", "the first word of passage %d is at %d, not at %d", p.ordinal, f.words[column], p.firstWord); err != nil {
				return err
			}
		}
		var words int
		f.columns[column], words = k.fold(f.columns[column], p.span.Of(t.body))
		f.words[column] += int64(words)
	}
	if words := f.words[titleColumn] + f.words[bodyColumn]; words != t.words {
		return k.foundIn(t, "text", "the text has %d words, not %d", words, t.words)
	}
	return nil
}

// cuts tells whether offset lies within a UTF-8 sequence of body.
func cuts(body string, offset int) bool {
	return offset < len(body) && !utf8.RuneStart(body[offset])
}

// text adds the words of a text.
func (s *instanceSums) text(document int64, f *folded) {
	for column, words := range f.columns {
		for position := uint64(0); len(words) > 0; position++ {
			word, rest := words, []byte(nil)
			if i := bytes.IndexByte(words, ' '); i >= 0 {
				word, rest = words[:i], words[i+1:]
			}
			s.word(word)
			s.add(document, uint64(column), position)
			words = rest
		}
	}
}

// sizes compares the row that the index keeps of a document's length.
func (k *check) sizes(t *checkedText, f *folded) error {
	if t.sizes == nil {
		return k.foundIn(t, "index", "the index has no row for the document")
	}
	have, ok := varints(t.sizes, columnCount)
	if !ok || !slices.Equal(have, f.words[:]) {
		return k.foundIn(t, "index", "the index has the document with %s words, not %s", joined(have), joined(f.words[:]))
	}
	return nil
}

func joined(numbers []int64) string {
	return strings.ReplaceAll(strings.Trim(fmt.Sprint(numbers), "[]"), " ", "+")
}

const sizesWithoutText = `
SELECT size.id, document.sha256 FROM fulltext_docsize AS size
LEFT JOIN document ON document.id = size.id
WHERE NOT EXISTS (SELECT 1 FROM text WHERE text.document = size.id)`

const dataRecord = `SELECT block FROM fulltext_data WHERE id = ?`

// index compares the index with the texts.
func (k *check) index(ctx context.Context) error {
	err := each(ctx, k.q, func(rows *sql.Rows) error {
		var id int64
		var name []byte
		if err := rows.Scan(&id, &name); err != nil {
			return err
		}
		return k.found(Finding{Part: "index", Document: sha256From(name),
			What: fmt.Sprintf("the index has document %d, which has no text", id)})
	}, sizesWithoutText)
	if err != nil {
		return err
	}
	if err := k.averages(ctx); err != nil {
		return err
	}
	if err := k.pages(ctx); err != nil {
		return err
	}
	if _, err := k.q.ExecContext(ctx, createInstances); err != nil {
		return err
	}
	return k.instances(ctx)
}

// averages compares the totals that ranking divides by. The record of an index
// that never had a row is empty.
func (k *check) averages(ctx context.Context) error {
	var record []byte
	if err := k.q.QueryRowContext(ctx, dataRecord, posting.AveragesID).Scan(&record); err != nil {
		return fmt.Errorf("averages record: %w", err)
	}
	want := append([]int64{k.seen.Texts}, k.totals[:]...)
	have, ok := varints(record, len(want))
	if len(record) == 0 && k.seen.Texts == 0 || ok && slices.Equal(have, want) {
		return nil
	}
	return k.found(Finding{Part: "index", What: fmt.Sprintf(
		"the totals (documents, words of titles, other words) are %v in the index, and %v in the texts", have, want)})
}

// instances compares word by word. When the texts could not be read, there is
// nothing to compare with.
func (k *check) instances(ctx context.Context) error {
	var none any
	if err := k.q.QueryRowContext(ctx, sumInstances).Scan(&none); err != nil {
		return err
	}
	if k.want == nil {
		return nil
	}
	differing := k.sums.differing(k.want)
	if len(differing) == 0 {
		return nil
	}
	more := len(differing) - localised
	only := map[uint64]bool{}
	for _, bucket := range differing[:min(localised, len(differing))] {
		only[bucket] = true
	}
	if err := k.localise(ctx, only); err != nil {
		return err
	}
	if more > 0 {
		return k.found(Finding{Part: "index", What: fmt.Sprintf("the words of at least %d more documents differ", more)})
	}
	return nil
}

const documentSHA256 = `SELECT sha256 FROM document WHERE id = ?`

// localise names the documents of these buckets whose words differ.
func (k *check) localise(ctx context.Context, only map[uint64]bool) error {
	k.sums.localise(only)
	k.want.localise(only)
	var none any
	if err := k.q.QueryRowContext(ctx, sumInstances).Scan(&none); err != nil {
		return err
	}
	quiet := &check{fold: k.fold, tell: func(Finding) error { return nil }}
	var f folded
	err := k.eachText(ctx, func(t *checkedText) error {
		if !only[bucketOf(t.document)] {
			return nil
		}
		err := quiet.foldPassages(t, &f)
		k.want.text(t.document, &f)
		return err
	})
	if err != nil {
		return err
	}
	for _, document := range k.sums.unequal(k.want) {
		var name []byte
		_ = k.q.QueryRowContext(ctx, documentSHA256, document).Scan(&name) // which may be unknown
		err := k.found(Finding{Part: "index", Document: sha256From(name),
			What: fmt.Sprintf("the words that the index has of document %d are not those of its text", document)})
		if err != nil {
			return err
		}
	}
	return nil
}

// unequal returns the documents, ascending, whose sums differ.
func (s *instanceSums) unequal(o *instanceSums) (documents []int64) {
	for document, sum := range s.by {
		if o.by[document] != sum {
			documents = append(documents, document)
		}
	}
	for document := range o.by {
		if _, both := s.by[document]; !both {
			documents = append(documents, document)
		}
	}
	slices.Sort(documents)
	return documents
}

// varints decodes n numbers; ok: they fill b.
func varints(b []byte, n int) (values []int64, ok bool) {
	for ; n > 0; n-- {
		value, length := posting.Varint(b)
		if length == 0 {
			return values, false
		}
		values, b = append(values, int64(value)), b[length:]
	}
	return values, len(b) == 0
}
