package document

import (
	"bytes"
	"compress/gzip"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"
)

const (
	german = "Der Ausschuß für Öffentlichkeitsarbeit tagte in Köln.\r\n" +
		"Über die Größe des Saales ließ sich streiten, über die Gäste nicht: «schön», sagte er.\r\n"
	germanTypeset = "„Anführung“ kostet – so heißt es – 3,50 € für Schüler…\n"
	french        = "Il a été décidé à l'unanimité que l'élève irait à Orléans, où l'on fête Noël.\n"
	english       = "It’s “quoted” – and that isn’t all that’s in it. Don’t worry, though.\n"
	swedish       = "Räksmörgås på Åland är gott, och så är köttbullar från Växjö.\n"
	spanish       = "¿Dónde está el año? ¡Aquí! El niño y la cigüeña viven en España.\n"
	russian       = "Делегация посетила Германию, Саудовскую Аравию и Россию в начале октября.\n"
	mixedRussian  = "for (i = 0; i < n; i++) /* цикл по всем строкам */ print(line[i]); // печать\n"
	greek         = "Η αντιπροσωπεία επισκέφθηκε τη Γερμανία στις αρχές Οκτωβρίου.\n"
	japaneseText  = "代表団は十月初めにドイツを訪問しました。カタカナもあります。\n"
	chinese       = "代表团于十月初访问了德国、沙特阿拉伯和俄罗斯。\n"
	koreanText    = "대표단은 10월 초에 독일을 방문했습니다.\n"
)

func encode(t testing.TB, e encoding.Encoding, text string) []byte {
	t.Helper()
	data, err := e.NewEncoder().Bytes([]byte(text))
	require.NoError(t, err)
	return data
}

func inUTF16(t testing.TB, endian unicode.Endianness, mark unicode.BOMPolicy, text string) []byte {
	return encode(t, unicode.UTF16(endian, mark), text)
}

func TestDetectCharset(t *testing.T) {
	le, be := unicode.LittleEndian, unicode.BigEndian
	with, without := unicode.UseBOM, unicode.IgnoreBOM
	umlauts := strings.Repeat("äöüß ", 50)
	tests := []struct {
		name string
		data []byte
		want Charset
	}{
		{"nothing", nil, Charset{"utf-8", "valid"}},
		{"ASCII", []byte("plain\n"), Charset{"utf-8", "valid"}},
		{"UTF-8", []byte(german), Charset{"utf-8", "valid"}},
		{"UTF-8, Russian", []byte(russian), Charset{"utf-8", "valid"}},
		{"UTF-8 with mark", []byte(bomUTF8 + german), Charset{"utf-8", "bom"}},
		{"mark alone", []byte(bomUTF8), Charset{"utf-8", "bom"}},
		{"UTF-8 with mark, cut", []byte(bomUTF8 + "Grün gr\xC3"), Charset{"utf-8", "bom"}},
		{"terminal colours", []byte("\x1b[31mrot\x1b[0m\n"), Charset{"utf-8", "valid"}},
		{"overstruck", []byte("N\bNA\bAM\bME\bE\n"), Charset{"utf-8", "valid"}},
		{"end of file of DOS", []byte("a\r\n\x1a"), Charset{"utf-8", "valid"}},

		{"UTF-16LE with mark", inUTF16(t, le, with, german), Charset{"utf-16le", "bom"}},
		{"UTF-16BE with mark", inUTF16(t, be, with, german), Charset{"utf-16be", "bom"}},
		{"UTF-16LE with mark, Chinese", inUTF16(t, le, with, chinese), Charset{"utf-16le", "bom"}},
		{"UTF-16LE with mark, emoji", inUTF16(t, le, with, "😀😀😀😀"), Charset{"utf-16le", "bom"}},
		{"UTF-16LE with mark, odd", append(inUTF16(t, le, with, german), 'x'), Charset{"utf-16le", "bom"}},
		{"UTF-16LE mark alone", []byte(bomUTF16LE), Charset{"utf-16le", "bom"}},
		{"UTF-16LE", inUTF16(t, le, without, german), Charset{"utf-16le", "nul pattern"}},
		{"UTF-16BE", inUTF16(t, be, without, german), Charset{"utf-16be", "nul pattern"}},
		{"UTF-16LE, typeset", inUTF16(t, le, without, germanTypeset), Charset{"utf-16le", "nul pattern"}},
		{"UTF-16LE, Russian", inUTF16(t, le, without, russian), Charset{"utf-16le", "nul pattern"}},
		{"UTF-16BE, Greek", inUTF16(t, be, without, greek), Charset{"utf-16be", "nul pattern"}},
		{"UTF-16LE, odd", inUTF16(t, le, without, german)[:99], Charset{}},

		{"cut at the end", []byte(german + "Gr\xC3"), Charset{"utf-8", "repaired"}},
		{"cut in three bytes", []byte("Grün, 5 \xE2\x82"), Charset{"utf-8", "repaired"}},
		{"few broken", []byte(umlauts + "\xFF" + umlauts), Charset{"utf-8", "repaired"}},
		{"many broken", []byte(umlauts + strings.Repeat("\xFF x", 20)), Charset{}},

		{"1252 German", encode(t, charmap.Windows1252, german+germanTypeset), Charset{"windows-1252", "guess"}},
		{"1252 typeset only", encode(t, charmap.Windows1252, germanTypeset), Charset{"windows-1252", "guess"}},
		{"1252 English", encode(t, charmap.Windows1252, english), Charset{"windows-1252", "guess"}},
		{"8859-1 German", encode(t, charmap.ISO8859_1, german), Charset{"iso-8859-1", "guess"}},
		{"8859-1 French", encode(t, charmap.ISO8859_1, french), Charset{"iso-8859-1", "guess"}},
		{"8859-1 Swedish", encode(t, charmap.ISO8859_1, swedish), Charset{"iso-8859-1", "guess"}},
		{"8859-1 Spanish", encode(t, charmap.ISO8859_1, spanish), Charset{"iso-8859-1", "guess"}},
		{"8859-1 last letter", []byte("un caf\xE9"), Charset{"iso-8859-1", "guess"}},

		{"KOI8-R", encode(t, charmap.KOI8R, russian), Charset{}},
		{"KOI8-R in source code", encode(t, charmap.KOI8R, mixedRussian), Charset{}},
		{"1251", encode(t, charmap.Windows1251, russian), Charset{}},
		{"1251 in source code", encode(t, charmap.Windows1251, mixedRussian), Charset{}},
		{"866", encode(t, charmap.CodePage866, russian), Charset{}},
		{"8859-7", encode(t, charmap.ISO8859_7, greek), Charset{}},
		{"Shift-JIS", encode(t, japanese.ShiftJIS, japaneseText), Charset{}},
		{"EUC-JP", encode(t, japanese.EUCJP, japaneseText), Charset{}},
		{"GB18030", encode(t, simplifiedchinese.GB18030, chinese), Charset{}},
		{"GB18030 in source code", encode(t, simplifiedchinese.GB18030, "if (x) { /* "+chinese+" */ }"), Charset{}},
		{"EUC-KR", encode(t, korean.EUCKR, koreanText), Charset{}},
		{"850 German", encode(t, charmap.CodePage850, strings.ReplaceAll(german, "\r", "")), Charset{}},
		{"Macintosh German", encode(t, charmap.Macintosh, german), Charset{}},

		{"Macintosh English", encode(t, charmap.Macintosh, english), Charset{}},
		{"GB18030 quotes", encode(t, simplifiedchinese.GB18030, "He said “yes” and “no”."), Charset{}},
		{"1252 rows of spaces", encode(t, charmap.Windows1252, german+"\u00A0\u00A0\u00A0\u00A0 ———— I²C"), Charset{"windows-1252", "guess"}},
		{"1252 signs", encode(t, charmap.Windows1252, "±5 °C, ½ l, §7, ©2020, ¶, 5 µm, « oui »"), Charset{"iso-8859-1", "guess"}},

		{"NULs", make([]byte, 4096), Charset{}},
		{"UTF-8 with a NUL", []byte(german + "\x00"), Charset{}},
		{"mark and a NUL", []byte(bomUTF8 + "a\x00b"), Charset{}},
		{"records ending with NUL", []byte("abc\x00def\x00ghijk\x00"), Charset{}},
		{"controls", []byte(strings.Repeat("a\x01\x02", 100)), Charset{}},
		{"small numbers", bytes.Repeat([]byte{33, 0, 36, 0, 60, 0, 7, 0}, 100), Charset{}},
		{"punctuation of 16 bits", bytes.Repeat([]byte{33, 0, 36, 0, 60, 0, 61, 0}, 100), Charset{}},
		{"audio frame", append([]byte(bomUTF16LE), randomBytes(4096)...), Charset{}},
		{"UTF-32LE", []byte("\xFF\xFE\x00\x00a\x00\x00\x00b\x00\x00\x00c\x00\x00\x00"), Charset{}},
		{"gzip", gzipped(t, german), Charset{}},
		{"JPEG", jpeg(), Charset{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.want, DetectCharset(tt.data))
		})
	}
}

func TestRandomBytesAreNoText(t *testing.T) {
	data := randomBytes(1 << 20)
	for n := 64; n <= len(data); n *= 2 {
		require.Equal(t, Charset{}, DetectCharset(data[:n]), "%d bytes", n)
		withoutNULs := bytes.ReplaceAll(data[:n], []byte{0}, []byte{1})
		require.Equal(t, Charset{}, DetectCharset(withoutNULs), "%d bytes without NUL", n)
	}
}

func TestTooManyBrokenBytes(t *testing.T) {
	data := strings.Repeat(strings.Repeat("ä", 20)+"\xFF", maxBroken)
	require.Equal(t, Charset{"utf-8", "repaired"}, DetectCharset([]byte(data)))
	require.Equal(t, Charset{}, DetectCharset([]byte(data+data)))
}

// Every text in UTF-8 without control characters is taken for UTF-8, cut or not.
func TestUTF8IsNeverGuessed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[a-zäöüß€–Ж漢😀 \n]{1,60}`).Draw(t, "text")
		require.Equal(t, Charset{"utf-8", "valid"}, DetectCharset([]byte(text)))
		cut := "ü" + text + "\xE2\x82"
		require.Equal(t, Charset{"utf-8", "repaired"}, DetectCharset([]byte(cut)))
	})
}

func TestOddControls(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		data := rapid.SliceOf(rapid.Byte()).Draw(t, "data")
		require.Equal(t, countOddControls(data), oddControls(data))
	})
}

func randomBytes(n int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	data := make([]byte, n)
	for i := range data {
		data[i] = byte(r.Uint32())
	}
	return data
}

func gzipped(t testing.TB, text string) []byte {
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, err := w.Write([]byte(strings.Repeat(text, 20)))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return out.Bytes()
}

// jpeg returns the beginning of a JPEG file and bytes as random as its rest.
func jpeg() []byte {
	return append([]byte("\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xFF\xDB"), randomBytes(2000)...)
}

func FuzzDetectCharset(f *testing.F) {
	for _, seed := range []string{"", german, bomUTF8 + "ä", bomUTF16LE + "a\x00", "\x00a\x00b", "caf\xE9", "ä\xC3",
		"{\"a\":1}", "<html>", "%PDF-1.4"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		cs := DetectCharset(data)
		require.Equal(t, cs.Name == "", cs.By == "")
		media := MediaType(data, cs)
		require.NotEmpty(t, media)
		require.NotContains(t, media, ";")
		require.NotEqual(t, "text/csv", media)
	})
}

func BenchmarkDetectCharset(b *testing.B) {
	for _, bench := range []struct {
		name string
		data []byte
	}{
		{"ASCII", []byte(strings.Repeat("The quick brown fox jumps over the lazy dog, it says here.\n", 20000))},
		{"German", []byte(strings.Repeat(german, 8000))},
		{"Russian", []byte(strings.Repeat(russian, 8000))},
		{"1252", encode(b, charmap.Windows1252, strings.Repeat(german+germanTypeset, 5000))},
		{"UTF-16LE", inUTF16(b, unicode.LittleEndian, unicode.IgnoreBOM, strings.Repeat(german, 4000))},
		{"JPEG", append(jpeg(), randomBytes(1<<20)...)},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.SetBytes(int64(len(bench.data)))
			for b.Loop() {
				DetectCharset(bench.data)
			}
		})
	}
}
