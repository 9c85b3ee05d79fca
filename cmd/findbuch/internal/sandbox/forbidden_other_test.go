//go:build !linux

package sandbox

var forbidden map[string]func(string) error
