package sandbox

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store/span"
)

// sent returns what an answer is on its way.
func sent(a answer) []byte {
	var pipe bytes.Buffer
	s := newSender(&pipe)
	s.answer(1, a)
	s.flush()
	return pipe.Bytes()
}

// received reads an answer as the parent does.
func received(data []byte, in text.Input, budget int64) (answer, *receiver) {
	r := newReceiver(bytes.NewReader(data))
	r.left = budget
	a := r.answer(1, in)
	if r.err == nil && a.err == nil {
		if err := check(a.text, in); err != nil {
			r.fail(err)
			a = answer{}
		}
	}
	return a, r
}

// anyText draws a text of a document, true or not.
func anyText(t *rapid.T) text.Text {
	body := rapid.String().Draw(t, "body")
	number := rapid.OneOf(rapid.IntRange(-1, len(body)+1), rapid.Int())
	return text.Text{
		Body: body,
		Map: rapid.Custom(func(t *rapid.T) text.Map {
			return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) text.Run {
				return text.Run{
					Text: number.Draw(t, "text"), Source: number.Draw(t, "source"), Length: number.Draw(t, "length"),
					How:  rapid.SampledFrom([]text.How{text.Copy, "base64+utf-8", ""}).Draw(t, "how"),
					Part: rapid.SampledFrom([]string{"", "word/document.xml"}).Draw(t, "part"),
				}
			}), 0, len(body)).Draw(t, "runs")
		}).Draw(t, "map"),
		Passages: none(rapid.SliceOfN(rapid.Custom(func(t *rapid.T) text.Passage {
			return text.Passage{
				Kind: rapid.SampledFrom([]text.Kind{text.KindTitle, text.KindCell}).Draw(t, "kind"),
				Span: span.Span{Start: number.Draw(t, "start"), End: number.Draw(t, "end")},
				Page: number.Draw(t, "page"),
			}
		}), 0, len(body)).Draw(t, "passages")),
		Properties: none(rapid.SliceOf(rapid.Custom(func(t *rapid.T) text.Property {
			return text.Property{Name: rapid.String().Draw(t, "name"), Value: rapid.String().Draw(t, "value")}
		})).Draw(t, "properties")),
		Notes: none(rapid.SliceOf(rapid.String()).Draw(t, "notes")),
		Members: none(rapid.SliceOfN(rapid.Custom(func(t *rapid.T) text.Member {
			return text.Member{
				Name: rapid.String().Draw(t, "name"), Unread: rapid.String().Draw(t, "unread"),
				Data:  rapid.SampledFrom([][]byte{nil, {}, []byte("\xFFx")}).Draw(t, "data"),
				Start: number.Draw(t, "start"), Length: number.Draw(t, "length"),
			}
		}), 0, testLimits.Entries).Draw(t, "members")),
	}
}

// none makes an empty list nil, as it comes out of the pipe.
func none[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}

// TestTextsGetThrough: every text comes out of the pipe as it went in and takes
// of the budget what cost says, neither more nor less.
func TestTextsGetThrough(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := anyText(t)
		in := text.Input{Limits: testLimits}
		data := sent(answer{text: want})
		r := newReceiver(bytes.NewReader(data))
		r.left = cost(want)
		got := r.answer(1, in)
		require.NoError(t, r.err)
		require.Equal(t, want, got.text)
		require.Zero(t, r.left)
		_, err := r.r.ReadByte()
		require.Equal(t, io.EOF, err)

		r = newReceiver(bytes.NewReader(data))
		r.left = cost(want) - 1
		r.answer(1, in)
		if cost(want) > 0 {
			require.ErrorIs(t, r.err, errLie)
		}
	})
}

func TestRequestsGetThrough(t *testing.T) {
	want := Request{"docx", text.Input{
		Data: []byte("PK\x03\x04"), MediaType: "application/zip", Charset: "utf-8",
		Limits: text.Limits{Text: 1 << 40, Depth: -1, Ratio: 3, Entries: 4},
	}}
	var pipe bytes.Buffer
	s := newSender(&pipe)
	s.request(7, want)
	require.NoError(t, s.flush())
	r := newReceiver(&pipe)
	r.left = maxInt
	number, got := r.request()
	require.NoError(t, r.err)
	require.Equal(t, 7, number)
	require.Equal(t, want, got)
	r.request()
	require.Equal(t, io.EOF, r.err)
}

func TestErrorsKeepTheirIdentity(t *testing.T) {
	all := append([]error{ErrStopped}, reasons...)
	for _, reason := range reasons {
		a, r := received(sent(answer{err: fmt.Errorf("%w: at byte 3\n", reason)}), text.Input{}, maxMessage)
		require.NoError(t, r.err)
		require.EqualError(t, a.err, reason.Error()+": at byte 3\uFFFD")
		for _, other := range all {
			require.Equal(t, errors.Is(reason, other), errors.Is(a.err, other), "%v is %v", a.err, other)
		}
	}
	a, r := received(sent(answer{err: errors.New("disk full")}), text.Input{}, maxMessage)
	require.NoError(t, r.err)
	require.EqualError(t, a.err, "disk full")
	for _, reason := range all {
		require.NotErrorIs(t, a.err, reason)
	}
}

func TestAnswersThatEndTooEarly(t *testing.T) {
	in := text.Input{Data: []byte("a b"), Limits: testLimits}
	data := sent(answer{text: soundText()})
	_, r := received(data, in, 1<<20)
	require.NoError(t, r.err)
	for n := range data {
		_, r := received(data[:n], in, 1<<20)
		require.Error(t, r.err, "%d bytes of %d", n, len(data))
	}
}

func soundText() text.Text {
	return text.Text{
		Body:       "ä b",
		Map:        text.Map{{How: "iso-8859-1", Length: 1}, {Text: 2, Source: 1, Length: 2, How: text.Copy}},
		Passages:   []text.Passage{{Kind: text.KindTitle, Span: span.Span{End: 2}}, {Kind: text.KindCell, Span: span.Span{Start: 3, End: 4}, Page: 2}},
		Properties: []text.Property{{Name: "title", Value: "ä"}},
		Notes:      []string{"a note"},
		Members:    []text.Member{{Name: "\xFF", Data: []byte("b"), Start: 2, Length: 1}, {Unread: "encrypted", Length: -1}},
	}
}

// FuzzAnswer gives the parent any bytes for an answer: what it takes for true
// can be sent on, and is the same then.
func FuzzAnswer(f *testing.F) {
	f.Add(sent(answer{text: soundText()}), []byte("a b"))
	f.Add(sent(answer{text: text.Text{Body: "a b"}}), []byte("a b"))
	f.Add(sent(answer{text: text.Text{Map: text.Map{}, Notes: []string{""}}}), []byte(""))
	f.Add(sent(answer{err: text.ErrDamaged}), []byte(""))
	f.Add([]byte("\x01\x00\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F"), []byte(""))
	f.Fuzz(func(t *testing.T, data, document []byte) {
		in := text.Input{Data: document, Limits: testLimits}
		const budget = int64(1 << 20)
		a, r := received(data, in, budget)
		if r.err != nil || a.err != nil {
			require.Zero(t, a.text)
			return
		}
		require.LessOrEqual(t, cost(a.text), budget-r.left)
		again, r := received(sent(a), in, budget)
		require.NoError(t, r.err)
		require.Equal(t, a, again)
	})
}
