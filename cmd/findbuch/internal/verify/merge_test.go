package verify

import (
	"io/fs"
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"findbuch/cmd/findbuch/internal/source"
)

// merged sees a made-up walk beside recorded paths, and returns what was seen:
// "hash path", "absent path" or "path: reason".
func merged(t *testing.T, recorded []string, walk ...source.Entry) (seen []string) {
	t.Helper()
	r := &manifestRegister{self: newFileSet()}
	for _, path := range recorded {
		r.files = append(r.files, Recorded{Path: path})
	}
	m := merge{ctx: t.Context(), register: r, see: func(s *sight) error {
		line := "absent " + s.entry.Path
		switch {
		case s.err != nil:
			line = s.entry.Path + ": " + source.Reason(s.err)
		case s.found:
			line = "hash " + s.entry.Path
		}
		if s.recorded == nil {
			line = "+ " + line
		}
		seen = append(seen, line)
		return nil
	}}
	require.NoError(t, m.advance())
	for _, e := range walk {
		require.NoError(t, m.visit(e))
	}
	for m.more {
		require.NoError(t, m.absent())
	}
	require.NoError(t, m.leave(func(closedFolder) bool { return true }))
	return seen
}

func file(path string) source.Entry { return source.Entry{Path: path} }

func dir(path string, err error) source.Entry {
	return source.Entry{Path: path, Kind: source.Folder, Err: err}
}

func broken(path string, err error) source.Entry {
	return source.Entry{Path: path, Kind: source.Other, Err: err}
}

func TestMergeKnowsWhyNothingWasFound(t *testing.T) {
	denied := fs.ErrPermission
	tests := []struct {
		name     string
		recorded []string
		walk     []source.Entry
		want     []string
	}{
		{"a closed folder", []string{"a/b", "a/c/d", "a0"}, []source.Entry{dir("a", denied), file("a0")},
			[]string{"a/b: permission denied", "a/c/d: permission denied", "hash a0"}},
		{"a closed folder of which some names were read", []string{"a/b", "a/c"}, []source.Entry{dir("a", denied), file("a/c")},
			[]string{"a/b: permission denied", "hash a/c"}},
		{"a closed folder without recorded files", []string{"b"}, []source.Entry{dir("a", denied), file("b")},
			[]string{"+ a: permission denied", "hash b"}},
		{"closed folders in each other", []string{"a/b/c", "a/d"}, []source.Entry{dir("a", denied), dir("a/b", source.ErrChanged)},
			[]string{"a/b/c: changed while read", "a/d: permission denied"}},
		{"a closed root", []string{"a"}, []source.Entry{dir("", denied)}, []string{"a: permission denied"}},
		{"a folder that vanished", []string{"a/b"}, []source.Entry{dir("a", source.ErrVanished)}, []string{"absent a/b"}},
		{"a scope that cannot be looked at", []string{"a", "a/b"}, []source.Entry{broken("a", denied)},
			[]string{"a: permission denied", "a/b: permission denied"}},
		{"a scope that is not there", []string{"a/b"}, []source.Entry{broken("a", source.ErrVanished)}, []string{"absent a/b"}},
		{"an unrecorded file that cannot be looked at", nil, []source.Entry{broken("a", denied)}, []string{"+ a: permission denied"}},
		{"a link where a file was", []string{"a"}, []source.Entry{{Path: "a", Kind: source.Symlink}}, []string{"absent a"}},
		{"what is no file", nil, []source.Entry{{Path: "a", Kind: source.FIFO}, {Path: "b", Kind: source.Device}}, nil},
		{"byte order", []string{"a-", "a/b", "a0"}, []source.Entry{file("a-"), dir("a", nil), file("a/b"), file("a0")},
			[]string{"hash a-", "hash a/b", "hash a0"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			require.Equal(t, test.want, merged(t, test.recorded, test.walk...))
		})
	}
}

func TestAbsence(t *testing.T) {
	for _, err := range []error{source.ErrVanished, source.ErrNotRegular, os.ErrNotExist} {
		require.True(t, isAbsent(err))
	}
	for _, err := range []error{source.ErrChanged, source.ErrPathTooLong, os.ErrPermission} {
		require.False(t, isAbsent(err))
	}
}
