package vectors

import "strings"

// What can be wrong with a member is the same wherever it occurs.

func badID(g *group, name string, m members) {
	g.bad(name+"-missing", name+" is required", m.without(name))
	g.bad(name+"-null", name+" is null", m.with(name, "null"))
	g.bad(name+"-number", name+" is a number", m.with(name, "12345678"))
	g.bad(name+"-too-short", "7 characters", m.with(name, `"abcdefg"`))
	g.bad(name+"-too-long", "23 characters", m.with(name, `"abcdefghijklmnopqrstuvw"`))
	g.bad(name+"-upper-case", "a character that no id has", m.with(name, `"Abcdefgh"`))
	g.bad(name+"-new-line", "a line end is a character as well", m.with(name, `"abcdefgh\n"`))
	g.bad(name+"-not-ascii", "a letter beyond ASCII", m.with(name, `"äbcdefgh"`))
}

func badRoom(g *group, m members) {
	refused := func(name, comment, raw string) {
		g.refused("room-"+name, comment, m.with("room", raw).text(), "bad-room")
	}
	g.bad("room-missing", "room is required", m.without("room"))
	g.bad("room-number", "room is a number", m.with("room", "1"))
	g.bad("room-null", "room is null", m.with("room", "null"))
	g.bad("room-name-upper-case", "Room is an unknown member", m.named("room", "Room"))
	refused("empty", "no characters", `""`)
	refused("too-short", "21 characters", `"AAECAwQFBgcICQoLDA0OD"`)
	refused("too-long", "23 characters", `"AAECAwQFBgcICQoLDA0ODwA"`)
	refused("padded", "base64url with padding", `"AAECAwQFBgcICQoLDA0ODw=="`)
	refused("standard-alphabet", "+ and / are of the other base64", `"++++++++++++++//////+A"`)
	refused("unused-bits", "unused bits of the last character are not zero", `"AAECAwQFBgcICQoLDA0ODx"`)
	refused("white-space", "a space is no character of base64url", `"AAECAwQFBgcICQoLDA0 Dw"`)
}

func badToken(g *group, m members) {
	g.bad("token-missing", "token is required", m.without("token"))
	g.bad("token-null", "token is null", m.with("token", "null"))
	g.bad("token-too-short", "42 characters", m.with("token", `"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh"`))
	g.bad("token-too-long", "44 characters", m.with("token", `"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8A"`))
	g.bad("token-alphabet", "a character that base64url does not have",
		m.with("token", `"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh+"`))
	g.bad("token-unused-bits", "unused bits of the last character are not zero",
		m.with("token", `"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9"`))
}

func badOptionalBox(g *group, m members) {
	g.bad("offer-null", "absent, not null, means no offer here", m.with("offer", "null"))
	badBox(g, "offer", m)
}

func badBox(g *group, name string, m members) {
	bad := func(what, comment, raw string) { g.bad(name+"-"+what, comment, m.with(name, raw)) }

	bad("string", "a box is an object", `"c2VhbGVk"`)
	bad("list", "a box is an object", `[1,"c2VhbGVk"]`)
	bad("empty", "a box without members", `{}`)
	bad("counter-missing", "counter is required", `{"sealed":"AA"}`)
	bad("counter-zero", "counters start at 1", `{"counter":0,"sealed":"AA"}`)
	bad("counter-negative", "counters start at 1", `{"counter":-1,"sealed":"AA"}`)
	bad("counter-fraction", "counters are whole", `{"counter":1.5,"sealed":"AA"}`)
	bad("counter-too-high", "2^53", `{"counter":9007199254740992,"sealed":"AA"}`)
	bad("counter-huge", "a number that no double holds", `{"counter":1e999,"sealed":"AA"}`)
	bad("counter-string", "a string is no number", `{"counter":"1","sealed":"AA"}`)
	bad("counter-null", "null is no number", `{"counter":null,"sealed":"AA"}`)
	bad("counter-name-upper-case", "names have one spelling", `{"Counter":1,"sealed":"AA"}`)
	bad("sealed-missing", "sealed is required", `{"counter":1}`)
	bad("sealed-null", "null is no string", `{"counter":1,"sealed":null}`)
	bad("sealed-empty", "one character at least", `{"counter":1,"sealed":""}`)
	bad("sealed-too-long", "32,769 characters", `{"counter":1,"sealed":"`+strings.Repeat("A", 32_769)+`"}`)
	bad("sealed-impossible-length", "one character is no whole byte", `{"counter":1,"sealed":"A"}`)
	bad("sealed-padded", "no padding", `{"counter":1,"sealed":"AA=="}`)
	bad("sealed-standard-alphabet", "+ and / are of the other base64", `{"counter":1,"sealed":"+/AA"}`)
	bad("sealed-unused-bits", "unused bits of the last character are not zero", `{"counter":1,"sealed":"AB"}`)
}
