package evidence

import (
	"fmt"
	"strings"
)

// The senses of the temporal family.
const (
	month         = temporal0  // 1-12; +100: an ordinary word or a name too ("Mai", "may")
	weekdayName   = temporal1  // 1-7
	dayWithPart   = temporal2  // "Montagabend": the weekday times 10 and the part of the day
	timeUnit      = temporal3  // see unitOf; +100: plural
	howMany       = temporal4  // a howMany, in halves; 0: not exact; article: +1000
	extent        = temporal5  // "Anfang", "Ende": see modifiers
	deictic       = temporal6  // "dieses" 0, "nächstes" 1; +100; +200: adjective of a day
	deicticDay    = temporal7  // "gestern" -1; +100
	referenceWord = temporal8  // references: 1 PAST, 2 PRESENT, 3 FUTURE
	dayPart       = temporal9  // see dayParts; +100: an adverb ("abends")
	seasonName    = temporal10 // 21-24
	holidayName   = temporal11 // see holidays
	recurs        = temporal12 // "täglich": a unit; +100: with a weekday
	everyWord     = temporal13 // "jeder" 1, "pro" 2, "alle" 3
	smallWord     = temporal14 // articles and prepositions
	lasting       = temporal15 // "dreitägig": the count times 100 and the unit; 0: vague
	rankWord      = temporal16 // "dritter": 3
	clockWord     = temporal17 // "Uhr" 1, "Mitternacht" 2, "halb" 3, "viertel" 4
	softener      = temporal18 // "etwa", "fast" 1; "zwanziger" as a decade 20-90 +100; see others
)

const temporalTrigger = month | weekdayName | dayWithPart | timeUnit | howMany | extent | deictic | deicticDay | referenceWord |
	dayPart | seasonName | holidayName | recurs | everyWord | lasting | rankWord | clockWord | softener

// The units of time.
const (
	second = iota + 1
	minute
	hour
	day
	week
	weekend
	monthUnit
	quarter
	halfYear
	year
	decade
	century
	millennium
)

// The words of the sense function.
const (
	isArticle = iota + 1
	isIn      // in, im
	isOn      // am
	isSince   // seit, ab
	isUntil   // bis
	isBefore  // vor
	isAfter   // nach
	isFrom    // von, vom
	isBetween // zwischen
	isAbout   // um, gegen
	isFor     // für
	isTo      // to, zum
	isOf      // of
	isPast    // past, ago …
)

// The words of the sense softener above those that soften.
const (
	softens    = 1
	noUnit     = 2   // behind a number it makes it no year and no day: "Mark", "Platz"
	decadeWord = 100 // "zwanziger": 120
	lengthy    = 3   // an adjective between a count and its unit: "lange"
)

// wordGroup are words with one value.
type wordGroup struct {
	value int
	words string
}

// temporalWords are the words of the temporal family, German and English.
// The tables are written "word value word value …" or "value: words".
func temporalWords() (table []lexeme) {
	add := func(s sense, value int, words string) {
		for _, w := range strings.Fields(words) {
			table = append(table, lexeme{word: w, sense: s, value: int64(value)})
		}
	}
	for i, names := range []string{
		"januar janner jaenner january jan jann januars", "februar feber february feb februars",
		"marz maerz mar mrz", "april apr aprils",
		"", "juni june jun junis", "juli july jul julis", "aug augusts", "september sept sep septembers",
		"oktober october okt oct oktobers", "november nov novembers", "dezember december dez dec dezembers",
	} {
		add(month, i+1, names)
	}
	add(month, 103, "march")
	add(month, 105, "mai may mais")
	add(month, 108, "august")
	for i, names := range []string{
		"montag monday", "dienstag tuesday", "mittwoch wednesday", "donnerstag thursday", "freitag friday",
		"samstag sonnabend saturday", "sonntag sunday",
	} {
		for _, name := range strings.Fields(names) {
			add(weekdayName, i+1, name)
			if i+1 == 3 || strings.HasSuffix(name, "tag") || name == "sonnabend" {
				if name != "wednesday" {
					add(recurs, 100+i+1, name+"s")
					for part, p := range []string{"morgen fruh", "vormittag", "mittag",
						"nachmittag", "abend", "nacht"} {
						for _, p := range strings.Fields(p) {
							add(dayWithPart, (i+1)*10+part+1, name+p)
							add(recurs, 200+(i+1)*10+part+1, name+p+"s")
						}
					}
				}
			} else {
				add(recurs, 100+i+1, name+"s")
			}
		}
	}
	for _, g := range []wordGroup{
		{second, "sekunde second"}, {minute, "minute"}, {hour, "stunde hour"}, {day,
			"tag tages tags day"}, {week, "woche week"},
		{weekend, "wochenende wochenendes weekend"}, {monthUnit, "monat monats month"}, {quarter,
			"quartal quartals quarter vierteljahr"},
		{halfYear, "halbjahr halbjahres halbjahrs jahreshalfte"}, {year,
			"jahr jahres jahrs kalenderjahr kalenderjahres geschaftsjahr geschaftsjahres year"},
		{decade, "jahrzehnt jahrzehnts jahrzehntes decade"}, {century,
			"jahrhundert jahrhunderts century"}, {millennium, "jahrtausend jahrtausends millennium"},
	} {
		add(timeUnit, g.value, g.words)
	}
	for _, g := range []wordGroup{
		{second, "sekunden seconds"}, {minute, "minuten minutes"}, {hour, "stunden hours"}, {day,
			"tage tagen days"}, {week, "wochen weeks"},
		{weekend, "wochenenden weekends"}, {monthUnit, "monate monaten months"}, {quarter,
			"quartale quartalen quarters vierteljahre"},
		{halfYear, "halbjahre"}, {year, "jahre jahren years"},
		{decade, "jahrzehnte jahrzehnten decades"}, {century,
			"jahrhunderte jahrhunderten centuries"}, {millennium, "jahrtausende jahrtausenden millennia"},
	} {
		add(timeUnit, 100+g.value, g.words)
	}
	addCounts(add)
	for _, g := range []wordGroup{
		{modStart, "anfang anfangs beginn beginns early beginning start fruhen fruhe"}, {modMid,
			"mitte mid middle"},
		{modEnd, "ende endes ausgang late end spaten spate"}, {modHalf, "halfte half"},
	} {
		add(extent, g.value, g.words)
	}
	add(extent, 10+modStart, "jahresanfang jahresbeginn")
	add(extent, 10+modMid, "jahresmitte")
	add(extent, 10+modEnd, "jahresende")
	add(extent, 20+modStart, "monatsanfang monatsbeginn")
	add(extent, 20+modMid, "monatsmitte")
	add(extent, 20+modEnd, "monatsende")
	add(extent, 30+modStart, "wochenanfang wochenbeginn")
	add(extent, 30+modMid, "wochenmitte")
	inflected := func(s sense, value int, stems string, endings string) {
		for _, stem := range strings.Fields(stems) {
			for _, e := range strings.Split(endings, ",") {
				add(s, value, stem+e)
			}
		}
	}
	inflected(deictic, 100, "dies", "e,er,es,em,en")
	inflected(deictic, 100, "laufend", "e,en,es,er,em")
	inflected(deictic, 99, "vergangen letzt vorig verflossen abgelaufen", "e,en,es,er,em")
	inflected(deictic, 101, "nachst kommend", "e,en,es,er,em")
	inflected(deictic, 98, "vorletzt", "e,en,es,er,em")
	inflected(deictic, 102, "ubernachst", "e,en,es,er,em")
	add(deictic, 100, "this")
	add(deictic, 99, "last past previous")
	add(deictic, 101, "next coming")
	inflected(deictic, 500, "selb", "e,en,er")
	inflected(deictic, 500, "gleich", "en")
	inflected(deictic, 501, "folgend darauffolgend", "en,em,e,er,es")
	add(deictic, 500, "same")
	add(deictic, 501, "following")
	inflected(deictic, 200, "heutig", "e,en,es,er,em")
	inflected(deictic, 199, "gestrig", "e,en,es,er,em")
	inflected(deictic, 201, "morgig", "e,en,es,er,em")
	add(deicticDay, 100, "heute today tonight")
	add(deicticDay, 99, "gestern yesterday")
	add(deicticDay, 98, "vorgestern")
	add(deicticDay, 101, "morgen tomorrow")
	add(deicticDay, 102, "ubermorgen")
	add(deicticDay, 300, "heuer")
	add(deicticDay, 299, "vorjahr vorjahres vorjahrs")
	add(deicticDay, 298, "vorvorjahr")
	add(deicticDay, 399, "vormonat vormonats")
	add(referenceWord, 1, `damals einst einstmals seinerzeit kurzlich unlangst neulich ehedem vormals vergangenheit
		fruher recently formerly`)
	add(referenceWord, 2, "derzeit jetzt momentan zurzeit heutzutage gegenwart currently nowadays")
	inflected(referenceWord, 2, "gegenwartig", "e,en,es,er,em,")
	add(referenceWord, 10, "moment")
	add(referenceWord, 11, "zeit")
	add(referenceWord, 12, "kurzem")
	add(referenceWord, 13, "present")
	add(referenceWord, 14, "stunde")
	add(referenceWord, 3, "demnachst zukunft future")
	add(referenceWord, 4, "past")
	inflected(referenceWord, 1, "damalig einstig", "e,en,es,er,em")
	inflected(referenceWord, 2, "derzeitig jetzig", "e,en,es,er,em")
	inflected(referenceWord, 3, "zukunftig kunftig", ",e,en,es,er,em")
	for i, words := range []string{"morgen morning morgenstunden", "vormittag", "mittag noon",
		"nachmittag afternoon", "abend evening abendstunden", "nacht night"} {
		add(dayPart, i+1, words)
	}
	add(dayPart, 301, "fruh")
	for i, words := range []string{"morgens", "vormittags", "mittags", "nachmittags", "abends", "nachts"} {
		add(dayPart, 100+i+1, words)
	}
	for i, words := range []string{"fruhling fruhjahr fruhlings fruhjahrs spring",
		"sommer sommers summer spatsommer hochsommer fruhsommer",
		"herbst herbstes autumn fall spatherbst fruhherbst", "winter winters"} {
		add(seasonName, 21+i, words)
	}
	for i, h := range holidays {
		add(holidayName, i, h.words)
	}
	for _, g := range []wordGroup{{hour, "stundlich"}, {day, "taglich"}, {week,
		"wochentlich allwochentlich"}, {monthUnit, "monatlich allmonatlich"},
		{year, "jahrlich alljahrlich"}, {quarter, "vierteljahrlich"}, {halfYear, "halbjahrlich"}} {
		inflected(recurs, g.value, g.words, ",e,en,es,er,em")
	}
	for _, g := range []wordGroup{{hour, "hourly"}, {day, "daily tagtaglich"}, {week, "weekly"},
		{monthUnit, "monthly"}, {year, "yearly annually annual"}, {quarter, "quarterly"}} {
		add(recurs, g.value, g.words)
	}
	add(recurs, 300, "wochentags werktags")
	inflected(everyWord, 1, "jed", "e,er,es,em,en")
	add(everyWord, 1, "every each")
	add(everyWord, 2, "pro per")
	add(everyWord, 3, "alle")
	for _, g := range []wordGroup{
		{isArticle, "der die das dem den des the"}, {isIn,
			"in im during wahrend innerhalb within binnen"}, {isOn, "am on"}, {isSince, "seit ab since"},
		{isUntil, "bis until till through by"}, {isBefore, "vor before ago"}, {isAfter,
			"nach after"}, {isFrom, "von vom from"}, {isBetween, "zwischen between"},
		{isAbout, "um gegen about around circa ca"}, {isFor, "fur for uber"}, {isTo,
			"zum zur zu to"}, {isOf, "of anno"},
	} {
		add(smallWord, g.value, g.words)
	}
	addLasting(add, inflected)
	for i, stem := range strings.Fields(`erst zweit dritt viert funft sechst siebt acht neunt zehnt elft zwolft`) {
		inflected(rankWord, i+1, stem, "e,en,er,es,em")
	}
	for i, stem := range strings.Fields(`dreizehnt vierzehnt funfzehnt sechzehnt siebzehnt achtzehnt neunzehnt zwanzigst
		einundzwanzigst`) {
		inflected(rankWord, i+13, stem, "e,en,er,es,em")
	}
	for i, w := range strings.Fields(`first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth
		thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth`) {
		add(rankWord, i+1, w)
	}
	add(clockWord, 1, "uhr")
	add(clockWord, 2, "mitternacht midnight")
	add(clockWord, 3, "halb")
	add(clockWord, 4, "viertel")
	add(clockWord, 5, "kw kalenderwoche")
	add(softener, softens, `etwa rund ca circa zirka fast knapp gut mindestens hochstens genau
		nur ungefahr beinahe gerade annahernd about around almost nearly approximately exactly
		roughly`)
	inflected(softener, lengthy, "lang weiter ganz voll", "e,en,er,es")
	add(softener, lengthy, "long full whole")
	add(softener, noUnit, `mark euro dollar yuan franken schilling prozent meter kilometer kilo
		kilogramm gramm liter tonnen hektar quadratmeter menschen personen einwohner mitarbeiter
		stuck seiten exemplare punkte platz platze stimmen stock stockwerk etage klasse rang
		runde spieltag liga kapitel band semester lebensjahr jahrgang kinder soldaten besucher
		zuschauer arbeiter bits bytes people times percent points pages miles feet pounds
		strasse stelle auflage teil ausgabe staffel folge rate rang minute saison mal hz mhz`)
	for i, stem := range strings.Fields(`zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig`) {
		add(softener, decadeWord+(i+2)*10, stem+"er")
		add(softener, decadeWord+(i+2)*10+2, stem+"ern")
	}
	for i, w := range strings.Fields(`twenties thirties forties fifties sixties seventies eighties nineties`) {
		add(softener, decadeWord+(i+2)*10+1, w)
	}
	return table
}

const (
	modStart = iota + 1
	modMid
	modEnd
	modHalf
)

var modifiers = [...]string{modStart: "START", modMid: "MID", modEnd: "END"}

// countBefore marks the "tägig" of "3-tägig".
const countBefore = 1_000_000

// cardinals are the German and English words from 2 on.
var cardinals = [2][]string{
	strings.Fields(`zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn
		sechzehn siebzehn achtzehn neunzehn zwanzig`),
	strings.Fields(`two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
		sixteen seventeen eighteen nineteen twenty`),
}

func addCounts(add func(sense, int, string)) {
	for _, words := range cardinals {
		for i, w := range words {
			add(howMany, 2*(i+2), w)
		}
	}
	ones := strings.Fields("ein zwei drei vier funf sechs sieben acht neun")
	for t, ten := range strings.Fields("zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig") {
		if t > 0 {
			add(howMany, 2*10*(t+2), ten)
		}
		for o, one := range ones {
			add(howMany, 2*(10*(t+2)+o+1), one+"und"+ten)
		}
	}
	for t, ten := range strings.Fields("thirty forty fifty sixty seventy eighty ninety") {
		add(howMany, 2*10*(t+3), ten)
	}
	add(howMany, 200, "hundert hundred")
	add(howMany, 2000, "tausend")
	add(howMany, 3, "eineinhalb anderthalb einundeinhalb")
	for i, w := range ones[1:] {
		add(howMany, 2*(i+2)+1, w+"einhalb")
	}
	add(howMany, 10002, "ein eine einem einer eines einen one a an")
	add(howMany, 10001, "halbes halbe halben halber")
	add(howMany, 0, `einige einigen mehrere mehreren wenige wenigen viele vielen etliche etlichen paar several
		few many some`)
}

func addLasting(add func(sense, int, string), inflected func(sense, int, string, string)) {
	for _, g := range []wordGroup{{year, "jahrig"}, {monthUnit, "monatig"}, {week, "wochig"}, {day,
		"tagig"}, {hour, "stundig"}, {minute, "minutig"}} {
		stem, u := g.words, g.value
		for i, n := range append([]string{"ein"}, cardinals[0]...) {
			inflected(lasting, (i+1)*200+u, n+stem, ",e,en,er,es,em")
		}
		inflected(lasting, 300+u, "eineinhalb"+stem, ",e,en,er,es,em")
		inflected(lasting, u, "mehr"+stem, ",e,en,er,es,em")
		inflected(lasting, countBefore+u, stem, ",e,en,er,es,em")
	}
	inflected(lasting, year, "langjahrig", ",e,en,er,es,em")
	inflected(lasting, 100+year, "halbjahrig", ",e,en,er,es,em")
	for _, g := range []wordGroup{{year, "jahrelang"}, {day, "tagelang nachtelang"}, {monthUnit,
		"monatelang"}, {week, "wochenlang"},
		{hour, "stundenlang"}, {minute, "minutenlang"}, {second, "sekundenlang"}, {decade,
			"jahrzehntelang"}, {century, "jahrhundertelang"}} {
		inflected(lasting, g.value, g.words, ",e,en,er,es,em")
	}
}

// holidays have a fixed day, or a distance from Easter Sunday.
var holidays = []struct {
	words      string
	month, day int
	easter     int
	days       int // how many there are
}{
	{words: "neujahr", month: 1, day: 1},
	{words: "weihnachten christmas", month: 12, day: 25},
	{words: "heiligabend weihnachtsabend", month: 12, day: 24},
	{words: "silvester", month: 12, day: 31},
	{words: "ostern ostersonntag easter", easter: 0},
	{words: "ostermontag", easter: 1},
	{words: "karfreitag", easter: -2},
	{words: "palmsonntag", easter: -7},
	{words: "grundonnerstag", easter: -3},
	{words: "pfingsten pfingstsonntag pentecost", easter: 49},
	{words: "pfingstmontag", easter: 50},
	{words: "fronleichnam", easter: 60},
	{words: "aschermittwoch", easter: -46},
	{words: "rosenmontag", easter: -48},
	{words: "allerheiligen", month: 11, day: 1},
	{words: "dreikonigstag epiphany", month: 1, day: 6},
	{words: "nikolaustag", month: 12, day: 6},
	{words: "halloween", month: 10, day: 31},
}

// iso writes a count of halves of a unit in ISO 8601, P3D; half is 1 for "ein
// halbes Jahr". TimeML also has decades and the like, which ISO 8601 has not.
func isoDuration(halves, u int) (iso, timex string) {
	if halves < 0 {
		return "", ""
	}
	sign := unitSigns[u]
	prefix := "P"
	if u <= hour {
		prefix = "PT"
	}
	number := func(n int) string {
		if n%2 == 1 {
			return fmt.Sprintf("%d.5", n/2)
		}
		return fmt.Sprint(n / 2)
	}
	if halves == 0 {
		return "", prefix + "X" + sign.timex
	}
	return prefix + number(halves*sign.times) + sign.iso, prefix + number(halves) + sign.timex
}

var unitSigns = [...]struct {
	iso, timex string
	times      int
}{second: {"S", "S", 1}, minute: {"M", "M", 1}, hour: {"H", "H", 1}, day: {"D", "D", 1}, week: {"W",
	"W", 1}, weekend: {"W", "WE", 1},
	monthUnit: {"M", "M", 1}, quarter: {"M", "Q", 3}, halfYear: {"M", "H", 6}, year: {"Y", "Y", 1},
	decade:  {"Y", "DE", 10},
	century: {"Y", "CE", 100}, millennium: {"Y", "ML", 1000}}
