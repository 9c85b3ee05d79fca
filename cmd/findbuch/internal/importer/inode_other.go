//go:build !unix

package importer

import "os"

// inodeOf returns 0: entries have no inode numbers here.
func inodeOf(os.FileInfo) uint64 { return 0 }
