package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"findbuch/store"
)

// brokenWriter fails like a pipe that nobody reads, or a full disk.
type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }

func TestFinish(t *testing.T) {
	for _, test := range []struct {
		err  error
		code int
		says string
	}{
		{nil, exitDone, ""},
		{errNo, exitNo, ""},
		{fmt.Errorf("page: %w", syscall.EPIPE), exitDone, ""},
		{errors.New("a\nb"), exitFailed, "findbuch x: a\\nb\n"},
		{usagef("no"), exitUsage, "findbuch x: no\n"},
		{usageError{hint(errors.New("no"), "try %d", 1)}, exitUsage, "findbuch x: no\nhint: try 1\n"},
		{fmt.Errorf("d: %w", store.ErrNotFound), exitNo, "findbuch x: d: is not in the catalogue\nhint: findbuch list shows what is there\n"},
		{fmt.Errorf("d: %w", context.Canceled), exitFailed, "findbuch x: interrupted\n"},
		{hinted{error: errors.New("no"), detail: "one\ntwo\n", hint: "h"}, exitFailed, "findbuch x: no\none\ntwo\nhint: h\n"},
	} {
		var out, stderr bytes.Buffer
		u := newUI(nil, &out, &stderr)
		require.NoError(t, u.printf("answer\n"))
		require.Equal(t, test.code, u.finish("findbuch x", test.err), test.says)
		require.Equal(t, test.says, stderr.String())
		require.Equal(t, "answer\n", out.String(), "what was answered until then")
	}
}

func TestFinishWhenNobodyReads(t *testing.T) {
	for _, test := range []struct {
		err  error
		code int
	}{{syscall.EPIPE, exitDone}, {io.ErrClosedPipe, exitDone}, {syscall.ENOSPC, exitFailed}} {
		var stderr bytes.Buffer
		u := newUI(nil, brokenWriter{test.err}, &stderr)
		require.NoError(t, u.printf("answer\n"), "buffered")
		require.Equal(t, test.code, u.finish("findbuch x", nil))
		require.Equal(t, test.code == exitDone, stderr.Len() == 0)
	}
}

func TestEveryErrorOfTheStoreHasItsHint(t *testing.T) {
	for _, known := range hints {
		require.Equal(t, known.hint, hintFor(fmt.Errorf("open: %w", known.err)))
	}
}

func TestLine(t *testing.T) {
	var out bytes.Buffer
	u := newUI(nil, &out, nil)
	require.NoError(t, u.line(placeOf("s", "<a>\xff")))
	require.NoError(t, u.line(placeOf("s", "b")))
	u.finish("", nil)
	require.Equal(t, "{\"source\":\"s\",\"path\":\"<a>\uFFFD\",\"path_base64\":\"PGE+/w==\"}\n{\"source\":\"s\",\"path\":\"b\"}\n", out.String())
}

func TestStyleIsForTerminals(t *testing.T) {
	u := &ui{}
	require.Equal(t, "x", u.bold("x"))
	u.fancy = true
	require.Equal(t, "\x1b[1mx\x1b[0m", u.bold("x"))
	require.Empty(t, u.dim(""))
}

// TestEveryCommandHelps holds each command to its rules: an example, a JSON
// answer that is described, and help that fits a terminal.
func TestEveryCommandHelps(t *testing.T) {
	root := newRoot(newUI(nil, io.Discard, io.Discard))
	for _, command := range root.Commands() {
		if command.Name() == "help" || command.Name() == "completion" {
			continue
		}
		require.Contains(t, command.Example, "findbuch "+command.Name(), command.Name())
		require.NotEmpty(t, command.Short)
		for _, line := range strings.Split(command.Long+"\n"+command.Example, "\n") {
			require.LessOrEqual(t, len([]rune(line)), 90, "%s: %s", command.Name(), line)
		}
	}
}

func TestRunKeepsNothing(t *testing.T) {
	t.Setenv("FINDBUCH_DB", filepath.Join(t.TempDir(), "none.db"))
	for range 2 {
		var out, stderr bytes.Buffer
		require.Equal(t, exitFailed, run(t.Context(), []string{"list", "--json"}, nil, &out, &stderr))
		require.Contains(t, stderr.String(), "there is no catalogue")
		require.Empty(t, out.String())
	}
}
