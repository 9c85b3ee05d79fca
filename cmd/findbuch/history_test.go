package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestMainCounts(t *testing.T) {
	for counts, want := range map[string]string{
		``:   "",
		`{}`: "",
		`[]`: "",
		`{"walked":3,"new":0,"failed":1,"unchanged_by":{"stat":2},"interrupted":true,"bytes":9007199254740993}`: "walked 3, failed 1, bytes 9007199254740993",
		`{"walked":3,`: "walked 3",
	} {
		require.Equal(t, want, mainCounts([]byte(counts)))
	}
}
