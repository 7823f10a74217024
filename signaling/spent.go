package signaling

import (
	"container/list"
	"crypto/sha256"
	"time"
)

// spentRooms remembers rooms that were closed for good, so that their links
// open no new room. It keeps hashes, not ids: whoever reads the memory can ask
// about a room that he knows, and learns of no other. All are kept equally
// long, so the order in which they came is that of their ends.
type spentRooms struct {
	hold  time.Duration
	most  int
	ends  list.List // of *spentRoom
	byKey map[spentKey]*list.Element
}

type spentKey [sha256.Size]byte

type spentRoom struct {
	key  spentKey
	ends time.Time
}

func newSpentRooms(most int, hold time.Duration) *spentRooms {
	return &spentRooms{hold: hold, most: most, byKey: map[spentKey]*list.Element{}}
}

// add spends a room. The oldest makes place for it: to refuse would leave
// somebody in a room that they want to be over.
func (s *spentRooms) add(room string, now time.Time) {
	s.forget(now)
	key := keyOf(room)
	if s.byKey[key] != nil {
		return
	}
	for s.ends.Len() >= s.most {
		s.drop(s.ends.Front())
	}
	s.byKey[key] = s.ends.PushBack(&spentRoom{key: key, ends: now.Add(s.hold)})
}

func (s *spentRooms) has(room string, now time.Time) bool {
	s.forget(now)
	return s.byKey[keyOf(room)] != nil
}

// forget lets go of those that were held long enough. Whoever asks pays for it:
// no timer is needed for what costs nothing while nobody asks.
func (s *spentRooms) forget(now time.Time) {
	for front := s.ends.Front(); front != nil && !front.Value.(*spentRoom).ends.After(now); front = s.ends.Front() {
		s.drop(front)
	}
}

func (s *spentRooms) drop(e *list.Element) {
	delete(s.byKey, e.Value.(*spentRoom).key)
	s.ends.Remove(e)
}

func (s *spentRooms) len() int { return s.ends.Len() }

func keyOf(room string) spentKey { return sha256.Sum256([]byte(room)) }
