package turnserver

import (
	"errors"
	"net"
	"net/netip"
	"testing"
)

func TestClassifyEdges(t *testing.T) {
	// Every range: the address before it, its first, its last, the address after it.
	for _, row := range []struct {
		before      denial
		first, last string
		denial      denial
		after       denial
	}{
		{deniedReserved, "0.0.0.0", "0.255.255.255", deniedUnspecified, permitted},
		{permitted, "10.0.0.0", "10.255.255.255", deniedPrivate, permitted},
		{permitted, "100.64.0.0", "100.127.255.255", deniedShared, permitted},
		{permitted, "127.0.0.0", "127.255.255.255", deniedLoopback, permitted},
		{permitted, "169.254.0.0", "169.254.255.255", deniedLinkLocal, permitted},
		{permitted, "172.16.0.0", "172.31.255.255", deniedPrivate, permitted},
		{permitted, "192.0.0.0", "192.0.0.255", deniedReserved, permitted},
		{permitted, "192.0.2.0", "192.0.2.255", deniedDocumentation, permitted},
		{permitted, "192.88.99.0", "192.88.99.255", deniedEmbedded, permitted},
		{permitted, "192.168.0.0", "192.168.255.255", deniedPrivate, permitted},
		{permitted, "198.18.0.0", "198.19.255.255", deniedReserved, permitted},
		{permitted, "198.51.100.0", "198.51.100.255", deniedDocumentation, permitted},
		{permitted, "203.0.113.0", "203.0.113.255", deniedDocumentation, permitted},
		{permitted, "224.0.0.0", "239.255.255.255", deniedMulticast, deniedReserved},
		{deniedMulticast, "240.0.0.0", "255.255.255.255", deniedReserved, deniedUnspecified},
		{deniedUnspecified, "::1", "::1", deniedLoopback, deniedEmbedded},
		{deniedLoopback, "::2", "::ffff:ffff", deniedEmbedded, deniedReserved},
		{deniedReserved, "::ffff:0:0:0", "::ffff:0:ffff:ffff", deniedEmbedded, deniedReserved},
		{deniedReserved, "64:ff9b::", "64:ff9b::ffff:ffff", deniedEmbedded, deniedReserved},
		{deniedReserved, "64:ff9b:1::", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff", deniedEmbedded, deniedReserved},
		{deniedReserved, "100::", "100::ffff:ffff:ffff:ffff", deniedReserved, deniedReserved},
		{permitted, "2001::", "2001:0:ffff:ffff:ffff:ffff:ffff:ffff", deniedEmbedded, deniedReserved},
		{deniedEmbedded, "2001:1::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", deniedReserved, permitted},
		{permitted, "2001:db8::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", deniedDocumentation, permitted},
		{permitted, "2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", deniedEmbedded, permitted},
		{deniedReserved, "2000::", "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff", permitted, deniedEmbedded},
		{permitted, "3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", deniedDocumentation, permitted},
		{permitted, "4000::", "fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", deniedReserved, deniedPrivate},
		{deniedReserved, "fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", deniedPrivate, deniedReserved},
		{deniedReserved, "fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", deniedLinkLocal, deniedPrivate},
		{deniedLinkLocal, "fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", deniedPrivate, deniedMulticast},
		{deniedPrivate, "ff00::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", deniedMulticast, deniedUnspecified},
	} {
		first, last := netip.MustParseAddr(row.first), netip.MustParseAddr(row.last)
		for _, c := range []struct {
			a    netip.Addr
			want denial
		}{{first.Prev(), row.before}, {first, row.denial}, {last, row.denial}, {last.Next(), row.after}} {
			want := c.want
			if !c.a.IsValid() { // there is nothing before 0.0.0.0 and after ffff:…
				want = deniedUnspecified
			}
			if got := classify(c.a); got != want {
				t.Errorf("%v: %v, want %v", c.a, got, want)
			}
			if !c.a.Is4() {
				continue
			}
			mapped := netip.AddrFrom16(c.a.As16())
			if got := classify(mapped); got != want {
				t.Errorf("%v: %v, want %v as of %v", mapped, got, want, c.a)
			}
		}
	}
}

func TestClassifyKnownTargets(t *testing.T) {
	for address, want := range map[string]denial{
		"169.254.169.254":         deniedLinkLocal, // metadata of most clouds
		"fd00:ec2::254":           deniedPrivate,   // the same, IPv6
		"::ffff:127.0.0.1":        deniedLoopback,
		"::ffff:169.254.169.254":  deniedLinkLocal,
		"::127.0.0.1":             deniedEmbedded,
		"64:ff9b::7f00:1":         deniedEmbedded,
		"2002:7f00:1::":           deniedEmbedded,
		"2001:0:4136:e378:8000::": deniedEmbedded,
		"fe80::1%eth0":            deniedLinkLocal,
		"255.255.255.255":         deniedReserved,
		"224.0.0.251":             deniedMulticast,
		"1.1.1.1":                 permitted,
		"2606:4700::1111":         permitted,
	} {
		if got := classify(netip.MustParseAddr(address)); got != want {
			t.Errorf("%s: %v, want %v", address, got, want)
		}
	}
}

func TestPolicy(t *testing.T) {
	const relay = "8.8.4.4"
	plain := Config{RelayAddress: netip.MustParseAddr(relay), MinPort: 50000, MaxPort: 50009}
	showroom := plain
	showroom.AllowedPeers = []netip.Prefix{
		netip.MustParsePrefix("192.168.7.0/24"), netip.MustParsePrefix("224.0.0.0/4"),
		netip.MustParsePrefix("0.0.0.0/8"), netip.MustParsePrefix("fd00::/8"),
	}
	atHome := plain
	atHome.DevelopmentLoopback = true
	atHome.InterfaceAddrs = func() ([]net.Addr, error) {
		return []net.Addr{&net.IPNet{IP: net.ParseIP("172.17.0.2"), Mask: net.CIDRMask(16, 32)}}, nil
	}
	onLoopback := atHome
	onLoopback.RelayAddress = loopback

	for _, row := range []struct {
		name           string
		config         Config
		peer           string
		address, whole denial
	}{
		{"public", plain, "1.1.1.1:443", permitted, permitted},
		{"public, port 0", plain, "1.1.1.1:0", permitted, deniedPort},
		{"private", plain, "192.168.7.3:5000", deniedPrivate, deniedPrivate},
		{"IPv6 on an IPv4 relay", plain, "[2606:4700::1111]:443", deniedFamily, deniedFamily},
		{"IPv6 loopback", plain, "[::1]:443", deniedLoopback, deniedLoopback},
		{"mapped public", plain, "[::ffff:1.1.1.1]:443", permitted, permitted},
		{"mapped loopback", plain, "[::ffff:127.0.0.1]:443", deniedLoopback, deniedLoopback},
		{"relay, below the range", plain, relay + ":49999", permitted, deniedRelayPort},
		{"relay, first port", plain, relay + ":50000", permitted, permitted},
		{"relay, last port", plain, relay + ":50009", permitted, permitted},
		{"relay, above the range", plain, relay + ":50010", permitted, deniedRelayPort},
		{"relay, mapped, ssh", plain, "[::ffff:" + relay + "]:22", permitted, deniedRelayPort},
		{"showroom", showroom, "192.168.7.3:5000", permitted, permitted},
		{"beside the showroom", showroom, "192.168.8.1:5000", deniedPrivate, deniedPrivate},
		{"multicast despite exception", showroom, "224.0.0.251:5353", deniedMulticast, deniedMulticast},
		{"unspecified despite exception", showroom, "0.0.0.0:80", deniedUnspecified, deniedUnspecified},
		{"IPv6 exception on an IPv4 relay", showroom, "[fd00::1]:80", deniedPrivate, deniedPrivate},
		{"development: loopback", atHome, "127.0.0.1:80", permitted, permitted},
		{"development: own address", atHome, "172.17.0.2:80", permitted, permitted},
		{"development: neighbor", atHome, "172.17.0.3:80", deniedPrivate, deniedPrivate},
		{"development: metadata", atHome, "169.254.169.254:80", deniedLinkLocal, deniedLinkLocal},
		{"development: relay on loopback, any port", onLoopback, "127.0.0.1:80", permitted, permitted},
	} {
		t.Run(row.name, func(t *testing.T) {
			p, err := newPolicy(row.config)
			if err != nil {
				t.Fatal(err)
			}
			peer := netip.MustParseAddrPort(row.peer)
			if got := p.address(peer.Addr()); got != row.address {
				t.Errorf("address: %v, want %v", got, row.address)
			}
			if got := p.endpoint(peer); got != row.whole {
				t.Errorf("with port: %v, want %v", got, row.whole)
			}
		})
	}
}

// screenedConn answers denied peers before pion asks its permission handler;
// the handler must deny them all the same.
func TestPermissionHandler(t *testing.T) {
	s := startServer(t, nil)
	e := &endpoint{server: s.Server}
	for _, row := range []struct {
		peer net.IP
		want bool
	}{
		{net.IPv4(1, 1, 1, 1), true}, // 16 bytes, IPv4-mapped
		{net.IPv4(1, 1, 1, 1).To4(), true},
		{net.IPv4(10, 0, 0, 1), false},
		{net.IPv4(127, 0, 0, 2).To4(), false},
		{net.IPv6loopback, false},
		{nil, false},
	} {
		if got := e.permit(nil, row.peer); got != row.want {
			t.Errorf("%v: %v, want %v", row.peer, got, row.want)
		}
	}
	if n := s.Stats().PeersDenied; n != 4 {
		t.Errorf("%d denials counted, want 4", n)
	}
}

func TestPolicyNeedsInterfaces(t *testing.T) {
	broken := errors.New("no netlink")
	_, err := newPolicy(Config{DevelopmentLoopback: true, InterfaceAddrs: func() ([]net.Addr, error) { return nil, broken }})
	if !errors.Is(err, broken) {
		t.Fatalf("got %v", err)
	}
}

func TestPolicyCostsNoAllocation(t *testing.T) {
	p, err := newPolicy(testConfig())
	if err != nil {
		t.Fatal(err)
	}
	peer := netip.MustParseAddrPort("[::ffff:1.1.1.1]:443")
	if n := testing.AllocsPerRun(100, func() { p.endpoint(peer) }); n != 0 {
		t.Errorf("%v allocations a packet", n)
	}
}
