package text

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestHTMLNavigation(t *testing.T) {
	link := func(words string) string { return `<a href="x">` + words + "</a>" }
	prose := strings.Repeat("Der Ausschuss tagte in Köln und beschloss nichts. ", 10)
	tests := []struct{ name, page, want string }{
		{"nav", "<nav><h2>Inhalt</h2><p>eins</nav><p>Text", "navigation paragraph"},
		{"role", "<div role=navigation><div>eins</div>zwei</div><p>Text", "navigation paragraph"},
		{"short links in a list", "<ul><li>" + link("eins") + "<li>" + link("zwei") + "<ul><li>" + link("drei") + "</ul></ul>", "navigation"},
		{"links in a line", "<p>" + link("eins") + " | " + link("zwei") + " | " + link("drei"), "navigation"},
		{"one link", "<p>" + link("eins"), "paragraph"},
		{"two links", "<ul><li>" + link("eins") + "<li>" + link("zwei") + "</ul>", "item"},
		{"one link in a footer", "<footer>" + link("eins") + "<p>Köln 1984</footer>", "navigation footer"},
		{"table of contents", "<div class=toc><dl><dt>" + link("eins") + "<dd>" + link("zwei") + "</dl></div><p>Text", "navigation paragraph"},
		{"table with linked names", "<table><tr><td>" + link("Köln") + "<td>1.084.831<tr><td>" + link("Bonn") + "<td>331.885</table>", "cell"},
		{"list of long links", "<ul>" + strings.Repeat("<li>"+link(strings.Repeat("langer Titel ", 20)), 3) + "</ul>", "item"},
		{"list of linked sentences", "<ul>" + strings.Repeat("<li>"+link("eins")+" ist das erste von drei Wörtern", 3) + "</ul>", "item"},
		{"nav never closed", "<nav>" + link("eins") + "<p>" + prose, "navigation paragraph"},
		{"class never closed", "<div class=sidebar>" + link("eins") + "<p>" + prose + "<p>kurz", "navigation paragraph"},
		{"class that only speaks of one", "<div class='has-sidebar canal'>" + link("eins") + "</div>", "paragraph"},
		{"title", "<nav><title>T</title></nav>", "title"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var kinds []string
			for _, p := range readHTML(t, []byte(tt.page), "utf-8").Passages {
				if kind := string(p.Kind); len(kinds) == 0 || kinds[len(kinds)-1] != kind {
					kinds = append(kinds, kind)
				}
			}
			require.Equal(t, tt.want, strings.Join(kinds, " "))
		})
	}
}
