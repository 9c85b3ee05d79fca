package search

// relaxed returns a query for the index that is true of every document that q
// is true of, and perhaps of more.
//
// The index sees phrases where there are none, across two passages. Where a
// phrase must be found that proposes a document too many, which its text then
// refutes; where it must not be found, it would lose documents. So a phrase of
// several words under a NOT is taken as never there.
func (q Query) relaxed() Query {
	if q.Root == nil {
		return q
	}
	root, _ := relax(q.Root, true)
	return Query{root}
}

// relax returns n relaxed, for n that must (wanted) or must not be true, or
// constant: of what is wanted, n is always true; of what is not, never. The root
// of a parsed query is not constant, for it is false of the empty document,
// and stays so.
func relax(n Node, wanted bool) (relaxed Node, constant bool) {
	switch n := n.(type) {
	case Not:
		inner, constant := relax(n.Node, !wanted)
		return Not{inner}, constant
	case And:
		parts, constants := relaxAll(n, wanted)
		if wanted { // constant parts are true
			return joinNodes(parts, func() Node { return And(parts) })
		}
		if constants {
			return nil, true
		}
		return And(parts), false
	case Or:
		parts, constants := relaxAll(n, wanted)
		if !wanted { // constant parts are false
			return joinNodes(parts, func() Node { return Or(parts) })
		}
		if constants {
			return nil, true
		}
		return Or(parts), false
	case Phrase:
		return n, !wanted && len(n.Words) > 1
	}
	return n, false
}

// relaxAll returns the nodes that are not constant, and whether others were.
func relaxAll(nodes []Node, wanted bool) (parts []Node, constants bool) {
	for _, n := range nodes {
		part, constant := relax(n, wanted)
		if constant {
			constants = true
			continue
		}
		parts = append(parts, part)
	}
	return parts, constants
}

// joinNodes returns the only part, or all together, or that there is none.
func joinNodes(parts []Node, all func() Node) (joined Node, constant bool) {
	switch len(parts) {
	case 0:
		return nil, true
	case 1:
		return parts[0], false
	}
	return all(), false
}
