package text

import "errors"

// Input is a document as a reader gets it.
type Input struct {
	Data      []byte // which the reader leaves as it is
	MediaType string // by content, without parameters
	Charset   string // as package document decided it; "": no text, or unknown
	Limits    Limits
}

// Limits bound what one document may take. A reader that meets one says
// ErrOverBudget, and gives no part of the text.
type Limits struct {
	Text    int64 // bytes of the Body, and of what is unpacked at once
	Depth   int   // elements, objects or messages in each other
	Ratio   int64 // bytes unpacked for each byte packed
	Entries int   // parts of a package, or of a message
}

// DefaultLimits suit documents that people write.
var DefaultLimits = Limits{Text: 64 << 20, Depth: 256, Ratio: 1000, Entries: 10_000}

// Why a document is not read; tested for with errors.Is. A reader wraps them
// with where it happened, in words that a librarian understands:
// "damaged: the part word/document.xml is cut off".
var (
	ErrDamaged    = errors.New("damaged")
	ErrEncrypted  = errors.New("encrypted")
	ErrImageOnly  = errors.New("image only")
	ErrOverBudget = errors.New("over budget")
)

// Reader reads documents of some media types.
type Reader struct {
	Name    string
	Version int // grows whenever the same bytes give another Text
	Types   []string
	// Hostile: the format is packed, or read by others' code. Such readers run
	// in the sandbox.
	Hostile bool
	// Warm prepares what the reader needs files for; nil: nothing. A process that
	// is about to lose the right to open any calls it before the first Read.
	Warm func() error
	// Read returns the same Text for the same Input. Its error is one of the
	// above, or tells of the machine rather than of the document.
	Read func(Input) (Text, error)
}

// readers is every reader there is.
var readers = []Reader{
	plainReader,
	htmlReader,
	xmlReader,
	docxReader,
	pptxReader,
	xlsxReader,
	odfReader,
	epubReader,
	jsonReader,
	csvReader,
	subtitleReader,
	markdownReader,
	rstReader,
	manReader,
	mailReader,
	rtfReader,
	pdfReader,
}

// ReaderOf returns the reader of a media type.
func ReaderOf(mediaType string) (Reader, bool) {
	for _, r := range readers {
		for _, t := range r.Types {
			if t == mediaType {
				return r, true
			}
		}
	}
	return Reader{}, false
}

// ReaderNamed returns the reader of that name.
func ReaderNamed(name string) (Reader, bool) {
	for _, r := range readers {
		if r.Name == name {
			return r, true
		}
	}
	return Reader{}, false
}

// Readers returns every reader.
func Readers() []Reader { return readers }
