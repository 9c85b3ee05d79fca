package store

import "errors"

// Why a catalogue could not be opened or a question not be answered; tested
// for with errors.Is. The command line adds to each what to type next.
var (
	ErrNoCatalogue = errors.New("there is no catalogue")
	ErrFolder      = errors.New("is a folder, not a catalogue")
	ErrNotDatabase = errors.New("is not an SQLite file")
	ErrForeign     = errors.New("is an SQLite file of another program")
	ErrNewer       = errors.New("was written by a newer findbuch")
	ErrOlder       = errors.New("was written by an older findbuch and cannot be upgraded here")
	ErrInUse       = errors.New("is being written by another findbuch")
	ErrNotFound    = errors.New("is not in the catalogue")
	ErrAmbiguous   = errors.New("fits several")
	ErrRefused     = errors.New("only reading is allowed")
)
