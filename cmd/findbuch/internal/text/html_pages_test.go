package text

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
)

// The folder of pages that TestHTMLPages reads, when it is set.
const htmlPagesVariable = "FINDBUCH_HTML_PAGES"

// Every passage of many pages is what its bytes say, told by another way than
// the reader's: the tokens which the bytes are made of, their texts decoded by
// the tokenizer, and nothing else, white space apart.
func TestHTMLPages(t *testing.T) {
	folder := os.Getenv(htmlPagesVariable)
	if folder == "" {
		t.Skip(htmlPagesVariable + " names no folder of pages")
	}
	pages, passages := 0, 0
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() || !strings.Contains(filepath.Ext(path), "htm") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		page := readHTML(t, data, "")
		pages, passages = pages+1, passages+len(page.Passages)
		requireSourcesSay(t, path, data, page)
		return nil
	})
	require.NoError(t, err)
	t.Logf("%d pages, %d passages", pages, passages)
}

func TestSourcesSay(t *testing.T) {
	data := []byte(`<title>A &amp; B</title><p>C<br>D <img alt="E &lt;"> F<script>G</script><ul><li>H</ul><img alt=I><pre>` + "\n J &auml;</pre>")
	requireSourcesSay(t, "inline", data, readHTML(t, data, "utf-8"))
}

// htmlSaid is a token of a page, and the text that it is.
type htmlSaid struct {
	start, end int
	text       bool // and not an attribute
	decoded    string
}

// requireSourcesSay proves each passage: the tokens that its source range
// touches, cut to it where they are text, say what the passage says.
func requireSourcesSay(t require.TestingT, path string, data []byte, page Text) {
	said := htmlTokensOf(data)
	coding, _ := htmlCodingOf(htmlCharset(data, ""))
	next := 0
	for _, p := range page.Passages {
		source, _, _ := page.Map.Source(page.Body, p.Span)
		for next < len(said) && said[next].end <= source.Start {
			next++
		}
		var words strings.Builder
		for _, token := range said[next:] {
			if token.start >= source.End {
				break
			}
			if token.text {
				from, to := max(token.start, source.Start), min(token.end, source.End)
				decoded, err := coding.way.decode(data[from:to])
				require.NoError(t, err)
				words.WriteString(html.UnescapeString(decoded))
			} else {
				decoded, err := coding.way.decode([]byte(token.decoded))
				require.NoError(t, err)
				words.WriteString(decoded)
			}
		}
		want, got := withoutSpace(words.String()), withoutSpace(p.Span.Of(page.Body))
		require.Equal(t, want, got, "%s: bytes %d to %d", path, source.Start, source.End)
	}
}

func htmlTokensOf(data []byte) (said []htmlSaid) {
	xml := isXHTML(data[:min(len(data), htmlDeclaration)])
	z := html.NewTokenizer(bytes.NewReader(data))
	silent := false
	for at := 0; ; {
		kind := z.Next()
		token := htmlSaid{start: at, end: at + len(z.Raw())}
		at = token.end
		switch kind {
		case html.ErrorToken:
			return said
		case html.EndTagToken:
			silent = false
		case html.TextToken:
			token.text = !silent
			silent = false
		case html.StartTagToken, html.SelfClosingTagToken:
			tag := z.Token()
			switch tag.Data {
			case "script", "style", "iframe", "noembed":
				silent = !xml || kind == html.StartTagToken
			case "noscript", "noframes":
				z.NextIsNotRawText()
			}
			if xml && kind == html.SelfClosingTagToken {
				z.NextIsNotRawText()
			}
			for _, attribute := range tag.Attr {
				if attribute.Key == textAttribute(tag) {
					token.decoded = attribute.Val
				}
			}
		}
		if token.text || token.decoded != "" {
			said = append(said, token)
		}
	}
}

// textAttribute returns the attribute of a tag that is text.
func textAttribute(tag html.Token) string {
	switch tag.Data {
	case "img", "area":
		return "alt"
	case "input":
		for _, attribute := range tag.Attr {
			switch kind := strings.ToLower(attribute.Val); {
			case attribute.Key != "type":
			case kind == "image":
				return "alt"
			case kind == "submit", kind == "reset", kind == "button":
				return "value"
			}
		}
	}
	return ""
}

func withoutSpace(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
}
