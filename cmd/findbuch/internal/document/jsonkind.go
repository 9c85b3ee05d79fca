package document

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

const (
	jsonType   = "application/json"
	ndjsonType = "application/x-ndjson"
)

// cutJSON returns the media type of JSON that is cut off somewhere, and "" when
// head is none. mimetype tells whole JSON alone.
func cutJSON(head []byte) string {
	const least = 2 // tokens: a brace and a key
	decoder := json.NewDecoder(bytes.NewReader(head))
	depth, values := 0, 0
	for tokens := 0; ; tokens++ {
		token, err := decoder.Token()
		switch {
		case errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF):
			if tokens < least {
				return ""
			}
			if values > 0 && depth+values > 1 {
				return ndjsonType
			}
			return jsonType
		case err != nil:
			return ""
		}
		if delim, ok := token.(json.Delim); ok {
			switch delim {
			case '{', '[':
				depth++
			default:
				depth--
			}
		}
		if depth == 0 {
			values++
		}
	}
}
