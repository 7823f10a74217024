package turnserver

import (
	"bytes"
	"errors"
	"log/slog"
	"net"
	"net/netip"
	"strings"
	"sync"
	"testing"

	"github.com/pion/stun/v3"
	"github.com/prometheus/client_golang/prometheus"
)

func TestQuotas(t *testing.T) {
	s := startServer(t, func(c *Config) { c.MaxAllocations, c.MaxAllocationsPerUser = 3, 2 })
	ana := []*rawClient{s.raw(t, s.udp, "room/ana"), s.raw(t, s.tcp, "room/ana"), s.raw(t, s.udp, "room/ana")}
	ana[0].allocate()
	ana[1].allocate()
	ana[2].expect(stun.CodeAllocQuotaReached, stun.MethodAllocate, udpTransport)

	s.clock.advance(1_000_000_000) // new credentials bring no new quota
	later := s.raw(t, s.udp, "room/ana")
	if later.username == ana[0].username {
		t.Fatal("the same credentials again")
	}
	later.expect(stun.CodeAllocQuotaReached, stun.MethodAllocate, udpTransport)

	s.raw(t, s.udp, "room/ben").allocate()
	s.raw(t, s.udp, "room/eva").expect(stun.CodeAllocQuotaReached, stun.MethodAllocate, udpTransport)

	ana[0].expect(0, stun.MethodRefresh, attribute(stun.AttrLifetime, 0, 0, 0, 0))
	eventually(t, "place given back", func() bool { return s.Stats().Allocations == 2 })
	ana[2].allocate()

	stats := s.Stats()
	if stats.AllocationsCreated != 4 || stats.AllocationsRefused != 3 {
		t.Errorf("%+v", stats)
	}
	if n := s.meter.allocated.get(allocationUserQuota); n != 2 {
		t.Errorf("%d refused by the user's quota, want 2", n)
	}
}

func TestFailedAllocationGivesItsPlaceBack(t *testing.T) {
	s := startServer(t, func(c *Config) {
		c.MaxAllocations = 1
		c.ListenPacket = func(string, string) (net.PacketConn, error) { return nil, errors.New("no socket") }
	})
	c := s.raw(t, s.udp, "room/ana")
	for range 2 { // the second time it would be 486 if the place were lost
		c.expect(stun.CodeInsufficientCapacity, stun.MethodAllocate, udpTransport)
	}
	eventually(t, "counted as failed, place free", func() bool {
		return s.meter.allocated.get(allocationFailed) == 2 && s.Stats().Allocations == 0
	})
}

// Requests on many sockets at once cannot pass the limit together.
func TestLedgerReservesUnderRace(t *testing.T) {
	const limit = 5
	books := newLedger(limit, limit)
	var got [100]allocationResult
	var all sync.WaitGroup
	for i := range got {
		all.Go(func() { got[i] = books.reserve("1800000000:x") })
	}
	all.Wait()
	places := 0
	for _, result := range got {
		if result == allocationCreated {
			places++
		}
	}
	if places != limit || books.allocations() != limit {
		t.Errorf("%d places given, %d counted, limit %d", places, books.allocations(), limit)
	}
}

// pion may tell the end of an allocation after the next on its five-tuple began.
func TestLedgerLateEnd(t *testing.T) {
	books := newLedger(10, 10)
	at := tuple{1, "1.1.1.1:1"}
	const user = "1800000000:ana"
	for range 2 {
		books.reserve(user)
		books.created(at, user)
	}
	books.deleted(at, user)
	if !books.alive(at, user) || books.allocations() != 1 {
		t.Error("the end of the first took the second with it")
	}
	books.deleted(at, user)
	books.deleted(at, user)
	if books.alive(at, user) || books.allocations() != 0 || len(books.users) != 0 || len(books.live) != 0 {
		t.Errorf("left over: %+v", books)
	}
}

func TestLedgerDrains(t *testing.T) {
	books := newLedger(10, 10)
	at := tuple{1, "1.1.1.1:1"}
	const user = "1800000000:ana"
	books.reserve(user)
	books.created(at, user)
	drained := books.close()
	if got := books.reserve(user); got != allocationQuota {
		t.Errorf("a place after the end: %v", got)
	}
	select {
	case <-drained:
		t.Fatal("drained with an allocation left")
	default:
	}
	books.deleted(at, user)
	within(t, "drained", drained)
	within(t, "drained when there was nothing", newLedger(1, 1).close())
}

func TestValidate(t *testing.T) {
	for _, row := range []struct {
		name   string
		change func(*Config)
		want   string
	}{
		{"no secret", func(c *Config) { c.Secret = nil }, "secret"},
		{"short secret", func(c *Config) { c.Secret = make([]byte, MinSecretBytes-1) }, "secret"},
		{"no relay address", func(c *Config) { c.RelayAddress = netip.Addr{} }, "relay address"},
		{"IPv6 relay address", func(c *Config) { c.RelayAddress = netip.IPv6Loopback() }, "relay address"},
		{"unspecified relay address", func(c *Config) { c.RelayAddress = netip.IPv4Unspecified() }, "relay address"},
		{"IPv6 bind address", func(c *Config) { c.BindAddress = netip.IPv6Unspecified() }, "bind address"},
		{"no bind address", func(c *Config) { c.BindAddress = netip.Addr{} }, "bind address"},
		{"ports upside down", func(c *Config) { c.MinPort, c.MaxPort = 2, 1 }, "relay ports"},
		{"port 0", func(c *Config) { c.MinPort, c.MaxPort = 0, 1 }, "relay ports"},
		{"long realm", func(c *Config) { c.Realm = strings.Repeat("r", MaxRealmBytes+1) }, "realm"},
		{"negative quota", func(c *Config) { c.MaxAllocations = -1 }, "max allocations"},
		{"negative user quota", func(c *Config) { c.MaxAllocationsPerUser = -1 }, "per user"},
		{"budget below a packet", func(c *Config) { c.BytesPerSecondPerAllocation = 100 }, "bytes per second"},
		{"negative streams", func(c *Config) { c.MaxStreams = -1 }, "max streams"},
		{"negative timeout", func(c *Config) { c.FirstAllocationTimeout = -1 }, "timeout"},
		{"no listener", func(c *Config) { c.PacketConns = nil }, "no listener"},
		{"prefix with host bits", func(c *Config) { c.AllowedPeers = []netip.Prefix{netip.MustParsePrefix("10.0.0.1/8")} }, "allowed peers"},
		{"mapped prefix", func(c *Config) { c.AllowedPeers = []netip.Prefix{netip.MustParsePrefix("::ffff:10.0.0.0/104")} }, "allowed peers"},
		{"zero prefix", func(c *Config) { c.AllowedPeers = make([]netip.Prefix, 1) }, "allowed peers"},
		{"development in public", func(c *Config) {
			c.DevelopmentLoopback = true
			conn, err := net.ListenPacket("udp4", "0.0.0.0:0")
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = conn.Close() })
			c.PacketConns = append(c.PacketConns, conn)
		}, "not on loopback"},
	} {
		t.Run(row.name, func(t *testing.T) {
			c := testConfig()
			c.PacketConns = []net.PacketConn{listenUDP(t)}
			if err := c.Validate(); err != nil {
				t.Fatalf("before the change: %v", err)
			}
			row.change(&c)
			if err := c.Validate(); err == nil || !strings.Contains(err.Error(), row.want) {
				t.Errorf("got %v, want something about %q", err, row.want)
			}
			if _, err := New(c); err == nil {
				t.Error("New took it")
			}
		})
	}
}

func TestMetrics(t *testing.T) {
	registry := prometheus.NewPedanticRegistry()
	s := startServer(t, func(c *Config) { c.Registerer = registry })
	c := s.raw(t, s.tcp, "room/ana")
	c.allocate()
	c.expect(stun.CodeForbidden, stun.MethodCreatePermission, peer("10.0.0.1:1"))
	for name, want := range map[string]float64{
		"coviewer_turn_allocations":                        1,
		"coviewer_turn_streams":                            1,
		`coviewer_turn_allocations_total created`:          1,
		`coviewer_turn_allocations_total quota`:            0,
		`coviewer_turn_denied_total private`:               1,
		`coviewer_turn_refused_total 403`:                  1,
		`coviewer_turn_bytes_total to_peer`:                0,
		`coviewer_turn_streams_closed_total no_allocation`: 0,
		`coviewer_turn_auth_failures_total expired`:        0,
		`coviewer_turn_dropped_total rate`:                 0,
		`coviewer_turn_malformed_total peer_address`:       0,
		`coviewer_turn_packets_total from_peer`:            0,
	} {
		if got, ok := gather(t, registry)[name]; !ok || got != want {
			t.Errorf("%s: %v (%v), want %v", name, got, ok, want)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if left := gather(t, registry); len(left) != 0 {
		t.Errorf("metrics after Close: %v", left)
	}
}

func gather(t *testing.T, registry *prometheus.Registry) map[string]float64 {
	t.Helper()
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]float64{}
	for _, family := range families {
		for _, metric := range family.GetMetric() {
			name := family.GetName()
			for _, label := range metric.GetLabel() {
				name += " " + label.GetValue()
			}
			values[name] = metric.GetCounter().GetValue() + metric.GetGauge().GetValue()
		}
	}
	return values
}

// lines is a log that a test can read while it is written.
type lines struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (l *lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buffer.Write(b)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buffer.String()
}

func TestLogNamesNobodyAboveDebug(t *testing.T) {
	var log lines
	s := startServer(t, func(c *Config) {
		c.DevelopmentLoopback = true
		c.Logger = slog.New(slog.NewTextHandler(&log, nil))
	})
	c := s.raw(t, s.udp, "room/ana")
	c.allocate()
	c.expect(stun.CodeForbidden, stun.MethodCreatePermission, peer("10.0.0.1:1"))
	c.write([]byte("rubbish"))
	c.expect(0, stun.MethodRefresh)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	text := log.String()
	if n := strings.Count(text, "\n"); n != 3 {
		t.Errorf("%d lines, want a warning, a start and a stop:\n%s", n, text)
	}
	if !strings.Contains(text, "level=WARN msg=\"development: ") {
		t.Errorf("no warning of the development exception:\n%s", text)
	}
	for _, secret := range []string{"127.0.0.1", "10.0.0.1", "ana", c.password, string(testSecret)} {
		if strings.Contains(text, secret) {
			t.Errorf("log has %q:\n%s", secret, text)
		}
	}
}

func TestDebugLogHasAllocationsAndNoSecrets(t *testing.T) {
	var log lines
	s := startServer(t, func(c *Config) {
		c.Logger = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: levelTrace}))
	})
	c := s.raw(t, s.udp, "room/ana")
	c.allocate()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"turn allocation created", "turn allocation deleted", "user=room/ana", "scope=pion/turn"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("no %q in\n%s", want, log.String())
		}
	}
	for _, secret := range []string{c.password, string(testSecret)} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("log has %q", secret)
		}
	}
}

func TestCloseEndsEverything(t *testing.T) {
	s := startServer(t, nil)
	for _, addr := range []net.Addr{s.udp, s.tcp, s.udp, s.tcp} {
		s.raw(t, addr, "room/ana").allocate()
	}
	idle := s.raw(t, s.tcp, "room/ben")
	eventually(t, "idle stream accepted", func() bool { return s.Stats().Streams == 3 })
	for range 2 {
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if stats := s.Stats(); stats.Allocations != 0 || stats.Streams != 0 {
		t.Errorf("%+v", stats)
	}
	ended(t, idle.conn)
	again, err := net.Listen("tcp4", s.tcp.String())
	if err != nil {
		t.Fatalf("port not given back: %v", err)
	}
	_ = again.Close()
}
