package main

import (
	"encoding/json"
	"strings"
)

func cborVectors() []vector {
	var all []vector
	good := func(name, comment string, v any) {
		all = append(all, vector{group: "cbor", name: name, Comment: comment, Expect: ok, Hex: hexOf(enc(v)), Value: plain(v)})
	}
	good("integers", "each on the edge of a length of its argument", list{
		0, 1, 23, 24, 255, 256, 65535, 65536, 1<<32 - 1, 1 << 32, 1<<53 - 1,
		-1, -24, -25, -256, -257, -65536, -65537, -1 << 32, -1<<32 - 1, 1 - 1<<53,
	})
	good("text", "of one to four bytes a character, and empty", list{"", "a", "é", "€", "𝄞", "a\x00b"})
	good("bytes", "empty, and all that text may not be", list{[]byte{}, []byte{0xff, 0x00, 0x80}, make([]byte, 24)})
	good("simple", "false, true, null", list{false, true, nil})
	good("empty-containers", "", list{list{}, object{}})
	good("map-order", "shorter keys come first, then bytewise", object{"b": 1, "aa": 2, "": 3, "a": 4, "é": 5, "z": 6})
	good("map-hostile-names", "names that mean something to JavaScript are names like any other",
		object{"__proto__": 1, "constructor": 2, "hasOwnProperty": 3, "toString": 4})
	good("depth-8", "the deepest that is allowed", list{list{object{"a": list{list{list{list{list{}}}}}}}})
	all = append(all, vector{
		group: "cbor", name: "minus-zero", Only: "encode", Expect: ok,
		Comment: "rounding in JavaScript gives −0, which has to travel as the integer 0",
		Hex:     "00", Value: json.RawMessage("-0"),
	})

	for class, rows := range cborRejections {
		for _, r := range rows {
			all = append(all, vector{group: "cbor", name: r.name, Comment: r.comment, Expect: class, Hex: hexOf(unhex(r.hex))})
		}
	}
	return all
}

type rejection struct{ name, hex, comment string }

var cborRejections = map[string][]rejection{
	"truncated": {
		{"truncated-nothing", "", "no item at all"},
		{"truncated-argument-1", "18", "the byte of the argument is missing"},
		{"truncated-argument-2", "19ff", ""},
		{"truncated-argument-4", "1affffff", ""},
		{"truncated-argument-8", "1b00ffffffffffff", ""},
		{"truncated-text", "636162", "three bytes announced, two there"},
		{"truncated-bytes", "430102", ""},
		{"truncated-array", "8301", "three items announced, one byte left"},
		{"truncated-array-nested", "82018201", "the inner array lacks an item"},
		{"truncated-map", "a2616101", "two entries announced, one there"},
		{"truncated-map-value", "a16161", "a key without its value"},
		{"huge-text", "7affffffff61", "4 GiB announced in one byte"},
		{"huge-bytes", "5b001fffffffffffff61", "an allocation by this length would be the attack"},
		{"huge-array", "9b7fffffffffffffff01", ""},
		{"huge-array-32", "9affffffff01", ""},
		{"huge-array-float", "9affffffff" + "f93e00", "its count is refused before what is in it"},
		{"huge-map", "bb7fffffffffffffff616101", ""},
		{"huge-length-wraps", "5bffffffffffffffff61", "the length is −1 when read as signed"},
	},
	"bad-cbor": {
		{"float-16", "f93e00", "1.5"},
		{"float-32", "fa3fc00000", "1.5"},
		{"float-64", "fb3ff8000000000000", "1.5"},
		{"float-16-integer", "f93c00", "1.0 is not the integer 1"},
		{"float-64-integer", "fb3ff0000000000000", ""},
		{"float-minus-zero", "f98000", ""},
		{"float-64-minus-zero", "fb8000000000000000", ""},
		{"float-nan", "f97e00", ""},
		{"float-64-nan", "fb7ff8000000000000", ""},
		{"float-infinity", "f97c00", ""},
		{"float-truncated", "fb3f", "what it begins with is refused before what is missing"},
		{"undefined", "f7", ""},
		{"simple-unassigned", "f0", ""},
		{"simple-one-byte", "f8ff", ""},
		{"tag-date", "c000", ""},
		{"tag-bignum", "c2490100000000000000000000", ""},
		{"tag-self-described", "d9d9f700", ""},
		{"tag-nested", "8201c100", ""},
		{"indefinite-text", "7f6161ff", ""},
		{"indefinite-bytes", "5f4101ff", ""},
		{"indefinite-array", "9f01ff", ""},
		{"indefinite-map", "bf616101ff", ""},
		{"indefinite-integer", "1f", ""},
		{"break-alone", "ff", ""},
		{"reserved-28", "1c", "additional information 28 to 30 is reserved"},
		{"reserved-29", "3d", ""},
		{"reserved-30", "5e", ""},
		{"integer-2-53", "1b0020000000000000", "2^53"},
		{"integer-minus-2-53", "3b001fffffffffffff", "−2^53"},
		{"integer-largest", "1bffffffffffffffff", ""},
		{"integer-smallest", "3bffffffffffffffff", ""},
		{"key-integer", "a10102", ""},
		{"key-bytes", "a1416101", ""},
		{"key-null", "a1f601", ""},
		{"key-array", "a18001", ""},
		{"text-continuation", "6180", "a continuation byte alone"},
		{"text-high-surrogate", "63eda080", "a lone surrogate, as careless JavaScript writes it"},
		{"text-low-surrogate", "63edb080", ""},
		{"text-surrogate-pair", "66eda081edb080", "a pair in six bytes (CESU-8)"},
		{"text-overlong", "62c080", "U+0000 in two bytes"},
		{"text-beyond-unicode", "64f4908080", "U+110000"},
		{"text-cut", "62e282", "the last character lacks a byte"},
		{"key-not-utf8", "a161ff01", ""},
		{"trailing-byte", "0100", ""},
		{"trailing-break", "8101ff", ""},
	},
	"not-canonical": {
		{"long-0", "1800", "0 in two bytes"},
		{"long-23", "1817", ""},
		{"long-255", "1900ff", ""},
		{"long-65535", "1a0000ffff", ""},
		{"long-2-32", "1b00000000ffffffff", ""},
		{"long-minus-1", "3800", ""},
		{"long-text-length", "780161", ""},
		{"long-bytes-length", "59000161", ""},
		{"long-array-length", "980101", ""},
		{"long-map-length", "b801616101", ""},
		{"map-unsorted", "a2616201616102", "b before a"},
		{"map-sorted-by-letters", "a262616101617a02", "aa before z is the order of dictionaries, not of CBOR"},
		{"map-duplicate", "a2616101616102", "the same key twice"},
		{"map-duplicate-proto", "a2695f5f70726f746f5f5f01695f5f70726f746f5f5f02", "__proto__ twice"},
		{"map-duplicate-nested", "81a2616101616101", "twice with the same value"},
	},
	"too-deep": {
		{"deep-arrays", strings.Repeat("81", 8) + "80", "nine arrays"},
		{"deep-maps", strings.Repeat("a16161", 8) + "a0", "nine maps"},
		{"deep-bomb", strings.Repeat("81", 20000) + "00", "20,000 arrays would be the end of a recursive decoder"},
		{"deep-bomb-open", strings.Repeat("81", 1000), "refused for its depth before its end is missed"},
	},
}
