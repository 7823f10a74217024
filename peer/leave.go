package peer

import (
	"context"
	"time"

	"github.com/coviewer/coviewer/peer/wire"
	"github.com/coviewer/coviewer/signaling"
)

const (
	drainMost     = 2 * time.Second
	drainInterval = 5 * time.Millisecond
)

// Leave says goodbye to the others and to the server and ends everything. The
// context bounds how long the goodbyes may take.
func (p *Peer) Leave(ctx context.Context) error {
	p.drain(ctx)
	said := make(chan struct{})
	if !p.post(func() { p.sayGoodbye(said) }) {
		return nil
	}
	select {
	case <-said:
	case <-ctx.Done():
	case <-p.done:
	}
	p.stop()
	return ctx.Err()
}

// drain says goodbye on every connection and waits, for a moment, until the
// other sides have acknowledged it and all that came before.
func (p *Peer) drain(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, drainMost)
	defer cancel()
	byes := func() {
		for _, r := range p.remotes {
			if c := r.conn; c != nil && c.state == stateOpen {
				c.bye(wire.ByeLeft)
			}
		}
	}
	if p.call(byes) != nil {
		return
	}
	for waiting := true; waiting; {
		err := p.call(func() { waiting = p.hasUnsent() })
		if err != nil || waiting && !pause(ctx, drainInterval) {
			return
		}
	}
}

// hasUnsent: pion counts bytes as buffered until they are acknowledged.
func (p *Peer) hasUnsent() bool {
	for _, r := range p.remotes {
		if c := r.conn; c != nil && c.state == stateOpen && len(c.outbox)+int(c.panel.BufferedAmount()) > 0 {
			return true
		}
	}
	return false
}

// sayGoodbye gives up the place; said is closed when the server has hung up,
// or when there is no server to tell.
func (p *Peer) sayGoodbye(said chan struct{}) {
	if p.socket == nil {
		close(said)
		return
	}
	p.session.onClosed = func(signaling.CloseCode, error, bool) { close(said) }
	p.socket.send(signaling.Leave{})
}

func (p *Peer) stop() {
	p.cancel()
	<-p.done
	p.others.Wait()
}
