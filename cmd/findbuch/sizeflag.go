package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// sizeFlag is a flag for a number of bytes: 4096, 64MiB, 1G. Units are binary.
type sizeFlag int64

// smallestSize keeps a slip of the hand from leaving everything unread.
const smallestSize = 1 << 10

func (s *sizeFlag) String() string { return size(int64(*s)) }
func (s *sizeFlag) Type() string   { return "size" }

func (s *sizeFlag) Set(value string) error {
	digits := strings.TrimRight(strings.ToLower(strings.TrimSpace(value)), "kmgib ")
	unit := strings.TrimSpace(strings.ToLower(strings.TrimSpace(value))[len(digits):])
	n, err := strconv.ParseInt(strings.TrimSpace(digits), 10, 64)
	factor, known := map[string]int64{
		"": 1, "b": 1,
		"k": 1 << 10, "kb": 1 << 10, "kib": 1 << 10,
		"m": 1 << 20, "mb": 1 << 20, "mib": 1 << 20,
		"g": 1 << 30, "gb": 1 << 30, "gib": 1 << 30,
	}[unit]
	if err != nil || !known || n > math.MaxInt32*int64(1<<20)/max(factor, 1) {
		return fmt.Errorf("a size is a number of bytes such as 65536, 64MiB or 1GiB")
	}
	if n *= factor; n < smallestSize {
		return fmt.Errorf("must be at least 1KiB")
	}
	*s = sizeFlag(n)
	return nil
}
