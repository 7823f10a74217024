package signaling

import (
	"encoding/json"
	"unicode/utf8"
)

// DecodeClient reads a message to the server. The error is an [*Error] with
// the code to close with.
func DecodeClient(text []byte) (ClientMessage, error) {
	r, kind, err := open(text, MaxMessageBytes)
	if err != nil {
		return nil, err
	}
	var m ClientMessage
	switch kind {
	case "join":
		m = Join{Room: r.room("room"), Kind: r.kind("kind"), Instance: r.id("instance"), Offer: r.optionalBox("offer")}
	case "resume":
		m = Resume{Room: r.room("room"), Token: r.token("token"), Instance: r.id("instance"), Offer: r.optionalBox("offer")}
	case "offer":
		m = Offer{Box: r.nullableBox("box")}
	case "box":
		m = SendBox{To: r.id("to"), Box: r.box("box")}
	case "ping":
		m = Ping{}
	case "leave":
		m = Leave{}
	case "close":
		m = CloseRoom{}
	default:
		return nil, refuse(CloseBadMessage, "unknown type")
	}
	if r.err != nil {
		return nil, r.err
	}
	return m, nil
}

// ErrUnknownType is returned for a message of the server that is well formed
// but of a type that is not known here: a newer server may say more.
var ErrUnknownType error = refuse(CloseBadMessage, "unknown type")

// DecodeServer reads a message of the server, for peers. The error is an
// [*Error].
func DecodeServer(text []byte) (ServerMessage, error) {
	r, kind, err := open(text, MaxServerMessageBytes)
	if err != nil {
		return nil, err
	}
	var m ServerMessage
	switch kind {
	case "welcome":
		m = Welcome{
			Peer: r.id("peer"), Token: r.token("token"), Resumed: r.boolean("resumed"), Peers: r.places("peers"),
			ICEServers: r.iceServers("iceServers"), ICEExpires: r.integer("iceExpires", 0, MaxCounter),
			Capacity: int(r.integer("capacity", MinCapacity, MaxCapacity)),
		}
	case "peer-joined":
		m = PeerJoined{Place: r.place("place")}
	case "peer-away":
		m = PeerAway{Peer: r.id("peer")}
	case "peer-back":
		m = PeerBack{Place: r.place("place")}
	case "peer-left":
		m = PeerLeft{Peer: r.id("peer"), Reason: r.leftReason("reason")}
	case "offer":
		m = PeerOffer{From: r.id("from"), Box: r.nullableBox("box")}
	case "box":
		m = PeerBox{From: r.id("from"), Box: r.box("box")}
	case "undeliverable":
		m = Undeliverable{To: r.id("to")}
	case "ice-servers":
		m = FreshICEServers{ICEServers: r.iceServers("iceServers"), ICEExpires: r.integer("iceExpires", 0, MaxCounter)}
	case "pong":
		m = Pong{}
	default:
		return nil, ErrUnknownType
	}
	if r.err != nil {
		return nil, r.err
	}
	return m, nil
}

// open checks what all messages have in common and returns the type.
func open(text []byte, limit int) (*fields, string, error) {
	if len(text) > limit {
		return nil, "", refuse(CloseTooBig, "%d bytes", len(text))
	}
	if !utf8.Valid(text) {
		return nil, "", refuse(CloseBadMessage, "not UTF-8")
	}
	start := skipSpace(text, 0)
	if !json.Valid(text) || text[start] != '{' {
		return nil, "", refuse(CloseBadMessage, "not a JSON object")
	}
	r := &fields{object: text[start:]}
	kind := r.text("type")
	if r.err != nil {
		return nil, "", r.err
	}
	return r, kind, nil
}
