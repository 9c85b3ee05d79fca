package sandbox

import (
	"errors"
	"math"
	"strings"
	"time"
	"unicode"

	"findbuch/cmd/findbuch/internal/text"
)

const (
	maxInt     = math.MaxInt
	maxMessage = 4 << 10 // of an error, bytes
)

// terms are what the parent tells a child first.
type terms struct {
	memory, answer int64
	time           time.Duration
	warm           []string
}

func (s sender) terms(t terms) {
	s.number(int(t.memory))
	s.number(int(t.answer))
	s.number(int(t.time))
	s.strings(t.warm)
}

func (r *receiver) terms() terms {
	return terms{
		memory: int64(r.number(maxInt)),
		answer: int64(r.number(maxInt)),
		time:   time.Duration(r.number(maxInt)),
		warm:   r.strings(maxInt),
	}
}

// State is what a child says when it has been warmed up.
const (
	stateReady   = iota
	stateBloated // warming up took so much memory that a new child is better
	stateFailed  // with the reason
)

func (s sender) request(number int, q Request) {
	s.number(number)
	s.string(q.Reader)
	s.string(q.Input.MediaType)
	s.string(q.Input.Charset)
	s.signed(int(q.Input.Limits.Text))
	s.signed(q.Input.Limits.Depth)
	s.signed(int(q.Input.Limits.Ratio))
	s.signed(q.Input.Limits.Entries)
	s.bytes(q.Input.Data)
}

// request reads a request; it fails with io.EOF when there are no more.
func (r *receiver) request() (number int, q Request) {
	number = r.number(maxInt)
	q.Reader = r.string(maxInt)
	q.Input.MediaType = r.string(maxInt)
	q.Input.Charset = r.string(maxInt)
	q.Input.Limits.Text = int64(r.signed())
	q.Input.Limits.Depth = r.signed()
	q.Input.Limits.Ratio = int64(r.signed())
	q.Input.Limits.Entries = r.signed()
	q.Input.Data = r.bytes(maxInt)
	return number, q
}

// answer is a reader's: a text or why there is none.
type answer struct {
	text text.Text
	err  error
}

// reasons are the errors that keep their identity on the way to the parent. The
// order is part of the protocol.
var reasons = []error{text.ErrDamaged, text.ErrEncrypted, text.ErrImageOnly, text.ErrOverBudget, ErrMemory}

// refusal is a reader's error as it came through the pipe.
type refusal struct {
	message string
	reasons []error
}

func (r refusal) Error() string   { return r.message }
func (r refusal) Unwrap() []error { return r.reasons }

func (s sender) answer(number int, a answer) {
	s.number(number)
	if a.err != nil {
		s.refusal(a.err)
		return
	}
	s.number(0)
	s.text(a.text)
}

// refusal sends err as a set of reasons, never 0, and a message.
func (s sender) refusal(err error) {
	set := 1
	for i, reason := range reasons {
		if errors.Is(err, reason) {
			set |= 2 << i
		}
	}
	message := err.Error()
	s.number(set)
	s.string(message[:min(len(message), maxMessage)])
}

// answer reads the answer to request number, which was for in.
func (r *receiver) answer(number int, in text.Input) (a answer) {
	if r.number(maxInt) != number {
		r.fail(lie("it is to another question"))
	}
	if set := r.number(1<<(len(reasons)+1) - 1); set != 0 {
		return answer{err: r.refusal(set)}
	}
	return answer{text: r.text(in)}
}

func (r *receiver) refusal(set int) error {
	said := refusal{message: visible(r.string(maxMessage))}
	for i, reason := range reasons {
		if set&(2<<i) != 0 {
			said.reasons = append(said.reasons, reason)
		}
	}
	return said
}

// visible makes a message of a child harmless: one line of valid UTF-8.
func visible(message string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return unicode.ReplacementChar
		}
		return r
	}, strings.ToValidUTF8(message, "\uFFFD"))
}
