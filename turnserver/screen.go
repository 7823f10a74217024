package turnserver

import (
	"encoding/binary"
	"net"
	"net/netip"
	"slices"

	"github.com/pion/stun/v3"
)

// Error codes that we answer ourselves; they index refusalNames.
const (
	refuseBadRequest refusal = iota
	refuseForbidden
	refuseMismatch
	refuseFamily
	refuseCredentials
	refuseTransport
	refusePeerFamily
	refuseCapacity
	accepted
)

var refusalNames = [...]string{"400", "403", "437", "440", "441", "442", "443", "508"}

var refusalCodes = [...]stun.ErrorCode{
	refuseBadRequest:  stun.CodeBadRequest,
	refuseForbidden:   stun.CodeForbidden,
	refuseMismatch:    stun.CodeAllocMismatch,
	refuseFamily:      stun.CodeAddrFamilyNotSupported,
	refuseCredentials: stun.CodeWrongCredentials,
	refuseTransport:   stun.CodeUnsupportedTransProto,
	refusePeerFamily:  stun.CodePeerAddrFamilyMismatch,
	refuseCapacity:    stun.CodeInsufficientCapacity,
}

const (
	protocolUDP   = 17
	familyIPv4    = 1
	maxPeersAsked = 32 // XOR-PEER-ADDRESS attributes in one CreatePermission
)

// screenedConn stands between a socket and pion's read loop, and answers those
// authenticated requests that pion v4 would answer wrongly or not at all (see
// the package documentation). All else, also what is not authenticated, goes
// on to pion unchanged: it does the challenge, and checks the same integrity.
type screenedConn struct {
	net.PacketConn
	endpoint *endpoint
	request  stun.Message // owned by pion's read loop, which is the only caller of ReadFrom
}

// ReadFrom implements net.PacketConn.
func (c *screenedConn) ReadFrom(buffer []byte) (int, net.Addr, error) {
	for {
		n, addr, err := c.PacketConn.ReadFrom(buffer)
		if err != nil {
			return 0, nil, err
		}
		frame := buffer[:n]
		switch {
		case !isSTUN(frame):
			return n, addr, nil
		case !soundPeers(frame):
			c.endpoint.server.meter.malformed.inc(malformedPeer)
		case !isRequest(frame) || !c.answers(frame, addr):
			return n, addr, nil
		}
	}
}

// isRequest is true for STUN requests: both class bits are zero (RFC 8489 section 5).
func isRequest(frame []byte) bool {
	const highClassBit, lowClassBit = 0x01, 0x10
	return len(frame) >= stunHeaderBytes && frame[0]&highClassBit == 0 && frame[1]&lowClassBit == 0
}

// soundPeers finds peer addresses of a wrong size, also in indications: pion's
// decoder slices them before it looks at their length, and one at the end of
// its buffer would end the process.
func soundPeers(frame []byte) bool {
	const headerBytes, sizeIPv4, sizeIPv6 = 4, 8, 20
	for rest := frame[min(stunHeaderBytes, len(frame)):]; len(rest) >= headerBytes; {
		kind, size := stun.AttrType(binary.BigEndian.Uint16(rest)), int(binary.BigEndian.Uint16(rest[2:]))
		if kind == stun.AttrXORPeerAddress && size != sizeIPv4 && size != sizeIPv6 {
			return false
		}
		rest = rest[min(headerBytes+padded(size), len(rest)):]
	}
	return true
}

// answers tells whether the request was refused here.
func (c *screenedConn) answers(frame []byte, client net.Addr) bool {
	m := &c.request
	m.Raw = append(m.Raw[:0], frame...)
	if m.Decode() != nil {
		return false
	}
	t := c.endpoint.tuple(client)
	username, key, ok := c.endpoint.server.auth.verify(t, m)
	if !ok {
		return false
	}
	verdict := c.judge(m, username, t)
	if verdict == accepted {
		return false
	}
	c.endpoint.server.meter.refused.inc(verdict)
	answer, err := stun.Build(
		stun.NewTransactionIDSetter(m.TransactionID),
		stun.NewType(m.Type.Method, stun.ClassErrorResponse),
		refusalCodes[verdict],
		key,
	)
	if err == nil {
		_, err = c.WriteTo(answer.Raw, client)
	}
	if err != nil {
		c.endpoint.server.logger.Debug("turn refusal not sent", "error", err)
	}
	return true
}

func (c *screenedConn) judge(m *stun.Message, username string, t tuple) refusal {
	switch m.Type.Method {
	case stun.MethodAllocate:
		return judgeAllocate(m)
	case stun.MethodRefresh:
		return c.judgeHolder(username, t)
	case stun.MethodCreatePermission, stun.MethodChannelBind:
		if verdict := c.judgeHolder(username, t); verdict != accepted {
			return verdict
		}
		if m.Type.Method == stun.MethodChannelBind && !namesChannel(m) {
			return refuseBadRequest
		}
		return c.judgePeers(m)
	default:
		return accepted
	}
}

// judgeAllocate refuses what this relay does not offer (RFC 8656 section 7.2).
func judgeAllocate(m *stun.Message) refusal {
	if v, err := m.Get(stun.AttrRequestedTransport); err == nil && len(v) == 4 && v[0] != protocolUDP {
		return refuseTransport
	}
	if v, err := m.Get(stun.AttrRequestedAddressFamily); err == nil && (len(v) != 4 || v[0] != familyIPv4) {
		return refuseFamily
	}
	if m.Contains(stun.AttrEvenPort) || m.Contains(stun.AttrReservationToken) {
		return refuseCapacity
	}
	return accepted
}

// judgeHolder refuses requests for an allocation that is not there, or is
// another user's (RFC 8656 section 5).
func (c *screenedConn) judgeHolder(username string, t tuple) refusal {
	switch holders := c.endpoint.server.ledger.holders(t); {
	case len(holders) == 0:
		return refuseMismatch
	case !slices.Contains(holders, username):
		return refuseCredentials
	default:
		return accepted
	}
}

// judgePeers looks at all peers before pion grants the first: a
// CreatePermission holds for all or for none (RFC 8656 section 10.2).
func (c *screenedConn) judgePeers(m *stun.Message) refusal {
	peers, ok := peersOf(m)
	if !ok {
		return refuseBadRequest
	}
	for _, peer := range peers {
		switch reason := c.endpoint.server.policy.address(peer); reason {
		case permitted:
		case deniedFamily:
			c.endpoint.server.meter.denied.inc(reason)
			return refusePeerFamily
		default:
			c.endpoint.server.meter.denied.inc(reason)
			return refuseForbidden
		}
	}
	return accepted
}

func peersOf(m *stun.Message) ([]netip.Addr, bool) {
	var peers []netip.Addr
	for _, attribute := range m.Attributes {
		if attribute.Type != stun.AttrXORPeerAddress {
			continue
		}
		// GetFromAs reads the address in place; soundPeers has checked its size.
		var peer stun.XORMappedAddress
		one := stun.Message{TransactionID: m.TransactionID, Attributes: stun.Attributes{attribute}}
		if err := peer.GetFromAs(&one, stun.AttrXORPeerAddress); err != nil {
			return nil, false
		}
		a, ok := netip.AddrFromSlice(peer.IP)
		if !ok || len(peers) == maxPeersAsked {
			return nil, false
		}
		peers = append(peers, a)
	}
	return peers, len(peers) > 0
}

// namesChannel keeps pion from binding numbers that on the wire are not channels.
func namesChannel(m *stun.Message) bool {
	v, err := m.Get(stun.AttrChannelNumber)
	if err != nil || len(v) != 4 {
		return false
	}
	number := int(v[0])<<8 | int(v[1])
	return number >= minChannel && number <= maxChannel
}
