package turnserver

import (
	"net"
	"net/netip"

	"github.com/pion/turn/v4"
)

// endpoint is one socket or stream that a pion server of its own reads. Its
// methods are pion's handlers, which thereby know the whole five-tuple.
type endpoint struct {
	server *Server
	id     uint64
	// holds is told +1 and -1 as allocations come and go.
	holds func(change int)
	// reserved is the user whose place in the ledger waits for its allocation.
	// Owned by pion's read loop: quota, created and failed run on it, in this order.
	reserved string
}

// serve gives conn to pion, which reads it until it is closed.
func (s *Server) serve(conn net.PacketConn, holds func(int)) error {
	e := &endpoint{server: s, id: s.nextEndpoint.Add(1), holds: holds}
	_, err := turn.NewServer(turn.ServerConfig{
		PacketConnConfigs: []turn.PacketConnConfig{{
			PacketConn:            &screenedConn{PacketConn: conn, endpoint: e},
			RelayAddressGenerator: s.relays,
			PermissionHandler:     e.permit,
		}},
		Realm:         s.auth.realm,
		LoggerFactory: pionLogs{s.logger},
		InboundMTU:    maxDatagramBytes,
		AuthHandler:   e.authenticate,
		QuotaHandler:  e.quota,
		EventHandler: turn.EventHandler{
			OnAuth:              e.authenticated,
			OnAllocationCreated: e.created,
			OnAllocationDeleted: e.deleted,
			OnAllocationError:   e.failed,
		},
	})
	return err
}

func (e *endpoint) tuple(client net.Addr) tuple {
	return tuple{endpoint: e.id, client: client.String()}
}

func (e *endpoint) authenticate(username, realm string, client net.Addr) ([]byte, bool) {
	key, failure, ok := e.server.auth.key(e.tuple(client), username, realm)
	if !ok {
		e.server.authFailed(failure)
	}
	return key, ok
}

// authenticated hears of wrong signatures; a username that authenticate turned
// down does not come this far.
func (e *endpoint) authenticated(_, _ net.Addr, _, _, _, _ string, verdict bool) {
	if !verdict {
		e.server.authFailed(authSignature)
	}
}

// permit is the second line: screenedConn has answered denied peers already.
func (e *endpoint) permit(_ net.Addr, peer net.IP) bool {
	a, _ := netip.AddrFromSlice(peer)
	reason := e.server.policy.address(a)
	if reason != permitted {
		e.server.meter.denied.inc(reason)
	}
	return reason == permitted
}

// quota answers false with 486.
func (e *endpoint) quota(username, _ string, _ net.Addr) bool {
	result := e.server.ledger.reserve(username)
	if result != allocationCreated {
		e.server.meter.allocated.inc(result)
		e.server.logger.Debug("turn allocation refused", "reason", e.server.meter.allocated.labels[result], "user", userOf(username))
		return false
	}
	e.reserved = username
	return true
}

func (e *endpoint) created(client, _ net.Addr, _, username, _ string, relayed net.Addr, _ int) {
	e.reserved = ""
	e.server.ledger.created(e.tuple(client), username)
	e.server.meter.allocated.inc(allocationCreated)
	e.holds(+1)
	e.server.logger.Debug("turn allocation created", "user", userOf(username), "remote", client, "relayed", relayed)
}

func (e *endpoint) deleted(client, _ net.Addr, _, username, _ string) {
	e.server.logger.Debug("turn allocation deleted", "user", userOf(username), "remote", client)
	e.holds(-1)
	e.server.ledger.deleted(e.tuple(client), username)
}

// failed hears of every frame that could not be handled.
func (e *endpoint) failed(client, _ net.Addr, _, message string) {
	e.server.meter.malformed.inc(malformedRequest)
	if e.reserved == "" {
		return
	}
	e.server.ledger.release(e.reserved)
	e.reserved = ""
	e.server.meter.allocated.inc(allocationFailed)
	e.server.logger.Debug("turn allocation failed", "remote", client, "reason", message)
}
