package document

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

func TestMediaType(t *testing.T) {
	const page = "<!DOCTYPE html>\n<html><head><title>Käse</title></head></html>"
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"nothing", nil, "application/x-empty"},
		{"prose", []byte(german), "text/plain"},
		{"prose with commas", []byte("a, b, c\nd, e, f\ng, h, i\n"), "text/plain"},
		{"columns", []byte("a\tb\tc\nd\te\tf\n"), "text/plain"},
		{"blanks", []byte(" \n \n"), "text/plain"},
		{"script", []byte("#!/bin/sh\necho\n"), "text/plain"},
		{"8859-1", encode(t, charmap.ISO8859_1, german), "text/plain"},
		{"bracket", []byte("[siehe oben] und, ferner, unten\n[siehe unten], oben, hier\n"), "text/plain"},
		{"address", []byte("<a@example.org> schrieb:\n"), "text/plain"},
		{"HTML", []byte(page), "text/html"},
		{"HTML after a mark", []byte(bomUTF8 + "\n  " + page), "text/html"},
		{"HTML in UTF-16LE", inUTF16(t, unicode.LittleEndian, unicode.UseBOM, page), "text/html"},
		{"HTML in UTF-16BE", inUTF16(t, unicode.BigEndian, unicode.IgnoreBOM, strings.Repeat(page, 3)), "text/html"},
		{"HTML in KOI8-R", append([]byte("<html><body>"), encode(t, charmap.KOI8R, russian)...), "text/html"},
		{"XML", []byte("<?xml version=\"1.0\"?>\n<ead/>"), "text/xml"},
		{"SVG", []byte("<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>"), "image/svg+xml"},
		{"JSON", []byte("{\"a\": [1, 2]}\n"), "application/json"},
		{"RTF", []byte("{\\rtf1\\ansi Hallo}"), "text/rtf"},
		{"PDF in ASCII", []byte("%PDF-1.4\n1 0 obj\n"), "application/pdf"},
		{"PDF", []byte("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n\x00"), "application/pdf"},
		{"zip", zipped(t, "a.txt"), "application/zip"},
		{"DOCX", zipped(t, "[Content_Types].xml", "word/document.xml"),
			"application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
		{"JPEG", jpeg(), "image/jpeg"},
		{"gzip", gzipped(t, german), "application/gzip"},
		{"KOI8-R", encode(t, charmap.KOI8R, russian), "application/octet-stream"},
		{"NULs", make([]byte, 5000), "application/octet-stream"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.want, MediaType(tt.data, DetectCharset(tt.data)))
		})
	}
}

func TestMediaTypeIgnoresWhatStandsFarInside(t *testing.T) {
	data := []byte(strings.Repeat("a", sniffed) + "<html>")
	require.Equal(t, "text/plain", MediaType(data, Charset{"utf-8", "valid"}))
}

func zipped(t testing.TB, names ...string) []byte {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range names {
		f, err := w.Create(name)
		require.NoError(t, err)
		_, err = f.Write([]byte("<x/>"))
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return out.Bytes()
}

func BenchmarkMediaType(b *testing.B) {
	for _, bench := range []struct{ name, text string }{
		{"prose", strings.Repeat(german, 50)},
		{"HTML", "<html>" + strings.Repeat(german, 50)},
		{"commas", strings.Repeat("a, b\n", 1000)},
		{"table", strings.Repeat("Ort,Jahr,Name\n", 1000)},
		{"Markdown", "# Titel\n\n[a](http://b)\n" + strings.Repeat("Text\n- a\n", 500)},
	} {
		data := []byte(bench.text)
		b.Run(bench.name, func(b *testing.B) {
			for b.Loop() {
				MediaType(data, Charset{"utf-8", "valid"})
			}
		})
	}
}

func TestLongJSON(t *testing.T) {
	object := `{"name": "Müller", "text": "` + strings.Repeat("x", 40) + `", "numbers": [1, 2.5e3, null, true]}`
	for text, want := range map[string]string{
		`[` + strings.Repeat(object+",\n", 100) + object + `]`:     "application/json",
		`{"text": "` + strings.Repeat("ein Text ", 1000) + `"}`:    "application/json",
		strings.Repeat(object+"\n", 100):                           "application/x-ndjson",
		`[1] Die Anmerkung. ` + strings.Repeat("Mehr Text. ", 400): "text/plain",
		`[` + strings.Repeat("a", 4000):                            "text/plain",
		`{ ` + strings.Repeat("mehr ", 1000) + `}`:                 "text/plain",
		strings.Repeat("[", 100_000):                               "application/json",
	} {
		data := []byte(text)
		require.Equal(t, want, MediaType(data, DetectCharset(data)), "%.40s", text)
	}
}
