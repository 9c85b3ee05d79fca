package main

import (
	"strings"
	"unicode/utf8"
)

const (
	rowsMeasured = 200 // rows whose cells decide how wide the columns are
	maxColumn    = 60  // runes; longer cells push what follows to the right
)

// table prints rows in aligned columns. It keeps the first rows until it
// knows how wide the columns are, and never more.
type table struct {
	u      *ui
	right  string // the numbers of the columns that are flush right, as digits
	widths []int
	kept   [][]string
	known  bool // the widths
}

// row adds a row of visible text.
func (t *table) row(cells ...string) error {
	if t.known {
		return t.print(cells)
	}
	t.kept = append(t.kept, cells)
	for i, cell := range cells {
		if i == len(t.widths) {
			t.widths = append(t.widths, 0)
		}
		t.widths[i] = min(maxColumn, max(t.widths[i], utf8.RuneCountInString(cell)))
	}
	if len(t.kept) == rowsMeasured {
		return t.end()
	}
	return nil
}

// end prints the rows that were kept.
func (t *table) end() error {
	t.known = true
	for _, cells := range t.kept {
		if err := t.print(cells); err != nil {
			return err
		}
	}
	t.kept = nil
	return nil
}

func (t *table) print(cells []string) error {
	var line strings.Builder
	for i, cell := range cells {
		gap := ""
		if i < len(t.widths) {
			gap = strings.Repeat(" ", max(0, t.widths[i]-utf8.RuneCountInString(cell)))
		}
		if i > 0 {
			line.WriteString("  ")
		}
		if strings.ContainsRune(t.right, rune('0'+i)) {
			line.WriteString(gap + cell)
		} else {
			line.WriteString(cell + gap)
		}
	}
	return t.u.printf("%s\n", strings.TrimRight(line.String(), " "))
}
