package peer

import (
	"context"
	"crypto/rand"
	"log/slog"
	"net/http/httptest"
	"os"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/coviewer/coviewer/peer/seal"
	"github.com/coviewer/coviewer/signaling"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patienceOfTests is how long a test waits for what should happen.
const patienceOfTests = 20 * time.Second

// room is a signaling server on loopback and a link to a room of it.
type room struct {
	server *signaling.Server
	http   *httptest.Server
	link   seal.Link
}

func newRoom(t testing.TB) *room {
	t.Helper()
	config := signaling.DefaultConfig()
	server, err := signaling.New(config)
	if err != nil {
		t.Fatal(err)
	}
	h := httptest.NewServer(server)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patienceOfTests)
		defer cancel()
		if err := server.Shutdown(ctx); err != nil {
			t.Errorf("shutdown: %v", err)
		}
		h.Close()
	})
	link, err := seal.New(rand.Reader, h.URL)
	if err != nil {
		t.Fatal(err)
	}
	return &room{server, h, link}
}

func (r *room) join(t testing.TB, name string) *watched {
	t.Helper()
	return r.joinAs(t, Config{Link: r.link, Name: name})
}

func (r *room) joinAs(t testing.TB, config Config) *watched {
	t.Helper()
	if os.Getenv("COVIEWER_TEST_LOG") != "" {
		config.Logger = slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelDebug})).With("me", config.Name)
	}
	ctx, cancel := context.WithTimeout(context.Background(), patienceOfTests)
	defer cancel()
	p, err := Join(ctx, config)
	if err != nil {
		t.Fatal(err)
	}
	w := &watched{Peer: p}
	w.reading.Go(w.read)
	t.Cleanup(func() { w.leave(t) })
	return w
}

// watched is a peer whose events are kept.
type watched struct {
	*Peer
	reading sync.WaitGroup
	mu      sync.Mutex
	seen    []Event
}

func (w *watched) read() {
	for e := range w.Events() {
		w.mu.Lock()
		w.seen = append(w.seen, e)
		w.mu.Unlock()
	}
}

func (w *watched) leave(t testing.TB) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patienceOfTests)
	defer cancel()
	if err := w.Leave(ctx); err != nil {
		t.Errorf("leave: %v", err)
	}
	w.reading.Wait()
}

// saw reports whether an event of this type fits.
func saw[E Event](w *watched, fits func(E) bool) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, e := range w.seen {
		if e, ok := e.(E); ok && fits(e) {
			return true
		}
	}
	return false
}

// eventually polls until a condition holds.
func eventually(t testing.TB, what string, holds func() bool) {
	t.Helper()
	deadline := time.Now().Add(patienceOfTests)
	for !holds() {
		if time.Now().After(deadline) {
			t.Fatalf("not within %v: %s", patienceOfTests, what)
		}
		time.Sleep(2 * time.Millisecond) // the interval of the poll
	}
}

// connected waits until every peer has a panel connection to all others.
func connect(t testing.TB, peers ...*watched) {
	t.Helper()
	for _, w := range peers {
		eventually(t, "connected", func() bool { return len(w.Words()) == len(peers)-1 })
	}
}
