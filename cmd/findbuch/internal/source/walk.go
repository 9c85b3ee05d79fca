package source

import (
	"context"
	"io/fs"
	"slices"
	"strings"
)

// Walk calls visit for every entry at and below the path under, "" for all of
// the tree, in the order that the package comment gives. Folders are visited
// before their contents, after their names were read. The root folder itself is
// no entry: it is visited, with the empty Path, only to say that it could not be
// read. A path under that leads nowhere is visited as one entry with Err.
//
// What is wrong with an entry is in its Err, never in Walk's error. That is the
// error of ctx, looked at before each entry, or what visit returned, save
// [SkipFolder]; or [fs.ErrInvalid] for a path that no walk yields.
//
// Memory grows with the names of the folders between the root and the entry,
// not with the tree.
func (t *Tree) Walk(ctx context.Context, under string, visit func(Entry) error) error {
	w := walk{ctx: ctx, visit: visit, chain: chain{top: t.top}}
	defer w.chain.cut(0)
	if under == "" {
		under = t.file
	}
	if under == "" {
		return w.all()
	}
	return w.below(t, under)
}

// walk is one run over a tree. The last of listings belongs to the last folder
// of the chain, and so on upwards. path is the one buffer that all paths are
// built in: a string for each folder of a deep chain would take its depth
// squared.
type walk struct {
	ctx      context.Context
	visit    func(Entry) error
	chain    chain
	listings []listing
	path     []byte
	buffer   []byte // for reading folders
}

// listing is what is still to visit of a folder, in order. prefix is the length
// of the folder's path with its final '/'.
type listing struct {
	names  []listed
	prefix int
}

// listed is a name in a folder. Whether it is a folder is what the listing said:
// the order hangs on that, so an entry that turns out otherwise is ErrChanged.
type listed struct {
	name   string
	folder bool
}

// compare orders the names of one folder such that the paths below it come in
// byte order: a folder's name counts with the '/' that follows it.
func (a listed) compare(b listed) int {
	n := min(len(a.name), len(b.name))
	if c := strings.Compare(a.name[:n], b.name[:n]); c != 0 {
		return c
	}
	return a.byteAt(n) - b.byteAt(n)
}

// byteAt returns the byte at i, -1 behind the end.
func (a listed) byteAt(i int) int {
	switch {
	case i < len(a.name):
		return int(a.name[i])
	case i == len(a.name) && a.folder:
		return '/'
	}
	return -1
}

// all walks the whole of a root folder.
func (w *walk) all() error {
	var names []listed
	top, err := w.chain.top.openFolder(".", toList, new(Entry))
	if err == nil {
		names, err = w.list(top)
		top.close()
	}
	if err != nil {
		if err := w.report(Entry{Kind: Folder, Err: err}); err != nil {
			return skipped(err)
		}
	}
	return w.run(listing{names, 0})
}

// below walks one entry and what is below it.
func (w *walk) below(t *Tree, under string) error {
	dir, base, err := t.split(under)
	if err == fs.ErrInvalid {
		return err
	}
	var e Entry
	if err == nil {
		err = w.chain.lstat(dir, base, &e)
	}
	if err != nil {
		return skipped(w.report(Entry{Path: under, Kind: Other, Err: err}))
	}
	w.path = append(w.path, under...)
	return w.run(listing{[]listed{{base, e.Kind == Folder}}, len(under) - len(base)})
}

// run visits first, names in the chain's last folder, and all that is below.
func (w *walk) run(first listing) error {
	w.listings = append(w.listings, first)
	for len(w.listings) > 0 {
		l := &w.listings[len(w.listings)-1]
		if len(l.names) == 0 {
			w.leave()
			continue
		}
		next := l.names[0]
		l.names = l.names[1:]
		w.path = append(w.path[:l.prefix], next.name...)
		if err := w.one(next); err != nil {
			return err
		}
	}
	return nil
}

// leave goes from a folder that is done back to its parent.
func (w *walk) leave() {
	last := len(w.listings) - 1
	w.listings[last] = listing{} // lets go of the names
	w.listings = w.listings[:last]
	if last > 0 {
		w.chain.cut(len(w.chain.links) - 1)
	}
}

// one visits the entry at w.path, and a folder's names next.
func (w *walk) one(n listed) error {
	if n.folder {
		return skipped(w.folder(n.name))
	}
	return skipped(w.report(w.look(n.name)))
}

// look returns the entry of a name that was listed as no folder.
func (w *walk) look(name string) Entry {
	e := Entry{Path: string(w.path), Kind: Other}
	if len(w.path) > maxPath {
		e.Err = ErrPathTooLong
		return e
	}
	parent, err := w.chain.last()
	if err == nil {
		err = parent.lstat(name, &e)
	}
	if err == nil && e.Kind == Folder {
		err = ErrChanged
	}
	if err != nil {
		return Entry{Path: e.Path, Kind: Other, Err: err}
	}
	return e
}

// folder visits a folder and, unless that skips it, puts its names before what
// is left of its parent's.
func (w *walk) folder(name string) error {
	e := Entry{Path: string(w.path), Kind: Folder}
	if len(w.path) > maxPath || len(w.chain.links) >= maxDepth {
		e.Err = ErrPathTooLong
		return w.report(e)
	}
	if err := w.chain.push(name, toList, &e); err != nil {
		return w.report(w.closed(name, err))
	}
	depth := len(w.chain.links)
	names, err := w.list(w.chain.links[depth-1].folder)
	e.Err = err
	if err := w.report(e); err != nil {
		w.chain.cut(depth - 1)
		return err
	}
	w.path = append(w.path, '/')
	w.listings = append(w.listings, listing{names, len(w.path)})
	return nil
}

// closed returns the entry of a folder that does not open, with what can be seen
// from outside.
func (w *walk) closed(name string, cause error) Entry {
	e := Entry{Path: string(w.path)}
	if parent, err := w.chain.last(); err != nil || parent.lstat(name, &e) != nil || e.Kind != Folder {
		e = Entry{Path: e.Path}
	}
	e.Kind, e.Err = Folder, cause
	return e
}

// list returns the sorted names of a folder. With an error they are those that
// were read before it.
func (w *walk) list(f folder) ([]listed, error) {
	if w.buffer == nil {
		w.buffer = make([]byte, 32<<10)
	}
	names, err := f.names(w.buffer)
	slices.SortFunc(names, listed.compare)
	// A folder that is renamed in while it is read can give a name twice.
	return slices.Compact(names), err
}

func (w *walk) report(e Entry) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	return w.visit(e)
}

// skipped makes nothing of SkipFolder, once it was heeded.
func skipped(err error) error {
	if err == SkipFolder {
		return nil
	}
	return err
}
