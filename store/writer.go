package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// Writer is a catalogue that records are added to. There is one at a time, in
// all processes. It is for one goroutine; the Catalogue in it is for several.
type Writer struct {
	*Catalogue
	lock       *flock.Flock
	db         *sql.DB
	conn       *sql.Conn // the one connection that writes
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
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	lock, err := lockWriter(ctx, path, waiting)
	if err != nil {
		return nil, err
	}
	w := &Writer{Catalogue: &Catalogue{path: path}, lock: lock, statements: map[string]*sql.Stmt{}}
	if err := w.enter(ctx); err != nil {
		w.abandon()
		return nil, err
	}
	return w, nil
}

// enter opens the connections of a writer that has the lock.
func (w *Writer) enter(ctx context.Context) (err error) {
	if err := recognise(ctx, w.path); err != nil && !errors.Is(err, ErrNoCatalogue) {
		return err
	}
	if err := createPrivate(w.path); err != nil {
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
	if err := w.enterWAL(ctx); err != nil {
		return err
	}
	w.Catalogue.db, err = openDatabase(w.path, readWrite, readerPragmas)
	return err
}

// createPrivate makes an empty file that only its owner may read, where there
// is none: a catalogue holds the text of every document.
func createPrivate(path string) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	return file.Close()
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

const enterWALStatement = `PRAGMA journal_mode = WAL`

func (w *Writer) enterWAL(ctx context.Context) error {
	var mode string
	if err := w.conn.QueryRowContext(ctx, enterWALStatement).Scan(&mode); err != nil {
		return fmt.Errorf("turn to WAL: %w", err)
	}
	if mode != "wal" {
		return fmt.Errorf("turn to WAL: SQLite stays in journal mode %s", mode)
	}
	return nil
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
		w.conn.Close()
	}
	if w.db != nil {
		w.db.Close()
		leaveWAL(w.path)
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
			if _, err := lock.TryLockContext(ctx, 50*time.Millisecond); err != nil {
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
