package peer

import (
	"context"
	"crypto/rand"
	"errors"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/coviewer/coviewer/peer/seal"
	"github.com/coviewer/coviewer/peer/wire"
	"github.com/coviewer/coviewer/signaling"
)

// conn runs an action with the connection to the only other peer.
func (w *watched) conn(t testing.TB, action func(*connection)) {
	t.Helper()
	found := false
	if err := w.call(func() {
		for _, r := range w.remotes {
			if r.conn != nil {
				found = true
				action(r.conn)
			}
		}
	}); err != nil || !found {
		t.Fatal("no connection: ", err)
	}
}

func TestReloadTakesThePlaceBack(t *testing.T) {
	r := newRoom(t)
	a, b := r.join(t, "Lucia"), r.join(t, "Emil")
	connect(t, a, b)
	b.arrow(t, "byemil000001", 2)
	converge(t, a, b)
	token := b.Token()
	// The process ends without a word, as a crash does.
	b.stop()
	b.reading.Wait()
	again := r.joinAs(t, Config{Link: r.link, Name: "Emil", Token: token})
	connect(t, a, again)
	eventually(t, "the panel is back", func() bool { return again.has(t, "byemil000001") })
	converge(t, a, again)
	if again.Site() == b.Site() {
		t.Error("a new process has the old instance")
	}
}

func TestPanelGoesOnWithoutTheServer(t *testing.T) {
	r := newRoom(t)
	a, b := r.join(t, "Lucia"), r.join(t, "Emil")
	connect(t, a, b)
	for _, w := range []*watched{a, b} {
		if err := w.call(func() { w.socket.conn.Close() }); err != nil {
			t.Fatal(err)
		}
	}
	eventually(t, "the session drops", func() bool {
		return saw(a, func(e StatusChanged) bool { return e.Status == StatusOffline })
	})
	a.arrow(t, "offline00001", 1)
	eventually(t, "an arrow drawn meanwhile", func() bool { return b.has(t, "offline00001") })
	eventually(t, "the session comes back", func() bool {
		open := 0
		a.mu.Lock()
		defer a.mu.Unlock()
		for _, e := range a.seen {
			if s, ok := e.(StatusChanged); ok && s.Status == StatusOpen {
				open++
			}
		}
		return open >= 2
	})
	if saw(a, func(e PeerChanged) bool { return e.Status == PeerGone }) {
		t.Error("the other peer was given up")
	}
}

// dead makes a connection believe that the path is gone.
func dead(c *connection) {
	c.heard = c.heard.Add(-silence)
	c.restarted = time.Time{}
	c.fallSilent()
}

func TestICERestartBringsTheConnectionBack(t *testing.T) {
	for _, who := range []string{"offerer", "answerer"} {
		t.Run(who, func(t *testing.T) {
			r := newRoom(t)
			a, b := r.join(t, "Lucia"), r.join(t, "Emil") // a was earlier: it offers
			connect(t, a, b)
			var before, after string
			ufrag := func(c *connection) string { return c.negotiation.pc.LocalDescription().SDP }
			a.conn(t, func(c *connection) { before = ufrag(c) })
			first := map[string]*watched{"offerer": a, "answerer": b}[who]
			first.conn(t, dead)
			eventually(t, "connected again over new credentials", func() bool {
				a.conn(t, func(c *connection) { after = ufrag(c) })
				open := false
				first.conn(t, func(c *connection) { open = c.state == stateOpen })
				return open && after != before
			})
			a.arrow(t, "afterwards01", 1)
			eventually(t, "writes go on", func() bool { return b.has(t, "afterwards01") })
			if !saw(first, func(e PeerChanged) bool { return e.Status == PeerReconnecting }) {
				t.Error("reconnecting was not told")
			}
		})
	}
}

func TestGarbageEndsTheConnectionAfterABound(t *testing.T) {
	r := newRoom(t)
	a, b := r.join(t, "Lucia"), r.join(t, "Emil")
	connect(t, a, b)
	a.arrow(t, "before000001", 1)
	converge(t, a, b)
	garbage := func(n int) {
		b.conn(t, func(c *connection) {
			for i := range n {
				c.sendBytes([]byte{0xFF, byte(i)})
			}
		})
	}
	garbage(wire.MaxBadFrames - 1)
	b.arrow(t, "stillhere001", 1)
	eventually(t, "a good frame after bad ones", func() bool { return a.has(t, "stillhere001") })
	b.conn(t, func(c *connection) { c.sendBytes([]byte{0x81, 0x18, 0x7F}) }) // a message of a newer version
	if saw(a, func(e PeerChanged) bool { return e.Status == PeerGone }) {
		t.Fatal("cut off before the bound")
	}
	garbage(1)
	eventually(t, "both sides hear of it", func() bool {
		reason := func(e PeerChanged) bool { return e.Status == PeerGone && e.Reason == wire.ByeProtocolError }
		return saw(a, reason) && saw(b, reason)
	})
	if !a.has(t, "before000001") || !a.has(t, "stillhere001") {
		t.Error("the panel lost something")
	}
}

func TestUnknownMessagesAreNobodysFault(t *testing.T) {
	r := newRoom(t)
	a, b := r.join(t, "Lucia"), r.join(t, "Emil")
	connect(t, a, b)
	b.conn(t, func(c *connection) {
		for range 3 * wire.MaxBadFrames {
			c.sendBytes([]byte{0x81, 0x18, 0x7F}) // [127]
		}
	})
	b.arrow(t, "afterwards01", 1)
	eventually(t, "writes go on", func() bool { return a.has(t, "afterwards01") })
}

func TestHelloIsChecked(t *testing.T) {
	for reason, change := range map[string]func(*wire.Hello){
		wire.ByeBadVersion: func(h *wire.Hello) { h.Version = 2 },
		wire.ByeBadClock:   func(h *wire.Hello) { h.Now += wire.MaxClockOffsetMs + 3_600_000 },
		wire.ByeBadCommit:  func(h *wire.Hello) { h.Commit = make([]byte, 32) },
	} {
		t.Run(reason, func(t *testing.T) {
			r := newRoom(t)
			a, b := r.join(t, "Lucia"), r.join(t, "Emil")
			connect(t, a, b)
			b.conn(t, func(c *connection) {
				h := *c.hello
				h.Site = b.Site()
				h.Commit = make([]byte, 32)
				change(&h)
				// As if the first hello had been this one.
				if err := a.call(func() {
					for _, r := range a.remotes {
						r.conn.hello, r.conn.words = nil, nil
						r.conn.onHello(h)
						if r.conn != nil {
							r.conn.onReveal(wire.Reveal{Nonce: make([]byte, 16)})
						}
					}
				}); err != nil {
					t.Error(err)
				}
			})
			eventually(t, "bye "+reason, func() bool {
				return saw(b, func(e PeerChanged) bool { return e.Status == PeerGone && e.Reason == reason })
			})
		})
	}
}

func TestFutureStampsAreRefused(t *testing.T) {
	r := newRoom(t)
	a, b := r.join(t, "Lucia"), r.join(t, "Emil")
	connect(t, a, b)
	b.conn(t, func(c *connection) {
		c.send(wire.Writes{Writes: []wire.Write{{
			Stamp: wire.Stamp{MS: time.Now().Add(time.Hour).UnixMilli(), Site: b.Site()},
			ID:    "fromfuture01", Set: map[string]wire.Value{"text": "hello"},
		}}})
	})
	eventually(t, "the write is refused and told", func() bool {
		return saw(a, func(e Trouble) bool { return e.Class == wire.ClassFutureStamp })
	})
	if a.has(t, "fromfuture01") {
		t.Error("a write of the future was taken")
	}
}

func TestTamperedBoxIsRefusedAndTold(t *testing.T) {
	r := newRoom(t)
	a, b := r.join(t, "Lucia"), r.join(t, "Emil")
	connect(t, a, b)
	// Somebody in the room without the secret, or a server that alters boxes.
	if err := b.call(func() {
		for id := range b.remotes {
			box, err := b.sealer.Seal(a.Site(), seal.FromAnswerer, []byte(`{"type":"restart","conn":"conn0001"}`))
			if err != nil {
				t.Error(err)
			}
			first := byte('A')
			if box.Sealed[20] == first {
				first = 'B'
			}
			altered := box.Sealed[:20] + string(first) + box.Sealed[21:]
			b.socket.send(signaling.SendBox{To: id, Box: signaling.Box{Counter: int64(box.Counter), Sealed: altered}})
			b.socket.send(signaling.SendBox{To: id, Box: signaling.Box{Counter: int64(box.Counter), Sealed: box.Sealed}})
			b.socket.send(signaling.SendBox{To: id, Box: signaling.Box{Counter: int64(box.Counter), Sealed: box.Sealed}})
		}
	}); err != nil {
		t.Fatal(err)
	}
	for _, class := range []string{seal.ClassNotOurs, seal.ClassReplayed} {
		eventually(t, class, func() bool { return saw(a, func(e Trouble) bool { return e.Class == class }) })
	}
	a.arrow(t, "afterwards01", 1)
	eventually(t, "the connection stands", func() bool { return b.has(t, "afterwards01") })
}

func TestJoinIsRefused(t *testing.T) {
	r := newRoom(t)
	r.join(t, "Lucia")
	r.join(t, "Emil")
	ctx, cancel := context.WithTimeout(context.Background(), patienceOfTests)
	defer cancel()
	_, err := Join(ctx, Config{Link: r.link, Name: "Third"})
	var refused *JoinError
	if !errors.As(err, &refused) || refused.Reason != signaling.CloseRoomFull.Name() {
		t.Errorf("a third person: %v", err)
	}
}

func TestJoinGivesUpOnAServerThatIsNotThere(t *testing.T) {
	h := httptest.NewServer(nil)
	link, err := seal.New(rand.Reader, h.URL)
	h.Close()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
	defer cancel()
	_, err = Join(ctx, Config{Link: link})
	var refused *JoinError
	if !errors.As(err, &refused) || refused.Reason != "unreachable" {
		t.Errorf("no server: %v", err)
	}
}

func TestNameAndColorAreChecked(t *testing.T) {
	r := newRoom(t)
	if _, err := Join(context.Background(), Config{Link: r.link, Color: 32}); wire.Class(err) != wire.ClassBadValue {
		t.Errorf("color 32: %v", err)
	}
	if _, err := Join(context.Background(), Config{}); err == nil {
		t.Error("joined without a link")
	}
}
