package text

import (
	"bytes"
	"fmt"
	"sort"
	"strings"

	"golang.org/x/net/html"
)

// GivenReader is named as the reader of texts that a person gave: such a text
// was made elsewhere, by OCR or by hand, and leads to no bytes of the document.
const (
	GivenReader  = "given"
	GivenVersion = 1
)

// Given reads a text that somebody made of a document: plain text in a charset
// as Plain has it, or hOCR (http://kba.github.io/hocr-spec/1.2/), which is known
// by its class ocr_page. The passages of hOCR have the numbers of their pages,
// those of plain text none. The map leads nowhere.
func Given(data []byte, charset string, limits Limits) (Text, error) {
	if !bytes.Contains(data, []byte("ocr_page")) {
		t, err := Plain(data, charset)
		t.Map = Map{}
		return t, err
	}
	t, err := htmlPassages(data, charset, limits)
	if err != nil {
		return t, fmt.Errorf("hOCR: %w", err)
	}
	pages := hocrPages(data)
	for i := range t.Passages {
		if at, _, ok := t.Map.Source(t.Body, t.Passages[i].Span); ok {
			t.Passages[i].Page = sort.SearchInts(pages, at.Start+1)
		}
		if t.Passages[i].Kind == KindNavigation { // OCR makes no menus
			t.Passages[i].Kind = KindParagraph
		}
	}
	t.Map, t.Properties, t.Members = Map{}, nil, nil
	return t, nil
}

// hocrPages returns where the elements of class ocr_page begin, bytes of data.
func hocrPages(data []byte) (starts []int) {
	tokens := html.NewTokenizer(bytes.NewReader(data))
	at := 0
	for {
		kind := tokens.Next()
		if kind == html.ErrorToken {
			return starts
		}
		length := len(tokens.Raw())
		if kind == html.StartTagToken && hasClass(tokens, "ocr_page") {
			starts = append(starts, at)
		}
		at += length
	}
}

func hasClass(tokens *html.Tokenizer, class string) bool {
	for {
		name, value, more := tokens.TagAttr()
		if string(name) == "class" {
			for _, c := range strings.Fields(string(value)) {
				if c == class {
					return true
				}
			}
		}
		if !more {
			return false
		}
	}
}
