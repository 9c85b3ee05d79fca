package text

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

// xmlPart is a part that is XML, as UTF-8.
type xmlPart struct {
	name   string
	text   string                // without a byte order mark
	begin  int                   // after the XML declaration, bytes of text
	mark   int                   // length of the byte order mark, bytes of the part
	how    How                   // Copy, or the charset
	length func(text string) int // of text in the charset, bytes
}

// String names the part for people.
func (p xmlPart) String() string {
	if p.name == "" {
		return "the document"
	}
	return "the part " + p.name
}

// xmlDeclaration is the declaration of XML 1.0, production 23, or 1.1; it is not
// checked further.
var xmlDeclaration = regexp.MustCompile(`^<\?xml\s[^>]*?\?>`)

var xmlEncoding = regexp.MustCompile(`\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)

// decodeXMLPart decodes a part by its byte order mark, by the zero bytes of
// UTF-16, or by the charset it declares (XML 1.0, appendix F): UTF-8, UTF-16 or
// one in which every byte is a character. Others are ErrDamaged.
func decodeXMLPart(data []byte, name string) (xmlPart, error) {
	p := xmlPart{name: name, how: Copy}
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		p.mark = 3
		p.text = string(data[3:])
	case bytes.HasPrefix(data, []byte("\xFF\xFE")), bytes.HasPrefix(data, []byte("<\x00")):
		p.decodeUnits(data, binary.LittleEndian, UTF16LE)
	case bytes.HasPrefix(data, []byte("\xFE\xFF")), bytes.HasPrefix(data, []byte("\x00<")):
		p.decodeUnits(data, binary.BigEndian, UTF16BE)
	default:
		if err := p.decodeDeclared(data); err != nil {
			return xmlPart{}, err
		}
	}
	p.begin = len(xmlDeclaration.FindString(p.text))
	return p, nil
}

// decodeUnits decodes UTF-16; half a unit at the end is left out.
func (p *xmlPart) decodeUnits(data []byte, order binary.ByteOrder, how How) {
	if order.Uint16(data) == 0xFEFF {
		p.mark = 2
	}
	p.text, _ = decodeUTF16(data[:len(data)&^1], order, how)
	p.how, p.length = how, units
}

// decodeDeclared decodes the charset that the declaration names, UTF-8 if
// there is none. A declaration that can be read as ASCII is none of UTF-16.
func (p *xmlPart) decodeDeclared(data []byte) error {
	charset := "utf-8"
	if named := xmlEncoding.FindSubmatch(xmlDeclaration.Find(data)); named != nil {
		charset = strings.ToLower(string(named[1]))
	}
	if charset == "us-ascii" || charset == "utf-8" || strings.HasPrefix(charset, "utf-16") {
		p.text = string(data)
		return nil
	}
	e, err := htmlindex.Get(charset)
	if err != nil {
		return fmt.Errorf("%w: %v is in a charset that is not known here, %q", ErrDamaged, p, charset)
	}
	canonical, _ := htmlindex.Name(e)
	if canonical == "utf-8" {
		p.text = string(data)
		return nil
	}
	if _, single := e.(*charmap.Charmap); !single {
		return fmt.Errorf("%w: %v is in a charset that is not read in XML, %q", ErrDamaged, p, charset)
	}
	p.how = How(canonical)
	way, _ := wayOf(p.how)
	p.length = way.length
	p.text, err = way.decode(data)
	return err
}

// entities returns a value for every name that p refers to, so that the decoder
// accepts it. It is not looked at: text comes from the bytes. The decoder
// refuses what comes after the first 10,000 names.
func (p xmlPart) entities() map[string]string {
	const (
		longest = 200 // bytes of a name; no limit of XML
		most    = 10_000
	)
	names := map[string]string{}
	for rest := p.text; ; {
		_, after, found := strings.Cut(rest, "&")
		if !found || len(names) == most {
			return names
		}
		if n := strings.IndexByte(after[:min(len(after), longest)], ';'); n > 0 && after[0] != '#' {
			names[after[:n]] = ""
		}
		rest = after
	}
}

// numberReference returns the character of "&#228;" or "&#xE4;", U+FFFD for a
// surrogate as encoding/xml has it.
func numberReference(reference string) (string, bool) {
	digits, isNumber := strings.CutPrefix(strings.TrimSuffix(reference, ";"), "&#")
	if !isNumber {
		return "", false
	}
	base := 10
	if hex, isHex := strings.CutPrefix(digits, "x"); isHex {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 21)
	if err != nil || n > '\U0010FFFF' {
		return "", false
	}
	return string(rune(n)), true
}

// decodeXMLReference does XML.
func decodeXMLReference(source []byte) (string, error) {
	if character, ok := xmlReference(string(source)); ok {
		return character, nil
	}
	return "", errors.New("no reference of XML")
}

func isDamaged(err error) bool { return errors.Is(err, ErrDamaged) }
