package word

// functionWords are closed-class words (articles, prepositions, conjunctions,
// pronouns, auxiliary and modal verbs) of each language, as any grammar of it
// lists them; no frequency list was copied. They are written as usual and folded
// when first needed. A word may stand under several languages: it then counts
// for each, and only what they do not share decides.
var functionWords = map[string]string{
	"cs": `
		a aby ale ani ano asi až bez bude budou by byl byla bylo byly být co což do ho i jak
		jako je jeho jejich její jen jenž ještě ji jsem jsme jsou k kde kdo když ke která
		které který mezi mohou má může na nad nebo nebyl nejsou není než o od po pod podle
		pokud pouze pro proto protože před při s se si tak také tato tedy ten tento to tohoto
		tom tomto tyto této u v ve však z za ze že`,
	"da": `
		ad af alle at blev blive bliver da de dem den denne der deres det dette dig din disse du
		efter eller en end er et for fra få får ham han hans har havde have hun hvad hvis hvor
		i ikke ind jeg kan kun kunne man med meget mellem men mere mig mod må ned noget nogle
		nu når og også om op over på sig sin skal skulle som så til ud under var ved vi vil
		ville være været`,
	"de": `
		aber alle allem allen aller als also am an andere anderen auch auf aus bei beim bereits
		bis bzw da dabei dadurch dafür damit dann daran darauf das dass dein dem den denen
		denn der deren des dessen die dies diese dieselbe diesem diesen dieser dieses doch
		dort du durch ein eine einem einen einer eines einige er es etwa falls für gegen haben
		hat hatte hatten hier hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in indem
		ins ist jede jedem jeden jeder jedes jedoch kann kein keine keinen können könnte mehr
		mein mit muss müssen nach nicht nichts noch nur ob oder ohne schon sehr sein seine
		seinem seinen seiner seit sich sie sind so sobald sollte sollten sondern sowie um und
		uns unter vom von vor war waren was weil welche welcher wenn werden wie wieder wir
		wird wo wurde wurden während zu zum zur zwischen über`,
	"en": `
		a about after all also an and any are as at be because been before being between both
		but by can cannot could did do does each either for from had has have he her his how
		if in into is it its may might more most must my no nor not of off on only or other
		our out over shall she should so some such than that the their them then there these
		they this those through to under until up upon us was we were what when where whether
		which while who whose will with within without would you your`,
	"es": `
		a al alguna algunos algún ante antes aquí así aunque cada como con cual cuales cualquier
		cuando cuya cuyo cuál de debe deben del desde donde dos durante e el ella ellos en
		entre era es esa ese eso esta estas este esto estos está están fue fueron ha han hasta
		hay la las le les lo los me mediante mientras muy más nada ni no nos o otra otro otros
		para pero por porque puede pueden que quien qué se sea según ser si sido sin sino
		sobre solo son su sus también tanto tiene tienen todas todo todos tras u un una unos
		usted y ya él`,
	"fr": `
		afin ainsi alors après au aucun aucune aussi autre autres aux avant avec avez avoir c
		car ce ceci cela celle celui ces cet cette ceux chaque chez comme d dans de depuis des
		doit doivent donc dont du dès elle elles en encore entre est et faire fait il ils j je
		l la laquelle le lequel les leur leurs lors lorsque lui m mais même n ne ni nos notre
		nous on ont ou où par pas pendant peu peut peuvent plus pour pourquoi puis qu quand
		que quel quelle qui quoi s sa sans se selon sera ses si sinon soit son sont sous sur
		tous tout toute toutes très tu un une vers voir vos votre vous y à étaient était été
		être`,
	"hu": `
		a abban ahol aki akkor alapján alatt amely amelyek ami amikor az azok azon azonban be
		csak de e egy egyes ehhez el ennek ez ezek ezt fel felett ha hanem hogy ill illetve is
		itt kell ki között külön lehet lesz majd meg mely melyek mert mi minden mint mivel már
		még míg nem nincs nélkül olyan ott pedig s sem szerint után utána vagy van vannak volt
		voltak által és össze úgy`,
	"it": `
		a ad agli ai al alcune alcuni all alla alle allo altri altro anche ancora c che chi ci
		come con cui da dagli dai dal dall dalla dalle degli dei del dell della delle dello
		deve devono di dopo dove due e ed era essere fa fra già gli ha hanno i il in io l la
		le lo loro ma mentre molto ne negli nei nel nell nella nelle nessun nessuna noi non
		nostro o ogni oppure per perché più poi possono prima può quale quali qualsiasi quando
		quanto quella quelle quello questa queste questi questo qui quindi se senza si sia
		solo sono sotto stata stato su sua sue sugli sui sul sull sulla sulle suo suoi sé tra
		tutte tutti tutto un una uno vengono verrà viene è`,
	"nl": `
		aan al alle alleen als andere ben bent bij dan dat de deze die dit doch doen door dus
		een elk elke en er geen had hadden heb hebben heeft hem het hier hij hoe hun ik in
		indien is ja je jij kan kunnen kunt maar me meer men met mijn moet moeten na naar niet
		nog nu of om omdat onder ons ook op over reeds sinds te tegen tijdens toch toen tot
		tussen u uit uw van vanaf veel via voor voordat waar waarbij waarin wanneer want waren
		was wat we wel welke werd werden wie wij word worden wordt zal ze zelf zich zij zijn
		zo zoals zonder zou zullen`,
	"pl": `
		a aby albo ale ani bardzo bez bo by być był była było były będzie będą co czy dla do dwa
		gdy gdzie go i ich ile im inne innych ja jak jako je jednak jego jej jest jeszcze
		jeśli jeżeli już każdy kiedy która które którego której który których którzy lub ma
		mają między może można mu na nad nie niż o od ona oni oraz po pod podczas poza przed
		przez przy się są tak także tam te tego tej ten to tych tylko tym u w we więc wraz
		wszystkich wszystkie z za ze zostanie został została że żeby`,
	"pt": `
		a ao aos apenas as até cada com como da das de dela dele deles depois desde desta deste
		deve devem do dos e ela ele eles em entre era essa esse esta este estes está eu foi
		foram há isso isto já lhe mais mas me mesmo muito na nas nem nesta neste no nos num
		numa não nós o onde os ou outra outras outro outros para pela pelas pelo pelos pode
		podem pois por porque qual qualquer quando que quem se seja sem ser será seu seus sido
		sobre sua suas são só também tem todas todo todos tudo têm um uma umas uns você à às é`,
	"ro": `
		a acea aceasta această acest acesta aceste acestea acestui ai aici al ale am ar are
		astfel asupra atunci au avea ca care ce cea cei cel cele cu cum când cât că căror
		către da dacă dar datorită de deci decât despre din dintre doar după ea ei el ele este
		eu există fi fie fiecare fost fără iar la le lor lui mai nici nu numai o ori pe pentru
		peste poate pot prin printre sa sau se sub sunt să său toate tot toţi toți trebuie un
		unde unei unele unor unui va vor îi îl în înainte încă într între îşi își şi și`,
	"sv": `
		alla allt att av blev bli blir de dem den denna deras dess dessa det detta dig din du
		där då efter ej eller en enligt er ett från får för genom hade han hans har hon hur
		här i icke in inga ingen inom inte jag kan kommer kunde man med mellan men mer mig mot
		mycket måste ned nu när någon något några och också om oss på samt sedan sig sin sina
		ska skall skulle som så till under upp ut utan var vara varit vi vid vilka vilken vill
		än är även över`,
}
