package signaling

import (
	"encoding/json"
	"fmt"
)

// Message is any message of the protocol, of either direction.
type Message interface {
	// Type is the member `type` of the message.
	Type() string
}

// ClientMessage is one of [Join], [Resume], [Offer], [SendBox], [Ping],
// [Leave] and [CloseRoom].
type ClientMessage interface {
	Message
	client()
}

// ServerMessage is one of [Welcome], [PeerJoined], [PeerAway], [PeerBack],
// [PeerLeft], [PeerOffer], [PeerBox], [Undeliverable], [FreshICEServers] and
// [Pong].
type ServerMessage interface {
	Message
	server()
}

// Box is sealed content with its counter. Only the peers can open it.
type Box struct {
	Counter int64  `json:"counter"`
	Sealed  string `json:"sealed"`
}

// Kind is what sort of peer somebody is; it decides who offers.
type Kind string

const (
	KindBrowser  Kind = "browser"
	KindHeadless Kind = "headless"
)

// ICEServer is a W3C RTCIceServer.
type ICEServer struct {
	URLs       []string `json:"urls"`
	Username   string   `json:"username,omitempty"`
	Credential string   `json:"credential,omitempty"`
}

// Place is another peer's place in the room, as its receiver sees it.
type Place struct {
	Peer     string `json:"peer"`
	Kind     Kind   `json:"kind"`
	Instance string `json:"instance"`
	Away     bool   `json:"away"`
	// Earlier says that this peer took its place before the receiver did.
	Earlier bool `json:"earlier"`
	Offer   *Box `json:"offer,omitempty"`
}

// Join takes a place: the first message of a session.
type Join struct {
	Room     string `json:"room"`
	Kind     Kind   `json:"kind"`
	Instance string `json:"instance"`
	Offer    *Box   `json:"offer,omitempty"`
}

// Resume takes one's place back: the first message of a session.
type Resume struct {
	Room     string `json:"room"`
	Token    string `json:"token"`
	Instance string `json:"instance"`
	Offer    *Box   `json:"offer,omitempty"`
}

// Offer replaces one's waiting offer, or removes it if Box is nil.
type Offer struct {
	Box *Box `json:"box"`
}

// SendBox asks for a box to be forwarded to one peer.
type SendBox struct {
	To  string `json:"to"`
	Box Box    `json:"box"`
}

// Ping asks for [Pong].
type Ping struct{}

// Leave gives up one's place.
type Leave struct{}

// CloseRoom ends the room for everybody, and its link for good.
type CloseRoom struct{}

// Welcome is the answer to [Join] and [Resume].
type Welcome struct {
	Peer    string `json:"peer"`
	Token   string `json:"token"`
	Resumed bool   `json:"resumed"`
	// Peers are the others, in the order in which they took their places.
	Peers      []Place     `json:"peers"`
	ICEServers []ICEServer `json:"iceServers"`
	// ICEExpires is in Unix seconds, 0 if the credentials do not expire.
	ICEExpires int64 `json:"iceExpires"`
	Capacity   int   `json:"capacity"`
}

// PeerJoined says that somebody took a place.
type PeerJoined struct {
	Place Place `json:"place"`
}

// PeerAway says that a peer's socket dropped; its place is held.
type PeerAway struct {
	Peer string `json:"peer"`
}

// PeerBack says that a peer resumed.
type PeerBack struct {
	Place Place `json:"place"`
}

// LeftReason is why a place became free.
type LeftReason string

const (
	ReasonLeft    LeftReason = "left"
	ReasonExpired LeftReason = "expired"
)

// PeerLeft says that a place is free.
type PeerLeft struct {
	Peer   string     `json:"peer"`
	Reason LeftReason `json:"reason"`
}

// PeerOffer says that a peer replaced its waiting offer; nil: removed it.
type PeerOffer struct {
	From string `json:"from"`
	Box  *Box   `json:"box"`
}

// PeerBox is a box from another peer.
type PeerBox struct {
	From string `json:"from"`
	Box  Box    `json:"box"`
}

// Undeliverable says that a box was dropped: its receiver is away or unknown.
type Undeliverable struct {
	To string `json:"to"`
}

// FreshICEServers replaces the ICE servers of [Welcome] before they expire.
type FreshICEServers struct {
	ICEServers []ICEServer `json:"iceServers"`
	ICEExpires int64       `json:"iceExpires"`
}

// Pong answers [Ping].
type Pong struct{}

func (Join) Type() string            { return "join" }
func (Resume) Type() string          { return "resume" }
func (Offer) Type() string           { return "offer" }
func (SendBox) Type() string         { return "box" }
func (Ping) Type() string            { return "ping" }
func (Leave) Type() string           { return "leave" }
func (CloseRoom) Type() string       { return "close" }
func (Welcome) Type() string         { return "welcome" }
func (PeerJoined) Type() string      { return "peer-joined" }
func (PeerAway) Type() string        { return "peer-away" }
func (PeerBack) Type() string        { return "peer-back" }
func (PeerLeft) Type() string        { return "peer-left" }
func (PeerOffer) Type() string       { return "offer" }
func (PeerBox) Type() string         { return "box" }
func (Undeliverable) Type() string   { return "undeliverable" }
func (FreshICEServers) Type() string { return "ice-servers" }
func (Pong) Type() string            { return "pong" }

func (Join) client()      {}
func (Resume) client()    {}
func (Offer) client()     {}
func (SendBox) client()   {}
func (Ping) client()      {}
func (Leave) client()     {}
func (CloseRoom) client() {}

func (Welcome) server()         {}
func (PeerJoined) server()      {}
func (PeerAway) server()        {}
func (PeerBack) server()        {}
func (PeerLeft) server()        {}
func (PeerOffer) server()       {}
func (PeerBox) server()         {}
func (Undeliverable) server()   {}
func (FreshICEServers) server() {}
func (Pong) server()            {}

// Encode returns the text of a message: its members, with `type` first.
func Encode(m Message) ([]byte, error) {
	members, err := json.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("signaling: encode %s: %w", m.Type(), err)
	}
	text := make([]byte, 0, len(members)+len(`{"type":"",}`)+len(m.Type()))
	text = append(text, `{"type":"`...)
	text = append(text, m.Type()...)
	text = append(text, '"')
	if string(members) != "{}" {
		text = append(text, ',')
	}
	return append(text, members[1:]...), nil
}
