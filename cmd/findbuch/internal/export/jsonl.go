package export

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"findbuch/store"
)

// JSONL writes a folder with a file for each view: holdings.jsonl and so on.
// A line is a row of the view as one object, its members named and ordered as
// the view's columns; what is NULL is null. The lines are in the order of the
// views' keys, texts compared by bytes:
//
//	holdings   source, path        problems   source, path, problem, import
//	documents  document            coverage   reading, reason
//	passages   document, ordinal   timeline   edtf, document, start, end, kind
//	facts      document, ordinal
//
// path is valid UTF-8. Where the path as found is not, the bytes that are none
// are U+FFFD, and path_base64 follows with the bytes. stated and resolved are
// the JSON that they hold.
func JSONL(ctx context.Context, c *store.Catalogue, dest string, force bool) error {
	d, err := destinationOf(ctx, c, dest, force)
	if err != nil {
		return err
	}
	views := map[string]store.View{}
	var names []string
	for _, view := range store.Views() {
		name := view.Name + ".jsonl"
		views[name] = view
		names = append(names, name)
	}
	return d.folder(names, func(name string, w io.Writer) error {
		var line []byte
		return c.Rows(ctx, views[name], func(columns []string, values []any) (err error) {
			if line, err = appendRow(line[:0], columns, values); err != nil {
				return err
			}
			_, err = w.Write(line)
			return err
		})
	})
}

// pathBytes is the column of a path as found, after the column path.
const pathBytes = "path_bytes"

func appendRow(dst []byte, columns []string, values []any) ([]byte, error) {
	dst = append(dst, '{')
	for i, column := range columns {
		value := values[i]
		if column == pathBytes {
			path, _ := value.([]byte)
			if utf8.Valid(path) {
				continue
			}
			column, value = "path_base64", base64.StdEncoding.EncodeToString(path)
		}
		if dst[len(dst)-1] != '{' {
			dst = append(dst, ',')
		}
		dst = appendString(dst, column)
		dst = append(dst, ':')
		var err error
		if dst, err = appendValue(dst, column, value); err != nil {
			return nil, err
		}
	}
	return append(dst, '}', '\n'), nil
}

func appendValue(dst []byte, column string, value any) ([]byte, error) {
	switch v := value.(type) {
	case nil:
		return append(dst, "null"...), nil
	case int64:
		return strconv.AppendInt(dst, v, 10), nil
	case float64:
		number, err := json.Marshal(v)
		return append(dst, number...), err
	case string:
		if column == "stated" || column == "resolved" {
			compact := bytes.NewBuffer(dst)
			if json.Compact(compact, []byte(v)) == nil {
				return compact.Bytes(), nil
			}
		}
		return appendString(dst, v), nil
	}
	return nil, fmt.Errorf("column %s has a %T", column, value)
}

const hexDigits = "0123456789abcdef"

// appendString appends a JSON string (RFC 8259). Escaped is what must be;
// bytes that are no UTF-8 become U+FFFD.
func appendString(dst []byte, s string) []byte {
	s = strings.ToValidUTF8(s, "\uFFFD")
	dst = append(dst, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		dst = append(dst, s[start:i]...)
		start = i + 1
		switch c {
		case '"', '\\':
			dst = append(dst, '\\', c)
		case '\n':
			dst = append(dst, '\\', 'n')
		case '\r':
			dst = append(dst, '\\', 'r')
		case '\t':
			dst = append(dst, '\\', 't')
		default:
			dst = append(dst, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
	}
	return append(append(dst, s[start:]...), '"')
}
