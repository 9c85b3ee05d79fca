package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"findbuch/store"
)

const historyHelp = `Show the imports and the other commands that added records, oldest first: when,
with which options, how they ended, and the digest that chains their records
(findbuch verify --catalogue recomputes it; note the newest one on paper).

An import is complete, incomplete (its account does not close), interrupted,
killed (it left no account) or running.

With --json one object an import: import, started, ended, program, command,
options, state, counts, digest. Without an account ended, counts and digest are
null.`

const historyExample = `  findbuch history
  findbuch history --json | jq -r .digest | tail -1`

func newHistoryCommand(u *ui) *cobra.Command {
	return &cobra.Command{
		Use:     "history",
		Short:   "Show the imports",
		Long:    historyHelp,
		Example: historyExample,
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return history(cmd.Context(), u) },
	}
}

// ranJSON is an import as history --json has it. Times are UTC.
type ranJSON struct {
	Import  int64           `json:"import"`
	Started time.Time       `json:"started"`
	Ended   *time.Time      `json:"ended"`
	Program string          `json:"program"`
	Command string          `json:"command"`
	Options json.RawMessage `json:"options"`
	State   store.RunState  `json:"state"`
	Counts  json.RawMessage `json:"counts"`
	Digest  *string         `json:"digest"`
}

func history(ctx context.Context, u *ui) error {
	catalogue, err := u.catalogue(ctx)
	if err != nil {
		return err
	}
	defer catalogue.Close()
	t := table{u: u, right: "0"}
	err = catalogue.History(ctx, func(r store.Ran) error {
		if u.json {
			return u.line(ranJSONOf(r))
		}
		return t.row(fmt.Sprint(r.Import), store.Time(r.Started).Format(time.RFC3339), visible(r.Command), string(r.State),
			dash(short(r.Digest)), shorten(visible(mainCounts(r.Counts)), maxColumn), visible(string(r.Options)))
	})
	if err != nil || u.json {
		return err
	}
	return t.end()
}

func ranJSONOf(r store.Ran) ranJSON {
	line := ranJSON{
		Import: r.Import, Started: store.Time(r.Started), Program: r.Program, Command: r.Command,
		Options: r.Options, State: r.State, Counts: r.Counts, Digest: orNull(r.Digest),
	}
	if r.Ended != 0 {
		ended := store.Time(r.Ended)
		line.Ended = &ended
	}
	return line
}

func short(digest string) string { return digest[:min(len(digest), shortDigits)] }

// mainCounts writes the counts of an account that are not zero, in the
// account's order: "walked 3, new 2, failed 1".
func mainCounts(counts json.RawMessage) string {
	decoder := json.NewDecoder(bytes.NewReader(counts))
	decoder.UseNumber()
	if start, err := decoder.Token(); err != nil || start != json.Delim('{') {
		return ""
	}
	text := ""
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return text
		}
		var value any
		if err := decoder.Decode(&value); err != nil {
			return text
		}
		if n, ok := value.(json.Number); ok && n != "0" {
			if text != "" {
				text += ", "
			}
			text += fmt.Sprintf("%v %v", name, n)
		}
	}
	return text
}
