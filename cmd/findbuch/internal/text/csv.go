package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// csvReader reads tables as text: RFC 4180, with a comma, a semicolon or a tab
// between the cells, whichever gives most of the first 20 records the same
// number of cells, two or more; when none does, a comma (a tab in tables
// declared so).
//
// The Body is the document without the first of two quotes in a quoted cell
// which stand for one. The passages are the cells, without their quotes; what
// separates them stays outside. The cells of the first record are headers when
// there is a second one and they look like names: none is empty, begins with
// anything but a letter, or occurs twice.
//
// A quoted cell without an end reaches to the end of the document and is
// noted; quotes in a cell that does not begin with one are part of it.
var csvReader = Reader{
	Name: "csv", Version: 1,
	Types: []string{"text/csv", "text/tab-separated-values"},
	Read:  readCSV,
}

const csvTried = 20 // records that the delimiter is decided by

func readCSV(in Input) (Text, error) {
	s, err := newSplice(in)
	if err != nil {
		return Text{}, err
	}
	delimiter := byte('\t')
	if in.MediaType != "text/tab-separated-values" {
		delimiter = csvDelimiter(s.doc)
	}
	kind := KindCell
	if csvHeaded(s.doc, delimiter) {
		kind = KindHeader
	}
	var open bool
	for at := 0; at < len(s.doc); {
		c := scanCell(s.doc, at, delimiter)
		s.literal(at, c.start)
		start := len(s.body)
		s.unquote(c)
		s.passage(kind, start)
		s.literal(c.end, c.next)
		if at, open = c.next, c.open; c.last {
			kind = KindCell
		}
	}
	if s.crowded {
		return plainInstead(in, "a table of very many quotes")
	}
	t, err := s.text(in.Limits)
	if open {
		t.Notes = append(t.Notes, "damaged: the last cell's closing quote is missing")
	}
	return t, err
}

// cell is a cell's place: its content is doc[start:end], and next is where the
// next one begins.
type cell struct {
	start, end, next int
	quoted           bool // so that "" in it stands for "
	open             bool // and has no closing quote
	last             bool // of its record
}

// scanCell finds the cell that begins at at.
func scanCell(doc string, at int, delimiter byte) cell {
	c := cell{start: at}
	i := at
	if i < len(doc) && doc[i] == '"' {
		c.quoted = true
		c.start++
		i = closingQuote(doc, c.start)
		if c.open = i == len(doc); !c.open {
			c.end = i
			i++
		}
	}
	rest := i
	for i < len(doc) && doc[i] != delimiter && doc[i] != '\n' && doc[i] != '\r' {
		i++
	}
	if !c.quoted || c.open || i > rest {
		c.end = i // what follows a closing quote belongs to the cell all the same
	}
	c.next = min(i+1, len(doc))
	if i < len(doc) && doc[i] == '\r' && c.next < len(doc) && doc[c.next] == '\n' {
		c.next++
	}
	c.last = i == len(doc) || doc[i] != delimiter
	return c
}

// closingQuote returns where the quoted cell that begins at i ends: len(doc)
// when it does not.
func closingQuote(doc string, i int) int {
	for i < len(doc) {
		n := strings.IndexByte(doc[i:], '"')
		if n < 0 {
			return len(doc)
		}
		i += n
		if i+1 == len(doc) || doc[i+1] != '"' {
			return i
		}
		i += 2
	}
	return len(doc)
}

// unquote adds a cell with one quote for each two.
func (s *splice) unquote(c cell) {
	at := c.start
	for c.quoted {
		n := strings.Index(s.doc[at:c.end], `""`)
		if n < 0 {
			break
		}
		s.literal(at, at+n+1)
		at += n + 2
	}
	s.literal(at, c.end)
}

// csvDelimiter decides what separates cells.
func csvDelimiter(doc string) byte {
	best, most := byte(','), 1
	for _, delimiter := range []byte{'\t', ';', ','} {
		if n := alike(doc, delimiter); n > most {
			best, most = delimiter, n
		}
	}
	return best
}

// alike returns how many of the first records have the number of cells that
// most of them have, if that is two or more.
func alike(doc string, delimiter byte) (most int) {
	var records [csvTried]int // by number of cells, those beyond counted as one
	cells := 0
	for at, n := 0, 0; at < len(doc) && n < csvTried; {
		c := scanCell(doc, at, delimiter)
		at = c.next
		if cells++; c.last {
			records[min(cells, csvTried-1)]++
			cells = 0
			n++
		}
	}
	for _, n := range records[2:] {
		most = max(most, n)
	}
	return most
}

// csvHeaded tells whether the first record names the columns.
func csvHeaded(doc string, delimiter byte) bool {
	const wide = 1000 // names are looked at
	names := make(map[string]bool)
	for at := 0; at < len(doc) && len(names) < wide; {
		c := scanCell(doc, at, delimiter)
		name := strings.TrimSpace(doc[c.start:c.end])
		first, _ := utf8.DecodeRuneInString(name)
		if !unicode.IsLetter(first) || names[name] {
			return false
		}
		names[name] = true
		if at = c.next; c.last {
			return strings.TrimSpace(doc[at:]) != ""
		}
	}
	return false
}
