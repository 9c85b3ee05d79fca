package importer

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"findbuch/cmd/findbuch/internal/source"
	"findbuch/store"
)

// place is a scope with the tree that it is walked in.
type place struct {
	scope  store.Scope
	tree   *source.Tree    // nil: the source has vanished, and all that it had is gone
	nested map[string]nest // what lies in the tree and is another source's, by path
}

// nest is the root of a source that lies in another one's.
type nest struct {
	reason string // why it cannot be walked as a place of its own; "": it is
}

// Errors for paths that cannot be imported as they are asked for.
var (
	ErrKind  = errors.New("is no longer the kind of source that it was registered as")
	ErrNamed = errors.New("belongs to a source that has a name")
)

// locate finds the source of each path: the registered one that it lies in, the
// innermost if there are several, or a new one. Sources that lie below a path
// are places of their own, and their files stay theirs; one of these that is not
// there any more is gone, and one that cannot be walked fails as an entry of the
// source around it.
func locate(ctx context.Context, w *store.Writer, options Options) (places []*place, err error) {
	sources, err := w.Sources(ctx)
	if err != nil {
		return nil, err
	}
	scopes, sources, err := scopesOf(sources, options)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			closeAll(places)
		}
	}()
	unwalked := map[string]string{} // reasons, by root
	for _, s := range outermost(scopes) {
		p := &place{scope: s.Scope}
		if s.below && vanished(s.Source.Root) {
			places = append(places, p)
			continue
		}
		p.tree, err = source.Open(s.Source.Root)
		if err == nil && p.tree.IsFile() != (s.Source.Kind == "file") {
			p.tree.Close()
			err = fmt.Errorf("%s: source %q %w", s.Source.Root, s.Source.Name, ErrKind)
		}
		switch {
		case err == nil:
			places = append(places, p)
		case s.below:
			unwalked[s.Source.Root], err = unwalkedReason(err), nil
		default:
			return places, err
		}
	}
	for _, p := range places {
		p.nested = nestsIn(p.scope.Source, sources, unwalked)
	}
	return places, nil
}

// asked is a scope that the user named, or a source below one.
type asked struct {
	store.Scope
	below bool
}

// scopesOf returns what is to be walked, and the sources with the new ones.
func scopesOf(sources []store.Source, options Options) ([]asked, []store.Source, error) {
	var scopes []asked
	for _, path := range options.Paths {
		if s, is := vanishedFile(sources, path); is {
			scopes = append(scopes, asked{store.Scope{Source: s}, true})
			continue
		}
		root, kind, err := rootOf(path)
		if err != nil {
			return nil, nil, err
		}
		scope, known := innermost(sources, root)
		if known && options.Name != "" && options.Name != scope.Source.Name {
			return nil, nil, fmt.Errorf("%s: %w: %q", path, ErrNamed, scope.Source.Name)
		}
		if !known {
			scope.Source = store.Source{Name: nameOf(root, options.Name), Kind: kind, Root: root}
			sources = append(sources, scope.Source)
		}
		scopes = append(scopes, asked{Scope: scope})
		for _, s := range sources {
			if _, below := (store.Source{Kind: kind, Root: root}).Rel(s.Root); below && s.Root != root {
				scopes = append(scopes, asked{store.Scope{Source: s}, true})
			}
		}
	}
	return scopes, sources, nil
}

func unwalkedReason(err error) string {
	if errors.Is(err, ErrKind) {
		return "a source of another kind"
	}
	return source.Reason(err)
}

func vanished(path string) bool {
	_, err := os.Lstat(path)
	return errors.Is(err, os.ErrNotExist)
}

// vanishedFile finds the source that a path was, a file which is not there any
// more, though the folder around it is.
func vanishedFile(sources []store.Source, path string) (store.Source, bool) {
	folder, err := filepath.EvalSymlinks(filepath.Dir(path))
	if err != nil || !vanished(path) {
		return store.Source{}, false
	}
	root := filepath.Join(folder, filepath.Base(path))
	for _, s := range sources {
		if s.Kind == "file" && s.Root == root {
			return s, true
		}
	}
	return store.Source{}, false
}

// rootOf returns the absolute path behind the links that the user named, and
// whether it is a folder or a file.
func rootOf(path string) (root, kind string, err error) {
	if root, err = filepath.EvalSymlinks(path); err != nil {
		return "", "", err
	}
	if root, err = filepath.Abs(root); err != nil {
		return "", "", err
	}
	info, err := os.Lstat(root)
	switch {
	case err != nil:
		return "", "", err
	case info.IsDir():
		return root, "folder", nil
	case info.Mode().IsRegular():
		return root, "file", nil
	}
	return "", "", &os.PathError{Op: "read", Path: path, Err: source.ErrNotRegular}
}

func innermost(sources []store.Source, path string) (scope store.Scope, known bool) {
	for _, s := range sources {
		rel, in := s.Rel(path)
		if in && (!known || len(s.Root) > len(scope.Source.Root)) {
			if s.Kind == "file" {
				rel = "" // all of it
			}
			scope, known = store.Scope{Source: s, Path: rel}, true
		}
	}
	return scope, known
}

// outermost leaves out the scopes that lie in another one of the same source, and
// returns the others in the order of their paths.
func outermost(scopes []asked) (kept []asked) {
	for i, s := range scopes {
		covered := false
		for j, other := range scopes {
			if i == j || s.Source.Root != other.Source.Root {
				continue
			}
			same := s.Path == other.Path
			covered = covered || same && j < i || !same && within(s.Path, other.Path)
		}
		if !covered {
			kept = append(kept, s)
		}
	}
	slices.SortStableFunc(kept, func(a, b asked) int {
		return strings.Compare(a.Source.Root+"/"+a.Path, b.Source.Root+"/"+b.Path)
	})
	return kept
}

// within tells whether path is folder or lies below it; "" is the root.
func within(path, folder string) bool {
	return folder == "" || path == folder || strings.HasPrefix(path, folder+"/")
}

func nestsIn(outer store.Source, sources []store.Source, unwalked map[string]string) map[string]nest {
	nested := map[string]nest{}
	for _, s := range sources {
		if rel, in := outer.Rel(s.Root); in && s.Root != outer.Root {
			nested[rel] = nest{unwalked[s.Root]}
		}
	}
	return nested
}

func nameOf(root, asked string) string {
	if asked != "" {
		return asked
	}
	if name := filepath.Base(root); name != string(filepath.Separator) {
		return strings.ToValidUTF8(name, "\uFFFD")
	}
	return "root"
}

// register adds the sources that are new and the scopes of all places.
func register(ctx context.Context, im *store.Import, places []*place, named bool) error {
	registered := map[string]store.Source{} // by root
	for _, p := range places {
		s := p.scope.Source
		if s.ID == 0 {
			if known, ok := registered[s.Root]; ok {
				s = known
			} else {
				added, err := im.AddSource(ctx, s, named)
				if err != nil {
					return fmt.Errorf("register source %s: %w", s.Root, err)
				}
				s = added
			}
		}
		registered[s.Root] = s
		p.scope.Source = s
		if err := im.AddScope(ctx, p.scope); err != nil {
			return err
		}
	}
	return nil
}

func closeAll(places []*place) {
	for _, p := range places {
		if p.tree != nil {
			p.tree.Close()
		}
	}
}

// Check returns an error if one of the paths cannot be imported, before there is
// a catalogue.
func Check(paths []string) error {
	for _, path := range paths {
		if _, _, err := rootOf(path); err != nil {
			return err
		}
	}
	return nil
}
