package text

import (
	"html"
	"strings"

	"findbuch/store/span"
)

// subtitleReader reads SubRip and WebVTT (W3C, Candidate Recommendation of
// 2019).
//
// The Body holds what is spoken, a paragraph for each cue, lines as they stand.
// The numbers or identifiers of the cues and their time codes are left out:
// they say nothing, and a search for "12" would find every film. So are tags
// in angle brackets or, in SubRip, in braces, but a speaker, <v Anna>, is a
// name before the paragraph. WebVTT's character references are decoded; its
// comments are comments, the lines of its head headers, style sheets and
// regions left out and counted.
//
// Text that belongs to no cue is a paragraph.
var subtitleReader = Reader{
	Name: "subtitle", Version: 1,
	Types: []string{"application/x-subrip", "text/vtt"},
	Read:  readSubtitle,
}

// CharacterReference: the bytes are character references of WebVTT, which are
// those of HTML, one after the other.
const CharacterReference How = "character-reference"

func readSubtitle(in Input) (Text, error) {
	s, err := newSplice(in)
	if err != nil {
		return Text{}, err
	}
	r := subtitles{splice: s, vtt: strings.HasPrefix(s.doc, "WEBVTT")}
	r.read()
	if s.crowded {
		return plainInstead(in, "subtitles with very many tags")
	}
	t, err := s.text(in.Limits)
	if r.cues > 0 {
		t.Notes = append(t.Notes, plural(r.cues, "time code")+" left out")
	}
	if r.styles > 0 {
		t.Notes = append(t.Notes, plural(r.styles, "style block")+" left out")
	}
	return t, err
}

type subtitles struct {
	*splice
	vtt          bool
	gap          int // where the last text ended
	cues, styles int
}

// read takes block after block: lines with blank ones around them.
func (r *subtitles) read() {
	var block []span.Span
	for l := newLines(r.doc); ; {
		more := l.scan()
		if more && trim(r.doc, l.content).Len() > 0 {
			block = append(block, l.content)
			continue
		}
		if len(block) > 0 {
			r.block(block)
			block = block[:0]
		}
		if !more {
			return
		}
	}
}

func (r *subtitles) block(lines []span.Span) {
	first := lines[0].Of(r.doc)
	switch {
	case r.vtt && lines[0].Start == 0:
		r.head(lines)
	case r.vtt && vttBlock(first, "NOTE"):
		lines[0].Start += len("NOTE")
		r.paragraph(KindComment, lines)
	case r.vtt && (vttBlock(first, "STYLE") || vttBlock(first, "REGION")):
		r.styles++
	default:
		r.cue(lines)
	}
}

func vttBlock(line, name string) bool {
	rest, ok := strings.CutPrefix(line, name)
	return ok && (rest == "" || rest[0] == ' ' || rest[0] == '\t')
}

// head takes the block that begins with WEBVTT.
func (r *subtitles) head(lines []span.Span) {
	lines[0].Start += len("WEBVTT")
	for i, line := range lines {
		if isTimeCode(line.Of(r.doc)) { // no blank line after the head
			r.cue(lines[i:])
			return
		}
		r.paragraph(KindHeader, []span.Span{line})
	}
}

// cue takes a block with a time code, and with several where the blank lines
// between cues are missing.
func (r *subtitles) cue(lines []span.Span) {
	begin := 0
	for i, line := range lines {
		if !isTimeCode(line.Of(r.doc)) {
			continue
		}
		end := i
		if i > begin && (i == begin+1 && begin == 0 && r.vtt || isNumber(lines[i-1].Of(r.doc))) {
			end = i - 1
		}
		r.paragraph(KindParagraph, lines[begin:end])
		begin = i + 1
		r.cues++
	}
	r.paragraph(KindParagraph, lines[begin:])
}

// isTimeCode tells whether line is 00:01:02,345 --> 00:01:04,000.
func isTimeCode(line string) bool {
	from, to, ok := strings.Cut(line, "-->")
	return ok && isTime(strings.TrimSpace(from)) && isTime(strings.TrimSpace(to))
}

// isTime tells whether s begins with a time of day: digits and at least one
// colon, nothing else before white space.
func isTime(s string) bool {
	s, _, _ = strings.Cut(s, " ")
	s, _, _ = strings.Cut(s, "\t")
	return strings.Contains(s, ":") && strings.Trim(s, "0123456789:.,") == ""
}

func isNumber(line string) bool {
	line = strings.TrimSpace(line)
	return line != "" && strings.Trim(line, "0123456789") == ""
}

// paragraph adds lines, which follow each other.
func (r *subtitles) paragraph(kind Kind, lines []span.Span) {
	if len(lines) == 0 {
		return
	}
	at := trim(r.doc, span.Span{Start: lines[0].Start, End: lines[len(lines)-1].End})
	if at.Len() == 0 {
		return
	}
	r.blank("\n\n", r.gap, at.Start)
	start := len(r.body)
	from := at.Start
	for i := at.Start; i < at.End; {
		text, n := "", 0
		var voice span.Span
		switch r.doc[i] {
		case '<', '{':
			n, voice = r.tag(i, at.End)
		case '&':
			text, n = r.reference(r.doc[i:at.End])
		}
		if n == 0 {
			i++
			continue
		}
		r.literal(from, i)
		if text != "" {
			r.escape(text, i, i+n, CharacterReference)
		}
		if i, from = i+n, i+n; voice.Len() > 0 {
			r.passage(kind, start)
			r.speaker(voice, i)
			start = len(r.body)
		}
	}
	r.literal(from, at.End)
	r.passage(kind, start)
	r.gap = at.End
}

// speaker adds a name that stands in a tag before at.
func (r *subtitles) speaker(voice span.Span, at int) {
	start := len(r.body)
	r.literal(voice.Start, voice.End)
	r.passage(KindName, start)
	r.blank(" ", voice.End, at)
}

// tag returns the length of the tag at i, 0 for none, and the speaker in it.
func (r *subtitles) tag(i, end int) (n int, voice span.Span) {
	const longest = 200 // bytes; < without an end is no tag
	s := r.doc[i:min(end, i+longest)]
	if s[0] == '{' {
		if r.vtt || len(s) < 2 || s[1] != '\\' {
			return 0, voice
		}
		return strings.IndexByte(s, '}') + 1, voice
	}
	n = strings.IndexByte(s, '>') + 1
	if n < 3 || !isTagName(s[1:n-1]) {
		return 0, voice
	}
	if rest, ok := strings.CutPrefix(s[:n-1], "<v"); r.vtt && ok {
		if _, name, ok := strings.Cut(rest, " "); ok && (rest[0] == ' ' || rest[0] == '.') {
			return n, trim(r.doc, span.Span{Start: i + n - 1 - len(name), End: i + n - 1})
		}
	}
	return n, voice
}

// isTagName tells whether the inside of <…> is that of a tag: i, /b,
// c.yellow, font color="…" or a time, but no prose.
func isTagName(s string) bool {
	s = strings.TrimPrefix(s, "/")
	if isTime(s) {
		return true
	}
	name := s[:len(s)-len(strings.TrimLeft(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"))]
	switch strings.ToLower(name) {
	case "b", "i", "u", "s", "c", "v", "font", "lang", "ruby", "rt", "span":
		rest := s[len(name):]
		return rest == "" || strings.ContainsRune(" .\t/", rune(rest[0]))
	}
	return false
}

// reference decodes the character reference that s begins with.
func (r *subtitles) reference(s string) (text string, n int) {
	const longest = 40
	n = strings.IndexByte(s[:min(len(s), longest)], ';') + 1
	if !r.vtt || n < 3 || strings.Trim(s[1:n-1], "#0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return "", 0
	}
	if text = html.UnescapeString(s[:n]); strings.HasSuffix(text, ";") && len(text) > 1 || text == s[:n] {
		return "", 0
	}
	return text, n
}

func decodeCharacterReferences(source []byte) (string, error) {
	return html.UnescapeString(string(source)), nil
}
