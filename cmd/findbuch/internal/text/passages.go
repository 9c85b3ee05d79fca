package text

import (
	"strings"
	"unicode"

	"findbuch/store/span"
)

const (
	maxPassages  = 1 << 20 // bounds memory: the last one takes the rest
	maxTitle     = 300     // bytes
	longLine     = 120     // bytes; lines longer on average were not broken to a width
	datelineHead = 200     // bytes of a block that a dateline is looked for in
	datelineTry  = 3       // blocks that a dateline is looked for in
)

// block is a stretch of lines with blank lines around it.
type block struct {
	span  span.Span // trimmed
	lines int
}

// passages divides a plain text: see Plain.
func passages(body string) []Passage {
	blocks := splitBlocks(body)
	if len(blocks) == 1 && hasLongLines(blocks[0]) {
		blocks = splitLines(body)
	}
	out := make([]Passage, 0, len(blocks)+2)
	dated := false
	for i, b := range blocks {
		if i < datelineTry && !dated {
			if head, rest, ok := splitDateline(body, b.span); ok {
				dated = true
				out = append(out, Passage{Kind: KindDateline, Span: head})
				if rest.Len() > 0 {
					out = append(out, Passage{Kind: KindParagraph, Span: rest})
				}
				continue
			}
		}
		kind := KindParagraph
		if i == 0 && len(blocks) > 1 && isTitle(body, b) {
			kind = KindTitle
		}
		out = append(out, Passage{Kind: kind, Span: b.span})
	}
	return out
}

// splitBlocks returns the blocks of body.
func splitBlocks(body string) []block {
	var blocks []block
	var open block
	end := func() {
		if open.lines > 0 {
			blocks = append(blocks, open)
		}
		open = block{}
	}
	for l := newLines(body); l.scan(); {
		content := trim(body, l.content)
		switch {
		case content.Len() == 0:
			end()
		case len(blocks) == maxPassages-1:
			rest := trim(body, span.Span{Start: content.Start, End: len(body)})
			return append(blocks, block{rest, 1})
		case open.lines == 0:
			open = block{content, 1}
		default:
			open.span.End = content.End
			open.lines++
		}
		if l.page {
			end()
		}
	}
	end()
	return blocks
}

// hasLongLines tells whether the lines of b are paragraphs.
func hasLongLines(b block) bool {
	return b.lines > 1 && b.span.Len()/b.lines > longLine
}

// splitLines returns every line of body that is not blank as a block.
func splitLines(body string) []block {
	var blocks []block
	for l := newLines(body); l.scan(); {
		content := trim(body, l.content)
		if content.Len() == 0 {
			continue
		}
		if len(blocks) == maxPassages-1 {
			content = trim(body, span.Span{Start: content.Start, End: len(body)})
			return append(blocks, block{content, 1})
		}
		blocks = append(blocks, block{content, 1})
	}
	return blocks
}

// isTitle tells whether b, the first of several blocks, looks like a title: a
// single line of at most 300 bytes with a letter in it that does not end like
// a sentence in running prose or a salutation, that is with . , ; or :, be it
// inside closing quotes or brackets. An ellipsis, ! and ? may end a headline.
func isTitle(body string, b block) bool {
	if b.lines != 1 || b.span.Len() > maxTitle {
		return false
	}
	line := b.span.Of(body)
	if strings.IndexFunc(line, unicode.IsLetter) < 0 {
		return false
	}
	line = strings.TrimRight(line, `"'»«“”’‘›‹)]`)
	if strings.HasSuffix(line, "...") {
		return true
	}
	return !strings.ContainsAny(line[max(0, len(line)-1):], ".,;:")
}

// splitDateline divides a block that begins with a dateline into the dateline
// and what follows its separator.
func splitDateline(body string, s span.Span) (head, rest span.Span, ok bool) {
	start := s.Of(body)
	if len(start) > datelineHead {
		start = start[:datelineHead]
	}
	_, n, separator, ok := scanDateline(start)
	if !ok || separator == 0 {
		return span.Span{}, span.Span{}, false
	}
	head = span.Span{Start: s.Start, End: s.Start + n}
	return head, trim(body, span.Span{Start: head.End + separator, End: s.End}), true
}
