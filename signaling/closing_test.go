package signaling

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// refusedJoin wants a join to be closed with a code.
func (v *service) refusedJoin(room string, want CloseCode) {
	v.t.Helper()
	c := v.connect()
	c.send(Join{Room: room, Kind: KindBrowser, Instance: instance2})
	c.closed(want)
}

func TestAnybodyInTheRoomClosesItForEverybody(t *testing.T) {
	v := start(t, func(c *Config) { c.Capacity = 3 })
	first, w1 := v.join(roomA)
	second, _ := v.join(roomA)
	asleep, w3 := v.join(roomA)
	neighbor, _ := v.join(roomB)
	_ = asleep.conn.NetConn().Close()
	v.until("one is away", func(s Stats) bool { return s.Away == 1 })

	second.send(CloseRoom{})
	second.closedAfter(CloseRoomClosed)
	first.closedAfter(CloseRoomClosed)

	// Nobody gets in again: not anew, not by the token of a place, not by that
	// of a place that was held.
	v.refusedJoin(roomA, CloseLinkSpent)
	v.resume(roomA, w1.Token).closed(CloseLinkSpent)
	v.resume(roomA, w3.Token).closed(CloseLinkSpent)
	neighbor.send(Ping{})
	receive[Pong](neighbor)
	v.until("only the neighbor is left", func(s Stats) bool {
		return s == Stats{Sessions: 1, Rooms: 1, Places: 1, Spent: 1}
	})
}

func TestOnlyWhoIsInARoomClosesIt(t *testing.T) {
	v := start(t, nil)
	inside, _ := v.join(roomA)
	stranger := v.connect()
	stranger.send(CloseRoom{})
	stranger.closed(CloseBadMessage)
	other, _ := v.join(roomB)
	other.send(CloseRoom{})
	other.closed(CloseRoomClosed)
	inside.send(Ping{})
	receive[Pong](inside)
}

func TestClosingARoomIsCountedAndNotNamed(t *testing.T) {
	v := start(t, nil)
	c, w := v.join(roomA)
	c.send(CloseRoom{})
	c.closed(CloseRoomClosed)
	v.refusedJoin(roomA, CloseLinkSpent)
	v.until("all gone", func(s Stats) bool { return s.Sessions == 0 })
	// From the room's end on, the log names neither it nor who was there.
	_, said, found := strings.Cut(v.log.String(), `msg="room closed for good"`)
	if !found || strings.Contains(said, roomA) || strings.Contains(said, w.Peer) {
		t.Errorf("the log says %s", v.log)
	}
	for name, want := range map[string]float64{
		`coviewer_signaling_messages_total type=close`: 1,
		`coviewer_signaling_rooms_spent`:               1,
		closesMetric(CloseRoomClosed):                  1,
		closesMetric(CloseLinkSpent):                   1,
	} {
		if got := v.metric(name); got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
}

func TestOldestSpentRoomMakesPlace(t *testing.T) {
	v := start(t, func(c *Config) { c.MaxSpentRooms = 1 })
	for _, room := range []string{roomA, roomB} {
		c, _ := v.join(room)
		c.send(CloseRoom{})
		c.closed(CloseRoomClosed)
	}
	v.refusedJoin(roomB, CloseLinkSpent)
	v.join(roomA)
}

// ask asks who is in a room, as a page does.
func (v *service) ask(room string) (People, *http.Response) {
	v.t.Helper()
	mux := http.NewServeMux()
	mux.Handle("GET /r/{room}/people", v.server.People(http.NotFoundHandler()))
	w := httptest.NewRecorder()
	mux.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/r/"+room+"/people", nil))
	var told People
	if w.Code == http.StatusOK {
		if err := json.Unmarshal(w.Body.Bytes(), &told); err != nil {
			v.t.Fatalf("%s: %v", w.Body, err)
		}
	}
	return told, w.Result()
}

func TestPageAsksWhoIsInARoom(t *testing.T) {
	v := start(t, nil)
	want := func(what string, want People) {
		t.Helper()
		if got, _ := v.ask(roomA); got != want {
			t.Errorf("%s: %+v, want %+v", what, got, want)
		}
	}
	want("a room that is none yet", People{Places: 2})
	first, w1 := v.join(roomA)
	want("one is there", People{People: 1, Places: 2})
	second, _ := v.join(roomA)
	want("two are there", People{People: 2, Places: 2})
	_ = first.conn.NetConn().Close()
	v.until("away", func(s Stats) bool { return s.Away == 1 })
	want("a place that is held is nobody", People{People: 1, Places: 2})
	receive[Welcome](v.resume(roomA, w1.Token))
	want("back", People{People: 2, Places: 2})
	second.send(CloseRoom{})
	second.closedAfter(CloseRoomClosed)
	want("closed for good", People{Places: 2, Spent: true})
	if _, r := v.ask(roomB); r.Header.Get("Cache-Control") != "no-store" {
		t.Error("the answer may be cached")
	}
	if got := v.metric("coviewer_signaling_people_asked_total result=told"); got != 7 {
		t.Errorf("%v questions were counted, want 7", got)
	}
}

func TestAskingIsNoWayAroundTheLimitOfJoins(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	v := start(t, func(c *Config) {
		c.JoinsPerSecond, c.JoinBurst = 1, 6
		c.Now = func() time.Time { return now }
	})
	for range 3 {
		if _, r := v.ask(roomA); r.StatusCode != http.StatusOK {
			t.Fatalf("within the burst %s", r.Status)
		}
	}
	if told, r := v.ask(roomA); r.StatusCode != http.StatusTooManyRequests || told != (People{}) {
		t.Fatalf("beyond the burst %s, %+v", r.Status, told)
	}
	if got := v.metric("coviewer_signaling_people_asked_total result=limited"); got != 1 {
		t.Errorf("%v refused questions were counted, want 1", got)
	}
}

func TestAskingAndJoiningShareOneBudget(t *testing.T) {
	limits := DefaultLimits()
	limits.JoinsPerSecond, limits.JoinBurst = 1, 4
	a := newAddresses(limits)
	now := time.Unix(1_800_000_000, 0)
	address := clientAddress(httptest.NewRequest(http.MethodGet, "/", nil), nil)
	for range 2 {
		if status := a.ask(address, now); status != 0 {
			t.Fatal(status)
		}
	}
	if status := a.ask(address, now); status != http.StatusTooManyRequests {
		t.Errorf("a question takes from the half of the joins: %d", status)
	}
	u, _ := a.acquire(address, now)
	for range 2 {
		if !u.joins.AllowN(now, 1) {
			t.Error("questions have kept a join out")
		}
	}
	if u.joins.AllowN(now, 1) {
		t.Error("questions and joins have a budget each")
	}
	a.release(u, now)
	// Idle units are forgotten in order, whoever asked between.
	if a.ask(address, now.Add(3*time.Second)) != 0 || a.idle.Len() != 1 {
		t.Errorf("%d idle units, want 1", a.idle.Len())
	}
	a.forgive(now.Add(time.Minute))
	if len(a.units) != 0 {
		t.Errorf("%d units are remembered", len(a.units))
	}
}

func TestWhatIsNoRoomIsNotFound(t *testing.T) {
	v := start(t, nil)
	for _, room := range []string{"lobby", roomA + "A", "AAECAwQFBgcICQoLDA0ODx", "%2e%2e"} {
		if _, r := v.ask(room); r.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s, want 404", room, r.Status)
		}
	}
	if got := v.metric("coviewer_signaling_people_asked_total result=bad-room"); got != 4 {
		t.Errorf("%v were counted, want 4", got)
	}
}
