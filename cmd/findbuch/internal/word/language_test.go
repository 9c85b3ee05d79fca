package word

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func languageOf(text string) string {
	var c Counter
	observe(&c, text)
	return c.Language()
}

func observe(c *Counter, text string) {
	var s Scanner
	s.Reset(text)
	for s.Next() {
		c.Observe(s.Folded())
	}
}

func TestLanguage(t *testing.T) {
	for _, test := range []struct{ want, text string }{
		{"cs", "Archiv byl založen v roce 1920 a jeho sbírky jsou dnes přístupné všem, kteří o to požádají."},
		{"da", "Arkivet blev oprettet i 1920, og samlingerne er nu åbne for alle, som ikke har været her før."},
		{"de", "Das Archiv wurde im Jahr 1920 gegründet, und seine Bestände sind heute für jeden zugänglich."},
		{"en", "The archive was founded in 1920, and its collections are now open to everyone who asks for them."},
		{"es", "El archivo fue fundado en 1920 y sus colecciones están abiertas a todos los que lo soliciten."},
		{"fr", "Les archives ont été fondées en 1920 et leurs collections sont ouvertes à tous ceux qui le demandent."},
		{"hu", "A levéltár az 1920-as évben alakult, és a gyűjtemény ma már mindenki számára nyitva van, aki kéri."},
		{"it", "L'archivio è stato fondato nel 1920 e le sue raccolte sono aperte a tutti coloro che lo chiedono."},
		{"nl", "Het archief werd in 1920 opgericht en de verzamelingen zijn nu open voor iedereen die erom vraagt."},
		{"pl", "Archiwum zostało założone w roku 1920, a jego zbiory są dziś dostępne dla wszystkich, którzy o to proszą."},
		{"pt", "O arquivo foi fundado em 1920 e as suas coleções estão abertas a todos os que não as conhecem."},
		{"ro", "Arhiva a fost fondată în anul 1920, iar colecțiile sale sunt deschise pentru toți cei care le cer."},
		{"sv", "Arkivet grundades år 1920 och samlingarna är nu öppna för alla som inte har varit här förut."},
		{"und", ""},
		{"und", "Akte 17/4, 1920–1923"},
		{"und", "1 2 3 4 5 6 7 8 9 10"},
		{"und", "Müller, Meier, Schulze, Berlin, Hamburg, München, Köln, Dresden, Leipzig"},
		{"und", strings.Repeat("sub pixel value ", 200)}, // Romanian "sub", again and again
		{"und", "北京是中华人民共和国的首都"},
	} {
		require.Equal(t, test.want, languageOf(test.text), test.text)
	}
}

func TestLanguageOfTheSeed(t *testing.T) {
	files, err := filepath.Glob("../../../../seeds/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		require.Equal(t, "de", languageOf(string(text)), file)
	}
}

func TestLanguageOfMixedTextIsUnsure(t *testing.T) {
	german := "Das Archiv wurde im Jahr 1920 gegründet, und seine Bestände sind für alle da. "
	english := "The archive was founded in 1920, and its collections are open to all of us. "
	require.Equal(t, "und", languageOf(german+english))
}

func TestCounterLooksAtTheBeginningOnly(t *testing.T) {
	german := strings.Repeat("Das ist nicht so, wie wir es aus dem Archiv kennen. ", 400)
	var c Counter
	observe(&c, german)
	observe(&c, strings.Repeat("This is not what we know from the archive. ", 4000))
	require.Equal(t, "de", c.Language())
}

func TestCounterReset(t *testing.T) {
	var c Counter
	observe(&c, "Das ist nicht so, wie wir es aus dem Archiv kennen.")
	require.Equal(t, "de", c.Language())
	c.Reset()
	require.Equal(t, "und", c.Language())
	observe(&c, "This is not what we know from the archive.")
	require.Equal(t, "en", c.Language())
}

func BenchmarkCounter(b *testing.B) {
	words := Fold(strings.Repeat(benchmarkText, 200))[:observedWords]
	bytes := make([][]byte, len(words))
	for i, w := range words {
		bytes[i] = []byte(w)
	}
	var c Counter
	for b.Loop() {
		c.Reset()
		for _, w := range bytes {
			c.Observe(w)
		}
		c.Language()
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*observedWords), "ns/word")
}
