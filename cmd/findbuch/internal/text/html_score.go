package text

import (
	"slices"
	"strings"

	"golang.org/x/net/html/atom"
)

// htmlScore is what is counted of a passage to tell navigation from text.
type htmlScore struct {
	words  int // bytes of letters and digits
	linked int // of these, in links
	links  int
	weight int // of the elements around it
	group  int // the list or table it is in; 0: none
}

// htmlGroup is a list with the lists in it, or a table.
type htmlGroup struct{ words, linked, passages int }

func (g *htmlGroup) add(s htmlScore) {
	g.words += s.words
	g.linked += s.linked
	g.passages++
}

const navigationScore = 4

// score says how much a passage looks like navigation, which is from 4 on:
//
//	4  in <nav>, or in an element whose role is navigation, menu or menubar
//	2  in an element whose class or id speaks of it: "toc", "related", "nav…",
//	   "breadcrumb…", "…nav", "…menu", "…sidebar", "…pagination"
//	1  in the page's <header> or <footer>, in role banner or contentinfo, or <aside>
//	2  nine tenths of its letters are in links; 1 when half of them are
//	1  short: fewer than 80 bytes of letters for each link
//	1  in a row: in a list or table of three passages or more nine tenths of
//	   whose letters are in links, or itself of three links or more with as many
//	−2 prose: 200 bytes of letters or more for each link
//
// Thus a list of three short links is navigation wherever it stands, a link
// between paragraphs is not, and an element that somebody forgot to close makes
// no navigation of the prose that follows.
func (s htmlScore) score(group htmlGroup) int {
	score := s.weight
	dense := isLinked(s.linked, s.words)
	switch {
	case dense:
		score += 2
	case s.linked > 0 && 2*s.linked >= s.words:
		score++
	}
	switch each := s.words / max(1, s.links); {
	case each < 80:
		score++
	case each >= 200:
		score -= 2
	}
	row := s.group > 0 && group.passages >= 3 && isLinked(group.linked, group.words)
	if row || dense && s.links >= 3 {
		score++
	}
	return score
}

func isLinked(linked, words int) bool { return linked > 0 && 10*linked >= 9*words }

// count adds text of the passage.
func (s *htmlScore) count(text string, link bool) {
	n := 0
	for i := range len(text) {
		if b := text[i]; b >= 0x80 || isASCIIWord(b) {
			n++
		}
	}
	s.words += n
	if link {
		s.linked += n
	}
}

// scoreHere is the score of a passage that begins here.
func (p *htmlPage) scoreHere() htmlScore {
	s := htmlScore{weight: p.region.weight, group: p.container().group}
	if p.nav > 0 {
		s.weight = 4
	}
	if p.link {
		s.links = 1
	}
	return s
}

// markNavigation makes navigation of what looks like it, titles apart.
func (p *htmlPage) markNavigation() {
	for i, s := range p.scores {
		if p.passages[i].Kind != KindTitle && s.score(p.groups[s.group]) >= navigationScore {
			p.passages[i].Kind = KindNavigation
		}
	}
}

// enterRegion begins a region, or counts the tags of its name in it.
func (p *htmlPage) enterRegion(t htmlTag) {
	if p.region.name != 0 {
		if p.region.name == t.name {
			p.region.depth++
		}
		return
	}
	weight, kind := p.regionOf(t)
	if weight > 0 || kind != "" {
		p.region = htmlRegion{t.name, 1, weight, kind}
	}
}

func (p *htmlPage) leaveRegion(name atom.Atom) {
	if p.region.name != name {
		return
	}
	if p.region.depth--; p.region.depth == 0 {
		p.region = htmlRegion{}
	}
}

// regionOf returns what an element says of the text in it: how much it weighs
// for navigation, and the kind of its paragraphs.
func (p *htmlPage) regionOf(t htmlTag) (weight int, kind Kind) {
	switch t.name {
	case atom.Header:
		kind = KindHeader
	case atom.Footer:
		kind = KindFooter
	case atom.Div, atom.Section, atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.Aside, atom.Form,
		atom.Menu, atom.Center:
	default:
		return 0, ""
	}
	switch role := strings.ToLower(t.value("role")); role {
	case "navigation", "menu", "menubar":
		return 4, ""
	case "banner":
		return 1, KindHeader
	case "contentinfo":
		return 1, KindFooter
	case "doc-footnote", "doc-endnote", "doc-endnotes":
		return 0, KindNote
	}
	switch t.value("epub:type") {
	case "footnote", "footnotes", "endnote", "endnotes", "rearnote", "rearnotes":
		return 0, KindNote
	}
	if speaksOfNavigation(t.value("class")) || speaksOfNavigation(t.value("id")) {
		return 2, kind
	}
	if kind != "" && p.article > 0 {
		return 0, "" // of the article, not of the page
	}
	if kind != "" || t.name == atom.Aside {
		return 1, kind
	}
	return 0, ""
}

// speaksOfNavigation tells whether a class or id is one of those that people
// give to menus.
func speaksOfNavigation(names string) bool {
	for name := range strings.FieldsSeq(strings.ToLower(names)) {
		if hasAffix(strings.HasPrefix, name, "has-", "with-", "no-") {
			continue
		}
		if name == "toc" || name == "related" || hasAffix(strings.HasPrefix, name, "nav", "breadcrumb") ||
			hasAffix(strings.HasSuffix, name, "nav", "menu", "sidebar", "pagination") {
			return true
		}
	}
	return false
}

func hasAffix(has func(name, affix string) bool, name string, affixes ...string) bool {
	return slices.ContainsFunc(affixes, func(affix string) bool { return has(name, affix) })
}
