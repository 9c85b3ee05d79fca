package citation

import (
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"findbuch/store/span"
)

const (
	scheme    = "findbuch:"
	algorithm = "sha256-"
	separator = "!/"
)

// String returns the citation as one line.
func (c Citation) String() string {
	fields := []string{}
	add := func(name, value string) {
		if value != "" {
			fields = append(fields, name+"="+value)
		}
	}
	add("part", escape(c.Part, "/"))
	if c.Bytes != nil {
		add("bytes", fmt.Sprintf("%d,%d", c.Bytes.Start, c.Bytes.End))
	}
	if c.Page != 0 {
		add("page", strconv.Itoa(c.Page))
	}
	add("quote", escape(c.Quote, ""))
	add("prefix", escape(c.Prefix, ""))
	add("suffix", escape(c.Suffix, ""))
	if c.In != nil {
		add("in", c.In.String())
	}
	line := scheme + algorithm + c.Document.String()
	if len(fields) == 0 {
		return line
	}
	return line + "#" + strings.Join(fields, "&")
}

// String returns the place as the field "in" has it.
func (in Container) String() string {
	var out strings.Builder
	out.WriteString(algorithm + in.Document.String())
	for _, name := range in.Members {
		out.WriteString(separator + escape(name, "/"))
	}
	return out.String()
}

// Parse reads a citation of one line. Its error says what is wrong where.
func Parse(line string) (Citation, error) {
	if len(line) > maxLine {
		return Citation{}, errors.New("citation: longer than 1 MiB")
	}
	c, err := parse(line)
	if err != nil {
		return Citation{}, fmt.Errorf("citation: %w", err)
	}
	return c, nil
}

func parse(line string) (c Citation, err error) {
	rest, ok := strings.CutPrefix(line, scheme)
	if !ok {
		return c, errors.New("does not begin with findbuch:sha256-")
	}
	name, fragment, hasFragment := strings.Cut(rest, "#")
	if c.Document, err = parseDocument(name); err != nil || !hasFragment {
		return c, err
	}
	seen := map[string]bool{}
	for field := range strings.SplitSeq(fragment, "&") {
		name, value, _ := strings.Cut(field, "=")
		if seen[name] {
			return c, fmt.Errorf("%.20q comes twice", name)
		}
		seen[name] = true
		if err := c.set(name, value); err != nil {
			return c, fmt.Errorf("%.20q: %w", name, err)
		}
	}
	if c.Quote == "" && (c.Prefix != "" || c.Suffix != "") {
		return c, errors.New("a prefix or suffix without a quote")
	}
	return c, nil
}

// set reads one field.
func (c *Citation) set(name, value string) (err error) {
	switch name {
	case "part":
		c.Part, err = parseText(value)
	case "bytes":
		c.Bytes, err = parseBytes(value)
	case "page":
		if c.Page, err = parseNumber(value); err == nil && c.Page == 0 {
			err = errors.New("pages begin with 1")
		}
	case "quote":
		c.Quote, err = parseText(value)
	case "prefix":
		c.Prefix, err = parseText(value)
	case "suffix":
		c.Suffix, err = parseText(value)
	case "in":
		c.In, err = parseContainer(value)
	default:
		err = errors.New("no such field")
	}
	return err
}

func parseDocument(s string) (sum SHA256, err error) {
	digits, ok := strings.CutPrefix(s, algorithm)
	n, err := hex.DecodeString(digits)
	if !ok || err != nil || len(n) != len(sum) || strings.ToLower(digits) != digits {
		return sum, fmt.Errorf("%.80q is not sha256- and 64 small hexadecimal digits", s)
	}
	return SHA256(n), nil
}

func parseContainer(s string) (*Container, error) {
	names := strings.Split(s, separator)
	document, err := parseDocument(names[0])
	if err != nil {
		return nil, err
	}
	if len(names) == 1 {
		return nil, errors.New("no member")
	}
	in := Container{Document: document}
	for _, name := range names[1:] {
		if strings.ContainsAny(name, "!?") {
			return nil, errors.New("! and ? in a name are written as %21 and %3F")
		}
		member, err := unescape(name)
		if err != nil {
			return nil, err
		}
		in.Members = append(in.Members, member)
	}
	return &in, nil
}

func parseBytes(s string) (*span.Span, error) {
	before, after, _ := strings.Cut(s, ",")
	start, err := parseNumber(before)
	if err != nil {
		return nil, err
	}
	end, err := parseNumber(after)
	if err != nil {
		return nil, err
	}
	if end <= start {
		return nil, errors.New("the end is not after the beginning")
	}
	return &span.Span{Start: start, End: end}, nil
}

func parseNumber(s string) (int, error) {
	n, err := strconv.Atoi(s)
	if err != nil || strconv.Itoa(n) != s || n < 0 {
		return 0, fmt.Errorf("%.20q is no number, or one with leading zeros or too large", s)
	}
	return n, nil
}

func parseText(s string) (string, error) {
	out, err := unescape(s)
	switch {
	case err != nil:
		return "", err
	case out == "":
		return "", errors.New("empty")
	case !utf8.ValidString(out):
		return "", errors.New("no UTF-8")
	}
	return out, nil
}
