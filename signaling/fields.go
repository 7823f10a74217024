package signaling

import (
	"encoding/json"
	"math"
	"strconv"
)

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

// start returns a member whose text starts like first.
func (f *fields) start(name string, first byte) ([]byte, bool) {
	raw, found := f.object.get(name)
	return raw, found && raw[0] == first
}

// list returns the elements of a member.
func (f *fields) list(name string) ([]json.RawMessage, bool) {
	raw, ok := f.start(name, '[')
	if !ok {
		return nil, false
	}
	var elements []json.RawMessage
	return elements, json.Unmarshal(raw, &elements) == nil
}

func (f *fields) text(name string) string {
	if raw, ok := f.start(name, '"'); ok {
		if s, ok := unquote(raw); ok {
			return s
		}
	}
	f.fail(CloseBadMessage, name, "a string")
	return ""
}

func (f *fields) optionalText(name string) string {
	if _, there := f.object.get(name); !there {
		return ""
	}
	return f.text(name)
}

func (f *fields) boolean(name string) bool {
	raw, _ := f.object.get(name)
	switch string(raw) {
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
	raw, _ := f.object.get(name)
	if len(raw) > 0 && raw[0] != '-' && (raw[0] < '0' || raw[0] > '9') {
		raw = nil // ParseFloat knows more spellings than JSON
	}
	n, err := strconv.ParseFloat(string(raw), 64)
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
	raw, ok := f.start(name, '{')
	if !ok {
		f.fail(CloseBadMessage, name, "a box")
		return Box{}
	}
	in := fields{object: raw}
	b := Box{Counter: in.integer("counter", 1, MaxCounter), Sealed: in.text("sealed")}
	if in.err != nil || !isBase64URL(b.Sealed, 1, MaxBoxChars) {
		f.fail(CloseBadMessage, name, "a box")
	}
	return b
}

// optionalBox is a box or absent; null is neither.
func (f *fields) optionalBox(name string) *Box {
	if _, there := f.object.get(name); !there {
		return nil
	}
	b := f.box(name)
	return &b
}

// nullableBox is a box or null; absent is neither.
func (f *fields) nullableBox(name string) *Box {
	if raw, _ := f.object.get(name); string(raw) == "null" {
		return nil
	}
	b := f.box(name)
	return &b
}

func (f *fields) place(name string) Place {
	raw, ok := f.object.get(name)
	if !ok {
		f.fail(CloseBadMessage, name, "a place")
		return Place{}
	}
	return f.placeOf(raw, name)
}

func (f *fields) placeOf(raw []byte, name string) Place {
	if raw[0] != '{' {
		f.fail(CloseBadMessage, name, "made of places")
		return Place{}
	}
	in := fields{object: raw}
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
	list, ok := f.list(name)
	if !ok || len(list) >= MaxCapacity {
		f.fail(CloseBadMessage, name, "a list of places")
		return nil
	}
	places := make([]Place, 0, len(list))
	for _, raw := range list {
		places = append(places, f.placeOf(raw, name))
	}
	return places
}

func (f *fields) iceServers(name string) []ICEServer {
	list, ok := f.list(name)
	if !ok {
		f.fail(CloseBadMessage, name, "a list of ICE servers")
		return nil
	}
	servers := make([]ICEServer, 0, len(list))
	for _, raw := range list {
		servers = append(servers, f.iceServerOf(raw, name))
	}
	return servers
}

func (f *fields) iceServerOf(raw []byte, name string) ICEServer {
	if raw[0] != '{' {
		f.fail(CloseBadMessage, name, "made of ICE servers")
		return ICEServer{}
	}
	in := fields{object: raw}
	s := ICEServer{
		URLs: in.texts("urls"), Username: in.optionalText("username"), Credential: in.optionalText("credential"),
	}
	if in.err != nil {
		f.fail(CloseBadMessage, name, "made of ICE servers")
	}
	return s
}

// texts is a list of at least one string.
func (f *fields) texts(name string) []string {
	list, ok := f.list(name)
	texts := make([]string, 0, len(list))
	for _, raw := range list {
		var s string
		if ok = ok && raw[0] == '"'; ok {
			s, ok = unquote(raw)
		}
		texts = append(texts, s)
	}
	if !ok || len(texts) == 0 {
		f.fail(CloseBadMessage, name, "a list of strings")
	}
	return texts
}
