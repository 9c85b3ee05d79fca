//go:build unix

package source

import (
	"golang.org/x/sys/unix"
)

// folder is a descriptor of an open folder. Names given to its methods are
// single: they hold no '/', as the kernel and [Tree.split] see to.
type folder struct{ fd int }

// handle is a descriptor of an open file. It is no os.File, which would ask the
// system twice more for each file whether it can be polled.
type handle struct{ fd int }

const folderFlags = unix.O_DIRECTORY | unix.O_NOFOLLOW | unix.O_NONBLOCK | unix.O_CLOEXEC

// kindOf looks at a root.
func kindOf(root string) (Kind, error) {
	var e Entry
	err := folder{unix.AT_FDCWD}.lstat(root, &e)
	return e.Kind, err
}

// openTop opens the folder that all else is relative to.
func openTop(root string, how access) (folder, error) {
	return folder{unix.AT_FDCWD}.openFolder(root, how, new(Entry))
}

func (f folder) close() error { return unix.Close(f.fd) }

// openFolder opens the folder called name in f and fills e from it, except Path.
func (f folder) openFolder(name string, how access, e *Entry) (folder, error) {
	flags := folderFlags | unix.O_RDONLY
	if how == toPass {
		flags = folderFlags | passing
	}
	fd, err := openat(f.fd, name, flags)
	switch err {
	case nil:
	case unix.ENOTDIR, unix.ELOOP, unix.EMLINK:
		return folder{}, ErrChanged // it was a folder, else nobody would ask
	default:
		return folder{}, known(err)
	}
	if err := (handle{fd}).stat(e); err != nil {
		unix.Close(fd)
		return folder{}, err
	}
	return folder{fd}, nil
}

// openFile opens the entry called name in f for reading; whatever it is,
// without waiting for it. Links do not open.
func (f folder) openFile(name string) (handle, error) {
	const flags = unix.O_RDONLY | unix.O_NOFOLLOW | unix.O_NONBLOCK | unix.O_CLOEXEC | unix.O_NOCTTY
	fd, err := openat(f.fd, name, flags)
	switch err {
	case nil:
		return handle{fd}, nil
	case unix.ELOOP, unix.EMLINK, unix.ENXIO, unix.EOPNOTSUPP:
		return handle{}, ErrNotRegular // a link; a socket or a device without driver
	}
	return handle{}, known(err)
}

// lstat fills e, except Path, from the entry called name in f.
func (f folder) lstat(name string, e *Entry) error {
	var st unix.Stat_t
	for {
		err := unix.Fstatat(f.fd, name, &st, unix.AT_SYMLINK_NOFOLLOW)
		if err == nil {
			e.fill(&st)
			return nil
		}
		if err != unix.EINTR {
			return known(err)
		}
	}
}

// stat fills e, except Path, from the open file.
func (h handle) stat(e *Entry) error {
	var st unix.Stat_t
	for {
		err := unix.Fstat(h.fd, &st)
		if err == nil {
			e.fill(&st)
			return nil
		}
		if err != unix.EINTR {
			return known(err)
		}
	}
}

func (h handle) read(p []byte) (int, error) {
	p = p[:min(len(p), 1<<30)] // darwin refuses 2 GiB and more
	for {
		n, err := unix.Read(h.fd, p)
		if err != unix.EINTR {
			return max(n, 0), err
		}
	}
}

func (h handle) close() error { return unix.Close(h.fd) }

func openat(dir int, name string, flags int) (int, error) {
	for {
		fd, err := unix.Openat(dir, name, flags, 0)
		if err != unix.EINTR { // as network file systems answer to a signal
			return fd, err
		}
	}
}

// known gives the system's errors that have a name here that name.
func known(err error) error {
	switch err {
	case unix.ENOENT:
		return ErrVanished
	case unix.ENAMETOOLONG:
		return ErrPathTooLong
	}
	return err
}

// fill sets all of e but Path. The types of the fields differ between systems.
func (e *Entry) fill(st *unix.Stat_t) {
	e.Kind = kindOfMode(uint32(st.Mode))
	e.Size = int64(st.Size)
	e.MTime, e.CTime = nanoseconds(st.Mtim.Unix()), nanoseconds(st.Ctim.Unix())
	e.Mode = uint32(st.Mode) & 0o7777
	e.Device, e.Inode = uint64(st.Dev), uint64(st.Ino)
}

func kindOfMode(mode uint32) Kind {
	switch mode & unix.S_IFMT {
	case unix.S_IFREG:
		return Regular
	case unix.S_IFDIR:
		return Folder
	case unix.S_IFLNK:
		return Symlink
	case unix.S_IFIFO:
		return FIFO
	case unix.S_IFSOCK:
		return Socket
	case unix.S_IFBLK, unix.S_IFCHR:
		return Device
	}
	return Other
}
