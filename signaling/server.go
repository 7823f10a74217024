package signaling

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/netip"
	"slices"
	"sync"

	"github.com/gorilla/websocket"
)

// Server is the signaling service: an [http.Handler] for [Path].
type Server struct {
	// Static after construction.
	config   Config
	origins  origins
	metrics  *metrics
	upgrader *websocket.Upgrader
	buffers  sync.Pool // of *bytes.Buffer, for reading messages

	// running counts admitted requests and their sessions.
	running sync.WaitGroup

	// mu is held for calls of the book and queuing what follows from them,
	// which never block. That keeps messages in order: nothing reaches a peer
	// before its welcome.
	mu        sync.Mutex
	book      *book[*session]
	addresses *addresses
	admitted  int
	sessions  map[*session]struct{}
	down      bool
	// stopExpiry is set while a timer for the next deadline of the book runs.
	stopExpiry func() bool
}

// Stats is what a server holds at this moment.
type Stats struct {
	// Sessions are open WebSockets, joined or not.
	Sessions int
	Rooms    int
	Places   int
	// Away are places that wait for their peer.
	Away int
	// Spent are closed rooms whose links are refused.
	Spent int
}

// New checks the configuration and makes a server.
func New(config Config) (*Server, error) {
	if err := config.Validate(); err != nil {
		return nil, err
	}
	allowed, err := newOrigins(config.AllowedOrigins)
	if err != nil {
		return nil, fmt.Errorf("signaling: %w", err)
	}
	s := &Server{
		config:    config,
		origins:   allowed,
		upgrader:  newUpgrader(),
		buffers:   sync.Pool{New: func() any { return new(bytes.Buffer) }},
		book:      newBook[*session](config.Capacity, config.Limits),
		addresses: newAddresses(config.Limits),
		sessions:  map[*session]struct{}{},
	}
	if s.metrics, err = newMetrics(config.Registerer, s.Stats); err != nil {
		return nil, fmt.Errorf("signaling: register metrics: %w", err)
	}
	return s, nil
}

// Stats counts what the server holds.
func (s *Server) Stats() Stats {
	s.mu.Lock()
	defer s.mu.Unlock()
	stats := s.book.stats()
	stats.Sessions = len(s.sessions)
	return stats
}

// ServeHTTP upgrades to a WebSocket and starts its session. It returns at
// once: a goroutine of its own keeps less of the HTTP server alive.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !s.origins.allow(r) {
		s.reject(w, rejectedOrigin, http.StatusForbidden)
		return
	}
	address := clientAddress(r, s.config.TrustedProxies)
	u, reason, status := s.admit(address)
	if status != 0 {
		s.reject(w, reason, status)
		return
	}
	session, err := newSession(s, w, r, u, address.String())
	if err != nil {
		s.metrics.rejected.WithLabelValues(rejectedHandshake).Inc()
		s.release(u)
		return
	}
	s.mu.Lock()
	s.sessions[session] = struct{}{}
	down := s.down
	s.mu.Unlock()
	if down { // after Shutdown closed those that it knew
		session.close(CloseRestart)
	}
	go session.run()
}

func (s *Server) reject(w http.ResponseWriter, reason string, status int) {
	s.metrics.rejected.WithLabelValues(reason).Inc()
	http.Error(w, http.StatusText(status), status)
}

// admit counts a request as a session to be, or says why not.
func (s *Server) admit(address netip.Addr) (u *usage, reason string, status int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.down:
		return nil, rejectedRestart, http.StatusServiceUnavailable
	case s.admitted >= s.config.MaxSessions:
		return nil, rejectedFull, http.StatusServiceUnavailable
	}
	if u, status = s.addresses.acquire(address, s.config.Now()); status != 0 {
		return nil, rejectedAddress, status
	}
	s.admitted++
	s.running.Add(1)
	return u, "", 0
}

func (s *Server) release(u *usage) {
	s.mu.Lock()
	s.admitted--
	s.addresses.release(u, s.config.Now())
	s.mu.Unlock()
	s.running.Done()
}

// remove forgets a session whose socket is closed.
func (s *Server) remove(session *session, code CloseCode, name string) {
	s.metrics.closed(code, name)
	s.config.Logger.Debug("session closed", "remote", session.remote, "reason", name)
	s.mu.Lock()
	delete(s.sessions, session)
	s.mu.Unlock()
	s.release(session.usage)
}

// Shutdown closes all sessions with [CloseRestart] and waits until they ended.
// When ctx is done first, their sockets are dropped and its error is returned.
func (s *Server) Shutdown(ctx context.Context) error {
	s.mu.Lock()
	s.down = true
	if s.stopExpiry != nil {
		s.stopExpiry()
	}
	s.mu.Unlock()
	for _, session := range s.all() {
		session.close(CloseRestart)
	}
	ended := make(chan struct{})
	go func() {
		s.running.Wait()
		close(ended)
	}()
	select {
	case <-ended:
		return nil
	case <-ctx.Done():
		for _, session := range s.all() {
			session.drop()
		}
		<-ended
		return fmt.Errorf("signaling: shut down: %w", ctx.Err())
	}
}

func (s *Server) all() []*session {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Collect(maps.Keys(s.sessions))
}
