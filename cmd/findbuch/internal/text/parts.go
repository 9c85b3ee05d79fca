package text

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
)

// parts is a package such as a DOCX: a zip in memory whose parts are unpacked
// one at a time and kept nowhere. Nothing is ever written, so a name is a name
// and no path: "../a" and "/a" may be read like any other. Of parts that share
// a name the first in the zip's directory counts.
//
// The zip's directory is in memory as a whole, some ten times its own size,
// before its entries are counted.
type parts struct {
	files  map[string]*zip.File
	order  []string
	size   int64 // of the package, bytes
	limits Limits
	left   int64 // bytes that may be unpacked yet
}

// compoundFile begins the files of older office programs (MS-CFB 2.2), and
// those in which newer ones wrap an encrypted package.
const compoundFile = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// encryptedPackage is the name of the stream with the encrypted package (MS-
// OFFCRYPTO 2.3.4.4) as a directory of a compound file has it.
const encryptedPackage = "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"

// openParts opens the package that in is. It is ErrDamaged when there is no
// zip's directory, ErrEncrypted when the package is wrapped in encryption, and
// ErrOverBudget when it has more parts than in.Limits allow.
func openParts(in Input) (*parts, error) {
	if bytes.HasPrefix(in.Data, []byte(compoundFile)) {
		if bytes.Contains(in.Data, []byte(encryptedPackage)) {
			return nil, fmt.Errorf("%w: a password is needed to open the document", ErrEncrypted)
		}
		return nil, fmt.Errorf("%w: no zip, but a compound file of an older office program", ErrDamaged)
	}
	directory, err := zip.NewReader(bytes.NewReader(in.Data), int64(len(in.Data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, fmt.Errorf("%w: the zip's directory is missing or broken", ErrDamaged)
	}
	if len(directory.File) > in.Limits.Entries {
		return nil, fmt.Errorf("%w: %d parts, more than %d", ErrOverBudget, len(directory.File), in.Limits.Entries)
	}
	p := &parts{
		files: make(map[string]*zip.File, len(directory.File)),
		size:  int64(len(in.Data)), limits: in.Limits, left: in.Limits.Text,
	}
	for _, f := range directory.File {
		if p.files[f.Name] == nil {
			p.files[f.Name] = f
			p.order = append(p.order, f.Name)
		}
	}
	return p, nil
}

// names returns the names of all parts in the order of the zip's directory.
func (p *parts) names() []string { return p.order }

// has tells whether there is a part of that name.
func (p *parts) has(name string) bool { return p.files[name] != nil }

// read unpacks a part. The error wraps fs.ErrNotExist when there is none of
// that name, ErrEncrypted, ErrDamaged when it cannot be unpacked or its
// checksum is wrong, and ErrOverBudget when it unpacks to more than Limits.Ratio
// times what it takes in the zip, or together with what was read before to more
// than Limits.Text; and names the part. Never are more bytes in memory than
// Limits.Text.
func (p *parts) read(name string) ([]byte, error) {
	f := p.files[name]
	if f == nil {
		return nil, fmt.Errorf("the part %s: %w", name, fs.ErrNotExist)
	}
	const encrypted = 1 // the bit of the flags, APPNOTE.TXT 4.4.4
	if f.Flags&encrypted != 0 {
		return nil, fmt.Errorf("%w: a password is needed to read the part %s", ErrEncrypted, name)
	}
	packed, err := f.Open()
	if err != nil {
		return nil, damagedPart(name, err)
	}
	defer packed.Close()
	data, err := p.unpack(packed, min(f.CompressedSize64, uint64(p.size)), name)
	p.left -= int64(len(data))
	return data, err
}

// unpack reads all of a part that takes size bytes in the zip. What the zip
// says of the unpacked size is not relied on.
func (p *parts) unpack(packed io.Reader, size uint64, name string) ([]byte, error) {
	var data []byte
	chunk := make([]byte, 32<<10)
	for {
		n, err := packed.Read(chunk)
		if data = append(data, chunk[:n]...); int64(len(data)) > p.left {
			return nil, fmt.Errorf("%w: the parts up to %s unpack to more than %d bytes",
				ErrOverBudget, name, p.limits.Text)
		}
		if int64(len(data)) > p.limits.Ratio*int64(size) {
			return nil, fmt.Errorf("%w: the part %s unpacks to more than %d times its size",
				ErrOverBudget, name, p.limits.Ratio)
		}
		if err == io.EOF {
			return data, nil
		}
		if err != nil {
			return nil, damagedPart(name, err)
		}
	}
}

// damagedPart says why a part cannot be unpacked.
func damagedPart(name string, err error) error {
	reason := "is broken"
	switch {
	case errors.Is(err, zip.ErrChecksum):
		reason = "does not have its checksum"
	case errors.Is(err, zip.ErrAlgorithm):
		reason = "is packed in a way that is not known here"
	case errors.Is(err, io.ErrUnexpectedEOF):
		reason = "is cut off"
	}
	return fmt.Errorf("%w: the part %s %s", ErrDamaged, name, reason)
}
