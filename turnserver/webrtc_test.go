package turnserver

import (
	"testing"
	"time"

	"github.com/pion/webrtc/v4"
)

// TestRelayOnlyPeers is what "Hide my network address" on both sides needs: two
// peers that use nothing but the relay, over UDP and over TCP.
func TestRelayOnlyPeers(t *testing.T) {
	for _, transport := range []string{"udp", "tcp"} {
		t.Run(transport, func(t *testing.T) {
			s := startServer(t, nil) // no development exception: relay to relay is not one
			url := "turn:" + s.udp.String() + "?transport=udp"
			if transport == "tcp" {
				url = "turn:" + s.tcp.String() + "?transport=tcp"
			}
			ana, ben := relayOnly(t, s, url, "room/ana"), relayOnly(t, s, url, "room/ben")

			opened, got := make(chan *webrtc.DataChannel, 1), make(chan string, 1)
			ben.OnDataChannel(func(dc *webrtc.DataChannel) {
				dc.OnMessage(func(m webrtc.DataChannelMessage) { _ = dc.SendText("echo " + string(m.Data)) })
			})
			dc, err := ana.CreateDataChannel("panel", nil)
			if err != nil {
				t.Fatal(err)
			}
			dc.OnOpen(func() { opened <- dc })
			dc.OnMessage(func(m webrtc.DataChannelMessage) { got <- string(m.Data) })
			negotiate(t, ana, ben)

			if err := within(t, "channel open", opened).SendText("hello"); err != nil {
				t.Fatal(err)
			}
			if text := within(t, "message", got); text != "echo hello" {
				t.Errorf("got %q", text)
			}
			pair, err := ana.SCTP().Transport().ICETransport().GetSelectedCandidatePair()
			if err != nil || pair.Local.Typ != webrtc.ICECandidateTypeRelay {
				t.Errorf("selected %v, %v", pair, err)
			}
			if stats := s.Stats(); stats.Allocations != 2 || stats.BytesToPeer == 0 || stats.PeersDenied != 0 {
				t.Errorf("%+v", stats)
			}
		})
	}
}

func relayOnly(t *testing.T, s *testServer, url, user string) *webrtc.PeerConnection {
	t.Helper()
	username, password, _ := s.credentials().For(user)
	var settings webrtc.SettingEngine
	settings.SetIncludeLoopbackCandidate(true)
	settings.SetRelayAcceptanceMinWait(0)
	pc, err := webrtc.NewAPI(webrtc.WithSettingEngine(settings)).NewPeerConnection(webrtc.Configuration{
		ICETransportPolicy: webrtc.ICETransportPolicyRelay,
		ICEServers:         []webrtc.ICEServer{{URLs: []string{url}, Username: username, Credential: password}},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := pc.GracefulClose(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return pc
}

// negotiate exchanges descriptions that have all candidates inside.
func negotiate(t *testing.T, offerer, answerer *webrtc.PeerConnection) {
	t.Helper()
	describe := func(from, to *webrtc.PeerConnection, d webrtc.SessionDescription, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		gathered := webrtc.GatheringCompletePromise(from)
		if err := from.SetLocalDescription(d); err != nil {
			t.Fatal(err)
		}
		within(t, "gathering", gathered)
		if err := to.SetRemoteDescription(*from.LocalDescription()); err != nil {
			t.Fatal(err)
		}
	}
	offer, err := offerer.CreateOffer(nil)
	describe(offerer, answerer, offer, err)
	answer, err := answerer.CreateAnswer(nil)
	describe(answerer, offerer, answer, err)
}

func within[T any](t *testing.T, what string, c <-chan T) (v T) {
	t.Helper()
	const connecting = 15 * time.Second
	select {
	case v = <-c:
	case <-time.After(connecting):
		t.Fatalf("not within %v: %s", connecting, what)
	}
	return v
}
