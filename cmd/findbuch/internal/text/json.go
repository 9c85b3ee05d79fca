package text

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// jsonReader reads JSON (RFC 8259): one value, or one after the other as in
// NDJSON. Its scanner is our own because encoding/json gives no places.
//
// The Body holds the keys and the values with their escapes decoded, a line
// for each value; its key, if it has one, stands before it. Brackets, commas,
// colons and quotes are left out. A lone surrogate becomes U+FFFD.
//
// What is no JSON, be it cut off, commented or otherwise, is read as plain
// text with a note: half a record read as JSON could hide the other half. So
// is JSON of more than half a million values, whose map would be larger than
// the document.
var jsonReader = Reader{
	Name: "json", Version: 1,
	Types: []string{"application/json", "application/x-ndjson", "application/geo+json", "model/gltf+json",
		"application/vnd.cyclonedx+json"},
	Read: readJSON,
}

// JSON: the bytes are escapes of JSON strings, one after the other.
const JSON How = "json"

func readJSON(in Input) (Text, error) {
	s, err := newSplice(in)
	if err != nil {
		return Text{}, err
	}
	j := jsonScanner{splice: s, depth: in.Limits.Depth}
	if err := j.scan(); errors.Is(err, ErrOverBudget) {
		return Text{}, err
	} else if err != nil {
		return plainInstead(in, err.Error())
	}
	if s.crowded {
		return plainInstead(in, "JSON of very many values")
	}
	return s.text(in.Limits)
}

// jsonScanner walks JSON without recursion.
type jsonScanner struct {
	*splice
	at    int
	depth int    // limit of open
	open  []byte // the brackets around at
	gap   int    // where the last key or value ended
	keyed bool   // it was a key
}

// What may come next.
type jsonState int

const (
	jsonValue jsonState = iota
	jsonFirst           // a value, or the end of an array
	jsonKey
	jsonFirstKey // a key, or the end of an object
	jsonColon
	jsonAfter // a comma or an end; outside of all brackets, another value
)

func (j *jsonScanner) scan() error {
	state := jsonValue
	for {
		for j.at < len(j.doc) && isBlankByte(j.doc[j.at]) {
			j.at++
		}
		if len(j.open) == 0 && state == jsonAfter {
			state = jsonValue
		}
		if j.at == len(j.doc) {
			if len(j.open) > 0 {
				return j.broken("the end is missing")
			}
			return nil
		}
		var err error
		if state, err = j.step(state); err != nil {
			return err
		}
	}
}

// step takes one bracket, sign, key or value.
func (j *jsonScanner) step(state jsonState) (jsonState, error) {
	c := j.doc[j.at]
	switch state {
	case jsonColon:
		if c == ':' {
			j.at++
			return jsonValue, nil
		}
	case jsonAfter:
		return j.after(c)
	case jsonKey, jsonFirstKey:
		if c == '"' {
			return jsonColon, j.quoted(KindName)
		}
		if c == '}' && state == jsonFirstKey {
			return j.after(c)
		}
	default:
		if c == ']' && state == jsonFirst {
			return j.after(c)
		}
		return j.value(c)
	}
	return state, j.broken("%q is out of place", rune(c))
}

func (j *jsonScanner) after(c byte) (jsonState, error) {
	in := j.open[len(j.open)-1]
	switch {
	case c == ',' && in == '{':
		j.at++
		return jsonKey, nil
	case c == ',':
		j.at++
		return jsonValue, nil
	case c == '}' && in == '{', c == ']' && in == '[':
		j.at++
		j.open = j.open[:len(j.open)-1]
		return jsonAfter, nil
	}
	return jsonAfter, j.broken("%q is out of place", rune(c))
}

func (j *jsonScanner) value(c byte) (jsonState, error) {
	switch c {
	case '"':
		return jsonAfter, j.quoted(KindCell)
	case '{', '[':
		if len(j.open) == j.depth {
			return 0, fmt.Errorf("%w: JSON nested more than %d deep", ErrOverBudget, j.depth)
		}
		j.at++
		j.open = append(j.open, c)
		if c == '{' {
			return jsonFirstKey, nil
		}
		return jsonFirst, nil
	}
	end := j.at
	for end < len(j.doc) && isJSONWord(j.doc[end]) {
		end++
	}
	word := j.doc[j.at:end]
	if _, err := strconv.ParseFloat(word, 64); word != "true" && word != "false" && word != "null" &&
		(errors.Is(err, strconv.ErrSyntax) || c > '9') {
		return 0, j.broken("no value")
	}
	start := j.begin(j.at)
	j.literal(j.at, end)
	j.finish(KindCell, start, end)
	return jsonAfter, nil
}

func isJSONWord(c byte) bool {
	return c == '-' || c == '+' || c == '.' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || c == 'E'
}

// begin sets off what begins at from, and returns where that is in the Body.
func (j *jsonScanner) begin(from int) int {
	white := "\n"
	if j.keyed {
		white = " "
	}
	j.blank(white, j.gap, from)
	return len(j.body)
}

func (j *jsonScanner) finish(kind Kind, start, end int) {
	j.passage(kind, start)
	j.at, j.gap, j.keyed = end, end, kind == KindName
}

// quoted takes a string. An empty one leaves no trace.
func (j *jsonScanner) quoted(kind Kind) error {
	at := j.at + 1
	start, begun := 0, false
	for from := at; ; {
		n := strings.IndexAny(j.doc[at:], `"\`)
		if n < 0 {
			return j.broken("a string without end")
		}
		at += n
		if !begun && (at > from || j.doc[at] == '\\') {
			start, begun = j.begin(from), true
		}
		j.literal(from, at)
		if j.doc[at] == '"' {
			break
		}
		text, n := jsonEscape(j.doc[at:])
		if n == 0 {
			return j.broken("a wrong escape in a string")
		}
		j.escape(text, at, at+n, JSON)
		at += n
		from = at
	}
	if j.keyed = false; begun {
		j.finish(kind, start, at)
	}
	j.at = at + 1
	return nil
}

func (j *jsonScanner) broken(why string, args ...any) error {
	return fmt.Errorf("no JSON from byte %d on, "+why, append([]any{j.at}, args...)...)
}

// jsonEscape decodes the escape that s begins with, a pair of surrogates as
// one, and returns the number of bytes it takes, 0 for none.
func jsonEscape(s string) (string, int) {
	if len(s) < 2 || s[0] != '\\' {
		return "", 0
	}
	if i := strings.IndexByte(`"\/bfnrt`, s[1]); i >= 0 {
		return "\"\\/\b\f\n\r\t"[i : i+1], 2
	}
	unit, ok := jsonUnit(s)
	if !ok {
		return "", 0
	}
	if low, ok := jsonUnit(s[6:]); ok && utf16.IsSurrogate(unit) {
		if r := utf16.DecodeRune(unit, low); r != utf8.RuneError {
			return string(r), 12
		}
	}
	return string(unit), 6 // a lone surrogate becomes U+FFFD
}

// jsonUnit returns the unit of UTF-16 of \uXXXX.
func jsonUnit(s string) (rune, bool) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:6], 16, 16)
	return rune(n), err == nil
}

func decodeJSONEscapes(source []byte) (string, error) {
	var out strings.Builder
	for s := string(source); s != ""; {
		text, n := jsonEscape(s)
		if n == 0 {
			return "", errors.New("no escape of JSON")
		}
		out.WriteString(text)
		s = s[n:]
	}
	return out.String(), nil
}
