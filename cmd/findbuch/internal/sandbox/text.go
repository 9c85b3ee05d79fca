package sandbox

import (
	"unsafe"

	"findbuch/cmd/findbuch/internal/text"
	"findbuch/store/span"
)

// Bytes of memory that a value takes without what it points to.
const (
	sizeOfString   = int(unsafe.Sizeof(""))
	sizeOfRun      = int(unsafe.Sizeof(text.Run{}))
	sizeOfPassage  = int(unsafe.Sizeof(text.Passage{}))
	sizeOfProperty = int(unsafe.Sizeof(text.Property{}))
	sizeOfMember   = int(unsafe.Sizeof(text.Member{}))
	sizeOfWay      = int(unsafe.Sizeof(way{}))
)

// way is what the runs of a map have in common with others; few of them differ.
type way struct {
	how  text.How
	part string
}

// table numbers values that come again and again.
type table[T comparable] struct {
	list   []T
	number map[T]int
	last   int // number of the value that was asked for last
}

func (t *table[T]) of(value T) int {
	if t.last < len(t.list) && t.list[t.last] == value {
		return t.last
	}
	n, known := t.number[value]
	if !known {
		if t.number == nil {
			t.number = map[T]int{}
		}
		n = len(t.list)
		t.number[value] = n
		t.list = append(t.list, value)
	}
	t.last = n
	return n
}

func waysOf(m text.Map) (ways table[way]) {
	for _, run := range m {
		ways.of(way{run.How, run.Part})
	}
	return ways
}

func kindsOf(passages []text.Passage) (kinds table[text.Kind]) {
	for _, p := range passages {
		kinds.of(p.Kind)
	}
	return kinds
}

// cost returns what receiver.text will spend on t, bytes.
func cost(t text.Text) (n int64) {
	add := func(length, each int) { n += int64(length) * int64(each) }
	add(len(t.Body), 1)
	add(len(t.Map), sizeOfRun)
	for _, w := range waysOf(t.Map).list {
		add(len(w.how)+len(w.part)+sizeOfWay, 1)
	}
	add(len(t.Passages), sizeOfPassage)
	for _, kind := range kindsOf(t.Passages).list {
		add(len(kind)+sizeOfString, 1)
	}
	for _, p := range t.Properties {
		add(len(p.Name)+len(p.Value)+sizeOfProperty, 1)
	}
	for _, note := range t.Notes {
		add(len(note)+sizeOfString, 1)
	}
	for _, m := range t.Members {
		add(len(m.Name)+len(m.Data)+len(m.Unread)+sizeOfMember, 1)
	}
	return n
}

func (s sender) text(t text.Text) {
	s.string(t.Body)
	s.textMap(t.Map)
	s.passages(t.Passages)
	s.number(len(t.Properties))
	for _, p := range t.Properties {
		s.string(p.Name)
		s.string(p.Value)
	}
	s.strings(t.Notes)
	s.number(len(t.Members))
	for _, m := range t.Members {
		s.member(m)
	}
}

func (r *receiver) text(in text.Input) (t text.Text) {
	t.Body = r.string(limit(in.Limits.Text))
	t.Map = r.textMap(len(t.Body))
	t.Passages = r.passages(len(t.Body))
	n := r.number(maxInt)
	if !r.spend(n, sizeOfProperty) {
		return text.Text{}
	}
	for range n {
		t.Properties = append(t.Properties, text.Property{Name: r.string(maxInt), Value: r.string(maxInt)})
	}
	t.Notes = r.strings(maxInt)
	n = r.number(max(in.Limits.Entries, 0))
	if !r.spend(n, sizeOfMember) {
		return text.Text{}
	}
	for range n {
		t.Members = append(t.Members, r.member())
	}
	if r.err != nil {
		return text.Text{}
	}
	return t
}

func limit(n int64) int { return int(min(max(n, 0), maxInt)) }

// textMap sends nil as 0, else the number of runs and one; then the ways and the
// runs, each as differences from the one before: mostly four bytes.
func (s sender) textMap(m text.Map) {
	if m == nil {
		s.number(0)
		return
	}
	s.number(len(m) + 1)
	ways := waysOf(m)
	s.number(len(ways.list))
	for _, w := range ways.list {
		s.string(string(w.how))
		s.string(w.part)
	}
	before := text.Run{}
	for _, run := range m {
		s.signed(run.Text - before.Text)
		s.signed(run.Source - before.Source - before.Length)
		s.signed(run.Length)
		s.number(ways.of(way{run.How, run.Part}))
		before = run
	}
}

// textMap reads the map of a body. Runs are not empty, which bounds their number.
func (r *receiver) textMap(body int) text.Map {
	n := r.number(body+2) - 1
	if n < 0 || !r.spend(n, sizeOfRun) {
		return nil
	}
	different := r.number(n)
	if !r.spend(different, sizeOfWay) {
		return nil
	}
	ways := make([]way, different)
	for i := range ways {
		ways[i] = way{text.How(r.string(maxHow)), r.string(maxInt)}
	}
	m := make(text.Map, n)
	before := text.Run{}
	for i := range m {
		before = text.Run{
			Text:   before.Text + r.signed(),
			Source: before.Source + before.Length + r.signed(),
			Length: r.signed(),
		}
		w := oneOf(r, ways)
		if r.err != nil {
			return nil
		}
		before.How, before.Part = w.how, w.part
		m[i] = before
	}
	return m
}

func (s sender) passages(list []text.Passage) {
	s.number(len(list))
	kinds := kindsOf(list)
	s.number(len(kinds.list))
	for _, kind := range kinds.list {
		s.string(string(kind))
	}
	end := 0
	for _, p := range list {
		s.number(kinds.of(p.Kind))
		s.signed(p.Span.Start - end)
		s.signed(p.Span.Len())
		s.signed(p.Page)
		end = p.Span.End
	}
}

// passages reads the passages of a body. They are not empty, which bounds their
// number.
func (r *receiver) passages(body int) []text.Passage {
	n := r.number(body)
	kinds := make([]text.Kind, r.number(maxKinds))
	for i := range kinds {
		kinds[i] = text.Kind(r.string(maxKind))
		r.spend(1, sizeOfString)
	}
	if !r.spend(n, sizeOfPassage) || n == 0 {
		return nil
	}
	list := make([]text.Passage, n)
	end := 0
	for i := range list {
		kind := oneOf(r, kinds)
		start := end + r.signed()
		end = start + r.signed()
		page := r.signed()
		if r.err != nil {
			return nil
		}
		list[i] = text.Passage{Kind: kind, Span: span.Span{Start: start, End: end}, Page: page}
	}
	return list
}

func (s sender) member(m text.Member) {
	s.string(m.Name)
	s.string(m.Unread)
	s.signed(m.Start)
	s.signed(m.Length)
	s.flag(m.Data == nil)
	s.bytes(m.Data)
}

func (r *receiver) member() text.Member {
	m := text.Member{Name: r.string(maxInt), Unread: r.string(maxInt), Start: r.signed(), Length: r.signed()}
	none := r.flag()
	if m.Data = r.bytes(maxInt); none {
		m.Data = nil
	}
	return m
}
