package store

import (
	"context"
	"fmt"
)

const vacuumInto = `VACUUM INTO ?`

// Snapshot writes the catalogue as it is now, compact and as one file in
// journal mode DELETE, to path, which must not exist or be empty. It is not
// synced; what an interrupted Snapshot leaves is for the caller to remove.
// Source: https://www.sqlite.org/lang_vacuum.html#vacuuminto
func (c *Catalogue) Snapshot(ctx context.Context, path string) error {
	// The connections for questions are query_only, which refuses VACUUM.
	db, err := openDatabase(c.path, accessOf(c.path), "_pragma=busy_timeout(10000)&_pragma=cell_size_check(1)")
	if err != nil {
		return err
	}
	defer db.Close()
	if _, err := db.ExecContext(ctx, vacuumInto, path); err != nil {
		return fmt.Errorf("snapshot of %s: %w", c.path, err)
	}
	return nil
}
