package text

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"findbuch/cmd/findbuch/internal/text/pdf"
)

// pdfNames are the names of properties for the document information.
var pdfNames = map[string]string{
	"Title": "title", "Author": "creator", "Subject": "subject", "Keywords": "keywords",
	"Creator": "application", "Producer": "producer", "CreationDate": "created", "ModDate": "modified",
}

func pdfProperties(d pdf.Document) (properties []Property) {
	for _, info := range d.Info {
		value := info.Value
		if strings.HasSuffix(info.Tag, "Date") {
			value = pdfDate(value)
		}
		properties = append(properties, Property{pdfNames[info.Tag], value})
	}
	for _, entry := range d.Outline {
		properties = append(properties, Property{"outline", strings.TrimSpace(fmt.Sprintf("%d %s", entry.Page, entry.Title))})
	}
	return append(properties, pdfLabels(d.Pages)...)
}

// pdfDate makes a date as PDF has it, D:YYYYMMDDHHmmSSOHH'mm' with all after the
// year optional (ISO 32000-1, 7.9.4), one of ISO 8601. Others stay as they are.
func pdfDate(value string) string {
	digits := strings.NewReplacer("D:", "", "Z00'00", "Z", "'", "").Replace(value)
	for _, form := range [...]struct{ theirs, ours string }{
		{"20060102150405-0700", "2006-01-02T15:04:05-07:00"},
		{"20060102150405Z", "2006-01-02T15:04:05Z"},
		{"20060102150405-07", "2006-01-02T15:04:05-07:00"},
		{"20060102150405", "2006-01-02T15:04:05"},
		{"200601021504", "2006-01-02T15:04"},
		{"20060102", "2006-01-02"},
		{"200601", "2006-01"},
		{"2006", "2006"},
	} {
		if t, err := time.Parse(form.theirs, digits); err == nil {
			return t.Format(form.ours)
		}
	}
	return value
}

// pdfLabels writes the names of the pages: see pdfReader.
func pdfLabels(pages []pdf.Page) (properties []Property) {
	for i := 0; i < len(pages); {
		end := i + 1
		label := pages[i].Label
		number, err := strconv.Atoi(label)
		for err == nil && end < len(pages) && pages[end].Label == strconv.Itoa(number+end-i) {
			end++
		}
		name := strconv.Itoa(i + 1)
		if label != "" && label != name {
			if end > i+1 {
				name += "-" + strconv.Itoa(end)
			}
			properties = append(properties, Property{"page_label", name + "=" + label})
		}
		i = end
	}
	return properties
}
