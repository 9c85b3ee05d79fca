package authority

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"
)

// LineError says in which line of a list something is wrong. Lines count from 1.
type LineError struct {
	Line int
	Err  error
}

func (e LineError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }
func (e LineError) Unwrap() error { return e.Err }

// Options say what a list does not.
type Options struct {
	Type string // of entries that name none; needed for SKOS
}

// Format reads the entries of a list, each with the line where it begins. The
// first error ends the list; it is a LineError unless the reading itself failed.
type Format func(r io.Reader, o Options) iter.Seq2[Entry, error]

// Formats by the ending of the file's name. FollowTheMoney is told from other
// JSON lines by the member "schema".
var formats = map[string]Format{
	".csv":    CSV,
	".jsonl":  JSONL,
	".ndjson": JSONL,
	".json":   JSONL,
	".ijson":  JSONL, // as FollowTheMoney's tools call it
	".ttl":    Turtle,
}

// FormatOf returns the format of a file by the ending of its name.
func FormatOf(path string) (Format, error) {
	if f := formats[strings.ToLower(filepath.Ext(path))]; f != nil {
		return f, nil
	}
	return nil, errors.New("a list of names ends in .csv, .jsonl, .json or .ttl")
}

// maxLine is the most bytes that a line of JSON may have, or a record of CSV, or
// a statement of Turtle.
const maxLine = 16 << 20

// lines walks the lines of r.
func lines(r io.Reader) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		s := bufio.NewScanner(r)
		s.Buffer(make([]byte, 0, 64<<10), maxLine)
		n := 1
		for ; s.Scan(); n++ {
			line := s.Text()
			if n == 1 {
				line = strings.TrimPrefix(line, "\uFEFF")
			}
			if !yield(n, line) {
				return
			}
		}
		if err := s.Err(); err != nil {
			yield(-n, err.Error())
		}
	}
}

// AddAll takes the entries of a list, up to the first error. It returns how many
// it took.
func (b *Builder) AddAll(list string, entries iter.Seq2[Entry, error]) (n int, err error) {
	for e, err := range entries {
		if err != nil {
			return n, err
		}
		if err := b.Add(list, e); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
