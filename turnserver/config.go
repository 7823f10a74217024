package turnserver

import (
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/netip"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Limits and defaults. A zero field in Config takes the default.
const (
	// MinSecretBytes is the shortest shared secret that New accepts: whoever can
	// guess it can relay for free.
	MinSecretBytes = 16

	DefaultRealm   = "coviewer"
	DefaultMinPort = 49152
	DefaultMaxPort = 65535

	DefaultMaxAllocations        = 1200
	DefaultMaxAllocationsPerUser = 32

	// DefaultBytesPerSecond bounds one allocation in each direction: above what a
	// picture on a fast line takes, below what makes a relay worth stealing.
	DefaultBytesPerSecond = 4 << 20

	// DefaultFirstAllocationTimeout is how long a stream may exist without an allocation.
	DefaultFirstAllocationTimeout = 10 * time.Second

	DefaultMaxStreams = 2048

	// MinBytesPerSecond lets the largest datagram pass.
	MinBytesPerSecond = maxDatagramBytes

	// MaxRealmBytes bounds Config.Realm.
	MaxRealmBytes = 127 // RFC 8489 section 14.9: fewer than 128 characters
)

// ListenPacketFunc opens a relay socket, as net.ListenPacket does.
type ListenPacketFunc func(network, address string) (net.PacketConn, error)

// Config is everything that a Server needs. Start from DefaultConfig.
type Config struct {
	// Realm is sent with the 401 challenge, and is part of every key.
	Realm string
	// Secret is shared with whoever issues Credentials.
	Secret []byte

	// RelayAddress is the IPv4 address put into relayed candidates: the public one.
	RelayAddress netip.Addr
	// BindAddress is where relay sockets are opened: an address of this host, or
	// 0.0.0.0. It differs from RelayAddress behind NAT and in containers.
	BindAddress netip.Addr
	// MinPort and MaxPort bound the relay sockets, both inclusive.
	MinPort, MaxPort uint16

	// AllowedPeers are exceptions from the peer policy. Multicast, broadcast and
	// unspecified addresses stay denied.
	AllowedPeers []netip.Prefix
	// DevelopmentLoopback also allows loopback and this host's own addresses as
	// peers. Only for a server whose every listener is on loopback.
	DevelopmentLoopback bool
	// InterfaceAddrs lists this host's addresses; DevelopmentLoopback reads it once.
	InterfaceAddrs func() ([]net.Addr, error)

	// MaxAllocations and MaxAllocationsPerUser are answered with 486 when reached.
	MaxAllocations, MaxAllocationsPerUser int
	// BytesPerSecondPerAllocation bounds each direction; what is above is dropped.
	BytesPerSecondPerAllocation int
	// MaxStreams bounds accepted TCP and TLS connections.
	MaxStreams int
	// FirstAllocationTimeout closes a stream that holds no allocation for so long.
	FirstAllocationTimeout time.Duration

	Logger *slog.Logger
	// Registerer takes the metrics; nil keeps them to Stats.
	Registerer prometheus.Registerer
	// Now is the clock for credentials and byte budgets. pion's own timers (allocation,
	// permission and channel lifetimes) run on the machine's clock.
	Now func() time.Time
	// IntN chooses relay ports: a uniform number in [0, n), not to be guessed from outside.
	IntN func(n int) int
	// ListenPacket opens relay sockets.
	ListenPacket ListenPacketFunc

	// PacketConns (UDP) and StreamListeners (TCP, TLS) are opened by the caller.
	// Server.Close closes them; after an error of New, the caller does.
	PacketConns     []net.PacketConn
	StreamListeners []net.Listener
}

// DefaultConfig returns a Config that lacks a secret, the relay address and the
// listeners.
func DefaultConfig() Config {
	return Config{BindAddress: netip.IPv4Unspecified()}.withDefaults()
}

func (c Config) withDefaults() Config {
	setDefault(&c.Realm, DefaultRealm)
	if c.MinPort == 0 && c.MaxPort == 0 {
		c.MinPort, c.MaxPort = DefaultMinPort, DefaultMaxPort
	}
	setDefault(&c.MaxAllocations, DefaultMaxAllocations)
	setDefault(&c.MaxAllocationsPerUser, DefaultMaxAllocationsPerUser)
	setDefault(&c.BytesPerSecondPerAllocation, DefaultBytesPerSecond)
	setDefault(&c.MaxStreams, DefaultMaxStreams)
	setDefault(&c.FirstAllocationTimeout, DefaultFirstAllocationTimeout)
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.IntN == nil {
		c.IntN = rand.IntN // ChaCha8, seeded by the operating system: RFC 6056 asks no more
	}
	if c.ListenPacket == nil {
		c.ListenPacket = net.ListenPacket
	}
	if c.InterfaceAddrs == nil {
		c.InterfaceAddrs = net.InterfaceAddrs
	}
	return c
}

func setDefault[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

// Validate tells all that is wrong with c at once. New calls it.
func (c Config) Validate() error {
	c = c.withDefaults()
	return errors.Join(
		check(len(c.Realm) <= MaxRealmBytes, "realm: longer than %d bytes", MaxRealmBytes),
		check(len(c.Secret) >= MinSecretBytes, "secret: shorter than %d bytes", MinSecretBytes),
		check(c.RelayAddress.Is4() && !c.RelayAddress.IsUnspecified() && !c.RelayAddress.IsMulticast(),
			"relay address %v: want one IPv4 address that peers can reach", c.RelayAddress),
		check(c.BindAddress.Is4(), "bind address %v: want an IPv4 address of this host, or 0.0.0.0", c.BindAddress),
		check(c.MinPort > 0 && c.MinPort <= c.MaxPort, "relay ports %d-%d: want an ascending range above 0", c.MinPort, c.MaxPort),
		check(c.MaxAllocations > 0, "max allocations %d: want more than 0", c.MaxAllocations),
		check(c.MaxAllocationsPerUser > 0, "max allocations per user %d: want more than 0", c.MaxAllocationsPerUser),
		check(c.BytesPerSecondPerAllocation >= MinBytesPerSecond, "bytes per second %d: want at least %d", c.BytesPerSecondPerAllocation, MinBytesPerSecond),
		check(c.MaxStreams > 0, "max streams %d: want more than 0", c.MaxStreams),
		check(c.FirstAllocationTimeout > 0, "first allocation timeout %v: want more than 0", c.FirstAllocationTimeout),
		check(len(c.PacketConns)+len(c.StreamListeners) > 0, "no listener"),
		c.validateAllowedPeers(),
		c.validateDevelopment(),
	)
}

func (c Config) validateAllowedPeers() error {
	var errs []error
	for _, p := range c.AllowedPeers {
		errs = append(errs, check(p.IsValid() && p == p.Masked() && !p.Addr().Is4In6(), "allowed peers %v: not a network prefix", p))
	}
	return errors.Join(errs...)
}

// validateDevelopment keeps the exception away from servers that strangers can
// reach: there it would open this host's own services to them.
func (c Config) validateDevelopment() error {
	if !c.DevelopmentLoopback {
		return nil
	}
	var errs []error
	for _, conn := range c.PacketConns {
		errs = append(errs, checkLoopback(conn.LocalAddr()))
	}
	for _, listener := range c.StreamListeners {
		errs = append(errs, checkLoopback(listener.Addr()))
	}
	return errors.Join(errs...)
}

func checkLoopback(addr net.Addr) error {
	ap, ok := addrPort(addr)
	return check(ok && ap.Addr().IsLoopback(), "development loopback: listener %v is not on loopback", addr)
}

func check(ok bool, format string, args ...any) error {
	if ok {
		return nil
	}
	return fmt.Errorf("turnserver: "+format, args...)
}

// addrPort takes address and port out of the two types that pion works with,
// with IPv4-mapped IPv6 already unmapped.
func addrPort(addr net.Addr) (netip.AddrPort, bool) {
	var ap netip.AddrPort
	switch a := addr.(type) {
	case *net.UDPAddr:
		ap = a.AddrPort()
	case *net.TCPAddr:
		ap = a.AddrPort()
	default:
		return netip.AddrPort{}, false
	}
	return netip.AddrPortFrom(ap.Addr().Unmap(), ap.Port()), ap.IsValid()
}
