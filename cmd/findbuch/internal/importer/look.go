package importer

import (
	"context"
	"errors"
	"fmt"
	"io"

	"findbuch/cmd/findbuch/internal/document"
	"findbuch/cmd/findbuch/internal/source"
	"findbuch/store"
)

// Seen is a file that was looked at without any catalogue.
type Seen struct {
	Path string // relative to the place; of a single file its base name
	Analysed
	Left string // why the path was left out or failed; "": it was looked at
}

// Look reads the file, or all files of the folder, at path and calls visit for
// each entry in path order. It stops at visit's error, or when ctx ends. Of the
// options, those that say how documents are read count.
func Look(ctx context.Context, path string, options Options, visit func(Seen) error) error {
	root, _, err := rootOf(path)
	if err != nil {
		return err
	}
	tree, err := source.Open(root)
	if err != nil {
		return err
	}
	defer tree.Close()
	cursor := tree.Cursor()
	defer cursor.Close()
	l := looker{cursor, options.analyst(), options.MaxText}
	defer l.close()
	return tree.Walk(ctx, "", func(e source.Entry) error {
		seen := Seen{Path: e.Path}
		switch {
		case e.Err != nil:
			seen.Left = source.Reason(e.Err)
		case e.Kind == source.Folder:
			return nil
		case e.Kind != source.Regular:
			seen.Left = e.Kind.Reason()
		default:
			seen.Analysed, err = l.look(ctx, e)
			if errors.Is(err, context.Canceled) {
				return err
			}
			if err != nil {
				seen = Seen{Path: e.Path, Left: source.Reason(err)}
			}
		}
		return visit(seen)
	})
}

// looker reads files one after the other.
type looker struct {
	cursor *source.Cursor
	*analyst
	maxText int64
}

func (l *looker) look(ctx context.Context, e source.Entry) (a Analysed, err error) {
	file, err := l.cursor.Open(e)
	if err != nil {
		return a, err
	}
	defer file.Close()
	if e.Size > l.maxText {
		head := &beginning{ctx: ctx, from: io.LimitReader(file, e.Size+1)}
		a.SHA256, a.Size, err = sumOf(head)
		a.Reading = unreadBeginning(head.bytes)
	} else {
		var data []byte
		if data, err = held(file, e.Size); err == nil {
			a, err = l.analyse(ctx, data)
		}
		if a.Text != nil && err == nil {
			_, a.Reading.Language, err = indexed(a.Text)
		}
	}
	if err != nil {
		return a, err
	}
	return a, file.Unchanged()
}

func sumOf(r io.Reader) (store.SHA256, int64, error) {
	sum, n, err := document.Hash(r, make([]byte, chunkSize))
	if err != nil {
		return store.SHA256{}, 0, fmt.Errorf("checksum: %w", err)
	}
	return sum, n, nil
}
