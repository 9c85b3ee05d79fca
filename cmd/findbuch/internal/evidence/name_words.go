package evidence

import (
	"slices"
	"strings"

	"findbuch/cmd/findbuch/internal/word"
)

// nameWords is the lexicon's table of the words that tell what a name is.
func nameWords() []lexeme {
	return slices.Concat(nationalWords(),
		lexemes(languageNoun, `sprache sprachen sprachig sprachige sprachigen sprachiger sprachiges sprachlich ubersetzung ubersetzungen
		ubersetzer ubersetzern ubersetzte ubersetzten version versionen fassung wort worter wortern text texte texten seite seiten
		ausgabe ausgaben name namen begriff begriffe begriffs begriffen ausdruck ausdrucke original originals umlaut umlaute umlauten
		tastatur tastaturen tastaturbelegung tastaturlayout alphabet alphabets buchstaben schrift schriftzeichen zeichen zeichensatz
		rechtschreibung grammatik worterbuch worterbucher wikipedia bezeichnung bezeichnungen handbuch handbuchs handbuchseite
		handbuchseiten dokumentation meldung meldungen mailingliste lokalisierung locale locales anfuhrungszeichen notation schreibweise
		schreibweisen titel literatur aussprache dialekt dialekte vokabeln satz satze satzes anleitung anleitungen hilfe
		programmubersetzungen trennregeln silbentrennung akzent akzente variante varianten einstellungen ziffern worts glyphe glyphen kana kanji hiragana katakana buchstabe kalender ideogramme standardzeichensatz zeichensatze alpha beta gamma delta theta pi omega ligatur ligaturen endung endungen format artikel gebietsschema gebietsschemas sonderzeichen vokale konsonanten akzentzeichen
		language languages translation translations translator translators translated text texts word words character characters
		letter letters alphabet script scripts speaking speaker speakers keyboard keyboards locale locales version versions edition manpage manpages bokmal nynorsk voice dictionary
		grammar spelling name names title phrase phrases quotes quotation accent accents dialect dialects localization
		localisation documentation manual page pages layout umlaut umlauts numerals digits notation literature braille sign
		english deutsch englisch german french spanish italian portuguese sentence sentences lyrics poem typewriter ascii
		dollar dollars tastaturtreiber braille vowels vowel consonants files docs l10n i18n encoding encodings calendar era cookies
		maintainer maintainers mail mails utf`),
		lexemes(countryCueWord, `republic government republik regierung kingdom president praesident president king konig land country`),
		lexemes(ofWord, `of von der des`),
		cueWords(placeCue, beforeName, "city", `stadt hauptstadt hafenstadt grossstadt millionenstadt kreisstadt stadten landeshauptstadt kleinstadt metropole hansestadt`),
		cueWords(placeCue, beforeName, "province", `provinz`),
		cueWords(placeCue, beforeName, "state", `bundesstaat bundesland`),
		cueWords(placeCue, beforeName, "district", `landkreis bezirk kreis stadtbezirk kanton departement oblast`),
		cueWords(placeCue, beforeName, "village", `dorf gemeinde`),
		cueWords(placeCue, beforeName, "region", `region`),
		cueWords(placeCue, beforeName, "island", `insel`),
		cueWords(placeCue, beforeOf, "city", `city`),
		cueWords(placeCue, beforeOf, "town", `town`),
		cueWords(placeCue, beforeOf, "village", `village`),
		cueWords(placeCue, beforeOf, "province", `province`),
		cueWords(placeCue, beforeOf, "island", `island`),
		cueWords(placeCue, beforeOf, "county", `county`),
		cueWords(placeCue, afterName, "province", `province prefecture oblast`),
		cueWords(placeCue, endOfName, "county", `county`),
		cueWords(facilityWord, beforeName, "airport", `flughafen`),
		cueWords(facilityWord, beforeName, "plant", `kraftwerk kernkraftwerk atomkraftwerk kohlekraftwerk`),
		cueWords(facilityWord, endOfName, "airport", `airport`),
		cueWords(projectWord, 0, "", `projekt projekts projektes`),
		cueWords(projectWord, 1, "", `project`),
		forms(0, `GmbH mbH KGaA LLC PLC GmbHs`), forms(1, `AG KG SE OHG eG`), forms(2, `Inc Ltd Corp Pty Co`),
		cueWords(legalForm, 0, "", `incorporated corporation`),
		cueWords(companyEnd, 0, "", `group`),
		cueWords(organisationHead, 0, "ministry", `ministerium bundesministerium staatsministerium landesministerium innenministerium`),
		cueWords(organisationHead, 0, "agency", `bundesamt landesamt statistisches amt bundesanstalt bundesinstitut bundeszentrale landesanstalt`),
		cueWords(organisationHead, 0, "association", `institut akademie zentralinstitut forschungsinstitut`),
		cueWords(organisationHead, 0, "university", `universitat hochschule fachhochschule`),
		cueWords(organisationHead, 1, "university", `university`),
		cueWords(organisationHead, 1, "ministry", `ministry`),
		cueWords(organisationHead, 1, "association", `institute academy`),
		cueWords(honorific, 1, "", `herr herrn frau`), cueWords(honorific, 2, "", `mr mrs ms messrs`), cueWords(honorific, 0, "", `dr prof professor`),
		cueWords(office, 1, "", `prasident prasidenten prasidentin ministerprasident ministerprasidenten ministerprasidentin bundesprasident bundesprasidenten
		staatsprasident staatsprasidenten vizeprasident vizeprasidenten kanzler kanzlerin bundeskanzler bundeskanzlerin minister ministerin
		aussenminister aussenministerin innenminister innenministerin finanzminister finanzministerin verteidigungsminister
		verteidigungsministerin wirtschaftsminister wirtschaftsministerin justizminister justizministerin premierminister premierministers
		premierministerin burgermeister burgermeisterin oberburgermeister oberburgermeisterin papst generalsekretar generalsekretarin
		staatssekretar staatssekretarin botschafter botschafterin vorsitzende vorsitzender vorsitzenden prasidiumsmitglied
		direktor direktorin geschaftsfuhrer geschaftsfuhrerin vorstandschef vorstandsvorsitzende vorstandsvorsitzender vorstandsvorsitzenden
		sprecher sprecherin staatschef regierungschef parteichef bundestrainer`),
		cueWords(office, 2, "", `president chancellor governor senator mayor pope chairman chairwoman ambassador`),
		lexemes(lowNameWord, `of the and und fur for`),
		lexemes(notInName, `the a an this that these those in on at by to from for and or of with as it its is are was were if when where while
		der die das den dem des ein eine einer eines einem einen und oder im in am an auf aus bei mit nach von vom zu zum zur fur als wie wenn
		weil dass sie er es wir ich ihr sein seine ihre diese dieser dieses diesem diesen auch nur noch so hier dort doch aber
		see siehe note copyright copyrighted licensed author authors autor autoren we our your you he she they i my his her their all any each
		some no not please but both every many most other another such what which who how why use using used also however
		herr frau mr mrs ms heute gestern morgen damals deshalb dann nun jetzt seit vor hinter uber unter zwischen gegen ohne um bis
		durch wahrend jede jeder jedes alle viele einige mehrere beide kein keine welche welcher manche sowie sowohl was wer wo`),
		detailWords(placeStart, `bad sankt st san santa new los las el la le saint port fort hong rio sao buenos ciudad nischni`),
		detailWords(companyCue, `firma firmen unternehmen konzern hersteller anbieter tochter gesellschaft muttergesellschaft tochtergesellschaft autohersteller
		autobauer softwarehersteller softwarekonzern company companies subsidiary vendor manufacturer fix add remove update trademark trademarks warenzeichen marke
		vorstand aufsichtsrat aktie betreiber partner kunde kunden sponsor bank versicherung verlag ceo cto author maintainer sponsored contributed
		cc email mail address adresse inc corp portions parts code lieferant vendor optional driver treiber designed developed written based sold released provided product software
		january february march april may june july august september october november december`),
		detailWords(common, `open pilot it eu us software web forschungs forschung gross test bau neu neues new close save current example beispiel source our your this
		that same first second third next previous other main sub single whole entire each every any another big small large free
		bildungs infrastruktur entwicklungs kultur schul kunst film musik bauprojekt milliarden millionen prestige referenz gemeinschafts
		multi kooperations mammut mini lieblings klima energie umwelt java python c visual studio basic vba build eclipse`),
		detailWords(particle, `von van de der den del della di da zu ten ter bin ibn al la le dos`),
		detailWords(endsInS, `hans klaus claus thomas jens lars andreas markus marcus matthias tobias james nicolas nicholas charles carlos chris boris
		dennis jonas lukas niklas magnus julius luis louis elias johannes jannis joris kees marius silvius francis angeles paris`),
		detailWords(onScreen, `submenu menu dialog window button file files directory folder tab pane tree settings properties page wizard option`),
		detailWords(beforePeople, `die der den viele vieler vielen alle aller allen zwei drei vier beide beiden junge jungen millionen tausende tausenden hunderte`),
		detailWords(indefinite, `ein eine einem einen eines einer kein keine keinem keinen jedes jedem jeden ihr ihrem ihres ihren unser unserem unseres mein meinem
		neues neuen aktuellen aktuelle aktuelles`),
		detailWords(middleName, `karl carl maria josef joseph georg heinrich johann wilhelm friedrich otto franz ernst anton alois luis luise
		elisabeth magdalena theresia margarethe christoph michael andreas peter`),
		detailWords(partOfCountry, `north south east west northern southern eastern western central mainland communist nazi fascist imperial
		colonial ancient medieval modern rural urban occupied unified reunified postwar greater`),
		detailWords(deputy, `stellvertretende stellvertretender stellvertretenden stellvertretendem`),
	)
}

// cueWords are words that tell what a name beside them is: how they stand to it
// is the value, the type of what it names the text.
func cueWords(s sense, how int64, kind, words string) (table []lexeme) {
	for _, l := range lexemes(s, words) {
		l.value, l.text = how, kind
		table = append(table, l)
	}
	return table
}

// forms are legal forms as they are written: in any text (0), in German ones (1), or
// with a full stop that belongs to them (2).
func forms(how int64, words string) (table []lexeme) {
	for _, w := range strings.Fields(words) {
		table = append(table, lexeme{word: word.Fold(w)[0], sense: legalForm, value: how, text: w})
	}
	return table
}

func detailWords(detail int64, words string) (table []lexeme) {
	for _, l := range lexemes(nameDetail, words) {
		l.value = detail
		table = append(table, l)
	}
	return table
}
