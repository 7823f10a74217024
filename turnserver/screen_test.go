package turnserver

import (
	"net/netip"
	"testing"

	"github.com/pion/stun/v3"
)

func TestRefusedAllocate(t *testing.T) {
	for _, row := range []struct {
		name       string
		want       stun.ErrorCode
		attributes []stun.Setter
	}{
		{"UDP", 0, []stun.Setter{udpTransport}},
		{"IPv4 by name", 0, []stun.Setter{udpTransport, attribute(stun.AttrRequestedAddressFamily, 1, 0, 0, 0)}},
		{"TCP relaying", stun.CodeUnsupportedTransProto, []stun.Setter{attribute(stun.AttrRequestedTransport, 6, 0, 0, 0)}},
		{"IPv6", stun.CodeAddrFamilyNotSupported, []stun.Setter{udpTransport, attribute(stun.AttrRequestedAddressFamily, 2, 0, 0, 0)}},
		{"even port", stun.CodeInsufficientCapacity, []stun.Setter{udpTransport, attribute(stun.AttrEvenPort, 0x80)}},
		{"reservation", stun.CodeInsufficientCapacity, []stun.Setter{udpTransport, attribute(stun.AttrReservationToken, 1, 2, 3, 4, 5, 6, 7, 8)}},
		{"no transport", stun.CodeBadRequest, nil},
		{"short transport", stun.CodeBadRequest, []stun.Setter{attribute(stun.AttrRequestedTransport, 6)}},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := startServer(t, nil)
			s.raw(t, s.udp, "room/ana").expect(row.want, stun.MethodAllocate, row.attributes...)
			if made := s.Stats().Allocations == 1; made != (row.want == 0) {
				t.Errorf("allocation made: %v", made)
			}
		})
	}
}

func TestDeniedPeers(t *testing.T) {
	s := startServer(t, func(c *Config) {
		c.AllowedPeers = []netip.Prefix{netip.MustParsePrefix("192.168.7.0/24")}
	})
	for _, over := range []*rawClient{s.raw(t, s.udp, "room/ana"), s.raw(t, s.tcp, "room/ben")} {
		over.allocate()
		channel := uint16(minChannel)
		for _, row := range []struct {
			peer string
			want stun.ErrorCode
		}{
			{"1.1.1.1:443", 0},
			{"192.168.7.9:443", 0},
			{"127.0.0.1:443", 0}, // the relay's own address; the port is judged per packet
			{"127.0.0.2:443", stun.CodeForbidden},
			{"10.1.2.3:443", stun.CodeForbidden},
			{"192.168.8.1:443", stun.CodeForbidden},
			{"169.254.169.254:80", stun.CodeForbidden},
			{"224.0.0.251:5353", stun.CodeForbidden},
			{"0.0.0.0:80", stun.CodeForbidden},
			{"[::ffff:10.1.2.3]:443", stun.CodeForbidden},
			{"[::1]:443", stun.CodeForbidden},
			{"[64:ff9b::7f00:1]:443", stun.CodeForbidden},
			{"[2606:4700::1111]:443", stun.CodePeerAddrFamilyMismatch},
		} {
			channel++
			for _, response := range []*stun.Message{
				over.expect(row.want, stun.MethodCreatePermission, peer(row.peer)),
				over.expect(row.want, stun.MethodChannelBind, channelNumber(channel), peer(row.peer)),
			} {
				if err := over.key().Check(response); err != nil {
					t.Errorf("%s: response not signed: %v", row.peer, err)
				}
			}
		}
	}
	if n := s.meter.denied.get(deniedLinkLocal); n != 4 {
		t.Errorf("%d link-local denials counted, want 4", n)
	}
}

func TestPermissionForAllOrNone(t *testing.T) {
	s := startServer(t, development)
	other := listenUDP(t)
	c := s.raw(t, s.udp, "room/ana")
	c.allocate()
	c.expect(stun.CodeForbidden, stun.MethodCreatePermission, peerAddress(udpAddr(t, other.LocalAddr())), peer("10.0.0.1:1"))
	before := s.Stats()
	send, err := stun.Build(stun.TransactionID, stun.NewType(stun.MethodSend, stun.ClassIndication),
		peerAddress(udpAddr(t, other.LocalAddr())), attribute(stun.AttrData, 'n', 'o'))
	if err != nil {
		t.Fatal(err)
	}
	c.write(send.Raw)
	c.expect(0, stun.MethodRefresh) // answered after the indication was handled
	if s.Stats().BytesToPeer != before.BytesToPeer {
		t.Error("the first of two peers got a permission")
	}
}

func TestMalformedRequests(t *testing.T) {
	s := startServer(t, nil)
	c := s.raw(t, s.udp, "room/ana")
	c.allocate()
	many := make([]stun.Setter, maxPeersAsked+1)
	for i := range many {
		many[i] = peer("1.1.1.1:1")
	}
	c.expect(stun.CodeBadRequest, stun.MethodCreatePermission)
	c.expect(stun.CodeBadRequest, stun.MethodCreatePermission, many...)
	c.expect(0, stun.MethodCreatePermission, many[1:]...)
	c.expect(stun.CodeBadRequest, stun.MethodChannelBind, peer("1.1.1.1:1"))
	c.expect(stun.CodeBadRequest, stun.MethodChannelBind, channelNumber(0x0001), peer("1.1.1.1:1"))
	c.expect(stun.CodeBadRequest, stun.MethodChannelBind, channelNumber(0x8000), peer("1.1.1.1:1"))
	c.expect(stun.CodeBadRequest, stun.MethodChannelBind, channelNumber(0x4000))
	c.expect(0, stun.MethodChannelBind, channelNumber(0x7fff), peer("1.1.1.1:1"))
}

// pion slices a peer address before it looks at the length. At the end of a
// message that fills its buffer exactly, that would end the process.
func TestShortPeerAddressIsHarmless(t *testing.T) {
	s := startServer(t, nil)
	c := s.raw(t, s.udp, "room/ana")
	c.allocate()
	sent := 0
	for size := 0; size < 512; size += 4 {
		m, err := stun.Build(stun.TransactionID, stun.NewType(stun.MethodSend, stun.ClassIndication),
			attribute(stun.AttrData, make([]byte, size)...), attribute(stun.AttrXORPeerAddress))
		if err != nil {
			t.Fatal(err)
		}
		c.write(m.Raw)
		sent++
	}
	c.expect(0, stun.MethodRefresh)
	if n := s.meter.malformed.get(malformedPeer); n != uint64(sent) {
		t.Errorf("%d of %d counted", n, sent)
	}
}

func TestAllocationBelongsToItsUser(t *testing.T) {
	s := startServer(t, nil)
	c := s.raw(t, s.udp, "room/ana")
	c.expect(stun.CodeAllocMismatch, stun.MethodRefresh)
	c.expect(stun.CodeAllocMismatch, stun.MethodCreatePermission, peer("1.1.1.1:1"))
	c.expect(stun.CodeAllocMismatch, stun.MethodChannelBind, channelNumber(0x4000), peer("1.1.1.1:1"))
	c.allocate()

	ana, anaPassword := c.username, c.password
	c.username, c.password, _ = s.credentials().For("room/ben") // from the same address
	c.expect(stun.CodeWrongCredentials, stun.MethodRefresh, attribute(stun.AttrLifetime, 0, 0, 0, 0))
	c.expect(stun.CodeWrongCredentials, stun.MethodCreatePermission, peer("1.1.1.1:1"))
	c.expect(stun.CodeAllocMismatch, stun.MethodAllocate, udpTransport)

	c.username, c.password = ana, anaPassword
	c.expect(0, stun.MethodRefresh)
}
