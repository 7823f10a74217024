package turnserver

import "net/netip"

// denial is why a peer may not be reached. The zero value is permission.
type denial uint8

const (
	permitted denial = iota
	deniedUnspecified
	deniedLoopback
	deniedPrivate
	deniedLinkLocal
	deniedShared
	deniedMulticast
	deniedDocumentation
	deniedReserved
	deniedEmbedded
	deniedFamily
	deniedPort
	deniedRelayPort
)

// denialNames are the values of the metric's reason label.
var denialNames = [...]string{
	permitted:           "",
	deniedUnspecified:   "unspecified",
	deniedLoopback:      "loopback",
	deniedPrivate:       "private",
	deniedLinkLocal:     "link_local",
	deniedShared:        "shared",
	deniedMulticast:     "multicast",
	deniedDocumentation: "documentation",
	deniedReserved:      "reserved",
	deniedEmbedded:      "embedded",
	deniedFamily:        "family",
	deniedPort:          "port",
	deniedRelayPort:     "relay_port",
}

func (d denial) String() string { return denialNames[d] }

type deniedRange struct {
	prefix netip.Prefix
	denial denial
}

// deniedIPv4 follows the IANA special-purpose registry (RFC 6890). Cloud
// metadata services (169.254.169.254) are link-local.
var deniedIPv4 = []deniedRange{
	{netip.MustParsePrefix("0.0.0.0/8"), deniedUnspecified}, // "this network"; Linux takes 0.0.0.0 for loopback
	{netip.MustParsePrefix("10.0.0.0/8"), deniedPrivate},
	{netip.MustParsePrefix("100.64.0.0/10"), deniedShared}, // RFC 6598, carrier NAT
	{netip.MustParsePrefix("127.0.0.0/8"), deniedLoopback},
	{netip.MustParsePrefix("169.254.0.0/16"), deniedLinkLocal},
	{netip.MustParsePrefix("172.16.0.0/12"), deniedPrivate},
	{netip.MustParsePrefix("192.0.0.0/24"), deniedReserved}, // RFC 6890, with DS-Lite and NAT64 discovery
	{netip.MustParsePrefix("192.0.2.0/24"), deniedDocumentation},
	{netip.MustParsePrefix("192.88.99.0/24"), deniedEmbedded}, // RFC 7526, 6to4 relays
	{netip.MustParsePrefix("192.168.0.0/16"), deniedPrivate},
	{netip.MustParsePrefix("198.18.0.0/15"), deniedReserved}, // RFC 2544, benchmarks
	{netip.MustParsePrefix("198.51.100.0/24"), deniedDocumentation},
	{netip.MustParsePrefix("203.0.113.0/24"), deniedDocumentation},
	{netip.MustParsePrefix("224.0.0.0/4"), deniedMulticast},
	{netip.MustParsePrefix("240.0.0.0/4"), deniedReserved}, // with broadcast
}

// globalIPv6 is all that IANA has given out as global unicast; the rest is
// denied without being listed, and is in deniedIPv6 only for its reason.
var globalIPv6 = netip.MustParsePrefix("2000::/3")

// deniedIPv6 is in order: the first match gives the reason.
var deniedIPv6 = []deniedRange{
	{netip.MustParsePrefix("::/128"), deniedUnspecified},
	{netip.MustParsePrefix("::1/128"), deniedLoopback},
	{netip.MustParsePrefix("::/96"), deniedEmbedded},           // RFC 4291 2.5.5.1, IPv4-compatible
	{netip.MustParsePrefix("::ffff:0:0:0/96"), deniedEmbedded}, // RFC 2765, IPv4-translated
	{netip.MustParsePrefix("64:ff9b::/96"), deniedEmbedded},    // RFC 6052, NAT64
	{netip.MustParsePrefix("64:ff9b:1::/48"), deniedEmbedded},  // RFC 8215, local NAT64
	{netip.MustParsePrefix("100::/64"), deniedReserved},        // RFC 6666, discard
	{netip.MustParsePrefix("2001::/32"), deniedEmbedded},       // RFC 4380, Teredo
	{netip.MustParsePrefix("2001::/23"), deniedReserved},       // RFC 2928, protocol assignments
	{netip.MustParsePrefix("2001:db8::/32"), deniedDocumentation},
	{netip.MustParsePrefix("2002::/16"), deniedEmbedded}, // RFC 3056, 6to4
	{netip.MustParsePrefix("3fff::/20"), deniedDocumentation},
	{netip.MustParsePrefix("fc00::/7"), deniedPrivate},
	{netip.MustParsePrefix("fe80::/10"), deniedLinkLocal},
	{netip.MustParsePrefix("fec0::/10"), deniedPrivate}, // RFC 3879, site-local of old
	{netip.MustParsePrefix("ff00::/8"), deniedMulticast},
}

// classify judges a by the registries alone. An IPv4-mapped address is the
// IPv4 address that a socket would really send to.
func classify(a netip.Addr) denial {
	a = a.Unmap().WithZone("")
	if !a.IsValid() {
		return deniedUnspecified
	}
	ranges := deniedIPv4
	if a.Is6() {
		ranges = deniedIPv6
	}
	for _, r := range ranges {
		if r.prefix.Contains(a) {
			return r.denial
		}
	}
	if a.Is6() && !globalIPv6.Contains(a) {
		return deniedReserved
	}
	return permitted
}
