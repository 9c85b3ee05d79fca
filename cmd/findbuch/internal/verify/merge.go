package verify

import (
	"context"
	"errors"
	"io/fs"
	"strings"

	"findbuch/cmd/findbuch/internal/source"
)

// merge goes through a walk and a register side by side, both in byte order.
type merge struct {
	ctx      context.Context
	place    int
	register Register
	next     Recorded // the first that was not yet seen
	more     bool     // there is one
	closed   []closedFolder
	see      func(*sight) error
}

// closedFolder is a folder on the way that could not be listed.
type closedFolder struct {
	entry  source.Entry
	prefix string // of the paths below it
	held   bool   // something is recorded below it
}

func (m *merge) run(p Place) error {
	if err := m.advance(); err != nil {
		return err
	}
	if p.Tree != nil {
		if err := p.Tree.Walk(m.ctx, p.Under, m.visit); err != nil {
			return err
		}
	}
	for m.more {
		if err := m.absent(); err != nil {
			return err
		}
	}
	return m.leave(func(closedFolder) bool { return true })
}

func (m *merge) advance() (err error) {
	m.next, m.more, err = m.register.Next(m.ctx)
	return err
}

func (m *merge) visit(e source.Entry) error {
	at := e.Path
	if e.Kind == source.Folder && at != "" {
		at += "/"
	}
	for m.more && m.next.Path < at {
		if err := m.absent(); err != nil {
			return err
		}
	}
	if err := m.leave(func(c closedFolder) bool { return !strings.HasPrefix(at, c.prefix) }); err != nil {
		return err
	}
	if e.Kind == source.Folder {
		if e.Err != nil && !isAbsent(e.Err) {
			m.closed = append(m.closed, closedFolder{entry: e, prefix: at})
		}
		return nil
	}
	if m.more && m.next.Path == e.Path {
		return m.recorded(e)
	}
	return m.unrecorded(e)
}

// recorded sees an entry at a recorded path.
func (m *merge) recorded(e source.Entry) error {
	r := m.next
	s := &sight{place: m.place, entry: e, recorded: &r, err: e.Err, found: e.Err == nil && e.Kind == source.Regular}
	if err := m.see(s); err != nil {
		return err
	}
	if e.Err != nil {
		m.below(e)
	}
	return m.advance()
}

// below keeps why e cannot be looked at for what is recorded below it: it may
// have been a folder.
func (m *merge) below(e source.Entry) {
	if !isAbsent(e.Err) {
		m.closed = append(m.closed, closedFolder{entry: e, prefix: e.Path + "/", held: true})
	}
}

// unrecorded sees an entry at a path that is not recorded.
func (m *merge) unrecorded(e source.Entry) error {
	if e.Err == nil && e.Kind != source.Regular || e.Err != nil && isAbsent(e.Err) {
		return nil
	}
	if out, err := m.register.LeavesOut(m.ctx, e); out || err != nil {
		return err
	}
	if e.Err != nil {
		m.below(e)
	}
	return m.see(&sight{place: m.place, entry: e, err: e.Err, found: e.Err == nil})
}

// absent sees the next recorded path, where nothing was found.
func (m *merge) absent() error {
	r := m.next
	s := &sight{place: m.place, entry: source.Entry{Path: r.Path}, recorded: &r}
	for i := len(m.closed) - 1; i >= 0; i-- {
		if strings.HasPrefix(r.Path, m.closed[i].prefix) {
			m.closed[i].held = true
			s.err = m.closed[i].entry.Err
			break
		}
	}
	if err := m.see(s); err != nil {
		return err
	}
	return m.advance()
}

// leave drops the closed folders that are done, from the innermost on.
func (m *merge) leave(done func(closedFolder) bool) error {
	for len(m.closed) > 0 {
		c := m.closed[len(m.closed)-1]
		if !done(c) {
			return nil
		}
		m.closed = m.closed[:len(m.closed)-1]
		if c.held {
			continue
		}
		out, err := m.register.LeavesOut(m.ctx, c.entry)
		if err == nil && !out {
			err = m.see(&sight{place: m.place, entry: c.entry, err: c.entry.Err})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// isAbsent tells whether an error means that there is no regular file.
func isAbsent(err error) bool {
	return errors.Is(err, source.ErrVanished) || errors.Is(err, source.ErrNotRegular) || errors.Is(err, fs.ErrNotExist)
}
