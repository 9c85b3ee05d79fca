package text

import (
	"strconv"
	"strings"
)

// readFormats reads which cell formats show dates or times.
func (s *sheetReader) readFormats(name string) error {
	own := map[int]bool{} // number formats that the workbook defines
	inCells := false
	return s.walkAside(name, func(x *xmlTokens) {
		switch {
		case x.name.Local == "cellXfs":
			inCells = x.kind == xmlStart
		case x.kind != xmlStart:
		case x.name.Local == "numFmt":
			if id, err := strconv.Atoi(x.attr("numFmtId")); err == nil {
				own[id] = isDateFormat(x.attr("formatCode"))
			}
		case x.name.Local == "xf" && inCells:
			id, _ := strconv.Atoi(x.attr("numFmtId"))
			date, defined := own[id]
			s.dates = append(s.dates, defined && date || !defined && isBuiltInDate(id))
		}
	})
}

// isBuiltInDate tells whether a number format that needs no definition shows
// dates or times in some language (ECMA-376-1, 18.8.30).
func isBuiltInDate(id int) bool {
	return 14 <= id && id <= 22 || 27 <= id && id <= 36 || 45 <= id && id <= 47 || 50 <= id && id <= 58
}

// isDateFormat tells whether a format code shows dates or times: whether it has
// one of d, m, y, h and s outside of literal text and conditions. A time span in
// brackets, [h]:mm, is one.
func isDateFormat(code string) bool {
	code = strings.ToLower(code)
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case '"':
			n := strings.IndexByte(code[i+1:], '"')
			if n < 0 {
				return false
			}
			i += n + 1
		case '[':
			n := strings.IndexByte(code[i:], ']')
			if n < 0 {
				return false
			}
			if strings.Trim(code[i+1:i+n], "hms") == "" {
				return true
			}
			i += n
		case '\\', '_', '*': // before a literal character, a space as wide, a filling one
			i++
		case 'd', 'm', 'y', 'h', 's':
			return true
		case 'g': // General, or the era of a date, which has others
			if strings.HasPrefix(code[i:], "general") {
				i += len("general") - 1
			}
		}
	}
	return false
}
