package citation

import "slices"

// maxDepth bounds members in members.
const maxDepth = 8

// locate finds the document among candidates: see Prove. in is where it was
// found; of a candidate that is the document itself it is what c says, since a
// caller may have unpacked it.
func locate(c Citation, read Reader, candidates [][]byte) (data []byte, in *Container, ok bool) {
	for _, candidate := range candidates {
		if Sum(candidate) == c.Document {
			return candidate, c.In, true
		}
	}
	if c.In == nil {
		return only(candidates)
	}
	for _, candidate := range candidates {
		w := walk{wanted: c.Document, read: read}
		if data, ok := w.find(candidate, nil); ok {
			return data, &Container{Document: Sum(candidate), Members: w.at}, true
		}
	}
	container, _, ok := only(candidates)
	if !ok {
		return nil, nil, false
	}
	data, ok = follow(container, c.In.Members, read)
	return data, &Container{Document: Sum(container), Members: c.In.Members}, ok
}

// only returns the candidate if there is but one.
func only(candidates [][]byte) ([]byte, *Container, bool) {
	if len(candidates) != 1 {
		return nil, nil, false
	}
	return candidates[0], nil, true
}

// walk looks for a document among the members of another one.
type walk struct {
	wanted SHA256
	read   Reader
	at     []string // the names down to it, once found
}

func (w *walk) find(data []byte, names []string) ([]byte, bool) {
	if len(names) >= maxDepth {
		return nil, false
	}
	t, err := w.read(data)
	if err != nil {
		return nil, false
	}
	for _, m := range t.Members {
		if m.Unread != "" {
			continue
		}
		down := append(slices.Clip(names), m.Name)
		if Sum(m.Data) == w.wanted {
			w.at = down
			return m.Data, true
		}
		if data, ok := w.find(m.Data, down); ok {
			return data, true
		}
	}
	return nil, false
}

// follow returns the member that names lead to; of several with the same name,
// the first.
func follow(data []byte, names []string, read Reader) ([]byte, bool) {
	for _, name := range names[:min(len(names), maxDepth)] {
		t, err := read(data)
		if err != nil {
			return nil, false
		}
		found := false
		for _, m := range t.Members {
			if m.Name == name && m.Unread == "" {
				data, found = m.Data, true
				break
			}
		}
		if !found {
			return nil, false
		}
	}
	return data, len(names) <= maxDepth
}
