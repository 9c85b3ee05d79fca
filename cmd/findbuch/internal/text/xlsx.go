package text

import (
	"strconv"
	"strings"

	"findbuch/store/span"
)

// xlsxReader reads spreadsheets of Office Open XML (ECMA-376-1, 18): XLSX, XLSM
// and templates.
//
// Sheets come in the order of the workbook, hidden ones too; the page is the
// number of the sheet and its name a heading. Then come its cells, row by row,
// its text boxes and its comments. Every cell that is not empty is a passage;
// that of a shared string leads to xl/sharedStrings.xml, where many cells may
// lead to the same bytes.
//
// Numbers, truth values (1, 0) and errors are what the file holds, not what the
// program shows: number formats are not applied, and a date is a serial number.
// How many numbers are shown as dates or times is noted. Of formulas there are
// the results that were saved, if any; headers and footers for printing, charts
// and phonetic guides are left out.
var xlsxReader = Reader{
	Name: "xlsx", Version: 1, Hostile: true,
	Types: []string{
		"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		"application/vnd.openxmlformats-officedocument.spreadsheetml.template",
		"application/vnd.ms-excel.sheet.macroEnabled.12",
		"application/vnd.ms-excel.template.macroEnabled.12",
		"application/vnd.ms-excel.sheet.macroenabled.12",
		"application/vnd.ms-excel.template.macroenabled.12",
	},
	Read: readXLSX,
}

func readXLSX(in Input) (Text, error) {
	o, main, err := openOOXML(in, "xl/workbook.xml")
	if err != nil {
		return Text{}, err
	}
	sheets, err := o.listed(main, "sheet")
	if err != nil {
		return Text{}, err
	}
	relations, err := o.relations(main)
	if err != nil {
		return Text{}, err
	}
	s := &sheetReader{ooxml: o}
	for _, name := range targetsOf(relations, "sharedStrings") {
		if err := s.readStrings(name); err != nil {
			return Text{}, err
		}
	}
	for _, name := range targetsOf(relations, "styles") {
		if err := s.readFormats(name); err != nil {
			return Text{}, err
		}
	}
	for i, sheet := range sheets {
		o.page = i + 1
		if sheet.name != nil {
			o.begin(KindHeading)
			o.addFrom(*sheet.name, span.Span{End: len(sheet.name.Body)})
			o.end()
		}
		if err := s.readSheet(sheet.part); err != nil {
			return Text{}, err
		}
	}
	for _, name := range o.names() {
		if strings.Contains(name, "/charts/chart") {
			o.count("chart left out", "charts left out")
		}
	}
	o.countLeftOut()
	return o.finish()
}

// sheetReader reads the cells of sheets.
type sheetReader struct {
	*ooxml
	shared  Text        // all shared strings
	strings []span.Span // each of them in shared
	dates   []bool      // of each cell format: whether it shows dates or times

	cellType string // of the open cell
	isDate   bool
	begun    bool // the row has a cell with text
	text     bool // in an element with text
	value    bool // in an element with the value
}

// readSheet reads a sheet and what belongs to it.
func (s *sheetReader) readSheet(name string) error {
	s.cellType, s.text, s.value = "", false, false
	if err := s.walkAside(name, s.visit); err != nil {
		return err
	}
	relations, err := s.relations(name)
	if err != nil {
		return err
	}
	drawing := &drawingReader{ooxml: s.ooxml}
	for _, part := range targetsOf(relations, "drawing") {
		if err := drawing.readAside(part, KindParagraph); err != nil {
			return err
		}
	}
	for _, part := range targetsOf(relations, "comments") {
		if err := s.walkAside(part, s.visitComment); err != nil {
			return err
		}
	}
	return nil
}

func (s *sheetReader) visit(x *xmlTokens) {
	switch x.kind {
	case xmlStart:
		s.startElement(x)
	case xmlEnd:
		switch x.name.Local {
		case "c":
			s.end()
		case "v":
			s.value = false
		case "t":
			s.text = false
		}
	case xmlText:
		if s.value && s.cellType == "s" {
			s.addShared(string(x.chars))
		} else if s.value || s.text {
			s.beginCell()
			x.addTo(s.builder)
		}
	}
}

func (s *sheetReader) startElement(x *xmlTokens) {
	switch x.name.Local {
	case "row":
		s.begun = false
	case "c":
		s.cellType = x.attr("t")
		style, err := strconv.Atoi(x.attr("s"))
		s.isDate = (s.cellType == "" || s.cellType == "n") &&
			err == nil && 0 <= style && style < len(s.dates) && s.dates[style]
	case "v":
		s.value = true
		if s.isDate {
			s.count("number that is shown as a date or time is given as the file holds it",
				"numbers that are shown as dates or times are given as the file holds them")
		}
	case "t":
		s.text = true
	case "f":
		s.count("formula left out", "formulas left out")
		x.skip()
	case "headerFooter":
		s.count("header and footer of a sheet left out", "headers and footers of sheets left out")
		x.skip()
	case "rPh", "rPr", "conditionalFormatting", "dataValidations", "extLst":
		x.skip()
	}
}

// beginCell begins the passage of the open cell, unless it has begun.
func (s *sheetReader) beginCell() {
	if s.isOpen() {
		return
	}
	separator := "\n"
	if s.begun {
		separator = "\t"
	}
	s.begun = true
	s.beginAfter(separator, KindCell)
}

// addShared adds the shared string of that number.
func (s *sheetReader) addShared(number string) {
	i, err := strconv.Atoi(number)
	if err != nil || i < 0 || i >= len(s.strings) {
		s.count("cell refers to a shared string that is missing", "cells refer to shared strings that are missing")
		return
	}
	s.beginCell()
	s.addFrom(s.shared, s.strings[i])
}

// readStrings reads the shared strings.
func (s *sheetReader) readStrings(name string) error {
	b := newBuilder(s.parts.limits)
	b.begin(KindCell)
	text := false
	err := s.walkAside(name, func(x *xmlTokens) {
		switch {
		case x.name.Local == "si" && x.kind == xmlStart:
			s.strings = append(s.strings, span.Span{Start: b.body.Len(), End: b.body.Len()})
		case x.name.Local == "rPh" && x.kind == xmlStart:
			x.skip()
		case x.name.Local == "t" && x.kind != xmlText:
			text = x.kind == xmlStart
		case x.kind == xmlText && text && len(s.strings) > 0:
			b.part = name
			x.addTo(b)
			s.strings[len(s.strings)-1].End = b.body.Len()
		}
	})
	if err != nil {
		return err
	}
	s.shared, err = b.finish()
	return err
}

// visitComment reads the comments on a sheet.
func (s *sheetReader) visitComment(x *xmlTokens) {
	switch {
	case x.kind == xmlText:
		if s.text {
			x.addTo(s.builder)
		}
	case x.name.Local == "t":
		s.text = x.kind == xmlStart
	case x.name.Local == "text" && x.kind == xmlStart:
		s.begin(KindComment)
	case x.name.Local == "text":
		s.end()
	case x.name.Local == "rPh" && x.kind == xmlStart:
		x.skip()
	}
}
