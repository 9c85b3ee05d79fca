package source

import (
	"io/fs"
	"path/filepath"
	"strings"
)

// Tree is an opened root: a folder, or a single file. Any number of goroutines
// may walk it and hold cursors to it until it is closed.
type Tree struct {
	root string
	file string // base name of a file root, else empty
	top  folder // the root folder, or the folder that holds the file root
}

// Open opens root, an absolute path to a folder or a regular file. A root that
// is a link is refused with [ErrNotRegular], as is whatever else is neither:
// resolving is the caller's decision. Errors are of type *[fs.PathError] and
// wrap [fs.ErrNotExist], [fs.ErrPermission] and so on.
func Open(root string) (*Tree, error) {
	if !filepath.IsAbs(root) {
		return nil, &fs.PathError{Op: "open", Path: root, Err: fs.ErrInvalid}
	}
	t := &Tree{root: filepath.Clean(root)}
	kind, err := kindOf(t.root)
	switch {
	case err != nil:
	case kind == Folder:
		t.top, err = openTop(t.root, toList)
	case kind == Regular:
		t.file = filepath.Base(t.root)
		t.top, err = openTop(filepath.Dir(t.root), toPass)
	default:
		err = ErrNotRegular
	}
	if err == ErrVanished {
		err = fs.ErrNotExist // it may never have been there
	}
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: root, Err: err}
	}
	return t, nil
}

// Root returns the path that was opened, cleaned.
func (t *Tree) Root() string { return t.root }

// IsFile tells whether the root is a single file.
func (t *Tree) IsFile() bool { return t.file != "" }

// Close closes the root. Walks and cursors must have ended.
func (t *Tree) Close() error { return t.top.close() }

// split cuts a path below the root into its folder, empty for the root, and
// its last name. It refuses what no walk yields.
func (t *Tree) split(path string) (dir, name string, err error) {
	if t.IsFile() && path != t.file {
		return "", "", ErrVanished // a file's neighbours are not in the source
	}
	if len(path) > maxPath {
		return "", "", ErrPathTooLong
	}
	for name := range strings.SplitSeq(path, "/") {
		if name == "" || name == "." || name == ".." {
			return "", "", fs.ErrInvalid
		}
	}
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		return path[:i], path[i+1:], nil
	}
	return "", path, nil
}
