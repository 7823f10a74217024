package peer

import (
	"sync/atomic"
	"testing"

	"github.com/pion/logging"
	"github.com/pion/transport/v5/vnet"
)

// wan is a network between two peers that can be cut: nothing passes then, and
// nobody is told.
type wan struct {
	router *vnet.Router
	isCut  atomic.Bool
}

func newWAN(t *testing.T) *wan {
	t.Helper()
	router, err := vnet.NewRouter(&vnet.RouterConfig{CIDR: "10.0.0.0/24", LoggerFactory: logging.NewDefaultLoggerFactory()})
	if err != nil {
		t.Fatal(err)
	}
	w := &wan{router: router}
	router.AddChunkFilter(func(vnet.Chunk) bool { return !w.isCut.Load() })
	return w
}

func (w *wan) host(t *testing.T, address string) *vnet.Net {
	t.Helper()
	n, err := vnet.NewNet(&vnet.NetConfig{StaticIPs: []string{address}})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.router.AddNet(n); err != nil {
		t.Fatal(err)
	}
	return n
}

// connection tells of the connection to the only other peer; all is zero while
// one is replaced by the next.
func (w *watched) connection(t *testing.T) (id, ufrag string, state connState) {
	t.Helper()
	if err := w.call(func() {
		for _, r := range w.remotes {
			if c := r.conn; c != nil && c.negotiation.pc.LocalDescription() != nil {
				id, ufrag, state = c.id, c.negotiation.pc.LocalDescription().SDP, c.state
			}
		}
	}); err != nil {
		t.Fatal(err)
	}
	return id, ufrag, state
}

// Only signaling is left. Both tell that the connection is gone, keep what is
// drawn meanwhile, and come together by themselves.
func TestAnOutageIsMended(t *testing.T) {
	for name, c := range map[string]struct {
		until func(a, b *watched, conn string) bool
	}{
		"ICE restarts": {func(a, b *watched, _ string) bool {
			quiet := func(e PeerChanged) bool { return e.Status == PeerReconnecting }
			return saw(a, quiet) && saw(b, quiet)
		}},
		"a new connection is made": {func(a, _ *watched, conn string) bool {
			now, _, _ := a.connection(t)
			return now != "" && now != conn
		}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, w := newRoom(t), newWAN(t)
			lucia := Config{Link: r.link, Name: "Lucia", Network: w.host(t, "10.0.0.1")}
			emil := Config{Link: r.link, Name: "Emil", Network: w.host(t, "10.0.0.2")}
			if err := w.router.Start(); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := w.router.Stop(); err != nil {
					t.Error(err)
				}
			})
			a, b := r.joinAs(t, lucia), r.joinAs(t, emil)
			connect(t, a, b)
			a.arrow(t, "before000001", 1)
			converge(t, a, b)
			conn, ufrag, _ := a.connection(t)
			w.isCut.Store(true)
			eventually(t, "the outage is noticed", func() bool { return c.until(a, b, conn) })
			a.arrow(t, "bylucia00001", 2)
			b.arrow(t, "byemil000001", 3)
			w.isCut.Store(false)
			eventually(t, "both are connected, with new credentials", func() bool {
				_, now, one := a.connection(t)
				_, _, other := b.connection(t)
				return one == stateOpen && other == stateOpen && now != ufrag
			})
			eventually(t, "what was drawn meanwhile", func() bool { return a.has(t, "byemil000001") && b.has(t, "bylucia00001") })
			converge(t, a, b)
			if saw(a, func(e PeerChanged) bool { return e.Status == PeerGone }) {
				t.Error("the other side was given up")
			}
		})
	}
}
