package evidence

import (
	"slices"
	"strings"

	"findbuch/cmd/findbuch/internal/word"
)

// The tables of this file are written by hand, and reviewed: "code words", where a
// code is ISO 3166-1's, two with a slash between them when the word does not say
// which. "English" and "englisch" are not there: they are a language's nearly
// always, and England has no code.

// germanAdjectives are stems that take the endings -e, -en, -er, -es and -em.
const germanAdjectives = `
AD andorranisch
AF afghanisch
AL albanisch
AM armenisch
AO angolanisch
AR argentinisch
AT österreichisch
AU australisch
AZ aserbaidschanisch
BA bosnisch
BD bangladeschisch
BE belgisch
BG bulgarisch
BO bolivianisch
BR brasilianisch
BY belarussisch weißrussisch belarusisch
CA kanadisch
CH schweizerisch eidgenössisch
CL chilenisch
CM kamerunisch
CN chinesisch volksrepublikanisch
CO kolumbianisch
CD/CG kongolesisch
CU kubanisch
CY zyprisch zypriotisch
CZ tschechisch
DE deutsch bundesdeutsch westdeutsch ostdeutsch
DK dänisch
DZ algerisch
EC ecuadorianisch
EE estnisch
EG ägyptisch
ES spanisch
ET äthiopisch
FI finnisch
FR französisch
GB britisch
GE georgisch
GH ghanaisch
GR griechisch
GT guatemaltekisch
HN honduranisch
HR kroatisch
HT haitianisch
HU ungarisch
ID indonesisch
IE irisch
IL israelisch
IN indisch
IQ irakisch
IR iranisch
IS isländisch
IT italienisch
JM jamaikanisch
JO jordanisch
JP japanisch
KE kenianisch
KG kirgisisch
KH kambodschanisch
KP nordkoreanisch
KP/KR koreanisch
KR südkoreanisch
KW kuwaitisch
KZ kasachisch
LB libanesisch
LI liechtensteinisch
LK sri-lankisch
LT litauisch
LU luxemburgisch
LV lettisch
LY libysch
MA marokkanisch
MC monegassisch
MD moldauisch moldawisch
ME montenegrinisch
MG madagassisch
MK nordmazedonisch
ML malisch
MM burmesisch myanmarisch
MN mongolisch
MT maltesisch
MX mexikanisch
MY malaysisch
MZ mosambikanisch
NA namibisch
NG nigerianisch
NI nicaraguanisch
NL niederländisch holländisch
NO norwegisch
NP nepalesisch
NZ neuseeländisch
PA panamaisch
PE peruanisch
PH philippinisch
PK pakistanisch
PL polnisch
PS palästinensisch
PT portugiesisch
PY paraguayisch
RO rumänisch
RS serbisch
RU russisch
RW ruandisch
SA saudisch saudi-arabisch saudiarabisch
SD sudanesisch
SE schwedisch
SG singapurisch
SI slowenisch
SK slowakisch
SN senegalesisch
SO somalisch
SY syrisch
TD tschadisch
TH thailändisch
TJ tadschikisch
TM turkmenisch
TN tunesisch
TR türkisch
TW taiwanisch taiwanesisch
TZ tansanisch
UA ukrainisch
UG ugandisch
US amerikanisch
UY uruguayisch
UZ usbekisch
VE venezolanisch
VN vietnamesisch
XK kosovarisch
YE jemenitisch
ZA südafrikanisch
ZM sambisch
ZW simbabwisch
`

// germanPeople are nouns.
const germanPeople = `
AF Afghane Afghanen
AL Albaner Albanern Albaners
AR Argentinier Argentiniern Argentinierin
AT Österreicher Österreichern Österreichers Österreicherin Österreicherinnen
AU Australier Australiern Australierin
BE Belgier Belgiern Belgierin
BG Bulgare Bulgaren Bulgarin
BR Brasilianer Brasilianern Brasilianerin
CA Kanadier Kanadiern Kanadierin
CH Schweizern Schweizerin Schweizerinnen
CN Chinesen Chinesin Chinesinnen
CU Kubaner Kubanern
CZ Tscheche Tschechen Tschechin
DK Däne Dänen Dänin
DZ Algerier Algeriern
EG Ägypter Ägyptern
ES Spanier Spaniern Spanierin
FI Finne Finnen Finnin
FR Franzose Franzosen Französin Französinnen
GB Brite Briten Britin Britinnen
GR Grieche Griechen Griechin
HR Kroate Kroaten Kroatin
IE Ire Iren Irin
IL Israelis Israeli
IN Inder Indern Inderin
IQ Iraker Irakern
IR Iraner Iranern Iranerin
IT Italiener Italienern Italienerin
JP Japaner Japanern Japanerin
KR Südkoreaner Südkoreanern
LB Libanese Libanesen
MA Marokkaner Marokkanern
MX Mexikaner Mexikanern
NL Niederländer Niederländern Niederländerin
NO Norweger Norwegern Norwegerin
PK Pakistaner Pakistanern
PS Palästinenser Palästinensern Palästinenserin
PT Portugiese Portugiesen Portugiesin
RO Rumäne Rumänin
RS Serbe Serben Serbin
RU Russe Russen Russin Russinnen
SE Schwedin
SK Slowake Slowaken
SY Syrer Syrern Syrerin
TN Tunesier Tunesiern
TR Türke Türken Türkin
TW Taiwaner Taiwanern
UA Ukrainer Ukrainern Ukrainerin Ukrainerinnen
US Amerikaner Amerikanern Amerikanerin
VN Vietnamesen
`

// englishAdjectives; those behind a plus are languages, too.
const englishAdjectives = `
AF Afghan
AL + Albanian
AM + Armenian
AO Angolan
AR Argentine Argentinian
AT Austrian
AU Australian
AZ + Azerbaijani
BA + Bosnian
BD Bangladeshi
BE Belgian
BG + Bulgarian
BO Bolivian
BR Brazilian
BY + Belarusian
CA Canadian
CH Swiss
CL Chilean
CM Cameroonian
CN + Chinese
CO Colombian
CD/CG Congolese
CU Cuban
CY Cypriot
CZ + Czech
DE + German
DK + Danish
DZ Algerian
EC Ecuadorian
EE + Estonian
EG Egyptian
ES + Spanish
ET Ethiopian
FI + Finnish
FR + French
GB British
GH Ghanaian
GR + Greek
HR + Croatian
HT Haitian
HU + Hungarian
ID + Indonesian
IE + Irish
IL Israeli
IN Indian
IQ Iraqi
IR Iranian
IS + Icelandic
IT + Italian
JM Jamaican
JO Jordanian
JP + Japanese
KE Kenyan
KH Cambodian
KP/KR + Korean
KW Kuwaiti
KZ + Kazakh
LB Lebanese
LT + Lithuanian
LV + Latvian
LY Libyan
MA Moroccan
MK + Macedonian
MM + Burmese
MN + Mongolian
MT + Maltese
MX Mexican
MY Malaysian
NG Nigerian
NL + Dutch
NO + Norwegian
NP + Nepalese
PE Peruvian
PH Filipino Philippine
PK Pakistani
PL + Polish
PS Palestinian
PT + Portuguese
RO + Romanian
RS + Serbian
RU + Russian
RW Rwandan
SA Saudi
SD Sudanese
SE + Swedish
SG Singaporean
SI + Slovenian
SK + Slovak
SN Senegalese
SO + Somali
SY Syrian
TH + Thai
TN Tunisian
TR + Turkish
TW Taiwanese
TZ Tanzanian
UA + Ukrainian
UG Ugandan
US American
UY Uruguayan
UZ + Uzbek
VE Venezuelan
VN + Vietnamese
XK Kosovar
YE Yemeni
ZM Zambian
ZW Zimbabwean
`

// englishPeople are nouns in the plural.
const englishPeople = `
AF Afghans
AR Argentines
AT Austrians
AU Australians
BE Belgians
BR Brazilians
CA Canadians
CL Chileans
CO Colombians
CU Cubans
CZ Czechs
DE Germans
DK Danes
EG Egyptians
ES Spaniards
FR Frenchmen
GB Britons
GR Greeks
HU Hungarians
IE Irishmen
IL Israelis
IN Indians
IQ Iraqis
IR Iranians
IT Italians
MX Mexicans
NG Nigerians
NO Norwegians
PK Pakistanis
PS Palestinians
RO Romanians
RS Serbs
RU Russians
SA Saudis
SE Swedes
SY Syrians
TR Turks
UA Ukrainians
US Americans
`

// compoundStarts are the first words of compounds, by the lexeme's value; there
// may, but need not be "US" before "amerikanisch".
var compoundStarts = []string{"", "saudi", "sri"}

// nationalWords is the lexicon's table of nationalities.
func nationalWords() (table []lexeme) {
	each := func(list string, take func(codes, word string, language bool)) {
		for _, line := range strings.Split(strings.TrimSpace(list), "\n") {
			words := strings.Fields(line)
			codes, language := strings.ReplaceAll(words[0], "/", " "), false
			for _, w := range words[1:] {
				if w == "+" {
					language = true
					continue
				}
				take(codes, w, language)
			}
		}
	}
	// Of compounds ("saudi-arabisch") the lexicon has the last word, and what must
	// stand before it.
	add := func(codes, written string, s sense, value int64) {
		words := word.Fold(written)
		if len(words) == 2 {
			value = int64(slices.Index(compoundStarts, words[0]))
		}
		table = append(table, lexeme{word: words[len(words)-1], sense: s, text: codes, value: value})
	}
	each(germanAdjectives, func(codes, w string, _ bool) {
		add(codes, w, nationalStem, 0)
		for _, ending := range []string{"e", "en", "er", "es", "em"} {
			add(codes, w+ending, nationalAdjective, 0)
		}
	})
	each(germanPeople, func(codes, w string, _ bool) { add(codes, w, nationals, 0) })
	each(englishPeople, func(codes, w string, _ bool) { add(codes, w, nationals, 1) })
	add("CH", "Schweizer", nationals, 2)
	each(englishAdjectives, func(codes, w string, language bool) {
		value := int64(0)
		if language {
			value = 1
		}
		add(codes, w, nationalEnglish, value)
	})
	return table
}
