package document

import (
	_ "embed"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/gabriel-vasile/mimetype"
)

// FitsExtension tells whether the extension of a file's name fits what its bytes
// are: their media type and their PUID, which is "" if PRONOM does not know them.
// known is false when nobody can say, and ok is true then: names without an
// extension or with one that promises nothing, extensions that PRONOM does not
// list, formats that it lists no extension for. path is separated by slashes.
//
// Text fits the extensions in textExtensions and those of man pages, whatever
// kind of text it is, and any other that has a format which cannot be told by its
// bytes. Anything else fits the extensions that PRONOM lists for its PUID and the
// usual one of its media type. What has neither does not fit an extension if all
// formats that have it can be told by their bytes: such a .jpg is no JPEG.
func FitsExtension(mediaType, puid, path string) (ok, known bool) {
	extension, text := extensionOf(path), isText(mediaType) || puid == plainTextPUID
	if text && (extension == "" || textExtensions[extension] || isManSection(extension)) {
		return true, true
	}
	if extension == "" || emptyExtensions[extension] {
		return true, false
	}
	pronom := pronomExtensions()
	own, formats := pronom.extensions[puid], pronom.formats[extension]
	switch {
	case slices.Contains(own, extension), extension == usualExtension(mediaType):
		return true, true
	case len(formats) == 0:
		return true, false
	case text, puid == "" && mediaType == unknownType:
		known = pronom.allTold(formats)
	default:
		known = len(own) > 0
	}
	return !known, known
}

// Extensions returns the extensions that PRONOM lists for a PUID, in lower case
// and without the dot.
func Extensions(puid string) []string {
	return slices.Clone(pronomExtensions().extensions[puid])
}

// textExtensions are those that say no more than that a file is text, or which
// kind of text; a file may be one kind and be named another. Some of those in the
// last lines have signatures that many a file of the kind lacks.
var textExtensions = setOf(`txt text asc log md markdown rst csv tsv tab json jsonl ndjson xml
	html htm xhtml shtml svg eml srt vtt me nfo diz ini cfg conf man rfc adoc org tex bib
	sty cls aux ris enw ics vcf rdf xmp c h cc cpp java js css py rb pl pod sh mak diff patch
	eps ps xpm xbm fig dot pem crt res map`)

const plainTextPUID = "x-fmt/111"

// emptyExtensions promise nothing, though PRONOM lists them for some format.
var emptyExtensions = setOf("bak old orig tmp dat data bin")

// isText tells whether the media type is one of text that people read as it is.
// RTF and PostScript are written in text, but are none.
func isText(mediaType string) bool {
	switch mediaType {
	case "text/rtf":
		return false
	case "application/json", "application/x-ndjson", "application/xml",
		"application/x-subrip", "message/rfc822", "application/mbox":
		return true
	}
	return strings.HasPrefix(mediaType, "text/") ||
		strings.HasSuffix(mediaType, "+xml") || strings.HasSuffix(mediaType, "+json")
}

// extensionOf returns what follows the last dot in the file's name, in lower
// case. A dot at the beginning or at the end is none: ".profile".
func extensionOf(file string) string {
	name := strings.TrimLeft(path.Base(file), ".")
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return ""
	}
	return strings.ToLower(name[dot+1:])
}

// usualExtension returns the extension that files of a media type mostly have.
func usualExtension(mediaType string) string {
	if known := mimetype.Lookup(mediaType); known != nil {
		return strings.TrimPrefix(known.Extension(), ".")
	}
	return ""
}

// isManSection tells whether an extension is that of a man page: "1", "3pm".
func isManSection(extension string) bool {
	if extension == "n" || extension == "l" {
		return true
	}
	return extension[0] >= '1' && extension[0] <= '9' && len(extension) <= 5 &&
		strings.Trim(extension[1:], "abcdefghijklmnopqrstuvwxyz") == ""
}

// registry is what PRONOM says of extensions.
type registry struct {
	extensions map[string][]string // of a PUID
	formats    map[string][]string // PUIDs of an extension
	told       map[string]bool     // PUIDs of formats that have signatures
}

//go:embed extensions.txt
var extensionsTable string

var pronomExtensions = sync.OnceValue(func() registry {
	r := registry{map[string][]string{}, map[string][]string{}, map[string]bool{}}
	for line := range strings.Lines(extensionsTable) {
		fields := strings.Fields(line)
		if len(fields) < 3 || fields[0] == "#" {
			continue
		}
		puid := fields[0]
		r.told[puid] = fields[1] == "bytes"
		r.extensions[puid] = fields[2:]
		for _, extension := range fields[2:] {
			r.formats[extension] = append(r.formats[extension], puid)
		}
	}
	return r
})

// allTold tells whether all these formats can be told by their bytes.
func (r registry) allTold(puids []string) bool {
	return !slices.ContainsFunc(puids, func(puid string) bool { return !r.told[puid] })
}

func setOf(words string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(words) {
		set[word] = true
	}
	return set
}
