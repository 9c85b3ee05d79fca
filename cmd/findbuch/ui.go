package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"syscall"

	"golang.org/x/term"

	"findbuch/store"
)

// The rules of output:
//
//   - Answers go to standard output, errors and progress to standard error.
//   - With --json an answer is one object a line, with documented names.
//   - Names, quotes and errors may hold any bytes: on their way to a terminal
//     they pass through visible.
//   - Sizes are in bytes or in binary units, times in UTC as ISO 8601.
//   - Bold and dim text on terminals only, and not with NO_COLOR.
//   - An error is one line, "findbuch list: what", and where something helps, a
//     second one, "hint: what to type next".
//   - When the reader of standard output goes away (| head), the command ends
//     without a word and with exit code 0.

// The exit codes.
const (
	exitDone   = 0 // done
	exitNo     = 1 // done, and the answer is "no" or "not all"; what was named is not there
	exitUsage  = 2 // wrong use
	exitFailed = 3 // could not be done
)

// errNo is returned by a command that is done and whose answer is "no" or "not
// all". It has printed what there is to say.
var errNo = errors.New("no")

// usageError is an error of whoever typed the command.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// hinted is an error with what to type next. Detail, if any, are lines to be
// printed as they are between the error and the hint.
type hinted struct {
	error
	detail, hint string
}

func (e hinted) Unwrap() error { return e.error }

// hint says what to do about err.
func hint(err error, format string, args ...any) error {
	return hinted{error: err, hint: fmt.Sprintf(format, args...)}
}

// hints are what to type about an error of the store.
var hints = []struct {
	err  error
	hint string
}{
	{store.ErrNoCatalogue, "findbuch import FOLDER makes one; --db FILE or $FINDBUCH_DB names another"},
	{store.ErrFolder, "--db names a file, such as findbuch.db"},
	{store.ErrNotDatabase, "--db names a catalogue, such as findbuch.db"},
	{store.ErrForeign, "--db names a catalogue, such as findbuch.db"},
	{store.ErrNewer, "use the findbuch that wrote it, or a newer one"},
	{store.ErrOlder, "open it once where it can be written"},
	{store.ErrInUse, "wait for the other findbuch, or stop it"},
	{store.ErrNotFound, "findbuch list shows what is there"},
	{store.ErrAmbiguous, "give more digits of the SHA-256, or SOURCE/PATH"},
	{store.ErrTaken, "choose another --name"},
	{store.ErrRefused, "findbuch sql 'SELECT ...'; findbuch sql --help names the views"},
	{fs.ErrNotExist, "check the path; findbuch source list shows where the sources lay"},
	{fs.ErrPermission, "it must be readable for you; findbuch changes no permissions"},
	{syscall.EROFS, "the medium is read-only: questions can be asked of it; to add to a catalogue, copy it and name the copy by --db"},
	{store.ErrSQL, "findbuch sql --help names the views"},
}

// ui is how a command speaks. Commands write to out, which is buffered.
type ui struct {
	in       io.Reader
	out, err io.Writer
	json     bool   // one object a line
	db       string // the catalogue
	fancy    bool   // out is a terminal that may show bold text
	width    int    // columns of the terminal, else 100
	stdout   *bufio.Writer
}

const defaultWidth = 100

func newUI(stdin io.Reader, stdout, stderr io.Writer) *ui {
	u := &ui{in: stdin, err: stderr, stdout: bufio.NewWriterSize(stdout, 64<<10), width: defaultWidth}
	u.out = u.stdout
	if isTerminal(stdout) {
		u.fancy = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
		if width, _, err := term.GetSize(int(stdout.(*os.File).Fd())); err == nil && width >= 40 {
			u.width = width
		}
	}
	return u
}

// isTerminal tells whether somebody watches what is written to w.
func isTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

// finish flushes the output, prints err and returns the exit code.
func (u *ui) finish(command string, err error) int {
	flushed := u.stdout.Flush()
	if isClosedPipe(flushed) {
		flushed = nil
	}
	no := errors.Is(err, errNo)
	switch {
	case isClosedPipe(err):
		return exitDone
	case no && flushed == nil:
		return exitNo
	case (no || err == nil) && flushed != nil:
		err = fmt.Errorf("write the answer: %w", flushed)
	case err == nil:
		return exitDone
	}
	u.printError(command, err)
	switch {
	case errors.As(err, new(usageError)):
		return exitUsage
	case errors.Is(err, store.ErrNotFound):
		return exitNo
	}
	return exitFailed
}

func (u *ui) printError(command string, err error) {
	if errors.Is(err, context.Canceled) {
		err = errors.New("interrupted")
	}
	fmt.Fprintf(u.err, "%s: %s\n", command, visible(err.Error()))
	var h hinted
	if !errors.As(err, &h) {
		h.hint = hintFor(err)
	}
	if h.detail != "" {
		fmt.Fprintln(u.err, strings.TrimRight(h.detail, "\n"))
	}
	if h.hint != "" {
		fmt.Fprintf(u.err, "hint: %s\n", visible(h.hint))
	}
}

func hintFor(err error) string {
	for _, known := range hints {
		if errors.Is(err, known.err) {
			return known.hint
		}
	}
	return ""
}

// isClosedPipe tells whether nobody reads the output any more.
func isClosedPipe(err error) bool {
	return errors.Is(err, syscall.EPIPE) || errors.Is(err, io.ErrClosedPipe)
}

// catalogue opens the catalogue for questions.
func (u *ui) catalogue(ctx context.Context) (*store.Catalogue, error) {
	return store.Open(ctx, u.db)
}

// writer opens the catalogue for adding, and waits while another process
// does. Where there is none, it is made if create says so.
func (u *ui) writer(ctx context.Context, create bool) (*store.Writer, error) {
	if !create {
		catalogue, err := store.Open(ctx, u.db)
		if err != nil {
			return nil, err
		}
		if err := catalogue.Close(); err != nil {
			return nil, err
		}
	}
	return store.OpenWriter(ctx, u.db, func() {
		fmt.Fprintf(u.err, "findbuch: another findbuch is writing to %s; waiting\n", visible(u.db))
	})
}

// line writes v as JSON on a line of its own.
func (u *ui) line(v any) error {
	encoder := json.NewEncoder(u.out)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}

// printf writes to standard output.
func (u *ui) printf(format string, args ...any) error {
	_, err := fmt.Fprintf(u.out, format, args...)
	return err
}

// bold and dim set text off on a terminal. The text must be visible.
func (u *ui) bold(text string) string { return u.styled("\x1b[1m", text) }
func (u *ui) dim(text string) string  { return u.styled("\x1b[2m", text) }

func (u *ui) styled(on, text string) string {
	if !u.fancy || text == "" {
		return text
	}
	return on + text + "\x1b[0m"
}
