package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTable(t *testing.T) {
	var out bytes.Buffer
	u := newUI(nil, &out, nil)
	rows := table{u: u, right: "1"}
	require.NoError(t, rows.row("ä", "1", "x"))
	require.NoError(t, rows.row("long", "1,000"))
	require.NoError(t, rows.row("", "", strings.Repeat("y", maxColumn+1), "z"))
	require.NoError(t, rows.end())
	u.finish("", nil)
	require.Equal(t, "ä         1  x\nlong  1,000\n             "+strings.Repeat("y", maxColumn+1)+"  z\n", out.String())
}

func TestTableKeepsOnlyTheFirstRows(t *testing.T) {
	var out bytes.Buffer
	u := newUI(nil, &out, nil)
	rows := table{u: u}
	for i := range 3 * rowsMeasured {
		require.NoError(t, rows.row(fmt.Sprint(i), "x", "more", "cells"))
		require.Less(t, len(rows.kept), rowsMeasured)
	}
	require.NoError(t, rows.end())
	u.finish("", nil)
	require.Equal(t, 3*rowsMeasured, strings.Count(out.String(), "\n"))
}
