package turnserver

import (
	"fmt"
	"net"
	"net/netip"
)

// policy decides which peers the relay may talk to. It never changes after New,
// so that every goroutine may ask it.
type policy struct {
	relay            netip.Addr
	minPort, maxPort uint16
	allowed          []netip.Prefix
	development      []netip.Prefix // loopback and this host; nil outside of development
}

func newPolicy(c Config) (*policy, error) {
	p := &policy{relay: c.RelayAddress, minPort: c.MinPort, maxPort: c.MaxPort, allowed: c.AllowedPeers}
	if !c.DevelopmentLoopback {
		return p, nil
	}
	addrs, err := c.InterfaceAddrs()
	if err != nil {
		return nil, fmt.Errorf("turnserver: list this host's addresses: %w", err)
	}
	p.development = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	for _, addr := range addrs {
		if n, ok := addr.(*net.IPNet); ok {
			if a, ok := netip.AddrFromSlice(n.IP); ok {
				a = a.Unmap()
				p.development = append(p.development, netip.PrefixFrom(a, a.BitLen()))
			}
		}
	}
	return p, nil
}

// address judges a peer as a permission does, which knows no port (RFC 8656
// section 9). The relay's own address passes: whether its port is a relay's is
// seen per packet.
func (p *policy) address(a netip.Addr) denial {
	a = a.Unmap()
	switch reason := classify(a); {
	case neverAllowed(a):
		return reason
	case a.Is4() != p.relay.Is4():
		if reason == permitted {
			reason = deniedFamily
		}
		return reason
	case a == p.relay, contains(p.development, a), contains(p.allowed, a):
		return permitted
	default:
		return reason
	}
}

// endpoint judges a peer with its port, as every packet does.
func (p *policy) endpoint(peer netip.AddrPort) denial {
	a := peer.Addr().Unmap()
	reason := p.address(a)
	switch {
	case reason != permitted:
		return reason
	case peer.Port() == 0:
		return deniedPort
	case a == p.relay && !p.inRange(peer.Port()) && !contains(p.development, a):
		return deniedRelayPort
	default:
		return permitted
	}
}

func (p *policy) inRange(port uint16) bool { return port >= p.minPort && port <= p.maxPort }

// neverAllowed are addresses that no exception opens: one datagram to them may
// reach many hosts, or this one.
func neverAllowed(a netip.Addr) bool {
	return !a.IsValid() || a.IsUnspecified() || a.IsMulticast() || a == netip.AddrFrom4([4]byte{255, 255, 255, 255})
}

func contains(prefixes []netip.Prefix, a netip.Addr) bool {
	for _, prefix := range prefixes {
		if prefix.Contains(a) {
			return true
		}
	}
	return false
}
