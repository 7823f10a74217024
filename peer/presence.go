package peer

import (
	"github.com/pion/webrtc/v4"

	"github.com/coviewer/coviewer/peer/wire"
)

// maxNewest bounds the elements of which the newest presence is remembered.
const maxNewest = 256

// onPresence passes pointer, viewport, live and writing on; of each the newest wins.
func (c *connection) onPresence(m wire.Message) {
	var key string
	var seq int64
	switch m := m.(type) {
	case wire.Pointer:
		key, seq = "pointer", m.Seq
	case wire.Viewport:
		key, seq = "viewport", m.Seq
	case wire.Live:
		key, seq = m.Element, m.Seq
	case wire.Writing:
		key, seq = "writing", m.Seq
	default:
		return
	}
	if last, known := c.newest[key]; known && seq <= last {
		return
	}
	if len(c.newest) >= maxNewest {
		clear(c.newest)
	}
	c.newest[key] = seq
	c.p.emit(Presence{Site: c.hello.Site, Message: m})
}

// present sends presence to everybody. Its numbers go on rising from one
// connection to the next, and from one process to the next.
func (p *Peer) present(m wire.Message) {
	p.presenceSeq = max(p.presenceSeq+1, p.panel.Now())
	for _, r := range p.remotes {
		if c := r.conn; c != nil && c.hello != nil {
			c.sendPresence(numbered(m, p.presenceSeq))
		}
	}
}

func numbered(m wire.Message, seq int64) wire.Message {
	switch m := m.(type) {
	case wire.Pointer:
		m.Seq = seq
		return m
	case wire.Viewport:
		m.Seq = seq
		return m
	case wire.Live:
		m.Seq = seq
		return m
	case wire.Writing:
		m.Seq = seq
		return m
	}
	return m
}

func (c *connection) sendPresence(m wire.Message) {
	b, err := wire.AppendEncode(nil, m)
	if err != nil {
		c.p.log.Debug("presence not encoded", "reason", err)
		return
	}
	c.sendPresenceBytes(b)
}

// sendPresenceBytes drops what the channel cannot take: it would be late.
func (c *connection) sendPresenceBytes(b []byte) {
	if c.presence.ReadyState() != webrtc.DataChannelStateOpen || c.presence.BufferedAmount() > presenceMost {
		return
	}
	if err := c.presence.Send(b); err != nil {
		c.p.log.Debug("presence not sent", "reason", err)
	}
}
