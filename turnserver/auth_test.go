package turnserver

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/pion/stun/v3"
)

func TestExpiredCredentialsKeepLiveRelays(t *testing.T) {
	s := startServer(t, development)
	username, password, expires := s.credentials().For("room/ana")
	ana := s.clientWith(t, username, password)
	relayed := allocate(t, ana)
	peer := listenUDP(t)

	s.clock.advance(expires.Sub(s.clock.Now()) + time.Hour)
	if err := ana.CreatePermission(peer.LocalAddr()); err != nil {
		t.Fatalf("permission after the expiry: %v", err)
	}
	if _, err := relayed.WriteTo([]byte("still here"), peer.LocalAddr()); err != nil {
		t.Fatal(err)
	}
	if text, _ := receive(t, peer); text != "still here" {
		t.Fatalf("got %q", text)
	}

	elsewhere := s.clientWith(t, username, password)
	if _, err := elsewhere.Allocate(); err == nil {
		t.Error("expired credentials made a new allocation")
	}
	if n := s.meter.auth.get(authExpired); n == 0 {
		t.Error("not counted")
	}

	if err := relayed.Close(); err != nil { // Refresh with lifetime 0
		t.Fatal(err)
	}
	eventually(t, "allocation gone", func() bool { return s.Stats().Allocations == 0 })
	if _, err := ana.Allocate(); err == nil {
		t.Error("expired credentials made an allocation where one had been")
	}
}

func TestExpiredCredentialsRequestByRequest(t *testing.T) {
	s := startServer(t, nil)
	for _, addr := range []struct {
		name string
		*rawClient
	}{{"udp", s.raw(t, s.udp, "room/ana")}, {"tcp", s.raw(t, s.tcp, "room/ben")}} {
		t.Run(addr.name, func(t *testing.T) {
			c := addr.rawClient
			c.t = t
			c.allocate()
			s.clock.advance(2 * time.Hour)
			c.expect(0, stun.MethodRefresh)
			c.expect(0, stun.MethodCreatePermission, peer("1.1.1.1:1"))
			c.expect(0, stun.MethodChannelBind, channelNumber(0x4000), peer("1.1.1.1:1"))
			c.expect(0, stun.MethodRefresh, attribute(stun.AttrLifetime, 0, 0, 0, 0))
			c.expect(stun.CodeBadRequest, stun.MethodRefresh)
			c.expect(stun.CodeBadRequest, stun.MethodAllocate, udpTransport)
			s.clock.advance(-2 * time.Hour)
		})
	}
}

func TestWrongCredentials(t *testing.T) {
	for _, row := range []struct {
		name    string
		spoil   func(c *rawClient)
		counted authFailure
	}{
		{"wrong password", func(c *rawClient) { c.password += "x" }, authSignature},
		{"another's password", func(c *rawClient) { c.username += "x" }, authSignature},
		{"other secret", func(c *rawClient) {
			c.username, c.password, _ = Credentials{Secret: []byte("not the secret of this server"), Now: newClock().Now}.For("room/ana")
		}, authSignature},
		{"other realm", func(c *rawClient) { c.realm = "elsewhere" }, authRealm},
		{"no expiry", func(c *rawClient) { c.username = "ana" }, authUsername},
		{"stretched expiry", func(c *rawClient) { c.username = "9" + c.username }, authSignature},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := startServer(t, nil)
			c := s.raw(t, s.udp, "room/ana")
			row.spoil(c)
			c.expect(stun.CodeBadRequest, stun.MethodAllocate, udpTransport)
			if n := s.meter.auth.get(row.counted); n != 1 {
				t.Errorf("counted %d times", n)
			}
			if s.Stats().Allocations != 0 {
				t.Error("allocation made")
			}
		})
	}
}

func TestUnauthenticatedIsChallenged(t *testing.T) {
	s := startServer(t, nil)
	c := s.raw(t, s.udp, "room/ana")
	response := c.roundTrip(stun.TransactionID, stun.NewType(stun.MethodAllocate, stun.ClassRequest), udpTransport)
	var realm stun.Realm
	if errorCode(response) != stun.CodeUnauthorized || realm.GetFrom(response) != nil || realm.String() != DefaultRealm {
		t.Errorf("got %v", response)
	}
}

// An operator sees that credentials are not good, once a minute however many
// there are, and nothing of who tried.
func TestFailedAuthenticationIsLoggedWithinARate(t *testing.T) {
	var log bytes.Buffer
	now := newClock()
	l := &authLog{logger: slog.New(slog.NewTextHandler(&log, nil)), now: now.Now}
	for range 100 {
		l.failed("signature")
		now.advance(time.Second)
	}
	lines := strings.Split(strings.TrimSpace(log.String()), "\n")
	if len(lines) != 2 || !strings.Contains(lines[0], "failures=1") || !strings.Contains(lines[1], "failures=60") {
		t.Errorf("logged %q", lines)
	}
}

func TestFailedAuthenticationNamesNobody(t *testing.T) {
	var log bytes.Buffer
	s := startServer(t, func(c *Config) { c.Logger = slog.New(slog.NewTextHandler(&log, nil)) })
	c := s.raw(t, s.udp, "room/ana")
	c.password += "x"
	c.expect(stun.CodeBadRequest, stun.MethodAllocate, udpTransport)
	if err := s.Close(); err != nil { // nothing is written any more
		t.Fatal(err)
	}
	said := log.String()
	if !strings.Contains(said, `msg="turn authentication failed" reason=signature`) {
		t.Errorf("not in the log: %s", said)
	}
	for _, private := range []string{"127.0.0.1", "ana", c.username} {
		if strings.Contains(said, private) {
			t.Errorf("%q is in the log: %s", private, said)
		}
	}
}
