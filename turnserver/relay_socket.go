package turnserver

import (
	"net"
	"net/netip"
	"sync"

	"golang.org/x/time/rate"
)

// maxDatagramBytes is pion's buffer for both sides of a relay. A datagram that
// fills it may have been cut.
const maxDatagramBytes = 1600

// burstShare of a second's bytes may come at once.
const burstShare = 4

// relaySocket is the peers' side of one allocation. Every packet passes the
// peer policy and the byte budget here, in both directions. Packets that do
// not pass are counted and gone: an error would make pion log, or end the
// allocation, for what a stranger sent.
type relaySocket struct {
	net.PacketConn
	pool             *relayPool
	port             uint16
	toPeer, fromPeer *rate.Limiter

	closeOnce sync.Once
	closeErr  error
}

func newRelaySocket(pool *relayPool, conn net.PacketConn, port uint16) *relaySocket {
	growReceiveBuffer(conn)
	burst := max(pool.bytesPerSecond/burstShare, maxDatagramBytes)
	limit := rate.Limit(pool.bytesPerSecond)
	return &relaySocket{
		PacketConn: conn, pool: pool, port: port,
		toPeer: rate.NewLimiter(limit, burst), fromPeer: rate.NewLimiter(limit, burst),
	}
}

// WriteTo sends a client's packet to a peer. pion's listener loop calls it.
func (s *relaySocket) WriteTo(packet []byte, addr net.Addr) (int, error) {
	peer, ok := addrPort(addr)
	if !ok || !s.permits(peer) || !s.within(s.toPeer, len(packet)) {
		return len(packet), nil
	}
	if peer.Addr() == s.pool.relay && s.pool.policy.inRange(peer.Port()) {
		switch {
		case s.pool.isOpen(peer.Port()):
			addr = net.UDPAddrFromAddrPort(netip.AddrPortFrom(s.pool.loop, peer.Port()))
		case !contains(s.pool.policy.development, peer.Addr()):
			s.pool.meter.dropped.inc(dropNoRelay)
			return len(packet), nil
		}
	}
	if _, err := s.PacketConn.WriteTo(packet, addr); err != nil {
		// No route, a full buffer: a lost packet, as anywhere in the network.
		s.pool.meter.dropped.inc(dropSend)
		return len(packet), nil
	}
	s.count(toPeer, len(packet))
	return len(packet), nil
}

// ReadFrom returns the next packet that may go to the client. pion ends the
// allocation on an error, which is right only for a closed socket.
func (s *relaySocket) ReadFrom(buffer []byte) (int, net.Addr, error) {
	for {
		n, addr, err := s.PacketConn.ReadFrom(buffer)
		if err != nil {
			return 0, nil, err
		}
		peer, ok := addrPort(addr)
		if !ok {
			continue
		}
		if peer.Addr() == s.pool.loop && peer.Addr() != s.pool.relay && s.pool.isOpen(peer.Port()) {
			peer = netip.AddrPortFrom(s.pool.relay, peer.Port())
			addr = net.UDPAddrFromAddrPort(peer)
		}
		if n == len(buffer) {
			s.pool.meter.dropped.inc(dropOversize)
			continue
		}
		if s.permits(peer) && s.within(s.fromPeer, n) {
			s.count(fromPeer, n)
			return n, addr, nil
		}
	}
}

// Close gives the port back. pion may close twice.
func (s *relaySocket) Close() error {
	s.closeOnce.Do(func() {
		s.closeErr = s.PacketConn.Close()
		s.pool.release(s.port)
	})
	return s.closeErr
}

func (s *relaySocket) permits(peer netip.AddrPort) bool {
	reason := s.pool.policy.endpoint(peer)
	if reason != permitted {
		s.pool.meter.denied.inc(reason)
	}
	return reason == permitted
}

func (s *relaySocket) within(budget *rate.Limiter, n int) bool {
	ok := budget.AllowN(s.pool.now(), n)
	if !ok {
		s.pool.meter.dropped.inc(dropRate)
	}
	return ok
}

func (s *relaySocket) count(d direction, n int) {
	s.pool.meter.bytes.add(d, n)
	s.pool.meter.packets.inc(d)
}
