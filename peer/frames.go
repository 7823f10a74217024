package peer

import (
	"fmt"

	"github.com/coviewer/coviewer/peer/wire"
)

// onFrame takes what came on panel or presence.
func (c *connection) onFrame(channel wire.Channel, b []byte) {
	c.heard = c.p.config.Now()
	m, err := wire.Decode(channel, b)
	if err == nil && c.hello == nil {
		if _, isHello := m.(wire.Hello); !isHello {
			if channel == wire.ChannelPresence {
				return // overtook hello on the channel without order
			}
			err = wire.Errorf(wire.ClassBadField, "message %d before hello", m.Number())
		}
	}
	if err != nil {
		c.onBadFrame(err)
		return
	}
	c.onWireMessage(m)
	if c.state == stateSilent && c.r.conn == c {
		c.state = stateOpen
		c.p.tellPeer(c.r)
	}
}

// onWireMessage is the switch over everything that peers say to each other.
func (c *connection) onWireMessage(m wire.Message) {
	switch m := m.(type) {
	case wire.Hello:
		c.onHello(m)
	case wire.Reveal:
		c.onReveal(m)
	case wire.Snapshot:
		c.onWrites(m.Writes, m.Refused)
		if m.Last {
			c.p.emit(Synced{c.hello.Site})
		}
	case wire.Writes:
		c.onWrites(m.Writes, m.Refused)
	case wire.Have:
		c.onHave(m)
	case wire.Want:
		c.onWant(m)
	case wire.Refuse:
		c.onRefuse(m)
	case wire.Lane:
		c.onLane(m)
	case wire.Lanes:
		c.onLanes(m)
	case wire.Bye:
		c.onBye(m)
	case wire.Ping:
		c.sendPresence(wire.Pong{Sent: m.Sent, Now: c.p.panel.Now()})
	case wire.Pong:
		// That it came is what it is for: onFrame has noted it.
	default:
		c.onPresence(m)
	}
}

// onBadFrame counts what does not decode. A message of a newer version is
// counted too, but is nobody's fault.
func (c *connection) onBadFrame(err error) {
	class := wire.Class(err)
	c.bad[class]++
	if class == wire.ClassUnknownType {
		return
	}
	c.badCount++
	c.p.trouble(c.r.place.Peer, class, err)
	if c.badCount >= wire.MaxBadFrames {
		c.p.log.Info("connection closed", "peer", c.r.place.Peer, "reason", wire.ByeProtocolError, "classes", c.bad)
		c.expel(wire.ByeProtocolError, class, fmt.Errorf("%d frames were not understood", c.badCount))
	}
}

func (c *connection) onBye(m wire.Bye) {
	r := c.r
	c.p.log.Info("the other side says goodbye", "peer", r.place.Peer, "reason", m.Reason)
	// It closes the connection itself; one who was cut off does not come back
	// with the same instance.
	r.expelled = m.Reason != wire.ByeLeft
	c.p.closeConnection(r)
	c.p.tellGone(r, m.Reason)
}
