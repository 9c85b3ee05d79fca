package evidence

import "strings"

// The senses of the words that numbers are made of.
const (
	cardinalWord = numeric0  // "drei", "twenty": value
	scaleWord    = numeric1  // "hundert", "million": value is the power of ten
	manyWord     = numeric2  // "Milliarden", "thousands": plurals, value as of scaleWord
	dozenWord    = numeric3  // "Dutzend": value
	partWord     = numeric4  // "drittel", "fifths": value is what divides
	ordinalWord  = numeric5  // "dritte", "third": value
	halfWord     = numeric6  // "halbe", "half": value divides, stands before what it divides
	mixedWord    = numeric7  // "anderthalb": value is halves
	articleWord  = numeric8  // "ein", "a"
	andWord      = numeric9  // "und", "and"
	pointWord    = numeric10 // "Komma", "point"
	minusWord    = numeric11 // "minus"
	severalWord  = numeric12 // "mehrere", "several"
	vulgarWord   = numeric13 // "½": value is numerator × 1000 + denominator
	percentWord  = numeric14 // "Prozent": value is what divides, 100 or 1000
	moneyCue     = numeric15 // "kosten", "price": of money
	massCue      = numeric16 // "wiegt", "weigh"
	turnCue      = numeric17 // "drehen", "angle"
	warmthCue    = numeric18 // "temperature", "warm"
	noUnitCue    = numeric19 // "chapter", "Seite": what follows is counted there

	numeralSense = numeric19<<1 - numeric0 // all of these
	numeralStart = cardinalWord | scaleWord | dozenWord | halfWord | mixedWord | articleWord | minusWord | vulgarWord | partWord
)

// numeralLexemes are all of them. A word with a language is only read as a
// numeral in texts of that language, or of none.
func numeralLexemes() (table []lexeme) {
	add := func(sense sense, language, words string) {
		for i, group := range strings.Split(words, "|") {
			for _, w := range strings.Fields(group) {
				table = append(table, lexeme{w, sense, int64(i), language})
			}
		}
	}
	tens := func(sense sense, language, words string) {
		for i, w := range strings.Split(words, "|") {
			for _, w := range strings.Fields(w) {
				table = append(table, lexeme{w, sense, int64(10 * (i + 2)), language})
			}
		}
	}
	add(cardinalWord, "", `nought naught|eins one|zwei zwo two|drei three|vier four|funf fuenf five|sechs six|sieben seven|
		acht eight|neun nine|zehn ten|eleven|zwolf zwoelf twelve|dreizehn thirteen|vierzehn fourteen|
		funfzehn fuenfzehn fifteen|sechzehn sixteen|siebzehn seventeen|achtzehn eighteen|neunzehn nineteen`)
	add(cardinalWord, "de", `null|||||||||||elf`)
	add(cardinalWord, "en", `zero`)
	tens(cardinalWord, "", `zwanzig twenty|dreissig thirty|vierzig forty|funfzig fuenfzig fifty|sechzig sixty|
		siebzig seventy|achtzig eighty|neunzig ninety`)
	add(scaleWord, "", `||hundert hundred|tausend thousand tsd||lakh|million mio mill mln|crore||milliarde mrd mia bln|||bio tln`)
	add(scaleWord, "en", `|||||||||billion bn|||trillion tn|||quadrillion`)
	add(scaleWord, "de", `||||||||||||billion||||||trillion`)
	add(manyWord, "", `||hunderte hunderten hundreds|tausende tausenden thousands|zehntausende zehntausenden|
		hunderttausende hunderttausenden|millionen millions|||milliarden|||billionen||||||trillionen`)
	add(manyWord, "en", `|||||||||billions|||trillions`)
	add(partWord, "", `||halves|drittel dritteln thirds|viertel vierteln quarter quarters fourths|funftel fuenftel fifths|
		sechstel sixths|siebtel siebentel sevenths|achtel eighths|neuntel ninths|zehntel tenths|elevenths|zwolftel twelfths|
		thirteenths|fourteenths|fifteenths|sechzehntel sixteenths`)
	add(halfWord, "", `||halbe halber halbes halben halbem`)
	add(halfWord, "", `||||viertel`)
	add(halfWord, "en", `||half||`)
	add(mixedWord, "", `|||anderthalb anderthalbe eineinhalb einundhalb|||||`)
	add(articleWord, "", `ein eine einen einem einer eines`)
	add(articleWord, "en", `a an`)
	add(andWord, "", `und and`)
	add(pointWord, "", `komma point`)
	add(minusWord, "", `minus negative`)
	add(severalWord, "", `mehrere mehreren mehrerer einige einigen einiger viele vielen vieler zig paar several few many
		wenige wenigen weniger etliche etlichen etlicher dutzende some`)
	add(ordinalWord, "", `nullte zeroth|erste erster erstes ersten erstem zuerst|zweite zweiter zweites zweiten zweitem|
		dritte dritter drittes dritten drittem third|vierte vierter viertes vierten viertem fourth|
		funfte funfter funftes funften funftem fifth|sechste sechster sechstes sechsten sechstem sixth|
		siebte siebter siebtes siebten siebtem siebente siebenten seventh|achte achter achtes achten achtem eighth|
		neunte neunter neuntes neunten neuntem ninth nineth|zehnte zehnter zehntes zehnten zehntem tenth|
		elfte elfter elftes elften elftem eleventh|zwolfte zwolfter zwolftes zwolften zwolftem twelfth|thirteenth|
		fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth`)
	add(ordinalWord, "en", `|first|second`)
	tens(ordinalWord, "", `twentieth|thirtieth|fortieth|fiftieth|sixtieth|seventieth|eightieth|ninetieth`)
	tens(partWord, "", `twentieths|thirtieths|fortieths|fiftieths|sixtieths|seventieths|eightieths|ninetieths`)
	for word, value := range map[string]int64{"hundred": 100, "thousand": 1000, "million": 1e6, "billion": 1e9, "trillion": 1e12} {
		table = append(table, lexeme{word + "th", ordinalWord, value, ""}, lexeme{word + "ths", partWord, value, ""})
	}
	table = append(table, lexeme{"firsts", partWord, 1, "en"},
		lexeme{"dutzend", dozenWord, 12, ""}, lexeme{"dozen", dozenWord, 12, ""}, lexeme{"dozens", dozenWord, 12, ""},
		lexeme{"dzs", dozenWord, 12, "en"}, lexeme{"half", partWord, 2, "en"}, lexeme{"quarter", halfWord, 4, "en"})
	for r, value := range map[string]int64{"½": 1002, "⅓": 1003, "⅔": 2003, "¼": 1004, "¾": 3004, "⅕": 1005, "⅖": 2005,
		"⅗": 3005, "⅘": 4005, "⅙": 1006, "⅚": 5006, "⅐": 1007, "⅛": 1008, "⅜": 3008, "⅝": 5008, "⅞": 7008, "⅑": 1009, "⅒": 1010,
		"dreiviertel": 3004} {
		table = append(table, lexeme{r, vulgarWord, value, ""})
	}
	table = append(table, lexeme{"prozent", percentWord, 100, ""}, lexeme{"percent", percentWord, 100, ""},
		lexeme{"percentage", percentWord, 100, "en"}, lexeme{"prozents", percentWord, 100, ""}, lexeme{"promille", percentWord, 1000, ""})
	add(moneyCue, "", `kosten kostet kostete kosteten bezahlen bezahlt zahlen zahlt zahlte preis preise preisen gehalt lohn
		umsatz gewinn verlust schulden gebuhr miete pay pays paid price prices priced cost costs fee salary profit profits
		revenue sales earn earned spend spent worth sterling fined wages debt debts tax taxes deposit shilling shillings pence`)
	add(massCue, "", `wiegen wiegt wog schwer schwere gewicht abgenommen zugenommen weigh weighs weighed weighing weight
		heavy lose lost gain gained butter mehl flour sugar zucker fleisch meat kaffee coffee`)
	add(turnCue, "", `drehen dreht drehung gedreht abbiegen winkel winkels neigung kurve rotate rotates rotated rotation
		angle angles turned tilt slope bend skew latitude longitude breite lange north south nord sud orientation`)
	add(warmthCue, "", `temperatur temperaturen warm warme kalt kalte heiss hitze frost sonne wetter celsius temperature
		temperatures hot cold heat warmer cooler weather oven backofen`)
	add(noUnitCue, "", `seite seiten kapitel abschnitt nr nummer zeile tabelle abbildung abb band artikel paragraph page pages
		chapter section sections number line lines table figure fig version revision step vol item rule bug port`)
	return table
}
