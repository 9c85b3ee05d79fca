package text

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"
	"golang.org/x/text/encoding/htmlindex"
)

// readHTML reads and proves a page whose charset is not known beforehand.
func readHTML(t require.TestingT, data []byte, charset string) Text {
	in := Input{Data: data, MediaType: "text/html", Charset: charset, Limits: DefaultLimits}
	page, err := htmlReader.Read(in)
	require.NoError(t, err)
	prove(t, page, bare(data))
	requireProvable(t, page)
	return page
}

// htmlOutline shows the passages of a page, a line each.
func htmlOutline(page Text) string {
	var out []string
	for _, p := range page.Passages {
		out = append(out, fmt.Sprintf("%s: %s", p.Kind, p.Span.Of(page.Body)))
	}
	return strings.Join(out, "\n")
}

func TestHTMLPassages(t *testing.T) {
	tests := []struct{ name, page, want string }{
		{"nothing", "", ""},
		{"no tags", "Guten Tag", "paragraph: Guten Tag"},
		{"a page", "<!DOCTYPE html><html><head><title>T</title><style>p{}</style></head><body><h1>H</h1><p>A<p>B</body></html>",
			"title: T\nheading: H\nparagraph: A\nparagraph: B"},
		{"no title", "<h2>A</h2><h1>B</h1><h1>C</h1>", "heading: A\ntitle: B\nheading: C"},
		{"empty title", "<title> </title><h1>B</h1>", "title: B"},
		{"drawing", "<svg><g><text x=1>A</text><Text>B<tspan>C</tspan></Text></g></svg>", "caption: A\ncaption: BC"},
		{"two titles", "<title>A</title><title>B</title>", "title: A\nparagraph: B"},
		{"title never closed", "<title>A<p>B", "title: A\nparagraph: B"},
		{"title in a picture", "<svg><title>A</title></svg><title>B</title>", "caption: A\ntitle: B"},
		{"list", "<ul><li>A<li><p>B<p>C</ul>D", "item: A\nitem: B\nitem: C\nparagraph: D"},
		{"list in list", "<ol><li>A<ul><li>B</ul>C</ol>", "item: A\nitem: B\nitem: C"},
		{"loose item", "<li>A</li>B", "item: A\nparagraph: B"},
		{"definitions", "<dl><dt>A<dd>B</dl>", "item: A\nitem: B"},
		{"table", "<table><caption>T</caption><tr><th>A<th>B<tr><td>1<td><p>2</p></table>C",
			"caption: T\ncell: A\ncell: B\ncell: 1\ncell: 2\nparagraph: C"},
		{"layout table", "<table><tr><td>A<p>B<p>C<td>D</table>", "paragraph: A\nparagraph: B\nparagraph: C\ncell: D"},
		{"table in item", "<ul><li>A<table><tr><td>B</table>C</ul>", "item: A\ncell: B\nitem: C"},
		{"wrong end tags", "<table><tr><td>A</ul>B</p></table></li>C</table>", "paragraph: A\nparagraph: B\nparagraph: C"},
		{"lines", "A<br>B<br><br>C<br> <br>D", "paragraph: A\nB\nparagraph: C\nparagraph: D"},
		{"inline", "A<b>B</b> <i>C</i><!-- no -->D", "paragraph: AB CD"},
		{"space", " <p> A\r\n  B </p> \n C ", "paragraph: A\r\n  B\nparagraph: C"},
		{"code", "<pre>\n a\n  <b>b</b>\n</pre>", "code: a\n  b"},
		{"old code", "<xmp><b>&amp;</xmp>A", "code: <b>&amp;\nparagraph: A"},
		{"plaintext", "A<plaintext>B<p>C", "paragraph: A\ncode: B<p>C"},
		{"picture", `<p><img alt="K&auml;se" src=a><p>A<img alt='B'>C <img alt=D> E <img alt=""> F<figcaption>G</figcaption>`,
			"caption: Käse\nparagraph: A B C D E  F\ncaption: G"},
		{"raised", "10<sup>3</sup> Mai 1<sup>st</sup> Wort<sup>[1]</sup> H<sub>2</sub>O", "paragraph: 10 3 Mai 1st Wort [1] H2O"},
		{"no text", "<script>a</script><template>b<template>c</template>d</template><iframe>e</iframe><noembed>f</noembed><math><annotation>g</annotation></math>", ""},
		{"empty script", "<script></script>A<style></style>B<title></title>C<p>D", "paragraph: AB\nparagraph: C\nparagraph: D"},
		{"frame never closed", "A<iframe src=b />C<p>D", "paragraph: A\nparagraph: C\nparagraph: D"},
		{"text", "<noscript><p>A</noscript><textarea>B&amp;<p></textarea><button>C</button><input type=submit value='D&amp;'><input value=no><noframes><p>D</noframes><p hidden>E",
			"paragraph: A\ncode: B&<p>\nnavigation: C\nnavigation: D&\nparagraph: D\nparagraph: E"},
		{"choice", "<select><option>A<option>B</select>C", "navigation: A\nnavigation: B\nparagraph: C"},
		{"page furniture", "<header>A</header><main><header>B</header>C</main><footer>D</footer>",
			"header: A\nparagraph: B\nparagraph: C\nfooter: D"},
		{"notes", `<aside epub:type="footnote">A</aside><div role="doc-endnotes"><p>B</div>`, "note: A\nnote: B"},
		{"XHTML", `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="a"/></head><p>A<![CDATA[<&amp;]]></p><div class="nav"/>B</html>`,
			"paragraph: A<&amp;\nparagraph: B"},
		{"own references", "<!DOCTYPE html [<!ENTITY a \"b\">\n]><p>A &a;", "paragraph: A &a;"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.want, htmlOutline(readHTML(t, []byte(tt.page), "utf-8")))
		})
	}
}

func TestHTMLBody(t *testing.T) {
	page := readHTML(t, []byte("<table> <tr> <td>A</td> <td>B <tr><td><p>C</p></td><td>D</table>\n<p>E &amp; F"), "utf-8")
	require.Equal(t, "A\tB \nC\nD\nE & F", page.Body)
	require.Equal(t, Map{
		{0, 17, 1, Copy, ""}, {1, 18, 0, Markup, ""}, {2, 28, 2, Copy, ""}, {4, 30, 0, Markup, ""}, {5, 41, 1, Copy, ""},
		{6, 42, 0, Markup, ""}, {7, 55, 1, Copy, ""}, {8, 56, 0, Markup, ""}, {9, 68, 2, Copy, ""}, {11, 70, 5, HTML, ""}, {12, 75, 2, Copy, ""},
	}, page.Map)
}

func TestHTMLReferences(t *testing.T) {
	for source, want := range map[string]string{
		"&auml;&Auml":         "äÄ",
		"&#228;&#xE4;&#XE4":   "äää",
		"&notit; &notin; &no": "¬it; ∉ &no",
		"&amp;auml;&ampauml;": "&auml;&auml;",
		"&fjlig;&bne;":        "fj=⃥",
		"&#128;&#0;&#xD800;":  "€\uFFFD\uFFFD",
		"&#;&#x;&;& &":        "&#;&#x;&;& &",
		"&AMP&lt&semi;":       "&<;",
		"&#99999999;&#12a":    "\uFFFD\fa",
		"a\x00\x00b&\x00c":    "a\uFFFD\uFFFDb&\uFFFDc",
	} {
		require.Equal(t, want, strings.TrimPrefix(readHTML(t, []byte("x"+source), "utf-8").Body, "x"), source)
	}
	for source, want := range map[string]string{
		"&auml; &copy=1 &copyx &copy": "ä &copy=1 &copyx ©",
		"&notit; &#65=":               "&notit; A=",
	} {
		require.Equal(t, want, readHTML(t, []byte(`<img alt="`+source+`">`), "utf-8").Body, source)
	}
}

func TestHTMLProperties(t *testing.T) {
	page := readHTML(t, []byte(`<html lang=de><meta name="Author" content="M&uuml;ller"><meta name=keywords content="a, b">
<META NAME="DC.Date.Created" CONTENT="2023-10-11"><meta property="article:published_time" content="2023">
<meta name=viewport content=x><meta name=author content="M&uuml;ller"><meta name=description content=" ">`), "utf-8")
	require.Equal(t, []Property{{"language", "de"}, {"creator", "Müller"}, {"subject", "a, b"}, {"date", "2023-10-11"}, {"date", "2023"}}, page.Properties)
	require.Empty(t, page.Body)
}

func TestHTMLTellsOfWhatIsMissing(t *testing.T) {
	for source, want := range map[string]string{
		"A<p class=\"b>C":        "the page ends inside a tag at byte 1",
		"A<!-- B":                "1 comment left out the page ends inside a comment, which begins at byte 1",
		"A<script>B":             "the page ends inside <script>, which begins at byte 9",
		"A<template>B":           "1 template left out <template> at byte 1 is not closed: what follows it is left out",
		"A\xFF\xFEB":             "2 bytes are no UTF-8",
		"A<!-- B --><!-- C -->D": "2 comments left out",
	} {
		notes := readHTML(t, []byte(source), "utf-8").Notes
		for _, note := range notes {
			require.Contains(t, want, note)
		}
		require.NotEmpty(t, notes)
	}
}

func TestHTMLCharsets(t *testing.T) {
	const text = "<title>Käse</title><p>10 €, <b>süß</b> &ouml;l"
	tests := []struct{ name, data, guess, charset string }{
		{"UTF-8", text, "utf-8", "utf-8"},
		{"mark", "\xEF\xBB\xBF" + text, "utf-8", "utf-8"},
		{"UTF-8, declared wrongly", "<meta charset=iso-8859-1>" + text, "utf-8", "utf-8"},
		{"UTF-16", "\xFF\xFE" + encodedIn(t, "utf-16le", text), "utf-16le", ""},
		{"UTF-16, odd", "\xFE\xFF" + encodedIn(t, "utf-16be", text) + "\x00", "utf-16be", ""},
		{"UTF-16 without guess", "\xFE\xFF" + encodedIn(t, "utf-16be", text), "", ""},
		{"guess", encodedIn(t, "windows-1252", text), "windows-1252", "windows-1252"},
		{"no guess", encodedIn(t, "windows-1252", text), "", "windows-1252"},
		{"declared UTF-8", "<meta charset=utf-8>" + encodedIn(t, "windows-1252", text), "windows-1252", "windows-1252"},
		{"declared", "<meta charset='iso-8859-15'>" + encodedIn(t, "iso-8859-15", text), "windows-1252", "iso-8859-15"},
		{"http-equiv", "<!-- charset=koi8-r --><META http-equiv=Content-Type content='text/html; charset=iso-8859-15'>" +
			encodedIn(t, "iso-8859-15", text), "", "iso-8859-15"},
		{"XML", "<?xml version='1.0' encoding='iso-8859-15'?>" + encodedIn(t, "iso-8859-15", text), "", "iso-8859-15"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if tt.charset != "" {
				require.Equal(t, tt.charset, htmlCharset([]byte(tt.data), tt.guess))
			}
			page := readHTML(t, []byte(tt.data), tt.guess)
			require.Equal(t, "title: Käse\nparagraph: 10 €, süß öl", htmlOutline(page))
		})
	}
}

func TestHTMLInJapanese(t *testing.T) {
	const text = "<p>日本語 <b>x &amp; ア</b>かな</p>"
	for _, charset := range []string{"iso-2022-jp", "shift_jis", "euc-jp"} {
		t.Run(charset, func(t *testing.T) {
			data := "<meta charset=" + charset + ">" + encodedIn(t, charset, text)
			require.Equal(t, "paragraph: 日本語 x & アかな", htmlOutline(readHTML(t, []byte(data), "")))
		})
	}
}

// A charset that is given counts more than what the page says, and an unknown
// one not at all.
func TestHTMLPassagesInACharset(t *testing.T) {
	data := []byte("<meta charset=koi8-r>\xB1")
	for charset, want := range map[string]string{"iso-8859-2": "ą", "": "╠", "magic": "╠", "koi8-r": "╠"} {
		page, err := htmlPassages(data, charset, DefaultLimits)
		require.NoError(t, err)
		prove(t, page, bare(data))
		require.Equal(t, want, page.Body, charset)
	}
}

func encodedIn(t testing.TB, charset, text string) string {
	coding, err := htmlindex.Get(charset)
	require.NoError(t, err)
	data, err := coding.NewEncoder().String(text)
	require.NoError(t, err)
	return data
}

func TestHTMLBudget(t *testing.T) {
	limits := Limits{Text: 100}
	for _, page := range []string{"<p>" + strings.Repeat("a", 101), "\xFE\xFF" + strings.Repeat("\x00a", 101)} {
		_, err := htmlPassages([]byte(page), "", limits)
		require.ErrorIs(t, err, ErrOverBudget)
	}
	_, err := htmlPassages([]byte(strings.Repeat("\xFF ", maxBroken+1)), "utf-8", DefaultLimits)
	require.ErrorIs(t, err, ErrDamaged)
}

// Whatever is repeated 100,000 times is read in linear time.
func TestHTMLHostile(t *testing.T) {
	const n = 100_000
	for _, part := range []string{
		"<div>", "<ul>", "</ul>", "<ul></table>", "<table><tr><td>", "<b>a", "<p>a", "&", "&auml;", "\x00", "&\x00", "<template>",
		"<title>", "<textarea>a", "<nav>", "<div class=nav>a", "<svg>", "<pre> ", "<sup>1", "<img alt=a>", "<br>", "a<br>", "<!--", "</",
		"<a href=x>a", "<meta name=author content=a>", "<li>", "<option>a", "<![CDATA[", "<noscript>", "<p>&#32;", "<td>&Tab;",
	} {
		for _, start := range []string{"", "<?xml version='1.0'?>"} {
			readHTML(t, []byte(start+strings.Repeat(part, 100)), "utf-8")
			_, err := htmlPassages([]byte(start+strings.Repeat(part, n)), "utf-8", DefaultLimits)
			require.NoError(t, err)
		}
	}
	var attributes strings.Builder
	for i := range n {
		fmt.Fprintf(&attributes, " a%d", i)
	}
	page, err := htmlPassages([]byte("<p"+attributes.String()+">A"+strings.Repeat("<p a>A", n)), "utf-8", DefaultLimits)
	require.NoError(t, err)
	require.Len(t, page.Passages, n+1)
}

func TestHTMLDamaged(t *testing.T) {
	data := []byte("\xEF\xBB\xBF<html lang=de><title>K&auml;se</title><!-- a --><script>b</script><ul class=nav><li><a href=\"x\">A</a></ul>" +
		"<table><tr><td>1\xC3<td>2<sup>3</sup></table><p><img alt='B &amp; C'>ä<br>ö<pre>\r\n d</pre><![CDATA[e]]>\x00&notit;")
	for n := range data {
		readHTML(t, data[:n], "utf-8")
		for _, b := range []byte("<>&\"'\x00\xC3 /=!") {
			changed := bytes.Clone(data)
			changed[n] = b
			readHTML(t, changed, "")
		}
	}
}

func TestHTMLFiles(t *testing.T) {
	tests := []struct{ name, title, text, note string }{
		{
			"valid/kernel-in-debian-faq-de.html", "Kapitel 10. Debian und der Kernel",
			"navigation: Zurück\nnavigation: Weiter\nheading: Kapitel 10. Debian und der Kernel\n", "",
		},
		{
			"valid/distributions-in-debian-handbook-de.xhtml", "Anhang A. Derivate (Abgeleitete Distributionen)",
			"\nheading: A.1. Beteiligung und Kooperation\nparagraph: Das Debian-Projekt erkennt", "",
		},
		{
			"valid/programs-of-apache-in-euc-kr.html", "Other Programs - Apache HTTP Server Version 2.4",
			"\nheading: split-logfile ¶\nparagraph: 이 perl 스크립트는 결합된 ", "read as euc-kr, as the page declares",
		},
		{
			"valid/virtual-hosts-of-apache-de-in-iso-8859-1.html", "Apache-Dokumentation zu virtuellen Hosts - Apache HTTP Server Version 2.4",
			"\nparagraph: Der Begriff virtueller Host (Anm.d.Ü.: engl. 'virtual\n", "1 comment left out",
		},
		{
			"damaged/cut-off-inside-a-tag.html", "Kapitel 13. Zum Debian-Projekt beitragen",
			"\nparagraph: Sie können SPI über https://www.spi-inc.org/ erreichen.", "the page ends inside a tag at byte 6",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(htmlDocuments, tt.name))
			require.NoError(t, err)
			page := readHTML(t, data, "windows-1252")
			require.Equal(t, tt.title, Title(page))
			require.Contains(t, htmlOutline(page), tt.text)
			require.Contains(t, strings.Join(page.Notes, "\n"), tt.note)
		})
	}
}

const htmlDocuments = "../../../../testdata/documents"

func FuzzHTML(f *testing.F) {
	for _, page := range []string{
		"<title>A</title><p>&auml;&notit;<img alt='&copy=b'><br>\xFF\x00", "<meta charset=shift_jis>\x82\xA0&amp;<table><td>a",
		"\xFF\xFE<\x00p\x00>\x00&\x00l\x00t\x00", "<?xml ?><title/><![CDATA[a]]><pre>\r\n", "<meta charset=iso-2022-jp>\x1B$B$\"<\x1B(B<p>",
		"<ul><li><a href=b>A</a><nav>C</nav></table><template>d</template><sup>1</sup><noscript>",
	} {
		for _, charset := range []string{"", "utf-8", "utf-16le", "shift_jis", "iso-2022-jp", "gb18030"} {
			f.Add([]byte(page), charset)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte, charset string) {
		page, err := htmlPassages(data, charset, Limits{Text: 1 << 20})
		if err != nil {
			require.True(t, errors.Is(err, ErrDamaged) || errors.Is(err, ErrOverBudget), err)
			return
		}
		prove(t, page, bare(data))
		requireProvable(t, page)
	})
}

func BenchmarkHTML(b *testing.B) {
	german := "<p>Der <b>Ausschuss</b> f&uuml;r <a href=\"a.html\" title=\"b\">&Ouml;ffentlichkeitsarbeit</a> tagte\n   in K&ouml;ln.</p>\n" +
		"<ul><li>Punkt eins, zwei und drei</li><li><code>vier</code></li></ul>\n<!-- nichts --><table><tr><td>1</td><td>2</td></tr></table>\n"
	for name, page := range map[string]string{"references": german, "literal": strings.NewReplacer("&uuml;", "ü", "&Ouml;", "Ö", "&ouml;", "ö").Replace(german)} {
		data := []byte(strings.Repeat(page, 1000))
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := htmlPassages(data, "utf-8", DefaultLimits); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(name+"/tokens alone", func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				for z := html.NewTokenizer(bytes.NewReader(data)); z.Next() != html.ErrorToken; {
				}
			}
		})
	}
}
