package signaling

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
	"time"
)

const (
	peerIDBytes = 10 // 80 bits: no two of a room will ever be equal
	tokenBytes  = 32
	// minICERefresh bounds how often credentials are made anew, whatever
	// lifetime their maker gives them.
	minICERefresh = 10 * time.Second
)

// join takes a new place for a session.
func (s *Server) join(holder *session, m Join) CloseCode {
	peer, token, err := s.identity()
	if err != nil {
		s.config.Logger.Error("no randomness for a place", "reason", err)
		return CloseServerFull
	}
	servers, expires := s.iceServers(m.Room, peer)
	return s.seat(holder, m.Room, token, servers, expires, func() (Welcome, outcome[*session], CloseCode) {
		return s.book.join(holder, m, peer, sha256.Sum256([]byte(token)), s.config.Now())
	})
}

// resume takes a place back.
func (s *Server) resume(holder *session, m Resume) CloseCode {
	token := tokenHash(sha256.Sum256([]byte(m.Token)))
	s.mu.Lock()
	p, code := s.book.held(m.Room, token, s.config.Now())
	s.mu.Unlock()
	if code != 0 {
		return code
	}
	// Credentials are made without the lock; should the place expire
	// meanwhile, the book says so below. Its peer id never changes.
	servers, expires := s.iceServers(m.Room, p.peer)
	return s.seat(holder, m.Room, m.Token, servers, expires, func() (Welcome, outcome[*session], CloseCode) {
		return s.book.resume(holder, m, token, s.config.Now())
	})
}

// seat welcomes a session to the place that take gives it, and tells the
// others, in one step.
func (s *Server) seat(
	holder *session, room, token string, servers []ICEServer, expires time.Time,
	take func() (Welcome, outcome[*session], CloseCode),
) CloseCode {
	s.mu.Lock()
	welcome, out, code := take()
	if code != 0 {
		s.mu.Unlock()
		return code
	}
	welcome.Token = token
	welcome.ICEServers, welcome.ICEExpires = servers, unixSeconds(expires)
	holder.send(welcome)
	s.deliver(out)
	s.mu.Unlock()
	s.log(out)
	s.refreshICE(holder, room, welcome.Peer, expires)
	return 0
}

func (s *Server) offer(holder *session, m Offer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.deliver(s.book.setOffer(holder, m.Box))
}

func (s *Server) forward(holder *session, m SendBox) {
	s.mu.Lock()
	defer s.mu.Unlock()
	d, ok := s.book.forward(holder, m)
	if !ok {
		return // replaced meanwhile
	}
	if _, lost := d.message.(Undeliverable); lost {
		s.metrics.undeliverable.Inc()
	} else {
		s.metrics.boxes.Inc()
	}
	d.to.send(d.message)
}

func (s *Server) leave(holder *session) {
	s.mu.Lock()
	out := s.book.leave(holder)
	s.deliver(out)
	s.mu.Unlock()
	s.log(out)
}

// closeRoom ends the room of a session for everybody.
func (s *Server) closeRoom(holder *session) {
	s.mu.Lock()
	out := s.book.closeRoom(holder, s.config.Now())
	s.deliver(out)
	s.mu.Unlock()
	s.log(out)
}

// detach holds the place of a session that ended without leaving. When the
// server goes down there is nobody to hold it for.
func (s *Server) detach(holder *session) {
	s.mu.Lock()
	if s.down {
		s.mu.Unlock()
		return
	}
	out := s.book.drop(holder, s.config.Now())
	s.deliver(out)
	s.scheduleExpiryLocked()
	s.mu.Unlock()
	s.log(out)
}

// scheduleExpiryLocked keeps one timer for the earliest deadline. Deadlines
// only come later: a timer that runs never runs too late.
func (s *Server) scheduleExpiryLocked() {
	deadline, ok := s.book.nextDeadline()
	if !ok || s.down || s.stopExpiry != nil {
		return
	}
	s.stopExpiry = s.config.AfterFunc(deadline.Sub(s.config.Now()), s.expire)
}

func (s *Server) expire() {
	s.mu.Lock()
	s.stopExpiry = nil
	out := s.book.expire(s.config.Now())
	s.deliver(out)
	s.scheduleExpiryLocked()
	s.mu.Unlock()
	s.log(out)
}

// deliver queues what follows from a call of the book; mu is held.
func (s *Server) deliver(out outcome[*session]) {
	if out.replaced != nil {
		out.replaced.close(CloseReplaced)
	}
	for _, member := range out.closed {
		member.close(CloseRoomClosed)
	}
	for _, d := range out.deliveries {
		d.to.send(d.message)
	}
}

func (s *Server) log(out outcome[*session]) {
	for _, c := range out.changes {
		var keys []any
		if c.room != "" {
			keys = append(keys, "room", c.room)
		}
		if c.peer != "" {
			keys = append(keys, "peer", c.peer)
		}
		if c.reason != "" {
			keys = append(keys, "reason", c.reason)
		}
		s.config.Logger.Info(c.what, keys...)
	}
}

// identity makes a peer id and a token.
func (s *Server) identity() (peer, token string, err error) {
	var random [peerIDBytes + tokenBytes]byte
	if _, err := io.ReadFull(s.config.Random, random[:]); err != nil {
		return "", "", fmt.Errorf("signaling: identity: %w", err)
	}
	peer = strings.ToLower(base32.StdEncoding.EncodeToString(random[:peerIDBytes]))
	return peer, base64.RawURLEncoding.EncodeToString(random[peerIDBytes:]), nil
}

// iceServers never returns nil: a list without servers is still a list.
func (s *Server) iceServers(room, peer string) ([]ICEServer, time.Time) {
	if s.config.ICEServers == nil {
		return []ICEServer{}, time.Time{}
	}
	servers, expires := s.config.ICEServers(room, peer)
	if servers == nil {
		servers = []ICEServer{}
	}
	return servers, expires
}

// refreshICE sends fresh credentials when those that the session has lived
// half of what was left to them.
func (s *Server) refreshICE(holder *session, room, peer string, expires time.Time) {
	if expires.IsZero() {
		return
	}
	wait := max(expires.Sub(s.config.Now())/2, minICERefresh)
	holder.scheduleRefresh(wait, func() {
		servers, expires := s.iceServers(room, peer)
		holder.send(FreshICEServers{ICEServers: servers, ICEExpires: unixSeconds(expires)})
		s.refreshICE(holder, room, peer, expires)
	})
}

func unixSeconds(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}
