package evidence

import (
	"strings"
	"unicode/utf8"
)

// schemes of the URLs that are read, in small letters. All have "//" behind.
var schemes = []string{"http", "https", "ftp", "ftps", "sftp", "git", "svn", "rsync", "gopher", "ssh", "ws", "wss", "file"}

// url reads a URL (RFC 3986, with the letters of RFC 3987) whose scheme ends at the
// colon at token i. The normal form has the scheme and host in small letters and no
// port that the scheme has anyway. A URL of a page given as a DOI is a DOI (doi.go).
func (s *scan) url(i, done int) (Fact, bool) {
	if !s.is(i+1, "/") || !s.is(i+2, "/") || !s.joined(i) || !s.joined(i+1) || !s.joined(i+2) || i == 0 || s.looks(i-1, isSign) {
		return Fact{}, false
	}
	scheme := ""
	for _, known := range schemes {
		if string(s.fold(i-1)) == known {
			scheme = known
		}
	}
	start := int(s.tokens[i-1].start)
	if scheme == "" || start < done || start > s.at.Start && (s.body[start-1] == '+' || s.body[start-1] == '_') {
		return Fact{}, false
	}
	after := int(s.tokens[i+2].end)
	if scheme != "file" && !plausibleAuthority(s.rest(after)) {
		return Fact{}, false
	}
	length := uriLength(s.rest(after))
	if length == 0 {
		return Fact{}, false
	}
	if s.isCut(start, after+length) {
		return Fact{}, false
	}
	address := s.rest(after)[:length]
	if normal, at := doiOf(address); normal != "" {
		return s.code(DOI, "link", start, after+at, normal)
	}
	return s.code(URL, "scheme", start, after+length, normalURL(scheme, address))
}

// isCut tells whether the address [start, end) goes on in the next line, as far as
// can be told: it ends with a hyphen, or the next line begins with a slash, or a
// bracket or quotation mark before it is not closed behind a sign that parts
// addresses. Where it ends then, nobody knows.
func (s *scan) isCut(start, end int) bool {
	rest := s.rest(end)
	next := strings.TrimLeft(rest, " \t\r")
	if !strings.HasPrefix(next, "\n") {
		return false
	}
	next = strings.TrimLeft(next, " \t\r\n")
	if next == "" {
		return false
	}
	last := s.body[end-1]
	if last == '-' && wordByte(next[0]) || next[0] == '/' && len(next) > 1 && wordByte(next[1]) {
		return true
	}
	opened := start > s.at.Start && strings.IndexByte("(<[\"", s.body[start-1]) >= 0
	return opened && strings.IndexByte("/-_=&?", last) >= 0 && wordByte(next[0])
}

// www reads an address without its scheme, that begins with "www."; or with it, when
// a line ends between ("https:// www.example.org").
func (s *scan) www(i int) (Fact, bool) {
	start := int(s.tokens[i].start)
	if !s.is(i+1, ".") || !s.joined(i+1) || !s.joined(i+2) || start > s.at.Start && strings.IndexByte("@/.-_", s.body[start-1]) >= 0 {
		return Fact{}, false
	}
	n := host(s.rest(start))
	length := uriLength(s.rest(start))
	if n == 0 || length < n || strings.Count(s.rest(start)[:n], ".") < 2 || n < length && strings.IndexByte("/?#:", s.rest(start)[n]) < 0 {
		return Fact{}, false
	}
	if s.isCut(start, start+length) {
		return Fact{}, false
	}
	scheme, end := "http", start+length
	if s.is(i-1, "/") && s.is(i-2, "/") && s.is(i-3, ":") && s.joined(i-1) && s.joined(i-2) && s.joined(i-3) && (s.is(i-4, "http") || s.is(i-4, "https")) {
		scheme, start = string(s.fold(i-4)), int(s.tokens[i-4].start)
	}
	return s.code(URL, "www", start, end, normalURL(scheme, s.rest(end - length)[:length]))
}

// maxAddress is the most bytes of an address; longer ones are not read.
const maxAddress = 4096

// uriLength returns how far an address goes: to white space, a sign that RFC 3986
// allows nowhere, or a quotation mark or dash that is no ASCII.
func uriLength(text string) int {
	end := 0
	text = text[:min(len(text), maxAddress)]
	for end < len(text) {
		c := text[end]
		if c < utf8.RuneSelf {
			if c <= ' ' || c == 0x7F || strings.IndexByte("<>\"\\^`{|}", c) >= 0 {
				break
			}
			end++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[end:])
		if r == utf8.RuneError || r < 0xC0 || 0x2000 <= r && r <= 0x206F || 0x3000 <= r && r <= 0x303F || r >= 0xFF00 && r <= 0xFF60 || r >= 0xE000 && r <= 0xF8FF {
			break
		}
		end += n
	}
	if end == maxAddress {
		return 0
	}
	return unpunctuated(text[:end])
}

// plausibleAuthority tells whether an address begins with a host: a domain name,
// localhost, or an IP address; perhaps behind a user.
func plausibleAuthority(address string) bool {
	const longest = 300 // bytes of a host, its user and port
	authority := address[:min(len(address), longest)]
	authority = authority[:uriLength(authority)]
	if i := strings.IndexAny(authority, "/?#"); i >= 0 {
		authority = authority[:i]
	}
	if i := strings.LastIndexByte(authority, '@'); i >= 0 {
		authority = authority[i+1:]
	}
	name := authority
	if strings.HasPrefix(name, "[") {
		return strings.IndexByte(name, ']') > 2 && strings.Contains(name, ":")
	}
	if i := strings.LastIndexByte(name, ':'); i >= 0 {
		for _, c := range []byte(name[i+1:]) {
			if !asciiDigit(c) {
				return false
			}
		}
		name = name[:i]
	}
	if name == "localhost" || host(name) == len(name) && name != "" {
		return true
	}
	return isIPv4(name)
}

func isIPv4(name string) bool {
	parts := strings.Split(name, ".")
	if len(parts) != 4 {
		return false
	}
	for _, p := range parts {
		if len(p) == 0 || len(p) > 3 || strings.Trim(p, "0123456789") != "" {
			return false
		}
	}
	return true
}

func normalURL(scheme, address string) string {
	end := strings.IndexAny(address, "/?#")
	if end < 0 {
		end = len(address)
	}
	authority, rest := address[:end], address[end:]
	user := strings.LastIndexByte(authority, '@') + 1
	authority = authority[:user] + strings.ToLower(authority[user:])
	if port, ok := map[string]string{"http": ":80", "https": ":443", "ftp": ":21"}[scheme]; ok {
		authority = strings.TrimSuffix(authority, port)
	}
	return scheme + "://" + authority + rest
}
