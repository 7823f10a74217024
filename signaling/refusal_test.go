package signaling

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// Each row is what a hostile client does, alone in its room, and the code that
// it is closed with. The neighbor in another room must not notice.
func TestRefusals(t *testing.T) {
	text := func(s string) func(*client) {
		return func(c *client) { c.write(websocket.TextMessage, []byte(s)) }
	}
	joined := func(then func(*client)) func(*client) {
		return func(c *client) {
			c.send(Join{Room: roomA, Kind: KindBrowser, Instance: instance1})
			receive[Welcome](c)
			then(c)
		}
	}
	for _, row := range []struct {
		name string
		do   func(*client)
		want CloseCode
	}{
		{"garbage before joining", text("\x00\x01\x02"), CloseBadMessage},
		{"not JSON", joined(text("hello?")), CloseBadMessage},
		{"invalid UTF-8", joined(text(`{"type":"ping","x":"` + "\xff" + `"}`)), CloseBadMessage},
		{"an overlong encoding", joined(text(`{"type":"ping","x":"` + "\xc0\xaf" + `"}`)), CloseBadMessage},
		{"nested deeper than any parser's stack", joined(text(strings.Repeat("[", 60_000))), CloseBadMessage},
		{"nested deeply in an unknown member", joined(text(`{"type":"ping","x":` + strings.Repeat("[", 30_000) + strings.Repeat("]", 30_000) + `}`)), CloseBadMessage},
		{"binary", func(c *client) { c.write(websocket.BinaryMessage, []byte(`{"type":"ping"}`)) }, CloseBadMessage},
		{"a box before joining", func(c *client) { c.send(SendBox{To: "abcdefgh", Box: boxOf(1)}) }, CloseBadMessage},
		{"ping before joining", func(c *client) { c.send(Ping{}) }, CloseBadMessage},
		{"a second join", joined(func(c *client) { c.send(Join{Room: roomA, Kind: KindBrowser, Instance: instance1}) }), CloseBadMessage},
		{"resume after join", joined(func(c *client) {
			c.send(Resume{Room: roomA, Token: strings.Repeat("A", tokenChars), Instance: instance1})
		}), CloseBadMessage},
		{"a room that is none", func(c *client) { c.send(Join{Room: "lobby", Kind: KindBrowser, Instance: instance1}) }, CloseBadRoom},
		{"one byte too much", joined(text(strings.Repeat("x", MaxMessageBytes+1))), CloseTooBig},
		{"ten times too much", joined(text(strings.Repeat("x", 10*MaxMessageBytes))), CloseTooBig},
		{"a frame that claims 2^62 bytes", joined(func(c *client) { c.raw(claimedFrame(1 << 62)) }), CloseTooBig},
		{"empty fragments without end", joined(func(c *client) {
			c.raw(fragment(websocket.TextMessage, 20_000))
		}), CloseTooBig},
		{"too many messages", joined(func(c *client) {
			c.raw(bytes.Repeat(maskedFrame(websocket.TextMessage, true, []byte(`{"type":"ping"}`)), 1000))
		}), CloseRateLimited},
		{"a flood of WebSocket pings", joined(func(c *client) {
			c.raw(bytes.Repeat(maskedFrame(websocket.PingMessage, true, []byte("x")), 1000))
		}), CloseRateLimited},
		{"a flood of pongs nobody asked for", joined(func(c *client) {
			c.raw(bytes.Repeat(maskedFrame(websocket.PongMessage, true, nil), 1000))
		}), CloseRateLimited},
	} {
		t.Run(row.name, func(t *testing.T) {
			v := start(t, nil)
			neighbor, _ := v.join(roomB)
			c := v.connect()
			row.do(c)
			c.closedAfter(row.want)
			neighbor.send(Ping{})
			receive[Pong](neighbor)
			if name := row.want.Name(); v.eventually(closesMetric(row.want)) != 1 {
				t.Errorf("the close was not counted as %s", name)
			}
		})
	}
}

func TestUnmaskedFrameIsAProtocolError(t *testing.T) {
	v := start(t, nil)
	c, _ := v.join(roomA)
	c.raw([]byte{0x81, 0x02, '{', '}'}) // RFC 6455 section 5.1
	_, err := c.read()
	if !websocket.IsCloseError(err, websocket.CloseProtocolError) {
		t.Fatalf("got %v, want 1002", err)
	}
}

func TestForeignOriginGetsNoWebSocket(t *testing.T) {
	v := start(t, func(c *Config) { c.AllowedOrigins = []string{"https://shop.example"} })
	for origin, want := range map[string]int{
		"https://evil.example":  http.StatusForbidden,
		"null":                  http.StatusForbidden,
		"https://shop.example":  http.StatusSwitchingProtocols,
		"http://" + v.address(): http.StatusSwitchingProtocols,
	} {
		if _, got := v.try(http.Header{"Origin": {origin}}, Subprotocol); got != want {
			t.Errorf("%s: %d, want %d", origin, got, want)
		}
	}
}

func TestSubprotocolIsRequired(t *testing.T) {
	v := start(t, nil)
	for _, offered := range [][]string{nil, {"coviewer.signaling.v2"}} {
		c, _ := v.try(nil, offered...)
		c.closed(CloseBadSubprotocol)
	}
	c, _ := v.try(nil, "coviewer.signaling.v2", Subprotocol)
	c.send(Join{Room: roomA, Kind: KindBrowser, Instance: instance1})
	receive[Welcome](c)
}

func TestPlainRequestIsRefused(t *testing.T) {
	v := start(t, nil)
	response, err := http.Get("http://" + v.address() + Path)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	http.DefaultClient.CloseIdleConnections()
	if response.StatusCode != http.StatusBadRequest {
		t.Fatalf("got %d, want 400", response.StatusCode)
	}
	v.until("nothing admitted", func(Stats) bool {
		v.server.mu.Lock()
		defer v.server.mu.Unlock()
		return v.server.admitted == 0
	})
}

func TestSessionsOfOneAddress(t *testing.T) {
	v := start(t, func(c *Config) { c.SessionsPerAddress = 2 })
	first := v.connect()
	v.connect()
	if _, status := v.try(nil, Subprotocol); status != http.StatusTooManyRequests {
		t.Fatalf("the third gets %d, want 429", status)
	}
	_ = first.conn.Close()
	v.until("one left", func(s Stats) bool { return s.Sessions == 1 })
	v.until("admitted again", func(Stats) bool {
		_, status := v.try(nil, Subprotocol)
		return status == http.StatusSwitchingProtocols
	})
}

func TestSessionsOfTheServer(t *testing.T) {
	v := start(t, func(c *Config) { c.MaxSessions = 1 })
	v.connect()
	if _, status := v.try(nil, Subprotocol); status != http.StatusServiceUnavailable {
		t.Fatalf("the second gets %d, want 503", status)
	}
}

func TestRoomsOfTheServer(t *testing.T) {
	v := start(t, func(c *Config) { c.MaxRooms = 1 })
	v.join(roomA)
	c := v.connect()
	c.send(Join{Room: roomB, Kind: KindBrowser, Instance: instance1})
	c.closed(CloseServerFull)
	v.join(roomA)
}

func TestJoinsOfOneAddress(t *testing.T) {
	v := start(t, func(c *Config) { c.JoinsPerSecond, c.JoinBurst = 0.001, 2 })
	v.join(roomA)
	v.resume(roomB, strings.Repeat("A", tokenChars)).closed(ClosePlaceGone)
	c := v.connect()
	c.send(Join{Room: roomA, Kind: KindBrowser, Instance: instance1})
	c.closed(CloseRateLimited)
}

func TestWhoDoesNotReadIsClosed(t *testing.T) {
	v := start(t, func(c *Config) { c.MessagesPerSecond, c.MessageBurst = 1e6, 1e6 })
	slow, w := v.join(roomA)
	fast, _ := v.join(roomA)
	away := fast.readUntilAway()
	box := Box{Counter: 1, Sealed: strings.Repeat("A", MaxBoxChars)}
	// The kernel's buffers take some megabytes first.
	const enough = 3000 // 100 MB
	for n := 0; !isClosed(away); n++ {
		if n == enough {
			t.Fatal("never closed")
		}
		fast.send(SendBox{To: w.Peer, Box: box})
	}
	// Who reads after all finds the reason behind what was sent before.
	slow.closedAfter(CloseSlowConsumer)
}

func isClosed(c <-chan struct{}) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// readUntilAway reads everything, and tells when another peer is away.
func (c *client) readUntilAway() (away chan struct{}) {
	away, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			m, err := c.readWithin(time.Minute) // filling the kernel takes a while
			if err != nil {
				return
			}
			if _, is := m.(PeerAway); is {
				close(away)
			}
		}
	}()
	c.t.Cleanup(func() {
		_ = c.conn.Close()
		<-ended
	})
	return away
}

func TestClientThatWaitsForTheEndGetsItAtOnce(t *testing.T) {
	// RFC 6455 section 7.1.1: the server hangs up first. A browser waits.
	v := start(t, func(c *Config) { c.CloseTimeout = time.Hour })
	c, _ := v.join(roomA)
	c.send(Leave{})
	_, err := c.read()
	c.wantClose(err, CloseLeft)
	if _, err := c.conn.NetConn().Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
		t.Fatalf("got %v, want the end", err)
	}
}

// closedAfter wants the server to close with this code, after whatever else
// it sent.
func (c *client) closedAfter(want CloseCode) {
	c.t.Helper()
	for {
		if _, err := c.read(); err != nil {
			c.wantClose(err, want)
			_ = c.conn.Close()
			return
		}
	}
}

// raw writes below the WebSocket layer. The server may hang up meanwhile.
func (c *client) raw(b []byte) { _, _ = c.conn.NetConn().Write(b) }

// maskedFrame is a frame of a client (RFC 6455 section 5.2) with a mask of
// zeros, and so with its payload in clear.
func maskedFrame(kind int, final bool, payload []byte) []byte {
	first := byte(kind)
	if final {
		first |= 0x80
	}
	return append([]byte{first, 0x80 | byte(len(payload)), 0, 0, 0, 0}, payload...)
}

func fragment(kind, times int) []byte {
	const continuation = 0
	return append(maskedFrame(kind, false, nil), bytes.Repeat(maskedFrame(continuation, false, nil), times)...)
}

// claimedFrame announces n bytes and brings as many as a server could be fooled
// to buffer.
func claimedFrame(n uint64) []byte {
	head := binary.BigEndian.AppendUint64([]byte{0x81, 0x80 | 127}, n)
	return append(append(head, 0, 0, 0, 0), make([]byte, 2*MaxMessageBytes)...)
}

func (v *service) address() string {
	host := strings.TrimSuffix(strings.TrimPrefix(v.url, "ws://"), Path)
	if _, _, err := net.SplitHostPort(host); err != nil {
		v.t.Fatal(err)
	}
	return host
}
