//go:build race

package importer

const raced = true
