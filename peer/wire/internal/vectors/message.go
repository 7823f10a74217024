package main

import (
	"maps"
	"slices"
	"strings"
)

var (
	hash  = []byte(strings.Repeat("\x01\x23\x45\x67\x89\xab\xcd\xef", 4))
	arrow = write{1000, 0, siteA, "arrow0001", object{
		"kind": "arrow", "by": siteA, "picture": "picture01", "color": 3, "width": 24, "x1": -8, "y1": 0, "x2": 32000, "y2": 24000,
	}}
)

// sample is one good message: its fields in order, and how JSON shows those
// that JSON shows differently.
type sample struct {
	fields list
	json   map[string]any
}

var samples = map[string]sample{
	"hello":    {fields: list{1, siteA, "browser", hash, 1795368000000}},
	"reveal":   {fields: list{hash[:16]}},
	"snapshot": {fields: list{true, list{arrow.item()}}, json: object{"writes": list{arrow.json()}}},
	"writes":   {fields: list{list{arrow.item()}}, json: object{"writes": list{arrow.json()}}},
	"have":     {fields: list{list{hash, hash}}},
	"want":     {fields: list{4294967295, hash, list{0, 65512, 131024, 67108864}}},
	"refuse":   {fields: list{1, "taken-back"}},
	"lane":     {fields: list{7, 65535, "candidate", "candidate:1 1 udp 1 192.0.2.1 9 typ host", "0", 0}},
	"lanes":    {fields: list{8}},
	"bye":      {fields: list{"bad-clock"}},
	"ping":     {fields: list{0}},
	"pong":     {fields: list{12345, 9007199254740991}},
	"pointer":  {fields: list{7, "picture01", -80, 1200, true}},
	"viewport": {fields: list{7, "picture01", 0, 0, 32000, 24000}},
	"writing":  {fields: list{10, true}},
	"live":     {fields: list{9, "arrow0001", "picture01", "ink", 31, 4096, "drawing", 4000, true, []byte{2, 4, 1, 3, 6, 5}}},
}

func messageVectors(s *schema) []vector {
	all := messageShapes()
	for _, name := range slices.Sorted(maps.Keys(s.Messages)) {
		m, sample := s.Messages[name], samples[name]
		value := object{"type": name}
		for i, f := range m.Fields {
			value[f.Name] = plain(sample.fields[i])
		}
		maps.Copy(value, sample.json)
		for _, channel := range m.Channels {
			all = append(all, vector{
				name: name + "-on-" + channel, Comment: "every field", Expect: ok, Channel: channel,
				Hex: messageHex(m.Number, sample.fields), Value: value,
			})
		}
		if len(m.Channels) == 1 {
			other := map[string]string{"panel": "presence", "presence": "panel"}[m.Channels[0]]
			all = append(all, vector{
				name: name + "-wrong-channel", Comment: "belongs on " + m.Channels[0], Expect: "bad-channel", Channel: other,
				Hex: messageHex(m.Number, sample.fields),
			})
		}
		reject := func(label, comment string, fields list) {
			all = append(all, vector{
				name: name + "-" + label, Comment: comment, Expect: "bad-field", Channel: m.Channels[0],
				Hex: messageHex(m.Number, fields),
			})
		}
		reject("short", "the last field is missing", sample.fields[:len(sample.fields)-1])
		for i, f := range m.Fields {
			for _, wrong := range f.wrongValues() {
				fields := slices.Clone(sample.fields)
				fields[i] = wrong.value
				reject(f.Name+"-"+wrong.label, wrong.comment, fields)
			}
		}
	}
	for i := range all {
		all[i].group = "message"
	}
	return all
}

func messageHex(number int, fields list) string {
	return hexOf(enc(append(list{number}, fields...)))
}

// messageShapes are the cases that are no single message's.
func messageShapes() []vector {
	bad := write{1000, 1, siteA, "arrow0001", object{"color": 32}}
	later := write{1000, 2, siteA, "arrow0001", object{"color": 31}}
	all := []vector{
		{
			name: "more-fields", Comment: "a newer minor version has more fields; they are ignored", Expect: ok, Only: "decode", Channel: "panel",
			Hex: hexOf(enc(list{9, 8, "new", object{"a": list{1}}})), Value: object{"type": "lanes", "count": 8},
		},
		{
			name: "no-picture", Comment: "the pointer has left the picture", Expect: ok, Channel: "presence",
			Hex:   hexOf(enc(list{13, 8, nil, 0, 0, false})),
			Value: object{"type": "pointer", "seq": 8, "picture": null, "x": 0, "y": 0, "light": false},
		},
		{
			name: "no-writes", Comment: "the snapshot of an empty panel", Expect: ok, Channel: "panel",
			Hex: hexOf(enc(list{3, true, list{}})), Value: object{"type": "snapshot", "last": true, "writes": list{}},
		},
		{
			name: "one-write-refused", Comment: "a bad write is left out, its neighbors stand", Expect: ok, Only: "decode", Channel: "panel",
			Hex:     writesHex(arrow, bad, later),
			Value:   object{"type": "writes", "writes": list{arrow.json(), later.json()}},
			Refused: []string{"bad-value"},
		},
	}
	for _, r := range []struct {
		name, comment, class string
		b                    []byte
	}{
		{"type-map", "", "bad-type", enc(object{})},
		{"type-number", "a number that is in no list", "bad-type", enc(11)},
		{"type-text", "the name instead of the number", "bad-type", enc(list{"ping", 0})},
		{"type-null", "", "bad-type", enc(list{nil, 0})},
		{"type-list", "the message in a list of its own", "bad-type", enc(list{list{11, 0}})},
		{"type-nothing", "an empty list", "bad-type", enc(list{})},
		{"unknown-0", "", "unknown-type", enc(list{0})},
		{"unknown-17", "one more than is known", "unknown-type", enc(list{17, 0})},
		{"unknown-negative", "", "unknown-type", enc(list{-1, 0})},
		{"unknown-largest", "", "unknown-type", enc(list{1<<53 - 1})},
		{"empty-frame", "", "truncated", nil},
		{"too-long", "65,537 bytes, in which all else is right", "too-long", enc(list{11, 0, make([]byte, 65537-6)})},
		{"trailing", "two messages in one frame", "bad-cbor", append(enc(list{11, 0}), enc(list{11, 0})...)},
		{"float-in-ignored-field", "also what is ignored is of the subset", "bad-cbor", enc(list{11, 0, unhex("f93e00")})},
	} {
		all = append(all, vector{name: r.name, Comment: r.comment, Expect: r.class, Channel: "presence", Hex: hexOf(r.b)})
	}
	return all
}

type wrongValue struct {
	label, comment string
	value          any
}

// wrongValues breaks a field or property in each way that its type allows, one
// way at a time.
func (f field) wrongValues() []wrongValue {
	var all []wrongValue
	wrong := func(label, comment string, v any) { all = append(all, wrongValue{label, comment, v}) }
	if f.Type != "list" && f.Type != "writes" {
		wrong("type", "a list", list{})
	}
	switch f.Type {
	case "int", "coordinate":
		low, high := f.bounds()
		wrong("text", "a number in text", "1")
		wrong("too-small", "", low-1)
		if high < 1<<53-1 {
			wrong("too-large", "", high+1)
		}
	case "text":
		low, high := f.bounds()
		wrong("bytes", "bytes that would be good text", []byte("abc"))
		wrong("too-long", "one code point too many, each of several bytes", strings.Repeat("é", high+1))
		if low > 0 {
			wrong("too-short", "", strings.Repeat("é", low-1))
		}
	case "bytes", "hash":
		low, high := f.bounds()
		wrong("text", "text of the right length", strings.Repeat("a", low))
		wrong("too-short", "", make([]byte, low-1))
		wrong("too-long", "", make([]byte, high+1))
	case "bool":
		wrong("number", "1 is not true", 1)
	case "true":
		wrong("number", "1 is not true", 1)
		wrong("false", "what is true for good is never false", false)
		wrong("absent", "and never absent", nil)
	case "enum":
		wrong("unknown", "not one of the values", "other")
		wrong("empty", "", "")
		wrong("number", "", 0)
	case "id":
		wrong("too-short", "7 characters", "abcdef0")
		wrong("too-long", "23 characters", strings.Repeat("a", 23))
		wrong("capital", "", "Abcdefgh")
		wrong("proto", "a name that means something to JavaScript", "__proto__")
	case "order":
		wrong("empty", "", "")
		wrong("end", "does not end in a dot", "h.")
		wrong("capital", "", "H")
		wrong("too-long", "129 characters", strings.Repeat("z", 129))
	case "points":
		wrong("text", "", "\x02\x04")
		wrong("cut", "ends within a point, with pressure and without", []byte{2})
		wrong("bomb", "4,001 points with pressure, so too many either way", make([]byte, 3*4001))
	case "list":
		_, high := f.bounds()
		wrong("map", "", object{})
		wrong("too-long", "", slices.Repeat(list{f.Of.good()}, high+1))
		wrong("item", "one item is wrong", list{f.Of.wrongValues()[0].value})
	case "writes":
		wrong("map", "", object{})
	}
	if !f.Nullable && f.Name != "" {
		wrong("null", "not optional", nil)
	}
	return all
}

func (f field) bounds() (low, high int) {
	switch f.Type {
	case "coordinate":
		return -1 << 20, 1 << 20
	case "hash":
		return 32, 32
	}
	if f.Min != nil {
		low = int(*f.Min)
	}
	return low, int(*f.Max)
}

// good is an item of a list that is as it should be.
func (f field) good() any {
	if f.Type == "hash" {
		return hash
	}
	return 0
}
