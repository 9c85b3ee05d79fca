package evidence

import "strings"

// Quantities with a unit of measure, in UCUM: "3 km", "zehn Hektar",
// "500 megabytes", "20 °C", "120 km/h", "6 feet 2 inches". A unit that the words
// leave open ("Grad", "gallon", "Pfund") is a list of candidates, unless a word of
// the sentence decides. Durations are another kind.

// quantity reads numeral n, which begins with token i, with the unit behind it.
func (s *scan) quantity(n *numeral, i int) (f Fact, next int, ok bool) {
	if n.is(inDigits) && n.decimals == 0 && len(n.value.digits) > 1 && n.value.digits[0] == '0' {
		return f, 0, false // an address, a code
	}
	u, end, next := s.unitAt(n, i)
	if u == nil || n.is(article) && !s.articleCounts(n, i, u) {
		return f, 0, false
	}
	if n.is(inDigits) && n.is(fraction) && strings.Contains(u.codes[len(u.codes)-1], "bit") {
		return f, 0, false // "1/10 Gbit/s" are two speeds
	}
	code, candidates := u.code(), u.codes
	rule := "number-unit"
	if code == "" {
		candidates = s.decide(candidates, n, i)
		if len(candidates) == 1 {
			code, rule = candidates[0], "number-unit-cue"
		}
	}
	if code == "" && candidates[0] == "circ" {
		return f, 0, false // "turns" are not always of an angle
	}
	value := Value{Unit: code, Number: n.number()}
	if code == "" {
		value.Candidates = candidates
		if per, after := s.per("", next); per != "" && len(candidates) == 2 {
			value.Candidates = []string{candidates[0] + "/" + per, candidates[1] + "/" + per}
			end, next = int(s.tokens[after-1].end), after
		}
	} else if total, after, found := s.feetAndInches(n, code, next); found {
		value.Number, end, next, rule = total, int(s.tokens[after-1].end), after, "feet-inches"
	} else if per, after := s.per(code, next); per != "" {
		value.Unit, end, next, rule = code+"/"+per, int(s.tokens[after-1].end), after, "number-unit-per"
	}
	return Fact{Kind: Quantity, Span: spanOf(n.start, end), Rule: rule, Stated: value}, next, true
}

// articleCounts tells whether "ein" before a unit says one of it: of German names
// of units but those of data, which are things as well.
func (s *scan) articleCounts(n *numeral, i int, u *unitName) bool {
	return !s.is(i, "a") && !s.is(i, "an") && u.code() != "" && u.code() != "bit" && u.code() != "By" && u.code() != "circ" &&
		s.options.Language != "en"
}

// unitAt finds the unit behind a number, the byte where it ends and the token
// behind it.
func (s *scan) unitAt(n *numeral, i int) (u *unitName, end, next int) {
	at := n.next
	if at >= len(s.tokens) {
		return nil, 0, 0
	}
	book := units()
	if n.glued {
		t := &s.tokens[at]
		u, end = s.symbol(s.body[n.end:t.end], at, int(t.end))
		if u == nil || s.singleLetterTrap(n, i, s.body[n.end:t.end]) {
			return nil, 0, 0
		}
		return s.raised(u, end, at+1)
	}
	hyphen := false
	switch {
	case s.is(at, "-") && s.joined(at) && s.joined(at+1):
		at, hyphen = at+1, true
	case s.is(at, "-") && !s.joined(at) && !s.joined(at+1) && s.is(at+2, "-") && !s.joined(at+2) && s.looks(at+3, isWord):
		at, hyphen = at+1, true
	case !s.joined(at) && !s.near(at):
		return nil, 0, 0
	case n.is(inDigits) && s.looks(at, newLine) && (i == 0 || s.looks(i, newLine)):
		return nil, 0, 0 // a line of its own: a heading, the cell of a table
	}
	if u, end, next := s.degrees(n, at); u != nil {
		return u, end, next
	}
	if s.is(at, "\"") && n.is(inDigits) && s.measures(at+1) {
		return book.names["inch"], int(s.tokens[at].end), at + 1
	}
	if u, end, next := s.bracketed(n, at); u != nil {
		return u, end, next
	}
	if !s.looks(at, isWord) {
		return nil, 0, 0
	}
	text := s.text(at)
	if symbol, end := s.symbol(text, at, int(s.tokens[at].end)); symbol != nil && n.is(inDigits) {
		if s.tokens[at].shape&newLine != 0 || s.symbolTrap(n, i, at, text) {
			return nil, 0, 0
		}
		return s.raised(symbol, end, at+1)
	}
	u, next = phrase(s, at, book.names, book.begins)
	if u == nil || s.joined(next) && s.is(next, "_") || s.nameTrap(n, i, at, next, hyphen) {
		return nil, 0, 0
	}
	if u.codes[0] == "deg" && s.looks(next, isWord) && s.near(next) {
		switch s.text(next) {
		case "C":
			return &unitName{[]string{"Cel"}}, int(s.tokens[next].end), next + 1
		case "F":
			return &unitName{[]string{"[degF]"}}, int(s.tokens[next].end), next + 1
		}
	}
	return u, int(s.tokens[next-1].end), next
}

// measures tells whether token i says along what was measured.
func (s *scan) measures(i int) bool {
	if i >= len(s.tokens) || !s.near(i) {
		return false
	}
	switch string(s.fold(i)) {
	case "long", "wide", "high", "tall", "thick", "deep", "lang", "breit", "hoch", "dick", "tief":
		return true
	}
	return false
}

// symbol returns the unit of a symbol that ends token i, unless it goes on.
func (s *scan) symbol(text string, i, end int) (*unitName, int) {
	u := units().symbols[text]
	if u == nil {
		return nil, 0
	}
	if next := i + 1; s.joined(next) {
		switch c := s.folded[s.tokens[next].from]; c {
		case '_', '@', '\\', '=', '#', '`', '$', '+':
			return nil, 0
		case '(', '[':
			if len(text) < 2 {
				return nil, 0
			}
		case '.', ':', '-', '\'':
			if len(text) < 3 && s.joined(next+1) && s.looks(next+1, isWord|isDigits) && !(c == '-' && len(text) > 1) {
				return nil, 0
			}
		}
	}
	return u, end
}

// raised reads "^2" behind a symbol of length.
func (s *scan) raised(u *unitName, end, next int) (*unitName, int, int) {
	if s.is(next, "^") && s.joined(next) && s.joined(next+1) && (s.is(next+1, "2") || s.is(next+1, "3")) {
		switch code := u.code(); code {
		case "km", "m", "dm", "cm", "mm":
			return &unitName{[]string{code + string(s.fold(next+1))}}, int(s.tokens[next+1].end), next + 2
		}
	}
	return u, end, next
}

// singleLetterTrap tells whether a letter glued to a number is no unit: the model
// "5A", the minutes of "1h 20m 8s" and, in English, the name "Display 32V".
// "g", "l", "m" and "t" stand for so much else (millions, minutes, gigabytes,
// models, formats) that they are units only where the sentence speaks of a size.
func (s *scan) singleLetterTrap(n *numeral, i int, text string) bool {
	switch {
	case len(text) > 1:
		return text == "in"
	case s.options.Language == "en" && i > 1 && s.looks(i-1, capital) && s.looks(i, spaced):
		if s.tokens[i-2].shape&endsClause == 0 {
			return true
		}
	case s.is(i-1, "["), s.is(i-1, "="):
		return true
	case i == 0 && s.looks(i+1, newLine): // alone in its line
		return true
	}
	switch text {
	case "A":
		return n.decimals == 0
	case "m":
		if s.clock(i-1, "hdm") || s.clock(i+1, "sm") {
			return true
		}
	case "V", "W":
		return false
	}
	if next := n.next + 1; text == "m" && s.joined(next) && s.is(next, "^") {
		return false // "4m^2"
	}
	if per, _ := s.per(text, n.next+1); per != "" {
		return false // "9m/s"
	}
	return !s.sized(i)
}

// sized tells whether the sentence of token i speaks of a length, a volume or a
// mass.
func (s *scan) sized(i int) bool {
	from, to := s.hereabouts(i)
	for at := from; at < to; at++ {
		if s.has(at, massCue) {
			return true
		}
		switch string(s.fold(at)) {
		case "long", "length", "wide", "width", "high", "height", "tall", "deep", "depth", "thick", "distance", "diameter",
			"radius", "altitude", "capacity", "volume", "away", "far", "cable", "tank", "bottle",
			"lang", "lange", "breit", "hoch", "hohe", "tief", "tiefe", "dick", "entfernung", "entfernt", "weit",
			"durchmesser", "volumen", "strecke", "kabel", "flasche":
			return true
		}
	}
	return false
}

// clock tells whether token i is a number with one of these letters: "8s".
func (s *scan) clock(i int, letters string) bool {
	if !s.looks(i, isWord) {
		return false
	}
	w := s.fold(i)
	return isDigit(w[0]) && strings.IndexByte(letters, w[len(w)-1]) >= 0
}

// between tells whether token i stands between two numbers, of which the second
// has no unit: the letter of a drawing's path, "2.5 L 3.1 0".
func (s *scan) between(i int) bool {
	at := i + 1
	if s.is(at, "-") {
		at++
	}
	if at >= len(s.tokens) || !isDigit(s.folded[s.tokens[at].from]) {
		return false
	}
	for s.joined(at+1) && (s.looks(at+1, isDigits) || s.is(at+1, ".") || s.is(at+1, ",")) {
		at++
	}
	if !s.looks(at+1, isWord) || units().symbols[s.text(at+1)] == nil {
		return true
	}
	return s.text(at+1) == s.text(i) && s.looks(at+2, isDigits|isSign)
}

// symbolTrap tells whether the symbol at token i says something else: "page 3 m",
// "for 2 in april".
func (s *scan) symbolTrap(n *numeral, i, at int, text string) bool {
	if text == "in" || s.numbered(i) {
		return true
	}
	switch text {
	case "A":
		return n.decimals == 0 || s.between(at) ||
			s.options.Language == "en" && s.looks(at+1, isWord) && !s.looks(at+1, capital)
	case "V", "W", "L", "l", "g", "t", "m":
		if s.amongLetters(i, at) {
			return true
		}
		if s.is(at+1, ".") && s.joined(at+1) && s.looks(at+2, isWord) && s.tokens[at+2].shape&capital == 0 {
			return true // an abbreviation, "m. w. N."
		}
		return s.joined(at+1) && s.is(at+1, "'") || s.between(at)
	case "bit":
		return s.nameTrap(n, i, at, at+1, s.is(at-1, "-"))
	case "PS":
		return s.options.Language == "en"
	}
	return false
}

// numbered tells whether the number at token i is the name of something: "page
// 3", "Nr. 3", "No. 3".
func (s *scan) numbered(i int) bool {
	if s.is(i-1, ".") && s.joined(i-1) {
		return s.has(i-2, noUnitCue) || s.is(i-2, "no")
	}
	return s.has(i-1, noUnitCue)
}

// amongLetters tells whether the letter at token at, behind the number at token i,
// stands in a row of letters and digits: notes, paths, tables, or in the code of
// a terminal, "ESC [ ? 9 l".
func (s *scan) amongLetters(i, at int) bool {
	switch {
	case s.is(i-1, "["), s.is(i-1, "?"):
		return true
	case s.joined(i) && (s.is(i-1, "'") || s.is(i-1, ",")):
		return true
	case s.looks(i-1, isDigits) && s.looks(i, spaced):
		return true
	}
	next := at + 1
	return s.looks(next, isWord) && len(s.text(next)) == 1 && !s.is(next, "x") && !s.is(next, "a")
}

// nameTrap tells whether a unit's name says something else there: "byte 0 bit 3",
// "a zero byte", which is one that is zero, "the latter one turns", "Viertelton".
func (s *scan) nameTrap(n *numeral, i, at, next int, hyphen bool) bool {
	name := s.fold(at)
	if s.numbered(i) || n.is(bare) && name[len(name)-1] == 's' {
		return true
	}
	switch string(name) {
	case "bit", "byte", "bits", "bytes":
		if n.value.String() == "0" && (hyphen || n.is(inWords)) {
			return true
		}
	case "ton":
		if s.options.Language == "de" {
			return true
		}
	}
	switch string(name) {
	case "bit", "byte":
		return !hyphen && s.looks(next, isDigits) || s.is(i-1, "bit") || s.is(i-1, "byte") || s.is(i-1, "word")
	case "grad", "degree", "degrees":
		return next == at+1 && n.is(article|bare)
	case "fuss", "foot", "cup", "cups", "ton", "yard", "inch":
		return n.is(article)
	}
	return false
}

// degrees reads "°", "°C", "° Celsius".
func (s *scan) degrees(n *numeral, at int) (u *unitName, end, next int) {
	if s.looks(at, isWord) && (s.text(at) == "℃" || s.text(at) == "℉") {
		return units().symbols[s.text(at)], int(s.tokens[at].end), at + 1
	}
	if !s.is(at, "°") && !s.is(at, "º") {
		return nil, 0, 0
	}
	next = at + 1
	if next < len(s.tokens) && s.near(next) {
		switch s.text(next) {
		case "C", "Celsius":
			return &unitName{[]string{"Cel"}}, int(s.tokens[next].end), next + 1
		case "F", "Fahrenheit":
			return &unitName{[]string{"[degF]"}}, int(s.tokens[next].end), next + 1
		}
	}
	if !s.joined(at) {
		return nil, 0, 0
	}
	return units().names["degrees"], int(s.tokens[at].end), next
}

// bracketed reads "20 (kg)" and "20 [kg]".
func (s *scan) bracketed(n *numeral, at int) (u *unitName, end, next int) {
	if at+2 >= len(s.tokens) || s.joined(at) || !s.joined(at+1) || !s.joined(at+2) || !s.looks(at+1, isWord) {
		return nil, 0, 0
	}
	closing := ""
	switch s.text(at) {
	case "(":
		closing = ")"
	case "[":
		closing = "]"
	case "{":
		closing = "}"
	case "<":
		closing = ">"
	}
	symbol := s.text(at + 1)
	if closing == "" || !s.is(at+2, closing) || len(symbol) < 2 {
		return nil, 0, 0
	}
	return units().symbols[symbol], int(s.tokens[at+2].end), at + 3
}

// decide keeps those candidates that a word of the sentence speaks for.
func (s *scan) decide(codes []string, n *numeral, i int) []string {
	switch codes[0] {
	case "deg":
		turn, warmth := s.cued(i, turnCue), s.cued(i, warmthCue)
		if turn && !warmth {
			return codes[:1]
		}
		if warmth && !turn {
			return codes[1:]
		}
	case "circ":
		if s.cued(i, turnCue) {
			return codes[:1]
		}
	case "[lb_av]":
		if s.cued(i, massCue) || s.is(n.next, "-") {
			return codes[:len(codes)-1]
		}
	}
	return codes
}

// per reads what the unit with a code is divided by, "/h", "pro Sekunde", "an
// hour".
func (s *scan) per(code string, i int) (per string, next int) {
	if i+1 >= len(s.tokens) || strings.Contains(code, "/") {
		return "", i
	}
	at := i + 1
	switch {
	case s.is(i, "/") && s.joined(i) && s.joined(at):
	case s.is(i, "per") || s.is(i, "pro"):
	case (s.is(i, "an") || s.is(i, "a")) && s.is(at, "hour") && (code == "km" || code == "[mi_i]"):
	default:
		return "", i
	}
	if !s.looks(at, isWord) || !s.joined(at) && !s.near(at) {
		return "", i
	}
	if u := units().times[string(s.fold(at))]; u != nil {
		if s.is(at+1, "^") && s.joined(at+1) && s.is(at+2, "2") && s.joined(at+2) {
			return u.code() + "2", at + 3 // "m/s^2"
		}
		return u.code(), at + 1
	}
	if s.is(i, "/") {
		if u, _ := s.symbol(s.text(at), at, 0); u != nil && u.divides() {
			return u.code(), at + 1
		}
		return "", i
	}
	if u, after := phrase(s, at, units().names, units().begins); u != nil && u.divides() {
		return u.code(), after
	}
	return "", i
}

// feetAndInches reads "2 inches" behind feet.
func (s *scan) feetAndInches(n *numeral, code string, i int) (total string, next int, ok bool) {
	if code != "[ft_i]" || !n.isPlain() || !s.near(i) {
		return "", 0, false
	}
	small, found := s.numeral(i)
	inches, isWhole := uint64Of(small.value.digits)
	feet, fits := uint64Of(n.value.String())
	if !found || !isWhole || !fits || !small.isPlain() || inches >= 12 || small.glued || small.next >= len(s.tokens) {
		return "", 0, false
	}
	switch string(s.fold(small.next)) {
	case "in", "inch", "inches":
		sum := whole(feet*12 + inches)
		sum.den = 12
		return sum.String(), small.next + 1, true
	}
	return "", 0, false
}
