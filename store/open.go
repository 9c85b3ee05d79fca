package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// Open opens the catalogue at path for questions. It creates nothing. A
// catalogue of an older schema is upgraded first, if it can be written.
func Open(ctx context.Context, path string) (*Catalogue, error) {
	c, err := open(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", path, err)
	}
	return c, nil
}

func open(ctx context.Context, path string) (*Catalogue, error) {
	path, err := realPath(path)
	if err != nil {
		return nil, err
	}
	if err := recognise(ctx, path); err != nil {
		return nil, err
	}
	c := &Catalogue{path: path}
	for attempt := range 2 {
		if c.db, err = openDatabase(path, accessOf(path), readerPragmas); err != nil {
			return nil, err
		}
		var version int64
		if version, err = userVersion(ctx, c.db); err != nil {
			break
		}
		if version == newestVersion {
			return c, nil
		}
		c.db.Close()
		if version > newestVersion {
			return nil, ErrNewer
		}
		if attempt > 0 {
			return nil, ErrOlder
		}
		if err := upgrade(ctx, path); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrOlder, err)
		}
	}
	c.db.Close()
	return nil, err
}

// realPath returns the absolute path of a catalogue without links, so that one
// file has one lock and one WAL by whatever name it is opened. A link that leads
// nowhere is refused: nothing is made where nobody named it.
func realPath(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(path)
	if !errors.Is(err, os.ErrNotExist) {
		return real, err
	}
	if _, err := os.Readlink(path); err == nil {
		return "", fmt.Errorf("the link leads nowhere: %w", ErrNoCatalogue)
	}
	folder, err := filepath.EvalSymlinks(filepath.Dir(path))
	return filepath.Join(folder, filepath.Base(path)), err
}

// recognise refuses what is no catalogue, without touching it.
func recognise(ctx context.Context, path string) error {
	h := headerOf(path)
	switch {
	case h.missing() || h.empty:
		return ErrNoCatalogue
	case h.err != nil:
		return h.err
	case !h.database:
		return ErrNotDatabase
	case h.application == applicationID && h.version > newestVersion:
		return ErrNewer
	case h.application == applicationID:
		return nil
	case h.application != 0 || h.wal:
		return ErrForeign
	case unfinished(ctx, path):
		return ErrNoCatalogue
	case headerOf(path).application == applicationID:
		return nil // it was finished meanwhile
	}
	return ErrForeign
}

const tablesStatement = `SELECT count(*) FROM sqlite_schema
	WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name <> 'goose_db_version'`

// unfinished tells whether the database without an application id is one
// that we began to create and did not finish: it has no table but goose's.
func unfinished(ctx context.Context, path string) bool {
	db, err := openDatabase(path, readOnly, readerPragmas)
	if err != nil {
		return false
	}
	defer db.Close()
	tables := -1
	if db.QueryRowContext(ctx, tablesStatement).Scan(&tables) != nil {
		return false
	}
	return tables == 0
}

// access is how SQLite is to open the file.
type access string

const (
	readWrite access = "mode=rw" // falls back to reading when the file is write-protected
	create    access = "mode=rwc"
	readOnly  access = "mode=ro"
	// immutable reads a WAL-mode catalogue from a medium on which SQLite can
	// make no -shm file. It takes no locks, so it is only for such media.
	immutable access = "mode=ro&immutable=1"
)

// accessOf chooses how to open a catalogue for questions. Read-write is the
// rule, since the WAL that a killed import left must be taken in.
func accessOf(path string) access {
	if writable(path) {
		return readWrite
	}
	wal, err := os.Stat(path + "-wal")
	noWAL := errors.Is(err, os.ErrNotExist) || err == nil && wal.Size() == 0
	if headerOf(path).wal && noWAL && !exists(path+writerSuffix) {
		return immutable
	}
	return readOnly
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func writable(path string) bool {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return false
	}
	return file.Close() == nil
}

// busy_timeout comes first: the statements after it may meet a lock.
const (
	readerPragmas = "_pragma=busy_timeout(10000)&_pragma=query_only(1)&_pragma=trusted_schema(0)&_pragma=cell_size_check(1)"
	writerPragmas = "_pragma=busy_timeout(60000)&_pragma=page_size(8192)&_pragma=synchronous(NORMAL)&_txlock=immediate"
)

func openDatabase(path string, how access, pragmas string) (*sql.DB, error) {
	return sql.Open("sqlite", dataSource(path, how, pragmas))
}

// dataSource makes the URI of a file. Without "file:" SQLite would take a
// query string for a part of the name and open read-write.
func dataSource(path string, how access, pragmas string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/... on Windows
	}
	uri := url.URL{Scheme: "file", Path: path}
	return uri.String() + "?" + string(how) + "&" + pragmas
}

const userVersionStatement = `PRAGMA user_version`

func userVersion(ctx context.Context, q querier) (version int64, err error) {
	err = q.QueryRowContext(ctx, userVersionStatement).Scan(&version)
	return version, err
}
