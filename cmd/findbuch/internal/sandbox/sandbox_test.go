package sandbox

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"findbuch/cmd/findbuch/internal/text"
)

// guard is the time after which a test gives up.
const guard = 30 * time.Second

func command(child string) []string {
	program, err := os.Executable()
	if err != nil {
		panic(err)
	}
	return []string{program, child}
}

func newPool(t testing.TB, o Options) *Pool {
	if o.Command == nil {
		o.Command = command(honestProtocol)
	}
	if o.Time == 0 {
		o.Time = guard
	}
	p := New(o)
	t.Cleanup(p.Close)
	return p
}

func request(reader, document string) Request {
	return Request{reader, text.Input{Data: []byte(document), MediaType: "text/plain", Charset: "utf-8", Limits: testLimits}}
}

var testLimits = text.Limits{Text: 1 << 20, Depth: 10, Ratio: 10, Entries: 10}

func requireReads(t testing.TB, p *Pool) {
	got, err := p.Read(context.Background(), request("same", "Grüße\n"))
	require.NoError(t, err)
	require.Equal(t, text.Text{Body: "Grüße\n"}, got)
}

func TestWhatBecomesOfADocument(t *testing.T) {
	many := strings.Repeat("x", 1<<20)
	for _, c := range []struct {
		reader, document string
		want             string // the error's message
		is               error
	}{
		{reader: "same", document: "Text"},
		{reader: "same", document: ""},
		{reader: "chat", document: "Text"},
		{reader: "encrypted", want: "encrypted: with a password", is: text.ErrEncrypted},
		{reader: "machine", want: "no room\uFFFDleft"},
		{reader: "panic", want: "the reader crashed: panic: this\uFFFD[1m is it", is: ErrCrashed},
		{reader: "exit", want: "the reader crashed: exit status 7", is: ErrCrashed},
		{reader: "babble", want: "damaged: the reader gave no sound answer: it is to another question", is: text.ErrDamaged},
		{reader: "lie", document: "Text", want: "damaged: the reader gave no sound answer: passage 1 has no place in the text", is: text.ErrDamaged},
		{reader: "bomb", want: "over budget: the text is longer than 1048576 bytes", is: text.ErrOverBudget},
		{reader: "crumbs", document: many, is: ErrMemory,
			want: "over budget: memory: the text with its map, passages and members takes more than 50 MB"},
		{reader: "hog", want: "over budget: memory: the reader took more than it may", is: ErrMemory},
	} {
		t.Run(c.reader, func(t *testing.T) {
			p := newPool(t, Options{Memory: 100 << 20})
			for range 2 { // the second time in a used child
				got, err := p.Read(t.Context(), request(c.reader, c.document))
				if c.want == "" {
					require.NoError(t, err)
					require.Equal(t, text.Text{Body: c.document}, got)
				} else {
					require.EqualError(t, err, c.want)
					require.Zero(t, got)
				}
				if c.is != nil {
					require.ErrorIs(t, err, c.is)
				}
				requireReads(t, p)
			}
		})
	}
}

// A reader that takes too much at once may take Go's runtime down before the
// watch sees it.
func TestEndlessRecursion(t *testing.T) {
	p := newPool(t, Options{Memory: 100 << 20})
	for range 2 {
		_, err := p.Read(t.Context(), request("recurse", ""))
		require.True(t, errors.Is(err, ErrMemory) || errors.Is(err, ErrCrashed), "%v", err)
		requireReads(t, p)
	}
}

func TestOverBudgetMemoryIsOverBudget(t *testing.T) {
	require.ErrorIs(t, ErrMemory, text.ErrOverBudget)
}

func TestChildrenThatKnowNoProtocol(t *testing.T) {
	for child, want := range map[string]error{
		garbageChild: text.ErrDamaged,
		giantChild:   text.ErrDamaged,
	} {
		t.Run(child, func(t *testing.T) {
			p := newPool(t, Options{Command: command(child)})
			for range 2 {
				_, err := p.Read(t.Context(), request("same", "Text"))
				require.ErrorIs(t, err, want)
			}
		})
	}
}

func TestAChildThatNeverGetsReady(t *testing.T) {
	_, err := newPool(t, Options{Command: command(muteChild)}).Read(t.Context(), request("same", ""))
	require.ErrorIs(t, err, ErrCrashed)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	_, err = newPool(t, Options{Command: command(lazyChild)}).Read(ctx, request("same", ""))
	require.Equal(t, context.DeadlineExceeded, err)
	_, err = newPool(t, Options{Command: []string{"/no/such/program"}}).Read(t.Context(), request("same", ""))
	require.ErrorIs(t, err, os.ErrNotExist)
}

func TestStopped(t *testing.T) {
	p := newPool(t, Options{Time: 500 * time.Millisecond})
	for _, reader := range []string{"hang", "sleep"} {
		_, err := p.Read(t.Context(), request(reader, ""))
		require.ErrorIs(t, err, ErrStopped)
		require.EqualError(t, err, "stopped: took longer than 0.5 s")
	}
}

func TestCanceled(t *testing.T) {
	p := newPool(t, Options{})
	requireReads(t, p)
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(10*time.Millisecond, cancel)
	_, err := p.Read(ctx, request("hang", ""))
	require.Equal(t, context.Canceled, err)
	_, err = p.Read(ctx, request("same", ""))
	require.Equal(t, context.Canceled, err)
	requireReads(t, p)
}

// TestNeighbours: what becomes of a document does not depend on those before it.
func TestNeighbours(t *testing.T) {
	p := newPool(t, Options{})
	for range 3 {
		_, err := p.Read(t.Context(), request("once", "x"))
		require.NoError(t, err)
	}
}

func TestChildrenAreReused(t *testing.T) {
	p := newPool(t, Options{})
	pid := func() string {
		got, err := p.Read(t.Context(), request("process", ""))
		require.NoError(t, err)
		return got.Body
	}
	first := pid()
	require.Equal(t, first, pid())
	_, err := p.Read(t.Context(), request("encrypted", "")) // is no fault of the child's
	require.Error(t, err)
	require.Equal(t, first, pid())
	require.NoError(t, p.idle[0].command.Process.Kill())
	<-p.idle[0].exited
	require.NotEqual(t, first, pid())
}

func TestTheEnvironmentIsBare(t *testing.T) {
	t.Setenv("FINDBUCH_SECRET", "42")
	t.Setenv("HOME", "/home/somebody")
	got, err := newPool(t, Options{}).Read(t.Context(), request("environment", ""))
	require.NoError(t, err)
	require.NotContains(t, got.Body, "SECRET")
	require.Contains(t, got.Body, "HOME=/home/somebody")
}

func TestWarmingUp(t *testing.T) {
	p := newPool(t, Options{Warm: []string{"warm", "unwarmable"}})
	requireReads(t, p)
	for _, reader := range []string{"warm", "same", "warm"} {
		_, err := p.Read(t.Context(), request(reader, "x"))
		require.NoError(t, err)
	}
	require.Len(t, p.idle, 1)
	_, err := p.Read(t.Context(), request("unwarmable", "x"))
	require.ErrorContains(t, err, "unwarmable: no cache folder")
}

func TestWarmingUpThatTookTooMuch(t *testing.T) {
	require.Equal(t, stateReady, state(40, 100))
	require.Equal(t, stateBloated, state(60, 100))
}

func TestManyAtOnce(t *testing.T) {
	p := newPool(t, Options{Children: 2})
	var wait sync.WaitGroup
	for worker := range 4 {
		wait.Go(func() {
			for i := range 25 {
				reader := []string{"same", "panic", "same", "lie", "same"}[i%5]
				document := fmt.Sprint(worker, " ", i)
				got, err := p.Read(context.Background(), request(reader, document))
				if reader == "same" && (err != nil || got.Body != document) {
					t.Errorf("read %q, %v instead of %q", got.Body, err, document)
				}
				if reader != "same" && err == nil {
					t.Errorf("%s was read", reader)
				}
			}
		})
	}
	wait.Wait()
	require.LessOrEqual(t, len(p.idle), 2)
}

func TestClosed(t *testing.T) {
	p := New(Options{Command: command(honestProtocol)})
	requireReads(t, p)
	p.Close()
	_, err := p.Read(t.Context(), request("same", ""))
	require.Error(t, err)
}

func TestBounds(t *testing.T) {
	require.Contains(t, Options{}.Bounds(), "300 MB of memory")
	require.Contains(t, Options{}.Bounds(), "longer than 60 s.")
}

func TestKnown(t *testing.T) {
	got, err := Known("plain", request("plain", "Text").Input)
	require.NoError(t, err)
	require.Equal(t, "Text", got.Body)
	_, err = Known("runes", text.Input{})
	require.EqualError(t, err, `no reader is called "runes"`)
}
