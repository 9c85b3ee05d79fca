package main

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestRowJSON(t *testing.T) {
	var out bytes.Buffer
	u := newUI(nil, &out, nil)
	row := rowJSON{
		distinct([]string{"b", "a", "b", "b_2", "b"}),
		[]any{int64(math.MaxInt64), "<\xff>", nil, []byte{0, 255}, math.Inf(-1)},
	}
	require.NoError(t, u.line(row))
	u.finish("", nil)
	require.Equal(t, `{"b":9223372036854775807,"a":"<`+"\uFFFD"+`>","b_2":null,"b_2_2":{"base64":"AP8="},"b_3":"-Inf"}`,
		strings.ReplaceAll(strings.TrimSpace(out.String()), `\ufffd`, "\uFFFD"))
	require.True(t, json.Valid(out.Bytes()))
}

func TestCellText(t *testing.T) {
	for want, value := range map[string]any{
		"NULL":             nil,
		"x'00ff'":          []byte{0, 255},
		`a\n\x1b`:          "a\n\x1b",
		"1.5":              1.5,
		"-7":               int64(-7),
		"x''":              []byte{},
		"1e+300":           1e300,
		"9007199254740993": int64(1<<53 + 1),
	} {
		require.Equal(t, want, cellText(value))
	}
	require.Len(t, []rune(cellText(strings.Repeat("ä", 5000))), maxColumn)
	require.Len(t, []rune(cellText(bytes.Repeat([]byte{1}, 5000))), maxColumn)
}
