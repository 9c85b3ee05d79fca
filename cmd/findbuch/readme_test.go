package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "renew the README's run and table of commands, and golden files")

// between returns what stands in text after start and before end.
func between(t *testing.T, text, start, end string) string {
	t.Helper()
	_, rest, found := strings.Cut(text, start)
	require.True(t, found, "%q", start)
	part, _, found := strings.Cut(rest, end)
	require.True(t, found, "%q", end)
	return part
}

func readme(t *testing.T) (path, text string) {
	t.Helper()
	path, err := filepath.Abs("../../README.md")
	require.NoError(t, err)
	content, err := os.ReadFile(path)
	require.NoError(t, err)
	return path, string(content)
}

// renew puts new in the place of old, which stands after what after says.
func renew(t *testing.T, path, text, after, old, new string) {
	t.Helper()
	require.NoError(t, os.WriteFile(path, []byte(strings.Replace(text, after+old, after+new, 1)), 0o644))
}

// TestReadmeRun types the commands of the README's one real run, and compares
// what they print.
func TestReadmeRun(t *testing.T) {
	path, text := readme(t)
	const before = "## One real run\n\n```\n"
	want := between(t, text, before, "```\n")
	t.Chdir(t.TempDir())
	require.NoError(t, os.CopyFS("seeds", os.DirFS(filepath.Join(filepath.Dir(path), "seeds"))))
	var got bytes.Buffer
	for line := range strings.Lines(want) {
		typed, isCommand := strings.CutPrefix(line, "$ findbuch ")
		if !isCommand {
			continue
		}
		if got.Len() > 0 {
			got.WriteString("\n")
		}
		got.WriteString(line)
		code := run(t.Context(), words(typed), strings.NewReader(""), &got, &got)
		require.Equal(t, exitDone, code, "%s%s", line, got.String())
	}
	if *update {
		renew(t, path, text, before, want, got.String())
		return
	}
	require.Equal(t, want, got.String(), "go test ./cmd/findbuch -run TestReadme -update")
}

// words splits a command line at blanks outside of single quotes.
func words(line string) (words []string) {
	for i, part := range strings.Split(strings.TrimSpace(line), "'") {
		if i%2 == 1 {
			words = append(words, part)
		} else {
			words = append(words, strings.Fields(part)...)
		}
	}
	return words
}

// TestReadmeCommands keeps the README's table of commands what the help says.
func TestReadmeCommands(t *testing.T) {
	path, text := readme(t)
	const before = "| command | answers |\n|---|---|\n"
	want := between(t, text, before, "\n\n")
	var got []string
	for _, command := range commands(newUI(nil, os.Stdout, os.Stderr)) {
		use := strings.TrimSuffix(command.Use, " [flags]")
		got = append(got, fmt.Sprintf("| `%s` | %s |", strings.ReplaceAll(use, "|", `\|`), command.Short))
		require.NotEmpty(t, command.Long, use)
		for _, below := range command.Commands() {
			got = append(got, fmt.Sprintf("| `%s %s` | %s |", command.Name(), below.Use, below.Short))
		}
	}
	if *update {
		renew(t, path, text, before, want, strings.Join(got, "\n"))
		return
	}
	require.Equal(t, want, strings.Join(got, "\n"), "go test ./cmd/findbuch -run TestReadme -update")
}

// TestEveryCommandHasAnExample holds for all that can be run.
func TestEveryCommandHasAnExample(t *testing.T) {
	for _, command := range commands(newUI(nil, os.Stdout, os.Stderr)) {
		if len(command.Commands()) == 0 {
			require.Contains(t, command.Example, "findbuch "+command.Name(), command.Name())
		}
	}
}

// TestReadmeNamesEveryDependency compares its table with go.mod.
func TestReadmeNamesEveryDependency(t *testing.T) {
	_, text := readme(t)
	mod, err := os.ReadFile("../../go.mod")
	require.NoError(t, err)
	for line := range strings.Lines(string(mod)) {
		fields := strings.Fields(line)
		if len(fields) < 2 || strings.Contains(line, "// indirect") || !strings.HasPrefix(line, "\t") {
			continue
		}
		require.Contains(t, text, fields[0], "what it is for")
	}
}
