package vectors

import "strings"

const (
	room     = `"AAECAwQFBgcICQoLDA0ODw"`
	token    = `"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"`
	peer     = `"k3v9q2m7x4tb"`
	instance = `"a1b2c3d4"`
	aBox     = `{"counter":1,"sealed":"c2VhbGVk"}`
)

func envelope() []Vector {
	g := group{folder: "envelope", direction: toServer}
	ping := members{{"type", `"ping"`}}

	g.refused("empty", "no text at all", "", "bad-message")
	g.refused("not-json", "text that is not JSON", "join please", "bad-message")
	g.refused("cut-off", "JSON that ends too early", `{"type":"ping"`, "bad-message")
	g.refused("trailing-text", "one message is one object", `{"type":"ping"}{"type":"ping"}`, "bad-message")
	g.refused("single-quotes", "not JSON, though JavaScript", `{'type':'ping'}`, "bad-message")
	g.refused("trailing-comma", "not JSON, though JavaScript", `{"type":"ping",}`, "bad-message")
	g.refused("byte-order-mark", "RFC 8259 section 8.1: no byte order mark", "\uFEFF"+`{"type":"ping"}`, "bad-message")
	g.refused("null", "null is no object", "null", "bad-message")
	g.refused("array", "a list is no object", `[{"type":"ping"}]`, "bad-message")
	g.refused("string", "a string is no object", `"ping"`, "bad-message")
	g.bad("no-type", "the type is missing", members{{"kind", `"browser"`}})
	g.bad("type-null", "the type is null", members{{"type", "null"}})
	g.bad("type-number", "the type is a number", members{{"type", "1"}})
	g.bad("type-list", "the type is a list", members{{"type", `["ping"]`}})
	g.bad("type-empty", "the type is empty", members{{"type", `""`}})
	g.bad("type-unknown", "a type of no message", members{{"type", `"dance"`}})
	g.bad("type-of-prototype", "a type that JavaScript's objects inherit", members{{"type", `"constructor"`}})
	g.bad("type-upper-case", "types have one spelling", members{{"type", `"PING"`}})
	g.bad("type-name-upper-case", "names have one spelling: TYPE is an unknown member", members{{"TYPE", `"ping"`}})
	g.bad("type-name-case-folded", "nor is a name equal after case folding (U+212A is folded to k by some decoders)",
		members{{"type", `"join"`}, {"room", room}, {"\u212aind", `"browser"`}, {"instance", instance}})
	g.bad("server-type", "a message of the server, sent to it", members{{"type", `"pong"`}})
	g.tolerated("unknown-members", "members that are not named are ignored, whatever they hold",
		ping.with("future", `{"deep":[[[[{"x":null}]]]],"n":1e400}`).text(), ping)
	g.tolerated("type-name-both", "the exact name counts, the other is unknown",
		`{"TYPE":"leave","type":"ping","Type":"leave"}`, ping)
	g.tolerated("type-twice", "of a name that comes twice the last counts", `{"type":"leave","type":"ping"}`, ping)
	g.tolerated("type-escaped", "an escaped character is that character", `{"ty\u0070e":"p\u0069ng"}`, ping)
	g.tolerated("white-space", "JSON's white space means nothing", " {\r\n\t\"type\" : \"ping\" } \n", ping)
	g.tolerated("longest", "65,536 bytes, the most that a message may have", padded(65_536), ping)
	g.refused("too-long", "65,537 bytes", padded(65_537), "too-big")

	s := group{folder: "envelope", direction: toClient}
	s.bad("client-type", "a message of a client, sent by the server", members{{"type", `"join"`}, {"room", room}, {"kind", `"browser"`}, {"instance", instance}})
	s.bad("server-type-unknown", "a type of no message", members{{"type", `"dance"`}})
	s.bad("server-no-type", "the type is missing", members{{"peer", peer}})
	s.refused("server-not-json", "text that is not JSON", "welcome!", "bad-message")
	s.refused("server-null", "null is no object", "null", "bad-message")
	s.tolerated("server-unknown-members", "members that are not named are ignored",
		`{"type":"pong","later":{"a":[1]}}`, members{{"type", `"pong"`}})
	return append(g.vectors, s.vectors...)
}

// padded is a ping of n bytes.
func padded(n int) string {
	const head, tail = `{"type":"ping","pad":"`, `"}`
	return head + strings.Repeat("x", n-len(head)-len(tail)) + tail
}

func join() []Vector {
	g := group{folder: "join", direction: toServer}
	m := members{{"type", `"join"`}, {"room", room}, {"kind", `"browser"`}, {"instance", instance}}

	g.ok("browser", "a browser without an offer", m)
	g.ok("headless", "a headless peer", m.with("kind", `"headless"`))
	g.ok("with-offer", "an offer that waits in the room", m.with("offer", aBox))
	badRoom(&g, m)
	g.bad("kind-missing", "kind is required", m.without("kind"))
	g.bad("kind-unknown", "a kind that does not exist", m.with("kind", `"toaster"`))
	g.bad("kind-null", "kind is null", m.with("kind", "null"))
	badID(&g, "instance", m)
	badOptionalBox(&g, m)
	return g.vectors
}

func resume() []Vector {
	g := group{folder: "resume", direction: toServer}
	m := members{{"type", `"resume"`}, {"room", room}, {"token", token}, {"instance", instance}}

	g.ok("plain", "no offer: the waiting one is removed", m)
	g.ok("with-offer", "the offer replaces the waiting one", m.with("offer", aBox))
	badRoom(&g, m)
	badToken(&g, m)
	badID(&g, "instance", m)
	badOptionalBox(&g, m)
	return g.vectors
}

func offer() []Vector {
	g := group{folder: "offer", direction: toServer}
	m := members{{"type", `"offer"`}, {"box", aBox}}

	g.ok("replace", "a new waiting offer", m)
	g.ok("remove", "null removes the waiting offer", m.with("box", "null"))
	g.bad("box-missing", "absent is not null here", m.without("box"))
	badBox(&g, "box", m)
	return g.vectors
}

func box() []Vector {
	g := group{folder: "box", direction: toServer}
	m := members{{"type", `"box"`}, {"to", peer}, {"box", aBox}}

	g.ok("plain", "a box for one peer", m)
	g.ok("id-shortest", "an id of 8 characters", m.with("to", `"abcdefgh"`))
	g.ok("id-longest", "an id of 22 characters", m.with("to", `"abcdefghijklmnopqrstuv"`))
	g.ok("counter-highest", "2^53 - 1", m.with("box", `{"counter":9007199254740991,"sealed":"AA"}`))
	g.tolerated("counter-fraction-zero", "1.0 is the integer 1: a browser cannot tell them apart",
		m.with("box", `{"counter":1.0,"sealed":"AA"}`).text(), m.with("box", `{"counter":1,"sealed":"AA"}`))
	g.tolerated("counter-exponent", "1e3 is the integer 1000",
		m.with("box", `{"counter":1e3,"sealed":"AA"}`).text(), m.with("box", `{"counter":1000,"sealed":"AA"}`))
	g.tolerated("box-unknown-members", "members that are not named are ignored, and not forwarded",
		m.with("box", `{"counter":1,"sealed":"AA","key":"x"}`).text(), m.with("box", `{"counter":1,"sealed":"AA"}`))
	g.ok("sealed-longest", "32,768 characters", m.with("box", `{"counter":1,"sealed":"`+strings.Repeat("A", 32_768)+`"}`))
	badID(&g, "to", m)
	g.bad("box-missing", "box is required", m.without("box"))
	g.bad("box-null", "a box to a peer cannot be null", m.with("box", "null"))
	badBox(&g, "box", m)
	return g.vectors
}

func plain() []Vector {
	var all []Vector
	for _, kind := range []string{"ping", "leave", "close"} {
		g := group{folder: kind, direction: toServer}
		g.ok("plain", "a message without members", members{{"type", `"` + kind + `"`}})
		all = append(all, g.vectors...)
	}
	g := group{folder: "pong", direction: toClient}
	g.ok("plain", "a message without members", members{{"type", `"pong"`}})
	return append(all, g.vectors...)
}
