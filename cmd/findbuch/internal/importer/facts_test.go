package importer

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"findbuch/store"
)

const everyFact = `SELECT document, ordinal, kind, start, "end", quote, stated, resolved, rule FROM facts ORDER BY document, ordinal`
const everyPremise = `SELECT lower(hex(sha256)), fact, premise.ordinal, start, "end", (SELECT value FROM assertion WHERE assertion.id = premise.assertion)
	FROM premise JOIN document ON document.id = premise.document ORDER BY 1, 2, 3`

func changeLists(t *testing.T, db string, l store.List) {
	t.Helper()
	w, err := store.OpenWriter(context.Background(), db, nil)
	require.NoError(t, err)
	defer w.Close()
	_, err = ChangeLists(t.Context(), w, "test", l)
	require.NoError(t, err)
}

// Law 5, for facts: whatever comes first, the date, the list or the document, the
// same rows stand in the end; and a reading anew changes none.
func TestFactsAreTheSameByAnyWay(t *testing.T) {
	list, err := os.ReadFile("../../../../testdata/authorities/release.csv")
	require.NoError(t, err)
	release := store.List{Name: "release", Format: ".csv", Content: list}
	dated := func(o *Options) { o.Dated, o.Who = "2024-02-03", "A. Muster" }
	folder := t.TempDir()
	put(t, folder, "a.txt", "Gestern kam ein Brief.\n\nAm 3. Mai 1999 war Anna in Panjin, am 5. auch.\n",
		"b.html", "<p>Im März dieses Jahres zahlte Siemens 5 Mio. Euro.</p>", "brief.eml", mailWithLetter)
	seeds := "../../../../seeds"

	ways := map[string]func(db string){
		"documents, list, date": func(db string) {
			importInto(t, db, nil, folder, seeds)
			changeLists(t, db, release)
			importInto(t, db, dated, folder, seeds)
		},
		"documents with the date, list": func(db string) {
			importInto(t, db, dated, folder, seeds)
			changeLists(t, db, release)
		},
		"all of it, and read again": func(db string) {
			importInto(t, db, dated, folder, seeds)
			changeLists(t, db, release)
			for _, reader := range []string{"plain", "html", "mail"} {
				rereads(t, db, reader)
			}
		},
		"a list that was taken back": func(db string) {
			importInto(t, db, dated, folder, seeds)
			changeLists(t, db, release)
			changeLists(t, db, store.List{Name: "release"})
			changeLists(t, db, release)
		},
	}
	var want []string
	for name, way := range ways {
		db := filepath.Join(t.TempDir(), "findbuch.db")
		way(db)
		rows := append(ask(t, db, everyFact), ask(t, db, everyPremise)...)
		require.NotEmpty(t, rows)
		require.NotEmpty(t, ask(t, db, `SELECT 1 FROM facts WHERE stated LIKE '%"list":"release"%'`), name)
		require.NotEmpty(t, ask(t, db, `SELECT 1 FROM premise WHERE assertion IS NOT NULL`), name)
		if want == nil {
			want = rows
		}
		require.Equal(t, want, rows, name)
	}
}

// Law 4: another asserted date changes what is resolved, and nothing else.
func TestADateChangesNothingStated(t *testing.T) {
	folder, db := t.TempDir(), filepath.Join(t.TempDir(), "findbuch.db")
	put(t, folder, "a.txt", "Gestern kam ein Brief. Im Mai war Anna hier, am 3. und am Montag. Sie blieb drei Tage.")
	const stated = `SELECT ordinal, kind, start, "end", rule, stated FROM facts ORDER BY ordinal`
	const resolved = `SELECT resolved FROM facts WHERE resolved IS NOT NULL ORDER BY ordinal`
	importInto(t, db, nil, folder)
	want := ask(t, db, stated)
	require.Empty(t, ask(t, db, resolved), "nothing is resolved without an anchor")
	var before []string
	for _, date := range []string{"2001-06-07", "1987-12-24"} {
		importInto(t, db, func(o *Options) { o.Dated, o.Who = date, "B." }, folder)
		require.Equal(t, want, ask(t, db, stated))
		now := ask(t, db, resolved)
		require.NotEmpty(t, now)
		require.NotEqual(t, before, now)
		before = now
	}
	require.Equal(t, []string{"2"}, ask(t, db, `SELECT count(*) FROM assertion`))
	importInto(t, db, func(o *Options) { o.Dated, o.Who = "1987-12-24", "B." }, folder)
	require.Equal(t, []string{"2"}, ask(t, db, `SELECT count(*) FROM assertion`), "said once")
}
