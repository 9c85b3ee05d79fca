//go:build !race

package importer

// raced tells whether the race detector is on. A child of such a binary takes
// minutes to translate what reads PDF; package sandbox has tests of its own.
const raced = false
