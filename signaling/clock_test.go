package signaling

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"
)

// These tests run on the fake clock of synctest, and so on pipes: minutes cost
// nothing and nothing is late.

func TestJoinTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := startInMemory(t, nil)
		c := v.connect()
		begin := time.Now()
		_, err := c.readWithin(time.Minute)
		c.wantClose(err, CloseJoinTimeout)
		if took := time.Since(begin); took != 10*time.Second {
			t.Fatalf("closed after %v, want 10s", took)
		}
		_ = c.conn.Close()
	})
}

func TestPingsDoNotProlongTheTimeToJoin(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := startInMemory(t, nil)
		c := v.connect()
		begin := time.Now()
		stop := time.AfterFunc(5*time.Second, func() { c.raw(maskedFrame(websocket.PingMessage, true, nil)) }).Stop
		defer stop()
		_, err := c.readWithin(time.Minute)
		c.wantClose(err, CloseJoinTimeout)
		if took := time.Since(begin); took != 10*time.Second {
			t.Fatalf("closed after %v, want 10s", took)
		}
		_ = c.conn.Close()
	})
}

func TestSilentClientIsClosed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := startInMemory(t, nil)
		c, _ := v.join(roomA)
		pings := 0
		c.conn.SetPingHandler(func(string) error { pings++; return nil }) // no pong
		begin := time.Now()
		_, err := c.readWithin(10 * time.Minute)
		c.wantClose(err, CloseKeepaliveTimeout)
		if took := time.Since(begin); took != 45*time.Second || pings != 2 {
			t.Fatalf("closed after %v and %d pings, want 45s and 2", took, pings)
		}
		_ = c.conn.Close()
	})
}

func TestClientThatAnswersPingsStays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := startInMemory(t, nil)
		c, _ := v.join(roomA)
		c.pump() // a client that reads answers pings by itself
		time.Sleep(time.Hour)
		if s := v.server.Stats(); s.Sessions != 1 || s.Away != 0 {
			t.Fatalf("after an hour %+v, want the session", s)
		}
	})
}

func TestPlaceExpires(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := startInMemory(t, nil)
		first, w1 := v.join(roomA)
		second, _ := v.join(roomA)
		_ = first.conn.Close()
		receive[PeerAway](second)
		begin := time.Now()
		m, err := second.readWithin(time.Hour)
		if want := (PeerLeft{Peer: w1.Peer, Reason: ReasonExpired}); err != nil || m != want {
			t.Fatalf("got %+v, %v; want %+v", m, err, want)
		}
		if took := time.Since(begin); took != 5*time.Minute {
			t.Fatalf("expired after %v, want 5m", took)
		}
		v.resume(roomA, w1.Token).closed(ClosePlaceGone)
		synctest.Wait() // the log comes after the message
		if !strings.Contains(v.log.String(), `msg="peer left" room=`+roomA+` peer=`+w1.Peer+` reason=expired`) {
			t.Errorf("not in the log:\n%s", v.log)
		}
	})
}

func TestRoomEndsWhenItsLastPlaceExpires(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := startInMemory(t, nil)
		first, _ := v.join(roomA)
		_ = first.conn.Close()
		synctest.Wait()
		time.Sleep(5*time.Minute - time.Nanosecond)
		synctest.Wait()
		if s := v.server.Stats(); s.Rooms != 1 || s.Away != 1 {
			t.Fatalf("before the hold is over %+v", s)
		}
		time.Sleep(time.Nanosecond)
		synctest.Wait()
		if s := v.server.Stats(); s != (Stats{}) {
			t.Fatalf("after the hold %+v, want nothing", s)
		}
	})
}

func TestPlacesExpireEachAtItsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := startInMemory(t, nil)
		for range 3 {
			c, _ := v.joinAs(Join{Room: roomA, Kind: KindBrowser, Instance: instance1})
			_ = c.conn.Close()
			time.Sleep(time.Minute)
			c, _ = v.join(roomB)
			_ = c.conn.Close()
			time.Sleep(9 * time.Minute)
			synctest.Wait()
			if s := v.server.Stats(); s != (Stats{}) {
				t.Fatalf("%+v is left", s)
			}
		}
	})
}

func TestEachDropHoldsThePlaceAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := startInMemory(t, nil)
		c, w := v.join(roomA)
		for range 3 {
			_ = c.conn.Close()
			synctest.Wait()
			time.Sleep(4 * time.Minute)
			c = v.resume(roomA, w.Token)
			if back := receive[Welcome](c); back.Peer != w.Peer {
				t.Fatalf("back as %s, want %s", back.Peer, w.Peer)
			}
		}
	})
}

func TestFreshCredentialsComeAtHalfOfTheirLife(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var made atomic.Int64
		v := startInMemory(t, func(c *Config) {
			c.ICEServers = func(string, string) ([]ICEServer, time.Time) {
				name := fmt.Sprint(made.Add(1))
				return []ICEServer{{URLs: []string{"turn:relay.example"}, Username: name}}, time.Now().Add(10 * time.Minute)
			}
		})
		c, _ := v.join(roomA)
		begin := time.Now()
		for n := 1; n <= 3; n++ {
			m, err := c.readWithin(time.Hour)
			fresh, ok := m.(FreshICEServers)
			if err != nil || !ok {
				t.Fatalf("got %+v, %v; want ice-servers", m, err)
			}
			if took, want := time.Since(begin), time.Duration(n)*5*time.Minute; took != want {
				t.Fatalf("fresh after %v, want %v", took, want)
			}
			if want := fmt.Sprint(n + 1); fresh.ICEServers[0].Username != want {
				t.Fatalf("username %s, want %s", fresh.ICEServers[0].Username, want)
			}
			if want := time.Now().Add(10 * time.Minute).Unix(); fresh.ICEExpires != want {
				t.Fatalf("expires %d, want %d", fresh.ICEExpires, want)
			}
		}
		// Nobody makes credentials for a session that is gone.
		_ = c.conn.Close()
		time.Sleep(time.Hour)
		if made.Load() != 4 {
			t.Fatalf("made %d times, want 4", made.Load())
		}
	})
}

func TestExpiredCredentialsDoNotSpin(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var made atomic.Int64
		v := startInMemory(t, func(c *Config) {
			c.ICEServers = func(string, string) ([]ICEServer, time.Time) {
				made.Add(1)
				return nil, time.Unix(1, 0)
			}
		})
		c, _ := v.join(roomA)
		c.pump()
		time.Sleep(time.Minute + time.Second)
		if got := made.Load(); got != 7 {
			t.Fatalf("made %d times in a minute, want once at first and every 10s", got)
		}
	})
}

func TestSocketThatTakesNoFrameIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := startInMemory(t, nil)
		stuck, w := v.join(roomA)
		other, _ := v.join(roomA)
		// A pipe holds nothing: peer-joined is stuck until WriteTimeout.
		begin := time.Now()
		receive[PeerAway](other.within(time.Minute))
		if took := time.Since(begin); took != 10*time.Second {
			t.Fatalf("dropped after %v, want 10s", took)
		}
		_ = stuck.conn.Close()
		if back := receive[Welcome](v.resume(roomA, w.Token)); back.Peer != w.Peer {
			t.Fatalf("back as %s, want %s", back.Peer, w.Peer)
		}
	})
}

func TestReasonComesBeforeWhatWaited(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const waiting = 16
		v := startInMemory(t, func(c *Config) { c.SendQueueLength = waiting })
		slow, w := v.join(roomA)
		fast, _ := v.join(roomA)
		synctest.Wait()
		for range waiting + 1 { // peer-joined is on its way, and not counted
			fast.send(SendBox{To: w.Peer, Box: boxOf(1)})
		}
		receive[PeerAway](fast)
		receive[PeerJoined](slow)
		slow.closed(CloseSlowConsumer)
	})
}

func TestQueueIsBoundedInBytes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := startInMemory(t, nil)
		_, w := v.join(roomA)
		fast, _ := v.join(roomA)
		box := Box{Counter: 1, Sealed: strings.Repeat("A", MaxBoxChars)}
		boxes := DefaultLimits().SendQueueBytes/(MaxBoxChars+frameWeight) + 1
		for range boxes {
			fast.send(SendBox{To: w.Peer, Box: box})
		}
		receive[PeerAway](fast)
	})
}

func TestClientThatDoesNotHangUpIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := startInMemory(t, nil)
		c, _ := v.join(roomA)
		c.send(Leave{})
		_, err := c.readWithin(time.Minute)
		c.wantClose(err, CloseLeft)
		time.Sleep(5*time.Second - time.Nanosecond)
		synctest.Wait()
		if s := v.server.Stats(); s.Sessions != 1 {
			t.Fatalf("before CloseTimeout %+v", s)
		}
		time.Sleep(time.Nanosecond)
		synctest.Wait()
		if s := v.server.Stats(); s != (Stats{}) {
			t.Fatalf("after CloseTimeout %+v, want nothing", s)
		}
	})
}

func TestLinkOfAClosedRoomIsRefusedForADay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		v := startInMemory(t, nil)
		c, _ := v.join(roomA)
		c.send(CloseRoom{})
		c.closed(CloseRoomClosed)
		time.Sleep(24*time.Hour - time.Second)
		late := v.connect()
		late.send(Join{Room: roomA, Kind: KindBrowser, Instance: instance1})
		late.closed(CloseLinkSpent)
		time.Sleep(2 * time.Second)
		v.join(roomA)
		if s := v.server.Stats(); s.Spent != 0 {
			t.Fatalf("%d spent rooms are remembered", s.Spent)
		}
	})
}

func (c *client) readWithin(d time.Duration) (ServerMessage, error) {
	return c.within(d).read()
}

// within is the client with another patience.
func (c *client) within(d time.Duration) *client {
	changed := *c
	changed.patience = d
	return &changed
}

// pump reads until the socket ends.
func (c *client) pump() {
	_ = c.conn.SetReadDeadline(time.Time{})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			if _, _, err := c.conn.ReadMessage(); err != nil {
				return
			}
		}
	}()
	c.t.Cleanup(func() {
		_ = c.conn.Close()
		<-ended
	})
}
