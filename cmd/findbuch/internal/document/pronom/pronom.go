// Package pronom names the format of bytes by its PUID, the identifier that
// The National Archives' registry PRONOM gives it, and says on which bytes the
// name rests. The judge is github.com/richardlehane/siegfried with the
// signatures embedded in it. No file name is looked at: the same bytes are
// always the same format.
//
// # What is not asked
//
// Plain text has no signature. Siegfried calls x-fmt/111 what holds no byte that
// text could not hold, and takes prose that begins with "show" for a
// presentation of Harvard Graphics. Our own decision is better founded and costs
// nothing; see OfType.
//
// # What it costs
//
// Nothing is loaded before the first call of Identify. That call unpacks the
// signatures and builds an automaton, which takes about 0.2 s and 65 MB for as
// long as the process lives. From then on a document takes some 0.1 ms, or 10 to
// 80 ms a MB if it must be searched to its end; the document is not copied.
//
// # Hostile bytes
//
// Containers (zip and OLE2) are opened only if they promise no more than the
// bounds in this package allow; others are known by their bytes alone. A panic
// of siegfried in the calling goroutine is an unidentified document, but
// siegfried matches in goroutines of its own, whose panics nobody can recover
// from. So Identify belongs into a process that may die: see package sandbox.
package pronom

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/richardlehane/siegfried"
	"github.com/richardlehane/siegfried/pkg/core"
	"github.com/richardlehane/siegfried/pkg/pronom"
	"github.com/richardlehane/siegfried/pkg/static"
)

// Format is what PRONOM says of a format, and why a document has it.
type Format struct {
	PUID    string // "fmt/19"
	Name    string // "Acrobat PDF 1.5 - Portable Document Format"
	Version string // "1.5"; often empty
	MIME    string // as PRONOM lists them, "application/pdf"; may be several or none
	// Basis is in siegfried's words: "byte match at [[0 8] [2843 5]]", which are
	// offsets and lengths in bytes, "container name word/document.xml with byte
	// match at 0, 80", "text match ASCII".
	Basis string
}

// Signatures says which rules Identify goes by.
func Signatures() string {
	return "siegfried 1.11.2; DROID_SignatureFile_V120.xml; container-signature-20240715.xml"
}

// plainText is what siegfried reports of text, but for the basis, which is ours.
var plainText = Format{PUID: "x-fmt/111", Name: "Plain Text File", MIME: "text/plain", Basis: "text match"}

// OfType returns the format of documents whose media type, as package document
// decides it, leaves siegfried nothing to say: there are no signatures of such
// formats, so that PRONOM can only call them text.
func OfType(mediaType string) (Format, bool) {
	switch mediaType {
	case "text/plain", "text/markdown", "text/x-rst", "text/troff",
		"text/csv", "text/tab-separated-values":
		return plainText, true
	}
	return Format{}, false
}

// Identify returns the format of a document from all of its bytes. It may be
// called at once. When several formats match equally well, it is the one whose
// PUID sorts first, and Basis names the others.
func Identify(data []byte) (f Format, ok bool) {
	if len(data) == 0 {
		return Format{}, false
	}
	defer func() {
		if recover() != nil {
			f, ok = Format{}, false
		}
	}()
	j := loaded()
	// Its error is of the container, which then is judged by its bytes.
	found, _ := j.siegfried.Identify(&bytesOf{data: data, sealed: !j.openable(data)}, "", "")
	return best(found)
}

// judge is siegfried with its signatures.
type judge struct {
	siegfried *siegfried.Siegfried
	parts     map[string]bool // of zip containers, that signatures look into
}

var loaded = sync.OnceValue(func() judge {
	s := static.New()
	return judge{siegfried: s, parts: partsOf(s.Inspect(core.ContainerMatcher))}
})

// best returns the first of the formats found.
func best(found []core.Identification) (Format, bool) {
	var formats []Format
	for _, f := range found {
		if f, ok := f.(pronom.Identification); ok && f.Known() {
			formats = append(formats, formatOf(f))
		}
	}
	if len(formats) == 0 {
		return Format{}, false
	}
	slices.SortStableFunc(formats, func(a, b Format) int { return cmp.Compare(a.PUID, b.PUID) })
	first := formats[0]
	for _, other := range formats[1:] {
		first.Basis += "; also " + other.PUID
	}
	return first, true
}

func formatOf(f pronom.Identification) Format {
	return Format{
		PUID: f.ID, Name: f.Name, Version: f.Version, MIME: f.MIME,
		Basis: strings.Join(f.Basis, "; "),
	}
}
