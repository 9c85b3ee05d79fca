package main

import (
	"encoding/base64"
	"encoding/hex"
	"strings"
	"unicode/utf8"

	"findbuch/store"
)

// The members that the JSON of several commands shares. What there is nothing
// of is null.

// placeJSON names a file: a path in a source. A path is bytes and need be no
// UTF-8; then path has U+FFFD for what is none, and path_base64 has the bytes.
type placeJSON struct {
	Source     string `json:"source"`
	Path       string `json:"path"`
	PathBase64 string `json:"path_base64,omitempty"`
	// Member are the names down to a document inside of the file's; none: the
	// file's own.
	Member []string `json:"member,omitempty"`
}

// at names a document where it is.
func at(p store.Place) placeJSON {
	place := placeOf(p.Source, p.Path)
	for _, name := range p.Member {
		place.Member = append(place.Member, strings.ToValidUTF8(name, "\uFFFD"))
	}
	return place
}

func placeOf(source, path string) placeJSON {
	p := placeJSON{Source: source, Path: path}
	if !utf8.ValidString(path) {
		p.Path = strings.ToValidUTF8(path, "\uFFFD")
		p.PathBase64 = base64.StdEncoding.EncodeToString([]byte(path))
	}
	return p
}

// documentJSON is a document with what became of its content. Its passages
// are a number (list) or the passages themselves (show).
type documentJSON[P any] struct {
	placeJSON
	Document  string  `json:"document"` // SHA-256, hexadecimal
	Size      int64   `json:"size"`     // bytes
	MediaType string  `json:"media_type"`
	Charset   *string `json:"charset"`
	Language  *string `json:"language"`
	Title     *string `json:"title"`
	Dateline  *string `json:"dateline"`
	Passages  P       `json:"passages"`
	Reading   string  `json:"reading"` // read or unread
	Reason    *string `json:"reason"`
}

// passageJSON is a part of a text, in bytes [start, end) of it.
type passageJSON struct {
	Ordinal int64  `json:"ordinal"`
	Kind    string `json:"kind"`
	Start   int    `json:"start"`
	End     int    `json:"end"`
	Quote   string `json:"quote"`
	Page    *int64 `json:"page,omitempty"` // of a format that has pages
}

// coverageJSON is what an answer about texts rests on.
type coverageJSON struct {
	Documents   int64        `json:"documents"`
	Searched    int64        `json:"searched"`
	NotSearched []reasonJSON `json:"not_searched"`
}

type reasonJSON struct {
	Reason string `json:"reason"`
	Count  int64  `json:"count"`
}

// orNull turns what is empty into null.
func orNull[T comparable](value T) *T {
	var empty T
	if value == empty {
		return nil
	}
	return &value
}

func hexOf(sum store.SHA256) string { return hex.EncodeToString(sum[:]) }
