package importer

import (
	"context"
	"errors"
	"io"
	"os"

	"findbuch/cmd/findbuch/internal/source"
	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store"
)

// TextReader reads the texts of documents as an import would.
type TextReader struct{ *analyst }

// NewTextReader returns one, which must be closed.
func NewTextReader(o Options) TextReader { return TextReader{o.analyst()} }

// Close ends the children that it may have started.
func (r TextReader) Close() { r.close() }

// Read returns the text of a document; one that is not read is an error.
func (r TextReader) Read(ctx context.Context, data []byte) (text.Text, error) {
	found, err := r.analyse(ctx, data)
	switch {
	case err != nil:
		return text.Text{}, err
	case found.Reading.Unread != "":
		return text.Text{}, errors.New(found.Reading.Unread)
	case found.Text == nil:
		return text.Text{Map: text.Map{}}, nil
	}
	return *found.Text, nil
}

// HeldBytes returns the bytes of the first file that holds a document, or held it
// last, as they are now: they may have changed. None is there: no bytes.
func HeldBytes(ctx context.Context, c *store.Catalogue, document store.SHA256) ([][]byte, error) {
	held, err := c.HeldAnywhere(ctx, document)
	if err != nil {
		return nil, err
	}
	var changed [][]byte
	for _, h := range held {
		data, err := bytesAt(h.Source, h.Path)
		switch {
		case errors.Is(err, os.ErrNotExist) || errors.Is(err, source.ErrVanished) || errors.Is(err, source.ErrNotRegular):
		case err != nil:
			return nil, err
		case sumBytes(data) == document:
			return [][]byte{data}, nil
		case changed == nil:
			changed = [][]byte{data}
		}
	}
	return changed, nil
}

func bytesAt(s store.Source, path string) ([]byte, error) {
	tree, err := source.Open(s.Root)
	if err != nil {
		return nil, err
	}
	defer tree.Close()
	cursor := tree.Cursor()
	defer cursor.Close()
	e, err := cursor.Lstat(path)
	if err != nil {
		return nil, err
	}
	if e.Kind != source.Regular {
		return nil, source.ErrNotRegular
	}
	file, err := cursor.Open(e)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, mostCited))
}

// mostCited bounds what is read of a file to prove a citation, bytes.
const mostCited = 1 << 30
