package turnserver

import (
	"crypto/tls"
	"io"
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"testing"
	"time"

	"github.com/pion/stun/v3"
	"github.com/pion/turn/v4"
)

const patience = 5 * time.Second // for what should happen at once

var (
	testSecret = []byte("a secret for tests, long enough")
	loopback   = netip.MustParseAddr("127.0.0.1")
)

// clock is a clock that only moves when told to.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Unix(1_800_000_000, 0)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// eventually polls condition; it is the only way in which these tests wait.
func eventually(t testing.TB, what string, condition func() bool) {
	t.Helper()
	deadline := time.After(patience)
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for !condition() {
		select {
		case <-deadline:
			t.Fatalf("not within %v: %s", patience, what)
		case <-tick.C:
		}
	}
}

func listenUDP(t testing.TB) net.PacketConn {
	t.Helper()
	conn, err := net.ListenPacket("udp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	return conn
}

func listenTCP(t testing.TB) net.Listener {
	t.Helper()
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	return listener
}

// testServer is a relay on loopback, with its addresses and a clock.
type testServer struct {
	*Server
	clock *clock
	udp   net.Addr
	tcp   net.Addr
}

func testConfig() Config {
	c := DefaultConfig()
	c.Secret = testSecret
	c.RelayAddress, c.BindAddress = loopback, loopback
	c.Logger = slog.New(slog.NewTextHandler(io.Discard, &slog.HandlerOptions{Level: slog.LevelDebug}))
	return c
}

func startServer(t testing.TB, change func(*Config)) *testServer {
	t.Helper()
	c := testConfig()
	s := &testServer{clock: newClock()}
	c.Now = s.clock.Now
	udp, tcp := listenUDP(t), listenTCP(t)
	c.PacketConns, c.StreamListeners = []net.PacketConn{udp}, []net.Listener{tcp}
	s.udp, s.tcp = udp.LocalAddr(), tcp.Addr()
	if change != nil {
		change(&c)
	}
	var err error
	if s.Server, err = New(c); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
		if n := s.Stats().Allocations; n != 0 {
			t.Errorf("%d allocations after Close", n)
		}
	})
	return s
}

func development(c *Config) { c.DevelopmentLoopback = true }

func (s *testServer) credentials() Credentials {
	return Credentials{Secret: testSecret, Lifetime: time.Hour, Now: s.clock.Now}
}

// client is pion's own TURN client with credentials for user.
func (s *testServer) client(t testing.TB, user string) *turn.Client {
	t.Helper()
	username, password, _ := s.credentials().For(user)
	return s.clientWith(t, username, password)
}

func (s *testServer) clientWith(t testing.TB, username, password string) *turn.Client {
	t.Helper()
	c, err := turn.NewClient(&turn.ClientConfig{
		STUNServerAddr: s.udp.String(), TURNServerAddr: s.udp.String(), Conn: listenUDP(t),
		Username: username, Password: password, Realm: DefaultRealm, RTO: 100 * time.Millisecond,
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Listen(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func allocate(t testing.TB, c *turn.Client) net.PacketConn {
	t.Helper()
	relayed, err := c.Allocate()
	if err != nil {
		t.Fatalf("allocate: %v", err)
	}
	t.Cleanup(func() { _ = relayed.Close() })
	return relayed
}

// receive reads one packet, or fails the test.
func receive(t testing.TB, conn net.PacketConn) (string, net.Addr) {
	t.Helper()
	buffer := make([]byte, 2*maxDatagramBytes)
	if err := conn.SetReadDeadline(time.Now().Add(patience)); err != nil {
		t.Fatal(err)
	}
	n, from, err := conn.ReadFrom(buffer)
	if err != nil {
		t.Fatalf("receive: %v", err)
	}
	return string(buffer[:n]), from
}

// rawClient speaks STUN by hand, to see error codes and to send what no client sends.
type rawClient struct {
	t                         testing.TB
	conn                      net.Conn
	username, password, realm string
	nonce                     stun.Nonce
}

func (s *testServer) raw(t testing.TB, addr net.Addr, user string) *rawClient {
	t.Helper()
	conn, err := net.Dial(addr.Network(), addr.String())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	username, password, _ := s.credentials().For(user)
	return &rawClient{t: t, conn: conn, username: username, password: password, realm: DefaultRealm}
}

func (c *rawClient) key() stun.MessageIntegrity {
	return turn.GenerateAuthKey(c.username, c.realm, c.password)
}

// request sends one, with the challenge answered, and returns the response.
func (c *rawClient) request(method stun.Method, attributes ...stun.Setter) *stun.Message {
	c.t.Helper()
	if c.nonce == nil {
		challenge := c.roundTrip(stun.TransactionID, stun.NewType(method, stun.ClassRequest))
		if err := c.nonce.GetFrom(challenge); err != nil {
			c.t.Fatalf("challenge without nonce: %v", challenge)
		}
	}
	setters := []stun.Setter{stun.TransactionID, stun.NewType(method, stun.ClassRequest)}
	setters = append(setters, attributes...)
	setters = append(setters, stun.NewUsername(c.username), stun.NewRealm(c.realm), c.nonce, c.key())
	return c.roundTrip(setters...)
}

func (c *rawClient) roundTrip(setters ...stun.Setter) *stun.Message {
	c.t.Helper()
	m, err := stun.Build(setters...)
	if err != nil {
		c.t.Fatal(err)
	}
	c.write(m.Raw)
	response := &stun.Message{Raw: c.read()}
	if err := response.Decode(); err != nil {
		c.t.Fatal(err)
	}
	if response.TransactionID != m.TransactionID {
		c.t.Fatalf("response to another request: %v", response)
	}
	return response
}

func (c *rawClient) write(frame []byte) {
	c.t.Helper()
	if _, err := c.conn.Write(frame); err != nil {
		c.t.Fatal(err)
	}
}

func (c *rawClient) read() []byte {
	c.t.Helper()
	buffer := make([]byte, maxDatagramBytes)
	if err := c.conn.SetReadDeadline(time.Now().Add(patience)); err != nil {
		c.t.Fatal(err)
	}
	read := c.conn.Read
	switch c.conn.(type) {
	case *net.TCPConn, *tls.Conn:
		read = func(b []byte) (int, error) { return readFrame(c.conn, b) }
	}
	n, err := read(buffer)
	if err != nil {
		c.t.Fatalf("read: %v", err)
	}
	return buffer[:n]
}

func (c *rawClient) allocate() { c.t.Helper(); c.expect(0, stun.MethodAllocate, udpTransport) }

// expect sends a request and checks the error code; 0 is success.
func (c *rawClient) expect(want stun.ErrorCode, method stun.Method, attributes ...stun.Setter) *stun.Message {
	c.t.Helper()
	response := c.request(method, attributes...)
	if got := errorCode(response); got != want {
		c.t.Fatalf("%v answered with %d, want %d", method, got, want)
	}
	return response
}

func errorCode(m *stun.Message) stun.ErrorCode {
	var code stun.ErrorCodeAttribute
	if m.Type.Class == stun.ClassSuccessResponse {
		return 0
	}
	if code.GetFrom(m) != nil {
		return -1
	}
	return code.Code
}

var udpTransport = attribute(stun.AttrRequestedTransport, 17, 0, 0, 0)

func attribute(kind stun.AttrType, value ...byte) stun.Setter {
	return stun.RawAttribute{Type: kind, Value: value}
}

func channelNumber(n uint16) stun.Setter {
	return attribute(stun.AttrChannelNumber, byte(n>>8), byte(n), 0, 0)
}

// peerAddress is XOR-PEER-ADDRESS; it needs the transaction id, so it goes
// after it in a message.
type peerAddress netip.AddrPort

func (p peerAddress) AddTo(m *stun.Message) error {
	ap := netip.AddrPort(p)
	return stun.XORMappedAddress{IP: ap.Addr().AsSlice(), Port: int(ap.Port())}.AddToAs(m, stun.AttrXORPeerAddress)
}

func peer(s string) peerAddress { return peerAddress(netip.MustParseAddrPort(s)) }

func udpAddr(t testing.TB, addr net.Addr) netip.AddrPort {
	t.Helper()
	ap, ok := addrPort(addr)
	if !ok {
		t.Fatalf("not an address: %v", addr)
	}
	return ap
}
