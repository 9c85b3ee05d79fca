package document

import (
	"bytes"
	"strings"
)

const mailType = "message/rfc822"

// mailFields are header fields that messages have and prose has not.
var mailFields = map[string]bool{
	"from": true, "to": true, "cc": true, "subject": true, "date": true, "sender": true, "reply-to": true,
	"message-id": true, "in-reply-to": true, "references": true, "received": true, "return-path": true,
	"delivered-to": true, "mime-version": true, "content-type": true, "content-transfer-encoding": true,
	"x-mailer": true, "user-agent": true, "dkim-signature": true, "list-id": true,
}

// leastMailFields is how many of them, From or Received among them, tell a
// message.
const leastMailFields = 3

// isMail tells whether text begins with the header of a message (RFC 5322):
// nothing but fields and their continuations before the first empty line, as far
// as it is seen.
func isMail(text []byte) bool {
	known := map[string]bool{}
	for rest := text; len(rest) > 0; {
		var line []byte
		whole := bytes.IndexByte(rest, '\n') >= 0
		line, rest = cutLine(rest)
		if len(line) == 0 {
			break
		}
		if line[0] == ' ' || line[0] == '\t' {
			if len(known) == 0 {
				return false
			}
			continue
		}
		name, _, ok := bytes.Cut(line, []byte(":"))
		if !ok || !isFieldName(name) {
			if !whole {
				break // cut off
			}
			return false
		}
		if field := strings.ToLower(string(name)); mailFields[field] {
			known[field] = true
		} else if len(known) == 0 && !strings.HasPrefix(field, "x-") {
			return false // prose costs no more than its first line
		}
	}
	return len(known) >= leastMailFields && (known["from"] || known["received"])
}

func isFieldName(name []byte) bool {
	if len(name) == 0 || len(name) > 76 {
		return false
	}
	for _, c := range name {
		if c <= ' ' || c >= 0x7F {
			return false
		}
	}
	return true
}
