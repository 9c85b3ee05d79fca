package source

import "io"

// Cursor opens the files of a tree. It keeps the way to the last folder open, so
// that neighbours in path order cost one step each. It is for one goroutine.
//
// A folder that is moved away while a cursor stands in it is still read there,
// as it is the folder that the path led to.
type Cursor struct {
	tree  *Tree
	chain chain
	dir   string // where the chain ends
}

// Cursor returns a new cursor at the root.
func (t *Tree) Cursor() *Cursor {
	return &Cursor{tree: t, chain: chain{top: t.top}}
}

// Close closes what the cursor holds open, but no file that it opened.
func (c *Cursor) Close() error {
	c.chain.cut(0)
	c.dir = ""
	return nil
}

// Open opens the regular file e, which a walk or [Cursor.Lstat] yielded. It is
// [ErrNotRegular] if e or what now has its place is none, [ErrChanged] if that
// is another file or a folder of the path has become something else,
// [ErrVanished] if there is nothing.
func (c *Cursor) Open(e Entry) (*File, error) {
	if e.Kind != Regular {
		return nil, ErrNotRegular
	}
	f := &File{entry: e}
	err := c.at(e.Path, func(parent folder, name string) error {
		return f.open(parent, name)
	})
	if err != nil {
		return nil, err
	}
	return f, nil
}

// Lstat looks at the path as a walk would. What cannot be looked at is an error
// and an entry with that error as its Err.
func (c *Cursor) Lstat(path string) (Entry, error) {
	e := Entry{Path: path}
	err := c.at(path, func(parent folder, name string) error {
		return parent.lstat(name, &e)
	})
	if err != nil {
		return Entry{Path: path, Kind: Other, Err: err}, err
	}
	return e, nil
}

// at runs do with the folder and the name that path leads to. If that fails by
// way of folders kept open, they may be stale: it is tried again from the root.
func (c *Cursor) at(path string, do func(folder, string) error) error {
	dir, name, err := c.tree.split(path)
	if err != nil {
		return err
	}
	kept := len(c.chain.links) > 0
	err = c.in(dir, name, do)
	if err != nil && kept {
		c.Close()
		err = c.in(dir, name, do)
	}
	return err
}

func (c *Cursor) in(dir, name string, do func(folder, string) error) error {
	if dir != c.dir {
		c.dir = "" // where the chain is left by an error
		if err := c.chain.enter(dir); err != nil {
			return err
		}
		c.dir = dir
	}
	parent, err := c.chain.last()
	if err != nil {
		return err
	}
	return do(parent, name)
}

// File is an open regular file. It reads from the start to the end; how much of
// a growing file is read is for the caller to bound.
type File struct {
	handle handle
	entry  Entry // as it was before
	size   int64 // when it was opened
}

var _ io.Reader = (*File)(nil)

// open opens the entry called name in parent and sees that it is f's.
func (f *File) open(parent folder, name string) error {
	h, err := parent.openFile(name)
	if err != nil {
		return err
	}
	var now Entry
	err = h.stat(&now)
	switch {
	case err != nil:
	case now.Kind != Regular:
		err = ErrNotRegular
	case now.identity() != f.entry.identity():
		err = ErrChanged
	}
	if err != nil {
		h.close()
		return err
	}
	f.handle, f.size = h, now.Size
	return nil
}

// Read implements [io.Reader].
func (f *File) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	n, err := f.handle.read(p)
	if n == 0 && err == nil {
		return 0, io.EOF
	}
	return n, err
}

// Size returns the bytes of the file when it was opened.
func (f *File) Size() int64 { return f.size }

// Unchanged is [ErrChanged] if size, times or identity of the file are not those
// of the entry that it was opened with. Called after the last read, it says
// whether what was read is the content that belongs to the entry.
func (f *File) Unchanged() error {
	var now Entry
	if err := f.handle.stat(&now); err != nil {
		return err
	}
	if !now.sameState(&f.entry) {
		return ErrChanged
	}
	return nil
}

// Close closes the file.
func (f *File) Close() error { return f.handle.close() }
