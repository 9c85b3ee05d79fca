package pronom

import "io"

// bytesOf lets siegfried look at a document where it lies. Its methods are those
// that siegfried's buffers take from whoever can slice; see its package
// internal/siegreader.
type bytesOf struct {
	data []byte
	// sealed hides from the container matcher that this is a container: it looks
	// first of all, and only at the first bytes.
	sealed bool
}

func (b *bytesOf) IsSlicer() bool { return true }
func (b *bytesOf) Size() int64    { return int64(len(b.data)) }

// Slice returns length bytes from offset on, or those that there are and io.EOF.
func (b *bytesOf) Slice(offset int64, length int) ([]byte, error) {
	if b.sealed {
		b.sealed = false
		return nil, io.EOF
	}
	left := b.Size() - offset
	switch {
	case offset < 0 || length < 0 || left <= 0:
		return nil, io.EOF
	case int64(length) > left:
		return b.data[offset:], io.EOF
	}
	return b.data[offset : offset+int64(length)], nil
}

// EofSlice returns the length bytes that end offset bytes before the end.
func (b *bytesOf) EofSlice(offset int64, length int) ([]byte, error) {
	end := b.Size() - offset
	switch {
	case offset < 0 || length < 0 || end <= 0:
		return nil, io.EOF
	case int64(length) > end:
		return b.data[:end], io.EOF
	}
	return b.data[end-int64(length) : end], nil
}

// Read is asked for, but not used with a slicer.
func (b *bytesOf) Read([]byte) (int, error) { return 0, io.EOF }
