package pdf

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// engine is PDFium, translated to the machine's code.
type engine struct {
	pool   pdfium.Pool
	memory *allocator
}

// start translates PDFium, which takes two seconds, or loads the translation
// from the cache, which takes a twentieth of one. It happens at the first PDF.
var start = sync.OnceValues(func() (*engine, error) {
	if cache, err := openCache(); err == nil {
		if e, err := newEngine(cache); err == nil {
			return e, nil
		}
	}
	return newEngine(nil) // a folder that cannot be used is not needed either
})

// Warm translates PDFium, or loads it, so that Read opens no files afterwards.
func Warm() error {
	_, err := start()
	return err
}

// openCache opens findbuch/wazero in the user's cache folder, where wazero keeps
// machine code: nobody else may write there.
func openCache() (wazero.CompilationCache, error) {
	caches, err := os.UserCacheDir()
	if err != nil {
		return nil, err
	}
	folder := filepath.Join(caches, "findbuch", "wazero")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, err
	}
	// wazero finds out that it cannot write after it has translated for seconds.
	probe, err := os.CreateTemp(folder, "probe-*.tmp")
	if err != nil {
		return nil, err
	}
	if err := errors.Join(probe.Close(), os.Remove(probe.Name())); err != nil {
		return nil, err
	}
	return wazero.NewCompilationCacheWithDir(folder)
}

// newEngine gives PDFium no files, no clock but a fake one and no randomness, so
// that its answers depend on the document alone.
func newEngine(cache wazero.CompilationCache) (*engine, error) {
	e := &engine{memory: new(allocator)}
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling)
	if cache != nil {
		config = config.WithCompilationCache(cache)
	}
	var err error
	e.pool, err = webassembly.Init(webassembly.Config{
		Context:       experimental.WithMemoryAllocator(context.Background(), e.memory),
		MaxTotal:      1,
		FSConfig:      wazero.NewFSConfig(),
		RuntimeConfig: config,
		Stdout:        io.Discard,
		Stderr:        io.Discard,
		RandomSource:  zeros{},
	})
	if err != nil {
		return nil, fmt.Errorf("pdfium: %w", err)
	}
	return e, nil
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// open makes an instance of PDFium, which takes some milliseconds. There is one
// for each document, so that no document leaves anything behind for the next.
// One exists at a time; others wait.
func (e *engine) open() (pdfium.Pdfium, error) {
	return e.pool.GetInstance(time.Hour)
}
