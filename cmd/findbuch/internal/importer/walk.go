package importer

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"findbuch/cmd/findbuch/internal/source"
	"findbuch/store"
)

// walk goes through the places and sets on the belt what is not as it was.
func (r *run) walk(ctx context.Context, b *belt) error {
	own := ownFilesOf(r.w.Path())
	for _, p := range r.places {
		m := &merge{run: r, ctx: ctx, belt: b, place: p, own: own,
			known: newShelf(r.w.Catalogue, p.scope)}
		if p.tree != nil {
			if err := p.tree.Walk(ctx, p.scope.Path, m.visit); err != nil {
				return err
			}
		}
		if err := m.passUpTo(nil); err != nil {
			return err
		}
	}
	return nil
}

// merge is the walk of a place beside the files that are known there.
type merge struct {
	*run
	ctx   context.Context
	belt  *belt
	place *place
	own   ownFiles
	known *shelf
	blind []byte // prefix of paths that cannot be looked at
}

// visit decides what becomes of an entry. All known files before it in path
// order were not met.
func (m *merge) visit(e source.Entry) error {
	nest, notOurs := m.place.nested[e.Path]
	switch {
	case notOurs:
		return m.notOurs(e, nest)
	case e.Kind == source.Folder && e.Err == nil:
		return m.folder(e)
	case e.Kind == source.Folder:
		return m.shut(e, store.Failed, source.Reason(e.Err))
	}
	if err := m.passUpTo([]byte(e.Path)); err != nil {
		return err
	}
	known, err := m.known.takeAt(m.ctx, e.Path)
	if err != nil {
		return err
	}
	if e.Err != nil && !errors.Is(e.Err, source.ErrVanished) {
		m.blindTo([]byte(e.Path + "/")) // it may be a folder
	}
	j := &job{place: m.place, entry: e, known: known}
	switch {
	case e.Err != nil:
		j.left, j.reason = store.Failed, source.Reason(e.Err)
	case e.Kind != source.Regular:
		j.left, j.reason = store.Excluded, e.Kind.Reason()
	case m.own.has(m.place.scope.Source.Abs(e.Path), e):
		j.left, j.reason = store.Excluded, "the catalogue itself"
	default:
		j.left, j.reason = excluded(m.options.Exclude, e.Path)
	}
	if j.left == "" && !m.options.Rehash && looksUnchanged(known, e) && !m.again[known.Document] {
		m.walked.Walked++
		m.walked.UnchangedBy.Stat++
		m.walked.Bytes += e.Size
		m.progress(e.Size)
		return nil
	}
	return m.put(j, min(e.Size, m.options.MaxText))
}

// put sets an entry on the belt. One that does not get on any more, since the
// import ends, was not walked.
func (m *merge) put(j *job, size int64) error {
	err := m.belt.put(m.ctx, j, size)
	if err == nil {
		m.walked.Walked++
	}
	return err
}

// notOurs leaves out the root of another source: it is a place of its own, unless
// it cannot be one.
func (m *merge) notOurs(e source.Entry, n nest) (err error) {
	switch {
	case n.reason != "" && e.Kind == source.Folder:
		err = m.shut(e, store.Failed, n.reason)
	case n.reason != "":
		err = m.put(&job{place: m.place, entry: e, left: store.Failed, reason: n.reason}, 0)
	}
	if err == nil && e.Kind == source.Folder {
		return source.SkipFolder
	}
	return err
}

// folder is entered unless it is excluded.
func (m *merge) folder(e source.Entry) error {
	outcome, reason := excluded(m.options.Exclude, e.Path)
	if outcome == "" {
		return nil
	}
	if err := m.shut(e, outcome, reason); err != nil {
		return err
	}
	return source.SkipFolder
}

// shut accounts a folder whose contents are not, or not all, looked at.
func (m *merge) shut(e source.Entry, outcome store.Outcome, reason string) error {
	inside := []byte(e.Path + "/")
	if e.Path == "" {
		inside = []byte{} // the root itself: nothing can be said of anything
	}
	if err := m.passUpTo(inside); err != nil {
		return err
	}
	m.blindTo(inside)
	return m.put(&job{place: m.place, entry: e, left: outcome, reason: reason}, 0)
}

// blindTo notes that paths with a prefix cannot be looked at. They come next, so
// one prefix is enough; an inner one adds nothing.
func (m *merge) blindTo(inside []byte) {
	if m.blind == nil || !bytes.HasPrefix(inside, m.blind) {
		m.blind = inside
	}
}

// passUpTo goes past the known files before path (nil: all): they are gone,
// unless they could not be looked at or are gone already.
func (m *merge) passUpTo(path []byte) error {
	for {
		f, ok, err := m.known.takeBefore(m.ctx, path)
		if err != nil || !ok {
			return err
		}
		if f.Document == 0 || m.blind != nil && strings.HasPrefix(f.Path, string(m.blind)) {
			continue
		}
		if err := m.belt.put(m.ctx, &job{place: m.place, known: f, gone: true}, 0); err != nil {
			return err
		}
	}
}

func (r *run) progress(bytes int64) {
	if r.options.Progress != nil {
		r.options.Progress(Progress{1, bytes})
	}
}

// looksUnchanged tells whether the file need not be opened.
func looksUnchanged(known store.File, e source.Entry) bool {
	return known.Document != 0 && known.Stat == statOf(e)
}

func statOf(e source.Entry) store.Stat {
	return store.Stat{Size: e.Size, MTime: e.MTime, CTime: e.CTime, Inode: int64(e.Inode)}
}

// ownFiles are the catalogue, by whatever name, and what is kept beside it.
type ownFiles struct {
	paths map[string]bool // absolute
	info  os.FileInfo     // of the catalogue
}

func ownFilesOf(catalogue string) ownFiles {
	own := ownFiles{paths: map[string]bool{}}
	if real, err := filepath.EvalSymlinks(catalogue); err == nil {
		catalogue = real
	}
	for _, path := range store.Companions(catalogue) {
		own.paths[path] = true
	}
	own.info, _ = os.Stat(catalogue)
	return own
}

// has tells whether the entry at an absolute path is one of them. A hard link
// has another path: what has the catalogue's inode number is compared with it.
func (o ownFiles) has(path string, e source.Entry) bool {
	if o.paths[path] {
		return true
	}
	if o.info == nil || e.Inode == 0 || e.Inode != inodeOf(o.info) {
		return false
	}
	found, err := os.Lstat(path)
	return err == nil && os.SameFile(found, o.info)
}

// CountFiles walks the paths and calls add for the regular files, so that a
// progress bar knows how much there will be. It reports no errors: the import
// does.
func CountFiles(ctx context.Context, paths []string, add func(files, bytes int64)) {
	for _, path := range paths {
		root, _, err := rootOf(path)
		if err != nil {
			continue
		}
		tree, err := source.Open(root)
		if err != nil {
			continue
		}
		tree.Walk(ctx, "", func(e source.Entry) error {
			if e.Kind == source.Regular && e.Err == nil {
				add(1, e.Size)
			}
			return nil
		})
		tree.Close()
	}
}
