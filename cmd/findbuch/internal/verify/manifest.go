package verify

import (
	"bufio"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"

	"findbuch/store"
)

// maxLine bounds a line of a manifest, in bytes.
const maxLine = 256 << 10

// ManifestError says what is wrong with a line of a manifest.
type ManifestError struct {
	Line int // from 1
	Err  error
}

func (e *ManifestError) Error() string { return fmt.Sprintf("line %d %s", e.Line, e.Err) }
func (e *ManifestError) Unwrap() error { return e.Err }

// ErrTagged is a line as "sha256sum --tag" and the tools of BSD write it.
var ErrTagged = errors.New("has the checksum behind the path, as sha256sum --tag writes it")

// AppendManifestLine appends the line that GNU sha256sum writes for a file,
// with its line end. In a path with a backslash, a line feed or a carriage
// return these are written \\, \n and \r, and a backslash is put before the
// checksum. The path "-" is written ./-, since - is standard input there.
// Source: https://www.gnu.org/software/coreutils/manual/html_node/cksum-output-modes.html
func AppendManifestLine(dst []byte, sum store.SHA256, path string) []byte {
	escaped := strings.ContainsAny(path, "\\\n\r")
	if escaped {
		dst = append(dst, '\\')
		path = escapes.Replace(path)
	}
	dst = hex.AppendEncode(dst, sum[:])
	dst = append(dst, "  "...)
	if path == "-" {
		dst = append(dst, "./"...)
	}
	dst = append(dst, path...)
	return append(dst, '\n')
}

var escapes = strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`)

// ReadManifest calls line for each line of a manifest as sha256sum writes it:
// 64 hexadecimal digits, a space, a space or an asterisk, and the path, with a
// backslash before all of it if the path is escaped. Lines that are empty or
// begin with # are passed over, and so is a byte order mark; a carriage return at the end of a line belongs
// to the line end. A line that is anything else is a [ManifestError], as is
// one of more than 256 KiB.
func ReadManifest(r io.Reader, line func(number int, sum store.SHA256, path string) error) error {
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	number := 0
	for lines.Scan() {
		number++
		text := lines.Text() // without "\n" or "\r\n"
		if number == 1 {
			text = strings.TrimPrefix(text, "\uFEFF")
		}
		if text == "" || text[0] == '#' {
			continue
		}
		sum, path, err := parseLine(text)
		if err != nil {
			return &ManifestError{number, err}
		}
		if err := line(number, sum, path); err != nil {
			return err
		}
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return &ManifestError{number + 1, errors.New("is longer than 256 KiB")}
	}
	return lines.Err()
}

// parseLine takes a line apart, or says what is wrong with it.
func parseLine(text string) (sum store.SHA256, path string, err error) {
	if strings.HasPrefix(text, "SHA256 (") {
		return sum, "", ErrTagged
	}
	text, escaped := strings.CutPrefix(text, `\`)
	const digits = 2 * len(sum)
	if len(text) < digits+3 || text[digits] != ' ' || text[digits+1] != ' ' && text[digits+1] != '*' {
		return sum, "", errors.New("is not of the form: SHA-256, two spaces, path")
	}
	if _, err := hex.Decode(sum[:], []byte(text[:digits])); err != nil {
		return sum, "", errors.New("does not begin with a SHA-256")
	}
	path = text[digits+2:]
	if strings.IndexByte(path, 0) >= 0 {
		return sum, "", errors.New("has a path with a NUL byte")
	}
	if escaped {
		var ok bool
		if path, ok = unescape(path); !ok {
			return sum, "", errors.New(`has a path with an unknown escape: \\, \n and \r are known`)
		}
	}
	return sum, path, nil
}

func unescape(path string) (string, bool) {
	var b strings.Builder
	for {
		before, after, found := strings.Cut(path, `\`)
		b.WriteString(before)
		if !found {
			return b.String(), true
		}
		if after == "" {
			return "", false
		}
		switch after[0] {
		case '\\':
			b.WriteByte('\\')
		case 'n':
			b.WriteByte('\n')
		case 'r':
			b.WriteByte('\r')
		default:
			return "", false
		}
		path = after[1:]
	}
}
