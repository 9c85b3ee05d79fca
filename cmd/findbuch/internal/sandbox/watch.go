package sandbox

import (
	"fmt"
	"os"
	"runtime/metrics"
	"time"
)

// alertness is how often the memory is looked at.
const alertness = 10 * time.Millisecond

// inUse returns the bytes of memory that Go has from the system and has not
// given back. Memory that others' code maps for itself is not among them.
func inUse() int64 {
	samples := []metrics.Sample{
		{Name: "/memory/classes/total:bytes"},
		{Name: "/memory/classes/heap/released:bytes"},
	}
	metrics.Read(samples)
	return int64(samples[0].Value.Uint64() - samples[1].Value.Uint64())
}

// watch ends the process when it uses more than limit bytes between Reset and
// Stop of the ticker that it returns. It looks a hundred times a second, in which
// a process may take some megabytes more.
func watch(limit int64) *time.Ticker {
	ticker := time.NewTicker(alertness)
	ticker.Stop()
	go func() {
		for range ticker.C {
			if inUse() > limit {
				fmt.Fprintln(os.Stderr, "out of memory: the reader uses more than it may")
				os.Exit(2)
			}
		}
	}()
	return ticker
}
