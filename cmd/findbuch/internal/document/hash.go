package document

import (
	"crypto/sha256"
	"io"
)

// Hash reads r to its end and returns the SHA-256 and the number of the bytes
// read. It reads through buf, which must not be empty, so that the memory used
// does not depend on the size of the document. An error of r is returned as it
// is, with the number of bytes read so far.
func Hash(r io.Reader, buf []byte) (sum [sha256.Size]byte, size int64, err error) {
	h := sha256.New()
	// Only Read is passed on: a WriterTo would bypass buf.
	size, err = io.CopyBuffer(h, struct{ io.Reader }{r}, buf)
	h.Sum(sum[:0])
	return sum, size, err
}
