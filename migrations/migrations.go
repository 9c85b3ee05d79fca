// Package migrations holds the schema of a catalogue as goose SQL files, in
// the order of their numbers. A released migration is never edited, only
// followed by a new one: a test of package store pins the SHA-256 of each.
//
// The sentence that explains a table stands inside its parenthesis, because
// SQLite keeps it there: every exported schema explains itself.
package migrations

import "embed"

// Files are the migrations, named NNNNN_what.sql.
//
//go:embed *.sql
var Files embed.FS
