package pdf

import "github.com/tetratelabs/wazero/experimental"

// maxMemory is what PDFium may take for a document, bytes. The document itself
// is not in it: it is read piece by piece.
const maxMemory = 128 << 20

// allocator gives instances of PDFium their memory, one after the other the
// same: growing another way would need the old and the new at once, time and
// again. What was never written to is no memory of the machine's.
//
// It remembers whether the last instance was refused some. PDFium may go on
// without what it could not load, and its answers are worth nothing then;
// wazero's own limit would refuse silently.
type allocator struct {
	bytes   []byte // up to what the last instance had; zero beyond
	refused bool
}

// Allocate implements experimental.MemoryAllocator.
func (a *allocator) Allocate(_, _ uint64) experimental.LinearMemory {
	if a.bytes == nil {
		a.bytes = make([]byte, 0, maxMemory)
	}
	clear(a.bytes)
	a.bytes, a.refused = a.bytes[:0], false
	return a
}

// Reallocate implements experimental.LinearMemory.
func (a *allocator) Reallocate(size uint64) []byte {
	if size > maxMemory {
		a.refused = true
		return nil
	}
	a.bytes = a.bytes[:size]
	return a.bytes
}

// keep is what an instance may have had for its memory to be used again, bytes.
const keep = 64 << 20

// Free implements experimental.LinearMemory.
func (a *allocator) Free() {
	if len(a.bytes) > keep {
		a.bytes = nil
	}
}
