package signaling

import (
	"encoding/json"
	"math"
	"strconv"
)

// object is a JSON object by its exact member names. Decoding goes through it,
// rather than into structs, because encoding/json matches the fields of a
// struct without regard to case: "TYPE" would pass as "type" here, and not in
// a browser. A name that comes twice means its last value, as in JSON.parse.
type object map[string]json.RawMessage

// fields reads the members of one object and keeps the first error, so that a
// message reads as one line.
type fields struct {
	object object
	err    error
}

func (f *fields) fail(code CloseCode, name, want string) {
	if f.err == nil {
		f.err = refuse(code, "%s is not %s", name, want)
	}
}

// into decodes a member that must start like first. The check is not only for
// speed: null decodes into anything without an error.
func (f *fields) into(name string, first byte, value any) bool {
	raw := f.object[name]
	if len(raw) == 0 || raw[0] != first {
		return false
	}
	return json.Unmarshal(raw, value) == nil
}

func (f *fields) text(name string) string {
	var s string
	if !f.into(name, '"', &s) {
		f.fail(CloseBadMessage, name, "a string")
	}
	return s
}

func (f *fields) optionalText(name string) string {
	if _, there := f.object[name]; !there {
		return ""
	}
	return f.text(name)
}

func (f *fields) boolean(name string) bool {
	switch string(f.object[name]) {
	case "true":
		return true
	case "false":
	default:
		f.fail(CloseBadMessage, name, "a boolean")
	}
	return false
}

// integer reads numbers as a browser does: any spelling of a double that is
// whole, so that both languages accept and refuse the same.
func (f *fields) integer(name string, low, high int64) int64 {
	n, err := strconv.ParseFloat(string(f.object[name]), 64)
	if err != nil || n != math.Trunc(n) || n < float64(low) || n > float64(high) {
		f.fail(CloseBadMessage, name, "an integer in its range")
		return 0
	}
	return int64(n)
}

func (f *fields) id(name string) string {
	s := f.text(name)
	if !isID(s) {
		f.fail(CloseBadMessage, name, "an id")
	}
	return s
}

func (f *fields) room(name string) string {
	s := f.text(name)
	if f.err == nil && !isBase64URL(s, roomChars, roomChars) {
		f.fail(CloseBadRoom, name, "a room")
	}
	return s
}

func (f *fields) token(name string) string {
	s := f.text(name)
	if !isBase64URL(s, tokenChars, tokenChars) {
		f.fail(CloseBadMessage, name, "a token")
	}
	return s
}

func (f *fields) kind(name string) Kind {
	k := Kind(f.text(name))
	if k != KindBrowser && k != KindHeadless {
		f.fail(CloseBadMessage, name, "a kind")
	}
	return k
}

func (f *fields) leftReason(name string) LeftReason {
	r := LeftReason(f.text(name))
	if r != ReasonLeft && r != ReasonExpired {
		f.fail(CloseBadMessage, name, "a reason")
	}
	return r
}

func (f *fields) box(name string) Box {
	var in fields
	if !f.into(name, '{', &in.object) {
		f.fail(CloseBadMessage, name, "a box")
		return Box{}
	}
	b := Box{Counter: in.integer("counter", 1, MaxCounter), Sealed: in.text("sealed")}
	if in.err != nil || !isBase64URL(b.Sealed, 1, MaxBoxChars) {
		f.fail(CloseBadMessage, name, "a box")
	}
	return b
}

// optionalBox is a box or absent; null is neither.
func (f *fields) optionalBox(name string) *Box {
	if _, there := f.object[name]; !there {
		return nil
	}
	b := f.box(name)
	return &b
}

// nullableBox is a box or null; absent is neither.
func (f *fields) nullableBox(name string) *Box {
	if string(f.object[name]) == "null" {
		return nil
	}
	b := f.box(name)
	return &b
}

func (f *fields) place(name string) Place {
	var in fields
	if !f.into(name, '{', &in.object) {
		f.fail(CloseBadMessage, name, "a place")
		return Place{}
	}
	return f.placeOf(&in, name)
}

func (f *fields) placeOf(in *fields, name string) Place {
	p := Place{
		Peer: in.id("peer"), Kind: in.kind("kind"), Instance: in.id("instance"),
		Away: in.boolean("away"), Earlier: in.boolean("earlier"), Offer: in.optionalBox("offer"),
	}
	if in.err != nil {
		f.fail(CloseBadMessage, name, "made of places")
	}
	return p
}

func (f *fields) places(name string) []Place {
	var list []object
	if !f.into(name, '[', &list) || len(list) >= MaxCapacity {
		f.fail(CloseBadMessage, name, "a list of places")
		return nil
	}
	places := make([]Place, 0, len(list))
	for _, o := range list {
		places = append(places, f.placeOf(&fields{object: o}, name))
	}
	return places
}

func (f *fields) iceServers(name string) []ICEServer {
	var list []object
	if !f.into(name, '[', &list) {
		f.fail(CloseBadMessage, name, "a list of ICE servers")
		return nil
	}
	servers := make([]ICEServer, 0, len(list))
	for _, o := range list {
		in := fields{object: o}
		s := ICEServer{
			URLs: in.texts("urls"), Username: in.optionalText("username"), Credential: in.optionalText("credential"),
		}
		if in.err != nil {
			f.fail(CloseBadMessage, name, "made of ICE servers")
		}
		servers = append(servers, s)
	}
	return servers
}

// texts is a list of at least one string.
func (f *fields) texts(name string) []string {
	var list []*string // a pointer tells null from a string
	if !f.into(name, '[', &list) || len(list) == 0 {
		f.fail(CloseBadMessage, name, "a list of strings")
		return nil
	}
	texts := make([]string, 0, len(list))
	for _, s := range list {
		if s == nil {
			f.fail(CloseBadMessage, name, "a list of strings")
			return nil
		}
		texts = append(texts, *s)
	}
	return texts
}
