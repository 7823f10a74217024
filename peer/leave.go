package peer

import (
	"context"
	"errors"
	"fmt"
	"sync"
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
	p.drain(ctx, func(c *connection) { c.bye(wire.ByeLeft) })
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

// CloseRoom ends the room for everybody, for good: all get StatusClosed with
// the reason "room-closed", and the link lets nobody in again. What was sent
// before gets a moment to arrive. Leave still has to be called.
func (p *Peer) CloseRoom(ctx context.Context) error {
	p.drain(ctx, func(*connection) {})
	reached := false
	if err := p.call(func() {
		if reached = p.socket != nil; reached {
			p.socket.send(signaling.CloseRoom{})
		}
	}); err != nil {
		return err
	}
	if !reached {
		return fmt.Errorf("close the room: %w", errNotReached)
	}
	return nil
}

var errNotReached = errors.New("the pairing service is not reached now; try again when it is")

// drain says a last thing on every connection and waits, for a moment, until
// the other sides have acknowledged it and all that came before.
func (p *Peer) drain(ctx context.Context, say func(*connection)) {
	ctx, cancel := context.WithTimeout(ctx, drainMost)
	defer cancel()
	last := func() {
		for _, r := range p.remotes {
			if c := r.conn; c != nil && c.state == stateOpen {
				say(c)
			}
		}
	}
	if p.call(last) != nil {
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
	var once sync.Once // the socket may drop, and the next one too, before this peer stops
	p.session.onClosed = func(signaling.CloseCode, error, bool) { once.Do(func() { close(said) }) }
	p.socket.send(signaling.Leave{})
}

func (p *Peer) stop() {
	p.cancel()
	<-p.done
	p.others.Wait()
}
