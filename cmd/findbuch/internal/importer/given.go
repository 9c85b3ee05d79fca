package importer

import (
	"context"
	"encoding/json"
	"unicode/utf8"

	"findbuch/cmd/findbuch/internal/document"
	"findbuch/cmd/findbuch/internal/text"
	"findbuch/cmd/findbuch/internal/word"
	"findbuch/store"
)

// GivenText is a text that a person gave, as the assertion keeps it: whole, so
// that what is derived of it can be derived again.
type GivenText struct {
	Content string `json:"content"` // UTF-8
}

// AddText records that a person gave a text for a document, and puts it in the
// place of what readers took. It is the command text add, with an account.
func AddText(ctx context.Context, w *store.Writer, program string, f store.Found, data []byte, who string) (store.ReadAs, error) {
	charset := document.DetectCharset(data)
	given, err := text.Given(data, charset.Name, text.DefaultLimits)
	if err != nil {
		return store.ReadAs{}, err
	}
	content := string(data)
	if !utf8.Valid(data) { // plain text in another charset: it is kept as it was read
		content = given.Body
	}
	value, err := json.Marshal(GivenText{content})
	if err != nil {
		return store.ReadAs{}, err
	}
	kept, language, err := indexed(&given)
	if err != nil {
		return store.ReadAs{}, err
	}
	if err := w.ReadBy(ctx, text.GivenReader, text.GivenVersion); err != nil {
		return store.ReadAs{}, err
	}
	im, err := w.Begin(ctx, program, "text add", struct {
		Document string `json:"document"`
	}{f.Document})
	if err != nil {
		return store.ReadAs{}, err
	}
	lists, err := Lists(ctx, w.Catalogue)
	if err != nil {
		return store.ReadAs{}, err
	}
	batch, err := im.Batch(ctx)
	if err != nil {
		return store.ReadAs{}, err
	}
	is, err := addText(ctx, batch, f.ID(), string(value), who, language, &given, kept, teller{lists: lists})
	if err != nil {
		batch.Rollback(ctx)
		return is, err
	}
	if err := batch.Commit(ctx); err != nil {
		return is, err
	}
	_, err = im.End(ctx, true, struct {
		Texts int `json:"texts"`
	}{1})
	return is, err
}

func addText(ctx context.Context, b *store.Batch, id int64, value, who, language string, t *text.Text, kept *store.Text, lists teller) (is store.ReadAs, err error) {
	if _, err := b.Assert(ctx, id, store.GivenText, value, who); err != nil {
		return is, err
	}
	reading, err := b.Reading(ctx, id)
	if err != nil {
		return is, err
	}
	reading.Reader, reading.Version, reading.Unread, reading.Note = text.GivenReader, text.GivenVersion, "", ""
	reading.Language, reading.Title, reading.Dateline, reading.Notes = language, "", "", []string{"the text was given by " + who}
	describe(&reading, t)
	if err := b.Reread(ctx, id, word.AppendFolded, reading, kept); err != nil {
		return is, err
	}
	if err := restate(ctx, b, id, lists, who); err != nil {
		return is, err
	}
	return b.ReadAs(ctx, id)
}
