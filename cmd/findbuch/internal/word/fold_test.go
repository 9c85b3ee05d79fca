package word

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// foldDigest is over the folding of every rune. When it changes, what was
// indexed before is not found as it should be: raise Version with it.
const foldDigest = "6ca865ca08154411a68c51e729b9412ea9e246e6807f951105d514fc14513ead"

func TestFoldIsThatOfItsVersion(t *testing.T) {
	hash := sha256.New()
	for r := rune(0); r <= unicode.MaxRune; r++ {
		f := foldRune(r)
		fmt.Fprintf(hash, "%x %d %s\n", r, f.class, f.text)
	}
	require.Equal(t, 1, Version)
	require.Equal(t, foldDigest, hex.EncodeToString(hash.Sum(nil)),
		"the fold changed (new Unicode tables?): raise Version, then this digest")
}

func TestEveryRuneFolds(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		f := foldRune(r)
		require.Equal(t, f.class >= letter, f.text != "", "%U", r)
		if f.text == "" || f.class == spacing {
			continue
		}
		words := Fold(string(r))
		require.Equal(t, []string{f.text}, words, "%U", r)
		require.Equal(t, words, Fold(f.text), "%U folds to itself", r)
		for _, c := range []byte(f.text) {
			require.True(t, c >= 0x80 || asciiFold[c] == c, "%U has byte %q", r, c)
		}
	}
}

func TestASCIIFoldsAsAllOthers(t *testing.T) {
	for c := byte(0); c < 0x80; c++ {
		require.Equal(t, strings.Trim(string(asciiFold[c]), "\x00"), foldRune(rune(c)).text, "%q", c)
	}
}

// Two runes that Unicode's full case folding takes for equal fold alike here.
func TestFoldGoesAsFarAsUnicode(t *testing.T) {
	fold := cases.Fold()
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if foldRune(r).class < letter || !unicode.IsLetter(r) {
			continue
		}
		if r == '\u0345' || strings.ContainsRune(norm.NFD.String(string(r)), '\u0345') {
			continue // iota subscript is a mark here and goes off before case is folded
		}
		require.Equal(t, Fold(string(r)), Fold(fold.String(string(r))), "%U", r)
		require.Equal(t, Fold(string(r)), Fold(norm.NFC.String(string(r))), "%U composed", r)
		require.Equal(t, Fold(string(r)), Fold(norm.NFD.String(string(r))), "%U decomposed", r)
	}
}
