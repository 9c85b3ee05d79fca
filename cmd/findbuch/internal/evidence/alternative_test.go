package evidence

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store/span"
)

func TestAlternatives(t *testing.T) {
	for body, want := range map[string]string{
		"Er kam 1914 oder 1915 an.":                            "7-21 [1914,1915]",
		"It was on May 3, 1999 or May 5, 1999.":                "10-36 [1999-05-03,1999-05-05]",
		"Es war im Mai 1999 oder im Juni 1999.":                "",
		"Er kam 1914 und 1915 an.":                             "",
		"Er kam 1914 oder im Juni 1915 an.":                    "",
		"Er kam 1915 oder 1914 an.":                            "",
		"Er kam um 1914 oder 1915 an.":                         "",
		"Er kam im Frühjahr 1914 oder später, oder 1915, auf.": "",
	} {
		got, language := "", "de"
		if body[0] == 'I' {
			language = "en"
		}
		for _, f := range Read(body, []text.Passage{{Kind: text.KindParagraph, Span: span.Span{End: len(body)}}}, Options{Language: language}) {
			if f.Rule == "alternative" {
				got += fmt.Sprintf("%d-%d %s", f.Span.Start, f.Span.End, f.Stated.EDTF)
			}
		}
		require.Equal(t, want, got, body)
	}
}
