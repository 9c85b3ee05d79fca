package main

import (
	"context"

	"github.com/spf13/cobra"

	"findbuch/store"
)

const statsHelp = `Count what is present: files, documents (distinct bytes), their texts, words and
passages, by media type, language and charset.

With --json one object: sources, imports, files, file_bytes, documents, bytes,
texts, text_bytes, words, passages, gone_documents, catalogue_bytes, and
media_types, languages and charsets (value, documents, bytes).`

const statsExample = `  findbuch stats`

func newStatsCommand(u *ui) *cobra.Command {
	return &cobra.Command{
		Use:     "stats",
		Short:   "Count what is present",
		Long:    statsHelp,
		Example: statsExample,
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return stats(cmd.Context(), u) },
	}
}

// statsJSON is what stats --json has. All sizes are in bytes.
type statsJSON struct {
	Sources        int64      `json:"sources"`
	Imports        int64      `json:"imports"`
	Files          int64      `json:"files"`
	FileBytes      int64      `json:"file_bytes"`
	Documents      int64      `json:"documents"`
	Bytes          int64      `json:"bytes"`
	Texts          int64      `json:"texts"`
	TextBytes      int64      `json:"text_bytes"`
	Words          int64      `json:"words"`
	Passages       int64      `json:"passages"`
	GoneDocuments  int64      `json:"gone_documents"`
	CatalogueBytes int64      `json:"catalogue_bytes"`
	MediaTypes     []kindJSON `json:"media_types"`
	Languages      []kindJSON `json:"languages"`
	Charsets       []kindJSON `json:"charsets"`
}

type kindJSON struct {
	Value     string `json:"value"`
	Documents int64  `json:"documents"`
	Bytes     int64  `json:"bytes"`
}

func stats(ctx context.Context, u *ui) error {
	catalogue, err := u.catalogue(ctx)
	if err != nil {
		return err
	}
	defer catalogue.Close()
	s, err := catalogue.Stats(ctx)
	if err != nil {
		return err
	}
	if !u.json {
		return printStats(u, s)
	}
	return u.line(statsJSON{
		s.Sources, s.Imports, s.Files, s.FileBytes, s.Documents, s.Bytes, s.Texts, s.TextBytes, s.Words, s.Passages,
		s.GoneDocuments, s.CatalogueBytes, kindsJSON(s.MediaTypes), kindsJSON(s.Languages), kindsJSON(s.Charsets),
	})
}

func kindsJSON(kinds []store.Kind) []kindJSON {
	out := make([]kindJSON, len(kinds))
	for i, k := range kinds {
		out[i] = kindJSON(k)
	}
	return out
}

func printStats(u *ui, s store.Stats) error {
	t := table{u: u, right: "12"}
	t.row("files", number(s.Files), size(s.FileBytes))
	t.row("documents", number(s.Documents), size(s.Bytes))
	t.row("texts", number(s.Texts), size(s.TextBytes))
	t.row("passages", number(s.Passages))
	t.row("words", number(s.Words))
	t.row("documents that are gone", number(s.GoneDocuments))
	t.row("sources", number(s.Sources))
	t.row("imports", number(s.Imports))
	t.row("the catalogue", "", size(s.CatalogueBytes))
	printKinds(&t, "type", s.MediaTypes)
	printKinds(&t, "language", s.Languages)
	printKinds(&t, "charset", s.Charsets)
	return t.end()
}

func printKinds(t *table, what string, kinds []store.Kind) {
	for _, k := range kinds {
		t.row(what+" "+visible(k.Value), number(k.Documents), size(k.Bytes))
	}
}
