package seal

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// MaxMessageBytes bounds the JSON inside a box.
const MaxMessageBytes = 24_000

// Message is what a box holds: an [Offer], an [Answer], a [Candidate] or a
// [Restart].
type Message interface{ Conn() string }

// Offer opens a connection, or restarts ICE of one that is known.
type Offer struct{ ID, SDP string }

// Answer answers an offer.
type Answer struct{ ID, SDP string }

// Candidate is one trickled candidate; an empty Text ends them (RFC 8838).
type Candidate struct {
	ID, Text, Mid string
	Line          uint16
}

// Restart asks the offerer to restart ICE.
type Restart struct{ ID string }

// Conn names the connection that the message is about.
func (m Offer) Conn() string     { return m.ID }
func (m Answer) Conn() string    { return m.ID }
func (m Candidate) Conn() string { return m.ID }
func (m Restart) Conn() string   { return m.ID }

const (
	maxMidChars = 32
	maxLine     = 255
)

// EncodeMessage writes the JSON of a message.
func EncodeMessage(m Message) ([]byte, error) {
	var v any
	switch m := m.(type) {
	case Offer:
		v = described{"offer", m.ID, m.SDP}
	case Answer:
		v = described{"answer", m.ID, m.SDP}
	case Candidate:
		v = trickled{"candidate", m.ID, m.Text, m.Mid, m.Line}
	case Restart:
		v = plain{"restart", m.ID}
	default:
		return nil, fmt.Errorf("seal: no such message %T", m)
	}
	b, err := json.Marshal(v)
	if err == nil && len(b) > MaxMessageBytes {
		err = fmt.Errorf("seal: message of %d bytes", len(b))
	}
	return b, err
}

type described struct {
	Type string `json:"type"`
	Conn string `json:"conn"`
	SDP  string `json:"sdp"`
}

type trickled struct {
	Type      string `json:"type"`
	Conn      string `json:"conn"`
	Candidate string `json:"candidate"`
	Mid       string `json:"mid"`
	Line      uint16 `json:"line"`
}

type plain struct {
	Type string `json:"type"`
	Conn string `json:"conn"`
}

// DecodeMessage reads what a box held. Members that are not named in
// PROTOCOL.md are ignored; everything else is strict.
func DecodeMessage(b []byte) (Message, error) {
	if len(b) > MaxMessageBytes {
		return nil, refuse(ClassBadMessage, "too long")
	}
	// encoding/json would mend bad UTF-8, and match names without regard to
	// case; JSON.parse does neither. A map of raw values matches exactly.
	var f fields
	if !utf8.Valid(b) || json.Unmarshal(b, &f) != nil || f == nil {
		return nil, refuse(ClassBadMessage, "not one JSON object")
	}
	conn, ok := f.text("conn")
	if !ok || !IsID(conn) {
		return nil, refuse(ClassBadMessage, "conn is not an id")
	}
	kind, _ := f.text("type")
	switch kind {
	case "offer", "answer":
		return f.description(kind, conn)
	case "candidate":
		return f.candidate(conn)
	case "restart":
		return Restart{ID: conn}, nil
	default:
		return nil, refuse(ClassBadMessage, "no such type")
	}
}

type fields map[string]json.RawMessage

func (f fields) text(name string) (string, bool) {
	raw, found := f[name]
	if !found || len(raw) == 0 || raw[0] != '"' {
		return "", false
	}
	var s string
	return s, json.Unmarshal(raw, &s) == nil
}

func (f fields) description(kind, conn string) (Message, error) {
	sdp, ok := f.text("sdp")
	if !ok || sdp == "" {
		return nil, refuse(ClassBadMessage, "no sdp")
	}
	if kind == "offer" {
		return Offer{ID: conn, SDP: sdp}, nil
	}
	return Answer{ID: conn, SDP: sdp}, nil
}

func (f fields) candidate(conn string) (Message, error) {
	text, hasText := f.text("candidate")
	mid, hasMid := f.text("mid")
	var line uint16
	raw, hasLine := f["line"]
	if !hasText || !hasMid || !hasLine || utf8.RuneCountInString(mid) > maxMidChars ||
		string(raw) == "null" || json.Unmarshal(raw, &line) != nil || line > maxLine {
		return nil, refuse(ClassBadMessage, "candidate, mid or line missing or out of bounds")
	}
	return Candidate{ID: conn, Text: text, Mid: mid, Line: line}, nil
}

// IsID reports whether s is an id: 8 to 22 of [a-z0-9].
func IsID(s string) bool {
	if len(s) < 8 || len(s) > 22 {
		return false
	}
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return true
}
