// Package pdf has PDFium read PDF: the lines of each page with where they stand,
// and what the document says of itself. PDFium is C++ and documents are hostile,
// so it runs as WebAssembly, which can reach nothing but its own memory, of
// which it gets at most 128 MB. (Of 600 manuals none took more than 41 MB.)
//
// # Lines
//
// Lines, their order and the spaces in them are PDFium's, which follows the
// order of the page's content. A hyphen at the end of a line that a word goes
// on after is U+00AD, with the rest of the word directly behind it: PDFium says
// U+FFFE there, whether or not the hyphen belongs to the word. Text that is not
// shown is read like any other; what forms were filled in with is read where it
// stands.
//
// # What it costs
//
// PDFium's WebAssembly is translated when the first PDF is read, which takes two
// seconds of one core, and kept in findbuch/wazero in the user's cache folder,
// if that can be written to; loading takes a twentieth of a second then. While
// PDFium works, Go's collector waits for it.
package pdf

import (
	"bytes"
	"errors"
	"fmt"
)

// Why a document is not read; tested for with errors.Is. Other errors tell of
// the machine rather than of the document.
var (
	ErrDamaged    = errors.New("damaged")
	ErrEncrypted  = errors.New("encrypted")
	ErrOverBudget = errors.New("over budget")
)

// Limits bound what is read.
type Limits struct {
	Pages int // of the document
	Text  int // of lines, information, outline and labels together, bytes
}

// Document is what a PDF says.
type Document struct {
	Info        []Info
	Pages       []Page
	Outline     []Entry
	OutlineCut  bool // there were more than maxOutline entries, or it loops
	Attachments int
	XFA         bool // it has a form that only programs with XFA show
	Broken      bool // PDFium broke down: what it had not read yet is missing
	Repaired    bool // the list of objects is broken: some may be missing
}

// Info is an entry of the document information dictionary.
type Info struct{ Tag, Value string }

// Entry is an entry of the outline.
type Entry struct {
	Page  int // from 1; 0 when it leads nowhere
	Title string
}

// Page is a page.
type Page struct {
	Label    string   // what the document calls it: "iii"; "" when it has no labels
	Lines    []Line   // those that are not blank
	Comments []string // what people wrote into annotations, such as notes
	State    State
}

// State says what a page without lines shows.
type State int

// The states of a page.
const (
	Shown   State = iota // it has lines, or nothing that could be text
	Images               // it has no lines, but pictures
	Drawn                // it has no lines, but drawings, which may be letters
	Damaged              // it could not be read
)

// Line is a line of a page.
type Line struct {
	Text string // without white space at either end
	// X and Y are where the first character stands on its base line, and Size is
	// the height of its font; points, from the lower left corner of the page. They
	// are 0 when PDFium does not know.
	X, Y, Size float64
	// Last is Y of the last character, which stands lower when PDFium joined lines
	// at a hyphen.
	Last float64
}

// tags are the entries of the document information dictionary that are read.
var tags = []string{"Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate"}

// Read reads a PDF. It may be called at once; one document is read at a time.
func Read(data []byte, limits Limits) (Document, error) {
	engine, err := start()
	if err != nil {
		return Document{}, err
	}
	instance, err := engine.open()
	if err != nil {
		return Document{}, fmt.Errorf("pdfium: %w", err)
	}
	source := bytes.NewReader(data)
	r := reader{pdfium: instance, limits: limits}
	document, err := r.read(source)
	r.close()
	source.Reset(nil) // go-pdfium holds on to it after a breakdown
	refused := engine.memory.refused
	if killErr := instance.Kill(); err == nil && killErr != nil {
		return Document{}, fmt.Errorf("pdfium: %w", killErr)
	}
	if refused {
		return Document{}, fmt.Errorf("%w: PDFium would need more than %d MB of memory", ErrOverBudget, maxMemory>>20)
	}
	return document, err
}
