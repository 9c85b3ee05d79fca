package text

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

const manPage = `'\" t
.\" Eine Anmerkung
.TH KÄSE 1 "2024\-05\-03" "käse 1.0"
.ie \n(.g .ds Aq \(aq
.el .ds Aq '
.if n \{\
.de XX
.B nicht
..
.\}
.SH NAME
käse \- macht K\(:ase
.SH "ÜBER \fBSICHT\fP"
.B käse
.RB [ \-v ]
.IR datei .\|.\|.
.PP
Ein Absatz
in zwei Zeilen\(em\*(lqso\*(rq.
.TP
.B \-v
sagt
mehr
.IP \(bu 2
eins "x"
.ie n .IP """zwei""" 4
.el .IP zwei 4
drei
.nf

  a  \e
    b
.fi
.TS
tab(|);
l l.
A|B
_
C|T{
lang
T}
.TE
`

const mdocPage = `.Dd May 3, 2024
.Dt KAESE 1
.Os
.Sh NAME
.Nm kaese
.Nd macht etwas
.Sh SYNOPSIS
.Nm
.Op Fl v
.Ar file ...
.Pp
Siehe
.Xr ls 1 ,
.Dq x Ns y .
.Bl -tag -width Ds
.It Fl v Ar n
sagt
.El
.Bd -literal -offset indent
a

b
.Ed
`

func TestMan(t *testing.T) {
	tests := []struct {
		name, data string
		passages   []string
	}{
		{"nothing", "", nil},
		{"man", manPage, []string{"header: KÄSE 1 2024-05-03 käse 1.0", "heading: NAME", "title: käse - macht Käse",
			"heading: ÜBER SICHT", "paragraph: käse\n[-v]\ndatei...", "paragraph: Ein Absatz\nin zwei Zeilen—“so”.",
			"item: -v\nsagt\nmehr", "item: •\neins \"x\"", "item: \"zwei\"\ndrei", "code: a  \\\n    b",
			"cell: A", "cell: B", "cell: C", "cell: lang"}},
		{"mdoc", mdocPage, []string{"header: May 3, 2024", "header: KAESE 1", "heading: NAME", "title: kaese\nmacht etwas",
			"heading: SYNOPSIS", "paragraph: v\nfile ...", "paragraph: Siehe\nls 1,\nxy.",
			"item: v n\nsagt", "code: a\n\nb"}},
		{"heading on the next line", ".SH\nNAME\nx", []string{"heading: NAME", "title: x"}},
		{"continued", "ein\\c\n.B wort", []string{"paragraph: einwort"}},
		{"unknown character", `a\[foo]b\(zz`, []string{`paragraph: a\[foo]b\(zz`}},
		{"unknown macro", ".XY eins \"zwei drei\" \\\" vier", []string{"paragraph: eins zwei drei"}},
		{"definition", ".am XY\n.ad l\n.  .\na", []string{"paragraph: a"}},
		{"own end", ".de XY ZZ\na\n..\n.ZZ\nb", []string{"paragraph: b"}},
		{"not for the terminal", ".if t \\{\\\na\n.if n \\{b\n.\\}\n.\\}\n.if !n c\n.if n d", []string{"paragraph: d"}},
		{"sizes and fonts", `\s+2a\s0\s-1b\s'12'c\fBd\f(CWe\f[B]f\h'1n'g\n(xx\N'65'`, []string{"paragraph: abcdefgA"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			require.Equal(t, tt.passages, quotes(readAs(t, manReader, tt.data, "utf-8")))
		})
	}
}

func TestManMap(t *testing.T) {
	got := readAs(t, manReader, "a\\-\\-b\\fBc\n.PP\nd", "utf-8")
	require.Equal(t, "a--bc\n\nd", got.Body)
	require.Equal(t, Map{
		{Text: 0, Source: 0, Length: 1, How: Copy},
		{Text: 1, Source: 1, Length: 4, How: Roff},
		{Text: 3, Source: 5, Length: 1, How: Copy},
		{Text: 4, Source: 9, Length: 1, How: Copy},
		{Text: 5, Source: 10, Length: 5, How: Markup},
		{Text: 7, Source: 15, Length: 1, How: Copy},
	}, got.Map)
	require.Equal(t, "grüße-", readAs(t, manReader, "gr\xFC\\[ss]e\\-", "windows-1252").Body)
	got = readAs(t, manReader, manPage, "utf-8")
	require.Equal(t, []Property{{"date", "2024-05-03"}}, got.Properties)
	require.Equal(t, []string{"2 comments left out"}, got.Notes)
}

func TestRoffEscapes(t *testing.T) {
	for escape, want := range map[string]string{
		`\-`: "-", `\(:a`: "ä", `\[u00E4]`: "ä", `\[u0061_0308]`: "a\u0308", `\*:`: "\u0308", `\e`: `\`,
		`\('E`: "É", `\[~n]`: "ñ", `\~`: "\u00A0", `\y`: "y", `\N'233'`: "é", `\(ss\-`: "ß-",
	} {
		got, err := Roff.Decode([]byte(escape))
		require.NoError(t, err)
		require.Equal(t, want, got, escape)
	}
	_, err := Roff.Decode([]byte("a"))
	require.Error(t, err)
}

func TestManHostile(t *testing.T) {
	requireSurvives(t, manReader, []byte(manPage), "utf-8")
	requireSurvives(t, manReader, []byte(mdocPage), "utf-8")
	for _, piece := range []string{`\`, `\-`, `\(`, `\[`, `\*`, ".if n \\{\n", ".de\n", ".TS\n", "\"\"", ".B \"a\"\"b\"\n",
		".IP\n", `\h'`, ".if n .if n ", ".TP\n", ". "} {
		_, err := readMan(Input{Data: []byte(".B " + strings.Repeat(piece, 300_000)), Charset: "utf-8", Limits: DefaultLimits})
		require.NoError(t, err, "%q", piece)
	}
}

func TestManOfOthers(t *testing.T) {
	for name, data := range realFiles(t, "man") {
		got := readAs(t, manReader, string(data), "utf-8")
		require.Greater(t, len(got.Passages), 10, name)
		require.NotEmpty(t, Title(got), name)
	}
}

func FuzzMan(f *testing.F) {
	fuzzReader(f, manReader, manPage, mdocPage, `\s+(12\*(xx\n+(y\[u0041_0042]`)
}

func BenchmarkMan(b *testing.B) { benchReader(b, manReader, strings.Repeat(manPage, 2000)) }
