package resolve

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"findbuch/store/span"
)

// tense is when a sentence says that something is.
type tense uint8

const (
	isUnknown tense = iota
	isPast
	isPresent
	isFuture
	isAuxiliary // "hat": present, or past with a participle
)

// sentence returns the bytes of the sentence around a span. A full stop ends one
// before a space and a capital, but not behind a digit or a single letter.
func (r *resolver) sentence(at span.Span) (from, to int) {
	from, to = 0, len(r.body)
	if p := r.passageAt(at.Start); p >= 0 {
		from, to = r.passages[p].Span.Start, r.passages[p].Span.End
	}
	from, to = max(from, at.Start-farthest), min(to, at.End+farthest)
	for i := at.Start - 1; i > from; i-- {
		if endsSentence(r.body, i, from) {
			from = i + 1
			break
		}
	}
	for i := at.End; i < to; i++ {
		if endsSentence(r.body, i, from) {
			return from, i + 1
		}
	}
	return from, to
}

// farthest is how many bytes away the ends of a sentence are looked for: what is
// longer is a list or a table.
const farthest = 500

// passageAt returns the passage that holds a byte, or -1.
func (r *resolver) passageAt(at int) int {
	lo, hi := 0, len(r.passages)
	for lo < hi {
		m := (lo + hi) / 2
		if r.passages[m].Span.End <= at {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(r.passages) && r.passages[lo].Span.Start <= at {
		return lo
	}
	return -1
}

func endsSentence(body string, i, from int) bool {
	switch body[i] {
	case '!', '?':
		return true
	case '.':
	default:
		return false
	}
	if i+1 < len(body) && body[i+1] != ' ' && body[i+1] != '\n' && body[i+1] != '"' && body[i+1] != '\r' {
		return false
	}
	rest := strings.TrimLeft(body[i+1:min(i+12, len(body))], " \n\r\t\"„“»«")
	if c, _ := utf8.DecodeRuneInString(rest); rest != "" && unicode.IsLower(c) {
		return false
	}
	if i > from && body[i-1] >= '0' && body[i-1] <= '9' {
		return false
	}
	return i < from+2 || body[i-2] != ' ' && body[i-2] != '.'
}

// clause returns the tense of the clause that a span is in.
func (r *resolver) clause(at span.Span) (tense, span.Span) {
	left, right := r.clauseAround(at)
	return r.tenseIn(left, right, at)
}

func (r *resolver) clauseAround(at span.Span) (left, right int) {
	left, right = r.sentence(at)
	if k := strings.LastIndexAny(r.body[left:at.Start], ",;:()»«„“\""); k >= 0 {
		left += k + 1
	}
	if k := strings.IndexAny(r.body[at.End:right], ",;:()»«„“\""); k >= 0 {
		right = at.End + k
	}
	return left, right
}

// tense returns the tense of the clause that a span is in, else of its sentence,
// and the verb that shows it.
func (r *resolver) tense(at span.Span) (tense, span.Span) {
	t, verb := r.clause(at)
	switch before := r.wordBefore(at.Start); {
	case before.Of(r.body) == "seit" || before.Of(r.body) == "Seit" || before.Of(r.body) == "since" ||
		before.Of(r.body) == "Since":
		return isPast, before
	case t == isUnknown && (before.Of(r.body) == "ab" || before.Of(r.body) == "Ab" ||
		before.Of(r.body) == "bis" || before.Of(r.body) == "Bis"):
		return isUnknown, span.Span{}
	case t != isUnknown:
		return t, verb
	}
	from, to := r.sentence(at)
	return r.tenseIn(from, to, at)
}

// tenseIn looks for the verb nearest to a span that shows a tense.
func (r *resolver) tenseIn(from, to int, at span.Span) (best tense, verb span.Span) {
	gap := 1 << 30
	previous := ""
	participle := unasked
	for i := from; i < to; {
		c, n := utf8.DecodeRuneInString(r.body[i:])
		if !unicode.IsLetter(c) {
			i += n
			continue
		}
		end := i
		for end < to {
			c, n := utf8.DecodeRuneInString(r.body[end:])
			if !unicode.IsLetter(c) {
				break
			}
			end += n
		}
		w := r.body[i:end]
		if c >= 'A' && c <= 'Z' && previous == "" {
			w = strings.ToLower(w)
		}
		t := tenseOf(w, previous)
		if t == isAuxiliary {
			if participle == unasked {
				participle = r.participle(from, to)
			}
			t = participle.tense(w, previous)
		}
		if t != isUnknown {
			d := max(at.Start-end, i-at.End)
			// A clause with a past verb is in the past though an infinitive or
			// the like stands nearer.
			if d < gap || t == isPast && best != isPast {
				if !(best == isPast && t != isPast) {
					best, verb, gap = t, span.Span{Start: i, End: end}, d
				}
			}
		}
		previous, i = w, end
	}
	return best, verb
}

// answer is whether a clause has a participle, once that was asked.
type answer uint8

const (
	unasked answer = iota
	without
	with
)

// wordBefore returns the word before a byte, past an article.
func (r *resolver) wordBefore(at int) span.Span {
	for range 2 {
		end := len(strings.TrimRight(r.body[max(0, at-40):at], " \n"))
		end += max(0, at-40)
		start := end
		for start > 0 && end-start < 10 && r.body[start-1] != ' ' && r.body[start-1] != '\n' {
			start--
		}
		switch r.body[start:end] {
		case "dem", "den", "der", "zum", "the":
			at = start
			continue
		}
		return span.Span{Start: start, End: end}
	}
	return span.Span{}
}

// participle tells whether the clause has one that makes "hat" a past tense.
func (r *resolver) participle(from, to int) answer {
	for _, w := range strings.FieldsFunc(r.body[from:to],
		func(c rune) bool { return !unicode.IsLetter(c) }) {
		if isParticiple(w) {
			return with
		}
	}
	return without
}

// tense is that of an auxiliary, or of a verb in -iert, which may be the
// participle itself.
func (a answer) tense(w, previous string) tense {
	switch {
	case a == without:
		return isPresent
	case strings.HasSuffix(w, "iert"):
		return isUnknown
	}
	return isPast
}

var verbPrefixes = []string{"an", "auf", "aus", "ab", "ein", "vor", "zu", "mit", "nach", "um",
	"unter", "über", "durch", "los", "fest", "statt", "teil", "zurück", "bei", "her", "hin", "weg",
	"nieder", "wieder", "vorbei", "fort", "frei", "bereit", "bekannt"}

func isParticiple(w string) bool {
	c, _ := utf8.DecodeRuneInString(w)
	if !unicode.IsLower(c) || !strings.HasSuffix(w, "t") && !strings.HasSuffix(w, "en") {
		return false
	}
	if len(w) > 6 && strings.HasSuffix(w, "iert") || w == "worden" || w == "gewesen" {
		return true
	}
	if participles[w] {
		return true
	}
	stem := w
	for _, p := range verbPrefixes {
		if s, ok := strings.CutPrefix(w, p); ok && strings.HasPrefix(s, "ge") {
			stem = s
			break
		}
	}
	if strings.HasPrefix(stem, "ge") && len(stem) > 5 {
		switch stem {
		case "gegen", "gehen", "geben", "gelten", "gehört", "genießen", "gesamt", "gestern",
			"gewinnen", "geeignet", "gegeben", "gerecht":
			return stem == "gehört" || stem == "gegeben"
		}
		return true
	}
	for _, p := range []string{"ver", "be", "er", "ent", "zer", "über", "unter"} {
		if strings.HasPrefix(w, p) && strings.HasSuffix(w, "t") && len(w) > len(p)+3 {
			return w != "bereit" && w != "bereits" && w != "erst" && w != "best" && w != "berst"
		}
	}
	return false
}

// participles are strong ones that show no "ge".
var participles = set(`begonnen bekommen verloren gewonnen entschieden verlassen unterschrieben
	beschlossen verstorben erschienen vergangen entstanden übernommen verboten betroffen
	unternommen erfahren verschoben versprochen empfangen entlassen bewiesen verschwunden
	erfunden verbunden vergeben übergeben unterbrochen erworben beworben verschrieben erhoben
	betrieben vertrieben`)

// verbs are those whose tense is known by themselves.
var verbs = func() map[string]tense {
	m := map[string]tense{}
	for t, words := range map[tense]string{isPast: pastVerbs, isFuture: futureVerbs,
		isPresent: presentVerbs, isAuxiliary: auxiliaries} {
		for _, w := range strings.Fields(words) {
			m[w] = t
		}
	}
	return m
}()

const pastVerbs = `war waren wurde wurden hatte hatten kam kamen ging gingen fand fanden stand
	standen begann begannen nahm nahmen gab gaben sprach sprachen traf trafen blieb blieben
	starb starben fuhr fuhren lag lagen hielt hielten schrieb schrieben sah sahen trat traten
	ließ ließen gewann gewannen verlor verloren erschien erschienen zog zogen schlug schlugen
	bot schloss schlossen lief liefen rief riefen fiel fielen stieg stiegen sank sanken wuchs
	wuchsen brach brachen entschied entschieden erhielt erhielten bekam bekamen wies wiesen hieß
	hießen griff griffen trug trugen konnte konnten musste mussten wollte wollten durfte gelang
	verbrachte verbrachten brachte brachten dachte wusste nannte kannte sandte entstand
	entstanden verließ empfing unterschrieb ereignete verschwand geschah geschahen befand
	befanden schien schienen half halfen bat baten verschob schob flog flogen saß saßen warf
	warfen riss schied geriet gerieten galt half was were had did said took came went began met
	left made won lost told held became died gave got saw found ran wrote spoke fell rose been
	brought bought built sent led grew knew paid sold felt kept`

const futureVerbs = `wird werden will wollen soll sollen shall würde`

const presentVerbs = `kann kann muss müssen gibt steht stehen liegt findet finden beginnt
	startet bleibt geht kommt kommen trifft treffen is are has have`

// auxiliaries make a past tense with a participle.
const auxiliaries = `hat haben ist sind`

var notPast = set(`heute beste erste zweite dritte letzte gute weite breite alte kalte rechte
	echte vierte fünfte sechste leute bitte mitte seite hätte könnte müsste dürfte möchte sollte
	sollten könnten hätten bereiten arbeiten bieten leiten halten erhalten treten warten bitten
	mieten betreten gestalten enthalten behalten verhalten anbieten vertreten ersten letzten
	meisten besten zweiten dritten alten guten weiten seiten zeiten halten raten retten leisten
	kosten starten testen fasten beiten beobachten berichten richten errichten verzichten achten
	betrachten unterrichten gelten vergelten verbieten begleiten vorbereiten verbreiten bedeuten
	beste selten unten hinten mitten kommende statte spätesten mindesten werten erwarten
	bewerten auswerten starten deuten mieten vermieten spenden verwalten schalten walten gelten
	entfalten aufhalten veranstalten ausgestalten bluten haften verhaften kosten rosten fasten
	posten trösten gestatten erstatten wetten`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// articles stand before an adjective that looks like a verb: "die geplante".
var articles = set(`der die das den dem des ein eine einen einem einer eines diese dieser diesem
	diesen dieses im am zum zur vom beim seine seiner seinem seinen ihre ihrer ihrem ihren the a
	an`)

// tenseOf returns the tense that a word shows by itself. Nouns are no verbs
// ("Schloss"): a capital shows none.
func tenseOf(w, previous string) tense {
	if t, ok := verbs[w]; ok {
		return t
	}
	if c, _ := utf8.DecodeRuneInString(w); len(w) < 5 || unicode.IsUpper(c) {
		return isUnknown
	}
	switch {
	case strings.HasSuffix(w, "iert") && !strings.HasPrefix(w, "ge"):
		return isAuxiliary
	case (strings.HasSuffix(w, "te") || strings.HasSuffix(w, "ten")) && !strings.HasPrefix(w, "ge") &&
		!notPast[w] && !articles[strings.ToLower(previous)]:
		return isPast
	case strings.HasSuffix(w, "ed") && w != "indeed" && w != "hundred":
		return isPast
	}
	return isUnknown
}
