package sandbox

import (
	"strings"
	"sync"
)

// maxHead is how much is kept of what a child writes to its standard error, bytes.
const maxHead = 4 << 10

// head keeps the beginning of what is written to it and lets the rest pass.
type head struct {
	mu   sync.Mutex
	kept []byte
}

func (h *head) Write(p []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.kept = append(h.kept, p[:min(len(p), maxHead-len(h.kept))]...)
	return len(p), nil
}

// forget drops what was said over documents before.
func (h *head) forget() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.kept = h.kept[:0]
}

// lines returns the lines kept, made harmless.
func (h *head) lines() (lines []string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for line := range strings.Lines(string(h.kept)) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, visible(line))
		}
	}
	return lines
}

// lastWords returns the line in which the Go runtime says why it ends, else the
// first line, or "".
func (h *head) lastWords() string {
	lines := h.lines()
	for _, line := range lines {
		if strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ") {
			return line
		}
	}
	if len(lines) == 0 {
		return ""
	}
	return lines[0]
}

// wants are what the Go runtime, or watch, says when it ends for want of memory;
// a new thread needs some, too, and so does the race detector.
var wants = []string{
	"out of memory", "cannot allocate memory", "failed to reserve page summary memory",
	"failed to create new OS thread", "pthread_create failed",
	"ThreadSanitizer failed to allocate",
}

// outOfMemory tells whether the process said that it ended for want of memory.
func (h *head) outOfMemory() bool {
	for _, line := range h.lines() {
		for _, sign := range wants {
			if strings.Contains(line, sign) {
				return true
			}
		}
	}
	return false
}
