package verify

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"findbuch/cmd/findbuch/internal/source"
	"findbuch/store"
)

// A Manifest is what is listed in a file that sha256sum or findbuch export
// manifest wrote. It is held in memory: about 70 bytes and the path for each
// line.
type Manifest struct {
	roots []string
	files [][]Recorded // of each root, in path order
}

// LoadManifest reads a manifest whose relative paths lie below the only one of
// roots. An absolute path must lie at or below one of the roots, and then in the
// deepest. No path may lead out by "..". The roots are absolute; one may be a
// file.
func LoadManifest(r io.Reader, roots []string) (*Manifest, error) {
	m := &Manifest{roots: roots, files: make([][]Recorded, len(roots))}
	err := ReadManifest(r, func(number int, sum store.SHA256, path string) error {
		root, relative, err := m.locate(path)
		if err != nil {
			return &ManifestError{number, err}
		}
		m.files[root] = append(m.files[root], Recorded{Path: relative, SHA256: sum})
		return nil
	})
	if err != nil {
		return nil, err
	}
	for root := range m.files {
		if err := m.order(root); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// Empty tells whether nothing is listed: such a manifest would find everything
// intact.
func (m *Manifest) Empty() bool {
	for _, files := range m.files {
		if len(files) > 0 {
			return false
		}
	}
	return true
}

// Roots calls visit for the roots that something is listed of, by their index.
func (m *Manifest) Roots(visit func(i int) error) error {
	for i := range m.roots {
		if len(m.files[i]) == 0 {
			continue
		}
		if err := visit(i); err != nil {
			return err
		}
	}
	return nil
}

// ErrSeveralRoots is what a relative path is refused with when it could lie
// below several roots.
var ErrSeveralRoots = errors.New("has a relative path, which could lie in several sources")

// locate finds the root and the path below it.
func (m *Manifest) locate(listed string) (root int, relative string, err error) {
	if !filepath.IsAbs(filepath.FromSlash(listed)) {
		if len(m.roots) != 1 {
			return 0, "", ErrSeveralRoots
		}
		relative = path.Clean(listed)
		if relative == "." || relative == ".." || strings.HasPrefix(relative, "../") {
			return 0, "", fmt.Errorf("has a path that leads out of %s", m.roots[0])
		}
		return 0, relative, nil
	}
	absolute := filepath.Clean(filepath.FromSlash(listed))
	root = -1
	for i, candidate := range m.roots {
		below, ok := cutRoot(absolute, candidate)
		if ok && (root < 0 || len(candidate) > len(m.roots[root])) {
			root, relative = i, below
		}
	}
	if root < 0 {
		return 0, "", fmt.Errorf("has a path that lies outside of %s", strings.Join(m.roots, ", "))
	}
	return root, relative, nil
}

// cutRoot returns the path below a root; of the root itself, when that is a
// file, the base name.
func cutRoot(absolute, root string) (string, bool) {
	if absolute == root {
		return filepath.Base(root), true
	}
	prefix := strings.TrimSuffix(root, string(filepath.Separator)) + string(filepath.Separator)
	below, ok := strings.CutPrefix(absolute, prefix)
	return filepath.ToSlash(below), ok
}

// order sorts the files of a root. What is listed twice must have one checksum.
func (m *Manifest) order(root int) error {
	files := m.files[root]
	slices.SortFunc(files, func(a, b Recorded) int { return strings.Compare(a.Path, b.Path) })
	for i := 1; i < len(files); i++ {
		if files[i].Path == files[i-1].Path && files[i].SHA256 != files[i-1].SHA256 {
			return fmt.Errorf("%q is listed with two checksums", files[i].Path)
		}
	}
	m.files[root] = slices.CompactFunc(files, func(a, b Recorded) bool { return a.Path == b.Path })
	return nil
}

// Register returns what is listed of a root. self is the absolute path of the
// manifest, which is left out where it lies in what it lists; so is what also
// leaves out, if that is not nil.
func (m *Manifest) Register(root int, self string, also Register) Register {
	return &manifestRegister{files: m.files[root], root: m.roots[root], self: newFileSet(self), also: also}
}

type manifestRegister struct {
	files []Recorded
	seen  int
	root  string
	self  fileSet
	also  Register
	bySum map[store.SHA256]int // the first of files with these bytes
}

func (r *manifestRegister) Next(context.Context) (Recorded, bool, error) {
	if r.seen == len(r.files) {
		return Recorded{}, false, nil
	}
	r.seen++
	return r.files[r.seen-1], true, nil
}

func (r *manifestRegister) Holder(_ context.Context, sum store.SHA256) (Recorded, bool, error) {
	if r.bySum == nil {
		r.bySum = make(map[store.SHA256]int, len(r.files))
		for i := len(r.files) - 1; i >= 0; i-- {
			r.bySum[r.files[i].SHA256] = i
		}
	}
	i, ok := r.bySum[sum]
	if !ok {
		return Recorded{}, false, nil
	}
	return r.files[i], true, nil
}

func (r *manifestRegister) LeavesOut(ctx context.Context, e source.Entry) (bool, error) {
	if r.self.has(filepath.Join(r.root, filepath.FromSlash(e.Path)), e) {
		return true, nil
	}
	if r.also == nil {
		return false, nil
	}
	return r.also.LeavesOut(ctx, e)
}
