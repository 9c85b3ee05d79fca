package pronom

import "encoding/binary"

const (
	ole2Magic  = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
	ole2Header = 512 // bytes

	firstFATs   = 109 // sectors of the FAT that the header itself lists
	endOfChain  = 0xFFFFFFFE
	entrySize   = 128   // bytes of an entry of the directory
	maxOLE2Dirs = 5_000 // entries of a directory
)

// ole2 is a compound file of Microsoft, as [MS-CFB] describes it.
//
// [MS-CFB]: https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb
type ole2 struct {
	data   []byte
	sector int      // size of one, bytes
	fat    []uint32 // where the sectors of the file allocation table are
}

// boundedOLE2 tells whether a compound file's tables are within it and whether
// its directory is short. The library that siegfried reads it with believes the
// header's numbers, and takes time quadratic in the depth of the directory.
func boundedOLE2(data []byte) bool {
	if len(data) < ole2Header {
		return true // and refused
	}
	f := ole2{data: data}
	switch f.header16(30) {
	case 9, 12:
		f.sector = 1 << f.header16(30)
	default:
		return true // and refused
	}
	sectors := uint32(len(data) / f.sector)
	directory, fat, miniFAT, difat := f.header32(40), f.header32(44), f.header32(64), f.header32(72)
	if max(directory, fat, miniFAT, difat) > sectors {
		return false
	}
	f.readFAT(int(difat))
	return f.chain(f.header32(48), maxOLE2Dirs*entrySize/f.sector)
}

func (f *ole2) header16(at int) uint16 { return binary.LittleEndian.Uint16(f.data[at:]) }
func (f *ole2) header32(at int) uint32 { return binary.LittleEndian.Uint32(f.data[at:]) }

// word returns the nth number of a sector; the chain ends where there is none.
func (f *ole2) word(sector uint32, n int) uint32 {
	at := (int64(sector)+1)*int64(f.sector) + int64(n)*4
	if at+4 > int64(len(f.data)) {
		return endOfChain
	}
	return binary.LittleEndian.Uint32(f.data[at:])
}

// readFAT finds the FAT: first in the header, then in a chain of difat sectors,
// the last word of each being the number of the next.
func (f *ole2) readFAT(difat int) {
	for n := range firstFATs {
		f.fat = append(f.fat, f.header32(76+4*n))
	}
	words := f.sector / 4
	for at := f.header32(68); difat > 0; difat-- {
		for n := range words - 1 {
			f.fat = append(f.fat, f.word(at, n))
		}
		at = f.word(at, words-1)
	}
}

// chain tells whether the chain of sectors from first on has at most limit.
func (f *ole2) chain(first uint32, limit int) bool {
	words := uint32(f.sector / 4)
	for at := first; at != endOfChain; limit-- {
		if limit == 0 {
			return false
		}
		if int(at/words) >= len(f.fat) {
			return true // and refused
		}
		at = f.word(f.fat[at/words], int(at%words))
	}
	return true
}
