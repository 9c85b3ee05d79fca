package document

import "bytes"

// tableKind returns the media type of a table, or "": three or more lines with
// the same number of cells, two or more (of two cells, six or more lines). No
// blank follows a comma or semicolon between cells, as it does in prose;
// neither the first nor the last column is empty, as indentation and C make
// them; nor does every comma stand between digits. whole tells whether the last
// line is not cut off.
func tableKind(text []byte, whole bool) string {
	first, _ := cutLine(text)
	for _, delimiter := range []byte("\t;,") {
		if bytes.IndexByte(first, delimiter) < 0 || !isTable(text, delimiter, whole) {
			continue
		}
		if delimiter == '\t' {
			return tsvType
		}
		return csvType
	}
	return ""
}

// row is what is seen of a line of a table.
type row struct {
	cells       int
	first, last bool // these cells are not empty
	number      bool // a comma stands between digits
	ok          bool // it may be one of a table
	next        int  // where the next row begins
}

func isTable(text []byte, delimiter byte, whole bool) bool {
	const longest = 1000 // bytes of a row on average: longer ones are prose
	text = bytes.TrimRight(text, "\r\n")
	var rows, cells, firsts, lasts, numbers int
	for at := 0; at < len(text); {
		r := scanRow(text[at:], delimiter)
		if r.next == len(text)-at && !whole {
			break
		}
		if !r.ok || rows > 0 && r.cells != cells {
			return false
		}
		cells = r.cells
		rows++
		at += r.next
		if at/rows > longest {
			return false
		}
		firsts += count(r.first)
		lasts += count(r.last)
		numbers += count(r.number)
	}
	return rows >= 3 && cells >= 2 && (cells > 2 || rows >= 6 && numbers < rows) && 2*firsts >= rows && 2*lasts >= rows
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// scanRow looks at the row that text begins with.
func scanRow(text []byte, delimiter byte) row {
	r := row{cells: 1}
	i, start := 0, 0
	for i < len(text) && text[i] != '\n' {
		switch {
		case text[i] == '"' && i == start:
			n := closingQuote(text[i+1:])
			if n < 0 {
				return row{next: len(text)}
			}
			if i += n + 2; i < len(text) && text[i] != delimiter && !isBlank(text[i]) {
				return row{next: len(text)}
			}
			continue
		case text[i] == delimiter:
			r.first = r.first || r.cells == 1 && i > start
			if i+1 < len(text) && text[i+1] == ' ' && delimiter != '\t' {
				return row{next: len(text)}
			}
			r.number = i > 0 && isDigit(text[i-1]) && i+1 < len(text) && isDigit(text[i+1])
			r.cells++
			start = i + 1
		}
		i++
	}
	end := len(bytes.TrimRight(text[:i], "\r"))
	r.last, r.next = end > start, min(i+1, len(text))
	r.ok = r.cells > 1 && text[0] != '#'
	return r
}

// closingQuote returns where a cell in quotes ends, -1 for nowhere.
func closingQuote(text []byte) int {
	for i := 0; i < len(text); i++ {
		if text[i] != '"' {
			continue
		}
		if i+1 == len(text) || text[i+1] != '"' {
			return i
		}
		i++
	}
	return -1
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }
