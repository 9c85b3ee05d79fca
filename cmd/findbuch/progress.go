package main

import (
	"sync/atomic"

	"github.com/cheggaaa/pb/v3"
)

// progress shows how far long work has come, on a terminal only: files, bytes,
// rate and time left. A nil progress shows nothing.
type progress struct {
	bar   *pb.ProgressBar
	files atomic.Int64
	of    atomic.Int64
}

const progressTemplate = `{{string . "files"}}  {{counters . }} {{bar . }} {{speed . "%s/s"}} {{rtime . "%s left"}}`

// newProgress starts a progress display if somebody watches standard error.
func newProgress(u *ui) *progress {
	if !isTerminal(u.err) {
		return nil
	}
	bar := pb.ProgressBarTemplate(progressTemplate).New(0)
	bar.Set(pb.Bytes, true).SetWriter(u.err)
	return &progress{bar: bar.Start()}
}

// expect adds to what there is to do.
func (p *progress) expect(files, bytes int64) {
	if p != nil {
		p.of.Add(files)
		p.bar.AddTotal(bytes)
	}
}

// add adds to what is done. It may be called by several goroutines.
func (p *progress) add(files, bytes int64) {
	if p == nil {
		return
	}
	done := p.files.Add(files)
	p.bar.Set("files", number(done)+" of "+number(max(done, p.of.Load()))+" files")
	p.bar.Add64(bytes)
}

// finish ends the display.
func (p *progress) finish() {
	if p != nil {
		p.bar.Finish()
	}
}
