package peer

import (
	"time"

	"github.com/pion/webrtc/v4"

	"github.com/coviewer/coviewer/peer/blob"
	"github.com/coviewer/coviewer/peer/wire"
)

// laneBufferMost bounds what pion holds of a lane. pion counts bytes in flight
// as buffered, so the window is what steers; this only bounds memory when no
// ack comes for long.
const laneBufferMost = 4 << 20

// maxLaneChars is how much of a description a lane message carries.
const maxLaneChars = 16_384

// lane is one RTCPeerConnection that carries blocks of blobs, in both
// directions. It is signaled over the panel connection, so it costs the server
// nothing. Owned by the owner goroutine.
type lane struct {
	id          uint8
	generation  uint16
	negotiation *negotiation
	channel     *webrtc.DataChannel
	done        chan struct{}
	open        bool
	began       time.Time
	window      *blob.Window
	seq         uint32
	received    uint64 // payload bytes that came, for acks

	unacknowledged int     // blocks since the last ack
	ackedAt        float64 // ms
}

// ensureLane opens the first lane, if that is this side's to do.
func (c *connection) ensureLane() {
	if len(c.lanes) == 0 && c.r.offers() && c.state == stateOpen {
		c.openLane(0)
	}
}

func (c *connection) openLane(id uint8) {
	c.laneCount++
	l, err := c.newLane(id, c.laneCount)
	if err == nil {
		err = l.negotiation.offer(false)
	}
	if err != nil {
		c.p.log.Warn("lane not opened", "peer", c.r.place.Peer, "reason", err)
	}
}

func (c *connection) newLane(id uint8, generation uint16) (*lane, error) {
	c.closeLane(id)
	l := &lane{id: id, generation: generation, done: make(chan struct{}), began: c.p.config.Now(), window: blob.NewWindow()}
	say := func(what, text, mid string, line uint16) {
		if len(text) <= maxLaneChars && c.r.conn == c {
			c.send(wire.Lane{Lane: int64(id), Generation: int64(generation), Kind: what, Text: text, Mid: mid, Line: int64(line)})
		}
	}
	var err error
	if l.negotiation, err = c.p.newNegotiation(say); err != nil {
		return nil, err
	}
	c.lanes[id] = l
	if l.channel, err = newChannel(l.negotiation.pc, labelBlob, idBlob, false, true); err != nil {
		c.closeLane(id)
		return nil, err
	}
	l.channel.OnOpen(func() {
		c.p.notify(func() {
			l.open = true
			c.pump()
		})
	})
	c.receive(l.channel, l.done, func(b []byte) {
		if c.lanes[id] == l {
			c.onLaneFrame(l, b)
		}
	})
	l.negotiation.pc.OnConnectionStateChange(func(s webrtc.PeerConnectionState) {
		if s == webrtc.PeerConnectionStateFailed || s == webrtc.PeerConnectionStateClosed {
			c.p.notify(func() { c.onLaneOver(l) })
		}
	})
	return l, nil
}

func (c *connection) closeLane(id uint8) {
	l := c.lanes[id]
	if l == nil {
		return
	}
	delete(c.lanes, id)
	close(l.done)
	pc := l.negotiation.pc
	c.p.others.Go(func() {
		if err := pc.Close(); err != nil {
			c.p.log.Debug("closing a lane", "reason", err)
		}
	})
}

// onLaneOver: what was in flight is lost. The side that misses it asks again;
// the offerer opens the next generation.
func (c *connection) onLaneOver(l *lane) {
	if c.r.conn != c || c.lanes[l.id] != l {
		return
	}
	c.closeLane(l.id)
	if c.r.offers() && c.state == stateOpen {
		c.openLane(l.id)
	}
}

// tickLanes replaces lanes that do not open; the answerer waits for the
// offerer to do so.
func (c *connection) tickLanes(now time.Time) {
	for _, l := range c.lanes {
		if !l.open && now.Sub(l.began) >= giveUp {
			c.onLaneOver(l)
		}
	}
	c.pump()
}

// onLane is the signaling of a lane.
func (c *connection) onLane(m wire.Lane) {
	id, generation := uint8(m.Lane), uint16(m.Generation)
	l := c.lanes[id]
	known := l != nil && l.generation == generation
	var err error
	switch {
	case m.Kind == wire.LaneOffer && !c.r.offers():
		if !known && !c.laneOffers.take(c.p.config.Now()) {
			c.onBadFrame(wire.Errorf(wire.ClassTooMany, "lanes"))
			return
		}
		if !known {
			l, err = c.newLane(id, generation)
		}
		if err == nil {
			err = l.negotiation.takeOffer(m.Text)
		}
	case m.Kind == wire.LaneAnswer && known && c.r.offers():
		err = l.negotiation.takeAnswer(m.Text)
	case m.Kind == wire.LaneCandidate && known:
		err = l.negotiation.takeCandidate(m.Text, m.Mid, uint16(m.Line))
	}
	if err != nil {
		c.p.log.Debug("lane message not taken", "peer", c.r.place.Peer, "kind", m.Kind, "reason", err)
	}
}

// onLanes opens as many lanes as the answerer asks for.
func (c *connection) onLanes(m wire.Lanes) {
	if !c.r.offers() {
		return
	}
	for id := range uint8(min(m.Count, wire.MaxLanes)) {
		if c.lanes[id] == nil {
			c.openLane(id)
		}
	}
}

func (c *connection) onLaneFrame(l *lane, b []byte) {
	c.heard = c.p.config.Now()
	block, err := wire.DecodeBlock(b)
	if err == nil && (block.Lane != l.id || block.Generation != l.generation) {
		err = wire.Errorf(wire.ClassBadField, "a block of another lane")
	}
	if err != nil {
		c.onBadFrame(err)
		return
	}
	l.received += uint64(len(block.Payload))
	c.acknowledge(l, block)
	c.onBlock(block)
}

// acknowledge: blocks of more than half the largest size mean a rate at which
// every second one is enough, if they come quickly.
func (c *connection) acknowledge(l *lane, block wire.Block) {
	now := c.p.ms()
	isLarge := len(block.Payload)+blob.BlockHeaderBytes > wire.MaxMessageBytes/2
	if l.unacknowledged++; isLarge && l.unacknowledged < 2 && now-l.ackedAt < blob.ChunkMs {
		return
	}
	l.unacknowledged, l.ackedAt = 0, now
	ack := wire.Ack{
		Lane: l.id, Generation: l.generation, Seq: block.Seq, Sent: block.Sent,
		Received: blob.Ticks(now), Bytes: l.received,
	}
	if err := c.ack.Send(ack.AppendEncode(nil)); err != nil {
		c.p.log.Debug("ack not sent", "reason", err)
	}
}

func (c *connection) onAck(b []byte) {
	c.heard = c.p.config.Now()
	a, err := wire.DecodeAck(b)
	if err != nil {
		c.onBadFrame(err)
		return
	}
	l := c.lanes[a.Lane]
	if l == nil || l.generation != a.Generation {
		return // of a lane that is over
	}
	if !l.window.Acked(c.p.ms(), a.Sent, a.Received, a.Bytes) {
		c.onBadFrame(wire.Errorf(wire.ClassBadField, "an ack of more than was sent"))
		return
	}
	c.pump()
}

// pump sends blocks while the windows allow it.
func (c *connection) pump() {
	if c.r.conn != c {
		return
	}
	for _, l := range c.lanes {
		for l.open && c.serving.Busy() && c.sendBlock(l) {
		}
	}
}

func (c *connection) sendBlock(l *lane) bool {
	payload := l.window.Payload()
	if !l.window.MaySend(payload, 0) || l.channel.BufferedAmount() > laneBufferMost {
		return false
	}
	next, more := c.serving.Next(payload)
	if !more {
		return false
	}
	content, here := c.p.blobs.Get(next.Hash)
	if !here {
		return true // taken back; the rest of the want is refused when asked again
	}
	block := wire.Block{
		Lane: l.id, Generation: l.generation, Seq: l.seq, Sent: blob.Ticks(c.p.ms()),
		Want: next.Want, Offset: uint64(next.Offset), Payload: content[next.Offset : next.Offset+next.Length],
	}
	if err := l.channel.Send(block.AppendEncode(nil)); err != nil {
		c.onLaneOver(l)
		return false
	}
	l.seq++
	l.window.Sent(len(block.Payload))
	size := int64(len(content))
	before := c.deliveries[next.Hash]
	sent := min(size, before+next.Length)
	c.deliveries[next.Hash] = sent
	if worthTelling(before, sent, size) {
		c.p.emit(Delivered{Hash: next.Hash, Site: c.hello.Site, Sent: sent, Size: size})
	}
	return true
}

// ms is the clock of blocks and acks: monotonic, from the start of this peer.
func (p *Peer) ms() float64 { return float64(p.config.Now().Sub(p.began).Microseconds()) / 1000 }
