package store

import (
	"context"
	"database/sql"
)

// List is an authority list of names, as it was added.
type List struct {
	Name    string
	Format  string // how Content is to be read: the ending of its file, ".csv"
	Content []byte // the file
	Import  int64  // that added it
}

const insertList = `INSERT INTO authority (import, name, action, format, content) VALUES (?, ?, ?, ?, ?)`

// AddList records a list. One of the same name is replaced.
func (b *Batch) AddList(ctx context.Context, l List) error {
	_, err := b.w.exec(ctx, insertList, b.im.ID, l.Name, "add", l.Format, l.Content)
	return err
}

// RemoveList records that a list counts no more.
func (b *Batch) RemoveList(ctx context.Context, name string) error {
	_, err := b.w.exec(ctx, insertList, b.im.ID, name, "remove", nil, nil)
	return err
}

const listsInForce = `
SELECT name, format, content, import FROM authority
WHERE action = 'add' AND id = (SELECT max(id) FROM authority AS newest WHERE newest.name = authority.name)
ORDER BY name`

// Lists returns the lists that count, by name.
func (c *Catalogue) Lists(ctx context.Context) (lists []List, err error) {
	err = each(ctx, c.db, func(rows *sql.Rows) error {
		var l List
		err := rows.Scan(&l.Name, &l.Format, &l.Content, &l.Import)
		lists = append(lists, l)
		return err
	}, listsInForce)
	return lists, err
}
