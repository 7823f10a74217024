package peer

import (
	"fmt"
	"time"

	"github.com/pion/webrtc/v4"

	"github.com/coviewer/coviewer/peer/blob"
	"github.com/coviewer/coviewer/peer/seal"
	"github.com/coviewer/coviewer/peer/wire"
)

const (
	channelProtocol = "coviewer/1"
	labelPanel      = "panel"
	labelPresence   = "presence"
	labelAck        = "ack"
	labelBlob       = "blob"
	idPanel         = 0
	idPresence      = 1
	idAck           = 2
	idBlob          = 3

	pingInterval     = wire.PingIntervalMs * time.Millisecond
	silence          = wire.SilenceMs * time.Millisecond
	restartInterval  = wire.RestartIntervalMs * time.Millisecond
	restartSpacing   = time.Second      // between restarts that the answerer asks for
	patience         = 5 * time.Second  // of a connection that does not open, before a restart
	giveUp           = 12 * time.Second // without a sign of life, three restarts long: a new connection
	panelHighWater   = 1 << 20
	panelLowWater    = 256 << 10
	presenceMost     = 64 << 10
	maxOutboxBytes   = 2 * wire.MaxPanelBytes
	goodbyeGrace     = 500 * time.Millisecond // for a bye to leave before the connection closes
	maxFramesWaiting = 64
)

type connState int

const (
	stateConnecting connState = iota
	stateOpen                 // hello came, and signs of life
	stateSilent               // was open; ICE restarts
)

// connection is the panel connection to one other peer. Owned by the owner
// goroutine, but for done.
type connection struct {
	p           *Peer
	r           *remote
	id          string
	negotiation *negotiation
	panel       *webrtc.DataChannel
	presence    *webrtc.DataChannel
	ack         *webrtc.DataChannel
	done        chan struct{} // closed when the connection is over

	state       connState
	began       time.Time
	heard       time.Time // last frame
	pinged      time.Time
	restarted   time.Time
	outbox      [][]byte // for panel, waiting for its buffer
	outboxBytes int
	path        string

	nonce      [seal.NonceBytes]byte
	saidHello  bool
	hello      *wire.Hello // of the other side
	helloAt    time.Time
	words      []string
	bad        map[string]int
	badCount   int
	newest     map[string]int64    // highest seq of presence
	deliveries map[blob.Hash]int64 // bytes sent of what it wants

	asking     blob.Asking
	serving    blob.Serving
	has        map[blob.Hash]bool
	blockAt    time.Time // when the last block came that was asked for
	lanes      map[uint8]*lane
	laneCount  uint16    // generations used, as offerer
	laneOffers allowance // generations taken, as answerer
}

// startConnection makes the panel connection and its channels. They are
// negotiated: both sides make them, nothing is announced.
func (p *Peer) startConnection(r *remote, id string) (*connection, error) {
	p.closeConnection(r)
	now := p.config.Now()
	c := &connection{
		p: p, r: r, id: id, done: make(chan struct{}),
		began: now, heard: now, restarted: now,
		bad: map[string]int{}, newest: map[string]int64{}, deliveries: map[blob.Hash]int64{},
		has: map[blob.Hash]bool{}, lanes: map[uint8]*lane{},
		laneOffers: allowance{burst: wire.MaxLaneBurst, interval: time.Second},
	}
	if _, err := p.config.Random.Read(c.nonce[:]); err != nil {
		return nil, fmt.Errorf("read a random nonce: %w", err)
	}
	var err error
	if c.negotiation, err = p.newNegotiation(c.say); err != nil {
		return nil, err
	}
	r.conn = c
	if err := c.openChannels(); err != nil {
		p.closeConnection(r)
		return nil, err
	}
	c.negotiation.pc.OnConnectionStateChange(func(s webrtc.PeerConnectionState) {
		p.notify(func() { c.onState(s) })
	})
	p.tellPeer(r)
	return c, nil
}

func (c *connection) say(what, text, mid string, line uint16) {
	switch what {
	case sayOffer:
		c.p.sendSealed(c.r, seal.Offer{ID: c.id, SDP: text})
	case sayAnswer:
		c.p.sendSealed(c.r, seal.Answer{ID: c.id, SDP: text})
	case sayCandidate:
		c.p.sendSealed(c.r, seal.Candidate{ID: c.id, Text: text, Mid: mid, Line: line})
	}
}

func (c *connection) openChannels() (err error) {
	pc := c.negotiation.pc
	if c.panel, err = newChannel(pc, labelPanel, idPanel, true, true); err != nil {
		return err
	}
	if c.presence, err = newChannel(pc, labelPresence, idPresence, false, false); err != nil {
		return err
	}
	if c.ack, err = newChannel(pc, labelAck, idAck, false, true); err != nil {
		return err
	}
	c.panel.OnOpen(func() { c.p.notify(c.onPanelOpen) })
	c.panel.OnClose(func() { c.p.notify(c.onClosed) })
	c.panel.SetBufferedAmountLowThreshold(panelLowWater)
	c.panel.OnBufferedAmountLow(func() { c.p.notify(c.flush) })
	c.receive(c.panel, c.done, func(b []byte) { c.onFrame(wire.ChannelPanel, b) })
	c.receive(c.presence, c.done, func(b []byte) { c.onFrame(wire.ChannelPresence, b) })
	c.receive(c.ack, c.done, c.onAck)
	return nil
}

func newChannel(pc *webrtc.PeerConnection, label string, id uint16, ordered, reliable bool) (*webrtc.DataChannel, error) {
	negotiated, protocol, none := true, channelProtocol, uint16(0)
	init := &webrtc.DataChannelInit{ID: &id, Negotiated: &negotiated, Ordered: &ordered, Protocol: &protocol}
	if !reliable {
		init.MaxRetransmits = &none
	}
	dc, err := pc.CreateDataChannel(label, init)
	if err != nil {
		return nil, fmt.Errorf("channel %s: %w", label, err)
	}
	return dc, nil
}

// receive hands the frames of a channel to the owner. pion reads each channel
// on a goroutine of its own: waiting there fills the receive window, and slows
// the sender down instead of dropping what it was told is reliable.
func (c *connection) receive(dc *webrtc.DataChannel, done <-chan struct{}, take func([]byte)) {
	places := make(chan struct{}, maxFramesWaiting)
	dc.OnMessage(func(m webrtc.DataChannelMessage) {
		select {
		case places <- struct{}{}:
		case <-done:
			return
		}
		action := func() {
			<-places
			if c.r.conn == c {
				if m.IsString {
					c.onBadFrame(wire.Errorf(wire.ClassBadType, "a text frame"))
					return
				}
				take(m.Data)
			}
		}
		select {
		case c.p.actions <- action:
		case <-done:
		}
	})
}

// closeConnection ends the connection to a peer, if there is one. pion waits
// for its own goroutines, so it closes beside the owner.
func (p *Peer) closeConnection(r *remote) {
	if r.conn == nil {
		return
	}
	c := r.conn
	r.conn, r.asked = nil, p.config.Now()
	c.end(0)
}

// end closes everything of the connection, after a moment if a last message
// has to leave.
func (c *connection) end(after time.Duration) {
	close(c.done)
	for id := range c.lanes {
		c.closeLane(id)
	}
	pc := c.negotiation.pc
	c.p.others.Go(func() {
		if after > 0 {
			timer := time.NewTimer(after)
			defer timer.Stop()
			<-timer.C
		}
		if err := pc.Close(); err != nil {
			c.p.log.Debug("closing a connection", "reason", err)
		}
	})
}

func (p *Peer) startOffer(r *remote) {
	r.offered = p.config.Now()
	id, err := newID(p.config.Random)
	if err == nil {
		var c *connection
		if c, err = p.startConnection(r, id); err == nil {
			err = c.negotiation.offer(false)
		}
	}
	if err != nil {
		p.log.Warn("could not offer a connection", "peer", r.place.Peer, "reason", err)
	}
}

// takeOffer answers an offer: of a known connection it is an ICE restart.
func (p *Peer) takeOffer(r *remote, m seal.Offer) error {
	c := r.conn
	if c == nil || c.id != m.ID {
		if !r.answers.take(p.config.Now()) {
			return fmt.Errorf("more new connections than one needs")
		}
		var err error
		if c, err = p.startConnection(r, m.ID); err != nil {
			return err
		}
	}
	if err := c.negotiation.takeOffer(m.SDP); err != nil {
		return err
	}
	early := r.early
	r.early = nil
	for _, e := range early {
		if e.ID != c.id {
			continue
		}
		if err := c.negotiation.takeCandidate(e.Text, e.Mid, e.Line); err != nil {
			return err
		}
	}
	return nil
}

func (c *connection) onState(s webrtc.PeerConnectionState) {
	switch s {
	case webrtc.PeerConnectionStateConnected:
		if path := pathOf(c.negotiation.pc); path != "" {
			c.path = path
		}
		c.p.tellPeer(c.r)
	case webrtc.PeerConnectionStateFailed:
		c.fallSilent()
	case webrtc.PeerConnectionStateClosed:
		c.onClosed()
	}
}

// onClosed: the other side, or DTLS, has ended the connection for good.
func (c *connection) onClosed() {
	if c.r.conn != c {
		return
	}
	r := c.r
	c.p.closeConnection(r)
	c.p.tellPeer(r)
	if r.offers() && !r.place.Away && !r.expelled && c.p.remotes[r.place.Peer] == r {
		c.p.startOffer(r)
	}
}

// send queues a message on panel. What waits is bounded: who reads so little
// of it loses the connection, and gets a snapshot with the next one.
func (c *connection) send(m wire.Message) {
	b, err := wire.AppendEncode(nil, m)
	if err != nil {
		c.p.log.Warn("message not encoded", "number", m.Number(), "reason", err)
		return
	}
	c.sendBytes(b)
}

func (c *connection) sendBytes(b []byte) {
	if c.outboxBytes+len(b) > maxOutboxBytes {
		c.p.log.Info("connection closed", "peer", c.r.place.Peer, "reason", "slow consumer")
		c.onClosed()
		return
	}
	c.outbox = append(c.outbox, b)
	c.outboxBytes += len(b)
	c.flush()
}

func (c *connection) flush() {
	for len(c.outbox) > 0 && c.panel.BufferedAmount() < panelHighWater {
		b := c.outbox[0]
		if err := c.panel.Send(b); err != nil {
			return // not open yet, or over: its own notice follows
		}
		c.outbox = c.outbox[1:]
		c.outboxBytes -= len(b)
	}
}

// bye says goodbye and leaves the connection to whoever closes it.
func (c *connection) bye(reason string) {
	c.send(wire.Bye{Reason: reason})
}

// expel ends a connection whose other side broke the protocol, and takes none
// of this instance any more.
func (c *connection) expel(reason, class string, err error) {
	c.p.trouble(c.r.place.Peer, class, err)
	c.bye(reason)
	r := c.r
	r.conn, r.expelled = nil, true
	c.end(goodbyeGrace)
	c.p.tellGone(r, reason)
}
