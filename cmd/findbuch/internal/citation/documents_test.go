package citation

import (
	"archive/zip"
	"bytes"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"findbuch/cmd/findbuch/internal/document"
	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store/span"
)

// readAny reads a document of whatever format by its content.
func readAny(data []byte) (text.Text, error) {
	charset := document.DetectCharset(data)
	mediaType := document.MediaType(data, charset)
	reader, ok := text.ReaderOf(mediaType)
	if !ok {
		return text.Text{}, text.ErrDamaged
	}
	return reader.Read(text.Input{Data: data, MediaType: mediaType, Charset: charset.Name, Limits: text.DefaultLimits})
}

type sample struct {
	name string
	data []byte
	text text.Text
}

func samples(t *testing.T) (out []sample) {
	paths, err := filepath.Glob("../../../../testdata/documents/valid/*")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		body, err := readAny(data)
		require.NoError(t, err, path)
		out = append(out, sample{filepath.Base(path), data, body})
	}
	return out
}

// draw returns a span of the text, of up to 60 bytes.
func draw(r *rand.Rand, body string) span.Span {
	start := r.IntN(len(body))
	for !utf8.RuneStart(body[start]) {
		start--
	}
	end := min(len(body), start+1+r.IntN(60))
	for end < len(body) && !utf8.RuneStart(body[end]) {
		end++
	}
	return span.Span{Start: start, End: end}
}

// TestThousandSpans cites spans in documents of every format and has each proved;
// then it changes a letter within, and doubles one outside.
func TestThousandSpans(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 13))
	all := samples(t)
	count := map[string]int{}
	for i := range 1_000 {
		s := all[i%len(all)]
		at := draw(r, s.text.Body)
		c, err := Make(s.text, at, Sum(s.data))
		require.NoError(t, err)
		back, err := Parse(c.String())
		require.NoError(t, err)
		require.Equal(t, c, back)
		requireAnnotation(t, c)
		v := Prove(back, remembering(s), s.data)
		require.Equal(t, Proved, v.Outcome, "%s: %s", s.name, c)
		require.True(t, v.Same)
		require.Equal(t, c, *v.Now, s.name)
		require.Equal(t, Gone, Prove(c, readAny).Outcome)
		if c.Bytes == nil {
			count["without bytes: "+filepath.Ext(s.name)]++
		} else {
			count["inside: "+changeInside(t, r, s, at, c)]++
			count["before: "+doubleBefore(t, r, s, at, c)]++
			count["after: "+doubleAfter(t, r, s, at, c)]++
		}
	}
	t.Log(count)
	require.Greater(t, count["inside: changed"], 500)
	require.Greater(t, count["before: moved as far"], 300)
	require.Greater(t, count["after: proved"], 300)
}

// remembering spares reading the same bytes again and again.
func remembering(s sample) Reader {
	return func(data []byte) (text.Text, error) {
		if bytes.Equal(data, s.data) {
			return s.text, nil
		}
		return readAny(data)
	}
}

// letter is one of the text, ASCII, that stands in the document as it is.
type letter struct {
	text, source int // offsets
	part         string
}

// letterIn finds a letter within a span of the text, in some tries.
func letterIn(r *rand.Rand, s sample, in span.Span) (found letter, ok bool) {
	if in.Len() == 0 {
		return letter{}, false
	}
	for range 20 {
		i := in.Start + r.IntN(in.Len())
		if c := s.text.Body[i] | 0x20; c < 'a' || 'z' < c {
			continue
		}
		at, part, ok := s.text.Map.Source(s.text.Body, span.Span{Start: i, End: i + 1})
		if ok && at.Len() == 1 && partData(s.data, part)[at.Start] == s.text.Body[i] {
			return letter{i, at.Start, part}, true
		}
	}
	return letter{}, false
}

func changeInside(t *testing.T, r *rand.Rand, s sample, at span.Span, c Citation) string {
	l, ok := letterIn(r, s, at)
	if !ok {
		return "no letter"
	}
	now := edit(t, s.data, l.part, func(data []byte) []byte {
		data[l.source] ^= 3 // another letter, or "`" or "{"
		return data
	})
	body, err := readAny(now)
	if err != nil {
		return "no longer read"
	}
	v := Prove(c, readAny, now)
	require.False(t, v.Same)
	switch {
	case !strings.Contains(body.Body, c.Quote):
		require.Equal(t, Changed, v.Outcome, "%s: %s", s.name, c)
		require.NotEqual(t, c.Quote, v.Found)
		return "changed"
	case v.Outcome == Moved:
		requireNow(t, c, v, now)
		return "moved, since it stands elsewhere too"
	}
	require.Equal(t, Changed, v.Outcome, "%s: %s", s.name, c)
	require.NotEmpty(t, c.Prefix+c.Suffix)
	return "changed, since the others have another context"
}

func doubleBefore(t *testing.T, r *rand.Rand, s sample, at span.Span, c Citation) string {
	l, ok := letterIn(r, s, span.Span{End: at.Start})
	if !ok || l.part != c.Part || l.source >= c.Bytes.Start {
		return "no letter"
	}
	now := edit(t, s.data, l.part, func(data []byte) []byte {
		return append(data[:l.source+1:l.source+1], data[l.source:]...)
	})
	body, err := readAny(now)
	if err != nil {
		return "no longer read"
	}
	v := Prove(c, readAny, now)
	require.False(t, v.Same)
	if body.Body != s.text.Body[:l.text+1]+s.text.Body[l.text:] {
		return "read otherwise" // "DDate:" is no field of a mail that is shown
	}
	requireNow(t, c, v, now)
	if v.Outcome == Proved { // "--" still stands where "---" moved on
		require.Equal(t, c.Bytes, v.Now.Bytes)
		return "proved"
	}
	require.Equal(t, Moved, v.Outcome, "%s: %s", s.name, c)
	if *v.Now.Bytes == c.Bytes.Shift(1) {
		return "moved as far"
	}
	require.Greater(t, v.Places, 1, "%s: %s: %v", s.name, c, v.Now)
	return "moved to a place with the same context"
}

// doubleAfter doubles a letter behind the place, which says what it said.
func doubleAfter(t *testing.T, r *rand.Rand, s sample, at span.Span, c Citation) string {
	l, ok := letterIn(r, s, span.Span{Start: at.End, End: len(s.text.Body)})
	if !ok || l.part == c.Part && l.source < c.Bytes.End {
		return "no letter"
	}
	now := edit(t, s.data, l.part, func(data []byte) []byte {
		return append(data[:l.source+1:l.source+1], data[l.source:]...)
	})
	body, err := readAny(now)
	if err != nil || body.Body != s.text.Body[:l.text+1]+s.text.Body[l.text:] {
		return "read otherwise"
	}
	v := Prove(c, readAny, now)
	require.Equal(t, Proved, v.Outcome, "%s: %s", s.name, c)
	require.False(t, v.Same)
	require.Equal(t, c.Bytes, v.Now.Bytes)
	return "proved"
}

// requireNow checks that the new place is one.
func requireNow(t *testing.T, c Citation, v Verdict, now []byte) {
	require.NotNil(t, v.Now, "%s: %+v", c, v)
	again := Prove(*v.Now, readAny, now)
	require.Equal(t, Proved, again.Outcome)
	require.True(t, again.Same)
}

func partData(data []byte, part string) []byte {
	if part == "" {
		return data
	}
	packed, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil
	}
	file, err := packed.Open(part)
	if err != nil {
		return nil
	}
	out, _ := io.ReadAll(file)
	return out
}

// edit changes the document's bytes, or one part of it.
func edit(t *testing.T, data []byte, part string, change func([]byte) []byte) []byte {
	if part == "" {
		return change(bytes.Clone(data))
	}
	packed, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, file := range packed.File {
		if file.Name != part {
			require.NoError(t, w.Copy(file))
			continue
		}
		to, err := w.CreateHeader(&zip.FileHeader{Name: part, Method: zip.Deflate})
		require.NoError(t, err)
		_, err = to.Write(change(partData(data, part)))
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return out.Bytes()
}
