package importer

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"findbuch/cmd/findbuch/internal/source"
	"findbuch/store"
)

// place is a scope with the tree that it is walked in.
type place struct {
	scope  store.Scope
	tree   *source.Tree
	others map[string]bool // paths in the tree that are roots of other sources
}

// locate finds the source of each path: the registered one that it lies in, the
// innermost if there are several, or a new one. Sources that lie below a path
// are places of their own, and their files stay theirs.
func locate(ctx context.Context, w *store.Writer, options Options) (places []*place, err error) {
	sources, err := w.Sources(ctx)
	if err != nil {
		return nil, err
	}
	var scopes []store.Scope
	for _, path := range options.Paths {
		root, kind, err := resolve(path)
		if err != nil {
			return nil, err
		}
		scope, known := innermost(sources, root)
		if !known {
			scope.Source = store.Source{Name: nameOf(root, options.Name), Kind: kind, Root: root}
			sources = append(sources, scope.Source)
		}
		scopes = append(scopes, scope)
		for _, s := range sources {
			if _, below := (store.Source{Kind: kind, Root: root}).Rel(s.Root); below && s.Root != root && exists(s.Root) {
				scopes = append(scopes, store.Scope{Source: s})
			}
		}
	}
	defer func() {
		if err != nil {
			closeAll(places)
		}
	}()
	for _, scope := range outermost(scopes) {
		tree, err := source.Open(scope.Source.Root)
		if err != nil {
			return places, err
		}
		places = append(places, &place{scope: scope, tree: tree, others: rootsIn(scope.Source, sources)})
	}
	return places, nil
}

// resolve returns the absolute path behind the links that the user named, and
// whether it is a folder or a file.
func resolve(path string) (root, kind string, err error) {
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

// outermost leaves out the scopes that lie in another one of the same source.
func outermost(scopes []store.Scope) (kept []store.Scope) {
	for i, s := range scopes {
		covered := false
		for j, other := range scopes {
			if i == j || s.Source.Root != other.Source.Root {
				continue
			}
			covered = covered || s.Path == other.Path && j < i || s.Path != other.Path && within(s.Path, other.Path)
		}
		if !covered {
			kept = append(kept, s)
		}
	}
	return kept
}

// within tells whether path is folder or lies below it; "" is the root.
func within(path, folder string) bool {
	return folder == "" || path == folder || strings.HasPrefix(path, folder+"/")
}

func rootsIn(outer store.Source, sources []store.Source) map[string]bool {
	roots := map[string]bool{}
	for _, s := range sources {
		if rel, in := outer.Rel(s.Root); in && s.Root != outer.Root {
			roots[rel] = true
		}
	}
	return roots
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

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
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
		p.tree.Close()
	}
}
