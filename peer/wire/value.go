package wire

import (
	"cmp"
	"encoding/hex"
	"strings"
	"unicode/utf8"
)

// Value is what a property may hold: nil, bool, int64, string, []byte, []any or
// map[string]any of the same. nil means that the property is absent.
type Value = any

// valueDepth is how deep a value may nest: the message, its list of writes, a
// write and its map of properties are around it.
const valueDepth = MaxDepth - 4

// Stamp orders the writes of all sites: a hybrid logical clock.
type Stamp struct {
	MS   int64  // milliseconds since 1970
	N    uint16 // counter within one ms
	Site string
}

// Compare orders stamps: by ms, then n, then site bytewise.
func Compare(a, b Stamp) int {
	if c := cmp.Compare(a.MS, b.MS); c != 0 {
		return c
	}
	if c := cmp.Compare(a.N, b.N); c != 0 {
		return c
	}
	return strings.Compare(a.Site, b.Site)
}

// Write is one change of the panel: some properties of one element, with one
// stamp.
type Write struct {
	Stamp Stamp
	ID    string
	Set   map[string]Value
}

// Hash is the SHA-256 of a blob, which is its name.
type Hash [32]byte

// String is the hash in hexadecimal.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// ValidID reports whether s is a good id of an element or a site:
// 8 to 22 characters of a–z and 0–9.
func ValidID(s string) bool {
	if len(s) < 8 || len(s) > 22 {
		return false
	}
	for i := range len(s) {
		if !alphanumeric(s[i]) {
			return false
		}
	}
	return true
}

// ValidOrder reports whether s is a good order key: 1 to 128 characters of
// ".", 0–9 and a–z, the last not ".".
func ValidOrder(s string) bool {
	if s == "" || len(s) > MaxOrderChars || s[len(s)-1] == '.' {
		return false
	}
	for i := range len(s) {
		if s[i] != '.' && !alphanumeric(s[i]) {
			return false
		}
	}
	return true
}

func alphanumeric(c byte) bool { return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' }

// checkValue refuses what the subset of CBOR cannot say, before it is encoded.
func checkValue(v Value, depth int) error {
	switch v := v.(type) {
	case nil, bool, []byte:
	case int64:
		if v < -MaxSafeInteger || v > MaxSafeInteger {
			return Errorf(ClassBadValue, "integer beyond ±(2^53 − 1)")
		}
	case string:
		if !utf8.ValidString(v) {
			return Errorf(ClassBadValue, "text that is not UTF-8")
		}
	case []any:
		return checkNested(v, depth)
	case map[string]any:
		items := make([]any, 0, 2*len(v))
		for key, item := range v {
			items = append(items, key, item)
		}
		return checkNested(items, depth)
	default:
		return Errorf(ClassBadValue, "%T cannot travel", v)
	}
	return nil
}

func checkNested(items []any, depth int) error {
	if depth == 0 {
		return Errorf(ClassBadValue, "value nested more than %d deep", valueDepth)
	}
	for _, item := range items {
		if err := checkValue(item, depth-1); err != nil {
			return err
		}
	}
	return nil
}
