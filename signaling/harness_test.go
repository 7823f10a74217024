package signaling

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"
	"github.com/prometheus/client_golang/prometheus"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	roomA     = "AAECAwQFBgcICQoLDA0ODw"
	roomB     = "AQECAwQFBgcICQoLDA0ODw"
	instance1 = "instance1"
	instance2 = "instance2"

	// patience is for what must come; it is never waited out by a test that
	// passes.
	patience = 5 * time.Second
)

func boxOf(n int64) Box { return Box{Counter: n, Sealed: "c2VhbGVk"} }

// service is a server that tests connect to.
type service struct {
	t       testing.TB
	server  *Server
	url     string
	dial    func(ctx context.Context, network, address string) (net.Conn, error)
	metrics *prometheus.Registry
	log     *lines
}

// lines is a log that may be read while it is written.
type lines struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buffer.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buffer.String()
}

func newService(t testing.TB, change func(*Config)) *service {
	t.Helper()
	v := &service{t: t, metrics: prometheus.NewRegistry(), log: &lines{}}
	config := DefaultConfig()
	config.Logger = slog.New(slog.NewTextHandler(v.log, nil))
	config.Registerer = v.metrics
	if change != nil {
		change(&config)
	}
	server, err := New(config)
	if err != nil {
		t.Fatal(err)
	}
	v.server = server
	return v
}

func (v *service) shutdown() {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := v.server.Shutdown(ctx); err != nil {
		v.t.Errorf("%v", err)
	}
}

// start serves on a loopback socket.
func start(t testing.TB, change func(*Config)) *service {
	t.Helper()
	v := newService(t, change)
	h := httptest.NewServer(v.server)
	v.url = "ws" + strings.TrimPrefix(h.URL, "http") + Path
	v.dial = (&net.Dialer{}).DialContext
	t.Cleanup(func() {
		v.shutdown()
		h.Close()
	})
	return v
}

// startInMemory serves on pipes, for tests with a clock of their own.
func startInMemory(t testing.TB, change func(*Config)) *service {
	t.Helper()
	v := newService(t, change)
	l := &pipeListener{conns: make(chan net.Conn), closed: make(chan struct{})}
	h := &http.Server{Handler: v.server}
	served := make(chan struct{})
	go func() {
		defer close(served)
		_ = h.Serve(l)
	}()
	v.url = "ws://signaling.test" + Path
	v.dial = l.dial
	t.Cleanup(func() {
		v.shutdown()
		_ = h.Close()
		<-served
	})
	return v
}

type pipeListener struct {
	conns  chan net.Conn
	closed chan struct{}
	once   sync.Once
}

func (l *pipeListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l *pipeListener) dial(context.Context, string, string) (net.Conn, error) {
	ours, theirs := net.Pipe()
	select {
	case l.conns <- theirs:
		return ours, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

func (l *pipeListener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return nil
}

func (l *pipeListener) Addr() net.Addr { return &net.UnixAddr{Name: "pipe"} }

// client is one WebSocket of a test.
type client struct {
	t        testing.TB
	conn     *websocket.Conn
	patience time.Duration
}

// try connects and returns the HTTP status if that is refused.
func (v *service) try(header http.Header, subprotocols ...string) (*client, int) {
	v.t.Helper()
	d := websocket.Dialer{NetDialContext: v.dial, Subprotocols: subprotocols, HandshakeTimeout: patience}
	conn, response, err := d.Dial(v.url, header)
	if err != nil {
		if response == nil {
			v.t.Fatal(err)
		}
		return nil, response.StatusCode
	}
	v.t.Cleanup(func() { _ = conn.Close() })
	return &client{t: v.t, conn: conn, patience: patience}, response.StatusCode
}

func (v *service) connect() *client {
	v.t.Helper()
	c, status := v.try(nil, Subprotocol)
	if c == nil {
		v.t.Fatalf("refused with %d", status)
	}
	return c
}

func (v *service) join(room string) (*client, Welcome) {
	v.t.Helper()
	return v.joinAs(Join{Room: room, Kind: KindBrowser, Instance: instance1})
}

func (v *service) joinAs(m Join) (*client, Welcome) {
	v.t.Helper()
	c := v.connect()
	c.send(m)
	return c, receive[Welcome](c)
}

func (v *service) resume(room, token string) *client {
	v.t.Helper()
	c := v.connect()
	c.send(Resume{Room: room, Token: token, Instance: instance2})
	return c
}

// until polls for a condition of the server.
func (v *service) until(what string, holds func(Stats) bool) {
	v.t.Helper()
	deadline := time.Now().Add(patience)
	for !holds(v.server.Stats()) {
		if time.Now().After(deadline) {
			v.t.Fatalf("%s: %+v", what, v.server.Stats())
		}
		time.Sleep(time.Millisecond)
	}
}

func (c *client) send(m ClientMessage) {
	c.t.Helper()
	text, err := Encode(m)
	if err != nil {
		c.t.Fatal(err)
	}
	c.write(websocket.TextMessage, text)
}

func (c *client) write(kind int, text []byte) {
	c.t.Helper()
	if err := c.conn.WriteMessage(kind, text); err != nil {
		c.t.Fatal(err)
	}
}

func (c *client) read() (ServerMessage, error) {
	if err := c.conn.SetReadDeadline(time.Now().Add(c.patience)); err != nil {
		return nil, err
	}
	_, text, err := c.conn.ReadMessage()
	if err != nil {
		return nil, err
	}
	return DecodeServer(text)
}

// receive wants the next message to be of one type.
func receive[M ServerMessage](c *client) M {
	c.t.Helper()
	m, err := c.read()
	if err != nil {
		c.t.Fatal(err)
	}
	typed, ok := m.(M)
	if !ok {
		c.t.Fatalf("got %s %+v, want %T", m.Type(), m, typed)
	}
	return typed
}

// closed wants the server to close next, with this code and its text, and
// hangs up.
func (c *client) closed(want CloseCode) {
	c.t.Helper()
	m, err := c.read()
	if err == nil {
		c.t.Fatalf("got %s, want close %d", m.Type(), want)
	}
	c.wantClose(err, want)
	_ = c.conn.Close()
}

func (c *client) wantClose(err error, want CloseCode) {
	c.t.Helper()
	var e *websocket.CloseError
	if !errors.As(err, &e) {
		c.t.Fatalf("got %v, want close %d", err, want)
	}
	if CloseCode(e.Code) != want || e.Text != want.Reason() {
		c.t.Fatalf("closed with %d %q, want %d %q", e.Code, e.Text, want, want.Reason())
	}
}

func (c *client) closeWith(code int) {
	c.t.Helper()
	c.write(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""))
}

// metric finds a value by name and labels: "name label=value".
func (v *service) metric(want string) float64 {
	v.t.Helper()
	families, err := v.metrics.Gather()
	if err != nil {
		v.t.Fatal(err)
	}
	for _, family := range families {
		for _, m := range family.GetMetric() {
			name := family.GetName()
			for _, label := range m.GetLabel() {
				name += " " + label.GetName() + "=" + label.GetValue()
			}
			if name == want {
				return m.GetCounter().GetValue() + m.GetGauge().GetValue()
			}
		}
	}
	return -1
}

func closesMetric(code CloseCode) string {
	return "coviewer_signaling_closes_total code=" + strconv.Itoa(int(code)) + " name=" + code.Name()
}

// eventually polls for a metric to be counted.
func (v *service) eventually(name string) float64 {
	v.t.Helper()
	v.until(name, func(Stats) bool { return v.metric(name) >= 0 })
	return v.metric(name)
}
