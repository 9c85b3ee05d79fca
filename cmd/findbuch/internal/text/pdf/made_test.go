package pdf

import (
	"bytes"
	"fmt"
	"strings"
)

// made makes a PDF of objects, of which the first is the catalogue; trailer goes
// into the trailer dictionary.
func made(trailer string, objects ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	offsets := make([]int, len(objects))
	for i, object := range objects {
		offsets[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, offset := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, table)
	return b.Bytes()
}

func stream(dict, content string) string {
	return fmt.Sprintf("<< %s /Length %d >>\nstream\n%s\nendstream", dict, len(content), content)
}

// madePages makes a PDF of pages with these contents, in Helvetica as /F; more
// are further objects, from 10 on.
func madePages(catalogue, trailer string, contents []string, more ...string) []byte {
	const first = 20
	objects := make([]string, first-1)
	for i := range objects {
		objects[i] = "null"
	}
	kids := []string{}
	for i, content := range contents {
		kids = append(kids, fmt.Sprintf("%d 0 R", first+2*i))
		objects = append(objects,
			fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources 3 0 R /Contents %d 0 R >>", first+2*i+1),
			stream("", content))
	}
	objects[0] = "<< /Type /Catalog /Pages 2 0 R " + catalogue + " >>"
	objects[1] = fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(contents), strings.Join(kids, " "))
	objects[2] = "<< /Font << /F 4 0 R /U 5 0 R >> /XObject << /I 8 0 R /G 10 0 R >> >>"
	objects[3] = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
	objects[4] = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /ToUnicode 6 0 R >>"
	objects[5] = stream("", `/CIDInit /ProcSet findresource begin begincmap
1 begincodespacerange <00> <ff> endcodespacerange
2 beginbfchar <41> <D83DDE00> <42> <00660066> endbfchar
endcmap end`)
	objects[7] = stream("/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8", "x")
	copy(objects[9:], more)
	return made(trailer, objects...)
}

// show is content of a page that shows lines of 10 points one below the other.
func show(lines ...string) string {
	return "BT /F 10 Tf 12 TL 50 700 Td (" + strings.Join(lines, ") Tj T* (") + ") Tj ET"
}
