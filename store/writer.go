package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/gofrs/flock"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Writer is a catalogue that records are added to. There is one at a time, in
// all processes. It is for one goroutine; the Catalogue in it is for several.
type Writer struct {
	*Catalogue
	lock       *flock.Flock
	db         *sql.DB
	conn       *sql.Conn // the one connection that writes
	made       bool      // by us: there was no file
	statements map[string]*sql.Stmt
}

// OpenWriter opens the catalogue at path for adding, creates it when there is
// none, and brings its schema up to date. While another process writes, it
// calls waiting once and waits until ctx ends; with waiting nil it fails with
// ErrInUse.
func OpenWriter(ctx context.Context, path string, waiting func()) (*Writer, error) {
	w, err := openWriter(ctx, path, waiting)
	if err != nil {
		return nil, fmt.Errorf("open %s for writing: %w", path, err)
	}
	return w, nil
}

func openWriter(ctx context.Context, path string, waiting func()) (*Writer, error) {
	path, err := realPath(path)
	if err != nil {
		return nil, err
	}
	// Before the lock: nothing is made beside what is no catalogue.
	if err := recognise(ctx, path); err != nil && !errors.Is(err, ErrNoCatalogue) && !errors.Is(err, ErrForeign) {
		return nil, err
	}
	lock, err := lockWriter(ctx, path, waiting)
	if err != nil {
		return nil, err
	}
	w := &Writer{Catalogue: &Catalogue{path: path}, lock: lock, statements: map[string]*sql.Stmt{}}
	if err := w.enter(ctx, waiting); err != nil {
		w.abandon()
		return nil, err
	}
	return w, nil
}

// enter opens the connections of a writer that has the lock.
func (w *Writer) enter(ctx context.Context, waiting func()) (err error) {
	if err := recognise(ctx, w.path); err != nil && !errors.Is(err, ErrNoCatalogue) {
		return err
	}
	if w.made, err = createPrivate(w.path); err != nil {
		return err
	}
	if w.db, err = openDatabase(w.path, create, writerPragmas); err != nil {
		return err
	}
	w.db.SetMaxOpenConns(1)
	if err := w.bringUpToDate(ctx); err != nil {
		return err
	}
	if w.conn, err = w.db.Conn(ctx); err != nil {
		return err
	}
	if err := w.enterWAL(ctx, waiting); err != nil {
		return err
	}
	w.Catalogue.db, err = openDatabase(w.path, readWrite, readerPragmas)
	return err
}

// createPrivate makes an empty file that only its owner may read, where there
// is none, and tells whether it did: a catalogue holds the text of every
// document.
func createPrivate(path string) (made bool, err error) {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if errors.Is(err, os.ErrExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	return true, file.Close()
}

func (w *Writer) bringUpToDate(ctx context.Context) error {
	version, err := userVersion(ctx, w.db)
	switch {
	case err != nil:
		return err
	case version > newestVersion:
		return ErrNewer
	case version < newestVersion:
		return migrate(ctx, w.db)
	}
	return nil
}

// version is the schema's, 0 if it cannot be told.
func (w *Writer) version(ctx context.Context) int64 {
	version, err := userVersion(ctx, w.db)
	if err != nil {
		return 0
	}
	return version
}

const enterWALStatement = `PRAGMA journal_mode = WAL`

const (
	doNotWait = `PRAGMA busy_timeout = 0`
	waitAgain = `PRAGMA busy_timeout = 60000`
)

// enterWAL turns the catalogue to WAL as soon as nobody reads it without. It
// asks again and again instead of letting SQLite wait: a writer that SQLite has
// wait keeps all new readers out.
func (w *Writer) enterWAL(ctx context.Context, waiting func()) error {
	if _, err := w.conn.ExecContext(ctx, doNotWait); err != nil {
		return err
	}
	for {
		var mode string
		err := w.conn.QueryRowContext(ctx, enterWALStatement).Scan(&mode)
		if err == nil && mode == "wal" {
			break
		}
		if err != nil && !isBusy(err) {
			return fmt.Errorf("turn to WAL: %w", err)
		}
		if waiting == nil {
			return ErrInUse
		}
		waiting()
		waiting = func() {}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%w: %w", ErrInUse, ctx.Err())
		case <-time.After(retryAfter):
		}
	}
	_, err := w.conn.ExecContext(ctx, waitAgain)
	return err
}

// retryAfter is how long to wait for a lock before asking again.
const retryAfter = 50 * time.Millisecond

// isBusy tells whether SQLite gave up because another process has a lock.
func isBusy(err error) bool {
	var failure *sqlite.Error
	return errors.As(err, &failure) && failure.Code()&0xff == sqlite3.SQLITE_BUSY
}

// Close ends the writing, turns the catalogue back to one file if nobody
// reads it, and lets the next Writer in.
func (w *Writer) Close() error {
	err := w.Catalogue.db.Close()
	for _, statement := range w.statements {
		statement.Close()
	}
	err = errors.Join(err, w.conn.Close(), w.db.Close())
	leaveWAL(w.path)
	if err := errors.Join(err, unlockWriter(w.lock)); err != nil {
		return fmt.Errorf("close %s: %w", w.path, err)
	}
	return nil
}

func (w *Writer) abandon() {
	if w.conn != nil {
		w.conn.Close() // w.db has no other connection
	}
	if w.db != nil {
		unfinished := w.made && w.version(context.Background()) == 0
		w.db.Close()
		leaveWAL(w.path)
		if unfinished {
			os.Remove(w.path) // nothing half-made stays
		}
	}
	unlockWriter(w.lock)
}

// exec runs a statement on the writing connection, prepared once.
func (w *Writer) exec(ctx context.Context, statement string, args ...any) (sql.Result, error) {
	prepared, err := w.prepare(ctx, statement)
	if err != nil {
		return nil, err
	}
	return prepared.ExecContext(ctx, args...)
}

// row asks for one row on the writing connection.
func (w *Writer) row(ctx context.Context, statement string, args []any, into ...any) error {
	prepared, err := w.prepare(ctx, statement)
	if err != nil {
		return err
	}
	return prepared.QueryRowContext(ctx, args...).Scan(into...)
}

func (w *Writer) prepare(ctx context.Context, statement string) (*sql.Stmt, error) {
	if prepared, ok := w.statements[statement]; ok {
		return prepared, nil
	}
	prepared, err := w.conn.PrepareContext(ctx, statement)
	if err != nil {
		return nil, err
	}
	w.statements[statement] = prepared
	return prepared, nil
}

// lockWriter takes the writer's lock. A lock file that another process
// removed between our opening and our locking it locks nothing: try again.
func lockWriter(ctx context.Context, path string, waiting func()) (*flock.Flock, error) {
	for {
		lock := flock.New(path+writerSuffix, flock.SetPermissions(0o600))
		got, err := lock.TryLock()
		if err != nil {
			return nil, err
		}
		if !got {
			if waiting == nil {
				return nil, ErrInUse
			}
			waiting()
			waiting = func() {}
			if _, err := lock.TryLockContext(ctx, retryAfter); err != nil {
				return nil, fmt.Errorf("%w: %w", ErrInUse, err)
			}
		}
		if stillNamed(lock) {
			return lock, nil
		}
		lock.Close()
	}
}

const writerSuffix = "-writer"

func stillNamed(lock *flock.Flock) bool {
	named, err := os.Stat(lock.Path())
	if err != nil {
		return false
	}
	held, err := lock.Stat()
	return err == nil && os.SameFile(named, held)
}

// unlockWriter removes the file before it lets go, so that whoever waits for
// it sees that the name is gone and takes a new one.
func unlockWriter(lock *flock.Flock) error {
	removed := os.Remove(lock.Path())
	if err := lock.Close(); err != nil {
		return err
	}
	if removed != nil && !errors.Is(removed, os.ErrNotExist) {
		os.Remove(lock.Path()) // where an open file cannot be removed
	}
	return nil
}

// Companions are the files that SQLite and a Writer keep beside a catalogue
// while it is in use.
func Companions(path string) []string {
	return []string{path, path + "-wal", path + "-shm", path + "-journal", path + writerSuffix}
}
