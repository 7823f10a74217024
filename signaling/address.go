package signaling

import (
	"container/list"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"golang.org/x/time/rate"
)

const (
	// ipv6Bits: whoever has an IPv6 address has at least its /64, so a smaller
	// unit would limit nobody.
	ipv6Bits = 64
	// maxForwardedHops bounds how far X-Forwarded-For is followed.
	maxForwardedHops = 16
	// unitsPerSession bounds how many units are remembered, by the number of
	// sessions that a server may have.
	unitsPerSession = 4
)

// clientAddress is where a request comes from. X-Forwarded-For counts only as
// far as trusted proxies wrote it: each appends the address that it saw, so it
// is read from the right, up to the first that is not a proxy of ours.
func clientAddress(r *http.Request, trusted []netip.Prefix) netip.Addr {
	remote, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return netip.Addr{} // a Unix socket; all its clients are one address
	}
	address := remote.Addr().Unmap().WithZone("")
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for range maxForwardedHops {
		if len(hops) == 0 || !contains(trusted, address) {
			break
		}
		last := strings.TrimSpace(hops[len(hops)-1])
		hops = hops[:len(hops)-1]
		hop, err := netip.ParseAddr(last)
		if err != nil {
			break
		}
		address = hop.Unmap().WithZone("")
	}
	return address
}

func contains(prefixes []netip.Prefix, address netip.Addr) bool {
	for _, p := range prefixes {
		if p.Contains(address) {
			return true
		}
	}
	return false
}

// unit is the part of the network that is limited as one.
func unit(address netip.Addr) netip.Prefix {
	bits := address.BitLen()
	if address.Is6() {
		bits = ipv6Bits
	}
	p, err := address.Prefix(bits)
	if err != nil {
		return netip.Prefix{} // not an address: one unit for all such
	}
	return p
}

// addresses keeps what each address uses up. It is guarded by the server.
type addresses struct {
	limits Limits
	units  map[netip.Prefix]*usage
	// idle are units without a session, in the order in which they lost their
	// last. They are kept until their joins are forgiven: else hanging up
	// would wipe the slate.
	idle list.List
}

type usage struct {
	unit     netip.Prefix
	sessions int
	joins    *rate.Limiter
	idle     *list.Element // in addresses.idle, nil while there are sessions
	since    time.Time     // while idle
}

func newAddresses(limits Limits) *addresses {
	return &addresses{limits: limits, units: map[netip.Prefix]*usage{}}
}

// acquire counts a session, or refuses it with an HTTP status.
func (a *addresses) acquire(address netip.Addr, now time.Time) (*usage, int) {
	u, status := a.find(address, now)
	if status != 0 {
		return nil, status
	}
	if u.sessions >= a.limits.SessionsPerAddress {
		return nil, http.StatusTooManyRequests
	}
	if u.idle != nil {
		a.idle.Remove(u.idle)
		u.idle = nil
	}
	u.sessions++
	return u, 0
}

// find returns the unit of an address, new if need be.
func (a *addresses) find(address netip.Addr, now time.Time) (*usage, int) {
	a.forgive(now)
	u := a.units[unit(address)]
	if u == nil {
		if len(a.units) >= unitsPerSession*a.limits.MaxSessions {
			return nil, http.StatusServiceUnavailable
		}
		u = &usage{
			unit:  unit(address),
			joins: rate.NewLimiter(rate.Limit(a.limits.JoinsPerSecond), a.limits.JoinBurst),
		}
		a.units[u.unit] = u
	}
	return u, 0
}

// ask takes one join from the budget of an address, without a session. Half of
// the burst is left to joins: many pages of one address that ask again and again
// must not keep anybody out.
func (a *addresses) ask(address netip.Addr, now time.Time) int {
	u, status := a.find(address, now)
	if status != 0 {
		return status
	}
	if u.sessions == 0 { // its budget is remembered from now on
		if u.idle != nil {
			a.idle.Remove(u.idle)
		}
		u.since = now
		u.idle = a.idle.PushBack(u)
	}
	if u.joins.TokensAt(now)-1 < float64(a.limits.JoinBurst/2) || !u.joins.AllowN(now, 1) {
		return http.StatusTooManyRequests
	}
	return 0
}

func (a *addresses) release(u *usage, now time.Time) {
	u.sessions--
	if u.sessions == 0 {
		u.since = now
		u.idle = a.idle.PushBack(u)
	}
}

// forgive forgets units that were idle for as long as a full burst of joins
// takes to come back: a fresh limiter knows as much as theirs.
func (a *addresses) forgive(now time.Time) {
	refill := time.Duration(float64(a.limits.JoinBurst) / a.limits.JoinsPerSecond * float64(time.Second))
	for front := a.idle.Front(); front != nil; front = a.idle.Front() {
		u := front.Value.(*usage)
		if now.Sub(u.since) < refill {
			return
		}
		a.idle.Remove(front)
		delete(a.units, u.unit)
	}
}
