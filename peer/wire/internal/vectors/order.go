package main

import "strings"

const siteA, siteB, siteC = "sitea000", "siteb000", "sitec000"

func orderVectors() []vector {
	full := strings.Repeat("z", 128)
	tail := "." + siteA
	var all []vector
	for _, r := range []struct{ name, comment, expect, a, b, key string }{
		{"first", "the middle of nothing and nothing", ok, "", "", "h" + tail},
		{"append", "one more than the last", ok, "h" + tail, "", "i" + tail},
		{"append-after-z", "the next digit is full: one place more", ok, "z", "", "z0" + tail},
		{"append-after-z-site", "", ok, "z.sitea000", "", "z0" + tail},
		{"prepend", "half of the first digit", ok, "", "h" + tail, "8" + tail},
		{"prepend-before-1", "", ok, "", "1", "0" + tail},
		{"prepend-before-0", "nothing is below 0 but the dot", ok, "", "0", ".h" + tail},
		{"prepend-before-dot", "", ok, "", ".0", "..h" + tail},
		{"middle", "", ok, "4", "8", "6" + tail},
		{"neighbors", "no digit between: the first stays, one place more", ok, "4", "5", "4h" + tail},
		{"neighbors-deep", "", ok, "4z", "5", "4zh" + tail},
		{"same-place", "two sites put theirs at the same place", ok, "h.sitea000", "h.siteb000", "h.siteai" + tail},
		{"prefix", "a is the beginning of b", ok, "5", "5.a", "5.4" + tail},
		{"prefix-0", "", ok, "5", "50", "5.h" + tail},
		{"longest", "128 characters are allowed", ok, full[:118], "", full[:118] + "0" + tail},

		{"equal", "", "no-room", "4", "4", ""},
		{"reversed", "", "no-room", "5", "4", ""},
		{"reversed-prefix", "a goes on where b ends", "no-room", "45", "4", ""},
		{"too-long", "129 characters", "no-room", full[:119], "", ""},
		{"too-long-full", "", "no-room", full, "", ""},
		{"bad-capital", "", "bad-value", "A", "", ""},
		{"bad-end", "a key does not end in a dot", "bad-value", "", "a.", ""},
		{"bad-length", "", "bad-value", full + "z", "", ""},
	} {
		value := object{"a": orNull(r.a), "b": orNull(r.b), "site": siteA}
		if r.expect == ok {
			value["key"] = r.key
		}
		all = append(all, vector{group: "order", name: r.name, Comment: r.comment, Expect: r.expect, Value: value})
	}
	return all
}

func orNull(key string) any {
	if key == "" {
		return null
	}
	return key
}
