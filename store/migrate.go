package store

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"log"

	"github.com/pressly/goose/v3"

	"findbuch/migrations"
)

// newestVersion is the number of the newest migration, and the user_version
// of a catalogue that has it. A test compares it with the files.
const newestVersion = 3

// upgrade brings an older catalogue to the newest schema.
func upgrade(ctx context.Context, path string) error {
	w, err := OpenWriter(ctx, path, nil)
	if err != nil {
		return err
	}
	return w.Close()
}

// migrate applies the migrations that db lacks, each in a transaction of its
// own, so that an interrupted one leaves the schema before it. goose has no
// lock for SQLite: the caller holds the writer's.
func migrate(ctx context.Context, db *sql.DB) error {
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, migrations.Files,
		goose.WithLogger(log.New(io.Discard, "", 0)), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}
