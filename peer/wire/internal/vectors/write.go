package main

import (
	"maps"
	"slices"
	"strings"
)

var picture = write{1000, 0, siteA, "picture01", object{
	"kind": "picture", "by": siteA, "name": "Schuh, blau – 42", "pixelWidth": 4000, "pixelHeight": 3000,
	"preview": []byte("\xff\xd8\xff\xe0preview…"), "blob": hash, "size": 1234567, "type": "image/jpeg",
	"order": "h.sitea000", "caption": "👟", "stripped": true,
}}

func writeVectors(s *schema) []vector {
	all := slices.Concat(goodWrites(), wrongWrites())
	for _, name := range slices.Sorted(maps.Keys(s.Properties)) {
		for _, wrong := range s.Properties[name].wrongValues() {
			w := write{1000, 0, siteA, "element01", object{name: wrong.value}}
			all = append(all, vector{name: name + "-" + wrong.label, Comment: wrong.comment, Expect: "bad-value", Hex: writesHex(w)})
		}
	}
	for i := range all {
		all[i].group = "write"
	}
	return all
}

func goodWrites() []vector {
	var all []vector
	good := func(name, comment string, w write) {
		all = append(all, vector{name: name, Comment: comment, Expect: ok, Hex: writesHex(w), Value: w.json()})
	}
	one := func(set object) write { return write{1000, 0, siteA, "element01", set} }
	good("good-picture", "every property", picture)
	good("good-arrow", "", arrow)
	good("good-person", "", one(object{"kind": "person", "name": "", "color": 0}))
	good("good-text", "2,000 code points of four bytes", one(object{"kind": "text", "fontSize": 8, "text": strings.Repeat("𝄞", 2000)}))
	good("good-ink", "", one(object{"kind": "ink", "points": []byte{2, 4}}))
	good("good-ink-pressure", "", one(object{"kind": "ink", "points": []byte{2, 4, 6}, "pressure": true}))
	good("good-ink-pressure-elsewhere", "points are good if they unpack either way: pressure may stand in another write", one(object{"points": []byte{2, 4, 6}}))
	good("good-stage", "", write{1000, 0, siteA, "stage000", object{"kind": "stage", "by": siteA, "picture": "picture01", "view": list{-80, -80, 1048576, 1048576}}})
	good("good-stage-compare", "the split at its end", write{1000, 0, siteA, "stage000", object{"compare": "picture02", "mode": "overlay", "split": 1000}})
	good("good-pin", "the largest number", one(object{"kind": "pin", "by": siteA, "picture": "picture01", "color": 31, "width": 24, "x1": -8, "y1": 8, "number": 999, "text": "here"}))
	good("good-pin-text-elsewhere", "a longer text is good by itself: which kind it belongs to may stand in another write", one(object{"text": strings.Repeat("a", 201)}))
	good("good-message", "one that points at a mark", one(object{"kind": "message", "by": siteA, "text": "Größe 42?\n👟", "picture": "picture01", "mark": "arrow0001"}))
	good("good-taken-back", "what takes a picture back", write{1001, 0, siteA, "picture01", object{"deleted": true, "takenBack": true, "preview": nil}})
	good("good-absent", "null is allowed for every property: it is absent", one(object{"caption": nil, "deleted": nil, "order": nil, "future": nil}))
	good("good-unknown-kind", "kept and forwarded", one(object{"kind": "product", "price": list{4990, "EUR"}, "link": object{"a": nil, "bb": []byte{}}}))
	good("good-unknown-largest", "4,096 bytes with its name", one(object{"future": make([]byte, 4096-7-3)}))
	good("good-unknown-deepest", "a value four deep is depth 8 of the message", one(object{"future": list{list{list{list{}}}}}))
	good("good-hostile-names", "names that mean something to JavaScript", one(object{"__proto__": object{"deleted": true}, "constructor": 1, "toString": 2, "": 3}))
	good("good-stamp-largest", "the clock's ends", write{1<<53 - 1, 65535, strings.Repeat("z", 22), strings.Repeat("9", 22), object{"deleted": false}})
	good("good-stamp-smallest", "", write{0, 0, "00000000", "constructor", object{"deleted": true}})
	good("good-64-properties", "as many as an element may have", one(numbered(64)))
	return all
}

// wrongWrites break the write, not a property.
func wrongWrites() []vector {
	var all []vector
	bad := func(name, comment, class string, item any) {
		all = append(all, vector{name: name, Comment: comment, Expect: class, Hex: hexOf(enc(list{4, list{item}}))})
	}
	with := func(at int, v any) list {
		items := arrow.item()
		items[at] = v
		return items
	}
	bad("shape-map", "", "bad-field", object{"id": "element01"})
	bad("shape-null", "", "bad-field", nil)
	bad("shape-4", "the properties are missing", "bad-field", arrow.item()[:4])
	bad("shape-6", "a write has no more items in newer minor versions", "bad-field", append(arrow.item(), 0))
	bad("ms-negative", "", "bad-field", with(0, -1))
	bad("ms-text", "", "bad-field", with(0, "1000"))
	bad("ms-null", "", "bad-field", with(0, nil))
	bad("n-65536", "the counter has 16 bits", "bad-field", with(1, 65536))
	bad("n-negative", "", "bad-field", with(1, -1))
	bad("n-text", "", "bad-field", with(1, "0"))
	for at, name := range map[int]string{2: "site", 3: "id"} {
		for _, wrong := range (field{Type: "id"}).wrongValues() {
			bad(name+"-"+wrong.label, wrong.comment, "bad-field", with(at, wrong.value))
		}
		bad(name+"-bytes", "", "bad-field", with(at, []byte("abcdefgh")))
		bad(name+"-empty", "", "bad-field", with(at, ""))
		bad(name+"-not-ascii", "", "bad-field", with(at, "éabcdefgh"))
	}
	bad("set-list", "", "bad-field", with(4, list{"color", 1}))
	bad("set-null", "", "bad-field", with(4, nil))
	bad("set-empty", "a write sets something", "bad-field", with(4, object{}))
	bad("set-65", "one property more than an element may have", "too-many", with(4, numbered(65)))
	bad("unknown-too-long", "4,097 bytes with its name", "bad-value", with(4, object{"future": make([]byte, 4097-7-3)}))
	bad("unknown-name-too-long", "the name counts too", "bad-value", with(4, object{strings.Repeat("a", 4097-3-1): nil}))
	bad("unknown-among-good", "a write is refused as a whole", "bad-value", with(4, object{"color": 1, "future": make([]byte, 5000)}))
	bad("taken-back-undone", "an undo that would bring back what was taken back is refused as a whole", "bad-value", with(4, object{"deleted": nil, "takenBack": nil}))
	bad("preview-emptied", "no preview is an absent one, not one of no bytes", "bad-value", with(4, object{"deleted": true, "takenBack": true, "preview": []byte{}}))
	bad("view-of-3", "", "bad-value", with(4, object{"view": list{0, 0, 1}}))
	return all
}

func numbered(count int) object {
	set := object{}
	for i := range count {
		set[string([]byte{'p', byte('0' + i/10), byte('0' + i%10)})] = i
	}
	return set
}
