package pronom

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/require"
)

// compound returns a compound file whose directory has that many sectors of four
// entries; each entry is the child of the one before.
func compound(sectors int) []byte {
	const sector, words = 512, 128
	fats := (sectors + 1 + words) / words
	for fats*words < fats+sectors {
		fats++
	}
	data := make([]byte, sector*(1+fats+sectors))
	put := func(at int, v uint32) { binary.LittleEndian.PutUint32(data[at:], v) }
	copy(data, ole2Magic)
	copy(data[24:], "\x3E\x00\x03\x00\xFE\xFF\x09\x00\x06\x00")
	put(44, uint32(fats))
	put(48, uint32(fats)) // the directory follows the FAT
	put(56, 4096)
	put(60, endOfChain)
	put(68, endOfChain)
	for n := range firstFATs {
		put(76+4*n, 0xFFFFFFFF)
	}
	for n := range min(fats, firstFATs) {
		put(76+4*n, uint32(n))
	}
	for n := range fats * words {
		put(sector+4*n, 0xFFFFFFFF)
	}
	for n := range sectors {
		next := uint32(fats + n + 1)
		if n == sectors-1 {
			next = endOfChain
		}
		put(sector+4*(fats+n), next)
	}
	entries := sectors * sector / entrySize
	for n := range entries {
		at := sector*(1+fats) + n*entrySize
		name := utf16.Encode([]rune(fmt.Sprint("entry ", n)))
		for i, unit := range name {
			binary.LittleEndian.PutUint16(data[at+2*i:], unit)
		}
		binary.LittleEndian.PutUint16(data[at+64:], uint16(2*len(name)+2))
		data[at+66] = 1
		put(at+68, 0xFFFFFFFF)
		put(at+72, 0xFFFFFFFF)
		put(at+76, uint32(n+1))
		if n == entries-1 {
			put(at+76, 0xFFFFFFFF)
		}
		put(at+116, endOfChain)
	}
	return data
}

func TestBoundedOLE2(t *testing.T) {
	require.True(t, boundedOLE2(compound(1)))
	require.True(t, boundedOLE2(compound(1250)))
	require.False(t, boundedOLE2(compound(1251)))
	require.True(t, boundedOLE2(compound(1)[:ole2Header-1]), "too short to be one")
	for _, at := range []int{40, 44, 64, 72} {
		data := compound(1)
		binary.LittleEndian.PutUint32(data[at:], 0xFFFFFFF0)
		require.False(t, boundedOLE2(data), at)
		f, ok := Identify(data)
		require.True(t, ok)
		require.Equal(t, "fmt/111", f.PUID)
	}
}

func TestBoundedOLE2EndsOnLoops(t *testing.T) {
	data := compound(1)
	binary.LittleEndian.PutUint32(data[512+4:], 1) // the directory's sector follows itself
	require.False(t, boundedOLE2(data))
}

// A directory without a sector makes siegfried's library panic.
func TestIdentifyOutlivesPanics(t *testing.T) {
	data := compound(1)
	binary.LittleEndian.PutUint32(data[48:], endOfChain)
	require.Panics(t, func() {
		loaded().siegfried.Identify(bytes.NewReader(data), "", "")
	})
	f, ok := Identify(data)
	require.False(t, ok, f)
	_, ok = Identify(compound(1))
	require.True(t, ok)
}

func TestBoundedZip(t *testing.T) {
	j := loaded()
	require.True(t, j.boundedZip(docx(t)))
	require.False(t, j.boundedZip([]byte("PK\x03\x04 and nothing else")))
	require.False(t, j.boundedZip(promising(t, "[Content_Types].xml", maxUnpacked+1)))
	require.False(t, j.boundedZip(promising(t, "[Content_Types].xml", 1<<63)))
	require.True(t, j.boundedZip(promising(t, "film.mp4", maxUnpacked+1)), "a part that nobody looks into")
	require.False(t, j.boundedZip(append(docx(t), strings.Repeat("PK\x01\x02", maxEntries+1)...)))
}

// A zip bomb is known by its bytes, and costs no more memory than it has.
func TestIdentifyBomb(t *testing.T) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	f, err := z.Create("[Content_Types].xml")
	require.NoError(t, err)
	chunk := make([]byte, 1<<20)
	for range 64 {
		f.Write(chunk)
	}
	require.NoError(t, z.Close())
	Identify(out.Bytes())

	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	found, ok := Identify(out.Bytes())
	runtime.ReadMemStats(&after)
	require.True(t, ok)
	require.Equal(t, "x-fmt/263", found.PUID)
	require.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(1<<20))
}

func TestParts(t *testing.T) {
	parts := loaded().parts
	require.Contains(t, parts, "[Content_Types].xml")
	require.Contains(t, parts, "mimetype")
	require.Contains(t, parts, "word/document.xml")
}

// promising returns a zip whose directory says that its part has that size.
func promising(t testing.TB, name string, size uint64) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	_, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, UncompressedSize64: size})
	require.NoError(t, err)
	require.NoError(t, z.Close())
	return out.Bytes()
}
