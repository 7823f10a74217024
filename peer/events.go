package peer

import (
	"github.com/coviewer/coviewer/peer/blob"
	"github.com/coviewer/coviewer/peer/wire"
)

// Event is one of the structs below. They come in order; when nobody reads
// them, new ones are dropped and counted by [Lost].
type Event interface{ event() }

// States of the signaling side, in [StatusChanged].
const (
	StatusOpen    = "open"    // in the room
	StatusOffline = "offline" // coming back by itself
	StatusClosed  = "closed"  // not coming back; Reason says why
)

// Reasons of [StatusChanged] and [JoinError] beside the names of close codes.
const (
	ReasonUnreachable = "unreachable" // no answer, or the connection to the service dropped
	ReasonRestarting  = "restarting"  // the service said so
)

// States of another peer, in [PeerChanged].
const (
	PeerConnecting   = "connecting"
	PeerConnected    = "connected"
	PeerReconnecting = "reconnecting" // silent; ICE restarts until it is not
	PeerAway         = "away"         // its place is held, there is no connection
	PeerGone         = "gone"
)

// Paths of a connection, in [PeerChanged].
const (
	PathDirect  = "direct"
	PathRelayed = "relayed"
)

// States of a blob, in [BlobChanged].
const (
	BlobWaiting   = "waiting" // nobody who is here has it
	BlobReceiving = "receiving"
	BlobHere      = "here"
	BlobFailed    = "failed" // Reason says why; asked for again later
	BlobTakenBack = "taken-back"
)

// StatusChanged tells about the signaling side.
type StatusChanged struct {
	Status string
	Reason string // of offline and closed: the name of the close code, or ReasonUnreachable, ReasonRestarting
}

// PeerChanged tells about another peer. Site is empty until its hello came.
type PeerChanged struct {
	Peer, Site, Kind, Status, Path string
	Reason                         string   // of gone: "left", "expired", or that of its bye
	Words                          []string // the matching words, once known
}

// PanelChanged tells what changed on the panel. Local says that it was done
// here.
type PanelChanged struct {
	Local  bool
	Writes []wire.Write
}

// Synced tells that everything which another peer had on its panel when the
// connection opened is here.
type Synced struct{ Site string }

// BlobChanged tells how much of a blob is here.
type BlobChanged struct {
	Hash           blob.Hash
	State          string
	Received, Size int64
	Reason         string
}

// Delivered tells how much of a blob from here another peer has. Sent counts
// what left; Arrived is its own word that it verified all of it.
type Delivered struct {
	Hash       blob.Hash
	Site       string
	Sent, Size int64
	Arrived    bool
}

// Presence is where another peer points and what it draws or writes right now:
// wire.Pointer, wire.Viewport, wire.Live or wire.Writing.
type Presence struct {
	Site    string
	Message wire.Message
}

// Trouble is something that a peer or the server did wrong, by class. The
// panel is not affected.
type Trouble struct {
	Peer, Class, Detail string
}

// Lost says how many events were dropped before this one.
type Lost struct{ Count int }

func (StatusChanged) event() {}
func (PeerChanged) event()   {}
func (PanelChanged) event()  {}
func (Synced) event()        {}
func (BlobChanged) event()   {}
func (Delivered) event()     {}
func (Presence) event()      {}
func (Trouble) event()       {}
func (Lost) event()          {}

// emit hands an event to whoever reads. The owner never waits for a reader.
func (p *Peer) emit(e Event) {
	if p.lost > 0 {
		select {
		case p.events <- Lost{p.lost}:
			p.lost = 0
		default:
			p.lost++
			return
		}
	}
	select {
	case p.events <- e:
	default:
		p.lost++
	}
}

func (p *Peer) trouble(peer, class string, err error) {
	p.log.Debug("trouble", "peer", peer, "class", class, "detail", err)
	p.emit(Trouble{Peer: peer, Class: class, Detail: err.Error()})
}
