package main

import (
	"context"

	"github.com/spf13/cobra"

	"findbuch/store"
)

const listHelp = `List the documents that are present, one line a file, by source and path.

With --json one object a line: source, path, document (SHA-256), size (bytes),
media_type, charset, language, title, dateline, passages (their number),
reading (read or unread), reason. What there is nothing of is null. With --members
there is an object for each document inside of another one, too, with member: the
names down to it.`

const listExample = `  findbuch list
  findbuch list --unread --source letters
  findbuch list --json | jq -r 'select(.language == "de") | .path'`

func newListCommand(u *ui) *cobra.Command {
	var o store.ListOptions
	var limit int
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the documents that are present",
		Long:    listHelp,
		Example: listExample,
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return list(cmd.Context(), u, o, limit) },
	}
	cmd.Flags().StringVar(&o.Source, "source", "", "only the files of the source `NAME`")
	cmd.Flags().BoolVar(&o.Unread, "unread", false, "only what was not read")
	cmd.Flags().BoolVar(&o.Gone, "gone", false, "the files that are gone, with what they held last")
	cmd.Flags().BoolVar(&o.Members, "members", false, "behind each file what is inside of it, such as attachments")
	cmd.Flags().IntVar(&limit, "limit", 0, "at most `N` files (0: all)")
	return cmd
}

func list(ctx context.Context, u *ui, o store.ListOptions, limit int) error {
	if limit < 0 {
		return usagef("--limit %d is negative", limit)
	}
	catalogue, err := u.catalogue(ctx)
	if err != nil {
		return err
	}
	defer catalogue.Close()
	l := listing{u: u, table: table{u: u, right: "1"}}
	more := false
	err = catalogue.List(ctx, o, func(file store.Listed) error {
		if more = limit > 0 && l.files+l.members == int64(limit); more {
			return store.ErrEnough
		}
		return l.add(file)
	})
	if err != nil || u.json {
		return err
	}
	return l.end(o, more)
}

// listing prints files and counts them.
type listing struct {
	u             *ui
	table         table
	files, unread int64
	members       int64
}

func (l *listing) add(file store.Listed) error {
	if len(file.Member) > 0 {
		l.members++
	} else {
		l.files++
	}
	if file.Reading.Unread != "" {
		l.unread++
	}
	if l.u.json {
		return l.u.line(listedJSON(file))
	}
	about := file.Reading.Title
	if reason := file.Reading.Reason(); reason != "" {
		about = file.Reading.State() + ": " + reason
	}
	name := dash("")
	if file.Document != "" {
		name = file.Document[:shortDigits]
	}
	return l.table.row(name, size(file.Size), visible(file.Reading.MediaType), dash(file.Reading.Language),
		placeText(store.Place{Source: file.Source, Path: file.Path, Member: file.Member}), shorten(visible(about), maxColumn))
}

func (l *listing) end(o store.ListOptions, more bool) error {
	if err := l.table.end(); err != nil {
		return err
	}
	what := "present"
	if o.Gone {
		what = "gone"
	}
	if more {
		return l.u.printf("%s shown; there are more: raise --limit\n", plural(l.files, "file"))
	}
	if l.members > 0 {
		what += ", " + plural(l.members, "member") + " inside"
	}
	return l.u.printf("%s %s, of which not read: %s\n", plural(l.files, "file"), what, number(l.unread))
}

func listedJSON(f store.Listed) documentJSON[int64] {
	return documentJSON[int64]{
		placeJSON: at(store.Place{Source: f.Source, Path: f.Path, Member: f.Member}),
		Document:  f.Document,
		Size:      f.Size,
		MediaType: f.Reading.MediaType,
		Charset:   orNull(f.Reading.Charset),
		Language:  orNull(f.Reading.Language),
		Title:     orNull(f.Reading.Title),
		Dateline:  orNull(f.Reading.Dateline),
		Passages:  f.Passages,
		Reading:   f.Reading.State(),
		Reason:    orNull(f.Reading.Reason()),
	}
}

// shortDigits is how many digits of a SHA-256 are shown, and enough for DOC.
const shortDigits = 8

// placeText names a file so that it can be typed as DOC, as far as it is
// visible.
func placeText(p store.Place) string {
	text := visible(p.Path)
	if p.Source != "" {
		text = visible(p.Source + "/" + p.Path)
	}
	for _, name := range p.Member {
		text += " › " + visible(name)
	}
	return text
}

// dash stands for what there is nothing of.
func dash(text string) string {
	if text == "" {
		return "-"
	}
	return visible(text)
}
