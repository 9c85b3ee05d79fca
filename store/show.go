package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"strings"
)

// Shown is a document with all that is known of it.
type Shown struct {
	Document string // SHA-256, hexadecimal
	Size     int64  // bytes
	Import   int64  // that registered it
	Reading  Reading
	Body     string // the text; "" when it was not read
	Map      string // JSON; "": the identity
	Words    int64
	Passages []Passage
	Facts    []Fact
	Members  []ShownMember
	Places   []Place // where it is, or, of a gone document, was last
	// Container is the document of the first of Places, when it is inside of that.
	Container string
	Gone      int64 // the import since which no file holds it; 0: it is present
}

// Place is a file that holds a document.
type Place struct {
	Source string
	Path   string   // bytes as found
	Member []string // the names down to it, bytes as found; none: it is the file itself
}

const showDocument = `
SELECT lower(hex(document.sha256)), document.size, document.import,
       reading.reader, reading.version, reading.media_type, reading.charset, reading.charset_by, reading.language,
       reading.title, reading.dateline, reading.state, reading.reason, reading.notes, reading.puid, reading.puid_basis,
       text.body, text.map, coalesce(text.words, 0)
FROM document
JOIN reading   ON reading.document = document.id
LEFT JOIN text ON text.document = document.id
WHERE document.id = ?`

// Show returns the document that was found.
func (c *Catalogue) Show(ctx context.Context, f Found) (d Shown, err error) {
	var reader, charset, charsetBy, language, title, dateline, reason, notes, puid, basis, mapping sql.NullString
	var version sql.NullInt64
	var state string
	var body []byte
	r := &d.Reading
	err = c.db.QueryRowContext(ctx, showDocument, f.id).Scan(&d.Document, &d.Size, &d.Import,
		&reader, &version, &r.MediaType, &charset, &charsetBy, &language, &title, &dateline, &state, &reason,
		&notes, &puid, &basis, &body, &mapping, &d.Words)
	if err != nil {
		return d, err
	}
	r.Reader, r.Version = reader.String, version.Int64
	r.Charset, r.CharsetBy, r.Language = charset.String, charsetBy.String, language.String
	r.Title, r.Dateline = title.String, dateline.String
	r.setState(state, reason.String)
	r.PUID, r.PUIDBasis = puid.String, basis.String
	if notes.Valid {
		r.Notes = strings.Split(notes.String, "\n")
	}
	if r.Properties, err = propertiesOf(ctx, c.db, f.id); err != nil {
		return d, err
	}
	if d.Facts, err = factsOf(ctx, c.db, f.id); err != nil {
		return d, err
	}
	if d.Members, err = membersShown(ctx, c.db, f.id); err != nil {
		return d, err
	}
	d.Body, d.Map = string(body), mapping.String
	if d.Passages, err = passagesOf(ctx, c.db, f.id); err != nil {
		return d, err
	}
	d.Places, err = placesOf(ctx, c.db, f.id)
	if err == nil && len(d.Places) > 0 && len(d.Places[0].Member) > 0 {
		err = c.db.QueryRowContext(ctx, outermostContainer, d.Places[0].Source, []byte(d.Places[0].Path)).Scan(&d.Container)
	}
	if err != nil || len(d.Places) > 0 {
		return d, err
	}
	return d, c.lastPlaces(ctx, f.id, &d)
}

// ShownMember is a document inside of the one shown.
type ShownMember struct {
	Name     string // bytes as found
	Document string // SHA-256, hexadecimal; "": it could not be taken out, for Reason
	Reason   string
}

func membersShown(ctx context.Context, q querier, document int64) (shown []ShownMember, err error) {
	all, err := members(ctx, q, document)
	if err != nil {
		return nil, err
	}
	for _, m := range all {
		s := ShownMember{Name: m.Name, Reason: m.Reason}
		if m.Document != 0 {
			var sum []byte
			if err := q.QueryRowContext(ctx, documentSHA256, m.Document).Scan(&sum); err != nil {
				return nil, err
			}
			s.Document = hex.EncodeToString(sum)
		}
		shown = append(shown, s)
	}
	return shown, nil
}

const propertiesInOrder = `SELECT name, value FROM property WHERE document = ? ORDER BY ordinal`

func propertiesOf(ctx context.Context, q querier, document int64) (properties []Property, err error) {
	err = each(ctx, q, func(rows *sql.Rows) error {
		var p Property
		err := rows.Scan(&p.Name, &p.Value)
		properties = append(properties, p)
		return err
	}, propertiesInOrder, document)
	return properties, err
}

const passagesInOrder = `
SELECT kind, start, "end", first_word, coalesce(page, 0) FROM passage WHERE document = ? ORDER BY ordinal`

// passagesOf returns the passages of a document; the first has ordinal 1.
func passagesOf(ctx context.Context, q querier, document int64) (passages []Passage, err error) {
	err = each(ctx, q, func(rows *sql.Rows) error {
		var p Passage
		err := rows.Scan(&p.Kind, &p.Span.Start, &p.Span.End, &p.FirstWord, &p.Page)
		passages = append(passages, p)
		return err
	}, passagesInOrder, document)
	return passages, err
}

const placesInOrder = `
SELECT source.name, file.path
FROM holding
JOIN file   ON file.id = holding.file
JOIN source ON source.id = file.source
WHERE holding.document = ?
ORDER BY source.name, file.path`

// placesOf returns the files that hold a document, by source and path: first
// those that are it, then those that it is inside of.
func placesOf(ctx context.Context, q querier, document int64) ([]Place, error) {
	places, err := directPlaces(ctx, q, document)
	if err != nil {
		return nil, err
	}
	inside, err := placesInside(ctx, q, document, 0)
	return append(places, inside...), err
}

func directPlaces(ctx context.Context, q querier, document int64) (places []Place, err error) {
	err = each(ctx, q, func(rows *sql.Rows) error {
		var p Place
		var path sql.RawBytes
		err := rows.Scan(&p.Source, &path)
		p.Path = string(path)
		places = append(places, p)
		return err
	}, placesInOrder, document)
	return places, err
}

const placesOnce = `
SELECT source.name, file.path, min(later.import) AS gone
FROM sighting
JOIN sighting AS later ON later.file = sighting.file AND later.import > sighting.import
 AND later.document IS NOT sighting.document
JOIN file   ON file.id = sighting.file
JOIN source ON source.id = file.source
WHERE sighting.document = ?
GROUP BY sighting.file, sighting.import
ORDER BY gone DESC, source.name, file.path`

// lastPlaces notes since when the document is gone, and from where.
func (c *Catalogue) lastPlaces(ctx context.Context, document int64, d *Shown) error {
	seen := map[[2]string]bool{}
	err := each(ctx, c.db, func(rows *sql.Rows) error {
		var p Place
		var path sql.RawBytes
		var gone int64
		if err := rows.Scan(&p.Source, &path, &gone); err != nil {
			return err
		}
		p.Path = string(path)
		switch {
		case d.Gone == 0:
			d.Gone = gone
		case d.Gone != gone:
			return ErrEnough
		}
		if at := [2]string{p.Source, p.Path}; !seen[at] {
			seen[at] = true
			d.Places = append(d.Places, p)
		}
		return nil
	}, placesOnce, document)
	return unlessEnough(err)
}
