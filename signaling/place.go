package signaling

import (
	"container/list"
	"crypto/sha256"
	"slices"
	"time"
)

type place[S comparable] struct {
	room     *room[S]
	peer     string
	kind     Kind
	instance string
	token    tokenHash
	offer    *Box

	session  S             // zero while away
	held     *list.Element // in book.away, nil while there
	deadline time.Time     // while away: when the place is given up
}

// tokenHash is all that the server keeps of a token.
type tokenHash [sha256.Size]byte

// delivery is a message for a session.
type delivery[S comparable] struct {
	to      S
	message ServerMessage
}

// change is something in the life of a room or place, for the log.
type change struct {
	what   string
	room   string
	peer   string
	reason string
}

// outcome is what follows from a call.
type outcome[S comparable] struct {
	deliveries []delivery[S]
	changes    []change
	// replaced is the session that lost its place to another.
	replaced S
	// closed are the sessions of a room that is over.
	closed []S
}

// tellOthers delivers a message to the others of the room who are there.
func (p *place[S]) tellOthers(out *outcome[S], message func(receiver *place[S]) ServerMessage) {
	for _, other := range p.room.places {
		if other != p && other.held == nil {
			out.deliveries = append(out.deliveries, delivery[S]{other.session, message(other)})
		}
	}
}

func (p *place[S]) seenBy(receiver *place[S]) Place {
	places := p.room.places
	return Place{
		Peer: p.peer, Kind: p.kind, Instance: p.instance,
		Away:    p.held != nil,
		Earlier: slices.Index(places, p) < slices.Index(places, receiver),
		Offer:   p.offer,
	}
}

func (o *outcome[S]) note(what, room, peer, reason string) {
	o.changes = append(o.changes, change{what, room, peer, reason})
}
