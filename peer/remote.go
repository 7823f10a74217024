package peer

import (
	"fmt"
	"time"

	"github.com/coviewer/coviewer/peer/seal"
	"github.com/coviewer/coviewer/peer/wire"
	"github.com/coviewer/coviewer/signaling"
)

// maxEarly is how many candidates wait for the description they belong to, and
// how many are taken after it.
const maxEarly = wire.MaxCandidates

// remote is another peer's place in the room, and the connection to it. Owned
// by the owner goroutine.
type remote struct {
	place    signaling.Place
	conn     *connection // nil: none
	early    []seal.Candidate
	offered  time.Time // when a new connection was last offered
	asked    time.Time // when one was last asked for
	answered uint64    // counter of the last waiting offer that was answered
	answers  allowance // new connections that it may have made here
	expelled bool      // broke the protocol; no connection with this instance
	status   string    // as last told
}

// offers says whether this peer is the offerer of the pair
// (signaling/PROTOCOL.md, "Who offers"): a browser always is; of two headless
// peers the earlier one.
func (r *remote) offers() bool {
	return r.place.Kind == signaling.KindHeadless && !r.place.Earlier
}

func (p *Peer) onOpen(s *socket) { p.socket = s }

func (p *Peer) onClosed(code signaling.CloseCode, err error, again bool) {
	p.socket = nil
	if again {
		p.unreached = &JoinError{Reason: offlineReason(code), Err: err}
		p.log.Info("away from the pairing service", "reason", p.unreached.Reason)
		p.log.Debug("away from the pairing service", "detail", err)
		p.emit(StatusChanged{Status: StatusOffline, Reason: p.unreached.Reason})
		return
	}
	p.log.Info("the pairing service has closed the session", "reason", code.Name())
	if code == signaling.CloseRoomClosed || code == signaling.CloseLinkSpent {
		for id := range p.remotes {
			p.onLeft(id, code.Name()) // the room is over: nobody is left to be connected with
		}
	}
	p.emit(StatusChanged{Status: StatusClosed, Reason: code.Name()})
	p.answerJoin(&JoinError{Reason: code.Name(), Err: err})
}

// offlineReason is the name of a close code after which one comes back, or what
// to call it where it has none.
func offlineReason(code signaling.CloseCode) string {
	switch code {
	case signaling.CloseRestart:
		return ReasonRestarting
	case 0:
		return ReasonUnreachable
	}
	return code.Name()
}

func (p *Peer) answerJoin(err error) {
	select {
	case p.joined <- err:
	default: // answered long ago
	}
}

// onMessage is what the signaling server says.
func (p *Peer) onMessage(m signaling.ServerMessage) {
	switch m := m.(type) {
	case signaling.Welcome:
		p.onWelcome(m)
	case signaling.PeerJoined:
		p.meet(m.Place)
	case signaling.PeerBack:
		p.meet(m.Place)
	case signaling.PeerAway:
		if r := p.remotes[m.Peer]; r != nil {
			r.place.Away = true
			p.tellPeer(r)
		}
	case signaling.PeerLeft:
		p.onLeft(m.Peer, string(m.Reason))
	case signaling.PeerOffer:
		if r := p.remotes[m.From]; r != nil {
			p.takeWaiting(r, m.Box)
		}
	case signaling.PeerBox:
		p.onBox(m.From, m.Box)
	case signaling.FreshICEServers:
		p.engine.setICEServers(m.ICEServers)
	}
}

func (p *Peer) onWelcome(w signaling.Welcome) {
	p.token = w.Token
	p.engine.setICEServers(w.ICEServers)
	p.log.Info("in the room", "peer", w.Peer, "resumed", w.Resumed)
	p.emit(StatusChanged{Status: StatusOpen})
	present := map[string]bool{}
	for _, place := range w.Peers {
		present[place.Peer] = true
		p.meet(place)
	}
	for id := range p.remotes {
		if !present[id] {
			p.onLeft(id, string(signaling.ReasonExpired))
		}
	}
	p.answerJoin(nil)
}

// meet takes a place in, new or back.
func (p *Peer) meet(place signaling.Place) {
	r := p.remotes[place.Peer]
	if r == nil {
		if r = p.adopt(place); r == nil {
			return
		}
		p.remotes[place.Peer] = r
	}
	if r.place.Instance != place.Instance {
		// A reload: what stood is gone, and its counters start anew.
		p.closeConnection(r)
		*r = *newRemote(place, p.config.Now())
	}
	r.place, r.asked = place, p.config.Now() // time for the offer that comes with it
	p.tellPeer(r)
	switch {
	case place.Away || r.expelled:
	case !r.offers():
		p.takeWaiting(r, place.Offer)
	case r.conn == nil:
		p.startOffer(r)
	}
}

// adopt finds the same instance under an id that it had before its place ran
// out: the connection goes on. nil if there is no room for one more.
func (p *Peer) adopt(place signaling.Place) *remote {
	for id, r := range p.remotes {
		if r.place.Instance == place.Instance {
			delete(p.remotes, id)
			return r
		}
	}
	if !p.makeRoom() {
		return nil
	}
	return newRemote(place, p.config.Now())
}

// Connections that another instance may have made anew here, at once and then
// one each interval: reloads and lost networks.
const (
	answerBurst    = 8
	answerInterval = time.Second
)

func newRemote(place signaling.Place, now time.Time) *remote {
	return &remote{place: place, asked: now, answers: allowance{burst: answerBurst, interval: answerInterval}}
}

// makeRoom: no room has more places, so a server that tells of more invents
// them. A peer that is not connected is forgotten for a new one.
func (p *Peer) makeRoom() bool {
	if len(p.remotes) < signaling.MaxCapacity-1 {
		return true
	}
	for id, r := range p.remotes {
		if r.conn == nil || r.conn.state == stateConnecting {
			p.onLeft(id, string(signaling.ReasonExpired))
			return true
		}
	}
	return false
}

func (p *Peer) onLeft(id, reason string) {
	r := p.remotes[id]
	if r == nil {
		return
	}
	if reason == string(signaling.ReasonExpired) && r.conn != nil && r.conn.state == stateOpen {
		r.place.Away = true // the connection does not need the server
		return
	}
	delete(p.remotes, id)
	p.closeConnection(r)
	p.tellGone(r, reason)
}

// takeWaiting answers a waiting offer. It is repeated by the server whenever
// one of the two comes back, so one that was answered, or that comes while the
// connection stands, is not for us (any more).
func (p *Peer) takeWaiting(r *remote, box *signaling.Box) {
	if box == nil || r.offers() || r.expelled || uint64(box.Counter) <= r.answered {
		return
	}
	if r.conn != nil && r.conn.state == stateOpen {
		return
	}
	plaintext, err := p.opener.OpenWaiting(r.place.Instance, seal.Box{Counter: uint64(box.Counter), Sealed: box.Sealed})
	r.answered = uint64(box.Counter)
	p.onPlaintext(r, plaintext, err)
}

func (p *Peer) onBox(from string, box signaling.Box) {
	r := p.remotes[from]
	if r == nil {
		return
	}
	direction := seal.FromOfferer
	if r.offers() {
		direction = seal.FromAnswerer
	}
	plaintext, err := p.opener.Open(r.place.Instance, direction, seal.Box{Counter: uint64(box.Counter), Sealed: box.Sealed})
	p.onPlaintext(r, plaintext, err)
}

func (p *Peer) onPlaintext(r *remote, plaintext []byte, err error) {
	var m seal.Message
	if err == nil {
		m, err = seal.DecodeMessage(plaintext)
	}
	if err != nil {
		p.trouble(r.place.Peer, seal.Class(err), err)
		return
	}
	if r.expelled {
		return
	}
	if err := p.onSealed(r, m); err != nil {
		p.log.Debug("description or candidate not taken", "peer", r.place.Peer, "reason", err)
	}
}

// onSealed is what another peer says through the server.
func (p *Peer) onSealed(r *remote, m seal.Message) error {
	known := r.conn != nil && r.conn.id == m.Conn()
	switch m := m.(type) {
	case seal.Offer:
		if r.offers() {
			return fmt.Errorf("an offer from the answerer")
		}
		return p.takeOffer(r, m)
	case seal.Answer:
		if known && r.offers() {
			return r.conn.negotiation.takeAnswer(m.SDP)
		}
	case seal.Candidate:
		if known {
			return r.conn.negotiation.takeCandidate(m.Text, m.Mid, m.Line)
		}
		if len(r.early) < maxEarly {
			r.early = append(r.early, m)
		}
	case seal.Restart:
		p.onRestart(r, known)
	}
	return nil
}

// onRestart: an answerer whose connection is not the one of here has none that
// could be restarted; it gets a new one.
func (p *Peer) onRestart(r *remote, known bool) {
	now := p.config.Now()
	switch {
	case !r.offers():
	case known:
		r.conn.restart(now)
	case now.Sub(r.offered) >= restartSpacing:
		p.startOffer(r)
	}
}

func (p *Peer) sendSealed(r *remote, m seal.Message) {
	if p.socket == nil || r.place.Away {
		return // the restart is repeated until it gets through
	}
	plaintext, err := seal.EncodeMessage(m)
	if err != nil {
		p.log.Debug("message not sealed", "reason", err)
		return
	}
	direction := seal.FromAnswerer
	if r.offers() {
		direction = seal.FromOfferer
	}
	box, err := p.sealer.Seal(r.place.Instance, direction, plaintext)
	if err != nil {
		p.log.Debug("message not sealed", "reason", err)
		return
	}
	p.socket.send(signaling.SendBox{To: r.place.Peer, Box: signaling.Box{Counter: int64(box.Counter), Sealed: box.Sealed}})
}

// tellPeer emits what others may want to know of a peer, when it has changed.
func (p *Peer) tellPeer(r *remote) {
	e := PeerChanged{Peer: r.place.Peer, Kind: string(r.place.Kind), Status: PeerConnecting}
	switch c := r.conn; {
	case c != nil && c.state == stateOpen:
		e.Status, e.Path, e.Words = PeerConnected, c.path, c.words
	case c != nil && c.state == stateSilent:
		e.Status = PeerReconnecting
	case r.place.Away:
		e.Status = PeerAway
	}
	if r.conn != nil && r.conn.hello != nil {
		e.Site = r.conn.hello.Site
	}
	if summary := fmt.Sprint(e); summary != r.status {
		r.status = summary
		p.emit(e)
	}
}

func (p *Peer) tellGone(r *remote, reason string) {
	e := PeerChanged{Peer: r.place.Peer, Kind: string(r.place.Kind), Status: PeerGone, Reason: reason}
	p.emit(e)
}
