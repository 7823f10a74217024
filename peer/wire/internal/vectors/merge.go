package main

const merging = "sitex000" // the site whose panel merges

func mergeVectors() []vector {
	const id, other = "element01", "element02"
	set := func(ms, n int, site string, set object) write { return write{ms, n, site, id, set} }
	red, blue := object{"color": 1}, object{"color": 2}
	both := [][]int{{0, 1}, {1, 0}, {0, 1, 0, 1}, {1, 1, 0}}
	var all []vector
	good := func(name, comment string, orders [][]int, messages []string, snapshot ...write) {
		all = append(all, vector{name: name, Comment: comment, Expect: ok, Messages: messages, Orders: orders, Snapshot: snapshotHex(snapshot...)})
	}
	two := func(name, comment string, a, b write, snapshot ...write) {
		good(name, comment, both, []string{writesHex(a), writesHex(b)}, snapshot...)
	}

	two("later-ms", "the later ms wins", set(1000, 9, siteC, red), set(1001, 0, siteA, blue), set(1001, 0, siteA, blue))
	two("later-n", "then the later n", set(1000, 0, siteC, red), set(1000, 1, siteA, blue), set(1000, 1, siteA, blue))
	two("later-site", "then the later site", set(1000, 0, siteA, red), set(1000, 0, siteB, blue), set(1000, 0, siteB, blue))
	two("site-bytewise", "digits come before letters, a beginning before what goes on",
		set(1000, 0, "site0000", red), set(1000, 0, "site00000", blue), set(1000, 0, "site00000", blue))
	two("by-property", "each property by itself", set(1000, 0, siteA, object{"color": 1, "width": 10}), set(1001, 0, siteB, blue),
		set(1000, 0, siteA, object{"width": 10}), set(1001, 0, siteB, blue))
	two("crossed", "each is the later one in one property", set(1000, 0, siteA, object{"color": 1, "x1": 5}), set(999, 0, siteB, object{"color": 2, "y1": 6}),
		set(999, 0, siteB, object{"y1": 6}), set(1000, 0, siteA, object{"color": 1, "x1": 5}))
	two("equal-stamps-value", "equal stamps: the greater encoding wins", set(1000, 0, siteA, red), set(1000, 0, siteA, blue), set(1000, 0, siteA, blue))
	two("equal-stamps-type", "false (f4) is less than null (f6)", set(1000, 0, siteA, object{"deleted": false}), set(1000, 0, siteA, object{"deleted": nil}),
		set(1000, 0, siteA, object{"deleted": nil}))
	two("equal-stamps-length", "the encoding counts, not the text: 61 7a (z) is less than 62 61 61 (aa)",
		set(1000, 0, siteA, object{"text": "z"}), set(1000, 0, siteA, object{"text": "aa"}), set(1000, 0, siteA, object{"text": "aa"}))
	two("equal-stamps-join", "one write that came in two halves", set(1000, 0, siteA, red), set(1000, 0, siteA, object{"width": 10}),
		set(1000, 0, siteA, object{"color": 1, "width": 10}))
	two("deleted-keeps-cells", "an edit and a deletion at the same time: both stand", set(1000, 0, siteA, object{"deleted": true}), set(1000, 0, siteB, blue),
		set(1000, 0, siteA, object{"deleted": true}), set(1000, 0, siteB, blue))
	two("absent-wins-later", "null is a value like any other", set(1000, 0, siteA, object{"caption": "a"}), set(1001, 0, siteA, object{"caption": nil}),
		set(1001, 0, siteA, object{"caption": nil}))
	two("unknown-kept", "unknown kinds and properties are kept and forwarded",
		set(1000, 0, siteA, object{"kind": "product", "price": list{4990, "EUR"}}), set(1001, 0, siteA, object{"price": object{"a": nil}}),
		set(1000, 0, siteA, object{"kind": "product"}), set(1001, 0, siteA, object{"price": object{"a": nil}}))
	two("hostile-names", "neither an id nor a property reaches an object's own machinery",
		write{1000, 0, siteA, "constructor", object{"__proto__": object{"deleted": true}, "toString": 1}}, write{1001, 0, siteA, "constructor", object{"valueOf": 1}},
		write{1000, 0, siteA, "constructor", object{"__proto__": object{"deleted": true}, "toString": 1}}, write{1001, 0, siteA, "constructor", object{"valueOf": 1}})
	two("elements-by-id", "the snapshot has elements by id, bytewise", write{1000, 0, siteA, other, red}, write{1000, 1, siteA, id, red},
		write{1000, 1, siteA, id, red}, write{1000, 0, siteA, other, red})
	good("three-sites", "three sites, every order", [][]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}, {2, 0, 2, 1, 0}},
		[]string{
			writesHex(set(1000, 0, siteA, object{"color": 1, "width": 1, "x1": 1}), set(1003, 0, siteA, object{"x2": 1})),
			writesHex(set(1001, 0, siteB, object{"color": 2, "width": 2})),
			writesHex(set(1002, 0, siteC, object{"color": 3}), write{1000, 0, siteC, other, red}),
		},
		set(1000, 0, siteA, object{"x1": 1}), set(1001, 0, siteB, object{"width": 2}), set(1002, 0, siteC, object{"color": 3}), set(1003, 0, siteA, object{"x2": 1}),
		write{1000, 0, siteC, other, red})

	all = append(all, clockVectors()...)
	refuse := func(name, comment, class string, orders [][]int, messages []string, snapshot ...write) {
		all = append(all, vector{name: name, Comment: comment, Expect: class, Messages: messages, Orders: orders, Snapshot: snapshotHex(snapshot...)})
	}
	refuse("future-stamp", "one ms past the bound; what comes with it stands", "future-stamp", [][]int{{0}},
		[]string{writesHex(set(100001, 0, siteA, blue), set(100000, 0, siteA, red))}, set(100000, 0, siteA, red))
	refuse("future-stamp-largest", "", "future-stamp", [][]int{{0}}, []string{writesHex(set(1<<53-1, 65535, siteA, blue))})
	full := set(1000, 0, siteA, numbered(64))
	refuse("65th-property", "an element has 64; the write is refused as a whole", "too-many", [][]int{{0, 1}},
		[]string{writesHex(full), writesHex(set(1001, 0, siteA, object{"p00": 7, "p64": 64}))}, full)

	for i := range all {
		v := &all[i]
		v.group, v.Site, v.Bound = "merge", merging, 100000
		if v.Wall == 0 {
			v.Wall = 500
		}
	}
	return all
}

// clockVectors end in a local write, whose stamp tells where the clock stands.
func clockVectors() []vector {
	var all []vector
	next := func(name, comment string, wall int64, ms, n int, w ...write) {
		snapshot := w[:1]
		all = append(all, vector{
			name: name, Comment: comment, Expect: ok, Wall: wall, Messages: []string{writesHex(w...)}, Orders: [][]int{{0}},
			Snapshot: snapshotHex(snapshot...), Next: object{"ms": ms, "n": n, "site": merging},
		})
	}
	at := func(ms, n int) write { return write{ms, n, siteA, "element01", object{"color": 1}} }
	next("clock-wall-ahead", "the wall clock is later than all stamps", 2000, 2000, 0, at(1000, 7))
	next("clock-wall-behind", "a stamp was later than the wall clock", 500, 1000, 8, at(1000, 7))
	next("clock-wall-equal", "", 1000, 1000, 8, at(1000, 7))
	next("clock-n-full", "after n = 65535 comes the next ms", 500, 1001, 0, at(1000, 65535))
	next("clock-older-stamp", "an older stamp does not move the clock back", 500, 1000, 8, at(1000, 7), at(999, 65535))
	return all
}
