package text

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"findbuch/cmd/findbuch/internal/text/pdf"
	"findbuch/store/span"
)

// layoutPDF makes the lines of a PDF passages. Lines on a page belong together
// until one
//
//   - stands higher than the one before, as at the top of a column, or further
//     below it than 1.3 times the distance that is usual on the page;
//   - is of another size, by more than a fifth, and the smaller one begins with
//     a letter;
//   - begins with a bullet: an item;
//   - is indented, after one that ends like a sentence and before one that is
//     not.
//
// A heading is up to three lines that are larger by 15 % than most of the text.
// The title is what the document information says, if that stands among the
// first lines of text. The first and the last line of a page are header and
// footer when they are on three pages or more, digits aside, or are the page's
// name. All the rest are paragraphs; tables are not recognised, and their lines
// go across. The comments on a page come after its lines.
func layoutPDF(d pdf.Document) Text {
	l := pdfLayouter{usual: usualSize(d.Pages), running: runningLines(d.Pages)}
	title := infoTitle(d)
	for i, page := range d.Pages {
		if i > 0 {
			l.body.WriteByte('\f')
		}
		lines := page.Lines
		var start, end int
		if title != "" && len(lines) > 0 {
			start, end = findTitle(lines, title)
			title = "" // it is looked for on the first page with text
		}
		l.page(i+1, page, start, end)
		for _, comment := range page.Comments {
			l.passage(KindComment, i+1, []pdf.Line{{Text: comment}})
		}
	}
	return Text{Body: l.body.String(), Map: Map{}, Passages: l.passages}
}

type pdfLayouter struct {
	body     strings.Builder
	passages []Passage
	usual    float64 // size of most of the text
	running  func(line, label string) bool
}

// page lays out page number, whose lines start to end are the title.
func (l *pdfLayouter) page(number int, page pdf.Page, start, end int) {
	lines := leveled(page.Lines)
	usual := usualDistance(lines)
	running := func(i int) bool { return l.running(lines[i].Text, page.Label) }
	for i := 0; i < len(lines); {
		kind, next := KindParagraph, i+1
		switch {
		case i == start && start < end:
			kind, next = KindTitle, end
		case i == 0 && running(i):
			kind = KindHeader
		case i == len(lines)-1 && running(i):
			kind = KindFooter
		default:
			for next < len(lines) && next != start && !beginsPassage(lines, next, usual) &&
				!(next == len(lines)-1 && running(next)) {
				next++
			}
			kind = l.kind(lines[i:next])
		}
		l.passage(kind, number, lines[i:next])
		i = next
	}
}

func (l *pdfLayouter) passage(kind Kind, page int, lines []pdf.Line) {
	if n := l.body.Len(); n > 0 && len(l.passages) > 0 && l.passages[len(l.passages)-1].Page == page {
		l.body.WriteByte('\n')
	}
	s := span.Span{Start: l.body.Len()}
	for _, line := range lines {
		s.End = l.body.Len() + len(line.Text)
		l.body.WriteString(line.Text)
		l.body.WriteByte('\n')
	}
	if len(l.passages) == maxPassages {
		l.passages[maxPassages-1].Span.End = s.End
		return
	}
	l.passages = append(l.passages, Passage{Kind: kind, Span: s, Page: page})
}

// hasBullet tells whether a line begins with a bullet.
func hasBullet(line pdf.Line) bool {
	first, _ := utf8.DecodeRuneInString(line.Text)
	return strings.ContainsRune("•◦▪■●‣⁃", first)
}

func (l *pdfLayouter) kind(lines []pdf.Line) Kind {
	first := lines[0]
	switch {
	case hasBullet(first):
		return KindItem
	case len(lines) <= 3 && first.Size >= 1.15*l.usual && l.usual > 0 &&
		strings.IndexFunc(first.Text, unicode.IsLetter) >= 0:
		return KindHeading
	}
	return KindParagraph
}

// beginsPassage tells whether line i, which is not the first, begins a passage; usual
// is the distance of lines on the page.
func beginsPassage(lines []pdf.Line, i int, usual float64) bool {
	line, before := lines[i], lines[i-1]
	if line.Size == 0 || before.Size == 0 {
		return false // it is not known where it stands
	}
	size := max(line.Size, before.Size)
	down := before.Last - line.Y
	switch {
	case hasBullet(line):
		return true
	case isBeside(line, before):
		return false
	case down < 0 || down > 1.3*usual:
		return true
	case size > 1.2*min(line.Size, before.Size) && beginsWithLetter(smallerLine(line, before)):
		return true // a number that is smaller may be that of a note
	}
	indent := line.X - before.X
	return 0.5*size < indent && indent < 4*size && endsSentence(before.Text) &&
		(i+1 == len(lines) || lines[i+1].X < line.X-size/2)
}

// isBeside tells whether a line stands beside the one before, or is raised or
// lowered against it.
func isBeside(line, before pdf.Line) bool {
	return math.Abs(before.Last-line.Y) < max(line.Size, before.Size)/2
}

// leveled returns lines of which none ends higher than what it stands beside:
// the distance to the next one counts from there.
func leveled(lines []pdf.Line) []pdf.Line {
	lines = slices.Clone(lines)
	for i := 1; i < len(lines); i++ {
		if isBeside(lines[i], lines[i-1]) {
			lines[i].Last = min(lines[i].Last, lines[i-1].Last)
		}
	}
	return lines
}

func smallerLine(a, b pdf.Line) pdf.Line {
	if b.Size < a.Size {
		return b
	}
	return a
}

func beginsWithLetter(line pdf.Line) bool {
	first, _ := utf8.DecodeRuneInString(line.Text)
	return unicode.IsLetter(first)
}

func endsSentence(text string) bool {
	text = strings.TrimRight(text, `"'»«“”’‘›‹)]`)
	return strings.ContainsAny(text[max(0, len(text)-1):], ".!?:")
}

// usualDistance returns the median of the distances from one line down to the
// next, or what is common for the size of the first one when there are too few.
func usualDistance(lines []pdf.Line) float64 {
	if len(lines) == 0 {
		return 0
	}
	var distances []float64
	for i := 1; i < len(lines); i++ {
		down, size := lines[i-1].Last-lines[i].Y, lines[i].Size
		if size/2 <= down && down < 3*size {
			distances = append(distances, down)
		}
	}
	if len(distances) < 3 {
		return 1.2 * lines[0].Size
	}
	slices.Sort(distances)
	return distances[len(distances)/2]
}

// usualSize returns the size of lines that most bytes of the text have, to a
// tenth of a point; the smaller of two.
func usualSize(pages []pdf.Page) float64 {
	bytes := map[int]int{}
	best := 0
	for _, page := range pages {
		for _, line := range page.Lines {
			size := int(math.Round(min(line.Size, 1000) * 10))
			bytes[size] += len(line.Text)
			if n := bytes[size]; n > bytes[best] || n == bytes[best] && size < best {
				best = size
			}
		}
	}
	return float64(best) / 10
}

// runningLines tells lines that are the first or the last on three pages or more,
// or the name of their page.
func runningLines(pages []pdf.Page) func(line, label string) bool {
	count := map[string]int{}
	for _, page := range pages {
		if n := len(page.Lines); n > 0 {
			count[withoutDigits(page.Lines[0].Text)]++
			if n > 1 {
				count[withoutDigits(page.Lines[n-1].Text)]++
			}
		}
	}
	return func(line, label string) bool { return line == label || count[withoutDigits(line)] >= 3 }
}

func withoutDigits(line string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return r
	}, line)
}

func infoTitle(d pdf.Document) string {
	for _, info := range d.Info {
		if info.Tag == "Title" {
			return inked(info.Value)
		}
	}
	return ""
}

const (
	titleLines = 20 // of the first page with text that the title may begin in
	titleLong  = 5  // lines of it
)

// findTitle returns which lines are the title.
func findTitle(lines []pdf.Line, title string) (start, end int) {
	for start := range lines[:min(len(lines), titleLines)] {
		text := ""
		for i, line := range lines[start:min(len(lines), start+titleLong)] {
			text += inked(line.Text)
			if text == title {
				return start, start + i + 1
			}
			if !strings.HasPrefix(title, text) {
				break
			}
		}
	}
	return 0, 0
}

// inked returns what remains of a text without white space, hyphens and case.
func inked(text string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '-' || r == '\u00AD' {
			return -1
		}
		return r
	}, text))
}
