package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// Member is a document inside of another one, as a reader took it out.
type Member struct {
	Container int64
	Reader    string
	Version   int64
	Ordinal   int64
	Name      string // bytes as found
	Document  int64  // 0: not taken out, for Reason
	Reason    string
	Start     int64 // bytes of the container where it stands as it is
	Length    int64 // -1: it does not
}

// OR IGNORE, since a reader of that version may have found them before.
const insertMember = `
INSERT OR IGNORE INTO member (import, container, reader, ordinal, name, document, reason, start, length)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`

// AddMember records a member, and tells whether it was not recorded yet.
func (b *Batch) AddMember(ctx context.Context, m Member) (added bool, err error) {
	var start, length any
	if m.Length >= 0 {
		start, length = m.Start, m.Length
	}
	result, err := b.w.exec(ctx, insertMember, b.im.ID, m.Container, fmt.Sprintf("%s/%d", m.Reader, m.Version), m.Ordinal,
		[]byte(m.Name), orNull(m.Document), orNull(m.Reason), start, length)
	if err != nil {
		return false, err
	}
	rows, err := result.RowsAffected()
	return rows > 0, err
}

const insertMisnamed = `INSERT OR REPLACE INTO misnamed (file, reason) VALUES (?, ?)`
const deleteMisnamed = `DELETE FROM misnamed WHERE file = ?`

// Misnamed notes why the extension of a file does not fit what it is; "": it
// does.
func (b *Batch) Misnamed(ctx context.Context, file int64, reason string) error {
	if reason == "" {
		_, err := b.w.exec(ctx, deleteMisnamed, file)
		return err
	}
	_, err := b.w.exec(ctx, insertMisnamed, file, reason)
	return err
}

// asLastRead joins the reading whose members are those that count.
const asLastRead = `
JOIN reading AS taken ON taken.document = member.container AND member.reader = taken.reader || '/' || taken.version`

const containersOf = `
SELECT member.container, member.name FROM member` + asLastRead + `
WHERE member.document = ? ORDER BY member.container, member.ordinal`

// maxNesting bounds how deep members are looked for in each other. A document
// cannot be inside of itself, but what somebody wrote into the file may say so.
const maxNesting = 64

// placesInside returns the files that hold a document inside of another one, by
// source, path and the names down to it.
func placesInside(ctx context.Context, q querier, document int64, depth int) (places []Place, err error) {
	if depth == maxNesting {
		return nil, nil
	}
	type inside struct {
		container int64
		name      string
	}
	var containers []inside
	err = each(ctx, q, func(rows *sql.Rows) error {
		var c inside
		var name sql.RawBytes
		err := rows.Scan(&c.container, &name)
		c.name = string(name)
		containers = append(containers, c)
		return err
	}, containersOf, document)
	if err != nil {
		return nil, err
	}
	for _, c := range containers {
		around, err := directPlaces(ctx, q, c.container)
		if err != nil {
			return nil, err
		}
		deeper, err := placesInside(ctx, q, c.container, depth+1)
		if err != nil {
			return nil, err
		}
		for _, p := range append(around, deeper...) {
			p.Member = append(slices.Clip(p.Member), c.name)
			places = append(places, p)
		}
	}
	slices.SortStableFunc(places, comparePlaces)
	return places, nil
}

func comparePlaces(a, b Place) int {
	if by := strings.Compare(a.Source, b.Source); by != 0 {
		return by
	}
	if by := strings.Compare(a.Path, b.Path); by != 0 {
		return by
	}
	return slices.Compare(a.Member, b.Member)
}

const membersOf = `
SELECT member.ordinal, member.name, coalesce(member.document, 0), coalesce(member.reason, '')
FROM member` + asLastRead + `
WHERE member.container = ? ORDER BY member.ordinal`

// members returns what is inside of a document.
func members(ctx context.Context, q querier, container int64) (all []Member, err error) {
	err = each(ctx, q, func(rows *sql.Rows) error {
		m := Member{Container: container}
		var name sql.RawBytes
		err := rows.Scan(&m.Ordinal, &name, &m.Document, &m.Reason)
		m.Name = string(name)
		all = append(all, m)
		return err
	}, membersOf, container)
	return all, err
}

// HeldFile is a file that holds a document or held it once.
type HeldFile struct {
	Source Source
	Path   string // bytes as found
}

const heldAnywhere = `
SELECT DISTINCT file.source, file.path, EXISTS (SELECT 1 FROM holding WHERE holding.file = file.id AND holding.document = document.id)
FROM document
JOIN sighting ON sighting.document = document.id
JOIN file     ON file.id = sighting.file
WHERE document.sha256 = ?
ORDER BY 3 DESC, file.source, file.path`

// HeldAnywhere returns the files that hold a document, then those that held it
// once.
func (c *Catalogue) HeldAnywhere(ctx context.Context, document SHA256) (files []HeldFile, err error) {
	sources, err := c.Sources(ctx)
	if err != nil {
		return nil, err
	}
	err = each(ctx, c.db, func(rows *sql.Rows) error {
		var source int64
		var path sql.RawBytes
		var now bool
		if err := rows.Scan(&source, &path, &now); err != nil {
			return err
		}
		for _, s := range sources {
			if s.ID == source {
				files = append(files, HeldFile{s, string(path)})
			}
		}
		return nil
	}, heldAnywhere, document[:])
	return files, err
}

const outermostContainer = `
SELECT lower(hex(document.sha256)) FROM source
JOIN file     ON file.source = source.id
JOIN holding  ON holding.file = file.id
JOIN document ON document.id = holding.document
WHERE source.name = ? AND file.path = ?`
