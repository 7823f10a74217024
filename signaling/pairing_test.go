package signaling

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestTwoPeersPair(t *testing.T) {
	v := start(t, nil)
	waiting := boxOf(1)
	first, w1 := v.joinAs(Join{Room: roomA, Kind: KindBrowser, Instance: instance1, Offer: &waiting})
	if len(w1.Peers) != 0 || w1.Resumed || w1.Capacity != 2 {
		t.Fatalf("welcome of the first: %+v", w1)
	}

	second, w2 := v.joinAs(Join{Room: roomA, Kind: KindHeadless, Instance: instance2})
	want := Place{Peer: w1.Peer, Kind: KindBrowser, Instance: instance1, Earlier: true, Offer: &waiting}
	if len(w2.Peers) != 1 || !reflect.DeepEqual(w2.Peers[0], want) {
		t.Fatalf("the second sees %+v, want %+v", w2.Peers, want)
	}
	joined := receive[PeerJoined](first).Place
	if want := (Place{Peer: w2.Peer, Kind: KindHeadless, Instance: instance2}); !reflect.DeepEqual(joined, want) {
		t.Fatalf("the first sees %+v, want %+v", joined, want)
	}

	second.send(SendBox{To: w1.Peer, Box: boxOf(7)})
	if got, want := receive[PeerBox](first), (PeerBox{From: w2.Peer, Box: boxOf(7)}); got != want {
		t.Fatalf("got %+v, want %+v", got, want)
	}
	first.send(Offer{})
	if got := receive[PeerOffer](second); got.From != w1.Peer || got.Box != nil {
		t.Fatalf("got %+v, want the offer of %s removed", got, w1.Peer)
	}
	next := boxOf(2)
	first.send(Offer{Box: &next})
	if got := receive[PeerOffer](second); got.Box == nil || *got.Box != next {
		t.Fatalf("got %+v, want the offer of %s replaced", got, w1.Peer)
	}

	first.send(Leave{})
	first.closed(CloseLeft)
	if got, want := receive[PeerLeft](second), (PeerLeft{Peer: w1.Peer, Reason: ReasonLeft}); got != want {
		t.Fatalf("got %+v, want %+v", got, want)
	}
	second.send(Ping{})
	receive[Pong](second)
}

func TestBoxesKeepTheirOrder(t *testing.T) {
	v := start(t, nil)
	first, w1 := v.join(roomA)
	second, _ := v.join(roomA)
	receive[PeerJoined](first)
	const boxes = 100
	for n := range int64(boxes) {
		second.send(SendBox{To: w1.Peer, Box: boxOf(n + 1)})
	}
	for n := range int64(boxes) {
		if got := receive[PeerBox](first).Box.Counter; got != n+1 {
			t.Fatalf("got box %d, want %d", got, n+1)
		}
	}
}

func TestPlacesAreInOrder(t *testing.T) {
	v := start(t, func(c *Config) { c.Capacity = 3 })
	first, w1 := v.join(roomA)
	_, w2 := v.join(roomA)
	_, w3 := v.join(roomA)
	if len(w3.Peers) != 2 || w3.Peers[0].Peer != w1.Peer || w3.Peers[1].Peer != w2.Peer ||
		!w3.Peers[0].Earlier || !w3.Peers[1].Earlier {
		t.Fatalf("the third sees %+v, want %s, %s", w3.Peers, w1.Peer, w2.Peer)
	}
	// The order outlives a dropped socket.
	_ = first.conn.Close()
	v.until("away", func(s Stats) bool { return s.Away == 1 })
	back := receive[Welcome](v.resume(roomA, w1.Token))
	if len(back.Peers) != 2 || back.Peers[0].Earlier || back.Peers[1].Earlier {
		t.Fatalf("back, the first sees %+v, want two later peers", back.Peers)
	}
}

func TestThirdPersonFindsTheRoomFull(t *testing.T) {
	v := start(t, nil)
	v.join(roomA)
	v.join(roomA)
	third := v.connect()
	third.send(Join{Room: roomA, Kind: KindBrowser, Instance: instance1})
	third.closed(CloseRoomFull)
	// Another room is not concerned.
	v.join(roomB)
}

func TestRoomsDoNotHearEachOther(t *testing.T) {
	v := start(t, nil)
	here, w1 := v.join(roomA)
	there, w2 := v.join(roomB)
	there.send(SendBox{To: w1.Peer, Box: boxOf(1)})
	if got := receive[Undeliverable](there); got.To != w1.Peer {
		t.Fatalf("undeliverable to %s, want %s", got.To, w1.Peer)
	}
	there.send(SendBox{To: w2.Peer, Box: boxOf(2)}) // oneself
	receive[Undeliverable](there)
	here.send(Ping{})
	receive[Pong](here) // and nothing before it
}

func TestPlaceIsHeldForADroppedSocket(t *testing.T) {
	v := start(t, nil)
	waiting := boxOf(1)
	first, w1 := v.joinAs(Join{Room: roomA, Kind: KindBrowser, Instance: instance1, Offer: &waiting})
	second, _ := v.join(roomA)
	_ = first.conn.NetConn().Close() // no close frame
	if got := receive[PeerAway](second); got.Peer != w1.Peer {
		t.Fatalf("%s is away, want %s", got.Peer, w1.Peer)
	}
	second.send(SendBox{To: w1.Peer, Box: boxOf(1)})
	receive[Undeliverable](second)
	third := v.connect()
	third.send(Join{Room: roomA, Kind: KindBrowser, Instance: instance1})
	third.closed(CloseRoomFull) // a held place is not free

	welcome := receive[Welcome](v.resume(roomA, w1.Token))
	if !welcome.Resumed || welcome.Peer != w1.Peer || welcome.Token != w1.Token {
		t.Fatalf("welcome back %+v, want peer and token of %+v", welcome, w1)
	}
	want := Place{Peer: w1.Peer, Kind: KindBrowser, Instance: instance2, Earlier: true}
	if got := receive[PeerBack](second).Place; !reflect.DeepEqual(got, want) {
		t.Fatalf("back is %+v, want %+v: new instance, no offer", got, want)
	}
}

func TestClosingThePageHoldsThePlaceToo(t *testing.T) {
	v := start(t, nil)
	first, _ := v.join(roomA)
	second, _ := v.join(roomA)
	receive[PeerJoined](first)
	first.closeWith(1001)
	if _, err := first.read(); err == nil || !strings.Contains(err.Error(), "1001") {
		t.Fatalf("answered %v, want a close frame with the same code", err)
	}
	receive[PeerAway](second)
}

func TestResumeReplacesASocketThatStillLives(t *testing.T) {
	v := start(t, nil)
	old, w1 := v.join(roomA)
	second, w2 := v.join(roomA)
	receive[PeerJoined](old)
	taken := v.resume(roomA, w1.Token)
	receive[Welcome](taken)
	old.closed(CloseReplaced)
	if got := receive[PeerBack](second).Place; got.Peer != w1.Peer || got.Away {
		t.Fatalf("got %+v, want %s back", got, w1.Peer)
	}
	// The end of the old socket must not take the place away again.
	v.until("old socket gone", func(s Stats) bool { return s.Sessions == 2 })
	taken.send(SendBox{To: w2.Peer, Box: boxOf(3)})
	if got := receive[PeerBox](second); got.From != w1.Peer {
		t.Fatalf("got %+v, want a box of %s and nothing before it", got, w1.Peer)
	}
}

func TestResumeWithoutAPlace(t *testing.T) {
	v := start(t, nil)
	first, w := v.join(roomA)
	wrong := strings.Repeat("A", tokenChars)
	v.resume(roomA, wrong).closed(ClosePlaceGone)
	v.resume(roomB, w.Token).closed(ClosePlaceGone)
	first.send(Leave{})
	first.closed(CloseLeft)
	v.resume(roomA, w.Token).closed(ClosePlaceGone)
}

func TestICEServersComeWithTheWelcome(t *testing.T) {
	expires := time.Now().Add(time.Hour).Truncate(time.Second)
	v := start(t, func(c *Config) {
		c.ICEServers = func(room, peer string) ([]ICEServer, time.Time) {
			return []ICEServer{{URLs: []string{"turn:relay.example"}, Username: room, Credential: peer}}, expires
		}
	})
	first, w := v.join(roomA)
	want := []ICEServer{{URLs: []string{"turn:relay.example"}, Username: roomA, Credential: w.Peer}}
	if !reflect.DeepEqual(w.ICEServers, want) || w.ICEExpires != expires.Unix() {
		t.Fatalf("got %+v until %d, want %+v until %d", w.ICEServers, w.ICEExpires, want, expires.Unix())
	}
	_ = first.conn.Close()
	again := receive[Welcome](v.resume(roomA, w.Token))
	if !reflect.DeepEqual(again.ICEServers, want) {
		t.Fatalf("after resume %+v, want %+v", again.ICEServers, want)
	}
}

func TestShutdownSaysSo(t *testing.T) {
	v := start(t, nil)
	joined, _ := v.join(roomA)
	waiting := v.connect()
	down := make(chan struct{})
	go func() {
		defer close(down)
		v.shutdown()
	}()
	joined.closed(CloseRestart)
	waiting.closed(CloseRestart)
	<-down
	if _, status := v.try(nil, Subprotocol); status != 503 {
		t.Fatalf("after shutdown %d, want 503", status)
	}
	if s := v.server.Stats(); s.Sessions != 0 {
		t.Fatalf("%d sessions are left", s.Sessions)
	}
}

func TestShutdownDropsWhoDoesNotHangUp(t *testing.T) {
	v := start(t, nil)
	v.join(roomA)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := v.server.Shutdown(ctx); !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v, want the context's error", err)
	}
	if s := v.server.Stats(); s.Sessions != 0 {
		t.Fatalf("%d sessions are left", s.Sessions)
	}
}

func TestLogAndMetricsTellTheLifeOfARoom(t *testing.T) {
	v := start(t, nil)
	first, w1 := v.join(roomA)
	second, w2 := v.join(roomA)
	receive[PeerJoined](first)
	first.send(SendBox{To: w2.Peer, Box: boxOf(1)})
	receive[PeerBox](second)
	first.send(Leave{})
	first.closed(CloseLeft)
	receive[PeerLeft](second)
	second.send(Leave{})
	second.closed(CloseLeft)
	v.until("all gone", func(s Stats) bool { return s == Stats{} })

	log := v.log.String()
	for _, want := range []string{
		`msg="room opened" room=` + roomA,
		`msg="peer joined" room=` + roomA + ` peer=` + w1.Peer,
		`msg="peer left" room=` + roomA + ` peer=` + w2.Peer + ` reason=left`,
		`msg="room closed" room=` + roomA,
	} {
		if !strings.Contains(log, want) {
			t.Errorf("not in the log: %s\n%s", want, log)
		}
	}
	for _, secret := range []string{w1.Token, w2.Token, boxOf(1).Sealed, "127.0.0.1"} {
		if strings.Contains(log, secret) {
			t.Errorf("in the log: %s", secret)
		}
	}
	for name, want := range map[string]float64{
		`coviewer_signaling_boxes_forwarded_total`:            1,
		`coviewer_signaling_messages_total type=join`:         2,
		`coviewer_signaling_closes_total code=1000 name=left`: 2,
		`coviewer_signaling_sessions`:                         0,
		`coviewer_signaling_rooms`:                            0,
	} {
		if got := v.metric(name); got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
}
