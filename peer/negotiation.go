package peer

import (
	"fmt"

	"github.com/pion/webrtc/v4"
)

// What a negotiation says to the other side.
const (
	sayOffer     = "offer"
	sayAnswer    = "answer"
	sayCandidate = "candidate"
)

// negotiation is the offer and answer of one RTCPeerConnection, panel
// connection or lane. Who offers is fixed, so that there is no glare. Owned by
// the owner goroutine.
type negotiation struct {
	pc    *webrtc.PeerConnection
	early []webrtc.ICECandidateInit // came before the remote description
	taken int                       // candidates since the last description
	say   func(what, text, mid string, line uint16)
}

// newNegotiation makes a connection whose candidates are said as they come.
func (p *Peer) newNegotiation(say func(what, text, mid string, line uint16)) (*negotiation, error) {
	pc, err := p.engine.newConnection()
	if err != nil {
		return nil, fmt.Errorf("make a connection: %w", err)
	}
	n := &negotiation{pc: pc, say: say}
	pc.OnICECandidate(func(c *webrtc.ICECandidate) {
		// nil ends the candidates. A candidate without a place in the
		// queue is lost; the restart gathers again.
		var init webrtc.ICECandidateInit
		if c != nil {
			init = c.ToJSON()
		}
		p.notify(func() { n.sayCandidate(init) })
	})
	return n, nil
}

func (n *negotiation) sayCandidate(c webrtc.ICECandidateInit) {
	var mid string
	var line uint16
	if c.SDPMid != nil {
		mid = *c.SDPMid
	}
	if c.SDPMLineIndex != nil {
		line = *c.SDPMLineIndex
	}
	n.say(sayCandidate, c.Candidate, mid, line)
}

// offer says an offer; restart gathers anew and keeps DTLS and SCTP.
func (n *negotiation) offer(restart bool) error {
	d, err := n.pc.CreateOffer(&webrtc.OfferOptions{ICERestart: restart})
	if err != nil {
		return fmt.Errorf("create an offer: %w", err)
	}
	if err := n.pc.SetLocalDescription(d); err != nil {
		return fmt.Errorf("set the offer: %w", err)
	}
	n.say(sayOffer, d.SDP, "", 0)
	return nil
}

func (n *negotiation) takeOffer(sdp string) error {
	if err := n.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: sdp}); err != nil {
		return fmt.Errorf("take the offer: %w", err)
	}
	n.taken = 0
	d, err := n.pc.CreateAnswer(nil)
	if err != nil {
		return fmt.Errorf("create an answer: %w", err)
	}
	if err := n.pc.SetLocalDescription(d); err != nil {
		return fmt.Errorf("set the answer: %w", err)
	}
	n.say(sayAnswer, d.SDP, "", 0)
	return n.addEarly()
}

func (n *negotiation) takeAnswer(sdp string) error {
	if n.pc.SignalingState() != webrtc.SignalingStateHaveLocalOffer {
		return fmt.Errorf("an answer to nothing")
	}
	if err := n.pc.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: sdp}); err != nil {
		return fmt.Errorf("take the answer: %w", err)
	}
	n.taken = 0
	return n.addEarly()
}

func (n *negotiation) takeCandidate(text, mid string, line uint16) error {
	if text == "" {
		return nil // pion needs no end of candidates
	}
	c := webrtc.ICECandidateInit{Candidate: text, SDPMid: &mid, SDPMLineIndex: &line}
	if n.pc.RemoteDescription() == nil {
		if len(n.early) < maxEarly {
			n.early = append(n.early, c)
		}
		return nil
	}
	// Each makes this machine send checks to an address.
	if n.taken++; n.taken > maxEarly {
		return fmt.Errorf("more candidates than a description has")
	}
	return n.pc.AddICECandidate(c)
}

func (n *negotiation) addEarly() error {
	early := n.early
	n.early = nil
	for _, c := range early {
		if err := n.pc.AddICECandidate(c); err != nil {
			return err
		}
	}
	return nil
}
