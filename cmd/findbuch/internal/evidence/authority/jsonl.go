package authority

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"
)

// jsonEntry has the members of both forms of a line.
type jsonEntry struct {
	ID             string   `json:"id"`
	Type           string   `json:"type"`
	Names          []string `json:"names"`
	Language       string   `json:"language"`
	Country        string   `json:"country"`
	CaseSensitive  *bool    `json:"case_sensitive"`
	AmbiguousAlone bool     `json:"ambiguous_alone"`

	Schema     string                       `json:"schema"`
	Caption    string                       `json:"caption"`
	Properties map[string][]json.RawMessage `json:"properties"`
}

// JSONL reads one JSON object a line, with the members id, type, names (a list),
// language, country, case_sensitive and ambiguous_alone (true or false); others
// are passed over. Lines with a member "schema" are entities of FollowTheMoney:
// their name, alias, weakAlias and previousName are the names, the caption the
// first of them; weak aliases alone are ambiguous. Entities whose schema is none of
// person, organisation and the like have no name to look for, and are passed over.
func JSONL(r io.Reader, o Options) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		for n, line := range lines(r) {
			if n < 0 {
				yield(Entry{}, LineError{-n, errors.New(line)})
				return
			}
			if strings.TrimSpace(line) == "" {
				continue
			}
			entries, err := jsonLine(line, o)
			if err != nil {
				yield(Entry{}, LineError{n, err})
				return
			}
			for _, e := range entries {
				if !yield(e, nil) {
					return
				}
			}
		}
	}
}

func jsonLine(line string, o Options) ([]Entry, error) {
	var j jsonEntry
	if err := json.Unmarshal([]byte(line), &j); err != nil {
		return nil, err
	}
	if j.Schema != "" {
		return ftmEntries(j)
	}
	e := Entry{ID: j.ID, Type: j.Type, Names: j.Names, Language: j.Language, Country: j.Country, AmbiguousAlone: j.AmbiguousAlone}
	if e.Type == "" {
		e.Type = o.Type
	}
	if j.CaseSensitive != nil {
		e.Case = map[bool]Case{true: SameCase, false: AnyCase}[*j.CaseSensitive]
	}
	return []Entry{e}, e.check()
}

// ftmTypes are the schemata of FollowTheMoney that bear names of our kinds.
var ftmTypes = map[string]string{
	"Person": "person", "Company": "company", "Organization": "organisation", "PublicBody": "authority",
	"LegalEntity": "organisation", "Project": "project", "RealEstate": "facility",
}

// ftmEntries makes up to two entries of an entity: one with its names, one with
// its weak aliases.
func ftmEntries(j jsonEntry) ([]Entry, error) {
	kind := ftmTypes[j.Schema]
	if kind == "" {
		return nil, nil
	}
	e := Entry{ID: j.ID, Type: kind}
	if j.Caption != "" {
		e.Names = append(e.Names, j.Caption)
	}
	for _, property := range []string{"name", "alias", "previousName"} {
		names, err := ftmValues(j, property)
		if err != nil {
			return nil, err
		}
		e.Names = append(e.Names, names...)
	}
	e.Country = ftmCountry(j)
	weak := Entry{ID: e.ID, Type: kind, Country: e.Country, AmbiguousAlone: true}
	var err error
	if weak.Names, err = ftmValues(j, "weakAlias"); err != nil {
		return nil, err
	}
	var entries []Entry
	for _, e := range []Entry{e, weak} {
		if e.Names = withWords(e.Names); len(e.Names) == 0 {
			continue
		}
		if err := e.check(); err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, nil
}

func ftmValues(j jsonEntry, property string) (values []string, err error) {
	for _, raw := range j.Properties[property] {
		var s string
		if err := json.Unmarshal(raw, &s); err != nil {
			return nil, fmt.Errorf("a %s that is no string", property)
		}
		values = append(values, s)
	}
	return values, nil
}

// ftmCountry returns the country if there is just one.
func ftmCountry(j jsonEntry) string {
	found := ""
	for _, property := range []string{"country", "jurisdiction", "nationality"} {
		values, err := ftmValues(j, property)
		if err != nil {
			return ""
		}
		for _, v := range values {
			v = strings.ToUpper(v)
			if !isCountry(v) || found != "" && v != found {
				return ""
			}
			found = v
		}
	}
	return found
}

// withWords leaves out names that cannot be looked for. Data gathered from many
// registers has them; a list made for this purpose should not.
func withWords(names []string) (kept []string) {
	for _, n := range names {
		if checkName(n) == nil && len(kept) < maxNames {
			kept = append(kept, n)
		}
	}
	return kept
}
