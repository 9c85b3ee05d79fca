package evidence

import "encoding/json"

// The JSON of what is stated or resolved has the members of its kind:
//
//	date, period, time       {"edtf","iso8601","mod","timex3"}   edtf null where there is no sign for it
//	duration, recurrence     {"iso8601","mod","timex3"}
//	amount                   {"value","currency","order","candidates"}
//	percentage, number, ordinal  {"value","order"}
//	quantity                 {"value","unit","order"}
//	country, nationality     {"code","name"}
//	names, role              {"name","type","country","list","id"}
//	title, dateline          {"text"}, of a dateline {"place","edtf"} too
//	codes                    {"value"}
//
// Members that say nothing are left out, but for edtf, value and currency, which
// are null. Decimals are strings.

type temporalJSON struct {
	EDTF    *string `json:"edtf"`
	ISO8601 string  `json:"iso8601,omitempty"` // of a date known by its distance: "gestern" is -P1D
	Mod     string  `json:"mod,omitempty"`
	TIMEX3  string  `json:"timex3,omitempty"`
}

type durationJSON struct {
	ISO8601 *string `json:"iso8601"`
	Mod     string  `json:"mod,omitempty"`
	TIMEX3  string  `json:"timex3,omitempty"`
}

type amountJSON struct {
	Value      *string  `json:"value"`
	Currency   *string  `json:"currency"`
	Order      string   `json:"order,omitempty"`
	Candidates []string `json:"candidates,omitempty"`
	Mod        string   `json:"mod,omitempty"`
}

type numberJSON struct {
	Value *string `json:"value"`
	Unit  string  `json:"unit,omitempty"`
	Order string  `json:"order,omitempty"`
	Mod   string  `json:"mod,omitempty"`
}

type countryJSON struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

type nameJSON struct {
	Name    string `json:"name"`
	Type    string `json:"type,omitempty"`
	Country string `json:"country,omitempty"`
	List    string `json:"list,omitempty"`
	ID      string `json:"id,omitempty"`
}

type textJSON struct {
	Text  string `json:"text"`
	Place string `json:"place,omitempty"`
	EDTF  string `json:"edtf,omitempty"`
}

type codeJSON struct {
	Value string `json:"value"`
}

// JSON returns what a value of a kind states or resolves to.
func (v Value) JSON(kind Kind) string {
	var members any
	switch kind {
	case Date, Period, Time:
		members = temporalJSON{orNull(v.EDTF), v.ISO8601, v.Mod, v.TIMEX3}
	case Duration, Recurrence:
		members = durationJSON{orNull(v.ISO8601), v.Mod, v.TIMEX3}
	case Amount:
		members = amountJSON{orNull(v.Number), orNull(v.Currency), v.Order, v.Candidates, v.Mod}
	case Percentage, Number, Ordinal, Quantity:
		members = numberJSON{orNull(v.Number), v.Unit, v.Order, v.Mod}
	case Country, Nationality:
		members = countryJSON{v.Code, v.Name}
	case Title, Dateline:
		members = textJSON{v.Name, v.Place, v.EDTF}
	case Email, URL, DOI, ISBN, IBAN:
		members = codeJSON{v.Code}
	default:
		members = nameJSON{v.Name, v.Type, v.Country, v.List, v.ID}
	}
	encoded, err := json.Marshal(members)
	if err != nil {
		panic(err) // strings alone
	}
	return string(encoded)
}

// TIMEX3Type returns the type that TimeML gives a temporal kind, "" for others.
func TIMEX3Type(kind Kind) string {
	switch kind {
	case Date, Period:
		return "DATE"
	case Time:
		return "TIME"
	case Duration:
		return "DURATION"
	case Recurrence:
		return "SET"
	}
	return ""
}

// Stored tells whether facts of the kind are kept in a catalogue; the others
// are read on demand.
func Stored(kind Kind) bool { return kind != Number && kind != Ordinal && kind != Time }

func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
