package main

import (
	"crypto/tls"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"math"
	"net"
	"net/netip"
	"syscall"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/coviewer/coviewer/turnserver"
)

// relaySettings are the flags of whatever relays; prefix keeps them apart from
// those of the pages where both are in one process ("turn-").
type relaySettings struct {
	prefix                           string
	listen, tlsListen                string
	tlsCert, tlsKey                  string
	publicAddress                    string
	ports                            portRange
	peers                            prefixes
	realm                            string
	maxAllocations, maxUser, maxRate int
	certificate                      *tls.Certificate // of tlsCert and tlsKey, by validate
}

func (s *relaySettings) register(fs *flag.FlagSet, prefix, listen string) {
	s.prefix = prefix
	s.ports = portRange{49160, 49359}
	fs.StringVar(&s.listen, prefix+"listen", listen, "`address` of the relay, UDP and TCP; port 0 picks a free one")
	fs.StringVar(&s.publicAddress, prefix+"public-address", "", "the IPv4 `address` at which peers reach this relay (default: the one it listens on)")
	fs.Var(&s.ports, prefix+"relay-ports", "UDP `ports` for relayed traffic, one a connection")
	fs.Var(&s.peers, prefix+"allow-peers", "private `networks` that may be relayed to, comma-separated, for a showroom's LAN (default: none)")
	fs.StringVar(&s.realm, prefix+"realm", turnserver.DefaultRealm, "TURN realm `name`")
	fs.IntVar(&s.maxAllocations, prefix+"max-allocations", turnserver.DefaultMaxAllocations, "`number` of relayed connections at a time")
	fs.IntVar(&s.maxUser, prefix+"max-allocations-per-user", turnserver.DefaultMaxAllocationsPerUser, "`number` of those of one peer of a room")
	fs.IntVar(&s.maxRate, prefix+"max-bytes-per-second", turnserver.DefaultBytesPerSecond, "`bytes` a second and direction of one relayed connection")
}

// registerTLS adds TURN over TLS, which gets through offices that let nothing
// else out.
func (s *relaySettings) registerTLS(fs *flag.FlagSet) {
	fs.StringVar(&s.tlsListen, "tls-listen", "", "`address` of the relay over TLS, like :5349 (default: none)")
	fs.StringVar(&s.tlsCert, "tls-cert", "", "certificate `file` (PEM) for --tls-listen")
	fs.StringVar(&s.tlsKey, "tls-key", "", "key `file` (PEM) of the certificate")
}

func (s *relaySettings) validate(p *problems) {
	p.ipv4Address(s.prefix+"listen", s.listen)
	s.validateAddress(p)
	if len(s.realm) == 0 || len(s.realm) > turnserver.MaxRealmBytes {
		p.add(s.prefix+"realm", "has %d bytes: want 1 to %d", len(s.realm), turnserver.MaxRealmBytes)
	}
	p.between(s.prefix+"max-allocations", s.maxAllocations, 1, math.MaxInt32)
	p.between(s.prefix+"max-allocations-per-user", s.maxUser, 1, math.MaxInt32)
	p.between(s.prefix+"max-bytes-per-second", s.maxRate, turnserver.MinBytesPerSecond, math.MaxInt32)
	if s.tlsListen == "" && s.tlsCert+s.tlsKey == "" {
		return
	}
	s.certificate = p.certificate("tls-cert", s.tlsCert, "tls-key", s.tlsKey)
	switch {
	case s.tlsListen == "":
		p.add("tls-listen", "is missing: nothing would use %s", setting("tls-cert"))
	case s.tlsCert+s.tlsKey == "":
		p.add("tls-listen", "needs %s and %s", setting("tls-cert"), setting("tls-key"))
	default:
		p.ipv4Address("tls-listen", s.tlsListen)
	}
}

// validateAddress: a relay that listens on every address cannot tell which one
// peers reach.
func (s *relaySettings) validateAddress(p *problems) {
	name := s.prefix + "public-address"
	if s.publicAddress == "" {
		host, _, err := net.SplitHostPort(s.listen)
		if ip, _ := netip.ParseAddr(host); err == nil && (host == "" || ip.IsValid() && ip.IsUnspecified()) {
			p.add(name, "is needed: %s %s listens on every address, say which one peers reach", setting(s.prefix+"listen"), s.listen)
		}
		return
	}
	if ip, err := netip.ParseAddr(s.publicAddress); err != nil || !ip.Is4() || ip.IsUnspecified() || ip.IsMulticast() {
		p.add(name, "%q: want the IPv4 address that peers reach", s.publicAddress)
	}
}

// relay is a running TURN server and how browsers are told to reach it.
type relay struct {
	server *turnserver.Server
	urls   []string
}

// openRelay opens the sockets and starts the relay on them.
func openRelay(s *relaySettings, secret []byte, registry *prometheus.Registry, log *slog.Logger) (*relay, error) {
	c := turnserver.DefaultConfig()
	c.Realm, c.Secret = s.realm, secret
	c.MinPort, c.MaxPort = s.ports.min, s.ports.max
	c.AllowedPeers = s.peers
	c.MaxAllocations, c.MaxAllocationsPerUser, c.BytesPerSecondPerAllocation = s.maxAllocations, s.maxUser, s.maxRate
	c.Logger, c.Registerer = log, registry
	bound, err := s.open(&c)
	if err != nil {
		return nil, err
	}
	if c.RelayAddress, err = s.advertised(bound.Addr()); err == nil {
		c.DevelopmentLoopback = bound.Addr().IsLoopback()
		if bound.Addr().IsLoopback() {
			c.BindAddress = bound.Addr()
		}
		var server *turnserver.Server
		if server, err = turnserver.New(c); err == nil {
			at := netip.AddrPortFrom(c.RelayAddress, bound.Port())
			return &relay{server, []string{fmt.Sprintf("turn:%s?transport=udp", at), fmt.Sprintf("turn:%s?transport=tcp", at)}}, nil
		}
	}
	for _, conn := range c.PacketConns {
		_ = conn.Close()
	}
	for _, listener := range c.StreamListeners {
		_ = listener.Close()
	}
	return nil, err
}

// open opens UDP and TCP on the same port, and TLS where it is wanted.
func (s *relaySettings) open(c *turnserver.Config) (netip.AddrPort, error) {
	udp, tcp, err := listenPair(s.listen)
	if err != nil {
		return netip.AddrPort{}, fmt.Errorf("%s: %w", setting(s.prefix+"listen"), explainInUse(err))
	}
	bound := udp.LocalAddr().(*net.UDPAddr).AddrPort()
	bound = netip.AddrPortFrom(bound.Addr().Unmap(), bound.Port())
	c.PacketConns = []net.PacketConn{udp}
	c.StreamListeners = []net.Listener{tcp}
	if s.tlsListen == "" {
		return bound, nil
	}
	secure, err := s.openTLS()
	if err != nil {
		return netip.AddrPort{}, errors.Join(err, udp.Close(), tcp.Close())
	}
	c.StreamListeners = append(c.StreamListeners, secure)
	return bound, nil
}

// maxPairTries bounds the search for a port that is free for UDP and TCP.
const maxPairTries = 16

// listenPair opens UDP and TCP on one port. The system picks a port 0 for one of
// the two only: somebody else may hold it for the other, and then another is tried.
func listenPair(address string) (net.PacketConn, net.Listener, error) {
	for try := 1; ; try++ {
		udp, err := net.ListenPacket("udp4", address)
		if err != nil {
			return nil, nil, err
		}
		tcp, err := net.Listen("tcp4", udp.LocalAddr().String())
		if err == nil {
			return udp, tcp, nil
		}
		_ = udp.Close()
		_, port, _ := net.SplitHostPort(address)
		if port != "0" || !errors.Is(err, syscall.EADDRINUSE) || try == maxPairTries {
			return nil, nil, err
		}
	}
}

func (s *relaySettings) openTLS() (net.Listener, error) {
	listener, err := net.Listen("tcp4", s.tlsListen)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", setting("tls-listen"), explainInUse(err))
	}
	return tls.NewListener(listener, &tls.Config{MinVersion: tls.VersionTLS12, Certificates: []tls.Certificate{*s.certificate}}), nil
}

// advertised is the address for relayed candidates: the given one, or else the
// one that is listened on. Which of both there is, validate has checked, but
// for host names that stand for every address.
func (s *relaySettings) advertised(bound netip.Addr) (netip.Addr, error) {
	if s.publicAddress != "" {
		return netip.ParseAddr(s.publicAddress)
	}
	if bound.IsUnspecified() {
		return netip.Addr{}, badSetting(s.prefix+"public-address", "is needed: the relay listens on every address")
	}
	return bound, nil
}
