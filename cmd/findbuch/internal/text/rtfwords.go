package text

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
)

// RTF: the bytes are control words that stand for characters, \u8212 or
// \emdash, one after the other, with whatever stands for the former in readers
// that don't know Unicode.
const RTF How = "rtf"

// RTFBytes: the bytes are \'hh and others, which are the bytes of a charset;
// line ends don't count. Always followed by that charset.
const RTFBytes How = "rtf-bytes"

// control takes a control word or sign.
func (r *rtf) control() {
	from := r.at
	word, number, has, n := rtfControl(r.doc[from:])
	fresh := r.group.fresh
	if r.at += n; word != "*" {
		r.group.fresh = false
	}
	switch word {
	case "'":
		if r.skip > 0 {
			r.skip--
			r.pending.next = r.at
			return
		}
		r.encoded(byte(number), from)
		return
	case "u":
		r.skip = r.group.fallback
		r.extend(RTF, from)
		return
	}
	r.flush()
	if r.skip > 0 {
		r.skip--
		return
	}
	switch {
	case word == "*":
		r.star = fresh
	case word == "bin":
		r.at = min(len(r.doc), r.at+max(0, number))
	case len(word) == 1 && strings.Contains(`\{}`, word):
		r.ascii(from+1, r.at)
	case rtfSymbols[word] != "":
		if r.group.dest == rtfBody && r.visible() || r.group.dest != rtfBody && r.capture(rtfSymbols[word]) {
			r.separate(from)
			r.add(rtfSymbols[word], Run{Source: from, Length: n, How: RTF})
			r.gap = r.at
		}
	default:
		r.word(word, number, has, from, fresh)
	}
}

// rtfControl reads the control word or sign that s begins with, its number
// and, of a word, the blank after it.
func rtfControl(s string) (word string, number int, has bool, n int) {
	n = 1
	for n < len(s) && ('a' <= s[n] && s[n] <= 'z' || 'A' <= s[n] && s[n] <= 'Z') {
		n++
	}
	if word = s[1:n]; word == "" {
		return rtfSign(s)
	}
	digits := n
	if n < len(s) && s[n] == '-' {
		n++
	}
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	number, err := strconv.Atoi(s[digits:n])
	if has = err == nil; !has {
		number = 0
		if n == digits+1 && s[digits] == '-' {
			n = digits
		}
	}
	if n < len(s) && s[n] == ' ' {
		n++
	}
	return word, number, has, n
}

func rtfSign(s string) (word string, number int, has bool, n int) {
	if len(s) < 2 {
		return "", 0, false, len(s)
	}
	if s[1] == '\'' {
		code, err := strconv.ParseUint(s[2:min(4, len(s))], 16, 8)
		if err != nil || len(s) < 4 {
			return "", 0, false, 2
		}
		return "'", int(code), true, 4
	}
	if s[1] >= 0x80 {
		return "", 0, false, 1
	}
	return s[1:2], 0, false, 2
}

var rtfSymbols = map[string]string{
	"~": "\u00A0", "_": "\u2011", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
	"ldblquote": "“", "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002",
	"qmspace": "\u2005",
}

func decodeRTF(source []byte) (string, error) {
	var units []uint16
	for s := string(source); s != ""; {
		if s[0] != '\\' {
			s = s[1:]
			continue
		}
		word, number, _, n := rtfControl(s)
		s = s[n:]
		if word == "u" {
			units = append(units, uint16(number))
		} else {
			units = append(units, utf16.Encode([]rune(rtfSymbols[word]))...)
		}
	}
	return string(utf16.Decode(units)), nil
}

func decodeRTFBytes(source []byte) (string, error) {
	var out strings.Builder
	for s := string(source); s != ""; {
		if word, number, _, n := rtfControl(s); s[0] == '\\' && word == "'" {
			out.WriteByte(byte(number))
			s = s[n:]
			continue
		}
		if s[0] != '\r' && s[0] != '\n' {
			out.WriteByte(s[0])
		}
		s = s[1:]
	}
	return out.String(), nil
}

// word takes a control word that is no character.
func (r *rtf) word(word string, number int, has bool, from int, fresh bool) {
	g := &r.group
	on := !has || number != 0
	starred := r.star
	r.star = false
	if fresh && r.destination(word, starred) {
		return
	}
	switch word {
	case "par", "sect", "page", "column", "\n", "\r":
		if g.dest == rtfBody {
			r.end()
		}
	case "cell", "nestcell":
		if g.dest == rtfBody {
			kind := KindCell
			if g.kind != "" {
				kind = g.kind
			}
			r.endAs(kind)
		}
	case "line", "lbr":
		r.white("\n", from)
	case "tab", "\t":
		r.white("\t", from)
	case "pard":
		g.style, g.outline, g.table = 0, false, false
	case "plain":
		g.hidden, g.deleted, g.font = false, false, -1
	case "s":
		g.style = number
	case "outlinelevel":
		g.outline = number < 9
	case "intbl":
		g.table = true
	case "v":
		g.hidden = on
	case "deleted":
		g.deleted = on
	case "uc":
		g.fallback = max(0, number)
	case "f", "fcharset", "deff", "ansicpg", "mac", "pc", "pca":
		r.fontWord(word, number)
	case "yr", "mo", "dy", "hr", "min":
		r.stamp.set(word, number)
	}
}

// destination takes a control word that says where the text of its group goes.
// A starred one that is unknown is skipped with all that is in its group.
func (r *rtf) destination(word string, starred bool) bool {
	d, known := rtfDestinations[word]
	switch {
	case !known && !starred:
		return false
	case !known || d.dest == rtfSkip:
		r.group.dest = rtfSkip
	case r.group.dest == rtfSkip:
	case r.group.dest == rtfObject && word != "result":
		r.group.dest = rtfSkip
	case d.kind != "":
		if r.group.dest == rtfBody {
			r.end()
		}
		r.group.kind = d.kind
	default:
		r.group.dest, r.group.name = d.dest, d.name
		r.stamp = rtfStamp{}
		if d.dest == rtfProperty {
			r.captured.Reset()
		}
	}
	switch word {
	case "pict":
		r.pictures++
	case "object":
		r.objects++
	case "listtext", "pntext":
		r.list = true
	}
	return true
}

type rtfTarget struct {
	dest rtfDest
	name string
	kind Kind
}

var rtfDestinations = func() map[string]rtfTarget {
	targets := map[string]rtfTarget{
		"fonttbl": {dest: rtfFonts}, "stylesheet": {dest: rtfStyles}, "info": {dest: rtfInfo},
		"title": {rtfProperty, "title", ""}, "author": {rtfProperty, "creator", ""},
		"subject": {rtfProperty, "subject", ""}, "keywords": {rtfProperty, "subject", ""},
		"doccomm": {rtfProperty, "description", ""}, "company": {rtfProperty, "publisher", ""},
		"creatim": {rtfTime, "date", ""}, "revtim": {rtfTime, "modified", ""},
		"object": {dest: rtfObject}, "result": {dest: rtfBody}, "listtext": {dest: rtfBody}, "pntext": {dest: rtfBody},
		"shptxt": {dest: rtfBody}, "shpinst": {dest: rtfBody}, "fldrslt": {dest: rtfBody}, "shp": {dest: rtfBody},
		"footnote": {kind: KindNote}, "annotation": {kind: KindComment},
	}
	for name := range strings.FieldsSeq("header headerl headerr headerf") {
		targets[name] = rtfTarget{kind: KindHeader}
	}
	for name := range strings.FieldsSeq("footer footerl footerr footerf") {
		targets[name] = rtfTarget{kind: KindFooter}
	}
	for name := range strings.FieldsSeq(`colortbl pict nonshppict objdata objclass objname fldinst xe tc tcn rxe
		txe bkmkstart bkmkend atnid atnauthor atntime atnicn atnref atrfstart atrfend atndate atnparent listtable
		listoverridetable rsidtbl revtbl generator themedata colorschememapping datastore template filetbl
		operator manager category hlinkbase printim buptim comment shprslt sn sv sp pntxta pntxtb ud userprops
		docvar ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn latentstyles datafield formfield private falt panose
		fontemb fontfile blipuid blipuid mmathPr wgrffmtfilter pgptbl xmlnstbl passwordhash protusertbl nextfile
		pnseclvl listpicture picprop`) {
		targets[name] = rtfTarget{dest: rtfSkip}
	}
	return targets
}()

// rtfStamp is a time, as \yr2024\mo5\dy3\hr12\min30 give it.
type rtfStamp struct{ year, month, day, hour, minute int }

func (s *rtfStamp) set(word string, number int) {
	switch word {
	case "yr":
		s.year = number
	case "mo":
		s.month = number
	case "dy":
		s.day = number
	case "hr":
		s.hour = number
	case "min":
		s.minute = number
	}
}

func (s rtfStamp) String() string {
	return fmt.Sprintf("%04d-%02d-%02dT%02d:%02d", s.year, s.month, s.day, s.hour, s.minute)
}
