package sandbox

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
)

// What goes through the pipes is made of numbers, as unsigned or zigzag varints
// of encoding/binary, and of strings, which are their length and their bytes.
// There are no frames around them: the receiver knows what must come next and
// how long it may be.

// buffer is the size of the buffers on either side of a pipe, bytes.
const buffer = 64 << 10

// sender writes to a pipe; errors show at flush.
type sender struct{ w *bufio.Writer }

func newSender(w io.Writer) sender { return sender{bufio.NewWriterSize(w, buffer)} }

func (s sender) number(n int) {
	s.w.Write(binary.AppendUvarint(s.w.AvailableBuffer(), uint64(n)))
}

func (s sender) signed(n int) {
	s.w.Write(binary.AppendVarint(s.w.AvailableBuffer(), int64(n)))
}

func (s sender) flag(v bool) {
	if v {
		s.number(1)
	} else {
		s.number(0)
	}
}

func (s sender) string(v string) {
	s.number(len(v))
	s.w.WriteString(v)
}

func (s sender) bytes(v []byte) {
	s.number(len(v))
	s.w.Write(v)
}

func (s sender) strings(list []string) {
	s.number(len(list))
	for _, v := range list {
		s.string(v)
	}
}

func (s sender) flush() error { return s.w.Flush() }

// errLie: what came through a pipe is not what an honest process sends.
var errLie = errors.New("no sound answer")

func lie(format string, values ...any) error {
	return fmt.Errorf("%w: %s", errLie, fmt.Sprintf(format, values...))
}

// receiver reads from a pipe. Its first error, of the pipe or a lie, stays; from
// then on it gives zeros.
type receiver struct {
	r    *bufio.Reader
	left int64 // bytes of memory that what comes may still take
	err  error
}

func newReceiver(r io.Reader) *receiver { return &receiver{r: bufio.NewReaderSize(r, buffer)} }

func (r *receiver) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// spend takes n times each bytes off what is left.
func (r *receiver) spend(n, each int) bool {
	if r.err == nil && int64(n) > r.left/int64(each) {
		r.fail(lie("it is too large"))
	}
	if r.err != nil {
		return false
	}
	r.left -= int64(n) * int64(each)
	return true
}

// number reads a number from 0 to limit.
func (r *receiver) number(limit int) int {
	n := r.varint()
	if n > uint64(max(limit, 0)) {
		r.fail(lie("a number is too large"))
		return 0
	}
	return int(n)
}

// signed reads any number.
func (r *receiver) signed() int {
	n := r.varint()
	return int(n>>1) ^ -int(n&1)
}

func (r *receiver) varint() (n uint64) {
	for shift := 0; r.err == nil; shift += 7 {
		b, err := r.r.ReadByte()
		switch {
		case err != nil:
			r.fail(err)
			return 0
		case shift == 63 && b > 1:
			r.fail(lie("a number is too large"))
			return 0
		}
		n |= uint64(b&0x7F) << shift
		if b < 0x80 {
			return n
		}
	}
	return 0
}

func (r *receiver) flag() bool { return r.number(1) == 1 }

// oneOf reads the number of an element of list.
func oneOf[T any](r *receiver, list []T) (value T) {
	if n := r.number(maxInt); n < len(list) {
		return list[n]
	}
	r.fail(lie("it names what it has not introduced"))
	return value
}

// string reads a string of at most limit bytes.
func (r *receiver) string(limit int) string {
	n := r.number(limit)
	if !r.spend(n, 1) {
		return ""
	}
	var s strings.Builder
	s.Grow(n)
	for n > 0 {
		chunk, err := r.r.Peek(min(n, buffer))
		if err != nil {
			r.fail(err)
			return ""
		}
		s.Write(chunk)
		r.r.Discard(len(chunk))
		n -= len(chunk)
	}
	return s.String()
}

// bytes reads at most limit bytes.
func (r *receiver) bytes(limit int) []byte {
	n := r.number(limit)
	if !r.spend(n, 1) {
		return nil
	}
	data := make([]byte, n)
	if _, err := io.ReadFull(r.r, data); err != nil {
		r.fail(err)
		return nil
	}
	return data
}

// strings reads at most limit strings.
func (r *receiver) strings(limit int) (list []string) {
	n := r.number(limit)
	if !r.spend(n, sizeOfString) {
		return nil
	}
	for range n {
		list = append(list, r.string(maxInt))
	}
	return list
}
