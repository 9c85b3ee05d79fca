package text

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// htmlPage is a page being read.
type htmlPage struct {
	*builder
	data     []byte // as the tokenizer gets it
	original []byte // as it is; the same but for ISO 2022-JP
	coding   htmlCoding
	sound    bool // data is valid UTF-8
	zeros    bool // data has NULs
	xml      bool // the page is XHTML
	broken   int  // bytes that are no UTF-8

	between string // what the next passage begins after, "\n" or "\t"
	gap     string // white space to be put before the next text of the open passage
	words   bool   // the open passage has text other than alternative texts
	score   htmlScore
	scores  []htmlScore // of the passages
	groups  []htmlGroup

	htmlState
}

// asText says what text bytes of a page are.
type asText struct {
	references bool // are decoded
	attribute  bool // is the value of one
}

// htmlRunsAtFirst is the number of runs that room is made for, at most.
const htmlRunsAtFirst = 1 << 15

func newHTMLPage(data []byte, coding htmlCoding, limits Limits) *htmlPage {
	p := &htmlPage{
		builder: newBuilder(limits), data: data, original: data, coding: coding,
		sound: coding.how == Copy && utf8.Valid(data),
		zeros: bytes.IndexByte(data, 0) >= 0,
		xml:   isXHTML(data[:min(len(data), htmlDeclaration)]),
		// No list or table is around what stands in none.
		groups: []htmlGroup{{}}, htmlState: htmlState{containers: []htmlContainer{{}}},
	}
	if coding.how == iso2022jp {
		p.data = maskISO2022JP(data)
	}
	p.body.Grow(int(max(0, min(int64(len(data)/2), limits.Text))))
	p.runs = make(Map, 0, min(bytes.Count(data, []byte("<"))/2, htmlRunsAtFirst))
	return p
}

// isXHTML tells whether the head of a page says that it is XML.
func isXHTML(head []byte) bool {
	start := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n")
	return bytes.HasPrefix(start, []byte("<?xml ")) ||
		bytes.Contains(head, []byte(`"http://www.w3.org/1999/xhtml"`))
}

// read reads bytes of the page as text of the open passage, or opens one.
func (p *htmlPage) read(from, to int, as asText) {
	blank := len(p.data[from:to]) - len(bytes.TrimLeft(p.data[from:to], " \t\r\n\f"))
	switch {
	case p.pre == 0 && (!p.isOpen() || p.gap == "\n"), blank == to-from && !p.isOpen():
		from += blank
	case p.preStart:
		from += htmlLineEnd(p.data[from:to])
	}
	p.preStart = false
	if from == to {
		return
	}
	if !p.isOpen() {
		p.separate()
		p.beginAfter(p.between, KindParagraph)
		p.gap, p.words, p.score = "", false, p.scoreHere()
	}
	if p.isRaised(from) && p.gap == "" {
		p.gap = " "
	}
	p.raised = false
	p.fill(from)
	p.words = p.words || !as.attribute
	was := p.body.Len()
	p.decode(from, to, as)
	p.score.count(p.body.String()[was:], p.link)
}

// fill puts the gap before the byte of the page that text goes on with: a line
// end always, a blank only between words.
func (p *htmlPage) fill(before int) {
	gap, body := p.gap, p.body.String()
	p.gap = ""
	if gap == "" || body == "" {
		return
	}
	if gap == "\n" || !isHTMLSpace(p.data[before]) && !isHTMLSpace(body[len(body)-1]) {
		p.blank(gap)
	}
}

// separate puts the separator of the next passage. The builder would do so, but
// looks for it through all the white space that blank passages leave.
func (p *htmlPage) separate() {
	body := p.body.String()
	if body == "" || body[len(body)-1] == '\n' || body[len(body)-1] == p.between[0] {
		return
	}
	p.blank(p.between)
}

// blank puts white space after the text before it.
func (p *htmlPage) blank(space string) {
	end := p.runs[len(p.runs)-1]
	p.space(space, end.Source+end.Length, 0)
}

// decode writes bytes of the page: literal stretches, references and NULs.
func (p *htmlPage) decode(from, to int, as asText) {
	for literal := from; from < to; {
		n := p.special(from, to, as.references)
		if n < 0 {
			p.literal(literal, to)
			return
		}
		if from += n; p.data[from] == 0 {
			p.literal(literal, from)
			p.add("\uFFFD", from, 1, Replaced)
			from++
			literal = from
			continue
		}
		decoded, length := htmlReference(p.data[from:to], as.attribute)
		if length == 0 {
			from++
			if from == to {
				p.literal(literal, to)
			}
			continue
		}
		p.literal(literal, from)
		p.add(decoded, from, length, HTML)
		from += length
		literal = from
	}
}

// special returns how far the next & or NUL is, or -1.
func (p *htmlPage) special(from, to int, references bool) int {
	switch {
	case p.zeros && references:
		return bytes.IndexAny(p.data[from:to], "&\x00")
	case p.zeros:
		return bytes.IndexByte(p.data[from:to], 0)
	case references:
		return bytes.IndexByte(p.data[from:to], '&')
	}
	return -1
}

// htmlReference returns the text of the character reference that data, which
// begins with &, begins with, and its length; 0 when there is none. In an
// attribute, "&copy=" and "&copyright" are none.
func htmlReference(data []byte, attribute bool) (string, int) {
	n := htmlReferenceLength(data)
	if n < 2 {
		return "", 0
	}
	whole := string(data[:n])
	decoded := html.UnescapeString(whole)
	if decoded == whole {
		return "", 0
	}
	if attribute && whole[n-1] != ';' && whole[1] != '#' && n < len(data) && data[n] == '=' {
		return "", 0
	}
	_, first := utf8.DecodeRuneInString(decoded)
	rest := decoded[first:]
	if rest == "" || !strings.HasSuffix(whole, rest) {
		return strings.ReplaceAll(decoded, "\x00", "\uFFFD"), n
	}
	if attribute {
		return "", 0
	}
	return decoded[:first], n - len(rest) // "&notit;": the name is a shorter one
}

// htmlReferenceLength returns the length of what may be a reference, with its
// semicolon.
func htmlReferenceLength(data []byte) int {
	i := 1
	digits := i < len(data) && data[i] == '#'
	if digits {
		i++
		if i < len(data) && data[i]|0x20 == 'x' {
			i++
		}
	}
	start := i
	for i < len(data) && i-start < 64 && isASCIIWord(data[i]) {
		i++
	}
	if i == start {
		return 0
	}
	if digits {
		i = start + htmlDigits(data[start:i], data[start-1]|0x20 == 'x')
	}
	if i < len(data) && i > start && data[i] == ';' {
		i++
	}
	return i
}

func htmlDigits(data []byte, hex bool) int {
	for i, b := range data {
		if isDigit := '0' <= b && b <= '9'; !isDigit && !(hex && 'a' <= b|0x20 && b|0x20 <= 'f') {
			return i
		}
	}
	return len(data)
}

func isASCIIWord(b byte) bool {
	return '0' <= b && b <= '9' || 'a' <= b|0x20 && b|0x20 <= 'z'
}

func isHTMLSpace(b byte) bool { return b == ' ' || '\t' <= b && b <= '\r' && b != '\v' }

func htmlLineEnd(data []byte) int {
	switch {
	case bytes.HasPrefix(data, []byte("\r\n")):
		return 2
	case data[0] == '\n' || data[0] == '\r':
		return 1
	}
	return 0
}

// literal writes bytes that stand for themselves in the page's charset.
func (p *htmlPage) literal(from, to int) {
	if from == to {
		return
	}
	stretch := p.original[from:to]
	switch {
	case p.sound || asciiLength(p.data[from:to]) == to-from && !p.escapes(stretch):
		p.add(string(stretch), from, to-from, Copy)
	case p.coding.how == Copy:
		p.repair(from, to)
	default:
		p.transcode(from, to)
	}
}

func (p *htmlPage) escapes(stretch []byte) bool {
	return p.coding.how == iso2022jp && bytes.IndexByte(stretch, 0x1B) >= 0
}

// repair writes a stretch of broken UTF-8.
func (p *htmlPage) repair(from, to int) {
	for from < to && p.err == nil {
		n, how := soundLength(p.data[from:to]), Copy
		decoded := string(p.data[from : from+n])
		if n == 0 {
			n, how = min(brokenLength(p.data[from:to]), runLength), Replaced
			decoded = strings.Repeat("\uFFFD", n)
			if p.broken += n; p.broken > maxBroken {
				p.err = fmt.Errorf("%w: more than %d bytes are no UTF-8", ErrDamaged, maxBroken)
			}
		}
		p.add(decoded, from, n, how)
		from += n
	}
}

// transcode writes a stretch in another charset. Long ones are cut where
// a charset cuts no character: at line ends, or anywhere when each byte is one.
func (p *htmlPage) transcode(from, to int) {
	for from < to && p.err == nil {
		end := to
		if to-from > runLength && p.coding.how != iso2022jp {
			end = from + runLength
			if p.coding.way.length == nil {
				if end = from + bytes.LastIndexByte(p.data[from:end], '\n') + 1; end == from {
					end = to
				}
			}
		}
		decoded, err := p.coding.way.decode(p.original[from:end])
		if err != nil {
			p.err = fmt.Errorf("%w: byte %d is no %s", ErrDamaged, from, p.coding.how)
		}
		p.add(decoded, from, end-from, p.coding.how)
		from = end
	}
}

// endPassage ends the open passage; the next one begins after between.
func (p *htmlPage) endPassage(between string) {
	open := p.isOpen()
	p.raised = false
	if open || between == "\n" {
		p.between = between
	}
	if !open {
		return
	}
	n := len(p.passages)
	p.end()
	if len(p.passages) > n {
		p.passages[n].Kind = p.kindOf(n)
		p.groups[p.score.group].add(p.score)
		p.scores = append(p.scores, p.score)
	}
}

// close ends the page.
func (p *htmlPage) close() (Text, error) {
	p.endPassage("\n")
	if p.skipped != 0 {
		p.note("<%s> at byte %d is not closed: what follows it is left out", p.skipped, p.skippedAt)
	}
	if p.broken > 0 {
		p.note("%d bytes are no UTF-8", p.broken)
	}
	p.chooseTitle()
	p.markNavigation()
	return p.finish()
}

// chooseTitle makes the first <h1> the title of a page without <title>.
func (p *htmlPage) chooseTitle() {
	if !p.titled && p.firstH1 > 0 {
		p.passages[p.firstH1-1].Kind = KindTitle
	}
}
