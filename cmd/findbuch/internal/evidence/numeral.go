package evidence

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// numeral is a number in the text, before anything is said of what it counts.
type numeral struct {
	start, end int  // bytes of the body
	next       int  // the first token that does not end before end
	glued      bool // end lies inside of token next: "75" of "75ml"
	value      exact
	form       numeralForm
	decimals   int // digits behind the decimal sign
	scale      int // the power of ten that a word names: 9 of "3 Mrd."
	floor      int // tokens before it belong to another fact
}

// numeralForm tells how a numeral is written.
type numeralForm uint16

const (
	inDigits  numeralForm = 1 << iota
	inWords               // entirely
	ambiguous             // "1.000", and nothing says in which language
	listed                // "22,24,26": one of them
	ranged                // behind "75-": the end of a range
	grouped               // "1.000.000"
	fraction              // "1/2", "½", "zwei Drittel"
	powered               // "1e9", "2^32"
	article               // "ein": said of one thing, no number
	bare                  // a lone "one"
	signed
)

func (n *numeral) is(f numeralForm) bool { return n.form&f != 0 }

// speaks tells whether words of a language are read: all of them if the language
// of the text is neither German nor English.
func (s *scan) speaks(language string) bool {
	switch s.options.Language {
	case "de", "en":
		return language == "" || language == s.options.Language
	}
	return true
}

// lexeme returns what token i means in one of the senses, in the text's language.
func (s *scan) lexeme(i int, any sense) (lexeme, bool) {
	if !s.has(i, any) {
		return lexeme{}, false
	}
	for _, l := range s.tokens[i].entry.lexemes {
		if l.sense&any != 0 && s.speaks(l.text) {
			return l, true
		}
	}
	return lexeme{}, false
}

// seek returns the first token at or after i that does not end before byte end.
func (s *scan) seek(n *numeral, i int) {
	for i < len(s.tokens) && int(s.tokens[i].end) <= n.end {
		i++
	}
	n.next = i
	n.glued = i < len(s.tokens) && int(s.tokens[i].start) < n.end
}

// group is a run of digits and the sign that stands before it.
type group struct {
	start, end int
	sign       byte
}

// digits reads the numeral in digits that begins with token i. When what begins
// there is no number (a version, a date, an address), ok is false and next is the
// token after it all the same.
func (s *scan) digits(i int) (n numeral, ok bool) {
	n.form, n.start = inDigits, int(s.tokens[i].start)
	if i > 0 && s.is(i-1, ".") && s.joined(i) && (i == 1 || s.tokens[i-1].shape&spaced != 0 || s.opens(i-2)) {
		n.start-- // ".5"
	} else if !s.cleanBefore(i, &n) {
		s.pass(&n, i)
		return n, false
	}
	var room [16]group
	groups := s.groups(room[:0], n.start)
	ok = len(groups) > 0 && s.valueOf(&n, groups)
	if !ok {
		s.pass(&n, i)
		return n, false
	}
	s.fractionBehind(&n)
	s.powerBehind(&n)
	s.sign(&n, i)
	s.seek(&n, i)
	if n.glued && n.next > i && s.tokens[n.next].start != s.tokens[n.next-1].end {
		return n, false
	}
	return n, true
}

// pass puts next behind the digits and signs that hang together with token i.
func (s *scan) pass(n *numeral, i int) {
	for i++; s.joined(i) && (s.looks(i, isDigits) || s.is(i, ".") || s.is(i, ",") || s.is(i, ":")); {
		i++
	}
	n.next = i
}

// opens tells whether token i is a bracket, a quotation mark or the like.
func (s *scan) opens(i int) bool {
	if !s.looks(i, isSign) {
		return false
	}
	switch string(s.fold(i)) {
	case "(", "[", "\"", "„", "“", "~", "<", ">":
		return true
	}
	return false
}

// cleanBefore tells whether what token i touches on its left lets a number begin.
func (s *scan) cleanBefore(i int, n *numeral) bool {
	if !s.joined(i) {
		return true
	}
	before := s.tokens[i-1]
	if before.shape&isSign == 0 {
		return false
	}
	switch c := s.folded[before.from]; c {
	case '(', '[', '{', '"', '\'', '<', '>', '~', '+', '*', '!':
		return true
	case '|':
		return !s.is(i-2, "\\") // "1\|024", the thin space of roff
	case '-':
		return s.dashBefore(i-1, n)
	case ',', ';':
		if s.joined(i-1) && s.tokens[i-2].shape&isDigits != 0 {
			n.form |= listed
		}
		return true
	case '.':
		return s.is(i-2, ".") && s.is(i-3, ".") // "…5"
	case '$':
		return true
	case '=', '/', '\\', '_', '%', '&', '#', '@', ':', '^', '`', '?':
		return false
	default:
		return c >= utf8.RuneSelf // dashes, quotes and signs of currencies
	}
}

// dashBefore judges a hyphen that a number touches: it is a minus behind white
// space, the sign of a range between two numbers, else part of a name.
func (s *scan) dashBefore(dash int, n *numeral) bool {
	if dash == 0 || s.tokens[dash].shape&spaced != 0 || s.opens(dash-1) && s.joined(dash) {
		if dash > 0 && s.looks(dash-1, isDigits) {
			n.form |= ranged
		}
		return true
	}
	from := dash - 1
	if !s.looks(from, isDigits) {
		// "5%-7%", "5°-7°"
		return s.looks(from, isSign) && (s.folded[s.tokens[from].from] == '%' || s.folded[s.tokens[from].from] >= utf8.RuneSelf)
	}
	for from > 0 && s.joined(from) && (s.looks(from-1, isDigits) || s.is(from-1, ".") || s.is(from-1, ",")) {
		from--
	}
	if s.joined(from) && !s.opens(from-1) && !s.is(from-1, "$") {
		return false
	}
	n.form |= ranged
	return true
}

// groups splits the digits from byte at on by the signs between them.
func (s *scan) groups(groups []group, at int) []group {
	body, end := s.body, s.at.End
	sign := byte(0)
	if body[at] == '.' {
		groups = append(groups, group{at, at, 0})
		sign, at = '.', at+1
	}
	for {
		start := at
		for at < end && '0' <= body[at] && body[at] <= '9' {
			at++
		}
		if at == start || len(groups) == cap(groups) {
			return groups
		}
		groups = append(groups, group{start, at, sign})
		if at+1 >= end || body[at] != '.' && body[at] != ',' || body[at+1] < '0' || body[at+1] > '9' {
			return groups
		}
		sign = body[at]
		at++
	}
}

// valueOf finds out what a numeral's groups of digits mean, and their end.
func (s *scan) valueOf(n *numeral, groups []group) bool {
	if n.is(listed) {
		groups = groups[:1]
	}
	last := len(groups) - 1
	n.end = groups[last].end
	same := true
	for _, g := range groups[1:] {
		same = same && g.sign == groups[1].sign
	}
	switch {
	case last == 0:
		s.spacedGroups(n, groups[0])
		return true
	case len(groups) == cap(groups) && (!same || groups[1].sign != ',' || groupsOfThree(groups)):
		return false // it may go on: no number
	case last == 1:
		return s.twoGroups(n, groups)
	case same && groupsOfThree(groups) && (groups[1].sign == ',' || s.options.Language != "en"):
		n.form |= grouped
		n.value.digits = s.joinGroups(groups)
		return true
	case same && groupsOfTwo(groups):
		n.form |= grouped
		n.value.digits = s.joinGroups(groups)
		return true
	case same && groups[1].sign == ',':
		n.form |= listed
		n.end = groups[0].end
		n.value.digits = s.body[groups[0].start:n.end]
		return true
	case groups[last].sign != groups[1].sign && (groupsOfThree(groups[:last]) || groupsOfTwo(groups[:last])):
		n.form |= grouped
		s.decimal(n, groups)
		return true
	}
	return false
}

// twoGroups reads "1.000", "1,5" and the like.
func (s *scan) twoGroups(n *numeral, groups []group) bool {
	if !groupsOfThree(groups) {
		s.decimal(n, groups)
		return true
	}
	comma := groups[1].sign == ','
	switch s.options.Language {
	case "de":
		if comma {
			s.decimal(n, groups)
			return true
		}
	case "en":
		if !comma {
			s.decimal(n, groups)
			return true
		}
	default:
		n.form |= ambiguous
	}
	n.form |= grouped
	n.value.digits = s.joinGroups(groups)
	return true
}

// decimal takes the last group for decimals.
func (s *scan) decimal(n *numeral, groups []group) {
	last := groups[len(groups)-1]
	n.decimals = last.end - last.start
	n.value = exact{digits: s.joinGroups(groups), exp: -n.decimals}
}

func (s *scan) joinGroups(groups []group) string {
	var b strings.Builder
	for _, g := range groups {
		b.WriteString(s.body[g.start:g.end])
	}
	return b.String()
}

// groupsOfThree tells whether the groups are those of "12.345.678".
func groupsOfThree(groups []group) bool {
	for _, g := range groups[1:] {
		if g.end-g.start != 3 || g.sign != groups[1].sign {
			return false
		}
	}
	return firstGroup(groups[0], 3)
}

// groupsOfTwo tells whether the groups are those of India, "1,23,45,678".
func groupsOfTwo(groups []group) bool {
	last := len(groups) - 1
	if last < 2 || groups[last].sign != ',' || groups[last].end-groups[last].start != 3 {
		return false
	}
	for _, g := range groups[1:last] {
		if g.end-g.start != 2 || g.sign != ',' {
			return false
		}
	}
	return firstGroup(groups[0], 2)
}

func firstGroup(g group, most int) bool {
	return g.end > g.start && g.end-g.start <= most
}

// spacedGroups goes on from a single group over groups of three digits that
// spaces or apostrophes divide, and decimals behind them.
func (s *scan) spacedGroups(n *numeral, first group) {
	n.value.digits = s.body[first.start:first.end]
	if first.end-first.start > 3 || s.body[first.start] == '0' {
		return
	}
	var room [12]group
	groups := append(room[:0], first)
	at, plain := first.end, false
	for len(groups) < 10 {
		size, isPlain := s.divider(at)
		if size == 0 || !s.threeDigits(at+size) {
			break
		}
		plain = plain || isPlain
		groups = append(groups, group{at + size, at + size + 3, ' '})
		at += size + 3
	}
	if len(groups) == 1 || plain && !s.aloneInRow(n.start, at) {
		return
	}
	n.form |= grouped
	n.end = at
	if at+1 < s.at.End && (s.body[at] == ',' || s.body[at] == '.') && isDigit(s.body[at+1]) {
		end := at + 1
		for end < s.at.End && isDigit(s.body[end]) {
			end++
		}
		n.end = end
		s.decimal(n, append(groups, group{at + 1, end, s.body[at]}))
		return
	}
	n.value.digits = s.joinGroups(groups)
}

// divider returns the bytes of what divides two groups of digits at a byte, 0 if
// nothing does, and whether it is an ordinary space.
func (s *scan) divider(at int) (size int, plain bool) {
	rest := s.body[at:s.at.End]
	if len(rest) < 4 {
		return 0, false
	}
	switch rest[0] {
	case ' ':
		return 1, true
	case '\'':
		if s.options.Language != "en" {
			return 1, false
		}
		return 0, false
	}
	for _, d := range [...]string{"\u00a0", "\u202f", "\u2009", "\u2019"} {
		if strings.HasPrefix(rest, d) {
			return len(d), false
		}
	}
	return 0, false
}

func (s *scan) threeDigits(at int) bool {
	if at+3 > s.at.End {
		return false
	}
	for _, c := range []byte(s.body[at : at+3]) {
		if !isDigit(c) {
			return false
		}
	}
	return at+3 == s.at.End || !isDigit(s.body[at+3]) && (s.body[at+3] >= utf8.RuneSelf || !isLetter(s.body[at+3]))
}

// aloneInRow tells whether no number stands beside [start, end): in a row of
// numbers spaces divide numbers, not digits.
func (s *scan) aloneInRow(start, end int) bool {
	before := strings.TrimRight(s.body[s.at.Start:start], " ,-+")
	if before != "" && isDigit(before[len(before)-1]) {
		return false
	}
	after := strings.TrimLeft(s.body[end:s.at.End], " ")
	return after == "" || !isDigit(after[0])
}

// fractionBehind reads "/2" behind "1", "4/5" behind "1 " and "½".
func (s *scan) fractionBehind(n *numeral) {
	if n.decimals > 0 || n.is(grouped|listed) {
		return
	}
	body := s.body[:s.at.End]
	if num, den, end := slashed(body, n.start); end > n.end {
		n.value = exact{digits: strconv.Itoa(num), den: uint64(den)}
		n.end, n.form = end, n.form|fraction
		return
	}
	at := n.end
	if at < len(body) && body[at] == ' ' {
		at++
	}
	count, err := strconv.ParseUint(n.value.digits, 10, 32)
	if err != nil || at >= len(body) {
		return
	}
	if num, den, end := slashed(body, at); end > 0 && at > n.end {
		n.value = exact{digits: strconv.FormatUint(count*uint64(den)+uint64(num), 10), den: uint64(den)}
		n.end, n.form = end, n.form|fraction
		return
	}
	if body[at] < utf8.RuneSelf {
		return
	}
	_, size := utf8.DecodeRuneInString(body[at:])
	if l, ok := s.lexicon.words[body[at:at+size]].of(vulgarWord); ok {
		num, den := uint64(l.value/1000), uint64(l.value%1000)
		n.value = exact{digits: strconv.FormatUint(count*den+num, 10), den: den}
		n.end, n.form = at+size, n.form|fraction
	}
}

// slashed reads a proper fraction of a usual divisor, "3/4".
func slashed(body string, at int) (num, den, end int) {
	num, at = small(body, at)
	if at < 0 || at >= len(body) || body[at] != '/' && !strings.HasPrefix(body[at:], "\u2044") {
		return 0, 0, 0
	}
	if body[at] == '/' {
		at++
	} else {
		at += len("\u2044")
	}
	den, at = small(body, at)
	if at < 0 || num == 0 || num >= den || at < len(body) && (body[at] == '/' || isLetter(body[at])) {
		return 0, 0, 0
	}
	if at+1 < len(body) && (body[at] == '.' || body[at] == ',') && isDigit(body[at+1]) {
		return 0, 0, 0
	}
	switch den {
	case 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 24, 25, 32, 50, 64, 100:
		return num, den, at
	}
	return 0, 0, 0
}

// small reads a number of up to three digits; end is -1 if there is none.
func small(body string, at int) (value, end int) {
	start := at
	for at < len(body) && isDigit(body[at]) {
		value = value*10 + int(body[at]-'0')
		at++
		if at-start > 3 {
			return 0, -1
		}
	}
	if at == start {
		return 0, -1
	}
	return value, at
}

// powerBehind reads "e9", "^32" and "x10^-4".
func (s *scan) powerBehind(n *numeral) {
	if n.is(fraction|listed|ambiguous) || n.end >= s.at.End {
		return
	}
	rest := s.body[n.end:s.at.End]
	value := n.value
	value.negative = s.minusBefore(n.start)
	size, power, times := 0, 0, false
	switch {
	case rest[0] == 'e' || rest[0] == 'E':
		power, size = exponent(rest[1:])
		times, size = true, size+1
	case rest[0] == '^':
		power, size = exponent(rest[1:])
		size++
	default:
		for _, lead := range [...]string{"x10^", "×10^", " x 10^", " × 10^", "*10^", " * 10^"} {
			if after, ok := strings.CutPrefix(rest, lead); ok {
				power, size = exponent(after)
				times, size = true, size+len(lead)
				if size == len(lead) {
					return
				}
			}
		}
	}
	if size < 2 || size < len(rest) && (isDigit(rest[size]) || isLetter(rest[size])) || power > 99 || power < -99 {
		return
	}
	if times {
		value.exp += power
	} else if raised, ok := value.power(power); ok {
		value = raised
	} else {
		return
	}
	value.negative = false // sign looks again
	n.value = value
	n.end += size
	n.form |= powered
}

func exponent(text string) (power, size int) {
	i := 0
	if i < len(text) && (text[i] == '+' || text[i] == '-') {
		i++
	}
	value, end := small(text, i)
	if end < 0 {
		return 0, 0
	}
	if text[0] == '-' {
		value = -value
	}
	return value, end
}

func (s *scan) minusBefore(start int) bool {
	return start > s.at.Start && s.body[start-1] == '-' || strings.HasSuffix(s.body[s.at.Start:start], "−")
}

// sign takes a minus before a numeral that no range ends with: a hyphen behind
// white space, the minus sign, or a word.
func (s *scan) sign(n *numeral, i int) {
	switch {
	case n.is(ranged | listed):
	case strings.HasSuffix(s.body[s.at.Start:n.start], "−"):
		n.start -= len("−")
		n.value.negative, n.form = true, n.form|signed
	case s.is(i-1, "-") && s.joined(i) && (i == 1 || s.tokens[i-1].shape&spaced != 0 || s.opens(i-2)):
		n.start--
		n.value.negative, n.form = true, n.form|signed
	case s.has(i-1, minusWord) && s.tokens[i].shape&newLine == 0 && !s.is(i-2, "plus") && !s.is(i-3, "plus"):
		n.start = int(s.tokens[i-1].start)
		n.value.negative, n.form = true, n.form|signed
	}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' || c == '_' || c >= utf8.RuneSelf }
