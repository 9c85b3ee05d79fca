package authority

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
)

// columns that a CSV list may have, in any order; id and names must be there.
var columns = []string{"id", "type", "names", "language", "country", "case_sensitive", "ambiguous_alone"}

// CSV reads RFC 4180's comma-separated values in UTF-8. The first record names
// the columns. Names are separated by "|". case_sensitive is empty (capitals
// where the name has them), yes (as written) or no (any case); ambiguous_alone is
// empty, yes or no; true and false serve, too.
func CSV(r io.Reader, o Options) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		in := csv.NewReader(withoutBOM(&bounded{r: r}))
		in.ReuseRecord = true
		var place []int
		for {
			record, err := in.Read()
			if err == io.EOF {
				if place == nil {
					yield(Entry{}, LineError{1, errors.New("the list is empty: it begins with the names of its columns")})
				}
				return
			}
			if err != nil {
				yield(Entry{}, csvError(err))
				return
			}
			line, _ := in.FieldPos(0)
			if place == nil {
				if place, err = columnPlaces(record); err != nil {
					yield(Entry{}, LineError{line, err})
					return
				}
				continue
			}
			e, err := csvEntry(record, place, o)
			if err != nil {
				err = LineError{line, err}
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

// csvError gives what encoding/csv says our form.
func csvError(err error) error {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return LineError{parse.Line, parse.Err}
	}
	return err
}

func columnPlaces(header []string) ([]int, error) {
	place := make([]int, len(columns))
	for i, c := range columns {
		place[i] = slices.Index(header, c)
	}
	for _, h := range header {
		if !slices.Contains(columns, h) {
			return nil, fmt.Errorf("the column %.40q is unknown; known are %s", h, strings.Join(columns, ", "))
		}
	}
	if place[0] < 0 || place[2] < 0 {
		return nil, errors.New("the columns id and names must be there")
	}
	return place, nil
}

func csvEntry(record []string, place []int, o Options) (e Entry, err error) {
	field := func(i int) string {
		if place[i] < 0 {
			return ""
		}
		return strings.Clone(strings.TrimSpace(record[place[i]]))
	}
	e = Entry{ID: field(0), Type: field(1), Language: field(3), Country: field(4)}
	if e.Type == "" {
		e.Type = o.Type
	}
	for _, n := range strings.Split(field(2), "|") {
		if n = strings.TrimSpace(n); n != "" {
			e.Names = append(e.Names, n)
		}
	}
	if e.Case, err = caseOf(field(5)); err != nil {
		return e, err
	}
	switch field(6) {
	case "yes", "true":
		e.AmbiguousAlone = true
	case "no", "false", "":
	default:
		return e, fmt.Errorf("ambiguous_alone is yes or no, not %.40q", field(6))
	}
	return e, e.check()
}

func caseOf(field string) (Case, error) {
	switch field {
	case "":
		return Capitals, nil
	case "yes", "true":
		return SameCase, nil
	case "no", "false":
		return AnyCase, nil
	}
	return 0, fmt.Errorf("case_sensitive is yes, no or empty, not %.40q", field)
}

// bounded fails on a line of more than maxLine bytes, which encoding/csv would take
// into memory. A quoted field of many lines is not bounded by it.
type bounded struct {
	r    io.Reader
	line int
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	for _, c := range p[:n] {
		b.line++
		if c == '\n' {
			b.line = 0
		}
	}
	if b.line > maxLine {
		return 0, fmt.Errorf("a line of more than %d bytes", maxLine)
	}
	return n, err
}

// withoutBOM leaves out a byte order mark at the beginning.
func withoutBOM(r io.Reader) io.Reader {
	var start [3]byte
	n, err := io.ReadFull(r, start[:])
	head := strings.TrimPrefix(string(start[:n]), "\uFEFF")
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return io.MultiReader(strings.NewReader(head), failing{err})
	}
	return io.MultiReader(strings.NewReader(head), r)
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
