package authority

import (
	"slices"
	"strings"
)

// kinds has the types that an entry may have under the kind of fact that they
// make. The kind's own name is a type, too.
var kinds = map[string]string{
	"country": "",
	"place": `city town village district county province state region zone continent island
		river lake sea mountain street`,
	"organisation": `company authority ministry agency university school party association
		government court bank newspaper military`,
	"person":   "",
	"project":  "programme",
	"facility": "plant building airport station port museum hospital",
}

var kindByType, types = func() (map[string]string, []string) {
	by := map[string]string{}
	var all []string
	for kind, list := range kinds {
		for _, t := range append(strings.Fields(list), kind) {
			by[t] = kind
			all = append(all, t)
		}
	}
	slices.Sort(all)
	return by, all
}()

// KindOf returns the kind of fact that an entry of this type makes: country,
// place, organisation, person, project or facility; "" for an unknown type.
func KindOf(entryType string) string { return kindByType[entryType] }

// Types returns the types that an entry may have, sorted.
func Types() []string { return slices.Clone(types) }
