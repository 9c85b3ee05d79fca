package pronom

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"findbuch/cmd/findbuch/internal/document"
)

var update = flag.Bool("update", false, "write ../extensions.txt anew")

const extensionsHeader = `# The file name extensions that PRONOM lists for formats, a format a line: its
# PUID, "bytes" if siegfried has signatures of it or "name" if it goes by the name
# alone, and the extensions. Made from
#   %s
# by: go test ./cmd/findbuch/internal/document/pronom -run TestExtensions -update
`

// The table in package document is the one in siegfried's signatures. They keep
// it to themselves, so that it is looked for by reflection.
func TestExtensions(t *testing.T) {
	made := extensionsTable()
	if *update {
		require.NoError(t, os.WriteFile("../extensions.txt", []byte(made), 0o644))
	}
	kept, err := os.ReadFile("../extensions.txt")
	require.NoError(t, err)
	require.Equal(t, made, string(kept))
}

func TestExtensionsOf(t *testing.T) {
	require.Equal(t, []string{"pdf"}, document.Extensions("fmt/19"))
	require.Contains(t, document.Extensions("fmt/43"), "jpg")
	require.Contains(t, document.Extensions("x-fmt/111"), "txt")
	require.Empty(t, document.Extensions("fmt/0"))
}

func extensionsTable() string {
	s := reflect.ValueOf(loaded().siegfried).Elem()
	base := s.FieldByName("ids").Index(0).Elem().Elem().FieldByName("Base").Elem()
	names := base.FieldByName("gids").Elem()
	puids, first := stringsOf(names.FieldByName("ids")), int(names.FieldByName("start").Int())
	signed := append(stringsOf(base.FieldByName("bids").Elem().FieldByName("ids")),
		stringsOf(base.FieldByName("cids").Elem().FieldByName("ids"))...)

	extensions := map[string][]string{}
	found := s.FieldByName("nm").Elem().Elem().FieldByName("extensions").MapRange()
	for found.Next() {
		for i := range found.Value().Len() {
			puid := puids[int(found.Value().Index(i).Int())-first]
			extensions[puid] = append(extensions[puid], found.Key().String())
		}
	}
	var lines []string
	for puid, list := range extensions {
		slices.Sort(list)
		judge := "name"
		if slices.Contains(signed, puid) {
			judge = "bytes"
		}
		lines = append(lines, puid+" "+judge+" "+strings.Join(slices.Compact(list), " ")+"\n")
	}
	slices.Sort(lines)
	return fmt.Sprintf(extensionsHeader, Signatures()) + strings.Join(lines, "")
}

func stringsOf(list reflect.Value) (s []string) {
	for i := range list.Len() {
		s = append(s, list.Index(i).String())
	}
	return s
}
