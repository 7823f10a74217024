package turnserver

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

const (
	// maxListenTries bounds how many ports that somebody else holds one Allocate may try.
	maxListenTries = 32

	// receiveBufferBytes on every UDP socket keeps bursts: at 30,000 packets a
	// second the system's default loses 0.5 %.
	receiveBufferBytes = 4 << 20
)

var (
	errNoRelayPort  = errors.New("turnserver: no free relay port")
	errPortReserved = errors.New("turnserver: reserved relay ports are not offered")
	errTCPRelay     = errors.New("turnserver: TCP relaying (RFC 6062) is not offered")
)

// relayPool opens relay sockets. It implements turn.RelayAddressGenerator over
// an injected ListenPacket: pion's own generators want a transport.Net of a
// major version that the rest of this module has left behind.
type relayPool struct {
	relay, bind netip.Addr
	// loop is where one relay socket reaches another. The relay's public address
	// may not be routable from here (NAT, containers); this one always is.
	loop           netip.Addr
	minPort        uint16
	listen         ListenPacketFunc
	intN           func(int) int
	now            func() time.Time
	bytesPerSecond int
	policy         *policy
	meter          *meter

	mu   sync.Mutex    // one opens at a time, so that open and the sockets agree
	open []atomic.Bool // by port - minPort
}

func newRelayPool(c Config, p *policy, m *meter) *relayPool {
	loop := c.BindAddress
	if loop.IsUnspecified() {
		loop = netip.AddrFrom4([4]byte{127, 0, 0, 1})
	}
	return &relayPool{
		relay: c.RelayAddress, bind: c.BindAddress, loop: loop, minPort: c.MinPort,
		listen: c.ListenPacket, intN: c.IntN, now: c.Now, bytesPerSecond: c.BytesPerSecondPerAllocation,
		policy: p, meter: m,
		open: make([]atomic.Bool, int(c.MaxPort)-int(c.MinPort)+1),
	}
}

// Validate implements turn.RelayAddressGenerator; Config.Validate has looked already.
func (r *relayPool) Validate() error { return nil }

// AllocateConn implements turn.RelayAddressGenerator.
func (r *relayPool) AllocateConn(string, int) (net.Conn, net.Addr, error) {
	return nil, nil, errTCPRelay
}

// AllocatePacketConn implements turn.RelayAddressGenerator. It goes through the
// range from a random port on: random as RFC 8656 section 7.2 wants it, and sure
// to find the last free port of a small range.
func (r *relayPool) AllocatePacketConn(network string, requestedPort int) (net.PacketConn, net.Addr, error) {
	if requestedPort != 0 {
		return nil, nil, errPortReserved
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	var lastErr error
	start, tries := r.intN(len(r.open)), 0
	for i := 0; i < len(r.open) && tries < maxListenTries; i++ {
		index := (start + i) % len(r.open)
		if r.open[index].Load() {
			continue
		}
		tries++
		port := int(r.minPort) + index
		conn, err := r.listen(network, net.JoinHostPort(r.bind.String(), strconv.Itoa(port)))
		if err != nil {
			lastErr = err
			continue
		}
		r.open[index].Store(true)
		relayed := netip.AddrPortFrom(r.relay, uint16(port))
		return newRelaySocket(r, conn, relayed.Port()), net.UDPAddrFromAddrPort(relayed), nil
	}
	return nil, nil, fmt.Errorf("%w after %d tries: %w", errNoRelayPort, tries, errors.Join(lastErr))
}

// isOpen tells whether port is that of a relay socket of ours.
func (r *relayPool) isOpen(port uint16) bool {
	index := int(port) - int(r.minPort)
	return index >= 0 && index < len(r.open) && r.open[index].Load()
}

func (r *relayPool) release(port uint16) {
	r.open[int(port)-int(r.minPort)].Store(false)
}

// growReceiveBuffer asks for more; the kernel gives what net.core.rmem_max
// allows, and a socket that cannot be asked (a test's) works all the same.
func growReceiveBuffer(conn net.PacketConn) {
	if c, ok := conn.(interface{ SetReadBuffer(bytes int) error }); ok {
		_ = c.SetReadBuffer(receiveBufferBytes)
	}
}
