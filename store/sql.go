package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// Query runs one SQL statement that only reads, for somebody who typed it: he
// may err, and the text may come from a stranger. It calls columns once with
// the names, then row for every row with values that are nil, int64, float64,
// string or []byte. Both slices are valid until the function returns.
//
// The statement runs on a connection of its own, that refuses by three means
// each of which would do for most: the file is opened for reading where it can
// be, query_only is set, and an authorizer allows what is known to only read.
// No file is attached or made, but for what SQLite sorts by in the folder for
// temporary files. A query that takes for ever ends with ctx; there is no
// bound on the rows, but one on the size of a value.
//
// What is not allowed is ErrRefused, what SQLite does not understand ErrSQL.
func (c *Catalogue) Query(ctx context.Context, query string, columns func([]string) error, row func([]any) error) error {
	if !isOneStatement(query) {
		return fmt.Errorf("%w, and one statement at a time", ErrRefused)
	}
	db, err := openDatabase(c.path, accessForStrangers(c.path), readerPragmas)
	if err != nil {
		return err
	}
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	var g guard
	if err := g.watch(conn); err != nil {
		return err
	}
	return g.explain(ask(ctx, conn, query, columns, row))
}

// ErrSQL is returned for a statement that SQLite does not understand.
var ErrSQL = errors.New("the statement is wrong")

// explain says of an error whose it is.
func (g *guard) explain(err error) error {
	var of *sqlite.Error
	switch {
	case !errors.As(err, &of):
		return err
	case g.refused != "":
		return fmt.Errorf("%w, not %s", ErrRefused, g.refused)
	case of.Code()&0xff == lib.SQLITE_READONLY:
		return fmt.Errorf("%w: %w", ErrRefused, err)
	case of.Code()&0xff == lib.SQLITE_ERROR:
		return fmt.Errorf("%w: %w", ErrSQL, err)
	}
	return err
}

// accessForStrangers is accessOf, but read-only where no WAL has to be taken
// in.
func accessForStrangers(path string) access {
	how := accessOf(path)
	if how == readWrite && !headerOf(path).wal {
		return readOnly
	}
	return how
}

func ask(ctx context.Context, conn *sql.Conn, query string, columns func([]string) error, row func([]any) error) error {
	rows, err := conn.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return fmt.Errorf("%w: there is none", ErrSQL)
	}
	if err := columns(names); err != nil {
		return err
	}
	values, pointers := make([]any, len(names)), make([]any, len(names))
	for i := range values {
		pointers[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(pointers...); err != nil {
			return err
		}
		if err := row(values); err != nil {
			return err
		}
	}
	return rows.Err()
}

// bounds are the limits of a stranger's connection
// (https://www.sqlite.org/c3ref/c_limit_attached.html).
var bounds = map[int]int{
	lib.SQLITE_LIMIT_ATTACHED:            0,
	lib.SQLITE_LIMIT_LENGTH:              256 << 20, // bytes of a value; a text may have 64 MiB
	lib.SQLITE_LIMIT_SQL_LENGTH:          1 << 20,   // bytes
	lib.SQLITE_LIMIT_COLUMN:              500,
	lib.SQLITE_LIMIT_EXPR_DEPTH:          200,
	lib.SQLITE_LIMIT_COMPOUND_SELECT:     100,
	lib.SQLITE_LIMIT_VDBE_OP:             250_000,
	lib.SQLITE_LIMIT_FUNCTION_ARG:        100,
	lib.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1_000, // bytes
	lib.SQLITE_LIMIT_TRIGGER_DEPTH:       0,
	lib.SQLITE_LIMIT_WORKER_THREADS:      0,
}

// guard watches a connection and notes the first thing that it refused.
type guard struct{ refused string }

func (g *guard) watch(conn *sql.Conn) error {
	for id, most := range bounds {
		if _, err := sqlite.Limit(conn, id, most); err != nil {
			return err
		}
	}
	return conn.Raw(func(driver any) error {
		registerer, ok := driver.(sqlite.AuthorizerRegisterer)
		if !ok {
			return errors.New("the driver has no authorizer")
		}
		return registerer.RegisterAuthorizer(g.authorize)
	})
}

// authorize is SQLite's authorizer (https://www.sqlite.org/c3ref/set_authorizer.html):
// what is not known to only read is refused.
func (g *guard) authorize(action sqlite.AuthorizerActionCode, arg1, arg2, _, _ string) sqlite.AuthorizerReturnCode {
	allowed, what := false, actions[action]
	switch action {
	case sqlite.AuthSelect, sqlite.AuthRead, sqlite.AuthRecursive:
		allowed = true
	case sqlite.AuthFunction:
		allowed = !refusedFunctions[strings.ToLower(arg2)]
		what = "the function " + arg2
	case sqlite.AuthPragma:
		name := strings.ToLower(arg1)
		allowed = askingPragmas[name] || arg2 == "" && tellingPragmas[name]
		what = "PRAGMA " + arg1
	}
	if allowed {
		return sqlite.AuthorizerOK
	}
	if what == "" {
		what = "changing anything"
	}
	if g.refused == "" {
		g.refused = what
	}
	return sqlite.AuthorizerDeny
}

// actions are names for what is refused whatever it is about.
var actions = map[sqlite.AuthorizerActionCode]string{
	sqlite.AuthAttach:      "ATTACH",
	sqlite.AuthDetach:      "DETACH",
	sqlite.AuthTransaction: "transactions",
	sqlite.AuthSavepoint:   "SAVEPOINT",
	sqlite.AuthInsert:      "INSERT",
	sqlite.AuthUpdate:      "UPDATE",
	sqlite.AuthDelete:      "DELETE",
	sqlite.AuthAnalyze:     "ANALYZE",
	sqlite.AuthReindex:     "REINDEX",
}

// refusedFunctions reach out of the database, where SQLite has them at all.
var refusedFunctions = map[string]bool{
	"load_extension": true, "readfile": true, "writefile": true, "edit": true, "fts3_tokenizer": true,
}

// askingPragmas take an argument and change nothing.
var askingPragmas = map[string]bool{
	"table_info": true, "table_xinfo": true, "table_list": true, "index_info": true, "index_xinfo": true,
	"index_list": true, "foreign_key_list": true, "foreign_key_check": true, "integrity_check": true,
	"quick_check": true,
}

// tellingPragmas change nothing when they have no argument. An empty one looks
// the same to an authorizer; then query_only keeps the file as it is.
// FTS5 asks for data_version.
var tellingPragmas = map[string]bool{
	"application_id": true, "user_version": true, "schema_version": true, "data_version": true,
	"page_size": true, "page_count": true, "freelist_count": true, "encoding": true, "journal_mode": true,
	"database_list": true, "collation_list": true, "function_list": true, "module_list": true,
	"pragma_list": true, "compile_options": true,
}

// isOneStatement tells whether no second statement follows a semicolon. It
// knows what quotes and comments hide; the rest is for SQLite to parse.
func isOneStatement(query string) bool {
	ended := false
	for i := 0; i < len(query); {
		n := tokenLength(query[i:])
		blank := strings.ContainsRune(" \t\n\f\r", rune(query[i])) || isComment(query[i:])
		switch {
		case query[i] == ';':
			ended = true
		case ended && !blank:
			return false
		}
		i += n
	}
	return true
}

func isComment(s string) bool { return strings.HasPrefix(s, "--") || strings.HasPrefix(s, "/*") }

// closers end what hides a semicolon (https://www.sqlite.org/lang_keywords.html).
// A doubled quote is read as two strings, which comes to the same.
var closers = []struct{ open, end string }{
	{"'", "'"}, {`"`, `"`}, {"`", "`"}, {"[", "]"}, {"--", "\n"}, {"/*", "*/"},
}

// tokenLength returns the bytes of the quoted string or comment at the
// beginning of s, or 1. What is not closed reaches to the end.
func tokenLength(s string) int {
	for _, c := range closers {
		if rest, ok := strings.CutPrefix(s, c.open); ok {
			if end := strings.Index(rest, c.end); end >= 0 {
				return len(c.open) + end + len(c.end)
			}
			return len(s)
		}
	}
	return 1
}
