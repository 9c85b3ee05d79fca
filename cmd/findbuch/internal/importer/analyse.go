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

// DefaultMaxText is the default of Options.MaxText, bytes.
const DefaultMaxText = 64 << 20

// Reasons why a document is not read.
const (
	NoReader   = "no reader"
	OverBudget = "over budget"
	Damaged    = "damaged"
)

// derives notes which versions of our rules make the derived rows.
func derives(ctx context.Context, w *store.Writer) error {
	if err := w.Derives(ctx, "fold", word.Version); err != nil {
		return err
	}
	return w.Derives(ctx, text.PlainReader, text.PlainVersion)
}

// Analyse reads a document from its bytes. The text is nil if it was not read,
// and for an empty document, which has none.
func Analyse(data []byte) (store.Reading, *text.Text) {
	charset := document.DetectCharset(data)
	reading := store.Reading{
		MediaType: document.MediaType(data, charset),
		Charset:   charset.Name,
		CharsetBy: charset.By,
	}
	if len(data) == 0 {
		reading.Charset, reading.CharsetBy, reading.Note = "", "", "empty"
		return reading, nil
	}
	if !readable(reading) {
		reading.Unread = NoReader
		return reading, nil
	}
	reading.Reader, reading.Version = text.PlainReader, text.PlainVersion
	body, err := text.Plain(data, charset.Name)
	if err != nil {
		reading.Unread = Damaged
		return reading, nil
	}
	describe(&reading, &body)
	return reading, &body
}

// readable tells whether there is a reader for the document. Marked formats
// have none yet: their tags would be taken for words.
func readable(r store.Reading) bool {
	switch r.MediaType {
	case "text/plain", "application/json", "application/x-ndjson":
		return r.Charset != ""
	}
	return false
}

// describe adds what the passages say of the whole.
func describe(reading *store.Reading, t *text.Text) {
	for _, p := range t.Passages {
		switch {
		case p.Kind == text.KindTitle && reading.Title == "":
			reading.Title = p.Span.Of(t.Body)
		case p.Kind == text.KindDateline && reading.Dateline == "":
			reading.Dateline = p.Span.Of(t.Body)
		}
	}
}

// unreadBeginning judges a document that is over the budget by its beginning:
// one that would have been read is over budget, another has no reader.
func unreadBeginning(head []byte) store.Reading {
	for cut := 1; cut < utf8.UTFMax && cut < len(head); cut++ {
		if start := len(head) - cut; utf8.RuneStart(head[start]) {
			if !utf8.FullRune(head[start:]) {
				head = head[:start]
			}
			break
		}
	}
	charset := document.DetectCharset(head)
	reading := store.Reading{
		MediaType: document.MediaType(head, charset),
		Charset:   charset.Name,
		CharsetBy: charset.By,
		Unread:    NoReader,
	}
	if readable(reading) {
		reading.Unread = OverBudget
	}
	return reading
}

// Index folds the words of a text's passages as they stand in the index: those
// of titles and those of all others, each with one space between.
func Index(body string, passages []store.Passage) (title, rest []byte) {
	rest = make([]byte, 0, len(body))
	for _, p := range passages {
		if p.Kind == string(text.KindTitle) {
			title, _ = word.AppendFolded(title, p.Span.Of(body))
		} else {
			rest, _ = word.AppendFolded(rest, p.Span.Of(body))
		}
	}
	return title, rest
}

// languageWords is how many words are enough to tell a language.
const languageWords = 4000

// indexed returns the text as the store keeps it, and its language.
func indexed(t *text.Text) (*store.Text, string, error) {
	kept := &store.Text{Body: t.Body, Folded: make([]byte, 0, len(t.Body)), Passages: make([]store.Passage, len(t.Passages))}
	if t.Map != nil {
		encoded, err := json.Marshal(t.Map)
		if err != nil {
			return nil, "", err
		}
		kept.Map = string(encoded)
	}
	var scanner word.Scanner
	var language word.Counter
	var titleWords, restWords int64
	for i, p := range t.Passages {
		into, words := &kept.Folded, &restWords
		if p.Kind == text.KindTitle {
			into, words = &kept.Title, &titleWords
		}
		kept.Passages[i] = store.Passage{Kind: string(p.Kind), Span: p.Span, FirstWord: *words, Page: int64(p.Page)}
		scanner.Reset(p.Span.Of(t.Body))
		for scanner.Next() {
			folded := scanner.Folded()
			if len(*into) > 0 {
				*into = append(*into, ' ')
			}
			*into = append(*into, folded...)
			*words++
			if titleWords+restWords <= languageWords {
				language.Observe(folded)
			}
		}
	}
	kept.Words = titleWords + restWords
	return kept, language.Language(), nil
}

// Language tells the language of a text as an import would.
func Language(t *text.Text) string {
	_, language, _ := indexed(t)
	return language
}
