package turnserver

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// closeTimeout bounds the wait for relays to end. They end at once; a bug should
// not hold up the shutdown of a process.
const closeTimeout = 5 * time.Second

var errStillRelaying = errors.New("turnserver: allocations did not end")

// Server is a running TURN relay. All methods are safe for concurrent use.
type Server struct {
	logger                 *slog.Logger
	registerer             prometheus.Registerer
	meter                  *meter
	policy                 *policy
	ledger                 *ledger
	auth                   *authenticator
	authLog                *authLog
	relays                 *relayPool
	streams                *streams
	packetConns            []net.PacketConn
	listeners              []net.Listener
	firstAllocationTimeout time.Duration

	nextEndpoint atomic.Uint64
	closing      chan struct{}  // closed by Close
	background   sync.WaitGroup // accept loops, and refused connections that say goodbye
	closeOnce    sync.Once
	closeErr     error
}

// New checks c, and starts to serve on its listeners.
func New(c Config) (*Server, error) {
	if err := c.Validate(); err != nil {
		return nil, err
	}
	c = c.withDefaults()
	s, err := newServer(c)
	if err != nil {
		return nil, err
	}
	if c.DevelopmentLoopback {
		s.logger.Warn("development: turn relays to loopback and to this host's own addresses")
	}
	for _, conn := range c.PacketConns {
		growReceiveBuffer(conn)
		if err := s.serve(&datagrams{PacketConn: conn}, func(int) {}); err != nil {
			return nil, errors.Join(fmt.Errorf("turnserver: serve %v: %w", conn.LocalAddr().Network(), err), s.Close())
		}
	}
	for _, listener := range c.StreamListeners {
		s.background.Go(func() { s.accept(listener) })
	}
	s.logger.Info("turn started", "realm", c.Realm, "udp", len(c.PacketConns), "streams", len(c.StreamListeners),
		"minPort", c.MinPort, "maxPort", c.MaxPort, "maxAllocations", c.MaxAllocations)
	return s, nil
}

func newServer(c Config) (*Server, error) {
	m := newMeter()
	p, err := newPolicy(c)
	if err != nil {
		return nil, err
	}
	books := newLedger(c.MaxAllocations, c.MaxAllocationsPerUser)
	s := &Server{
		logger: c.Logger, registerer: c.Registerer, meter: m, policy: p, ledger: books,
		auth:        &authenticator{realm: c.Realm, secret: slices.Clone(c.Secret), now: c.Now, ledger: books},
		authLog:     &authLog{logger: c.Logger, now: c.Now},
		relays:      newRelayPool(c, p, m),
		streams:     newStreams(c.MaxStreams, m),
		packetConns: c.PacketConns, listeners: c.StreamListeners,
		firstAllocationTimeout: c.FirstAllocationTimeout,
		closing:                make(chan struct{}),
	}
	m.watch("allocations", "Allocations that live.", books.allocations)
	m.watch("streams", "TCP and TLS connections that are open.", s.streams.count)
	if c.Registerer != nil {
		if err := c.Registerer.Register(m); err != nil {
			return nil, fmt.Errorf("turnserver: register metrics: %w", err)
		}
	}
	return s, nil
}

// Close ends all relays and closes all listeners, and returns when they are gone.
func (s *Server) Close() error {
	s.closeOnce.Do(func() { s.closeErr = s.shutdown() })
	return s.closeErr
}

func (s *Server) shutdown() error {
	close(s.closing)
	drained := s.ledger.close()
	var errs []error
	for _, conn := range s.packetConns {
		errs = append(errs, conn.Close())
	}
	for _, listener := range s.listeners {
		errs = append(errs, listener.Close())
	}
	s.streams.close()
	s.background.Wait()
	select {
	case <-drained:
	case <-time.After(closeTimeout):
		errs = append(errs, fmt.Errorf("%w: %d", errStillRelaying, s.ledger.allocations()))
	}
	if s.registerer != nil {
		s.registerer.Unregister(s.meter)
	}
	stats := s.Stats()
	s.logger.Info("turn stopped", "allocations", stats.AllocationsCreated, "bytesToPeer", stats.BytesToPeer, "bytesFromPeer", stats.BytesFromPeer)
	return errors.Join(errs...)
}

// Stats is a moment's figures; the counters run since New.
type Stats struct {
	Allocations        int // live
	Streams            int // open TCP and TLS connections
	AllocationsCreated uint64
	AllocationsRefused uint64 // by quota
	BytesToPeer        uint64
	BytesFromPeer      uint64
	PeersDenied        uint64 // permissions, channels and packets
	PacketsDropped     uint64
	AuthFailures       uint64
}

// Stats returns the figures of this moment.
func (s *Server) Stats() Stats {
	m := s.meter
	return Stats{
		Allocations:        s.ledger.allocations(),
		Streams:            s.streams.count(),
		AllocationsCreated: m.allocated.get(allocationCreated),
		AllocationsRefused: m.allocated.get(allocationQuota) + m.allocated.get(allocationUserQuota),
		BytesToPeer:        m.bytes.get(toPeer),
		BytesFromPeer:      m.bytes.get(fromPeer),
		PeersDenied:        m.denied.sum(),
		PacketsDropped:     m.dropped.sum(),
		AuthFailures:       m.auth.sum(),
	}
}
