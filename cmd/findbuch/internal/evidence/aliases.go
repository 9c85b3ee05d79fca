package evidence

// What CLDR does not say, by hand and reviewed.

// currencyAliases are names that a currency has in running text, as in
// cldrCurrencies. With several codes the name is ambiguous.
const currencyAliases = `
CNY	Yuan;Renminbi;RMB;yuan renminbi
EUR	Euro;Euros
USD	amerikanische Dollar;amerikanischer Dollar;American dollar;American dollars;U S dollar;U S dollars
DEM	D-Mark;Deutschmark;Deutschmarks;Westmark;deutsche mark;deutsche marks;West German marks
ITL	Italian lire;italienische Lire
DDM	Ostmark;DDR-Mark
GBP	Pfund Sterling;pound sterling;pounds sterling;englische Pfund;englisches Pfund
CHF	Schweizerfranken;SFr;sFr
ATS	österreichische Schilling
NLG	Dutch guilder;Dutch guilders;holländische Gulden;holländischer Gulden;niederländische Gulden
JPY	Yen;yen
TRY	türkische Lira
PLN	Zloty;Złoty;zloty;zlotys
HUF	Forint;forint;forints
THB	Baht;baht
ILS	Schekel;Shekel;shekel;shekels;Israeli shekel;Israeli shekels
MYR	Ringgit;ringgit;ringgits
IDR	Rupiah;rupiah;rupiahs
VND	Dong;dong;dongs
NGN	Naira;naira;nairas
KZT	Tenge;tenge
GHS	Cedi;cedi;cedis
ZAR	Rand;rand;rands
KPW|KRW	Won;won
BDT	Taka;taka
ETB	Birr;birr
UAH	Hrywnja;hryvnia;hryvnias
BRL	Reais;reais
XAF|XOF	CFA-Francs;CFA-Franken
BTC	Bitcoin;Bitcoins;bitcoin;bitcoins
`

// currencyHeads are nouns that say money without more. What they may mean is
// what CLDR has of that noun: "Dollar" is that of 22 countries.
const currencyHeads = `dollar dollars rubel ruble rubles rouble roubles franken franc francs krone kronen krona kronor kroner
	rupie rupien rupee rupees peso pesos pesete peseten peseta pesetas lira lire mark markka markkas schilling shilling shillings
	gulden guilder guilders drachme drachmen drachma drachmas escudo escudos dinar dinare dinars dirham dirhams marks rial rials riyal
	riyals riel riels pfund pound pounds`

// currencyParts are the hundredth parts.
const currencyParts = `
GBP|FKP|GIP|IEP|SHP	pence;penny
CHF	Rappen
DEM|DDM	Pfennig;Pfennige;Pfennigen
ATS|PLN	Groschen
RUB|BYN|UAH	Kopeke;Kopeken;kopeck;kopecks;kopek;kopeks
`

// currencySigns stand before or behind a number.
const currencySigns = `
EUR	€
USD	US$;U.S.$;USD$
CAD	C$;Can$;CAD$
AUD	AUD$
MXN	MXN$
NZD	NZD$
CNY	RMB;元
DEM	DM
CHF	SFr;sFr;SFr.;sFr.
LKR	ரூ
INR	₹
INR|LKR|MUR|NPR|PKR|SCR	Rs
DKK|ISK|NOK|SEK	kr
HUF	Ft
`

// boldCodes are the codes of ISO 4217 that hardly stand for anything else. With
// the others ("CAD", "TOP", "CRC") an amount must be written as money is, and the
// currency must be tender today.
const boldCodes = `EUR USD GBP CHF JPY CNY HKD SEK NOK DKK PLN CZK HUF RUB AUD NZD INR ZAR KRW SGD THB ILS UAH TWD MXN BRL BGN
	DEM ATS FRF NLG BEF SAR AED KWD QAR EGP KZT BTC`

// unitAliases are further names, as in cldrUnits. With several codes the name is
// ambiguous.
const unitAliases = `
km	kilometre;kilometres
m	metre;metres
cm	centimetre;centimetres
mm	millimetre;millimetres
dm	decimetre;decimetres
nm	nanometre;nanometres
um	micrometre;micrometres;micron;microns;Mikrometern
km2	square kilometre;square kilometres
m2	square metre;square metres
cm2	square centimetre;square centimetres
m3	cubic metre;cubic metres;Festmeter
L	litre;litres
mL	millilitre;millilitres
hL	hectolitre;hectolitres
kg	Kilo;Kilos;kilo;kilos;kilogramme;kilogrammes
g	gramme;grammes
t	Tonne;Tonnen;tonne;tonnes;metric ton;metric tons;metric tonnes
kt	Kilotonne;Kilotonnen;kilotonne;kilotonnes
[sft_i]	sq ft;square ft
m2	sq m
km2	sq km
[smi_us]	sq mi
[cft_i]	cu ft
[foz_us]	fl oz;fluid ounce;fluid ounces
[ston_av]	short ton;short tons
[lton_av]	long ton;long tons
[ston_av]|[lton_av]|t	ton;tons
[gal_us]|[gal_br]	gallon;gallons;Gallone;Gallonen
[pt_us]|[pt_br]	pint;pints;Pint;Pints
[qt_us]|[qt_br]	quart;quarts
[cup_us]	cup;cups
[bbl_us]	barrel;barrels;Barrel
km/h	Stundenkilometer;Stundenkilometern
[kn_i]	knots
MW.h	Megawattstunde;Megawattstunden;megawatt hour;megawatt hours
GW.h	Gigawattstunde;Gigawattstunden;gigawatt hour;gigawatt hours
TW.h	Terawattstunde;Terawattstunden;terawatt hour;terawatt hours
TW	Terawatt;terawatt;terawatts
Cel	degree Celsius;degrees Celsius;degrees centigrade;degree centigrade;Celsius
[degF]	degree Fahrenheit;degrees Fahrenheit;Grad Fahrenheit
75.kgf.m/s	Pferdestärke;Pferdestärken
KiBy	kibibyte;kibibytes;Kibibyte
MiBy	mebibyte;mebibytes;Mebibyte
GiBy	gibibyte;gibibytes;Gibibyte
TiBy	tebibyte;tebibytes;Tebibyte
{percentage_point}	Prozentpunkt;Prozentpunkte;Prozentpunkten;percentage point;percentage points;percent points
deg|Cel|[degF]	Grad;degree;degrees
circ|{turn}	turn;turns
[lb_av]|GBP	pound;pounds
[lb_av]|500.g|GBP	Pfund
`

// unitSymbols are read as they are written, small letters and capitals apart.
const unitSymbols = `
km	km	m	m	dm	dm	cm	cm	mm	mm	um	µm;μm	nm	nm
[mi_i]	mi	[yd_i]	yd;yds	[ft_i]	ft	[in_i]	in	[in_i]	inch
km2	km²;km2;qkm	m2	m²;m2;qm	cm2	cm²;cm2	mm2	mm²;mm2	har	ha
km3	km³;km3	m3	m³;m3;cbm	cm3	cm³;cm3;ccm	L	l;L	mL	ml;mL	cL	cl;cL	dL	dl;dL	hL	hl;hL
kg	kg;Kg	g	g	mg	mg	ug	µg;μg;mcg	t	t	[lb_av]	lb;lbs	[oz_av]	oz
bit	bit	kbit	kbit;Kbit	Mbit	Mbit	Gbit	Gbit	Tbit	Tbit
kBy	kB;KB;kByte;KByte	MBy	MB;MByte;Mbyte	GBy	GB;GByte;Gbyte	TBy	TB;TByte	PBy	PB
KiBy	KiB;Kib	MiBy	MiB	GiBy	GiB	TiBy	TiB	PiBy	PiB
kBy|kbit	kb;Kb	MBy|Mbit	mb;Mb	GBy|Gbit	gb;Gb
kbit/s	kbps;Kbps	Mbit/s	Mbps	Gbit/s	Gbps	Tbit/s	Tbps
Hz	Hz	kHz	kHz;KHz;Khz;khz	MHz	MHz;Mhz;mhz	GHz	GHz;Ghz;ghz	THz	THz
V	V	mV	mV	kV	kV	A	A	mA	mA	uA	µA;μA;uA	Ohm	Ω	kOhm	kΩ	MOhm	MΩ
W	W	mW	mW	kW	kW	MW	MW	GW	GW	TW	TW	kW.h	kWh	MW.h	MWh	GW.h	GWh	TW.h	TWh	W.h	Wh
kJ	kJ	MJ	MJ	kcal	kcal	eV	eV	keV	keV	MeV	MeV	dB	dB
Pa	Pa	hPa	hPa	kPa	kPa	MPa	MPa	mbar	mbar	[psi]	psi	[HP]	hp	75.kgf.m/s	PS
km/h	km/h;kph;kmph;kmh	[mi_i]/h	mph	Cel	℃	[degF]	℉	rad	rad	mm[Hg]	mmHg
`

// timeUnits divide: "km/h", "Meter pro Sekunde".
const timeUnits = `
s	s;sec;second;Sekunde;seconds
s2	s2
ms	ms;millisecond;Millisekunde
us	µs;μs;us;microsecond;Mikrosekunde
ns	ns;nanosecond;Nanosekunde
min	min;minute;Minute
h	h;hr;hour;Stunde
d	d;day;Tag
wk	week;Woche
mo	month;Monat
a	year;Jahr
`
