package main

import (
	"context"

	"github.com/spf13/cobra"

	"findbuch/store"
)

const coverageHelp = `Show what answers about the texts rest on: how many of the documents that are
present were read, why the others were not, and which paths were met and not
registered at all.

With --json one object: documents, searched, not_searched (reason, count, bytes),
bytes, searched_bytes, and unregistered (outcome, reason, count: paths that were
excluded or failed).`

const coverageExample = `  findbuch coverage
  findbuch coverage --json`

func newCoverageCommand(u *ui) *cobra.Command {
	return &cobra.Command{
		Use:     "coverage",
		Short:   "Show what answers rest on",
		Long:    coverageHelp,
		Example: coverageExample,
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return coverage(cmd.Context(), u) },
	}
}

func coverage(ctx context.Context, u *ui) error {
	catalogue, err := u.catalogue(ctx)
	if err != nil {
		return err
	}
	defer catalogue.Close()
	covered, err := catalogue.Coverage(ctx)
	if err != nil {
		return err
	}
	unregistered, err := catalogue.Unregistered(ctx)
	if err != nil {
		return err
	}
	if u.json {
		return u.line(wholeCoverageOf(covered, unregistered))
	}
	return printCoverage(u, covered, unregistered)
}

// wholeCoverage is what coverage --json has.
type wholeCoverage struct {
	Documents     int64              `json:"documents"`
	Searched      int64              `json:"searched"`
	NotSearched   []unreadJSON       `json:"not_searched"`
	Bytes         int64              `json:"bytes"`
	SearchedBytes int64              `json:"searched_bytes"`
	Unregistered  []unregisteredJSON `json:"unregistered"`
}

type unreadJSON struct {
	reasonJSON
	Bytes int64 `json:"bytes"`
}

type unregisteredJSON struct {
	Outcome store.Outcome `json:"outcome"`
	reasonJSON
}

func wholeCoverageOf(c store.Coverage, unregistered []store.Unregistered) wholeCoverage {
	out := wholeCoverage{
		Documents: c.Documents, Searched: c.Read, NotSearched: []unreadJSON{},
		Bytes: c.Bytes, SearchedBytes: c.ReadBytes, Unregistered: []unregisteredJSON{},
	}
	for _, unread := range c.Unread {
		out.NotSearched = append(out.NotSearched, unreadJSON{reasonJSON{unread.Reason, unread.Documents}, unread.Bytes})
	}
	for _, u := range unregistered {
		out.Unregistered = append(out.Unregistered, unregisteredJSON{u.Outcome, reasonJSON{u.Reason, u.Paths}})
	}
	return out
}

// coverageOf is what an answer says at its end.
func coverageOf(c store.Coverage) coverageJSON {
	out := coverageJSON{Documents: c.Documents, Searched: c.Read, NotSearched: []reasonJSON{}}
	for _, unread := range c.Unread {
		out.NotSearched = append(out.NotSearched, reasonJSON{unread.Reason, unread.Documents})
	}
	return out
}

func printCoverage(u *ui, c store.Coverage, unregistered []store.Unregistered) error {
	t := table{u: u, right: "12"}
	t.row("documents present", number(c.Documents), size(c.Bytes))
	t.row("  read", number(c.Read), size(c.ReadBytes))
	for _, unread := range c.Unread {
		t.row("  not read: "+visible(unread.Reason), number(unread.Documents), size(unread.Bytes))
	}
	for _, un := range unregistered {
		t.row("paths "+string(un.Outcome)+": "+visible(un.Reason), number(un.Paths))
	}
	return t.end()
}
