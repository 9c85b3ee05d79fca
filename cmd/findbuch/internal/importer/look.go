package importer

import (
	"context"
	"errors"
	"fmt"
	"io"

	"findbuch/cmd/findbuch/internal/document"
	"findbuch/cmd/findbuch/internal/source"
	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store"
)

// Seen is a file that was looked at without any catalogue.
type Seen struct {
	Path    string // relative to the place; of a single file its base name
	SHA256  store.SHA256
	Size    int64
	Reading store.Reading
	Text    *text.Text // nil: not read, or empty
	Left    string     // why the path was left out or failed; "": it was looked at
}

// Look reads the file, or all files of the folder, at path and calls visit for
// each entry in path order. It stops at visit's error, or when ctx ends.
func Look(ctx context.Context, path string, maxText int64, visit func(Seen) error) error {
	root, _, err := resolve(path)
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
			err := look(ctx, cursor, e, maxText, &seen)
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

func look(ctx context.Context, cursor *source.Cursor, e source.Entry, maxText int64, seen *Seen) error {
	file, err := cursor.Open(e)
	if err != nil {
		return err
	}
	defer file.Close()
	if e.Size > maxText {
		head := &beginning{ctx: ctx, from: io.LimitReader(file, e.Size+1)}
		seen.SHA256, seen.Size, err = sumOf(head)
		seen.Reading = unreadBeginning(head.bytes)
	} else {
		var data []byte
		if data, err = held(file, e.Size); err == nil {
			seen.SHA256, seen.Size, err = sumBytes(data), e.Size, nil
			seen.Reading, seen.Text = Analyse(data)
			if seen.Text != nil {
				seen.Reading.Language = Language(seen.Text)
			}
		}
	}
	if err != nil {
		return err
	}
	return file.Unchanged()
}

func sumOf(r io.Reader) (store.SHA256, int64, error) {
	sum, n, err := document.Hash(r, make([]byte, chunkSize))
	if err != nil {
		return store.SHA256{}, 0, fmt.Errorf("checksum: %w", err)
	}
	return sum, n, nil
}
