package turnserver

import (
	"errors"
	"net"
	"net/netip"
	"strings"
	"testing"
)

func TestRelayToRelay(t *testing.T) {
	behindNAT := netip.MustParseAddr("198.51.100.7") // not an address of this host
	for _, row := range []struct {
		name        string
		relay, bind netip.Addr
	}{
		{"relay address of this host", loopback, loopback},
		{"relay address of this host, bound to all", loopback, netip.IPv4Unspecified()},
		{"public address of a NAT", behindNAT, loopback},
		{"public address of a NAT, bound to all", behindNAT, netip.IPv4Unspecified()},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := startServer(t, func(c *Config) { c.RelayAddress, c.BindAddress = row.relay, row.bind })
			ana, ben := s.client(t, "room/ana"), s.client(t, "room/ben")
			anaRelay, benRelay := allocate(t, ana), allocate(t, ben)
			if got := udpAddr(t, anaRelay.LocalAddr()).Addr(); got != row.relay {
				t.Errorf("relayed address %v, want %v", got, row.relay)
			}
			if err := ben.CreatePermission(anaRelay.LocalAddr()); err != nil {
				t.Fatal(err)
			}
			// pion's client sends the first packets as indications, and binds a
			// channel meanwhile; the later ones are ChannelData.
			for _, text := range []string{"hello", "again", "and again"} {
				if _, err := anaRelay.WriteTo([]byte(text), benRelay.LocalAddr()); err != nil {
					t.Fatal(err)
				}
				got, from := receive(t, benRelay)
				if got != text || from.String() != anaRelay.LocalAddr().String() {
					t.Fatalf("got %q from %v", got, from)
				}
				if _, err := benRelay.WriteTo([]byte("echo "+text), from); err != nil {
					t.Fatal(err)
				}
				if got, _ := receive(t, anaRelay); got != "echo "+text {
					t.Fatalf("got %q", got)
				}
			}
			eventually(t, "as many bytes out as in", func() bool { // the last is counted after it was received
				stats := s.Stats()
				return stats.BytesToPeer > 0 && stats.BytesToPeer == stats.BytesFromPeer
			})
			if stats := s.Stats(); stats.PeersDenied != 0 || stats.PacketsDropped != 0 {
				t.Errorf("%+v", stats)
			}
		})
	}
}

func TestDevelopmentPeerOnLoopback(t *testing.T) {
	s := startServer(t, development)
	peer := listenUDP(t)
	relayed := allocate(t, s.client(t, "room/ana"))
	if _, err := relayed.WriteTo([]byte("ping"), peer.LocalAddr()); err != nil {
		t.Fatal(err)
	}
	text, from := receive(t, peer)
	if text != "ping" || from.String() != relayed.LocalAddr().String() {
		t.Fatalf("got %q from %v", text, from)
	}
	if _, err := peer.WriteTo([]byte("pong"), from); err != nil {
		t.Fatal(err)
	}
	if text, _ := receive(t, relayed); text != "pong" {
		t.Fatalf("got %q", text)
	}
}

func TestOversizeDatagramIsDroppedWhole(t *testing.T) {
	s := startServer(t, development)
	peer := listenUDP(t)
	ana := s.client(t, "room/ana")
	relayed := allocate(t, ana)
	if err := ana.CreatePermission(peer.LocalAddr()); err != nil {
		t.Fatal(err)
	}
	for _, packet := range []string{strings.Repeat("x", maxDatagramBytes), strings.Repeat("x", maxDatagramBytes+1), "fits"} {
		if _, err := peer.WriteTo([]byte(packet), relayed.LocalAddr()); err != nil {
			t.Fatal(err)
		}
	}
	if text, _ := receive(t, relayed); text != "fits" {
		t.Fatalf("got %d bytes", len(text))
	}
	if n := s.meter.dropped.get(dropOversize); n != 2 {
		t.Errorf("%d counted", n)
	}
}

// scriptedConn is a relay socket's network: a script of packets in, a record of
// packets out.
type scriptedConn struct {
	net.PacketConn // nil: nothing else is called
	incoming       []scriptedPacket
	outgoing       []net.Addr
	writeErr       error
}

type scriptedPacket struct {
	from net.Addr
	size int
}

func (c *scriptedConn) ReadFrom(b []byte) (int, net.Addr, error) {
	if len(c.incoming) == 0 {
		return 0, nil, net.ErrClosed
	}
	next := c.incoming[0]
	c.incoming = c.incoming[1:]
	return min(next.size, len(b)), next.from, nil
}

func (c *scriptedConn) WriteTo(b []byte, addr net.Addr) (int, error) {
	if c.writeErr != nil {
		return 0, c.writeErr
	}
	c.outgoing = append(c.outgoing, addr)
	return len(b), nil
}

func (c *scriptedConn) Close() error { return nil }

func scriptedSocket(t *testing.T, change func(*Config)) (*relaySocket, *scriptedConn, *clock) {
	t.Helper()
	c := testConfig()
	time := newClock()
	c.Now = time.Now
	c.RelayAddress, c.BindAddress = netip.MustParseAddr("8.8.4.4"), netip.MustParseAddr("10.0.0.4")
	c.MinPort, c.MaxPort = 50000, 50001
	conn := &scriptedConn{}
	c.ListenPacket = func(string, string) (net.PacketConn, error) { return conn, nil }
	if change != nil {
		change(&c)
	}
	p, err := newPolicy(c)
	if err != nil {
		t.Fatal(err)
	}
	socket, _, err := newRelayPool(c, p, newMeter()).AllocatePacketConn("udp4", 0)
	if err != nil {
		t.Fatal(err)
	}
	return socket.(*relaySocket), conn, time
}

func udp(s string) net.Addr { return net.UDPAddrFromAddrPort(netip.MustParseAddrPort(s)) }

func TestRelaySocketPolicyToPeer(t *testing.T) {
	for _, row := range []struct {
		to     string
		sentTo string // "" for nothing
		denied denial
	}{
		{"1.1.1.1:443", "1.1.1.1:443", permitted},
		{"10.0.0.9:80", "", deniedPrivate},
		{"10.0.0.4:50000", "", deniedPrivate}, // the bind address by its own name
		{"[::ffff:127.0.0.1]:80", "", deniedLoopback},
		{"169.254.169.254:80", "", deniedLinkLocal},
		{"1.1.1.1:0", "", deniedPort},
		{"8.8.4.4:22", "", deniedRelayPort},
		{"8.8.4.4:50000", "10.0.0.4:50000", permitted}, // open: this very socket
		{"8.8.4.4:50001", "", permitted},               // in range, but nobody's
	} {
		socket, conn, _ := scriptedSocket(t, func(c *Config) { c.IntN = func(int) int { return 0 } })
		n, err := socket.WriteTo([]byte("abc"), udp(row.to))
		if n != 3 || err != nil {
			t.Errorf("%s: %d, %v: pion must not see a difference", row.to, n, err)
		}
		sent := ""
		if len(conn.outgoing) > 0 {
			sent = conn.outgoing[0].String()
		}
		if sent != row.sentTo {
			t.Errorf("%s: sent to %q, want %q", row.to, sent, row.sentTo)
		}
		if row.denied != permitted && socket.pool.meter.denied.get(row.denied) != 1 {
			t.Errorf("%s: not counted as %v", row.to, row.denied)
		}
		if row.to == "8.8.4.4:50001" && socket.pool.meter.dropped.get(dropNoRelay) != 1 {
			t.Errorf("%s: not counted", row.to)
		}
	}
}

func TestRelaySocketPolicyFromPeer(t *testing.T) {
	socket, conn, _ := scriptedSocket(t, func(c *Config) { c.IntN = func(int) int { return 0 } })
	for _, from := range []string{
		"10.0.0.9:80", "127.0.0.1:53", "8.8.4.4:53", "10.0.0.4:50001", "224.0.0.1:1", // none of these
		"10.0.0.4:50000", "1.1.1.1:443",
	} {
		conn.incoming = append(conn.incoming, scriptedPacket{udp(from), 10})
	}
	var got []string
	buffer := make([]byte, maxDatagramBytes)
	for {
		_, from, err := socket.ReadFrom(buffer)
		if err != nil {
			break
		}
		got = append(got, from.String())
	}
	// The other relay socket shows its public address, as the permission names it.
	if want := "8.8.4.4:50000 1.1.1.1:443"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %v", got, want)
	}
	if n := socket.pool.meter.denied.sum(); n != 5 {
		t.Errorf("%d denials counted, want 5", n)
	}
}

func TestSendErrorIsALostPacket(t *testing.T) {
	socket, conn, _ := scriptedSocket(t, nil)
	conn.writeErr = errors.New("no route to host")
	if n, err := socket.WriteTo([]byte("abc"), udp("1.1.1.1:1")); n != 3 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if socket.pool.meter.dropped.get(dropSend) != 1 || socket.pool.meter.bytes.sum() != 0 {
		t.Error("not counted as lost")
	}
}

func TestByteBudget(t *testing.T) {
	const perSecond = 16000
	socket, conn, time := scriptedSocket(t, func(c *Config) { c.BytesPerSecondPerAllocation = perSecond })
	send := func() int {
		before := len(conn.outgoing)
		for range 10 {
			if _, err := socket.WriteTo(make([]byte, 1000), udp("1.1.1.1:1")); err != nil {
				t.Fatal(err)
			}
		}
		return len(conn.outgoing) - before
	}
	if n := send(); n != perSecond/burstShare/1000 {
		t.Errorf("%d packets in a burst", n)
	}
	if n := send(); n != 0 {
		t.Errorf("%d packets without a budget", n)
	}
	time.advance(125_000_000) // 1/8 s
	if n := send(); n != 2 {
		t.Errorf("%d packets after an eighth of a second, want 2", n)
	}
	conn.incoming = []scriptedPacket{{udp("1.1.1.1:1"), 1000}} // the other direction has its own
	if n, _, err := socket.ReadFrom(make([]byte, maxDatagramBytes)); n != 1000 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	if n := socket.pool.meter.dropped.get(dropRate); n != 10-4+10+10-2 {
		t.Errorf("%d drops counted", n)
	}
}

func TestRelayPorts(t *testing.T) {
	c := testConfig()
	c.MinPort, c.MaxPort = 50000, 50003
	busy := map[string]bool{"127.0.0.1:50002": true}
	var asked []string
	c.ListenPacket = func(network, address string) (net.PacketConn, error) {
		asked = append(asked, address)
		if busy[address] {
			return nil, errors.New("address in use")
		}
		return &scriptedConn{}, nil
	}
	c.IntN = func(int) int { return 2 }
	pool := newRelayPool(c, &policy{}, newMeter())
	open := func() (net.PacketConn, string) {
		conn, addr, err := pool.AllocatePacketConn("udp4", 0)
		if err != nil {
			return nil, err.Error()
		}
		return conn, addr.String()
	}
	first, addr := open()
	if addr != "127.0.0.1:50003" {
		t.Errorf("got %s, want the port after the busy one", addr)
	}
	for _, want := range []string{"127.0.0.1:50000", "127.0.0.1:50001"} {
		if _, addr := open(); addr != want {
			t.Errorf("got %s, want %s", addr, want)
		}
	}
	asked = nil
	if conn, message := open(); conn != nil || !strings.Contains(message, "no free relay port") {
		t.Errorf("full range gave %v", message)
	}
	if len(asked) != 1 {
		t.Errorf("asked the system for %v, though only one port was not ours", asked)
	}
	_ = first.Close()
	_ = first.Close() // pion may close twice
	if _, addr := open(); addr != "127.0.0.1:50003" {
		t.Errorf("closed port not reused: %s", addr)
	}
}

func TestRelayPortTriesAreBounded(t *testing.T) {
	c := testConfig()
	tries := 0
	c.ListenPacket = func(string, string) (net.PacketConn, error) {
		tries++
		return nil, errors.New("address in use")
	}
	_, _, err := newRelayPool(c, &policy{}, newMeter()).AllocatePacketConn("udp4", 0)
	if !errors.Is(err, errNoRelayPort) || tries != maxListenTries {
		t.Errorf("%v after %d tries", err, tries)
	}
}

func TestNoTCPRelayNoReservation(t *testing.T) {
	c := testConfig()
	pool := newRelayPool(c, &policy{}, newMeter())
	if _, _, err := pool.AllocateConn("tcp4", 0); !errors.Is(err, errTCPRelay) {
		t.Errorf("TCP relay: %v", err)
	}
	if _, _, err := pool.AllocatePacketConn("udp4", 50000); !errors.Is(err, errPortReserved) {
		t.Errorf("reserved port: %v", err)
	}
}
