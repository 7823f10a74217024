package peer

import (
	"time"

	"github.com/pion/webrtc/v4"

	"github.com/coviewer/coviewer/peer/seal"
	"github.com/coviewer/coviewer/peer/wire"
)

// tick does what time brings: pings, silence, restarts, blobs that stand still.
func (p *Peer) tick(now time.Time) {
	for _, r := range p.remotes {
		if r.conn != nil {
			r.conn.tick(now)
		} else {
			p.askForConnection(r, now)
		}
	}
	p.askForMissing()
}

// noConnection names none, in a restart that asks for a new one.
const noConnection = "none0000"

// askForConnection: an answerer that has no connection, because an offer was
// lost or what it had has ended, asks for one; an offerer offers one.
func (p *Peer) askForConnection(r *remote, now time.Time) {
	if r.expelled || r.place.Away || p.socket == nil || now.Sub(later(r.asked, r.offered)) < restartInterval {
		return
	}
	r.asked = now
	if r.offers() {
		p.startOffer(r)
	} else {
		p.sendSealed(r, seal.Restart{ID: noConnection})
	}
}

func (c *connection) tick(now time.Time) {
	if c.state != stateConnecting && now.Sub(c.pinged) >= pingInterval {
		c.pinged = now
		c.sendPresence(wire.Ping{Sent: now.UnixMilli()})
	}
	if c.state != stateOpen {
		c.blockAt = now // while a connection is being mended nothing is late
	}
	quiet := now.Sub(c.heard)
	if c.state == stateOpen && quiet >= silence {
		c.fallSilent()
	}
	if c.state == stateSilent && quiet < silence && connected(c.negotiation.pc) {
		c.state = stateOpen
		c.p.tellPeer(c.r)
	}
	waits := c.state == stateSilent || c.state == stateConnecting && now.Sub(c.began) >= patience
	switch {
	case !waits:
	case quiet >= giveUp && now.Sub(c.began) >= giveUp:
		c.onClosed()
	default:
		c.restart(now)
	}
	c.tickLanes(now)
}

func connected(pc *webrtc.PeerConnection) bool {
	return pc.ConnectionState() == webrtc.PeerConnectionStateConnected
}

// fallSilent: silence, not ICE's own state, tells that a path is gone, and far
// sooner: ICE says "disconnected" after some 7 s, "failed" after 17.
func (c *connection) fallSilent() {
	if c.r.conn != c || c.state == stateSilent {
		return
	}
	if c.state == stateOpen {
		c.state = stateSilent
		c.p.log.Info("reconnecting", "peer", c.r.place.Peer)
		c.p.tellPeer(c.r)
	}
	c.restart(c.p.config.Now())
}

// restart restarts ICE, or asks the offerer to. A restart that gathers on
// addresses that are already gone fails for good, so it is repeated until the
// connection is back.
func (c *connection) restart(now time.Time) {
	interval := restartInterval
	if c.state == stateOpen {
		interval = restartSpacing
	}
	if now.Sub(c.restarted) < interval || c.p.socket == nil || c.r.place.Away {
		return
	}
	c.restarted = now
	if !c.r.offers() {
		c.p.sendSealed(c.r, seal.Restart{ID: c.id})
		return
	}
	if err := c.negotiation.offer(true); err != nil {
		c.p.log.Debug("ICE restart", "peer", c.r.place.Peer, "reason", err)
	}
}
