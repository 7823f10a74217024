package wire

import (
	"slices"
	"unicode/utf8"
)

// sort is the type of a field in schema.json.
type sort uint8

const (
	sortInt sort = iota
	sortText
	sortBytes
	sortBool
	sortTrue
	sortEnum
	sortList
	sortID
	sortHash
	sortOrder
	sortCoordinate
	sortPoints
	sortWrites
)

// field says what a field of a message, a property or a list item may hold.
type field struct {
	name     string
	sort     sort
	min, max int64    // of int; of text, bytes and list: the length
	values   []string // of enum
	of       *field   // of list
	nullable bool
}

type messageSpec struct {
	name     string
	channels []Channel
	fields   []field
}

// check looks at the items behind the number. More items than fields are a
// newer minor version's, and left alone.
func (s messageSpec) check(items []any) error {
	if len(items) < len(s.fields) {
		return Errorf(ClassBadField, "%s with %d fields of %d", s.name, len(items), len(s.fields))
	}
	for i := range s.fields {
		if !s.fields[i].holds(items[i]) {
			return Errorf(ClassBadField, "%s: %s", s.name, s.fields[i].name)
		}
	}
	return nil
}

// checkWrites gives the first error among the writes of a message, for the
// encoder: check leaves them alone, because the decoder drops bad ones singly.
func (s messageSpec) checkWrites(items []any) error {
	for i, f := range s.fields {
		if f.sort != sortWrites {
			continue
		}
		if _, refused := readWrites(items[i].([]any)); refused != nil {
			return refused[0]
		}
	}
	return nil
}

// holds reports whether v is of the field's type and within its bounds. A field
// of writes holds any list: each write is checked by itself.
func (f *field) holds(v any) bool {
	if v == nil {
		return f.nullable
	}
	switch v := v.(type) {
	case bool:
		return f.sort == sortBool || f.sort == sortTrue && v
	case int64:
		return f.sort == sortInt && f.within(v) ||
			f.sort == sortCoordinate && -MaxCoordinate <= v && v <= MaxCoordinate
	case string:
		return f.holdsText(v)
	case []byte:
		return f.sort == sortBytes && f.within(int64(len(v))) ||
			f.sort == sortHash && len(v) == len(Hash{}) ||
			f.sort == sortPoints && validPoints(v)
	case []any:
		return f.sort == sortWrites || f.sort == sortList && f.within(int64(len(v))) &&
			!slices.ContainsFunc(v, func(item any) bool { return !f.of.holds(item) })
	}
	return false
}

func (f *field) holdsText(v string) bool {
	switch f.sort {
	case sortText:
		return utf8.ValidString(v) && f.within(int64(utf8.RuneCountInString(v)))
	case sortEnum:
		return slices.Contains(f.values, v)
	case sortID:
		return ValidID(v)
	case sortOrder:
		return ValidOrder(v)
	}
	return false
}

func (f *field) within(n int64) bool { return f.min <= n && n <= f.max }

// Required lists the properties without which an element of a kind is not
// complete; known is false for a kind of a newer version.
func Required(kind string) (names []string, known bool) {
	names, known = required[kind]
	return names, known
}
