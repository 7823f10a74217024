package peer

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"net"
	"strings"
	"time"

	"github.com/pion/ice/v4"
	"github.com/pion/transport/v5"
	"github.com/pion/transport/v5/stdnet"
	"github.com/pion/webrtc/v4"

	"github.com/coviewer/coviewer/peer/seal"
	"github.com/coviewer/coviewer/signaling"
)

// What pion waits for. Its own defaults cost a pair half a second to two.
const (
	disconnectedTimeout = 2 * time.Second
	failedTimeout       = 10 * time.Second
	iceKeepalive        = 500 * time.Millisecond
	srflxWait           = 50 * time.Millisecond
	relayWait           = 100 * time.Millisecond
	sctpReceiveBuffer   = 4 << 20
	// More than a message may have, so that one too long is refused with its
	// class instead of ending the channel.
	sctpMaxMessage = 256 << 10
)

// engine makes the RTCPeerConnections of one peer: one certificate, and
// settings that set-up and recovery were measured with.
type engine struct {
	api         *webrtc.API
	certificate webrtc.Certificate
	fingerprint [seal.FingerprintBytes]byte
	relayOnly   bool
	iceServers  []webrtc.ICEServer // owned by the owner goroutine
}

func newEngine(log *slog.Logger, relayOnly, loopback bool, network transport.Net) (*engine, error) {
	// pion and crypto/tls insist on real randomness for certificates.
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, fmt.Errorf("generate a key: %w", err)
	}
	certificate, err := webrtc.GenerateCertificate(key)
	if err != nil {
		return nil, fmt.Errorf("generate a certificate: %w", err)
	}
	fingerprint, err := fingerprintOf(certificate)
	if err != nil {
		return nil, err
	}
	var s webrtc.SettingEngine
	s.LoggerFactory = pionLogs{log}
	s.SetICETimeouts(disconnectedTimeout, failedTimeout, iceKeepalive)
	s.SetHostAcceptanceMinWait(0)
	s.SetSrflxAcceptanceMinWait(srflxWait)
	s.SetPrflxAcceptanceMinWait(srflxWait)
	s.SetRelayAcceptanceMinWait(relayWait)
	s.SetSCTPMaxReceiveBufferSize(sctpReceiveBuffer)
	s.SetSCTPMaxMessageSize(sctpMaxMessage)
	s.EnableSctpSnap(true)
	s.EnableSCTPZeroChecksum(true)
	// ICE has proven the address already; HelloVerify would cost a round trip.
	s.SetDTLSInsecureSkipHelloVerify(true)
	s.SetICEMulticastDNSMode(ice.MulticastDNSModeQueryOnly)
	s.SetIncludeLoopbackCandidate(loopback)
	if network == nil {
		network = freshNet{&stdnet.Net{}}
	}
	s.SetNet(network)
	return &engine{
		api:         webrtc.NewAPI(webrtc.WithSettingEngine(s)),
		certificate: *certificate,
		fingerprint: fingerprint,
		relayOnly:   relayOnly,
	}, nil
}

func fingerprintOf(c *webrtc.Certificate) (out [seal.FingerprintBytes]byte, err error) {
	prints, err := c.GetFingerprints()
	if err != nil {
		return out, fmt.Errorf("fingerprint of the certificate: %w", err)
	}
	for _, p := range prints {
		if p.Algorithm != "sha-256" {
			continue
		}
		b, err := hex.DecodeString(strings.ReplaceAll(p.Value, ":", ""))
		if err != nil || len(b) != len(out) {
			return out, fmt.Errorf("fingerprint of %d bytes: %w", len(b), err)
		}
		return [seal.FingerprintBytes]byte(b), nil
	}
	return out, fmt.Errorf("certificate without a sha-256 fingerprint")
}

func (e *engine) newConnection() (*webrtc.PeerConnection, error) {
	config := webrtc.Configuration{
		Certificates: []webrtc.Certificate{e.certificate},
		ICEServers:   e.iceServers,
	}
	if e.relayOnly {
		config.ICETransportPolicy = webrtc.ICETransportPolicyRelay
	}
	return e.api.NewPeerConnection(config)
}

func (e *engine) setICEServers(servers []signaling.ICEServer) {
	e.iceServers = nil
	for _, s := range servers {
		e.iceServers = append(e.iceServers, webrtc.ICEServer{
			URLs: s.URLs, Username: s.Username, Credential: s.Credential,
		})
	}
}

// remoteFingerprint is that of the certificate which DTLS has verified.
func remoteFingerprint(pc *webrtc.PeerConnection) [seal.FingerprintBytes]byte {
	return sha256.Sum256(pc.SCTP().Transport().GetRemoteCertificate())
}

// pathOf says how the connection goes: "direct" or "relayed", "" if unknown.
func pathOf(pc *webrtc.PeerConnection) string {
	pair, err := pc.SCTP().Transport().ICETransport().GetSelectedCandidatePair()
	if err != nil || pair == nil || pair.Local == nil || pair.Remote == nil {
		return ""
	}
	if pair.Local.Typ == webrtc.ICECandidateTypeRelay || pair.Remote.Typ == webrtc.ICECandidateTypeRelay {
		return PathRelayed
	}
	return PathDirect
}

// freshNet lists the interfaces anew each time it is asked. pion's own network
// lists them once, and would gather on addresses that are gone after the
// machine has changed networks: a restart then fails for good.
type freshNet struct{ *stdnet.Net }

func (freshNet) Interfaces() ([]*transport.Interface, error) {
	n, err := stdnet.NewNet()
	if err != nil {
		return nil, err
	}
	return n.Interfaces()
}

func (freshNet) InterfaceByIndex(index int) (*transport.Interface, error) {
	n, err := stdnet.NewNet()
	if err != nil {
		return nil, err
	}
	return n.InterfaceByIndex(index)
}

func (freshNet) InterfaceByName(name string) (*transport.Interface, error) {
	n, err := stdnet.NewNet()
	if err != nil {
		return nil, err
	}
	return n.InterfaceByName(name)
}

// isLoopback reports whether a link leads to this very machine: then, and only
// then, the peer offers loopback candidates.
func isLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
