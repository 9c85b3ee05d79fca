package text

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"findbuch/store/span"
)

func TestGivenPlainText(t *testing.T) {
	text, err := Given([]byte("Der Brief\n\nLiebe Anna!"), "utf-8", DefaultLimits)
	require.NoError(t, err)
	require.Equal(t, []Passage{
		{Kind: KindTitle, Span: span.Span{Start: 0, End: 9}}, {Kind: KindParagraph, Span: span.Span{Start: 11, End: 22}},
	}, text.Passages)
	_, _, leads := text.Map.Source(text.Body, span.Span{Start: 0, End: 3})
	require.False(t, leads)
}

func TestGivenHOCR(t *testing.T) {
	const hocr = `<html><head><title></title></head><body>
<div class='ocr_page' id='page_1'><div class='ocr_carea'><p class='ocr_par'><span class='ocr_line'>
<span class='ocrx_word' title='bbox 1 2 3 4'>Liebe</span> <span class='ocrx_word'>Anna</span></span></p></div></div>
<div class='x ocr_page'><p class='ocr_par'><span class='ocrx_word'>K&auml;se</span></p></div>
</body></html>`
	text, err := Given([]byte(hocr), "utf-8", DefaultLimits)
	require.NoError(t, err)
	var got []string
	for _, p := range text.Passages {
		got = append(got, fmt.Sprintf("%d %s: %s", p.Page, p.Kind, strings.Join(strings.Fields(p.Span.Of(text.Body)), " ")))
	}
	require.Equal(t, []string{"1 paragraph: Liebe Anna", "2 paragraph: Käse"}, got)
	_, _, leads := text.Map.Source(text.Body, text.Passages[0].Span)
	require.False(t, leads)
}
