package signaling

import (
	"crypto/sha256"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

const (
	testCapacity = 3
	testMaxRooms = 2
	testHold     = 5 * time.Minute
	testMaxSpent = 2
	testSpent    = 10 * time.Minute
)

// modelPlace is what a place should be, by PROTOCOL.md and without any of the
// book's indexes.
type modelPlace struct {
	room     string
	session  int // 0: away
	token    tokenHash
	deadline time.Time
	place    Place // Away and Earlier unused
}

// bookModel drives a book beside a list of all places in the order in which
// they were taken, and beside what each session was told.
type bookModel struct {
	book     *book[int]
	now      time.Time
	sessions int
	taken    int
	places   []*modelPlace
	tokens   []tokenHash     // also of places that are gone
	spent    []modelSpent    // in the order in which they were closed
	views    map[int][]Place // by session: the others, as the messages tell
}

// modelSpent is a room that was closed for good.
type modelSpent struct {
	room string
	ends time.Time
}

func testLimits() Limits {
	return Limits{MaxRooms: testMaxRooms, PlaceHold: testHold, MaxSpentRooms: testMaxSpent, SpentHold: testSpent}
}

func newBookModel() *bookModel {
	return &bookModel{
		book:  newBook[int](testCapacity, testLimits()),
		now:   time.Unix(1_800_000_000, 0),
		views: map[int][]Place{},
	}
}

func (m *bookModel) rooms() int {
	seen := map[string]bool{}
	for _, p := range m.places {
		seen[p.room] = true
	}
	return len(seen)
}

func (m *bookModel) in(room string) []*modelPlace {
	var places []*modelPlace
	for _, p := range m.places {
		if p.room == room {
			places = append(places, p)
		}
	}
	return places
}

func (m *bookModel) seated() []*modelPlace {
	var places []*modelPlace
	for _, p := range m.places {
		if p.session != 0 {
			places = append(places, p)
		}
	}
	return places
}

func (m *bookModel) remove(gone *modelPlace) {
	delete(m.views, gone.session)
	m.places = slices.DeleteFunc(m.places, func(p *modelPlace) bool { return p == gone })
}

// tell changes what sessions know by the messages that they get.
func (m *bookModel) tell(t *rapid.T, out outcome[int]) {
	for _, d := range out.deliveries {
		view, ok := m.views[d.to]
		if !ok {
			t.Fatalf("%s to %d, who is not there", d.message.Type(), d.to)
		}
		find := func(peer string) int {
			i := slices.IndexFunc(view, func(p Place) bool { return p.Peer == peer })
			if i < 0 {
				t.Fatalf("%s of %s to %d, who does not know of it", d.message.Type(), peer, d.to)
			}
			return i
		}
		switch message := d.message.(type) {
		case PeerJoined:
			view = append(view, message.Place)
		case PeerAway:
			view[find(message.Peer)].Away = true
		case PeerBack:
			view[find(message.Place.Peer)] = message.Place
		case PeerOffer:
			view[find(message.From)].Offer = message.Box
		case PeerLeft:
			i := find(message.Peer)
			view = slices.Delete(view, i, i+1)
		default:
			t.Fatalf("%s of a room", d.message.Type())
		}
		m.views[d.to] = view
	}
}

func (m *bookModel) join(t *rapid.T) {
	room := rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "room")
	m.sessions++
	s := m.sessions
	m.taken++
	peer, token := fmt.Sprintf("peer%04d", m.taken), sha256.Sum256([]byte{byte(m.taken), byte(m.taken >> 8)})
	message := Join{Room: room, Kind: KindBrowser, Instance: fmt.Sprintf("instance%d", s), Offer: drawOffer(t)}

	var want CloseCode
	switch n := len(m.in(room)); {
	case m.isSpent(room):
		want = CloseLinkSpent
	case n == 0 && m.rooms() >= testMaxRooms:
		want = CloseServerFull
	case n >= testCapacity:
		want = CloseRoomFull
	}
	welcome, out, code := m.book.join(s, message, peer, token, m.now)
	if code != want {
		t.Fatalf("join is %d, want %d", code, want)
	}
	if code != 0 {
		m.tell(t, out)
		return
	}
	m.tell(t, out)
	m.views[s] = welcome.Peers
	m.tokens = append(m.tokens, token)
	m.places = append(m.places, &modelPlace{room: room, session: s, token: token, place: Place{
		Peer: peer, Kind: KindBrowser, Instance: message.Instance, Offer: message.Offer,
	}})
}

func (m *bookModel) resume(t *rapid.T) {
	if len(m.tokens) == 0 {
		t.Skip("no token yet")
	}
	token := rapid.SampledFrom(m.tokens).Draw(t, "token")
	room := rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "room")
	m.sessions++
	s := m.sessions
	message := Resume{Room: room, Instance: fmt.Sprintf("instance%d", s), Offer: drawOffer(t)}

	i := slices.IndexFunc(m.places, func(p *modelPlace) bool { return p.token == token && p.room == room })
	welcome, out, code := m.book.resume(s, message, token, m.now)
	if i < 0 {
		want := ClosePlaceGone
		if m.isSpent(room) {
			want = CloseLinkSpent
		}
		if code != want {
			t.Fatalf("resume without a place is %d, want %d", code, want)
		}
		return
	}
	p := m.places[i]
	if code != 0 || out.replaced != p.session || !welcome.Resumed || welcome.Peer != p.place.Peer {
		t.Fatalf("resume is %d, replaced %d, welcome %+v; want place of %+v", code, out.replaced, welcome, p)
	}
	delete(m.views, p.session)
	p.session, p.place.Instance, p.place.Offer = s, message.Instance, message.Offer
	m.tell(t, out)
	m.views[s] = welcome.Peers
}

func (m *bookModel) someone(t *rapid.T) *modelPlace {
	seated := m.seated()
	if len(seated) == 0 {
		t.Skip("nobody there")
	}
	return rapid.SampledFrom(seated).Draw(t, "who")
}

func (m *bookModel) leave(t *rapid.T) {
	p := m.someone(t)
	out := m.book.leave(p.session)
	m.remove(p)
	m.tell(t, out)
}

func (m *bookModel) closeRoom(t *rapid.T) {
	room := m.someone(t).room
	var want []int
	var by int
	for _, p := range m.in(room) {
		if p.session != 0 {
			want, by = append(want, p.session), p.session
		}
		m.remove(p)
	}
	out := m.book.closeRoom(by, m.now)
	if !slices.Equal(out.closed, want) || len(out.deliveries) != 0 {
		t.Fatalf("closing %s closes %v and tells %v, want %v and nobody", room, out.closed, out.deliveries, want)
	}
	m.spent = append(m.spent, modelSpent{room, m.now.Add(testSpent)})
	if len(m.spent) > testMaxSpent {
		m.spent = m.spent[1:]
	}
}

func (m *bookModel) isSpent(room string) bool {
	return slices.ContainsFunc(m.spent, func(s modelSpent) bool { return s.room == room && s.ends.After(m.now) })
}

func (m *bookModel) drop(t *rapid.T) {
	p := m.someone(t)
	out := m.book.drop(p.session, m.now)
	delete(m.views, p.session)
	p.session, p.deadline = 0, m.now.Add(testHold)
	m.tell(t, out)
}

func (m *bookModel) offer(t *rapid.T) {
	p := m.someone(t)
	p.place.Offer = drawOffer(t)
	m.tell(t, m.book.setOffer(p.session, p.place.Offer))
}

func (m *bookModel) forward(t *rapid.T) {
	p := m.someone(t)
	to := rapid.SampledFrom(m.places).Draw(t, "to")
	d, ok := m.book.forward(p.session, SendBox{To: to.place.Peer, Box: boxOf(1)})
	want := delivery[int]{p.session, Undeliverable{To: to.place.Peer}}
	if to != p && to.room == p.room && to.session != 0 {
		want = delivery[int]{to.session, PeerBox{From: p.place.Peer, Box: boxOf(1)}}
	}
	if !ok || !reflect.DeepEqual(d, want) {
		t.Fatalf("got %+v, want %+v", d, want)
	}
}

// stale calls everything for a session without a place: nothing may happen.
func (m *bookModel) stale(t *rapid.T) {
	const nobody = -1
	for _, out := range []outcome[int]{
		m.book.leave(nobody), m.book.closeRoom(nobody, m.now), m.book.drop(nobody, m.now), m.book.setOffer(nobody, nil),
	} {
		if !reflect.DeepEqual(out, outcome[int]{}) {
			t.Fatalf("a session without a place did %+v", out)
		}
	}
	if d, ok := m.book.forward(nobody, SendBox{To: "peer0001"}); ok {
		t.Fatalf("a session without a place sent %+v", d)
	}
}

func (m *bookModel) wait(t *rapid.T) {
	m.now = m.now.Add(time.Duration(rapid.IntRange(1, 400).Draw(t, "seconds")) * time.Second)
	m.spent = slices.DeleteFunc(m.spent, func(s modelSpent) bool { return !s.ends.After(m.now) })
	out := m.book.expire(m.now)
	for _, p := range slices.Clone(m.places) {
		if p.session == 0 && !p.deadline.After(m.now) {
			m.remove(p)
		}
	}
	m.tell(t, out)
}

// check compares book, model and what everybody was told.
func (m *bookModel) check(t *rapid.T) {
	for _, room := range []string{"a", "b", "c"} {
		there := 0
		for _, p := range m.in(room) {
			if p.session != 0 {
				there++
			}
		}
		want := People{People: there, Places: testCapacity, Spent: m.isSpent(room)}
		if got := m.book.people(room, m.now); got != want {
			t.Fatalf("people of %s %+v, want %+v", room, got, want)
		}
	}
	want := Stats{Spent: len(m.spent), Rooms: m.rooms(), Places: len(m.places), Away: len(m.places) - len(m.seated())}
	if got := m.book.stats(); got != want {
		t.Fatalf("stats %+v, want %+v", got, want)
	}
	for _, viewer := range m.seated() {
		others := []Place{}
		earlier := true
		for _, p := range m.in(viewer.room) {
			if p == viewer {
				earlier = false
				continue
			}
			seen := p.place
			seen.Away, seen.Earlier = p.session == 0, earlier
			others = append(others, seen)
		}
		if got := m.views[viewer.session]; !reflect.DeepEqual(append([]Place{}, got...), others) {
			t.Fatalf("%s sees\n%+v, want\n%+v", viewer.place.Peer, got, others)
		}
	}
	var earliest time.Time
	for _, p := range m.places {
		if p.session == 0 && (earliest.IsZero() || p.deadline.Before(earliest)) {
			earliest = p.deadline
		}
	}
	if got, ok := m.book.nextDeadline(); ok == earliest.IsZero() || !got.Equal(earliest) {
		t.Fatalf("next deadline %v, want %v", got, earliest)
	}
}

func drawOffer(t *rapid.T) *Box {
	if rapid.Bool().Draw(t, "offers") {
		b := boxOf(rapid.Int64Range(1, 9).Draw(t, "counter"))
		return &b
	}
	return nil
}

// Whatever happens in whatever order, every peer that is there knows exactly
// who else holds a place, in the order of taking, with offers and absences.
func TestBookKeepsEverybodyInformed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := newBookModel()
		t.Repeat(map[string]func(*rapid.T){
			"join": m.join, "resume": m.resume, "leave": m.leave, "close": m.closeRoom, "drop": m.drop,
			"offer": m.offer, "forward": m.forward, "stale": m.stale, "wait": m.wait,
			"": m.check,
		})
	})
}

// Of two peers each knows the other as earlier or later, never both the same:
// otherwise both would offer, or neither.
func TestExactlyOneOfTwoIsEarlier(t *testing.T) {
	b := newBook[int](MaxCapacity, testLimits())
	seen := map[[2]string]bool{}
	for n := 1; n <= MaxCapacity; n++ {
		peer := fmt.Sprintf("peer%04d", n)
		welcome, out, code := b.join(n, Join{Room: "a"}, peer, tokenHash{byte(n)}, time.Unix(1, 0))
		if code != 0 {
			t.Fatal(code)
		}
		for _, p := range welcome.Peers {
			seen[[2]string{peer, p.Peer}] = p.Earlier
		}
		for _, d := range out.deliveries {
			seen[[2]string{fmt.Sprintf("peer%04d", d.to), peer}] = d.message.(PeerJoined).Place.Earlier
		}
	}
	if want := MaxCapacity * (MaxCapacity - 1); len(seen) != want {
		t.Fatalf("%d pairs, want %d", len(seen), want)
	}
	for pair, earlier := range seen {
		if earlier == seen[[2]string{pair[1], pair[0]}] {
			t.Errorf("%v: both say %v", pair, earlier)
		}
	}
}
