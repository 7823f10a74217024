package vectors

import "strings"

const iceServer = `{"urls":["turn:relay.example:3478?transport=udp"],"username":"1795392000:k3v9q2m7x4tb","credential":"c2VjcmV0"}`

// aPlace is the other peer, as welcome and peer-joined tell it.
func aPlace() members {
	return members{
		{"peer", peer}, {"kind", `"headless"`}, {"instance", instance},
		{"away", "false"}, {"earlier", "true"},
	}
}

func welcome() []Vector {
	g := group{folder: "welcome", direction: toClient}
	m := members{
		{"type", `"welcome"`}, {"peer", peer}, {"token", token}, {"resumed", "false"},
		{"peers", "[]"}, {"iceServers", "[" + iceServer + "]"}, {"iceExpires", "1795392000"}, {"capacity", "2"},
	}
	place := aPlace().text()

	g.ok("alone", "the first peer of a room", m)
	g.ok("second", "somebody is there already, with an offer that waits",
		m.with("peers", "["+aPlace().with("offer", aBox).text()+"]"))
	g.ok("resumed", "a place taken back, while the other is away",
		m.with("resumed", "true").with("peers", "["+aPlace().with("away", "true").text()+"]"))
	g.ok("sixth", "five others, the most that there can be",
		m.with("capacity", "6").with("peers", "["+strings.Repeat(place+",", 4)+place+"]"))
	g.ok("no-ice", "no servers, and so nothing that expires", m.with("iceServers", "[]").with("iceExpires", "0"))
	badID(&g, "peer", m)
	badToken(&g, m)
	g.bad("resumed-missing", "resumed is required", m.without("resumed"))
	g.bad("resumed-string", "a string is no boolean", m.with("resumed", `"true"`))
	g.bad("peers-missing", "peers is required", m.without("peers"))
	g.bad("peers-null", "nobody is an empty list", m.with("peers", "null"))
	g.bad("peers-object", "an object is no list", m.with("peers", "{}"))
	g.bad("peers-of-strings", "a place is an object", m.with("peers", "["+peer+"]"))
	g.bad("peers-of-null", "null is no place", m.with("peers", "[null]"))
	g.bad("peers-too-many", "six others would be seven in all", m.with("capacity", "6").with("peers", "["+strings.Repeat(place+",", 5)+place+"]"))
	badICE(&g, m)
	g.bad("capacity-missing", "capacity is required", m.without("capacity"))
	g.bad("capacity-one", "a room of one is none", m.with("capacity", "1"))
	g.bad("capacity-seven", "six is the most", m.with("capacity", "7"))
	g.bad("capacity-fraction", "places are whole", m.with("capacity", "2.5"))
	return g.vectors
}

func places() []Vector {
	var all []Vector
	for _, kind := range []string{"peer-joined", "peer-back"} {
		g := group{folder: kind, direction: toClient}
		m := members{{"type", `"` + kind + `"`}, {"place", aPlace().with("earlier", "false").text()}}
		bad := func(name, comment string, p members) {
			g.bad("place-"+name, comment, m.with("place", p.text()))
		}

		g.ok("plain", "a peer without an offer", m)
		g.ok("with-offer", "a peer whose offer waits", m.with("place", aPlace().with("offer", aBox).text()))
		g.bad("place-missing", "place is required", m.without("place"))
		g.bad("place-null", "null is no place", m.with("place", "null"))
		g.bad("place-list", "a list is no place", m.with("place", "[]"))
		bad("peer-missing", "peer is required", aPlace().without("peer"))
		bad("peer-upper-case", "not an id", aPlace().with("peer", `"K3V9Q2M7X4TB"`))
		bad("kind-unknown", "a kind that does not exist", aPlace().with("kind", `"toaster"`))
		bad("instance-missing", "instance is required", aPlace().without("instance"))
		bad("away-missing", "away is required", aPlace().without("away"))
		bad("earlier-missing", "earlier decides who offers: it is required", aPlace().without("earlier"))
		bad("earlier-number", "a number is no boolean", aPlace().with("earlier", "1"))
		bad("offer-null", "absent, not null, means no offer here", aPlace().with("offer", "null"))
		bad("offer-empty", "a box without members", aPlace().with("offer", "{}"))
		all = append(all, g.vectors...)
	}
	return all
}

func peerGone() []Vector {
	away := group{folder: "peer-away", direction: toClient}
	m := members{{"type", `"peer-away"`}, {"peer", peer}}
	away.ok("plain", "a peer's socket dropped", m)
	badID(&away, "peer", m)

	left := group{folder: "peer-left", direction: toClient}
	m = members{{"type", `"peer-left"`}, {"peer", peer}, {"reason", `"left"`}}
	left.ok("left", "a peer gave up its place", m)
	left.ok("expired", "a place was held long enough", m.with("reason", `"expired"`))
	badID(&left, "peer", m)
	left.bad("reason-missing", "reason is required", m.without("reason"))
	left.bad("reason-unknown", "a reason that does not exist", m.with("reason", `"bored"`))
	left.bad("reason-null", "reason is null", m.with("reason", "null"))

	lost := group{folder: "undeliverable", direction: toClient}
	m = members{{"type", `"undeliverable"`}, {"to", peer}}
	lost.ok("plain", "a box was dropped", m)
	badID(&lost, "to", m)

	return append(append(away.vectors, left.vectors...), lost.vectors...)
}

// forwarded are the messages that have the type of the client's message: their
// files lie in the same folders and say by whom they are.
func forwarded() []Vector {
	o := group{folder: "offer", direction: toClient}
	m := members{{"type", `"offer"`}, {"from", peer}, {"box", aBox}}
	o.ok("server-replaced", "a peer's new waiting offer", m)
	o.ok("server-removed", "null: the waiting offer is gone", m.with("box", "null"))
	o.bad("server-box-missing", "absent is not null here", m.without("box"))
	o.bad("server-box-empty", "a box without members", m.with("box", "{}"))
	badID(&o, "from", m)

	b := group{folder: "box", direction: toClient}
	m = members{{"type", `"box"`}, {"from", peer}, {"box", aBox}}
	b.ok("server-plain", "a box from a peer", m)
	b.bad("server-box-missing", "box is required", m.without("box"))
	b.bad("server-box-null", "a box from a peer cannot be null", m.with("box", "null"))
	b.bad("server-box-counter-zero", "counters start at 1", m.with("box", `{"counter":0,"sealed":"AA"}`))
	b.bad("server-box-padded", "no padding", m.with("box", `{"counter":1,"sealed":"AA=="}`))
	badID(&b, "from", m)
	return append(o.vectors, b.vectors...)
}

func iceServers() []Vector {
	g := group{folder: "ice-servers", direction: toClient}
	m := members{{"type", `"ice-servers"`}, {"iceServers", "[" + iceServer + "]"}, {"iceExpires", "1795392000"}}
	g.ok("plain", "fresh credentials", m)
	g.ok("stun", "a server without credentials", m.with("iceServers", `[{"urls":["stun:relay.example:3478"]}]`))
	g.ok("two-urls", "one relay, two ways to it",
		m.with("iceServers", `[{"urls":["turn:relay.example:3478","turns:relay.example:443"],"username":"u","credential":"c"}]`))
	g.tolerated("unknown-members", "members that are not named are ignored",
		m.with("iceServers", `[{"urls":["stun:relay.example"],"realm":"x"}]`).text(),
		m.with("iceServers", `[{"urls":["stun:relay.example"]}]`))
	badICE(&g, m)
	return g.vectors
}

func badICE(g *group, m members) {
	bad := func(name, comment, raw string) { g.bad("ice-"+name, comment, m.with("iceServers", raw)) }

	g.bad("ice-missing", "iceServers is required", m.without("iceServers"))
	bad("null", "no servers is an empty list", "null")
	bad("object", "an object is no list", iceServer)
	bad("of-null", "null is no server", "[null]")
	bad("of-strings", "a server is an object", `["stun:relay.example"]`)
	bad("urls-missing", "urls is required", `[{"username":"u","credential":"c"}]`)
	bad("urls-string", "urls is a list, even of one", `[{"urls":"stun:relay.example"}]`)
	bad("urls-empty", "one at least", `[{"urls":[]}]`)
	bad("urls-of-null", "null is no address", `[{"urls":[null]}]`)
	bad("username-null", "absent, not null, means none", `[{"urls":["stun:relay.example"],"username":null}]`)
	bad("credential-number", "a credential is a string", `[{"urls":["turn:relay.example"],"username":"u","credential":1}]`)
	g.bad("ice-expires-missing", "iceExpires is required", m.without("iceExpires"))
	g.bad("ice-expires-negative", "no time before 1970", m.with("iceExpires", "-1"))
	g.bad("ice-expires-fraction", "whole seconds", m.with("iceExpires", "1795392000.5"))
	g.bad("ice-expires-string", "a string is no number", m.with("iceExpires", `"1795392000"`))
}
