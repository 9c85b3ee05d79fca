package importer

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"unicode/utf8"

	"findbuch/cmd/findbuch/internal/document"
	"findbuch/cmd/findbuch/internal/document/pronom"
	"findbuch/cmd/findbuch/internal/sandbox"
	"findbuch/cmd/findbuch/internal/text"
	"findbuch/cmd/findbuch/internal/word"
	"findbuch/store"
)

// DefaultMaxText is the default of Options.MaxText, bytes.
const DefaultMaxText = 64 << 20

// Reasons why a document is not read. Where and why is said by the notes.
const (
	NoReader   = "no reader"
	OverBudget = "over budget"
	Damaged    = "damaged"
	Encrypted  = "encrypted"
	ImageOnly  = "image only"
	Stopped    = "stopped"
	Crashed    = "the reader crashed"
)

// retried are the reasons that another try, or a larger budget, may change.
var retried = map[string]bool{OverBudget: true, Stopped: true, Crashed: true}

// reasons are what a reader's error is called.
var reasons = []struct {
	err    error
	reason string
}{
	{text.ErrDamaged, Damaged},
	{text.ErrEncrypted, Encrypted},
	{text.ErrImageOnly, ImageOnly},
	{text.ErrOverBudget, OverBudget},
	{sandbox.ErrStopped, Stopped},
	{sandbox.ErrCrashed, Crashed},
}

// derives notes which versions of our rules make the derived rows.
func derives(ctx context.Context, w *store.Writer) error {
	if err := w.Derives(ctx, "fold", word.Version); err != nil {
		return err
	}
	if err := noteFacts(ctx, w); err != nil {
		return err
	}
	for _, r := range text.Readers() {
		if err := w.ReadBy(ctx, r.Name, int64(r.Version)); err != nil {
			return err
		}
	}
	return nil
}

// noteFacts notes in a new catalogue which rules its facts are read by. In one
// that has texts, older facts or none may stand beside newer ones until reread
// takes all again.
func noteFacts(ctx context.Context, w *store.Writer) error {
	made, err := w.Derived(ctx, "facts")
	if err != nil || made != 0 {
		return err
	}
	held, err := w.Texts(ctx)
	if err != nil || len(held) > 0 {
		return err
	}
	return w.ReadBy(ctx, "facts", factsVersion)
}

// Analysed is what a document is and says.
type Analysed struct {
	SHA256  store.SHA256
	Size    int64
	Reading store.Reading
	Text    *text.Text // nil: not read, or empty
	Members []Inside
}

// Inside is a document inside of another one.
type Inside struct {
	Name     string
	Reason   string // why it could not be taken out; then there is no Document
	Start    int64
	Length   int64 // -1: it does not stand in the container as it is
	Document *Analysed
}

// analyst reads documents from their bytes: hostile formats in the sandbox, the
// others here.
type analyst struct {
	teller
	noFacts bool
	limits  text.Limits
	pool    *sandbox.Pool // nil: everything is read here
	// identifier is a pool of one: what it must load takes longer than all that a
	// second one would save.
	identifier *sandbox.Pool
}

// analyse reads a document and those inside of it. Its error is that of ctx.
func (a *analyst) analyse(ctx context.Context, data []byte) (Analysed, error) {
	return a.nested(ctx, data, 0)
}

func (a *analyst) nested(ctx context.Context, data []byte, depth int) (Analysed, error) {
	found := Analysed{SHA256: sumBytes(data), Size: int64(len(data))}
	charset := document.DetectCharset(data)
	found.Reading = store.Reading{
		MediaType: document.MediaType(data, charset),
		Charset:   charset.Name,
		CharsetBy: charset.By,
	}
	reading := &found.Reading
	if len(data) == 0 {
		reading.Charset, reading.CharsetBy, reading.Note = "", "", "empty"
		return found, nil
	}
	if err := a.identify(ctx, data, reading); err != nil {
		return found, err
	}
	reader, ok := text.ReaderOf(reading.MediaType)
	if !ok || reading.MediaType == plainText && charset.Name == "" {
		reading.Unread = NoReader
		return found, nil
	}
	reading.Reader, reading.Version = reader.Name, int64(reader.Version)
	body, err := a.read(ctx, reader, text.Input{
		Data: data, MediaType: reading.MediaType, Charset: charset.Name, Limits: a.limits,
	})
	if ctx.Err() != nil {
		return found, ctx.Err()
	}
	if err != nil {
		unread(reading, err)
		return found, nil
	}
	found.Text = &body
	describe(reading, &body)
	for _, m := range body.Members {
		inside, err := a.inside(ctx, m, depth+1)
		if err != nil {
			return found, err
		}
		found.Members = append(found.Members, inside)
	}
	body.Members = nil // their bytes are done with
	return found, nil
}

const plainText = "text/plain"

func (a *analyst) inside(ctx context.Context, m text.Member, depth int) (Inside, error) {
	inside := Inside{Name: m.Name, Reason: m.Unread, Start: int64(m.Start), Length: int64(m.Length)}
	switch {
	case inside.Reason != "":
		return inside, nil
	case depth > a.limits.Depth:
		inside.Reason = OverBudget
		return inside, nil
	}
	found, err := a.nested(ctx, m.Data, depth)
	inside.Document = &found
	return inside, err
}

func (a *analyst) read(ctx context.Context, reader text.Reader, in text.Input) (text.Text, error) {
	if !reader.Hostile || a.pool == nil {
		return reader.Read(in)
	}
	return a.pool.Read(ctx, sandbox.Request{Reader: reader.Name, Input: in})
}

// identifier is what the sandbox takes for a reader that names formats.
const identifier = "pronom"

// identify names the format. What takes the identifier down is not identified.
func (a *analyst) identify(ctx context.Context, data []byte, reading *store.Reading) error {
	if format, ok := pronom.OfType(reading.MediaType); ok {
		reading.PUID, reading.PUIDBasis = format.PUID, format.Basis
		return nil
	}
	in := text.Input{Data: data, MediaType: reading.MediaType, Limits: a.limits}
	var answer text.Text
	var err error
	if a.pool == nil {
		answer, err = identified(in)
	} else {
		answer, err = a.identifier.Read(ctx, sandbox.Request{Reader: identifier, Input: in})
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		reading.Notes = append(reading.Notes, "not identified: "+oneLine(err.Error()))
		return nil
	}
	for _, p := range answer.Properties {
		switch p.Name {
		case "puid":
			reading.PUID = p.Value
		case "basis":
			reading.PUIDBasis = p.Value
		case "mime":
			if vague[reading.MediaType] {
				reading.MediaType = p.Value
			}
		}
	}
	return nil
}

// vague are media types of which a format tells more: what a package holds is
// not always told by its first bytes.
var vague = map[string]bool{"application/octet-stream": true, "application/zip": true, "application/x-ole-storage": true}

// identified answers in the form of a reader.
func identified(in text.Input) (t text.Text, err error) {
	t.Map = text.Map{}
	if format, ok := pronom.Identify(in.Data); ok {
		t.Properties = []text.Property{{Name: "puid", Value: format.PUID}, {Name: "basis", Value: format.Basis}}
		if mediaType, _, _ := strings.Cut(format.MIME, ","); mediaType != "" {
			t.Properties = append(t.Properties, text.Property{Name: "mime", Value: strings.TrimSpace(mediaType)})
		}
	}
	return t, nil
}

// InSandbox are the readers of a child of the sandbox.
func InSandbox() sandbox.Readers {
	return sandbox.Readers{
		Read: func(name string, in text.Input) (text.Text, error) {
			if name == identifier {
				return identified(in)
			}
			return sandbox.Known(name, in)
		},
		Warm: func(name string) error {
			if name == identifier {
				pronom.Identify([]byte{0}) // loads the signatures
				return nil
			}
			if r, ok := text.ReaderNamed(name); ok && r.Warm != nil {
				return r.Warm()
			}
			return nil
		},
	}
}

// reasonOf returns the reason that an error is called. What a reader has no name
// for is the machine's, a child that could not be started, say: another try may
// do.
func reasonOf(err error) string {
	for _, known := range reasons {
		if errors.Is(err, known.err) {
			return known.reason
		}
	}
	return Crashed
}

// unread notes why a document was not read.
func unread(reading *store.Reading, err error) {
	reading.Unread = reasonOf(err)
	if more := err.Error(); more != reading.Unread {
		reading.Notes = append(reading.Notes, oneLine(more))
	}
}

// oneLine makes a note of what is said.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// describe adds what the text says of the whole.
func describe(reading *store.Reading, t *text.Text) {
	for _, p := range t.Passages {
		switch {
		case p.Kind == text.KindTitle && reading.Title == "":
			reading.Title = p.Span.Of(t.Body)
		case p.Kind == text.KindDateline && reading.Dateline == "":
			reading.Dateline = p.Span.Of(t.Body)
		}
	}
	for _, note := range t.Notes {
		reading.Notes = append(reading.Notes, oneLine(note))
	}
	for _, p := range t.Properties {
		reading.Properties = append(reading.Properties, store.Property(p))
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
	if _, ok := text.ReaderOf(reading.MediaType); ok && (reading.MediaType != plainText || charset.Name != "") {
		reading.Unread = OverBudget
	}
	return reading
}

// kept returns a text as the store keeps it, and its language.
func (a *analyst) kept(t *text.Text) (*store.Text, string, error) {
	kept, language, err := indexed(t)
	if err == nil && !a.noFacts {
		kept.Facts = storedFacts(a.facts(t.Body, t.Passages, language, false), 0)
	}
	return kept, language, err
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
