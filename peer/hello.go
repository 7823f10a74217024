package peer

import (
	"fmt"
	"time"

	"github.com/coviewer/coviewer/peer/blob"
	"github.com/coviewer/coviewer/peer/seal"
	"github.com/coviewer/coviewer/peer/wire"
)

// repeated is how many of the last writes go on presence once more.
const repeated = 2

// onPanelOpen begins the conversation.
func (c *connection) onPanelOpen() {
	if c.r.conn != c {
		return
	}
	c.heard = c.p.config.Now()
	c.sayHello()
}

// sayHello comes first of all that this side says: the other side's hello may
// be here before pion has told that the channel is open.
func (c *connection) sayHello() {
	if c.saidHello {
		return
	}
	c.saidHello = true
	commit := seal.Commit(c.nonce)
	c.send(wire.Hello{
		Version: wire.Version, Site: c.p.site, Kind: wire.HelloHeadless,
		Commit: commit[:], Now: c.p.panel.Now(),
	})
}

// onHello answers with the nonce, the whole panel, and what blobs are here.
func (c *connection) onHello(m wire.Hello) {
	now := c.p.config.Now()
	offset := m.Now - now.UnixMilli()
	switch {
	case c.hello != nil:
		c.onBadFrame(wire.Errorf(wire.ClassBadField, "a second hello"))
		return
	case m.Version != wire.Version:
		c.expel(wire.ByeBadVersion, wire.ByeBadVersion, fmt.Errorf("the other side speaks version %d", m.Version))
		return
	case max(offset, -offset) > wire.MaxClockOffsetMs:
		c.expel(wire.ByeBadClock, wire.ByeBadClock, fmt.Errorf("the clocks differ by %v: please set the clock", time.Duration(offset)*time.Millisecond))
		return
	case m.Site == c.p.site:
		c.expel(wire.ByeProtocolError, wire.ClassBadField, fmt.Errorf("the other side claims to be this one"))
		return
	}
	c.hello, c.helloAt, c.state = &m, now, stateOpen
	c.path = pathOf(c.negotiation.pc)
	c.p.log.Info("connected", "peer", c.r.place.Peer, "site", m.Site, "path", c.path)
	c.sayHello()
	c.send(wire.Reveal{Nonce: c.nonce[:]})
	c.sendSnapshot()
	c.sendHave(c.p.blobs.Whole())
	c.p.tellPeer(c.r)
}

func (c *connection) sendSnapshot() {
	parts, err := wire.SnapshotParts(c.p.panel.Snapshot())
	if err != nil {
		c.p.log.Error("snapshot not encoded", "reason", err)
		return
	}
	for _, part := range parts {
		c.sendBytes(part)
	}
}

// maxHashes is how many a have may name.
const maxHashes = 1000

func (c *connection) sendHave(hashes []blob.Hash) {
	for len(hashes) > 0 {
		n := min(len(hashes), maxHashes)
		have := wire.Have{Hashes: make([]wire.Hash, n)}
		for i, h := range hashes[:n] {
			have.Hashes[i] = wire.Hash(h)
		}
		c.send(have)
		hashes = hashes[n:]
	}
}

// onReveal computes the matching words. A nonce that is not the one committed
// to means somebody between who searches for certificates that fit.
func (c *connection) onReveal(m wire.Reveal) {
	if c.words != nil {
		return
	}
	if err := seal.CheckReveal(c.hello.Commit, m.Nonce); err != nil {
		c.expel(wire.ByeBadCommit, wire.ClassBadCommit, err)
		return
	}
	words := c.p.config.Link.Words(
		seal.Side{Fingerprint: c.p.engine.fingerprint, Nonce: c.nonce},
		seal.Side{Fingerprint: remoteFingerprint(c.negotiation.pc), Nonce: [seal.NonceBytes]byte(m.Nonce)},
	)
	c.words = words[:]
	c.p.tellPeer(c.r)
}

// bound is the latest stamp that is taken from this peer (PROTOCOL.md of wire,
// section 4).
func (c *connection) bound() int64 {
	theirs := c.hello.Now + c.p.config.Now().Sub(c.helloAt).Milliseconds()
	return max(c.p.panel.Now(), theirs) + wire.MaxClockAheadMs
}

func (c *connection) onWrites(writes []wire.Write, refused []error) {
	accepted, late := c.p.panel.Merge(writes, c.bound())
	for _, err := range append(refused, late...) {
		c.bad[wire.Class(err)]++
		c.p.trouble(c.r.place.Peer, wire.Class(err), err)
	}
	if len(accepted) > 0 {
		c.p.emit(PanelChanged{Writes: accepted})
		c.p.noteMissing(accepted)
	}
}

// replicate sends own writes to everybody, and the small ones among the last
// once more on presence: a lost packet then costs no round trip.
func (p *Peer) replicate(writes []wire.Write) {
	p.recent = append(p.recent, writes...)
	p.recent = p.recent[max(0, len(p.recent)-repeated):]
	messages := packed(writes)
	repeat, err := wire.AppendEncode(nil, wire.Writes{Writes: p.recent})
	isSmall := err == nil && len(repeat) <= wire.RepeatBytes
	for _, r := range p.remotes {
		c := r.conn
		if c == nil || c.hello == nil {
			continue // the snapshot will have them
		}
		for _, b := range messages {
			c.sendBytes(b)
		}
		if isSmall && c.r.conn == c {
			c.sendPresenceBytes(repeat)
		}
	}
	p.noteMissing(writes)
}

// packed encodes writes as few messages that are not too long.
func packed(writes []wire.Write) [][]byte {
	b, err := wire.AppendEncode(nil, wire.Writes{Writes: writes})
	switch {
	case err == nil && len(b) <= wire.MaxMessageBytes:
		return [][]byte{b}
	case len(writes) > 1:
		half := len(writes) / 2
		return append(packed(writes[:half]), packed(writes[half:])...)
	}
	return nil // Panel.Set has refused what does not fit
}
