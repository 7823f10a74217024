package signaling

import (
	"fmt"
	"net/http"
	"net/netip"
	"testing"
	"time"
)

func TestClientAddress(t *testing.T) {
	trusted := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	for _, row := range []struct {
		name, remote string
		forwarded    []string
		trusted      []netip.Prefix
		want         string
	}{
		{"direct", "192.0.2.1:1000", nil, trusted, "192.0.2.1"},
		{"nobody is trusted", "10.0.0.1:1000", []string{"192.0.2.1"}, nil, "10.0.0.1"},
		{"a client claims another", "192.0.2.1:1000", []string{"198.51.100.7"}, trusted, "192.0.2.1"},
		{"behind a proxy", "10.0.0.1:1000", []string{"192.0.2.1"}, trusted, "192.0.2.1"},
		{"behind two proxies", "10.0.0.1:1000", []string{"192.0.2.1, 10.0.0.2"}, trusted, "192.0.2.1"},
		{"behind two proxies, two headers", "10.0.0.1:1000", []string{"192.0.2.1", "10.0.0.2"}, trusted, "192.0.2.1"},
		{"a claim in front of the proxy", "10.0.0.1:1000", []string{"198.51.100.7, 192.0.2.1"}, trusted, "192.0.2.1"},
		{"a proxy that says nothing", "10.0.0.1:1000", nil, trusted, "10.0.0.1"},
		{"a proxy that says nonsense", "10.0.0.1:1000", []string{"unknown"}, trusted, "10.0.0.1"},
		{"IPv4 in IPv6", "[::ffff:192.0.2.1]:1000", nil, trusted, "192.0.2.1"},
		{"a mapped proxy", "[::ffff:10.0.0.1]:1000", []string{"192.0.2.1"}, trusted, "192.0.2.1"},
		{"IPv6", "[fd00::1]:1000", []string{"2001:db8::1"}, trusted, "2001:db8::1"},
		{"IPv6 with a zone", "[fe80::1%eth0]:1000", nil, trusted, "fe80::1"},
		{"a Unix socket", "@", []string{"192.0.2.1"}, trusted, "invalid IP"},
	} {
		r := &http.Request{RemoteAddr: row.remote, Header: http.Header{"X-Forwarded-For": row.forwarded}}
		if got := clientAddress(r, row.trusted).String(); got != row.want {
			t.Errorf("%s: %s, want %s", row.name, got, row.want)
		}
	}
}

func TestForwardedForIsNotFollowedForever(t *testing.T) {
	everyone := []netip.Prefix{netip.MustParsePrefix("0.0.0.0/0")}
	header := http.Header{}
	for n := range 100 {
		header.Add("X-Forwarded-For", fmt.Sprintf("192.0.2.%d", n))
	}
	r := &http.Request{RemoteAddr: "192.0.2.100:1", Header: header}
	if got, want := clientAddress(r, everyone).String(), "192.0.2.84"; got != want {
		t.Errorf("%s, want %s after %d hops", got, want, maxForwardedHops)
	}
}

func TestUnits(t *testing.T) {
	for address, want := range map[string]string{
		"192.0.2.1":          "192.0.2.1/32",
		"2001:db8:0:1::1":    "2001:db8:0:1::/64",
		"2001:db8:0:1:ff::9": "2001:db8:0:1::/64",
	} {
		if got := unit(netip.MustParseAddr(address)).String(); got != want {
			t.Errorf("%s is of %s, want %s", address, got, want)
		}
	}
	if unit(netip.Addr{}) != (netip.Prefix{}) {
		t.Error("no address has a unit of its own")
	}
}

func TestHangingUpDoesNotForgiveJoins(t *testing.T) {
	limits := DefaultLimits() // 40 joins, 5 a second: 8 s to forgive
	a := newAddresses(limits)
	address := netip.MustParseAddr("192.0.2.1")
	now := time.Unix(1_800_000_000, 0)
	u, _ := a.acquire(address, now)
	for range limits.JoinBurst {
		if !u.joins.AllowN(now, 1) {
			t.Fatal("refused within the burst")
		}
	}
	a.release(u, now)
	again, _ := a.acquire(address, now)
	if again.joins.AllowN(now, 1) {
		t.Fatal("a new socket joins beyond the burst")
	}
	a.release(again, now)

	later := now.Add(8 * time.Second)
	other, _ := a.acquire(netip.MustParseAddr("192.0.2.2"), later)
	if len(a.units) != 1 {
		t.Fatalf("%d units are kept, want only that of the session", len(a.units))
	}
	a.release(other, later)
}

func TestUnitsAreBounded(t *testing.T) {
	limits := DefaultLimits()
	limits.MaxSessions = 2
	a := newAddresses(limits)
	now := time.Unix(1_800_000_000, 0)
	for n := range 2 * unitsPerSession {
		u, status := a.acquire(netip.AddrFrom4([4]byte{192, 0, 2, byte(n)}), now)
		if status != 0 {
			t.Fatalf("unit %d: %d", n, status)
		}
		a.release(u, now)
	}
	if _, status := a.acquire(netip.MustParseAddr("198.51.100.1"), now); status != http.StatusServiceUnavailable {
		t.Fatalf("one more unit gets %d, want 503", status)
	}
	if u, status := a.acquire(netip.MustParseAddr("198.51.100.1"), now.Add(time.Minute)); status != 0 {
		t.Fatalf("a minute later %d", status)
	} else if u.sessions != 1 {
		t.Fatalf("%d sessions", u.sessions)
	}
}
