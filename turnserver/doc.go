// Package turnserver is Coviewer's TURN relay (RFC 8656) on pion/turn v4: it
// passes on sealed packets between two peers where no direct path exists, and
// for everybody who chose to hide a network address.
//
// # Flow
//
// Signaling hands every peer short-lived credentials ([Credentials]). The peer
// allocates a relayed address at one of our listeners, installs permissions and
// channels for the other peer, and from then on the relay copies datagrams
// between the five-tuple of the client and the relay socket:
//
//	client ── listener ── screen ── pion/turn ── relay socket ── peer
//	          UDP, or     answers     state        peer policy
//	          one framed  what v4     machine      per packet,
//	          TCP/TLS     answers                  byte budget
//	          stream      wrongly
//
// Every listener socket, and every accepted stream, is served by a pion server
// of its own. That costs a few kilobytes, and gives pion's handlers, which see
// only a source address, the whole five-tuple.
//
// # Who may be a peer
//
// A relay that forwards to any address lets strangers reach the network behind
// it (RFC 8656 section 21.3.1). So the policy denies everything that is not a
// public unicast address: private, loopback, link-local, shared (carrier NAT),
// multicast, documentation and reserved ranges, and addresses that carry an
// IPv4 address inside (NAT64, 6to4, Teredo, IPv4-mapped after unmapping). It is
// applied three times, because each place sees something that the others do
// not: on the authenticated request (section 10.2 and 12.2, answered with 403),
// in pion's permission handler, and on every packet in both directions in the
// relay socket, where the port is known too.
//
// The relay's own address is the one exception, only within the relay's port
// range and only where a relay socket is open: two peers that both hide their
// address talk relay to relay. That traffic takes the way over the bind address, so
// that it works behind NAT and in a container, where the public address is not
// an address of this host.
//
// Config.AllowedPeers adds exceptions (a showroom's own LAN, for instance).
// Config.DevelopmentLoopback is for a relay that listens on loopback; it
// allows loopback and this host's own addresses, and says so in the log.
//
// # Credentials
//
// TURN REST: the username is "expiry:user", the password a base64 HMAC-SHA1 of
// it; both, and the MD5 in the long-term key (RFC 8489 section 9.2.2), are
// fixed by the protocol. pion v4 asks for the key on every Refresh,
// CreatePermission and ChannelBind. A handler that only looks at the expiry
// therefore ends live relays; ours accepts an expired username for as long as
// an allocation of that username lives on the same five-tuple.
//
// # Traps of pion/turn v4.1.4 that this package closes
//
//   - Its stream reader loops for ever on a STUN length of 0xFFEC or a channel
//     length of 0xFFFC, grows its stack with every dribbled byte, has no deadline
//     for a silent client, and holds back ChannelData of up to four bytes. We
//     never use it: frame.go cuts streams into whole, length-checked frames, and
//     a stream without an allocation ends after Config.FirstAllocationTimeout.
//   - It answers an Allocate for TCP relaying (RFC 6062) with a UDP relay, for
//     IPv6 (section 7.2) with an IPv4 one, and EVEN-PORT by opening up to 128
//     sockets. screen.go answers 442, 440 and 508.
//   - It answers a denied CreatePermission without an error code and a denied
//     ChannelBind with 401. screen.go answers 403, and 443 for the other address
//     family, with MESSAGE-INTEGRITY.
//   - It accepts Refresh, CreatePermission and ChannelBind of any valid user for
//     anybody's allocation, and stays silent if there is none. screen.go answers
//     441 and 437 (section 5 and 7.3).
//   - A peer address attribute without a value at the end of a message panics in
//     its decoder, also in a Send indication of any client with an allocation:
//     one datagram ends the process. screen.go drops such messages.
//   - It reads relay sockets into 1,600 bytes and cuts what is larger. We drop
//     such a datagram, and count it.
package turnserver
