package signaling

const (
	minIDChars = 8
	maxIDChars = 22
	roomChars  = 22 // 16 bytes
	tokenChars = 43 // 32 bytes
)

// isID says whether s is 8 to 22 characters of [a-z0-9].
func isID(s string) bool {
	if len(s) < minIDChars || len(s) > maxIDChars {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}

// isBase64URL says whether s is low to high characters of base64url
// (RFC 4648 section 5) without padding, and canonical: a last character whose
// unused bits are not zero would give the same bytes a second name.
func isBase64URL(s string, low, high int) bool {
	if len(s) < low || len(s) > high {
		return false
	}
	last := -1
	for i := range len(s) {
		if last = sextet(s[i]); last < 0 {
			return false
		}
	}
	switch len(s) % 4 {
	case 1: // six bits are no byte
		return false
	case 2: // 12 bits for one byte
		return last&0x0f == 0
	case 3: // 18 bits for two bytes
		return last&0x03 == 0
	}
	return true
}

// sextet is the value of one character of base64url, -1 if it is none.
func sextet(c byte) int {
	switch {
	case 'A' <= c && c <= 'Z':
		return int(c - 'A')
	case 'a' <= c && c <= 'z':
		return int(c-'a') + 26
	case '0' <= c && c <= '9':
		return int(c-'0') + 52
	case c == '-':
		return 62
	case c == '_':
		return 63
	}
	return -1
}
