package sandbox

import (
	"context"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store/span"
)

// BenchmarkStart is a child from its start to its first answer.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		p := New(Options{Command: command(honestProtocol)})
		requireReads(b, p)
		p.Close()
	}
}

// BenchmarkRead has a trivial reader read small and large documents.
func BenchmarkRead(b *testing.B) {
	for name, size := range map[string]int{"5KB": 5 << 10, "60MB": 60 << 20} {
		b.Run(name, func(b *testing.B) {
			p := newPool(b, Options{})
			q := request("same", strings.Repeat("Ein Wort. ", size/10))
			q.Input.Limits = text.DefaultLimits
			b.SetBytes(int64(len(q.Input.Data)))
			for b.Loop() {
				_, err := p.Read(context.Background(), q)
				require.NoError(b, err)
			}
		})
	}
}

// BenchmarkMap is sending, receiving and checking a text of many runs.
func BenchmarkMap(b *testing.B) {
	const each = 64
	body := strings.Repeat("x", 1<<20)
	made := text.Text{Body: body}
	for i := 0; i < len(body); i += each {
		made.Map = append(made.Map, text.Run{Text: i, Source: 2 * i, Length: each, How: text.Copy})
		made.Passages = append(made.Passages, text.Passage{Kind: text.KindCell, Span: span.Span{Start: i, End: i + each}})
	}
	in := text.Input{Data: []byte(body + body), Limits: text.DefaultLimits}
	var size int
	for b.Loop() {
		data := sent(answer{text: made})
		size = len(data)
		_, r := received(data, in, 1<<30)
		require.NoError(b, r.err)
	}
	b.ReportMetric(float64(size-len(body))/float64(len(made.Map)), "B/run+passage")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(made.Map)), "ns/run+passage")
}
