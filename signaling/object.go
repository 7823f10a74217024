package signaling

import (
	"bytes"
	"encoding/json"
)

// object is the text of a JSON object that json.Valid accepted. Its members
// are found by their exact names, not by decoding into a struct: encoding/json
// matches fields without regard to case, so that "TYPE" would pass as "type"
// here, and not in a browser. Nor is it decoded into a map: whoever sends
// 10,000 members would have the server hold them all.
type object []byte

// get returns the text of a member; of a name that comes twice the last, as
// JSON.parse does.
func (o object) get(name string) (value []byte, found bool) {
	i := skipSpace(o, 1) // past the brace
	for o[i] != '}' {
		nameEnd := skipValue(o, i)
		start := skipSpace(o, skipSpace(o, nameEnd)+1) // past the colon
		end := skipValue(o, start)
		if textIs(o[i:nameEnd], name) {
			value, found = o[start:end], true
		}
		i = skipSpace(o, end)
		if o[i] == ',' {
			i = skipSpace(o, i+1)
		}
	}
	return value, found
}

// textIs compares a JSON string with a text.
func textIs(quoted []byte, text string) bool {
	if inner, plain := unescaped(quoted); plain {
		return string(inner) == text // does not allocate
	}
	s, ok := unquote(quoted)
	return ok && s == text
}

// unquote reads a JSON string.
func unquote(quoted []byte) (s string, ok bool) {
	if inner, plain := unescaped(quoted); plain {
		return string(inner), true
	}
	err := json.Unmarshal(quoted, &s)
	return s, err == nil
}

// unescaped returns what is between the quotes, if that is the text itself.
func unescaped(quoted []byte) (inner []byte, plain bool) {
	inner = quoted[1 : len(quoted)-1]
	return inner, bytes.IndexByte(inner, '\\') < 0
}

func skipSpace(b []byte, i int) int {
	for i < len(b) && (b[i] == ' ' || b[i] == '\n' || b[i] == '\r' || b[i] == '\t') {
		i++
	}
	return i
}

// skipValue returns where the value that starts at i ends. It counts brackets
// rather than recursing: a client chooses how deep they go.
func skipValue(b []byte, i int) int {
	depth := 0
	for {
		switch b[i] {
		case '"':
			i = skipString(b, i)
		case '{', '[':
			depth++
			i++
		case '}', ']':
			depth--
			i++
		case ',', ':', ' ', '\n', '\r', '\t':
			i++
		default:
			i = skipLiteral(b, i)
		}
		if depth == 0 {
			return i
		}
	}
}

func skipString(b []byte, i int) int {
	for i++; b[i] != '"'; i++ {
		if b[i] == '\\' {
			i++ // whatever is escaped does not end the string
		}
	}
	return i + 1
}

// skipLiteral skips a number, true, false or null.
func skipLiteral(b []byte, i int) int {
	for i < len(b) {
		switch b[i] {
		case ',', '}', ']', ' ', '\n', '\r', '\t':
			return i
		}
		i++
	}
	return i
}
