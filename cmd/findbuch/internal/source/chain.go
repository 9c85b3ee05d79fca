package source

import "strings"

// keptFolders bounds the descriptors of one chain. Few folders are deeper, and
// a walk and some cursors together stay far below the usual limit of 1,024.
const keptFolders = 32

// access is what a folder is opened for.
type access uint8

const (
	toList access = iota // its names are read
	toPass               // it is only stepped through; needs no permission to read
)

// chain is the way from the top of a tree down to one folder. The last
// keptFolders folders of it stay open; the others are known by name and
// identity, and opened again, by "..", when the chain is taken back to them.
type chain struct {
	top   folder // the tree's; not closed here
	links []link
	open  int // links[open:] are open
}

type link struct {
	name   string
	id     identity
	folder folder // meaningful only while open
}

// last returns the folder that the chain ends in. It is [ErrChanged] if it had
// been closed and there now is another in its place.
func (c *chain) last() (folder, error) {
	if len(c.links) == 0 {
		return c.top, nil
	}
	if c.open == len(c.links) {
		if err := c.reopen(); err != nil {
			return folder{}, err
		}
	}
	return c.links[len(c.links)-1].folder, nil
}

// push opens the folder called name in the last one, fills e from it and makes
// it the last.
func (c *chain) push(name string, how access, e *Entry) error {
	parent, err := c.last()
	if err != nil {
		return err
	}
	f, err := parent.openFolder(name, how, e)
	if err != nil {
		return err
	}
	c.links = append(c.links, link{name, e.identity(), f})
	if len(c.links)-c.open > keptFolders {
		c.links[c.open].folder.close()
		c.open++
	}
	return nil
}

// cut shortens the chain to n folders. Where all open ones go it first climbs, so
// that leaving a folder costs one step at any depth.
func (c *chain) cut(n int) {
	for i := len(c.links) - 1; i >= max(n, c.open); i-- {
		if i == c.open && n > 0 {
			c.climb()
		}
		c.links[i].folder.close()
	}
	clear(c.links[n:]) // a name keeps its whole listing in memory
	c.links = c.links[:n]
	c.open = min(c.open, n)
}

// climb opens the parent of the first open folder, if that still is the one that
// the chain came through.
func (c *chain) climb() {
	var e Entry
	f, err := c.links[c.open].folder.openFolder("..", toPass, &e)
	if err != nil {
		return
	}
	if e.identity() != c.links[c.open-1].id {
		f.close()
		return
	}
	c.open--
	c.links[c.open].folder = f
}

// reopen opens the last folder by all its names from the top. That is rare:
// [chain.cut] climbs, and this is for what was moved meanwhile.
func (c *chain) reopen() error {
	f := c.top
	for i, l := range c.links {
		var e Entry
		below, err := f.openFolder(l.name, toPass, &e)
		if i > 0 {
			f.close()
		}
		if err != nil {
			return err
		}
		f = below
		if e.identity() != l.id {
			f.close()
			return ErrChanged
		}
	}
	c.open = len(c.links) - 1
	c.links[c.open].folder = f
	return nil
}

// enter takes the chain to the folder dir ("" is the top), going up only as far
// as it must. On an error the chain is at the top.
func (c *chain) enter(dir string) (err error) {
	defer func() {
		if err != nil {
			c.cut(0)
		}
	}()
	same := 0
	for dir != "" {
		name, rest, _ := strings.Cut(dir, "/")
		if same == len(c.links) || c.links[same].name != name {
			break
		}
		same, dir = same+1, rest
	}
	c.cut(same)
	for dir != "" {
		name, rest, _ := strings.Cut(dir, "/")
		if len(c.links) == maxDepth {
			return ErrPathTooLong
		}
		if err := c.push(name, toPass, new(Entry)); err != nil {
			return err
		}
		dir = rest
	}
	return nil
}

// lstat takes the chain to dir and looks at the entry called name there.
func (c *chain) lstat(dir, name string, e *Entry) error {
	parent, err := c.to(dir)
	if err != nil {
		return err
	}
	return parent.lstat(name, e)
}

// to takes the chain to dir and returns that folder.
func (c *chain) to(dir string) (folder, error) {
	if err := c.enter(dir); err != nil {
		return folder{}, err
	}
	return c.last()
}
