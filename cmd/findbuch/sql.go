package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"

	"github.com/spf13/cobra"

	"findbuch/store"
)

const sqlHelp = `Ask the catalogue in SQL. Only reading is allowed, one statement at a time.

The views are for this: holdings, documents, passages, facts, timeline, problems,
coverage. Words of the index (table fulltext) are folded: lower case, without
accents, ss for ß. findbuch sql 'SELECT sql FROM sqlite_schema' explains the rest.

With --json one object a row, by the names of the columns; a blob is
{"base64":"..."}, and of columns of the same name the second is called name_2.`

const sqlExample = `  findbuch sql 'SELECT language, count(*) FROM documents GROUP BY language'
  findbuch sql --json 'SELECT path, size FROM holdings ORDER BY size DESC LIMIT 10'`

func newSQLCommand(u *ui) *cobra.Command {
	return &cobra.Command{
		Use:     "sql QUERY",
		Short:   "Ask the catalogue in SQL",
		Long:    sqlHelp,
		Example: sqlExample,
		Args:    cobra.ExactArgs(1),
		RunE:    func(cmd *cobra.Command, args []string) error { return querySQL(cmd.Context(), u, args[0]) },
	}
}

func querySQL(ctx context.Context, u *ui, query string) error {
	catalogue, err := u.catalogue(ctx)
	if err != nil {
		return err
	}
	defer catalogue.Close()
	err = u.answerSQL(ctx, catalogue, query)
	if errors.Is(err, store.ErrRefused) || errors.Is(err, store.ErrSQL) {
		return usageError{err}
	}
	return err
}

func (u *ui) answerSQL(ctx context.Context, catalogue *store.Catalogue, query string) error {
	if u.json {
		var names []string
		columns := func(columns []string) error {
			names = distinct(columns)
			return nil
		}
		return catalogue.Query(ctx, query, columns, func(values []any) error {
			return u.line(rowJSON{names, values})
		})
	}
	t := table{u: u}
	columns := func(names []string) error {
		cells := make([]string, len(names))
		for i, name := range names {
			cells[i] = shorten(visible(name), maxColumn)
		}
		return t.row(cells...)
	}
	err := catalogue.Query(ctx, query, columns, func(values []any) error {
		cells := make([]string, len(values))
		for i, value := range values {
			cells[i] = cellText(value)
		}
		return t.row(cells...)
	})
	if err != nil {
		return err
	}
	return t.end()
}

// cellText writes a value for people: a blob as x'0a0b', what is long cut.
func cellText(value any) string {
	switch v := value.(type) {
	case nil:
		return "NULL"
	case []byte:
		return shorten(fmt.Sprintf("x'%x'", v[:min(len(v), maxColumn)]), maxColumn)
	case string:
		return shorten(visible(v[:min(len(v), 8*maxColumn)]), maxColumn)
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	return fmt.Sprint(value)
}

// distinct numbers the names that occur before.
func distinct(names []string) []string {
	taken := map[string]bool{}
	out := make([]string, len(names))
	for i, name := range names {
		out[i] = name
		for n := 2; taken[out[i]]; n++ {
			out[i] = fmt.Sprintf("%s_%d", name, n)
		}
		taken[out[i]] = true
	}
	return out
}

// rowJSON is a row as an object whose members are in the order of the columns.
type rowJSON struct {
	names  []string
	values []any
}

func (r rowJSON) MarshalJSON() ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	out.WriteByte('{')
	for i, name := range r.names {
		if i > 0 {
			out.WriteByte(',')
		}
		if err := encoder.Encode(name); err != nil {
			return nil, err
		}
		out.WriteByte(':')
		if err := encoder.Encode(valueJSON(r.values[i])); err != nil {
			return nil, err
		}
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

func valueJSON(value any) any {
	switch v := value.(type) {
	case []byte:
		return map[string]string{"base64": base64.StdEncoding.EncodeToString(v)}
	case float64:
		if math.IsInf(v, 0) || math.IsNaN(v) { // JSON has no such numbers
			return strconv.FormatFloat(v, 'g', -1, 64)
		}
	}
	return value
}
