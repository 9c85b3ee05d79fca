package sandbox

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"time"

	"findbuch/cmd/findbuch/internal/text"
)

// process is a child as the parent sees it.
type process struct {
	command *exec.Cmd
	in, out *os.File
	to      sender
	from    *receiver
	said    *head
	exited  chan struct{} // closed when the process was waited for

	warm   []string // readers it was warmed up for
	number int      // of the request that was sent last
	used   bool     // has read a document
}

// startTime is how long a child may take at least to get ready, however little a
// document may: a reader's code may have to be compiled.
const startTime = 60 * time.Second

// start starts a child and waits until it is ready.
func start(ctx context.Context, o Options, warm []string) (*process, error) {
	child, state, err := try(ctx, o, warm)
	if err == nil && state == stateBloated {
		// Whatever it had to prepare is prepared now. If a second one takes as
		// much, that is how it is.
		child.end()
		child, _, err = try(ctx, o, warm)
	}
	return child, err
}

func try(ctx context.Context, o Options, warm []string) (*process, int, error) {
	child, err := launch(o.Command)
	if err != nil {
		return nil, 0, fmt.Errorf("sandbox: %w", err)
	}
	child.warm = warm
	state := stateFailed
	err = child.within(ctx, max(o.Time, startTime), func() (err error) {
		state, err = child.agree(terms{o.Memory, o.answer(), o.Time, warm})
		return err
	})
	if err != nil {
		child.end()
		if ctx.Err() != nil {
			return nil, 0, ctx.Err()
		}
		return nil, 0, fmt.Errorf("sandbox: the child was not ready: %w", err)
	}
	return child, state, nil
}

// launch starts the process and returns when it runs.
func launch(command []string) (*process, error) {
	if len(command) == 0 {
		return nil, errors.New("no command")
	}
	childIn, in, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer childIn.Close()
	out, childOut, err := os.Pipe()
	if err != nil {
		return nil, errors.Join(err, in.Close())
	}
	defer childOut.Close()
	widen(in)
	widen(out)
	child := &process{in: in, out: out, to: newSender(in), from: newReceiver(out), said: &head{}, exited: make(chan struct{})}
	child.command = exec.Command(command[0], command[1:]...)
	child.command.Stdin, child.command.Stdout, child.command.Stderr = childIn, childOut, child.said
	child.command.Dir = workFolder()
	child.command.Env = environment()
	child.command.SysProcAttr = attributes()
	child.command.WaitDelay = time.Second // for a grandchild that keeps stderr open
	started := make(chan error)
	go child.keep(started)
	if err := <-started; err != nil {
		in.Close()
		out.Close()
		return nil, err
	}
	return child, nil
}

// environment is what a child needs to find the user's cache folder.
func environment() (list []string) {
	list = []string{} // nil would be the parent's
	for _, name := range []string{"HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "SystemRoot", "TMPDIR", "TMP", "TEMP"} {
		if value, ok := os.LookupEnv(name); ok {
			list = append(list, name+"="+value)
		}
	}
	return list
}

// keep starts the process and waits for it. The thread stays with it all the
// while, since Linux kills the child when the thread that started it ends.
func (c *process) keep(started chan<- error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	err := c.command.Start()
	started <- err
	if err != nil {
		return
	}
	reap(c.command)
	close(c.exited)
}

func (c *process) alive() bool {
	select {
	case <-c.exited:
		return false
	default:
		return true
	}
}

// kill ends the process, and whoever waits for its pipes.
func (c *process) kill() {
	c.command.Process.Kill() // an error says that it has ended by itself
	c.in.Close()
	c.out.Close()
}

// end kills the process and waits until nothing is left of it.
func (c *process) end() {
	c.kill()
	<-c.exited
}

// within does what waits for the child, and kills the child when ctx or the time
// ends before.
func (c *process) within(ctx context.Context, limit time.Duration, do func() error) error {
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	stop := context.AfterFunc(limited, c.kill)
	err := do()
	if !stop() {
		return fmt.Errorf("%w: took longer than %s", ErrStopped, seconds(limit))
	}
	return err
}

// agree tells the child its terms and returns its state.
func (c *process) agree(t terms) (int, error) {
	c.to.terms(t)
	if err := c.to.flush(); err != nil {
		return stateFailed, c.death(err)
	}
	c.from.left = maxMessage
	state := c.from.number(stateFailed)
	message := ""
	if state == stateFailed {
		message = visible(c.from.string(maxMessage))
	}
	if c.from.err != nil {
		return stateFailed, c.death(c.from.err)
	}
	if state == stateFailed {
		return stateFailed, errors.New(message)
	}
	return state, nil
}

// read has the child read a document. With an error the child has ended.
func (c *process) read(ctx context.Context, q Request, o Options) (a answer, err error) {
	c.used = true
	c.said.forget()
	err = c.within(ctx, o.Time, func() (err error) {
		a, err = c.ask(q, o.answer())
		return err
	})
	if err != nil {
		c.end()
		return answer{}, err
	}
	return a, nil
}

func (c *process) ask(q Request, budget int64) (answer, error) {
	c.number++
	c.to.request(c.number, q)
	if err := c.to.flush(); err != nil {
		return answer{}, c.death(err)
	}
	c.from.left = budget + maxMessage
	a := c.from.answer(c.number, q.Input)
	if c.from.err == nil && a.err == nil {
		c.from.fail(check(a.text, q.Input))
	}
	if c.from.err == nil && c.from.r.Buffered() > 0 {
		c.from.fail(lie("it has no end"))
	}
	if c.from.err != nil {
		return answer{}, c.death(c.from.err)
	}
	return a, nil
}

// death ends the child and says what it died of: a lie, or what it said and how
// it ended when its pipes broke.
func (c *process) death(err error) error {
	c.end()
	if errors.Is(err, errLie) {
		return fmt.Errorf("%w: the reader gave %w", text.ErrDamaged, err)
	}
	if c.said.outOfMemory() {
		return fmt.Errorf("%w: the reader took more than it may", ErrMemory)
	}
	said := c.said.lastWords()
	if said == "" {
		said = c.command.ProcessState.String()
	}
	return fmt.Errorf("%w: %s", ErrCrashed, said)
}
