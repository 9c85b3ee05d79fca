package pronom

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/richardlehane/siegfried/pkg/config"
	"github.com/stretchr/testify/require"
)

func TestIdentify(t *testing.T) {
	tests := []struct {
		name             string
		data             []byte
		puid, mime, base string
	}{
		{"PNG", pngImage(t), "fmt/11", "image/png", "byte match at"},
		{"GIF", gifImage(t), "fmt/4", "image/gif", "byte match at"},
		{"JPEG", jpegImage(t), "fmt/41", "image/jpeg", "byte match at"},
		{"PDF 1.5", pdf("1.5"), "fmt/19", "application/pdf", "byte match at [[0 8]"},
		{"PDF 1.7", pdf("1.7"), "fmt/276", "application/pdf", "byte match at [[0 8]"},
		{"gzip", gzipped(t), "x-fmt/266", "application/gzip", "byte match at 0, 3"},
		{"zip", zipped(t, part{"a.txt", "Guten Tag"}), "x-fmt/263", "application/zip", "byte match at"},
		{"DOCX", docx(t), "fmt/412",
			"application/vnd.openxmlformats-officedocument.wordprocessingml.document",
			"container name [Content_Types].xml with byte match at"},
		{"ODT", zipped(t, part{"mimetype", odtType}, part{"content.xml", odtContent},
			part{"META-INF/manifest.xml", odtManifest}), "fmt/291", odtType, "container name content.xml with byte match at"},
		{"EPUB", zipped(t, part{"mimetype", "application/epub+zip"}), "fmt/483",
			"application/epub+zip", "container name mimetype with byte match at 0, 20"},
		{"XML", []byte("<?xml version=\"1.0\"?>\n<ead/>"), "fmt/101", "application/xml", "byte match at 0, 19"},
		{"HTML", []byte("<!DOCTYPE html>\n<html><head></head><body></body></html>"), "fmt/471",
			"text/html", "byte match at"},
		{"RTF", []byte("{\\rtf1\\ansi Hallo}"), "fmt/45", "application/rtf", "byte match at"},
		{"prose", []byte("Sehr geehrte Damen und Herren,\n"), "x-fmt/111", "text/plain", "text match ASCII"},
		{"compound file", compound(1), "fmt/111", "", "byte match at 0, 30"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, ok := Identify(tt.data)
			require.True(t, ok)
			require.Equal(t, tt.puid, f.PUID)
			require.Contains(t, f.MIME, tt.mime)
			require.True(t, strings.HasPrefix(f.Basis, tt.base), f.Basis)
			require.NotEmpty(t, f.Name)
		})
	}
}

func TestIdentifyNothing(t *testing.T) {
	for _, data := range [][]byte{nil, {}, {0}, bytes.Repeat([]byte{0xFF, 0}, 50_000)} {
		f, ok := Identify(data)
		require.False(t, ok, f)
		require.Empty(t, f)
	}
}

// Siegfried matches in goroutines; their order must not show.
func TestIdentifyIsDeterministic(t *testing.T) {
	for _, data := range [][]byte{pdf("1.4"), docx(t), jpegImage(t), compound(1), zipped(t, part{"a", "b"})} {
		first, _ := Identify(data)
		for range 50 {
			again, _ := Identify(data)
			require.Equal(t, first, again)
		}
	}
}

// What lies in memory and is sliced is judged like a stream of the same bytes.
func TestIdentifyAgreesWithSiegfried(t *testing.T) {
	for _, data := range [][]byte{pdf("1.4"), docx(t), pngImage(t), gifImage(t), gzipped(t),
		[]byte("plain"), append(pdf("1.6"), bytes.Repeat([]byte("%%EOF\n"), 40_000)...)} {
		found, _ := loaded().siegfried.Identify(bytes.NewReader(data), "", "")
		want, wantOK := best(found)
		f, ok := Identify(data)
		require.Equal(t, wantOK, ok)
		require.Equal(t, want, f)
	}
}

func TestIdentifyIsSafeToCallAtOnce(t *testing.T) {
	data := docx(t)
	results := make(chan Format)
	for range 8 {
		go func() {
			f, _ := Identify(data)
			results <- f
		}()
	}
	for range 8 {
		require.Equal(t, "fmt/412", (<-results).PUID)
	}
}

func TestOfType(t *testing.T) {
	ours, ok := OfType("text/plain")
	require.True(t, ok)
	theirs, ok := Identify([]byte("Sehr geehrte Damen und Herren,\n"))
	require.True(t, ok)
	theirs.Basis = "text match"
	require.Equal(t, theirs, ours)
	for _, asked := range []string{"application/pdf", "text/html", "application/json", "application/octet-stream"} {
		_, ok := OfType(asked)
		require.False(t, ok, asked)
	}
}

func TestSignatures(t *testing.T) {
	version, known := config.Version(), loaded().siegfried.Identifiers()
	require.Len(t, known, 1)
	require.Equal(t, fmt.Sprintf("siegfried %d.%d.%d; %s", version[0], version[1], version[2], known[0][1]), Signatures())
}

// Half a document, random bytes behind a signature and changed bytes: siegfried
// may say anything, but not die, and the same twice.
func TestIdentifyDamaged(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, sound := range [][]byte{pngImage(t), gifImage(t), pdf("1.7"), docx(t), gzipped(t), compound(3)} {
		for range 30 {
			data := bytes.Clone(sound[:1+random.IntN(len(sound))])
			for range random.IntN(8) {
				data[random.IntN(len(data))] = byte(random.Uint32())
			}
			f, ok := Identify(data)
			again, okAgain := Identify(data)
			require.Equal(t, ok, okAgain)
			require.Equal(t, f, again)
		}
	}
}

func FuzzIdentify(f *testing.F) {
	for _, seed := range [][]byte{pngImage(f), gifImage(f), pdf("1.7"), docx(f), gzipped(f), compound(3), []byte("x")} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		format, ok := Identify(data)
		require.Equal(t, ok, format.PUID != "")
		require.Equal(t, ok, format.Basis != "")
	})
}

func BenchmarkIdentify(b *testing.B) {
	large := func(head, tail string, n int) []byte {
		data := []byte(head)
		random := rand.New(rand.NewPCG(1, 2))
		for len(data) < n {
			data = append(data, byte(random.Uint32()))
		}
		return append(data, tail...)
	}
	for _, bench := range []struct {
		name string
		data []byte
	}{
		{"DOCX", docx(b)},
		{"PNG", pngImage(b)},
		{"PDF of 4 MB", large("%PDF-1.5\n", "\n%%EOF\n", 4<<20)},
		{"JPEG of 4 MB", large("\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01\x01\x00", "\xFF\xD9", 4<<20)},
		{"zip of 4 MB", zipped(b, part{"a", string(large("", "", 4<<20))})},
		{"unknown of 4 MB", large("\x00\x01", "", 4<<20)},
		{"text of 100 kB", bytes.Repeat([]byte("Sehr geehrte Damen und Herren,\n"), 3000)},
	} {
		b.Run(bench.name, func(b *testing.B) {
			Identify(bench.data)
			b.SetBytes(int64(len(bench.data)))
			for b.Loop() {
				Identify(bench.data)
			}
		})
	}
}

const (
	odtType     = "application/vnd.oasis.opendocument.text"
	odtManifest = `<manifest:file-entry manifest:full-path="/" manifest:media-type="` + odtType + `"/>`
	odtContent  = `<office:document-content office:version="1.2"></office:document-content>`
)

func pdf(version string) []byte {
	return []byte("%PDF-" + version + "\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n")
}

func pixel() image.Image {
	m := image.NewPaletted(image.Rect(0, 0, 2, 2), color.Palette{color.Black, color.White})
	m.Set(1, 1, color.White)
	return m
}

func encoded(t testing.TB, encode func(*bytes.Buffer) error) []byte {
	var out bytes.Buffer
	require.NoError(t, encode(&out))
	return out.Bytes()
}

func pngImage(t testing.TB) []byte {
	return encoded(t, func(w *bytes.Buffer) error { return png.Encode(w, pixel()) })
}

func gifImage(t testing.TB) []byte {
	return encoded(t, func(w *bytes.Buffer) error { return gif.Encode(w, pixel(), nil) })
}

func jpegImage(t testing.TB) []byte {
	return encoded(t, func(w *bytes.Buffer) error { return jpeg.Encode(w, pixel(), nil) })
}

func gzipped(t testing.TB) []byte {
	return encoded(t, func(w *bytes.Buffer) error {
		z := gzip.NewWriter(w)
		z.Write([]byte("Guten Tag"))
		return z.Close()
	})
}

type part struct{ name, data string }

func zipped(t testing.TB, parts ...part) []byte {
	return encoded(t, func(w *bytes.Buffer) error {
		z := zip.NewWriter(w)
		for _, p := range parts {
			f, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Store})
			require.NoError(t, err)
			f.Write([]byte(p.data))
		}
		return z.Close()
	})
}

func docx(t testing.TB) []byte {
	const types = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Override PartName="/word/document.xml" ContentType=` +
		`"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	const body = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>`
	return zipped(t, part{"[Content_Types].xml", types}, part{"word/document.xml", body})
}
