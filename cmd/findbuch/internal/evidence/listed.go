package evidence

import "findbuch/cmd/findbuch/internal/evidence/authority"

// listed looks for a name of the authority lists that begins at token i.
//
// Several entries of one name are told apart by a cue beside it ("der Stadt
// Halle"), if that helps; else, if they are of one kind, the fact has what all of
// them share, and their ids as candidates, and if not, there is none.
func (s *scan) listed(i int, found []mention) []mention {
	to, entries := s.longest(s.options.Lists, i)
	if to == 0 {
		return found
	}
	n := mention{from: i, to: to, listed: true, rule: "list", genitive: entries[0].Genitive}
	cue := s.cueBeside(i, to)
	n.cued = cue != ""
	fitting := entries[:0]
	for _, e := range entries {
		kind := Kind(authority.KindOf(e.Type))
		if e.AmbiguousAlone && kind != cue {
			continue
		}
		if len(fitting) > 0 && Kind(authority.KindOf(fitting[0].Type)) != kind && cue != kind {
			if Kind(authority.KindOf(fitting[0].Type)) == cue {
				continue
			}
			return found
		}
		if len(fitting) > 0 && cue == kind && Kind(authority.KindOf(fitting[0].Type)) != cue {
			fitting = fitting[:0]
		}
		fitting = append(fitting, e)
	}
	if len(fitting) == 0 {
		return found
	}
	n.kind, n.value = Kind(authority.KindOf(fitting[0].Type)), listedValue(fitting)
	if n.kind == Country {
		n.value.Code = n.value.Country
		n.value.Country = ""
	}
	return append(found, n)
}

// listedValue returns what the entries have in common.
func listedValue(entries []authority.Found) Value {
	first := entries[0]
	v := Value{Name: first.Name, Type: first.Type, Country: first.Country, List: first.List, ID: first.ID}
	if len(entries) == 1 {
		return v
	}
	v.ID = ""
	for _, e := range entries {
		v.Candidates = append(v.Candidates, e.List+":"+e.ID)
		for _, member := range []struct {
			of    *string
			other string
		}{{&v.Name, e.Name}, {&v.Type, e.Type}, {&v.Country, e.Country}, {&v.List, e.List}} {
			if *member.of != member.other {
				*member.of = ""
			}
		}
	}
	return v
}

// cueBeside returns the kind that a word directly beside the tokens [from, to) says
// they are, or "".
func (s *scan) cueBeside(from, to int) Kind {
	switch {
	case s.has(from-1, placeCue), s.has(from-1, ofWord) && s.has(from-2, placeCue), s.has(to, placeCue) && s.looks(to, capital):
		return Place
	case s.has(to, legalForm|companyEnd) && s.looks(to, capital), s.has(from-1, organisationHead):
		return Organisation
	case s.has(from-1, honorific|office), s.is(from-1, ".") && s.has(from-2, honorific):
		return Person
	case s.has(from-1, projectWord), s.has(to, projectWord):
		return Project
	case s.has(from-1, facilityWord), s.has(to, facilityWord):
		return Facility
	}
	return ""
}
