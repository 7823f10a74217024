package peer

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/coviewer/coviewer/peer/blob"
	"github.com/coviewer/coviewer/peer/seal"
	"github.com/coviewer/coviewer/peer/wire"
	"github.com/coviewer/coviewer/signaling"
)

func cutOff(e PeerChanged) bool {
	return e.Status == PeerGone && e.Reason == wire.ByeProtocolError
}

// Each case is something that a peer repeats until it is cut off; the panel
// stays as it was.
func TestHostilePeerIsCutOff(t *testing.T) {
	for name, attack := range map[string]func(t *testing.T, c *connection, i int){
		"text on the panel": func(t *testing.T, c *connection, _ int) {
			if err := c.panel.SendText("4000000000"); err != nil {
				t.Error(err)
			}
		},
		"text on the acks": func(t *testing.T, c *connection, _ int) {
			if err := c.ack.SendText("4000000000"); err != nil {
				t.Error(err)
			}
		},
		"acks of what was not sent": func(t *testing.T, c *connection, _ int) {
			if err := c.ack.Send(wire.Ack{Lane: 8}.AppendEncode(nil)); err != nil {
				t.Error(err)
			}
		},
		"lanes without end": func(_ *testing.T, c *connection, i int) {
			c.send(wire.Lane{Lane: int64(i % wire.MaxLanes), Generation: int64(i), Kind: wire.LaneOffer, Text: "v=0"})
		},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRoom(t)
			a, b := r.join(t, "Lucia"), r.join(t, "Emil") // a offers: it may open lanes
			connect(t, a, b)
			b.arrow(t, "byemil000001", 1)
			converge(t, a, b)
			a.conn(t, func(c *connection) {
				for i := range wire.MaxLaneBurst + wire.MaxBadFrames {
					attack(t, c, i)
				}
			})
			eventually(t, "the attacker is cut off", func() bool { return saw(b, cutOff) })
			if !b.has(t, "byemil000001") {
				t.Error("the panel lost something")
			}
		})
	}
}

func TestRestartOfAnUnknownConnectionMakesANewOne(t *testing.T) {
	r := newRoom(t)
	a, b := r.join(t, "Lucia"), r.join(t, "Emil")
	connect(t, a, b)
	before, _, _ := a.connection(t)
	if err := a.call(func() {
		for _, r := range a.remotes {
			r.offered = time.Time{}
		}
	}); err != nil {
		t.Fatal(err)
	}
	b.conn(t, func(c *connection) { b.sendSealed(c.r, seal.Restart{ID: noConnection}) })
	eventually(t, "a new connection", func() bool {
		id, _, state := a.connection(t)
		return id != before && state == stateOpen
	})
	a.arrow(t, "afterwards01", 1)
	eventually(t, "writes go on", func() bool { return b.has(t, "afterwards01") })
}

func TestAnAnswererWithoutAConnectionAsksForOne(t *testing.T) {
	r := newRoom(t)
	a, b := r.join(t, "Lucia"), r.join(t, "Emil")
	connect(t, a, b)
	before, _, _ := a.connection(t)
	// As if the offer had been lost: neither side has a word of the other.
	if err := b.call(func() {
		for _, r := range b.remotes {
			c := r.conn
			r.conn = nil
			c.negotiation.pc.OnConnectionStateChange(nil)
			c.end(patienceOfTests / 4)
		}
	}); err != nil {
		t.Fatal(err)
	}
	eventually(t, "a new connection", func() bool {
		id, _, state := a.connection(t)
		return id != before && state == stateOpen
	})
	b.arrow(t, "afterwards01", 1)
	eventually(t, "writes go on", func() bool { return a.has(t, "afterwards01") })
}

func TestPlacesThatTheServerInventsAreForgotten(t *testing.T) {
	r := newRoom(t)
	a, b := r.join(t, "Lucia"), r.join(t, "Emil")
	connect(t, a, b)
	if err := a.call(func() {
		for i := range 100 {
			id := fmt.Sprintf("invented%04d", i)
			a.onMessage(signaling.PeerJoined{Place: signaling.Place{Peer: id, Instance: id, Kind: signaling.KindBrowser}})
			if len(a.remotes) >= signaling.MaxCapacity {
				t.Fatalf("%d other places", len(a.remotes))
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
	a.arrow(t, "afterwards01", 1)
	eventually(t, "the real one is still connected", func() bool { return b.has(t, "afterwards01") })
}

// A picture whose blob cannot be had is told once, and asked for again when
// somebody says that it is there.
func TestABlobThatIsRefusedIsNotAskedForAgainAndAgain(t *testing.T) {
	r := newRoom(t)
	a, b := r.join(t, "Lucia"), r.join(t, "Emil")
	connect(t, a, b)
	hash := a.addReady(t, noise(t, 64, 48))
	eventually(t, "the picture", func() bool { _, here := b.Blob(hash); return here })
	gone := blob.Hash{1}
	picture := map[string]wire.Value{"blob": gone[:]}
	if err := a.Do(func(e *Edit) { _ = e.Set("picture00001", picture) }); err != nil {
		t.Fatal(err)
	}
	a.conn(t, func(c *connection) { c.sendHave([]blob.Hash{gone}) })
	failures := func() (n int) {
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, e := range b.seen {
			if c, ok := e.(BlobChanged); ok && c.Hash == gone && c.State == BlobFailed {
				n++
			}
		}
		return n
	}
	eventually(t, "it is refused", func() bool { return failures() == 1 })
	if err := b.call(func() {
		for range 20 {
			b.tick(b.config.Now())
		}
	}); err != nil {
		t.Fatal(err)
	}
	if n := failures(); n != 1 {
		t.Errorf("told %d times", n)
	}
	a.conn(t, func(c *connection) { c.sendHave([]blob.Hash{gone}) })
	eventually(t, "it is asked for again", func() bool { return failures() == 2 })
}

func TestAllowance(t *testing.T) {
	now := time.Unix(0, 0).Add(time.Hour)
	a := allowance{burst: 2, interval: time.Second}
	for i, step := range []struct {
		after time.Duration
		want  bool
	}{{0, true}, {0, true}, {0, false}, {999 * time.Millisecond, false}, {time.Millisecond, true}, {0, false}, {time.Hour, true}, {0, true}, {0, false}} {
		if now = now.Add(step.after); a.take(now) != step.want {
			t.Errorf("step %d: not %v", i, step.want)
		}
	}
}

// What calls itself a pairing service but is none is left after a bound, and
// messages of a newer one are not counted.
func TestAServerThatIsNotUnderstoodIsLeft(t *testing.T) {
	upgrader := websocket.Upgrader{Subprotocols: []string{subprotocol}}
	h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := upgrader.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer conn.Close()
		for range 3 * maxRefused {
			if conn.WriteMessage(websocket.TextMessage, []byte(`{"type":"weather","rain":true}`)) != nil {
				t.Error("left for a message of a newer server")
				return
			}
		}
		for conn.WriteMessage(websocket.TextMessage, []byte(`{"type":"welcome"}`)) == nil { // until it hangs up
		}
	}))
	t.Cleanup(h.Close)
	link, err := seal.New(rand.Reader, h.URL)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), patienceOfTests)
	defer cancel()
	_, err = Join(ctx, Config{Link: link})
	var refused *JoinError
	if !errors.As(err, &refused) || refused.Reason != signaling.CloseBadMessage.Name() {
		t.Errorf("%v, want bad-message", err)
	}
}
