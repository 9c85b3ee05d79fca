package text

import (
	"strings"

	"findbuch/store/span"
)

// request takes a line that begins with a dot or an apostrophe.
func (m *man) request(from, to int) {
	at := from + 1
	for at < to && (m.doc[at] == ' ' || m.doc[at] == '\t') {
		at++
	}
	end := at
	for end < to && m.doc[end] != ' ' && m.doc[end] != '\t' && m.doc[end] != '\\' {
		end++
	}
	name := m.doc[at:end]
	switch {
	case strings.HasPrefix(m.doc[at:to], `\"`) || strings.HasPrefix(m.doc[at:to], `\#`):
		if strings.Trim(m.doc[at+2:to], " \t*-.") != "" {
			m.comments++
		}
		return
	case name == "if" || name == "ie" || name == "el":
		m.condition(name, end, to)
		return
	case roffSilent[name]:
		return
	case name == "":
		return
	}
	m.macro(name, m.arguments(end, to))
}

// macro does what a macro of man, mdoc or tbl, or a request of roff, asks for.
func (m *man) macro(name string, arguments []span.Span) {
	if m.table != tblNone && name != "TE" {
		return
	}
	switch name {
	case "de", "de1", "am", "ig":
		m.skipTo = "."
		if len(arguments) > 1 && name != "ig" {
			m.skipTo = arguments[1].Of(m.doc)
		}
	case "TH", "Dt", "Dd", "Os":
		m.header(name, arguments)
	case "SH", "SS", "Sh", "Ss":
		m.begin(KindHeading)
		m.sections++
		m.heading = true
		m.words(arguments, " ")
	case "PP", "P", "LP", "Pp", "sp", "HP", "RS", "RE", "Bl", "El", "SY", "YS", "bp":
		m.paragraph(name, arguments)
	case "TP", "TQ":
		m.begin(KindItem)
	case "IP":
		m.begin(KindItem)
		m.words(arguments[:min(1, len(arguments))], " ")
	case "It":
		m.begin(KindItem)
		m.mdoc(arguments)
	case "nf", "EX", "Bd":
		m.startCode(name, arguments)
	case "fi", "EE", "Ed":
		m.code = false
		m.end()
	case "TS":
		m.end()
		m.table, m.cells = tblOptions, '\t'
	case "TE":
		m.end()
		m.table = tblNone
	case "BR", "BI", "IR", "IB", "RB", "RI":
		m.words(arguments, "")
	case "br", "UE", "ME":
		m.words(arguments, "")
	default:
		if mdocMacros[name] {
			m.mdoc(arguments)
			return
		}
		m.words(arguments, " ")
	}
}

// roffSilent are the requests whose arguments are no text.
var roffSilent = func() map[string]bool {
	silent := map[string]bool{}
	for name := range strings.FieldsSeq(`ad af aln als asciify backtrace bd blm box boxa brp c2 cc ce cf chop
		char close color composite continue cp cs cu da defcolor dei device devicem di do ds ds1 dt ec ecr ecs
		em eo ev evc ex fam fc fchar fcolor fl fp fps fschar fspecial ft ftr gcolor hc hcode hla hlm hpf hpfa
		hpfcode hw hy hym hys in it itc kern lc length lf lg linetabs ll ls lsm lt mc mk mso na ne nh nm nn
		nop nr nroff ns nx open opena os output pc pev pi pl pm pn pnr po ps psbb pso ptr pvs rchar rd return
		rfschar rj rm rn rnn rr rs rt schar shc shift sizes so spreadwarn ss sty substring sv sy ta tag tc ti
		tkf tl tm tm1 tmc tr trf trin trnt troff uf ul unformat vpt vs warn warnscale wh while write writec
		writem PD DT UC AT HY IX Sm Bk Ek`) {
		silent[name] = true
	}
	return silent
}()

// header takes the line that names the page: a header, its date a property.
func (m *man) header(name string, arguments []span.Span) {
	m.begin(KindHeader)
	m.words(arguments, " ")
	m.end()
	date := -1
	if name == "TH" {
		date = 2
	} else if name == "Dd" {
		date = 0
	}
	if date < 0 || date >= len(arguments) {
		return
	}
	value := arguments[date].Of(m.doc)
	if name == "Dd" {
		value = m.doc[arguments[0].Start:arguments[len(arguments)-1].End]
	}
	value = strings.ReplaceAll(value, `\-`, "-")
	if !strings.ContainsAny(value, `\$`) {
		m.properties = append(m.properties, Property{"date", value})
	}
}

// paragraph ends one; some of the macros have text, others measures.
func (m *man) paragraph(name string, arguments []span.Span) {
	if name == "sp" && m.code {
		return
	}
	m.end()
	if name == "SY" {
		m.words(arguments, " ")
	}
}

func (m *man) startCode(name string, arguments []span.Span) {
	if name == "Bd" {
		m.end()
		if len(arguments) == 0 || !strings.HasPrefix(arguments[0].Of(m.doc), "-literal") &&
			!strings.HasPrefix(arguments[0].Of(m.doc), "-unfilled") {
			return
		}
	}
	m.code = true
	m.end()
}

// condition takes .if, .ie and .el.
func (m *man) condition(name string, from, to int) {
	holds := !m.last
	if name != "el" {
		for from < to && m.doc[from] == ' ' {
			from++
		}
		var n int
		holds, n = roffHolds(m.doc[from:to])
		from += n
	}
	m.last = holds
	for from < to && (m.doc[from] == ' ' || m.doc[from] == '\t') {
		from++
	}
	if strings.HasPrefix(m.doc[from:to], `\{`) {
		from += 2
		if strings.Contains(m.doc[from:to], `\}`) {
			to = from + strings.Index(m.doc[from:to], `\}`)
		} else {
			m.blocks = append(m.blocks, holds)
		}
	}
	rest := strings.TrimLeft(m.doc[from:to], " \t")
	if !holds || rest == "" || rest == `\` {
		return
	}
	from = to - len(rest)
	if strings.HasPrefix(rest, ".if") || strings.HasPrefix(rest, ".ie") || strings.HasPrefix(rest, ".el") {
		return // conditions in conditions are about registers
	}
	if isRequest(rest) {
		m.request(from, to)
		return
	}
	m.textLine(from, to)
}

// roffHolds tells whether the condition that s begins with holds for groff on
// a terminal, and how long it is.
func roffHolds(s string) (holds bool, n int) {
	not := false
	for n < len(s) && s[n] == '!' {
		not = !not
		n++
	}
	rest := s[n:]
	switch {
	case rest == "":
		return false, n
	case strings.HasPrefix(rest, `\n(.g`), strings.HasPrefix(rest, `\n[.g]`):
		holds = true
	case len(rest) > 1 && rest[1] == ' ' || len(rest) == 1 || strings.HasPrefix(rest[1:], `\{`) || rest[1] == '.':
		return (rest[0] == 'n' || rest[0] == 'o') != not, n + 1
	}
	if rest[0] == '\'' || rest[0] == '"' {
		for range 2 { // 'a'b'
			_, more := roffQuoted(rest)
			rest = rest[max(more-1, 0):]
		}
		return not, len(s) - max(len(rest)-1, 0)
	}
	end := strings.IndexAny(rest, " \t")
	if brace := strings.Index(rest, `\{`); brace >= 0 && (end < 0 || brace < end) {
		end = brace
	}
	if end < 0 {
		end = len(rest)
	}
	return holds != not, n + end
}

// mdoc adds the arguments of a macro of mdoc, some of which are macros
// themselves, and punctuation.
func (m *man) mdoc(arguments []span.Span) {
	m.newLine()
	for i, a := range arguments {
		word := a.Of(m.doc)
		quoted := m.doc[a.Start-1] == '"'
		switch {
		case word == "Ns" && i > 0, word == "Ap":
			m.join = ""
			continue
		case mdocMacros[word] && !quoted, strings.HasPrefix(word, "-") && len(word) > 2 && i == 0 && mdocOptions[word]:
			continue
		case len(word) == 1 && strings.Contains(".,:;)]?!", word) && i > 0:
			m.join = ""
		}
		m.argument(a)
		m.join = " "
		if word == "(" || word == "[" {
			m.join = ""
		}
	}
	m.lineDone()
}

var mdocOptions = map[string]bool{"-std": true, "-nosplit": true, "-split": true, "-width": true, "-offset": true}

// mdocMacros are those that may stand among the arguments of another one.
var mdocMacros = func() map[string]bool {
	macros := map[string]bool{}
	for name := range strings.FieldsSeq(`Ac Ad An Ao Ap Aq Ar At Bc Bo Bq Brc Bro Brq Bsx Bx Cd Cm D1 Dc Dl Do Dq Dv
		Ec Em En Eo Er Ev Ex Fa Fc Fd Fl Fn Fo Fr Ft Fx Ic In Lb Li Lk Ms Mt Nd Nm No Ns Nx Oc Oo Op Ot Ox Pa Pc Pf
		Po Pq Qc Ql Qo Qq Rv Sc So Sq St Sx Sy Ta Tn Ux Va Vt Xc Xo Xr`) {
		macros[name] = true
	}
	return macros
}()

// tblPart is where in a table of tbl a line stands.
type tblPart int

const (
	tblNone tblPart = iota
	tblOptions
	tblFormat
	tblData
)

// tableLine takes a line of a table: options end with a semicolon, formats
// with a dot, and every line after them is a row.
func (m *man) tableLine(from, to int) {
	line := strings.TrimSpace(m.doc[from:to])
	switch m.table {
	case tblOptions:
		if strings.HasSuffix(line, ";") {
			if _, sign, ok := strings.Cut(line, "tab"); ok {
				if sign = strings.TrimLeft(sign, " ("); sign != "" && sign[0] < 0x80 {
					m.cells = sign[0]
				}
			}
			m.table = tblFormat
			return
		}
		m.table = tblFormat
		fallthrough
	case tblFormat:
		if strings.HasSuffix(line, ".") {
			m.table = tblData
		}
	case tblData:
		m.row(from, to)
	}
}

func (m *man) row(from, to int) {
	if strings.Trim(m.doc[from:to], "_=") == "" {
		return
	}
	for at := from; at <= to; {
		end := to
		if n := strings.IndexByte(m.doc[at:to], m.cells); n >= 0 {
			end = at + n
		}
		next := end + 1
		start := at
		if strings.HasPrefix(m.doc[start:end], "T}") {
			start += 2
		}
		if stop := strings.TrimSuffix(m.doc[start:end], "T{"); stop != "" {
			m.begin(KindCell)
			m.join = ""
			m.put(start, start+len(stop))
			m.end()
		}
		at = next
	}
}
