// Package peer is a headless peer: it joins a room by its link, shares the
// panel with whoever is there, sends and receives pictures, and comes back by
// itself when the network goes.
//
//	link, err := seal.Parse("https://shop.example/r/…#…")
//	…
//	p, err := peer.Join(ctx, peer.Config{Link: link, Name: "Catalog"})
//	if err != nil {
//		return err
//	}
//	defer p.Leave(context.Background())
//	if _, err := p.AddPicture(ctx, "shoe.jpg", content); err != nil {
//		return err
//	}
//	for e := range p.Events() {
//		if d, ok := e.(peer.Delivered); ok && d.Arrived {
//			return nil
//		}
//	}
//
// One goroutine, the owner, has everything: the panel, the blobs, the
// connections. pion's callbacks and the signaling session only post to it.
//
// The way of a write: Do (peer.go) → replicate (hello.go) → a frame on the
// channel panel (connection.go) → on the other side onFrame (frames.go) →
// Panel.Merge → PanelChanged (events.go).
package peer

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"sync"
	"time"

	"github.com/coviewer/coviewer/peer/blob"
	"github.com/coviewer/coviewer/peer/panel"
	"github.com/coviewer/coviewer/peer/seal"
	"github.com/coviewer/coviewer/peer/wire"
)

const (
	actionsLength = 1024
	eventsLength  = 4096
	tickInterval  = 250 * time.Millisecond
	maxBlobTotal  = 1 << 30
	idChars       = 12
)

// Peer is one's own end of a room.
type Peer struct {
	// Static after Join.
	config Config
	log    *slog.Logger
	site   string
	engine *engine
	sealer *seal.Sealer
	opener *seal.Opener

	actions chan func() // bounded, never closed
	events  chan Event  // closed by the owner when it ends
	cancel  context.CancelFunc
	done    chan struct{} // closed when the owner has ended
	began   time.Time
	others  sync.WaitGroup // session, and connections that close

	// Owned by the owner goroutine.
	panel   *panel.Panel
	blobs   *blob.Store
	session *session
	socket  *socket // nil while offline
	remotes map[string]*remote
	token   string
	lost    int
	joined  chan error // answered once

	missing        map[blob.Hash]*missing
	takenBack      map[wire.Hash]bool // blobs that are neither kept nor asked for nor sent
	missingInOrder []*missing
	presenceSeq    int64

	unreached *JoinError // why the last try to reach the server failed
	recent    []wire.Write
}

// Join takes a place in the room of a link. It returns when the server has let
// the peer in, and keeps trying to reach it until the context ends.
func Join(ctx context.Context, config Config) (*Peer, error) {
	config.setDefaults()
	p, err := newPeer(config)
	if err != nil {
		return nil, err
	}
	owner, cancel := context.WithCancel(context.Background())
	p.cancel = cancel
	go p.run(owner)
	p.others.Go(func() { p.session.run(owner) })
	select {
	case err = <-p.joined:
	case <-ctx.Done():
		err = &JoinError{Reason: ReasonUnreachable, Err: ctx.Err()}
	}
	if err != nil {
		p.stop()
		if p.unreached != nil && ctx.Err() != nil { // the owner has ended
			err = p.unreached
		}
		return nil, err
	}
	return p, nil
}

func newPeer(config Config) (*Peer, error) {
	origin, err := url.Parse(config.Link.Origin)
	if err != nil || origin.Host == "" {
		return nil, fmt.Errorf("peer: no link to join")
	}
	e, err := newEngine(config.Logger, config.RelayOnly, isLoopback(origin.Hostname()), config.Network)
	if err != nil {
		return nil, err
	}
	site, err := newID(config.Random)
	if err != nil {
		return nil, err
	}
	// The site is new each time, and so is the instance: a process that
	// starts again is a new one to others.
	p := &Peer{
		config: config, log: config.Logger, site: site, engine: e,
		sealer:  seal.NewSealer(config.Link, site, config.Random),
		opener:  seal.NewOpener(config.Link, site),
		actions: make(chan func(), actionsLength),
		events:  make(chan Event, eventsLength),
		done:    make(chan struct{}),
		panel:   panel.New(site, func() int64 { return config.Now().UnixMilli() }),
		blobs:   blob.NewStore(blob.Limits{MaxBlobBytes: wire.MaxBlobBytes, MaxTotalBytes: maxBlobTotal, MaxPixels: wire.MaxPixels}),
		remotes: map[string]*remote{},
		missing: map[blob.Hash]*missing{},
		joined:  make(chan error, 1),
		began:   config.Now(),
	}
	person := map[string]wire.Value{"kind": wire.KindPerson, "name": config.Name, "color": int64(config.Color)}
	if _, err := p.panel.Announce(site, person); err != nil {
		return nil, fmt.Errorf("peer: name or color: %w", err)
	}
	p.session = &session{
		link: config.Link, instance: site, dialer: config.Dialer, log: config.Logger, token: config.Token,
		deliver: p.post, onOpen: p.onOpen, onMessage: p.onMessage, onClosed: p.onClosed,
	}
	return p, nil
}

func newID(random io.Reader) (string, error) {
	const alphabet = "abcdefghijklmnopqrstuvwxyz012345" // 32, so that no letter is likelier
	b := make([]byte, idChars)
	if _, err := io.ReadFull(random, b); err != nil {
		return "", fmt.Errorf("read a random id: %w", err)
	}
	for i := range b {
		b[i] = alphabet[b[i]%byte(len(alphabet))]
	}
	return string(b), nil
}

// run is the owner goroutine.
func (p *Peer) run(ctx context.Context) {
	defer close(p.done)
	defer close(p.events)
	ticker := time.NewTicker(tickInterval)
	defer ticker.Stop()
	for {
		select {
		case action := <-p.actions:
			action()
		case <-ticker.C:
			p.tick(p.config.Now())
		case <-ctx.Done():
			for _, r := range p.remotes {
				p.closeConnection(r)
			}
			return
		}
	}
}

// post hands an action to the owner and waits for a place in its queue. It is
// for goroutines of our own, and for pion's reader of one data channel: to wait
// there only closes that channel's receive window.
func (p *Peer) post(action func()) bool {
	select {
	case p.actions <- action:
		return true
	case <-p.done:
		return false
	}
}

// notify is post for pion's other callbacks, which must not wait: a notice for
// which there is no place is dropped. The tick finds out what it would have
// told.
func (p *Peer) notify(action func()) {
	select {
	case p.actions <- action:
	default:
	}
}

// call runs an action on the owner and waits until it is done.
func (p *Peer) call(action func()) error {
	finished := make(chan struct{})
	if !p.post(func() { action(); close(finished) }) {
		return ErrLeft
	}
	select {
	case <-finished:
		return nil
	case <-p.done:
		return ErrLeft
	}
}

// Edit is the panel within Do: what is set there is sent to all others.
type Edit struct {
	*panel.Panel
	writes []wire.Write
}

// Set changes properties of an element, or creates it.
func (e *Edit) Set(id string, set map[string]wire.Value) error {
	w, err := e.Panel.Set(id, set)
	if err == nil {
		e.writes = append(e.writes, w)
	}
	return err
}

// Undo takes back the last step that was done here.
func (e *Edit) Undo() bool { return e.took(e.Panel.Undo()) }

// Redo takes back the last Undo.
func (e *Edit) Redo() bool { return e.took(e.Panel.Redo()) }

func (e *Edit) took(writes []wire.Write) bool {
	e.writes = append(e.writes, writes...)
	return len(writes) > 0
}

// Do gives access to the panel; it is one undo step. The panel must not be
// used after the action has returned.
func (p *Peer) Do(action func(*Edit)) error {
	return p.call(func() { p.edit(func(e *Edit) { e.Step(func() { action(e) }) }) })
}

func (p *Peer) edit(action func(*Edit)) {
	e := Edit{Panel: p.panel}
	action(&e)
	if len(e.writes) > 0 {
		p.replicate(e.writes)
		p.emit(PanelChanged{Local: true, Writes: e.writes})
	}
}

// Undo takes back the last step that was done here; false if there is none.
func (p *Peer) Undo() (done bool, err error) {
	err = p.call(func() { p.edit(func(e *Edit) { done = e.Undo() }) })
	return done, err
}

// Redo takes back the last Undo; false if there is none.
func (p *Peer) Redo() (done bool, err error) {
	err = p.call(func() { p.edit(func(e *Edit) { done = e.Redo() }) })
	return done, err
}

// Present sends a presence message: wire.Pointer, wire.Viewport, wire.Live or
// wire.Writing. It may be lost.
func (p *Peer) Present(m wire.Message) error {
	return p.call(func() { p.present(m) })
}

// Blob returns a picture that is here and verified. It must not be changed.
func (p *Peer) Blob(hash blob.Hash) (content []byte, found bool) {
	_ = p.call(func() { content, found = p.blobs.Get(hash) })
	return content, found
}

// Others is how many other places of the room are taken, as far as the pairing
// service has told.
func (p *Peer) Others() (n int) {
	_ = p.call(func() { n = len(p.remotes) })
	return n
}

// Incoming is how many pictures of the panel are not here yet and can come:
// somebody who is connected has them.
func (p *Peer) Incoming() (n int) {
	_ = p.call(func() {
		for _, m := range p.missing {
			if m.failed == "" && p.source(m.hash) != nil {
				n++
			}
		}
	})
	return n
}

// Words are the four matching words with each connected peer, by site.
func (p *Peer) Words() map[string][]string {
	words := map[string][]string{}
	_ = p.call(func() {
		for _, r := range p.remotes {
			if c := r.conn; c != nil && c.words != nil {
				words[c.hello.Site] = c.words
			}
		}
	})
	return words
}

// Events are what happens, in order. The channel is closed after Leave.
func (p *Peer) Events() <-chan Event { return p.events }

// Site is this peer's id on the panel.
func (p *Peer) Site() string { return p.site }

// Link leads to the room; it holds the secret.
func (p *Peer) Link() seal.Link { return p.config.Link }

// Token takes the place back after a restart of the process, by Config.Token.
func (p *Peer) Token() (token string) {
	_ = p.call(func() { token = p.token })
	return token
}
