package text

import (
	"fmt"
	"strings"

	"findbuch/store/span"
)

// maxPieces bounds the map of one document, and so its memory.
const maxPieces = 1 << 20

// splice puts a Body together from stretches of a decoded document, in their
// order, and keeps the map from that Body to the document's bytes.
type splice struct {
	doc      string // what decode made of the document
	source   Map    // of doc
	body     []byte
	runs     Map
	crowded  bool // more than maxPieces runs: the map is not whole
	passages []Passage

	// Where in the source the last offset was: offsets only grow.
	run           int
	docAt, fileAt int
	length        func(string) int
}

func newSplice(in Input) (*splice, error) {
	doc, source, err := decode(in.Data, in.Charset)
	if err != nil {
		return nil, err
	}
	s := &splice{doc: doc, source: source, body: make([]byte, 0, len(doc)), run: -1}
	return s, nil
}

// literal adds doc[from:to] as it stands.
func (s *splice) literal(from, to int) {
	for from < to {
		end, how := to, Copy
		start := s.offset(from)
		if s.source != nil {
			how = s.source[s.run].How
			if s.run+1 < len(s.source) {
				end = min(to, s.source[s.run+1].Text)
			}
		}
		s.add(s.doc[from:end], Run{Source: start, Length: s.offset(end) - start, How: how})
		from = end
	}
}

// escape adds text, which doc[from:to], all ASCII, stands for.
func (s *splice) escape(text string, from, to int, how How) {
	start := s.offset(from)
	if s.source != nil && s.source[s.run].How != Copy {
		how = s.source[s.run].How + "+" + how
	}
	s.add(text, Run{Source: start, Length: s.offset(to) - start, How: how})
}

// blank adds white space of the reader's making where doc[from:to] is left
// out, but none at the beginning of the Body.
func (s *splice) blank(white string, from, to int) {
	if len(s.body) == 0 {
		return
	}
	start := s.offset(from)
	s.add(white, Run{Source: start, Length: s.offset(to) - start, How: Markup})
}

// offset returns the offset in the document of offset i in doc, which is not
// before that of the last call.
func (s *splice) offset(i int) int {
	if s.source == nil {
		return i
	}
	for s.run+1 < len(s.source) && s.source[s.run+1].Text <= i {
		s.run++
		next := s.source[s.run]
		way, _ := wayOf(next.How)
		s.docAt, s.fileAt, s.length = next.Text, next.Source, way.length
	}
	if i > s.docAt {
		s.fileAt += s.length(s.doc[s.docAt:i])
		s.docAt = i
	}
	return s.fileAt
}

// add adds text and its run, which goes on with the last one if it can.
func (s *splice) add(text string, run Run) {
	if text == "" {
		return
	}
	run.Text = len(s.body)
	s.body = append(s.body, text...)
	if n := len(s.runs); n > 0 {
		last := &s.runs[n-1]
		if last.How == run.How && last.Source+last.Length == run.Source &&
			(run.How == Copy || last.Length+run.Length <= runLength) {
			last.Length += run.Length
			return
		}
	}
	if s.crowded = len(s.runs) >= maxPieces; !s.crowded {
		s.runs = append(s.runs, run)
	}
}

// passage makes what was added since the Body was start bytes long a passage,
// unless that is nothing but white space. After 1,048,576 passages the last
// one takes the rest.
func (s *splice) passage(kind Kind, start int) {
	whole := trimBytes(s.body, span.Span{Start: start, End: len(s.body)})
	if whole.Len() == 0 {
		return
	}
	if n := len(s.passages); n == maxPassages {
		s.passages[n-1].Span.End = whole.End
		return
	}
	s.passages = append(s.passages, Passage{Kind: kind, Span: whole})
}

// trimBytes is trim; the two ends alone become strings.
func trimBytes(body []byte, s span.Span) span.Span {
	for s.Len() > 0 && isBlankByte(body[s.Start]) {
		s.Start++
	}
	for s.Len() > 0 && isBlankByte(body[s.End-1]) {
		s.End--
	}
	if s.Len() == 0 || (body[s.Start] < 0x80 && body[s.End-1] < 0x80) {
		return s
	}
	t := trim(string(body[s.Start:s.End]), span.Span{End: s.Len()})
	return span.Span{Start: s.Start + t.Start, End: s.Start + t.End}
}

func isBlankByte(b byte) bool { return b == ' ' || '\t' <= b && b <= '\r' }

// text returns what was put together.
func (s *splice) text(limits Limits) (Text, error) {
	if int64(len(s.body)) > limits.Text {
		return Text{}, fmt.Errorf("%w: more than %d bytes of text", ErrOverBudget, limits.Text)
	}
	if s.crowded {
		return Text{}, fmt.Errorf("%w: the text is in more than %d pieces", ErrOverBudget, maxPieces)
	}
	if s.source == nil && string(s.body) == s.doc {
		return Text{Body: s.doc, Passages: s.passages}, nil
	}
	runs := s.runs
	if runs == nil {
		runs = Map{}
	}
	return Text{Body: string(s.body), Map: runs, Passages: s.passages}, nil
}

// whole reads a document whose Body is the decoded document itself.
func whole(in Input, cut func(body string) []Passage) (Text, error) {
	body, m, err := decode(in.Data, in.Charset)
	if err != nil {
		return Text{}, err
	}
	if int64(len(body)) > in.Limits.Text {
		return Text{}, fmt.Errorf("%w: more than %d bytes of text", ErrOverBudget, in.Limits.Text)
	}
	if body == "" && m != nil {
		m = Map{}
	}
	return Text{Body: body, Map: m, Passages: cut(body)}, nil
}

// plainInstead reads a document that is not what it looked like as plain text,
// so that nothing of it is lost, and notes why.
func plainInstead(in Input, why string) (Text, error) {
	t, err := Plain(in.Data, in.Charset)
	t.Notes = append(t.Notes, why+": read as plain text")
	return t, err
}

// capped adds p to passages; after 1,048,576 the last one takes the rest.
func capped(passages []Passage, p Passage) []Passage {
	if n := len(passages); n == maxPassages {
		passages[n-1].Span.End = p.Span.End
		return passages
	}
	return append(passages, p)
}

// plural is "1 picture" or "3 pictures".
func plural(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, strings.TrimSuffix(what, "s"))
}
