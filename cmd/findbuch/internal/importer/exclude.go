package importer

import (
	"fmt"
	"path"
	"strings"

	"findbuch/store"
)

// CheckPatterns returns an error for the first pattern that cannot be used.
func CheckPatterns(patterns []string) error {
	for _, pattern := range patterns {
		if _, err := path.Match(pattern, ""); err != nil || pattern == "" {
			return fmt.Errorf("pattern %q: %w", pattern, path.ErrBadPattern)
		}
	}
	return nil
}

// hidden tells whether a pattern leaves out the path or a folder that it lies in.
func hidden(patterns []string, entry string) bool {
	if len(patterns) == 0 {
		return false
	}
	for i, char := range []byte(entry) {
		if char == '/' {
			if outcome, _ := excluded(patterns, entry[:i]); outcome != "" {
				return true
			}
		}
	}
	outcome, _ := excluded(patterns, entry)
	return outcome != ""
}

// excluded tells whether a pattern leaves out the path of a file or folder. A
// pattern without '/' is matched with the last name, one with '/' with the whole
// path from the root of the source; '*' and '?' match no '/' (path.Match).
func excluded(patterns []string, entry string) (store.Outcome, string) {
	for _, pattern := range patterns {
		name := entry
		if !strings.Contains(pattern, "/") {
			name = path.Base(entry)
		}
		if ok, _ := path.Match(strings.TrimPrefix(pattern, "/"), name); ok {
			return store.Excluded, "--exclude " + pattern
		}
	}
	return "", ""
}
