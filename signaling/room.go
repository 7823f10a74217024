package signaling

import (
	"container/list"
	"crypto/subtle"
	"slices"
	"time"
)

// book holds all rooms of a server and the rules of their places. It does no
// I/O and has no clock: it says what is to be delivered to whom, and the
// caller, who serializes the calls, does it. S stands for a session; its zero
// value is nobody.
type book[S comparable] struct {
	capacity int
	maxRooms int
	hold     time.Duration

	rooms map[string]*room[S]
	// seats finds the place of a session that holds one.
	seats map[S]*place[S]
	spent *spentRooms
	// away are the places without a session. All are held equally long, so
	// the order in which they came here is that of their deadlines.
	away list.List
}

type room[S comparable] struct {
	id string
	// places are in the order in which they were taken, which decides who
	// offers.
	places []*place[S]
}

func newBook[S comparable](capacity int, l Limits) *book[S] {
	return &book[S]{
		capacity: capacity,
		maxRooms: l.MaxRooms,
		hold:     l.PlaceHold,
		spent:    newSpentRooms(l.MaxSpentRooms, l.SpentHold),
		rooms:    map[string]*room[S]{},
		seats:    map[S]*place[S]{},
	}
}

// join gives a session a new place, and opens its room if need be. The welcome
// still lacks what the book does not know: token and ICE servers.
func (b *book[S]) join(s S, m Join, peer string, token tokenHash, now time.Time) (Welcome, outcome[S], CloseCode) {
	var out outcome[S]
	r := b.rooms[m.Room]
	switch {
	case b.spent.has(m.Room, now):
		return Welcome{}, out, CloseLinkSpent
	case r == nil && len(b.rooms) >= b.maxRooms:
		return Welcome{}, out, CloseServerFull
	case r == nil:
		r = &room[S]{id: m.Room}
		b.rooms[r.id] = r
		out.note("room opened", r.id, "", "")
	case len(r.places) >= b.capacity:
		return Welcome{}, out, CloseRoomFull
	}
	p := &place[S]{room: r, peer: peer, kind: m.Kind, instance: m.Instance, token: token, offer: m.Offer, session: s}
	r.places = append(r.places, p)
	b.seats[s] = p
	out.note("peer joined", r.id, peer, "")
	p.tellOthers(&out, func(receiver *place[S]) ServerMessage {
		return PeerJoined{Place: p.seenBy(receiver)}
	})
	return b.welcome(p, false), out, 0
}

// resume gives a session the place of a token, be its peer away or not.
func (b *book[S]) resume(s S, m Resume, token tokenHash, now time.Time) (Welcome, outcome[S], CloseCode) {
	var out outcome[S]
	p, code := b.held(m.Room, token, now)
	if code != 0 {
		return Welcome{}, out, code
	}
	out.replaced = p.session
	delete(b.seats, p.session)
	b.release(p)
	p.session, p.instance, p.offer = s, m.Instance, m.Offer
	b.seats[s] = p
	out.note("peer back", p.room.id, p.peer, "")
	p.tellOthers(&out, func(receiver *place[S]) ServerMessage {
		return PeerBack{Place: p.seenBy(receiver)}
	})
	return b.welcome(p, true), out, 0
}

// held finds the place of a token, or says why there is none.
func (b *book[S]) held(roomID string, token tokenHash, now time.Time) (*place[S], CloseCode) {
	if b.spent.has(roomID, now) {
		return nil, CloseLinkSpent
	}
	if p := b.find(roomID, token); p != nil {
		return p, 0
	}
	return nil, ClosePlaceGone
}

// find looks a place up by its token; how long that takes tells nothing about
// the tokens of the room.
func (b *book[S]) find(roomID string, token tokenHash) *place[S] {
	r := b.rooms[roomID]
	if r == nil {
		return nil
	}
	var found *place[S]
	for _, p := range r.places {
		if subtle.ConstantTimeCompare(p.token[:], token[:]) == 1 {
			found = p
		}
	}
	return found
}

// setOffer replaces the waiting offer of a session, nil: removes it.
func (b *book[S]) setOffer(s S, offer *Box) outcome[S] {
	var out outcome[S]
	if p := b.seats[s]; p != nil {
		p.offer = offer
		p.tellOthers(&out, func(*place[S]) ServerMessage {
			return PeerOffer{From: p.peer, Box: offer}
		})
	}
	return out
}

// forward says who gets a box: its receiver, or its sender the answer that it
// was dropped.
func (b *book[S]) forward(s S, m SendBox) (delivery[S], bool) {
	p := b.seats[s]
	if p == nil {
		return delivery[S]{}, false
	}
	for _, other := range p.room.places {
		if other != p && other.peer == m.To && other.held == nil {
			return delivery[S]{other.session, PeerBox{From: p.peer, Box: m.Box}}, true
		}
	}
	return delivery[S]{s, Undeliverable{To: m.To}}, true
}

// leave gives the place of a session up.
func (b *book[S]) leave(s S) outcome[S] {
	var out outcome[S]
	if p := b.seats[s]; p != nil {
		b.remove(p, ReasonLeft, &out)
	}
	return out
}

// closeRoom ends the room of a session with all its places, held ones too, and
// spends it: nobody gets into it again. The log says that it happened, not
// where: the server keeps no list of closed rooms, so its log must not be one.
func (b *book[S]) closeRoom(s S, now time.Time) outcome[S] {
	var out outcome[S]
	p := b.seats[s]
	if p == nil {
		return out
	}
	r := p.room
	for _, member := range r.places {
		if member.held == nil {
			out.closed = append(out.closed, member.session)
			delete(b.seats, member.session)
		}
		b.release(member)
	}
	delete(b.rooms, r.id)
	b.spent.add(r.id, now)
	out.note("room closed for good", "", "", "")
	return out
}

// drop holds the place of a session that ended without leaving. A session that
// was replaced has none any more.
func (b *book[S]) drop(s S, now time.Time) outcome[S] {
	var out outcome[S]
	p := b.seats[s]
	if p == nil {
		return out
	}
	var nobody S
	delete(b.seats, s)
	p.session = nobody
	p.deadline = now.Add(b.hold)
	p.held = b.away.PushBack(p)
	out.note("peer away", p.room.id, p.peer, "")
	p.tellOthers(&out, func(*place[S]) ServerMessage { return PeerAway{Peer: p.peer} })
	return out
}

// expire gives up the places that were held long enough.
func (b *book[S]) expire(now time.Time) outcome[S] {
	var out outcome[S]
	for {
		deadline, ok := b.nextDeadline()
		if !ok || deadline.After(now) {
			return out
		}
		b.remove(b.away.Front().Value.(*place[S]), ReasonExpired, &out)
	}
}

// nextDeadline is when expire has something to do.
func (b *book[S]) nextDeadline() (time.Time, bool) {
	front := b.away.Front()
	if front == nil {
		return time.Time{}, false
	}
	return front.Value.(*place[S]).deadline, true
}

func (b *book[S]) remove(p *place[S], reason LeftReason, out *outcome[S]) {
	delete(b.seats, p.session)
	b.release(p)
	p.tellOthers(out, func(*place[S]) ServerMessage { return PeerLeft{Peer: p.peer, Reason: reason} })
	r := p.room
	r.places = slices.DeleteFunc(r.places, func(other *place[S]) bool { return other == p })
	out.note("peer left", r.id, p.peer, string(reason))
	if len(r.places) == 0 {
		delete(b.rooms, r.id)
		out.note("room closed", r.id, "", "")
	}
}

// release takes a place off the list of those that wait for their peer.
func (b *book[S]) release(p *place[S]) {
	if p.held != nil {
		b.away.Remove(p.held)
		p.held = nil
	}
}

func (b *book[S]) welcome(p *place[S], resumed bool) Welcome {
	peers := make([]Place, 0, len(p.room.places)-1)
	for _, other := range p.room.places {
		if other != p {
			peers = append(peers, other.seenBy(p))
		}
	}
	return Welcome{Peer: p.peer, Resumed: resumed, Peers: peers, Capacity: b.capacity}
}

func (b *book[S]) stats() Stats {
	return Stats{Rooms: len(b.rooms), Places: len(b.seats) + b.away.Len(), Away: b.away.Len(), Spent: b.spent.len()}
}

// people says who is in a room, or that it is over.
func (b *book[S]) people(roomID string, now time.Time) People {
	told := People{Places: b.capacity, Spent: b.spent.has(roomID, now)}
	if r := b.rooms[roomID]; r != nil {
		for _, p := range r.places {
			if p.held == nil {
				told.People++
			}
		}
	}
	return told
}
